//! What an overlay loosens: every rule that it cannot be shown to keep as strict as it was, with the reason given.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::compare::{Scoped, implies};
use super::error::{Origin, RuleError, RuleErrorKind};
use super::model::{Campaign, Loosened, Rule, RuleId};
use super::predicate::Predicate;
use super::raw::RawSet;
use super::reader::{ErrorSink, SpannedText, SpannedValue};
use super::token::Level;
use crate::text::Bilingual;

/// The rules of `before` that are looser in `after`, one overlay later; those without a reason given are errors.
pub(super) fn loosened(before: &Campaign, after: &Campaign, overlay: &RawSet<'_>, errors: &ErrorSink) -> Vec<Loosened> {
    let changes = OverlayChanges::new(before, after, overlay);
    let comparison = OverlayComparison { before, after, changes, exceptions: exceptions(after) };
    let mut found = Vec::new();
    for (index, old) in before.rules.iter().enumerate() {
        let Some(new) = after.rules.get(index) else { continue };
        let causes = comparison.causes(RuleId(index), old, new);
        if causes.is_empty() {
            continue;
        }
        if let Some(because) = causes.iter().find_map(|cause| cause.because.clone()) {
            found.push(Loosened { rule: old.id.clone(), because });
        } else {
            let kind = RuleErrorKind::Loosens(old.id.clone());
            errors.push(RuleError { kind, origin: Some(causes[0].origin), related: Some(old.origin) });
        }
    }
    found
}

#[derive(Debug, Clone)]
struct OverlayChange {
    origin: Origin,
    because: Option<Bilingual>,
}

#[derive(Debug)]
struct OverlayChanges<'t> {
    rules: HashMap<&'t str, OverlayChange>,
    lists: HashMap<&'t str, OverlayChange>,
    /// Facts that are, or depend on, something changed.
    facts: HashMap<String, OverlayChange>,
}

impl<'t> OverlayChanges<'t> {
    fn new(before: &Campaign, after: &Campaign, overlay: &RawSet<'t>) -> Self {
        let change = |name: SpannedText<'t>, because| OverlayChange { origin: name.origin, because };
        let rules = overlay.overrides.iter().chain(&overlay.rules);
        let rules = rules.map(|rule| (rule.id.text, change(rule.id, rule.fields.because()))).collect();
        let lists = overlay.lists.iter();
        let lists: HashMap<&str, OverlayChange> =
            lists.map(|(name, list)| (name.text, change(*name, list.because.clone()))).collect();
        let mut facts: HashMap<String, OverlayChange> = HashMap::new();
        let known: HashSet<&str> = match &overlay.facts[..] {
            [] => HashSet::new(),
            _ => before.facts.iter().map(|fact| fact.name.as_str()).collect(),
        };
        for (name, table) in &overlay.facts {
            if known.contains(name.text) {
                let because = table.and_then(|table| table.get("because")).and_then(SpannedValue::because);
                facts.insert(name.text.to_owned(), change(*name, because));
            }
        }
        let changes_facts = !(facts.is_empty() && lists.is_empty());
        // Facts come after what they are made of.
        for fact in after.facts.iter().filter(|_| changes_facts) {
            let through_list = fact.lists.iter().find_map(|list| lists.get(list.as_str()));
            let through_fact = || fact.inputs().into_iter().find_map(|input| facts.get(&after.fact(input).name));
            if let Some(change) = through_list.or_else(through_fact).cloned() {
                facts.entry(fact.name.clone()).or_insert(change);
            }
        }
        Self { rules, lists, facts }
    }
}

struct OverlayComparison<'a, 't> {
    before: &'a Campaign,
    after: &'a Campaign,
    changes: OverlayChanges<'t>,
    /// The rules that waive or replace a rule.
    exceptions: HashMap<RuleId, BTreeSet<usize>>,
}

fn exceptions(campaign: &Campaign) -> HashMap<RuleId, BTreeSet<usize>> {
    let mut found: HashMap<RuleId, BTreeSet<usize>> = HashMap::new();
    for (index, rule) in campaign.rules.iter().enumerate().filter(|(_, rule)| !rule.disabled) {
        for &id in rule.waives.iter().map(|waiver| &waiver.rule).chain(&rule.replaces) {
            found.entry(id).or_default().insert(index);
        }
    }
    found
}

impl OverlayComparison<'_, '_> {
    fn causes(&self, id: RuleId, old: &Rule, new: &Rule) -> Vec<OverlayChange> {
        let mut causes = Vec::new();
        if old.level != Level::Info && !old.disabled {
            let own = self.changes.rules.get(old.id.as_str());
            let lists = new.lists.iter().filter_map(|list| self.changes.lists.get(list.as_str()));
            let own: Vec<&OverlayChange> = own.into_iter().chain(lists).collect();
            if !own.is_empty() && (new.disabled || self.is_looser(old, new)) {
                causes.extend(own.into_iter().cloned());
            }
            causes.extend(self.changed_fact(self.before, old.when.iter().chain(&old.require)));
            causes.extend(self.changed_fact(self.after, new.when.iter().chain(&new.require)));
            causes.extend(self.exceptions(id));
        }
        causes
    }

    fn is_looser(&self, old: &Rule, new: &Rule) -> bool {
        let implies = |(a, first): (&Campaign, &Predicate), (b, second): (&Campaign, &Predicate)| {
            implies(Scoped::new(a, first), Scoped::new(b, second))
        };
        // Levels are ordered from the gravest to the lightest.
        let level = new.level > old.level;
        let stages = old.stages.iter().any(|stage| !new.stages.contains(stage));
        let applies = match (&old.when, &new.when) {
            (_, None) => true,
            (None, Some(_)) => false,
            (Some(old), Some(new)) => implies((self.before, old), (self.after, new)),
        };
        let demands = match (&old.require, &new.require) {
            (Some(old), Some(new)) => implies((self.after, new), (self.before, old)),
            (old, _) => old.is_none(),
        };
        // Two dossiers may share their project and not their bytes.
        let unique = old.unique.is_some() && new.unique != old.unique;
        level || stages || !applies || !demands || unique
    }

    fn changed_fact<'p>(
        &self,
        campaign: &Campaign,
        mut predicates: impl Iterator<Item = &'p Predicate>,
    ) -> Option<OverlayChange> {
        if self.changes.facts.is_empty() {
            return None;
        }
        let change = |predicate: &Predicate| {
            predicate.facts().into_iter().find_map(|fact| self.changes.facts.get(&campaign.fact(fact).name))
        };
        predicates.find_map(change).cloned()
    }

    /// The rules that newly waive or replace a rule, or do so more often.
    fn exceptions(&self, id: RuleId) -> Vec<OverlayChange> {
        let mut found = Vec::new();
        for &index in self.exceptions.get(&id).into_iter().flatten() {
            let rule = &self.after.rules[index];
            let old = self.before.rules.get(index);
            let replaced = old.is_some_and(|old| !old.disabled && old.replaces.contains(&id));
            if (rule.replaces.contains(&id) && !replaced) || self.waives_more(id, old, rule) {
                found.extend(self.changes.rules.get(rule.id.as_str()).cloned());
            }
            let waivers = rule.waives.iter().filter(|waiver| waiver.rule == id);
            found
                .extend(self.changed_fact(self.after, waivers.flat_map(|waiver| waiver.when.iter().chain(&rule.when))));
        }
        found
    }

    fn waives_more(&self, id: RuleId, old: Option<&Rule>, new: &Rule) -> bool {
        let narrower = |new: Option<&Predicate>, old: Option<&Predicate>| match (new, old) {
            (_, None) => true,
            (None, Some(_)) => false,
            (Some(new), Some(old)) => implies(Scoped::new(self.after, new), Scoped::new(self.before, old)),
        };
        let is_known = |when: Option<&Predicate>| {
            old.is_some_and(|old| {
                !old.disabled
                    && new.stages.iter().all(|stage| old.stages.contains(stage))
                    && narrower(new.when.as_ref(), old.when.as_ref())
                    && old.waives.iter().any(|waiver| waiver.rule == id && narrower(when, waiver.when.as_ref()))
            })
        };
        new.waives.iter().any(|waiver| waiver.rule == id && !is_known(waiver.when.as_ref()))
    }
}
