//! A workbook's sheet as a register's text: each row is a line.

use rust_decimal::Decimal;

use super::head::MAX_LINES;
use super::{MAX_BYTES, RegisterColumn};
use crate::dossier::fold;
use crate::source::ReadErrorKind;
use crate::spreadsheet::{Cell, Limits, Sheet, TableFault, Value, sheets};

/// A hundred thousand lines and more.
const LIMITS: Limits =
    Limits { bytes: MAX_BYTES, unpacked: 64 * 1024 * 1024, cells: 600_000, cells_with_empty: 1_000_000 };
pub(super) const DELIMITER: u8 = b';';
/// What a number that was computed may be off, as numbers of workbooks are binary.
const NOISE: Decimal = Decimal::from_parts(1, 0, 0, false, 6);

#[derive(Debug)]
pub(super) struct SheetText {
    pub(super) text: String,
    /// The sheet's name.
    pub(super) sheet: String,
}

impl SheetText {
    /// Of the first sheet that names the column of SIRETs, else of the first that holds something; hidden ones come last.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, TableFault> {
        let mut sheets = sheets(bytes, &LIMITS)?;
        sheets.retain(|sheet| !sheet.cells.is_empty());
        sheets.sort_by_key(|sheet| (head(sheet).is_none(), sheet.hidden));
        let sheet = sheets.into_iter().next().ok_or(TableFault::NoCell)?;
        Ok(Self { text: text(&sheet)?, sheet: sheet.name.unwrap_or_default() })
    }
}

/// The row that names the columns, and how many there are.
fn head(sheet: &Sheet) -> Option<(u32, u32)> {
    let is_siret = |cell: &&Cell| match &cell.value {
        Value::Text(text) => fold(text) == RegisterColumn::Siret.name(),
        _ => false,
    };
    let first = sheet.cells.iter().take_while(|cell| (cell.row as usize) < MAX_LINES);
    let row = first.clone().find(is_siret)?.row;
    let last = first.filter(|cell| cell.row == row).map(|cell| cell.column).max()?;
    Some((row, last.saturating_add(1)))
}

/// The rows as lines. From the head on each has as many cells as that; what stands beside the table is none of its.
fn text(sheet: &Sheet) -> Result<String, TableFault> {
    let head = head(sheet);
    let mut text = String::new();
    let mut row = 0;
    for cells in sheet.cells.chunk_by(|one, other| one.row == other.row) {
        let at = cells.first().map_or(row, |cell| cell.row);
        text.extend(std::iter::repeat_n('\n', at.saturating_sub(row) as usize));
        row = at;
        let width = head.filter(|(head, _)| *head <= at).map(|(_, width)| width);
        let mut column = 0;
        for cell in cells.iter().filter(|cell| width.is_none_or(|width| cell.column < width)) {
            text.extend(std::iter::repeat_n(char::from(DELIMITER), cell.column.saturating_sub(column) as usize));
            column = cell.column;
            push(&mut text, &shown(&cell.value));
        }
        let rest = width.unwrap_or_default().saturating_sub(column.saturating_add(1));
        text.extend(std::iter::repeat_n(char::from(DELIMITER), rest as usize));
        if text.len() > MAX_BYTES {
            return Err(TableFault::Read(ReadErrorKind::TooLarge(MAX_BYTES)));
        }
    }
    Ok(text)
}

/// A cell between quotation marks, on one line.
fn push(text: &mut String, cell: &str) {
    text.push('"');
    for character in cell.chars() {
        match character {
            '"' => text.push_str("\"\""),
            '\n' | '\r' => text.push(' '),
            other => text.push(other),
        }
    }
    text.push('"');
}

fn shown(value: &Value) -> String {
    match value {
        Value::Number(number) => {
            let cents = number.round_dp(2);
            let is_noise = number.checked_sub(cents).is_some_and(|rest| rest.abs() < NOISE);
            if is_noise { cents } else { *number }.normalize().to_string()
        }
        // No value is stored, which is not the same as none.
        Value::Unstored => "=".to_owned(),
        Value::Text(_) | Value::Percent(_) | Value::Other(_) | Value::Error(_) => value.shown(),
    }
}
