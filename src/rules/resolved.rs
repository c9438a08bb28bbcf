//! The rule sets as they come out when all is resolved: every value with the place that it comes from.

use std::collections::HashSet;

use serde_json::{Map, Value};
use toml::de::DeValue;

use super::diff::SharedKind;
use super::error::Origin;
use super::language::{Key, KeyScope, Keys, RULE};
use super::model::Campaign;
use super::resolve::{Namespace, Resolver};
use crate::text::Bilingual;

#[derive(Debug)]
pub(crate) struct Resolved {
    /// The named lists, by the place of their definition, with the place of each entry.
    pub lists: Vec<(String, Vec<ResolvedValue>)>,
    pub facts: Vec<ResolvedValue>,
    /// The rules, in the order of [`Campaign::rules`].
    pub rules: Vec<Vec<ResolvedValue>>,
    /// What goes with them, as far as it is not a rule, a fact or a list.
    pub others: Vec<(SharedKind, ResolvedValue)>,
}

/// The keys of a fact that decide nothing.
pub(super) const TEXTS_OF_FACTS: &[&str] = &["label", "because"];

#[derive(Debug)]
pub(crate) struct ResolvedValue {
    /// Its key or name; that of its list for an entry.
    pub key: String,
    pub value: Value,
    pub origin: Origin,
}

/// A campaign of sets and overlays that compiled.
pub(super) fn resolved(campaign: &Campaign, resolver: &Resolver<'_, '_>) -> Resolved {
    let overlays = resolver.overlays(campaign.year, campaign.territory.as_deref());
    let namespace = resolver.namespace(campaign.year, &overlays);
    let mut lists: Vec<(String, Vec<ResolvedValue>)> = Vec::new();
    let mut known: HashSet<&str> = HashSet::new();
    for (name, _) in namespace.sets.iter().flat_map(|set| &set.lists) {
        if known.insert(name.text) {
            let entries = namespace.lists.get(name.text).into_iter().flatten().flat_map(|entries| entries.iter());
            let entries = entries.map(|entry| ResolvedValue::new(name.text, Value::from(entry.text), entry.origin));
            lists.push((name.text.to_owned(), entries.collect()));
        }
    }
    let facts = namespace.facts.iter().filter_map(|(name, table)| {
        let entries = (*table)?.entries().map(|(key, value)| (key.text.to_owned(), json(value.content())));
        Some(ResolvedValue::new(name.text, Value::Object(entries.collect()), name.origin))
    });
    let rules = namespace.rules.iter().map(|(_, rule)| {
        let value = |key: &Key| {
            let value = rule.fields.get(key.name)?;
            // An override repeats the id to say what it changes.
            let origin = if key.name == "id" { rule.id.origin } else { value.origin() };
            Some(ResolvedValue::new(key.name, json(value.content()), origin))
        };
        Keys::of(RULE, KeyScope::Override).iter().filter_map(value).collect()
    });
    Resolved { facts: facts.collect(), rules: rules.collect(), others: others(&namespace), lists }
}

fn others(namespace: &Namespace<'_, '_>) -> Vec<(SharedKind, ResolvedValue)> {
    let text = |text: &Bilingual| Value::from(text.written().collect::<Vec<_>>());
    let mut found = Vec::new();
    for (name, label) in namespace.labels.iter() {
        let label = label.map(text).unwrap_or_default();
        found.push((SharedKind::Label, ResolvedValue::new(name.text, label, name.origin)));
    }
    let mut add = |kind, key: &str, value: Value, origin| found.push((kind, ResolvedValue::new(key, value, origin)));
    for set in &namespace.sets {
        let origin = set.id.origin;
        if let Some((conventions, origin)) = &set.conventions {
            add(SharedKind::Convention, "documented_at_least", conventions.documented_at_least.into(), *origin);
            add(SharedKind::Convention, "placeholders", conventions.placeholders.texts().into(), *origin);
        }
        let mut of_set =
            |key: &str, value: Value| add(SharedKind::Set, &format!("{}.{key}", set.id.text), value, origin);
        of_set("title", text(&set.title));
        if let Some((valid, _)) = set.valid {
            of_set("valid", vec![valid.from.to_string(), valid.to.to_string()].into());
        }
        if let Some((fiche, _)) = set.fiche {
            of_set("fiche", fiche.into());
        }
        if set.ignorable {
            of_set("ignorable", true.into());
        }
        for (kind, fields) in [(SharedKind::Overview, &set.overview), (SharedKind::Plan, &set.plan)] {
            for (key, value) in fields.iter().flat_map(|fields| &fields.layers).flat_map(|layer| layer.entries()) {
                add(kind, key.text, json(value.content()), value.origin());
            }
        }
        for reminder in &set.reminders {
            add(SharedKind::Reminder, &reminder.subject.fr, text(&reminder.reason), reminder.origin);
        }
    }
    found
}

impl ResolvedValue {
    fn new(key: &str, value: Value, origin: Origin) -> Self {
        Self { key: key.to_owned(), value, origin }
    }
}

pub(super) fn json(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => Value::from(text.as_ref()),
        DeValue::Boolean(value) => Value::from(*value),
        DeValue::Integer(number) => {
            i64::from_str_radix(number.as_str(), number.radix()).map_or(Value::Null, Value::from)
        }
        DeValue::Array(entries) => entries.iter().map(|entry| json(entry.get_ref())).collect(),
        DeValue::Table(entries) => {
            let entry = |(key, value): (&toml::Spanned<_>, &toml::Spanned<DeValue<'_>>)| {
                let key: &toml::de::DeString<'_> = key.get_ref();
                (key.to_string(), json(value.get_ref()))
            };
            Value::Object(entries.iter().map(entry).collect::<Map<_, _>>())
        }
        // No key of the language holds one of these.
        DeValue::Float(_) | DeValue::Datetime(_) => Value::Null,
    }
}
