//! Rules as conditions over the levers.

use super::super::status::StatusKind;
use super::super::truth::Truth;
use super::formula::Formula;
use super::problem::Lever;
use super::symbols::{Inexpressible, Symbols};
use crate::dossier::format::Stage;
use crate::rules::{FactId, FactSource, FicheSet, Predicate, Rule, RuleId};

/// Where a rule comes to what.
#[derive(Debug, Clone)]
pub(super) struct RuleConditions {
    pub satisfied: Formula,
    pub violated: Formula,
    pub not_applicable: Formula,
}

impl RuleConditions {
    fn size(&self) -> usize {
        self.satisfied.size() + self.violated.size() + self.not_applicable.size()
    }

    /// Where it is neither violated nor undetermined.
    pub(super) fn holds(&self) -> Formula {
        self.satisfied.clone().or(self.not_applicable.clone())
    }
}

impl<'a> Symbols<'_, 'a> {
    /// What becomes of a rule, by the levers; none where none of them touches it.
    pub(super) fn rule(
        &self,
        fiche: &FicheSet,
        stage: Stage,
        id: RuleId,
    ) -> Result<Option<RuleConditions>, Inexpressible> {
        let campaign = self.facts.campaign();
        let rule = campaign.rule(id);
        let mut waived = Formula::FALSE;
        let mut predicates: Vec<&'a Predicate> = rule.when.iter().chain(&rule.require).collect();
        for &by in &fiche.waiving {
            let waiving = campaign.rule(by);
            for waiver in waiving.waives.iter().filter(|waiver| waiver.rule == id) {
                if !waiving.stages.contains(&stage) {
                    continue;
                }
                let mut holds = Formula::TRUE;
                for condition in waiving.when.iter().chain(&waiver.when) {
                    self.take(holds.size())?;
                    holds = holds.and(self.decide(condition)?.satisfied);
                    predicates.push(condition);
                }
                waived = waived.or(holds);
            }
        }
        if !predicates.iter().flat_map(|predicate| predicate.facts()).any(|fact| self.is_touched(fact)) {
            return Ok(None);
        }
        let own = self.unwaived(rule, &rule.conditional)?;
        self.take(3 * waived.size() + own.size())?;
        let applies = waived.negated().ok_or(Inexpressible)?;
        Ok(Some(RuleConditions {
            satisfied: applies.clone().and(own.satisfied),
            violated: applies.and(own.violated),
            not_applicable: waived.or(own.not_applicable),
        }))
    }

    /// Where the condition of a fact is undetermined, the rule is decided both ways, and is what both come to.
    fn unwaived(&self, rule: &'a Rule, conditional: &[FactId]) -> Result<RuleConditions, Inexpressible> {
        let Some((&fact, rest)) = conditional.split_first() else { return self.decided(rule) };
        let open = match &self.facts.campaign().fact(fact).source {
            FactSource::Conditional { condition, .. } if !self.is_assumed(fact) => {
                self.decide(condition)?.undetermined()?
            }
            _ => Formula::FALSE,
        };
        if open == Formula::FALSE {
            return self.unwaived(rule, rest);
        }
        let assumed = |holds: bool| {
            let facts = self.facts.assuming(fact, holds);
            self.assuming(&facts, fact, holds).unwaived(rule, rest)
        };
        let (then, otherwise) = (assumed(true)?, assumed(false)?);
        let closed = open.negated().ok_or(Inexpressible)?;
        let settled = if closed == Formula::FALSE { RuleConditions::nowhere() } else { self.unwaived(rule, rest)? };
        self.take(3 * (open.size() + closed.size()) + then.size() + otherwise.size() + settled.size())?;
        let join = |then: Formula, otherwise: Formula, settled: Formula| {
            open.clone().and(then).and(otherwise).or(closed.clone().and(settled))
        };
        Ok(RuleConditions {
            satisfied: join(then.satisfied, otherwise.satisfied, settled.satisfied),
            violated: join(then.violated, otherwise.violated, settled.violated),
            not_applicable: join(then.not_applicable, otherwise.not_applicable, settled.not_applicable),
        })
    }

    fn decided(&self, rule: &'a Rule) -> Result<RuleConditions, Inexpressible> {
        let decide = |predicate: &'a Option<Predicate>| match predicate {
            Some(predicate) => self.decide(predicate),
            None => Ok(Truth::Satisfied.into()),
        };
        let (when, require) = (decide(&rule.when)?, decide(&rule.require)?);
        Ok(RuleConditions {
            satisfied: when.satisfied.clone().and(require.satisfied),
            violated: when.satisfied.and(require.violated),
            not_applicable: when.violated,
        })
    }
}

impl RuleConditions {
    fn nowhere() -> Self {
        Self { satisfied: Formula::FALSE, violated: Formula::FALSE, not_applicable: Formula::FALSE }
    }

    pub(super) fn within(self, levers: &[Lever]) -> Self {
        let ranges = |lever: usize| {
            let Lever { old, low, high, .. } = levers[lever];
            (low.min(old), high.max(old))
        };
        Self {
            satisfied: self.satisfied.within(&ranges),
            violated: self.violated.within(&ranges),
            not_applicable: self.not_applicable.within(&ranges),
        }
    }

    /// What the rule comes to with these values of the levers, as far as it counts for a verdict: satisfied where it holds.
    pub(super) fn status(&self, values: &[i128]) -> Option<StatusKind> {
        Some(match (self.violated.holds(values)?, self.holds().holds(values)?) {
            (true, _) => StatusKind::Violated,
            (false, true) => StatusKind::Satisfied,
            (false, false) => StatusKind::Undetermined,
        })
    }

    /// Where it is undetermined or holds.
    pub(super) fn is_not_violated(&self) -> Result<Formula, Inexpressible> {
        self.violated.negated().ok_or(Inexpressible)
    }

    /// Where it is decided.
    pub(super) fn is_decided(&self) -> Formula {
        self.holds().or(self.violated.clone())
    }
}
