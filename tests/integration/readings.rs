//! Other readings of the call, in the reports.

use serde_json::{Value, json};

use crate::common::{Recevable, edit, example, recevable};

const DAY: &str = "2015-01-16";
const EXAMPLE: &str = "fiche-2-cofinancement-29-99.yaml";

/// The report of the example with some passages replaced.
fn changed(changes: &[(&str, &str)]) -> Value {
    let run = Recevable::new(["check", "-", "--date", DAY, "--format", "json"]);
    run.stdin(edit(&example(EXAMPLE), changes)).run().json().0
}

fn statuses(of: &Value) -> Vec<(&str, &str)> {
    let readings = of["readings"].as_array().unwrap();
    readings.iter().map(|reading| (reading["id"].as_str().unwrap(), reading["status"].as_str().unwrap())).collect()
}

#[test]
fn a_violated_rule_lists_its_readings() {
    let report = changed(&[]);
    let finding = &report["dossiers"][0]["assessments"][0]["findings"][0];
    assert_eq!(finding["rule"], "F2-COF-1");
    assert_eq!(statuses(finding), [("base-region-et-collectivites", "satisfied")]);
    assert_eq!(finding["readings"][0]["level"], "error");
    let message = finding["message"].as_str().unwrap();
    assert!(message.contains("Dépend de la lecture de l'appel"), "{message}");
    assert!(message.contains("37,49 %") && !message.contains("fonds publics"), "{message}");
    let readings = &report["dossiers"][0]["assessments"][0]["readings"];
    assert_eq!(readings.as_array().unwrap().len(), 1);
    assert_eq!(readings[0]["id"], "base-region-et-collectivites");
    assert_eq!(readings[0]["rules"], json!(["F2-COF-1"]));
    assert_eq!(readings[0]["verdict"], "eligible");
    assert_eq!(report["summary"]["reading_dependent"], 1);
}

#[test]
fn a_satisfied_rule_whose_readings_disagree_has_a_note() {
    let money = [
        ("montant: 1 999 €", "montant: 2 000 €"),
        ("type: etat, financeur: État, montant: 1 001 €", "type: etat, financeur: État, montant: 9 001 €"),
    ];
    let report = changed(&money);
    let assessment = &report["dossiers"][0]["assessments"][0];
    assert!(assessment["findings"].as_array().unwrap().iter().all(|finding| finding["rule"] != "F2-COF-1"));
    let notes = assessment["notes"].as_array().unwrap();
    let note = notes.iter().find(|note| note["rule"] == "F2-COF-1").unwrap();
    assert_eq!(note["status"], "satisfied");
    assert_eq!(statuses(note), [("base-fonds-publics", "violated")]);
    // The budget no longer balances: by the other reading, a demand of the call is missed as well.
    assert_eq!(report["dossiers"][0]["verdict"], "inconsistent");
    assert_eq!(report["summary"]["reading_dependent"], 1);
    // Where another demand is missed, the verdict stands whatever the reading.
    let report = changed(&[money[0], money[1], ("thematiques: [innovations-sociales]", "thematiques: [cadre-de-vie]")]);
    assert_eq!(report["dossiers"][0]["verdict"], "ineligible");
    assert_eq!(report["summary"]["reading_dependent"], 0);
}

#[test]
fn where_the_readings_agree_none_is_listed() {
    let report = recevable(["check", "examples/fiche-4-eligible.yaml", "--date", DAY, "--format", "json"]).json().0;
    let assessment = &report["dossiers"][0]["assessments"][0];
    assert_eq!(assessment["readings"], json!([]));
    assert_eq!(report["summary"]["reading_dependent"], 0);
    // A reading that gives a satisfied rule another level is told in the JSON, and not to people.
    let note = assessment["notes"].as_array().unwrap().iter().find(|note| note["rule"] == "F4-FIN-2").unwrap();
    assert_eq!((&note["status"], &note["readings"][0]["level"]), (&json!("satisfied"), &json!("warning")));
    let text = recevable(["check", "examples/fiche-4-eligible.yaml", "--date", DAY]).stdout;
    assert!(!text.contains("lecture"), "{text}");
}

#[test]
fn a_reading_may_weigh_a_rule_otherwise() {
    let run = Recevable::new(["check", "examples/fiche-4-plafond-fonctionnement.yaml", "--date", DAY]).run();
    let (_, end) = run.stdout.rsplit_once("\n\nSelon la lecture").unwrap();
    assert!(end.starts_with(" « plafond de l'aide », ce dossier serait éligible avec réserves."), "{run}");
    assert!(
        run.stdout.replace("\n  | ", " ").contains("selon « plafond de l'aide », ce ne serait qu'une réserve"),
        "{run}"
    );
    let report =
        recevable(["check", "examples/fiche-4-plafond-fonctionnement.yaml", "--date", DAY, "--format", "json"]);
    let assessment = &report.json().0["dossiers"][0]["assessments"][0];
    // The same reading under two rules is one.
    assert_eq!(assessment["readings"][0]["rules"], json!(["F4-FIN-2", "F4-FIN-3"]));
}

#[test]
fn the_summary_of_a_batch_counts_the_dossiers_that_depend_on_a_reading() {
    let report = recevable(["check", "examples", "--date", DAY, "--format", "json"]).json().0;
    let dossiers = report["dossiers"].as_array().unwrap().iter();
    let depends = |dossier: &&Value| {
        let assessments = dossier["assessments"].as_array().unwrap();
        !assessments.is_empty() && assessments.iter().all(|one| one["readings"] != json!([]))
    };
    assert_eq!(dossiers.filter(depends).count(), 9);
    assert_eq!(report["summary"]["reading_dependent"], 9);
    let text = recevable(["check", "examples", "--date", DAY]).stdout;
    assert!(text.contains("L'avis sur 9 dossiers dépend de la lecture"), "{text}");
}

#[test]
fn without_a_fiche_a_reading_is_the_same_one_under_all() {
    let report = changed(&[("\nfiche: 2\n", "\n"), ("etape: dossier_complet", "etape: fiche_synthetique")]);
    assert_eq!(report["dossiers"][0]["verdict"], "ineligible");
    assert_eq!(report["summary"]["reading_dependent"], 1);
}

#[test]
fn missing_information_shows_the_readings_beside_the_key_to_fill_in() {
    let example = example("fiche-2-incomplet.yaml");
    // Without a programme in the budget, the need is asked by the rule's own reading alone.
    let run = Recevable::new(["check", "-", "--date", DAY, "--lang", "en"]).stdin(example).run();
    let (_, rest) = run.stdout.split_once("programme_activite_region.finance").unwrap();
    assert!(rest.contains("Depends on the reading of the call"), "{run}");
}
