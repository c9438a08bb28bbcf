//! One line a finding, read by the regular expression of a problem matcher.

use regex_lite::Regex;

use super::{Set, assert_plain, problems};
use crate::common::{DAY, Recevable, example, snapshot};

/// As editors and CI read the lines of compilers; lines that are no finding would be lost to them.
const MATCHER: &str = r"^(?P<path>.+?):(?P<line>\d+):(?P<column>\d+): (?P<level>error|warning|note) (?P<code>[A-Z][A-Z0-9-]+): (?P<message>.+)$";

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Problem {
    path: String,
    line: u64,
    column: u64,
    code: String,
    level: String,
    message: String,
}

fn read(output: &str) -> Vec<Problem> {
    let matcher = Regex::new(MATCHER).unwrap();
    let read = |line: &str| {
        let found = matcher.captures(line).unwrap_or_else(|| panic!("not matched: {line}"));
        let text = |name: &str| found[name].to_owned();
        let number = |name: &str| found[name].parse::<u64>().unwrap();
        let (path, code, level, message) = (text("path"), text("code"), text("level"), text("message"));
        Problem { path, line: number("line"), column: number("column"), code, level, message }
    };
    output.lines().map(read).collect()
}

#[test]
fn every_line_is_matched_and_they_stand_by_path_and_place() {
    let output = Set::new().output("concise");
    snapshot("format-concise", &output);
    assert_plain(&output);
    let places: Vec<_> = read(&output).into_iter().map(|one| (one.path, one.line, one.column)).collect();
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn it_agrees_with_the_json() {
    let set = Set::new();
    let read = read(&set.output("concise"));
    let problems = problems(&set.json());
    assert_eq!(read.len(), problems.len());
    for problem in &problems {
        let (code, level) = problem.code_and_level();
        let is_it = |one: &&Problem| (one.code.as_str(), one.level.as_str(), one.line) == (code, level, problem.line);
        assert!(read.iter().any(|one| is_it(&one)), "{code} {level} {}", problem.line);
    }
}

#[test]
fn words_stay_and_messages_follow_the_language() {
    let input = example("fiche-1-plancher-un-centime.yaml");
    let output = |lang: &str| {
        let run = Recevable::new(["check", "-", "--date", DAY, "--format", "concise", "--lang", lang]);
        run.stdin(input.as_str()).run().exits(1).stdout
    };
    let [french, english] = ["fr", "en"].map(|lang| read(&output(lang)));
    let words = |problems: &[Problem]| {
        problems.iter().map(|one| format!("{} {} {}", one.path, one.level, one.code)).collect::<Vec<_>>()
    };
    assert_eq!(words(&french), words(&english));
    assert!(words(&french).contains(&"- error F1-FIN-1".to_owned()), "{french:?}");
    assert!(french.iter().zip(&english).all(|(one, other)| one.message != other.message));
    let run = Recevable::check(["examples/fiche-4-eligible.yaml", "--format", "concise"]).run().exits(0);
    assert_eq!(run.stdout, "", "nothing to say is said with nothing");
}

#[test]
fn dossiers_are_sorted_whatever_the_order_they_are_named_in() {
    let folder = crate::common::Folder::new();
    for name in ["b.yaml", "a.yaml", "::error::x.yaml"] {
        folder.write(name, example("fiche-1-plancher-un-centime.yaml"));
    }
    let arguments = ["check", "b.yaml", "a.yaml", "./::error::x.yaml", "--date", DAY, "--format", "concise"];
    let output = Recevable::new(arguments).dir(folder.path()).run().exits(1).stdout;
    let paths: Vec<String> = read(&output).into_iter().map(|one| one.path).collect();
    assert!(paths.is_sorted() && paths.contains(&"a.yaml".to_owned()), "{paths:?}");
    assert!(!output.lines().any(|line| line.trim_start().starts_with("::")), "{output}");
}
