//! How high rows are. Not every program measures texts when it opens a workbook, and the library that writes one keeps
//! much of each row whose height it is told: so heights are counted here, and put into the finished workbook.

use std::io::{self, BufRead, BufReader, Write};

use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, ZipArchive};

use super::container::Container;
use crate::report::model::Cell;
use crate::report::table::Head;

/// The height of a line of Arial in ten points.
const LINE: f64 = 12.75;
/// The most that a row can take.
const MAX_LINES: usize = 32;
/// What a line of a column holds for each character of its width, in thousandths of the font's size.
const ROOM: f64 = 556.0;
/// What goes of it for the space around a text, and the rounding of widths.
const MARGIN: usize = 200;

/// The lines of each row of a sheet, in order, at a byte each.
#[derive(Debug, Default)]
pub(super) struct Heights(Vec<u8>);

impl Heights {
    /// Adds the next row.
    pub(super) fn add(&mut self, cells: &[Cell], head: &[Head]) {
        let lines = |(cell, head): (&Cell, &Head)| match cell {
            Cell::Text(text) => lines(text, head.width),
            _ => 1,
        };
        let most = cells.iter().zip(head).map(lines).max().unwrap_or(1).min(MAX_LINES);
        self.0.push(u8::try_from(most).unwrap_or(u8::MAX));
    }

    /// Adds the row of the names.
    pub(super) fn add_head(&mut self, head: &[Head]) {
        // Bold letters are wider, and a button stands beside them.
        let most = head.iter().map(|head| lines(&head.name, head.width * 0.85)).max().unwrap_or(1);
        self.0.push(u8::try_from(most).unwrap_or(u8::MAX));
    }

    /// Of a row, counted from 1.
    fn of(&self, row: usize) -> Option<f64> {
        self.0.get(row.checked_sub(1)?).map(|lines| f64::from(*lines) * LINE)
    }
}

/// The lines that a text takes in a column, broken between words, or within one that is longer than a line.
fn lines(text: &str, width: f64) -> usize {
    // A width is a few characters.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a width is a few characters")]
    let room = ((width * ROOM) as usize).saturating_sub(MARGIN).max(1_000);
    let (mut lines, mut used) = (1_usize, 0_usize);
    for word in text.split_inclusive([' ', '-', '/']) {
        let size: usize = word.trim_end_matches(' ').chars().map(size).sum();
        if used > 0 && used + size > room {
            lines += 1;
            used = 0;
        }
        // A long word begins on a line of its own, and goes on.
        lines += size.saturating_sub(1) / room;
        used += size % room + if word.ends_with(' ') { self::size(' ') } else { 0 };
        if lines > MAX_LINES {
            break;
        }
    }
    lines
}

/// The width of a character in Arial, in thousandths of the font's size.
fn size(character: char) -> usize {
    match character {
        'i' | 'j' | 'l' | '\'' | '’' => 222,
        ' ' | '.' | ',' | ':' | ';' | '!' | '/' | '|' | 'f' | 't' | 'I' | '\u{a0}' | '\u{202f}' => 278,
        'r' | '(' | ')' | '-' => 333,
        'c' | 'k' | 's' | 'v' | 'x' | 'y' | 'z' | 'ç' => 500,
        'A'..='L' | 'N'..='V' | 'X'..='Z' | 'w' | 'À'..='Þ' => 722,
        'm' | 'M' => 833,
        'W' | 'œ' | 'æ' | '…' | '—' | '%' | '\u{1100}'.. => 1_000,
        _ => 556,
    }
}

/// Copies a workbook, with the heights of the rows of some of its sheets, which are numbered from 0.
pub(super) fn put_into(book: Container, sheets: &[(usize, &Heights)]) -> io::Result<Container> {
    let mut from = ZipArchive::new(book.into_file()?).map_err(io::Error::other)?;
    let mut to = Container::new()?;
    let mut out = ZipWriter::new(&mut to);
    for index in 0..from.len() {
        let part = from.by_index(index).map_err(io::Error::other)?;
        let name = part.name().map_err(io::Error::other)?.into_owned();
        let is_sheet = |(at, _): &&(usize, &Heights)| name == format!("xl/worksheets/sheet{}.xml", at + 1);
        let Some((_, heights)) = sheets.iter().find(is_sheet) else {
            out.raw_copy_file(part).map_err(io::Error::other)?;
            continue;
        };
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(part.last_modified().unwrap_or_default())
            .large_file(part.size() > u64::from(u32::MAX));
        out.start_file(name, options).map_err(io::Error::other)?;
        copy(BufReader::new(part), heights, &mut out)?;
    }
    out.finish().map_err(io::Error::other)?;
    Ok(to)
}

/// Copies a sheet, tag by tag.
fn copy(mut sheet: impl BufRead, heights: &Heights, out: &mut impl Write) -> io::Result<()> {
    let mut tag = Vec::new();
    while sheet.read_until(b'>', &mut tag)? > 0 {
        let row = row(&tag);
        match row.and_then(|row| heights.of(row)) {
            Some(height) => {
                out.write_all(tag.strip_suffix(b">").unwrap_or(&tag))?;
                write!(out, " ht=\"{height}\">")?;
            }
            None => out.write_all(&tag)?,
        }
        tag.clear();
    }
    Ok(())
}

/// The number of the row that a tag begins, where it begins one.
fn row(tag: &[u8]) -> Option<usize> {
    let number = tag.strip_prefix(b"<row r=\"")?;
    let end = number.iter().position(|byte| *byte == b'"')?;
    str::from_utf8(&number[..end]).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_broken_between_words_and_within_long_ones() {
        assert_eq!([lines("", 10.0), lines("Lens", 10.0), lines("Centre social de Lens", 10.0)], [1, 1, 3]);
        assert_eq!(lines(&"x".repeat(100), 20.0), 5);
        assert_eq!(lines("un mot, puis un-mot-compose-de-plusieurs", 20.0), 2);
        assert!(lines(&"mot ".repeat(10_000), 5.0) > MAX_LINES);
    }

    #[test]
    fn heights_stand_in_the_tags_of_their_rows() {
        let heights = Heights(vec![2, 1]);
        let mut out = Vec::new();
        let sheet = b"<row r=\"1\" spans=\"1:1\"><c><t>a > b</t></c></row><row r=\"2\"><row r=\"3\">";
        copy(&sheet[..], &heights, &mut out).unwrap();
        let expected =
            "<row r=\"1\" spans=\"1:1\" ht=\"25.5\"><c><t>a > b</t></c></row><row r=\"2\" ht=\"12.75\"><row r=\"3\">";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }
}
