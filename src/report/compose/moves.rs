//! The changes of a plan or a remedy, as changes of the dossier's text.

use super::super::model::{Finding, MoveReport, PlanMove, RemedyReport};
use crate::dossier::amount_text;
use crate::dossier::format::{self, Kind, ScalarKind};
use crate::edit::{Change, NewValue};

pub(crate) fn of_plan(moves: &[PlanMove]) -> Vec<Change> {
    moves.iter().map(of_plan_move).collect()
}

fn of_plan_move(one: &PlanMove) -> Change {
    let value = written(&one.to);
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

/// The first remedy that can be made as it stands, breaks nothing, and changes values of the dossier, not sums of them.
pub(super) fn of_finding(finding: &Finding) -> Option<(&RemedyReport, Vec<Change>)> {
    let mut sound = finding.verified_remedies().into_iter().filter(|one| one.is_feasible() && one.breaks.is_empty());
    sound.find_map(|remedy| Some((remedy, remedy.moves.iter().map(of_move).collect::<Option<_>>()?)))
}

fn of_move(one: &MoveReport) -> Option<Change> {
    one.from.as_ref()?;
    let field = &format::field_info(format::find(&one.fact)?).field.kind;
    let is_value = matches!(field, Kind::Scalar(_));
    is_value.then(|| Change::Set { path: one.fact.clone(), value: NewValue::Scalar(written(&one.to)) })
}

/// As dossiers have it: `"1 250,50"`, or a day as it is.
fn written(value: &str) -> String {
    value.parse().map_or_else(|_| value.to_owned(), amount_text)
}
