//! A workbook: dossiers, findings, totals and what is to be done, each on a sheet of its own.
//!
//! Rows go to temporary files as they come, so that memory does not grow with them.

pub(super) mod container;
mod heights;
mod sheet;

use std::io::{self, Write};

use rust_xlsxwriter::{DocProperties, Workbook, XlsxError};

use super::compose::Needs;
use super::findings_table;
use super::model::{Cell, Column, DossierReport, Header};
use super::place::Paths;
use super::render::{End, Render};
use super::since_table;
use super::table::{self, Head, neutral};
use super::to_do_table;
use super::totals_table;
use super::view::remarks;
use crate::messages::labels::Label;
use crate::messages::{formats, labels, since as words};
use crate::panics;
use crate::source::SourceFile;
use crate::text::Lang;
use container::Container;
use heights::Heights;
use sheet::{Formats, excel_day, write};

/// The last row that a sheet can hold, from 0.
const LAST_ROW: u32 = 1_048_575;
const DOSSIERS: usize = 0;
const FINDINGS: usize = 1;
const TOTALS: usize = 2;
const TO_DO: usize = 3;
/// The sheets in their order.
const SHEETS: [Label; 4] = [labels::dossiers, labels::findings, labels::totals, labels::to_do];
/// A row's height and a column's width where none is set, in pixels.
const ROW: u32 = 17;
const COLUMN: u32 = 64;
/// The height of the names of sums, which take up to four lines.
const HEAD: u16 = 48;
/// Percent at which dossiers are printed: legible, on two pages side by side.
const SCALE: u16 = 75;
/// Those that are lists.
const LISTS: [usize; 3] = [DOSSIERS, FINDINGS, TO_DO];

pub(super) struct Xlsx {
    lang: Lang,
    book: Workbook,
    formats: Formats,
    columns: Vec<Column>,
    paths: Paths,
    /// The next row of each sheet that is a list.
    next: [u32; SHEETS.len()],
    heights: [Heights; SHEETS.len()],
    /// The columns of each sheet that is a list.
    heads: [Vec<Head>; SHEETS.len()],
    /// The rows of the sheet that tells what has changed.
    since: Option<Heights>,
    /// Rows past the last that a sheet can hold.
    left_out: usize,
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
        book.set_default_format(&sheet::font(), ROW, COLUMN).map_err(failed)?;
        for name in SHEETS {
            let sheet = book.add_worksheet_with_constant_memory().and_then(|sheet| sheet.set_name(name(lang)));
            sheet::paper(sheet.map_err(failed)?);
        }
        book.worksheet_from_index(DOSSIERS).map_err(failed)?.set_print_scale(SCALE);
        Ok(Self {
            lang,
            book,
            formats: Formats::new(),
            columns: Vec::new(),
            paths: Paths::new(),
            next: [1; SHEETS.len()],
            heights: Default::default(),
            heads: Default::default(),
            since: None,
            left_out: 0,
        })
    }

    /// The columns of a sheet that is a list.
    fn head(&self, list: usize) -> Vec<Head> {
        match list {
            FINDINGS => named(&findings_table::COLUMNS, self.lang),
            TO_DO => named(&to_do_table::COLUMNS, self.lang),
            _ => table::head(&self.columns, self.lang),
        }
    }

    fn begin(&mut self, header: &Header) -> Result<(), XlsxError> {
        let properties = DocProperties::new().set_title("recevable");
        // The day of the evaluation, so that the same dossiers give the same bytes.
        self.book.set_properties(&match excel_day(header.evaluated_on) {
            Some(day) => properties.set_creation_datetime(&day),
            None => properties,
        });
        for list in LISTS {
            let head = self.head(list);
            sheet::list(self.book.worksheet_from_index(list)?, &head, &self.formats)?;
            self.heights[list].add_head(&head);
            self.heads[list] = head;
        }
        Ok(())
    }

    fn add(&mut self, report: &DossierReport) -> Result<(), XlsxError> {
        let row = table::row(report, &self.columns, self.lang);
        if let Some(at) = self.write_row(DOSSIERS, &row)?
            && let (Some(cell), Ok(column)) = (row.get(table::VERDICT), u16::try_from(table::VERDICT))
        {
            let verdict = self.formats.verdict(report.verdict);
            write(self.book.worksheet_from_index(DOSSIERS)?, at, column, cell, &self.formats, Some(&verdict))?;
        }
        for row in findings_table::rows(report, &self.paths, self.lang) {
            self.write_row(FINDINGS, &row)?;
        }
        for row in to_do_table::rows(report, &self.paths, self.lang) {
            self.write_row(TO_DO, &row)?;
        }
        Ok(())
    }

    /// The answer is where the row stands; none where the sheet has no room for it.
    fn write_row(&mut self, list: usize, cells: &[Cell]) -> Result<Option<u32>, XlsxError> {
        let at = self.next[list];
        if at > LAST_ROW {
            self.left_out += 1;
            return Ok(None);
        }
        sheet::row(self.book.worksheet_from_index(list)?, at, cells, &self.formats)?;
        self.heights[list].add(cells, &self.heads[list]);
        self.next[list] += 1;
        Ok(Some(at))
    }

    fn totals(&mut self, end: &End<'_>) -> Result<(), XlsxError> {
        let lang = self.lang;
        let formats = &self.formats;
        let head = totals_table::head(&self.columns, lang);
        let parts = totals_table::parts(&self.columns, end, lang);
        let sheet = self.book.worksheet_from_index(TOTALS)?;
        sheet.set_column_width(0, 36)?;
        sheet.set_column_width(1, 11)?;
        for at in (2..).take(head.len().saturating_sub(1)) {
            sheet.set_column_width(at, 15)?;
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

    /// What has changed since a former report, on a sheet of its own where one was named.
    fn since(&mut self, end: &End<'_>) -> Result<(), XlsxError> {
        let Some(since) = end.since else { return Ok(()) };
        let lang = self.lang;
        let head = named(&since_table::COLUMNS, lang);
        let sheet =
            self.book.add_worksheet_with_constant_memory().and_then(|sheet| sheet.set_name(words::sheet(lang)))?;
        sheet::paper(sheet);
        sheet::list(sheet, &head, &self.formats)?;
        let mut heights = Heights::default();
        heights.add_head(&head);
        let mut at = 1;
        for row in since_table::rows(since, &self.columns, lang) {
            sheet::row(sheet, at, &row, &self.formats)?;
            heights.add(&row, &head);
            at += 1;
        }
        sheet.autofilter(0, 0, at - 1, last(head.len()))?;
        for note in std::iter::once(since.title(lang)).chain(since.notes(end.header, lang)) {
            at += 1;
            write(sheet, at, 0, &Cell::Text(table::text(&note)), &self.formats, None)?;
        }
        self.since = Some(heights);
        Ok(())
    }

    /// What is known of the lists when all rows are there: what their filters are over, and what of them is printed.
    fn close_lists(&mut self) -> Result<(), XlsxError> {
        for list in LISTS {
            let (columns, rows) = (self.heads[list].len(), self.next[list].saturating_sub(1));
            let printed = if list == DOSSIERS { table::printed(&self.columns) } else { columns };
            let sheet = self.book.worksheet_from_index(list)?;
            sheet.autofilter(0, 0, rows, last(columns))?;
            sheet.set_print_area(0, 0, rows, last(printed))?;
        }
        Ok(())
    }
}

fn named(columns: &[(Label, f64)], lang: Lang) -> Vec<Head> {
    columns.iter().map(|(name, width)| Head { name: name(lang).to_owned(), width: *width }).collect()
}

/// The last of so many columns.
fn last(columns: usize) -> u16 {
    u16::try_from(columns.saturating_sub(1)).unwrap_or_default()
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
        guarded(io::ErrorKind::Unsupported, || self.begin(header).map_err(failed))
    }

    fn dossier(&mut self, _: &mut dyn Write, report: &DossierReport, _: Option<&SourceFile>) -> io::Result<()> {
        guarded(io::ErrorKind::StorageFull, || self.add(report).map_err(failed))
    }

    fn end(&mut self, out: &mut dyn Write, end: &End<'_>) -> io::Result<()> {
        // It is written with its index last and read from there, and wants a file of its own.
        let mut container = Container::new()?;
        guarded(io::ErrorKind::StorageFull, || {
            self.totals(end).and_then(|()| self.close_lists()).and_then(|()| self.since(end)).map_err(failed)?;
            self.book.save_to_writer(&mut container).map_err(failed)
        })?;
        let lists = LISTS.iter().map(|list| (*list, &self.heights[*list]));
        let since = self.since.iter().map(|heights| (SHEETS.len(), heights));
        heights::put_into(container, &lists.chain(since).collect::<Vec<_>>())?.copy_to(out)
    }
}
