//! The engine: facts, three-valued decisions, reasons, remedies and verdicts.
//!
//! Pure functions of a dossier, a campaign's rules and a day: no input or output, clock or language, and nothing
//! specific to one call.

mod assess;
mod change;
mod check;
mod explain;
mod facts;
mod places;
mod plan;
mod reading;
mod remedy;
mod truth;
mod value;

pub use assess::{
    Assessment, Counts, Deadline, FicheAssessment, Inapplicable, Outcome, Status, StatusKind, Verdict, assess, best,
    deadlines, verdict_of,
};
pub use check::{check_entry, list_members, operand_value};
pub use explain::{Explanation, Reason, explain, explain_reading, readable_facts, shown_notes};
pub use facts::{Context, Facts, Programme};
pub use plan::{Step, plan};
pub use reading::{ReadingOutcome, status_by, verdicts_by_reading};
pub use remedy::{Move, Remedy, RemedyKind, remedies};
pub use truth::Truth;
pub use value::{Entry, FactValue, Place, Scalar};
