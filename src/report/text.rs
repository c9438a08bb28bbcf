//! The terminal format: for a volunteer who reads it on the last evening.

mod batch;
mod dossier;
pub(super) mod excerpt;
mod finding;
mod layout;
mod rules;
mod snippet;
mod tables;
mod topic;

#[cfg(test)]
mod tests;

pub use batch::{write_known, write_line, write_reminders, write_summary};
pub use dossier::write_dossier;
pub use rules::{write_rule_check, write_rule_list, write_rule_problems};
pub use topic::write_topic;

use std::io::{self, Write};

use super::model::DossierReport;
use super::render::{End, Render};
use crate::locale::Lang;
use crate::source::SourceFile;

/// How a report is shown.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own on the command line")]
pub struct TextOptions {
    /// The language.
    pub lang: Lang,
    /// Whether escape codes for colour and emphasis may be written.
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

/// The format at work: dossiers in full, or one line each and a summary.
pub(super) struct Text {
    pub(super) options: TextOptions,
    /// Whether each dossier is shown in full.
    pub(super) in_full: bool,
    pub(super) written: usize,
}

impl Render for Text {
    fn dossier(&mut self, out: &mut dyn Write, report: &DossierReport, source: Option<&SourceFile>) -> io::Result<()> {
        self.written += 1;
        if !self.in_full {
            return write_line(out, report, &self.options);
        }
        if self.written > 1 {
            writeln!(out)?;
        }
        write_dossier(out, report, source, &self.options)
    }

    fn end(&mut self, out: &mut dyn Write, end: &End<'_>) -> io::Result<()> {
        if self.options.verbose {
            write_reminders(out, end.reminders, &self.options)?;
        }
        if !self.in_full || self.written > 1 {
            write_summary(out, end.header, end.summary, &self.options)?;
        } else {
            write_known(out, end.summary, &self.options)?;
        }
        Ok(())
    }
}
