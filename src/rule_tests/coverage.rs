//! What the cases of rule sets leave out: rules without a case, and bounds that no case comes as near as can be to, on
//! both sides.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::case::Suite;
use super::run::PreparedCase;
use crate::engine::{FactValue, Facts, Scalar};
use crate::rules::{Campaign, Check, FactId, FindingKind, Operand, Order, Origin, Rule, RuleBook, RuleFinding};

const CENT: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

impl Suite {
    /// The rules and bounds of a book that its cases leave out; overlays and what is taken over from another campaign aside.
    pub(crate) fn gaps(&self, book: &RuleBook) -> Vec<RuleFinding> {
        let prepared = self.prepare(&book.known_campaigns());
        let mut gaps = Vec::new();
        for campaign in &book.campaigns {
            let own = |rule: &&Rule| {
                let set = &campaign.sets[rule.set];
                set.campaign == campaign.year && !set.overlay && !rule.disabled
            };
            for rule in campaign.rules.iter().filter(own) {
                let cases: Vec<_> = prepared.iter().filter(|prepared| prepared.case.rule == rule.id).collect();
                if cases.is_empty() {
                    gaps.push(RuleFinding { kind: FindingKind::Untested(rule.id.clone()), origin: rule.origin });
                } else {
                    gaps.extend(bounds(book, campaign, rule, &cases));
                }
            }
        }
        gaps
    }
}

/// The bounds of a rule that no case touches on both sides.
fn bounds<'c>(
    book: &'c RuleBook,
    campaign: &'c Campaign,
    rule: &'c Rule,
    cases: &[&'c PreparedCase<'_>],
) -> impl Iterator<Item = RuleFinding> + use<'c> {
    let facts: Vec<Facts<'c>> = cases
        .iter()
        .filter_map(|prepared| prepared.facts(book).map(|(facts, _)| facts))
        .filter(|facts| std::ptr::eq(facts.campaign(), campaign))
        .collect();
    let tests = rule.when.iter().chain(&rule.require).flat_map(|predicate| predicate.tests());
    let compared = tests.flat_map(|test| test.checks.iter().map(move |(check, origin)| (test.fact, check, *origin)));
    compared.filter_map(move |(fact, check, origin): (FactId, &Check, Origin)| {
        let Check::Compare(order, bound) = check else { return None };
        let touched: Vec<bool> = facts.iter().flat_map(|facts| touched(facts, fact, *order, bound)).collect();
        let (kept, missed) = (touched.contains(&true), touched.contains(&false));
        let kind = FindingKind::Bound { rule: rule.id.clone(), kept, missed };
        (!kept || !missed).then_some(RuleFinding { kind, origin })
    })
}

/// For each value of a fact that stands as near to its bound as can be, whether it keeps it.
fn touched(facts: &Facts<'_>, fact: FactId, order: Order, bound: &Operand) -> Vec<bool> {
    let near = |value: Scalar<'_>| {
        let (distance, step) = distance(value, facts.operand_value(bound)?)?;
        (distance.abs() <= step).then(|| order.holds(distance.cmp(&Decimal::ZERO)))
    };
    match facts.get(fact) {
        Some(FactValue::One(value)) => near(*value).into_iter().collect(),
        Some(FactValue::List(entries)) => entries.iter().filter_map(|entry| near(entry.value)).collect(),
        Some(FactValue::Ratio { part, whole }) => {
            let percent = facts.operand_value(bound).and_then(Scalar::quantity);
            // How much the part would have to be more for the ratio to be the bound.
            let distance = percent.and_then(|percent| {
                let wanted = percent.checked_mul(*whole)?.checked_div(Decimal::ONE_HUNDRED)?;
                part.checked_sub(wanted)
            });
            let near = distance.filter(|distance| distance.abs() <= CENT);
            near.map(|distance| order.holds(distance.cmp(&Decimal::ZERO))).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// How far a value is past its bound, and the smallest step that it can make.
fn distance(value: Scalar<'_>, bound: Scalar<'_>) -> Option<(Decimal, Decimal)> {
    match (value, bound) {
        (Scalar::Date(day), Scalar::Date(bound)) => Some((days(day, bound), Decimal::ONE)),
        (Scalar::Money(value), Scalar::Money(bound)) => Some((value.checked_sub(bound)?, CENT)),
        (Scalar::Number(value), Scalar::Number(bound)) => Some((value.checked_sub(bound)?, Decimal::ONE)),
        _ => None,
    }
}

fn days(day: NaiveDate, bound: NaiveDate) -> Decimal {
    (day - bound).num_days().into()
}
