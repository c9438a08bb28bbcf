//! What an overlay loosens: every rule that it cannot be shown to keep as strict as it was, with the reason given.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::code::RuleCode;
use super::error::{Origin, RuleError, RuleErrorKind};
use super::model::{Campaign, Loosened};
use super::predicate::Predicate;
use super::raw::RawSet;
use super::reader::{SpannedTable, SpannedText};
use super::sink::ErrorSink;
use super::strictness::{Aspect, RuleIn};
use crate::reference::Tables;
use crate::text::Bilingual;

/// The rules of `before` that are looser in `after`, one overlay later; those without a reason given are errors. Rules that did
/// not compile, before or after, are left out.
pub(super) fn loosened(
    [before, after]: [&Campaign; 2],
    tables: &Tables,
    overlay: &RawSet<'_>,
    errors: &ErrorSink,
) -> Vec<Loosened> {
    let changes = OverlayChanges::new(before, after, overlay, errors);
    let [old_rules, new_rules] = [before, after].map(|campaign| by_id(campaign, tables));
    let exceptions = exceptions(&new_rules);
    let comparison = OverlayComparison { before, after, changes, old_rules, new_rules, exceptions };
    let mut found = Vec::new();
    for old in &before.rules {
        let Some(&new) = comparison.new_rules.get(old.id.as_str()) else { continue };
        let causes = comparison.causes(RuleIn { campaign: before, tables, rule: old }, new);
        let Some(first) = causes.first() else { continue };
        if let Some(because) = causes.iter().find_map(|cause| cause.because.clone()) {
            found.push(Loosened { rule: old.id.clone(), because });
        } else {
            let kind = RuleErrorKind::Loosens(old.id.clone());
            errors.push(RuleError { kind, origin: Some(first.origin), related: Some(old.origin) });
        }
    }
    found
}

type ById<'a> = HashMap<&'a str, RuleIn<'a>>;

fn by_id<'a>(campaign: &'a Campaign, tables: &'a Tables) -> ById<'a> {
    campaign.rules.iter().map(|rule| (rule.id.as_str(), RuleIn { campaign, tables, rule })).collect()
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
    fn new(before: &Campaign, after: &Campaign, overlay: &RawSet<'t>, errors: &ErrorSink) -> Self {
        let change = |name: SpannedText<'t>, because| OverlayChange { origin: name.origin, because };
        let rules = overlay.overrides.iter().chain(&overlay.rules);
        let rules = rules.map(|rule| (rule.id.text, change(rule.id, rule.fields.layers[0].reason()))).collect();
        // A list with wrong entries is told of as it is.
        let is_wrong = |entry: &SpannedText<'_>| {
            [RuleCode::Unknown, RuleCode::Duplicate].into_iter().any(|code| errors.has(entry.origin, code))
        };
        let lists = overlay.lists.iter().filter(|(_, list)| !list.add.iter().chain(&list.remove).any(is_wrong));
        let lists: HashMap<&str, OverlayChange> =
            lists.map(|(name, list)| (name.text, change(*name, list.because.clone()))).collect();
        let mut facts: HashMap<String, OverlayChange> = HashMap::new();
        let known: HashSet<&str> = match &overlay.facts[..] {
            [] => HashSet::new(),
            _ => before.facts.iter().map(|fact| fact.name.as_str()).collect(),
        };
        for (name, table) in &overlay.facts {
            if known.contains(name.text) {
                facts.insert(name.text.to_owned(), change(*name, table.and_then(SpannedTable::reason)));
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
    old_rules: ById<'a>,
    new_rules: ById<'a>,
    /// The ids of the rules that waive or replace a rule, by its id.
    exceptions: HashMap<&'a str, BTreeSet<&'a str>>,
}

fn exceptions<'a>(rules: &ById<'a>) -> HashMap<&'a str, BTreeSet<&'a str>> {
    let mut found: HashMap<&str, BTreeSet<&str>> = HashMap::new();
    for (id, rule) in rules.iter().filter(|(_, rule)| !rule.rule.disabled) {
        for other in rule.waived().chain(rule.replaced()) {
            found.entry(other).or_default().insert(id);
        }
    }
    found
}

impl OverlayComparison<'_, '_> {
    fn causes(&self, old: RuleIn<'_>, new: RuleIn<'_>) -> Vec<OverlayChange> {
        let mut causes = Vec::new();
        if old.decides() {
            let own = self.changes.rules.get(old.rule.id.as_str());
            let lists = new.rule.lists.iter().filter_map(|list| self.changes.lists.get(list.as_str()));
            let own: Vec<&OverlayChange> = own.into_iter().chain(lists).collect();
            let is_looser = || new.rule.disabled || !Aspect::ALL.into_iter().all(|aspect| aspect.is_kept(new, old));
            if !own.is_empty() && is_looser() {
                causes.extend(own.into_iter().cloned());
            }
            causes.extend(self.changed_fact(self.before, old.rule.when.iter().chain(&old.rule.require)));
            causes.extend(self.changed_fact(self.after, new.rule.when.iter().chain(&new.rule.require)));
            causes.extend(self.exceptions(&old.rule.id));
        }
        causes
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
    fn exceptions(&self, id: &str) -> Vec<OverlayChange> {
        let mut found = Vec::new();
        let excepting = self.exceptions.get(id).into_iter().flatten();
        for rule in excepting.filter_map(|id| self.new_rules.get(id)) {
            let old = self.old_rules.get(rule.rule.id.as_str()).copied();
            if rule.replaces_anew(id, old) || rule.waives_more(id, old) {
                found.extend(self.changes.rules.get(rule.rule.id.as_str()).cloned());
            }
            let waivers = rule.rule.waives.iter().filter(|waiver| self.after.rule(waiver.rule).id == id);
            let conditions = waivers.flat_map(|waiver| waiver.when.iter().chain(&rule.rule.when));
            found.extend(self.changed_fact(self.after, conditions));
        }
        found
    }
}
