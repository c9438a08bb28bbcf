//! ODS. A cell or a row may stand for any number of them, and its reader does not tell which are merged: both are
//! looked for beforehand.

use std::collections::HashMap;
use std::io::Cursor;

use calamine::{Data, Ods, OdsError, Reader, SheetVisible};
use quick_xml::events::{BytesStart, Event};

use super::{Cell, Counter, Limits, Sheet, TableFault, Value, few_enough, in_order};

pub(super) fn sheets(bytes: &[u8], content: &[u8], limits: &Limits) -> Result<Vec<Sheet>, TableFault> {
    let marks = marks(content, limits)?;
    let broken = |error: OdsError| broken(&error, limits);
    let mut book: Ods<Cursor<&[u8]>> = Ods::new(Cursor::new(bytes)).map_err(broken)?;
    let known = book.sheets_metadata().to_vec();
    let mut sheets = Vec::new();
    for (at, sheet) in known.into_iter().enumerate() {
        let values = book.worksheet_range(&sheet.name).map_err(broken)?;
        let formulas = book.worksheet_formula(&sheet.name).map_err(broken)?;
        let marks = marks.get(at);
        let mut cells = Vec::new();
        let (first_row, first_column) = values.start().unwrap_or_default();
        for (row, column, value) in values.used_cells() {
            let place = (index(row).saturating_add(first_row), index(column).saturating_add(first_column));
            let mark = marks.and_then(|marks| marks.get(&place));
            if let Some(value) = self::value(value, mark.is_some_and(|mark| mark.percent)) {
                cells.push(Cell { row: place.0, column: place.1, value, merged: mark.and_then(|mark| mark.merged) });
            }
        }
        let (first_row, first_column) = formulas.start().unwrap_or_default();
        for (row, column, _) in formulas.used_cells() {
            let place = (index(row).saturating_add(first_row), index(column).saturating_add(first_column));
            if values.get_value(place).is_none_or(|value| *value == Data::Empty) {
                cells.push(Cell { row: place.0, column: place.1, value: Value::Unstored, merged: None });
            }
        }
        let cells = in_order(cells);
        sheets.push(Sheet { hidden: sheet.visible != SheetVisible::Visible, name: Some(sheet.name), cells });
    }
    Ok(sheets)
}

fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

fn value(value: &Data, is_percent: bool) -> Option<Value> {
    match value {
        Data::Empty => None,
        Data::Float(number) if is_percent => Some(Value::Percent(format!("{}%", number * 100.0))),
        Data::Float(number) => Some(Value::of_number(*number)),
        Data::Int(number) => Some(Value::Number((*number).into())),
        Data::String(text) => Value::of_text(text),
        Data::Bool(truth) => Some(Value::Other(truth.to_string())),
        Data::DateTime(moment) => Some(Value::Other(moment.to_string())),
        Data::DateTimeIso(moment) | Data::DurationIso(moment) => Some(Value::Other(moment.clone())),
        Data::Error(error) => Some(Value::Error(error.to_string())),
    }
}

/// What the reader does not tell of a cell.
#[derive(Debug, Clone, Copy, Default)]
struct Mark {
    merged: Option<(u32, u32)>,
    percent: bool,
}

type Marks = HashMap<(u32, u32), Mark>;

/// The rectangle that cells span so far, from its first row; its reader fills it.
#[derive(Debug, Default)]
struct Area {
    first: Option<usize>,
    width: usize,
}

impl Area {
    /// Adds a row that holds something.
    fn add(&mut self, at: usize, row: &Row, limits: &Limits) -> Result<(), TableFault> {
        self.width = self.width.max(row.width);
        let first = *self.first.get_or_insert(at);
        let rows = at.saturating_sub(first).saturating_add(row.repeated);
        let fits = rows.saturating_mul(self.width) <= limits.cells_with_empty;
        if fits { Ok(()) } else { Err(TableFault::TooManyCells(limits.cells)) }
    }
}

/// What is to be known of a row's cells while they are counted.
#[derive(Debug, Default)]
struct Row {
    /// Cells up to the last that holds something.
    width: usize,
    /// With the empty ones at its end.
    column: usize,
    /// How often the last cell stands in it.
    of_last: usize,
    marks: Vec<(u32, Mark)>,
    repeated: usize,
}

/// Of each sheet; an error where there are too many cells.
fn marks(content: &[u8], limits: &Limits) -> Result<Vec<Marks>, TableFault> {
    let mut reader = quick_xml::Reader::from_reader(content);
    let (mut sheets, mut row, mut at, mut depth) = (Vec::<Marks>::new(), Row::default(), 0_usize, 0_usize);
    let (mut counter, mut area) = (Counter::new(limits), Area::default());
    loop {
        let event = reader.read_event().map_err(|error| TableFault::Broken(error.to_string()))?;
        let is_closed = matches!(event, Event::Empty(_));
        match &event {
            Event::Eof => return Ok(sheets),
            Event::Start(tag) | Event::Empty(tag) => {
                match tag.name().as_ref() {
                    "table:table" => {
                        sheets.push(Marks::new());
                        few_enough(sheets.len())?;
                        (at, area) = (0, Area::default());
                        depth += usize::from(!is_closed);
                        // A table within a cell is none of the sheets, and no budget needs one.
                        if depth > 1 {
                            return Err(TableFault::Broken("table:table".to_owned()));
                        }
                    }
                    "table:table-row" => {
                        row = Row { repeated: repeated(tag, "table:number-rows-repeated"), ..Row::default() }
                    }
                    "table:table-cell" | "table:covered-table-cell" => cell(tag, &mut row),
                    // Spaces in a cell.
                    "text:s" => counter.add(repeated(tag, "text:c") / 10)?,
                    _ => {}
                }
                if is_closed && tag.name().as_ref() == "table:table-row" {
                    at = at.saturating_add(row.repeated);
                }
            }
            Event::Text(text) => {
                counter.text(text.len().saturating_mul(row.of_last).saturating_mul(row.repeated))?;
            }
            Event::End(tag) => match tag.name().as_ref() {
                "table:table" => depth = depth.saturating_sub(1),
                "table:table-row" => {
                    counter.add(row.width.saturating_mul(row.repeated))?;
                    if let Some(marks) = sheets.last_mut() {
                        let place = index(at);
                        marks.extend(row.marks.drain(..).map(|(column, mark)| ((place, column), mark)));
                    }
                    if row.width > 0 {
                        area.add(at, &row, limits)?;
                    }
                    at = at.saturating_add(row.repeated);
                }
                _ => {}
            },
            _ => {}
        }
    }
}

fn cell(tag: &BytesStart<'_>, row: &mut Row) {
    let is_filled = attribute(tag, "office:value-type").is_some() || attribute(tag, "table:formula").is_some();
    let size = |name: &str| u32::try_from(repeated(tag, name)).unwrap_or(u32::MAX);
    let merged = (size("table:number-rows-spanned"), size("table:number-columns-spanned"));
    let mark = Mark {
        merged: (merged != (1, 1)).then_some(merged),
        percent: attribute(tag, "office:value-type").is_some_and(|kind| kind == "percentage"),
    };
    if is_filled && (mark.merged.is_some() || mark.percent) {
        row.marks.push((index(row.column), mark));
    }
    row.of_last = repeated(tag, "table:number-columns-repeated");
    row.column = row.column.saturating_add(row.of_last);
    if is_filled {
        row.width = row.column;
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = tag.attributes().filter_map(Result::ok);
    let found = attributes.find(|attribute| attribute.key.as_ref() == name)?;
    Some(found.value.to_string())
}

/// A number of times; 1 where it is not said.
fn repeated(tag: &BytesStart<'_>, name: &str) -> usize {
    attribute(tag, name).and_then(|number| number.trim().parse().ok()).unwrap_or(1)
}

fn broken(error: &OdsError, limits: &Limits) -> TableFault {
    match error {
        OdsError::Password => TableFault::Password,
        OdsError::CellLimitExceeded { .. } => TableFault::TooManyCells(limits.cells),
        other => TableFault::Broken(other.to_string()),
    }
}
