//! Rule sets, overlays, case files and tables of clauses.

use std::sync::LazyLock;

use chrono::NaiveDate;

use super::{is_visible, places_lie_within};
use crate::reference::Tables;
use crate::report::problems::{self, InputProblem};
use crate::report::text::{TextOptions, write_rule_check};
use crate::rule_tests;
use crate::rules::{ClauseTable, RuleBook, RuleErrors, Sources, embedded, load_with};
use crate::source::SourceFile;
use crate::text::Lang;

static BOOK: LazyLock<RuleBook> = LazyLock::new(|| load_with(None, &[]).unwrap());

/// A text as each kind of file of rules: it is loaded and linted, or every error has its place in it.
pub fn rules(text: &str) {
    let file = || SourceFile::new("x.toml", text);
    let day = NaiveDate::from_ymd_opt(2014, 11, 20).unwrap();
    let load = |files: Vec<SourceFile>| match (Sources {
        files,
        tables: Tables::embedded(),
        errors: Vec::new(),
        bilingual: 0,
    })
    .load_and_lint(day)
    {
        Ok((book, findings)) => {
            for lang in Lang::ALL {
                are_sound(&problems::of_findings(&book.files, &findings, lang), lang);
            }
        }
        Err(errors) => errors_are_sound(&errors),
    };
    // Alone it is soon read; with the others it can refer to what they hold.
    load(vec![file()]);
    if text.contains("extends") || text.contains("[overlay]") {
        let mut files = embedded();
        let id = |text: &str| text.lines().find(|line| line.starts_with("id = ")).map(str::to_owned);
        files.retain(|file| id(file.text()) != id(text));
        files.push(file());
        load(files);
    }
    if text.contains("[[case]]") {
        let base = include_str!("../../../rules/tests/fiche-1.yaml");
        match rule_tests::load(vec![SourceFile::new("fiche-1.yaml", base), file()], &BOOK) {
            Ok(suite) => drop(suite.run(&BOOK)),
            Err(errors) => errors_are_sound(&errors),
        }
    }
    if text.contains("[[clause]]") {
        match ClauseTable::read(file(), false, &BOOK) {
            Ok(table) => drop(table.gaps()),
            Err(errors) => errors_are_sound(&errors),
        }
    }
}

fn errors_are_sound(RuleErrors { files, errors }: &RuleErrors) {
    assert!(!errors.is_empty());
    for lang in Lang::ALL {
        are_sound(&problems::of_rule_sets(files, errors, lang), lang);
    }
}

fn are_sound(found: &[InputProblem<'_>], lang: Lang) {
    for problem in found {
        if let Some(file) = problem.file {
            places_lie_within(&problems::json(std::slice::from_ref(problem))["problems"][0]["location"], file);
        }
    }
    let mut shown = Vec::new();
    write_rule_check(&mut shown, found, &TextOptions::plain(lang)).unwrap();
    is_visible(&String::from_utf8(shown).unwrap());
}
