//! The terminal format: for a volunteer who reads it on the last evening.

mod batch;
mod dossier;
mod excerpt;
mod finding;
mod layout;
mod outline;
mod rules;
mod snippet;
mod tables;
mod topic;

#[cfg(test)]
mod tests;

pub use batch::{write_line, write_reminders, write_summary};
pub use dossier::write_dossier;
pub use rules::{write_rule_check, write_rule_list, write_rule_problems};
pub use topic::write_topic;

use crate::locale::Lang;

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
