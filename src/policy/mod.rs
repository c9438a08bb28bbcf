//! Ignore comments, baseline, exit code.
//!
//! Nothing is lost: what does not count stands in the report as such.

mod baseline;
mod comment;
mod ignore;

pub use baseline::{Baseline, BaselineCounts, BaselineError, BaselineErrorKind, BaselineFinding};
pub use ignore::{
    CommentContext, CommentEffects, CommentProblem, CommentWarning, Ignored, Refusal, WarningCode, apply,
};

use crate::engine::Verdict;
use crate::text::string_enum;

string_enum! {
    /// From which verdict on a run fails.
    pub enum FailOn {
        /// Ineligible, incomplete or unreadable.
        Error = "error",
        /// Reservations too.
        Warning = "warning",
        Never = "never",
    }
}

/// What counts against a dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Against {
    /// Errors.
    pub errors: usize,
    /// Reservations, and warnings about comments.
    pub warnings: usize,
}

impl Against {
    /// What a dossier's verdict says, together with the warnings about its comments.
    pub fn of(verdict: Verdict, warnings: usize) -> Self {
        match verdict {
            Verdict::Eligible => Self { errors: 0, warnings },
            Verdict::EligibleWithReservations => Self { errors: 0, warnings: warnings + 1 },
            Verdict::Incomplete | Verdict::Ineligible | Verdict::Unreadable => Self { errors: 1, warnings },
        }
    }
}

/// The exit code that a dossier asks for: 2 where its file could not be read, 1 where something counts against it from
/// `fail_on` on.
pub fn exit_code(against: Against, io_failed: bool, fail_on: FailOn) -> u8 {
    let fails = match fail_on {
        FailOn::Never => false,
        FailOn::Warning => against.errors + against.warnings > 0,
        FailOn::Error => against.errors > 0,
    };
    if io_failed { 2 } else { u8::from(fails) }
}
