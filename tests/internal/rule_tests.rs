//! The embedded cases are complete: all files, and for each rule a case of each status that it can have.

use std::path::Path;

use super::files::repository;
use crate::dossier::format::Stage;
use crate::rule_tests::{self, EMBEDDED_TESTS, Expect};
use crate::rules::{self, Level};
use crate::source::SourceFile;

/// The embedded base dossiers.
fn bases<'a>() -> impl Iterator<Item = (&'a str, &'a str)> {
    let is_base = |file: &str| Path::new(file).extension().is_some_and(|extension| extension == "yaml");
    EMBEDDED_TESTS.iter().copied().filter(move |(file, _)| is_base(file))
}

#[test]
fn the_embedded_cases_are_those_of_the_folder() {
    let folder = repository().join("rules/tests");
    let mut files: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    let mut embedded: Vec<std::ffi::OsString> = EMBEDDED_TESTS.iter().map(|(file, _)| (*file).into()).collect();
    files.sort();
    embedded.sort();
    assert_eq!(files, embedded);
}

#[test]
fn every_base_dossier_is_eligible_as_it_stands() {
    let book = rules::load_embedded().unwrap();
    for fiche in 1..=4 {
        let case = format!(
            "[[case]]\nrule = \"D-IDE-1\"\nname = \"tel quel\"\nbase = \"fiche-{fiche}\"\ndate = 2015-01-15\nexpect = \"satisfied\"\nverdict = \"eligible\"\n"
        );
        let files = bases().chain([("cas.toml", case.as_str())]);
        let files = files.map(|(file, text)| SourceFile::new(file, text)).collect();
        let suite = rule_tests::load(files, &book).unwrap();
        let result = &suite.run(&book)[0];
        assert_eq!(result.mismatch, None, "fiche {fiche}");
    }
}

#[test]
fn every_rule_has_a_case_of_each_status_that_it_can_have() {
    // What these rules rest on is there wherever they apply: the evaluation's day stands in, or their condition asks for it.
    let always_decided = ["C-CAL-1", "C-CAL-2", "D-DAT-3", "D-GEO-1", "D-GEO-2", "D-GEO-3", "D-GEO-4"];
    let book = rules::load_embedded().unwrap();
    let suite = rule_tests::load_embedded(&book).unwrap();
    let campaign = &book.campaigns[0];
    for rule in &campaign.rules {
        let decides = rule.level != Level::Info;
        let waived = || {
            campaign
                .rules
                .iter()
                .any(|other| other.waives.iter().any(|waiver| campaign.rule(waiver.rule).id == rule.id))
        };
        let replaced =
            || campaign.rules.iter().any(|other| other.replaces.iter().any(|id| campaign.rule(*id).id == rule.id));
        let can = |expect: Expect| match expect {
            Expect::Satisfied => true,
            // Another scale is an error of structure; a name that is missing is left open.
            Expect::Violated => decides && !["C-ECH-1", "D-IDE-4"].contains(&rule.id.as_str()),
            Expect::Undetermined => decides && rule.unique.is_none() && !always_decided.contains(&rule.id.as_str()),
            Expect::NotApplicable => rule.when.is_some() || waived(),
            Expect::Deferred => !rule.stages.contains(&Stage::FicheSynthetique),
            Expect::Replaced => replaced(),
        };
        for expect in Expect::ALL {
            let has = suite.of_rule(&rule.id).any(|case| case.expect == expect);
            assert_eq!(has, can(expect), "{} {}", rule.id, expect.as_str());
        }
    }
}
