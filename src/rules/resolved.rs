//! The rule sets as they come out when all is resolved: every value with the place that it comes from.

use serde_json::{Map, Value};
use toml::de::DeValue;

use super::compile::RULE_KEYS;
use super::error::Origin;
use super::model::{Campaign, RuleBook};
use super::raw;
use super::reader::SpannedValue;
use super::resolve::{Namespace, Resolver};

/// A campaign as it comes out.
#[derive(Debug)]
pub struct Resolved {
    /// The named lists, by the place of their definition, with the place of each entry.
    pub lists: Vec<(String, Vec<ResolvedValue>)>,
    /// The derived facts.
    pub facts: Vec<ResolvedValue>,
    /// The rules, in the order of [`Campaign::rules`].
    pub rules: Vec<Vec<ResolvedValue>>,
}

/// A value and where it comes from.
#[derive(Debug)]
pub struct ResolvedValue {
    /// Its key or name; that of its list for an entry.
    pub key: String,
    /// The value, as written.
    pub value: Value,
    /// Where it stands.
    pub origin: Origin,
}

/// Resolves a campaign of a book anew, keeping the places.
pub fn resolved(book: &RuleBook, campaign: &Campaign) -> Resolved {
    // The book compiled, so nothing new can be wrong with its files.
    let mut errors = Vec::new();
    let documents = raw::parse(&book.files, &mut errors);
    let sets = raw::read(&book.files, &documents, &mut errors);
    let resolver = Resolver::new(&sets, &mut errors);
    let overlays = resolver.overlays(campaign.year, campaign.territory.as_deref());
    of_namespace(&resolver.namespace(campaign.year, &overlays, &mut errors))
}

fn of_namespace(namespace: &Namespace<'_, '_>) -> Resolved {
    let mut lists: Vec<(String, Vec<ResolvedValue>)> = Vec::new();
    for (key, _) in namespace.sets.iter().flat_map(|set| &set.lists) {
        if lists.iter().any(|(name, _)| name == key.text) {
            continue;
        }
        let entries = namespace.lists.get(key.text).into_iter().flatten().flatten();
        let value = |&(entry, origin): &(&str, Origin)| ResolvedValue {
            key: key.text.to_owned(),
            value: Value::from(entry),
            origin,
        };
        lists.push((key.text.to_owned(), entries.map(value).collect()));
    }
    let facts = namespace.facts.iter().filter_map(|(name, origin, table)| {
        let entries = (*table)?.entries().map(|(key, at)| (key.text.to_owned(), json(at.content())));
        Some(ResolvedValue { key: (*name).to_owned(), value: Value::Object(entries.collect()), origin: *origin })
    });
    let rules = namespace.rules.iter().map(|(_, rule)| {
        let keys = RULE_KEYS.iter().chain(&["disabled", "because"]);
        let value = |key: &&str| {
            let at: SpannedValue<'_> = rule.get(key)?;
            // An override repeats the id to say what it changes.
            let origin = if *key == "id" { rule.id.1 } else { at.origin() };
            Some(ResolvedValue { key: (*key).to_owned(), value: json(at.content()), origin })
        };
        keys.filter_map(value).collect()
    });
    Resolved { facts: facts.collect(), rules: rules.collect(), lists }
}

fn json(value: &DeValue<'_>) -> Value {
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
