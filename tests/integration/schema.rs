//! The published JSON Schemas fit what the program reads and writes.

use jsonschema::Validator;
use serde_json::{Value, json};

use crate::common::{DAY, Folder, Recevable, check, codes, edit, eligible, example, example_names, recevable};

fn published(what: &str) -> Value {
    recevable(["schema", what]).exits(0).json().0
}

fn validator(schema: &Value) -> Validator {
    jsonschema::meta::validate(schema).unwrap();
    jsonschema::validator_for(schema).unwrap()
}

fn assert_valid(validator: &Validator, instance: &Value, what: &str) {
    let errors: Vec<String> =
        validator.iter_errors(instance).map(|error| format!("{} at {}", error, error.instance_path())).collect();
    assert!(errors.is_empty(), "{what}:\n{}", errors.join("\n"));
}

/// The schema of one element of `dossiers`, which is what a line of NDJSON holds.
fn line_schema(report: &Value) -> Value {
    json!({ "$defs": report["$defs"], "$ref": "#/$defs/DossierReport" })
}

const STYLES: [&[&str]; 4] = [&[], &["--verbose"], &["--lang", "en"], &["--lang", "en", "--verbose"]];

#[test]
fn the_json_of_all_examples_fits_the_report_schema() {
    let validator = validator(&published("report"));
    for style in STYLES {
        let base = ["check", "examples", "--date", DAY, "--format", "json"];
        let run = Recevable::new(base.iter().chain(style)).run().exits(1);
        assert_valid(&validator, &run.json().0, &format!("{style:?}"));
    }
}

#[test]
fn every_line_of_ndjson_fits_it_and_says_the_same() {
    let schema = published("report");
    let validator = validator(&line_schema(&schema));
    for style in STYLES {
        let run = |format| {
            let base = ["check", "examples", "--date", DAY, "--format", format];
            Recevable::new(base.iter().chain(style)).run().exits(1)
        };
        let whole = run("json").json();
        let lines: Vec<Value> = run("ndjson").stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(lines, whole.dossiers());
        for line in &lines {
            assert_valid(&validator, line, &line["path"].to_string());
        }
    }
}

#[test]
fn unreadable_files_fit_it_too() {
    let validator = validator(&published("report"));
    let run = recevable(["check", "absent.yaml", "rules", "examples/erreurs-de-structure.yaml", "--format", "json"]);
    assert_valid(&validator, &run.exits(2).json().0, "unreadable");
}

#[test]
fn ignored_and_known_findings_fit_it_too() {
    let validator = validator(&published("report"));
    let folder = Folder::new();
    let text = eligible(1).replace("version: 1", "version: 1  # recevable: ignore D-BUD-1 — vu");
    folder.write(
        "a.yaml",
        edit(&text, &[("  debut: 2015-02-16", "  debut: 2014-01-01  # recevable: ignore D-DAT-2 — vu")]),
    );
    folder.write("b.yaml", example("erreurs-de-structure.yaml"));
    let run = |more: &str| {
        let arguments = ["check", "a.yaml", "b.yaml", "--date", DAY, "--format", "json", "--baseline", "b.json"];
        Recevable::new(arguments.iter().chain([&more])).dir(folder.path()).run().exits(0).json().0
    };
    for report in [run("--write-baseline"), run("--verbose")] {
        assert_valid(&validator, &report, "with comments and a baseline");
        let summary = &report["summary"];
        assert_eq!((&summary["ignored"], &summary["warnings"]), (&json!(1), &json!(1)), "{summary}");
        assert!(summary["baseline"].is_object(), "{summary}");
    }
}

#[test]
fn the_report_schema_can_refuse() {
    let validator = validator(&published("report"));
    let report = Recevable::check(["examples/fiche-1-eligible.yaml", "--format", "json"]).run().json().0;
    for (pointer, wrong) in [
        ("/schema_version", json!("2")),
        ("/schema_version", json!(1)),
        ("/dossiers/0/verdict", json!(3)),
        ("/dossiers/0/assessments/0/counts/satisfied", json!(-1)),
        ("/summary", Value::Null),
    ] {
        let mut broken = report.clone();
        *broken.pointer_mut(pointer).unwrap() = wrong;
        assert!(!validator.is_valid(&broken), "{pointer}");
    }
}

/// A dossier as an independent reader sees it.
fn as_json(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap()
}

#[test]
fn the_examples_fit_the_dossier_schema() {
    let validator = validator(&published("dossier"));
    for name in example_names().iter().filter(|name| *name != "erreurs-de-structure.yaml") {
        assert_valid(&validator, &as_json(&example(name)), name);
    }
}

#[test]
fn a_dossier_with_structural_errors_does_not() {
    let validator = validator(&published("dossier"));
    // The second of two equal keys is not JSON's to say, and the independent reader refuses it by itself.
    let text = edit(&example("erreurs-de-structure.yaml"), &[("  methode: Chantiers", "  # methode: Chantiers")]);
    assert!(!validator.is_valid(&as_json(&text)));
}

#[test]
fn placeholders_fit_the_dossier_schema() {
    let validator = validator(&published("dossier"));
    for placeholder in
        ["À compléter…", "(a definir)", "NC", "n/a", "?", "---", "zz z", "Non\u{a0}communiqué", "lorem ipsum"]
    {
        let mut dossier = as_json("version: 1\ncampagne: 2015\n");
        for key in ["fiche", "etape", "porteur", "budget"] {
            dossier[key] = json!(placeholder);
        }
        dossier["demande"] = json!({ "fonctionnement": placeholder });
        dossier["depot"] = json!({ "dossier_complet": placeholder, "contact_ville": placeholder });
        dossier["projet"] =
            json!({ "communes": [placeholder], "quartiers": placeholder, "partenaires": [placeholder] });
        assert_valid(&validator, &dossier, placeholder);
        assert!(codes(&check(&serde_yaml::to_string(&dossier).unwrap())).is_empty(), "{placeholder}");
    }
}

#[test]
fn each_structural_error_alone_is_refused() {
    let validator = validator(&published("dossier"));
    let whole = eligible(1);
    assert_valid(&validator, &as_json(&whole), "before");
    for (from, to) in [
        ("version: 1", "version: 2"),
        ("fiche: 1\n", "fiche: 5\n"),
        ("statut: association", "statu: association"),
        ("version: 1\n", ""),
        ("  dispositif: fph", "  dispositif: fhp"),
        ("echelle: communale", "echelle: comunale"),
        ("communes: [\"62510\"]", "communes: [\"6251\"]"),
        ("perimetre_intercommunal: oui", "perimetre_intercommunal: peut-être"),
        ("debut: 2015-02-16", "debut: 16 février 2015"),
        ("montant: 600 }", "montant: beaucoup }"),
        ("montant: 600 }", "montant: { euros: 600 } }"),
        ("poste: 61", "poste: \"71\""),
        ("poste: 70, type: recettes_propres", "poste: 70"),
        ("siren: \"246200364\"", "siren: \"24620036\""),
        ("thematiques: [participation-habitants, citoyennete]", "thematiques: citoyennete"),
    ] {
        let broken = edit(&whole, &[(from, to)]);
        assert!(!validator.is_valid(&as_json(&broken)), "{to:?} is let through");
        assert!(!codes(&check(&broken)).is_empty(), "{to:?} is decoded");
    }
}
