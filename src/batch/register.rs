//! The register of funded activity programmes: a table of the structures that the Région funds already, as CSV or as a
//! workbook.

mod head;
mod workbook;

use std::path::Path;

use self::head::Head;
use self::workbook::SheetText;
use crate::dossier::{Identifier, IdentifierFault, are_digits, fold, identifier_fault, parse_amount, without_spaces};
use crate::engine::Programme;
use crate::source::{
    MAX_CELLS, MAX_RECORD_BYTES, Next, ReadErrorKind, Record, Records, SourceFile, Span, display_path, sha256,
    table_text,
};
use crate::spreadsheet::{CellName, TableFault, holds_workbook, read_table_bytes};

/// A hundred thousand lines and more.
const MAX_BYTES: usize = 16 * 1024 * 1024;
/// Further errors are not listed.
const MAX_ERRORS: usize = 100;
/// Programmes of one structure; no report shows more.
const MAX_PROGRAMMES: usize = 100;

/// The file's text, and where the lines of each structure stand in it.
#[derive(Debug)]
pub(crate) struct Register {
    file: SourceFile,
    layout: Layout,
    /// SIRETs with the first byte of their line, sorted.
    lines: Vec<(u64, u32)>,
}

/// What stands in which column.
#[derive(Debug, Default)]
struct Layout {
    delimiter: u8,
    /// The columns' positions.
    places: [Option<usize>; RegisterColumn::ALL.len()],
    columns: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RegisterColumn {
    Siret,
    Name,
    Year,
    /// In euros.
    Amount,
    Purpose,
}

impl RegisterColumn {
    const ALL: [Self; 5] = [Self::Siret, Self::Name, Self::Year, Self::Amount, Self::Purpose];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Siret => "siret",
            Self::Name => "nom",
            Self::Year => "annee",
            Self::Amount => "montant",
            Self::Purpose => "objet",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RegisterError {
    pub kind: RegisterErrorKind,
    /// In bytes of the file.
    pub span: Span,
    /// The cell, in a workbook.
    pub cell: Option<CellName>,
}

/// The header has `NoColumn` or `TwoColumns` of a name; a line has more or fewer `Cells` than it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RegisterErrorKind {
    Read(ReadErrorKind),
    Table(TableFault),
    NoColumn(RegisterColumn),
    TwoColumns(RegisterColumn),
    Cells {
        found: usize,
        expected: usize,
    },
    Oversized {
        cells: usize,
        bytes: usize,
    },
    OpenQuote,
    Siret(IdentifierFault),
    /// It has so many digits, and would be a SIRET with zeros before them.
    LostZeros {
        digits: usize,
        likely: String,
    },
    Cell {
        column: RegisterColumn,
        found: String,
    },
    More,
}

impl RegisterErrorKind {
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::Read(_) | Self::Table(_) => "REG-FILE",
            Self::NoColumn(_) | Self::TwoColumns(_) => "REG-COLUMN",
            Self::Cells { .. } | Self::Oversized { .. } | Self::OpenQuote => "REG-CSV",
            Self::Siret(_) | Self::LostZeros { .. } | Self::Cell { .. } => "REG-VALUE",
            Self::More => "REG-MORE",
        }
    }
}

#[derive(Debug)]
pub(crate) struct BrokenRegister {
    /// Empty when it cannot be read.
    pub file: SourceFile,
    pub errors: Vec<RegisterError>,
}

impl BrokenRegister {
    fn unread(name: String, kind: RegisterErrorKind) -> Self {
        let errors = vec![RegisterError { kind, span: Span::default(), cell: None }];
        Self { file: SourceFile::new(name, ""), errors }
    }
}

impl Register {
    pub(crate) fn open(path: &Path) -> Result<Self, Box<BrokenRegister>> {
        let name = display_path(path);
        let unread = |kind| Box::new(BrokenRegister::unread(display_path(path), kind));
        let bytes = read_table_bytes(path, MAX_BYTES).map_err(|kind| unread(RegisterErrorKind::Read(kind)))?;
        let (text, sheet) = if holds_workbook(&bytes) {
            let SheetText { text, sheet } =
                SheetText::read(&bytes).map_err(|fault| unread(RegisterErrorKind::Table(fault)))?;
            (text, Some(sheet))
        } else {
            (table_text(&bytes).map_err(|kind| unread(RegisterErrorKind::Read(kind)))?, None)
        };
        Self::parse(SourceFile::new(name, text), sheet).map_err(Box::new)
    }

    /// The SHA-256 of what it holds, in hexadecimal.
    pub(crate) fn digest(&self) -> String {
        sha256(self.file.text())
    }

    /// The first of a structure's, in the order of the file.
    pub(crate) fn programmes(&self, siret: &str) -> Vec<Programme> {
        let siret = number(siret);
        let first = self.lines.partition_point(|(known, _)| Some(*known) < siret);
        let of_siret = self.lines[first..].iter().take_while(|(known, _)| Some(*known) == siret);
        of_siret.take(MAX_PROGRAMMES).filter_map(|(_, start)| self.programme(usize::try_from(*start).ok()?)).collect()
    }

    fn programme(&self, start: usize) -> Option<Programme> {
        let mut records = Records::new(self.file.text(), start, self.layout.delimiter);
        let Next::Record(record, _) = records.next() else { return None };
        let cell = |column| self.layout.cell(record, column);
        Some(Programme {
            line: self.file.position(start).line,
            name: cell(RegisterColumn::Name).to_owned(),
            year: cell(RegisterColumn::Year).parse().ok(),
            amount: parse_amount(cell(RegisterColumn::Amount)).ok(),
            purpose: cell(RegisterColumn::Purpose).to_owned(),
        })
    }

    /// Reads it from a CSV text.
    #[cfg(any(test, fuzzing))]
    pub(crate) fn read(file: SourceFile) -> Result<Self, BrokenRegister> {
        Self::parse(file, None)
    }

    /// Reads it from a text: that of a workbook's sheet, where one is named.
    fn parse(file: SourceFile, sheet: Option<String>) -> Result<Self, BrokenRegister> {
        let end = file.text().trim_end().len();
        let mut parser = RegisterParser { file: &file, sheet, end, lines: Vec::new(), errors: Vec::new() };
        let layout = parser.parse();
        let RegisterParser { mut lines, errors, .. } = parser;
        if !errors.is_empty() {
            return Err(BrokenRegister { file, errors });
        }
        lines.sort_unstable();
        Ok(Self { file, layout, lines })
    }
}

impl Layout {
    fn cell<'r>(&self, record: Record<'r>, column: RegisterColumn) -> &'r str {
        self.places[column as usize].and_then(|at| record.get(at)).unwrap_or_default().trim()
    }
}

/// A SIRET as a number; none for anything else.
fn number(siret: &str) -> Option<u64> {
    let digits = without_spaces(siret);
    are_digits(&digits, 14).then(|| digits.parse().ok()).flatten()
}

/// Why a text without spaces is no SIRET.
fn siret_error(text: &str) -> Option<RegisterErrorKind> {
    let fault = identifier_fault(Identifier::Siret, text)?;
    match fault {
        IdentifierFault::Digits(digits @ 10..14) => {
            let likely = format!("{text:0>14}");
            let is_siret = identifier_fault(Identifier::Siret, &likely).is_none();
            Some(if is_siret {
                RegisterErrorKind::LostZeros { digits, likely }
            } else {
                RegisterErrorKind::Siret(fault)
            })
        }
        fault => Some(RegisterErrorKind::Siret(fault)),
    }
}

struct RegisterParser<'f> {
    file: &'f SourceFile,
    /// The name of the sheet that the text is of, in a workbook.
    sheet: Option<String>,
    /// Where its text ends, but for empty lines.
    end: usize,
    lines: Vec<(u64, u32)>,
    errors: Vec<RegisterError>,
}

impl RegisterParser<'_> {
    fn parse(&mut self) -> Layout {
        let Head { start, delimiter } = Head::find(self.file, self.sheet.as_ref().map(|_| workbook::DELIMITER));
        let mut records = Records::new(self.file.text(), start, delimiter);
        let mut layout = None;
        loop {
            let start = records.at();
            let (record, span) = match records.next() {
                Next::End => return layout.unwrap_or_else(|| self.head(Record::EMPTY, Span::default(), delimiter)),
                Next::Oversized(end) => {
                    let span = self.line_span(start, end);
                    self.oversized(span);
                    return layout.unwrap_or_default();
                }
                Next::Record(record, end) => (record, self.line_span(start, end)),
            };
            match &layout {
                None => {
                    let head = self.head(record, span, delimiter);
                    // Without its columns no line can be read.
                    if !self.errors.is_empty() {
                        return head;
                    }
                    layout = Some(head);
                }
                Some(layout) if self.errors.len() < MAX_ERRORS => self.line(layout, record, span),
                Some(_) => {
                    self.report(RegisterErrorKind::More, span);
                    return layout.unwrap_or_default();
                }
            }
        }
    }

    /// The span of a record, without the empty lines before it and its own line end.
    fn line_span(&self, start: usize, end: usize) -> Span {
        let text = self.file.text().get(start..end).unwrap_or_default();
        let start = start + text.len() - text.trim_start_matches(['\r', '\n']).len();
        Span::new(start, start + text.trim_matches(['\r', '\n']).len())
    }

    fn report(&mut self, kind: RegisterErrorKind, span: Span) {
        self.report_at(kind, span, 0);
    }

    /// Reports an error in a column, counted from 0.
    fn report_at(&mut self, kind: RegisterErrorKind, span: Span, column: usize) {
        let cell = self.sheet.as_ref().map(|sheet| CellName {
            sheet: Some(sheet.clone()),
            // Each line of the text is a row of the sheet.
            row: u32::try_from(self.file.position(span.start).line - 1).unwrap_or(u32::MAX),
            column: u32::try_from(column).unwrap_or(u32::MAX),
        });
        self.errors.push(RegisterError { kind, span, cell });
    }

    fn head(&mut self, record: Record<'_>, span: Span, delimiter: u8) -> Layout {
        let names: Vec<String> = record.iter().map(fold).collect();
        let mut places = [None; RegisterColumn::ALL.len()];
        for (column, place) in RegisterColumn::ALL.into_iter().zip(&mut places) {
            let mut found = names.iter().enumerate().filter(|(_, name)| *name == column.name()).map(|(at, _)| at);
            *place = found.next();
            match (*place, found.next()) {
                (None, _) => self.report(RegisterErrorKind::NoColumn(column), span),
                (_, Some(_)) => self.report(RegisterErrorKind::TwoColumns(column), span),
                _ => {}
            }
        }
        Layout { delimiter, places, columns: names.len() }
    }

    /// What a quotation mark that is never closed takes into its cell is soon too much for one.
    fn oversized(&mut self, span: Span) {
        let kind = if self.file.slice(span).matches('"').count() % 2 == 1 {
            RegisterErrorKind::OpenQuote
        } else {
            RegisterErrorKind::Oversized { cells: MAX_CELLS, bytes: MAX_RECORD_BYTES }
        };
        self.report(kind, Span::new(span.start, span.start));
    }

    /// Checks that a record has a cell for each column.
    fn misshapen(&self, layout: &Layout, record: Record<'_>, span: Span) -> Option<RegisterErrorKind> {
        // An unclosed quotation mark extends its cell to the end of the file.
        if span.end + 1 >= self.end && self.file.slice(span).matches('"').count() % 2 == 1 {
            return Some(RegisterErrorKind::OpenQuote);
        }
        let (found, expected) = (record.len(), layout.columns);
        (found != expected).then_some(RegisterErrorKind::Cells { found, expected })
    }

    fn line(&mut self, layout: &Layout, record: Record<'_>, span: Span) {
        if record.iter().all(|cell| cell.trim().is_empty()) {
            return;
        }
        if let Some(kind) = self.misshapen(layout, record, span) {
            self.report(kind, span);
            return;
        }
        let cell = |column| layout.cell(record, column);
        // A quoted cell that differs from its value is located by its line.
        let place = |found: &str| match self.file.slice(span).find(found) {
            Some(at) if !found.is_empty() => Span::new(span.start + at, span.start + at + found.len()),
            _ => span,
        };
        let mut errors = Vec::new();
        let siret = cell(RegisterColumn::Siret);
        if let Some(kind) = siret_error(&without_spaces(siret)) {
            errors.push((RegisterColumn::Siret, kind, place(siret)));
        }
        let mut wrong = |column, found: &str| {
            errors.push((column, RegisterErrorKind::Cell { column, found: found.to_owned() }, place(found)));
        };
        let year = cell(RegisterColumn::Year);
        if !year.is_empty() && !are_digits(year, 4) {
            wrong(RegisterColumn::Year, year);
        }
        let amount = cell(RegisterColumn::Amount);
        if !amount.is_empty() && parse_amount(amount).is_err() {
            wrong(RegisterColumn::Amount, amount);
        }
        for (column, kind, span) in errors {
            self.report_at(kind, span, layout.places[column as usize].unwrap_or_default());
        }
        self.lines.extend(number(siret).zip(u32::try_from(span.start).ok()));
    }
}

#[cfg(test)]
#[path = "../../tests/internal/batch/register.rs"]
mod tests;
