//! The assessment of a dossier under one fiche: a status for every rule, and the verdict.

use std::borrow::Borrow;

use schemars::JsonSchema;
use serde::Serialize;

use super::facts::Facts;
use super::reading::{ReadingOutcome, ReadingVerdict, compare, verdicts};
use super::status::{Inapplicable, Outcome, Status, Verdict, verdict_of};
use super::truth::Truth;
use crate::dossier::format::Stage;
use crate::rules::{Campaign, FicheSet, Level, Predicate, RuleId};

/// How many rules came to what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
#[schemars(rename = "CountsReport")]
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
pub(crate) struct Assessment {
    pub fiche: u8,
    pub verdict: Verdict,
    /// One for each rule, in the order of the set.
    pub outcomes: Vec<Outcome>,
    /// Rules of level info are in no count.
    pub counts: Counts,
    /// The readings by which their rule comes to another status or level.
    pub readings: Vec<ReadingOutcome>,
    /// The readings by which the verdict is another one.
    pub by_reading: Vec<ReadingVerdict>,
}

/// A dossier's facts under one fiche, the rules, and what became of them.
#[derive(Debug)]
pub(crate) struct FicheAssessment<'a> {
    pub facts: Facts<'a>,
    pub fiche: &'a FicheSet,
    pub assessment: Assessment,
}

pub(crate) fn assess(facts: &Facts<'_>, fiche: &FicheSet, stage: Stage) -> Assessment {
    let waived = waived(facts, fiche, stage);
    let mut counts = Counts::default();
    let mut verdict = Verdict::Eligible;
    let mut outcomes = Vec::with_capacity(fiche.rules.len());
    let mut readings = Vec::new();
    for &id in &fiche.rules {
        let rule = facts.campaign().rule(id);
        let status = if !rule.stages.contains(&stage) {
            Status::Deferred
        } else if let Some((_, by)) = waived.iter().find(|(waived, _)| *waived == id) {
            Status::NotApplicable(Inapplicable::Waived(*by))
        } else {
            let status = Status::of(facts, rule, rule.when.as_ref(), rule.require.as_ref());
            compare(facts, Outcome { rule: id, status }, &mut readings);
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
        verdict = verdict.max(verdict_of(status, rule.level, rule.group));
    }
    let by_reading = verdicts(facts.campaign(), verdict, &outcomes, &readings);
    Assessment { fiche: fiche.number, verdict, outcomes, counts, readings, by_reading }
}

/// The rules that others waive here, each with the one that does.
fn waived(facts: &Facts<'_>, fiche: &FicheSet, stage: Stage) -> Vec<(RuleId, RuleId)> {
    let holds =
        |condition: &Option<Predicate>| condition.as_ref().is_none_or(|when| facts.decide(when) == Truth::Satisfied);
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
pub(crate) fn best<A: Borrow<Assessment>>(assessments: &[A]) -> Option<(Verdict, Vec<u8>)> {
    let assessments = assessments.iter().map(Borrow::borrow);
    let verdict = assessments.clone().map(|assessment| assessment.verdict).min()?;
    let best = assessments.filter(|assessment| assessment.verdict == verdict);
    Some((verdict, best.map(|assessment| assessment.fiche).collect()))
}

/// The dossier's verdicts if a reading took the default's place, everywhere that it stands: one for each reading that
/// changes the verdict of an assessment.
pub(crate) fn verdicts_by_reading<A: Borrow<Assessment>>(campaign: &Campaign, assessments: &[A]) -> Vec<Verdict> {
    let assessments = || assessments.iter().map(Borrow::borrow);
    let name = |other: &ReadingVerdict| other.decides.first().map(|id| id.get(campaign).id.as_str());
    let verdict_by = |reading: Option<&str>| {
        let of_one = |assessment: &Assessment| {
            let other = assessment.by_reading.iter().find(|other| name(other) == reading);
            other.map_or(assessment.verdict, |other| other.verdict)
        };
        assessments().map(of_one).min()
    };
    let others = assessments().flat_map(|assessment| &assessment.by_reading);
    others.filter_map(|other| verdict_by(name(other))).collect()
}
