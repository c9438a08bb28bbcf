//! `rules/README.md` shows the language's table: it says of each key what the table says, and of each test.

use crate::dossier::format;
use crate::rule_tests::language::{CASE, CASE_FILE};
use crate::rules::language::predicates::TestSubject;
use crate::rules::language::{
    BRANCHES, CLAUSE, CLAUSE_FILE, COMBINATIONS, CONVENTIONS, FACT, FUNDING, HEADER, Key, KeyScope, LIST, MODIFIERS,
    NEW_LINES, NOTE, OPERATIONS, OVERVIEW, PLAN, READING, REMINDER, RULE, SET, SUMS, TESTS, ValueShape, WAIVER,
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
    ("plan", PLAN),
    ("new lines", NEW_LINES),
    ("list", LIST),
    ("the top of a clause table", CLAUSE_FILE),
    ("clause", CLAUSE),
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

fn value(shape: &ValueShape) -> String {
    match shape {
        ValueShape::Text => "text".to_owned(),
        ValueShape::TextLike(_, what) => (*what).to_owned(),
        ValueShape::Integer => "whole number".to_owned(),
        ValueShape::Positive => "whole number from 1 on".to_owned(),
        ValueShape::Boolean => "`true` or `false`".to_owned(),
        ValueShape::True => "`true`".to_owned(),
        ValueShape::Word(list) | ValueShape::Number(list) => {
            list.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(" ")
        }
        ValueShape::Value(_) => "value".to_owned(),
        ValueShape::List(ValueShape::Text) => "list of texts".to_owned(),
        ValueShape::List(ValueShape::Value(_) | ValueShape::Named("waiver")) => "list".to_owned(),
        ValueShape::List(_) => "list of tables".to_owned(),
        ValueShape::Filled(ValueShape::Named("predicate")) => "list of predicates".to_owned(),
        ValueShape::Filled(items) => format!("list of {}", value(items)),
        ValueShape::Pair => "two facts".to_owned(),
        ValueShape::Map(_) | ValueShape::AnyTable | ValueShape::Table(_) => "table".to_owned(),
        ValueShape::OneKey => "table with one key".to_owned(),
        ValueShape::AnyOf(shapes) => shapes.iter().map(value).collect::<Vec<_>>().join(" or "),
        ValueShape::Named("bilingual") => "bilingual text".to_owned(),
        ValueShape::Named("because") => "text or bilingual text".to_owned(),
        ValueShape::Named("validity") => "`{ from, to }`, two dates".to_owned(),
        ValueShape::Named("lines") => "table of columns".to_owned(),
        ValueShape::Named(name) => (*name).to_owned(),
    }
}

fn subject(subject: TestSubject) -> &'static str {
    match subject {
        TestSubject::Any => "any",
        TestSubject::OneTextOrBoolean => "text, token, slug, code, boolean",
        TestSubject::OneComparable => "amount, number, date",
        TestSubject::Quantity => "amount, ratio, number",
        TestSubject::Date => "date",
        TestSubject::OneText => "text, token, slug, code",
        TestSubject::Text => "text, token, slug, code, or a list",
        TestSubject::TextList => "list",
        TestSubject::Prose => "text",
        TestSubject::ListOrRecords => "list, table",
        TestSubject::Records => "table",
    }
}
