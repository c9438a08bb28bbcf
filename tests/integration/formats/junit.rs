//! `JUnit` XML, read by another crate and validated by Jenkins's schema where xmllint is installed.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use quick_junit::{NonSuccessKind, Report, TestCaseStatus, TestSuite};
use serde_json::Value;

use super::{DOSSIERS, HOSTILE_PATH, Set, assert_plain};
use crate::common::{Recevable, repository, rules_with, snapshot};

fn read(xml: &str) -> Report {
    Report::deserialize_from_str(xml).unwrap()
}

/// The rules whose cases came to something, by the code that their names begin with.
fn codes(suite: &TestSuite, wanted: fn(&TestCaseStatus) -> bool) -> BTreeSet<String> {
    let cases = suite.test_cases.iter().filter(|case| wanted(&case.status));
    cases.map(|case| case.name.as_str().split(" — ").next().unwrap().to_owned()).collect()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

fn failed(status: &TestCaseStatus) -> bool {
    matches!(status, TestCaseStatus::NonSuccess { kind: NonSuccessKind::Failure, .. })
}

fn erred(status: &TestCaseStatus) -> bool {
    matches!(status, TestCaseStatus::NonSuccess { kind: NonSuccessKind::Error, .. })
}

fn skipped(status: &TestCaseStatus) -> bool {
    matches!(status, TestCaseStatus::Skipped { .. })
}

#[test]
fn another_parser_reads_it() {
    let xml = Set::new().output("junit");
    assert_plain(&xml);
    // The beginning, and the second suite; the others are compared with the JSON.
    let suites: Vec<&str> = xml.split_inclusive("</testsuite>\n").collect();
    assert_eq!(suites[DOSSIERS.len()], "</testsuites>\n");
    let beginning: Vec<&str> = suites[0].lines().take(10).collect();
    snapshot("format-junit", &format!("{}\n…\n{}", beginning.join("\n"), suites[1]));
    let report = read(&xml);
    assert_eq!(report.test_suites.len(), DOSSIERS.len());
    for suite in &report.test_suites {
        let names: BTreeSet<&str> = suite.test_cases.iter().map(|case| case.name.as_str()).collect();
        assert_eq!(names.len(), suite.test_cases.len(), "every case of {} has its own name", suite.name.as_str());
        assert_eq!(suite.tests, suite.test_cases.len());
        let count =
            |wanted: fn(&TestCaseStatus) -> bool| suite.test_cases.iter().filter(|case| wanted(&case.status)).count();
        assert_eq!((suite.failures, suite.errors), (count(failed), count(erred)), "{}", suite.name.as_str());
    }
}

#[test]
fn each_rule_is_a_case_with_the_status_of_the_json() {
    let set = Set::new();
    let report = read(&set.output("junit"));
    let json = set.run(&["--format", "json", "--verbose"]).json();
    for (suite, dossier) in report.test_suites.iter().zip(json.dossiers()) {
        let Some(assessment) = super::nearest(dossier) else { continue };
        let required = |status: &str| -> BTreeSet<String> {
            let wanted =
                super::findings(dossier).filter(|finding| finding["status"] == status && finding["level"] == "error");
            wanted.map(|finding| text(&finding["rule"]).to_owned()).collect()
        };
        assert_eq!(codes(suite, failed), required("violated"), "{}", suite.name.as_str());
        assert_eq!(codes(suite, erred), required("undetermined"), "{}", suite.name.as_str());
        for finding in super::findings(dossier) {
            let name = format!("{} — {}", text(&finding["rule"]), text(&finding["title"]));
            let case = suite.test_cases.iter().find(|case| case.name.as_str().starts_with(&name)).unwrap();
            // What holds has a text where it depends on a reading.
            if let Some(out) = case.system_out.as_ref().filter(|_| finding["status"] != "satisfied") {
                assert!(out.as_str().contains(text(&finding["message"])), "{}", out.as_str());
            }
            if let TestCaseStatus::NonSuccess { message, .. } = &case.status {
                assert_eq!(message.as_ref().unwrap().as_str(), text(&finding["message"]), "{name}");
            }
        }
        let deferred = assessment["deferred"].as_array().unwrap().iter().map(text);
        let left_out = rules_with(assessment, "not_applicable").into_iter().chain(deferred);
        assert_eq!(codes(suite, skipped), left_out.map(str::to_owned).collect(), "{}", suite.name.as_str());
        let evaluated = super::findings(dossier).count();
        assert_eq!(
            suite.tests,
            evaluated + assessment["deferred"].as_array().unwrap().len(),
            "{}",
            suite.name.as_str()
        );
    }
}

#[test]
fn errors_of_structure_and_files_that_are_not_there_are_errors() {
    let report = read(&Set::new().output("junit"));
    let [structure, absent] = &report.test_suites[7..] else { panic!("two suites at the end") };
    assert_eq!(codes(structure, erred), BTreeSet::from(["D-KEY-UNKNOWN", "D-VALUE"].map(str::to_owned)));
    assert_eq!(codes(absent, erred), BTreeSet::from(["D-IO".to_owned()]));
}

#[test]
fn reservations_and_readings_pass_with_their_text() {
    let report = read(&Set::new().output("junit"));
    let text = |suite: usize, code: &str| {
        let case =
            report.test_suites[suite].test_cases.iter().find(|case| case.name.as_str().starts_with(code)).unwrap();
        assert!(matches!(case.status, TestCaseStatus::Success { .. }), "{code}");
        case.system_out.as_ref().unwrap().as_str().to_owned()
    };
    assert!(text(0, "C-QUA-4").starts_with("réserve : "), "{}", text(0, "C-QUA-4"));
    assert!(text(0, "C-QUA-4").contains("\n→ "), "{}", text(0, "C-QUA-4"));
    assert!(text(4, "F2-COF-1").contains("lecture"), "{}", text(4, "F2-COF-1"));
}

#[test]
fn suites_name_verdict_and_overlays() {
    let report = read(&Set::new().output("junit"));
    let properties = |suite: usize| -> BTreeMap<String, String> {
        let properties = report.test_suites[suite].properties.iter();
        properties.map(|one| (one.name.as_str().to_owned(), one.value.as_str().to_owned())).collect()
    };
    let ineligible = properties(6);
    assert_eq!(ineligible["verdict"], "ineligible");
    assert_eq!((ineligible["overlay"].as_str(), ineligible["overlay.loosened"].as_str()), ("surcouche", "C-QUA-6"));
    assert_eq!(properties(8).keys().map(String::as_str).collect::<Vec<_>>(), ["evaluated_on", "stage", "verdict"]);
}

#[test]
fn hostile_texts_come_back_as_they_are_shown() {
    let report = read(&Set::new().output("junit"));
    let suite = &report.test_suites[6];
    let shown = HOSTILE_PATH.replace('\u{1b}', "\\u{1b}").replace('\u{202e}', "\\u{202e}");
    assert_eq!(suite.name.as_str(), shown);
    let objective = suite.test_cases.iter().find(|case| case.name.as_str().starts_with("F1-OBJ-1")).unwrap();
    assert!(objective.system_out.as_ref().unwrap().as_str().contains("<script>alert(1)</script>"));
}

#[test]
fn it_is_valid_by_the_schema_of_jenkins() {
    let set = Set::new();
    let file = set.folder.write("rapport.xml", set.output("junit"));
    let schema = repository().join("tests/schemas/junit-10.xsd");
    let validate = |file: &std::path::Path| {
        Command::new("xmllint").args(["--noout", "--nonet", "--schema"]).arg(&schema).arg(file).output()
    };
    let Ok(output) = validate(&file) else {
        println!("skipped: xmllint is not there");
        return;
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let broken = set.folder.read("rapport.xml").replacen("<testcase name=", "<testcase nom=", 1);
    assert!(!validate(&set.folder.write("faux.xml", broken)).unwrap().status.success(), "it can refuse");
}

#[test]
fn an_eligible_run_is_green() {
    let run = Recevable::check(["examples/fiche-1-eligible.yaml", "--format", "junit"]).run().exits(0);
    let report = read(&run.stdout);
    let suite = &report.test_suites[0];
    assert_eq!((suite.failures, suite.errors), (0, 0));
    let verdict = suite.properties.iter().find(|property| property.name.as_str() == "verdict").unwrap();
    assert_eq!(verdict.value.as_str(), "eligible");
    assert!(suite.test_cases.len() > 30);
}
