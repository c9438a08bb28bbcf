//! What a check costs, step by step, beside the floor that each step stands on.
//!
//! `cargo bench` runs it. In `process`, a check of one dossier stands beside a process that does nothing; in `reading`,
//! the tree beside the parser's bare events.

#![allow(clippy::unwrap_used, clippy::wildcard_imports)]

use std::path::Path;
use std::process::{Command, Stdio};

use chrono::NaiveDate;
use divan::{Bencher, black_box};
use recevable::dossier::decode;
use recevable::engine::{Context, Facts, FicheAssessment, assess};
use recevable::policy::CommentEffects;
use recevable::report::compose::{self, Assessed, Style};
use recevable::report::{DossierReport, json};
use recevable::rules::{RuleBook, load_embedded};
use recevable::source::SourceFile;
use recevable::text::Lang;
use recevable::yaml;

/// A dossier of usual length, with one thing to fix.
const NAME: &str = "examples/fiche-2-cofinancement-29-99.yaml";
const TEXT: &str = include_str!("../../examples/fiche-2-cofinancement-29-99.yaml");

fn main() {
    divan::main();
}

fn source() -> SourceFile {
    SourceFile::new(NAME, TEXT)
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2014, 11, 20).unwrap()
}

/// Assesses a dossier and makes its report, as the program does for JSON.
fn report(book: &RuleBook, source: &SourceFile) -> DossierReport {
    let decoded = decode(&yaml::parse(source), &book.years());
    assessed(book, source, &decoded.dossier)
}

fn assessed(book: &RuleBook, source: &SourceFile, dossier: &recevable::dossier::Dossier<'_>) -> DossierReport {
    let campaign = &book.campaigns[0];
    let fiche = dossier.text("fiche").and_then(|fiche| fiche.parse().ok());
    let sets = campaign.fiches.iter().filter(|set| fiche == Some(set.number));
    let stage = "dossier_complet";
    let assessments = sets.map(|set| {
        let facts =
            Facts::new(campaign, &book.tables, dossier, Context { date: day(), fiche: set.number, programmes: None });
        let assessment = assess(&facts, set, stage);
        FicheAssessment { facts, fiche: set, assessment }
    });
    let (assessments, comments): (Vec<_>, _) = (assessments.collect(), CommentEffects::default());
    let assessed = Assessed { book, source, dossier, fiche, stage, assessments: &assessments, comments: &comments };
    compose::dossier(
        &assessed,
        Style { lang: Lang::Fr, verbose: false, plan: false, cells: false, drawing: false, overview: false },
    )
}

/// Reading a dossier.
mod reading {
    use super::*;

    /// The floor: the parser's events, and nothing made of them.
    #[divan::bench]
    fn events_alone() -> usize {
        granit_parser::Parser::new_from_str(black_box(TEXT)).flatten().count()
    }

    #[divan::bench]
    fn tree(bencher: Bencher<'_, '_>) {
        bencher.with_inputs(source).bench_refs(|source| drop(black_box(yaml::parse(source))));
    }

    #[divan::bench]
    fn decoding(bencher: Bencher<'_, '_>) {
        let source = source();
        let tree = yaml::parse(&source);
        bencher.bench_local(|| drop(black_box(decode(black_box(&tree), &[2015]))));
    }
}

/// The rules, loaded and applied.
mod rules {
    use super::*;

    #[divan::bench]
    fn embedded_sets() -> RuleBook {
        load_embedded().unwrap()
    }

    #[divan::bench]
    fn assessing_and_reporting(bencher: Bencher<'_, '_>) {
        let (book, source) = (load_embedded().unwrap(), source());
        let tree = yaml::parse(&source);
        let decoded = decode(&tree, &book.years());
        bencher.bench_local(|| assessed(black_box(&book), &source, &decoded.dossier));
    }
}

/// From the bytes to the report in JSON.
mod whole {
    use super::*;

    #[divan::bench]
    fn one_dossier_rules_loaded(bencher: Bencher<'_, '_>) {
        let book = load_embedded().unwrap();
        bencher.bench_local(|| written(&report(&book, &source())));
    }

    #[divan::bench]
    fn one_dossier_and_the_rules() -> Vec<u8> {
        written(&report(&load_embedded().unwrap(), &source()))
    }

    fn written(report: &DossierReport) -> Vec<u8> {
        let mut bytes = Vec::new();
        json::line(&mut bytes, report).unwrap();
        bytes
    }
}

/// Processes, started and waited for.
#[divan::bench_group(sample_count = 300, sample_size = 1)]
mod process {
    use super::*;

    fn run(program: impl AsRef<Path>, arguments: &[&str]) {
        let mut command = Command::new(program.as_ref());
        command.args(arguments).current_dir(env!("CARGO_MANIFEST_DIR"));
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap();
    }

    /// The floor: a process that does nothing.
    #[divan::bench]
    fn nothing() {
        run("/bin/true", &[]);
    }

    /// The program, asked for no more than its version.
    #[divan::bench]
    fn version() {
        run(env!("CARGO_BIN_EXE_recevable"), &["--version"]);
    }

    #[divan::bench]
    fn check_one_to_json() {
        run(env!("CARGO_BIN_EXE_recevable"), &["check", NAME, "--date", "2014-11-20", "--format", "json"]);
    }

    #[divan::bench]
    fn check_one_to_text() {
        run(env!("CARGO_BIN_EXE_recevable"), &["check", NAME, "--date", "2014-11-20"]);
    }

    #[divan::bench]
    fn check_twenty_to_json() {
        run(env!("CARGO_BIN_EXE_recevable"), &["check", "examples", "--date", "2014-11-20", "--format", "json"]);
    }
}
