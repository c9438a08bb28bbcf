//! Where a register's columns are named, and what separates its cells.

use super::RegisterColumn;
use crate::dossier::fold;
use crate::source::SourceFile;

/// Lines among which the names of the columns are looked for.
const MAX_LINES: usize = 20;
const DELIMITERS: [u8; 3] = [b';', b',', b'\t'];
/// What a spreadsheet writes into the first line to name the separator.
const SEPARATOR: &str = "sep=";

/// The line that names the columns; titles may stand before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Head {
    /// The line's first byte.
    pub(super) start: usize,
    pub(super) delimiter: u8,
}

impl Head {
    /// The first line that names the column of SIRETs; the first of all where none does.
    pub(super) fn find(file: &SourceFile) -> Self {
        let mut start = file.mark_len();
        let mut delimiters = DELIMITERS.to_vec();
        let first = file.text().get(start..).unwrap_or_default().lines().next().unwrap_or_default();
        if let Some(separator) = first.strip_prefix(SEPARATOR) {
            start += file.text()[start..].find('\n').map_or(first.len(), |end| end + 1);
            delimiters.extend(separator.bytes().next().filter(u8::is_ascii_punctuation));
        }
        let text = file.text().get(start..).unwrap_or_default();
        let mut at = start;
        for line in text.split_inclusive('\n').take(MAX_LINES) {
            let delimiter = most_frequent(line, &delimiters);
            let mut cells = line.split(char::from(delimiter)).map(|cell| fold(cell.trim().trim_matches('"')));
            if cells.any(|cell| cell == RegisterColumn::Siret.name()) {
                return Self { start: at, delimiter };
            }
            at += line.len();
        }
        let first = text.lines().next().unwrap_or_default();
        Self { start, delimiter: most_frequent(first, &delimiters) }
    }
}

/// The first of those that stand most often in a line.
fn most_frequent(line: &str, delimiters: &[u8]) -> u8 {
    let count = |delimiter: u8| line.bytes().filter(|byte| *byte == delimiter).count();
    delimiters.iter().rev().copied().max_by_key(|&delimiter| count(delimiter)).unwrap_or(b';')
}
