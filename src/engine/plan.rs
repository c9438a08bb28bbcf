//! Plans: the smallest change of amounts and days with which every rule holds that they can make hold.
//!
//! # How it is found
//! The rules are evaluated with their facts left open ([`symbols`], [`conditions`]): what remains is a condition over the levers
//! in whole cents and days, joined by "all" and "any" from linear comparisons ([`formula`]). Nothing in it knows a rule or a
//! key. [`search`] finds the smallest plans under which it holds, and says why there are none smaller; what it finds is
//! applied to the dossier and assessed again before anyone is told.

mod conditions;
mod formula;
mod groups;
mod lattice;
mod leaf;
mod levers;
mod members;
mod problem;
mod rule;
mod search;
mod simplex;
mod sources;
mod symbols;

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::assess::{Assessment, assess};
use super::facts::Facts;
use super::status::{Outcome, Status, StatusKind, Verdict, verdict_of};
use super::value::Scalar;
use crate::dossier::format::Stage;
use crate::rules::{FactId, FicheSet, Level, Predicate, RuleId};
use crate::text::string_enum;
use formula::Formula;
use groups::solve;
use levers::Levers;
pub(crate) use levers::Site;
use problem::Lever;
use rule::RuleConditions;
use search::{Solution, is_possible};
use simplex::Budget;
use symbols::{Inexpressible, Symbols};

/// The work of one search, in steps of the simplex method times the size of its table: so much, and so much for each lever. A
/// dossier of the usual size takes a hundredth of it.
const WORK: u64 = 100_000;
const WORK_BY_LEVER: u64 = 6_000;
const MAX_WORK: u64 = 3_000_000;

string_enum! {
    /// What a search for a plan comes to.
    #[derive(Default)]
    pub enum PlanStatus {
        /// There is a plan.
        #[default]
        Found = "found",
        /// Rules exclude each other, whatever the levers' values.
        Impossible = "impossible",
        /// Nothing was found within the work allowed.
        Unknown = "unknown",
    }
}

/// A lever's new value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct LeverMove {
    pub site: Site,
    pub from: Scalar<'static>,
    pub to: Scalar<'static>,
}

/// Moves that are made together.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Proposal {
    /// In the order of the places.
    pub moves: Vec<LeverMove>,
    /// The sum of the amounts moved, in euros.
    pub amount: Decimal,
    pub days: u64,
    pub verdict_after: Verdict,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Plan {
    pub status: PlanStatus,
    pub proved_minimal: bool,
    /// The plan, then others with as few moves; none unless found.
    pub proposals: Vec<Proposal>,
    /// The violated error rules that levers can make hold.
    pub mends: Vec<RuleId>,
    /// The violated error rules that remain.
    pub leaves: Vec<RuleId>,
    /// Where it is impossible, rules that exclude each other, none of them too many.
    pub because: Vec<RuleId>,
    /// How much of the work allowed the search took.
    pub work: u64,
}

/// The plan of a dossier under one fiche; none where no violated error rule is one that levers can make hold.
pub(crate) fn plan(facts: &Facts<'_>, fiche: &FicheSet, stage: Stage, before: &Assessment) -> Option<Plan> {
    let campaign = facts.campaign();
    let violated = violated_in(facts, before);
    if violated.is_empty() {
        return None;
    }
    let levers = Levers::of(facts);
    let symbols = Symbols::new(facts, &levers);
    let touched = |rule: &RuleId| campaign.rule(*rule).facts().iter().any(|fact| symbols.is_touched(*fact));
    if !violated.iter().any(touched) {
        return None;
    }
    let planner = Planner { facts, fiche, stage, before, levers: &levers, violated };
    let rules = planner.conditions(&symbols);
    let found = rules.and_then(|rules| planner.plan(&rules, &planner.classed(&symbols)?));
    found.unwrap_or_else(|Inexpressible| Some(planner.unknown()))
}

fn violated_in(facts: &Facts<'_>, assessment: &Assessment) -> Vec<RuleId> {
    let is_error = |rule: RuleId| facts.campaign().rule(rule).level == Level::Error;
    let violated = assessment.outcomes.iter().filter(|outcome| outcome.status == Status::Violated);
    violated.map(|outcome| outcome.rule).filter(|rule| is_error(*rule)).collect()
}

/// A rule's condition, and what it comes to today.
struct Known {
    rule: RuleId,
    status: StatusKind,
    conditions: RuleConditions,
}

impl Known {
    /// What the plan has to reach of this rule.
    fn demand(&self, mends: &[RuleId]) -> Result<Formula, Inexpressible> {
        match self.status {
            StatusKind::Violated if mends.contains(&self.rule) => Ok(self.conditions.holds()),
            StatusKind::Violated => Ok(self.conditions.is_decided()),
            StatusKind::Undetermined => self.conditions.is_not_violated(),
            StatusKind::Satisfied | StatusKind::NotApplicable | StatusKind::Deferred => Ok(self.conditions.holds()),
        }
    }
}

struct Planner<'p, 'a> {
    facts: &'p Facts<'a>,
    fiche: &'p FicheSet,
    stage: Stage,
    before: &'p Assessment,
    levers: &'p Levers<'a>,
    violated: Vec<RuleId>,
}

impl<'a> Planner<'_, 'a> {
    /// The conditions of the error and warning rules that levers touch.
    fn conditions(&self, symbols: &Symbols<'_, 'a>) -> Result<Vec<Known>, Inexpressible> {
        let mut known = Vec::new();
        for outcome in self.counted() {
            if let Some(conditions) = symbols.rule(self.fiche, self.stage, outcome.rule)? {
                let conditions = conditions.within(&self.levers.all);
                known.push(Known { rule: outcome.rule, status: outcome.status.kind(), conditions });
            }
        }
        Ok(known)
    }

    /// What became of the error and warning rules of the stage.
    fn counted(&self) -> impl Iterator<Item = &Outcome> {
        let campaign = self.facts.campaign();
        let counts =
            |outcome: &&Outcome| outcome.status != Status::Deferred && campaign.rule(outcome.rule).level != Level::Info;
        self.before.outcomes.iter().filter(counts)
    }

    /// The levers, those that every error and warning rule counts alike in one group.
    fn classed(&self, symbols: &Symbols<'_, 'a>) -> Result<Vec<Lever>, Inexpressible> {
        let campaign = self.facts.campaign();
        let rules = self.counted().map(|outcome| campaign.rule(outcome.rule));
        let facts: BTreeSet<FactId> =
            rules.flat_map(|rule| rule.when.iter().chain(&rule.require)).flat_map(Predicate::facts).collect();
        let mut counts = vec![Vec::new(); self.levers.all.len()];
        for fact in facts.into_iter().filter(|fact| symbols.is_touched(*fact)) {
            for (case, (_, symbol)) in symbols.cases(fact)?.iter().enumerate() {
                symbol.for_each_sum(|part, sum| {
                    for &(lever, by) in &sum.terms {
                        counts[lever].push((fact, case, part, by));
                    }
                });
            }
        }
        let mut groups = BTreeMap::new();
        let levers = self.levers.all.iter().zip(counts).map(|(lever, counts)| {
            let next = groups.len();
            Lever { group: *groups.entry(counts).or_insert(next), ..*lever }
        });
        Ok(levers.collect())
    }

    fn plan(&self, rules: &[Known], levers: &[Lever]) -> Result<Option<Plan>, Inexpressible> {
        let work = u64::try_from(levers.len()).unwrap_or(u64::MAX).saturating_mul(WORK_BY_LEVER).saturating_add(WORK);
        let allowed = work.min(MAX_WORK);
        let mut budget = Budget { left: allowed };
        let can_hold = |rule: &&Known| self.violated.contains(&rule.rule) && rule.conditions.holds() != Formula::FALSE;
        let mut mends: Vec<RuleId> = rules.iter().filter(can_hold).map(|rule| rule.rule).collect();
        if mends.is_empty() {
            return Ok(None);
        }
        let demands = |mends: &[RuleId]| rules.iter().map(|rule| rule.demand(mends)).collect::<Result<Vec<_>, _>>();
        let mut demanded = demands(&mends)?;
        let mut solution = solve(levers, &demanded.iter().collect::<Vec<_>>(), &mut budget);
        if solution == Solution::Impossible {
            let mut never_alone =
                |rule: &&Known| is_possible(levers, &[&rule.conditions.holds()], &mut budget) == Ok(false);
            let never: Vec<RuleId> =
                rules.iter().filter(can_hold).filter(&mut never_alone).map(|rule| rule.rule).collect();
            if !never.is_empty() {
                mends.retain(|rule| !never.contains(rule));
                if mends.is_empty() {
                    return Ok(None);
                }
                demanded = demands(&mends)?;
                solution = solve(levers, &demanded.iter().collect::<Vec<_>>(), &mut budget);
            }
        }
        let because = match &solution {
            Solution::Impossible => exclusive(rules, &demanded, levers, &mut budget),
            Solution::Found { .. } | Solution::Unknown => Vec::new(),
        };
        let work = allowed - budget.left;
        let applied = match &solution {
            Solution::Found { plans, .. } => self.applied(plans, rules, &mends),
            Solution::Impossible | Solution::Unknown => None,
        };
        let (status, proved_minimal) = match (&solution, &applied) {
            (Solution::Found { proved, .. }, Some(_)) => (PlanStatus::Found, *proved),
            (Solution::Impossible, _) => (PlanStatus::Impossible, false),
            (Solution::Found { .. }, None) | (Solution::Unknown, _) => (PlanStatus::Unknown, false),
        };
        let (proposals, leaves) = applied.unwrap_or_else(|| {
            let leaves = self.violated.iter().copied().filter(|rule| !mends.contains(rule));
            (Vec::new(), leaves.collect())
        });
        Ok(Some(Plan { status, proved_minimal, proposals, mends, leaves, because, work }))
    }

    /// Makes the moves and assesses the dossier again: what can be proposed, and the rules that remain. A plan that would not do
    /// what it promises is none. What is made of the alternatives is read off the conditions.
    fn applied(
        &self,
        found: &[search::Plan],
        rules: &[Known],
        mends: &[RuleId],
    ) -> Option<(Vec<Proposal>, Vec<RuleId>)> {
        let (best, others) = found.split_first()?;
        let dossier = self.levers.applied(self.facts.dossier(), &best.moves)?;
        let changed = Facts::new(self.facts.campaign(), self.facts.tables(), &dossier, self.facts.context());
        let after = assess(&changed, self.fiche, self.stage);
        let best = self.proposal(best, after.verdict).filter(|_| self.reaches(mends, &after))?;
        let others = others.iter().filter_map(|other| self.proposal(other, self.verdict(other, rules)?));
        Some((std::iter::once(best).chain(others).collect(), violated_in(self.facts, &after)))
    }

    fn proposal(&self, found: &search::Plan, verdict_after: Verdict) -> Option<Proposal> {
        let lever_move = |&(lever, new): &(usize, i128)| {
            let (from, to) = (self.levers.value(lever, self.levers.all[lever].old)?, self.levers.value(lever, new)?);
            Some(LeverMove { site: self.levers.sites[lever], from, to })
        };
        Some(Proposal {
            moves: found.moves.iter().map(lever_move).collect::<Option<_>>()?,
            amount: Decimal::try_from_i128_with_scale(found.amount, 2).ok()?,
            days: u64::try_from(found.days).ok()?,
            verdict_after,
        })
    }

    fn verdict(&self, found: &search::Plan, rules: &[Known]) -> Option<Verdict> {
        let mut values: Vec<i128> = self.levers.all.iter().map(|lever| lever.old).collect();
        for &(lever, new) in &found.moves {
            values[lever] = new;
        }
        let mut verdict = Verdict::Eligible;
        for outcome in self.counted() {
            let known = rules.iter().find(|known| known.rule == outcome.rule);
            let status = match known.map(|known| known.conditions.status(&values)) {
                Some(status) => status?,
                None => outcome.status.kind(),
            };
            let rule = self.facts.campaign().rule(outcome.rule);
            let status = match status {
                StatusKind::Violated => Status::Violated,
                StatusKind::Undetermined => Status::Undetermined,
                StatusKind::Satisfied | StatusKind::NotApplicable | StatusKind::Deferred => continue,
            };
            verdict = verdict.max(verdict_of(status, rule.level, rule.group));
        }
        Some(verdict)
    }

    /// Whether the rules to fix hold, and no other is newly violated or undetermined.
    fn reaches(&self, mends: &[RuleId], after: &Assessment) -> bool {
        let campaign = self.facts.campaign();
        self.before.outcomes.iter().zip(&after.outcomes).all(|(then, now)| {
            let fails = matches!(now.status, Status::Violated | Status::Undetermined);
            let is_known = now.status == then.status && !mends.contains(&now.rule);
            !fails || is_known || campaign.rule(now.rule).level == Level::Info
        })
    }

    fn unknown(&self) -> Plan {
        Plan {
            status: PlanStatus::Unknown,
            proved_minimal: false,
            proposals: Vec::new(),
            mends: Vec::new(),
            leaves: self.violated.clone(),
            because: Vec::new(),
            work: 0,
        }
    }
}

/// Rules that exclude each other: each that can be left out, in their order, is.
fn exclusive(rules: &[Known], demanded: &[Formula], levers: &[Lever], budget: &mut Budget) -> Vec<RuleId> {
    let mut kept: Vec<usize> = (0..rules.len()).collect();
    for rule in 0..rules.len() {
        let others: Vec<usize> = kept.iter().copied().filter(|other| *other != rule).collect();
        let conditions: Vec<&Formula> = others.iter().map(|other| &demanded[*other]).collect();
        if is_possible(levers, &conditions, budget) == Ok(false) {
            kept = others;
        }
    }
    kept.into_iter().map(|rule| rules[rule].rule).collect()
}

#[cfg(test)]
#[path = "../../tests/internal/engine/plan.rs"]
mod tests;
