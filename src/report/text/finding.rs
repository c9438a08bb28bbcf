//! The sections of an assessment: what fails, what is missing, what is to be kept in mind.

use unicode_width::UnicodeWidthStr;

use super::excerpt::labelled_places;
use super::layout::{Emphasis, Page};
use super::snippet::{self, Notice};
use crate::messages::labels::Label;
use crate::messages::{labels, plan as words, policy, terminal};
use crate::report::model::{
    AssessmentReport, DemandOrigin, Finding, Location, MarginReport, MissingKey, NoteReport, PlanReport,
};
use crate::report::outline::Missing;
use crate::report::problems::Severity;
use crate::report::view::{beyond_the_call, particulars, reservations_by_origin};
use crate::source::SourceFile;
use crate::text::visible;

/// Between a line to write and what stands beside it as a comment.
const COMMENT: &str = "   # ";

/// Places that are labelled all together; where there are more, one fewer is.
const MAX_PLACES: usize = 6;
const FEWER_PLACES: usize = 3;

/// How much of what fails is told.
#[derive(Debug, Clone, Copy)]
pub(super) struct Detail<'a> {
    pub(super) verbose: bool,
    /// The plan that stands below: what it corrects needs no remedies of its own.
    pub(super) plan: Option<&'a PlanReport>,
}

pub(super) fn to_fix(page: &mut Page, findings: &[&Finding], source: Option<&SourceFile>, detail: Detail<'_>) {
    if findings.is_empty() {
        return;
    }
    section(page, labels::to_fix, findings.len());
    for finding in findings {
        page.gap();
        violated(page, finding, source, detail);
    }
}

fn violated(page: &mut Page, finding: &Finding, source: Option<&SourceFile>, detail: Detail<'_>) {
    let lang = page.lang;
    let mut labels = labelled_places(&finding.locations, &finding.labels);
    // What else was read is beside the point where some places decide by themselves.
    if finding.decisive > 0 && !detail.verbose {
        labels.truncate(finding.decisive);
    }
    let most = if detail.verbose { MAX_PLACES } else { FEWER_PLACES };
    let left_out = if labels.len() > most { labels.len() - (most - 1) } else { 0 };
    labels.truncate(labels.len() - left_out);
    let known = policy::known_in_brackets(finding.known, lang);
    let notice = Notice {
        severity: Severity::Error,
        code: Some(format!("{} — {}{known}", finding.rule, visible(&finding.title))),
        message: visible(&finding.message).into_owned(),
        file: source,
        labels,
    };
    snippet::write(page, &notice);
    if source.is_none() {
        place(page, finding.locations.first());
    } else if left_out > 0 {
        page.paragraph("  ", "  ", &terminal::more_places(left_out, lang));
    }
    // The message says what was expected and found, and so does the arithmetic.
    let in_arithmetic = finding.arithmetic.is_some() && !detail.verbose;
    let is_said = |name: &str| in_arithmetic && [labels::expected(lang), labels::found(lang)].contains(&name);
    let particulars: Vec<_> = particulars(finding, lang).filter(|(name, _)| !is_said(name)).collect();
    let width = particulars.iter().map(|(name, _)| name.width()).max().unwrap_or(0);
    for (name, value) in particulars {
        for (position, line) in value.lines().enumerate() {
            if position == 0 {
                page.named("  ", name, width, &visible(line));
            } else {
                let indent = " ".repeat(width + labels::colon(lang).width() + 3);
                page.paragraph(&indent, &indent, &visible(line));
            }
        }
    }
    for bound in &finding.bounds {
        page.named("  ", labels::rule(lang), width, &visible(&format!("{} — {}", bound.place, bound.text)));
    }
    let in_plan = detail.plan.is_some_and(|plan| plan.changes > 0 && plan.mends.contains(&finding.rule));
    if detail.verbose || !in_plan {
        how_to_fix(page, finding, detail.verbose);
    }
}

/// The smallest changes that help, or what to do where there is no such change.
fn how_to_fix(page: &mut Page, finding: &Finding, verbose: bool) {
    let name = labels::how_to_fix(page.lang);
    let remedies = finding.verified_remedies();
    if remedies.is_empty() {
        if let Some(advice) = &finding.advice {
            page.named("  ", name, 0, &visible(advice));
        }
        return;
    }
    let head = format!("  {}{}", page.paint(Emphasis::Faint, name), labels::colon(page.lang));
    page.line(&head);
    let bullet = page.bullet();
    for remedy in remedies {
        let mut text = visible(&remedy.text).into_owned();
        if !remedy.breaks.is_empty() {
            text.push(' ');
            text.push_str(&terminal::breaks(remedy.breaks.len(), remedy.breaks.join(", "), page.lang));
        }
        page.item("    ", bullet, &text);
    }
    if let (true, Some(advice)) = (verbose || finding.needs_advice(), &finding.advice) {
        page.item("    ", bullet, &visible(advice));
    }
}

/// Line and column, where the file's text is not at hand.
pub(super) fn place(page: &mut Page, location: Option<&Location>) {
    if let Some(location) = location {
        let words = terminal::place(location.line, location.column, page.lang);
        page.named("  ", labels::place(page.lang), 0, &words);
    }
}

pub(super) fn to_fill_in(page: &mut Page, missing: &Missing<'_>) {
    if missing.len() == 0 {
        return;
    }
    section(page, labels::to_fill_in, missing.len());
    page.paragraph("", "", terminal::to_fill_in_lead(page.lang));
    page.gap();
    let square = if page.fancy { "☐" } else { "[ ]" };
    let indent = " ".repeat(square.width() + 3);
    for group in &missing.groups {
        let ids = page.paint(Emphasis::Faint, &group.waiting(page.lang));
        if group.one_is_enough {
            page.item("  ", square, &terminal::one_is_enough(&ids, page.lang));
        }
        for key in &group.keys {
            let path = page.paint(Emphasis::Strong, &visible(&key.path));
            let name = format!("{path} — {}", visible(&key.label));
            if group.one_is_enough {
                page.item(&indent, page.bullet(), &name);
            } else {
                page.item("  ", square, &format!("{name} {ids}"));
            }
        }
        lines_to_write(page, &indent, group.keys.iter().copied());
        for finding in &group.rules {
            advice(page, &indent, finding);
            if finding.advice.is_some() {
                whose(page, &indent, finding);
            }
            by_reading(page, &indent, finding);
        }
    }
    for finding in &missing.undecided {
        let text = titled(page, finding);
        page.item("  ", square, &text);
        page.paragraph(&indent, &indent, &visible(&finding.message));
        advice(page, &indent, finding);
        whose(page, &indent, finding);
    }
}

/// The smallest change of amounts and dates that will do, and others as small.
pub(super) fn plan(page: &mut Page, plan: &PlanReport, verbose: bool) {
    let told = &plan.words;
    match told.steps.len() {
        0 => page.heading(labels::plan(page.lang)),
        steps => section(page, labels::plan, steps),
    }
    page.paragraph("", "", &visible(&told.lead));
    page.gap();
    for (number, step) in (1..).zip(&told.steps) {
        page.item("  ", &format!("{number}."), &visible(step));
    }
    for outcome in &told.outcome {
        page.paragraph("  ", "  ", &visible(outcome));
    }
    if verbose {
        let work = words::work(usize::try_from(plan.work).unwrap_or(usize::MAX), page.lang);
        page.paragraph("  ", "  ", &work);
    }
    if !verbose && !told.alternatives.is_empty() {
        page.paragraph("  ", "  ", &words::other_plans(told.alternatives.len(), page.lang));
    } else if !told.alternatives.is_empty() {
        page.gap();
        page.paragraph("  ", "  ", words::alternatives_lead(page.lang));
        for alternative in &told.alternatives {
            page.item("  ", "–", &visible(alternative));
        }
    }
}

/// How far what holds is from failing.
pub(super) fn margins(page: &mut Page, margins: &[MarginReport]) {
    let shown: Vec<&String> = margins.iter().filter_map(|margin| margin.text.as_ref()).collect();
    if shown.is_empty() {
        return;
    }
    section(page, labels::margins, shown.len());
    for margin in shown {
        page.item("  ", page.bullet(), &visible(margin));
    }
}

pub(super) fn reservations(page: &mut Page, findings: &[&Finding]) {
    if findings.is_empty() {
        return;
    }
    section(page, labels::reservations, findings.len());
    let mark = page.paint(Emphasis::Warning, "!");
    for (lead, findings) in reservations_by_origin(findings, page.lang) {
        page.paragraph("", "", lead);
        page.gap();
        for finding in findings {
            let text = titled(page, finding);
            page.item("  ", &mark, &text);
            page.paragraph("    ", "    ", &visible(&finding.message));
            if finding.missing.iter().any(|key| key.is_alternative) {
                page.paragraph("    ", "    ", terminal::one_of_these(page.lang));
            }
            lines_to_write(page, "    ", finding.missing.iter());
            advice(page, "    ", finding);
            if finding.demand.origin == DemandOrigin::Overlay {
                whose(page, "    ", finding);
            }
        }
        page.gap();
    }
}

/// What rests on the applicant's word.
pub(super) fn declared(page: &mut Page, assessment: &AssessmentReport) {
    if assessment.declared.is_empty() {
        return;
    }
    section(page, labels::declared_by_you, assessment.declared.len());
    page.paragraph("", "", terminal::declared_lead(page.lang));
    page.gap();
    let names: Vec<String> = assessment
        .declared
        .iter()
        .map(|id| match assessment.overview.iter().find(|line| line.rule == *id) {
            Some(line) => format!("{} ({id})", visible(&line.title)),
            None => id.clone(),
        })
        .collect();
    page.paragraph("  ", "  ", &names.join(", "));
}

pub(super) fn satisfied(page: &mut Page, findings: &[&Finding]) {
    if findings.is_empty() {
        return;
    }
    section(page, labels::rules_satisfied, findings.len());
    let mark = page.paint(Emphasis::Good, "✓");
    for finding in findings {
        let text = format!("{}{} {}", titled(page, finding), labels::colon(page.lang), visible(&finding.message));
        page.item("  ", &mark, &text);
    }
}

pub(super) fn not_applicable(page: &mut Page, findings: &[&Finding]) {
    if findings.is_empty() {
        return;
    }
    section(page, labels::not_applicable, findings.len());
    for finding in findings {
        let because = terminal::because(finding.because.as_deref(), page.lang);
        let text = format!("{}{} {}", titled(page, finding), labels::colon(page.lang), visible(&because));
        page.item("  ", "–", &text);
    }
}

/// Jury, contacts, instruments and whatever else there is to know.
pub(super) fn notes(page: &mut Page, assessment: &AssessmentReport) {
    let is_shown = |note: &&NoteReport| !note.machine_only && !note.message.trim().is_empty();
    let notes: Vec<_> = assessment.notes.iter().filter(is_shown).collect();
    if notes.is_empty() {
        return;
    }
    page.heading(labels::notes(page.lang));
    for note in notes {
        let title = page.paint(Emphasis::Strong, &visible(&note.title));
        let text = format!("{title} {}", page.paint(Emphasis::Faint, &format!("({})", note.rule)));
        let bullet = page.bullet();
        page.item("  ", bullet, &text);
        for line in note.message.lines() {
            page.paragraph("    ", "    ", &visible(line));
        }
        if let Some((name, text)) = beyond_the_call(&note.demand, &note.source, page.lang) {
            page.named("    ", name, 0, &visible(&text));
        }
    }
}

/// One line for each reading of the call under which the verdict would be another one.
pub(super) fn verdicts_by_reading(page: &mut Page, assessment: &AssessmentReport) {
    if assessment.readings.is_empty() {
        return;
    }
    page.gap();
    for reading in &assessment.readings {
        page.paragraph("", "  ", &visible(&reading.text));
    }
    page.paragraph("", "  ", terminal::ask_which_reading(page.lang));
}

fn section(page: &mut Page, title: Label, number: usize) {
    let title = format!("{} ({number})", title(page.lang));
    page.heading(&title);
}

fn titled(page: &Page, finding: &Finding) -> String {
    let title = page.paint(Emphasis::Strong, &visible(&finding.title));
    let known = policy::known_within(finding.known, page.lang);
    format!("{title} {}", page.paint(Emphasis::Faint, &format!("({}{known})", finding.rule)))
}

/// What comments in the dossier have ignored, each with the reason; their number alone without `verbose`.
pub(super) fn ignored(page: &mut Page, assessment: &AssessmentReport, verbose: bool) {
    let ignored = &assessment.ignored;
    if ignored.is_empty() {
        return;
    }
    if !verbose {
        page.gap();
        page.paragraph("", "", &policy::ignored(ignored.len(), page.lang));
        return;
    }
    section(page, policy::ignored_by_comment, ignored.len());
    for ignored in ignored {
        let finding = &ignored.finding;
        let text = format!("{}{} {}", titled(page, finding), labels::colon(page.lang), visible(&finding.message));
        page.item("  ", "–", &text);
        let name = policy::reason(ignored.comment.line, page.lang);
        page.named("    ", &name, 0, &visible(&ignored.reason));
    }
}

/// What to write in the dossier for keys that follow each other; groups that the one before stands in are not repeated.
fn lines_to_write<'k>(page: &mut Page, indent: &str, keys: impl Iterator<Item = &'k MissingKey>) {
    let mut before: &[String] = &[];
    for key in keys {
        let known = before.iter().zip(&key.lines).take_while(|(one, other)| one == other).count();
        for line in &key.lines[known..] {
            let (line, comment) = match line.split_once(COMMENT) {
                Some((code, comment)) if indent.width() + line.width() > page.width => (code, Some(comment)),
                _ => (line.as_str(), None),
            };
            let painted = page.paint(Emphasis::Faint, &visible(line));
            page.line(&format!("{indent}{painted}"));
            if let Some(comment) = comment {
                let depth = line.len() - line.trim_start().len();
                let indent = format!("{indent}{}# ", " ".repeat(depth));
                page.paragraph(&indent, &indent, &visible(comment));
            }
        }
        before = &key.lines;
    }
}

/// What other readings of the call make of it, where the message is not shown.
fn by_reading(page: &mut Page, indent: &str, finding: &Finding) {
    if let Some(words) = &finding.by_reading {
        page.paragraph(indent, indent, &visible(words));
    }
}

/// Whose demand it is, where that is not the call's.
fn whose(page: &mut Page, indent: &str, finding: &Finding) {
    if let Some((name, text)) = beyond_the_call(&finding.demand, &finding.source, page.lang) {
        page.named(indent, name, 0, &visible(&text));
    }
}

fn advice(page: &mut Page, indent: &str, finding: &Finding) {
    if let Some(advice) = finding.advice.as_ref().filter(|advice| !advice.is_empty()) {
        let arrow = if page.fancy { "→" } else { ">" };
        page.item(indent, arrow, &visible(advice));
    }
}
