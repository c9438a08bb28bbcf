//! GitLab's Code Quality report, validated by a schema written after GitLab's documentation.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{ABSENT, HOSTILE_PATH, Set, problems};
use crate::common::{Recevable, pretty};

fn schema() -> jsonschema::Validator {
    let schema: Value = serde_json::from_str(include_str!("../../schemas/gitlab-code-quality.json")).unwrap();
    jsonschema::meta::validate(&schema).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

fn entries(text: &str) -> Vec<Value> {
    let report: Value = serde_json::from_str(text).unwrap();
    let errors: Vec<String> =
        schema().iter_errors(&report).map(|error| format!("{error} at {}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
    report.as_array().unwrap().clone()
}

#[test]
fn it_is_as_documented() {
    let set = Set::new();
    let text = set.output("gitlab");
    let entries = entries(&text);
    // The first, one that an error of structure gives, and the layout of the list.
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!((lines[0], lines.len(), lines[lines.len() - 1]), ("[", entries.len() + 2, "]"));
    insta::assert_snapshot!(pretty(&json!([entries[0], entries[entries.len() - 3]])), @r#"
    [
      {
        "description": "Mise en réseau et nouvelles coopérations — Mise en réseau : rien n'est indiqué. (Appel : Modalités de mise en œuvre, Critères de sélection des projets, 4 ; Modalités d'accompagnement des projets, dernier paragraphe)",
        "check_name": "C-QUA-4",
        "fingerprint": "2e44fcdcc1192bf580a95178b50074e0",
        "severity": "minor",
        "location": {"path": "avec-reserves.yaml", "lines": {"begin": 59}}
      },
      {
        "description": "Clé inconnue — La clé « <script>alert(1)</script><img src=x onerror=alert(1)> ]]> &… » n'existe pas dans « porteur ».",
        "check_name": "D-KEY-UNKNOWN",
        "fingerprint": "3073c0770e28c4a7bc9c7a9b4e6c1377",
        "severity": "critical",
        "location": {"path": "structure.yaml", "lines": {"begin": 11}}
      }
    ]
    "#);
    let prints: BTreeSet<&str> = entries.iter().map(|entry| entry["fingerprint"].as_str().unwrap()).collect();
    assert_eq!(prints.len(), entries.len(), "every fingerprint once");
    let paths: BTreeSet<&str> = entries.iter().map(|entry| entry["location"]["path"].as_str().unwrap()).collect();
    assert!(paths.contains(HOSTILE_PATH) && paths.contains(ABSENT), "{paths:?}");
}

#[test]
fn it_agrees_with_the_json() {
    let set = Set::new();
    let entries = entries(&set.output("gitlab"));
    let problems = problems(&set.json());
    assert_eq!(entries.len(), problems.len());
    for (entry, problem) in entries.iter().zip(&problems) {
        let severity = match problem.level {
            "error" if problem.is_structural => "critical",
            "error" => "major",
            "warning" => "minor",
            _ => "info",
        };
        assert_eq!((&entry["check_name"], &entry["severity"]), (&json!(problem.code), &json!(severity)));
        let text = entry["description"].as_str().unwrap().split_once(" — ").unwrap().1;
        let demand =
            [" (Appel :", " (Contrôle de l'outil :", " (Surcouche :"].into_iter().find_map(|name| text.find(name));
        assert_eq!(demand.is_none(), problem.is_structural, "whose demand it is: {text}");
        problem.assert_text(&text[..demand.unwrap_or(text.len())]);
        assert_eq!(entry["location"]["lines"]["begin"], problem.line, "{}", problem.code);
    }
}

#[test]
fn paths_begin_at_the_repository_however_they_are_given() {
    let paths = |given: &str| -> BTreeSet<String> {
        let run = Recevable::check([given, "--format", "gitlab"]).run().exits(1);
        let entries = entries(&run.stdout);
        entries.iter().map(|entry| entry["location"]["path"].as_str().unwrap().to_owned()).collect()
    };
    let relative = paths("examples");
    assert!(relative.contains("examples/erreurs-de-structure.yaml"), "{relative:?}");
    assert_eq!(paths("./examples"), relative);
    assert_eq!(paths(&format!("{}/examples", env!("CARGO_MANIFEST_DIR"))), relative);
}

#[test]
fn no_problem_is_an_empty_list() {
    let run = Recevable::check(["examples/fiche-4-eligible.yaml", "--format", "gitlab"]).run().exits(0);
    assert!(entries(&run.stdout).is_empty());
}

#[test]
fn the_schema_can_refuse() {
    let mut report: Value = serde_json::from_str(&Set::new().output("gitlab")).unwrap();
    for (pointer, wrong) in [
        ("/0/location/path", json!("./a.yaml")),
        ("/0/severity", json!("error")),
        ("/0/location/lines/begin", json!(0)),
    ] {
        let right = std::mem::replace(report.pointer_mut(pointer).unwrap(), wrong);
        assert!(!schema().is_valid(&report), "{pointer}");
        *report.pointer_mut(pointer).unwrap() = right;
    }
    assert!(schema().is_valid(&report));
}
