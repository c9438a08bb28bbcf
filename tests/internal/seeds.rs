//! What holds of any text holds of the examples, the rule sets and the tables, from which fuzzing starts.

use std::fs;

use super::files::{example, example_names, repository};
use crate::fuzzing;

fn files(folder: &str) -> Vec<String> {
    let paths = fs::read_dir(repository().join(folder)).unwrap().map(|entry| entry.unwrap().path());
    let texts: Vec<String> =
        paths.filter(|path| path.is_file()).map(|path| fs::read_to_string(path).unwrap()).collect();
    assert!(!texts.is_empty(), "{folder}");
    texts
}

#[test]
fn every_example_is_reported_soundly_in_every_format() {
    for name in example_names() {
        assert!(fuzzing::dossier(&example(&name)).starts_with(b"PK"), "{name}");
    }
}

#[test]
fn every_file_of_rules_is_read_soundly() {
    for text in ["rules", "rules/overlays", "rules/campaigns", "rules/tests"].into_iter().flat_map(files) {
        fuzzing::rules(&text);
    }
}

#[test]
fn every_seed_of_the_other_targets_is_read_soundly() {
    for text in files("tests/fuzz/seeds/comments") {
        fuzzing::comments(&text);
    }
    for text in files("tests/fuzz/seeds/register") {
        fuzzing::register(&text);
    }
    for text in files("tests/fuzz/seeds/baseline") {
        fuzzing::baseline(text.as_bytes());
    }
    for text in files("tests/fuzz/seeds/paths") {
        fuzzing::paths(text.as_bytes());
    }
}
