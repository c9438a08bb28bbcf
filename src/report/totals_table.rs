//! Totals as rows, by verdict, fiche and group, whatever they are written as.

use super::model::{Cell, Column, ColumnKind};
use super::render::End;
use super::tally::Total;
use crate::messages::{formats, labels};
use crate::text::Lang;

/// The names of a total's cells: how many dossiers, their sums, and how many of them give no amount.
pub(super) fn head(columns: &[Column], lang: Lang) -> Vec<String> {
    let labels = || columns.iter().filter(|column| column.kind == ColumnKind::Money).map(|column| &*column.label);
    let mut head = vec![labels::dossiers(lang).to_owned()];
    head.extend(labels().map(str::to_owned));
    head.extend(labels().map(|label| formats::without(label, lang)));
    head
}

/// A total of dossiers that cannot be read has no sums.
pub(super) fn cells(total: &Total, columns: &[Column]) -> Vec<Cell> {
    let sums = 0..columns.iter().filter(|column| column.kind == ColumnKind::Money).count();
    let given = |sum: usize| total.sums.get(sum).filter(|sum| sum.given > 0);
    let mut cells = vec![Cell::Number(total.dossiers.into())];
    cells.extend(sums.clone().map(|sum| given(sum).map_or(Cell::Empty, |sum| Cell::Money(sum.amount))));
    cells.extend(sums.map(|sum| Cell::Number(total.without(sum).into())));
    cells
}

/// The totals below each title.
pub(super) fn parts<'t>(columns: &[Column], end: &End<'t>, lang: Lang) -> Vec<(String, Vec<(String, &'t Total)>)> {
    let tally = end.tally;
    let verdicts = end.summary.counts().filter_map(|(verdict, _)| {
        let total = tally.verdicts.get(&verdict)?;
        Some((labels::verdict(verdict, lang).to_owned(), total))
    });
    let fiches = tally.fiches.rows().map(|(fiche, total)| (fiche.name(lang), total));
    let mut parts = vec![
        (labels::by_verdict(lang).to_owned(), verdicts.collect()),
        (labels::by_fiche(lang).to_owned(), fiches.collect()),
    ];
    if let Some(column) = columns.iter().find(|column| column.groups) {
        let mut rows: Vec<_> = tally.groups.rows().map(|(name, total)| (name.clone(), total)).collect();
        rows.extend(tally.groups.others().map(|total| (labels::others(lang).to_owned(), total)));
        if tally.ungrouped.dossiers > 0 {
            rows.push((labels::not_given(lang).to_owned(), &tally.ungrouped));
        }
        parts.push((formats::by(column.label.to_lowercase(), lang), rows));
    }
    parts.push((labels::total(lang).to_owned(), vec![(labels::all_dossiers(lang).to_owned(), &tally.all)]));
    parts
}
