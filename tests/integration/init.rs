//! `recevable init`: a dossier to fill in, for each fiche and stage.

use crate::common::{Folder, Recevable, check, codes, verdict};

fn template(fiche: &str, stage: &str, lang: &str) -> String {
    let run = Recevable::new(["init", "-", "--fiche", fiche, "--stage", stage, "--lang", lang]).run().exits(0);
    run.raw_stdout
}

#[test]
fn a_fresh_template_is_incomplete_for_every_fiche_and_stage() {
    for fiche in ["1", "2", "3", "4"] {
        for stage in ["fiche_synthetique", "dossier_complet"] {
            for lang in ["fr", "en"] {
                let text = template(fiche, stage, lang);
                let dossier = check(&text);
                assert_eq!(codes(&dossier), [""; 0], "{text}");
                assert_eq!(verdict(&dossier), "incomplete", "{fiche} {stage}:\n{text}");
                assert_eq!(dossier["fiche"].to_string(), fiche);
                assert_eq!(dossier["stage"], stage);
                let widest = text.lines().map(|line| line.chars().count()).max().unwrap();
                assert!(widest <= 120, "{widest}:\n{text}");
                assert!(dossier["warnings"].as_array().is_none_or(Vec::is_empty));
            }
        }
    }
}

#[test]
fn it_asks_what_its_fiche_reads_and_lists_codes_with_their_labels() {
    let (one, four) = (template("1", "dossier_complet", "fr"), template("4", "dossier_complet", "fr"));
    assert!(!one.contains("action_gup:") && four.contains("\n  action_gup:\n"));
    assert!(four.contains("jardin-communautaire — "), "{four}");
    assert!(one.contains("necessary") || one.contains("nécessaire"), "{one}");
    let order = ["version: 1", "porteur:", "projet:", "budget:", "demande:", "depot:"];
    let places: Vec<_> =
        order.iter().map(|key| one.find(&format!("\n{key}")).unwrap_or_else(|| panic!("{key}"))).collect();
    assert!(places.is_sorted(), "{places:?}");
    let stage = template("1", "fiche_synthetique", "fr");
    assert!(stage.len() < one.len());
}

#[test]
fn what_is_needed_under_a_condition_is_said_with_it() {
    let text = template("2", "dossier_complet", "fr");
    for comment in [
        "# Date du contact avec la ville (nécessaire si « échelle du projet » est « communale » ; C-CAL-4)",
        "# Numéro SIRET (nécessaire si « statut du porteur » n'est pas « association » ; C-DBL-3, D-IDE-1, D-IDE-3)",
        "# Numéro RNA (selon le projet ; D-IDE-2, D-IDE-3)",
        "d'activité (nécessaire ;",
    ] {
        assert!(text.replace(['\u{a0}', '\u{202f}'], " ").contains(comment), "{comment}\n{text}");
    }
}

#[test]
fn a_file_that_stands_there_is_kept() {
    let folder = Folder::new();
    let init =
        |arguments: &[&str]| Recevable::new(["init", "--fiche", "2"].iter().chain(arguments)).dir(folder.path()).run();
    init(&["a.yaml"]).exits(0);
    let first = folder.read("a.yaml");
    let run = init(&["a.yaml", "--stage", "fiche_synthetique"]).exits(2);
    assert!(run.stderr.contains("--force"), "{run}");
    assert_eq!(folder.read("a.yaml"), first);
    init(&["a.yaml", "--stage", "fiche_synthetique", "--force"]).exits(0);
    assert_ne!(folder.read("a.yaml"), first);
    init(&[]).exits(0);
    assert_eq!(folder.read("dossier.yaml").replace("dossier.yaml", "a.yaml"), first);
}

#[test]
fn the_schema_stands_beside_it_and_is_named_first() {
    let folder = Folder::new();
    Recevable::new(["init", "x/a.yaml", "--fiche", "3", "--schema"]).dir(folder.path()).run().exits(2);
    Recevable::new(["init", "a.yaml", "--fiche", "3", "--schema"]).dir(folder.path()).run().exits(0);
    assert!(folder.read("a.yaml").starts_with("# yaml-language-server: $schema=recevable.schema.json\n"));
    let schema: serde_json::Value = serde_json::from_str(&folder.read("recevable.schema.json")).unwrap();
    assert_eq!(schema["title"], "recevable dossier");
    Recevable::new(["init", "-", "--fiche", "3", "--schema"]).run().exits(2);
    Recevable::new(["init", "b.yaml"]).dir(folder.path()).run().exits(2);
}
