//! The assessment of a dossier under one fiche: a status for every rule, and the verdict.

use std::borrow::Borrow;

use chrono::NaiveDate;

use super::check::{decide, evaluate, operand_value};
use super::facts::Facts;
use super::reading::{ReadingOutcome, compare};
use super::truth::Truth;
use super::value::Scalar;
use crate::rules::{Basis, Check, FactSource, FicheSet, Level, Order, Predicate, RuleId};
use crate::text::string_enum;

string_enum! {
    /// The verdicts, best first.
    #[derive(Default)]
    pub enum Verdict {
        /// Every rule that decides holds.
        Eligible = "eligible",
        /// A warning is violated or undetermined.
        EligibleWithReservations = "eligible_with_reservations",
        /// No error rule is violated, at least one is undetermined.
        Incomplete = "incomplete",
        /// An error rule is violated.
        Ineligible = "ineligible",
        /// No dossier: its text or structure cannot be read.
        #[default]
        Unreadable = "unreadable",
    }
}

/// What became of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// It holds; by what was computed, or by what the holder declares.
    Satisfied(Basis),
    /// It does not hold.
    Violated,
    /// It rests on something absent.
    Undetermined,
    /// It does not apply.
    NotApplicable(Inapplicable),
    /// It comes at the next stage.
    Deferred,
}

impl Status {
    /// The status alone, without what led to it.
    pub fn kind(self) -> StatusKind {
        match self {
            Self::Satisfied(_) => StatusKind::Satisfied,
            Self::Violated => StatusKind::Violated,
            Self::Undetermined => StatusKind::Undetermined,
            Self::NotApplicable(_) => StatusKind::NotApplicable,
            Self::Deferred => StatusKind::Deferred,
        }
    }
}

string_enum! {
    /// A rule's status, as reports write it.
    #[derive(Default)]
    pub enum StatusKind {
        /// It holds.
        #[default]
        Satisfied = "satisfied",
        /// It does not hold.
        Violated = "violated",
        /// It rests on something absent.
        Undetermined = "undetermined",
        /// It does not apply.
        NotApplicable = "not_applicable",
        /// It comes at the next stage.
        Deferred = "deferred",
    }
}

/// Why a rule does not apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Inapplicable {
    /// Its own condition does not hold.
    Condition,
    /// Another rule waives it.
    Waived(RuleId),
}

/// A rule and what became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outcome {
    /// The rule.
    pub rule: RuleId,
    /// What became of it.
    pub status: Status,
}

/// How many rules came to what; rules that only tell are in no count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Rules that hold.
    pub satisfied: usize,
    /// Rules that do not.
    pub violated: usize,
    /// Rules that rest on something absent.
    pub undetermined: usize,
    /// Rules that do not apply.
    pub not_applicable: usize,
    /// Rules of the next stage.
    pub deferred: usize,
}

/// A dossier under one fiche.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// The fiche.
    pub fiche: u8,
    /// What the worst outcome makes of it.
    pub verdict: Verdict,
    /// One for each rule, in the order of the set.
    pub outcomes: Vec<Outcome>,
    /// How many came to what.
    pub counts: Counts,
    /// Every reading of the rules on whose status the readings do not agree.
    pub readings: Vec<ReadingOutcome>,
}

/// A dossier's facts under one fiche, the rules, and what became of them.
#[derive(Debug)]
pub struct FicheAssessment<'a> {
    pub facts: Facts<'a>,
    pub fiche: &'a FicheSet,
    pub assessment: Assessment,
}

/// Assesses a dossier under a fiche at a stage.
pub fn assess(facts: &Facts<'_>, fiche: &FicheSet, stage: &str) -> Assessment {
    let campaign = facts.campaign();
    let waived = waived(facts, fiche, stage);
    let mut counts = Counts::default();
    let mut verdict = Verdict::Eligible;
    let mut outcomes = Vec::with_capacity(fiche.rules.len());
    let mut readings = Vec::new();
    for &id in &fiche.rules {
        let rule = campaign.rule(id);
        let status = if !rule.stages.contains(&stage) {
            Status::Deferred
        } else if let Some((_, by)) = waived.iter().find(|(waived, _)| *waived == id) {
            Status::NotApplicable(Inapplicable::Waived(*by))
        } else {
            let status = status(facts, rule.basis, rule.when.as_ref(), rule.require.as_ref());
            compare(facts, id, status, &mut readings);
            status
        };
        outcomes.push(Outcome { rule: id, status });
        if rule.level == Level::Info {
            continue;
        }
        match status {
            Status::Satisfied(_) => counts.satisfied += 1,
            Status::Violated => counts.violated += 1,
            Status::Undetermined => counts.undetermined += 1,
            Status::NotApplicable(_) => counts.not_applicable += 1,
            Status::Deferred => counts.deferred += 1,
        }
        verdict = verdict.max(verdict_of(status, rule.level));
    }
    Assessment { fiche: fiche.number, verdict, outcomes, counts, readings }
}

/// What a condition and a demand come to together.
pub(super) fn status(facts: &Facts<'_>, basis: Basis, when: Option<&Predicate>, require: Option<&Predicate>) -> Status {
    match when.map_or(Truth::Satisfied, |when| decide(facts, when)) {
        Truth::Violated => return Status::NotApplicable(Inapplicable::Condition),
        Truth::Undetermined => return Status::Undetermined,
        Truth::Satisfied => {}
    }
    let require = require.map(|require| evaluate(facts, require));
    match (require.map_or(Truth::Satisfied, |require| require.truth), basis) {
        (Truth::Violated, _) => Status::Violated,
        (Truth::Undetermined, _) => Status::Undetermined,
        (Truth::Satisfied, Basis::Either) => {
            // What a branch names no basis for is declared; a rule without a demand keeps its own.
            Status::Satisfied(require.map_or(basis, |require| require.basis.unwrap_or(Basis::Declared)))
        }
        (Truth::Satisfied, Basis::Computed | Basis::Declared) => Status::Satisfied(basis),
    }
}

/// The verdict that one rule alone would make.
pub fn verdict_of(status: Status, level: Level) -> Verdict {
    match (status, level) {
        (Status::Violated, Level::Error) => Verdict::Ineligible,
        (Status::Undetermined, Level::Error) => Verdict::Incomplete,
        (Status::Violated | Status::Undetermined, Level::Warning) => Verdict::EligibleWithReservations,
        _ => Verdict::Eligible,
    }
}

/// The rules that others waive here, each with the one that does.
fn waived(facts: &Facts<'_>, fiche: &FicheSet, stage: &str) -> Vec<(RuleId, RuleId)> {
    let holds =
        |condition: &Option<Predicate>| condition.as_ref().is_none_or(|when| decide(facts, when) == Truth::Satisfied);
    let mut waived = Vec::new();
    for &by in &fiche.waiving {
        let rule = facts.campaign().rule(by);
        if rule.stages.contains(&stage) && holds(&rule.when) {
            waived.extend(rule.waives.iter().filter(|waiver| holds(&waiver.when)).map(|waiver| (waiver.rule, by)));
        }
    }
    waived
}

/// The best verdict and the fiches that reach it.
pub fn best<A: Borrow<Assessment>>(assessments: &[A]) -> Option<(Verdict, Vec<u8>)> {
    let assessments = assessments.iter().map(Borrow::borrow);
    let verdict = assessments.clone().map(|assessment| assessment.verdict).min()?;
    let best = assessments.filter(|assessment| assessment.verdict == verdict);
    Some((verdict, best.map(|assessment| assessment.fiche).collect()))
}

/// A rule that a day decides for which the evaluation's own day can stand in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deadline {
    /// The rule.
    pub rule: RuleId,
    /// The last day.
    pub last: NaiveDate,
    /// Days from the evaluation to the last day; negative when it is over.
    pub days: i64,
    /// Whether the dossier says nothing, so that the evaluation's day stands in.
    pub open: bool,
}

/// The deadlines among a fiche's rules at a stage, in the order of the set.
pub fn deadlines(facts: &Facts<'_>, fiche: &FicheSet, stage: &str) -> Vec<Deadline> {
    let campaign = facts.campaign();
    let is_today = |fact: &crate::rules::FactId| matches!(campaign.fact(*fact).source, FactSource::EvaluationDate);
    let deadline = |&id: &RuleId| {
        let rule = campaign.rule(id);
        let Some(Predicate::Test(test)) = &rule.require else { return None };
        let FactSource::FirstOf { members, .. } = &campaign.fact(test.fact).source else { return None };
        let (Check::Compare(order, bound), _) = test.checks.first()? else { return None };
        if !rule.stages.contains(&stage)
            || !members.iter().any(is_today)
            || !matches!(order, Order::AtMost | Order::Less)
        {
            return None;
        }
        let Scalar::Date(bound) = operand_value(facts, bound)? else { return None };
        let last = if *order == Order::Less { bound.pred_opt()? } else { bound };
        let open = members.iter().find(|&&member| facts.is_given(member)).is_some_and(is_today);
        Some(Deadline { rule: id, last, days: (last - facts.context().date).num_days(), open })
    };
    fiche.rules.iter().filter_map(deadline).collect()
}
