//! A spreadsheet's sheets and cells, read within limits: XLSX, ODS or CSV.

mod archive;
mod csv;
mod ods;
mod table;
mod xlsx;

use std::path::Path;

use crate::panics;
use crate::source::{EncodingFault, ForeignFormat, ReadErrorKind, read_bytes, table_text};

pub(crate) use table::{Cell, CellName, Sheet, Value, column_letters};

/// How much a file may hold.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    /// Of the file.
    pub bytes: usize,
    /// Of what a compressed file unpacks to.
    pub unpacked: u64,
    /// Of all sheets.
    pub cells: usize,
    /// With the empty ones, which may have a border or a colour.
    pub cells_with_empty: usize,
}

const MAX_SHEETS: usize = 50;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum TableFault {
    Read(ReadErrorKind),
    /// A file of another program that holds no table, or in a format of before 2007.
    Foreign(ForeignFormat),
    /// With the limit in bytes.
    Unpacked(u64),
    /// With the limit.
    TooManyCells(usize),
    /// With the limit.
    TooManySheets(usize),
    Password,
    /// What its reader says of it.
    Broken(String),
    NoCell,
}

pub(crate) fn read(path: &Path, limits: &Limits) -> Result<Vec<Sheet>, TableFault> {
    sheets(&read_table_bytes(path, limits.bytes).map_err(TableFault::Read)?, limits)
}

/// Reads a table's file, whatever it is written as.
pub(crate) fn read_table_bytes(path: &Path, limit: usize) -> Result<Vec<u8>, ReadErrorKind> {
    read_bytes(path, limit).map_err(|kind| match kind {
        // A compressed table that is too large is told as one of another program.
        ReadErrorKind::Encoding { fault: EncodingFault::Foreign(format), .. } if is_workbook(format) => {
            ReadErrorKind::TooLarge(limit)
        }
        kind => kind,
    })
}

/// Whether a file's bytes are those of a workbook, and no text.
pub(crate) fn holds_workbook(bytes: &[u8]) -> bool {
    ForeignFormat::of(bytes).is_some_and(is_workbook)
}

pub(crate) fn sheets(bytes: &[u8], limits: &Limits) -> Result<Vec<Sheet>, TableFault> {
    let sheets = match ForeignFormat::of(bytes) {
        Some(format) if is_workbook(format) => {
            // The libraries that read them must not end the program over a file.
            panics::catch(|| workbook(bytes, limits)).unwrap_or_else(|place| Err(TableFault::Broken(place)))?
        }
        Some(format) => return Err(TableFault::Foreign(format)),
        None => csv::sheets(&table_text(bytes).map_err(TableFault::Read)?, limits)?,
    };
    if sheets.iter().all(|sheet| sheet.cells.is_empty()) { Err(TableFault::NoCell) } else { Ok(sheets) }
}

/// What is packed as a workbook may be one, whatever else its bytes look like.
fn is_workbook(format: ForeignFormat) -> bool {
    match format {
        ForeignFormat::Xlsx | ForeignFormat::Ods | ForeignFormat::Zip => true,
        ForeignFormat::Docx
        | ForeignFormat::Odt
        | ForeignFormat::OldOffice
        | ForeignFormat::Pdf
        | ForeignFormat::Rtf
        | ForeignFormat::Html => false,
    }
}

fn workbook(bytes: &[u8], limits: &Limits) -> Result<Vec<Sheet>, TableFault> {
    match archive::open(bytes, limits.unpacked)? {
        archive::Contents::Xlsx => xlsx::sheets(bytes, limits),
        archive::Contents::Ods(content) => ods::sheets(bytes, &content, limits),
    }
}

/// Counts cells up to the limits.
#[derive(Debug)]
struct Counter<'l> {
    limits: &'l Limits,
    filled: usize,
    all: usize,
    /// Bytes of texts, each as often as it stands in a cell.
    text: u64,
}

impl<'l> Counter<'l> {
    fn new(limits: &'l Limits) -> Self {
        Self { limits, filled: 0, all: 0, text: 0 }
    }

    fn add(&mut self, cells: usize) -> Result<(), TableFault> {
        self.filled = self.filled.saturating_add(cells);
        within(self.filled, self.limits.cells)
    }

    /// Counts a text. One that is stored once and stands in many cells takes room in each.
    fn text(&mut self, bytes: usize) -> Result<(), TableFault> {
        self.text = self.text.saturating_add(bytes as u64);
        let fits = self.text <= self.limits.unpacked;
        if fits { Ok(()) } else { Err(TableFault::Unpacked(self.limits.unpacked)) }
    }

    /// Counts one, filled or empty.
    fn pass(&mut self) -> Result<(), TableFault> {
        self.all += 1;
        within(self.all, self.limits.cells_with_empty)
    }
}

fn within(cells: usize, limit: usize) -> Result<(), TableFault> {
    if cells > limit { Err(TableFault::TooManyCells(limit)) } else { Ok(()) }
}

fn few_enough(sheets: usize) -> Result<(), TableFault> {
    if sheets > MAX_SHEETS { Err(TableFault::TooManySheets(MAX_SHEETS)) } else { Ok(()) }
}

/// Row by row; of two cells in one place the last.
fn in_order(mut cells: Vec<Cell>) -> Vec<Cell> {
    cells.sort_by_key(|cell| (cell.row, cell.column));
    cells.dedup_by(|later, earlier| {
        let same = (later.row, later.column) == (earlier.row, earlier.column);
        if same {
            std::mem::swap(later, earlier);
        }
        same
    });
    cells
}

#[cfg(test)]
#[path = "../../tests/internal/spreadsheet.rs"]
mod tests;
