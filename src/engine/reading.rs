//! Other readings of the call: their outcomes, and whether a verdict depends on one.

use std::borrow::Borrow;

use super::assess::{Assessment, Inapplicable, Outcome, Status, Verdict, status, verdict_of};
use super::facts::Facts;
use crate::rules::{Campaign, Reading, Rule, RuleId};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadingOutcome {
    pub rule: RuleId,
    /// An index into the rule's readings.
    pub reading: usize,
    pub status: Status,
}

impl Status {
    /// Whether both are equal, apart from the basis.
    pub fn agrees(self, other: Self) -> bool {
        std::mem::discriminant(&self) == std::mem::discriminant(&other)
    }
}

/// Adds the outcomes of a rule's readings if one of them differs from the rule's own.
pub(super) fn compare(facts: &Facts<'_>, id: RuleId, default: Status, into: &mut Vec<ReadingOutcome>) {
    let rule = facts.campaign().rule(id);
    if rule.readings.iter().any(|reading| !by(facts, rule, reading).agrees(default)) {
        let outcomes = rule.readings.iter().enumerate();
        into.extend(outcomes.map(|(at, reading)| ReadingOutcome {
            rule: id,
            reading: at,
            status: by(facts, rule, reading),
        }));
    }
}

/// A rule's status under one of its readings; none without a reading of that id. A waived or deferred rule is not
/// evaluated and keeps its own status.
pub fn status_by(facts: &Facts<'_>, outcome: Outcome, reading: &str) -> Option<Status> {
    let rule = facts.campaign().rule(outcome.rule);
    let reading = rule.readings.iter().find(|known| known.id == reading)?;
    Some(match outcome.status {
        Status::Deferred | Status::NotApplicable(Inapplicable::Waived(_)) => outcome.status,
        _ => by(facts, rule, reading),
    })
}

/// Facts are cached, so that calling it twice costs little.
fn by(facts: &Facts<'_>, rule: &Rule, reading: &Reading) -> Status {
    status(facts, rule.basis, reading.when.as_ref().or(rule.when.as_ref()), Some(&reading.require))
}

/// The verdicts if a reading replaced the default wherever it applies: one for each listed outcome of a reading.
pub fn verdicts_by_reading<A: Borrow<Assessment>>(campaign: &Campaign, assessments: &[A]) -> Vec<Verdict> {
    let assessments = || assessments.iter().map(Borrow::borrow);
    let id = |outcome: &ReadingOutcome| campaign.rule(outcome.rule).readings[outcome.reading].id.as_str();
    let verdict_by = |reading: &str| {
        let of_one = |assessment: &Assessment| {
            let other = |rule: RuleId| {
                assessment.readings.iter().find(|outcome| outcome.rule == rule && id(outcome) == reading)
            };
            let statuses = assessment.outcomes.iter().map(|outcome| {
                let status = other(outcome.rule).map_or(outcome.status, |other| other.status);
                verdict_of(status, campaign.rule(outcome.rule).level)
            });
            statuses.max()
        };
        assessments().filter_map(of_one).min()
    };
    let told = assessments().flat_map(|assessment| &assessment.readings);
    told.filter_map(|outcome| verdict_by(id(outcome))).collect()
}
