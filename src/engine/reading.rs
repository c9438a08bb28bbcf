//! Other readings of the call: what they make of their rules.

use super::facts::Facts;
use super::status::{Inapplicable, Outcome, Status};
use crate::rules::{Reading, Rule, RuleId};

/// What a reading makes of its rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ReadingOutcome {
    pub rule: RuleId,
    pub reading: usize,
    pub status: Status,
}

/// Adds the outcomes of a rule's readings where one of them is not the rule's own.
pub(super) fn compare(facts: &Facts<'_>, id: RuleId, own: Status, into: &mut Vec<ReadingOutcome>) {
    let rule = facts.campaign().rule(id);
    let outcome = |(at, reading): (usize, &Reading)| ReadingOutcome {
        rule: id,
        reading: at,
        status: status_of(facts, rule, reading),
    };
    let outcomes: Vec<ReadingOutcome> = rule.readings.iter().enumerate().map(outcome).collect();
    if outcomes.iter().any(|outcome| outcome.status.kind() != own.kind()) {
        into.extend(outcomes);
    }
}

/// What a rule with this outcome comes to by one of its readings; none where it has no reading of that id. A rule that is
/// not evaluated, because it is waived or comes later, has no readings: its own status stands.
pub(crate) fn status_by(facts: &Facts<'_>, outcome: Outcome, reading: &str) -> Option<Status> {
    let rule = facts.campaign().rule(outcome.rule);
    let reading = rule.readings.iter().find(|known| known.id == reading)?;
    Some(match outcome.status {
        Status::Deferred | Status::NotApplicable(Inapplicable::Waived(_)) => outcome.status,
        Status::Satisfied(_)
        | Status::Violated
        | Status::Undetermined
        | Status::NotApplicable(Inapplicable::Condition) => status_of(facts, rule, reading),
    })
}

fn status_of(facts: &Facts<'_>, rule: &Rule, reading: &Reading) -> Status {
    Status::of(facts, rule.basis, reading.when.as_ref().or(rule.when.as_ref()), Some(&reading.require))
}
