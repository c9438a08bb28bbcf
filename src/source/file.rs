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

    pub fn contains(self, offset: usize) -> bool {
        self.start <= offset && offset < self.end
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
    /// The text as a format reads it, where that is another one.
    rewritten: OnceLock<Option<Box<str>>>,
}

/// An index that makes positions cheap to find, however long the lines are.
#[derive(Debug)]
struct Index {
    /// The mark of every [`STRIDE`]th byte.
    checkpoints: Box<[Checkpoint]>,
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
        Self { name: name.into(), text: text.into(), index: OnceLock::new(), rewritten: OnceLock::new() }
    }

    /// The path as it was given, joined with `/`; `-` for standard input.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Includes the byte order mark: spans count from the first byte.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text as `rewrite` answers it, of the same length and kept; the text itself where it answers none.
    pub(crate) fn rewritten(&self, rewrite: impl FnOnce(&str) -> Option<String>) -> &str {
        self.rewritten.get_or_init(|| rewrite(&self.text).map(Into::into)).as_deref().unwrap_or(&self.text)
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
            before = before.after(bytes, block * STRIDE, held.len());
        }
        Self { checkpoints: checkpoints.into() }
    }

    fn checkpoint(&self, bytes: &[u8], offset: usize) -> Checkpoint {
        let offset = offset.min(bytes.len());
        let block = (offset / STRIDE).min(self.checkpoints.len().saturating_sub(1));
        let known = self.checkpoints.get(block).copied().unwrap_or_default();
        known.after(bytes, block * STRIDE, offset - block * STRIDE)
    }
}

impl Checkpoint {
    /// The mark after so many of the bytes from `start` on.
    fn after(self, all: &[u8], start: usize, length: usize) -> Self {
        let bytes = &all[start..start + length];
        let next = all.get(start + 1..start + 1 + length).unwrap_or(&all[(start + 1).min(all.len())..]);
        // A carriage return ends a line where no line feed follows it.
        let returns = bytes.contains(&b'\r');
        let ends_line = |at: usize| bytes[at] == b'\n' || bytes[at] == b'\r' && next.get(at) != Some(&b'\n');
        let (lines, last) = if returns {
            ((0..length).filter(|at| ends_line(*at)).count(), (0..length).rev().find(|at| ends_line(*at)))
        } else {
            (count(bytes, |byte| byte == b'\n'), memrchr(b'\n', bytes))
        };
        // Bytes that do not continue a character are counted, so the slices may split characters.
        let characters = self.characters + count(bytes, |byte| (byte & 0xC0) != 0x80);
        let line_start = last.map_or(self.line_start, |end| start + end + 1);
        Self { lines: self.lines + lines, characters, line_start }
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
    fn lines_end_in_line_feeds_carriage_returns_or_both() {
        for ends in ["\n", "\r", "\r\n"] {
            let line = format!("{}{ends}", "x".repeat(50));
            let file = SourceFile::new("a", line.repeat(40));
            for number in 0..40 {
                let at = number * line.len() + 3;
                assert_eq!(file.position(at), Position { line: number + 1, column: 4 }, "{ends:?}");
            }
        }
        let mixed = SourceFile::new("a", "a\rb\r\nc\nd");
        assert_eq!([0, 2, 5, 7].map(|at| mixed.position(at).line), [1, 2, 3, 4]);
    }

    #[test]
    fn an_empty_file_has_one_position() {
        assert_eq!(SourceFile::new("a", "").position(0), Position { line: 1, column: 1 });
    }
}
