//! What an overlay makes or changes: for each rule, the keys, lists, facts and labels by which it decides otherwise.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use serde_json::Value;

use super::error::Origin;
use super::fact::{ScalarType, Type, with_inputs};
use super::model::{Campaign, OverlayLayer, Rule};
use super::predicate::FactId;
use super::raw::{RawRule, RawSet};
use super::reader::{SpannedTable, SpannedText};
use super::resolve::Namespace;
use super::resolved::{TEXTS_OF_FACTS, json};
use super::token::Level;

/// The keys of a rule that have a part in what comes of a dossier; the others are texts.
const DECIDING: &[&str] = &["when", "require", "reading", "unique", "level", "group", "stages", "disabled"];

/// A campaign before and after one overlay is laid over it.
#[derive(Debug, Clone, Copy)]
pub(super) struct OverlayStep<'s, 'r, 't> {
    /// The overlay's place among those that apply.
    pub(super) overlay: usize,
    pub(super) set: &'s RawSet<'t>,
    pub(super) before: &'s Namespace<'r, 't>,
    pub(super) after: &'s Namespace<'r, 't>,
    /// What came of it.
    pub(super) campaign: &'s Campaign,
}

type Change = (String, Origin);

impl<'t> OverlayStep<'_, '_, 't> {
    /// The rules that the overlay makes or changes, by their places in the campaign.
    pub(super) fn layers(&self) -> Vec<(usize, OverlayLayer)> {
        let changed = self.changed();
        let rules = self.after.rules.iter().zip(&self.campaign.rules).enumerate();
        let layer = |(index, ((_, raw), rule)): (usize, (&(usize, RawRule<'t>), &Rule))| {
            let Some((_, old)) = self.before.rules.get(index) else {
                return Some((index, self.layer(Vec::new(), raw.id.origin)));
            };
            let mut changes = changed_keys(old, raw, rule);
            changes.extend(self.read(raw, rule, &changed));
            let place = changes.first()?.1;
            Some((index, self.layer(changes.into_iter().map(|(name, _)| name).collect(), place)))
        };
        rules.filter_map(layer).collect()
    }

    fn layer(&self, changed: Vec<String>, place: Origin) -> OverlayLayer {
        OverlayLayer { overlay: self.overlay, changed, place }
    }

    /// What stands for something else than before.
    fn changed(&self) -> Changed<'t> {
        let entries = |namespace: &Namespace<'_, 't>, name: &str| -> Option<BTreeSet<&'t str>> {
            Some(namespace.lists.get(name)?.as_ref()?.iter().map(|entry| entry.text).collect())
        };
        let definition = |table: SpannedTable<'t>| -> BTreeMap<&'t str, Value> {
            let keys = table.entries().filter(|(key, _)| !TEXTS_OF_FACTS.contains(&key.text));
            keys.map(|(key, value)| (key.text, json(value.content()))).collect()
        };
        let fact = |name: &str| self.before.facts.get(name).and_then(|(_, table)| *table).map(definition);
        let label = |name: &str| self.before.labels.get(name).map(|(_, label)| *label);
        let lists = self.set.lists.iter().map(|(name, _)| *name);
        let facts = self.set.facts.iter().filter(|(name, table)| fact(name.text) != table.map(definition));
        let labels = self.set.labels.iter().filter(|(name, given)| label(name.text) != Some(given.as_ref()));
        Changed {
            lists: lists.filter(|name| entries(self.before, name.text) != entries(self.after, name.text)).collect(),
            facts: facts.map(|(name, _)| *name).collect(),
            labels: labels.map(|(name, _)| *name).collect(),
        }
    }

    /// What the rule reads of what the overlay changes.
    fn read(&self, raw: &RawRule<'t>, rule: &Rule, changed: &Changed<'t>) -> Vec<Change> {
        if changed.lists.is_empty() && changed.facts.is_empty() && changed.labels.is_empty() {
            return Vec::new();
        }
        let facts = with_inputs(&self.campaign.facts, rule.facts());
        let of_facts = facts.iter().flat_map(|fact| &self.campaign.fact(*fact).lists);
        let lists: BTreeSet<&str> = rule.lists.iter().chain(of_facts).map(String::as_str).collect();
        let names: HashSet<&str> = facts.iter().map(|fact| self.campaign.fact(*fact).name.as_str()).collect();
        let named = |kind: &str, name: &SpannedText<'_>| (format!("{kind}.{}", name.text), name.origin);
        let mut changes: Vec<Change> = Vec::new();
        changes.extend(changed.lists.iter().filter(|name| lists.contains(name.text)).map(|name| named("lists", name)));
        changes.extend(changed.facts.iter().filter(|name| names.contains(name.text)).map(|name| named("facts", name)));
        if !changed.labels.is_empty() {
            let slugs = self.slugs(raw, &facts, &lists);
            changes.extend(
                changed.labels.iter().filter(|name| slugs.contains(name.text)).map(|name| named("labels", name)),
            );
        }
        changes
    }

    /// The slugs that the rule speaks of, by whose labels dossiers may name them.
    fn slugs(&self, raw: &RawRule<'t>, facts: &HashSet<FactId>, lists: &BTreeSet<&str>) -> HashSet<String> {
        let is_slug = |fact: &FactId| {
            matches!(self.campaign.fact(*fact).kind, Type::One(ScalarType::Slug) | Type::Many(ScalarType::Slug))
        };
        if !facts.iter().any(is_slug) {
            return HashSet::new();
        }
        let listed = lists.iter().filter_map(|name| self.after.lists.get(name)?.as_ref());
        let mut slugs: HashSet<String> =
            listed.flat_map(|entries| entries.iter()).map(|entry| entry.text.to_owned()).collect();
        for key in ["when", "require", "reading"] {
            let value = raw.fields.layers.iter().rev().find_map(|layer| layer.get(key));
            if let Some(value) = value {
                texts(&json(value.content()), &mut slugs);
            }
        }
        slugs
    }
}

/// What an overlay defines anew or otherwise than it was.
struct Changed<'t> {
    lists: Vec<SpannedText<'t>>,
    facts: Vec<SpannedText<'t>>,
    labels: Vec<SpannedText<'t>>,
}

/// The rule's own keys that an `[[override]]` changes.
fn changed_keys(old: &RawRule<'_>, new: &RawRule<'_>, rule: &Rule) -> Vec<Change> {
    let mut changes = Vec::new();
    for (key, value) in new.fields.layers.iter().skip(old.fields.layers.len()).flat_map(|layer| layer.entries()) {
        // Of a rule that only informs, the notes are all there is.
        if DECIDING.contains(&key.text) || (key.text == "note" && rule.level == Level::Info) {
            let standing = old.fields.layers.iter().rev().find_map(|layer| layer.get(key.text));
            let standing = standing.map(|value| json(value.content()));
            let mut paths = Vec::new();
            differences(standing.as_ref(), &json(value.content()), key.text, &mut paths);
            changes.extend(paths.into_iter().map(|path| (path, value.origin())));
        }
    }
    changes
}

/// The paths at which two values differ: a table with other keys, or a list of another length, as a whole.
fn differences(old: Option<&Value>, new: &Value, path: &str, found: &mut Vec<String>) {
    match (old, new) {
        (Some(old), new) if old == new => {}
        (Some(Value::Object(old)), Value::Object(new))
            if old.len() == new.len() && old.keys().all(|key| new.contains_key(key)) =>
        {
            for (key, value) in new {
                differences(old.get(key), value, &format!("{path}.{key}"), found);
            }
        }
        (Some(Value::Array(old)), Value::Array(new)) if old.len() == new.len() && new.iter().all(Value::is_object) => {
            for (index, (old, new)) in old.iter().zip(new).enumerate() {
                differences(Some(old), new, &format!("{path}[{index}]"), found);
            }
        }
        _ => found.push(path.to_owned()),
    }
}

fn texts(value: &Value, found: &mut HashSet<String>) {
    match value {
        Value::String(text) => {
            found.insert(text.clone());
        }
        Value::Array(entries) => entries.iter().for_each(|entry| texts(entry, found)),
        Value::Object(entries) => entries.values().for_each(|entry| texts(entry, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn differences_are_named_as_narrowly_as_they_can_be() {
        let paths = |old: Value, new: Value| {
            let mut found = Vec::new();
            differences(Some(&old), &new, "require", &mut found);
            found
        };
        let floor = |amount: &str| json!({"fact": "a", "at_least": amount});
        assert_eq!(paths(floor("1"), floor("1")), [""; 0]);
        assert_eq!(paths(floor("1"), floor("2")), ["require.at_least"]);
        assert_eq!(paths(floor("1"), json!({"fact": "a", "more_than": "1"})), ["require"]);
        let all = |parts: &[Value]| json!({"all": parts});
        assert_eq!(paths(all(&[floor("1"), floor("1")]), all(&[floor("1"), floor("2")])), ["require.all[1].at_least"]);
        assert_eq!(paths(all(&[floor("1")]), all(&[floor("1"), floor("2")])), ["require.all"]);
        let list = |entries: &[&str]| json!({"fact": "a", "any_of": entries});
        assert_eq!(paths(list(&["a", "b"]), list(&["a", "c"])), ["require.any_of"]);
    }
}
