//! Reading a table's file, within limits: XLSX, ODS or CSV.

mod archive;
mod csv;
mod ods;
mod xlsx;

use std::path::Path;

use super::table::{Cell, Sheet};
use crate::panics;
use crate::source::{EncodingFault, ForeignFormat, ReadErrorKind, read_bytes, table_text};

/// Of a file; budgets take some ten kilobytes.
const MAX_BYTES: usize = 8 * 1024 * 1024;
/// Of what a compressed file unpacks to.
const MAX_UNPACKED: u64 = 24 * 1024 * 1024;
/// Of all sheets.
const MAX_CELLS: usize = 100_000;
/// With the empty ones, which may have a border or a colour.
const MAX_CELLS_WITH_EMPTY: usize = 1_000_000;
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

pub(crate) fn read(path: &Path) -> Result<Vec<Sheet>, TableFault> {
    let bytes = read_bytes(path, MAX_BYTES).map_err(|kind| match kind {
        // A compressed table that is too large is told as one of another program.
        ReadErrorKind::Encoding { fault: EncodingFault::Foreign(format), .. } if is_workbook(format) => {
            TableFault::Read(ReadErrorKind::TooLarge(MAX_BYTES))
        }
        kind => TableFault::Read(kind),
    })?;
    sheets(&bytes)
}

pub(super) fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, TableFault> {
    let sheets = match ForeignFormat::of(bytes) {
        Some(format) if is_workbook(format) => {
            // The libraries that read them must not end the program over a file.
            panics::catch(|| workbook(bytes)).unwrap_or_else(|place| Err(TableFault::Broken(place)))?
        }
        Some(format) => return Err(TableFault::Foreign(format)),
        None => csv::sheets(&table_text(bytes).map_err(TableFault::Read)?)?,
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

fn workbook(bytes: &[u8]) -> Result<Vec<Sheet>, TableFault> {
    match archive::open(bytes)? {
        archive::Contents::Xlsx => xlsx::sheets(bytes),
        archive::Contents::Ods(content) => ods::sheets(bytes, &content),
    }
}

/// Counts cells up to the limits.
#[derive(Debug, Default)]
struct Counter {
    filled: usize,
    all: usize,
}

impl Counter {
    fn add(&mut self, cells: usize) -> Result<(), TableFault> {
        self.filled = self.filled.saturating_add(cells);
        if self.filled > MAX_CELLS { Err(TableFault::TooManyCells(MAX_CELLS)) } else { Ok(()) }
    }

    /// Counts one, filled or empty.
    fn pass(&mut self) -> Result<(), TableFault> {
        self.all += 1;
        if self.all > MAX_CELLS_WITH_EMPTY { Err(TableFault::TooManyCells(MAX_CELLS_WITH_EMPTY)) } else { Ok(()) }
    }
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
#[path = "../../tests/internal/import/read.rs"]
mod tests;
