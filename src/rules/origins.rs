//! What an overlay makes or changes: for each rule, the keys, lists, facts and labels by which it decides otherwise.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use serde_json::Value;

use super::error::Origin;
use super::fact::{ScalarType, Type, with_inputs};
use super::model::{Campaign, OverlayLayer, Rule};
use super::predicate::FactId;
use super::raw::{RawRule, RawSet};
use super::reader::SpannedTable;
use super::resolve::Namespace;
use super::resolved::json;
use super::token::Level;

/// The keys of a rule that have a part in what comes of a dossier; the others are texts.
const DECIDING: &[&str] = &["when", "require", "reading", "unique", "level", "group", "stages", "disabled"];

/// The keys of a fact that decide nothing.
const TEXTS_OF_FACTS: &[&str] = &["label", "because"];

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
        let rules = self.after.rules.iter().zip(&self.campaign.rules).enumerate();
        let layer = |(index, ((_, raw), rule)): (usize, (&(usize, RawRule<'t>), &Rule))| {
            let Some((_, old)) = self.before.rules.get(index) else {
                return Some((index, self.layer(Vec::new(), raw.id.origin)));
            };
            let mut changes = changed_keys(old, raw, rule);
            changes.extend(self.read(rule));
            let place = changes.first()?.1;
            Some((index, self.layer(changes.into_iter().map(|(name, _)| name).collect(), place)))
        };
        rules.filter_map(layer).collect()
    }

    fn layer(&self, changed: Vec<String>, place: Origin) -> OverlayLayer {
        OverlayLayer { overlay: self.overlay, changed, place }
    }

    /// What the rule reads that this overlay changes.
    fn read(&self, rule: &Rule) -> Vec<Change> {
        let facts = with_inputs(&self.campaign.facts, rule.facts());
        let of_facts = facts.iter().flat_map(|fact| &self.campaign.fact(*fact).lists);
        let lists: BTreeSet<&str> = rule.lists.iter().chain(of_facts).map(String::as_str).collect();
        let mut changes = self.lists(&lists);
        changes.extend(self.facts(&facts));
        changes.extend(self.labels(rule, &facts, &lists));
        changes
    }

    fn lists(&self, read: &BTreeSet<&str>) -> Vec<Change> {
        let entries = |namespace: &Namespace<'_, 't>, name: &str| -> Option<BTreeSet<&'t str>> {
            Some(namespace.lists.get(name)?.as_ref()?.iter().map(|entry| entry.text).collect())
        };
        let named = self.set.lists.iter().map(|(name, _)| name).filter(|name| read.contains(name.text));
        let changed = named.filter(|name| entries(self.before, name.text) != entries(self.after, name.text));
        changed.map(|name| (format!("lists.{}", name.text), name.origin)).collect()
    }

    fn facts(&self, read: &HashSet<FactId>) -> Vec<Change> {
        let definition = |table: SpannedTable<'t>| -> BTreeMap<&'t str, Value> {
            let keys = table.entries().filter(|(key, _)| !TEXTS_OF_FACTS.contains(&key.text));
            keys.map(|(key, value)| (key.text, json(value.content()))).collect()
        };
        let standing = |name: &str| {
            self.before.facts.iter().find(|(known, _)| known.text == name).and_then(|(_, table)| *table).map(definition)
        };
        let is_read = |name: &str| read.iter().any(|fact| self.campaign.fact(*fact).name == name);
        let named = self.set.facts.iter().filter(|(name, _)| is_read(name.text));
        let changed = named.filter(|(name, table)| standing(name.text) != table.map(definition));
        changed.map(|(name, _)| (format!("facts.{}", name.text), name.origin)).collect()
    }

    /// The labels by which dossiers may name the slugs that the rule speaks of.
    fn labels(&self, rule: &Rule, facts: &HashSet<FactId>, lists: &BTreeSet<&str>) -> Vec<Change> {
        let is_slug = |fact: &FactId| {
            matches!(self.campaign.fact(*fact).kind, Type::One(ScalarType::Slug) | Type::Many(ScalarType::Slug))
        };
        if !facts.iter().any(is_slug) {
            return Vec::new();
        }
        let listed = lists.iter().filter_map(|name| self.after.lists.get(name)?.as_ref()).flatten();
        let mut slugs: HashSet<String> = listed.map(|entry| entry.text.to_owned()).collect();
        let raw = self.after.rules.iter().find(|(_, raw)| raw.id.text == rule.id);
        for key in ["when", "require", "reading"] {
            let value = raw.and_then(|(_, raw)| raw.fields.layers.iter().rev().find_map(|layer| layer.get(key)));
            if let Some(value) = value {
                texts(&json(value.content()), &mut slugs);
            }
        }
        let standing =
            |name: &str| self.before.labels.iter().find(|(known, _)| known.text == name).map(|(_, label)| *label);
        let named = self.set.labels.iter().filter(|(name, _)| slugs.contains(name.text));
        let changed = named.filter(|(name, label)| standing(name.text) != Some(label.as_ref()));
        changed.map(|(name, _)| (format!("labels.{}", name.text), name.origin)).collect()
    }
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
