//! Deadlines: rules on a day that the evaluation's own day can stand in for.

use chrono::NaiveDate;

use super::facts::Facts;
use super::value::Scalar;
use crate::dossier::format::Stage;
use crate::rules::{Check, FactId, FactSource, FicheSet, Order, Predicate, RuleId};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Deadline {
    pub rule: RuleId,
    pub last: NaiveDate,
    /// Days from the evaluation to the last day; negative when it is over.
    pub days: i64,
    /// Whether the dossier says nothing, so that the evaluation's day stands in.
    pub open: bool,
    /// The day that the dossier gives, where that is still to come.
    pub planned: Option<NaiveDate>,
}

/// The deadlines among a fiche's rules at a stage, in the order of the set.
pub(crate) fn deadlines(facts: &Facts<'_>, fiche: &FicheSet, stage: Stage) -> Vec<Deadline> {
    let campaign = facts.campaign();
    let is_today = |fact: &FactId| matches!(campaign.fact(*fact).source, FactSource::EvaluationDate);
    let deadline = |&id: &RuleId| {
        let rule = campaign.rule(id);
        let Some(Predicate::Test(test)) = &rule.require else { return None };
        let FactSource::FirstOf { members, .. } = &campaign.fact(test.fact).source else { return None };
        let (Check::Compare(order @ (Order::AtMost | Order::Less), bound), _) = test.checks.first()? else {
            return None;
        };
        if !rule.stages.contains(&stage) || !members.iter().any(is_today) {
            return None;
        }
        let Scalar::Date(bound) = facts.operand_value(bound)? else { return None };
        let last = if *order == Order::Less { bound.pred_opt()? } else { bound };
        let today = facts.context().date;
        let open = members.iter().find(|&&member| facts.is_given(member)).is_some_and(is_today);
        let planned = match facts.scalar(test.fact) {
            Some(Scalar::Date(day)) if day > today => Some(day),
            _ => None,
        };
        Some(Deadline { rule: id, last, days: (last - today).num_days(), open, planned })
    };
    fiche.rules.iter().filter_map(deadline).collect()
}
