//! The plan of a dossier, as changes of its text.

use crate::checker::Checker;
use crate::dossier::format::{self, Kind, ScalarKind};
use crate::edit::{self, Change, NewValue};
use crate::engine::PlanStatus;
use crate::fix::amount_text;
use crate::report::model::PlanMove;
use crate::source::SourceFile;

/// A text with the moves of its plan made, and how many they are.
pub(super) fn planned(checker: &Checker, name: &str, text: String) -> (String, usize) {
    let checked = checker.check(SourceFile::new(name, text.as_str()));
    let plans = checked.report.assessments.iter().filter_map(|assessment| assessment.plan.plan());
    let Some(plan) = plans.into_iter().find(|plan| plan.status == PlanStatus::Found) else { return (text, 0) };
    let made = plan.moves.iter().try_fold(text.clone(), |text, one| {
        let edits = edit::edits(&SourceFile::new(name, text.as_str()), &change(one))?;
        Some(edit::apply(&text, &edits))
    });
    // A plan holds only as a whole.
    made.map_or((text, 0), |made| (made, plan.moves.len()))
}

fn change(one: &PlanMove) -> Change {
    let value = one.to.parse().map_or_else(|_| one.to.clone(), amount_text);
    let Some(table) = one.path.strip_suffix("[+]") else {
        return Change::Set { path: one.path.clone(), value: NewValue::Scalar(value) };
    };
    let columns = format::children(format::find(table)).iter().map(|id| format::field_info(*id).field);
    let cells = columns.filter_map(|column| {
        if matches!(column.kind, Kind::Scalar(ScalarKind::Money)) {
            return Some((column.key.to_owned(), value.clone()));
        }
        let cell = one.new.as_ref()?.get(column.key)?;
        Some((column.key.to_owned(), cell.as_str().map_or_else(|| cell.to_string(), str::to_owned)))
    });
    Change::AddLine { table: table.to_owned(), cells: cells.collect() }
}
