//! Findings point first at what decides, and name it.

use serde_json::Value;

use crate::common::{Folder, Recevable, assessment, check, edit, eligible, finding};

fn first_place(text: &str, rule: &str) -> (String, Value) {
    let dossier = check(text);
    let found = finding(assessment(&dossier), rule);
    let place = &found["locations"][0];
    (place["path"].as_str().unwrap().to_owned(), found.clone())
}

#[test]
fn a_test_over_a_list_points_at_the_entry_that_fails() {
    let (path, found) =
        first_place(&edit(&eligible(1), &[("[\"62510\"]", "[\"62510\", \"62498\", \"75056\"]")]), "C-PER-1");
    assert_eq!(path, "projet.communes[2]");
    assert!(found["message"].as_str().unwrap().contains("75056"), "{found}");
    let (path, found) =
        first_place(&edit(&eligible(1), &[("  investissement: 0", "  investissement: -9000")]), "D-BUD-2");
    assert_eq!(path, "demande.investissement");
    assert!(found["message"].as_str().unwrap().contains("9 000,00"), "{found}");
    let (path, _) = first_place(&edit(&eligible(1), &[("[QP062030]", "[QP062030, QP059008]")]), "D-GEO-2");
    assert_eq!(path, "projet.quartiers[1]");
}

#[test]
fn an_undetermined_rule_points_where_the_missing_datum_belongs() {
    let without = |key: &str| {
        let text = eligible(1);
        let kept = text.lines().filter(|line| !line.trim_start().starts_with(key));
        kept.map(|line| format!("{line}\n")).collect::<String>()
    };
    assert_eq!(first_place(&without("debut:"), "D-DAT-1").0, "projet.debut");
    let (path, found) = first_place(&without("intercommunalite:"), "C-PER-3");
    assert_eq!(path, "projet.intercommunalite.siren");
    let message = found["message"].as_str().unwrap();
    assert!(message.contains("À renseigner : projet.intercommunalite.siren."), "{message}");
}

#[test]
fn codes_are_named_and_never_corrected_into_others() {
    let (_, found) = first_place(&edit(&eligible(1), &[("246200364", "246200365")]), "C-PER-3");
    let message = found["message"].as_str().unwrap();
    assert!(!message.contains("vouliez-vous"), "{message}");
    let (_, found) = first_place(&edit(&eligible(1), &[("[\"62510\"]", "[\"62510\", \"62100\"]")]), "C-PER-3");
    assert!(found["message"].as_str().unwrap().contains('('), "{found}");
}

#[test]
fn each_mistake_in_a_number_has_its_words() {
    for (written, said) in [
        ("900000019", "SIREN"),
        ("9000000190001", "Il a 13 chiffres"),
        ("900000019000199", "Il a 15 chiffres"),
        ("9,00000E+13", "écriture scientifique"),
        ("W623001234", "numéro RNA"),
        ("90000001900018", "clé de contrôle"),
        ("9000000190001A", "n'a que des chiffres"),
    ] {
        let text = eligible(1);
        let siret = text.lines().find(|line| line.trim_start().starts_with("siret:")).unwrap();
        let (_, found) = first_place(&edit(&text, &[(siret, &format!("  siret: \"{written}\""))]), "D-IDE-1");
        assert!(found["message"].as_str().unwrap().contains(said), "{written}: {found}");
    }
}

/// Where entries decide by themselves, the text shows these alone; all that was read comes with `-v`.
#[test]
fn the_text_shows_the_deciding_entries_alone() {
    let folder = Folder::new();
    folder.write("a.yaml", edit(&eligible(1), &[("  investissement: 0", "  investissement: -9000")]));
    let shown = |detail: &str| {
        let text = Recevable::check(["a.yaml", "--no-plan", detail]).dir(folder.path()).run().stdout;
        text.split("D-BUD-2 — ").nth(1).unwrap().split("D-BUD-3 — ").next().unwrap().to_owned()
    };
    let (short, long) = (shown("--no-progress"), shown("-v"));
    let correct = "Fournitures et guichet mobile";
    assert!(!short.contains(correct) && short.contains("investissement: -9000"), "{short}");
    assert!(long.contains(correct), "{long}");
}

#[test]
fn a_missing_code_stands_in_the_lines_to_paste_where_others_tell_it() {
    let folder = Folder::new();
    folder.write("a.yaml", edit(&eligible(1), &[(", siren: \"246200364\"", "")]));
    let run = Recevable::check(["a.yaml"]).dir(folder.path()).run();
    assert!(run.stdout.contains("siren: \"246200364\"   # CA de Lens - Liévin\n"), "{run}");
}

/// The section of the text that lists what is to be filled in.
fn to_fill_in(text: &str) -> String {
    let folder = Folder::new();
    folder.write("a.yaml", text);
    let shown = Recevable::new(["check", "a.yaml", "--date", "2014-11-20"]).dir(folder.path()).run().stdout;
    shown
        .split_once("-- À compléter")
        .map(|(_, rest)| rest.split("\n-- ").next().unwrap().to_owned())
        .unwrap_or_default()
}

#[test]
fn of_alternatives_one_is_asked_for() {
    let without = |keys: &[&str], scale: &str| {
        let text = eligible(1).replace("echelle: communale", scale);
        let kept = text.lines().filter(|line| !keys.iter().any(|key| line.trim_start().starts_with(key)));
        to_fill_in(&kept.map(|line| format!("{line}\n")).collect::<String>())
    };
    let shown = without(&["communes:", "intercommunalite:"], "echelle: regionale");
    assert!(shown.starts_with(" (1) --"), "{shown}");
    let expected = "  [ ] L'une de ces informations suffit (C-PER-1) :
      - projet.intercommunalite.siren — SIREN de l'intercommunalité
      - projet.intercommunalites_partenaires — intercommunalités partenaires (SIREN)
";
    assert!(shown.contains(expected), "{shown}");
    // The shortest way alone: the intercommunalité, not the scale and the partners.
    let shown = without(&["communes:", "intercommunalite:", "echelle:"], "");
    assert!(shown.contains("projet.intercommunalite.siren") && !shown.contains("_partenaires"), "{shown}");
}
