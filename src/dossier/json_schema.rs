//! The JSON Schema of the dossier's format, for editors, generated from the same table as the decoder.

use serde_json::{Map, Value, json};

use super::fold;
use super::format::{DOSSIER, Field, Kind, ScalarKind, Side};
use super::placeholder::Placeholders;

/// What may surround a placeholder.
const SIGNS: &str = "[^0-9A-Za-zÀ-ÿ]*";

/// YAML has no type for an amount or a code, so numbers are accepted where the decoder reads their text. Whatever the
/// schema refuses, the decoder refuses, but for placeholders written in unusual ways.
pub(crate) fn dossier(placeholders: &Placeholders) -> Value {
    let mut schema = Map::new();
    schema.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
    schema.insert("title".to_owned(), json!("recevable dossier"));
    schema.extend(object(DOSSIER));
    schema.insert("$defs".to_owned(), json!({ "placeholder": placeholder(placeholders) }));
    Value::Object(schema)
}

fn object(fields: &[Field]) -> Map<String, Value> {
    let properties: Map<String, Value> = fields.iter().map(|field| (field.key.to_owned(), property(field))).collect();
    let required: Vec<&str> = fields.iter().filter(|field| is_required(field)).map(|field| field.key).collect();
    let mut object = Map::new();
    object.insert("type".to_owned(), json!("object"));
    object.insert("properties".to_owned(), Value::Object(properties));
    object.insert("additionalProperties".to_owned(), json!(false));
    if !required.is_empty() {
        object.insert("required".to_owned(), json!(required));
    }
    object
}

/// A group is required when one of its fields is; a table's columns only within its lines.
fn is_required(field: &Field) -> bool {
    field.required || matches!(&field.kind, Kind::Group(fields) if fields.iter().any(is_required))
}

fn property(field: &Field) -> Value {
    let mut schema = match &field.kind {
        Kind::Group(fields) => nullable(Value::Object(object(fields)), is_required(field)),
        Kind::Records(columns) => {
            let line = nullable(Value::Object(object(columns)), false);
            nullable(json!({ "type": "array", "items": line }), false)
        }
        Kind::List(item) => nullable(json!({ "type": "array", "items": nullable(scalar(*item), false) }), false),
        Kind::Scalar(kind) => nullable(scalar(*kind), field.required),
    };
    if let Some(schema) = schema.as_object_mut() {
        schema.insert("description".to_owned(), json!(field.label.fr));
    }
    schema
}

fn nullable(schema: Value, required: bool) -> Value {
    if required {
        return schema;
    }
    json!({ "anyOf": [schema, { "type": "null" }, { "$ref": "#/$defs/placeholder" }] })
}

/// Signs alone, one letter alone or repeated, or one of the campaign's texts.
fn placeholder(placeholders: &Placeholders) -> Value {
    let texts: Vec<String> = placeholders.texts().iter().map(|text| in_any_writing(text)).collect();
    let pattern = format!(r"^{SIGNS}({}|([A-Za-zÀ-ÿ])(\s*\2)*)?{SIGNS}$", texts.join("|"));
    json!({ "type": "string", "pattern": pattern })
}

/// A pattern for a folded text, with or without capitals and accents.
fn in_any_writing(text: &str) -> String {
    let pattern = |character: char| match character {
        ' ' => r"\s+".to_owned(),
        letter if letter.is_ascii_lowercase() => {
            let accented = ('À'..='ÿ').filter(|accented| fold(&accented.to_string()).chars().eq([letter]));
            format!("[{letter}{}{}]", letter.to_ascii_uppercase(), accented.collect::<String>())
        }
        sign if sign.is_ascii_punctuation() => format!(r"\{sign}"),
        other => other.to_string(),
    };
    text.chars().map(pattern).collect()
}

fn scalar(kind: ScalarKind) -> Value {
    match kind {
        ScalarKind::Version => json!({ "enum": [1, "1"] }),
        ScalarKind::Campaign | ScalarKind::Year => text_or_integer("^[0-9]{4}$"),
        ScalarKind::Text => json!({ "type": ["string", "number", "boolean"] }),
        ScalarKind::Token(tokens) => {
            let numbers = tokens.iter().filter_map(|token| token.parse::<u64>().ok()).map(Value::from);
            let all: Vec<Value> = tokens.iter().map(|&token| Value::from(token)).chain(numbers).collect();
            json!({ "enum": all })
        }
        ScalarKind::Slug | ScalarKind::Quartier => json!({ "type": ["string", "number"], "pattern": "\\S" }),
        ScalarKind::Money => {
            let digits = r"^\s*-?([0-9]{1,3}(\s[0-9]{3})+|[0-9]+)([.,][0-9]{1,2})?\s*(€|[Ee][Uu][Rr]([Oo][Ss]?)?)?\s*$";
            json!({ "type": ["string", "number"], "pattern": digits })
        }
        ScalarKind::Date => {
            json!({ "type": "string", "pattern": r"^\s*([0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{2}/[0-9]{2}/[0-9]{4})\s*$" })
        }
        ScalarKind::Bool => {
            json!({ "anyOf": [
                { "type": "boolean" },
                { "type": "string", "pattern": r"^\s*([Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]|[Oo][Uu][Ii]|[Nn][Oo][Nn])\s*$" }
            ] })
        }
        ScalarKind::Commune => text_or_integer(r"^\s*([0-9]{5}|2[ABab][0-9]{3})\s*$"),
        ScalarKind::PostalCode => text_or_integer(r"^\s*[0-9]{5}\s*$"),
        ScalarKind::Siren => text_or_integer(r"^\s*([0-9]\s*){9}$"),
        ScalarKind::Siret | ScalarKind::Rna => json!({ "type": ["string", "integer"] }),
        ScalarKind::Poste(side) => {
            let first = match side {
                Side::Charges => "(6[0-9]|86)",
                Side::Produits => "(7[0-9]|87)",
            };
            text_or_integer(&format!(r"^\s*{first}[0-9]?\s*$"))
        }
    }
}

/// An unquoted text that YAML reads as a number is accepted.
fn text_or_integer(pattern: &str) -> Value {
    json!({ "type": ["string", "integer"], "pattern": pattern })
}
