//! What the cases of rule sets leave out: rules without a case, and bounds that no case comes as near as can be to, on
//! both sides.

use std::collections::HashSet;
use std::ops::Range;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::case::Suite;
use super::run::PreparedCase;
use crate::engine::{FactValue, Facts, Scalar};
use crate::rules::{
    Campaign, Check, FactId, FindingKind, Operand, Order, Origin, Predicate, Rule, RuleBook, RuleFinding, RuleOrigin,
};

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
                gaps.extend(of_rule(book, campaign, rule, rule.origin, &prepared));
            }
        }
        gaps.retain(|gap| !is_tested(gap));
        gaps
    }

    /// The rules and bounds that some files of a book bring, overlays or further sets, and that its cases leave out.
    pub(crate) fn gaps_in(&self, book: &RuleBook, files: &Range<usize>) -> Vec<RuleFinding> {
        let prepared = self.prepare(&book.known_campaigns());
        let mut gaps: Vec<RuleFinding> = Vec::new();
        for campaign in book.all_campaigns() {
            for rule in campaign.rules.iter().filter(|rule| !rule.disabled) {
                if let Some(place) = brought(rule, files) {
                    let of_rule = of_rule(book, campaign, rule, place, &prepared);
                    gaps.extend(of_rule.into_iter().filter(|gap| files.contains(&gap.origin.file)));
                }
            }
        }
        // Beside an overlay of one intercommunalité, what is for all stands in two campaigns; cases in one of them will do.
        let tested: HashSet<Origin> = gaps.iter().filter(|gap| is_tested(gap)).map(|gap| gap.origin).collect();
        gaps.retain(|gap| !tested.contains(&gap.origin));
        gaps.sort_by_key(|gap| (gap.origin, gap.kind.code()));
        gaps.dedup();
        gaps
    }
}

/// Where files make a rule or change it by itself, and not only a list, a fact or a label that it reads.
fn brought(rule: &Rule, files: &Range<usize>) -> Option<Origin> {
    let is_own = |origin: &Origin| files.contains(&origin.file);
    let layers = match &rule.demanded_by {
        RuleOrigin::Overlays(layers) => &layers[..],
        RuleOrigin::Call | RuleOrigin::Tool => &[],
    };
    let changed = layers.iter().filter(|layer| layer.is_of_rule_itself() && is_own(&layer.place));
    let changed = changed.map(|layer| layer.place);
    let tests = rule.predicates().flat_map(Predicate::tests).flat_map(|test| &test.checks).map(|(_, origin)| *origin);
    std::iter::once(rule.origin).chain(changed).chain(tests).find(is_own)
}

fn of_rule(
    book: &RuleBook,
    campaign: &Campaign,
    rule: &Rule,
    place: Origin,
    prepared: &[PreparedCase<'_>],
) -> Vec<RuleFinding> {
    let cases: Vec<_> = prepared.iter().filter(|prepared| prepared.case.rule == rule.id).collect();
    if cases.is_empty() {
        vec![RuleFinding { kind: FindingKind::Untested(rule.id.clone()), origin: place }]
    } else {
        bounds(book, campaign, rule, &cases).collect()
    }
}

/// Whether cases touch a bound on both sides.
fn is_tested(gap: &RuleFinding) -> bool {
    matches!(gap.kind, FindingKind::Bound { kept: true, missed: true, .. })
}

/// The bounds of a rule, and whether cases touch each on either side.
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
        Some(RuleFinding { kind, origin })
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
