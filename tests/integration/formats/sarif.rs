//! SARIF: the official schema, and GitHub code scanning's own rules.

use std::collections::BTreeSet;

use jsonschema::Validator;
use serde_json::Value;

use super::{ABSENT, DOSSIERS, Set, problems};
use crate::common::{DAY, Folder, Recevable, edit, eligible, example, pretty, snapshot};

fn schema() -> Validator {
    // One pattern of this edition has a bracket too many; the errata have it so.
    let [odd, right] = ["^[a-zA-Z]{2}|^[a-zA-Z]{2}-[a-zA-Z]{2}]?$", "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$"];
    let text = include_str!("../../schemas/sarif-2.1.0.json");
    assert!(text.contains(odd));
    let schema: Value = serde_json::from_str(&text.replace(odd, right)).unwrap();
    jsonschema::options().should_validate_formats(true).build(&schema).unwrap()
}

fn assert_valid(log: &Value) {
    let errors: Vec<String> =
        schema().iter_errors(log).map(|error| format!("{error} at {}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}

fn log(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn run(log: &Value) -> &Value {
    let [run] = log["runs"].as_array().unwrap().as_slice() else { panic!("one run a tool") };
    run
}

fn results(log: &Value) -> &Vec<Value> {
    run(log)["results"].as_array().unwrap()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text"))
}

fn region(location: &Value) -> &Value {
    &location["physicalLocation"]["region"]
}

fn artifact(location: &Value) -> &Value {
    &location["physicalLocation"]["artifactLocation"]
}

/// A URI's path with its escapes carried out.
fn decoded(uri: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = uri.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits: Vec<u8> = rest.by_ref().take(2).collect();
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap());
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).unwrap()
}

#[test]
fn it_is_valid_by_the_official_schema() {
    let set = Set::new();
    for lang in ["fr", "en"] {
        assert_valid(&log(&set.run(&["--format", "sarif", "--lang", lang]).stdout));
    }
    let mut log = log(&set.output("sarif"));
    // One rule and one result show how they are laid out; other tests compare the rest with the JSON.
    log["runs"][0]["tool"]["driver"]["rules"].as_array_mut().unwrap().truncate(1);
    let result = results(&log).iter().find(|result| result["ruleId"] == "F2-COF-1").unwrap().clone();
    log["runs"][0]["results"] = Value::from(vec![result]);
    snapshot("format-sarif", &pretty(&log));
}

#[test]
fn the_schema_can_refuse() {
    let mut log = log(&Set::new().output("sarif"));
    log["runs"][0]["results"][0]["level"] = Value::from("grave");
    assert!(!schema().is_valid(&log));
}

#[test]
fn a_run_without_results_is_valid_too() {
    let run = Recevable::check(["examples/fiche-4-eligible.yaml", "--format", "sarif"]).run().exits(0);
    let log = log(&run.stdout);
    assert_valid(&log);
    assert!(results(&log).is_empty());
}

#[test]
fn it_agrees_with_the_json() {
    let set = Set::new();
    let log = log(&set.output("sarif"));
    let (results, problems) = (results(&log), problems(&set.json()));
    assert_eq!(results.len(), problems.len());
    for (result, problem) in results.iter().zip(&problems) {
        assert_eq!((text(&result["ruleId"]), text(&result["level"])), problem.code_and_level());
        problem.assert_text(text(&result["message"]["text"]).lines().next().unwrap());
        let place = &result["locations"][0];
        assert_eq!(region(place)["startLine"], problem.line, "{}", problem.code);
        let key = place["logicalLocations"][0]["fullyQualifiedName"].as_str().unwrap_or_default();
        assert_eq!(key, problem.key, "{}", problem.code);
    }
}

#[test]
fn results_have_the_findings_properties_and_other_places() {
    let set = Set::new();
    let log = log(&set.output("sarif"));
    let mut compared = 0;
    for dossier in set.json().dossiers() {
        for finding in super::findings(dossier) {
            let is_of = |result: &&Value| {
                let path = decoded(text(&artifact(&result["locations"][0])["uri"]));
                result["ruleId"] == finding["rule"] && result["level"] != "note" && dossier["path"] == *path
            };
            let result = results(&log).iter().find(is_of).unwrap();
            for property in ["status", "basis", "expected", "actual", "readings"] {
                assert_eq!(result["properties"][property], finding[property], "{}: {property}", finding["rule"]);
            }
            let others = result["relatedLocations"].as_array().map(Vec::as_slice).unwrap_or_default();
            let places: Vec<&Value> = [&result["locations"][0]].into_iter().chain(others).map(region).collect();
            let expected = finding["locations"].as_array().unwrap();
            assert_eq!(places.len(), expected.len(), "{}", finding["rule"]);
            for (place, expected) in places.iter().zip(expected) {
                for [name, of_json] in [["startLine", "line"], ["startColumn", "column"], ["byteOffset", "offset"]] {
                    assert_eq!(place[name], expected[of_json], "{}", finding["rule"]);
                }
            }
            compared += 1;
        }
    }
    assert!(compared > 12, "{compared}");
}

#[test]
fn rules_are_described_as_code_scanning_shows_them() {
    let log = log(&Set::new().output("sarif"));
    let rules = run(&log)["tool"]["driver"]["rules"].as_array().unwrap();
    assert!(rules.len() < 25_000);
    let ids: BTreeSet<&str> = rules.iter().map(|rule| text(&rule["id"])).collect();
    assert_eq!(ids.len(), rules.len(), "each rule once");
    for rule in rules {
        let id = text(&rule["id"]);
        for description in ["shortDescription", "fullDescription"] {
            let length = text(&rule[description]["text"]).chars().count();
            assert!((1..=1024).contains(&length), "{id} {description}");
        }
        assert!(!text(&rule["help"]["text"]).is_empty() && !text(&rule["help"]["markdown"]).is_empty(), "{id}");
        assert!(["error", "warning"].contains(&text(&rule["defaultConfiguration"]["level"])), "{id}");
        assert!(["error", "warning"].contains(&text(&rule["properties"]["problem.severity"])), "{id}");
        assert_eq!(rule["properties"]["precision"], "very-high");
        assert!(rule["properties"]["tags"].as_array().unwrap().len() <= 20, "{id}");
    }
}

#[test]
fn results_have_the_locations_that_code_scanning_needs() {
    let set = Set::new();
    let log = log(&set.output("sarif"));
    let rules = run(&log)["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(run(&log)["columnKind"], "unicodeCodePoints");
    // The uploading workflow names the category; one of the program's own would stand in its way.
    assert!(run(&log).get("automationDetails").is_none());
    let mut seen = BTreeSet::new();
    let mut fingerprints = BTreeSet::new();
    for result in results(&log) {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert!(!text(&result["message"]["text"]).contains("]("), "a message holds no link");
        assert!(fingerprints.insert(text(&result["partialFingerprints"]["recevable/v1"])));
        let locations = result["locations"].as_array().unwrap();
        assert_eq!(locations.len(), 1);
        for location in locations.iter().chain(result["relatedLocations"].as_array().into_iter().flatten()) {
            let uri = text(&artifact(location)["uri"]);
            assert_eq!(artifact(location)["uriBaseId"], "%SRCROOT%");
            assert!(uri.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~/%".contains(&byte)), "{uri}");
            assert!(!uri.starts_with(['/', '.']), "{uri}");
            seen.insert(decoded(uri));
            let at = |name: &str| region(location)[name].as_u64();
            assert!(at("startLine").unwrap() >= 1);
            let Some(column) = at("startColumn") else { continue };
            let (last, end) = (at("endLine").unwrap(), at("endColumn").unwrap());
            assert!((last, end) >= (at("startLine").unwrap(), column) && column >= 1 && end >= 1);
        }
    }
    let expected: BTreeSet<String> =
        DOSSIERS.iter().filter(|path| **path != "sans-fiche.yaml").map(|path| (*path).to_owned()).collect();
    assert_eq!(seen, expected);
    assert!(seen.iter().all(|path| path == ABSENT || set.folder.at(path).exists()), "{seen:?}");
}

#[test]
fn a_region_is_the_text_itself() {
    let set = Set::new();
    let log = log(&set.output("sarif"));
    let result = results(&log).iter().find(|result| result["ruleId"] == "F1-FIN-1").unwrap();
    let location = &result["locations"][0];
    let content = set.folder.read(&decoded(text(&artifact(location)["uri"])));
    let at = |name: &str| usize::try_from(region(location)[name].as_u64().unwrap()).unwrap();
    assert_eq!(at("startLine"), at("endLine"));
    let line: Vec<char> = content.lines().nth(at("startLine") - 1).unwrap().chars().collect();
    let found: String = line[at("startColumn") - 1..at("endColumn") - 1].iter().collect();
    assert_eq!(found, "1 999,99 €");
    assert_eq!(&content[at("byteOffset")..at("byteOffset") + at("byteLength")], found);
    assert_eq!(location["logicalLocations"][0]["fullyQualifiedName"], "demande.fonctionnement");
}

/// The fingerprints by which results are matched from one run to the next.
fn fingerprints(name: &str, dossier: &str) -> Vec<String> {
    let folder = Folder::new();
    folder.write(name, dossier);
    let run = Recevable::check([name, "--format", "sarif", "--fail-on", "never"]);
    let log = log(&run.dir(folder.path()).run().exits(0).stdout);
    let print = |result: &Value| text(&result["partialFingerprints"]["recevable/v1"]).to_owned();
    results(&log).iter().map(print).collect()
}

#[test]
fn fingerprints_survive_moved_and_reworded_lines() {
    for name in ["erreurs-de-structure.yaml", "fiche-1-avec-reserves.yaml", "fiche-2-cofinancement-29-99.yaml"] {
        let dossier = example(name);
        let before = fingerprints("a.yaml", &dossier);
        assert!(!before.is_empty());
        assert_eq!(before.iter().collect::<BTreeSet<_>>().len(), before.len(), "{name}: each once");
        assert_eq!(before, fingerprints("a.yaml", &format!("# Une ligne de plus\n\n# et encore une\n{dossier}")));
        assert!(fingerprints("b.yaml", &dossier).iter().all(|print| !before.contains(print)), "{name}");
    }
    let dossier = example("fiche-2-cofinancement-29-99.yaml");
    let other = edit(
        &dossier,
        &[("montant: 1 999 €", "montant: 1 998 €"), ("État, montant: 1 001 €", "État, montant: 1 002 €")],
    );
    assert_eq!(fingerprints("a.yaml", &dossier), fingerprints("a.yaml", &other), "another amount, the same problem");
}

#[test]
fn a_rule_that_comes_to_be_violated_is_another_result() {
    let whole = example("fiche-2-cofinancement-29-99.yaml");
    let state = ("financeur: État, montant: 1 001 €", "financeur: État, montant: 9 001 €");
    let dependent = edit(&whole, &[("montant: 1 999 €", "montant: 2 000 €"), state]);
    let [before, after] = [dependent, edit(&whole, &[state])].map(|dossier| fingerprints("a.yaml", &dossier));
    assert_eq!((before.len(), after.len()), (2, 2));
    assert_eq!(before.iter().filter(|print| after.contains(print)).count(), 1, "the budget's alone stays");
}

#[test]
fn a_dossier_outside_the_repository_has_a_base_of_its_own() {
    let set = Set::new();
    let here = set.folder.at("ici");
    std::fs::create_dir(&here).unwrap();
    let run = Recevable::check(["../cofinancement.yaml", "--format", "sarif"]).dir(&here).run();
    let log = log(&run.exits(1).stdout);
    assert_valid(&log);
    let place = artifact(&results(&log)[0]["locations"][0]);
    assert_eq!(place["uriBaseId"], "ROOT");
    assert_eq!(run_bases(&log)["ROOT"]["uri"], "file:///");
    assert!(!text(&place["uri"]).starts_with('/') && text(&place["uri"]).ends_with("/cofinancement.yaml"));
}

fn run_bases(log: &Value) -> &Value {
    &run(log)["originalUriBaseIds"]
}

#[test]
fn overlays_and_what_they_loosen_are_notified() {
    let log = log(&Set::new().output("sarif"));
    let notified = run(&log)["invocations"][0]["toolConfigurationNotifications"].as_array().unwrap();
    let [applied, loosened] = notified.as_slice() else { panic!("{notified:#?}") };
    assert!(text(&applied["message"]["text"]).contains("surcouche"));
    assert_eq!(loosened["associatedRule"]["id"], "C-QUA-6");
    assert!(text(&loosened["message"]["text"]).contains("C-QUA-6"));
}

#[test]
fn results_and_places_are_limited() {
    let folder = Folder::new();
    for name in ["a.yaml", "b.yaml", "c.yaml"] {
        folder.write(name, (0..9_000).map(|n| format!("k{n}: 1\n")).collect::<String>());
    }
    let line = "    - { poste: 60, montant: 1 }\n";
    folder.write("d.yaml", edit(&eligible(1), &[("  produits:\n", &format!("{}  produits:\n", line.repeat(300)))]));
    let run_on = |names: &[&str]| {
        let base = ["check", "--date", DAY, "--format", "sarif"];
        log(&Recevable::new(base.iter().chain(names)).dir(folder.path()).run().exits(1).stdout)
    };
    let names = ["a.yaml", "b.yaml", "c.yaml", "d.yaml"];
    let many = run_on(&names);
    assert_eq!(results(&many).len(), 25_000);
    let base = ["check", "--date", DAY, "--format", "gitlab"];
    let all = log(&Recevable::new(base.iter().chain(&names)).dir(folder.path()).run().exits(1).stdout);
    let told = &run(&many)["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"];
    let left_out = all.as_array().unwrap().len() - 25_000;
    assert!(left_out > 2_000 && text(told).contains(&left_out.to_string()), "{left_out}: {told}");
    let places = run_on(&["d.yaml"]);
    let most = results(&places).iter().filter_map(|result| result["relatedLocations"].as_array()).map(Vec::len).max();
    assert_eq!(most, Some(99));
}
