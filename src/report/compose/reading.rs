//! Other readings of the call: what they make of a rule, where they do not agree with it.

use super::super::model::ReadingReport;
use super::assessment::Builder;
use crate::engine::{FactValue, ReadingOutcome, Status, explain_reading};
use crate::messages::finding::{self as words, OtherReading};
use crate::rules::{Rule, RuleId};

impl<'a> Builder<'a, '_> {
    pub(super) fn readings(&self, rule: RuleId) -> Vec<ReadingReport> {
        let report = |outcome: &ReadingOutcome| {
            let reading = &self.facts.campaign().rule(outcome.rule).readings[outcome.reading];
            ReadingReport {
                id: reading.id.clone(),
                title: reading.title.get(self.lang).to_owned(),
                status: outcome.status.kind(),
            }
        };
        self.of_rule(rule).map(report).collect()
    }

    /// What the readings that do not agree with a rule make of it, in words.
    pub(super) fn by_reading(&self, rule: RuleId, status: Status) -> Option<String> {
        let own = self.facts.campaign().rule(rule);
        let others: Vec<OtherReading<'_>> = self
            .of_rule(rule)
            .filter(|outcome| outcome.status.kind() != status.kind())
            .map(|outcome| OtherReading {
                title: own.readings[outcome.reading].title.get(self.lang),
                status: outcome.status.kind(),
                figure: self.figure(own, outcome.reading),
            })
            .collect();
        (!others.is_empty()).then(|| words::by_reading(&others, self.lang))
    }

    fn of_rule(&self, rule: RuleId) -> impl Iterator<Item = &ReadingOutcome> {
        self.assessment.readings.iter().filter(move |outcome| outcome.rule == rule)
    }

    /// The ratio on which a reading decides.
    fn figure(&self, rule: &'a Rule, reading: usize) -> Option<String> {
        let explanation = explain_reading(self.facts, rule, &rule.readings[reading]);
        let reason = explanation.reasons.first()?;
        let is_ratio = matches!(self.facts.get(reason.test.fact), Some(FactValue::Ratio { .. }));
        is_ratio.then(|| self.found(reason))
    }
}
