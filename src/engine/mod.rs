//! The engine: facts, three-valued decisions, reasons, remedies and verdicts.
//!
//! Pure functions of a dossier, a campaign's rules and a day: no input or output, clock or language, and nothing
//! specific to one call.

mod assess;
mod change;
mod check;
mod deadline;
mod explain;
mod facts;
mod places;
mod plan;
mod reading;
mod remedy;
mod status;
mod truth;
mod value;

pub use assess::{Assessment, Counts, FicheAssessment, assess, best, verdicts_by_reading};
pub use change::{Move, RemedyKind};
pub use deadline::{Deadline, deadlines};
pub use explain::{Explanation, Reason, explain, explain_reading, readable_facts, shown_notes};
pub use facts::{Context, Facts, Programme};
pub use plan::{Step, plan};
pub use reading::{ReadingOutcome, status_by};
pub use remedy::{Remedy, remedies};
pub use status::{Inapplicable, Outcome, Status, StatusKind, Verdict, verdict_of};
pub use truth::Truth;
pub use value::{Entry, FactValue, Place, Scalar};
