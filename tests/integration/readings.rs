//! Other readings of the call, as every reader of a report meets them.

use std::fs;
use std::process::Command;

use serde_json::Value;

const EXAMPLE: &str = "examples/fiche-2-cofinancement-29-99.yaml";

fn recevable(arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_recevable"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).env_remove("RECEVABLE_LANG").args(arguments);
    String::from_utf8(command.output().unwrap().stdout).unwrap()
}

fn json(path: &str) -> Value {
    serde_json::from_str(&recevable(&["check", path, "--date", "2015-01-16", "--format", "json"])).unwrap()
}

fn statuses(of: &Value) -> Vec<(&str, &str)> {
    let readings = of["readings"].as_array().unwrap();
    readings.iter().map(|reading| (reading["id"].as_str().unwrap(), reading["status"].as_str().unwrap())).collect()
}

/// The example with some text replaced, in a file of its own.
fn changed(replaced: &[(&str, &str)]) -> tempfile::NamedTempFile {
    let mut text = fs::read_to_string(format!("{}/{EXAMPLE}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    for (from, to) in replaced {
        assert!(text.contains(from), "{from}");
        text = text.replace(from, to);
    }
    let file = tempfile::Builder::new().suffix(".yaml").tempfile().unwrap();
    fs::write(file.path(), text).unwrap();
    file
}

#[test]
fn a_violated_rule_tells_what_the_readings_make_of_it() {
    let report = json(EXAMPLE);
    let finding = &report["dossiers"][0]["assessments"][0]["findings"][0];
    assert_eq!(finding["rule"], "F2-COF-1");
    assert_eq!(statuses(finding), [("base-region-et-collectivites", "satisfied"), ("base-fonds-publics", "violated")]);
    let message = finding["message"].as_str().unwrap();
    assert!(message.contains("Selon la lecture retenue de l'appel"), "{message}");
    assert!(message.contains("37,49 %") && !message.contains("fonds publics"), "{message}");
    assert_eq!(report["summary"]["reading_dependent"], 1);
}

#[test]
fn a_satisfied_rule_whose_readings_disagree_has_a_note() {
    let file = changed(&[
        ("1 999 €", "2 000 €"),
        ("type: etat, financeur: État, montant: 1 001 €", "type: etat, financeur: État, montant: 9 001 €"),
    ]);
    let report = json(file.path().to_str().unwrap());
    let assessment = &report["dossiers"][0]["assessments"][0];
    assert!(assessment["findings"].as_array().unwrap().iter().all(|finding| finding["rule"] != "F2-COF-1"));
    let notes = assessment["notes"].as_array().unwrap();
    let note = notes.iter().find(|note| note["rule"] == "F2-COF-1").unwrap();
    assert_eq!(note["status"], "satisfied");
    assert_eq!(statuses(note), [("base-region-et-collectivites", "satisfied"), ("base-fonds-publics", "violated")]);
    // The budget no longer balances, so that the verdict stands whatever the reading.
    assert_eq!(report["dossiers"][0]["verdict"], "ineligible");
    assert_eq!(report["summary"]["reading_dependent"], 0);
}

#[test]
fn where_the_readings_agree_nothing_is_said() {
    let report = recevable(&["check", "examples/fiche-2-eligible.yaml", "--date", "2015-01-16", "--format", "json"]);
    assert!(!report.contains("readings\""), "{report}");
    assert!(report.contains("\"reading_dependent\":0"), "{report}");
}

#[test]
fn the_summary_of_a_batch_counts_the_dossiers_that_depend_on_a_reading() {
    let report: Value =
        serde_json::from_str(&recevable(&["check", "examples", "--date", "2015-01-16", "--format", "json"])).unwrap();
    assert_eq!(report["summary"]["reading_dependent"], 2);
    let text = recevable(&["check", "examples", "--date", "2015-01-16"]);
    assert!(text.contains("L'avis sur 2 dossiers dépend de la lecture"), "{text}");
}

#[test]
fn without_a_fiche_a_reading_is_the_same_one_under_all() {
    let file = changed(&[("fiche: 2\n", ""), ("etape: dossier_complet", "etape: fiche_synthetique")]);
    let report = json(file.path().to_str().unwrap());
    assert_eq!(report["dossiers"][0]["verdict"], "ineligible");
    assert_eq!(report["summary"]["reading_dependent"], 1);
}

#[test]
fn missing_information_shows_the_readings_beside_the_key_to_fill_in() {
    let text = recevable(&["check", "examples/fiche-2-incomplet.yaml", "--date", "2015-01-16", "--lang", "en"]);
    let (_, rest) = text.split_once("programme_activite_region.finance").unwrap();
    assert!(rest.contains("The result depends on the reading of the call"), "{text}");
}
