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
mod gap;
mod margin;
mod places;
mod plan;
mod reading;
mod remedy;
mod status;
mod truth;
mod value;
mod work;

pub(crate) use assess::{Assessment, Counts, FicheAssessment, assess, best, verdicts_by_reading};
pub(crate) use change::{Move, RemedyKind};
pub(crate) use deadline::{Deadline, deadlines};
pub(crate) use explain::{Explanation, Reason, explain, explain_reading, readable_facts, shown_notes};
pub(crate) use facts::{Context, Facts, Programme};
pub(crate) use gap::gap;
pub(crate) use margin::{Margin, Slack, margins};
pub(crate) use plan::{LeverMove, Plan, PlanStatus, Proposal, Site, plan};
pub(crate) use reading::{ReadingOutcome, ReadingVerdict, status_by};
pub(crate) use remedy::{Remedy, remedies};
pub(crate) use status::{Inapplicable, Outcome, Status, verdict_of};
pub use status::{StatusKind, Verdict};
pub(crate) use truth::Truth;
pub(crate) use value::{Entry, FactValue, Place, Scalar};
