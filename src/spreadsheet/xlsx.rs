//! XLSX, cell by cell: a sheet with two cells far apart takes no room for those between them.

use std::collections::{HashMap, HashSet};
use std::io::Cursor;

use calamine::{DataRef, Dimensions, Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use super::{Cell, Counter, Limits, Sheet, TableFault, Value, few_enough, in_order};

type Book<'b> = Xlsx<Cursor<&'b [u8]>>;
type Place = (u32, u32);

pub(super) fn sheets(bytes: &[u8], limits: &Limits) -> Result<Vec<Sheet>, TableFault> {
    let mut book: Book<'_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    let known = book.sheets_metadata().to_vec();
    few_enough(known.len())?;
    let mut counter = Counter::new(limits);
    let mut sheets = Vec::new();
    for sheet in known.into_iter().filter(|sheet| sheet.typ == SheetType::WorkSheet) {
        let cells = cells(&mut book, &sheet.name, &mut counter)?;
        sheets.push(Sheet { hidden: sheet.visible != SheetVisible::Visible, name: Some(sheet.name), cells });
    }
    Ok(sheets)
}

fn cells(book: &mut Book<'_>, sheet: &str, counter: &mut Counter<'_>) -> Result<Vec<Cell>, TableFault> {
    let merged = merged(book, sheet)?;
    let percent = percent(book, sheet, counter)?;
    let mut reader = book.worksheet_cells_reader(sheet).map_err(|error| broken(&error))?;
    let mut cells = Vec::new();
    while let Some(record) = reader.next_cell_with_formula_metadata().map_err(|error| broken(&error))? {
        counter.pass()?;
        counter.text(length(&record.value))?;
        let value = value(record.value, record.formula.is_some(), percent.contains(&record.pos));
        if let Some(value) = value {
            counter.add(1)?;
            let (row, column) = record.pos;
            cells.push(Cell { row, column, value, merged: merged.get(&record.pos).copied() });
        }
    }
    Ok(in_order(cells))
}

/// By their first cells, the rows and columns of those that are merged.
fn merged(book: &mut Book<'_>, sheet: &str) -> Result<HashMap<Place, (u32, u32)>, TableFault> {
    let regions = book.merge_cells_by_sheet_name(sheet).map_err(|error| broken(&error))?;
    let size = |first: u32, last: u32| last.saturating_sub(first).saturating_add(1);
    let of = |region: Dimensions| (size(region.start.0, region.end.0), size(region.start.1, region.end.1));
    Ok(regions.into_iter().map(|region| (region.start, of(region))).collect())
}

/// The cells that show percentages.
fn percent(book: &mut Book<'_>, sheet: &str, counter: &mut Counter<'_>) -> Result<HashSet<Place>, TableFault> {
    let mut reader = book.worksheet_cells_reader(sheet).map_err(|error| broken(&error))?;
    let is_percent =
        |format: &calamine::Style| format.number_format.as_ref().is_some_and(|format| format.format_code.contains('%'));
    let styles: HashSet<usize> =
        reader.styles().iter().enumerate().filter(|(_, style)| is_percent(style)).map(|(at, _)| at).collect();
    let mut places = HashSet::new();
    if styles.is_empty() {
        return Ok(places);
    }
    while let Some((row, column, style)) = reader.next_style_id().map_err(|error| broken(&error))? {
        if styles.contains(&style) {
            counter.add(1)?;
            places.insert((row, column));
        }
    }
    Ok(places)
}

/// Of a text, in bytes.
fn length(value: &DataRef<'_>) -> usize {
    match value {
        DataRef::SharedString(text) => text.len(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.len(),
        DataRef::Empty
        | DataRef::Float(_)
        | DataRef::Int(_)
        | DataRef::Bool(_)
        | DataRef::DateTime(_)
        | DataRef::Error(_) => 0,
    }
}

/// None for an empty cell.
fn value(value: DataRef<'_>, is_formula: bool, is_percent: bool) -> Option<Value> {
    let text = |text: &str| match Value::of_text(text) {
        None if is_formula => Some(Value::Unstored),
        text => text,
    };
    match value {
        DataRef::Empty => is_formula.then_some(Value::Unstored),
        DataRef::Float(number) if is_percent => Some(Value::Percent(format!("{}%", number * 100.0))),
        DataRef::Float(number) => Some(Value::of_number(number)),
        DataRef::Int(number) => Some(Value::Number(number.into())),
        DataRef::String(string) => text(&string),
        DataRef::SharedString(string) => text(string),
        DataRef::Bool(truth) => Some(Value::Other(truth.to_string())),
        DataRef::DateTime(moment) => Some(Value::Other(moment.to_string())),
        DataRef::DateTimeIso(moment) | DataRef::DurationIso(moment) => Some(Value::Other(moment)),
        DataRef::Error(error) => Some(Value::Error(error.to_string())),
    }
}

fn broken(error: &XlsxError) -> TableFault {
    match error {
        XlsxError::Password => TableFault::Password,
        other => TableFault::Broken(other.to_string()),
    }
}
