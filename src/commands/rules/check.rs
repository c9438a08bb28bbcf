//! `recevable rules check`: errors and findings of rule sets, overlays and tests.

use std::collections::HashSet;
use std::io::{self, IsTerminal, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::text_options;
use crate::cli::{ResultFormat, RulesCheckOptions};
use crate::commands::today::today_in_paris;
use crate::report::problems::{self, InputProblem, Severity};
use crate::report::{json, text};
use crate::rule_tests::{self, Suite};
use crate::rules::{self, ClauseTable, RuleBook, RuleError, RuleErrorKind, RuleErrors, RuleFinding, Sources};
use crate::source::SourceFile;

#[derive(Default)]
struct CheckedFiles {
    files: Vec<SourceFile>,
    errors: Vec<RuleError>,
    findings: Vec<RuleFinding>,
}

impl From<RuleErrors> for CheckedFiles {
    fn from(RuleErrors { files, errors }: RuleErrors) -> Self {
        Self { files, errors, ..Self::default() }
    }
}

pub(super) fn check(options: &RulesCheckOptions, out: &mut dyn Write) -> io::Result<u8> {
    let date = options.date.unwrap_or_else(today_in_paris);
    let folder = options.folder.as_deref();
    let checked = match &options.overlays[..] {
        [] => {
            let mut checked = sets(folder, date);
            for overlay in beside(folder, &mut checked) {
                checked.extend(laid_over(folder, overlay, date));
            }
            checked
        }
        overlays => only_overlays(folder, overlays, date),
    };
    let lang = options.lang;
    let mut found: Vec<InputProblem<'_>> = Vec::new();
    let mut known = HashSet::new();
    for CheckedFiles { files, errors, findings } in &checked {
        let errors = problems::of_rule_sets(files, errors, lang);
        for problem in errors.into_iter().chain(problems::of_findings(files, findings, lang)) {
            let place = problem.file.map(|file| (file.name().to_owned(), problem.span));
            // A file that cannot be read has no place to be known by.
            if place.is_none() || known.insert((place, problem.code, problem.message.clone())) {
                found.push(problem);
            }
        }
    }
    if options.format == ResultFormat::Json {
        json::write_pretty(out, &problems::json(&found))?;
    } else {
        text::write_rule_check(out, &found, &text_options(lang, io::stdout().is_terminal()))?;
    }
    let any = |severity| found.iter().any(|problem| problem.severity == severity);
    Ok(if any(Severity::Error) { 2 } else { u8::from(any(Severity::Finding)) })
}

fn sets(folder: Option<&Path>, date: NaiveDate) -> Vec<CheckedFiles> {
    let (book, mut findings) = match Sources::of(folder, &[]).load_and_lint(date) {
        Ok(loaded) => loaded,
        Err(failed) => return vec![failed.into()],
    };
    let tests = rule_tests::load_with(folder, &book).map(|suite| {
        findings.extend(suite.gaps(&book));
    });
    let clauses = ClauseTable::beside(folder, &book).map(|table| match table {
        Ok(table) => {
            let (of_sets, of_table) = table.gaps();
            findings.extend(of_sets);
            let findings = rules::listed_findings(of_table);
            CheckedFiles { files: vec![table.file], findings, ..CheckedFiles::default() }
        }
        Err(failed) => failed.into(),
    });
    let findings = rules::listed_findings(findings);
    let sets = CheckedFiles { files: book.files, findings, ..CheckedFiles::default() };
    std::iter::once(sets).chain(tests.err().map(Into::into)).chain(clauses).collect()
}

/// What overlays, and sets that are laid over others, bring, and nothing of the sets below them; but those must be sound.
fn only_overlays(folder: Option<&Path>, overlays: &[PathBuf], date: NaiveDate) -> Vec<CheckedFiles> {
    match Sources::of(folder, overlays).load_and_lint(date) {
        Ok((book, findings)) => {
            let own = book.files.len() - overlays.len()..book.files.len();
            brought(book, findings, &own, |book| rule_tests::load_beside(overlays, folder, book))
        }
        Err(failed) => vec![failed.into()],
    }
}

/// The findings of some files of a book, and what their own cases leave out.
fn brought(
    book: RuleBook,
    mut findings: Vec<RuleFinding>,
    own: &Range<usize>,
    cases: impl FnOnce(&RuleBook) -> Result<Suite, RuleErrors>,
) -> Vec<CheckedFiles> {
    findings.retain(|finding| own.contains(&finding.origin.file));
    let cases = cases(&book).map(|suite| findings.extend(suite.gaps_in(&book, own)));
    let findings = rules::listed_findings(findings);
    let files = CheckedFiles { files: book.files, findings, ..CheckedFiles::default() };
    std::iter::once(files).chain(cases.err().map(Into::into)).collect()
}

/// An overlay or a further campaign that stands beside the sets.
struct Beside {
    file: SourceFile,
    /// Its path, or that of an embedded example in `rules/`.
    path: PathBuf,
}

/// The overlays and further campaigns that stand beside the sets; those that cannot be read are reported.
fn beside(folder: Option<&Path>, checked: &mut Vec<CheckedFiles>) -> Vec<Beside> {
    let Some(folder) = folder else {
        let example = |(path, text): &(&str, &str)| Beside {
            file: SourceFile::new(format!("rules/{path}"), *text),
            path: PathBuf::from(path),
        };
        return rules::EMBEDDED_EXAMPLES.iter().map(example).collect();
    };
    let mut found = Vec::new();
    for beside in ["overlays", "campaigns"].map(|name| folder.join(name)).into_iter().filter(|path| path.is_dir()) {
        let (files, errors) = rules::toml_files(&beside);
        found.extend(files.into_iter().map(|file| Beside { path: PathBuf::from(file.name()), file }));
        checked.push(CheckedFiles { errors, ..CheckedFiles::default() });
    }
    found
}

/// One overlay laid over the sets; what is wrong with those was reported before.
fn laid_over(folder: Option<&Path>, Beside { file, path }: Beside, date: NaiveDate) -> Vec<CheckedFiles> {
    let mut sources = Sources::of(folder, &[]);
    let place = sources.files.len();
    sources.files.push(file);
    if folder.is_none() {
        sources.bilingual = sources.files.len();
    }
    sources.errors.clear();
    match sources.load_and_lint(date) {
        Ok((book, findings)) => brought(book, findings, &(place..place + 1), |book| match (folder, path.to_str()) {
            (None, Some(example)) => rule_tests::load_beside_example(example, book),
            _ => rule_tests::load_beside(std::slice::from_ref(&path), folder, book),
        }),
        Err(mut failed) => {
            let own = |error: &RuleError| error.origin.is_some_and(|origin| origin.file == place);
            let sound = failed.errors.iter().all(own);
            // Over broken sets, a name may be unknown for no fault of the overlay's.
            let follows = |error: &RuleError| {
                matches!(error.kind, RuleErrorKind::Unknown { .. } | RuleErrorKind::OverrideUnknown { .. })
            };
            failed.errors.retain(|error| own(error) && (sound || !follows(error)));
            vec![failed.into()]
        }
    }
}
