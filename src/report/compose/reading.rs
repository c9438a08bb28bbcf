//! Other readings of the call: what they make of a rule and of the verdict, where that is something else.

use super::super::model::{ReadingReport, ReadingVerdictReport};
use super::assessment::Builder;
use crate::engine::{FactValue, ReadingOutcome, Status, explain_reading};
use crate::messages::finding::{self as words, OtherReading};
use crate::rules::{Rule, RuleId};

impl<'a> Builder<'a, '_> {
    pub(super) fn readings(&self, rule: RuleId) -> Vec<ReadingReport> {
        let campaign = self.facts.campaign();
        let report = |outcome: &ReadingOutcome| {
            let reading = outcome.id.get(campaign);
            ReadingReport {
                id: reading.id.clone(),
                title: reading.title.get(self.lang).to_owned(),
                status: outcome.status.kind(),
                level: outcome.level,
            }
        };
        self.of_rule(rule).map(report).collect()
    }

    /// The readings under which the verdict is another one.
    pub(super) fn verdicts_by_reading(&self) -> Vec<ReadingVerdictReport> {
        let campaign = self.facts.campaign();
        let others = self.assessment.by_reading.iter().filter_map(|other| {
            let reading = other.decides.first()?.get(campaign);
            Some(ReadingVerdictReport {
                id: reading.id.clone(),
                title: reading.title.get(self.lang).to_owned(),
                rules: other.decides.iter().map(|id| campaign.rule(id.rule).id.clone()).collect(),
                verdict: other.verdict,
                text: words::verdict_by_reading(
                    reading.title.get(self.lang),
                    words::verdict(other.verdict, self.lang),
                    self.lang,
                ),
            })
        });
        others.collect()
    }

    /// The readings by which a rule weighs otherwise, in words. A level alone is without effect while the rule is satisfied
    /// or not applicable.
    pub(super) fn by_reading(&self, rule: RuleId, status: Status) -> Option<String> {
        let own = self.facts.campaign().rule(rule);
        let weighs = matches!(status, Status::Violated | Status::Undetermined);
        let others: Vec<OtherReading<'_>> = self
            .of_rule(rule)
            .filter(|outcome| weighs || outcome.status.kind() != status.kind())
            .map(|outcome| OtherReading {
                title: outcome.id.get(self.facts.campaign()).title.get(self.lang),
                status: outcome.status.kind(),
                level: (outcome.level != own.level).then_some(outcome.level),
                figure: self.figure(own, outcome),
            })
            .collect();
        (!others.is_empty()).then(|| words::by_reading(&others, self.lang))
    }

    fn of_rule(&self, rule: RuleId) -> impl Iterator<Item = &ReadingOutcome> {
        self.assessment.readings.iter().filter(move |outcome| outcome.id.rule == rule)
    }

    /// The ratio on which a reading decides.
    fn figure(&self, rule: &'a Rule, outcome: &ReadingOutcome) -> Option<String> {
        if outcome.status == Status::Undetermined {
            return None;
        }
        let explanation = explain_reading(self.facts, rule, &rule.readings[outcome.id.reading]);
        let reason = explanation.reasons.first()?;
        let is_ratio = matches!(self.facts.get(reason.test.fact), Some(FactValue::Ratio { .. }));
        is_ratio.then(|| self.found(reason))
    }
}
