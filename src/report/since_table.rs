//! What has changed since a former report as rows, one for each change, whatever they are written as.

use super::model::{Cell, Column};
use super::since::cell;
use super::table;
use crate::batch::{AmountChange, Change, ChangeKind, SinceFormer};
use crate::messages::labels::{self, Label};
use crate::messages::{formats, since as since_words};
use crate::text::Lang;

/// Each with its width on a sheet, in characters.
pub(super) const COLUMNS: [(Label, f64); COUNT] = [
    (labels::file, 24.0),
    (since_words::change, 18.0),
    (labels::applicant, 26.0),
    (labels::project, 30.0),
    (since_words::verdict_before, 14.0),
    (labels::verdict_column, 14.0),
    (since_words::amount, 26.0),
    (since_words::before, 13.0),
    (since_words::now, 13.0),
    (since_words::former_file, 24.0),
];
const COUNT: usize = 10;

pub(super) fn rows(since: &SinceFormer, columns: &[Column], lang: Lang) -> Vec<[Cell; COUNT]> {
    let mut rows = Vec::new();
    for (kind, changes) in since.changes() {
        for change in &changes.listed {
            match kind {
                ChangeKind::Amounts => {
                    let amounts = change.amounts(columns);
                    rows.extend(amounts.map(|amount| row(kind, change, Some(amount), lang)));
                }
                _ => rows.push(row(kind, change, None, lang)),
            }
        }
        if let Some(more @ 1..) = changes.count.checked_sub(changes.listed.len()) {
            let mut row = [const { Cell::Empty }; COUNT];
            row[0] = Cell::Text(formats::more_files(more, lang));
            row[1] = Cell::Text(since_words::kind(kind, lang).to_owned());
            rows.push(row);
        }
    }
    rows
}

fn row(kind: ChangeKind, change: &Change, amount: Option<(&Column, &AmountChange)>, lang: Lang) -> [Cell; COUNT] {
    let text = |value: &str| Cell::Text(table::text(value));
    let given = |value: &Option<String>| value.as_deref().map_or(Cell::Empty, text);
    let verdict = |verdict: Option<_>| verdict.map_or(Cell::Empty, |verdict| text(labels::verdict(verdict, lang)));
    let value = |of: fn(&AmountChange) -> _| {
        amount.and_then(|(column, amount)| Some(cell(column, of(amount)?))).unwrap_or_default()
    };
    [
        text(&change.path),
        text(since_words::kind(kind, lang)),
        given(&change.applicant),
        given(&change.title),
        verdict(change.before),
        verdict(change.now),
        amount.map_or(Cell::Empty, |(column, _)| text(&column.label)),
        value(|amount| amount.before),
        value(|amount| amount.now),
        given(&change.former_path),
    ]
}
