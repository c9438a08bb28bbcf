//! The plan of a dossier, as changes of its text.

use crate::checker::Checker;
use crate::edit;
use crate::engine::PlanStatus;
use crate::report::compose::plan_changes;
use crate::source::SourceFile;

/// A text with the moves of its plan made, and how many they are.
pub(super) fn planned(checker: &Checker, name: &str, text: String) -> (String, usize) {
    let checked = checker.check(SourceFile::new(name, text.as_str()));
    let plans = checked.report.assessments.iter().filter_map(|assessment| assessment.plan.plan());
    let Some(plan) = plans.into_iter().find(|plan| plan.status == PlanStatus::Found) else { return (text, 0) };
    // A plan holds only as a whole.
    let made = edit::changed(name, &text, &plan_changes(&plan.moves));
    made.map_or((text, 0), |made| (made, plan.moves.len()))
}
