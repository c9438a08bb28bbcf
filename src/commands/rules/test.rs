//! `recevable rules test`: the rule sets' own test cases, run and told.

use std::io::{self, Write};
use std::path::Path;

use serde::Serialize;

use super::broken;
use crate::cli::{ResultFormat, RulesTestOptions};
use crate::messages::rule_tests as words;
use crate::rule_tests::{self, CaseResult, Grade, Suite};
use crate::rules;
use crate::text::{Lang, plain_spaces, visible};

/// Runs the tests of the embedded sets, or of a folder; the answer is the process's exit code.
///
/// # Errors
/// When an output cannot be written.
pub(super) fn test(options: &RulesTestOptions, out: &mut dyn Write, errors: &mut dyn Write) -> io::Result<u8> {
    let loaded = match &options.folder {
        Some(folder) => rules::load_folder(folder).and_then(|book| Ok((rule_tests::load_folder(folder, &book)?, book))),
        None => rules::load_embedded().and_then(|book| Ok((rule_tests::load_embedded(&book)?, book))),
    };
    let (suite, book) = match loaded {
        Ok(loaded) => loaded,
        Err(failed) => {
            return broken(&failed, options.lang, errors);
        }
    };
    if suite.cases.is_empty() {
        let folder = options.folder.as_deref().unwrap_or(Path::new(".")).join("tests");
        writeln!(errors, "{}", visible(&words::no_case(&folder.display().to_string(), options.lang)))?;
        return Ok(2);
    }
    let results = suite.run(&book);
    if options.format == ResultFormat::Json {
        write_json(&suite, &results, options.lang, out)?;
    } else {
        write_text(&suite, &results, options, out)?;
    }
    Ok(u8::from(results.iter().any(|result| result.grade() != Grade::Passed)))
}

fn write_text(
    suite: &Suite,
    results: &[CaseResult<'_>],
    options: &RulesTestOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    let lang = options.lang;
    for result in results.iter().filter(|result| options.verbose || result.grade() != Grade::Passed) {
        let (case, place) = (result.case, CaseLocation::of(suite, result));
        let grade = words::grade(result.grade(), lang);
        let line = format!("{}:{}:{}: {grade} {} – {}", place.file, place.line, place.column, case.rule, case.name);
        let why = result.mismatch.as_ref().map(|mismatch| words::mismatch(case, mismatch, lang));
        writeln!(out, "{}", visible(&why.map_or(line.clone(), |why| words::at(&line, why, lang))))?;
    }
    let counts = Grade::ALL.map(|grade| (grade, count(results, grade)));
    writeln!(out, "{}", words::counts(results.len(), &counts, lang))
}

/// Where a case stands, as a person counts.
#[derive(Serialize)]
struct CaseLocation<'s> {
    file: &'s str,
    line: usize,
    column: usize,
}

impl<'s> CaseLocation<'s> {
    fn of(suite: &'s Suite, result: &CaseResult<'_>) -> Self {
        let file = &suite.files[result.case.origin.file];
        let position = file.position(result.case.origin.span.start);
        Self { file: file.name(), line: position.line, column: position.column }
    }
}

#[derive(Serialize)]
struct TestReport<'s> {
    passed: usize,
    noisy: usize,
    missing: usize,
    wrong: usize,
    cases: Vec<CaseReport<'s>>,
}

#[derive(Serialize)]
struct CaseReport<'s> {
    rule: &'s str,
    name: &'s str,
    result: &'static str,
    expected: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<String>,
    location: CaseLocation<'s>,
}

fn write_json(suite: &Suite, results: &[CaseResult<'_>], lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let report = |result: &CaseResult<'_>| {
        let message = result
            .mismatch
            .as_ref()
            .map(|mismatch| plain_spaces(&words::mismatch(result.case, mismatch, lang)).into_owned());
        (result.grade().as_str(), result.case.expect.as_str(), message)
    };
    let cases = results.iter().map(|result| {
        let (grade, expected, message) = report(result);
        let case = result.case;
        CaseReport {
            rule: &case.rule,
            name: &case.name,
            result: grade,
            expected,
            message,
            location: CaseLocation::of(suite, result),
        }
    });
    let document = TestReport {
        passed: count(results, Grade::Passed),
        noisy: count(results, Grade::Noisy),
        missing: count(results, Grade::Missing),
        wrong: count(results, Grade::Wrong),
        cases: cases.collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

fn count(results: &[CaseResult<'_>], grade: Grade) -> usize {
    results.iter().filter(|result| result.grade() == grade).count()
}
