//! Remedies: the smallest changes that satisfy a violated rule, computed from its bounds and verified by evaluating all
//! rules again.

use chrono::NaiveDate;
use rust_decimal::{Decimal, RoundingStrategy};

use super::assess::{Assessment, assess};
use super::change::{Move, RemedyKind, outcomes};
use super::explain::{Explanation, Reason};
use super::facts::Facts;
use super::status::Status;
use super::truth::Truth;
use super::value::{FactValue, Scalar};
use crate::dossier::Dossier;
use crate::dossier::format::{FieldId, Stage};
use crate::rules::{Check, FactId, FactSource, FicheSet, Operand, Order, RuleId};

/// A change that satisfies a rule, everything else unchanged.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Remedy<'a> {
    pub kind: RemedyKind,
    pub moves: Vec<Move<'a>>,
    /// Whether the rule holds with the change applied.
    pub verified: bool,
    /// The rules that the change would newly violate.
    pub breaks: Vec<RuleId>,
}

const CENT: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

/// The remedies of a violated rule; those that break no other rule first.
pub(crate) fn remedies<'a>(
    facts: &Facts<'a>,
    fiche: &FicheSet,
    stage: Stage,
    before: &Assessment,
    rule: RuleId,
    explanation: &Explanation<'a>,
) -> Vec<Remedy<'a>> {
    let mut remedies: Vec<Remedy<'a>> = ways(facts, explanation)
        .into_iter()
        .map(|(kind, moves)| verify(facts, fiche, stage, before, rule, kind, moves))
        .filter(|remedy| remedy.verified)
        .collect();
    remedies.sort_by_key(|remedy| remedy.breaks.len());
    remedies
}

/// The changes that would satisfy the decisive tests.
fn ways<'a>(facts: &Facts<'a>, explanation: &Explanation<'a>) -> Vec<(RemedyKind, Vec<Move<'a>>)> {
    if explanation.by_condition {
        return Vec::new();
    }
    let failing = explanation.reasons.iter().filter(|reason| reason.truth == Truth::Violated && !reason.negated);
    failing.flat_map(|reason| of_reason(facts, reason)).filter(|(_, moves)| !moves.is_empty()).collect()
}

/// Applies the moves to the dossier, in the way that breaks least, and assesses again.
fn verify<'a>(
    facts: &Facts<'a>,
    fiche: &FicheSet,
    stage: Stage,
    before: &Assessment,
    rule: RuleId,
    kind: RemedyKind,
    moves: Vec<Move<'a>>,
) -> Remedy<'a> {
    let fixed: Vec<_> = moves.iter().map(|change| (change.fact, change.to)).collect();
    let check = |dossier: &Dossier<'_>| {
        let facts = Facts::new(facts.campaign(), facts.tables(), dossier, facts.context()).with(&fixed);
        let after = assess(&facts, fiche, stage);
        let pairs = || before.outcomes.iter().zip(&after.outcomes);
        let verified = pairs().any(|(_, now)| now.rule == rule && matches!(now.status, Status::Satisfied(_)));
        let broken = pairs().filter(|(then, now)| now.status == Status::Violated && then.status != Status::Violated);
        (verified, broken.map(|(_, now)| now.rule).collect::<Vec<_>>())
    };
    let mut best = (false, Vec::new());
    for dossier in outcomes(facts, kind, &moves) {
        let found = check(&dossier);
        if !best.0 || (found.0 && found.1.len() < best.1.len()) {
            best = found;
        }
        if best.0 && best.1.is_empty() {
            break;
        }
    }
    let (verified, breaks) = best;
    Remedy { kind, moves, verified, breaks }
}

fn of_reason<'a>(facts: &Facts<'a>, reason: &Reason<'a>) -> Vec<(RemedyKind, Vec<Move<'a>>)> {
    let Check::Compare(order, bound) = reason.check else { return Vec::new() };
    match (facts.get(reason.test.fact), facts.operand_value(bound)) {
        (Some(FactValue::One(Scalar::Date(from))), Some(Scalar::Date(to))) => {
            dates(facts, reason.test.fact, *order, bound, *from, to)
        }
        (Some(FactValue::One(Scalar::Money(_))), Some(_)) if *order == Order::Equal => Vec::new(),
        (Some(FactValue::One(from @ Scalar::Money(_))), Some(Scalar::Money(to))) => {
            let Some(fact) = movable(facts, reason.test.fact) else { return Vec::new() };
            amount(*order, to)
                .map(|(kind, to)| (kind, vec![Move { fact, from: *from, to: Scalar::Money(to) }]))
                .into_iter()
                .collect()
        }
        (Some(FactValue::List(_)), Some(Scalar::Money(to))) => {
            entries(facts, reason.test.fact, *order, to).into_iter().collect()
        }
        (Some(FactValue::Ratio { part, whole }), Some(Scalar::Number(percent))) => {
            ratio(facts, reason.test.fact, *order, *part, *whole, percent)
        }
        _ => Vec::new(),
    }
}

/// The nearest amount within a bound.
fn amount(order: Order, bound: Decimal) -> Option<(RemedyKind, Decimal)> {
    match order {
        Order::AtLeast => Some((RemedyKind::Raise, bound)),
        Order::AtMost => Some((RemedyKind::Lower, bound)),
        Order::More => Some((RemedyKind::Raise, bound.checked_add(CENT)?)),
        Order::Less => Some((RemedyKind::Lower, bound.checked_sub(CENT)?)),
        Order::Equal => None,
    }
}

/// The fact that an applicant would change: the dossier's own, or a sum; for a fallback, its source.
fn movable(facts: &Facts<'_>, fact: FactId) -> Option<FactId> {
    match &facts.campaign().fact(fact).source {
        FactSource::Field(_) | FactSource::Sum(_) | FactSource::SumLines { .. } => Some(fact),
        FactSource::FirstOf { members, .. } => {
            let given = members.iter().find(|&&member| facts.is_given(member));
            let first = members.first().filter(|first| given != Some(first));
            given.into_iter().chain(first).find_map(|&member| movable(facts, member))
        }
        _ => None,
    }
}

/// Moves the day to its bound, or the bound, if it is a day of the dossier too, to the day.
fn dates<'a>(
    facts: &Facts<'a>,
    fact: FactId,
    order: Order,
    bound: &Operand,
    from: NaiveDate,
    to: NaiveDate,
) -> Vec<(RemedyKind, Vec<Move<'a>>)> {
    let (target, counterpart) = match order {
        Order::AtLeast | Order::AtMost => (Some(to), Some(from)),
        Order::More => (to.succ_opt(), from.pred_opt()),
        Order::Less => (to.pred_opt(), from.succ_opt()),
        Order::Equal => return Vec::new(),
    };
    let change = |fact: FactId, from: NaiveDate, to: Option<NaiveDate>| {
        Some((
            RemedyKind::Date,
            vec![Move { fact: movable(facts, fact)?, from: Scalar::Date(from), to: Scalar::Date(to?) }],
        ))
    };
    let other = match bound {
        Operand::Fact(other) if movable(facts, *other).is_some_and(|other| facts.is_given(other)) => {
            change(*other, to, counterpart)
        }
        _ => None,
    };
    change(fact, from, target).into_iter().chain(other).collect()
}

/// Moves every entry of a list of amounts outside the bound, if each is a key of the dossier.
fn entries<'a>(facts: &Facts<'a>, fact: FactId, order: Order, bound: Decimal) -> Option<(RemedyKind, Vec<Move<'a>>)> {
    let (kind, to) = amount(order, bound)?;
    let moves = facts
        .entries(fact)
        .into_iter()
        .filter(|entry| entry.value.quantity().is_some_and(|value| !order.holds(value.cmp(&bound))));
    let own_fact = |field: FieldId| {
        let of_field = |fact: &crate::rules::Fact| matches!(fact.source, FactSource::Field(own) if own == field);
        facts.campaign().facts.iter().position(of_field).map(FactId)
    };
    let moves: Option<Vec<_>> = moves
        .map(|entry| {
            entry.place.index.is_none().then(|| own_fact(entry.place.field)).flatten().map(|fact| Move {
                fact,
                from: entry.value,
                to: Scalar::Money(to),
            })
        })
        .collect();
    Some((kind, moves?))
}

/// Both ways to fix a ratio: other money becomes the part's, or new money is added.
fn ratio<'a>(
    facts: &Facts<'a>,
    fact: FactId,
    order: Order,
    part: Decimal,
    whole: Decimal,
    percent: Decimal,
) -> Vec<(RemedyKind, Vec<Move<'a>>)> {
    let FactSource::Ratio(part_fact, whole_fact) = facts.campaign().fact(fact).source else { return Vec::new() };
    let up = match order {
        Order::AtLeast | Order::More => true,
        Order::AtMost | Order::Less => false,
        Order::Equal => return Vec::new(),
    };
    let change = |fact, from: Decimal, delta: Decimal| {
        Some(Move { fact, from: Scalar::Money(from), to: Scalar::Money(from.checked_add(delta)?) })
    };
    let share = percent.checked_div(Decimal::ONE_HUNDRED);
    let gap = share.and_then(|share| share.checked_mul(whole)?.checked_sub(part));
    let constant = gap.and_then(|gap| {
        let delta = to_cent(gap, up, |delta| keeps(order, part.checked_add(delta)?, whole, percent))?;
        Some((RemedyKind::ConstantCost, vec![change(part_fact, part, delta)?]))
    });
    let new_money = gap.filter(|_| up).and_then(|gap| {
        let rest = Decimal::ONE.checked_sub(share?).filter(|rest| *rest > Decimal::ZERO)?;
        let delta = to_cent(gap.checked_div(rest)?, up, |delta| {
            keeps(order, part.checked_add(delta)?, whole.checked_add(delta)?, percent)
        })?;
        Some((RemedyKind::NewMoney, vec![change(part_fact, part, delta)?, change(whole_fact, whole, delta)?]))
    });
    constant.into_iter().chain(new_money).collect()
}

fn keeps(order: Order, part: Decimal, whole: Decimal, percent: Decimal) -> Option<bool> {
    Some(order.holds(part.checked_mul(Decimal::ONE_HUNDRED)?.cmp(&percent.checked_mul(whole)?)))
}

/// The smallest whole number of cents, away from zero, within the bound. Divisions round, so the neighbours are tried.
fn to_cent(gap: Decimal, up: bool, keeps: impl Fn(Decimal) -> Option<bool>) -> Option<Decimal> {
    let (strategy, step) =
        if up { (RoundingStrategy::ToPositiveInfinity, CENT) } else { (RoundingStrategy::ToNegativeInfinity, -CENT) };
    let rounded = gap.round_dp_with_strategy(2, strategy);
    let candidates = [rounded.checked_sub(step)?, rounded, rounded.checked_add(step)?];
    candidates.into_iter().find(|delta| keeps(*delta) == Some(true))
}
