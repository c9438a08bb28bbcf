//! Tests of one fact, and predicates over them.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::facts::Facts;
use super::truth::Truth;
use super::value::{FactValue, Scalar};
use crate::dossier::is_valid;
use crate::rules::{
    Basis, Check, Choice, FactId, ListOperand, Literal, Operand, Order, Predicate, PredicateFold, Test,
};

pub(super) fn decide(facts: &Facts<'_>, predicate: &Predicate) -> Truth {
    evaluate(facts, predicate).truth
}

pub(super) fn evaluate(facts: &Facts<'_>, predicate: &Predicate) -> Evaluation {
    predicate.fold(&Evaluate(facts), false)
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Evaluation {
    pub(super) truth: Truth,
    /// The basis of the decisive branch, if any; declared outweighs computed.
    pub(super) basis: Option<Basis>,
}

struct Evaluate<'f, 'a>(&'f Facts<'a>);

impl<'p> PredicateFold<'p> for Evaluate<'_, '_> {
    type Output = Evaluation;

    fn test(&self, test: &'p Test, negated: bool) -> Evaluation {
        Evaluation { truth: decide_test(self.0, test).negated_if(negated), basis: test.basis }
    }

    fn parts(&self, any: bool, negated: bool, parts: impl Iterator<Item = Evaluation>) -> Evaluation {
        let holds = Truth::from(!negated);
        let join = |all: Evaluation, part: Evaluation| {
            let truth = if any == negated { all.truth.and(part.truth) } else { all.truth.or(part.truth) };
            let basis = match (all.basis, part.basis) {
                (basis, _) if any && part.truth != holds => basis,
                (Some(one), Some(other)) => Some(if any { one.min(other) } else { one.max(other) }),
                (one, other) => one.or(other),
            };
            Evaluation { truth, basis }
        };
        parts.fold(Evaluation { truth: Truth::from(any == negated), basis: None }, join)
    }

    fn choice(&self, negated: bool, choice: &'p Choice) -> Evaluation {
        match (choice.condition.fold(self, false).truth, &choice.otherwise) {
            (Truth::Satisfied, _) => choice.then.fold(self, negated),
            (Truth::Violated, Some(otherwise)) => otherwise.fold(self, negated),
            (Truth::Violated, None) => Evaluation { truth: Truth::from(!negated), basis: None },
            (Truth::Undetermined, _) => Evaluation { truth: Truth::Undetermined, basis: None },
        }
    }
}

pub(super) fn decide_test(facts: &Facts<'_>, test: &Test) -> Truth {
    test.checks.iter().map(|(check, _)| decide_check(facts, test, check)).fold(Truth::Satisfied, Truth::and)
}

/// Includes the test's modifiers.
pub(super) fn decide_check(facts: &Facts<'_>, test: &Test, check: &Check) -> Truth {
    let truth = match (check, facts.get(test.fact)) {
        (Check::Given(wanted), _) => Truth::from(facts.is_given(test.fact) == *wanted),
        (_, None) if test.absent_violates => return Truth::Violated,
        (_, None) => Truth::Undetermined,
        (_, Some(value)) => on_value(facts, test.fact, check, value),
    };
    if test.inconclusive && truth == Truth::Violated { Truth::Undetermined } else { truth }
}

fn on_value(facts: &Facts<'_>, fact: FactId, check: &Check, value: &FactValue<'_>) -> Truth {
    match (check, value) {
        (Check::NotEmpty, _) => Truth::from(!value.is_empty()),
        (Check::Complete(columns), FactValue::Records(lines)) => {
            let crate::rules::FactSource::Field(table) = facts.campaign().fact(fact).source else {
                return Truth::Undetermined;
            };
            let filled = lines.iter().all(|line| columns.iter().all(|&column| facts.is_filled(table, line, column)));
            if filled { Truth::Satisfied } else { Truth::Undetermined }
        }
        (Check::AnyOf(list), FactValue::List(entries)) => {
            has_any(entries.iter().map(|entry| within(facts, list, entry.value)), Truth::Violated)
        }
        (Check::AllOf(list), FactValue::List(entries)) => {
            let Some(wanted) = list_members(facts, list) else { return Truth::Undetermined };
            Truth::from(wanted.iter().all(|wanted| entries.iter().any(|entry| entry.value.text() == Some(*wanted))))
        }
        (Check::NoneOf(list), FactValue::List(entries)) => {
            entries.iter().map(|entry| !within(facts, list, entry.value)).fold(Truth::Satisfied, Truth::and)
        }
        (Check::Compare(order, bound), FactValue::Ratio { part, whole }) => {
            compare_ratio(facts, *order, bound, *part, *whole)
        }
        (_, FactValue::List(entries)) if entries.is_empty() => Truth::Undetermined,
        (_, FactValue::List(entries)) => {
            entries.iter().map(|entry| check_entry(facts, check, entry.value)).fold(Truth::Satisfied, Truth::and)
        }
        (_, FactValue::One(scalar)) => check_entry(facts, check, *scalar),
        _ => Truth::Undetermined,
    }
}

fn has_any(truths: impl Iterator<Item = Truth>, none: Truth) -> Truth {
    truths.fold(none, Truth::or)
}

/// Checks a fact's single value or an entry.
pub fn check_entry(facts: &Facts<'_>, check: &Check, value: Scalar<'_>) -> Truth {
    let on_text = |holds: &dyn Fn(&str) -> Truth| value.text().map_or(Truth::Undetermined, holds);
    match check {
        Check::Is(operand) => Truth::from(operand_value(facts, operand).map(|bound| bound == value)),
        Check::Compare(order, bound) => Truth::from(compare(facts, *order, bound, value)),
        Check::OneOf(list) | Check::Only(list) | Check::AnyOf(list) => within(facts, list, value),
        Check::NoneOf(list) => !within(facts, list, value),
        Check::In(table) => on_text(&|text| Truth::from(facts.tables().get(*table).contains(text))),
        Check::Prefix(list) => on_text(&|text| begins(facts, list, text)),
        Check::NotPrefix(list) => on_text(&|text| !begins(facts, list, text)),
        Check::Matches(pattern) => on_text(&|text| Truth::from(pattern.is_match(text))),
        Check::Valid(identifier) => on_text(&|text| Truth::from(is_valid(*identifier, text))),
        Check::Linked { table, to } => on_text(&|text| {
            let others = facts.get(*to).map(|_| facts.entries(*to));
            let table = facts.tables().get(*table);
            Truth::from(others.map(|others| {
                others.iter().any(|other| other.value.text().is_some_and(|other| table.links(text, other)))
            }))
        }),
        Check::Documented => on_text(&|text| {
            Truth::from(
                text.trim().chars().nth(facts.campaign().conventions.documented_at_least.saturating_sub(1)).is_some(),
            )
        }),
        Check::AllOf(_) | Check::NotEmpty | Check::Complete(_) | Check::Given(_) => Truth::Undetermined,
    }
}

/// The single value of a right side, none when it is an absent fact.
pub fn operand_value<'v, 'a: 'v>(facts: &Facts<'a>, operand: &'v Operand) -> Option<Scalar<'v>> {
    match operand {
        Operand::Fact(fact) => facts.scalar(*fact),
        Operand::Literal(Literal::Text(text)) => Some(Scalar::Text(text)),
        Operand::Literal(Literal::Bool(value)) => Some(Scalar::Bool(*value)),
        Operand::Literal(Literal::Date(day)) => Some(Scalar::Date(*day)),
        Operand::Literal(Literal::Money(amount)) => Some(Scalar::Money(*amount)),
        Operand::Literal(Literal::Number(number) | Literal::Percentage(number)) => Some(Scalar::Number(*number)),
    }
}

/// The entries of a right side, none when it is an absent fact.
pub fn list_members<'v, 'a: 'v>(facts: &Facts<'a>, list: &'v ListOperand) -> Option<Vec<&'v str>> {
    match list {
        ListOperand::Fixed(entries) => Some(entries.iter().map(String::as_str).collect()),
        ListOperand::Fact(fact) => {
            facts.get(*fact)?;
            Some(facts.entries(*fact).iter().filter_map(|entry| entry.value.text()).collect())
        }
    }
}

fn within(facts: &Facts<'_>, list: &ListOperand, value: Scalar<'_>) -> Truth {
    let Some(text) = value.text() else { return Truth::Undetermined };
    match list {
        ListOperand::Fixed(entries) => Truth::from(entries.iter().any(|entry| entry == text)),
        ListOperand::Fact(fact) => match facts.get(*fact) {
            Some(FactValue::List(entries)) => Truth::from(entries.iter().any(|entry| entry.value.text() == Some(text))),
            Some(FactValue::One(other)) => Truth::from(other.text() == Some(text)),
            None | Some(FactValue::Ratio { .. } | FactValue::Records(_)) => Truth::Undetermined,
        },
    }
}

fn begins(facts: &Facts<'_>, list: &ListOperand, text: &str) -> Truth {
    match list {
        ListOperand::Fixed(entries) => Truth::from(entries.iter().any(|entry| text.starts_with(entry.as_str()))),
        ListOperand::Fact(fact) => Truth::from(facts.get(*fact).map(|_| {
            facts.entries(*fact).iter().any(|entry| entry.value.text().is_some_and(|prefix| text.starts_with(prefix)))
        })),
    }
}

fn compare(facts: &Facts<'_>, order: Order, bound: &Operand, value: Scalar<'_>) -> Option<bool> {
    let ordering = match (value, operand_value(facts, bound)?) {
        (Scalar::Date(day), Scalar::Date(bound)) => day.cmp(&bound),
        (value, bound) => value.quantity()?.cmp(&bound.quantity()?),
    };
    Some(order.holds(ordering))
}

/// Compares part/whole with a percentage by cross-multiplication, without rounding.
fn compare_ratio(facts: &Facts<'_>, order: Order, bound: &Operand, part: Decimal, whole: Decimal) -> Truth {
    let ordering = match bound {
        Operand::Fact(fact) => match facts.get(*fact) {
            Some(FactValue::Ratio { part: other, whole: other_whole }) => cross(part, whole, *other, *other_whole),
            _ => None,
        },
        Operand::Literal(_) => operand_value(facts, bound)
            .and_then(Scalar::quantity)
            .and_then(|percent| cross(part, whole, percent, Decimal::ONE_HUNDRED)),
    };
    Truth::from(ordering.map(|ordering| order.holds(ordering)))
}

/// Compares a/b with c/d, b and d above zero; none where the products exceed the decimal type's range.
fn cross(a: Decimal, b: Decimal, c: Decimal, d: Decimal) -> Option<Ordering> {
    Some(a.checked_mul(d)?.cmp(&c.checked_mul(b)?))
}
