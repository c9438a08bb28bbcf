//! The register of funded activity programmes: a CSV file of the structures that the Région funds already.

mod records;

use std::path::Path;

use self::records::{MAX_CELLS, MAX_RECORD_BYTES, Next, Record, Records};
use crate::dossier::{are_digits, fold, parse_amount, without_spaces};
use crate::engine::Programme;
use crate::source::{ReadError, ReadErrorKind, SourceFile, Span, display_path, read_path_within};

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
    Cell { column: RegisterColumn, found: String },
    More,
}

impl RegisterErrorKind {
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::Read(_) => "REG-FILE",
            Self::NoColumn(_) | Self::TwoColumns(_) => "REG-COLUMN",
            Self::Cells { .. } | Self::Oversized { .. } | Self::OpenQuote => "REG-CSV",
            Self::Cell { .. } => "REG-VALUE",
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
        let file = read_path_within(path, display_path(path), MAX_BYTES)
            .map_err(|error| Box::new(BrokenRegister::from(error)))?;
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
        let mark = self.file.mark_len();
        let first = self.file.text()[mark..].lines().next().unwrap_or_default();
        let delimiter = if first.matches(';').count() >= first.matches(',').count() { b';' } else { b',' };
        let mut records = Records::new(self.file.text(), mark, delimiter);
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
                None => layout = Some(self.head(record, span, delimiter)),
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
        let mut wrong = |column: RegisterColumn| {
            let found = layout.cell(record, column).to_owned();
            // A quoted cell that differs from its value is located by its line.
            let at = self.file.slice(span).find(&found).map_or(span, |at| {
                let start = span.start + at;
                Span::new(start, start + found.len())
            });
            self.report(RegisterErrorKind::Cell { column, found }, at);
        };
        let siret = number(layout.cell(record, RegisterColumn::Siret));
        if siret.is_none() {
            wrong(RegisterColumn::Siret);
        }
        let year = layout.cell(record, RegisterColumn::Year);
        if !year.is_empty() && !are_digits(year, 4) {
            wrong(RegisterColumn::Year);
        }
        let amount = layout.cell(record, RegisterColumn::Amount);
        if !amount.is_empty() && parse_amount(amount).is_err() {
            wrong(RegisterColumn::Amount);
        }
        self.lines.extend(siret.zip(u32::try_from(span.start).ok()));
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;

    const HEAD: &str = "siret;nom;annee;montant;objet\n";

    fn read(text: &str) -> Register {
        Register::read(SourceFile::new("registre.csv", text)).unwrap()
    }

    fn broken(text: &str) -> Vec<(usize, RegisterErrorKind)> {
        let BrokenRegister { file, errors } = Register::read(SourceFile::new("registre.csv", text)).unwrap_err();
        errors.into_iter().map(|error| (file.position(error.span.start).line, error.kind)).collect()
    }

    fn errors(lines: &str) -> Vec<(usize, RegisterErrorKind)> {
        broken(&format!("{HEAD}{lines}"))
    }

    fn wrong(line: usize, column: RegisterColumn, found: &str) -> (usize, RegisterErrorKind) {
        (line, RegisterErrorKind::Cell { column, found: found.to_owned() })
    }

    #[test]
    fn semicolons_and_commas_a_mark_and_windows_lines_are_read_alike() {
        let expected = [Programme {
            line: 2,
            name: "Centre social".to_owned(),
            year: Some(2014),
            amount: Some(Decimal::new(1_800_050, 2)),
            purpose: "Animation ; globale, 2".to_owned(),
        }];
        for text in [
            "siret;nom;annee;montant;objet\n90000001900019;Centre social;2014;18 000,50;\"Animation ; globale, 2\"\n",
            "siret,nom,annee,montant,objet\n900 000 019 00019,Centre social,2014,18000.50,\"Animation ; globale, 2\"",
            "\u{feff}SIRET;Nom;Année;Montant;Objet\r\n90000001900019;Centre social;2014;18000,50 €;\"Animation ; globale, 2\"\r\n;;;;\r\n",
            "objet;montant;annee;nom;siret;note\n\"Animation ; globale, 2\";18000,50;2014;Centre social;90000001900019;x\n",
        ] {
            let register = read(text);
            assert_eq!(register.programmes("900 000 019 00019"), expected, "{text}");
            assert_eq!(register.programmes("90000001900027"), []);
        }
    }

    #[test]
    fn a_structure_may_stand_on_several_lines_and_cells_may_be_empty() {
        let register =
            read(&format!("{HEAD}90000001900019;A;2013;;\n\n90000001900027;B;;;\n90000001900019;A;2014;1,00;x\n"));
        let lines: Vec<usize> = register.programmes("90000001900019").iter().map(|one| one.line).collect();
        assert_eq!(lines, [2, 5]);
        let [other] = &register.programmes("90000001900027")[..] else { panic!() };
        assert_eq!((other.line, other.year, other.amount), (4, None, None));
    }

    #[test]
    fn every_error_is_reported_at_its_line() {
        let line = "9,00E+13;A;14;12.500;x\n90000001900019;A;2014;1;x\n90000001900019;A;2014\n";
        assert_eq!(
            errors(&format!("\n{line}")),
            [
                wrong(3, RegisterColumn::Siret, "9,00E+13"),
                wrong(3, RegisterColumn::Year, "14"),
                wrong(3, RegisterColumn::Amount, "12.500"),
                (5, RegisterErrorKind::Cells { found: 3, expected: 5 }),
            ]
        );
        let open = "90000001900019;A;2014;1;\"x\n90000001900027;B;2014;1;x\n";
        assert_eq!(errors(open), [(2, RegisterErrorKind::OpenQuote)]);
    }

    #[test]
    fn the_first_line_names_every_column_once() {
        use RegisterErrorKind::{NoColumn, TwoColumns};
        let errors = broken("siret;nom;siret;objet\n");
        let expected =
            [TwoColumns(RegisterColumn::Siret), NoColumn(RegisterColumn::Year), NoColumn(RegisterColumn::Amount)]
                .map(|kind| (1, kind));
        assert_eq!(errors, expected);
        assert_eq!(broken("").len(), RegisterColumn::ALL.len());
    }

    #[test]
    fn errors_are_listed_up_to_a_limit() {
        let errors = errors(&"x;;;;\n".repeat(1000));
        assert_eq!(errors.len(), MAX_ERRORS + 1);
        assert_eq!(errors.last(), Some(&(MAX_ERRORS + 2, RegisterErrorKind::More)));
    }

    #[test]
    fn a_line_beyond_the_limits_ends_the_reading() {
        let oversized = RegisterErrorKind::Oversized { cells: MAX_CELLS, bytes: MAX_RECORD_BYTES };
        let (separators, text) = (";".repeat(MAX_CELLS), "x".repeat(MAX_RECORD_BYTES + 1));
        assert_eq!(errors(&format!("x\n{separators}\nx\n")).last(), Some(&(3, oversized.clone())));
        assert_eq!(errors(&text), [(2, oversized.clone())]);
        assert_eq!(errors(&format!("\"{text}")), [(2, RegisterErrorKind::OpenQuote)]);
        assert_eq!(broken(&separators), [(1, oversized)]);
    }

    #[test]
    fn the_programmes_of_a_structure_are_the_first_ones() {
        let register = read(&format!("{HEAD}{}", "90000001900019;A;2014;;\n".repeat(1000)));
        assert_eq!(register.programmes("90000001900019").last().map(|last| last.line), Some(MAX_PROGRAMMES + 1));
        assert_eq!(register.programmes("90000001900018"), []);
    }
}
