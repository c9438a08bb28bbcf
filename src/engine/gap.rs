//! How far a rule that does not hold is from holding.

use rust_decimal::Decimal;

use super::explain::{Explanation, Reason};
use super::facts::Facts;
use super::truth::Truth;
use super::value::{FactValue, Scalar};
use crate::rules::{Check, Order};

/// How far the values that decided lie beyond their bounds, together: in euros, days or numbers. None where none of them
/// is compared with a bound.
pub(crate) fn gap(facts: &Facts<'_>, explanation: &Explanation<'_>) -> Option<Decimal> {
    let violated = explanation.reasons.iter().filter(|reason| reason.truth == Truth::from(reason.negated));
    let gaps = violated.filter_map(|reason| of_reason(facts, reason));
    gaps.reduce(|all, gap| all.checked_add(gap).unwrap_or(Decimal::MAX))
}

fn of_reason(facts: &Facts<'_>, reason: &Reason<'_>) -> Option<Decimal> {
    let (order, bound) = match reason.check {
        Check::Compare(order, bound) => (*order, bound),
        Check::Is(bound) => (Order::Equal, bound),
        _ => return None,
    };
    let order = if reason.negated { Order::Equal } else { order };
    let bound = facts.operand_value(bound)?;
    match facts.get(reason.test.fact)? {
        FactValue::One(value) => Some(beyond(order, difference(*value, bound)?)),
        FactValue::Ratio { part, whole } => {
            let edge = whole.checked_mul(bound.quantity()?)?.checked_div(Decimal::ONE_HUNDRED)?;
            Some(beyond(order, part.checked_sub(edge)?))
        }
        FactValue::List(entries) => {
            let gaps = entries.iter().filter_map(|entry| Some(beyond(order, difference(entry.value, bound)?)));
            gaps.reduce(|all, gap| all.checked_add(gap).unwrap_or(Decimal::MAX))
        }
        FactValue::Records(_) => None,
    }
}

fn difference(value: Scalar<'_>, bound: Scalar<'_>) -> Option<Decimal> {
    match (value, bound) {
        (Scalar::Date(day), Scalar::Date(bound)) => Some((day - bound).num_days().into()),
        _ => value.quantity()?.checked_sub(bound.quantity()?),
    }
}

/// How far a difference lies on the wrong side; nothing on the right one.
fn beyond(order: Order, difference: Decimal) -> Decimal {
    let beyond = match order {
        Order::AtLeast | Order::More => -difference,
        Order::AtMost | Order::Less => difference,
        Order::Equal => difference.abs(),
    };
    beyond.max(Decimal::ZERO).normalize()
}
