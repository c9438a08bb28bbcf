//! One dossier in full.

use std::io::{self, Write};

use super::excerpt::labelled_places;
use super::finding::{self, Detail};
use super::layout::{Emphasis, Page, mark};
use super::snippet::{self, Notice};
use super::tables;
use super::{TextOptions, closing};
use crate::engine::Verdict;
use crate::messages::{labels, policy, terminal};
use crate::report::model::{AssessmentReport, DossierReport, ErrorReport, OverlayRef};
use crate::report::outline::Outline;
use crate::report::problems::Severity;
use crate::report::view::{View, nearest, why_all};
use crate::source::SourceFile;
use crate::text::visible;

const MAX_ERRORS: usize = 100;

pub(crate) fn write_dossier(
    out: &mut dyn Write,
    report: &DossierReport,
    source: Option<&SourceFile>,
    options: &TextOptions,
) -> io::Result<()> {
    let mut page = Page::new(options);
    let view = View::new(report);
    verdict_line(&mut page, &view);
    if !options.quiet {
        subject(&mut page, &view);
        if report.verdict == Verdict::Unreadable {
            errors(&mut page, &report.errors, source);
            to_correct(&mut page, report);
        } else {
            assessments(&mut page, &view, source, options.verbose);
        }
        warnings(&mut page, &report.warnings, source);
        closing::write(&mut page, &view);
    }
    out.write_all(page.into_text().as_bytes())
}

fn verdict_line(page: &mut Page, view: &View<'_>) {
    let (mark, emphasis) = mark(view.report.verdict);
    let mut sentence = page.paint(emphasis, &view.sentence(page.lang));
    if let Some(deadline) = view.deadline() {
        sentence.push(' ');
        sentence.push_str(&terminal::days_left(deadline.days, &visible(&deadline.last), page.lang));
    }
    let mark = page.paint(emphasis, mark);
    if page.fancy {
        page.item("", &mark, &sentence);
    } else {
        // One line, whatever its length, for those who read the first line of a pipe.
        page.line(&format!("{mark} {sentence}"));
    }
}

fn subject(page: &mut Page, view: &View<'_>) {
    let report = view.report;
    let lang = page.lang;
    let path = if report.path == "-" { labels::standard_input(lang).into() } else { visible(&report.path) };
    let mut place = path.into_owned();
    if report.verdict != Verdict::Unreadable {
        place.push_str(" — ");
        place.push_str(&visible(labels::stage(report.stage, lang)));
        if let (Some(fiche), Some(best)) = (report.fiche, view.best) {
            place.push_str(", ");
            place.push_str(&terminal::fiche_title(fiche, visible(&best.fiche_title), lang));
        }
    }
    page.paragraph("  ", "  ", &place);
    let names: Vec<_> = report.names().map(|name| visible(name)).collect();
    if !names.is_empty() {
        page.paragraph("  ", "  ", &names.join(" — "));
    }
    overlays(page, &report.overlays);
    if let Some(out_of_date) = view.best.and_then(|best| best.out_of_date.as_ref()) {
        let text = page.paint(Emphasis::Warning, out_of_date);
        page.paragraph("  ", "  ", &text);
    }
}

fn assessments(page: &mut Page, view: &View<'_>, source: Option<&SourceFile>, verbose: bool) {
    let report = view.report;
    if view.several() {
        page.gap();
        page.paragraph("", "", &why_all(report, page.lang));
        tables::fiches(page, report);
        if let Some(nearest) = nearest(view, page.lang) {
            page.paragraph("", "", &visible(&nearest));
        }
    }
    let Some(best) = view.best else {
        return;
    };
    if view.several() {
        fiche_title(page, best);
    }
    assessment(page, best, &view.outline, source, verbose);
    if !view.several() {
        return;
    }
    let others: Vec<_> = report.assessments.iter().filter(|assessment| assessment.fiche != best.fiche).collect();
    if verbose {
        for other in others {
            fiche_title(page, other);
            assessment(page, other, &Outline::new(report, Some(other)), source, verbose);
        }
    } else {
        page.heading(labels::other_fiches(page.lang));
        for other in others {
            in_brief(page, report, other);
        }
    }
}

fn fiche_title(page: &mut Page, assessment: &AssessmentReport) {
    page.gap();
    let title = terminal::fiche_title(assessment.fiche, visible(&assessment.fiche_title), page.lang);
    let title = page.paint(Emphasis::Strong, &title);
    page.paragraph("", "", &title);
}

pub(super) fn overlays(page: &mut Page, overlays: &[OverlayRef]) {
    for overlay in overlays {
        let text = terminal::overlay(visible(&overlay.id), visible(&overlay.title), page.lang);
        page.paragraph("  ", "  ", &text);
        for loosened in &overlay.loosened {
            let text = terminal::loosened(visible(&loosened.rule), visible(&loosened.because), page.lang);
            let text = page.paint(Emphasis::Warning, &text);
            page.item("  ", page.bullet(), &text);
        }
    }
}

/// One line for a fiche that is not shown in full.
fn in_brief(page: &mut Page, report: &DossierReport, assessment: &AssessmentReport) {
    const REASONS: usize = 3;
    let lang = page.lang;
    let outline = Outline::new(report, Some(assessment));
    let reasons: Vec<_> =
        outline.reasons().map(|finding| format!("{} ({})", visible(&finding.title), finding.rule)).collect();
    let mut text = labels::verdict(assessment.verdict, lang).to_lowercase();
    if !reasons.is_empty() {
        text.push_str(labels::colon(lang));
        text.push(' ');
        text.push_str(&reasons[..reasons.len().min(REASONS)].join(", "));
        if reasons.len() > REASONS {
            text.push_str(", …");
        }
    }
    let (mark, emphasis) = mark(assessment.verdict);
    let head = format!("{} {} — ", page.paint(emphasis, mark), terminal::fiche(assessment.fiche, lang));
    page.paragraph(&format!("  {head}"), "    ", &text);
}

fn assessment(
    page: &mut Page,
    assessment: &AssessmentReport,
    outline: &Outline<'_>,
    source: Option<&SourceFile>,
    verbose: bool,
) {
    let plan = assessment.plan.plan();
    finding::to_fix(page, &outline.to_fix, source, Detail { verbose, plan });
    if let Some(plan) = plan {
        finding::plan(page, plan, verbose);
    }
    finding::to_fill_in(page, &outline.to_fill_in);
    finding::reservations(page, &outline.reservations);
    if verbose {
        finding::declared(page, assessment);
        finding::satisfied(page, &outline.satisfied);
        finding::not_applicable(page, &outline.not_applicable);
    }
    finding::ignored(page, assessment, verbose);
    if verbose {
        tables::overview(page, assessment);
        finding::margins(page, &assessment.margins);
        finding::notes(page, assessment);
    }
    finding::verdicts_by_reading(page, assessment);
}

fn warnings(page: &mut Page, warnings: &[ErrorReport], source: Option<&SourceFile>) {
    if warnings.is_empty() {
        return;
    }
    let heading = format!("{} ({})", policy::warnings_heading(page.lang), warnings.len());
    page.heading(&heading);
    for warning in warnings {
        page.gap();
        listed(page, warning, Severity::Warning, source);
    }
}

fn errors(page: &mut Page, errors: &[ErrorReport], source: Option<&SourceFile>) {
    for error in errors.iter().take(MAX_ERRORS) {
        page.gap();
        listed(page, error, Severity::Error, source);
    }
    if errors.len() > MAX_ERRORS {
        page.gap();
        let more = terminal::more_errors(errors.len() - MAX_ERRORS, page.lang);
        page.paragraph("", "", &more);
    }
}

/// What `recevable fix` can correct, where a file is at hand.
fn to_correct(page: &mut Page, report: &DossierReport) {
    let sure = report.errors.iter().filter(|error| error.fix.is_some()).count();
    if sure > 0 && report.path != "-" {
        page.gap();
        page.paragraph("", "", &terminal::corrected_by_fix(sure, visible(&report.path), page.lang));
    }
}

fn listed(page: &mut Page, error: &ErrorReport, severity: Severity, source: Option<&SourceFile>) {
    let notice = Notice {
        severity,
        code: Some(format!("{}{}", error.code, policy::known_in_brackets(error.known, page.lang))),
        message: visible(&error.summary).into_owned(),
        file: source,
        labels: labelled_places(&error.locations, &error.labels),
    };
    snippet::write(page, &notice);
    if source.is_none() {
        finding::place(page, error.locations.first());
    }
    if let Some(hint) = &error.hint {
        let name = labels::how_to_fix(page.lang);
        page.named("  ", name, 0, &visible(hint));
    }
}
