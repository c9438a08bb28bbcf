//! The register of funded activity programmes: a CSV file of the structures that the Région funds already.

mod head;

use std::path::Path;

use self::head::Head;
use crate::dossier::{Identifier, IdentifierFault, are_digits, fold, identifier_fault, parse_amount, without_spaces};
use crate::engine::Programme;
use crate::source::{
    MAX_CELLS, MAX_RECORD_BYTES, Next, ReadError, ReadErrorKind, Record, Records, SourceFile, Span, display_path,
    read_table,
};

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
}

/// The header has `NoColumn` or `TwoColumns` of a name; a line has more or fewer `Cells` than it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RegisterErrorKind {
    Read(ReadErrorKind),
    NoColumn(RegisterColumn),
    TwoColumns(RegisterColumn),
    Cells { found: usize, expected: usize },
    Oversized { cells: usize, bytes: usize },
    OpenQuote,
    Siret(IdentifierFault),
    Cell { column: RegisterColumn, found: String },
    More,
}

impl RegisterErrorKind {
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::Read(_) => "REG-FILE",
            Self::NoColumn(_) | Self::TwoColumns(_) => "REG-COLUMN",
            Self::Cells { .. } | Self::Oversized { .. } | Self::OpenQuote => "REG-CSV",
            Self::Siret(_) | Self::Cell { .. } => "REG-VALUE",
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

impl From<ReadError> for BrokenRegister {
    fn from(error: ReadError) -> Self {
        let errors = vec![RegisterError { kind: RegisterErrorKind::Read(error.kind), span: Span::default() }];
        Self { file: SourceFile::new(error.name, ""), errors }
    }
}

impl Register {
    pub(crate) fn open(path: &Path) -> Result<Self, Box<BrokenRegister>> {
        let file =
            read_table(path, display_path(path), MAX_BYTES).map_err(|error| Box::new(BrokenRegister::from(error)))?;
        Self::read(file).map_err(Box::new)
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

    pub(crate) fn read(file: SourceFile) -> Result<Self, BrokenRegister> {
        let mut parser =
            RegisterParser { file: &file, end: file.text().trim_end().len(), lines: Vec::new(), errors: Vec::new() };
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

struct RegisterParser<'f> {
    file: &'f SourceFile,
    /// Where its text ends, but for empty lines.
    end: usize,
    lines: Vec<(u64, u32)>,
    errors: Vec<RegisterError>,
}

impl RegisterParser<'_> {
    fn parse(&mut self) -> Layout {
        let Head { start, delimiter } = Head::find(self.file);
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
        self.errors.push(RegisterError { kind, span });
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
        if let Some(fault) = identifier_fault(Identifier::Siret, &without_spaces(siret)) {
            errors.push(RegisterError { kind: RegisterErrorKind::Siret(fault), span: place(siret) });
        }
        let mut wrong = |column, found: &str| {
            let kind = RegisterErrorKind::Cell { column, found: found.to_owned() };
            errors.push(RegisterError { kind, span: place(found) });
        };
        let year = cell(RegisterColumn::Year);
        if !year.is_empty() && !are_digits(year, 4) {
            wrong(RegisterColumn::Year, year);
        }
        let amount = cell(RegisterColumn::Amount);
        if !amount.is_empty() && parse_amount(amount).is_err() {
            wrong(RegisterColumn::Amount, amount);
        }
        self.errors.append(&mut errors);
        self.lines.extend(number(siret).zip(u32::try_from(span.start).ok()));
    }
}

#[cfg(test)]
#[path = "../../tests/internal/batch/register.rs"]
mod tests;
