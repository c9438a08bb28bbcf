//! `recevable rules show`: a set, an overlay or a rule as it comes out.

use std::io::{self, Write};

use super::broken;
use crate::cli::{ResultFormat, ShowOptions};
use crate::messages::commands as words;
use crate::report::json;
use crate::report::rule_sets::{ResolvedView, known_ids};
use crate::rules::Sources;
use crate::text::visible;

pub(super) fn show(options: &ShowOptions, out: &mut dyn Write, errors: &mut dyn Write) -> io::Result<u8> {
    let lang = options.lang;
    let (book, resolved) = match Sources::of(options.sets.rules.as_deref(), &options.sets.overlays).load_resolved() {
        Ok(loaded) => loaded,
        Err(failed) => return broken(&failed, lang, errors),
    };
    let Some(shown) = ResolvedView::find(&book, &resolved, &options.id) else {
        writeln!(errors, "{}", visible(&words::no_such_id(&options.id, &known_ids(&book), lang)))?;
        return Ok(2);
    };
    if options.format == ResultFormat::Json {
        json::write_pretty(out, &shown.json(lang))?;
    } else {
        shown.write_text(out, lang)?;
    }
    Ok(0)
}
