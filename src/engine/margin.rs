//! Margins: how far a rule that holds is from failing.

use rust_decimal::{Decimal, RoundingStrategy};

use super::assess::Assessment;
use super::facts::Facts;
use super::status::Status;
use super::value::{FactValue, Scalar};
use crate::rules::{Check, FactId, Literal, Operand, Order, Rule, RuleId};

const CENT: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Margin<'a> {
    pub rule: RuleId,
    pub fact: FactId,
    pub value: FactValue<'a>,
    /// An amount, a number, a day, or of a ratio a percentage.
    pub bound: Scalar<'a>,
    /// Whether the bound is the least that is allowed.
    pub floor: bool,
    /// Whether the rule itself names the bound.
    pub fixed: bool,
    /// How far the value may go towards the bound and no further, everything else as it is: for a ratio, its part.
    pub slack: Slack,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Slack {
    Money(Decimal),
    Number(Decimal),
    Days(i64),
}

/// The margins of the rules that hold, in their order.
pub(crate) fn margins<'a>(facts: &Facts<'a>, assessment: &Assessment) -> Vec<Margin<'a>> {
    let mut found = Vec::new();
    for outcome in assessment.outcomes.iter().filter(|outcome| matches!(outcome.status, Status::Satisfied(_))) {
        let rule: &'a Rule = facts.campaign().rule(outcome.rule);
        let settled = facts.settled(&rule.conditional);
        let facts = settled.as_ref().unwrap_or(facts);
        for test in rule.require.iter().flat_map(|require| require.required_tests()) {
            for (check, _) in &test.checks {
                let Check::Compare(order, bound) = check else { continue };
                found.extend(margin(facts, outcome.rule, test.fact, *order, bound));
            }
        }
    }
    found
}

fn margin<'a>(facts: &Facts<'a>, rule: RuleId, fact: FactId, order: Order, bound: &'a Operand) -> Option<Margin<'a>> {
    let (floor, strict) = match order {
        Order::AtLeast => (true, false),
        Order::More => (true, true),
        Order::AtMost => (false, false),
        Order::Less => (false, true),
        Order::Equal => return None,
    };
    let value = facts.get(fact)?.clone();
    let limit = facts.operand_value(bound)?;
    let slack = match (&value, limit) {
        (FactValue::One(Scalar::Date(day)), Scalar::Date(limit)) => {
            Slack::Days((*day - limit).num_days().abs() - i64::from(strict))
        }
        (FactValue::One(Scalar::Money(amount)), Scalar::Money(limit)) => {
            let distance = amount.checked_sub(limit)?.abs();
            Slack::Money(if strict { distance.checked_sub(CENT)? } else { distance })
        }
        (FactValue::One(Scalar::Number(number)), Scalar::Number(limit)) => {
            Slack::Number(number.checked_sub(limit)?.abs())
        }
        (FactValue::Ratio { part, whole }, Scalar::Number(percent)) => {
            let edge = whole.checked_mul(percent)?.checked_div(Decimal::ONE_HUNDRED)?;
            let distance = part.checked_sub(edge)?.abs();
            let cents = distance.round_dp_with_strategy(2, RoundingStrategy::ToZero);
            Slack::Money(if strict && cents == distance { cents.checked_sub(CENT)? } else { cents })
        }
        _ => return None,
    };
    let fixed = matches!(
        bound,
        Operand::Literal(Literal::Money(_) | Literal::Percentage(_) | Literal::Date(_) | Literal::Number(_))
    );
    Some(Margin { rule, fact, value, bound: limit, floor, fixed, slack })
}
