//! The records of a CSV text, each within limits: a line of separators alone must not fill the memory. What separates its cells.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

/// Far more columns than a register has.
pub(crate) const MAX_CELLS: usize = 1_000;
/// Of all cells of a record together.
pub(crate) const MAX_RECORD_BYTES: usize = 64 * 1024;

const DELIMITERS: [u8; 3] = [b';', b',', b'\t'];
/// What a spreadsheet writes into the first line to name the separator.
const SEPARATOR: &str = "sep=";

/// What may separate a text's cells, the likeliest first.
#[derive(Debug, Clone)]
pub(crate) struct Delimiters {
    /// Where its first record begins, after the line that names the separator.
    pub(crate) start: usize,
    known: Vec<u8>,
    named: Option<u8>,
}

impl Delimiters {
    /// Of a text whose byte order mark ends there.
    pub(crate) fn of(text: &str, mark: usize) -> Self {
        let (mut start, mut known, mut named) = (mark, DELIMITERS.to_vec(), None);
        let first = text.get(start..).unwrap_or_default().lines().next().unwrap_or_default();
        if let Some(separator) = first.strip_prefix(SEPARATOR) {
            start += text[start..].find('\n').map_or(first.len(), |end| end + 1);
            named = separator.bytes().next().filter(|byte| byte.is_ascii_punctuation() || *byte == b'\t');
            known.extend(named);
        }
        Self { start, known, named }
    }

    /// The one that the first line names.
    pub(crate) fn named(&self) -> Option<u8> {
        self.named
    }

    /// The first of those that stand most often in a text.
    pub(crate) fn most_frequent(&self, text: &str) -> u8 {
        let count = |delimiter: u8| text.bytes().filter(|byte| *byte == delimiter).count();
        self.known.iter().rev().copied().max_by_key(|&delimiter| count(delimiter)).unwrap_or(b';')
    }
}

/// Reads one record after the other.
pub(crate) struct Records<'t> {
    text: &'t str,
    /// Where the next record begins; empty lines may stand before it.
    at: usize,
    reader: Reader,
    cells: Vec<u8>,
    ends: Vec<usize>,
}

pub(crate) enum Next<'r> {
    /// A record, and where it ends in the text.
    Record(Record<'r>, usize),
    /// A record beyond the limits, and how far it was read.
    Oversized(usize),
    End,
}

/// The values of a record's cells.
#[derive(Clone, Copy)]
pub(crate) struct Record<'r> {
    cells: &'r str,
    ends: &'r [usize],
}

impl<'t> Records<'t> {
    /// The records from this byte of the text on.
    pub(crate) fn new(text: &'t str, at: usize, delimiter: u8) -> Self {
        let reader = ReaderBuilder::new().delimiter(delimiter).build();
        Self { text, at, reader, cells: vec![0; MAX_RECORD_BYTES], ends: vec![0; MAX_CELLS] }
    }

    pub(crate) fn at(&self) -> usize {
        self.at
    }

    pub(crate) fn next(&mut self) -> Next<'_> {
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
    pub(crate) const EMPTY: Self = Self { cells: "", ends: &[] };

    pub(crate) fn len(self) -> usize {
        self.ends.len()
    }

    pub(crate) fn get(self, at: usize) -> Option<&'r str> {
        let start = at.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied())?;
        self.cells.get(start..*self.ends.get(at)?)
    }

    pub(crate) fn iter(self) -> impl Iterator<Item = &'r str> {
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
