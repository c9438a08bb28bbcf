//! `rules/README.md` shows the language's table: it says of each key what the table says, and of each test.

use crate::dossier::format;
use crate::rule_tests::language::{CASE, CASE_FILE};
use crate::rules::language::predicates::Subject;
use crate::rules::language::{
    BRANCHES, COMBINATIONS, CONVENTIONS, FACT, FUNDING, HEADER, Key, KeyScope, LIST, MODIFIERS, NOTE, OPERATIONS,
    OVERVIEW, READING, REMINDER, RULE, SET, SUMS, Shape, TESTS, WAIVER,
};

use crate::rules::Type;

const README: &str = include_str!("../../rules/README.md");

const TABLES: &[(&str, &[Key])] = &[
    ("the top of a file", SET),
    ("header", HEADER),
    ("conventions", CONVENTIONS),
    ("reminder", REMINDER),
    ("operations", OPERATIONS),
    ("fact", FACT),
    ("modifiers", MODIFIERS),
    ("combinations", COMBINATIONS),
    ("branches", BRANCHES),
    ("rule", RULE),
    ("reading", READING),
    ("note", NOTE),
    ("waiver", WAIVER),
    ("overview", OVERVIEW),
    ("sums", SUMS),
    ("funding", FUNDING),
    ("list", LIST),
    ("the top of a case file", CASE_FILE),
    ("case", CASE),
];

#[test]
fn the_documentation_says_of_each_key_what_the_table_says() {
    let table = |(name, keys): &(&'static str, &[Key])| {
        // An operation is neither required nor optional: a fact has exactly one.
        let rows: String = keys.iter().map(|key| row(key, key.required || *name == "operations")).collect();
        (format!("| key | value | what |\n|---|---|---|\n{rows}\n"), *name)
    };
    let missing = TABLES.iter().map(table).filter(|(table, _)| !README.contains(table));
    let missing: Vec<String> = missing.map(|(table, name)| format!("{name}:\n{table}")).collect();
    assert!(missing.is_empty(), "the README needs:\n{}", missing.join("\n"));
}

#[test]
fn the_documentation_says_of_each_test_what_the_table_says_with_an_example() {
    let mut rest = README;
    for test in TESTS {
        let name = test.key.name;
        let row = format!("| `{name}` | {} | {} | `{{ fact = ", subject(test.subject), test.key.doc);
        let Some((_, after)) = rest.split_once(&row) else { panic!("not there, or not in this order:\n{row}") };
        let (example, after) = after.split_once('\n').unwrap_or_default();
        assert!(example.contains(&format!(", {name} = ")), "{example}");
        rest = after;
    }
}

#[test]
fn the_documentation_names_every_key_of_the_dossier_with_its_type() {
    for info in format::fields() {
        let Some(kind) = info.field.kind.as_leaf() else { continue };
        let kind = if info.column.is_some() { Type::Many(kind.scalar().unwrap()) } else { kind };
        let line = format!("| `{}` | {} |", info.path, kind.name());
        assert!(README.contains(&line), "{line}");
    }
}

fn row(key: &Key, required: bool) -> String {
    let scopes: Vec<&str> = key.scopes.iter().map(|scope| scope_words(*scope)).collect();
    let scopes = if scopes.is_empty() { String::new() } else { format!(", in {}", scopes.join(" or ")) };
    let beside: Vec<String> = key.beside.iter().map(|name| format!("`{name}`")).collect();
    let beside = if beside.is_empty() { String::new() } else { format!(", beside {}", beside.join(" or ")) };
    let optional = if required { "" } else { ", optional" };
    format!("| `{}` | {}{optional}{scopes}{beside} | {} |\n", key.name, value(&key.shape), key.doc)
}

fn scope_words(scope: KeyScope) -> &'static str {
    match scope {
        KeyScope::Set => "a set",
        KeyScope::Overlay => "an overlay",
        KeyScope::Override => "an override",
    }
}

fn value(shape: &Shape) -> String {
    match shape {
        Shape::Text => "text".to_owned(),
        Shape::TextLike(_, what) => (*what).to_owned(),
        Shape::Integer => "whole number".to_owned(),
        Shape::Positive => "whole number from 1 on".to_owned(),
        Shape::Boolean => "`true` or `false`".to_owned(),
        Shape::True => "`true`".to_owned(),
        Shape::Word(list) | Shape::Number(list) => {
            list.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(" ")
        }
        Shape::Value(_) => "value".to_owned(),
        Shape::List(Shape::Text) => "list of texts".to_owned(),
        Shape::List(Shape::Value(_) | Shape::Named("waiver")) => "list".to_owned(),
        Shape::List(_) => "list of tables".to_owned(),
        Shape::Filled(Shape::Named("predicate")) => "list of predicates".to_owned(),
        Shape::Filled(items) => format!("list of {}", value(items)),
        Shape::Pair => "two facts".to_owned(),
        Shape::Map(_) | Shape::AnyTable | Shape::Table(_) => "table".to_owned(),
        Shape::OneKey => "table with one key".to_owned(),
        Shape::AnyOf(shapes) => shapes.iter().map(value).collect::<Vec<_>>().join(" or "),
        Shape::Named("bilingual") => "bilingual text".to_owned(),
        Shape::Named("because") => "text or bilingual text".to_owned(),
        Shape::Named("validity") => "`{ from, to }`, two dates".to_owned(),
        Shape::Named("lines") => "table of columns".to_owned(),
        Shape::Named(name) => (*name).to_owned(),
    }
}

fn subject(subject: Subject) -> &'static str {
    match subject {
        Subject::Any => "any",
        Subject::OneTextOrBoolean => "text, token, slug, code, boolean",
        Subject::OneComparable => "amount, number, date",
        Subject::Quantity => "amount, ratio, number",
        Subject::Date => "date",
        Subject::OneText => "text, token, slug, code",
        Subject::Text => "text, token, slug, code, or a list",
        Subject::TextList => "list",
        Subject::Prose => "text",
        Subject::ListOrRecords => "list, table",
        Subject::Records => "table",
    }
}
