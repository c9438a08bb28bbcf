//! The laws of edits, on every example and on dossiers that many changes have made of them.

use std::fs;

use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::path::Step;
use super::{Change, NewValue, TextEdit, apply, edits, inverse, path, shape, write};
use crate::dossier::format::{self, Kind};
use crate::source::SourceFile;
use crate::yaml;

/// Those without a key that stands twice: removing one would give its place to the other.
fn examples() -> Vec<String> {
    let entries = fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/examples")).unwrap();
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    paths.sort();
    let texts = paths.iter().map(|path| fs::read_to_string(path).unwrap());
    texts.filter(|text| yaml::parse(&source(text)).errors.is_empty()).collect()
}

fn source(text: &str) -> SourceFile {
    SourceFile::new("essai.yaml", text)
}

fn set(path: &str, text: &str) -> Change {
    Change::Set { path: path.to_owned(), value: NewValue::Scalar(text.to_owned()) }
}

fn remove(path: &str) -> Change {
    Change::Remove { path: path.to_owned() }
}

fn changed(text: &str, change: &Change) -> String {
    apply(text, &edits(&source(text), change).unwrap_or_else(|| panic!("{change:?} in\n{text}")))
}

/// The tree that a change means.
fn meant(text: &str, change: &Change) -> shape::Shape {
    let source = source(text);
    let mut shape = shape::of_tree(&yaml::parse(&source));
    match change {
        Change::Set { path, value } => {
            shape::set(&mut shape, &path::parse(path).unwrap(), &write::NewNode::of_value(path, value)).unwrap();
        }
        Change::Remove { path } => shape::remove(&mut shape, &path::parse(path).unwrap()),
        Change::AddLine { table, cells } => {
            let mut steps = path::parse(table).unwrap();
            steps.push(Step::Item(shape::length(&shape, &steps)));
            shape::set(&mut shape, &steps, &write::NewNode::of_line(table, cells)).unwrap();
        }
        Change::SetTable { table, lines } => {
            shape::set(&mut shape, &path::parse(table).unwrap(), &write::NewNode::of_lines(table, lines)).unwrap();
        }
    }
    shape
}

/// What every edit of a text keeps to.
fn lawful(text: &str, change: &Change) -> String {
    let edits = edits(&source(text), change).unwrap_or_else(|| panic!("no edits for {change:?} in\n{text:?}"));
    let edited = apply(text, &edits);
    assert!(edits.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "{edits:?}");
    let outside = |text: &str, edits: &[TextEdit]| {
        let mut rest = String::new();
        let mut at = 0;
        for edit in edits {
            rest.push_str(&text[at..edit.span.start]);
            at = edit.span.end;
        }
        rest + &text[at..]
    };
    let back = inverse(text, &edits);
    assert_eq!(outside(text, &edits), outside(&edited, &back));
    assert_eq!(apply(&edited, &back), text);
    let edited_source = source(&edited);
    assert_eq!(shape::of_tree(&yaml::parse(&edited_source)), meant(text, change), "{change:?}\n{edited}");
    let is_of_key = match change {
        Change::Set { .. } | Change::SetTable { .. } => true,
        Change::Remove { path } => !path.ends_with(']'),
        Change::AddLine { .. } => false,
    };
    if is_of_key {
        assert_eq!(super::edits(&edited_source, change), Some(Vec::new()), "{change:?}\n{edited}");
    }
    edited
}

/// A path of the format in a text: one that is there, or that can be made.
fn path_in(text: &str, field: Index, item: Index) -> String {
    let source = source(text);
    let shape = shape::of_tree(&yaml::parse(&source));
    let leaves: Vec<_> =
        format::fields().iter().filter(|info| matches!(info.field.kind, Kind::Scalar(_) | Kind::List(_))).collect();
    let info = field.get(&leaves);
    let path = match info.parent.filter(|_| info.column.is_some()) {
        Some(table) => {
            let table = &format::field_info(table).path;
            let lines = shape::length(&shape, &path::parse(table).unwrap());
            format!("{table}[{}].{}", item.index(lines + 1), info.field.key)
        }
        None => info.path.clone(),
    };
    match info.field.kind {
        Kind::List(_) => {
            let items = shape::length(&shape, &path::parse(&path).unwrap());
            format!("{path}[{}]", item.index(items + 1))
        }
        _ => path,
    }
}

fn value() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zé]{1,8}( [a-z:#,'\"{}é-]{1,6}){0,4}",
        "\\PC{1,12}",
        "[ -~éà\u{a0}\n\t\\\\]{0,40}",
        select(vec![
            "1 250,50",
            "62498",
            "01001",
            "2A004",
            "null",
            "~",
            "oui",
            "- x",
            "a: b",
            "a #b",
            "2015-02-01",
            "|",
            "\u{feff}x",
            "é\u{85}\u{2028}"
        ])
        .prop_map(str::to_owned),
    ]
}

#[derive(Debug, Clone)]
enum Draw {
    Set(Index, Index, String),
    SetList(Index, Vec<String>),
    Remove(Index, Index),
    AddLine(bool, Vec<String>),
}

fn draw() -> impl Strategy<Value = Draw> {
    let any = any::<Index>;
    prop_oneof![
        4 => (any(), any(), value()).prop_map(|(field, item, value)| Draw::Set(field, item, value)),
        1 => (any(), prop::collection::vec(value(), 0..4)).prop_map(|(field, items)| Draw::SetList(field, items)),
        3 => (any(), any()).prop_map(|(field, item)| Draw::Remove(field, item)),
        1 => (prop::bool::ANY, prop::collection::vec(value(), 2..4)).prop_map(|(side, cells)| Draw::AddLine(side, cells)),
    ]
}

fn change_of(text: &str, draw: &Draw) -> Change {
    match draw {
        Draw::Set(field, item, value) => set(&path_in(text, *field, *item), value),
        Draw::SetList(field, items) => {
            let lists = ["projet.thematiques", "projet.communes", "projet.quartiers"];
            Change::Set { path: (*field.get(&lists)).to_owned(), value: NewValue::List(items.clone()) }
        }
        Draw::Remove(field, item) => remove(&path_in(text, *field, *item)),
        Draw::AddLine(charges, cells) => {
            let table = if *charges { "budget.charges" } else { "budget.produits" };
            let keys = ["poste", "libelle", "montant"];
            let cells = keys.iter().zip(cells).map(|(key, text)| ((*key).to_owned(), text.clone()));
            Change::AddLine { table: table.to_owned(), cells: cells.collect() }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn edits_keep_to_their_laws(
        example in select(examples()),
        line_break in select(vec!["\n", "\r\n", "\r"]),
        (mark, cut) in any::<(bool, bool)>(),
        draws in prop::collection::vec(draw(), 1..8),
    ) {
        let mut text = example.replace('\n', line_break);
        if mark {
            text.insert(0, '\u{feff}');
        }
        if cut {
            text.truncate(text.trim_end().len());
        }
        for draw in &draws {
            text = lawful(&text, &change_of(&text, draw));
        }
    }
}

#[test]
fn every_value_of_every_example_can_be_set_and_removed() {
    for text in examples() {
        for info in format::fields().iter().filter(|info| info.column.is_none()) {
            lawful(&text, &remove(&info.path));
            if matches!(info.field.kind, Kind::Scalar(_)) {
                lawful(&text, &set(&info.path, "1 250,50"));
                let without = changed(&text, &remove(&info.path));
                lawful(&without, &set(&info.path, "x: y"));
            }
        }
    }
}

const BEGUN: &str = "# Mon dossier\nversion: 1\ncampagne: 2015   # l'année\nporteur:\n  nom: 'Les Tilleuls'\n  siret: \"1\"\n\
projet:\n  intitule: Fête\n  communes: [\"62498\"]\nbudget:\n  charges:\n    - { poste: 60, montant: 100 } # colle\n";

#[test]
fn values_are_written_as_the_format_and_the_neighbours_have_them() {
    let mut text = BEGUN.to_owned();
    for change in [
        set("campagne", "2016"),
        set("fiche", "1"),
        set("porteur.statut", "association"),
        set("porteur.adresse.commune", "62498"),
        set("porteur.adresse.voie", "12, rue des Lilas"),
        set("projet.communes[1]", "62510"),
        set("projet.gouvernance", "Un comité.\nDeux fois l'an : le lundi."),
        set("projet.intitule", "Fête #2"),
        set("demande.fonctionnement", "1 250,50"),
        set("depot.contact_ville.date", "2014-11-10"),
        Change::AddLine {
            table: "budget.charges".to_owned(),
            cells: [("poste", "64"), ("libelle", "Animateur"), ("montant", "8 000,50")]
                .map(|(k, v)| (k.to_owned(), v.to_owned()))
                .into(),
        },
        Change::AddLine {
            table: "budget.produits".to_owned(),
            cells: [("poste", "74"), ("type", "etat")].map(|(k, v)| (k.to_owned(), v.to_owned())).into(),
        },
    ] {
        text = lawful(&text, &change);
    }
    let expected = "# Mon dossier
version: 1
campagne: 2016   # l'année
fiche: 1
porteur:
  nom: 'Les Tilleuls'
  statut: association
  siret: \"1\"
  adresse: { voie: \"12, rue des Lilas\", commune: \"62498\" }
projet:
  intitule: \"Fête #2\"
  communes: [\"62498\", \"62510\"]
  gouvernance: |-
    Un comité.
    Deux fois l'an : le lundi.
budget:
  charges:
    - { poste: 60, montant: 100 } # colle
    - { poste: 64, libelle: Animateur, montant: \"8 000,50\" }
  produits:
    - { poste: 74, type: etat }
demande:
  fonctionnement: 1 250,50
depot:
  contact_ville: { date: 2014-11-10 }
";
    assert_eq!(text, expected);
}

#[test]
fn what_goes_takes_its_comma_or_its_line() {
    let text = "a:\n  - b: 1\n    c: 2\n  - { d: 1, e: 2 } # f\nporteur:\n  nom: x # y\nfiche: 1\n";
    let gone = |path: &str| lawful(text, &remove(path));
    assert_eq!(gone("a[0].b"), text.replace("b: 1\n    ", ""));
    assert_eq!(gone("a[0]"), text.replace("  - b: 1\n    c: 2\n", ""));
    assert_eq!(gone("a[1].d"), text.replace("d: 1, ", ""));
    assert_eq!(gone("a[1].e"), text.replace(", e: 2", ""));
    assert_eq!(gone("porteur.nom"), text.replace("nom: x", "{}"));
    assert_eq!(gone("fiche"), text.replace("fiche: 1\n", ""));
    assert_eq!(gone("absent"), text);
}

#[test]
fn what_cannot_be_is_refused() {
    let refused = |text: &str, change: &Change| edits(&source(text), change).is_none();
    assert!(refused("a: [1]\n", &set("a[3]", "x")));
    assert!(refused("a: [1]\n", &set("a.b", "x")));
    assert!(refused("a: 1\n", &set("a..b", "x")));
    assert!(refused("a: \"1\n", &set("a", "x")));
}

#[test]
fn a_question_mark_stands_in_quotes() {
    let text = "version: 1\ncampagne: 2015\nbudget:\n  produits:\n    - { poste: 74, type: commune, montant: 1 }\n";
    let cells = [("poste", "a"), ("montant", "?")].map(|(key, value)| (key.to_owned(), value.to_owned()));
    let change = Change::AddLine { table: "budget.produits".to_owned(), cells: cells.to_vec() };
    assert!(lawful(text, &change).contains("montant: \"?\" }"));
}

fn table(path: &str, lines: &[(&str, Option<&str>)]) -> Change {
    let lines = lines.iter().map(|(label, comment)| super::NewLine {
        cells: vec![("poste".to_owned(), "60".to_owned()), ("libelle".to_owned(), (*label).to_owned())],
        comment: comment.map(str::to_owned),
    });
    Change::SetTable { table: path.to_owned(), lines: lines.collect() }
}

#[test]
fn lines_of_a_table_take_the_place_of_others_whose_comments_go_with_them() {
    let new = table("budget.charges", &[("Colle", Some("à vérifier\nfiche: 2")), ("Fil, aiguilles", None)]);
    let lines = "    - { poste: 60, libelle: Colle } # à vérifier\\nfiche: 2\n    - { poste: 60, libelle: \"Fil, aiguilles\" }\n";
    for (before, after) in [
        (
            "charges: # ici\n    # un\n    - { poste: 61 } # vieux\n    # deux\n    - poste: 62\n      montant: 3 # vieux\n",
            "charges: # ici\n    # un\n    # deux\n",
        ),
        ("charges:\n  - { poste: 61 }\n", "charges:\n"),
        ("charges: [{ poste: 61 }, { poste: 62 }] # vieux\n", "charges:\n"),
        ("charges: []\n", "charges:\n"),
        ("charges:\n", "charges:\n"),
    ] {
        let rest = "  produits: # là\n    - { poste: 70 }\n";
        let edited = lawful(&format!("budget:\n  {before}{rest}"), &new);
        assert_eq!(edited, format!("budget:\n  {after}{lines}{rest}"));
    }
    let within = lawful("budget: { charges: [{ poste: 61 }], produits: [] }\n", &new);
    assert_eq!(
        within,
        "budget: { charges: [{ poste: 60, libelle: Colle }, { poste: 60, libelle: \"Fil, aiguilles\" }], produits: [] }\n"
    );
}
