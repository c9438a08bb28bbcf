//! `recevable explain`: one rule, fact or structural error in depth.

use std::io::{self, Write};

use super::rules::broken;
use super::terminal::text_options;
use crate::cli::{ExplainOptions, PageFormat};
use crate::messages::explain as words;
use crate::report::explain::{self, UnknownId};
use crate::report::{json, text};
use crate::text::visible;
use crate::{rule_tests, rules};

pub(super) fn explain(options: &ExplainOptions, out: &mut dyn Write, errors: &mut dyn Write) -> io::Result<u8> {
    let lang = options.lang;
    let text = text_options(lang, options.color, true);
    let book = match rules::load_with(options.sets.rules.as_deref(), &options.sets.overlays) {
        Ok(book) => book,
        Err(failed) => return broken(&failed, lang, errors),
    };
    // For the examples. Explaining needs none, so what is wrong with the cases is left to `rules test`.
    let suite = rule_tests::load_with(options.sets.rules.as_deref(), &book).unwrap_or_default();
    let topic = match explain::topic(&book, &suite, &options.id, lang) {
        Ok(topic) => topic,
        Err(unknown) => {
            let text = match unknown {
                UnknownId::Several(keys) => words::several_keys(&options.id, &keys, lang),
                UnknownId::Nearest(nearest) => words::unknown(&options.id, nearest.as_deref(), lang),
            };
            writeln!(errors, "{}", visible(&text))?;
            return Ok(2);
        }
    };
    match options.format {
        PageFormat::Text => text::write_topic(out, &topic, &text)?,
        PageFormat::Markdown => explain::write_markdown(out, &topic, lang)?,
        PageFormat::Json => json::write_pretty(out, &topic)?,
    }
    Ok(0)
}
