//! One page, for browsers and paper: what the dossiers come to, a list to sort and filter, and each dossier's diagnosis.
//!
//! The page loads nothing, and its policy lets it run nothing but its own script: without it, few dossiers stand below one
//! another in full, and of many the list is there alone. What comes with the dossiers is written to temporary files, since
//! the counts that stand above are known last.

mod details;
mod dossier;
mod drawing;
mod list;
mod since;
mod top;

pub(crate) use drawing::drawings;

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufWriter, Seek, Write};

use data_encoding::BASE64;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

use self::details::Details;
use self::list::List;
use super::compose::Needs;
use super::model::{DossierReport, Header};
use super::render::{End, Render};
use crate::engine::Verdict;
use crate::messages::{labels, page, terminal};
use crate::source::SourceFile;
use crate::text::{Lang, visible, visible_lines};

/// What every page looks like, the form's too.
pub(crate) const STYLE: &str = include_str!("html/page.css");
const OWN_STYLE: &str = concat!(include_str!("html/page.css"), include_str!("html/desk.css"));
const SCRIPT: &str = include_str!("html/page.js");

pub(super) struct Html {
    lang: Lang,
    written: usize,
    list: List,
    rows: BufWriter<File>,
    details: Details,
}

impl Html {
    pub(super) fn new(lang: Lang) -> io::Result<Self> {
        let rows = tempfile::tempfile().map(BufWriter::new)?;
        Ok(Self { lang, written: 0, list: List::default(), rows, details: Details::new()? })
    }

    fn write_list(&mut self, out: &mut dyn Write, end: &End<'_>) -> io::Result<()> {
        let lang = self.lang;
        let heading = html! { h2 id="liste" { (labels::dossiers(lang)) } (self.list.filter(end, lang)) };
        write!(out, "<section class=\"desk\">{}<div class=\"list\"><table>", shown(heading))?;
        write!(out, "{}<tbody>", shown(self.list.head(lang)))?;
        copy(&mut self.rows, out)?;
        let more = html! { button.more type="button" hidden { (page::more(lang)) } };
        let steps = html! {
            nav.steps hidden aria-label=(page::steps(lang)) {
                a.button href="#liste" { (page::back(lang)) }
                a.button.previous href="#liste" { (page::previous(lang)) }
                span.position {}
                a.button.next href="#liste" { (page::next(lang)) }
                button.print type="button" { (page::print_one(lang)) }
            }
            @if self.details.are_packed() {
                noscript { p.note { (page::without_script(lang)) } }
                p.note.failed hidden role="alert" { (page::cannot_open(lang)) }
            }
        };
        write!(out, "</tbody></table></div>{}</section>{}", more.into_string(), steps.into_string())
    }

    fn reminders(&self, end: &End<'_>) -> Markup {
        let lang = self.lang;
        html! {
            @if !end.reminders.is_empty() {
                section.reminders {
                    h2 { (labels::reminders(lang)) }
                    p { (terminal::reminders_lead(lang)) }
                    ul { @for (subject, reason) in end.reminders {
                        li { b { (subject) } (labels::colon(lang)) " " (reason) }
                    } }
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
        self.list = List::new(header);
        write_head(out, page::title(self.lang), OWN_STYLE, Some(SCRIPT), self.lang)?;
        write!(out, "<body><div class=\"wide desktop\">")
    }

    fn dossier(&mut self, _: &mut dyn Write, report: &DossierReport, source: Option<&SourceFile>) -> io::Result<()> {
        self.written += 1;
        let row = shown(self.list.row(report, self.written, self.lang));
        self.rows.write_all(row.as_bytes())?;
        self.details.add(&shown(dossier::article(report, source, self.written, self.lang)))
    }

    fn end(&mut self, out: &mut dyn Write, end: &End<'_>) -> io::Result<()> {
        let lang = self.lang;
        if self.written == 1 {
            write!(out, "<main>{}", shown(top::of_one(end, lang)))?;
        } else {
            let skip = html! { a.skip href="#liste" { (page::skip(lang)) } };
            write!(out, "{}<main>{}", skip.into_string(), shown(top::of_several(end, lang)))?;
            self.write_list(out, end)?;
        }
        write!(out, "<div class=\"dossiers\">")?;
        self.details.write(out)?;
        let script = html! { script { (PreEscaped(SCRIPT)) } };
        let (reminders, footer) = (shown(self.reminders(end)), shown(footer(end)));
        writeln!(out, "</div>{reminders}</main>{footer}</div>{}</body></html>", script.into_string())
    }
}

fn footer(end: &End<'_>) -> Markup {
    html! {
        footer {
            (end.header.tool.name) " " (end.header.tool.version) " — "
            @for (index, set) in end.header.rule_sets.iter().enumerate() {
                @if index > 0 { ", " }
                (set.id)
            }
        }
    }
}

/// Opens a page that loads nothing, and that runs nothing but its own script.
pub(super) fn write_head(
    out: &mut dyn Write,
    title: &str,
    style: &'static str,
    script: Option<&str>,
    lang: Lang,
) -> io::Result<()> {
    let script = script.map(|script| format!("; script-src '{}'", integrity(script))).unwrap_or_default();
    let style_source = integrity(style);
    let policy = format!("default-src 'none'; style-src '{style_source}'{script}; base-uri 'none'; form-action 'none'");
    let head = html! {
        head {
            meta charset="utf-8";
            meta http-equiv="Content-Security-Policy" content=(policy);
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="referrer" content="no-referrer";
            title { (title) }
            style { (PreEscaped(style)) }
        }
    };
    // The element that holds everything is closed at the end.
    write!(out, "{}<html lang=\"{lang}\">{}", DOCTYPE.into_string(), head.into_string())
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
fn integrity(text: &str) -> String {
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
        assert!(!OWN_STYLE.contains("</") && !SCRIPT.contains("</") && !SCRIPT.contains("<!--"));
    }
}
