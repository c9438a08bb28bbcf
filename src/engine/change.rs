//! Changes applied to a dossier: the edits by which an applicant would change a fact, line by line.

use std::borrow::Cow;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::facts::Facts;
use super::value::Scalar;
use crate::dossier::format::FieldId;
use crate::dossier::{Dossier, Record, Spanned, Value};
use crate::rules::{Check, FactId, FactSource, LineFilter, ListOperand};
use crate::text::string_enum;

/// How many other lines are tried as the source of money moved to a line.
const MAX_DONORS: usize = 8;

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Move<'a> {
    pub fact: FactId,
    pub from: Scalar<'a>,
    pub to: Scalar<'a>,
}

impl Move<'_> {
    /// Both amounts; zero for anything else.
    pub(crate) fn amounts(&self) -> (Decimal, Decimal) {
        (self.from.quantity().unwrap_or_default(), self.to.quantity().unwrap_or_default())
    }

    /// Whether it can still be made: a day that lies before the evaluation's, or would, cannot be changed any more.
    pub(crate) fn is_feasible(&self, today: NaiveDate) -> bool {
        match (self.from, self.to) {
            (Scalar::Date(from), Scalar::Date(to)) => from.min(to) >= today,
            _ => true,
        }
    }

    fn delta(&self) -> Decimal {
        let (from, to) = self.amounts();
        to.checked_sub(from).unwrap_or_default()
    }
}

string_enum! {
    #[derive(Default)]
    pub enum RemedyKind {
        #[default]
        Raise = "raise",
        Lower = "lower",
        Date = "date",
        /// Other money becomes the part's, at constant cost.
        ConstantCost = "constant_cost",
        /// The part and the whole rise together.
        NewMoney = "new_money",
    }
}

/// The dossiers that applying the moves can lead to: one, or, if money moves within a table, one for each source line.
pub(super) fn outcomes<'a>(facts: &Facts<'a>, kind: RemedyKind, moves: &[Move<'_>]) -> Vec<Dossier<'a>> {
    let mut changed = facts.dossier().clone();
    for change in moves {
        apply(facts, &mut changed, change);
    }
    match (kind, moves) {
        (RemedyKind::ConstantCost, [part]) => given_by_others(facts, changed, part),
        _ => vec![changed],
    }
}

fn apply(facts: &Facts<'_>, dossier: &mut Dossier<'_>, change: &Move<'_>) {
    match (&facts.campaign().fact(change.fact).source, change.to) {
        (FactSource::Field(field), Scalar::Money(to)) => set(dossier, *field, Value::Money(to)),
        (FactSource::Field(field), Scalar::Date(to)) => set(dossier, *field, Value::Date(to)),
        (FactSource::Sum(members), Scalar::Money(_)) => spread(facts, dossier, members, change.delta()),
        (FactSource::SumLines { table, column, filter }, Scalar::Money(_)) => {
            if change.delta() > Decimal::ZERO && !lines(dossier, *table).iter().any(|line| facts.keeps(filter, line)) {
                add_line(facts, dossier, *table, *column, filter);
            }
            let kept = |line: &Record<'_>| facts.keeps(filter, line);
            add_to_lines(dossier, *table, *column, change.delta(), kept);
        }
        _ => {}
    }
}

fn set(dossier: &mut Dossier<'_>, field: FieldId, value: Value<'static>) {
    let span = dossier.place(field);
    dossier.fields[field.index()].value = Some(Spanned { value, span });
}

/// Adds to the first member that is given; subtracts from one after the other, none below zero.
fn spread(facts: &Facts<'_>, dossier: &mut Dossier<'_>, members: &[FactId], mut delta: Decimal) {
    let given: Vec<FactId> = members.iter().copied().filter(|&member| facts.is_given(member)).collect();
    for member in if given.is_empty() { members } else { &given } {
        let FactSource::Field(field) = facts.campaign().fact(*member).source else { continue };
        let old = facts.quantity(*member).unwrap_or_default();
        let new = old.checked_add(delta).unwrap_or(old).max(Decimal::ZERO);
        set(dossier, field, Value::Money(new));
        delta -= new - old;
        if delta.is_zero() {
            return;
        }
    }
}

fn lines<'d, 'a>(dossier: &'d mut Dossier<'a>, table: FieldId) -> &'d mut [Record<'a>] {
    match dossier.fields[table.index()].value.as_mut().map(|located| &mut located.value) {
        Some(Value::Records(lines)) => lines,
        _ => &mut [],
    }
}

fn cell<'d>(line: &'d mut Record<'_>, column: usize) -> Option<&'d mut Decimal> {
    match &mut line.cells[column].value.as_mut()?.value {
        Value::Money(amount) => Some(amount),
        _ => None,
    }
}

/// Adds a line without amount that passes the filter: a copy of one of the table's own, with its kind changed.
fn add_line(facts: &Facts<'_>, dossier: &mut Dossier<'_>, table: FieldId, column: usize, filter: &LineFilter) {
    let made = lines(dossier, table).iter().find_map(|line| {
        let mut line = line.clone();
        *cell(&mut line, column)? = Decimal::ZERO;
        for (tested, test) in &filter.tests {
            if let (Check::OneOf(ListOperand::Fixed(list)), Some(located)) = (test, &mut line.cells[*tested].value) {
                located.value = Value::Text(Cow::Owned(list.first()?.clone()));
            }
        }
        facts.keeps(filter, &line).then_some(line)
    });
    let all = dossier.fields[table.index()].value.as_mut().map(|located| &mut located.value);
    if let (Some(line), Some(Value::Records(lines))) = (made, all) {
        let index = lines.last().map_or(0, |last| last.index + 1);
        lines.push(Record { index, ..line });
    }
}

/// Adds to the first of these lines; subtracts from one after the other, none below zero.
fn add_to_lines(
    dossier: &mut Dossier<'_>,
    table: FieldId,
    column: usize,
    mut delta: Decimal,
    of: impl Fn(&Record<'_>) -> bool,
) {
    for line in lines(dossier, table).iter_mut().filter(|line| of(line)) {
        let Some(amount) = cell(line, column) else { continue };
        let new = amount.checked_add(delta).unwrap_or(*amount).max(Decimal::ZERO.min(*amount));
        delta -= new - *amount;
        *amount = new;
        if delta.is_zero() {
            return;
        }
    }
}

/// What a part gains is taken from lines beside it, and what it loses is added to them.
fn given_by_others<'a>(facts: &Facts<'a>, changed: Dossier<'a>, part: &Move<'_>) -> Vec<Dossier<'a>> {
    let FactSource::SumLines { table, column, filter } = &facts.campaign().fact(part.fact).source else {
        return vec![changed];
    };
    let delta = part.delta();
    let donors = donors(facts, *table, *column, filter, delta);
    let give = |donor: usize| {
        let mut dossier = changed.clone();
        if let Some(amount) = lines(&mut dossier, *table).get_mut(donor).and_then(|line| cell(line, *column)) {
            *amount -= delta;
        }
        dossier
    };
    let mut outcomes: Vec<Dossier<'a>> = donors.into_iter().map(give).collect();
    if outcomes.is_empty() {
        let mut dossier = changed;
        add_to_lines(&mut dossier, *table, *column, -delta, |line| !facts.keeps(filter, line));
        outcomes.push(dossier);
    }
    outcomes
}

/// The first lines outside the part with enough money.
fn donors(facts: &Facts<'_>, table: FieldId, column: usize, filter: &LineFilter, delta: Decimal) -> Vec<usize> {
    let lines = facts.lines(table).unwrap_or_default().iter().enumerate();
    let enough = |line: &Record<'_>| match line.cells[column].value.as_ref().map(|located| &located.value) {
        Some(Value::Money(amount)) => *amount >= delta,
        _ => false,
    };
    let donors = lines.filter(|(_, line)| !facts.keeps(filter, line) && enough(line));
    donors.map(|(index, _)| index).take(MAX_DONORS).collect()
}
