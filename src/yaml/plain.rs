//! A fast reader for the subset of YAML that most dossiers use.
//!
//! It reads block mappings and lists, quoted and unquoted values, brackets and braces on one line, and block scalars.
//! At the first byte that is anything else or may be an error it gives up, and the full parser reads the file from its
//! start. Its tree is the same to the byte, and several times faster to build; the tests compare both.

use std::borrow::Cow;

use memchr::{memchr, memchr2_iter};

use super::tree::{Content, MappingEntry, MappingKey, Node, ScalarStyle, ScalarText};
use crate::source::Span;

#[cfg(test)]
#[path = "../../tests/internal/yaml/plain.rs"]
mod tests;

/// Deeper nesting is left to the full parser.
const MAX_PLAIN_DEPTH: usize = 8;

/// For mappings with more keys too: each key is compared with all before it.
const MAX_KEYS: usize = 64;

/// In bytes, for longer keys too; the format's longest has 31.
const MAX_KEY: usize = 64;

/// In bytes.
const CHUNK: usize = 32;

/// Initial capacity for the lines of a text under `|` or `>`.
const USUAL_LINES: usize = 4;

/// The root mapping; none when the text is not plain throughout.
pub(crate) fn read(text: &str) -> Option<Node<'_>> {
    if !text.ends_with('\n') || !is_printable(text.as_bytes()) {
        return None;
    }
    let mut reader = Reader { text, bytes: text.as_bytes(), line: None };
    reader.next_line(0);
    let first = reader.line.filter(|line| line.indent == 0)?;
    let root = reader.mapping(first.start, 0, 0)?;
    reader.line.is_none().then_some(root)
}

/// Whether every character is a line feed or printable. Of the others some are errors and some are line ends.
fn is_printable(bytes: &[u8]) -> bool {
    let is_sure = |byte: u8| matches!(byte, b'\n' | b' '..=b'~') | (byte >= 0x80) & !matches!(byte, 0xC2 | 0xE2 | 0xEF);
    let may_stand = |at: usize| match bytes[at] {
        // The second control block, with NEL.
        0xC2 => bytes.get(at + 1).is_some_and(|next| *next >= 0xA0),
        // U+2028 and U+2029 among others.
        0xE2 => !matches!(bytes.get(at + 1..at + 3), Some([0x80, 0xA8 | 0xA9])),
        // The byte order mark and noncharacters, among others.
        0xEF => false,
        byte => is_sure(byte),
    };
    // Most chunks hold only accepted bytes, which is found without a branch for each byte.
    bytes.chunks(CHUNK).enumerate().all(|(index, stretch)| {
        stretch.iter().fold(true, |sure, byte| sure & is_sure(*byte))
            || (0..stretch.len()).all(|at| may_stand(index * CHUNK + at))
    })
}

/// A line with more than spaces and a comment.
#[derive(Clone, Copy)]
struct Line {
    /// Offset of the first byte that is not a space.
    start: usize,
    /// Offset of the line feed.
    end: usize,
    indent: usize,
}

struct Reader<'s> {
    text: &'s str,
    bytes: &'s [u8],
    /// The next line; none at the end of the file.
    line: Option<Line>,
}

impl<'s> Reader<'s> {
    /// Moves on to the first line with content, from the start of a line.
    fn next_line(&mut self, mut from: usize) {
        self.line = None;
        while from < self.bytes.len() {
            let start = self.after_spaces(from);
            let end = self.line_end(start);
            if start < end && self.bytes[start] != b'#' {
                self.line = Some(Line { start, end, indent: start - from });
                return;
            }
            from = end + 1;
        }
    }

    fn after_spaces(&self, from: usize) -> usize {
        from + self.bytes[from..].iter().take_while(|byte| **byte == b' ').count()
    }

    fn line_end(&self, from: usize) -> usize {
        memchr(b'\n', &self.bytes[from..]).map_or(self.bytes.len(), |length| from + length)
    }

    /// Whether only spaces and a comment follow on the line.
    fn is_rest_empty(&self, at: usize, end: usize) -> bool {
        let rest = self.after_spaces(at);
        rest == end || rest > at && self.bytes[rest] == b'#'
    }

    /// A block mapping with its keys in `column`, from its first key on.
    fn mapping(&mut self, start: usize, column: usize, depth: usize) -> Option<Node<'s>> {
        if depth > MAX_PLAIN_DEPTH {
            return None;
        }
        let mut entries: Vec<MappingEntry<'s>> = Vec::with_capacity(8);
        let mut at = start;
        loop {
            let key = self.key(at, &entries)?;
            let value = self.block_value(key.span.end + 1, column, depth)?;
            entries.push(MappingEntry { key, value, duplicate: false });
            match self.line {
                Some(line) if line.indent > column => return None,
                Some(line) if line.indent == column => at = line.start,
                _ => break,
            }
        }
        let end = entries.last()?.value.span.end;
        Some(Node { span: Span::new(start, end), content: Content::Mapping { entries, flow: false } })
    }

    /// A new key of ASCII letters, digits, `_` and `-`, followed by a colon and a blank.
    fn key(&self, at: usize, entries: &[MappingEntry<'s>]) -> Option<MappingKey<'s>> {
        let is_of_key = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
        let length = self.bytes[at..].iter().take(MAX_KEY + 1).take_while(is_of_key).count();
        let end = at + length;
        let is_key = (1..=MAX_KEY).contains(&length)
            && self.bytes[at] != b'-'
            && matches!(self.bytes.get(end..end + 2), Some(b": " | b":\n"));
        let text = &self.text[at..end];
        let is_new = || entries.len() < MAX_KEYS && entries.iter().all(|entry| entry.key.text != text);
        (is_key && is_new()).then(|| MappingKey { text: Cow::Borrowed(text), span: Span::new(at, end) })
    }

    /// What follows a key's colon, or is below it.
    fn block_value(&mut self, after: usize, column: usize, depth: usize) -> Option<Node<'s>> {
        let at = self.after_spaces(after);
        let end = self.line?.end;
        match self.bytes[at] {
            b'\n' | b'#' => {
                self.next_line(end + 1);
                match self.line {
                    Some(line) if line.indent > column => self.block(line, depth + 1),
                    Some(line) if line.indent == column && self.is_item(line) => self.level_sequence(line, depth + 1),
                    _ => Some(scalar("", ScalarStyle::Plain, Span::new(after, after))),
                }
            }
            b'|' | b'>' => self.block_scalar(at, column),
            _ => self.line_value(at, end, depth),
        }
    }

    /// A value that ends on its line. If the next line is indented more, it belongs to it: left to the full parser.
    fn line_value(&mut self, at: usize, end: usize, depth: usize) -> Option<Node<'s>> {
        let node = match self.bytes[at] {
            b'"' | b'\'' => self.quoted(at, end)?,
            b'[' | b'{' => self.flow(at, end, depth + 1)?,
            _ => self.unquoted(at, end)?,
        };
        if !self.is_rest_empty(node.span.end, end) {
            return None;
        }
        self.next_line(end + 1);
        Some(node)
    }

    fn block(&mut self, line: Line, depth: usize) -> Option<Node<'s>> {
        if self.is_item(line) { self.sequence(line, depth) } else { self.mapping(line.start, line.indent, depth) }
    }

    fn is_item(&self, line: Line) -> bool {
        self.bytes[line.start..].starts_with(b"- ")
    }

    /// A block list with its dashes in the line's column.
    fn sequence(&mut self, first: Line, depth: usize) -> Option<Node<'s>> {
        if depth > MAX_PLAIN_DEPTH {
            return None;
        }
        let mut items: Vec<Node<'s>> = Vec::with_capacity(8);
        let mut line = first;
        loop {
            let at = self.after_spaces(line.start + 1);
            let item = if self.key(at, &[]).is_some() {
                self.mapping(at, line.indent + (at - line.start), depth + 1)?
            } else {
                self.line_value(at, line.end, depth)?
            };
            items.push(item);
            match self.line {
                Some(next) if next.indent > first.indent => return None,
                Some(next) if next.indent == first.indent && self.is_item(next) => line = next,
                _ => break,
            }
        }
        let end = items.last()?.span.end;
        Some(Node { span: Span::new(first.start, end), content: Content::Sequence(items) })
    }

    /// A block list with its dashes in the column of its key. The parser's span begins at the first item's text.
    fn level_sequence(&mut self, first: Line, depth: usize) -> Option<Node<'s>> {
        let mut node = self.sequence(first, depth)?;
        if let Content::Sequence(items) = &node.content {
            node.span.start = items.first()?.span.start;
        }
        Some(node)
    }

    /// An unquoted value, to the end of its line or to a comment.
    fn unquoted(&self, at: usize, end: usize) -> Option<Node<'s>> {
        for index in memchr2_iter(b':', b'#', &self.bytes[at..end]).map(|index| at + index) {
            match self.bytes[index] {
                b':' if matches!(self.bytes[index + 1], b' ' | b'\n') => return None,
                b'#' if self.bytes[index - 1] == b' ' => return self.unquoted_between(at, index),
                _ => {}
            }
        }
        self.unquoted_between(at, end)
    }

    fn unquoted_in_flow(&self, at: usize, end: usize) -> Option<Node<'s>> {
        let ends = |byte: &u8| matches!(byte, b',' | b']' | b'}' | b'[' | b'{' | b':' | b'#');
        let stop = at + self.bytes[at..end].iter().position(ends)?;
        matches!(self.bytes[stop], b',' | b']' | b'}').then(|| self.unquoted_between(at, stop))?
    }

    fn unquoted_between(&self, at: usize, stop: usize) -> Option<Node<'s>> {
        let text = self.text[at..stop].trim_end_matches(' ');
        let begins = match text.as_bytes() {
            // An error after a dash.
            [0xC2 | 0xE2 | 0xE3, ..] if text.starts_with(char::is_whitespace) => false,
            // Might begin something other than a text.
            [b'-', second, ..] => second.is_ascii_alphanumeric(),
            [first, ..] => first.is_ascii_alphanumeric() || !first.is_ascii() || matches!(first, b'(' | b'/' | b'~'),
            [] => false,
        };
        begins.then(|| scalar(text, ScalarStyle::Plain, Span::new(at, at + text.len())))
    }

    /// A value in quotes, without escapes.
    fn quoted(&self, at: usize, end: usize) -> Option<Node<'s>> {
        let quote = self.bytes[at];
        let special = |byte: &u8| *byte == quote || *byte == b'\\' && quote == b'"';
        let close = at + 1 + self.bytes[at + 1..end].iter().position(special)?;
        // Two single quotes stand for one.
        let plain = self.bytes[close] == quote && self.bytes[close + 1] != quote;
        plain.then(|| scalar(&self.text[at + 1..close], ScalarStyle::Quoted, Span::new(at, close + 1)))
    }

    fn flow(&self, at: usize, end: usize, depth: usize) -> Option<Node<'s>> {
        if depth > MAX_PLAIN_DEPTH {
            return None;
        }
        let is_mapping = self.bytes[at] == b'{';
        let mut entries = Vec::new();
        let mut items = Vec::new();
        let mut next = self.after_spaces(at + 1);
        if self.bytes[next] == b']' && !is_mapping {
            return Some(Node { span: Span::new(at, next + 1), content: Content::Sequence(items) });
        }
        loop {
            let key = if is_mapping { Some(self.key(next, &entries)?) } else { None };
            let value_at = key.as_ref().map_or(next, |key| self.after_spaces(key.span.end + 1));
            let value = self.flow_value(value_at, end, depth)?;
            next = self.after_spaces(value.span.end);
            match key {
                Some(key) => entries.push(MappingEntry { key, value, duplicate: false }),
                None => items.push(value),
            }
            match (self.bytes[next], is_mapping) {
                (b',', _) => next = self.after_spaces(next + 1),
                (b'}', true) | (b']', false) => break,
                _ => return None,
            }
        }
        let content = if is_mapping { Content::Mapping { entries, flow: true } } else { Content::Sequence(items) };
        Some(Node { span: Span::new(at, next + 1), content })
    }

    fn flow_value(&self, at: usize, end: usize, depth: usize) -> Option<Node<'s>> {
        match self.bytes[at] {
            b'"' | b'\'' => self.quoted(at, end),
            b'[' | b'{' => self.flow(at, end, depth + 1),
            _ if at < end => self.unquoted_in_flow(at, end),
            _ => None,
        }
    }

    /// A text under `|` or `>`, in lines indented more than its key's column.
    fn block_scalar(&mut self, at: usize, column: usize) -> Option<Node<'s>> {
        let folded = self.bytes[at] == b'>';
        let stripped = self.bytes[at + 1] == b'-';
        let header_end = at + if stripped { 2 } else { 1 };
        let mut from = self.line?.end + 1;
        if self.after_spaces(header_end) + 1 != from {
            return None;
        }
        let mut lines = BlockLines { folded, text: Cow::Borrowed(""), empty: 0 };
        let (mut margin, mut last) = (0, 0);
        while from < self.bytes.len() {
            let start = self.after_spaces(from);
            let end = self.line_end(start);
            let indent = start - from;
            if margin == 0 {
                margin = indent;
                if start == end || margin <= column {
                    return None;
                }
            }
            if start == end && indent <= margin {
                lines.empty += 1;
            } else if indent <= column {
                break;
            } else if indent < margin || start == end {
                return None;
            } else {
                lines.add(&self.text[from + margin..end])?;
                last = end;
            }
            from = end + 1;
        }
        if last == 0 {
            return None;
        }
        self.next_line(from);
        let text = match lines.text {
            text if stripped => text,
            // A single line, whose line feed follows it in the file.
            Cow::Borrowed(line) => Cow::Borrowed(&self.text[last - line.len()..=last]),
            Cow::Owned(text) => Cow::Owned(text + "\n"),
        };
        let end = at + self.text[at..last].trim_end_matches(' ').len();
        Some(Node {
            span: Span::new(at, end),
            content: Content::Scalar(ScalarText { text, style: ScalarStyle::Block }),
        })
    }
}

/// The joined lines of a block scalar.
struct BlockLines<'s> {
    folded: bool,
    text: Cow<'s, str>,
    /// Empty lines since the last one.
    empty: usize,
}

impl<'s> BlockLines<'s> {
    fn add(&mut self, line: &'s str) -> Option<()> {
        // Lines that keep their ends under `>` are rare.
        if self.folded && (line.starts_with(' ') || line.ends_with(' ')) {
            return None;
        }
        if self.text.is_empty() {
            self.text = Cow::Borrowed(line);
            return Some(());
        }
        if let Cow::Borrowed(first) = self.text {
            let mut text = String::with_capacity(USUAL_LINES * first.len());
            text.push_str(first);
            self.text = Cow::Owned(text);
        }
        let breaks = std::mem::take(&mut self.empty);
        let text = self.text.to_mut();
        if self.folded && breaks == 0 {
            text.push(' ');
        }
        text.extend(std::iter::repeat_n('\n', if self.folded { breaks } else { breaks + 1 }));
        text.push_str(line);
        Some(())
    }
}

fn scalar(text: &str, style: ScalarStyle, span: Span) -> Node<'_> {
    Node { span, content: Content::Scalar(ScalarText { text: Cow::Borrowed(text), style }) }
}
