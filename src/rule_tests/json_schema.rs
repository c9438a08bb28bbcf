//! The JSON Schema of case files.

use serde_json::{Map, Value, json};

use super::case::Expect;
use super::read::CASE_KEYS;
use crate::dossier::format::STAGES;
use crate::engine::Verdict;
use crate::rules::{Basis, Level};

/// The schema of a file of test cases.
pub fn cases() -> Value {
    let properties: Map<String, Value> = CASE_KEYS.iter().map(|&key| (key.to_owned(), property(key))).collect();
    let case = json!({
        "type": "object",
        "properties": properties,
        "required": ["rule", "name", "expect"],
        "additionalProperties": false,
    });
    json!({
        "type": "object",
        "properties": {
            "base": property("base"),
            "date": property("date"),
            "case": { "type": "array", "items": case },
        },
        "required": ["case"],
        "additionalProperties": false,
    })
}

fn property(key: &str) -> Value {
    let texts = json!({ "type": "array", "items": { "type": "string" } });
    match key {
        "set" | "append" | "before" => json!({ "type": "object" }),
        "each" => json!({ "type": "object", "minProperties": 1, "maxProperties": 1 }),
        "blank" | "remove" | "register" | "notes" => texts,
        "fiche" => json!({ "type": "integer" }),
        "date" => json!({ "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" }),
        "stage" => json!({ "enum": STAGES }),
        "expect" => json!({ "enum": Expect::ALL.map(Expect::as_str) }),
        "level" => json!({ "enum": Level::ALL.iter().map(|level| level.as_str()).collect::<Vec<_>>() }),
        "basis" => json!({ "enum": Basis::ALL.iter().map(|basis| basis.as_str()).collect::<Vec<_>>() }),
        "verdict" => json!({ "enum": Verdict::ALL.map(Verdict::as_str) }),
        _ => json!({ "type": "string" }),
    }
}
