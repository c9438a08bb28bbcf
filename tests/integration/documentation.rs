//! The complete overlay and rule set shown in `rules/README.md` work as written.

use std::fs;

use serde_json::Value;

use crate::common::{Folder, Recevable, recevable};

/// The block of TOML of the documentation that holds a line.
fn block(line: &str) -> String {
    let documentation = fs::read_to_string("rules/README.md").unwrap();
    let found = documentation.split("```toml\n").skip(1).map(|rest| rest.split("```").next().unwrap());
    found.filter(|block| block.lines().any(|found| found.starts_with(line))).last().unwrap().to_owned()
}

fn checked(arguments: [&str; 6]) -> Value {
    Recevable::new(arguments.iter().chain(&["--format", "json", "-v"])).run().json().0
}

fn status(report: &Value, rule: &str) -> String {
    let findings = report["dossiers"][0]["assessments"][0]["findings"].as_array().unwrap();
    let found = findings.iter().find(|finding| finding["rule"] == rule);
    found.map_or("not there", |finding| finding["status"].as_str().unwrap()).to_owned()
}

#[test]
fn the_overlay_of_the_documentation_applies_to_its_intercommunalite() {
    let folder = Folder::new();
    let path = folder.write("cu-arras.toml", block("id = \"cu-arras\""));
    let overlay = path.to_str().unwrap();
    let report = checked(["check", "examples/fiche-3-eligible.yaml", "--date", "2014-11-20", "--overlay", overlay]);
    assert_eq!(status(&report, "ARRAS-PER-1"), "satisfied");
    assert_eq!(status(&report, "C-COO-1"), "not there");
    let loosened = report["overlays"][0]["loosened"].as_array().unwrap();
    assert_eq!(loosened.iter().map(|rule| &rule["rule"]).collect::<Vec<_>>(), ["C-COO-1", "F1-OBJ-1"]);
    let elsewhere = checked(["check", "examples/fiche-1-eligible.yaml", "--date", "2014-11-20", "--overlay", overlay]);
    assert_eq!(status(&elsewhere, "ARRAS-PER-1"), "not there");
}

#[test]
fn the_other_call_of_the_documentation_is_a_rule_set_of_its_own() {
    let folder = Folder::new();
    let set = folder.write("rules/fonds-velo.toml", block("id = \"fonds-velo\""));
    let rules = set.parent().unwrap().to_str().unwrap();
    let found = recevable(["rules", "check", rules, "--date", "2017-01-15", "--format", "json"]).json().0;
    // Nothing but the tests that it does not have yet.
    let codes: Vec<_> = found["problems"].as_array().unwrap().iter().map(|problem| &problem["code"]).collect();
    assert_eq!(codes, ["R-UNTESTED"; 4]);
    let write = |amount: &str, action: &str| {
        let text = format!(
            "version: 1\ncampagne: 2017\nfiche: 1\nporteur:\n  nom: Atelier des Roues\n  statut: association\n\
             projet:\n  intitule: Réparer ensemble\n  action_gup: {action}\n  mobilisation_habitants: Les habitants \
             tiennent eux-mêmes l'atelier deux soirs par semaine.\ndemande:\n  fonctionnement: {amount}\n"
        );
        let dossier = folder.write("velo.yaml", text);
        checked(["check", dossier.to_str().unwrap(), "--rules", rules, "--date", "2017-03-31"])
    };
    for (amount, verdict) in
        [("499.99", "ineligible"), ("500.00", "eligible"), ("5000.00", "eligible"), ("5000.01", "ineligible")]
    {
        assert_eq!(write(amount, "velo-ecole")["dossiers"][0]["verdict"], verdict, "{amount}");
    }
    assert_eq!(status(&write("800.00", "velo-ecle"), "V-ACT-1"), "violated");
}
