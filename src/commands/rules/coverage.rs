//! `recevable rules coverage`: the clauses of the call, and what decides each.

use std::io::{self, IsTerminal, Write};

use super::{broken, text_options};
use crate::cli::{CoverageOptions, PageFormat};
use crate::report::coverage::{self, Coverage};
use crate::report::{json, text};
use crate::rules::{self, ClauseTable};

pub(super) fn coverage(options: &CoverageOptions, out: &mut dyn Write, errors: &mut dyn Write) -> io::Result<u8> {
    let (lang, folder) = (options.lang, options.rules.as_deref());
    let covered = rules::load_with(folder, &[])
        .and_then(|book| ClauseTable::for_sets(folder, &book).map(|table| Coverage::new(&table, lang)));
    let coverage = match covered {
        Ok(coverage) => coverage,
        Err(failed) => return broken(&failed, lang, errors),
    };
    match options.format {
        PageFormat::Text => text::write_coverage(out, &coverage, &text_options(lang, io::stdout().is_terminal()))?,
        PageFormat::Markdown => coverage::write_markdown(out, &coverage, lang)?,
        PageFormat::Json => json::write_pretty(out, &coverage)?,
    }
    Ok(0)
}
