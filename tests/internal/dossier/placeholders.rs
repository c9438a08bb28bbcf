//! Placeholders in every key of the format, in every way to write them.

use proptest::prelude::*;

use super::*;
use crate::dossier::format::{self, FieldInfo, field_info, fields};
use crate::dossier::{Decoded, Dossier, KnownCampaign, Problem, Value, decode};
use crate::source::SourceFile;
use crate::yaml::parse;

const TEXTS: [&str; 12] = [
    "à compléter",
    "À définir",
    "en cours",
    "Non communiqué",
    "néant",
    "nc",
    "n.c",
    "n/a",
    "xxx",
    "...",
    "lorem ipsum",
    "tbd",
];

fn is_placeholder(text: &str, kind: ScalarKind) -> bool {
    Placeholders::new(TEXTS).is_placeholder(text, &Kind::Scalar(kind))
}

fn decoded<T>(file: &SourceFile, read: impl FnOnce(&Dossier<'_>, &[Problem]) -> T) -> T {
    let placeholders = Placeholders::new(TEXTS);
    let Decoded { dossier, problems } =
        decode(&parse(file), &[KnownCampaign { year: 2015, placeholders: &placeholders }]);
    read(&dossier, &problems)
}

/// A dossier with a text in one key, quoted.
fn with(info: &FieldInfo, text: &str) -> SourceFile {
    let value = serde_json::to_string(text).unwrap();
    let mut dossier = String::new();
    if !info.field.required || info.column.is_some() {
        dossier.push_str("version: 1\ncampagne: 2015\n");
    }
    let parent = info.parent.map(field_info);
    let path: Vec<&str> = match parent {
        Some(table) if info.column.is_some() => table.path.split('.').collect(),
        _ => info.path.split('.').collect(),
    };
    for (depth, key) in path.iter().enumerate() {
        dossier.push_str(&format!("{}{key}:\n", "  ".repeat(depth)));
    }
    dossier.pop();
    if info.column.is_none() {
        dossier.push_str(&format!(" {value}\n"));
        return SourceFile::new("a.yaml", dossier);
    }
    let given =
        [("poste", if info.path.contains("charges") { "60" } else { "74" }), ("type", "etat"), ("montant", "5")];
    let is_column =
        |key: &str| parent.is_some_and(|table| table.children.iter().any(|id| field_info(*id).field.key == key));
    let others = given.iter().filter(|(key, _)| *key != info.field.key && is_column(key));
    let others: Vec<String> = others.map(|(key, value)| format!("{key}: {value}, ")).collect();
    dossier.push_str(&format!("\n  - {{ {}{}: {value} }}\n", others.concat(), info.field.key));
    SourceFile::new("a.yaml", dossier)
}

/// Whether the key of a field reads as one that is not there.
fn assert_absent(info: &FieldInfo, text: &str) {
    let file = with(info, text);
    decoded(&file, |dossier, problems| {
        let found: Vec<_> = problems.iter().map(|problem| (problem.kind.code().as_str(), &*problem.path)).collect();
        if info.field.required {
            let missing = found.iter().find(|(code, path)| *code == "D-KEY-MISSING" && path.ends_with(info.field.key));
            assert!(missing.is_some(), "{}\n{found:?}", file.text());
            assert!(found.iter().all(|(code, _)| *code == "D-KEY-MISSING"), "{}\n{found:?}", file.text());
            return;
        }
        assert_eq!(found, [], "{}", file.text());
        if let (Some(column), Some(table)) = (info.column, info.parent) {
            let Some(Value::Records(lines)) = dossier.get(table).map(|located| &located.value) else { panic!() };
            assert_eq!(lines[0].cells[column].value, None, "{}", file.text());
            assert_eq!(file.slice(lines[0].cells[column].key.unwrap()), info.field.key);
        } else {
            assert_eq!(dossier.get(info.id), None, "{}", file.text());
            assert_eq!(file.slice(dossier.place(info.id)), info.field.key);
        }
    });
}

#[test]
fn every_placeholder_in_every_key_is_an_absence() {
    for info in fields() {
        for text in TEXTS.iter().chain(&["", "  ", "?", "-", "--- ", "(…)", "zz Z z", "____", "É é"]) {
            assert_absent(info, text);
        }
    }
}

#[test]
fn a_digit_stands_for_nothing_in_texts_and_codes_alone() {
    use ScalarKind::{Bool, Commune, Date, Money, PostalCode, Quartier, Rna, Siren, Siret, Slug, Text, Year};
    for digits in ["0", "7", "0000", "1 1\u{a0}1", "(9)"] {
        for kind in [Text, Siret, Rna, Siren, Commune, PostalCode] {
            assert!(is_placeholder(digits, kind), "{digits} {kind:?}");
        }
        for kind in [Money, Year, Bool, Date, Slug, Quartier, ScalarKind::Token(&[]), ScalarKind::Version] {
            assert!(!is_placeholder(digits, kind), "{digits} {kind:?}");
        }
    }
    assert!(Placeholders::new(TEXTS).is_placeholder("00000", &Kind::List(Commune)));
    assert!(!Placeholders::new(TEXTS).is_placeholder("0", &Kind::Group(&[])));
    assert!(is_placeholder("0000 0000 0000 00", Siret));
    for text in ["12", "5 €/h", "0 1"] {
        assert!(!is_placeholder(text, Text), "{text}");
    }
}

#[test]
fn a_text_that_holds_more_is_none() {
    for text in ["à compléter svp", "oui", "non", "nca", "n / a", "reste à définir", "en-cours", "ab"] {
        assert!(!is_placeholder(text, ScalarKind::Text), "{text}");
    }
    let long = format!("à compléter {}", "a".repeat(100_000));
    assert!(!is_placeholder(&long, ScalarKind::Text));
    assert!(is_placeholder(&"x".repeat(100_000), ScalarKind::Text));
    assert!(is_placeholder(&format!("à compléter{}", ".".repeat(100_000)), ScalarKind::Text));
}

#[test]
fn absent_entries_are_left_out_and_the_others_keep_their_index() {
    let project = |lines: &str| SourceFile::new("a.yaml", format!("version: 1\ncampagne: 2015\nprojet:\n{lines}"));
    let field = |path: &str| format::find(path).unwrap();
    for list in ["[à définir]", "[NC, ~, '', '00000']", "à définir", "''"] {
        decoded(&project(&format!("  communes: {list}\n")), |dossier, problems| {
            assert_eq!(problems, []);
            assert_eq!(dossier.get(field("projet.communes")), None, "{list}");
        });
    }
    decoded(&project("  communes: []\n  partenaires: []\n"), |dossier, _| {
        assert!(dossier.get(field("projet.communes")).is_some() && dossier.get(field("projet.partenaires")).is_some());
    });
    decoded(&project("  communes: [NC, '62498', ~, '62510']\n"), |dossier, problems| {
        assert_eq!(problems, []);
        let Value::List(items) = &dossier.get(field("projet.communes")).unwrap().value else { panic!() };
        let items: Vec<_> = items.iter().map(|item| (item.index, &*item.value)).collect();
        assert_eq!(items, [(1, "62498"), (3, "62510")]);
    });
    decoded(&project("  communes: [NC, 6249]\n"), |_, problems| {
        assert_eq!(problems[0].path, "projet.communes[1]");
    });
    decoded(&project("  partenaires: [à définir, { nom: Lens, role: NC }, ~]\n"), |dossier, problems| {
        assert_eq!(problems, []);
        let Value::Records(lines) = &dossier.get(field("projet.partenaires")).unwrap().value else { panic!() };
        assert_eq!((lines.len(), lines[0].index), (1, 1));
        assert_eq!(lines[0].cells[1].value, None);
    });
    decoded(&project("  partenaires: [à définir]\n"), |dossier, problems| {
        assert_eq!((problems, dossier.get(field("projet.partenaires"))), (&[][..], None));
    });
}

#[test]
fn the_stage_is_then_the_default_one_and_the_project_has_no_identity() {
    let file = SourceFile::new(
        "a.yaml",
        "version: 1\ncampagne: 2015\nfiche: NC\netape: à définir\nporteur: { siret: '90000001900019' }\nprojet: { intitule: néant }\n",
    );
    decoded(&file, |dossier, problems| {
        assert_eq!(problems, []);
        assert_eq!(
            (dossier.stage(), dossier.text("fiche"), dossier.duplicate_key()),
            (format::Stage::default(), None, None)
        );
    });
}

#[test]
fn the_campaign_decides_and_the_latest_one_where_it_is_unknown() {
    let [early, late] = [["bientôt"], ["plus tard"]].map(Placeholders::new);
    let campaigns =
        [KnownCampaign { year: 2015, placeholders: &early }, KnownCampaign { year: 2016, placeholders: &late }];
    let codes = |campaign: &str, text: &str| {
        let file = SourceFile::new("a.yaml", format!("version: 1\n{campaign}\ndepot: {{ dossier_complet: {text} }}\n"));
        let problems = decode(&parse(&file), &campaigns).problems;
        problems.iter().map(|problem| problem.kind.code().as_str()).collect::<Vec<_>>()
    };
    assert_eq!(codes("campagne: 2015", "Bientôt"), [""; 0]);
    assert_eq!(codes("campagne: 2015", "plus tard"), ["D-DATE"]);
    assert_eq!(codes("campagne: \"2016\"", "plus tard"), [""; 0]);
    assert_eq!(codes("campagne: 2014", "plus tard"), ["D-CAMPAIGN"]);
    assert_eq!(codes("campagne: bientôt", "plus tard"), ["D-CAMPAIGN"]);
    assert_eq!(codes("campagne: plus tard", "plus tard"), ["D-KEY-MISSING"]);
    assert_eq!(codes("# rien", "plus tard"), ["D-KEY-MISSING"]);
}

fn surface() -> impl Strategy<Value = String> {
    let around = "[ \u{a0}\u{202f}.…!?()\\[\\]«»\"'’:;,*_–—-]{0,4}";
    let change = (any::<bool>(), any::<bool>(), any::<bool>(), "[ \t\u{a0}\u{2009}\u{202f}]{1,3}");
    (proptest::sample::select(&TEXTS[..]), change, around, around).prop_map(|(text, change, before, after)| {
        let (upper, plain, decomposed, space) = change;
        let mut text = text.replace(' ', &space);
        if plain {
            text = fold(&text);
        }
        if decomposed {
            text = unicode_normalization::UnicodeNormalization::nfd(&*text).collect();
        }
        if upper {
            text = text.to_uppercase();
        }
        format!("{before}{text}{after}")
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn however_it_is_written(text in surface(), field in 0..fields().len()) {
        assert_absent(&fields()[field], &text);
    }

    #[test]
    fn any_text_gets_an_answer(text in "\\PC*") {
        for kind in [ScalarKind::Text, ScalarKind::Money] {
            let _ = is_placeholder(&text, kind);
        }
    }
}
