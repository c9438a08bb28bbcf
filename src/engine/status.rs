//! What becomes of a rule, and what that makes of a dossier.

use super::facts::Facts;
use super::truth::Truth;
use crate::rules::{Basis, Group, Level, Predicate, Rule, RuleId};
use crate::text::string_enum;

string_enum! {
    /// The verdicts, best first.
    #[derive(Default)]
    pub enum Verdict {
        /// Every rule that decides holds.
        Eligible = "eligible",
        /// A warning is violated or undetermined.
        EligibleWithReservations = "eligible_with_reservations",
        /// No error rule is violated, at least one is undetermined.
        Incomplete = "incomplete",
        /// The only error rules that are violated are of group coherence: no demand of the call is missed.
        Inconsistent = "inconsistent",
        /// An error rule of another group is violated.
        Ineligible = "ineligible",
        /// No dossier: its text or structure cannot be read.
        #[default]
        Unreadable = "unreadable",
    }
}

string_enum! {
    /// A rule's status, as reports write it.
    #[derive(Default)]
    pub enum StatusKind {
        /// It holds.
        #[default]
        Satisfied = "satisfied",
        /// It does not hold.
        Violated = "violated",
        /// It rests on something absent.
        Undetermined = "undetermined",
        /// It does not apply, or another rule waives it.
        NotApplicable = "not_applicable",
        /// It comes at the next stage.
        Deferred = "deferred",
    }
}

/// A rule's status, with what led to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    /// By what was computed, or by what the applicant declares.
    Satisfied(Basis),
    Violated,
    Undetermined,
    NotApplicable(Inapplicable),
    Deferred,
}

/// Why a rule does not apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Inapplicable {
    Condition,
    Waived(RuleId),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Outcome {
    pub rule: RuleId,
    pub status: Status,
}

impl Status {
    /// What a rule comes to with a condition and a demand, its own or those of a reading. While the condition of a fact that
    /// it rests on is undetermined, it is decided both ways, and undetermined where they do not agree.
    pub(super) fn of(facts: &Facts<'_>, rule: &Rule, when: Option<&Predicate>, require: Option<&Predicate>) -> Self {
        let Some(fact) = facts.undecided(&rule.conditional) else {
            return Self::decided(facts, rule.basis, when, require);
        };
        let [then, otherwise] = [true, false].map(|holds| Self::of(&facts.assuming(fact, holds), rule, when, require));
        if then.kind() == otherwise.kind() { otherwise } else { Self::Undetermined }
    }

    fn decided(facts: &Facts<'_>, basis: Basis, when: Option<&Predicate>, require: Option<&Predicate>) -> Self {
        match when.map_or(Truth::Satisfied, |when| facts.decide(when)) {
            Truth::Violated => return Self::NotApplicable(Inapplicable::Condition),
            Truth::Undetermined => return Self::Undetermined,
            Truth::Satisfied => {}
        }
        let require = require.map(|require| facts.evaluate(require));
        match (require.map_or(Truth::Satisfied, |require| require.truth), basis) {
            (Truth::Violated, _) => Self::Violated,
            (Truth::Undetermined, _) => Self::Undetermined,
            (Truth::Satisfied, Basis::Either) => {
                // What a branch names no basis for is declared; a rule without a demand keeps its own.
                Self::Satisfied(require.map_or(basis, |require| require.basis.unwrap_or(Basis::Declared)))
            }
            (Truth::Satisfied, Basis::Computed | Basis::Declared) => Self::Satisfied(basis),
        }
    }

    pub(crate) fn kind(self) -> StatusKind {
        match self {
            Self::Satisfied(_) => StatusKind::Satisfied,
            Self::Violated => StatusKind::Violated,
            Self::Undetermined => StatusKind::Undetermined,
            Self::NotApplicable(_) => StatusKind::NotApplicable,
            Self::Deferred => StatusKind::Deferred,
        }
    }
}

/// The verdict that one rule alone would make.
pub(crate) fn verdict_of(status: Status, level: Level, group: Group) -> Verdict {
    match (status, level) {
        (Status::Violated, Level::Error) => match group {
            Group::Coherence => Verdict::Inconsistent,
            Group::Recevabilite | Group::Eligibilite | Group::Selection => Verdict::Ineligible,
        },
        (Status::Undetermined, Level::Error) => Verdict::Incomplete,
        (Status::Violated | Status::Undetermined, Level::Warning) => Verdict::EligibleWithReservations,
        (Status::Violated | Status::Undetermined, Level::Info)
        | (Status::Satisfied(_) | Status::NotApplicable(_) | Status::Deferred, _) => Verdict::Eligible,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contradiction_weighs_more_than_an_absence_and_less_than_a_missed_demand() {
        let verdicts = |group| {
            [Level::Error, Level::Warning, Level::Info]
                .map(|level| [Status::Violated, Status::Undetermined].map(|status| verdict_of(status, level, group)))
        };
        let lighter = [
            [Verdict::EligibleWithReservations, Verdict::EligibleWithReservations],
            [Verdict::Eligible, Verdict::Eligible],
        ];
        for group in Group::ALL {
            let violated = if group == Group::Coherence { Verdict::Inconsistent } else { Verdict::Ineligible };
            assert_eq!(verdicts(group), [[violated, Verdict::Incomplete], lighter[0], lighter[1]], "{group}");
        }
        assert_eq!(
            Verdict::ALL.map(Verdict::as_str),
            ["eligible", "eligible_with_reservations", "incomplete", "inconsistent", "ineligible", "unreadable"]
        );
        assert!(Verdict::ALL.is_sorted());
    }
}
