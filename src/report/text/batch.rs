//! Several dossiers, what no machine decides, and rule sets that cannot be used.

use std::io::{self, Write};

use chrono::NaiveDate;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::TextOptions;
use super::dossier::{mark, overlays};
use super::layout::{Ink, Page};
use crate::locale::{Lang, long_date, policy, terminal, visible};
use crate::report::model::{DossierReport, Header, Summary};
use crate::report::view::View;

/// Between the parts of a line.
const BETWEEN: &str = " — ";
/// Columns below which names are left out of a line on a terminal.
const LEAST_NAME: usize = 12;

/// Writes one line for a dossier of a batch.
///
/// # Errors
/// What the writer reports.
pub fn write_line(out: &mut dyn Write, report: &DossierReport, options: &TextOptions) -> io::Result<()> {
    const VERDICT: usize = 13;
    let mut page = Page::new(options);
    let lang = page.lang;
    let view = View::new(report);
    let (mark, ink) = mark(report.verdict);
    let words = terminal::verdict_words(report.verdict, lang);
    let pad = " ".repeat(VERDICT.saturating_sub(words.width()));
    let fiches: Vec<String> =
        if report.verdict == "unreadable" { Vec::new() } else { view.fiches().iter().map(u8::to_string).collect() };
    let fiche =
        if fiches.is_empty() { String::new() } else { format!("{} {}", terminal::FICHE.get(lang), fiches.join(", ")) };
    let head = format!("{mark} {words}{pad}");
    let mut parts = vec![format!("{fiche:<8}  {}", visible(&report.path)), reason(report, &view, lang)];
    let names: Vec<_> = [&report.applicant, &report.title].into_iter().flatten().map(|name| visible(name)).collect();
    let mut names = names.join(", ");
    if page.fancy {
        // The reason is worth more than the names where there is no room for both.
        let taken = head.width() + 2 + parts.iter().map(|part| part.width() + BETWEEN.width()).sum::<usize>();
        let room = page.full_width.saturating_sub(taken);
        names = if room < LEAST_NAME { String::new() } else { shorten(&names, room) };
    }
    parts.insert(1, names);
    parts.retain(|part| !part.is_empty());
    let mut rest = parts.join(BETWEEN);
    if page.fancy {
        rest = shorten(&rest, page.full_width.saturating_sub(head.width() + 2));
    }
    let line = format!("{}  {rest}", page.paint(ink, &head));
    page.line(&line);
    out.write_all(page.into_text().as_bytes())
}

/// The first thing that stands against the verdict; what the baseline knows only where there is nothing else.
fn reason(report: &DossierReport, view: &View<'_>, lang: Lang) -> String {
    if let Some(error) = report.errors.first() {
        let summary = if error.summary.is_empty() { &error.message } else { &error.summary };
        return format!("{} ({})", visible(summary), error.code);
    }
    let new = view.outline.reasons().find(|finding| !finding.known);
    if let Some(finding) = new.or_else(|| view.outline.reasons().next()) {
        let known = if finding.known { format!(", {}", policy::KNOWN.get(lang)) } else { String::new() };
        return format!("{} ({}{known})", visible(&finding.title), finding.rule);
    }
    report
        .warnings
        .first()
        .map(|warning| format!("{} ({})", visible(&warning.summary), warning.code))
        .unwrap_or_default()
}

fn shorten(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut taken = 0;
    let mut short: String = text
        .chars()
        .take_while(|character| {
            taken += character.width().unwrap_or(0);
            taken < width
        })
        .collect();
    short.truncate(short.trim_end().len());
    short.push('…');
    short
}

/// Writes the summary after several dossiers.
///
/// # Errors
/// What the writer reports.
pub fn write_summary(out: &mut dyn Write, header: &Header, summary: &Summary, options: &TextOptions) -> io::Result<()> {
    let mut page = Page::new(options);
    let lang = page.lang;
    let day = NaiveDate::parse_from_str(&header.evaluated_on, "%Y-%m-%d")
        .map_or_else(|_| visible(&header.evaluated_on).into_owned(), |day| long_date(day, lang));
    let first = format!("{}{}", terminal::examined(summary.dossiers, &day, lang), terminal::colon(lang));
    let first = page.paint(Ink::Strong, &first);
    if !options.quiet {
        page.line("");
    }
    page.line(&first);
    let counts = [
        ("eligible", summary.eligible),
        ("eligible_with_reservations", summary.eligible_with_reservations),
        ("incomplete", summary.incomplete),
        ("ineligible", summary.ineligible),
        ("unreadable", summary.unreadable),
    ];
    let width = counts.iter().map(|(_, count)| count.to_string().len()).max().unwrap_or(0);
    for (verdict, count) in counts.into_iter().filter(|(_, count)| *count > 0) {
        let (mark, ink) = mark(verdict);
        let words = terminal::verdict_count(verdict, count, lang);
        let pad = " ".repeat(width - count.to_string().len());
        let line = format!("  {} {pad}{words}", page.paint(ink, mark));
        page.line(&line);
    }
    if !options.quiet {
        if summary.reading_dependent > 0 {
            page.gap();
            page.paragraph("", "", &terminal::reading_dependent(summary.reading_dependent, lang));
        }
        set_aside(&mut page, summary);
        duplicates(&mut page, &summary.duplicates);
        if !header.overlays.is_empty() {
            page.gap();
            overlays(&mut page, &header.overlays);
        }
        let stale: Vec<_> = header.rule_sets.iter().filter(|set| !set.in_force).map(|set| visible(&set.id)).collect();
        if !stale.is_empty() {
            page.gap();
            page.paragraph("", "", &terminal::not_in_force(&stale.join(", "), &day, lang));
        }
    }
    if !summary.complete {
        page.gap();
        page.paragraph("", "", terminal::INTERRUPTED.get(lang));
    }
    out.write_all(page.into_text().as_bytes())
}

/// Writes how many findings of the only dossier a baseline knows.
///
/// # Errors
/// What the writer reports.
pub fn write_known(out: &mut dyn Write, summary: &Summary, options: &TextOptions) -> io::Result<()> {
    let Some(baseline) = summary.baseline.filter(|baseline| baseline.known > 0 && !options.quiet) else {
        return Ok(());
    };
    let mut page = Page::new(options);
    page.line("");
    page.paragraph("", "", &policy::known(baseline.known, page.lang));
    out.write_all(page.into_text().as_bytes())
}

/// What does not count, and comments that do not what they seem to.
fn set_aside(page: &mut Page, summary: &Summary) {
    let lang = page.lang;
    let known = summary.baseline.map_or(0, |baseline| baseline.known);
    let told = |number: usize, words: fn(usize, Lang) -> String| (number > 0).then(|| words(number, lang));
    let lines =
        [told(known, policy::known), told(summary.ignored, policy::ignored), told(summary.warnings, policy::warnings)];
    for (position, line) in lines.into_iter().flatten().enumerate() {
        if position == 0 {
            page.gap();
        }
        page.paragraph("", "", &line);
    }
}

fn duplicates(page: &mut Page, groups: &[Vec<String>]) {
    if groups.is_empty() {
        return;
    }
    page.gap();
    let lead = format!("{}{}", terminal::SAME_PROJECT.get(page.lang), terminal::colon(page.lang));
    page.line(&lead);
    let bullet = page.bullet();
    for group in groups {
        let paths: Vec<_> = group.iter().map(|path| visible(path)).collect();
        page.item("  ", bullet, &paths.join(", "));
    }
}

/// Writes what no machine decides, each with the reason.
///
/// # Errors
/// What the writer reports.
pub fn write_reminders(out: &mut dyn Write, reminders: &[(String, String)], options: &TextOptions) -> io::Result<()> {
    let mut page = Page::new(options);
    if !reminders.is_empty() {
        page.line("");
        page.heading(terminal::REMINDERS.get(page.lang));
        page.paragraph("", "", terminal::REMINDERS_LEAD.get(page.lang));
        page.gap();
        let bullet = page.bullet();
        for (subject, reason) in reminders {
            let subject = page.paint(Ink::Strong, &visible(subject));
            let text = format!("{subject}{} {}", terminal::colon(page.lang), visible(reason));
            page.item("  ", bullet, &text);
        }
    }
    out.write_all(page.into_text().as_bytes())
}
