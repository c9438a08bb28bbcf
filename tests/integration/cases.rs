//! The mistakes of `tests/cases/`: each file gets what `expected.toml` says, as the README there defines it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use serde::Deserialize;
use serde_json::Value;

use crate::common::{Folder, Recevable, repository};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    date: String,
    files: BTreeMap<String, Case>,
    command: Vec<CommandCase>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Case {
    verdict: Option<String>,
    errors: Option<Vec<Entry>>,
    findings: Option<Vec<Entry>>,
    warnings: Option<Vec<Entry>>,
    says: Vec<String>,
    says_not: Vec<String>,
    fixed: Option<Fixed>,
}

/// An error, a warning or a finding; what is absent is open.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Entry {
    code: Option<String>,
    rule: Option<String>,
    status: Option<String>,
    line: Option<u64>,
    column: Option<u64>,
}

/// The file as `fix --yes` leaves it, or that it leaves every byte.
#[derive(Deserialize)]
#[serde(untagged)]
enum Fixed {
    As(String),
    Changed(bool),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CommandCase {
    args: Vec<String>,
    #[serde(default)]
    env: BTreeMap<String, String>,
    exit: Option<i32>,
    #[serde(default)]
    says: Vec<String>,
    #[serde(default)]
    says_not: Vec<String>,
}

type Faults = Vec<String>;

#[test]
fn every_mistake_gets_what_is_expected() {
    let Expected { date, files, command } = expected();
    let mut wrong = BTreeMap::new();
    for (name, case) in &files {
        wrong.insert(name.clone(), file_faults(name, case, &date));
    }
    for case in &command {
        wrong.insert(case.args.join(" "), command_faults(case));
    }
    let fails = wrong.iter().filter(|(_, faults)| !faults.is_empty());
    let fails: String = fails.map(|(name, faults)| format!("{name}\n  {}\n", faults.join("\n  "))).collect();
    assert!(fails.is_empty(), "{fails}");
}

#[test]
fn every_file_is_expected_to_come_to_something() {
    let paths = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let dossiers = paths.filter(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    let names: BTreeSet<_> = dossiers.map(|path| path.file_name().unwrap().to_str().unwrap().to_owned()).collect();
    assert_eq!(names, expected().files.into_keys().collect());
}

fn folder() -> PathBuf {
    repository().join("tests/cases")
}

fn expected() -> Expected {
    toml::from_str(&fs::read_to_string(folder().join("expected.toml")).unwrap()).unwrap()
}

fn file_faults(name: &str, case: &Case, date: &str) -> Faults {
    let mut faults = Vec::new();
    let run = Recevable::new(["check", "--format", "json", "--date", date, name]).dir(&folder()).run();
    let report = run.json();
    let dossier = report.only();
    let findings = open_findings(dossier);
    let [errors, warnings] = ["errors", "warnings"].map(|key| list(&dossier[key]));
    if case.verdict.as_deref().is_some_and(|verdict| dossier["verdict"] != *verdict) {
        faults.push(format!("verdict: {}", dossier["verdict"]));
    }
    let no_findings = case.verdict.as_deref() == Some("eligible") && case.findings.is_none();
    let expected_findings = if no_findings { Some(&[][..]) } else { case.findings.as_deref() };
    for (what, found, expected) in [
        ("errors", &errors, Some(case.errors.as_deref().unwrap_or_default())),
        ("findings", &findings, expected_findings),
        ("warnings", &warnings, case.warnings.as_deref()),
    ] {
        if expected.is_some_and(|expected| !are_those(found, expected)) {
            faults.push(format!("{what}: {}", shown(found)));
        }
    }
    let told = [&errors, &findings, &warnings].into_iter().flatten();
    let told: Vec<_> =
        told.flat_map(|item| ["message", "expected", "actual", "remedies", "fix"].map(|key| &item[key])).collect();
    faults.extend(unsaid(&case.says, &told));
    faults.extend(said(&case.says_not, &[dossier]));
    if let Some(fixed) = &case.fixed {
        faults.extend(fix_faults(name, fixed, date));
        if matches!(fixed, Fixed::As(_)) && !errors.iter().chain(&findings).any(|item| item["fix"]["sure"] == true) {
            faults.push("JSON: no sure correction".to_owned());
        }
    }
    faults
}

/// What is violated or undetermined, each rule once.
fn open_findings(dossier: &Value) -> Vec<Value> {
    let assessments = list(&dossier["assessments"]);
    let all = assessments.iter().flat_map(|assessment| list(&assessment["findings"]));
    all.filter(|finding| matches!(finding["status"].as_str(), Some("violated" | "undetermined"))).collect()
}

fn list(value: &Value) -> Vec<Value> {
    value.as_array().cloned().unwrap_or_default()
}

/// Whether each expected entry is one of those found, and none is left.
fn are_those(found: &[Value], expected: &[Entry]) -> bool {
    let mut left: Vec<_> = found.iter().collect();
    let all = expected.iter().all(|entry| {
        let at = left.iter().position(|item| entry.is(item));
        at.map(|at| left.swap_remove(at)).is_some()
    });
    all && left.is_empty()
}

impl Entry {
    fn is(&self, item: &Value) -> bool {
        let text = |key: &str, wanted: &Option<String>| wanted.as_deref().is_none_or(|wanted| item[key] == *wanted);
        let place = &item["locations"][0];
        let number = |key: &str, wanted: Option<u64>| wanted.is_none_or(|wanted| place[key] == wanted);
        text("code", &self.code)
            && text("rule", &self.rule)
            && text("status", &self.status)
            && number("line", self.line)
            && number("column", self.column)
    }
}

fn shown(items: &[Value]) -> String {
    let line = |item: &Value| {
        let name = item["code"].as_str().or(item["rule"].as_str()).unwrap_or_default();
        let (status, place) = (item["status"].as_str().unwrap_or_default(), &item["locations"][0]);
        format!("{name} {status} {}:{} {}", place["line"], place["column"], item["message"])
    };
    items.iter().map(line).collect::<Vec<_>>().join(" / ")
}

fn fix_faults(name: &str, fixed: &Fixed, date: &str) -> Faults {
    let original = fs::read_to_string(folder().join(name)).unwrap();
    let copy = Folder::new();
    copy.write(name, &original);
    let fix = || Recevable::new(["fix", "--yes", name]).dir(copy.path()).run();
    let (run, after) = (fix(), copy.read(name));
    let mut faults = Vec::new();
    if run.code() != 0 {
        faults.push(format!("fix: {run}"));
    }
    match fixed {
        Fixed::As(path) => {
            let wanted = fs::read_to_string(folder().join(path)).unwrap();
            if !is_as_fixed(&original, &wanted, &after) {
                faults.push(format!("fixed otherwise:\n{after}"));
            }
            let checked = Recevable::new(["check", "--format", "json", "--date", date, name]).dir(copy.path()).run();
            let verdict = checked.json().only()["verdict"].clone();
            if verdict != "eligible" {
                faults.push(format!("fixed, it is {verdict}"));
            }
        }
        Fixed::Changed(changed) => {
            if (after != original) != *changed {
                faults.push(format!("fix changes: {}", after != original));
            }
        }
    }
    fix();
    if copy.read(name) != after {
        faults.push("a second run changes it again".to_owned());
    }
    faults
}

/// Whether a file is the wanted one: corrected lines may differ in quotes and in the notation of a date or an amount.
fn is_as_fixed(original: &str, wanted: &str, after: &str) -> bool {
    let [original, wanted, after] =
        [original, wanted, after].map(|text| text.split_inclusive('\n').collect::<Vec<_>>());
    let same = |((before, wanted), after): ((&&str, &&str), &&str)| {
        if before == wanted { after == wanted } else { notation(after) == notation(wanted) }
    };
    original.len() == wanted.len() && after.len() == wanted.len() && original.iter().zip(&wanted).zip(&after).all(same)
}

/// A line without quotes, its dates in one notation, its amounts without spaces and currency.
fn notation(line: &str) -> String {
    let plain = normalized(line).replace(['"', '\'', '€'], "");
    let words: Vec<String> = plain.split(' ').filter(|word| !word.is_empty()).map(iso_day).collect();
    let digits = |word: &String| word.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.'));
    let mut joined = String::new();
    for (at, word) in words.iter().enumerate() {
        let apart = at > 0 && !(digits(word) && digits(&words[at - 1]));
        joined.push_str(if apart { " " } else { "" });
        joined.push_str(word);
    }
    joined
}

fn iso_day(word: &str) -> String {
    match word.split('/').collect::<Vec<_>>()[..] {
        [day, month, year] => format!("{year}-{month}-{day}"),
        _ => word.to_owned(),
    }
}

fn command_faults(case: &CommandCase) -> Faults {
    let mut command = Recevable::new(&case.args).dir(&folder());
    for (name, value) in &case.env {
        command = command.env(name, value);
    }
    let run = command.run();
    let mut faults = Vec::new();
    if case.exit.is_some_and(|exit| exit != run.code()) {
        faults.push(format!("exit: {}", run.code()));
    }
    let told = [&Value::from(format!("{}{}", run.stdout, run.stderr))];
    faults.extend(unsaid(&case.says, &told));
    faults.extend(said(&case.says_not, &told));
    faults
}

/// The fragments of which no text holds any alternative.
fn unsaid(fragments: &[String], told: &[&Value]) -> Faults {
    let texts = texts(told);
    let is_said = |fragment: &&String| {
        fragment.split('|').any(|alternative| texts.iter().any(|text| text.contains(&normalized(alternative))))
    };
    let missing = fragments.iter().filter(|fragment| !is_said(fragment));
    missing.map(|fragment| format!("does not say {fragment:?}")).collect()
}

/// The fragments that a text holds.
fn said(fragments: &[String], told: &[&Value]) -> Faults {
    let texts = texts(told);
    let held = fragments.iter().filter(|fragment| texts.iter().any(|text| text.contains(&normalized(fragment))));
    held.map(|fragment| format!("says {fragment:?}")).collect()
}

fn texts(values: &[&Value]) -> Vec<String> {
    let mut texts = Vec::new();
    let mut next = values.to_vec();
    while let Some(value) = next.pop() {
        match value {
            Value::String(text) => texts.push(normalized(text)),
            Value::Array(items) => next.extend(items),
            Value::Object(entries) => next.extend(entries.values()),
            _ => {}
        }
    }
    texts
}

/// Without regard to case, and to the kind of spaces and apostrophes.
fn normalized(text: &str) -> String {
    let same = |character: char| match character {
        '’' => '\'',
        space if space.is_whitespace() => ' ',
        other => other,
    };
    text.chars().map(same).flat_map(char::to_lowercase).collect()
}
