//! `recevable rules list`: every rule in a line.

use std::io::{self, IsTerminal, Write};

use super::{broken, text_options};
use crate::cli::{ListOptions, PageFormat};
use crate::report::{json, rule_sets, text};
use crate::rules;

pub(super) fn list(options: &ListOptions, out: &mut dyn Write, errors: &mut dyn Write) -> io::Result<u8> {
    let lang = options.lang;
    let book = match rules::load_with(options.sets.rules.as_deref(), &options.sets.overlays) {
        Ok(book) => book,
        Err(failed) => return broken(&failed, lang, errors),
    };
    let lists = rule_sets::list(&book, lang);
    match options.format {
        PageFormat::Text => text::write_rule_list(out, &lists, &text_options(lang, io::stdout().is_terminal()))?,
        PageFormat::Markdown => rule_sets::write_markdown(out, &lists, lang)?,
        PageFormat::Json => json::write_pretty(out, &lists)?,
    }
    Ok(0)
}
