//! The lines of a file that a diagnostic shows: escaped, cut to the width, with the places of its labels moved along.

use std::collections::BTreeMap;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::layout::breaking;
use crate::messages::labels;
use crate::messages::words::beside;
use crate::report::model::Location;
use crate::source::{Position, SourceFile, Span};
use crate::text::{Lang, push_visible, visible};

/// Lines shown around a labelled one.
const CONTEXT: usize = 1;
/// Unlabelled lines that are shown sooner than a break.
const BRIDGE: usize = 2;
/// Bytes of one line that are looked at.
const WINDOW: usize = 8_000;
/// Of these, bytes before the first label.
const BEFORE: usize = 1_000;
/// Columns that a label's text is given at least.
const LABEL_ROOM: usize = 24;
const CUT: char = '…';

#[derive(Debug, Clone)]
pub(in crate::report) struct Label {
    /// The bytes; where they do not fit the file, the nearest that do.
    pub(in crate::report) span: Span,
    /// The words; none underlines the place alone.
    pub(in crate::report) text: String,
}

pub(in crate::report) fn labelled_places(locations: &[Location], words: &[String]) -> Vec<Label> {
    let label = |(index, location): (usize, &Location)| Label {
        span: Span::new(location.offset, location.offset.saturating_add(location.length)),
        text: words.get(index).cloned().unwrap_or_default(),
    };
    locations.iter().enumerate().map(label).collect()
}

#[derive(Debug)]
pub(in crate::report) struct Excerpt {
    pub(in crate::report) name: String,
    /// The lines shown, each with its line break.
    pub(in crate::report) text: String,
    /// Where each line starts in the text, and its number in the file.
    pub(in crate::report) lines: Vec<ShownLine>,
    /// The labels, by place in the text.
    pub(in crate::report) labels: Vec<ShownLabel>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report) struct ShownLine {
    pub(in crate::report) start: usize,
    pub(in crate::report) number: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::report) struct ShownLabel {
    pub(in crate::report) start: usize,
    pub(in crate::report) len: usize,
    pub(in crate::report) position: Position,
    /// Its lines; empty for none.
    pub(in crate::report) text: String,
}

/// A label on its one line of the file.
struct Mark {
    start: usize,
    end: usize,
    text: String,
}

struct Row {
    start: usize,
    end: usize,
    marks: Vec<Mark>,
}

impl Excerpt {
    /// The lines that labels point at and those around them; nothing when there is nothing to show.
    pub(in crate::report) fn new(file: &SourceFile, labels: &[Label], width: usize, lang: Lang) -> Option<Self> {
        let mut rows = rows(file, labels, lang);
        collapse_repeats(&mut rows, labels::ditto(lang));
        let last = *rows.last_key_value()?.0;
        let room = width.saturating_sub(last.to_string().len() + 4).max(LABEL_ROOM);
        let strips: Vec<MeasuredLine<'_>> = rows.values().map(|row| MeasuredLine::new(file, row)).collect();
        let mut excerpt = Self {
            name: visible(file.name()).into_owned(),
            text: String::new(),
            lines: Vec::new(),
            labels: Vec::new(),
        };
        for (number, strip) in rows.keys().zip(&strips) {
            excerpt.lines.push(ShownLine { start: excerpt.text.len(), number: *number });
            strip.show(strip.scroll(room), room, file, &mut excerpt);
            excerpt.text.push('\n');
        }
        excerpt.labels.sort_by_key(|label| label.start);
        Some(excerpt)
    }
}

fn rows(file: &SourceFile, labels: &[Label], lang: Lang) -> BTreeMap<usize, Row> {
    let text = file.text();
    let mut rows = BTreeMap::new();
    if text[file.mark_len()..].trim().is_empty() {
        return rows;
    }
    for label in labels {
        let (start, end) = on_one_line(file, label.span);
        let number = file.position(start).line;
        let row = rows.entry(number).or_insert_with(|| row_at(file, start));
        let words = visible(&label.text);
        match row.marks.iter_mut().find(|mark| (mark.start, mark.end) == (start, end)) {
            Some(mark) if mark.text.is_empty() => mark.text = words.into_owned(),
            Some(mark) if words.is_empty() || mark.text == words => {}
            Some(mark) => {
                mark.text.push_str(beside(lang));
                mark.text.push_str(&words);
            }
            None => row.marks.push(Mark { start, end, text: words.into_owned() }),
        }
    }
    let labelled: Vec<usize> = rows.keys().copied().collect();
    for number in &labelled {
        add_neighbours(file, &mut rows, *number, CONTEXT, false);
        add_neighbours(file, &mut rows, *number, CONTEXT, true);
    }
    let shown: Vec<usize> = rows.keys().copied().collect();
    for pair in shown.windows(2) {
        let missing = pair[1] - pair[0] - 1;
        if (1..=BRIDGE).contains(&missing) {
            add_neighbours(file, &mut rows, pair[0], missing, true);
        }
    }
    for row in rows.values_mut() {
        row.marks.sort_by_key(|mark| (mark.start, mark.end));
    }
    rows
}

/// Words that the label before has already are not said again.
fn collapse_repeats(rows: &mut BTreeMap<usize, Row>, ditto: &str) {
    let mut before = String::new();
    for mark in rows.values_mut().flat_map(|row| &mut row.marks) {
        if !mark.text.is_empty() && mark.text == before {
            ditto.clone_into(&mut mark.text);
        } else {
            before.clone_from(&mark.text);
        }
    }
}

fn row_at(file: &SourceFile, offset: usize) -> Row {
    let text = file.text();
    let start = text[..offset].rfind('\n').map_or(file.mark_len(), |at| at + 1);
    let end = text[offset..].find('\n').map_or(text.len(), |at| offset + at);
    let end = if text[start..end].ends_with('\r') { end - 1 } else { end };
    Row { start, end: end.max(start), marks: Vec::new() }
}

/// Adds lines after or before one that is shown; none past the file's last.
fn add_neighbours(file: &SourceFile, rows: &mut BTreeMap<usize, Row>, number: usize, count: usize, after: bool) {
    let text = file.text();
    let mut at = rows.get(&number).map_or(0, |row| row.start);
    for step in 1..=count {
        let next = if after {
            match text[at..].find('\n').map(|found| at + found + 1) {
                Some(next) if next < text.len() => next,
                _ => return,
            }
        } else {
            match text[..at].rfind('\n') {
                Some(found) => found,
                None => return,
            }
        };
        let row = row_at(file, next);
        at = row.start;
        rows.entry(if after { number + step } else { number - step }).or_insert(row);
    }
}

/// The part of a span on its first line that says something.
fn on_one_line(file: &SourceFile, span: Span) -> (usize, usize) {
    let text = file.text();
    let mut start = floor(text, span.start).max(file.mark_len());
    let mut end = floor(text, span.end).max(start);
    let inside = &text[start..end];
    let blank = inside.len() - inside.trim_start().len();
    // A block scalar's text begins on a later line than its span.
    if blank < inside.len() && inside[..blank].contains('\n') {
        start += blank;
    }
    if let Some(at) = text[start..end].find('\n') {
        end = start + at;
    }
    let shown = text[start..end].trim_end();
    if !shown.is_empty() {
        end = start + shown.len();
    }
    // After the last line there is nothing to show: the end of the last one that has text.
    if start == end && text[start..].trim().is_empty() {
        start = file.mark_len() + text[file.mark_len()..start].trim_end().len();
        end = start;
    }
    if text[start..end].ends_with('\r') {
        end -= 1;
    }
    // Between the two bytes of a line break there is no column.
    if start == end && text[..start].ends_with('\r') && text[start..].starts_with('\n') {
        start -= 1;
        end = start;
    }
    (start, end)
}

/// The nearest character boundary at or before an offset.
fn floor(text: &str, offset: usize) -> usize {
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

struct Glyph {
    at: usize,
    character: char,
    column: usize,
    width: usize,
}

struct MeasuredLine<'r> {
    row: &'r Row,
    glyphs: Vec<Glyph>,
    width: usize,
    cut_before: bool,
    cut_after: bool,
}

impl<'r> MeasuredLine<'r> {
    fn new(file: &SourceFile, row: &'r Row) -> Self {
        let text = file.text();
        let first = row.marks.first().map_or(row.start, |mark| mark.start);
        let from = floor(text, first.saturating_sub(BEFORE).max(row.start));
        let to = floor(text, (from + WINDOW).min(row.end)).max(from);
        let mut column = 0;
        let mut glyphs = Vec::new();
        let mut shown = String::new();
        for (at, character) in text[from..to].char_indices() {
            let before = shown.len();
            push_visible(&mut shown, character);
            let own = &shown[before..];
            let width = if own.len() == character.len_utf8() { character.width().unwrap_or(0) } else { own.width() };
            glyphs.push(Glyph { at: from + at, character, column, width });
            column += width;
        }
        Self { row, glyphs, width: column, cut_before: from > row.start, cut_after: to < row.end }
    }

    /// The column of a byte of the file.
    fn column(&self, at: usize) -> usize {
        let index = self.glyphs.partition_point(|glyph| glyph.at < at);
        self.glyphs.get(index).map_or(self.width, |glyph| glyph.column)
    }

    /// The column up to which a label wants to be seen.
    fn reach(&self, mark: &Mark, room: usize) -> usize {
        let (start, end) = (self.column(mark.start), self.column(mark.end));
        let end = end.min(start + room / 2).max(start + 1);
        let words = if mark.text.is_empty() { 0 } else { mark.text.width().min(LABEL_ROOM) + 5 };
        end.max(usize::midpoint(start, end) + words)
    }

    /// Columns to scroll for the labels to be seen, short of hiding the first. Lines around labelled ones begin at
    /// their beginning.
    fn scroll(&self, room: usize) -> usize {
        let Some(first) = self.row.marks.first() else {
            return 0;
        };
        let reach = self.row.marks.iter().map(|mark| self.reach(mark, room)).max().unwrap_or(0);
        (reach + 1).saturating_sub(room).min(self.column(first.start).saturating_sub(1))
    }

    fn show(&self, scroll: usize, room: usize, file: &SourceFile, excerpt: &mut Excerpt) {
        let line_start = excerpt.text.len();
        let cut_before = self.cut_before || (scroll > 0 && !self.glyphs.is_empty());
        let from = if cut_before { scroll.max(1) } else { 0 };
        let first = if scroll > 0 { self.glyphs.partition_point(|glyph| glyph.column <= scroll) } else { 0 };
        if cut_before {
            excerpt.text.push(CUT);
        }
        let origin = self.glyphs.get(first).map_or(from, |glyph| glyph.column).saturating_sub(usize::from(cut_before));
        let limit = origin + room;
        let whole = self.width <= limit && !self.cut_after;
        let last_column = if whole { limit } else { limit - 1 };
        let mut places = Vec::new();
        let mut written = 0;
        for glyph in self.glyphs.iter().skip(first) {
            if glyph.column + glyph.width > last_column {
                break;
            }
            places.push((glyph.at, excerpt.text.len()));
            push_visible(&mut excerpt.text, glyph.character);
            written = glyph.column + glyph.width - origin;
        }
        let end = excerpt.text.len();
        let cut_after = self.cut_after || first + places.len() < self.glyphs.len();
        if cut_after {
            excerpt.text.push(CUT);
        }
        let offset = |at: usize| {
            if self.glyphs.get(first).is_some_and(|glyph| at < glyph.at) {
                return line_start;
            }
            let index = places.partition_point(|(source, _)| *source < at);
            places.get(index).map_or(end, |(_, shown)| *shown)
        };
        for mark in &self.row.marks {
            let start = offset(mark.start);
            let len = offset(mark.end).saturating_sub(start);
            let (begin, stop) =
                (self.column(mark.start).saturating_sub(origin), self.column(mark.end).saturating_sub(origin));
            let middle = usize::midpoint(begin.min(written), stop.min(written).max(begin + 1));
            let words = room.saturating_sub(middle + 5).max(LABEL_ROOM.min(16));
            let text = textwrap::wrap(&mark.text, breaking(words)).join("\n");
            excerpt.labels.push(ShownLabel { start, len, position: file.position(mark.start), text });
        }
    }
}

#[cfg(test)]
#[path = "../../../tests/internal/report/excerpt.rs"]
mod tests;
