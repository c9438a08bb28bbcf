//! What counts: comments in dossiers that put findings aside, findings that a baseline knows, and the exit code.
//!
//! All of it is decided here, after a dossier's report is made and before any format sees it; formats only show it. Nothing is
//! lost: what does not count stands in the report as such.

mod baseline;
mod comment;
mod ignore;

pub use baseline::{Baseline, BaselineError, BaselineFault};
pub use ignore::{CommentContext, CommentProblem, Refusal, apply, warn};

use crate::engine::Verdict;
use crate::report::DossierReport;

/// From which verdict on a run fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailOn {
    /// Ineligible, incomplete or unreadable.
    Error,
    /// Reservations too.
    Warning,
    /// None.
    Never,
}

/// Marks what a baseline knows of a dossier, and gives the exit code that the dossier asks for: 2 where its file could not be
/// read, 1 where something new stands against it from `fail_on` on.
pub fn exit_code(report: &mut DossierReport, baseline: Option<&mut Baseline>, fail_on: FailOn) -> u8 {
    let fails = match baseline {
        // What is written into the baseline is known from now on.
        Some(baseline) => {
            let new = baseline.mark(report);
            !baseline.is_written() && exceeds(fail_on, new.errors > 0, new.warnings > 0)
        }
        None => exceeds(
            fail_on,
            !matches!(report.verdict, Verdict::Eligible | Verdict::EligibleWithReservations),
            report.verdict != Verdict::Eligible || !report.warnings.is_empty(),
        ),
    };
    if report.io_failed { 2 } else { u8::from(fails) }
}

/// Whether what there is fails a run.
fn exceeds(fail_on: FailOn, errors: bool, warnings: bool) -> bool {
    match fail_on {
        FailOn::Never => false,
        FailOn::Warning => errors || warnings,
        FailOn::Error => errors,
    }
}
