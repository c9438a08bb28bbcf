//! The JSON Schema of rule sets and overlays, for editors: made from the same lists of keys as the reader.
//!
//! It lets through what only the reader can judge: names, and whether a value fits its fact.

use serde_json::{Map, Value, json};

use super::compile::{
    COMBINATIONS, FUNDING_KEYS, OPERATIONS, OVERRIDE_KEYS, OVERVIEW_KEYS, RULE_KEYS, SUMS_KEYS, TESTS,
};
use super::raw::{HEADER_KEYS, LIST_KEYS, OVERLAY_HEADER_KEYS, OVERLAY_KEYS, SET_KEYS};
use super::token::{Basis, Group, Level, Unique};
use crate::dossier::Identifier;
use crate::dossier::format::{FICHES, STAGES};

/// The schema of every TOML file of a folder of rule sets; `cases` is that of its test cases.
pub fn rules(cases: &Value) -> Value {
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "recevable rule sets",
        "oneOf": [
            { "$ref": "#/$defs/set" },
            { "$ref": "#/$defs/overlay" },
            { "$ref": "#/$defs/cases" },
            { "$ref": "#/$defs/table" },
        ],
        "$defs": definitions(cases),
    })
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{name}") })
}

/// An object with these keys alone.
fn object(keys: &[&str], required: &[&str], property: impl Fn(&str) -> Value) -> Value {
    let properties: Map<String, Value> = keys.iter().map(|&key| (key.to_owned(), property(key))).collect();
    json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
}

fn map(values: &Value) -> Value {
    json!({ "type": "object", "additionalProperties": values })
}

fn list(items: &Value) -> Value {
    json!({ "type": "array", "items": items })
}

fn text() -> Value {
    json!({ "type": "string" })
}

fn texts() -> Value {
    list(&text())
}

fn day() -> Value {
    json!({ "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" })
}

fn tokens(tokens: impl IntoIterator<Item = &'static str>) -> Value {
    json!({ "enum": tokens.into_iter().collect::<Vec<_>>() })
}

fn any_of(schemas: &[Value]) -> Value {
    json!({ "anyOf": schemas })
}

fn definitions(cases: &Value) -> Value {
    let bilingual = object(&["fr", "en"], &["fr", "en"], |_| json!({ "type": "string", "pattern": "\\S" }));
    let fact_operand = object(&["fact"], &["fact"], |_| text());
    let change_keys: Vec<&str> = RULE_KEYS.iter().chain(OVERRIDE_KEYS).copied().collect();
    let own_keys: Vec<&str> = RULE_KEYS.iter().chain(&["because"]).copied().collect();
    let needed = ["id", "group", "level", "stages", "basis", "source", "title"];
    json!({
        "set": object(SET_KEYS, &["ruleset"], |key| part(key, HEADER_KEYS, &["id", "campaign", "title"], false)),
        "overlay": object(OVERLAY_KEYS, &["overlay"], |key| {
            part(key, OVERLAY_HEADER_KEYS, &["id", "campaign", "title"], true)
        }),
        "cases": cases,
        "table": object(&["row"], &["row"], |_| list(&map(&text()))),
        "bilingual": bilingual,
        "because": any_of(&[json!({ "type": "string", "pattern": "\\S" }), reference("bilingual")]),
        "validity": object(&["from", "to"], &["from", "to"], |_| day()),
        "rule": object(RULE_KEYS, &needed, rule_key),
        "overlay_rule": object(&own_keys, &needed, rule_key),
        "override": object(&change_keys, &["id"], rule_key),
        "note": object(&["when", "text"], &["text"], rule_key),
        "waiver": any_of(&[text(), object(&["rule", "when"], &["rule"], rule_key)]),
        "list": any_of(&[texts(), object(LIST_KEYS, &[], |key| match key {
            "because" => reference("because"),
            _ => texts(),
        })]),
        "fact": fact(),
        "lines": map(&any_of(&[text(), texts(), object(&["one_of", "none_of", "prefix", "not_prefix", "matches"], &[], |_| {
            any_of(&[text(), texts()])
        })])),
        "value": any_of(&[json!({ "type": ["string", "boolean", "integer"] }), fact_operand.clone()]),
        "values": any_of(&[json!({ "type": "string", "pattern": "^@" }), list(&text()), fact_operand]),
        "predicate": predicate(),
    })
}

/// A part of a set or an overlay.
fn part(key: &str, header: &[&str], needed: &[&str], overlay: bool) -> Value {
    match key {
        "ruleset" | "overlay" => object(header, needed, |key| match key {
            "campaign" => json!({ "type": "integer" }),
            "fiche" => {
                json!({ "enum": FICHES.iter().filter_map(|fiche| fiche.parse::<u8>().ok()).collect::<Vec<_>>() })
            }
            "extends" => texts(),
            "valid" => reference("validity"),
            "title" => reference("bilingual"),
            "ignorable" => json!({ "type": "boolean" }),
            "intercommunalite" => json!({ "type": "string", "pattern": "^[0-9]{9}$" }),
            _ => text(),
        }),
        "conventions" => {
            let keys = ["documented_at_least", "placeholders"];
            object(&keys, &keys, |key| match key {
                "placeholders" => texts(),
                _ => json!({ "type": "integer", "minimum": 1 }),
            })
        }
        "labels" => map(&reference("bilingual")),
        "lists" => map(&reference("list")),
        "facts" => map(&reference("fact")),
        "rule" => list(&reference(if overlay { "overlay_rule" } else { "rule" })),
        "override" => list(&reference("override")),
        "overview" => object(OVERVIEW_KEYS, &[], |key| match key {
            "group_by" => text(),
            "heads" => map(&reference("bilingual")),
            "sums" => object(SUMS_KEYS, &["whole"], |key| if key == "parts" { texts() } else { text() }),
            "funding" => object(FUNDING_KEYS, FUNDING_KEYS, |_| text()),
            _ => texts(),
        }),
        _ => {
            let keys = ["subject", "reason"];
            list(&object(&keys, &keys, |_| reference("bilingual")))
        }
    }
}

fn rule_key(key: &str) -> Value {
    match key {
        "group" => tokens(Group::ALL.iter().map(|group| group.as_str())),
        "level" => tokens(Level::ALL.iter().map(|level| level.as_str())),
        "unique" => tokens(Unique::ALL.iter().map(|unique| unique.as_str())),
        "basis" => tokens(Basis::ALL.iter().map(|basis| basis.as_str())),
        "stages" => json!({ "type": "array", "items": tokens(STAGES.iter().copied()), "minItems": 1 }),
        "title" | "why" | "advice" | "text" => reference("bilingual"),
        "when" | "require" => reference("predicate"),
        "note" => list(&reference("note")),
        "waives" => list(&reference("waiver")),
        "replaces" => texts(),
        "disabled" => json!({ "type": "boolean" }),
        "because" => reference("because"),
        // The readings are a list of tables, each with an id, a title and a demand of its own.
        "reading" => list(&object(&["id", "title", "when", "require"], &["id", "title", "require"], rule_key)),
        _ => text(),
    }
}

fn fact() -> Value {
    let further = [
        "label",
        "needs",
        "where",
        "optional",
        "table",
        "column",
        "columns",
        "because",
        "in",
        "prefix",
        "not_prefix",
        "matches",
        "valid",
        "one_of",
        "none_of",
    ];
    let keys: Vec<&str> = OPERATIONS.iter().chain(&further).copied().collect();
    let mut schema = object(&keys, &["label"], |key| match key {
        "label" => reference("bilingual"),
        "sum" => any_of(&[text(), texts()]),
        "difference" | "ratio" => {
            json!({ "type": "array", "items": { "type": "string" }, "minItems": 2, "maxItems": 2 })
        }
        "first_of" => list(&json!({ "type": ["string", "integer"] })),
        "union" | "needs" | "optional" | "columns" => texts(),
        "where" => reference("lines"),
        "because" => reference("because"),
        "prefix" | "not_prefix" | "one_of" | "none_of" => reference("values"),
        _ => text(),
    });
    let operations: Vec<Value> = OPERATIONS.iter().map(|operation| json!({ "required": [operation] })).collect();
    schema["oneOf"] = json!(operations);
    schema
}

fn predicate() -> Value {
    let test_keys: Vec<&str> =
        TESTS.iter().chain(&["fact", "absent", "otherwise", "basis", "name_others"]).copied().collect();
    let mut kinds = vec![object(&test_keys, &["fact"], test_key)];
    for &combination in COMBINATIONS {
        let keys: &[&str] = if combination == "if" { &["if", "then", "else"] } else { &[combination] };
        let needed: &[&str] = if combination == "if" { &["if", "then"] } else { &[combination] };
        kinds.push(object(keys, needed, |key| match key {
            "all" | "any" => json!({ "type": "array", "items": reference("predicate"), "minItems": 1 }),
            _ => reference("predicate"),
        }));
    }
    json!({ "oneOf": kinds })
}

fn test_key(key: &str) -> Value {
    match key {
        "absent" => tokens(["violated"]),
        "otherwise" => tokens(["undetermined"]),
        "basis" => tokens([Basis::Computed.as_str(), Basis::Declared.as_str()]),
        "name_others" | "given" => json!({ "type": "boolean" }),
        "documented" | "not_empty" => json!({ "const": true }),
        "one_of" | "none_of" | "any_of" | "all_of" | "only" | "prefix" | "not_prefix" => reference("values"),
        "valid" => tokens(Identifier::ALL.iter().map(|identifier| identifier.name())),
        "linked" => object(&["table", "to"], &["table", "to"], |_| text()),
        "complete" => texts(),
        "fact" | "in" | "matches" => text(),
        _ => reference("value"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documentation_names_every_key_of_the_language() {
        let documentation = include_str!("../../rules/README.md");
        let words = |word: char| !(word.is_alphanumeric() || word == '_');
        let named: std::collections::HashSet<&str> = documentation.split(words).collect();
        let keys = [
            TESTS,
            COMBINATIONS,
            OPERATIONS,
            RULE_KEYS,
            OVERRIDE_KEYS,
            SET_KEYS,
            OVERLAY_KEYS,
            HEADER_KEYS,
            OVERLAY_HEADER_KEYS,
            LIST_KEYS,
        ];
        for key in keys.concat() {
            assert!(named.contains(key), "{key}");
        }
        for test in TESTS {
            assert!(documentation.contains(&format!("| `{test}` |")), "{test} has no line of its own");
            assert!(documentation.contains(&format!(", {test} = ")), "{test} has no example");
        }
    }
}
