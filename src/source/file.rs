//! A text with its name, and places in it: byte spans, lines and columns.

use std::sync::OnceLock;

use memchr::memrchr;

/// A range of bytes in a file: `start` included, `end` excluded.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Span {
    pub start: usize,
    pub end: usize,
}

impl Span {
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end);
        Self { start, end }
    }

    pub fn len(self) -> usize {
        self.end - self.start
    }

    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The smallest span that contains both.
    pub fn to(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }
}

/// Both counted from 1, the column in Unicode scalar values.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Position {
    pub line: usize,
    pub column: usize,
}

/// A text and the name under which reports speak of it.
#[derive(Debug)]
pub struct SourceFile {
    name: String,
    text: String,
    index: OnceLock<Index>,
}

/// An index that makes positions cheap to find, however long the lines are.
#[derive(Debug)]
struct Index {
    /// The mark of every [`STRIDE`]th byte.
    checkpoints: Vec<Checkpoint>,
}

/// Counts up to a byte.
#[derive(Debug, Clone, Copy, Default)]
struct Checkpoint {
    lines: usize,
    characters: usize,
    /// Offset of its line's first byte.
    line_start: usize,
}

/// Bytes between two checkpoints; at most 255, for [`count`].
const STRIDE: usize = 128;

const BYTE_ORDER_MARK: &str = "\u{feff}";

impl SourceFile {
    /// A text that did not have to be read from a file.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { name: name.into(), text: text.into(), index: OnceLock::new() }
    }

    /// The path as it was given, joined with `/`; `-` for standard input.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Includes the byte order mark: spans count from the first byte.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Length of the byte order mark in bytes: 0 or 3.
    pub fn mark_len(&self) -> usize {
        if self.text.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 }
    }

    /// Empty where the span does not fit the text.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.start..span.end).unwrap_or_default()
    }

    /// A byte order mark takes no column.
    pub fn position(&self, offset: usize) -> Position {
        let index = self.index.get_or_init(|| Index::new(self.text.as_bytes()));
        let at = index.checkpoint(self.text.as_bytes(), offset);
        let start = if at.lines == 0 { self.mark_len() } else { at.line_start };
        let before = index.checkpoint(self.text.as_bytes(), start).characters;
        Position { line: at.lines + 1, column: 1 + at.characters.saturating_sub(before) }
    }
}

impl Index {
    fn new(bytes: &[u8]) -> Self {
        let mut checkpoints = Vec::with_capacity(bytes.len() / STRIDE + 1);
        let mut before = Checkpoint::default();
        for (block, held) in bytes.chunks(STRIDE).enumerate() {
            checkpoints.push(before);
            before = before.after(block * STRIDE, held);
        }
        Self { checkpoints }
    }

    fn checkpoint(&self, bytes: &[u8], offset: usize) -> Checkpoint {
        let offset = offset.min(bytes.len());
        let block = (offset / STRIDE).min(self.checkpoints.len().saturating_sub(1));
        let known = self.checkpoints.get(block).copied().unwrap_or_default();
        known.after(block * STRIDE, &bytes[block * STRIDE..offset])
    }
}

impl Checkpoint {
    /// The mark after these bytes, which begin at `start`.
    fn after(self, start: usize, bytes: &[u8]) -> Self {
        let line_start = memrchr(b'\n', bytes).map_or(self.line_start, |end| start + end + 1);
        let lines = self.lines + count(bytes, |byte| byte == b'\n');
        // Bytes that do not continue a character are counted, so the slices may split characters.
        let characters = self.characters + count(bytes, |byte| (byte & 0xC0) != 0x80);
        Self { lines, characters, line_start }
    }
}

/// Counts in at most 255 bytes; the counter is a byte, so that the compiler can vectorise.
fn count(bytes: &[u8], is_of_kind: impl Fn(u8) -> bool) -> usize {
    usize::from(bytes.iter().fold(0_u8, |count, byte| count + u8::from(is_of_kind(*byte))))
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
    fn columns_of_a_long_line_count_characters_too() {
        let text = format!("a\n{}", "é".repeat(1000));
        let file = SourceFile::new("a", text);
        for character in [0, 1, 127, 128, 129, 500, 999, 1000] {
            assert_eq!(file.position(2 + 2 * character), Position { line: 2, column: 1 + character });
        }
    }

    #[test]
    fn an_empty_file_has_one_position() {
        assert_eq!(SourceFile::new("a", "").position(0), Position { line: 1, column: 1 });
    }
}
