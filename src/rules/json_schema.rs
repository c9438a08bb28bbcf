//! The JSON Schema of rule sets and overlays, for editors: made from the language's table.
//!
//! It lets through what only the reader can judge: names, and whether a value fits its fact.

use serde_json::{Map, Value, json};

use super::language::{
    self, BILINGUAL_KEYS, BRANCHES, CELL_TESTS, CLAUSE_FILE, COMBINATIONS, FACT, FACT_OPERAND, FILTER_TESTS, Key,
    KeyScope, Keys, LIST, LIST_NAME, MODIFIERS, NOT_BLANK, NOTE, OPERATIONS, OVERRIDE_NEEDS, RULE, SET, TABLE_FILE,
    TESTS, TEXTS, VALIDITY, ValueShape, WAIVER,
};

/// The schema of every TOML file of a folder of rule sets; `cases` is that of its test cases.
pub(crate) fn rules(cases: &Value) -> Value {
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "recevable rule sets",
        "oneOf": [
            { "$ref": "#/$defs/set" },
            { "$ref": "#/$defs/overlay" },
            { "$ref": "#/$defs/cases" },
            { "$ref": "#/$defs/table" },
            { "$ref": "#/$defs/clauses" },
        ],
        "$defs": definitions(cases),
    })
}

fn definitions(cases: &Value) -> Value {
    json!({
        "set": table(Keys::of(SET, KeyScope::Set)),
        "overlay": table(Keys::of(SET, KeyScope::Overlay)),
        "cases": cases,
        "table": table(TABLE_FILE),
        "clauses": table(CLAUSE_FILE),
        "bilingual": bilingual(),
        "validity": table(VALIDITY),
        "rule": table(Keys::of(RULE, KeyScope::Set)),
        "overlay_rule": table(Keys::of(RULE, KeyScope::Overlay)),
        "override": table(Keys::of(RULE, KeyScope::Override)),
        "note": table(NOTE),
        "waiver": any_of(&[ValueShape::Text, ValueShape::Table(WAIVER)]),
        "list": any_of(&[TEXTS, ValueShape::Table(LIST)]),
        "fact": fact(),
        "lines": { "type": "object", "additionalProperties": lines() },
        "value": any_of(&[ValueShape::Value(&["string", "boolean", "integer"]), ValueShape::Table(FACT_OPERAND)]),
        "values": any_of(&[LIST_NAME, TEXTS, ValueShape::Table(FACT_OPERAND)]),
        "predicate": predicate(),
    })
}

/// A text in French, or a text in each language that it is written in.
fn bilingual() -> Value {
    let mut in_languages = table(BILINGUAL_KEYS);
    in_languages["minProperties"] = 1.into();
    json!({ "anyOf": [shape(&NOT_BLANK, KeyScope::Set), in_languages] })
}

/// A table with these keys alone.
pub(crate) fn table(keys: impl Into<Keys>) -> Value {
    let keys = keys.into();
    object(keys.iter(), keys.scope())
}

fn object(keys: impl Iterator<Item = &'static Key> + Clone, scope: KeyScope) -> Value {
    // A change of a rule needs no more than to say which; what it gives is whole.
    let inner = if scope == KeyScope::Override { KeyScope::Set } else { scope };
    let is_required = |key: &&Key| key.required && (scope != KeyScope::Override || key.name == OVERRIDE_NEEDS);
    let properties: Map<String, Value> =
        keys.clone().map(|key| (key.name.to_owned(), shape(&key.shape, inner))).collect();
    let required: Vec<&str> = keys.filter(is_required).map(|key| key.name).collect();
    json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
}

fn shape(of: &ValueShape, scope: KeyScope) -> Value {
    match of {
        ValueShape::Text => json!({ "type": "string" }),
        ValueShape::TextLike(pattern, _) => json!({ "type": "string", "pattern": pattern }),
        ValueShape::Integer => json!({ "type": "integer" }),
        ValueShape::Positive => json!({ "type": "integer", "minimum": 1 }),
        ValueShape::Boolean => json!({ "type": "boolean" }),
        ValueShape::True => json!({ "const": true }),
        ValueShape::Word(words) => json!({ "enum": words }),
        ValueShape::Number(numbers) => {
            json!({ "enum": numbers.iter().filter_map(|number| number.parse::<u8>().ok()).collect::<Vec<_>>() })
        }
        ValueShape::Value(types) => json!({ "type": types }),
        ValueShape::List(items) => json!({ "type": "array", "items": shape(items, scope) }),
        ValueShape::Filled(items) => json!({ "type": "array", "items": shape(items, scope), "minItems": 1 }),
        ValueShape::Pair => json!({ "type": "array", "items": { "type": "string" }, "minItems": 2, "maxItems": 2 }),
        ValueShape::Map(values) => json!({ "type": "object", "additionalProperties": shape(values, scope) }),
        ValueShape::AnyTable => json!({ "type": "object" }),
        ValueShape::OneKey => json!({ "type": "object", "minProperties": 1, "maxProperties": 1 }),
        ValueShape::Table(keys) => table(Keys::of(keys, scope)),
        ValueShape::AnyOf(shapes) => any_of(shapes),
        ValueShape::Named("rule") if scope == KeyScope::Overlay => shape(&ValueShape::Named("overlay_rule"), scope),
        ValueShape::Named(name) => json!({ "$ref": format!("#/$defs/{name}") }),
    }
}

fn any_of(shapes: &[ValueShape]) -> Value {
    json!({ "anyOf": shapes.iter().map(|of| shape(of, KeyScope::Overlay)).collect::<Vec<_>>() })
}

fn fact() -> Value {
    let filters = FILTER_TESTS.iter().filter_map(|name| language::test(name)).map(|test| &test.key);
    let mut schema = object(OPERATIONS.iter().chain(FACT).chain(filters), KeyScope::Overlay);
    schema["oneOf"] = OPERATIONS.iter().map(|operation| json!({ "required": [operation.name] })).collect();
    schema
}

fn lines() -> Value {
    let either = any_of(&[ValueShape::Text, TEXTS]);
    let tests: Map<String, Value> = CELL_TESTS.iter().map(|&name| (name.to_owned(), either.clone())).collect();
    let tests = json!({ "type": "object", "properties": tests, "required": [], "additionalProperties": false });
    json!({ "anyOf": [shape(&ValueShape::Text, KeyScope::Set), shape(&TEXTS, KeyScope::Set), tests] })
}

fn predicate() -> Value {
    let tests = object(TESTS.iter().map(|test| &test.key).chain(MODIFIERS), KeyScope::Set);
    let combinations = COMBINATIONS.iter().map(|combination| {
        let branches = BRANCHES.iter().filter(|branch| branch.beside.contains(&combination.name));
        object(std::iter::once(combination).chain(branches), KeyScope::Set)
    });
    json!({ "oneOf": std::iter::once(tests).chain(combinations).collect::<Vec<_>>() })
}
