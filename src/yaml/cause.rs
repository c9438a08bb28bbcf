//! Where a mistake begins: the parser often notices it lines later.

use super::lines::{self, Entry, Written};
use super::spaces::MAX_LINE;
use super::syntax::character_at;
use super::tree::{Syntax, YamlError, YamlErrorKind};
use crate::source::Span;
use crate::text::beginning;

/// A better account of what the parser noticed, at its line or before it.
pub(super) fn find(text: &str, noticed: &YamlError) -> Option<YamlError> {
    let YamlErrorKind::Syntax(syntax) = noticed.kind else { return None };
    let at = noticed.span.start;
    let entries = lines::read(text).entries;
    let context = Context { text, entries: &entries };
    let last = entries.partition_point(|entry| entry.line <= at).checked_sub(1)?;
    let before = (0..=last).find_map(|index| context.broken(index));
    before.or_else(|| context.at_line(last, syntax, noticed.span))
}

struct Context<'t> {
    text: &'t str,
    entries: &'t [Entry],
}

impl Context<'_> {
    /// A mistake that is none of the lines after it: quotes, brackets, a key further right than the one above.
    fn broken(&self, index: usize) -> Option<YamlError> {
        let entry = &self.entries[index];
        let error = |syntax, at| Some(Self::error(syntax, character_at(self.text, at)));
        match (&entry.value, entry.rest) {
            (Written::Quoted { open, close: None }, _) => error(Syntax::UnclosedQuote, *open),
            (Written::Flow { mismatched: Some(at), .. }, _) => error(Syntax::StrayBracket, *at),
            (Written::Flow { unclosed: Some(open), cut: Some(cut), .. }, _) if self.hides(*open, *cut) => {
                error(Syntax::CutByComment, *cut)
            }
            (Written::Flow { unclosed: Some(open), .. }, _) => {
                let bracket = if self.text[*open..].starts_with('{') { '{' } else { '[' };
                error(Syntax::UnclosedBracket(bracket), *open)
            }
            (Written::Quoted { open, .. }, Some(rest)) => {
                let whole = self.text[*open..rest.end].trim_end_matches([',', ';']);
                let quote = whole.chars().next().unwrap_or_default();
                let is_whole = whole.len() + *open <= rest.start;
                let inner = whole.strip_prefix(quote).and_then(|inner| inner.strip_suffix(quote)).unwrap_or(whole);
                let value = if is_whole { whole.to_owned() } else { quoted(inner) };
                let error = self.rewritten(entry, Syntax::AfterQuote, rest.start, &value);
                Some(if are_quoted(whole) { self.quoted_texts(entry, *open, whole, error) } else { error })
            }
            (Written::Flow { .. }, Some(rest)) if !self.text[rest.start..].starts_with([']', '}']) => {
                Some(self.after_bracket(entry, rest))
            }
            _ => self.further_right(index),
        }
    }

    /// From the first of several texts on, whose place it is.
    fn quoted_texts(&self, entry: &Entry, open: usize, texts: &str, error: YamlError) -> YamlError {
        let key = entry.key.map(|key| self.text[key.start..key.end].to_owned());
        match (key, error) {
            (Some(key), YamlError { kind: YamlErrorKind::Rewritten { line, .. }, related, .. }) => {
                let kind = YamlErrorKind::QuotedTexts { key, texts: texts.to_owned(), line };
                YamlError { kind, span: Span::new(open, open + texts.len()), related }
            }
            (_, error) => error,
        }
    }

    /// Whether the comment takes the rest of the line that the bracket is on.
    fn hides(&self, open: usize, cut: usize) -> bool {
        open < cut && !self.text[open..cut].contains(['\n', '\r'])
    }

    fn after_bracket(&self, entry: &Entry, rest: Span) -> YamlError {
        let value = self.value_start(entry);
        let closing = self.text[..rest.start].trim_end().chars().next_back().unwrap_or_default();
        let (first, second) = (&self.text[value..rest.start], &self.text[rest.start..rest.end]);
        let is_sign = second.trim_matches([',', ';', '.', ' ']).is_empty();
        if closing == '}' && !is_sign {
            return Self::error(Syntax::AfterBracket(closing), character_at(self.text, rest.start));
        }
        let second_list = second.strip_prefix(',').unwrap_or(second).trim_start().strip_prefix('[');
        let value = match second_list.filter(|_| closing == ']' && first.starts_with('[')) {
            _ if is_sign => first.trim_end().to_owned(),
            Some(second) => format!("{}, {second}", first.trim_end().trim_end_matches(']')),
            None => quoted(&format!("{first}{second}")),
        };
        self.rewritten(entry, Syntax::AfterBracket(closing), rest.start, &value)
    }

    /// A key further right than one above that has a value of its own.
    fn further_right(&self, index: usize) -> Option<YamlError> {
        let (entry, above) = (&self.entries[index], self.entries.get(index.checked_sub(1)?)?);
        let has_value = !matches!(above.value, Written::Nothing | Written::Block);
        let (found, expected) = (Self::column(entry), Self::column(above));
        let is_name = |key: Span| self.text[key.start..key.end].bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'_'));
        let is_plain = |entry: &Entry| entry.key.is_some_and(is_name) && entry.first == entry.start;
        if !is_plain(entry) || above.key.is_none() || !has_value || found <= expected {
            return None;
        }
        // The line above may be the one that is not in its column.
        let before = index.checked_sub(2).map(|before| &self.entries[before]);
        if is_plain(above) && before.is_some_and(|before| Self::column(before) == found) {
            return Some(self.indentation(above, expected, found));
        }
        Some(self.indentation(entry, found, expected))
    }

    /// What the parser noticed in the line of this entry.
    fn at_line(&self, index: usize, syntax: Syntax, noticed: Span) -> Option<YamlError> {
        let entry = &self.entries[index];
        let above = index.checked_sub(1).and_then(|above| self.entries.get(above));
        if let Some(error) = self.not_a_dash(entry, above) {
            return Some(error);
        }
        if entry.first < entry.start && matches!(syntax, Syntax::Indentation { .. } | Syntax::MisplacedDash) {
            let misplaced = || Self::error(Syntax::MisplacedDash, character_at(self.text, entry.first));
            return self.dash_in_another_column(index).or_else(|| Some(misplaced()));
        }
        if let Syntax::Indentation { .. } = syntax {
            return self.among_siblings(index);
        }
        let is_about_keys = matches!(syntax, Syntax::MissingColon | Syntax::ColonInValue);
        let group = index.checked_sub(1).filter(|_| is_about_keys);
        if let Some(error) = group.and_then(|above| self.group_without_colon(above)) {
            return Some(error);
        }
        let above = above.filter(|above| Self::column(above) == Self::column(entry));
        if let Some(error) = self.not_an_entry(index, syntax).or_else(|| {
            above?;
            self.not_an_entry(index.checked_sub(1)?, syntax)
        }) {
            return Some(error);
        }
        let Written::Plain(span) = entry.value else { return None };
        let value = &self.text[span.start..span.end];
        match value.chars().next() {
            Some('?') if entry.key.is_some() => {
                Some(self.rewritten(entry, Syntax::ReservedCharacter('?'), span.start, &quoted(value)))
            }
            Some(first @ ('@' | '`' | '%')) if entry.key.is_some() => {
                Some(self.rewritten(entry, Syntax::ReservedCharacter(first), span.start, &quoted(value)))
            }
            Some(first @ ',') if entry.key.is_some() => {
                Some(self.rewritten(entry, Syntax::ReservedCharacter(first), span.start, &quoted(value)))
            }
            _ if syntax == Syntax::ColonInValue && entry.key.is_some() && span.contains(noticed.start) => {
                Some(self.colon_in_value(entry, noticed.start, value))
            }
            _ => None,
        }
    }

    /// A text with a colon, or a line's keys without their braces.
    fn colon_in_value(&self, entry: &Entry, at: usize, value: &str) -> YamlError {
        let is_word = |key: &str| !key.is_empty() && key.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'_'));
        let mut parts = value.split(", ").skip(1).map(|part| part.split_once(": ").map_or("", |(key, _)| key));
        if entry.first == entry.start || !parts.any(is_word) {
            return self.rewritten(entry, Syntax::ColonInValue, at, &quoted(value));
        }
        let key = entry.key.map_or("", |key| &self.text[key.start..key.end]);
        self.line(Syntax::ColonInValue, at, format!("- {{ {key}: {value} }}"))
    }

    /// Another sign where a dash is meant, or a dash without its space.
    fn not_a_dash(&self, entry: &Entry, above: Option<&Entry>) -> Option<YamlError> {
        let line = self.text[entry.first..].split(['\n', '\r']).next().unwrap_or_default().trim_end();
        if entry.first < entry.start || line.len() > MAX_LINE {
            return None;
        }
        if let Some(value) = line.strip_prefix('-').filter(|value| value.starts_with(['{', '[', '"'])) {
            return Some(self.line(Syntax::NoSpaceAfterDash, entry.first, format!("- {value}")));
        }
        above.filter(|above| above.first < above.start)?;
        let value = line.trim_start_matches(['*', '•', '·', '–', '—', '−', '+']).trim_start();
        (value.starts_with('{') || value.len() < line.len())
            .then(|| self.line(Syntax::MissingDash, entry.first, format!("- {value}")))
    }

    fn line(&self, syntax: Syntax, at: usize, line: String) -> YamlError {
        let kind = YamlErrorKind::Rewritten { syntax, line };
        YamlError { kind, span: character_at(self.text, at), related: None }
    }

    /// A line that has neither a key nor a dash, as it is written.
    fn not_an_entry(&self, index: usize, noticed: Syntax) -> Option<YamlError> {
        let entry = &self.entries[index];
        let place = character_at(self.text, entry.first);
        let Written::Plain(span) = entry.value else { return None };
        if entry.key.is_some() || entry.first != entry.start {
            return None;
        }
        let value = &self.text[span.start..span.end];
        if value.contains('\t') {
            return Some(Self::error(Syntax::PastedRow, place));
        }
        let (word, after) = value.split_once(':').unwrap_or((value, ""));
        if after.is_empty() || !word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_') {
            let is_about_keys = matches!(noticed, Syntax::MissingColon | Syntax::ColonInValue);
            if let Some(error) = self.group_without_colon(index).filter(|_| is_about_keys) {
                return Some(error);
            }
            return is_about_keys.then(|| Self::error(Syntax::MissingColon, place));
        }
        let line = beginning(after, MAX_LINE);
        Some(self.line(Syntax::NoSpaceAfterColon, entry.first, format!("{word}: {line}")))
    }

    /// A word alone with keys or lines below it, further right.
    fn group_without_colon(&self, index: usize) -> Option<YamlError> {
        let (entry, next) = (&self.entries[index], self.entries.get(index + 1)?);
        let Written::Plain(span) = entry.value else { return None };
        let word = &self.text[span.start..span.end];
        let is_word = word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        let is_alone = entry.key.is_none() && entry.first == entry.start;
        (is_word && is_alone && Self::column(next) > Self::column(entry))
            .then(|| self.line(Syntax::MissingColon, entry.first, format!("{word}:")))
    }

    /// Of lines in two columns where one is meant, those that are fewer.
    fn among_siblings(&self, index: usize) -> Option<YamlError> {
        let entry = &self.entries[index];
        let found = Self::column(entry);
        let first = (0..index).rev().take_while(|at| Self::column(&self.entries[*at]) > found).last()?;
        let other = Self::column(&self.entries[first]);
        let before = self.entries[first..index].iter().filter(|entry| Self::column(entry) == other).count();
        let after = self.entries[index..].iter().take_while(|entry| Self::column(entry) >= found);
        let after = after.filter(|entry| Self::column(entry) == found).count();
        // A group in the first column would be no part of what is above.
        if before < after && found > 0 {
            return Some(self.indentation(&self.entries[first], other, found));
        }
        Some(self.indentation(entry, found, other))
    }

    /// A dash that is not in the column of the one above.
    fn dash_in_another_column(&self, index: usize) -> Option<YamlError> {
        let dash = |entry: &Entry| entry.first - entry.line;
        let found = dash(&self.entries[index]);
        // A key in that column or further left has the list, or has none.
        let mut above =
            self.entries[..index].iter().rev().take_while(|entry| entry.first < entry.start || dash(entry) > found);
        let above = above.find(|entry| entry.first < entry.start)?;
        (dash(above) != found).then(|| self.indentation(&self.entries[index], found, dash(above)))
    }

    fn indentation(&self, entry: &Entry, found: usize, expected: usize) -> YamlError {
        let syntax = Syntax::Indentation { found, expected: Some(expected) };
        Self::error(syntax, character_at(self.text, entry.first))
    }

    fn column(entry: &Entry) -> usize {
        entry.start - entry.line
    }

    fn value_start(&self, entry: &Entry) -> usize {
        let Some(key) = entry.key else { return entry.start };
        let after = &self.text[key.end..];
        let colon = after.find(':').map_or(0, |colon| colon + 1);
        key.end + colon + after[colon..].len() - after[colon..].trim_start().len()
    }

    fn error(syntax: Syntax, span: Span) -> YamlError {
        YamlError { kind: YamlErrorKind::Syntax(syntax), span, related: None }
    }

    /// With the entry's key and another value.
    fn rewritten(&self, entry: &Entry, syntax: Syntax, at: usize, value: &str) -> YamlError {
        let key = entry.key.map(|key| &self.text[key.start..key.end]);
        let line = key.map_or_else(|| format!("- {value}"), |key| format!("{key}: {value}"));
        let span = character_at(self.text, at);
        if line.contains(['\n', '\r']) || line.chars().count() > MAX_LINE {
            return Self::error(syntax, span);
        }
        YamlError { kind: YamlErrorKind::Rewritten { syntax, line }, span, related: None }
    }
}

/// Whether the text is several texts in quotes, with commas between them.
fn are_quoted(text: &str) -> bool {
    let is_quoted = |part: &str| {
        let part = part.trim();
        part.len() > 2 && ['"', '\''].iter().any(|quote| part.starts_with(*quote) && part.ends_with(*quote))
    };
    text.contains(',') && text.split(',').all(is_quoted)
}

/// In double quotes, or in single ones where the text has double ones.
fn quoted(text: &str) -> String {
    if text.contains(['"', '\\']) { format!("'{}'", text.replace('\'', "''")) } else { format!("\"{text}\"") }
}
