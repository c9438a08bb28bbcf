//! A tolerant reading, entry by entry, of a text that may be no YAML: where keys, values, quotes and brackets seem to
//! be. It finds spaces that are no plain ones, and where a mistake begins that the parser notices later.

use crate::source::Span;

/// A line with more than a comment, and the lines over which its quotes or brackets extend.
#[derive(Debug)]
pub(super) struct Entry {
    pub line: usize,
    /// After the indentation: a dash, or the same as `start`.
    pub first: usize,
    /// After the dashes.
    pub start: usize,
    pub key: Option<Span>,
    pub value: Written,
    /// What follows a closing quote or bracket.
    pub rest: Option<Span>,
}

#[derive(Debug)]
pub(super) enum Written {
    Nothing,
    Plain(Span),
    /// `close` is the offset of the closing quote.
    Quoted {
        open: usize,
        close: Option<usize>,
    },
    /// `unclosed` is the innermost bracket that no other closes, `cut` a `#` that hides the rest of a line within,
    /// `mismatched` a closing bracket of another kind than the open one.
    Flow {
        unclosed: Option<usize>,
        cut: Option<usize>,
        mismatched: Option<usize>,
    },
    Block,
}

#[derive(Debug, Default)]
pub(super) struct Lines {
    pub entries: Vec<Entry>,
    /// Spaces that are no plain ones around keys and values.
    pub around: Vec<Span>,
    /// The same as indentation or after a dash, the first of each line.
    pub misplaced: Vec<Span>,
}

/// In bytes; the format's longest key has 31.
const MAX_WORD: usize = 64;

/// A space that is none of YAML's: no-break, thin, ideographic.
pub(super) fn is_wide_space(character: char) -> bool {
    character.is_whitespace() && !character.is_ascii() && !matches!(character, '\u{85}' | '\u{2028}' | '\u{2029}')
}

pub(super) fn read(text: &str) -> Lines {
    let mut reader = Reader { text, at: 0, line: 0, base: 0, lines: Lines::default() };
    if text.starts_with('\u{feff}') {
        reader.at = 3;
    }
    let mut block = None;
    while reader.at < text.len() {
        let line = reader.at;
        let indent = reader.indentation();
        if reader.is_line_empty() || block.is_some_and(|parent| indent > parent) {
            reader.skip_line();
            continue;
        }
        block = None;
        let entry = reader.entry(line);
        if matches!(entry.value, Written::Block) {
            let from = if entry.key.is_some() { entry.start } else { entry.first };
            block = Some(text[line..from].chars().count());
        }
        reader.lines.entries.push(entry);
    }
    reader.lines
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    /// The start of the latest line.
    line: usize,
    /// The column of the latest key or dash.
    base: usize,
    lines: Lines,
}

fn is_blank(character: char) -> bool {
    matches!(character, ' ' | '\t') || is_wide_space(character)
}

fn is_end(character: Option<char>) -> bool {
    matches!(character, None | Some('\n' | '\r'))
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn line_end(&self) -> usize {
        self.rest().find(['\n', '\r']).map_or(self.text.len(), |length| self.at + length)
    }

    fn skip_line(&mut self) {
        self.at = self.line_end();
        self.at += if self.rest().starts_with("\r\n") { 2 } else { usize::from(self.at < self.text.len()) };
    }

    /// Its width without spaces that are none of YAML's: those end a block scalar.
    fn indentation(&self) -> usize {
        self.rest().bytes().take_while(|byte| *byte == b' ').count()
    }

    fn is_line_empty(&self) -> bool {
        let line = &self.text[self.at..self.line_end()];
        let line = line.trim_matches(is_blank);
        line.is_empty() || line.starts_with('#')
    }

    /// Moves over blanks, and gives the wide ones among them.
    fn blanks(&mut self) -> Option<Span> {
        let blanks = &self.rest()[..self.rest().len() - self.rest().trim_start_matches(is_blank).len()];
        let wide = wide_part(blanks, self.at);
        self.at += blanks.len();
        wide
    }

    fn blanks_around(&mut self) {
        let wide = self.blanks();
        self.lines.around.extend(wide);
    }

    fn misplaced_blanks(&mut self) {
        let first_of_line = self.lines.misplaced.last().is_none_or(|last| last.start < self.line);
        let wide = self.blanks().filter(|_| first_of_line);
        self.lines.misplaced.extend(wide);
    }

    fn entry(&mut self, line: usize) -> Entry {
        self.line = line;
        self.misplaced_blanks();
        let first = self.at;
        let goes_on = matches!(self.lines.entries.last(), Some(Entry { value: Written::Plain(_), .. }))
            && self.text[line..first].chars().count() > self.base;
        while !goes_on
            && self.rest().starts_with('-')
            && self.rest()[1..].chars().next().is_none_or(|next| is_blank(next) || is_end(Some(next)))
        {
            self.at += 1;
            self.misplaced_blanks();
        }
        let mut entry = Entry { line, first, start: self.at, key: None, value: Written::Nothing, rest: None };
        entry.key = self.key();
        // A value below its key goes on in the same column.
        if entry.key.is_some() || entry.start > first {
            self.base = self.text[line..first].chars().count();
        }
        let is_more_text = goes_on && entry.key.is_none();
        entry.value = if is_more_text { Written::Plain(self.plain()) } else { self.value(self.base) };
        entry.rest = self.finish_line(&entry.value);
        entry
    }

    /// The key here, if a colon follows it; moves after the colon and its blanks.
    fn key(&mut self) -> Option<Span> {
        let start = self.at;
        let line = &self.text[start..self.line_end()];
        let (end, colon) = match line.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                let close = 1 + line[1..].find(quote)?;
                let after = line[close + 1..].trim_start_matches(is_blank);
                (close + 1, line.len() - after.len())
            }
            Some('[' | '{' | '#' | '|' | '>') | None => return None,
            Some(_) => {
                let colon = plain_key(line)?;
                (line[..colon].trim_end_matches(is_blank).len(), colon)
            }
        };
        if !line[colon..].starts_with(':') || !is_after_colon(line, colon) || end == 0 {
            return None;
        }
        self.at = start + end;
        self.blanks_around();
        self.at += 1;
        self.blanks_around();
        Some(Span::new(start, start + end))
    }

    fn value(&mut self, base: usize) -> Written {
        match self.peek() {
            None | Some('\n' | '\r' | '#') => Written::Nothing,
            Some('"' | '\'') => self.quoted(base),
            Some('[' | '{') => self.flow(base),
            Some('|' | '>') => Written::Block,
            Some(_) => Written::Plain(self.plain()),
        }
    }

    /// To the end of its line or to a comment.
    fn plain(&mut self) -> Span {
        let (start, line) = (self.at, &self.text[self.at..self.line_end()]);
        let end = comment(line).unwrap_or(line.len());
        let held = line[..end].trim_end_matches(is_blank).len();
        self.lines.around.extend(wide_part(&self.text[start + held..start + end], start + held));
        self.at = start + end;
        Span::new(start, start + held)
    }

    /// A quote that is open where a line begins no further right than its entry's is not closed on purpose.
    fn quoted(&mut self, base: usize) -> Written {
        let open = self.at;
        let quote = self.text.as_bytes()[open];
        let bytes = self.text.as_bytes();
        let mut at = open + 1;
        while at < bytes.len() {
            match bytes[at] {
                b'\\' if quote == b'"' => at += 1,
                b'\'' if quote == b'\'' && bytes.get(at + 1) == Some(&b'\'') => at += 1,
                byte if byte == quote => {
                    self.at = at + 1;
                    return Written::Quoted { open, close: Some(at) };
                }
                b'\n' | b'\r' if self.begins_entry(at + 1, base, false) => break,
                _ => {}
            }
            at += 1;
        }
        self.at = at.min(bytes.len());
        Written::Quoted { open, close: None }
    }

    /// Whether the line there is one of the entry's siblings or beyond: for `sure`, one with a dash or a key.
    fn begins_entry(&self, line: usize, base: usize, sure: bool) -> bool {
        let Some(text) = self.text.get(line..) else { return false };
        let text = text.split(['\n', '\r']).next().unwrap_or_default();
        let content = text.trim_start_matches(is_blank);
        let indent = text[..text.len() - content.len()].chars().count();
        if content.is_empty() || indent > base {
            return false;
        }
        let is_item = content.strip_prefix('-').is_some_and(|rest| rest.starts_with(is_blank));
        !sure || is_item || plain_key(content).is_some_and(|colon| is_word(&content[..colon]))
    }

    fn flow(&mut self, base: usize) -> Written {
        let mut open = Vec::new();
        let (mut cut, mut mismatched) = (None, None);
        while let Some(character) = self.peek() {
            let width = character.len_utf8();
            match character {
                '[' | '{' => {
                    open.push(self.at);
                    self.at += width;
                    self.blanks_around();
                }
                ']' | '}' => {
                    let expected = if character == ']' { b'[' } else { b'{' };
                    let is_match = open.pop().is_some_and(|at| self.text.as_bytes()[at] == expected);
                    mismatched = mismatched.or((!is_match).then_some(self.at));
                    self.at += width;
                    if open.is_empty() {
                        return Written::Flow { unclosed: None, cut, mismatched };
                    }
                    self.blanks_around();
                }
                ',' => {
                    self.at += width;
                    self.blanks_around();
                }
                '"' | '\'' => match self.quoted(base) {
                    Written::Quoted { open, close: None } => return Written::Quoted { open, close: None },
                    _ => self.blanks_around(),
                },
                '\n' | '\r' => {
                    if self.begins_entry(self.at + 1, base, true) {
                        return Written::Flow { unclosed: open.last().copied(), cut, mismatched };
                    }
                    self.at += width;
                    self.line = self.at;
                    self.misplaced_blanks();
                }
                '#' if self.text[..self.at].ends_with([' ', '\t', '\n', '\r']) => {
                    cut = cut.or(Some(self.at));
                    self.at = self.line_end();
                }
                _ => self.flow_text(),
            }
        }
        Written::Flow { unclosed: open.last().copied(), cut, mismatched }
    }

    /// A key with its colon, or a value without quotes, within brackets.
    fn flow_text(&mut self) {
        let start = self.at;
        let text = self.rest();
        // The rest of a line is not searched for each of its values.
        let ends = |(at, character): &(usize, char)| match character {
            ',' | '[' | ']' | '{' | '}' | '\n' | '\r' => true,
            ':' => is_after_colon(text, *at),
            '#' => is_comment(text, *at),
            _ => false,
        };
        let (end, is_key) = text.char_indices().find(ends).map_or((text.len(), false), |(at, c)| (at, c == ':'));
        let held = text[..end].trim_end_matches(is_blank).len();
        let first = text.chars().next().map_or(1, char::len_utf8);
        self.at = start + if held == 0 && !is_key { first } else { held };
        self.blanks_around();
        if is_key {
            self.at += usize::from(self.rest().starts_with(':'));
            self.blanks_around();
        }
    }

    /// What follows a value on its line; moves to the next line.
    fn finish_line(&mut self, value: &Written) -> Option<Span> {
        let rest = match value {
            Written::Quoted { close: Some(_), .. } | Written::Flow { unclosed: None, .. } => {
                self.blanks_around();
                let line = &self.text[self.at..self.line_end()];
                let is_comment = line.starts_with('#') && self.text[..self.at].ends_with(is_blank);
                let held = if is_comment { "" } else { line.trim_end_matches(is_blank) };
                (!held.is_empty()).then(|| Span::new(self.at, self.at + held.len()))
            }
            _ => None,
        };
        self.skip_line();
        rest
    }
}

/// From the first wide space to the last blank; none where all are plain.
fn wide_part(blanks: &str, at: usize) -> Option<Span> {
    let first = blanks.find(is_wide_space)?;
    Some(Span::new(at + first, at + blanks.len()))
}

/// Where a `#` begins a comment: after a blank, or, followed by a space, after a wide one.
fn comment(line: &str) -> Option<usize> {
    line.match_indices('#').map(|(at, _)| at).find(|at| is_comment(line, *at))
}

fn is_comment(line: &str, hash: usize) -> bool {
    let before = line[..hash].chars().next_back();
    matches!(before, Some(' ' | '\t')) || before.is_some_and(is_wide_space) && line[hash + 1..].starts_with([' ', '\t'])
}

/// The place of a colon that ends a key: before a blank or the line's end.
fn plain_key(line: &str) -> Option<usize> {
    let end = comment(line).unwrap_or(line.len());
    line[..end].match_indices(':').map(|(at, _)| at).find(|at| is_after_colon(line, *at))
}

/// A wide space after a colon is meant as a plain one only where a word is before it.
fn is_after_colon(line: &str, colon: usize) -> bool {
    match line[colon + 1..].chars().next() {
        None | Some(' ' | '\t') => true,
        Some(next) => is_wide_space(next) && is_word(&line[..colon]),
    }
}

fn is_word(text: &str) -> bool {
    let text = text.trim_end_matches(is_blank);
    let is_of_word = |character: char| character.is_alphanumeric() || matches!(character, '_' | '-');
    (1..=MAX_WORD).contains(&text.len()) && text.chars().all(is_of_word)
}
