//! Tests of one fact, and predicates over them.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::facts::Facts;
use super::truth::Truth;
use super::value::{Entry, FactValue, Scalar};
use crate::dossier::{fold_name, is_valid};
use crate::rules::limits::MAX_MATCHED_BYTES;
use crate::rules::{Basis, Check, Choice, ListOperand, Literal, Operand, Order, Predicate, PredicateFold, Test};

/// What a predicate comes to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Evaluation {
    pub truth: Truth,
    /// The basis of the branch that decided, if one names it; what is declared outweighs what is computed.
    pub basis: Option<Basis>,
}

impl<'p> PredicateFold<'p> for Facts<'_> {
    type Output = Evaluation;

    fn test(&self, test: &'p Test, negated: bool) -> Evaluation {
        Evaluation { truth: self.decide_test(test).negated_if(negated), basis: test.basis }
    }

    fn parts(&self, any: bool, negated: bool, parts: impl Iterator<Item = Evaluation>) -> Evaluation {
        // Negated, each of the two is the other over negated parts.
        let any = any != negated;
        let join = |all: Evaluation, part: Evaluation| {
            let truth = if any { all.truth.or(part.truth) } else { all.truth.and(part.truth) };
            let basis = match (all.basis, part.basis) {
                (basis, _) if any && part.truth != Truth::Satisfied => basis,
                (Some(one), Some(other)) => Some(if any { one.min(other) } else { one.max(other) }),
                (one, other) => one.or(other),
            };
            Evaluation { truth, basis }
        };
        parts.fold(Evaluation { truth: Truth::from(!any), basis: None }, join)
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

impl<'a> Facts<'a> {
    pub(super) fn decide(&self, predicate: &Predicate) -> Truth {
        self.evaluate(predicate).truth
    }

    pub(super) fn evaluate(&self, predicate: &Predicate) -> Evaluation {
        predicate.fold(self, false)
    }

    pub(super) fn decide_test(&self, test: &Test) -> Truth {
        test.checks.iter().map(|(check, _)| self.decide_check(test, check)).fold(Truth::Satisfied, Truth::and)
    }

    /// What one of a fact's tests comes to, with the test's modifiers.
    pub(super) fn decide_check(&self, test: &Test, check: &Check) -> Truth {
        let truth = match (check, self.get(test.fact)) {
            (Check::Given(wanted), _) => Truth::from(self.is_given(test.fact) == *wanted),
            (_, None) if test.absent_violates => return Truth::Violated,
            (_, None) => Truth::Undetermined,
            (_, Some(value)) => self.check_value(check, value),
        };
        if test.inconclusive && truth == Truth::Violated { Truth::Undetermined } else { truth }
    }

    fn check_value(&self, check: &Check, value: &FactValue<'_>) -> Truth {
        if let FactValue::List(entries) = value
            && !self.has_steps(entries.len(), check)
        {
            return Truth::Undetermined;
        }
        match (check, value) {
            (Check::NotEmpty, _) => Truth::from(!value.is_empty()),
            (Check::Complete(columns), FactValue::Records(lines)) => {
                let filled = lines.iter().all(|line| columns.iter().all(|&column| line.cells[column].value.is_some()));
                if filled { Truth::Satisfied } else { Truth::Undetermined }
            }
            (Check::AnyOf(list), FactValue::List(entries)) => {
                entries.iter().map(|entry| self.is_within(list, entry.value)).fold(Truth::Violated, Truth::or)
            }
            (Check::AllOf(list), FactValue::List(entries)) => {
                let Some(wanted) = self.list_members(list) else { return Truth::Undetermined };
                Truth::from(self.not_named(wanted, entries).is_empty())
            }
            (Check::NoneOf(list), FactValue::List(entries)) => {
                entries.iter().map(|entry| !self.is_within(list, entry.value)).fold(Truth::Satisfied, Truth::and)
            }
            (Check::Compare(order, bound), FactValue::Ratio { part, whole }) => {
                self.compare_ratio(*order, bound, *part, *whole)
            }
            (_, FactValue::List(entries)) if entries.is_empty() => Truth::Undetermined,
            (_, FactValue::List(entries)) => {
                entries.iter().map(|entry| self.check_entry(check, entry.value)).fold(Truth::Satisfied, Truth::and)
            }
            (_, FactValue::One(scalar)) => self.check_entry(check, *scalar),
            (_, FactValue::Ratio { .. } | FactValue::Records(_)) => Truth::Undetermined,
        }
    }

    /// What a test comes to for one value: a fact's, an entry's, or a cell's.
    pub(crate) fn check_entry(&self, check: &Check, value: Scalar<'_>) -> Truth {
        let on_text = |holds: &dyn Fn(&str) -> Truth| value.text().map_or(Truth::Undetermined, holds);
        match check {
            Check::Is(operand) => Truth::from(self.operand_value(operand).map(|bound| self.are_same(bound, value))),
            Check::Compare(order, bound) => Truth::from(self.compare(*order, bound, value)),
            Check::OneOf(list) | Check::Only(list) | Check::AnyOf(list) => self.is_within(list, value),
            Check::NoneOf(list) => !self.is_within(list, value),
            Check::In(table) => on_text(&|text| Truth::from(self.tables().get(*table).contains(text))),
            Check::Prefix(list) => on_text(&|text| self.begins(list, text)),
            Check::NotPrefix(list) => on_text(&|text| !self.begins(list, text)),
            Check::Matches(pattern) => {
                on_text(&|text| Truth::from((text.len() <= MAX_MATCHED_BYTES).then(|| pattern.is_match(text))))
            }
            Check::Valid(identifier) => on_text(&|text| Truth::from(is_valid(*identifier, text))),
            Check::Linked { table, to } => on_text(&|text| {
                let others = self.get(*to).map(|_| self.entries(*to));
                let table = self.tables().get(*table);
                Truth::from(others.map(|others| {
                    others.iter().any(|other| other.value.text().is_some_and(|other| table.links(text, other)))
                }))
            }),
            Check::Documented => on_text(&|text| {
                let least = self.campaign().conventions.documented_at_least;
                Truth::from(text.trim().chars().nth(least.saturating_sub(1)).is_some())
            }),
            Check::AllOf(_) | Check::NotEmpty | Check::Complete(_) | Check::Given(_) => Truth::Undetermined,
        }
    }

    /// The single value of a right side, none when it is an absent fact.
    pub(crate) fn operand_value<'v>(&self, operand: &'v Operand) -> Option<Scalar<'v>>
    where
        'a: 'v,
    {
        match operand {
            Operand::Fact(fact) => self.scalar(*fact),
            Operand::Literal(literal) => Some(match literal {
                Literal::Text(text) => Scalar::Text(text),
                Literal::Bool(value) => Scalar::Bool(*value),
                Literal::Date(day) => Scalar::Date(*day),
                Literal::Money(amount) => Scalar::Money(*amount),
                Literal::Number(number) | Literal::Percentage(number) => Scalar::Number(*number),
            }),
        }
    }

    /// The entries of a right side, none when it is an absent fact.
    pub(crate) fn list_members<'v>(&self, list: &'v ListOperand) -> Option<Vec<&'v str>>
    where
        'a: 'v,
    {
        match list {
            ListOperand::Fixed(entries) => Some(entries.iter().map(String::as_str).collect()),
            ListOperand::Fact(fact) => {
                self.get(*fact)?;
                Some(self.entries(*fact).iter().filter_map(|entry| entry.value.text()).collect())
            }
        }
    }

    fn is_within(&self, list: &ListOperand, value: Scalar<'_>) -> Truth {
        let Some(text) = value.text() else { return Truth::Undetermined };
        match list {
            ListOperand::Fixed(entries) => {
                let is_named = || self.named(value).iter().any(|slug| entries.contains(slug));
                Truth::from(entries.iter().any(|entry| entry == text) || is_named())
            }
            ListOperand::Fact(fact) => match self.get(*fact) {
                Some(FactValue::List(entries)) => {
                    Truth::from(entries.iter().any(|entry| self.are_same(entry.value, value)))
                }
                Some(FactValue::One(other)) => Truth::from(self.are_same(*other, value)),
                None | Some(FactValue::Ratio { .. } | FactValue::Records(_)) => Truth::Undetermined,
            },
        }
    }

    /// The slugs that a value names, however it is written; none for what is no slug.
    fn named(&self, value: Scalar<'_>) -> &'a [String] {
        match value {
            Scalar::Slug(text) => self.campaign().slugs.named(text),
            _ => &[],
        }
    }

    fn are_same(&self, one: Scalar<'_>, other: Scalar<'_>) -> bool {
        let (Some(text), Some(other_text)) = (one.text(), other.text()) else { return one == other };
        text == other_text
            || match (one, other) {
                (Scalar::Slug(_), Scalar::Slug(_)) => {
                    fold_name(text) == fold_name(other_text)
                        || self.named(one).iter().any(|slug| self.named(other).contains(slug))
                }
                (slug @ Scalar::Slug(_), _) => self.named(slug).iter().any(|slug| slug == other_text),
                (_, slug @ Scalar::Slug(_)) => self.named(slug).iter().any(|slug| slug == text),
                _ => false,
            }
    }

    /// Those of the wanted texts that no entry names.
    pub(crate) fn not_named<'w>(&self, mut wanted: Vec<&'w str>, entries: &[Entry<'_>]) -> Vec<&'w str> {
        wanted.retain(|wanted| entries.iter().all(|entry| entry.value.text() != Some(*wanted)));
        for entry in entries {
            if wanted.is_empty() {
                break;
            }
            let named = self.named(entry.value);
            wanted.retain(|wanted| named.iter().all(|slug| slug != wanted));
        }
        wanted
    }

    fn begins(&self, list: &ListOperand, text: &str) -> Truth {
        match list {
            ListOperand::Fixed(entries) => Truth::from(entries.iter().any(|entry| text.starts_with(entry.as_str()))),
            ListOperand::Fact(_) => {
                let prefixes = self.list_members(list);
                Truth::from(prefixes.map(|prefixes| prefixes.iter().any(|prefix| text.starts_with(prefix))))
            }
        }
    }

    fn compare(&self, order: Order, bound: &Operand, value: Scalar<'_>) -> Option<bool> {
        let ordering = match (value, self.operand_value(bound)?) {
            (Scalar::Date(day), Scalar::Date(bound)) => day.cmp(&bound),
            (value, bound) => value.quantity()?.cmp(&bound.quantity()?),
        };
        Some(order.holds(ordering))
    }

    /// Compares part/whole with a percentage by cross-multiplication: nothing is rounded.
    fn compare_ratio(&self, order: Order, bound: &Operand, part: Decimal, whole: Decimal) -> Truth {
        let (other, other_whole) = match bound {
            Operand::Fact(fact) => match self.get(*fact) {
                Some(FactValue::Ratio { part, whole }) => (*part, *whole),
                _ => return Truth::Undetermined,
            },
            Operand::Literal(_) => match self.operand_value(bound).and_then(Scalar::quantity) {
                Some(percent) => (percent, Decimal::ONE_HUNDRED),
                None => return Truth::Undetermined,
            },
        };
        Truth::from(cross(part, whole, other, other_whole).map(|ordering| order.holds(ordering)))
    }
}

/// a/b against c/d, both b and d above zero; none where the products leave the decimal type's range.
fn cross(a: Decimal, b: Decimal, c: Decimal, d: Decimal) -> Option<Ordering> {
    Some(a.checked_mul(d)?.cmp(&c.checked_mul(b)?))
}
