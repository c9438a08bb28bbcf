//! The records of a CSV text, each within limits: a line of separators alone must not fill the memory.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

/// Far more columns than a register has.
pub(super) const MAX_CELLS: usize = 1_000;
/// Of all cells of a record together.
pub(super) const MAX_RECORD_BYTES: usize = 64 * 1024;

/// Reads one record after the other.
pub(super) struct Records<'t> {
    text: &'t str,
    /// Where the next record begins; empty lines may stand before it.
    at: usize,
    reader: Reader,
    cells: Vec<u8>,
    ends: Vec<usize>,
}

pub(super) enum Next<'r> {
    /// A record, and where it ends in the text.
    Record(Record<'r>, usize),
    /// A record beyond the limits, and how far it was read.
    Oversized(usize),
    End,
}

/// The values of a record's cells.
#[derive(Clone, Copy)]
pub(super) struct Record<'r> {
    cells: &'r str,
    ends: &'r [usize],
}

impl<'t> Records<'t> {
    /// The records from this byte of the text on.
    pub(super) fn new(text: &'t str, at: usize, delimiter: u8) -> Self {
        let reader = ReaderBuilder::new().delimiter(delimiter).build();
        Self { text, at, reader, cells: vec![0; MAX_RECORD_BYTES], ends: vec![0; MAX_CELLS] }
    }

    pub(super) fn at(&self) -> usize {
        self.at
    }

    pub(super) fn next(&mut self) -> Next<'_> {
        let (mut length, mut count) = (0, 0);
        loop {
            let input = self.text.as_bytes().get(self.at..).unwrap_or_default();
            let (result, read, written, ended) =
                self.reader.read_record(input, &mut self.cells[length..], &mut self.ends[count..]);
            self.at += read;
            length += written;
            count += ended;
            match result {
                // Asked once more without input, the reader ends the last record.
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => {
                    return Next::Oversized(self.at);
                }
                ReadRecordResult::End => return Next::End,
                ReadRecordResult::Record => break,
            }
        }
        // The text is UTF-8, and separators and quotation marks are characters of one byte.
        let cells = str::from_utf8(&self.cells[..length]).unwrap_or_default();
        Next::Record(Record { cells, ends: &self.ends[..count] }, self.at)
    }
}

impl<'r> Record<'r> {
    pub(super) const EMPTY: Self = Self { cells: "", ends: &[] };

    pub(super) fn len(self) -> usize {
        self.ends.len()
    }

    pub(super) fn get(self, at: usize) -> Option<&'r str> {
        let start = at.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied())?;
        self.cells.get(start..*self.ends.get(at)?)
    }

    pub(super) fn iter(self) -> impl Iterator<Item = &'r str> {
        (0..self.len()).filter_map(move |at| self.get(at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<Vec<String>> {
        let mut records = Records::new(text, 0, b';');
        let mut all = Vec::new();
        loop {
            match records.next() {
                Next::Record(record, _) => all.push(record.iter().map(str::to_owned).collect()),
                Next::Oversized(_) => all.push(vec!["oversized".to_owned()]),
                Next::End => return all,
            }
            if all.last().is_some_and(|last| last == &["oversized"]) {
                return all;
            }
        }
    }

    #[test]
    fn cells_are_read_with_and_without_quotation_marks() {
        assert_eq!(all("a;é;\n\n\"b;\"\"c\"\"\n\";d\r\ne"), [vec!["a", "é", ""], vec!["b;\"c\"\n", "d"], vec!["e"]]);
        assert!(all("").is_empty());
    }

    #[test]
    fn the_limits_are_exact() {
        assert_eq!(all(&";".repeat(MAX_CELLS - 1))[0].len(), MAX_CELLS);
        assert_eq!(all(&";".repeat(MAX_CELLS)), [["oversized"]]);
        assert_eq!(all(&"x".repeat(MAX_RECORD_BYTES))[0][0].len(), MAX_RECORD_BYTES);
        assert_eq!(all(&"x".repeat(MAX_RECORD_BYTES + 1)), [["oversized"]]);
        assert_eq!(all(&"\"\n\";".repeat(1_000_000)), [["oversized"]]);
    }
}
