//! One dossier on the page: verdict, drawings, what is to be fixed with the lines it stands on, and all rules.

use maud::{Markup, html};

use super::drawing::drawings;
use super::{badge, name, path, tone};
use crate::engine::Verdict;
use crate::messages::labels::Label;
use crate::messages::{labels, page, plan as words_of_plans, policy, terminal};
use crate::report::issue::advice;
use crate::report::model::{
    AssessmentReport, DemandReport, DossierReport, ErrorReport, Finding, Location, NoteReport, OverviewLine, PlanReport,
};
use crate::report::outline::{Missing, MissingGroup};
use crate::report::text::excerpt::{Excerpt, labelled_places};
use crate::report::view::{
    View, beyond_the_call, nearest, overlay_lines, particulars, reservations_by_origin, status_mark, status_words,
    why_all,
};
use crate::rules::{Group, Level};
use crate::source::SourceFile;
use crate::text::{Lang, visible};

/// Columns of an excerpt.
const WIDTH: usize = 240;
const MAX_ERRORS: usize = 100;
/// Places that are marked in an excerpt.
const MAX_PLACES: usize = 6;

pub(super) fn article(report: &DossierReport, source: Option<&SourceFile>, number: usize, lang: Lang) -> Markup {
    let view = View::new(report);
    let tone = tone(report.verdict);
    let deadline = view.deadline();
    html! {
        article id=(format_args!("d{number}")) aria-labelledby=(format_args!("t{number}")) {
            header {
                div {
                    h2 id=(format_args!("t{number}")) { (name(report, lang)) }
                    @if let Some(applicant) = &report.applicant { div { (visible(applicant)) } }
                    div.small.soft {
                        code { (path(report, lang)) }
                        @if report.verdict != Verdict::Unreadable { " — " (labels::stage(report.stage, lang)) }
                        @if let (Some(fiche), Some(best)) = (report.fiche, view.best) {
                            ", " (terminal::fiche_title(fiche, &best.fiche_title, lang))
                        }
                    }
                }
                (badge(report.verdict, lang))
            }
            p class=(format_args!("sentence {tone}")) { (visible(&view.sentence(lang))) }
            @if let Some(deadline) = deadline { p { (visible(&terminal::days_left(deadline.days, &deadline.last, lang))) } }
            @for overlay in &report.overlays {
                p.small.soft { @for line in overlay_lines(overlay, lang) { (visible(&line)) br; } }
            }
            @if let Some(stale) = view.best.and_then(|best| best.out_of_date.as_ref()) { p.note { (visible(stale)) } }
            @if !report.errors.is_empty() { (heading(labels::to_fix, report.errors.len(), lang)) }
            @for error in report.errors.iter().take(MAX_ERRORS) { (structural(error, "finding", source, lang)) }
            @if report.errors.len() > MAX_ERRORS { p { (terminal::more_errors(report.errors.len() - MAX_ERRORS, lang)) } }
            @if let Some(best) = view.best { (assessment(&view, best, source, lang)) }
            @if !report.warnings.is_empty() { (heading(policy::warnings_heading, report.warnings.len(), lang)) }
            @for warning in &report.warnings { (structural(warning, "finding warning", source, lang)) }
            p.back.small { a href="#liste" { (page::back(lang)) } }
        }
    }
}

fn assessment(view: &View<'_>, best: &AssessmentReport, source: Option<&SourceFile>, lang: Lang) -> Markup {
    let outline = &view.outline;
    html! {
        @if view.several() {
            (fiches(view.report, lang))
            @if let Some(nearest) = nearest(view, lang) { p { b { (visible(&nearest)) } } }
        }
        (drawings(&best.drawing, lang))
        @if !outline.to_fix.is_empty() {
            (heading(labels::to_fix, outline.to_fix.len(), lang))
            @for finding in &outline.to_fix { (self::finding(finding, source, lang)) }
        }
        @if let Some(plan) = best.plan.plan() { (self::plan(plan, lang)) }
        (to_fill_in(&outline.to_fill_in, lang))
        @if !outline.reservations.is_empty() {
            (heading(labels::reservations, outline.reservations.len(), lang))
            @for (lead, findings) in reservations_by_origin(&outline.reservations, lang) {
                p.soft { (lead) }
                @for finding in findings { (self::finding(finding, source, lang)) }
            }
        }
        @let dependent: Vec<&NoteReport> = view.by_reading().collect();
        @if !dependent.is_empty() || !best.readings.is_empty() {
            h3 { (labels::by_reading(lang)) }
            @if !best.readings.is_empty() {
                ul.notes { @for reading in &best.readings { li { (visible(&reading.text)) } } }
                p.soft { (terminal::ask_which_reading(lang)) }
            }
            @for note in &dependent { (by_reading(note, source, lang)) }
        }
        (margins(best, lang))
        (ignored(best, lang))
        (overview(best, lang))
        (notes(best, lang))
    }
}

/// The smallest change of amounts and dates that will do; the page's script shows the button, which copies the changes.
fn plan(plan: &PlanReport, lang: Lang) -> Markup {
    let words = &plan.words;
    html! {
        @if words.steps.is_empty() { h3 { (labels::plan(lang)) } } @else { (heading(labels::plan, words.steps.len(), lang)) }
        div.mend {
            (visible(&words.lead))
            @if !words.steps.is_empty() {
                ol { @for step in &words.steps { li { (visible(step)) } } }
                button.copy type="button" hidden { (page::copy(lang)) }
            }
            @for outcome in &words.outcome { div { (visible(outcome)) } }
            @if !words.alternatives.is_empty() {
                p.soft { (words_of_plans::alternatives_lead(lang)) }
                ul { @for alternative in &words.alternatives { li { (visible(alternative)) } } }
            }
        }
    }
}

fn heading(title: Label, number: usize, lang: Lang) -> Markup {
    html! { h3 { (title(lang)) " (" (number) ")" } }
}

fn titled(finding: &Finding, lang: Lang) -> Markup {
    html! { (visible(&finding.title)) " " span.id { "(" (finding.rule) (policy::known_within(finding.known, lang)) ")" } }
}

/// How far what holds is from failing.
fn margins(assessment: &AssessmentReport, lang: Lang) -> Markup {
    let shown: Vec<&String> = assessment.margins.iter().filter_map(|margin| margin.text.as_ref()).collect();
    html! {
        @if !shown.is_empty() {
            (heading(labels::margins, shown.len(), lang))
            ul.notes { @for margin in shown { li { (visible(margin)) } } }
        }
    }
}

fn ignored(assessment: &AssessmentReport, lang: Lang) -> Markup {
    html! {
        @if !assessment.ignored.is_empty() {
            details {
                summary { (policy::ignored_by_comment(lang)) " (" (assessment.ignored.len()) ")" }
                ul.notes { @for ignored in &assessment.ignored {
                    li {
                        b { (titled(&ignored.finding, lang)) } "\n" (visible(&ignored.finding.message)) "\n"
                        (policy::reason(ignored.comment.line, lang)) (labels::colon(lang)) " " (visible(&ignored.reason))
                    }
                } }
            }
        }
    }
}

fn finding(finding: &Finding, source: Option<&SourceFile>, lang: Lang) -> Markup {
    let advice = advice(finding);
    html! {
        section class=(if finding.level == Level::Error { "finding" } else { "finding warning" }) {
            h4 { (titled(finding, lang)) }
            p { (visible(&finding.message)) }
            (excerpt(source, &finding.locations, &finding.labels, lang))
            dl { @for (name, value) in particulars(finding, lang) { dt { (name) } dd { (lines(&value)) } } }
            (how_to_fix(&advice, lang))
        }
    }
}

/// A rule that holds, but would not by another reading of the call: nothing to fold away.
fn by_reading(note: &NoteReport, source: Option<&SourceFile>, lang: Lang) -> Markup {
    html! {
        section.finding.aside {
            h4 { (visible(&note.title)) " " span.id { "(" (note.rule) ")" } }
            p { (lines(&note.message)) }
            (whose(&note.demand, &note.source, lang))
            (excerpt(source, &note.locations, &[], lang))
        }
    }
}

fn how_to_fix(advice: &[std::borrow::Cow<'_, str>], lang: Lang) -> Markup {
    html! {
        @if !advice.is_empty() {
            div.mend { b { (labels::how_to_fix(lang)) }
                ul { @for text in advice { li { (visible(text)) } } }
            }
        }
    }
}

fn structural(error: &ErrorReport, class: &str, source: Option<&SourceFile>, lang: Lang) -> Markup {
    let hint: Vec<_> = error.hint.iter().map(|hint| hint.as_str().into()).collect();
    html! {
        section class=(class) {
            h4 { (visible(&error.summary)) " " span.id { "(" (error.code) (policy::known_within(error.known, lang)) ")" } }
            (excerpt(source, &error.locations, &error.labels, lang))
            (how_to_fix(&hint, lang))
        }
    }
}

fn lines(text: &str) -> String {
    text.lines().map(visible).collect::<Vec<_>>().join("\n")
}

fn excerpt(source: Option<&SourceFile>, locations: &[Location], labels: &[String], lang: Lang) -> Markup {
    let places = labelled_places(&locations[..locations.len().min(MAX_PLACES)], labels);
    let shown = source.and_then(|source| Excerpt::new(source, &places, WIDTH, lang));
    let Some(shown) = shown else {
        let place = locations.first().map(|place| terminal::place(place.line, place.column, lang));
        return html! { @if let Some(place) = place { p.soft { (place) } } };
    };
    let ends = shown.lines.iter().skip(1).map(|line| line.start).chain([shown.text.len()]);
    let rows: Vec<_> = shown.lines.iter().zip(ends).collect();
    html! {
        div.src tabindex="0" role="group" aria-label=(page::excerpt(lang)) {
            @for (index, (line, end)) in rows.iter().enumerate() {
                @if index > 0 && rows[index - 1].0.number + 1 < line.number {
                    div.skip-line { span.n { "⋮" } span.t {} }
                }
                @let hits: Vec<_> = shown.labels.iter().filter(|label| (line.start..*end).contains(&label.start)).collect();
                div class=[(!hits.is_empty()).then_some("hit")] {
                    span.n { (line.number) }
                    span.t { (marked(&shown, line.start, *end)) }
                }
                @for label in hits { @if !label.text.is_empty() {
                    div { span.n {} span.why { "↑ " (label.text.replace('\n', " ")) } }
                } }
            }
        }
        @if locations.len() > MAX_PLACES { p.small.soft { (terminal::more_places(locations.len() - MAX_PLACES, lang)) } }
    }
}

fn marked(shown: &Excerpt, start: usize, end: usize) -> Markup {
    let mut at = start;
    let mut pieces = Vec::new();
    for label in shown.labels.iter().filter(|label| (start..end).contains(&label.start)) {
        let (from, to) = (label.start.max(at), (label.start + label.len).min(end));
        if to > from {
            pieces.push((&shown.text[at..from], &shown.text[from..to]));
            at = to;
        }
    }
    let rest = shown.text[at..end].trim_end_matches('\n');
    html! { @for (before, hit) in pieces { (before) mark { (hit) } } (rest) }
}

fn to_fill_in(missing: &Missing<'_>, lang: Lang) -> Markup {
    html! {
        @if missing.len() > 0 {
            (heading(labels::to_fill_in, missing.len(), lang))
            p.soft { (terminal::to_fill_in_lead(lang)) }
            ul.plain {
                @for group in &missing.groups {
                    @if group.one_is_enough {
                        li.blank { div {
                            (terminal::one_is_enough(group.waiting(lang), lang))
                            ul { @for key in &group.keys { li { b { (visible(&key.label)) } " " code { (visible(&key.path)) } } } }
                            (waiting_rules(group, lang))
                        } }
                    } @else {
                        @for (index, key) in group.keys.iter().enumerate() {
                            li.blank { div {
                                b { (visible(&key.label)) } " " code { (visible(&key.path)) } " " span.id { (group.waiting(lang)) }
                                @if index + 1 == group.keys.len() { (waiting_rules(group, lang)) }
                            } }
                        }
                    }
                }
                @for finding in &missing.undecided {
                    li.blank { div {
                        b { (titled(finding, lang)) } div { (visible(&finding.message)) }
                        @if let Some(advice) = &finding.advice { div { (visible(advice)) } }
                        (whose(&finding.demand, &finding.source, lang))
                    } }
                }
            }
        }
    }
}

/// What to do about the rules that wait for some keys.
fn waiting_rules(group: &MissingGroup<'_>, lang: Lang) -> Markup {
    html! {
        @for finding in &group.rules {
            @if let Some(advice) = &finding.advice { div { (visible(advice)) } }
            (whose(&finding.demand, &finding.source, lang))
            @if let Some(words) = &finding.by_reading { div.soft { (visible(words)) } }
        }
    }
}

/// Whose demand it is, where that is not the call's.
fn whose(demand: &DemandReport, source: &str, lang: Lang) -> Markup {
    html! {
        @if let Some((name, text)) = beyond_the_call(demand, source, lang) {
            div.soft { (name) (labels::colon(lang)) " " (visible(&text)) }
        }
    }
}

/// Every fiche's verdict, where several were assessed.
fn fiches(report: &DossierReport, lang: Lang) -> Markup {
    html! {
        p { (why_all(report, lang)) }
        table {
            thead { tr {
                th scope="col" { (labels::fiche_column(lang)) } th scope="col" { (labels::verdict_column(lang)) }
            } }
            tbody { @for one in &report.assessments {
                tr { td { (terminal::fiche_title(one.fiche, &one.fiche_title, lang)) } td { (badge(one.verdict, lang)) } }
            } }
        }
    }
}

fn overview(assessment: &AssessmentReport, lang: Lang) -> Markup {
    let deciding: Vec<&OverviewLine> = assessment.overview.iter().filter(|line| line.level != Level::Info).collect();
    let mut groups: Vec<Group> = Vec::new();
    for line in &deciding {
        if !groups.contains(&line.group) {
            groups.push(line.group);
        }
    }
    html! {
        details {
            summary { (page::rules(lang)) " (" (deciding.len()) ")" }
            table {
                thead { tr { @for name in [labels::rule, labels::title, labels::status_column, labels::level_column] {
                    th scope="col" { (name(lang)) }
                } } }
                tbody { @for group in groups {
                    tr.group { td colspan="4" { (labels::group(group, lang)) } }
                    @for line in deciding.iter().filter(|line| line.group == group) {
                        tr {
                            td.nowrap { (line.rule) } td { (visible(&line.title)) }
                            td class=(line.status.as_str()) { (status_mark(line.status)) " " (status_words(line, lang)) }
                            td.soft { (labels::level(line.level, lang)) }
                        }
                    }
                } }
            }
        }
    }
}

fn notes(assessment: &AssessmentReport, lang: Lang) -> Markup {
    let has_text =
        |note: &&NoteReport| !note.depends_on_reading && !note.machine_only && !note.message.trim().is_empty();
    let notes: Vec<_> = assessment.notes.iter().filter(has_text).collect();
    html! {
        @if !notes.is_empty() {
            details.told {
                summary { (labels::notes(lang)) " (" (notes.len()) ")" }
                ul.notes { @for note in notes {
                    li { b { (visible(&note.title)) } " " span.id { "(" (note.rule) ")" } "\n" (lines(&note.message)) (whose(&note.demand, &note.source, lang)) }
                } }
            }
        }
    }
}
