//! Whether a rule asks at least as much as another of its id, aspect by aspect: what overlays need reasons for, and what a
//! comparison of rule sets tells.

use super::compare::{Scoped, implies};
use super::model::{Campaign, Rule};
use super::predicate::Predicate;
use super::token::Level;
use crate::reference::Tables;
use crate::text::string_enum;

/// A rule among those of its campaign.
#[derive(Debug, Clone, Copy)]
pub(super) struct RuleIn<'a> {
    pub(super) campaign: &'a Campaign,
    pub(super) tables: &'a Tables,
    pub(super) rule: &'a Rule,
}

string_enum! {
    /// What of a rule weighs on a dossier, by its key.
    pub(crate) enum Aspect {
        /// How much it weighs.
        Level = "level",
        /// When it is decided.
        Stages = "stages",
        /// Where it applies.
        When = "when",
        /// What it demands.
        Require = "require",
        /// What no two dossiers may share.
        Unique = "unique",
    }
}

string_enum! {
    /// What a change does to dossiers.
    #[derive(Default)]
    pub(crate) enum Effect {
        /// None fares better, and some may fare worse.
        Stricter = "stricter",
        /// None fares worse, and some may fare better.
        Looser = "looser",
        /// It is not known to be either.
        Otherwise = "otherwise",
        /// None fares otherwise.
        #[default]
        None = "none",
    }
}

impl Effect {
    /// By whether no dossier fares better, and whether none fares worse.
    pub(super) fn of(no_better: bool, no_worse: bool) -> Self {
        match (no_better, no_worse) {
            (true, true) => Self::None,
            (true, false) => Self::Stricter,
            (false, true) => Self::Looser,
            (false, false) => Self::Otherwise,
        }
    }

    /// That of two changes together.
    pub(crate) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::None, effect) | (effect, Self::None) => effect,
            (one, other) if one == other => one,
            _ => Self::Otherwise,
        }
    }
}

impl Aspect {
    /// Whether it can be shown that no dossier fares better by the new rule.
    pub(super) fn is_kept(self, new: RuleIn<'_>, old: RuleIn<'_>) -> bool {
        match self {
            // Levels are ordered from the gravest to the lightest.
            Self::Level => new.rule.level <= old.rule.level,
            Self::Stages => old.rule.stages.iter().all(|stage| new.rule.stages.contains(stage)),
            Self::When => match (&old.rule.when, &new.rule.when) {
                (_, None) => true,
                (None, Some(_)) => false,
                (Some(before), Some(after)) => old.implies(before, new, after),
            },
            Self::Require => match (&old.rule.require, &new.rule.require) {
                (Some(before), Some(after)) => new.implies(after, old, before),
                (before, _) => before.is_none(),
            },
            // Two dossiers may share their project and not their bytes.
            Self::Unique => old.rule.unique.is_none() || new.rule.unique == old.rule.unique,
        }
    }
}

impl<'a> RuleIn<'a> {
    /// Whether it can fail a dossier at all.
    pub(super) fn decides(self) -> bool {
        !self.rule.disabled && self.rule.level != Level::Info
    }

    fn implies(self, own: &Predicate, other: RuleIn<'_>, others: &Predicate) -> bool {
        implies(Scoped::new(self.campaign, self.tables, own), Scoped::new(other.campaign, other.tables, others))
    }

    fn is_narrower(self, own: Option<&Predicate>, other: RuleIn<'_>, others: Option<&Predicate>) -> bool {
        match (own, others) {
            (_, None) => true,
            (None, Some(_)) => false,
            (Some(own), Some(others)) => self.implies(own, other, others),
        }
    }

    /// The ids of the rules that it waives.
    pub(super) fn waived(self) -> impl Iterator<Item = &'a str> {
        self.rule.waives.iter().map(move |waiver| self.campaign.rule(waiver.rule).id.as_str())
    }

    /// The ids of the rules that it replaces.
    pub(super) fn replaced(self) -> impl Iterator<Item = &'a str> {
        self.rule.replaces.iter().map(move |rule| self.campaign.rule(*rule).id.as_str())
    }

    /// Whether it waives a rule more often than its old self did, or may do so.
    pub(super) fn waives_more(self, id: &str, old: Option<Self>) -> bool {
        let waivers = |of: Self| of.rule.waives.iter().filter(move |waiver| of.campaign.rule(waiver.rule).id == id);
        let is_known = |when: Option<&Predicate>| {
            old.is_some_and(|old| {
                !old.rule.disabled
                    && self.rule.stages.iter().all(|stage| old.rule.stages.contains(stage))
                    && self.is_narrower(self.rule.when.as_ref(), old, old.rule.when.as_ref())
                    && waivers(old).any(|waiver| self.is_narrower(when, old, waiver.when.as_ref()))
            })
        };
        !self.rule.disabled && waivers(self).any(|waiver| !is_known(waiver.when.as_ref()))
    }

    /// Whether it newly replaces a rule.
    pub(super) fn replaces_anew(self, id: &str, old: Option<Self>) -> bool {
        let of = |rule: Self| !rule.rule.disabled && rule.replaced().any(|replaced| replaced == id);
        of(self) && !old.is_some_and(of)
    }
}
