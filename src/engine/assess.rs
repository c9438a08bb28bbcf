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
    /// From best to worst.
    #[derive(Default)]
    pub enum Verdict {
        /// No error or warning rule is violated or undetermined.
        Eligible = "eligible",
        EligibleWithReservations = "eligible_with_reservations",
        /// No error rule is violated, at least one is undetermined.
        Incomplete = "incomplete",
        Ineligible = "ineligible",
        /// The text or structure of the dossier cannot be read.
        #[default]
        Unreadable = "unreadable",
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// The basis says whether this was computed or is what the applicant declares.
    Satisfied(Basis),
    Violated,
    /// A needed fact is absent.
    Undetermined,
    NotApplicable(Inapplicable),
    /// It applies at the next stage.
    Deferred,
}

impl Status {
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
    #[derive(Default)]
    pub enum StatusKind {
        #[default]
        Satisfied = "satisfied",
        Violated = "violated",
        Undetermined = "undetermined",
        NotApplicable = "not_applicable",
        Deferred = "deferred",
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Inapplicable {
    Condition,
    /// By that rule.
    Waived(RuleId),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outcome {
    pub rule: RuleId,
    pub status: Status,
}

/// The number of rules by status; rules of level info are not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    pub satisfied: usize,
    pub violated: usize,
    pub undetermined: usize,
    pub not_applicable: usize,
    pub deferred: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    pub fiche: u8,
    pub verdict: Verdict,
    /// One for each rule, in the order of the set.
    pub outcomes: Vec<Outcome>,
    pub counts: Counts,
    /// Every reading of the rules whose readings differ in status.
    pub readings: Vec<ReadingOutcome>,
}

/// A dossier's facts under one fiche, with the assessment.
#[derive(Debug)]
pub struct FicheAssessment<'a> {
    pub facts: Facts<'a>,
    pub fiche: &'a FicheSet,
    pub assessment: Assessment,
}

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
            // A branch without a basis is declared; a rule without a demand keeps its own basis.
            Status::Satisfied(require.map_or(basis, |require| require.basis.unwrap_or(Basis::Declared)))
        }
        (Truth::Satisfied, Basis::Computed | Basis::Declared) => Status::Satisfied(basis),
    }
}

/// The verdict if the dossier had only this rule.
pub fn verdict_of(status: Status, level: Level) -> Verdict {
    match (status, level) {
        (Status::Violated, Level::Error) => Verdict::Ineligible,
        (Status::Undetermined, Level::Error) => Verdict::Incomplete,
        (Status::Violated | Status::Undetermined, Level::Warning) => Verdict::EligibleWithReservations,
        _ => Verdict::Eligible,
    }
}

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

pub fn best<A: Borrow<Assessment>>(assessments: &[A]) -> Option<(Verdict, Vec<u8>)> {
    let assessments = assessments.iter().map(Borrow::borrow);
    let verdict = assessments.clone().map(|assessment| assessment.verdict).min()?;
    let best = assessments.filter(|assessment| assessment.verdict == verdict);
    Some((verdict, best.map(|assessment| assessment.fiche).collect()))
}

/// A rule decided by a day, which the day of the evaluation can replace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deadline {
    pub rule: RuleId,
    pub last: NaiveDate,
    /// From the evaluation to the last day; negative after it.
    pub days: i64,
    /// Whether the dossier gives no day, so that the day of the evaluation is used.
    pub open: bool,
}

/// In the order of the fiche's rules.
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
