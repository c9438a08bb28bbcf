//! The rows of a block: headings, lines, totals.

use std::collections::HashMap;

use super::columns::Block;
use super::seen::{Account, Amount, AmountFault, account, account_and_label, amount};
use super::words::{Sense, Words};
use crate::dossier::format::Side;
use crate::spreadsheet::{Sheet, Value};

/// A row of a block, as far as it holds anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub nature: Nature,
    pub side: Option<Side>,
    /// Of its own.
    pub account: Option<Account>,
    /// Its own, or that of the lines it stands among.
    pub within: Option<Account>,
    pub label: String,
    /// The heading without account above it.
    pub group: Option<String>,
    pub kind: Option<String>,
    pub amount: Option<Amount>,
    /// Places among the sheet's cells.
    pub cells: Vec<usize>,
    pub amount_cell: Option<usize>,
    /// The account column's, the label's first or the amount's.
    pub first_cell: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Nature {
    Heading,
    Line,
    Total,
    /// What is left of both sides.
    Balance,
    /// An account or a label without amount.
    Empty,
    Zero,
    /// An amount that cannot be read.
    Faulty(AmountFault),
    /// An amount without account or label.
    Unlabelled,
}

/// What the rows above say.
#[derive(Debug, Default)]
struct Context {
    side: Option<Side>,
    account: Option<Account>,
    group: Option<String>,
}

pub(super) fn rows(sheet: &Sheet, block: &Block, first: u32, words: &Words) -> Vec<Row> {
    let entries = takes_entries(sheet, block, first);
    let mut context = Context { side: block.side, ..Context::default() };
    let mut rows = Vec::new();
    let mut at = 0;
    for cells in sheet.cells.chunk_by(|a, b| a.row == b.row) {
        let by_column: HashMap<u32, usize> =
            cells.iter().enumerate().map(|(index, cell)| (cell.column, at + index)).collect();
        at += cells.len();
        if cells.first().is_some_and(|cell| cell.row >= first) {
            rows.extend(row(sheet, block, &by_column, entries, words).map(|row| context.place(row, words)));
        }
    }
    rows
}

/// Whether a number before a label is an account: not where one line alone has one.
fn takes_entries(sheet: &Sheet, block: &Block, first: u32) -> bool {
    let (mut entries, mut texts) = (0, 0);
    for cell in sheet.cells.iter().filter(|cell| cell.row >= first && block.labels.contains(&cell.column)) {
        if let Value::Text(text) = &cell.value {
            texts += 1;
            entries += usize::from(account_and_label(text).is_some());
        }
    }
    entries > 1 || texts <= 3
}

fn row(sheet: &Sheet, block: &Block, by_column: &HashMap<u32, usize>, entries: bool, words: &Words) -> Option<Row> {
    let at = |column: Option<u32>| column.and_then(|column| by_column.get(&column)).copied();
    let value = |index: usize| sheet.cells.get(index).map(|cell| &cell.value);
    let account_cell = at(block.account);
    let label_cells: Vec<usize> = block.labels.iter().filter_map(|column| at(Some(*column))).collect();
    let (kind_cell, amount_cell) = (at(block.kind), at(block.amount));
    let mut own = account_cell.and_then(value).and_then(account);
    let mut label: Vec<String> = Vec::new();
    let texts = account_cell.filter(|_| own.is_none()).into_iter().chain(label_cells.iter().copied());
    for value in texts.filter_map(value) {
        let shown = value.shown();
        match account_and_label(&shown).filter(|_| own.is_none() && entries) {
            Some((account, rest)) => {
                own = Some(account);
                label.push(rest.to_owned());
            }
            None => match account(value).filter(|_| own.is_none()) {
                Some(account) => own = Some(account),
                None => label.push(shown),
            },
        }
    }
    let cells: Vec<usize> = account_cell.into_iter().chain(label_cells).chain(kind_cell).chain(amount_cell).collect();
    let first_cell = *cells.first()?;
    let label = one_line(&label.join(" "));
    let label = label.trim_start_matches(['-', '–', '—', '•', '*', '>', '·']).trim().to_owned();
    let read = amount_cell.and_then(value).map(|value| (amount(value), value));
    let is_head =
        read.as_ref().is_some_and(|(_, value)| matches!(value, Value::Text(text) if words.is(text, Sense::Amount)));
    let nature = if is_head && own.is_none() {
        Nature::Heading
    } else {
        nature(own.as_ref(), &label, read.is_some(), read.as_ref().and_then(|(read, _)| read.as_ref()), words)
    };
    let amount = read.and_then(|(read, _)| read?.ok());
    let kind = kind_cell.and_then(value).map(|value| one_line(&value.shown()));
    let side = own.as_ref().map(|account| account.side);
    let within = own.clone();
    Some(Row { nature, side, account: own, within, label, group: None, kind, amount, cells, amount_cell, first_cell })
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `beside`: whether anything stands in the amount's column; `read`: what it is as an amount.
fn nature(
    account: Option<&Account>,
    label: &str,
    beside: bool,
    read: Option<&Result<Amount, AmountFault>>,
    words: &Words,
) -> Nature {
    let is_total = words.has(label, Sense::Total) && !words.has(label, Sense::Including);
    match read {
        None if account.is_none() && (is_total || label.is_empty()) => Nature::Heading,
        None if account.is_none() && (!beside || words.side_heading(label).is_some()) => Nature::Heading,
        None => Nature::Empty,
        Some(Err(fault)) if is_total || account.is_none() && label.is_empty() => match fault {
            AmountFault::NoValue => Nature::Total,
            other => Nature::Faulty(other.clone()),
        },
        Some(_) if is_total => Nature::Total,
        Some(_) if account.is_none() && words.has(label, Sense::Balance) => Nature::Balance,
        Some(Err(fault)) => Nature::Faulty(fault.clone()),
        Some(Ok(_)) if account.is_none() && label.is_empty() => Nature::Unlabelled,
        Some(Ok(amount)) if amount.cents.is_zero() => Nature::Zero,
        Some(Ok(_)) => Nature::Line,
    }
}

impl Context {
    /// A row with what those above it say of it.
    fn place(&mut self, mut row: Row, words: &Words) -> Row {
        let heading = words.side_heading(&row.label).filter(|_| row.account.is_none());
        match &row.nature {
            Nature::Total => {
                row.side = row.side.or_else(|| words.side(&row.label)).or(self.side);
                self.account = None;
                self.group = None;
                return row;
            }
            Nature::Heading if row.account.is_none() => {
                if let Some(side) = heading {
                    *self = Self { side: Some(side), ..Self::default() };
                }
                row.side = self.side;
                self.group = (!row.label.is_empty() && heading.is_none()).then(|| row.label.clone());
                return row;
            }
            _ => {}
        }
        if let Some(account) = &row.account {
            self.side = Some(account.side);
            self.account = Some(account.clone());
            self.group = None;
        }
        row.side = row.side.or(self.side);
        row.group.clone_from(&self.group);
        if row.within.is_none() {
            let other = words.account_named(&row.label, row.side);
            let within = self.account.as_ref().filter(|account| row.side == Some(account.side));
            // A label that is another account's own word does not belong to the one above.
            row.within = within.filter(|account| other.is_none_or(|other| other == account.main)).cloned();
            if row.within.is_none() && other.is_some() {
                self.account = None;
            }
        }
        row
    }
}
