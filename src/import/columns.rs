//! Which columns of a sheet hold what: blocks of an account, a label and an amount, side by side or one alone.

use std::collections::BTreeMap;

use super::seen::{account, account_and_label, amount, year};
use super::words::{Sense, Words};
use crate::dossier::format::Side;
use crate::spreadsheet::{Cell, Sheet, Value};

/// Rows above the first amount in which a column's headings are looked for.
const HEAD_ROWS: u32 = 6;

/// Columns that belong together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Block {
    pub account: Option<u32>,
    pub labels: Vec<u32>,
    /// Of the kinds of funders.
    pub kind: Option<u32>,
    pub amount: Option<u32>,
    /// Further columns of amounts, which are not read.
    pub others: Vec<u32>,
    /// Whether another column of amounts is as likely.
    pub is_doubtful: bool,
    pub notes: Vec<u32>,
    /// The side that its heading names.
    pub side: Option<Side>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Account,
    Text,
    Kind,
    Note,
    Amount,
    /// Shares, dates.
    Other,
}

#[derive(Debug, Default)]
struct Column<'s> {
    cells: Vec<&'s Cell>,
    /// What stands above its first amount.
    head: Vec<&'s str>,
    head_years: Vec<i64>,
    texts: usize,
    accounts: Vec<u32>,
    amounts: usize,
    others: usize,
}

/// The blocks of a sheet, and the row where its lines begin.
pub(super) fn blocks(sheet: &Sheet, words: &Words, campaign: Option<i64>) -> (Vec<Block>, u32) {
    let first = first_row(sheet, words);
    let columns = columns(sheet, first);
    let order: Vec<u32> = columns.keys().copied().collect();
    let blocks = in_order(&columns, &order, words, campaign);
    let has_words = |block: &Block| block.account.is_some() || !block.labels.is_empty();
    let blocks = if blocks.iter().any(has_words) {
        blocks
    } else {
        // Amounts stand before their labels.
        let order: Vec<u32> = order.into_iter().rev().collect();
        in_order(&columns, &order, words, campaign)
    };
    (blocks.into_iter().filter(has_words).collect(), first)
}

/// Rows in which the row of headings is looked for.
const TITLE_ROWS: u32 = 40;

/// The row after that of the headings; where there is none, the first in which an amount stands beside a text.
fn first_row(sheet: &Sheet, words: &Words) -> u32 {
    let rows = || sheet.cells.chunk_by(|a, b| a.row == b.row);
    let senses = [
        Sense::Account,
        Sense::Label,
        Sense::Amount,
        Sense::Type,
        Sense::Funder,
        Sense::Note,
        Sense::OtherColumn,
        Sense::Charges,
        Sense::Produits,
    ];
    let is_heading = |cell: &Cell| match &cell.value {
        Value::Text(text) => senses.iter().any(|sense| words.is(text, *sense)),
        _ => false,
    };
    let is_amount = |cell: &Cell| amount(&cell.value).is_some() && year(&cell.value).is_none();
    let is_head = |row: &&[Cell]| row.iter().filter(|cell| is_heading(cell)).count() > 1 && !row.iter().any(is_amount);
    let head = rows().find(is_head).and_then(|row| row.first()).map(|cell| cell.row);
    if let Some(head) = head.filter(|row| *row < TITLE_ROWS) {
        return head.saturating_add(1);
    }
    let is_line = |row: &&[Cell]| {
        let begins = |cell: &Cell| match &cell.value {
            Value::Text(text) => account_and_label(text).is_some() || words.side_heading(text).is_some(),
            _ => false,
        };
        let is_amount_beside = row.len() > 1 && row.iter().any(is_amount) && !row.iter().any(is_heading);
        is_amount_beside || row.iter().any(begins)
    };
    rows().find(is_line).and_then(|row| row.first()).map_or(0, |cell| cell.row)
}

fn columns(sheet: &Sheet, first: u32) -> BTreeMap<u32, Column<'_>> {
    let mut columns: BTreeMap<u32, Column<'_>> = BTreeMap::new();
    for cell in sheet.cells.iter().filter(|cell| cell.row >= first) {
        let column = columns.entry(cell.column).or_default();
        column.cells.push(cell);
        match (account(&cell.value), amount(&cell.value), &cell.value) {
            (Some(account), ..) => column.accounts.push(account.digits.parse().unwrap_or_default()),
            (None, Some(_), _) => column.amounts += 1,
            (None, None, Value::Text(_)) => column.texts += 1,
            (None, None, _) => column.others += 1,
        }
    }
    for cell in sheet.cells.iter().filter(|cell| cell.row < first && first - cell.row <= HEAD_ROWS) {
        let width = cell.merged.map_or(1, |(_, columns)| columns);
        let last = cell.column.saturating_add(width.saturating_sub(1));
        for (_, column) in columns.range_mut(cell.column..=last) {
            column.head_years.extend(year(&cell.value));
            if let Value::Text(text) = &cell.value {
                column.head.push(text);
            }
        }
    }
    columns
}

impl Column<'_> {
    fn heads(&self, words: &Words, sense: Sense) -> bool {
        self.head.iter().any(|text| words.is(text, sense))
    }

    fn role(&self, words: &Words, next: Option<&Self>) -> Role {
        let numbers = self.amounts + self.accounts.len();
        if self.heads(words, Sense::Note) {
            return Role::Note;
        }
        if numbers == 0 || self.texts > numbers {
            return match () {
                () if self.texts == 0 => Role::Other,
                () if self.heads(words, Sense::Type) => Role::Kind,
                () => Role::Text,
            };
        }
        let is_named = [Sense::Account, Sense::Charges, Sense::Produits].iter().any(|sense| self.heads(words, *sense));
        let ascending = self.accounts.windows(2).filter(|pair| pair[0] > pair[1]).count() <= 1;
        let looks_like = self.accounts.iter().all(|account| *account < 100) || self.accounts.len() > 2 && ascending;
        let before_text = next.is_some_and(|next| next.texts > next.amounts);
        if self.amounts * 4 < self.accounts.len() && (is_named || looks_like && before_text) {
            return Role::Account;
        }
        Role::Amount
    }

    /// How likely the amounts are those of the budget.
    fn score(&self, words: &Words, campaign: Option<i64>) -> i64 {
        let mut score = 0;
        for text in &self.head {
            let years = text.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
            let years: Vec<i64> = years.filter_map(|digits| digits.parse().ok()).collect();
            score += i64::from(words.has(text, Sense::Amount)) * 2;
            score -= i64::from(words.has(text, Sense::OtherColumn)) * 4;
            score += Self::of_years(&years, campaign);
        }
        score + Self::of_years(&self.head_years, campaign)
    }

    fn of_years(years: &[i64], campaign: Option<i64>) -> i64 {
        match campaign {
            Some(campaign) if years.contains(&campaign) => 3,
            Some(_) if !years.is_empty() => -2,
            _ => 0,
        }
    }
}

fn in_order(columns: &BTreeMap<u32, Column<'_>>, order: &[u32], words: &Words, campaign: Option<i64>) -> Vec<Block> {
    let of = |at: usize| order.get(at).and_then(|column| columns.get(column));
    let roles: Vec<Role> =
        (0..order.len()).map(|at| of(at).map_or(Role::Other, |column| column.role(words, of(at + 1)))).collect();
    let mut blocks = vec![(Block::default(), Vec::new())];
    for (at, (&column, &role)) in order.iter().zip(&roles).enumerate() {
        let rest = roles.get(at + 1..).unwrap_or_default();
        let begins = match role {
            Role::Account => true,
            // A label's block has its amount next; otherwise it is a note on the one before.
            Role::Text | Role::Kind => {
                let next = rest.iter().find(|role| !matches!(role, Role::Text | Role::Kind | Role::Other | Role::Note));
                next == Some(&Role::Amount)
            }
            Role::Note | Role::Amount | Role::Other => false,
        };
        if begins && blocks.last().is_some_and(|(_, amounts): &(_, Vec<u32>)| !amounts.is_empty()) {
            blocks.push((Block::default(), Vec::new()));
        }
        let Some((block, amounts)) = blocks.last_mut() else { break };
        match role {
            Role::Account if block.account.is_none() => block.account = Some(column),
            Role::Kind if amounts.is_empty() => block.kind = Some(column),
            Role::Text if amounts.is_empty() => block.labels.push(column),
            Role::Amount => amounts.push(column),
            Role::Other => block.others.push(column),
            Role::Account | Role::Text | Role::Kind | Role::Note => block.notes.push(column),
        }
    }
    let blocks = blocks.into_iter().filter(|(_, amounts)| !amounts.is_empty());
    blocks.map(|(block, amounts)| chosen(block, &amounts, columns, words, campaign)).collect()
}

/// A block with the likeliest of its columns of amounts.
fn chosen(
    mut block: Block,
    amounts: &[u32],
    columns: &BTreeMap<u32, Column<'_>>,
    words: &Words,
    campaign: Option<i64>,
) -> Block {
    let filled = |column: u32| columns.get(&column).map_or(0, |found| found.amounts + found.accounts.len());
    let most = amounts.iter().copied().map(filled).max().unwrap_or_default();
    // A number or two beside a column of many are none of it.
    let sparse = |column: u32| if filled(column) * 3 < most { -3 } else { 0 };
    let score = |column: u32| columns.get(&column).map_or(0, |found| found.score(words, campaign)) + sparse(column);
    let best = amounts.iter().copied().map(score).max();
    let mut likely = amounts.iter().copied().filter(|column| Some(score(*column)) == best);
    block.amount = likely.next();
    block.is_doubtful = likely.next().is_some();
    block.others.extend(amounts.iter().copied().filter(|column| Some(*column) != block.amount));
    let mut own = block.account.into_iter().chain(block.labels.iter().copied()).chain(block.amount);
    let heads =
        |column: u32| columns.get(&column).into_iter().flat_map(|found| &found.head).find_map(|text| words.side(text));
    block.side = own.find_map(heads);
    block
}
