//! Which lines count: subtotals above their details, totals below, each held against what it is the sum of.

use std::ops::Range;

use rust_decimal::Decimal;

use super::rows::{Nature, Row};
use super::seen::{Amount, AmountFault};
use super::words::{Sense, Words};
use crate::dossier::format::Side;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Counts {
    #[default]
    Counted,
    /// The sum of the lines below it.
    Subtotal,
    /// Part of a line above it.
    Detail,
    /// No line.
    No,
}

/// A subtotal or total of the table, and what its lines add up to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Check {
    /// Its place among the rows.
    pub row: usize,
    pub side: Option<Side>,
    pub stated: Option<Amount>,
    pub computed: Decimal,
    pub agrees: bool,
    /// Of a whole side.
    pub covers_side: bool,
}

#[derive(Debug)]
pub(super) struct Sums {
    /// Of each row.
    pub counts: Vec<Counts>,
    pub checks: Vec<Check>,
}

/// A line with an amount whose details add up to another one.
#[derive(Debug)]
struct Conflict {
    row: usize,
    details: Vec<usize>,
    /// Whether they have accounts of their own below its own.
    is_certain: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Both,
    Line,
    Details,
}

/// Of the rows of one block.
pub(super) fn sums(rows: &[Row], words: &Words) -> Sums {
    let mut counts: Vec<Counts> =
        rows.iter().map(|row| if row.nature == Nature::Line { Counts::Counted } else { Counts::No }).collect();
    let mut conflicts = Vec::new();
    let mut checks = Vec::new();
    for (at, row) in rows.iter().enumerate().rev() {
        // A formula above its details is their sum, stored or not.
        if row.nature == Nature::Faulty(AmountFault::NoValue) && !below(rows, at).is_empty() {
            let details: Vec<usize> = below(rows, at).filter(|at| counts.get(*at) == Some(&Counts::Counted)).collect();
            set(&mut counts, at, Counts::Subtotal);
            let (side, computed) = (row.side, sum_of(rows, &details).cents);
            checks.push(Check { row: at, side, stated: None, computed, agrees: true, covers_side: false });
        }
        if row.nature != Nature::Line {
            continue;
        }
        above_details(rows, at, &mut counts, &mut conflicts, &mut checks, words);
    }
    if conflicts.is_empty() {
        let totals = totals(rows, &counts, words);
        checks.extend(totals);
        checks.sort_by_key(|check| check.row);
        return Sums { counts, checks };
    }
    let ways = [Way::Both, Way::Line, Way::Details].map(|way| {
        let counts = resolved(&counts, &conflicts, |_| way);
        let totals = totals(rows, &counts, words);
        (counts, totals)
    });
    let holds =
        |totals: &[Check]| totals.iter().any(|check| check.covers_side) && totals.iter().all(|check| check.agrees);
    let found = ways.into_iter().find(|(_, totals)| holds(totals));
    let (counts, totals) = found.unwrap_or_else(|| {
        // Nothing tells: what is counted once is not counted twice.
        let counts =
            resolved(&counts, &conflicts, |conflict| if conflict.is_certain { Way::Details } else { Way::Both });
        checks.extend(conflicts.iter().filter_map(|conflict| disagreement(rows, conflict)));
        let totals = totals(rows, &counts, words);
        (counts, totals)
    });
    checks.extend(totals);
    checks.sort_by_key(|check| check.row);
    Sums { counts, checks }
}

/// Whether the rows from one on are below it: of longer accounts, or without one.
fn below(rows: &[Row], at: usize) -> Range<usize> {
    let Some(own) = rows.get(at) else { return at..at };
    let Some(account) = &own.account else { return at + 1..at + 1 };
    let is_below = |row: &Row| {
        let is_part = match &row.account {
            Some(other) => other.digits.len() > account.digits.len() && other.digits.starts_with(&account.digits),
            None => matches!(row.nature, Nature::Heading) || row.within.as_ref() == Some(account),
        };
        is_part && row.nature != Nature::Total
    };
    let rest = rows.get(at + 1..).unwrap_or_default();
    let mut end = at + 1 + rest.iter().take_while(|row| is_below(row)).count();
    if end == at + 1 {
        // `74 Subventions`, then `74` for each funder.
        let is_same = |row: &&Row| row.account.as_ref() == Some(account) && row.nature != Nature::Total;
        end += rest.iter().take_while(is_same).count();
    }
    at + 1..end
}

fn above_details(
    rows: &[Row],
    at: usize,
    counts: &mut [Counts],
    conflicts: &mut Vec<Conflict>,
    checks: &mut Vec<Check>,
    words: &Words,
) {
    let (Some(row), below) = (rows.get(at), below(rows, at)) else { return };
    let details: Vec<usize> = below.filter(|at| counts.get(*at) == Some(&Counts::Counted)).collect();
    let Some((stated, first)) = row.amount.zip(details.first().and_then(|at| rows.get(*at))) else { return };
    let sum = sum_of(rows, &details);
    let is_sibling = first.account == row.account;
    let is_general = row.account.as_ref().is_some_and(|account| words.is_general(&row.label, account.main));
    if agrees(stated, sum) && (!is_sibling || is_general) {
        set(counts, at, Counts::Subtotal);
        let (side, computed) = (row.side, sum.cents);
        checks.push(Check { row: at, side, stated: Some(stated), computed, agrees: true, covers_side: false });
        return;
    }
    let is_including = |at: &usize| {
        rows.get(*at).is_some_and(|row| {
            let group = row.group.as_deref().unwrap_or_default();
            words.has(&row.label, Sense::Including) || words.has(group, Sense::Including)
        })
    };
    if is_sibling && !is_general {
        return;
    }
    if details.iter().all(is_including) && sum.cents <= stated.cents {
        for at in details {
            set(counts, at, Counts::Detail);
        }
        return;
    }
    let is_certain = details.iter().all(|at| rows.get(*at).is_some_and(|row| row.account.is_some())) && !is_sibling;
    conflicts.push(Conflict { row: at, details, is_certain });
}

fn set(counts: &mut [Counts], at: usize, value: Counts) {
    if let Some(count) = counts.get_mut(at) {
        *count = value;
    }
}

fn resolved(counts: &[Counts], conflicts: &[Conflict], way: impl Fn(&Conflict) -> Way) -> Vec<Counts> {
    let mut counts = counts.to_vec();
    for conflict in conflicts {
        match way(conflict) {
            Way::Both => {}
            Way::Line => {
                for at in &conflict.details {
                    set(&mut counts, *at, Counts::Detail);
                }
            }
            Way::Details => set(&mut counts, conflict.row, Counts::Subtotal),
        }
    }
    counts
}

fn disagreement(rows: &[Row], conflict: &Conflict) -> Option<Check> {
    let row = rows.get(conflict.row)?;
    let computed = sum_of(rows, &conflict.details).cents;
    Some(Check { row: conflict.row, side: row.side, stated: row.amount, computed, agrees: false, covers_side: false })
}

fn sum_of(rows: &[Row], places: &[usize]) -> Amount {
    let amounts = places.iter().filter_map(|at| rows.get(*at)?.amount);
    // Amounts have twelve digits and rows are few: their sum is within a decimal's range.
    let add = |sum: Amount, amount: Amount| Amount {
        cents: sum.cents.checked_add(amount.cents).unwrap_or(Decimal::MAX),
        exact: sum.exact.checked_add(amount.exact).unwrap_or(Decimal::MAX),
    };
    amounts.fold(Amount { cents: Decimal::ZERO, exact: Decimal::ZERO }, add)
}

/// Whether a stated amount is a sum, to the cent before or after its parts were rounded.
fn agrees(stated: Amount, sum: Amount) -> bool {
    stated.cents == sum.cents || stated.cents == sum.exact.round_dp(2)
}

fn totals(rows: &[Row], counts: &[Counts], words: &Words) -> Vec<Check> {
    let places = rows.iter().enumerate().filter(|(_, row)| row.nature == Nature::Total);
    let mut checks: Vec<Check> = Vec::new();
    for (at, row) in places {
        let previous = checks.iter().rev().find(|check| check.side == row.side).map_or(0, |check| check.row);
        checks.push(total(rows, counts, at, row, previous, words));
    }
    checks
}

/// A total, held against all that it may be the sum of.
fn total(rows: &[Row], counts: &[Counts], at: usize, row: &Row, previous: usize, words: &Words) -> Check {
    let of_side = |place: &usize| {
        counts.get(*place) == Some(&Counts::Counted) && rows.get(*place).is_some_and(|other| other.side == row.side)
    };
    let all: Vec<usize> = (0..rows.len()).filter(of_side).collect();
    let before: Vec<usize> = all.iter().copied().filter(|place| *place < at).collect();
    let main = |place: &usize| rows.get(*place).and_then(|row| Some(row.within.as_ref()?.main));
    let voluntary = row.side.map(|side| side.accounts().1);
    let named = account_in(row).or_else(|| words.account_within(&without_total(&row.label, words), row.side));
    let last = before.last().and_then(main);
    let kept =
        |keep: &dyn Fn(&usize) -> bool| before.iter().copied().filter(|place| keep(place)).collect::<Vec<usize>>();
    let since = kept(&|place| *place > previous);
    let candidates = [
        before.clone(),
        kept(&|place| main(place).is_none() || main(place) != voluntary),
        since.clone(),
        kept(&|place| *place > previous && main(place) == voluntary),
        kept(&|place| named.is_some() && main(place) == named),
        kept(&|place| last.is_some() && main(place) == last),
        all.clone(),
    ];
    let sums: Vec<Amount> = candidates.iter().map(|places| sum_of(rows, places)).collect();
    let found = row.amount.and_then(|stated| sums.iter().position(|sum| agrees(stated, *sum)));
    // What the label says, where nothing agrees.
    let usual = if named.is_some() { 4 } else { usize::from(row.label.to_lowercase().starts_with('s')) * 2 };
    let at_all = |index: usize| candidates.get(index).is_some_and(|places| places.len() >= before.len()) || index == 1;
    let covers_side = found.map_or(usual == 0, at_all);
    let computed = sums.get(found.unwrap_or(usual)).map_or(Decimal::ZERO, |sum| sum.cents);
    let computed = if found.is_some() { row.amount.map_or(computed, |stated| stated.cents) } else { computed };
    Check {
        row: at,
        side: row.side,
        stated: row.amount,
        computed,
        agrees: row.amount.is_none() || found.is_some(),
        covers_side,
    }
}

/// The account that a total names: `Total 64`.
fn account_in(row: &Row) -> Option<u8> {
    if let Some(account) = &row.account {
        return Some(account.main);
    }
    let numbers = row.label.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty());
    numbers.filter_map(super::seen::account_of).map(|account| account.main).next()
}

fn without_total(label: &str, words: &Words) -> String {
    label.split_whitespace().filter(|word| !words.is(word, Sense::Total)).collect::<Vec<_>>().join(" ")
}
