//! What several dossiers come to together.

use std::io::{self, Write};

use comfy_table::presets::NOTHING;
use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Table};
use unicode_width::UnicodeWidthStr;

use super::TextOptions;
use super::cut::right;
use super::dossier::overlays;
use super::layout::{Emphasis, Page, mark};
use super::since::since;
use crate::messages::{labels, policy, summary, terminal};
use crate::report::digest;
use crate::report::model::{Column, Summary};
use crate::report::render::End;
use crate::report::tally::{Tally, Total};
use crate::report::view::{self, examined, not_in_force};
use crate::text::{Lang, amount, number, visible};

/// Columns below which parts of a sum are shown for all dossiers together.
const ROOM_FOR_PARTS: usize = 96;
/// The widest that the table of totals gets; the names of groups want more space than running text.
const WIDEST_TABLE: usize = 130;

pub(super) fn write_summary(out: &mut dyn Write, end: &End<'_>, options: &TextOptions) -> io::Result<()> {
    let mut page = Page::new(options);
    let lang = page.lang;
    let (header, summary) = (end.header, end.summary);
    let first = format!("{}{}", examined(end, lang), labels::colon(lang));
    let first = page.paint(Emphasis::Strong, &first);
    if !options.quiet {
        page.line("");
    }
    page.line(&first);
    by_verdict(&mut page, summary);
    if !options.quiet {
        since(&mut page, end);
        frequent(&mut page, end.tally);
        totals(&mut page, &header.columns, end.tally);
        deadlines(&mut page, end.tally);
        if summary.reading_dependent > 0 {
            page.gap();
            page.paragraph("", "", &terminal::reading_dependent(summary.reading_dependent, lang));
        }
        set_aside(&mut page, summary);
        duplicates(&mut page, summary);
        if !header.overlays.is_empty() {
            page.gap();
            overlays(&mut page, &header.overlays);
        }
        if let Some(stale) = not_in_force(end, lang) {
            page.gap();
            page.paragraph("", "", &stale);
        }
    }
    if !summary.complete {
        page.gap();
        page.paragraph("", "", terminal::interrupted(lang));
    }
    out.write_all(page.into_text().as_bytes())
}

/// Writes how many dossiers are shown, of how many.
pub(super) fn write_shown(out: &mut dyn Write, (shown, all): (usize, usize), options: &TextOptions) -> io::Result<()> {
    let mut page = Page::new(options);
    if shown > 0 {
        page.line("");
    }
    let figures = |count: usize| number(count.into(), options.lang);
    page.paragraph("", "", &terminal::dossiers_shown(figures(shown), figures(all), options.lang));
    out.write_all(page.into_text().as_bytes())
}

/// Writes how many findings of the only dossier a baseline knows.
pub(super) fn write_known(out: &mut dyn Write, summary: &Summary, options: &TextOptions) -> io::Result<()> {
    let Some(baseline) = summary.baseline.filter(|baseline| baseline.known > 0 && !options.quiet) else {
        return Ok(());
    };
    let mut page = Page::new(options);
    page.line("");
    page.paragraph("", "", &policy::known(baseline.known, page.lang));
    out.write_all(page.into_text().as_bytes())
}

/// Writes what has changed of the only dossier since a former report.
pub(super) fn write_since(out: &mut dyn Write, end: &End<'_>, options: &TextOptions) -> io::Result<()> {
    if end.since.is_none() || options.quiet {
        return Ok(());
    }
    let mut page = Page::new(options);
    page.line("");
    since(&mut page, end);
    out.write_all(page.into_text().as_bytes())
}

/// What does not count, and comments that do not what they seem to.
fn set_aside(page: &mut Page, summary: &Summary) {
    let lang = page.lang;
    let known = summary.baseline.map_or(0, |baseline| baseline.known);
    let count = |number: usize, words: fn(usize, Lang) -> String| (number > 0).then(|| words(number, lang));
    let lines = [
        count(known, policy::known),
        count(summary.ignored, policy::ignored),
        count(summary.warnings, policy::warnings),
    ];
    for (position, line) in lines.into_iter().flatten().enumerate() {
        if position == 0 {
            page.gap();
        }
        page.paragraph("", "", &line);
    }
}

fn by_verdict(page: &mut Page, summary: &Summary) {
    let width = summary.counts().map(|(_, count)| count.to_string().len()).max().unwrap_or(0);
    for (verdict, count) in summary.counts() {
        let (mark, emphasis) = mark(verdict);
        let words = terminal::verdict_count(verdict, count, page.lang);
        let pad = " ".repeat(width - count.to_string().len());
        let line = format!("  {} {pad}{words}", page.paint(emphasis, mark));
        page.line(&line);
    }
}

/// What many dossiers have against them, and what many leave open. What the verdict hangs on has the verdict's mark.
fn frequent(page: &mut Page, tally: &Tally) {
    let lang = page.lang;
    for (heading, lines) in digest::frequent(tally, lang) {
        page.heading(heading);
        let figures = |count: usize| number(count.into(), lang);
        let width = lines.iter().map(|line| figures(line.dossiers).width()).max().unwrap_or(0);
        let codes = lines.iter().map(|line| line.code.len()).max().unwrap_or(0);
        let indent = " ".repeat(width + codes + 7);
        for line in lines {
            let (mark, emphasis) = mark(line.verdict);
            let count = right(&figures(line.dossiers), width);
            let first = format!("  {count} {} {:<codes$}  ", page.paint(emphasis, mark), line.code);
            page.paragraph(&first, &indent, &line.title);
        }
    }
}

fn totals(page: &mut Page, columns: &[Column], tally: &Tally) {
    let lang = page.lang;
    let Some(digest::Sums { columns, open, parts }) = digest::sums(columns, tally, lang) else { return };
    if let Some((whole, _)) = columns.first() {
        page.heading(&visible(&whole.label));
    }
    let across = if page.width < ROOM_FOR_PARTS { 1 } else { columns.len() };
    let (across, below) = columns.split_at(across);
    let sums = across.iter().map(|(_, sum)| *sum).collect();
    let mut table = SumTable { table: Table::new(), sums, open, lang };
    for (index, part) in parts.iter().enumerate() {
        if index == 0 {
            table.head(&part.title, across.iter().map(|(column, _)| visible(&column.head).into_owned()));
        } else {
            table.part(&part.title);
        }
        for (name, total) in &part.rows {
            table.row(name, total);
        }
    }
    for (column, sum) in below {
        table.part_of_all(&visible(&column.head), &tally.all, *sum);
    }
    let width = page.full_width.min(WIDEST_TABLE);
    page.block(&table.drawn(width));
}

/// A table of totals: a name, how many dossiers, their sums, and how many of them give no amount where some do not.
struct SumTable {
    table: Table,
    /// The places of the sums that are shown, the whole first.
    sums: Vec<usize>,
    /// Whether some dossiers give no amount.
    open: bool,
    lang: Lang,
}

impl SumTable {
    fn head(&mut self, name: &str, sums: impl Iterator<Item = String>) {
        let mut head = vec![name.to_owned(), labels::dossiers(self.lang).to_owned()];
        head.extend(sums);
        head.extend(self.open.then(|| labels::without_amount(self.lang).to_owned()));
        self.table.load_style(NOTHING).set_header(head);
    }

    /// A part of the sum over all dossiers, where the parts have no columns of their own.
    fn part_of_all(&mut self, name: &str, all: &Total, sum: usize) {
        let name = summary::of_it(name, self.lang);
        self.table.add_row([name, String::new(), self.amount(all, sum)]);
    }

    fn amount(&self, total: &Total, sum: usize) -> String {
        match total.sums.get(sum) {
            Some(sum) if sum.given > 0 => amount(sum.amount, self.lang),
            _ => "–".to_owned(),
        }
    }

    fn part(&mut self, title: &str) {
        self.table.add_row([""]);
        if !title.is_empty() {
            self.table.add_row([title]);
        }
    }

    fn row(&mut self, name: &str, total: &Total) {
        let count = |count: usize| number(count.into(), self.lang);
        let mut row = vec![name.to_owned(), count(total.dossiers)];
        row.extend(self.sums.iter().map(|&sum| self.amount(total, sum)));
        let without = self.sums.first().map_or(0, |&whole| total.without(whole));
        row.extend(self.open.then(|| count(without)));
        self.table.add_row(row);
    }

    /// Names alone are broken where they do not fit.
    fn drawn(mut self, width: usize) -> String {
        self.table
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_width(u16::try_from(width).unwrap_or(u16::MAX));
        for column in self.table.column_iter_mut().skip(1) {
            column.set_cell_alignment(CellAlignment::Right);
            column.set_constraint(ColumnConstraint::ContentWidth);
        }
        self.table.to_string()
    }
}

fn deadlines(page: &mut Page, tally: &Tally) {
    let lang = page.lang;
    let mut lines = tally.deadlines().peekable();
    if lines.peek().is_none() {
        return;
    }
    page.heading(summary::deadlines(lang));
    let bullet = page.bullet();
    for (deadline, open) in lines {
        let (title, last) = (visible(&deadline.title), visible(&deadline.last));
        page.item("  ", bullet, &summary::deadline(&title, deadline.days, &last, open, lang));
    }
}

fn duplicates(page: &mut Page, summary: &Summary) {
    let groups = view::duplicates(summary, page.lang);
    if groups.is_empty() {
        return;
    }
    page.gap();
    page.line(terminal::same_project(page.lang));
    let bullet = page.bullet();
    for group in groups {
        page.item("  ", bullet, &group);
    }
}
