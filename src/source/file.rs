//! A text with its name, and places in it: byte spans, lines and columns.

use std::sync::OnceLock;

/// A range of bytes in a file: `start` included, `end` excluded.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Span {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset after the last byte.
    pub end: usize,
}

impl Span {
    /// The span from `start` to `end`, in bytes.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end);
        Self { start, end }
    }

    /// Number of bytes.
    #[must_use]
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it holds no byte.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }
}

/// A line and a column, both counted from 1, the column in Unicode scalar values.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// A file's text under the name that reports give it.
#[derive(Debug)]
pub struct SourceFile {
    name: String,
    text: String,
    line_starts: OnceLock<Vec<usize>>,
}

/// The byte order mark that some editors write at the start of a file.
const BYTE_ORDER_MARK: &str = "\u{feff}";

impl SourceFile {
    /// A source file from its name and its text.
    #[must_use]
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            text: text.into(),
            line_starts: OnceLock::new(),
        }
    }

    /// The name, as reports show it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text, byte order mark included: spans count from its first byte.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Number of bytes that a byte order mark takes at the start: 0 or 3.
    #[must_use]
    pub fn mark_len(&self) -> usize {
        if self.text.starts_with(BYTE_ORDER_MARK) {
            BYTE_ORDER_MARK.len()
        } else {
            0
        }
    }

    /// The text that a span covers; empty where the span does not fit the text.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.start..span.end).unwrap_or_default()
    }

    /// Line and column of a byte offset. A byte order mark takes no column.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let starts = self.line_starts.get_or_init(|| {
            std::iter::once(0)
                .chain(
                    self.text
                        .bytes()
                        .enumerate()
                        .filter(|(_, byte)| *byte == b'\n')
                        .map(|(at, _)| at + 1),
                )
                .collect()
        });
        let line = starts.partition_point(|start| *start <= offset);
        let start = starts[line - 1].max(if line == 1 { self.mark_len() } else { 0 });
        let before = self.text.as_bytes().get(start..offset).unwrap_or_default();
        // Counting the bytes that do not continue a character counts characters, wherever the offset falls.
        let column = 1 + before.iter().filter(|byte| (**byte & 0xC0) != 0x80).count();
        Position { line, column }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_skip_the_mark() {
        let file = SourceFile::new("a.yaml", "\u{feff}é: 1\r\nb: 2\n");
        assert_eq!(file.position(3), Position { line: 1, column: 1 });
        assert_eq!(file.position(5), Position { line: 1, column: 2 });
        assert_eq!(file.position(10), Position { line: 2, column: 1 });
        assert_eq!(file.position(15), Position { line: 3, column: 1 });
    }

    #[test]
    fn an_empty_file_has_one_position() {
        assert_eq!(
            SourceFile::new("a", "").position(0),
            Position { line: 1, column: 1 }
        );
    }
}
