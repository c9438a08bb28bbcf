//! `recevable rules list`: every rule in a line.

use std::io::{self, IsTerminal, Write};

use super::{broken, text_options};
use crate::cli::{ListFormat, RulesOptions};
use crate::report::{rule_sets, text};
use crate::rules;

pub(super) fn list(
    options: &RulesOptions,
    format: ListFormat,
    out: &mut dyn Write,
    errors: &mut dyn Write,
) -> io::Result<u8> {
    let lang = options.lang;
    let book = match rules::load_with(options.folder.as_deref(), &options.overlays) {
        Ok(book) => book,
        Err(failed) => return broken(&failed, lang, errors),
    };
    let lists = rule_sets::list(&book, lang);
    match format {
        ListFormat::Text => text::write_rule_list(out, &lists, &text_options(lang, io::stdout().is_terminal()))?,
        ListFormat::Markdown => rule_sets::write_markdown(out, &lists, lang)?,
        ListFormat::Json => {
            serde_json::to_writer_pretty(&mut *out, &lists)?;
            writeln!(out)?;
        }
    }
    Ok(0)
}
