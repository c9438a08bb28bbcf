//! Rule sets: what keeps them from being used, what is worth a second look, and the list of their rules.

use std::io::{self, Write};

use super::TextOptions;
use super::excerpt::Label;
use super::layout::{Emphasis, Page};
use super::snippet::{self, Notice};
use super::tables;
use crate::messages::{labels, terminal};
use crate::report::problems::{InputProblem, Severity};
use crate::report::rule_sets::RuleList;
use crate::text::visible;

/// Problems that are told where only the verdict is wanted.
const IN_BRIEF: usize = 3;

pub(crate) fn write_rule_problems(
    out: &mut dyn Write,
    found: &[InputProblem<'_>],
    options: &TextOptions,
) -> io::Result<()> {
    write_problems(out, &terminal::broken_rules(found.len(), options.lang), found, options)
}

pub(crate) fn write_problems(
    out: &mut dyn Write,
    first: &str,
    found: &[InputProblem<'_>],
    options: &TextOptions,
) -> io::Result<()> {
    let first = format!("✗ {first}");
    if options.quiet {
        let lines =
            std::iter::once(first).chain(found.iter().take(IN_BRIEF).map(|problem| format!("  {}", in_brief(problem))));
        return lines.into_iter().try_for_each(|line| writeln!(out, "{}", visible(&line)));
    }
    write_list(out, Emphasis::Bad, &first, found, options)
}

/// The problem and its place, in a line.
fn in_brief(problem: &InputProblem<'_>) -> String {
    match problem.file {
        Some(file) if problem.span.end > 0 => {
            let place = file.position(problem.span.start);
            format!("{}:{}:{}: {}", file.name(), place.line, place.column, problem.message)
        }
        Some(file) => format!("{}: {}", file.name(), problem.message),
        None => problem.message.clone(),
    }
}

pub(crate) fn write_rule_check(
    out: &mut dyn Write,
    found: &[InputProblem<'_>],
    options: &TextOptions,
) -> io::Result<()> {
    let count = |severity| found.iter().filter(|problem| problem.severity == severity).count();
    let counts = [Severity::Error, Severity::Finding, Severity::Warning].map(count);
    let (mark, emphasis) = match counts {
        [0, 0, _] => ("✓", Emphasis::Good),
        [0, _, _] => ("!", Emphasis::Warning),
        _ => ("✗", Emphasis::Bad),
    };
    let [errors, findings, warnings] = counts;
    let line = terminal::rule_check(errors, findings, warnings, options.lang);
    write_list(out, emphasis, &format!("{mark} {line}"), found, options)
}

fn write_list(
    out: &mut dyn Write,
    emphasis: Emphasis,
    first: &str,
    problems: &[InputProblem<'_>],
    options: &TextOptions,
) -> io::Result<()> {
    let mut page = Page::new(options);
    let first = page.paint(emphasis, &visible(first));
    page.line(&first);
    for (index, problem) in problems.iter().enumerate() {
        page.gap();
        let mut labels = vec![Label { span: problem.span, text: String::new() }];
        let elsewhere = problem.related.as_ref().and_then(|(file, span, text)| {
            if problem.file.is_some_and(|own| std::ptr::eq(own, *file)) {
                labels.push(Label { span: *span, text: text.clone() });
                return None;
            }
            Some(Notice {
                severity: Severity::Warning,
                code: None,
                message: visible(text).into_owned(),
                file: Some(*file),
                labels: vec![Label { span: *span, text: String::new() }],
            })
        });
        let notice = Notice {
            severity: problem.severity,
            code: Some(format!("{} ({}/{})", problem.code, index + 1, problems.len())),
            message: visible(&problem.message).into_owned(),
            file: problem.file,
            labels,
        };
        snippet::write(&mut page, &notice);
        if let Some(elsewhere) = elsewhere {
            snippet::write(&mut page, &elsewhere);
        }
        if let Some(hint) = &problem.hint {
            let name = labels::how_to_fix(page.lang);
            page.named("  ", name, 0, &visible(hint));
        }
    }
    out.write_all(page.into_text().as_bytes())
}

pub(crate) fn write_rule_list(out: &mut dyn Write, lists: &[RuleList], options: &TextOptions) -> io::Result<()> {
    let mut page = Page::new(options);
    for list in lists {
        page.heading(&visible(&terminal::campaign(list.campaign, list.intercommunalite.as_deref(), page.lang)));
        tables::rules(&mut page, &list.rules);
    }
    out.write_all(page.into_text().as_bytes())
}
