//! Ignore comments, baseline, exit code. What does not count stays in the report, marked as such.

mod baseline;
mod comment;
mod cut;
mod ignore;

pub(crate) use baseline::{Baseline, BaselineCounts, BaselineErrorKind, BaselineFinding, Extent};
pub(crate) use ignore::{
    CommentContext, CommentEffects, CommentProblem, CommentWarning, Ignored, Refusal, WarningCode, apply,
};

use crate::engine::Verdict;
use crate::text::string_enum;

string_enum! {
    /// The least severe verdict that fails a run.
    pub(crate) enum FailOn {
        /// Ineligible, inconsistent, incomplete or unreadable.
        Error = "error",
        /// Also eligible with reservations.
        Warning = "warning",
        Never = "never",
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Against {
    pub errors: usize,
    pub warnings: usize,
}

impl Against {
    pub(crate) fn of(verdict: Verdict, warnings: usize) -> Self {
        match verdict {
            Verdict::Eligible => Self { errors: 0, warnings },
            Verdict::EligibleWithReservations => Self { errors: 0, warnings: warnings + 1 },
            Verdict::Incomplete | Verdict::Inconsistent | Verdict::Ineligible | Verdict::Unreadable => {
                Self { errors: 1, warnings }
            }
        }
    }
}

/// 2 where the dossier's file could not be read, 1 where something counts against it under `fail_on`, else 0.
pub(crate) fn exit_code(against: Against, io_failed: bool, fail_on: FailOn) -> u8 {
    let fails = match fail_on {
        FailOn::Never => false,
        FailOn::Warning => against.errors + against.warnings > 0,
        FailOn::Error => against.errors > 0,
    };
    if io_failed { 2 } else { u8::from(fails) }
}
