//! What rules share, and what goes with them: lists, facts, labels, conventions, sets.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use serde_json::{Map, Value};

use super::{Comparison, KeyDiff, RuleDiff, Side};
use crate::rules::error::Origin;
use crate::rules::resolved::TEXTS_OF_FACTS;
use crate::rules::strictness::Effect;
use crate::text::string_enum;

/// The length from which a text counts as documented, as `through` of a rule names it.
pub(super) const DOCUMENTED: &str = "conventions.documented_at_least";

string_enum! {
    /// What differs beside rules.
    pub(crate) enum SharedKind {
        /// A named list: its values are its entries.
        List = "lists",
        /// A derived fact.
        Fact = "facts",
        /// What counts as a text.
        Convention = "conventions",
        /// A name for people.
        Label = "labels",
        /// The header of a set or an overlay.
        Set = "sets",
        /// Where tables and drawings are named.
        Overview = "overview",
        /// What a plan may change.
        Plan = "plan",
        /// What no machine decides.
        Reminder = "reminder",
    }
}

/// Something that differs beside the rules.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SharedDiff {
    pub kind: SharedKind,
    /// Its name, what it does to rules, and its values.
    pub what: KeyDiff,
    /// The rules that read it.
    pub rules: Vec<String>,
}

pub(super) fn changed_lists<'b>(sides: [Side<'b>; 2]) -> HashSet<&'b str> {
    let entries = |side: Side<'b>| -> BTreeMap<&'b str, BTreeSet<&'b str>> {
        let lists = side.resolved.lists.iter();
        lists.map(|(name, of)| (name.as_str(), of.iter().filter_map(|entry| entry.value.as_str()).collect())).collect()
    };
    differing(sides.map(entries))
}

/// Those whose definitions differ; their labels decide nothing.
pub(super) fn changed_facts<'b>(sides: [Side<'b>; 2]) -> HashSet<&'b str> {
    let definitions = |side: Side<'b>| -> BTreeMap<&'b str, Map<String, Value>> {
        let facts = side.resolved.facts.iter();
        facts.map(|fact| (fact.key.as_str(), definition(&fact.value))).collect()
    };
    differing(sides.map(definitions))
}

fn definition(fact: &Value) -> Map<String, Value> {
    let entries = fact.as_object().into_iter().flatten();
    let deciding = entries.filter(|(key, _)| !TEXTS_OF_FACTS.contains(&key.as_str()));
    deciding.map(|(key, value)| (key.clone(), value.clone())).collect()
}

fn differing<T: PartialEq>([old, new]: [BTreeMap<&str, T>; 2]) -> HashSet<&str> {
    let names: BTreeSet<&str> = old.keys().chain(new.keys()).copied().collect();
    names.into_iter().filter(|name| old.get(name) != new.get(name)).collect()
}

type Values = BTreeMap<(SharedKind, String), (Value, Origin)>;

impl Comparison<'_> {
    /// What differs beside the rules, with the rules that read it.
    pub(super) fn shared(&self, rules: &[RuleDiff]) -> Vec<SharedDiff> {
        let [old, new] = self.sides.map(values);
        let names: BTreeSet<&(SharedKind, String)> = old.keys().chain(new.keys()).collect();
        let mut found = Vec::new();
        for name in names {
            let values = [old.get(name), new.get(name)];
            let (kind, key) = name;
            let same = match kind {
                SharedKind::List => !self.lists.contains(key.as_str()),
                _ => values[0].map(|(value, _)| value) == values[1].map(|(value, _)| value),
            };
            if same {
                continue;
            }
            let path = format!("{kind}.{key}");
            let reading = rules.iter().filter(|rule| rule.through.contains(&path));
            let through_rules = reading.clone().map(|rule| rule.effect).fold(Effect::None, Effect::and);
            let effect = through_rules.and(self.of_its_own(*kind, key));
            let what = KeyDiff { key: key.clone(), effect, values: values.map(Option::<&_>::cloned) };
            found.push(SharedDiff { kind: *kind, what, rules: reading.map(|rule| rule.id.clone()).collect() });
        }
        found
    }

    /// What comes of a difference whatever rules read it.
    fn of_its_own(&self, kind: SharedKind, key: &str) -> Effect {
        // By its label a dossier may name a slug; what counts as a placeholder is absent for every rule.
        let is_slug = || self.sides.iter().any(|side| side.campaign.slugs.holds(key));
        match (kind, key) {
            (SharedKind::Label, _) if is_slug() => Effect::Otherwise,
            (SharedKind::Convention, "placeholders") => Effect::Otherwise,
            (SharedKind::Set, key) if matches!(key.rsplit('.').next(), Some("ignorable" | "fiche")) => {
                Effect::Otherwise
            }
            _ => Effect::None,
        }
    }
}

fn values(side: Side<'_>) -> Values {
    let mut values = Values::new();
    for (name, entries) in &side.resolved.lists {
        if let Some(first) = entries.first() {
            let all = entries.iter().map(|entry| entry.value.clone()).collect();
            values.insert((SharedKind::List, name.clone()), (Value::Array(all), first.origin));
        }
    }
    for fact in &side.resolved.facts {
        values.insert((SharedKind::Fact, fact.key.clone()), (fact.value.clone(), fact.origin));
    }
    for (kind, value) in &side.resolved.others {
        values.insert((*kind, value.key.clone()), (value.value.clone(), value.origin));
    }
    values
}
