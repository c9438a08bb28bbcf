//! A workbook: dossiers, findings and totals, each on a sheet of its own.
//!
//! Rows go to temporary files as they come, so that memory does not grow with them.

pub(super) mod container;

use std::io::{self, Write};

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::compose::Needs;
use super::findings_table;
use super::model::{Cell, Column, ColumnKind, DossierReport, Header};
use super::place::Paths;
use super::render::{End, Render};
use super::table::{self, neutral};
use super::totals_table;
use super::view::remarks;
use crate::engine::Verdict;
use crate::messages::labels::Label;
use crate::messages::{formats, labels};
use crate::panics;
use crate::source::SourceFile;
use crate::text::Lang;
use container::Container;

/// The last row that a sheet can hold, from 0.
const LAST_ROW: u32 = 1_048_575;
const DOSSIERS: usize = 0;
const FINDINGS: usize = 1;
const TOTALS: usize = 2;

/// The height of a line, in points.
const LINE: u16 = 15;
/// Findings whose height is set. Each is kept in memory, so that the rest have a line, as every sheet's rows do.
const MAX_HEIGHTS: u32 = 4_096;
/// The height of a head, whose names may take two.
const HEAD: u16 = 32;

pub(super) struct Xlsx {
    lang: Lang,
    book: Workbook,
    formats: Formats,
    columns: Vec<Column>,
    paths: Paths,
    /// The next row of the first two sheets.
    next: [u32; 2],
    /// Rows past the last that a sheet can hold.
    left_out: usize,
}

struct Formats {
    head: Format,
    text: Format,
    wrapped: Format,
    money: Format,
    share: Format,
    number: Format,
    date: Format,
    strong: Format,
}

impl Formats {
    fn new() -> Self {
        let cell = || Format::new().set_align(FormatAlign::Top);
        Self {
            head: Format::new()
                .set_bold()
                .set_font_color(Color::White)
                .set_background_color(Color::RGB(0x1F_3A_5F))
                .set_border_bottom(FormatBorder::Thin)
                .set_align(FormatAlign::VerticalCenter)
                .set_text_wrap(),
            text: cell(),
            wrapped: cell().set_text_wrap(),
            money: cell().set_num_format("#,##0.00\\ \"€\""),
            share: cell().set_num_format("0.00%"),
            number: cell().set_num_format("0"),
            date: cell().set_num_format("dd/mm/yyyy").set_align(FormatAlign::Left),
            strong: Format::new().set_bold().set_font_size(13),
        }
    }
}

/// A verdict's colours: the cell, the letters.
fn colors(verdict: Verdict) -> (u32, u32) {
    match verdict {
        Verdict::Eligible => (0xC6_EF_CE, 0x00_61_00),
        Verdict::EligibleWithReservations => (0xFF_EB_9C, 0x7F_60_00),
        Verdict::Incomplete => (0xFC_E4_D6, 0x97_47_06),
        Verdict::Inconsistent => (0xE4_DF_EC, 0x5F_2D_91),
        Verdict::Ineligible => (0xFF_C7_CE, 0x9C_00_06),
        Verdict::Unreadable => (0xD9_D9_D9, 0x40_40_40),
    }
}

pub(super) fn failed(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(error) => error,
        other => io::Error::other(other),
    }
}

impl Xlsx {
    pub(super) fn new(lang: Lang) -> io::Result<Self> {
        // The library panics where the clock stands before 1970.
        guarded(io::ErrorKind::Unsupported, || Self::empty(lang))
    }

    fn empty(lang: Lang) -> io::Result<Self> {
        let mut book = Workbook::new();
        for name in [labels::dossiers(lang), labels::findings(lang), labels::totals(lang)] {
            book.add_worksheet_with_constant_memory().and_then(|sheet| sheet.set_name(name)).map_err(failed)?;
        }
        let columns = Vec::new();
        Ok(Self { lang, book, formats: Formats::new(), columns, paths: Paths::new(), next: [1, 1], left_out: 0 })
    }

    fn heads(&mut self, header: &Header) -> Result<(), XlsxError> {
        let properties = DocProperties::new().set_title("recevable");
        // The day of the evaluation, so that the same dossiers give the same bytes.
        self.book.set_properties(&match excel_day(header.evaluated_on) {
            Some(day) => properties.set_creation_datetime(&day),
            None => properties,
        });
        let formats = &self.formats;
        let sheet = self.book.worksheet_from_index(DOSSIERS)?;
        for (at, (name, kind)) in (0..).zip(table::head(&self.columns, self.lang)) {
            sheet.write_string_with_format(0, at, name, &formats.head)?;
            sheet.set_column_width(at, width(at, kind))?;
        }
        let sheet = self.book.worksheet_from_index(FINDINGS)?;
        for (at, (name, width)) in (0..).zip(findings_table::COLUMNS) {
            sheet.write_string_with_format(0, at, name(self.lang), &formats.head)?;
            sheet.set_column_width(at, width)?;
        }
        for index in [DOSSIERS, FINDINGS] {
            let sheet = self.book.worksheet_from_index(index)?;
            sheet.set_freeze_panes(1, 0)?;
            sheet.set_row_height(0, HEAD)?;
            sheet.set_repeat_rows(0, 0)?;
        }
        for sheet in self.book.worksheets_mut() {
            sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
        }
        Ok(())
    }

    fn add(&mut self, report: &DossierReport) -> Result<(), XlsxError> {
        let [next, _] = self.next;
        if next <= LAST_ROW {
            let row = table::row(report, self.columns.len(), self.lang);
            let sheet = self.book.worksheet_from_index(DOSSIERS)?;
            for (at, (index, cell)) in (0..).zip(row.iter().enumerate()) {
                let colored = (index == table::VERDICT).then(|| {
                    let (ground, letters) = colors(report.verdict);
                    self.formats.text.clone().set_background_color(ground).set_font_color(letters)
                });
                write(sheet, next, at, cell, &self.formats, colored.as_ref())?;
            }
            self.next[DOSSIERS] += 1;
        } else {
            self.left_out += 1;
        }
        self.findings(report)
    }

    fn findings(&mut self, report: &DossierReport) -> Result<(), XlsxError> {
        for row in findings_table::rows(report, &self.paths, self.lang) {
            let next = self.next[FINDINGS];
            if next > LAST_ROW {
                self.left_out += 1;
                continue;
            }
            let sheet = self.book.worksheet_from_index(FINDINGS)?;
            if next <= MAX_HEIGHTS {
                sheet.set_row_height(next, LINE * lines(&row))?;
            }
            for (at, cell) in (0..).zip(&row) {
                write(sheet, next, at, cell, &self.formats, Some(&self.formats.wrapped))?;
            }
            self.next[FINDINGS] += 1;
        }
        Ok(())
    }

    fn totals(&mut self, end: &End<'_>) -> Result<(), XlsxError> {
        let lang = self.lang;
        let formats = &self.formats;
        let head = totals_table::head(&self.columns, lang);
        let parts = totals_table::parts(&self.columns, end, lang);
        let sheet = self.book.worksheet_from_index(TOTALS)?;
        sheet.set_column_width(0, 44)?;
        sheet.set_column_width(1, 12)?;
        for at in (2..).take(head.len().saturating_sub(1)) {
            sheet.set_column_width(at, 20)?;
        }
        sheet.write_string_with_format(0, 0, labels::evaluated_on(lang), &formats.strong)?;
        write(sheet, 0, 1, &Cell::Date(end.header.evaluated_on), formats, None)?;
        let mut at = 1;
        let left_out = (self.left_out > 0).then(|| formats::more_rows(self.left_out, lang));
        for remark in remarks(end, lang).into_iter().chain(left_out) {
            write(sheet, at, 0, &Cell::Text(table::text(&remark)), formats, None)?;
            at += 1;
        }
        at += 1;
        for (title, rows) in parts {
            sheet.set_row_height(at, HEAD)?;
            sheet.write_string_with_format(at, 0, &*neutral(&title), &formats.head)?;
            for (column, label) in (1..).zip(&head) {
                sheet.write_string_with_format(at, column, &*neutral(label), &formats.head)?;
            }
            for (name, total) in rows {
                at += 1;
                write(sheet, at, 0, &Cell::Text(name), formats, None)?;
                for (column, cell) in (1..).zip(&totals_table::cells(total, &self.columns)) {
                    write(sheet, at, column, cell, formats, None)?;
                }
            }
            at += 2;
        }
        Ok(())
    }

    fn filters(&mut self) -> Result<(), XlsxError> {
        let columns = [table::head(&self.columns, self.lang).len(), findings_table::COLUMNS.len()];
        for (index, columns) in [DOSSIERS, FINDINGS].into_iter().zip(columns) {
            let last = u16::try_from(columns.saturating_sub(1)).unwrap_or_default();
            let rows = self.next[index].saturating_sub(1);
            self.book.worksheet_from_index(index)?.autofilter(0, 0, rows, last)?;
        }
        Ok(())
    }
}

/// The lines that a finding's texts take in their columns, so that none is hidden: not every program counts them.
fn lines(row: &[Cell]) -> u16 {
    let of = |(cell, (_, width)): (&Cell, (Label, f64))| match cell {
        Cell::Text(text) => text.chars().count().to_f64().map_or(1.0, |length| (length / width).ceil()),
        _ => 1.0,
    };
    row.iter().zip(findings_table::COLUMNS).map(of).fold(1.0, f64::max).min(20.0).to_u16().unwrap_or(1)
}

/// A column's width, in characters.
fn width(at: u16, kind: ColumnKind) -> f64 {
    match (at, kind) {
        (0, _) => 36.0,
        (3, _) => 7.0,
        (_, ColumnKind::Text) => 28.0,
        (_, ColumnKind::Date) => 13.0,
        (_, ColumnKind::Money) => 17.0,
        _ => 14.0,
    }
}

fn write(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Cell,
    formats: &Formats,
    special: Option<&Format>,
) -> Result<(), XlsxError> {
    let number = |value: Decimal| value.to_f64().unwrap_or_default();
    match cell {
        Cell::Empty => return Ok(()),
        Cell::Text(text) => {
            sheet.write_string_with_format(row, column, &*neutral(text), special.unwrap_or(&formats.text))?
        }
        Cell::Money(amount) => sheet.write_number_with_format(row, column, number(*amount), &formats.money)?,
        Cell::Share { part, whole } => {
            sheet.write_number_with_format(row, column, number(table::share(*part, *whole)), &formats.share)?
        }
        Cell::Number(value) => sheet.write_number_with_format(row, column, number(*value), &formats.number)?,
        Cell::Date(day) => match excel_day(*day) {
            Some(day) => sheet.write_datetime_with_format(row, column, &day, &formats.date)?,
            // A day before the spreadsheet's own calendar.
            None => sheet.write_string_with_format(row, column, day.to_string(), &formats.text)?,
        },
    };
    Ok(())
}

fn excel_day(day: NaiveDate) -> Option<ExcelDateTime> {
    let year = u16::try_from(day.year()).ok().filter(|year| *year >= 1900)?;
    ExcelDateTime::from_ymd(year, u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?).ok()
}

/// Does something with the workbook. Its library panics, for one where a temporary file cannot be written, as on a full
/// disk: that is an error like any other, and no one's to read about in the program's innards.
pub(super) fn guarded<T>(panicked: io::ErrorKind, work: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
    panics::catch(work).unwrap_or_else(|_| Err(panicked.into()))
}

impl Render for Xlsx {
    fn needs(_: bool) -> Needs {
        Needs { cells: true, ..Needs::default() }
    }

    fn begin(&mut self, _: &mut dyn Write, header: &Header) -> io::Result<()> {
        self.columns.clone_from(&header.columns);
        guarded(io::ErrorKind::Unsupported, || self.heads(header).map_err(failed))
    }

    fn dossier(&mut self, _: &mut dyn Write, report: &DossierReport, _: Option<&SourceFile>) -> io::Result<()> {
        guarded(io::ErrorKind::StorageFull, || self.add(report).map_err(failed))
    }

    fn end(&mut self, out: &mut dyn Write, end: &End<'_>) -> io::Result<()> {
        // It is written with its index last and read from there, and wants a file of its own.
        let mut container = Container::new()?;
        guarded(io::ErrorKind::StorageFull, || {
            self.totals(end).and_then(|()| self.filters()).map_err(failed)?;
            self.book.save_to_writer(&mut container).map_err(failed)
        })?;
        container.copy_to(out)
    }
}
