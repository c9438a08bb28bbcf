//! The list of dossiers: a row each, and what it is sorted and filtered by.

use std::borrow::Cow;

use maud::{Markup, html};

use super::{badge, name, path};
use crate::dossier::format::FICHES;
use crate::engine::{StatusKind, Verdict};
use crate::messages::labels::Label;
use crate::messages::{labels, page};
use crate::report::model::{Cell, Column, DossierReport, ErrorReport, Header};
use crate::report::render::End;
use crate::report::table;
use crate::report::tally::short;
use crate::report::view::{View, code_title, joined};
use crate::text::{Lang, number, visible};

/// What stands where nothing is given.
const NOTHING: &str = "–";

/// What the rows are made with.
#[derive(Default)]
pub(super) struct List {
    /// The columns that are shown, each with its place among a dossier's cells: what amounts are summed by, then those
    /// for which a list has room.
    columns: Vec<(usize, Column)>,
    with_baseline: bool,
}

impl List {
    pub(super) fn new(header: &Header) -> Self {
        let all = || header.columns.iter().cloned().enumerate();
        let groups = all().filter(|(_, column)| column.groups).take(1);
        let brief = all().filter(|(_, column)| column.brief && !column.groups);
        Self { columns: groups.chain(brief).collect(), with_baseline: header.with_baseline }
    }

    pub(super) fn row(&self, report: &DossierReport, number: usize, lang: Lang) -> Markup {
        let view = View::new(report);
        let fiches = view.fiches_or_declared();
        let rules = rules_of(report, &view);
        let is_new = self.with_baseline && is_new(report, &view);
        let reason = table::reason(report, &view.outline);
        let project = name(report, lang);
        let file = path(report, lang);
        html! {
            tr data-verdict=(report.verdict) data-fiches=(joined(&fiches, " ")) data-rules=(rules.join(" "))
                data-new[is_new] data-found=(self.found(report, lang).join("\n")) {
                td data-sort=(rank(report.verdict)) { (badge(report.verdict, lang)) }
                td data-name=(labels::fiche_column(lang)) { (given(joined(&fiches, ", "))) }
                td {
                    b { a href=(format_args!("#d{number}")) { (project) } }
                    @if project != file { div.small.soft { code { (file) } } }
                }
                td { (given(report.applicant.as_deref().map(visible).unwrap_or_default())) }
                @for (at, column) in &self.columns { (cell(report.cells.get(*at), column, lang)) }
                td { @match reason.as_deref().and_then(|reason| reason.rsplit_once(' ')) {
                    Some((reason, code)) => { (visible(reason)) " " span.nowrap { (code) } }
                    None => (NOTHING),
                } }
            }
        }
    }

    /// What a search finds that the row does not show.
    fn found<'r>(&self, report: &'r DossierReport, lang: Lang) -> Vec<Cow<'r, str>> {
        let is_shown = |at: &usize| self.columns.iter().any(|(shown, _)| shown == at);
        let cells = report.cells.iter().enumerate().filter(|(at, cell)| !is_shown(at) && **cell != Cell::Empty);
        let cells = cells.map(|(_, cell)| Cow::Owned(table::show(cell, lang)));
        let beside = report.warnings.iter().map(|warning| warning.code.as_str());
        let beside = beside.chain(report.ignored().iter().map(|ignored| ignored.finding.rule.as_str()));
        let identifiers = report.identifiers.iter().map(|identifier| visible(identifier));
        cells.chain(beside.map(Cow::Borrowed)).chain(identifiers).collect()
    }

    pub(super) fn head(&self, lang: Lang) -> Markup {
        html! {
            thead { tr {
                @for name in [labels::verdict_column, labels::fiche_column, labels::project, labels::applicant] as [Label; 4] {
                    th scope="col" { (name(lang)) }
                }
                @for (_, column) in &self.columns {
                    th.num[!column.groups] scope="col" { (visible(if column.groups { &column.label } else { &column.head })) }
                }
                th scope="col" { (labels::first_reason(lang)) }
            } }
        }
    }

    /// Hidden until the script is there to obey it.
    pub(super) fn filter(&self, end: &End<'_>, lang: Lang) -> Markup {
        let verdicts =
            end.summary.counts().map(|(verdict, _)| (verdict.as_str().into(), labels::verdict(verdict, lang).into()));
        let fiches = FICHES.iter().map(|&fiche| (fiche.into(), fiche.into()));
        let all = number(end.summary.dossiers.into(), lang);
        let group = self.columns.iter().find(|(_, column)| column.groups);
        let none = (end.tally.ungrouped.dossiers > 0).then(|| (NOTHING.into(), labels::not_given(lang).into()));
        let groups = end.tally.groups.rows().map(|(name, _)| (name.into(), name.into())).chain(none);
        html! {
            form.filter hidden role="search" aria-label=(page::filter(lang)) autocomplete="off" {
                label.search { (page::search(lang))
                    input type="search" name="search" placeholder=(page::search_hint(lang));
                }
                (select("verdict", labels::verdict_column(lang), page::all(lang), verdicts))
                (select("fiche", labels::fiche_column(lang), page::all_feminine(lang), fiches))
                @if let Some((_, column)) = group { (select("group", &visible(&column.label), page::all_feminine(lang), groups)) }
                (select("rule", labels::rule(lang), page::all_feminine(lang), rules(end, lang).into_iter()))
                @if self.with_baseline { label.check { input type="checkbox" name="new" value="1"; (page::only_new(lang)) } }
                input type="hidden" name="sort";
                div.actions {
                    button type="reset" { (page::show_all(lang)) }
                    button.print type="button" { (page::print_list(lang)) }
                    button.print type="button" data-print="shown" title=(page::print_limit(lang)) { (page::print_shown(lang)) }
                }
            }
            p.count hidden role="status" { (page::shown(lang)) (labels::colon(lang)) " " b { (all) } " / " (all) }
        }
    }
}

fn select<'a>(
    name: &str,
    label: &str,
    all: &str,
    options: impl Iterator<Item = (Cow<'a, str>, Cow<'a, str>)>,
) -> Markup {
    html! {
        label { (label)
            select name=(name) {
                option value="" { (all) }
                @for (value, words) in options { option value=(value) { (words) } }
            }
        }
    }
}

/// How a row names a rule: with its status behind it. A filter may leave that away, and then means both.
pub(super) fn token(code: &str, status: Option<StatusKind>) -> Cow<'_, str> {
    match status {
        Some(StatusKind::Violated) => format!("{code}!").into(),
        Some(StatusKind::Undetermined) => format!("{code}?").into(),
        _ => code.into(),
    }
}

/// Every rule that a dossier does not keep or leaves open, and every code of its errors, once.
fn rules_of<'r>(report: &'r DossierReport, view: &View<'r>) -> Vec<Cow<'r, str>> {
    let mut rules: Vec<Cow<'_, str>> = Vec::new();
    let errors = report.errors.iter().map(|error| token(error.code.as_str(), None));
    let findings = view.outline.reasons().map(|finding| token(&finding.rule, Some(finding.status)));
    for rule in findings.chain(errors) {
        if !rules.contains(&rule) {
            rules.push(rule);
        }
    }
    rules
}

/// What one can filter by: rules, those that are violated here and open there in either way too, and codes of errors.
fn rules<'t>(end: &End<'t>, lang: Lang) -> Vec<(Cow<'t, str>, Cow<'t, str>)> {
    let named = |code, words: &str| format!("{code} — {words}").into();
    let mut options = Vec::new();
    for (code, rule) in end.tally.rules() {
        options.push((code.into(), named(code, &visible(&rule.title))));
        for status in [StatusKind::Violated, StatusKind::Undetermined].into_iter().filter(|_| rule.is_both()) {
            let words = labels::status(status, lang).to_lowercase();
            options.push((token(code, Some(status)), named(code, &words)));
        }
    }
    options.extend(end.tally.errors().map(|code| (code.as_str().into(), named(code.as_str(), code_title(code, lang)))));
    options
}

/// Whether there is something that the baseline does not know.
fn is_new(report: &DossierReport, view: &View<'_>) -> bool {
    let is_new = |error: &ErrorReport| !error.known;
    view.outline.reasons().any(|finding| !finding.known) || report.errors.iter().chain(&report.warnings).any(is_new)
}

/// The verdict's place in the order of verdicts.
fn rank(verdict: Verdict) -> usize {
    Verdict::ALL.iter().position(|one| *one == verdict).unwrap_or_default()
}

fn given<'a>(text: impl Into<Cow<'a, str>>) -> Cow<'a, str> {
    let text = text.into();
    if text.trim().is_empty() { Cow::Borrowed(NOTHING) } else { text }
}

fn cell(cell: Option<&Cell>, column: &Column, lang: Lang) -> Markup {
    let cell = cell.unwrap_or(&Cell::Empty);
    let value = match cell {
        Cell::Empty | Cell::Text(_) => None,
        Cell::Money(value) | Cell::Ratio(value) | Cell::Number(value) => Some(value.normalize().to_string()),
        Cell::Share { part, whole } => Some(table::share(*part, *whole).normalize().to_string()),
        Cell::Date(day) => Some(day.to_string()),
    };
    match cell {
        _ if !column.groups => html! {
            td.num data-name=(visible(&column.head)) data-sort=[value] { (given(table::show(cell, lang))) }
        },
        Cell::Text(name) => html! { td data-group { (short(name)) } },
        _ => html! { td data-group { (NOTHING) } },
    }
}
