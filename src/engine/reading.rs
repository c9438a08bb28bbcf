//! Other readings of the call: what they make of their rules, and of the verdict.

use super::facts::Facts;
use super::status::{Inapplicable, Outcome, Status, Verdict, verdict_of};
use crate::rules::{Campaign, Level, Reading, Rule, RuleId};

/// A reading of a rule, by its place there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ReadingId {
    pub rule: RuleId,
    pub reading: usize,
}

impl ReadingId {
    pub(crate) fn get(self, campaign: &Campaign) -> &Reading {
        &campaign.rule(self.rule).readings[self.reading]
    }
}

/// What a reading makes of its rule, where that is not what the rule comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ReadingOutcome {
    pub id: ReadingId,
    pub status: Status,
    pub level: Level,
}

/// A reading under which the verdict is another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ReadingVerdict {
    pub verdict: Verdict,
    /// The reading in each rule that it decides otherwise; at least one.
    pub decides: Vec<ReadingId>,
}

/// Adds the readings by which a rule comes to another status or level. A rule that is not evaluated, because it is waived
/// or comes later, has none.
pub(super) fn compare(facts: &Facts<'_>, outcome: Outcome, into: &mut Vec<ReadingOutcome>) {
    let rule = facts.campaign().rule(outcome.rule);
    for (at, reading) in rule.readings.iter().enumerate() {
        let status = status_of(facts, rule, outcome.status, reading);
        let level = reading.level_in(rule);
        if status.kind() != outcome.status.kind() || level != rule.level {
            into.push(ReadingOutcome { id: ReadingId { rule: outcome.rule, reading: at }, status, level });
        }
    }
}

/// The verdicts of the readings that do not come to the assessment's own, in the order in which rules hold them.
pub(super) fn verdicts(
    campaign: &Campaign,
    verdict: Verdict,
    outcomes: &[Outcome],
    readings: &[ReadingOutcome],
) -> Vec<ReadingVerdict> {
    let name = |outcome: &ReadingOutcome| outcome.id.get(campaign).id.as_str();
    let mut found = Vec::new();
    for (at, first) in readings.iter().enumerate() {
        if readings[..at].iter().any(|before| name(before) == name(first)) {
            continue;
        }
        let same: Vec<&ReadingOutcome> = readings[at..].iter().filter(|other| name(other) == name(first)).collect();
        let by_reading = outcomes.iter().map(|outcome| {
            let rule = campaign.rule(outcome.rule);
            let other = same.iter().find(|other| other.id.rule == outcome.rule);
            let (status, level) = other.map_or((outcome.status, rule.level), |other| (other.status, other.level));
            verdict_of(status, level, rule.group)
        });
        if let Some(other) = by_reading.max().filter(|other| *other != verdict) {
            found.push(ReadingVerdict { verdict: other, decides: same.iter().map(|outcome| outcome.id).collect() });
        }
    }
    found
}

/// What a rule with this outcome comes to by one of its readings, and the level that it has there; none where it has no
/// reading of that id.
pub(crate) fn status_by(facts: &Facts<'_>, outcome: Outcome, reading: &str) -> Option<(Status, Level)> {
    let rule = facts.campaign().rule(outcome.rule);
    let reading = rule.readings.iter().find(|known| known.id == reading)?;
    let status = match outcome.status {
        Status::Deferred | Status::NotApplicable(Inapplicable::Waived(_)) => outcome.status,
        own @ (Status::Satisfied(_)
        | Status::Violated
        | Status::Undetermined
        | Status::NotApplicable(Inapplicable::Condition)) => status_of(facts, rule, own, reading),
    };
    Some((status, reading.level_in(rule)))
}

fn status_of(facts: &Facts<'_>, rule: &Rule, own: Status, reading: &Reading) -> Status {
    if reading.predicates().next().is_none() {
        return own;
    }
    Status::of(facts, rule, reading.when_in(rule), reading.require_in(rule))
}
