//! CSV, as one sheet.

use super::{Cell, Counter, Limits, Sheet, TableFault, Value};
use crate::source::{Delimiters, MAX_CELLS, Next, Records};

/// Of a text in which the separator is looked for.
const HEAD_LINES: usize = 50;

pub(super) fn sheets(text: &str, limits: &Limits) -> Result<Vec<Sheet>, TableFault> {
    let mark = text.len() - text.trim_start_matches('\u{feff}').len();
    let delimiters = Delimiters::of(text, mark);
    let body = text.get(delimiters.start..).unwrap_or_default();
    let head: String = body.split_inclusive('\n').take(HEAD_LINES).collect();
    let delimiter = delimiters.named().unwrap_or_else(|| delimiters.most_frequent(&head));
    let mut records = Records::new(text, delimiters.start, delimiter);
    let mut counter = Counter::new(limits);
    let mut cells = Vec::new();
    // The line that names the separator is none of a spreadsheet's rows.
    let mut row = 0;
    loop {
        let start = records.at();
        let record = match records.next() {
            Next::End => return Ok(vec![Sheet { name: None, hidden: false, cells }]),
            Next::Oversized(_) => return Err(TableFault::TooManyCells(MAX_CELLS)),
            Next::Record(record, _) => record,
        };
        row += empty_lines(text, start);
        for (column, value) in (0..).zip(record.iter()) {
            if let Some(value) = Value::of_text(value) {
                counter.add(1)?;
                cells.push(Cell { row, column, value, merged: None });
            }
        }
        row += 1;
    }
}

/// Those from there on, which are rows of their own. The rest of a line end may stand before them.
fn empty_lines(text: &str, start: usize) -> u32 {
    let rest = text.get(start..).unwrap_or_default();
    let is_within_end = text.get(..start).is_some_and(|before| before.ends_with('\r'));
    let rest = rest.strip_prefix('\n').filter(|_| is_within_end).unwrap_or(rest);
    let mut lines = 0;
    let mut bytes = rest.bytes().peekable();
    while let Some(byte @ (b'\r' | b'\n')) = bytes.next() {
        if byte == b'\r' && bytes.peek() == Some(&b'\n') {
            bytes.next();
        }
        lines += 1;
    }
    lines
}
