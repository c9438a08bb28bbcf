//! What has changed since a former report: `--since`.

use std::io::Cursor;

use calamine::{Reader, Xlsx, open_workbook_from_rs};

use crate::batch::in_folder;
use crate::common::{Folder, Run, edit, eligible, example, plain_spaces, snapshot};

/// A folder of five dossiers with its report, and then with changes of each kind.
fn changed() -> Folder {
    let folder = Folder::new();
    let near = example("fiche-2-cofinancement-29-99.yaml");
    folder.write("d/mieux.yaml", &near);
    folder.write("d/moins-bien.yaml", eligible(1));
    folder.write("d/parti.yaml", example("fiche-2-incomplet.yaml"));
    folder.write("d/avant.yaml", example("fiche-3-avec-reserves.yaml"));
    folder.write("d/pareil.yaml", example("fiche-4-plafond-fonctionnement.yaml"));
    folder.check(["d", "--format", "json=avant.json", "--format", "ndjson=avant.ndjson"]).run().exits(1);
    let reached = [("montant: 1 999 €", "montant: 2 000 €"), ("montant: 1 001 €", "montant: 1 000 €")];
    folder.write("d/mieux.yaml", edit(&near, &reached));
    folder.write("d/moins-bien.yaml", edit(&eligible(1), &[("fiche: 1\n", "fiche: 5\n")]));
    std::fs::remove_file(folder.at("d/parti.yaml")).unwrap();
    std::fs::rename(folder.at("d/avant.yaml"), folder.at("d/renomme.yaml")).unwrap();
    folder.write("d/nouveau.yaml", example("sans-fiche-declaree.yaml"));
    folder
}

fn since(folder: &Folder, more: &[&str]) -> Run {
    let arguments = ["d", "--since", "avant.json"].iter().chain(more).copied().collect::<Vec<_>>();
    in_folder(folder, &arguments).run()
}

/// The part of the text that tells what has changed.
fn told(run: &Run) -> String {
    let (_, told) = run.stdout.split_once("-- Depuis ").unwrap_or_else(|| panic!("{run}"));
    told.split_once("\n-- ").map_or(told, |(told, _)| told).to_owned()
}

#[test]
fn each_kind_of_change_is_told_in_text() {
    let folder = changed();
    snapshot("since", &told(&since(&folder, &[]).exits(1)));
    let english = folder.check(["d", "--since", "avant.json", "--lang", "en"]).run().exits(1);
    assert!(english.stdout.contains("-- Since 20 November 2014 -") && english.stdout.contains("Newly eligible: 1"));
    let arguments = ["check", "d", "--since", "avant.json", "--date", "2014-12-10"];
    let later = crate::common::Recevable::new(arguments).dir(folder.path()).run().exits(1);
    assert!(told(&later).contains("celui-ci évalue au 10 décembre 2014"), "{later}");
    assert!(!since(&folder, &["--quiet"]).exits(1).stdout.contains("Depuis"));
}

#[test]
fn nothing_has_changed_since_the_report_itself() {
    let folder = changed();
    folder.check(["d", "--format", "json=avant.json"]).run().exits(1);
    assert!(told(&since(&folder, &[])).contains("Rien n'a changé."));
    // What is shown, and in what order, changes nothing.
    let some = since(&folder, &["--only", "eligible", "--sort", "porteur", "--baseline", "b.json", "--write-baseline"]);
    assert!(told(&some.exits(0)).contains("Rien n'a changé."));
}

#[test]
fn one_dossier_alone_is_compared_too() {
    let folder = changed();
    let run = folder.check(["d/mieux.yaml", "--since", "avant.json"]).run().exits(0);
    let told = told(&run);
    assert!(told.contains("Désormais éligible : 1") && told.contains("Dossier parti : 4"), "{told}");
}

#[test]
fn the_page_and_the_workbook_tell_the_same() {
    let folder = changed();
    since(&folder, &["--format", "html=s.html", "--format", "xlsx=s.xlsx"]).exits(1);
    let page = plain_spaces(&folder.read("s.html"));
    for part in
        ["Depuis le 20 novembre 2014", "Désormais éligible", "2 999,00 € → 3 000,00 €", "auparavant d/avant.yaml"]
    {
        assert!(page.contains(part), "{part}");
    }
    let bytes = std::fs::read(folder.at("s.xlsx")).unwrap();
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    assert_eq!(book.sheet_names().last().unwrap(), "Depuis");
    let sheet = book.worksheet_range("Depuis").unwrap();
    let rows: Vec<String> =
        sheet.rows().map(|row| row.iter().map(ToString::to_string).collect::<Vec<_>>().join(" | ")).collect();
    snapshot("since-xlsx", &plain_spaces(&rows.join("\n")));
    let json = since(&folder, &["--format", "json"]).exits(1).json();
    assert_eq!(json.dossiers().len(), 5);
}

#[test]
fn reports_without_amounts_or_a_head_are_compared_as_far_as_they_go() {
    let folder = changed();
    let mut former: serde_json::Value = serde_json::from_str(&folder.read("avant.json")).unwrap();
    for dossier in former["dossiers"].as_array_mut().unwrap() {
        dossier.as_object_mut().unwrap().remove("amounts").unwrap();
    }
    folder.write("avant.json", former.to_string());
    let without = told(&since(&folder, &[]));
    assert!(without.contains("ne donne pas les montants") && !without.contains("Montants changés"), "{without}");
    std::fs::copy(folder.at("avant.ndjson"), folder.at("avant.json")).unwrap();
    let run = since(&folder, &[]);
    let lines = told(&run);
    assert!(lines.contains("ni son jour ni ses règles") && lines.contains("Montants changés : 1"), "{run}");
}

#[test]
fn other_rules_and_registers_are_told() {
    let folder = changed();
    folder.write("registre.csv", "siret;nom;annee;montant;objet\n");
    folder.write("cadre.toml", include_str!("../../rules/overlays/lens-lievin.toml"));
    let more = told(&since(&folder, &["--registre", "registre.csv", "--overlay", "cadre.toml"]));
    assert!(more.contains("fait sans registre") && more.contains("Ces règles ne sont plus les mêmes : "), "{more}");
    folder.check(["d", "--registre", "registre.csv", "--format", "json=avant.json"]).run().exits(1);
    assert!(told(&since(&folder, &[])).contains("avec un registre, celui-ci sans"));
    folder.write("registre.csv", "siret;nom;annee;montant;objet\n90000001900019;;;;\n");
    assert!(told(&since(&folder, &["--registre", "registre.csv"])).contains("Le registre n'est plus le même."));
}

#[test]
fn what_is_no_former_report_is_an_error() {
    let folder = changed();
    for (text, said) in [
        ("pas du JSON\u{1b}[31m", "avant.json:1:1 : ce n'est pas du JSON"),
        ("{\"version\":2,\"tool\":\"recevable\",\"findings\":[]}", "ce n'est pas un rapport de recevable"),
        ("{\"schema_version\":3,\"dossiers\":[]}", "de la version 3 du format"),
    ] {
        folder.write("avant.json", text);
        let run = since(&folder, &["--format", "csv"]).exits(2);
        assert!(run.stdout.is_empty() && run.stderr.contains(said) && run.stderr.lines().count() == 1, "{run}");
    }
    for name in ["aucun.json", "d"] {
        let run = folder.check(["d", "--since", name]).run().exits(2);
        assert!(run.stdout.is_empty() && run.stderr.contains(&format!("{name} : ")), "{run}");
    }
}

#[cfg(unix)]
#[test]
fn a_former_report_that_would_fill_the_memory_is_refused() {
    let folder = Folder::new();
    folder.write("d/a.yaml", eligible(1));
    let line = "{\"path\":\"d/a.yaml\",\"verdict\":\"eligible\",\"duplicate_key\":\"x\"}\n";
    for former in [line.repeat(1_500_000), format!("{{\"path\":\"{}", "x".repeat(100_000_000)), "[".repeat(1_000_000)] {
        folder.write("avant.json", former);
        let run = folder.check(["d", "--since", "avant.json"]).within(400).run().exits(2);
        assert!(run.stderr.lines().count() == 1, "{run}");
    }
    std::fs::File::create(folder.at("avant.json")).unwrap().set_len(2 * 1024 * 1024 * 1024).unwrap();
    let run = folder.check(["d", "--since", "avant.json"]).within(400).run().exits(2);
    assert!(run.stderr.contains("trop grand"), "{run}");
}
