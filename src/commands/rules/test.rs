//! `recevable rules test`: the rule sets' own test cases, run and reported.

use std::io::{self, Write};
use std::path::Path;

use serde_json::{Map, Value, json};

use super::broken;
use crate::cli::{ResultFormat, RulesTestOptions};
use crate::messages::rule_tests as words;
use crate::report::json;
use crate::rule_tests::{self, CaseResult, Grade, Suite, TestCase};
use crate::rules::{self, RuleBook};
use crate::source::{Position, display_path};
use crate::text::{Lang, plain_spaces, visible};

pub(super) fn test(options: &RulesTestOptions, out: &mut dyn Write, errors: &mut dyn Write) -> io::Result<u8> {
    let (folder, overlays) = (options.folder.as_deref(), &options.overlays[..]);
    let suite = |book: &RuleBook| match overlays {
        [] => rule_tests::load_with(folder, book),
        overlays => rule_tests::load_beside(overlays, folder, book),
    };
    let loaded = rules::load_with(folder, overlays).and_then(|book| Ok((suite(&book)?, book)));
    let (suite, book) = match loaded {
        Ok(loaded) => loaded,
        Err(failed) => {
            return broken(&failed, options.lang, errors);
        }
    };
    if suite.cases.is_empty() {
        let place = match overlays.last() {
            Some(overlay) => rule_tests::cases_of(overlay),
            None => folder.unwrap_or(Path::new(".")).join("tests").join("*.toml"),
        };
        writeln!(errors, "{}", visible(&words::no_case(display_path(&place), options.lang)))?;
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
        let case = result.case;
        let (file, Position { line, column }) = place(suite, case);
        let grade = words::grade(result.grade(), lang);
        let line = format!("{file}:{line}:{column}: {grade} {} – {}", case.rule, case.name);
        let why = result.mismatch.as_ref().map(|mismatch| words::mismatch(case, mismatch, lang));
        writeln!(out, "{}", visible(&why.map_or(line.clone(), |why| words::at(&line, why, lang))))?;
    }
    let counts = Grade::ALL.map(|grade| (grade, count(results, grade)));
    writeln!(out, "{}", words::counts(results.len(), &counts, lang))
}

fn write_json(suite: &Suite, results: &[CaseResult<'_>], lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let cases = results.iter().map(|result| {
        let case = result.case;
        let (file, Position { line, column }) = place(suite, case);
        let (grade, expected) = (result.grade(), case.expect);
        let mut report = json!({ "rule": case.rule, "name": case.name, "result": grade, "expected": expected });
        if let Some(mismatch) = &result.mismatch {
            report["message"] = plain_spaces(&words::mismatch(case, mismatch, lang)).into();
        }
        report["location"] = json!({ "file": file, "line": line, "column": column });
        report
    });
    let mut document: Map<String, Value> =
        Grade::ALL.iter().map(|&grade| (grade.to_string(), count(results, grade).into())).collect();
    document.insert("cases".to_owned(), cases.collect());
    json::write_pretty(out, &document)
}

fn count(results: &[CaseResult<'_>], grade: Grade) -> usize {
    results.iter().filter(|result| result.grade() == grade).count()
}

fn place<'s>(suite: &'s Suite, case: &TestCase) -> (&'s str, Position) {
    let file = &suite.files[case.origin.file];
    (file.name(), file.position(case.origin.span.start))
}
