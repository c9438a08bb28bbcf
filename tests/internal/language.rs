//! `rules/README.md` and `rules/LISEZMOI.md` show the language's table: they say of each key what the table says, and of
//! each test.

mod french;

use crate::dossier::format;
use crate::messages::fact_types;
use crate::rule_tests::language::{CASE, CASE_FILE};
use crate::rules::language::predicates::TestSubject;
use crate::rules::language::{
    BRANCHES, CLAUSE, CLAUSE_FILE, COMBINATIONS, CONVENTIONS, FACT, FUNDING, HEADER, Key, KeyScope, LIST, MODIFIERS,
    NEW_LINES, NOTE, OPERATIONS, OVERVIEW, PLAN, READING, REMINDER, RULE, SET, SUMS, TESTS, ValueShape, WAIVER,
};

use crate::rules::Type;
use crate::text::{Lang, Text};

const DOCUMENTS: [(Lang, &str); 2] =
    [(Lang::En, include_str!("../../rules/README.md")), (Lang::Fr, include_str!("../../rules/LISEZMOI.md"))];

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
    for (lang, document) in DOCUMENTS {
        let missing = tables(lang).into_iter().filter(|(_, table)| !document.contains(table));
        let missing: Vec<String> = missing.map(|(name, table)| format!("{name}:\n{table}")).collect();
        assert!(missing.is_empty(), "{lang} needs:\n{}", missing.join("\n"));
    }
}

/// The language's tables as a document has them.
fn tables(lang: Lang) -> Vec<(&'static str, String)> {
    let head = match lang {
        Lang::En => "| key | value | what |\n|---|---|---|\n",
        Lang::Fr => "| clé | valeur | rôle |\n|---|---|---|\n",
    };
    let table = |(name, keys): &(&'static str, &[Key])| {
        // An operation is neither required nor optional: a fact has exactly one.
        let rows: String = keys.iter().map(|key| row(key, key.required || *name == "operations", lang)).collect();
        (*name, format!("{head}{rows}\n"))
    };
    TABLES.iter().map(table).collect()
}

#[test]
fn the_documentation_says_of_each_test_what_the_table_says_with_an_example() {
    for (lang, document) in DOCUMENTS {
        let mut rest = document;
        for test in TESTS {
            let name = test.key.name;
            let row = format!("| `{name}` | {} | {} | `{{ fact = ", subject(test.subject, lang), doc(&test.key, lang));
            let Some((_, after)) = rest.split_once(&row) else { panic!("not there, or not in this order:\n{row}") };
            let (example, after) = after.split_once('\n').unwrap_or_default();
            assert!(example.contains(&format!(", {name} = ")), "{example}");
            rest = after;
        }
    }
}

#[test]
fn the_documentation_names_every_key_of_the_dossier_with_its_type() {
    for (lang, document) in DOCUMENTS {
        for info in format::fields() {
            let Some(kind) = info.field.kind.as_leaf() else { continue };
            let kind = if info.column.is_some() { Type::Many(kind.scalar().unwrap()) } else { kind };
            let line = format!("| `{}` | {} | {}", info.path, fact_types::name(kind, lang), info.field.label.get(lang));
            assert!(document.contains(&line), "{line}");
        }
    }
}

/// Both documents have the same headings, in number and order, and the same examples but for their comments.
#[test]
fn the_documents_are_as_complete_as_each_other() {
    let [english, french] = DOCUMENTS.map(|(_, document)| document);
    let headings = |document: &str| {
        document
            .lines()
            .filter(|line| line.starts_with('#'))
            .map(|line| line.split(' ').next().map(str::len))
            .collect::<Vec<_>>()
    };
    let blocks = |document: &str| {
        document
            .split("```toml\n")
            .skip(1)
            .map(|rest| {
                rest.split("```")
                    .next()
                    .unwrap()
                    .lines()
                    .filter(|line| !line.trim_start().starts_with('#'))
                    .map(|line| line.split("   #").next().unwrap().trim_end().to_owned())
                    .collect::<Vec<_>>()
            })
            .collect::<Vec<_>>()
    };
    let outside = |document: &str| {
        let mut within = false;
        document
            .lines()
            .filter(|line| {
                within ^= line.starts_with("```");
                !within
            })
            .collect::<Vec<_>>()
            .join("\n")
    };
    assert_eq!(headings(&outside(english)), headings(&outside(french)));
    for (one, other) in blocks(english).into_iter().zip(blocks(french)) {
        assert_eq!(one, other);
    }
    assert_eq!(blocks(english).len(), blocks(french).len());
}

fn row(key: &Key, required: bool, lang: Lang) -> String {
    let [optional, within, or, beside] = match lang {
        Lang::En => [", optional", ", in ", " or ", ", beside "],
        Lang::Fr => [", facultatif", ", dans ", " ou ", ", avec "],
    };
    let scopes: Vec<&str> = key.scopes.iter().map(|scope| scope_words(*scope, lang)).collect();
    let scopes = if scopes.is_empty() { String::new() } else { format!("{within}{}", scopes.join(or)) };
    let names: Vec<String> = key.beside.iter().map(|name| format!("`{name}`")).collect();
    let beside = if names.is_empty() { String::new() } else { format!("{beside}{}", names.join(or)) };
    let optional = if required { "" } else { optional };
    format!("| `{}` | {}{optional}{scopes}{beside} | {} |\n", key.name, value(&key.shape, lang), doc(key, lang))
}

fn doc(key: &Key, lang: Lang) -> &'static str {
    match lang {
        Lang::En => key.doc,
        Lang::Fr => french::line(key.doc),
    }
}

fn scope_words(scope: KeyScope, lang: Lang) -> &'static str {
    let (english, french) = match scope {
        KeyScope::Set => ("a set", "un jeu"),
        KeyScope::Overlay => ("an overlay", "une surcouche"),
        KeyScope::Override => ("an override", "un changement"),
    };
    Text { fr: french, en: english }.get(lang)
}

fn value(shape: &ValueShape, lang: Lang) -> String {
    let words = |en: &'static str, fr: &'static str| Text { fr, en }.get(lang).to_owned();
    match shape {
        ValueShape::Text | ValueShape::TextLike(_, "text") => words("text", "texte"),
        ValueShape::TextLike(_, "date") => "date".to_owned(),
        ValueShape::TextLike(_, "name of a list") => words("name of a list", "nom d'une liste"),
        ValueShape::TextLike(_, what) => (*what).to_owned(),
        ValueShape::Integer => words("whole number", "nombre entier"),
        ValueShape::Positive => words("whole number from 1 on", "nombre entier à partir de 1"),
        ValueShape::Boolean => words("`true` or `false`", "`true` ou `false`"),
        ValueShape::True => "`true`".to_owned(),
        ValueShape::Word(list) | ValueShape::Number(list) => {
            list.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(" ")
        }
        ValueShape::Value(_) => words("value", "valeur"),
        ValueShape::List(ValueShape::Text) => words("list of texts", "liste de textes"),
        ValueShape::List(ValueShape::Value(_) | ValueShape::Named("waiver")) => words("list", "liste"),
        ValueShape::List(_) => words("list of tables", "liste de tables"),
        ValueShape::Filled(ValueShape::Named("predicate")) => words("list of predicates", "liste de conditions"),
        ValueShape::Filled(items) => format!("{} {}", words("list of", "liste de"), value(items, lang)),
        ValueShape::Pair => words("two facts", "deux faits"),
        ValueShape::Map(_) | ValueShape::AnyTable | ValueShape::Table(_) => "table".to_owned(),
        ValueShape::OneKey => words("table with one key", "table d'une seule clé"),
        ValueShape::AnyOf(shapes) => {
            shapes.iter().map(|shape| value(shape, lang)).collect::<Vec<_>>().join(&words(" or ", " ou "))
        }
        ValueShape::Named("bilingual") => words("bilingual text", "texte"),
        ValueShape::Named("validity") => words("`{ from, to }`, two dates", "`{ from, to }`, deux dates"),
        ValueShape::Named("lines") => words("table of columns", "table de colonnes"),
        ValueShape::Named("predicate") => words("predicate", "condition"),
        ValueShape::Named(name) => (*name).to_owned(),
    }
}

fn subject(subject: TestSubject, lang: Lang) -> &'static str {
    let (en, fr) = match subject {
        TestSubject::Any => ("any", "tout"),
        TestSubject::OneTextOrBoolean => ("text, token, slug, code, boolean", "texte, jeton, mot-clé, code, oui/non"),
        TestSubject::OneComparable => ("amount, number, date", "montant, nombre, date"),
        TestSubject::Quantity => ("amount, ratio, number", "montant, taux, nombre"),
        TestSubject::Date => ("date", "date"),
        TestSubject::OneText => ("text, token, slug, code", "texte, jeton, mot-clé, code"),
        TestSubject::Text => ("text, token, slug, code, or a list", "texte, jeton, mot-clé, code, ou une liste"),
        TestSubject::TextList => ("list", "liste"),
        TestSubject::Prose => ("text", "texte"),
        TestSubject::ListOrRecords => ("list, table", "liste, tableau"),
        TestSubject::Records => ("table", "tableau"),
    };
    Text { fr, en }.get(lang)
}
