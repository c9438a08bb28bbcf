//! `recevable fix`: shown, asked, made; the old file is kept, and nothing else is touched.

use serde_json::{Value, json};

use crate::common::{Folder, Recevable, eligible, example, example_names, verdict};

const WRONG: &str = "debut: 16/02/15";

/// The eligible example with mistakes that have one meaning each.
fn mistaken() -> String {
    let text = eligible(1).replace("debut: 2015-02-16", WRONG).replace("statut: association", "statut: Assocation");
    assert!(text.contains(WRONG) && text.contains("Assocation"));
    text
}

fn fix(folder: &Folder, arguments: &[&str]) -> Recevable {
    Recevable::new(["fix"].iter().chain(arguments)).dir(folder.path())
}

#[test]
fn corrections_are_made_and_the_old_file_is_kept() {
    let folder = Folder::new();
    folder.write("a.yaml", mistaken());
    let run = fix(&folder, &["--yes", "a.yaml"]).run().exits(0);
    assert!(run.stdout.contains("a.yaml : 2 corrections sûres"), "{run}");
    assert!(run.stdout.contains("-   debut: 16/02/15") && run.stdout.contains("+   debut: 2015-02-16"), "{run}");
    assert_eq!(folder.read("a.yaml"), eligible(1));
    assert_eq!(folder.read("a.yaml.avant"), mistaken());
    let again = fix(&folder, &["--yes", "a.yaml"]).run().exits(0);
    assert!(again.stdout.contains("rien à corriger"), "{again}");
    assert_eq!(folder.read("a.yaml"), eligible(1));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn an_older_copy_is_not_lost() {
    let folder = Folder::new();
    folder.write("a.yaml", mistaken());
    folder.write("a.yaml.avant", "x");
    fix(&folder, &["--yes", "a.yaml"]).run().exits(0);
    assert_eq!(folder.read("a.yaml.avant"), "x");
    assert_eq!(folder.read("a.yaml.avant2"), mistaken());
}

#[test]
fn without_a_yes_nothing_changes() {
    let folder = Folder::new();
    folder.write("a.yaml", mistaken());
    let run = fix(&folder, &["a.yaml"]).stdin("o\n").run().exits(1);
    assert!(run.stdout.contains("recevable fix --yes a.yaml"), "{run}");
    let run = fix(&folder, &["--diff", "a.yaml"]).run().exits(1);
    assert!(run.stdout.contains("--- a/a.yaml\n+++ b/a.yaml\n@@ "), "{run}");
    assert!(run.stdout.contains("\n-  debut: 16/02/15\n+  debut: 2015-02-16\n"), "{run}");
    assert_eq!(folder.read("a.yaml"), mistaken());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn standard_input_goes_corrected_to_standard_output() {
    let run = Recevable::new(["fix", "-"]).stdin(mistaken()).run().exits(0);
    assert_eq!(run.raw_stdout, eligible(1));
}

#[test]
fn line_ends_and_all_other_bytes_stay() {
    let folder = Folder::new();
    for (name, line_break) in [("a.yaml", "\r\n"), ("b.yaml", "\r")] {
        folder.write(name, format!("\u{feff}{}", mistaken()).replace('\n', line_break));
        fix(&folder, &["--yes", name]).run().exits(0);
        assert_eq!(folder.read(name), format!("\u{feff}{}", eligible(1)).replace('\n', line_break));
    }
}

#[test]
fn what_cannot_be_read_or_written_is_told() {
    let folder = Folder::new();
    let run = fix(&folder, &["--yes", "absent.yaml"]).run().exits(2);
    assert!(run.stderr.contains("absent.yaml") && !run.stderr.contains("os error"), "{run}");
    folder.write("a.yaml", b"nom: \xff\n");
    fix(&folder, &["--yes", "a.yaml"]).run().exits(2);
    assert_eq!(std::fs::read(folder.at("a.yaml")).unwrap(), b"nom: \xff\n");
    fix(&Folder::new(), &[]).run().exits(2);
}

#[test]
fn errors_that_no_correction_cures_do_not_count() {
    let folder = Folder::new();
    let text = eligible(1).replace("fiche: 1", "fiche: 12 ou 13");
    folder.write("a.yaml", &text);
    fix(&folder, &["--yes"]).run().exits(0);
    assert_eq!(folder.read("a.yaml"), text);
}

/// A text with the edits of JSON.
fn edited(text: &str, items: &Value) -> String {
    let fixes = items.as_array().unwrap().iter().filter_map(|item| item["fix"]["edits"].as_array()).flatten();
    let mut edits: Vec<&Value> = fixes.collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit["offset"].as_u64()));
    let mut text = text.to_owned();
    for edit in edits {
        let [start, length] = ["offset", "length"].map(|key| usize::try_from(edit[key].as_u64().unwrap()).unwrap());
        text.replace_range(start..start + length, edit["text"].as_str().unwrap());
    }
    text
}

#[test]
fn reports_hold_the_same_corrections() {
    let folder = Folder::new();
    folder.write("a.yaml", mistaken());
    let report = folder.check(["--format", "json", "a.yaml"]).run().json();
    assert_eq!(edited(&mistaken(), &report.only()["errors"]), eligible(1));
    let fix = &report.only()["errors"][1]["fix"];
    assert_eq!((&fix["sure"], fix["edits"][0]["text"].as_str()), (&Value::Bool(true), Some("2015-02-16")));

    let sarif: Value = serde_json::from_str(&folder.check(["--format", "sarif", "a.yaml"]).run().stdout).unwrap();
    let fix = &sarif["runs"][0]["results"][1]["fixes"][0];
    let replacement = &fix["artifactChanges"][0]["replacements"][0];
    assert_eq!(replacement["insertedContent"]["text"], "2015-02-16", "{fix:#}");
    assert_eq!(replacement["deletedRegion"]["byteLength"], "16/02/15".len());
}

/// The rules of the first assessment that have edits which are not sure, with these.
fn changes(dossier: &Value) -> Vec<(String, Value)> {
    let findings = dossier["assessments"][0]["findings"].as_array();
    let unsure = findings.into_iter().flatten().filter(|finding| finding["fix"]["sure"] == false);
    unsure.map(|finding| (finding["rule"].as_str().unwrap().to_owned(), finding["fix"].clone())).collect()
}

#[test]
fn what_a_plan_or_a_remedy_changes_stands_at_its_findings() {
    let mut count = 0;
    for (name, plan) in example_names().iter().flat_map(|name| [(name, "--plan"), (name, "--no-plan")]) {
        let folder = Folder::new();
        let before = example(name);
        let checked = |text: &str| {
            folder.write("a.yaml", text);
            folder.check(["--format", "json", plan, "a.yaml"]).run().json()
        };
        for (rule, fix) in changes(checked(&before).only()) {
            let after = checked(&edited(&before, &json!([{ "fix": fix }])));
            let findings = after.only()["assessments"][0]["findings"].as_array().unwrap();
            assert!(!findings.iter().any(|finding| finding["rule"] == rule), "{name}: {rule}: {fix:#}");
            count += 1;
        }
    }
    assert!(count >= 8, "{count}");
}

#[test]
fn sarif_has_the_changes_too() {
    let folder = Folder::new();
    folder.write("a.yaml", example("fiche-2-cofinancement-29-99.yaml"));
    let sarif: Value = serde_json::from_str(&folder.check(["--format", "sarif", "a.yaml"]).run().stdout).unwrap();
    let replacements = &sarif["runs"][0]["results"][0]["fixes"][0]["artifactChanges"][0]["replacements"];
    assert_eq!(replacements.as_array().unwrap().len(), 2, "{sarif:#}");
    assert_eq!(replacements[0]["insertedContent"]["text"], "2 000");
}

#[test]
fn codes_of_parts_and_of_today_are_corrected_at_their_findings() {
    let folder = Folder::new();
    folder.write("a.yaml", eligible(1).replace("communes: [\"62510\"]", "communes: [\"59298\"]"));
    let report = folder.check(["--format", "json", "a.yaml"]).run().json();
    let findings = report.only()["assessments"][0]["findings"].as_array().unwrap();
    let finding = findings.iter().find(|finding| finding["rule"] == "D-GEO-1").unwrap();
    assert_eq!(finding["fix"]["edits"][0]["text"], "\"59350\"", "{finding:#}");
    assert_ne!(verdict(report.only()), "unreadable");
    fix(&folder, &["--yes"]).run().exits(0);
    assert!(folder.read("a.yaml").contains("communes: [\"59350\"]"));
}

#[test]
fn the_plan_is_offered_with_the_corrections() {
    let folder = Folder::new();
    folder.write("a.yaml", example("fiche-1-plancher-un-centime.yaml"));
    let run = fix(&folder, &["--yes", "a.yaml"]).run().exits(0);
    assert!(run.stdout.contains("rien à corriger"), "{run}");
    let run = fix(&folder, &["--plan", "--yes", "--date", "2014-11-20", "a.yaml"]).run().exits(0);
    assert!(run.stdout.contains("3 changements"), "{run}");
    let report = folder.check(["--format", "json", "a.yaml"]).run().json();
    assert_eq!(verdict(report.only()), "eligible");
    let again = fix(&folder, &["--plan", "--yes", "--date", "2014-11-20", "a.yaml"]).run().exits(0);
    assert!(again.stdout.contains("rien à corriger"), "{again}");
}
