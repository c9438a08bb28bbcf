//! Where a register's columns are named, and what separates its cells.

use super::RegisterColumn;
use crate::dossier::fold;
use crate::source::{Delimiters, SourceFile};

/// Lines among which the names of the columns are looked for.
pub(super) const MAX_LINES: usize = 20;

/// The line that names the columns; titles may stand before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Head {
    /// The line's first byte.
    pub(super) start: usize,
    pub(super) delimiter: u8,
}

impl Head {
    /// The first line that names the column of SIRETs; the first of all where none does. The delimiter may be known.
    pub(super) fn find(file: &SourceFile, delimiter: Option<u8>) -> Self {
        let delimiters = Delimiters::of(file.text(), file.mark_len());
        let start = delimiters.start;
        let text = file.text().get(start..).unwrap_or_default();
        let mut at = start;
        for line in text.split_inclusive('\n').take(MAX_LINES) {
            let delimiter = delimiter.unwrap_or_else(|| delimiters.most_frequent(line));
            let mut cells = line.split(char::from(delimiter)).map(|cell| fold(cell.trim().trim_matches('"')));
            if cells.any(|cell| cell == RegisterColumn::Siret.name()) {
                return Self { start: at, delimiter };
            }
            at += line.len();
        }
        let first = text.lines().next().unwrap_or_default();
        Self { start, delimiter: delimiter.unwrap_or_else(|| delimiters.most_frequent(first)) }
    }
}
