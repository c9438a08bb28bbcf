//! `recevable rules check`: rule sets, overlays and tests looked over.

use std::collections::HashSet;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

use chrono::NaiveDate;

use super::text_options;
use crate::cli::{ResultFormat, RulesCheckOptions};
use crate::commands::today::today_in_paris;
use crate::report::problems::{self, InputProblem, Severity};
use crate::report::text;
use crate::rule_tests;
use crate::rules::{self, RuleBook, RuleError, RuleErrorKind, RuleErrors, RuleFinding, Sources};
use crate::source::SourceFile;

/// Files, and what is to be said of them.
struct Look {
    files: Vec<SourceFile>,
    errors: Vec<RuleError>,
    findings: Vec<RuleFinding>,
}

pub(super) fn check(options: &RulesCheckOptions, out: &mut dyn Write) -> io::Result<u8> {
    let date = options.date.unwrap_or_else(today_in_paris);
    let folder = options.folder.as_deref();
    let mut looks = sets(options, folder, date);
    for overlay in standing_by(folder, &mut looks) {
        looks.push(alone(folder, overlay, date));
    }
    let lang = options.lang;
    let mut found: Vec<InputProblem<'_>> = Vec::new();
    let mut told = HashSet::new();
    for look in &looks {
        let errors = problems::of_rule_sets(&look.files, &look.errors, lang);
        let findings = problems::of_findings(&look.files, &look.findings, lang);
        for problem in errors.into_iter().chain(findings) {
            let place = problem.file.map(|file| (file.name().to_owned(), problem.span));
            // A file that cannot be read has no place to be known by.
            if place.is_none() || told.insert((place, problem.code, problem.message.clone())) {
                found.push(problem);
            }
        }
    }
    if options.format == ResultFormat::Json {
        serde_json::to_writer_pretty(&mut *out, &problems::json(&found))?;
        writeln!(out)?;
    } else {
        text::write_rule_check(out, &found, &text_options(lang, io::stdout().is_terminal()))?;
    }
    let any = |severity| found.iter().any(|problem| problem.severity == severity);
    Ok(if any(Severity::Error) { 2 } else { u8::from(any(Severity::Finding)) })
}

/// The sets with the overlays of the command line, and their tests.
fn sets(options: &RulesCheckOptions, folder: Option<&Path>, date: NaiveDate) -> Vec<Look> {
    let (book, mut findings) = match Sources::of(folder, &options.overlays).load_and_lint(date) {
        Ok(loaded) => loaded,
        Err(RuleErrors { files, errors }) => return vec![Look { files, errors, findings: Vec::new() }],
    };
    let suite = match folder {
        Some(folder) => rule_tests::load_folder(folder, &book),
        None => rule_tests::load_embedded(&book),
    };
    let tests = match suite {
        Ok(suite) => {
            findings.extend(suite.gaps(&book));
            findings.sort_by_key(|finding| finding.origin);
            None
        }
        Err(RuleErrors { files, errors }) => Some(Look { files, errors, findings: Vec::new() }),
    };
    let RuleBook { files, .. } = book;
    std::iter::once(Look { files, errors: Vec::new(), findings }).chain(tests).collect()
}

/// The overlays and further campaigns that stand beside the sets; those that cannot be read are told.
fn standing_by(folder: Option<&Path>, looks: &mut Vec<Look>) -> Vec<SourceFile> {
    let Some(folder) = folder else {
        let file = |(name, text): &(&str, &str)| SourceFile::new(format!("rules/{name}"), *text);
        return rules::EMBEDDED_EXAMPLES.iter().map(file).collect();
    };
    let mut found = Vec::new();
    for beside in ["overlays", "campaigns"].map(|name| folder.join(name)).into_iter().filter(|path| path.is_dir()) {
        let (files, errors) = rules::toml_files(&beside);
        found.extend(files);
        looks.push(Look { files: Vec::new(), errors, findings: Vec::new() });
    }
    found
}

/// One overlay laid over the sets; what is wrong with those was told before.
fn alone(folder: Option<&Path>, overlay: SourceFile, date: NaiveDate) -> Look {
    let mut sources = Sources::of(folder, &[]);
    let place = sources.files.len();
    sources.files.push(overlay);
    sources.errors.clear();
    match sources.load_and_lint(date) {
        Ok((book, mut findings)) => {
            findings.retain(|finding| finding.origin.file == place);
            Look { files: book.files, errors: Vec::new(), findings }
        }
        Err(RuleErrors { files, mut errors }) => {
            let own = |error: &RuleError| error.origin.is_some_and(|origin| origin.file == place);
            let sound = errors.iter().all(own);
            // Over broken sets, a name may be unknown for no fault of the overlay's.
            let follows = |error: &RuleError| {
                matches!(error.kind, RuleErrorKind::Unknown { .. } | RuleErrorKind::OverrideUnknown { .. })
            };
            errors.retain(|error| own(error) && (sound || !follows(error)));
            Look { files, errors, findings: Vec::new() }
        }
    }
}
