//! Other readings of the call: what they make of their rules, and whether a verdict depends on one.

use std::borrow::Borrow;

use super::assess::{Assessment, Inapplicable, Outcome, Status, Verdict, status, verdict_of};
use super::facts::Facts;
use crate::rules::{Campaign, Reading, Rule, RuleId};

/// What a reading makes of its rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadingOutcome {
    /// The rule.
    pub rule: RuleId,
    /// The reading, counted among the rule's.
    pub reading: usize,
    /// What the rule would come to by it.
    pub status: Status,
}

impl Status {
    /// Whether it is the same but for what it rests on.
    pub fn agrees(self, other: Self) -> bool {
        std::mem::discriminant(&self) == std::mem::discriminant(&other)
    }
}

/// Adds the outcomes of a rule's readings where one of them is not the rule's own.
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

/// What a rule with this outcome comes to by one of its readings; none where it has no reading of that id. A rule that is not
/// evaluated, because it is waived or comes later, has no readings to tell of: its own status stands.
pub fn status_by(facts: &Facts<'_>, outcome: Outcome, reading: &str) -> Option<Status> {
    let rule = facts.campaign().rule(outcome.rule);
    let reading = rule.readings.iter().find(|known| known.id == reading)?;
    Some(match outcome.status {
        Status::Deferred | Status::NotApplicable(Inapplicable::Waived(_)) => outcome.status,
        _ => by(facts, rule, reading),
    })
}

/// What a rule comes to by a reading. The facts that it reads are computed once, so asking twice costs little.
fn by(facts: &Facts<'_>, rule: &Rule, reading: &Reading) -> Status {
    status(facts, rule.basis, reading.when.as_ref().or(rule.when.as_ref()), Some(&reading.require))
}

/// The verdicts if a reading took the default's place, everywhere that it stands: one for each reading's outcome that is told of.
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
