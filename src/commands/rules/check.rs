//! `recevable rules check`: errors and findings of rule sets, overlays and tests.

use std::collections::HashSet;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

use chrono::NaiveDate;

use super::text_options;
use crate::cli::{ResultFormat, RulesCheckOptions};
use crate::commands::today::today_in_paris;
use crate::report::problems::{self, InputProblem, Severity};
use crate::report::{json, text};
use crate::rule_tests;
use crate::rules::{self, ClauseTable, RuleError, RuleErrorKind, RuleErrors, RuleFinding, Sources};
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
    let mut checked = sets(options, folder, date);
    for overlay in beside(folder, &mut checked) {
        checked.push(laid_over(folder, overlay, date));
    }
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

fn sets(options: &RulesCheckOptions, folder: Option<&Path>, date: NaiveDate) -> Vec<CheckedFiles> {
    let (book, mut findings) = match Sources::of(folder, &options.overlays).load_and_lint(date) {
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

/// The overlays and further campaigns that stand beside the sets; those that cannot be read are reported.
fn beside(folder: Option<&Path>, checked: &mut Vec<CheckedFiles>) -> Vec<SourceFile> {
    let Some(folder) = folder else {
        let file = |(name, text): &(&str, &str)| SourceFile::new(format!("rules/{name}"), *text);
        return rules::EMBEDDED_EXAMPLES.iter().map(file).collect();
    };
    let mut found = Vec::new();
    for beside in ["overlays", "campaigns"].map(|name| folder.join(name)).into_iter().filter(|path| path.is_dir()) {
        let (files, errors) = rules::toml_files(&beside);
        found.extend(files);
        checked.push(CheckedFiles { errors, ..CheckedFiles::default() });
    }
    found
}

/// One overlay laid over the sets; what is wrong with those was reported before.
fn laid_over(folder: Option<&Path>, overlay: SourceFile, date: NaiveDate) -> CheckedFiles {
    let mut sources = Sources::of(folder, &[]);
    let place = sources.files.len();
    sources.files.push(overlay);
    sources.errors.clear();
    match sources.load_and_lint(date) {
        Ok((book, mut findings)) => {
            findings.retain(|finding| finding.origin.file == place);
            let findings = rules::listed_findings(findings);
            CheckedFiles { files: book.files, findings, ..CheckedFiles::default() }
        }
        Err(mut failed) => {
            let own = |error: &RuleError| error.origin.is_some_and(|origin| origin.file == place);
            let sound = failed.errors.iter().all(own);
            // Over broken sets, a name may be unknown for no fault of the overlay's.
            let follows = |error: &RuleError| {
                matches!(error.kind, RuleErrorKind::Unknown { .. } | RuleErrorKind::OverrideUnknown { .. })
            };
            failed.errors.retain(|error| own(error) && (sound || !follows(error)));
            failed.into()
        }
    }
}
