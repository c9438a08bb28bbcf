//! What a dossier's report comes to: what is to be fixed, filled in, kept in mind.

use std::collections::{BTreeMap, HashSet};

use crate::engine::StatusKind;
use crate::messages::policy;
use crate::report::model::{AssessmentReport, DossierReport, Finding, MissingKey};
use crate::rules::{Group, Level};
use crate::text::Lang;

/// The findings of one assessment, with those across the batch, by what they ask of the reader.
#[derive(Debug)]
pub(crate) struct Outline<'a> {
    pub(crate) to_fix: Vec<&'a Finding>,
    pub(crate) to_fill_in: Missing<'a>,
    /// Not required, and not so or not known.
    pub(crate) reservations: Vec<&'a Finding>,
    /// What holds; under `--verbose` alone.
    pub(crate) satisfied: Vec<&'a Finding>,
    /// What does not apply; under `--verbose` alone.
    pub(crate) not_applicable: Vec<&'a Finding>,
}

#[derive(Debug, Default)]
pub(crate) struct Missing<'a> {
    /// Keys that wait on the same rules, first those that come first in the format.
    pub(crate) groups: Vec<MissingGroup<'a>>,
    /// Rules that cannot be decided though no key is missing.
    pub(crate) undecided: Vec<&'a Finding>,
}

#[derive(Debug)]
pub(crate) struct MissingGroup<'a> {
    pub(crate) keys: Vec<&'a MissingKey>,
    /// Those of the rules that wait for no later key.
    pub(crate) rules: Vec<&'a Finding>,
    /// The ids of all rules that wait for these keys.
    pub(crate) ids: Vec<&'a str>,
    /// Whether the baseline knows them all.
    pub(crate) known: bool,
    /// Whether one of the keys is enough.
    pub(crate) one_is_enough: bool,
}

impl MissingGroup<'_> {
    pub(crate) fn waiting(&self, lang: Lang) -> String {
        format!("({}{})", self.ids.join(", "), policy::known_within(self.known, lang))
    }
}

impl Missing<'_> {
    pub(crate) fn len(&self) -> usize {
        let lengths = self.groups.iter().map(|group| if group.one_is_enough { 1 } else { group.keys.len() });
        lengths.sum::<usize>() + self.undecided.len()
    }
}

impl<'a> Outline<'a> {
    pub(crate) fn new(report: &'a DossierReport, assessment: Option<&'a AssessmentReport>) -> Self {
        let mut outline = Self {
            to_fix: Vec::new(),
            to_fill_in: Missing::default(),
            reservations: Vec::new(),
            satisfied: Vec::new(),
            not_applicable: Vec::new(),
        };
        let mut unknown = Vec::new();
        let mut reservations_unknown = Vec::new();
        let findings = assessment.map(|assessment| assessment.findings.as_slice()).unwrap_or_default();
        for finding in findings.iter().chain(&report.batch) {
            match (finding.status, finding.level) {
                (StatusKind::Violated, Level::Error) => outline.to_fix.push(finding),
                (StatusKind::Undetermined, Level::Error) => unknown.push(finding),
                (StatusKind::Violated, Level::Warning | Level::Info) => outline.reservations.push(finding),
                (StatusKind::Undetermined, Level::Warning | Level::Info) => reservations_unknown.push(finding),
                (StatusKind::NotApplicable, _) => outline.not_applicable.push(finding),
                (StatusKind::Satisfied | StatusKind::Deferred, _) => outline.satisfied.push(finding),
            }
        }
        outline.reservations.append(&mut reservations_unknown);
        outline.to_fill_in = missing(&unknown);
        outline
    }

    pub(crate) fn filing_alone(&self) -> bool {
        !self.to_fix.is_empty() && self.to_fix.iter().all(|finding| finding.group == Group::Recevabilite)
    }

    /// How much there is to fix, to fill in and to keep in mind.
    pub(crate) fn counts(&self) -> (usize, usize, usize) {
        (self.to_fix.len(), self.to_fill_in.len(), self.reservations.len())
    }

    /// What stands against the verdict, the gravest first.
    pub(crate) fn reasons(&self) -> impl Iterator<Item = &'a Finding> + '_ {
        let unknown = self.to_fill_in.groups.iter().flat_map(|group| &group.rules).chain(&self.to_fill_in.undecided);
        self.to_fix.iter().chain(unknown).chain(&self.reservations).copied()
    }
}

fn missing<'a>(unknown: &[&'a Finding]) -> Missing<'a> {
    let all = unknown.iter().flat_map(|finding| &finding.missing);
    let needed: HashSet<&str> = all.filter(|key| !key.is_alternative).map(|key| key.path.as_str()).collect();
    let is_needed = |key: &MissingKey| needed.contains(key.path.as_str());
    let mut keys: BTreeMap<(usize, &str), (&'a MissingKey, Vec<&'a Finding>)> = BTreeMap::new();
    for finding in unknown {
        // An alternative that another rule needs settles this one too.
        let is_settled = finding.missing.iter().any(|key| key.is_alternative && is_needed(key));
        for key in finding.missing.iter().filter(|key| is_needed(key) || !(key.is_alternative && is_settled)) {
            let rules = &mut keys.entry((key.order, &key.path)).or_insert_with(|| (key, Vec::new())).1;
            if !rules.iter().any(|rule| rule.rule == finding.rule) {
                rules.push(finding);
            }
        }
    }
    let mut groups: Vec<MissingGroup<'a>> = Vec::new();
    for (key, rules) in keys.into_values() {
        let ids: Vec<&str> = rules.iter().map(|finding| finding.rule.as_str()).collect();
        let known = rules.iter().all(|finding| finding.known);
        let one_is_enough = !is_needed(key);
        let is_same = |group: &&mut MissingGroup<'_>| group.ids == ids && group.one_is_enough == one_is_enough;
        // Alternatives stand together, wherever the format has them.
        let beside = if one_is_enough { groups.iter_mut().find(is_same) } else { groups.last_mut().filter(is_same) };
        match beside {
            Some(group) => group.keys.push(key),
            None => groups.push(MissingGroup { keys: vec![key], rules, ids, known, one_is_enough }),
        }
    }
    // What to do is said once, where the last key of a rule stands.
    let mut named: Vec<&str> = Vec::new();
    for group in groups.iter_mut().rev() {
        group.rules.retain(|finding| !named.contains(&finding.rule.as_str()));
        named.extend(&group.ids);
    }
    Missing { groups, undecided: unknown.iter().filter(|finding| finding.missing.is_empty()).copied().collect() }
}
