//! Rule sets are data: a changed value in the TOML changes the outcome without compiling.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::common::{
    Folder, Recevable, assessment, codes, edit, eligible, finding, repository, rules_with, snapshot, verdict,
};

/// A folder with a copy of the rule sets, to be changed.
fn copied_rules() -> Folder {
    let folder = Folder::new();
    copy(&repository().join("rules"), &folder.at("rules"));
    folder
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &to.join(entry.file_name()));
        } else {
            fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    }
}

/// Replaces a passage of one of the copied files, inside the table of one rule or list that begins with `after`.
fn change(folder: &Folder, file: &str, after: &str, from: &str, to: &str) {
    let text = folder.read(file);
    let start = text.find(after).unwrap_or_else(|| panic!("{after:?} is not in {file}"));
    let at = start + text[start..].find(from).unwrap_or_else(|| panic!("{from:?} is not after {after:?}"));
    folder.write(file, format!("{}{to}{}", &text[..at], &text[at + from.len()..]));
}

/// The report of a dossier by the copied rules.
fn by(folder: &Folder, dossier: &str) -> Value {
    let run = Recevable::check(["-", "--rules", "rules", "--format", "json"]);
    run.dir(folder.path()).stdin(dossier).run().json().only().clone()
}

#[test]
fn a_copy_decides_like_the_built_in_sets() {
    let folder = copied_rules();
    let rules = folder.at("rules");
    let own = Recevable::check(["examples", "--format", "json", "-v"]).run().json();
    let copied =
        Recevable::check(["examples", "--format", "json", "-v", "--rules", rules.to_str().unwrap()]).run().json();
    assert_eq!(own.dossiers(), copied.dossiers());
    let by_id = |sets: &Value| {
        let mut sets = sets.as_array().unwrap().clone();
        sets.sort_by_key(ToString::to_string);
        sets
    };
    assert_eq!(by_id(&own.0["rule_sets"]), by_id(&copied.0["rule_sets"]));
}

#[test]
fn a_higher_floor_applies() {
    let folder = copied_rules();
    change(&folder, "rules/fiche-1.toml", "id = \"F1-FIN-1\"", "2000 €", "9000,01 €");
    let report = by(&folder, &eligible(1));
    assert_eq!(rules_with(assessment(&report), "violated"), ["F1-FIN-1"]);
    let found = finding(assessment(&report), "F1-FIN-1");
    assert_eq!(found["expected"].as_str().unwrap().replace('\u{a0}', " "), "9 000,01 €");
    assert_eq!(found["remedies"][0]["moves"][0]["to"], "9000.01");
    change(&folder, "rules/fiche-1.toml", "id = \"F1-FIN-1\"", "9000,01 €", "9000 €");
    assert_eq!(verdict(&by(&folder, &eligible(1))), "eligible");
}

#[test]
fn an_earlier_deadline_applies() {
    let folder = copied_rules();
    change(&folder, "rules/socle.toml", "id = \"C-CAL-1\"", "2014-12-01", "2014-11-25");
    let report = by(&folder, &eligible(1));
    assert_eq!(rules_with(assessment(&report), "violated"), ["C-CAL-1"]);
    assert_eq!(finding(assessment(&report), "C-CAL-1")["remedies"][0]["moves"][0]["to"], "2014-11-25");
}

#[test]
fn another_list_of_local_authorities_changes_the_share() {
    let folder = copied_rules();
    change(
        &folder,
        "rules/socle.toml",
        "collectivites-locales = ",
        "\"commune\", \"intercommunalite\", ",
        "\"commune\", ",
    );
    let report = by(&folder, &eligible(1));
    assert_eq!(rules_with(assessment(&report), "violated"), ["F1-COF-1"]);
    assert_eq!(finding(assessment(&report), "F1-COF-1")["derivation"][0]["value"], "4000.00");
}

#[test]
fn a_higher_level_changes_the_verdict() {
    let folder = copied_rules();
    let dossier = edit(&eligible(1), &[("  dispositif: fph", "  dispositif: fph\n  cadre_regional: sans objet")]);
    let dossier = dossier.replace("    - prise-initiative\n", "    - autre-chose\n");
    let dossier = edit(
        &dossier,
        &[(
            "    - accompagnement-conception-realisation\n    - competences-implication-durable\n    - debat-decision-collective\n",
            "",
        )],
    );
    assert_eq!(verdict(&by(&folder, &dossier)), "eligible_with_reservations");
    change(&folder, "rules/fiche-1.toml", "id = \"F1-OBJ-1\"", "level = \"warning\"", "level = \"error\"");
    assert_eq!(verdict(&by(&folder, &dossier)), "ineligible");
}

#[test]
fn a_reference_table_is_data_too() {
    let folder = copied_rules();
    let communes = folder.read("rules/reference/communes.csv");
    let without: String =
        communes.lines().filter(|line| !line.starts_with("62510")).map(|line| format!("{line}\n")).collect();
    assert_ne!(communes.lines().count(), without.lines().count());
    folder.write("rules/reference/communes.csv", without);
    assert!(rules_with(assessment(&by(&folder, &eligible(1))), "violated").contains(&"D-GEO-1"));
    fs::remove_dir_all(folder.at("rules/reference")).unwrap();
    assert_eq!(verdict(&by(&folder, &eligible(1))), "eligible", "the built-in tables serve");
}

#[test]
fn a_campaign_without_rules_is_named_at_its_place() {
    let dossier = edit(&eligible(1), &[("campagne: 2015", "campagne: 2016")]);
    let run = Recevable::check(["-", "--format", "json"]).stdin(dossier.clone()).run().exits(1);
    let report = run.json();
    assert_eq!((verdict(report.only()), codes(report.only())), ("unreadable", vec!["D-CAMPAIGN"]));
    assert_eq!(report.only()["errors"][0]["locations"][0]["line"], 5);
    assert!(report.only()["errors"][0]["message"].as_str().unwrap().contains("2015"));

    let folder = copied_rules();
    for file in ["socle", "dossier", "fiche-1", "fiche-2", "fiche-3", "fiche-4"] {
        change(&folder, &format!("rules/{file}.toml"), "[ruleset]", "campaign = 2015", "campaign = 2016");
    }
    assert_eq!(verdict(&by(&folder, &dossier)), "eligible");
    assert_eq!(codes(&by(&folder, &eligible(1))), ["D-CAMPAIGN"]);
}

#[test]
fn all_errors_of_a_rule_set_are_reported_and_nothing_is_checked() {
    let folder = copied_rules();
    folder.write("a.yaml", eligible(1));
    change(&folder, "rules/fiche-1.toml", "id = \"F1-FIN-1\"", "fact = \"demande.total\"", "fact = \"demande.totale\"");
    change(&folder, "rules/fiche-1.toml", "id = \"F1-OBJ-1\"", "level = \"warning\"", "level = \"wraning\"");
    change(&folder, "rules/fiche-2.toml", "id = \"F2-FIN-1\"", "at_least = \"2000 €\"", "at_least = \"2014-12-01\"");
    change(
        &folder,
        "rules/fiche-3.toml",
        "id = \"F3-THM-1\"",
        "any_of = \"@thematiques-fiche-3\"",
        "any_off = \"@thematiques-fiche-3\"",
    );
    change(&folder, "rules/fiche-4.toml", "id = \"F4-THM-1\"", "\"@thematiques-fiche-4\"", "\"@thematiques-fiche-5\"");
    change(&folder, "rules/fiche-4.toml", "id = \"F4-FIN-3\"", "id = \"F4-FIN-3\"", "id = \"F4-FIN-2\"");
    let run = folder.check(["a.yaml", "--rules", "rules"]).run().exits(2);
    assert!(run.stdout.is_empty(), "{run}");
    let places = ["fiche-1.toml", "fiche-2.toml", "fiche-3.toml", "fiche-4.toml"];
    assert!(places.iter().all(|file| run.stderr.contains(file)), "{run}");
    let english = Recevable::new(["check", "a.yaml", "--rules", "rules", "--lang", "en", "--fail-on", "never"]);
    snapshot("broken-rules", &format!("{run}\n{}", english.dir(folder.path()).run().exits(2)));
}

#[test]
fn a_folder_without_rule_sets_is_an_error() {
    let folder = Folder::new();
    folder.write("a.yaml", eligible(1));
    folder.write("empty/.keep", "");
    for rules in ["empty", "absent", "a.yaml"] {
        let run = Recevable::new(["check", "a.yaml", "--rules", rules, "--fail-on", "never"]).dir(folder.path()).run();
        assert!(run.code() == 2 && !run.stdout.contains('✓'), "{run}");
        assert!(!run.stderr.is_empty(), "{run}");
    }
}
