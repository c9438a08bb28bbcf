//! What has changed since a former run, as its report tells it.

mod former;

use std::collections::HashMap;
use std::path::Path;

use chrono::NaiveDate;
use rust_decimal::Decimal;

pub(crate) use self::former::{Basis, FormerError, FormerErrorKind, RegisterUsed, Used};
use self::former::{Former, FormerDossier};
use crate::engine::Verdict;

/// Of each kind that are listed; all are counted.
const MAX_LISTED: usize = 10_000;

/// What has changed, and by what else the two reports differ.
#[derive(Debug, Default)]
pub(crate) struct SinceFormer {
    /// The former report's day; none where it does not tell.
    pub(crate) evaluated_on: Option<NaiveDate>,
    /// The rule sets and overlays that are others, by their ids.
    pub(crate) rules: Vec<String>,
    pub(crate) register: RegisterChange,
    /// Whether the former report has no head, so that its day and its rules are unknown.
    pub(crate) headless: bool,
    /// Whether it tells no amounts, so that none are compared.
    pub(crate) without_amounts: bool,
    /// Whether not all dossiers were checked, so that those that have gone are unknown.
    pub(crate) incomplete: bool,
    pub(crate) changes: [Changes; ChangeKind::ALL.len()],
}

/// What became of the register of funded programmes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum RegisterChange {
    /// Nothing, as far as is known.
    #[default]
    Same,
    Added,
    Removed,
    Other,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ChangeKind {
    NewlyEligible,
    NewlyFailing,
    /// Another verdict, on the same side.
    OtherVerdict,
    Amounts,
    Come,
    Gone,
    /// The same project under another path.
    Renamed,
}

impl ChangeKind {
    pub(crate) const ALL: [Self; 7] = [
        Self::NewlyEligible,
        Self::NewlyFailing,
        Self::OtherVerdict,
        Self::Amounts,
        Self::Come,
        Self::Gone,
        Self::Renamed,
    ];

    /// By the verdicts before and now; none where they are the same.
    fn of(before: Verdict, now: Verdict) -> Option<Self> {
        match (is_eligible(before), is_eligible(now)) {
            _ if before == now => None,
            (false, true) => Some(Self::NewlyEligible),
            (true, false) => Some(Self::NewlyFailing),
            _ => Some(Self::OtherVerdict),
        }
    }
}

fn is_eligible(verdict: Verdict) -> bool {
    match verdict {
        Verdict::Eligible | Verdict::EligibleWithReservations => true,
        Verdict::Incomplete | Verdict::Inconsistent | Verdict::Ineligible | Verdict::Unreadable => false,
    }
}

/// The dossiers with a kind of change: the first of them, and how many there are.
#[derive(Debug, Default)]
pub(crate) struct Changes {
    pub(crate) count: usize,
    pub(crate) listed: Vec<Change>,
}

impl Changes {
    fn add(&mut self, change: Change) {
        self.count += 1;
        if self.listed.len() < MAX_LISTED {
            self.listed.push(change);
        }
    }
}

#[derive(Debug, Clone, Default)]
pub(crate) struct Change {
    pub(crate) path: String,
    /// The path that it had, where that is another one.
    pub(crate) former_path: Option<String>,
    pub(crate) applicant: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) before: Option<Verdict>,
    pub(crate) now: Option<Verdict>,
    pub(crate) amounts: Vec<AmountChange>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AmountChange {
    pub(crate) fact: String,
    pub(crate) before: Option<Decimal>,
    pub(crate) now: Option<Decimal>,
}

/// A run compared with a former report, dossier by dossier.
#[derive(Debug)]
pub(crate) struct Comparison {
    former: Former,
    /// The former dossiers by their places.
    by_path: HashMap<Box<str>, usize>,
    /// Which of them this run has.
    seen: Vec<bool>,
    /// Dossiers under paths that the former report does not have, until all are known: another file may have the path.
    unknown: Vec<(Option<String>, Change)>,
    report: SinceFormer,
}

impl Comparison {
    /// Reads a report of a version of the published shape; `place` tells where a path leads, however it is written.
    pub(crate) fn read(path: &Path, version: u32, place: impl Fn(&str) -> String) -> Result<Self, FormerError> {
        Former::read(path, version.into()).map(|former| Self::new(former, place))
    }

    fn new(former: Former, place: impl Fn(&str) -> String) -> Self {
        let places = former.dossiers.iter().enumerate();
        let by_path = places.map(|(at, dossier)| (place(&dossier.path).into(), at)).collect();
        let seen = vec![false; former.dossiers.len()];
        let report = SinceFormer { without_amounts: former.lacks_amounts(), ..SinceFormer::default() };
        Self { former, by_path, seen, unknown: Vec::new(), report }
    }

    /// Takes the next dossier, in input order: where it is, the key of its project, and how it is now, with all amounts.
    pub(crate) fn add(&mut self, place: &str, key: Option<&str>, now: Change) {
        match self.by_path.get(place).copied() {
            Some(at) if !self.seen[at] => self.compare(at, now),
            _ => self.unknown.push((key.map(str::to_owned), now)),
        }
    }

    fn compare(&mut self, at: usize, mut now: Change) {
        let Some(before) = self.former.dossiers.get(at) else { return };
        self.seen[at] = true;
        now.before = Some(before.verdict);
        now.amounts = self.amounts(before, &now);
        let verdict = now.now.and_then(|verdict| ChangeKind::of(before.verdict, verdict));
        let amounts = (!now.amounts.is_empty()).then_some(ChangeKind::Amounts);
        let renamed = now.former_path.as_ref().map(|_| ChangeKind::Renamed);
        for kind in [verdict, amounts, renamed].into_iter().flatten() {
            self.report.changes[kind as usize].add(now.clone());
        }
    }

    /// The amounts that are others than before.
    fn amounts(&self, before: &FormerDossier, now: &Change) -> Vec<AmountChange> {
        let Some(before) = self.former.amounts(before) else { return Vec::new() };
        let of = |fact: &str| before.iter().find(|(known, _)| *known == fact).map(|(_, amount)| *amount);
        let amounts = now.amounts.iter().map(|amount| AmountChange { before: of(&amount.fact), ..amount.clone() });
        amounts.filter(|amount| amount.before != amount.now).collect()
    }

    /// What has changed, when all dossiers are known.
    pub(crate) fn finish(mut self, basis: &Basis, is_complete: bool) -> SinceFormer {
        self.known_by_project();
        self.report.incomplete = !is_complete;
        if is_complete {
            for (before, _) in self.former.dossiers.iter().zip(&self.seen).filter(|(_, seen)| !**seen) {
                let (path, before) = (before.path.to_string(), Some(before.verdict));
                self.report.changes[ChangeKind::Gone as usize].add(Change { path, before, ..Change::default() });
            }
        }
        self.differences(basis);
        self.report
    }

    /// Compares the dossiers under new paths with those of the same project that are under theirs no more.
    fn known_by_project(&mut self) {
        let mut by_key: HashMap<Box<str>, Vec<usize>> = HashMap::new();
        for (at, before) in self.former.dossiers.iter().enumerate().rev().filter(|(at, _)| !self.seen[*at]) {
            if let Some(key) = &before.key {
                by_key.entry(key.clone()).or_default().push(at);
            }
        }
        for (key, mut now) in std::mem::take(&mut self.unknown) {
            match key.and_then(|key| by_key.get_mut(key.as_str())?.pop()) {
                Some(at) => {
                    now.former_path = self.former.dossiers.get(at).map(|before| before.path.to_string());
                    self.compare(at, now);
                }
                None => self.report.changes[ChangeKind::Come as usize].add(Change { amounts: Vec::new(), ..now }),
            }
        }
    }

    fn differences(&mut self, now: &Basis) {
        let before = &self.former.basis;
        self.report.evaluated_on = before.evaluated_on;
        self.report.headless = before.evaluated_on.is_none() && before.rule_sets.is_none();
        self.report.rules = others(before.rule_sets.as_deref(), now.rule_sets.as_deref());
        self.report.rules.extend(others(before.overlays.as_deref(), now.overlays.as_deref()));
        self.report.register = match (&before.register, &now.register) {
            (RegisterUsed::Without, RegisterUsed::With(_)) => RegisterChange::Added,
            (RegisterUsed::With(_), RegisterUsed::Without) => RegisterChange::Removed,
            (RegisterUsed::With(before), RegisterUsed::With(now)) if before != now => RegisterChange::Other,
            _ => RegisterChange::Same,
        };
    }
}

/// The ids of what one of the reports is made by alone, or has another content in each.
fn others(before: Option<&[Used]>, now: Option<&[Used]>) -> Vec<String> {
    let (Some(before), Some(now)) = (before, now) else { return Vec::new() };
    let changed = now.iter().filter(|one| !before.contains(one)).chain(before.iter().filter(|one| !now.contains(one)));
    let mut ids: Vec<String> = changed.map(|one| one.id.clone()).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

#[cfg(test)]
#[path = "../../tests/internal/batch/since.rs"]
mod tests;
