//! Namespaces compiled into campaigns: facts and predicates typed, names resolved, errors collected.

mod builtin;
mod facts;
mod order;
mod overview;
mod plan;
mod predicates;
mod rules;
mod size;
mod values;

use std::collections::{BTreeSet, HashMap, HashSet};

use super::error::{Expected, Origin, RuleErrorKind};
use super::fact::{Fact, FactSource, Type, with_inputs};
use super::model::{Campaign, FicheSet, Rule, RuleId, SetInfo};
use super::predicate::FactId;
use super::reader::SpannedText;
use super::resolve::{Namespace, RawFiche};
use super::sink::ErrorSink;
use super::slugs::SlugNames;
use crate::reference::Tables;
use crate::text::Bilingual;
use size::Extent;

pub(super) fn campaign(namespace: &Namespace<'_, '_>, tables: &Tables, errors: &ErrorSink) -> Campaign {
    Compiler::new(namespace, tables, errors).campaign()
}

/// The rules without those that do not compile: they leave errors behind, and nothing of the book is used but to find more.
fn only_compiled(rules: Vec<Option<Rule>>) -> Vec<Rule> {
    let mut next = 0;
    let places: Vec<Option<RuleId>> = rules
        .iter()
        .map(|rule| {
            rule.as_ref()?;
            next += 1;
            Some(RuleId(next - 1))
        })
        .collect();
    let mut rules: Vec<Rule> = rules.into_iter().flatten().collect();
    if rules.len() < places.len() {
        let place = |rule: RuleId| places.get(rule.0).copied().flatten();
        for rule in &mut rules {
            rule.waives.retain_mut(|waiver| place(waiver.rule).map(|place| waiver.rule = place).is_some());
            rule.replaces.retain_mut(|rule| place(*rule).map(|place| *rule = place).is_some());
        }
    }
    rules
}

#[derive(Debug, Clone, Copy)]
enum FactState {
    /// On its way: meeting it again is a circle.
    Started,
    /// Compiled; none when it has errors.
    Done(Option<FactId>),
}

struct Compiler<'c, 'r, 't> {
    namespace: &'c Namespace<'r, 't>,
    tables: &'c Tables,
    errors: &'c ErrorSink,
    facts: Vec<Fact>,
    /// Those of the facts, one by one.
    extents: Vec<Extent>,
    /// What facts and rules are made of so far, all told.
    size: usize,
    states: HashMap<String, FactState>,
    /// The facts that are on their way.
    started: usize,
    /// The named lists that the fact or rule at hand has read so far.
    lists_read: Vec<String>,
    all_lists_read: BTreeSet<String>,
    /// Those that texts of a dossier are compared with.
    slugs: BTreeSet<&'t str>,
}

impl<'c, 'r, 't> Compiler<'c, 'r, 't> {
    fn new(namespace: &'c Namespace<'r, 't>, tables: &'c Tables, errors: &'c ErrorSink) -> Self {
        Self {
            namespace,
            tables,
            errors,
            facts: Vec::new(),
            extents: Vec::new(),
            size: 0,
            states: HashMap::new(),
            started: 0,
            lists_read: Vec::new(),
            all_lists_read: BTreeSet::new(),
            slugs: BTreeSet::new(),
        }
    }

    fn campaign(mut self) -> Campaign {
        let namespace = self.namespace;
        for name in order::in_order(&namespace.facts) {
            self.fact(name);
        }
        let mut rules = only_compiled(namespace.rules.iter().map(|(set, raw)| self.rule(*set, raw)).collect());
        let (overview, plan) = (self.overview(), self.plan());
        let complete = rules.len() == self.namespace.rules.len();
        let fiches = if complete { self.fiches(&rules) } else { Vec::new() };
        let sets = self.namespace.sets.iter();
        for rule in &mut rules {
            let read = with_inputs(&self.facts, rule.facts()).into_iter();
            let mut conditional: Vec<FactId> =
                read.filter(|fact| matches!(self.facts[fact.0].source, FactSource::Conditional { .. })).collect();
            conditional.sort_unstable();
            rule.conditional = conditional;
        }
        Campaign {
            year: self.namespace.year,
            territory: None,
            overlays: Vec::new(),
            conventions: self.namespace.conventions.cloned().unwrap_or_default(),
            labels: self
                .namespace
                .labels
                .iter()
                .filter_map(|(name, label)| Some((name.text.to_owned(), (*label)?.clone())))
                .collect(),
            slugs: SlugNames::new(self.slugs.iter().filter_map(|slug| Some((*slug, self.label(slug)?.1?)))),
            reminders: sets.clone().flat_map(|set| set.reminders.iter().cloned()).collect(),
            sets: sets
                .zip(&self.namespace.chains)
                .map(|(set, chain)| SetInfo {
                    id: set.id.text.to_owned(),
                    campaign: set.campaign,
                    overlay: set.overlay,
                    fiche: set.fiche.map(|(number, _)| number),
                    chain: chain.clone(),
                    title: set.title.clone(),
                    valid: set.valid.map(|(valid, _)| valid),
                    ignorable: set.ignorable,
                    file: set.file,
                })
                .collect(),
            overview,
            plan,
            lists_read: self.all_lists_read.into_iter().collect(),
            facts: self.facts,
            rules,
            fiches,
        }
    }

    fn fiches(&self, rules: &[Rule]) -> Vec<FicheSet> {
        let mut of_sets: Vec<Vec<RuleId>> = vec![Vec::new(); self.namespace.sets.len()];
        for (index, rule) in rules.iter().enumerate().filter(|(_, rule)| rule.unique.is_none()) {
            of_sets[rule.set].push(RuleId(index));
        }
        let fiche = |raw: &RawFiche| {
            let all: Vec<RuleId> = raw.chain.iter().flat_map(|&set| &of_sets[set]).copied().collect();
            let active = all.iter().map(|rule| &rules[rule.0]).filter(|rule| !rule.disabled);
            let replaced: HashSet<RuleId> = active.flat_map(|rule| rule.replaces.iter().copied()).collect();
            let kept: Vec<RuleId> =
                all.into_iter().filter(|rule| !replaced.contains(rule) && !rules[rule.0].disabled).collect();
            FicheSet {
                number: raw.number,
                title: self.namespace.sets[raw.set].title.clone(),
                sets: raw.chain.clone(),
                waiving: kept.iter().copied().filter(|rule| !rules[rule.0].waives.is_empty()).collect(),
                rules: kept,
            }
        };
        self.namespace.fiches.iter().map(fiche).collect()
    }

    fn mismatch(&self, test: &str, fact: FactId, expected: Expected, origin: Origin) {
        let fact = &self.facts[fact.0];
        let (test, found) = (test.to_owned(), fact.kind);
        self.errors.report(RuleErrorKind::Mismatch { test, fact: fact.name.clone(), found, expected }, origin);
    }

    fn label(&self, name: &str) -> Option<(SpannedText<'t>, Option<&'r Bilingual>)> {
        self.namespace.labels.get(name).copied()
    }

    fn kind(&self, fact: FactId) -> Type {
        self.facts[fact.0].kind
    }
}
