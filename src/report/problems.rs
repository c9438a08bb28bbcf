//! What is wrong with rule sets or with a register, or worth a second look in them, in words.

use serde_json::{Value, json};

use crate::batch::RegisterError;
use crate::messages::{batch, rule_errors, rule_findings};
use crate::rules::{Origin, RuleError, RuleFinding};
use crate::source::{SourceFile, Span};
use crate::text::{Lang, plain_spaces, string_enum};

#[derive(Debug)]
pub(crate) struct InputProblem<'a> {
    pub severity: Severity,
    pub code: &'static str,
    pub message: String,
    pub hint: Option<String>,
    pub file: Option<&'a SourceFile>,
    pub span: Span,
    /// Another place that has to do with it, and how.
    pub related: Option<(&'a SourceFile, Span, String)>,
}

string_enum! {
    pub(crate) enum Severity {
        Error = "error",
        Finding = "finding",
        Warning = "warning",
    }
}

pub(crate) fn of_rule_sets<'a>(files: &'a [SourceFile], errors: &[RuleError], lang: Lang) -> Vec<InputProblem<'a>> {
    let at = |origin: Origin| (&files[origin.file], origin.span);
    let problem = |error: &RuleError| InputProblem {
        severity: Severity::Error,
        code: error.kind.code().as_str(),
        message: rule_errors::message(&error.kind, lang),
        // Within one file, a second definition is no attempt to change the first.
        hint: rule_errors::hint(&error.kind, lang)
            .filter(|_| error.related.zip(error.origin).is_none_or(|(one, other)| one.file != other.file)),
        file: error.origin.map(|origin| &files[origin.file]),
        span: error.origin.map(|origin| origin.span).unwrap_or_default(),
        related: error
            .related
            .map(at)
            .map(|(file, span)| (file, span, rule_errors::related(&error.kind, lang).to_owned())),
    };
    errors.iter().map(problem).collect()
}

pub(crate) fn of_register<'a>(file: &'a SourceFile, errors: &[RegisterError], lang: Lang) -> Vec<InputProblem<'a>> {
    let message = |error: &RegisterError| {
        let message = batch::register_error(&error.kind, lang);
        match &error.cell {
            Some(cell) => batch::at_cell(cell, file.slice(error.span), &message, lang),
            None => message,
        }
    };
    let problem = |error: &RegisterError| InputProblem {
        severity: Severity::Error,
        code: error.kind.code(),
        message: message(error),
        hint: batch::register_hint(&error.kind, lang).map(str::to_owned),
        // Of a workbook there are no lines to show: its cells are named.
        file: error.cell.is_none().then_some(file),
        span: error.span,
        related: None,
    };
    errors.iter().map(problem).collect()
}

pub(crate) fn of_findings<'a>(files: &'a [SourceFile], findings: &[RuleFinding], lang: Lang) -> Vec<InputProblem<'a>> {
    let problem = |finding: &RuleFinding| InputProblem {
        severity: if finding.kind.is_warning() { Severity::Warning } else { Severity::Finding },
        code: finding.kind.code().as_str(),
        message: rule_findings::message(&finding.kind, lang),
        hint: rule_findings::hint(&finding.kind, lang).map(str::to_owned),
        file: Some(&files[finding.origin.file]),
        span: finding.origin.span,
        related: None,
    };
    findings.iter().map(problem).collect()
}

pub(crate) fn json(problems: &[InputProblem<'_>]) -> Value {
    let location = |file: Option<&SourceFile>, span: Span| {
        file.map(|file| {
            let position = file.position(span.start);
            json!({
                "file": file.name(), "line": position.line, "column": position.column,
                "offset": span.start, "length": span.len(),
            })
        })
    };
    let problem = |problem: &InputProblem<'_>| {
        json!({
            "code": problem.code,
            "severity": problem.severity.as_str(),
            "message": plain_spaces(&problem.message),
            "hint": problem.hint.as_deref().map(plain_spaces),
            "location": location(problem.file, problem.span),
            "related": problem.related.as_ref().and_then(|(file, span, _)| location(Some(file), *span)),
        })
    };
    let count = |severity| problems.iter().filter(|problem| problem.severity == severity).count();
    json!({
        "errors": count(Severity::Error),
        "findings": count(Severity::Finding),
        "warnings": count(Severity::Warning),
        "problems": problems.iter().map(problem).collect::<Vec<_>>(),
    })
}
