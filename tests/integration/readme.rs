//! The README's commands, outputs, dossiers and JSON are those of the program.

use serde_json::Value;

use crate::common::{Recevable, check, codes, finding, plain_spaces, recevable, repository};

/// The fenced blocks of a language.
fn blocks(language: &str) -> Vec<String> {
    let readme = std::fs::read_to_string(repository().join("README.md")).unwrap();
    let opening = format!("```{language}\n");
    let blocks = readme.split(&opening).skip(1);
    let blocks: Vec<String> = blocks.map(|rest| rest.split("```").next().unwrap().to_owned()).collect();
    assert!(!blocks.is_empty(), "no block of {language}");
    blocks
}

#[test]
fn what_the_readme_shows_is_what_the_program_writes() {
    for block in blocks("console").iter().map(|block| plain_spaces(block)) {
        let (command, shown) = block.split_once('\n').unwrap();
        let arguments = command.strip_prefix("$ recevable ").unwrap().split(' ');
        let run = Recevable::new(arguments).run();
        // A line `…` leaves something out; all else stands in the output, in this order.
        let mut rest = run.stdout.as_str();
        for passage in
            shown.split("…\n").map(|passage| passage.trim_end_matches('\n')).filter(|passage| !passage.is_empty())
        {
            let at = rest.find(passage).unwrap_or_else(|| panic!("{passage}\n--- is not what it writes:\n{run}"));
            rest = &rest[at + passage.len()..];
        }
    }
}

#[test]
fn its_dossiers_are_valid() {
    // The other blocks configure CI; its tests run them.
    let dossiers: Vec<String> = blocks("yaml").into_iter().filter(|block| block.starts_with("version:")).collect();
    assert_eq!(dossiers.len(), 2);
    for block in dossiers {
        let report = check(&block);
        assert!(codes(&report).is_empty(), "{:#}", report["errors"]);
    }
}

/// Whether all that one value says stands in the other too.
fn says(whole: &Value, part: &Value) -> bool {
    match (whole, part) {
        (Value::Object(whole), Value::Object(part)) => {
            part.iter().all(|(key, part)| whole.get(key).is_some_and(|whole| says(whole, part)))
        }
        (Value::Array(whole), Value::Array(part)) => {
            whole.len() >= part.len() && whole.iter().zip(part).all(|(whole, part)| says(whole, part))
        }
        _ => whole == part,
    }
}

#[test]
fn its_json_is_part_of_the_report() {
    let run = Recevable::check(["examples/fiche-1-plancher-un-centime.yaml", "--format", "json"]).run();
    let report = run.exits(1).json();
    for block in blocks("json") {
        let shown: Value = serde_json::from_str(&block).unwrap();
        let found = finding(&report.only()["assessments"][0], shown["rule"].as_str().unwrap());
        assert!(says(found, &shown), "{found:#}");
    }
}

#[test]
fn every_option_of_check_is_in_the_readme() {
    let help = recevable(["check", "--help"]).exits(0).stdout;
    let readme = std::fs::read_to_string(repository().join("README.md")).unwrap();
    let options = help.split_whitespace().filter(|word| word.starts_with("--") && *word != "--help" && word.len() > 2);
    for option in options.map(|option| option.trim_end_matches(',')) {
        let short = match option {
            "--quiet" => "`-q`",
            "--verbose" => "`-v`",
            option => option,
        };
        assert!(readme.contains(short), "{option}");
    }
}

#[test]
fn every_command_that_it_names_exists() {
    let mut named = 0;
    for block in blocks("sh") {
        for line in block.lines().filter_map(|line| line.strip_prefix("recevable ")) {
            let words: Vec<&str> =
                line.split_whitespace().take_while(|word| word.bytes().all(|byte| byte.is_ascii_lowercase())).collect();
            Recevable::new(words.iter().copied().chain(["--help"])).run().exits(0);
            named += 1;
        }
    }
    assert!(named > 0);
}
