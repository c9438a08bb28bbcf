//! One page, for browsers and paper: a table of dossiers to filter, and each dossier's diagnosis with its lines.
//!
//! The page loads nothing, and its policy lets it run nothing but its own script, which the filter alone needs.
//! Dossiers are written to temporary files as they come, since the counts that stand above them are known last.

mod dossier;
mod drawing;
mod since;

pub(crate) use drawing::drawings;

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufWriter, Seek, Write};

use data_encoding::BASE64;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

use super::compose::Needs;
use super::model::{Cell, Column, DossierReport, Header};
use super::render::{End, Render};
use super::table;
use super::view::{View, examined, joined, remarks};
use crate::engine::Verdict;
use crate::messages::{labels, page, policy, terminal};
use crate::source::SourceFile;
use crate::text::{Lang, visible, visible_lines};

pub(crate) const STYLE: &str = include_str!("html/page.css");
const SCRIPT: &str = include_str!("html/page.js");

pub(super) struct Html {
    lang: Lang,
    columns: Vec<Column>,
    written: usize,
    rows: BufWriter<File>,
    articles: BufWriter<File>,
}

impl Html {
    pub(super) fn new(lang: Lang) -> io::Result<Self> {
        let temporary = || tempfile::tempfile().map(BufWriter::new);
        Ok(Self { lang, columns: Vec::new(), written: 0, rows: temporary()?, articles: temporary()? })
    }

    fn brief<'a>(&'a self, report: &'a DossierReport) -> impl Iterator<Item = (&'a Column, &'a Cell)> {
        self.columns
            .iter()
            .zip(report.cells.iter().chain(std::iter::repeat(&Cell::Empty)))
            .filter(|(column, _)| column.brief)
    }

    fn row(&self, report: &DossierReport) -> Markup {
        let view = View::new(report);
        let lang = self.lang;
        let fiches = view.fiches_or_declared();
        let reason = table::reason(report, &view.outline);
        html! {
            tr data-dossier=(format_args!("d{}", self.written)) data-verdict=(report.verdict) data-fiches=(joined(&fiches, " ")) {
                td { (badge(report.verdict, lang)) }
                td data-name=(labels::fiche_column(lang)) { (joined(&fiches, ", ")) }
                td {
                    b { a href=(format_args!("#d{}", self.written)) { (name(report, lang)) } }
                    @if let Some(applicant) = &report.applicant { div { (visible(applicant)) } }
                    div.small.soft { code { (path(report, lang)) } }
                }
                @for (column, cell) in self.brief(report) {
                    td.num data-name=(column.label) { (table::show(cell, lang)) }
                }
                td { @if let Some((reason, code)) = reason.as_deref().and_then(|reason| reason.rsplit_once(' ')) {
                    (visible(reason)) " " span.nowrap { (code) }
                } }
            }
        }
    }

    fn top(&self, end: &End<'_>) -> Markup {
        let lang = self.lang;
        let summary = end.summary;
        let counted: Vec<(Verdict, usize)> = summary.counts().collect();
        html! {
            header.top {
                h1 { (page::title(lang)) }
                p.lead { (visible(&examined(end, lang))) "." }
                ul.tiles {
                    @for &(verdict, count) in &counted {
                        li class=(tone(verdict)) { b { (count) } (labels::verdict(verdict, lang)) }
                    }
                }
                @if let Some(baseline) = summary.baseline.filter(|baseline| baseline.known > 0) {
                    p { (policy::known(baseline.known, lang)) }
                }
                @for remark in remarks(end, lang) { p.note { (visible(&remark)) } }
            }
            (since::since(end, lang))
            (self.filter(&counted))
        }
    }

    fn filter(&self, counted: &[(Verdict, usize)]) -> Markup {
        let lang = self.lang;
        html! {
            h2 id="liste" { (labels::dossiers(lang)) }
            form.filter hidden role="search" aria-label=(page::filter(lang)) {
                label { (page::search(lang))
                    input type="search" name="search" autocomplete="off" placeholder=(page::search_hint(lang));
                }
                label { (labels::verdict_column(lang))
                    select name="verdict" {
                        option value="" { (page::all(lang)) }
                        @for &(verdict, _) in counted { option value=(verdict) { (labels::verdict(verdict, lang)) } }
                    }
                }
                label { (labels::fiche_column(lang))
                    select name="fiche" {
                        option value="" { (page::all_fiches(lang)) }
                        @for fiche in crate::dossier::format::FICHES { option value=(fiche) { (fiche) } }
                    }
                }
                output { (page::shown(lang)) (labels::colon(lang)) " " b { (self.written) } }
            }
        }
    }

    fn names(&self) -> Markup {
        let lang = self.lang;
        html! {
            thead { tr {
                th scope="col" { (labels::verdict_column(lang)) }
                th scope="col" { (labels::fiche_column(lang)) }
                th scope="col" { (page::dossier(lang)) }
                @for column in self.columns.iter().filter(|column| column.brief) {
                    th.num scope="col" { (column.label) }
                }
                th scope="col" { (labels::first_reason(lang)) }
            } }
        }
    }

    fn reminders(&self, end: &End<'_>) -> Markup {
        let lang = self.lang;
        html! {
            @if !end.reminders.is_empty() {
                section {
                    h2 { (labels::reminders(lang)) }
                    p { (terminal::reminders_lead(lang)) }
                    ul { @for (subject, reason) in end.reminders {
                        li { b { (subject) } (labels::colon(lang)) " " (reason) }
                    } }
                }
            }
            footer {
                (end.header.tool.name) " " (end.header.tool.version) " — "
                @for (index, set) in end.header.rule_sets.iter().enumerate() {
                    @if index > 0 { ", " }
                    (set.id)
                }
            }
        }
    }
}

impl Render for Html {
    fn needs(_: bool) -> Needs {
        Needs { cells: true, drawing: true, overview: true, ..Needs::default() }
    }

    fn begin(&mut self, out: &mut dyn Write, header: &Header) -> io::Result<()> {
        self.columns.clone_from(&header.columns);
        let policy = format!(
            "default-src 'none'; style-src '{}'; script-src '{}'; base-uri 'none'; form-action 'none'",
            integrity(STYLE),
            integrity(SCRIPT)
        );
        let language = if self.lang == Lang::Fr { "fr" } else { "en" };
        // The elements that hold everything are opened here and closed at the end.
        write!(out, "{}<html lang=\"{language}\">", DOCTYPE.into_string())?;
        let head = html! {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                title { (page::title(self.lang)) }
                style { (PreEscaped(STYLE)) }
            }
        };
        write!(out, "{}<body><div class=\"wide\">", head.into_string())?;
        let skip = html! { a.skip href="#liste" { (page::skip(self.lang)) } };
        out.write_all(skip.into_string().as_bytes())
    }

    fn dossier(&mut self, _: &mut dyn Write, report: &DossierReport, source: Option<&SourceFile>) -> io::Result<()> {
        self.written += 1;
        let row = shown(self.row(report));
        self.rows.write_all(row.as_bytes())?;
        let article = shown(dossier::article(report, source, self.written, self.lang));
        self.articles.write_all(article.as_bytes())
    }

    fn end(&mut self, out: &mut dyn Write, end: &End<'_>) -> io::Result<()> {
        let top = shown(self.top(end));
        write!(out, "{top}<main><div class=\"list\"><table>{}<tbody>", shown(self.names()))?;
        copy(&mut self.rows, out)?;
        let details = html! { h2.details { (page::details(self.lang)) } };
        write!(out, "</tbody></table></div>{}", details.into_string())?;
        copy(&mut self.articles, out)?;
        let script = html! { script { (PreEscaped(SCRIPT)) } };
        let rest = shown(self.reminders(end));
        writeln!(out, "</main>{rest}</div>{}</body></html>", script.into_string())
    }
}

/// Markup in which no text hides anything.
pub(crate) fn shown(markup: Markup) -> String {
    let markup = markup.into_string();
    match visible_lines(&markup) {
        Cow::Borrowed(_) => markup,
        Cow::Owned(shown) => shown,
    }
}

fn copy(temporary: &mut BufWriter<File>, out: &mut dyn Write) -> io::Result<()> {
    temporary.flush()?;
    let file = temporary.get_mut();
    file.rewind()?;
    io::copy(file, out).map(drop)
}

/// What a dossier is called: its project, or else its file.
fn name(report: &DossierReport, lang: Lang) -> Cow<'_, str> {
    let title = report.title.as_deref().filter(|title| !title.trim().is_empty());
    title.map_or_else(|| path(report, lang), visible)
}

fn path(report: &DossierReport, lang: Lang) -> Cow<'_, str> {
    if report.path == "-" { Cow::Borrowed(labels::standard_input(lang)) } else { visible(&report.path) }
}

pub(crate) fn tone(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Eligible => "good",
        Verdict::EligibleWithReservations => "warning",
        Verdict::Incomplete => "missing",
        Verdict::Inconsistent => "conflict",
        Verdict::Ineligible => "bad",
        Verdict::Unreadable => "unreadable",
    }
}

pub(crate) fn badge(verdict: Verdict, lang: Lang) -> Markup {
    html! { span class=(format_args!("badge {}", tone(verdict))) { (labels::verdict(verdict, lang)) } }
}

/// A policy's name for an element's text: its digest, so that nothing else of the kind is obeyed.
pub(super) fn integrity(text: &str) -> String {
    format!("sha256-{}", BASE64.encode(&Sha256::digest(text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_written_as_policies_want_them() {
        assert_eq!(integrity(""), "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
        assert_eq!(integrity("alert('Hello, world.');"), "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng=");
    }

    #[test]
    fn nothing_in_style_or_script_ends_its_element() {
        assert!(!STYLE.contains("</") && !SCRIPT.contains("</") && !SCRIPT.contains("<!--"));
    }
}
