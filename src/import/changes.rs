//! The lines of a budget as changes of a dossier.

use super::model::{BudgetLine, Import};
use super::words::Words;
use crate::dossier::amount_text;
use crate::dossier::format::Side;
use crate::edit::{Change, NewLine, apply, edits};
use crate::source::SourceFile;

/// In place of what nothing says.
const UNKNOWN: &str = "…";

/// The tables that have new lines; a side of which nothing was found keeps its own. `comment`: what to write beside a
/// line.
pub(crate) fn changes(import: &Import, words: &Words, comment: impl Fn(&BudgetLine) -> Option<String>) -> Vec<Change> {
    let tables = [(Side::Charges, "budget.charges"), (Side::Produits, "budget.produits")];
    let tables = tables.into_iter().map(|(side, table)| {
        let lines = import.lines.iter().filter(|line| line.side == side);
        let lines = lines.map(|line| NewLine { cells: cells(line, words), comment: comment(line) });
        (table, lines.collect::<Vec<_>>())
    });
    let tables = tables.filter(|(_, lines)| !lines.is_empty());
    tables.map(|(table, lines)| Change::SetTable { table: table.to_owned(), lines }).collect()
}

fn cells(line: &BudgetLine, words: &Words) -> Vec<(String, String)> {
    let account = line.account.clone();
    let mut cells = vec![("poste", account.unwrap_or_else(|| UNKNOWN.to_owned()))];
    let mut label = "libelle";
    if line.side == Side::Produits {
        cells.push(("type", line.kind.unwrap_or(UNKNOWN).to_owned()));
        let main = line.account.as_deref().and_then(|account| account.get(..2)?.parse().ok());
        if main.and_then(|main| words.form_line(main)).is_some_and(|form| form.kind.is_none()) {
            label = "financeur";
        }
    }
    if !line.label.is_empty() {
        cells.push((label, line.label.clone()));
    }
    cells.push(("montant", amount_text(line.amount)));
    cells.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

/// A text with the changes made; none where one is not possible.
pub(crate) fn changed(source: &SourceFile, changes: &[Change]) -> Option<String> {
    let mut text = source.text().to_owned();
    for change in changes {
        let edits = edits(&SourceFile::new(source.name(), text.as_str()), change)?;
        text = apply(&text, &edits);
    }
    Some(text)
}
