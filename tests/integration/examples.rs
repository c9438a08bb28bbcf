//! Every file of `examples/` gets what the comment at its head announces, and looks as it always did.

use std::collections::BTreeSet;

use crate::common::{DAY, codes, example, example_names, recevable, rules_with, snapshot, verdict};

/// What an example is there to show.
struct Expected {
    file: &'static str,
    verdict: &'static str,
    violated: &'static [&'static str],
    undetermined: &'static [&'static str],
}

const fn expect(
    file: &'static str,
    verdict: &'static str,
    violated: &'static [&'static str],
    undetermined: &'static [&'static str],
) -> Expected {
    Expected { file, verdict, violated, undetermined }
}

/// The examples with one fiche.
const EXPECTED: &[Expected] = &[
    expect(
        "fiche-1-avec-reserves",
        "eligible_with_reservations",
        &["C-QUA-6", "F1-OBJ-1"],
        &["C-QUA-4", "C-QUA-5", "F1-TEC-1"],
    ),
    expect("fiche-1-besoin-non-demontre", "ineligible", &["C-DBL-1"], &[]),
    expect("fiche-1-eligible", "eligible", &[], &[]),
    expect("fiche-1-fiche-synthetique-flip", "eligible", &[], &[]),
    expect("fiche-1-mise-a-disposition-non-comptee", "ineligible", &["F1-COF-1"], &[]),
    expect("fiche-1-plancher-un-centime", "ineligible", &["F1-FIN-1"], &[]),
    expect("fiche-2-code-de-commune-associee", "ineligible", &["D-GEO-1"], &[]),
    expect("fiche-2-cofinancement-29-99", "ineligible", &["F2-COF-1"], &[]),
    expect("fiche-2-eligible", "eligible", &[], &[]),
    expect(
        "fiche-2-incomplet",
        "incomplete",
        &[],
        &["C-CAL-4", "C-DBL-1", "C-PER-2", "C-TER-1", "F2-PRI-1", "F2-PRO-1"],
    ),
    expect(
        "fiche-3-avec-reserves",
        "eligible_with_reservations",
        &["C-QUA-3", "D-DAT-2", "F3-TEC-4"],
        &["C-COO-1", "C-QUA-1", "F3-TEC-3"],
    ),
    expect("fiche-3-eligible", "eligible", &[], &[]),
    expect("fiche-3-hors-delai-un-jour", "ineligible", &["C-CAL-2"], &[]),
    expect("fiche-3-operation-regionale", "eligible", &[], &[]),
    expect("fiche-4-eligible", "eligible", &[], &[]),
    expect("fiche-4-hors-geographie-prioritaire", "ineligible", &["F4-PER-1"], &[]),
    expect("fiche-4-incomplet", "incomplete", &[], &["F4-DIA-1", "F4-PER-1"]),
    expect("fiche-4-plafond-fonctionnement", "ineligible", &["F4-FIN-3"], &[]),
];

/// The two that are not about one fiche.
const NO_FICHE: &str = "sans-fiche-declaree";
const STRUCTURE: &str = "erreurs-de-structure";

fn sorted<'a>(rules: impl IntoIterator<Item = &'a str>) -> BTreeSet<&'a str> {
    rules.into_iter().collect()
}

#[test]
fn every_example_gets_the_outcome_that_it_announces() {
    let report = recevable(["check", "examples", "--date", DAY, "--format", "json"]).exits(1).json();
    for expected in EXPECTED {
        let dossier = report.dossier(&format!("examples/{}.yaml", expected.file));
        assert_eq!(verdict(dossier), expected.verdict, "{}", expected.file);
        let [assessment] = &dossier["assessments"].as_array().unwrap()[..] else { panic!("{}", expected.file) };
        let violated = sorted(rules_with(assessment, "violated"));
        assert_eq!(violated, sorted(expected.violated.iter().copied()), "{}", expected.file);
        let undetermined = sorted(rules_with(assessment, "undetermined"));
        assert_eq!(undetermined, sorted(expected.undetermined.iter().copied()), "{}", expected.file);
        assert!(codes(dossier).is_empty(), "{}", expected.file);
    }
}

#[test]
fn every_example_is_in_the_table() {
    let listed: BTreeSet<String> = EXPECTED
        .iter()
        .map(|expected| expected.file)
        .chain([NO_FICHE, STRUCTURE])
        .map(|name| format!("{name}.yaml"))
        .collect();
    assert_eq!(listed, example_names().into_iter().collect());
}

/// The comment at the head of a file, as one line.
fn head(name: &str) -> String {
    let text = example(name);
    let lines: Vec<&str> = text.lines().map_while(|line| line.strip_prefix('#')).map(str::trim).collect();
    lines.join(" ")
}

#[test]
fn the_comment_at_the_head_names_what_the_table_holds() {
    for expected in EXPECTED {
        let head = head(&format!("{}.yaml", expected.file));
        let (_, promise) = head.split_once("Attendu : ").unwrap_or_else(|| panic!("{}: {head}", expected.file));
        let word = match expected.verdict {
            "eligible" => "éligible",
            "eligible_with_reservations" => "éligible avec réserves",
            "incomplete" => "incomplet",
            _ => "inéligible",
        };
        assert!(promise.starts_with(word), "{}: {promise}", expected.file);
        let with_reservations = promise.starts_with("éligible avec réserves");
        assert_eq!(with_reservations, expected.verdict == "eligible_with_reservations", "{}", expected.file);
        for rule in expected.violated.iter().chain(expected.undetermined) {
            assert!(promise.contains(rule), "{}: {rule} is not announced", expected.file);
        }
    }
}

#[test]
fn without_a_fiche_all_four_are_assessed_and_the_best_counts() {
    let file = format!("examples/{NO_FICHE}.yaml");
    let report = recevable(["check", &file, "--date", DAY, "--format", "json"]).exits(0).json();
    let dossier = report.only();
    assert!(dossier["fiche"].is_null());
    assert_eq!(verdict(dossier), "eligible");
    assert_eq!(dossier["best_fiches"], serde_json::json!([2]));
    let assessments = dossier["assessments"].as_array().unwrap();
    let verdicts: Vec<_> = assessments.iter().map(|assessment| assessment["verdict"].as_str().unwrap()).collect();
    assert_eq!(verdicts, ["incomplete", "eligible", "ineligible", "ineligible"]);
    let [first, _, third, fourth] = &assessments[..] else { panic!() };
    assert_eq!(rules_with(first, "violated"), ["F1-OBJ-1"]);
    assert_eq!(rules_with(first, "undetermined"), ["F1-DEM-1", "F1-TEC-1"]);
    assert!(rules_with(third, "violated").contains(&"F3-FIN-1"));
    assert!(["F4-THM-1", "F4-FIN-1"].iter().all(|rule| rules_with(fourth, "violated").contains(rule)));
}

#[test]
fn a_file_with_structural_errors_lists_every_one_of_them() {
    let file = format!("examples/{STRUCTURE}.yaml");
    let report = recevable(["check", &file, "--date", DAY, "--format", "json"]).exits(1).json();
    let dossier = report.only();
    assert_eq!(verdict(dossier), "unreadable");
    assert!(dossier["assessments"].as_array().unwrap().is_empty());
    let announced = head(&format!("{STRUCTURE}.yaml"));
    let found = codes(dossier);
    assert_eq!(found.len(), 11, "{found:?}");
    assert!(found.iter().all(|code| announced.contains(code)), "{found:?}");
}

#[test]
fn what_does_not_apply_is_what_the_comments_say() {
    for (file, rules) in [
        ("fiche-1-fiche-synthetique-flip", &["C-PER-2", "C-ECH-2", "C-CAL-4"][..]),
        ("fiche-3-operation-regionale", &["C-PER-3", "C-CAL-4", "C-ECH-2", "C-ECH-3"]),
    ] {
        let path = format!("examples/{file}.yaml");
        let report = recevable(["check", &path, "--date", DAY, "--format", "json", "-v"]).exits(0).json();
        let found = rules_with(&report.only()["assessments"][0], "not_applicable");
        assert!(rules.iter().all(|rule| found.contains(rule)), "{file}: {found:?}");
    }
}

#[test]
fn the_text_of_every_example_is_as_it_was() {
    for name in example_names() {
        let run = recevable(["check", &format!("examples/{name}"), "--date", DAY]);
        snapshot(&format!("text-{}", name.trim_end_matches(".yaml")), &run.to_string());
    }
}

#[test]
fn the_json_of_every_example_is_as_it_was() {
    for name in example_names() {
        let run = recevable(["check", &format!("examples/{name}"), "--date", DAY, "--format", "json"]);
        snapshot(&format!("json-{}", name.trim_end_matches(".yaml")), &format!("{:#}\n", run.json().0));
    }
}

#[test]
fn all_examples_together_look_as_they_did() {
    snapshot("examples", &recevable(["check", "examples", "--date", DAY]).exits(1).to_string());
    snapshot("examples-english", &recevable(["check", "examples", "--date", DAY, "--lang", "en"]).exits(1).to_string());
}

#[test]
fn one_example_of_each_verdict_in_english_and_in_detail() {
    for name in
        ["fiche-1-avec-reserves", "fiche-2-cofinancement-29-99", "fiche-2-incomplet", "fiche-4-eligible", STRUCTURE]
    {
        let file = format!("examples/{name}.yaml");
        let run = recevable(["check", &file, "--date", DAY, "--lang", "en", "--verbose"]);
        snapshot(&format!("english-{name}"), &run.to_string());
    }
}

#[test]
fn the_whole_folder_fails_the_run_unless_nothing_may() {
    recevable(["check", "examples", "--date", DAY]).exits(1);
    recevable(["check", "examples", "--date", DAY, "--fail-on", "never"]).exits(0);
}
