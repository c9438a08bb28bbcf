//! The terminal format: for a volunteer who reads it on the last evening.

mod closing;
mod coverage;
mod cut;
mod dossier;
pub(super) mod excerpt;
mod finding;
mod layout;
mod list;
mod rule_diff;
mod rules;
mod selection;
mod since;
mod snippet;
mod summary;
mod tables;
mod topic;

#[cfg(test)]
#[path = "../../tests/internal/report/text.rs"]
mod tests;

pub(crate) use coverage::write_coverage;
pub(crate) use dossier::write_dossier;
pub(crate) use rule_diff::write_rule_diff;
pub(crate) use rules::{write_problems, write_rule_check, write_rule_list, write_rule_problems};
pub(crate) use selection::{Selection, SortKey};
pub(crate) use topic::write_topic;

use std::io::{self, Write};

use self::list::{DossierList, write_reminders};
use self::selection::{Rank, amount_of};
use self::summary::{write_known, write_shown, write_since, write_summary};
use super::compose::Needs;
use super::model::{DossierReport, Header};
use super::render::{End, Render};
use crate::source::SourceFile;
use crate::text::Lang;

#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own on the command line")]
pub(crate) struct TextOptions {
    pub lang: Lang,
    pub color: bool,
    /// Columns; running text takes 100 at most.
    pub width: usize,
    /// Whether rules that hold or do not apply are shown too.
    pub verbose: bool,
    /// Whether the verdict's line is all that is shown.
    pub quiet: bool,
    /// Whether boxes are drawn with box characters and long verdicts are wrapped, as on a terminal.
    pub fancy: bool,
}

impl TextOptions {
    /// Text that goes to no terminal.
    pub(crate) fn plain(lang: Lang) -> Self {
        Self { lang, color: false, width: 100, verbose: false, quiet: false, fancy: false }
    }
}

pub(super) struct TextReport {
    options: TextOptions,
    in_full: bool,
    selection: Selection,
    /// The place of the amount that dossiers are sorted by.
    amount: Option<usize>,
    list: Option<DossierList>,
    checked: usize,
    shown: usize,
    /// What is written when all dossiers are there.
    kept: Vec<(Rank, Vec<u8>)>,
}

impl TextReport {
    pub(super) fn new(options: TextOptions, in_full: bool, selection: Selection) -> Self {
        Self { options, in_full, selection, amount: None, list: None, checked: 0, shown: 0, kept: Vec::new() }
    }

    fn show(&self, out: &mut dyn Write, report: &DossierReport, source: Option<&SourceFile>) -> io::Result<()> {
        match &self.list {
            Some(list) => list.write(out, report),
            None => write_dossier(out, report, source, &self.options),
        }
    }

    /// Between dossiers that are shown in full.
    fn separate(&mut self, out: &mut dyn Write) -> io::Result<()> {
        self.shown += 1;
        if self.list.is_none() && self.shown > 1 { writeln!(out) } else { Ok(()) }
    }

    fn write_kept(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let mut kept = std::mem::take(&mut self.kept);
        // Equal ones stay in the order of the input.
        kept.sort_by(|(one, _), (other, _)| one.cmp(other));
        for (_, text) in kept {
            self.separate(out)?;
            out.write_all(&text)?;
        }
        Ok(())
    }
}

impl Render for TextReport {
    fn needs(several: bool) -> Needs {
        Needs { overview: true, cells: several, ..Needs::default() }
    }

    fn begin(&mut self, out: &mut dyn Write, header: &Header) -> io::Result<()> {
        self.amount = amount_of(header);
        if self.in_full {
            return Ok(());
        }
        let list = self.list.insert(DossierList::new(header, self.options));
        if self.options.quiet { Ok(()) } else { list.write_head(out) }
    }

    fn dossier(&mut self, out: &mut dyn Write, report: &DossierReport, source: Option<&SourceFile>) -> io::Result<()> {
        self.checked += 1;
        if !self.selection.shows(report) {
            return Ok(());
        }
        let Some(rank) = self.selection.rank(report, self.amount) else {
            self.separate(out)?;
            return self.show(out, report, source);
        };
        let mut text = Vec::new();
        self.show(&mut text, report, source)?;
        self.kept.push((rank, text));
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write, end: &End<'_>) -> io::Result<()> {
        self.write_kept(out)?;
        if self.shown < self.checked {
            write_shown(out, (self.shown, self.checked), &self.options)?;
        }
        if self.options.verbose {
            write_reminders(out, end.reminders, &self.options)?;
        }
        if !self.in_full || self.checked > 1 {
            write_summary(out, end, &self.options)?;
        } else {
            write_known(out, end.summary, &self.options)?;
            write_since(out, end, &self.options)?;
        }
        Ok(())
    }
}
