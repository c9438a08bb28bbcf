//! The smallest set of changes to money and dates that makes a whole dossier eligible.

use super::assess::{Assessment, assess};
use super::change::{Move, RemedyKind, outcomes};
use super::explain::explain;
use super::facts::Facts;
use super::remedy::ways;
use super::status::{Status, Verdict};
use crate::dossier::format::Stage;
use crate::rules::{FicheSet, Level, RuleId};

/// A plan with more changes is better discussed with a technician.
const MAX_STEPS: usize = 5;
/// Dossiers tried in search of a plan.
const MAX_TRIES: usize = 2_048;
/// Ways of applying one change.
const MAX_OUTCOMES: usize = 3;

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Step {
    pub rule: RuleId,
    pub kind: RemedyKind,
    pub moves: Vec<Move<'static>>,
}

/// The shortest list of changes after which no required rule is violated. None when nothing required is violated or
/// something required is unknown, when one change would do (a remedy says so already), or when no such list is found.
pub(crate) fn plan(facts: &Facts<'_>, fiche: &FicheSet, stage: Stage, before: &Assessment) -> Option<Vec<Step>> {
    if before.verdict != Verdict::Ineligible || has_unknown(facts, before) {
        return None;
    }
    let mut search = Search { fiche, stage, tries: 0 };
    (1..=MAX_STEPS).find_map(|steps| search.within(steps, facts, before)).filter(|steps| steps.len() > 1)
}

fn has_unknown(facts: &Facts<'_>, assessment: &Assessment) -> bool {
    let required = |rule| facts.campaign().rule(rule).level == Level::Error;
    assessment.outcomes.iter().any(|outcome| outcome.status == Status::Undetermined && required(outcome.rule))
}

struct Search<'s> {
    fiche: &'s FicheSet,
    stage: Stage,
    tries: usize,
}

impl Search<'_> {
    /// Finds at most `steps` changes. Whatever their order, one of them has to fix the first violated rule.
    fn within(&mut self, steps: usize, facts: &Facts<'_>, assessment: &Assessment) -> Option<Vec<Step>> {
        let campaign = facts.campaign();
        let wrong = assessment
            .outcomes
            .iter()
            .find(|outcome| outcome.status == Status::Violated && campaign.rule(outcome.rule).level == Level::Error);
        let Some(wrong) = wrong else { return (!has_unknown(facts, assessment)).then(Vec::new) };
        if steps == 0 {
            return None;
        }
        let explanation = explain(facts, campaign.rule(wrong.rule));
        let today = facts.context().date;
        let feasible = |moves: &Vec<Move<'_>>| moves.iter().all(|change| change.is_feasible(today));
        for (kind, moves) in ways(facts, &explanation, true).into_iter().filter(|(_, moves)| feasible(moves)) {
            for dossier in outcomes(facts, kind, &moves).into_iter().take(MAX_OUTCOMES) {
                self.tries += 1;
                if self.tries > MAX_TRIES {
                    return None;
                }
                let changed = Facts::new(campaign, facts.tables(), &dossier, facts.context());
                let after = assess(&changed, self.fiche, self.stage);
                if after.outcomes.iter().any(|now| now.rule == wrong.rule && now.status == Status::Violated) {
                    continue;
                }
                if let Some(mut rest) = self.within(steps - 1, &changed, &after) {
                    let moves = moves.iter().map(Move::detached).collect();
                    rest.insert(0, Step { rule: wrong.rule, kind, moves });
                    return Some(rest);
                }
            }
        }
        None
    }
}
