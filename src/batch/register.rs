//! The register of funded activity programmes: a CSV file of the structures that the Région funds already.

use std::collections::HashMap;
use std::path::Path;

use csv::{ReaderBuilder, StringRecord};

use crate::dossier::{are_digits, fold, parse_amount, without_spaces};
use crate::engine::Programme;
use crate::source::{ReadError, ReadErrorKind, SourceFile, Span, display_path, read_path_within};

/// A hundred thousand lines and more.
const MAX_BYTES: usize = 16 * 1024 * 1024;
/// Further errors are not listed.
const MAX_ERRORS: usize = 100;

#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Register {
    programmes: HashMap<String, Vec<Programme>>,
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
    OpenQuote,
    Cell { column: RegisterColumn, found: String },
    More,
}

impl RegisterErrorKind {
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::Read(_) => "REG-FILE",
            Self::NoColumn(_) | Self::TwoColumns(_) => "REG-COLUMN",
            Self::Cells { .. } | Self::OpenQuote => "REG-CSV",
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
        let (register, errors) = Self::read(&file);
        if errors.is_empty() { Ok(register) } else { Err(Box::new(BrokenRegister { file, errors })) }
    }

    /// In the order of the file.
    pub(crate) fn programmes(&self, siret: &str) -> &[Programme] {
        self.programmes.get(&*without_spaces(siret)).map(Vec::as_slice).unwrap_or_default()
    }

    fn read(file: &SourceFile) -> (Self, Vec<RegisterError>) {
        let mut parser = RegisterParser { file, register: Self::default(), errors: Vec::new() };
        parser.parse();
        (parser.register, parser.errors)
    }
}

struct RegisterParser<'f> {
    file: &'f SourceFile,
    register: Register,
    errors: Vec<RegisterError>,
}

/// The columns' positions in the header.
struct Head {
    places: [Option<usize>; RegisterColumn::ALL.len()],
    columns: usize,
}

impl RegisterParser<'_> {
    fn parse(&mut self) {
        let mark = self.file.mark_len();
        let text = &self.file.text()[mark..];
        let first = text.lines().next().unwrap_or_default();
        let delimiter = if first.matches(';').count() >= first.matches(',').count() { b';' } else { b',' };
        let mut reader =
            ReaderBuilder::new().delimiter(delimiter).flexible(true).has_headers(false).from_reader(text.as_bytes());
        let byte = |position: &csv::Position| mark + usize::try_from(position.byte()).unwrap_or_default();
        let mut record = StringRecord::new();
        let mut head = None;
        // The text is UTF-8 and in memory: reading it cannot fail.
        while reader.read_record(&mut record).unwrap_or(false) {
            let span = self.line_span(record.position().map_or(mark, byte), byte(reader.position()));
            match &head {
                None => head = Some(self.head(&record, span)),
                Some(head) if self.errors.len() < MAX_ERRORS => self.line(head, &record, span),
                Some(_) => {
                    self.report(RegisterErrorKind::More, span);
                    return;
                }
            }
        }
        if head.is_none() {
            self.head(&StringRecord::new(), Span::default());
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

    fn head(&mut self, record: &StringRecord, span: Span) -> Head {
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
        Head { places, columns: names.len() }
    }

    /// Checks that a record has a cell for each column.
    fn misshapen(&self, head: &Head, record: &StringRecord, span: Span) -> Option<RegisterErrorKind> {
        // An unclosed quotation mark extends its cell to the end of the file.
        if span.end + 1 >= self.file.text().trim_end().len() && self.file.slice(span).matches('"').count() % 2 == 1 {
            return Some(RegisterErrorKind::OpenQuote);
        }
        let (found, expected) = (record.len(), head.columns);
        (found != expected).then_some(RegisterErrorKind::Cells { found, expected })
    }

    fn line(&mut self, head: &Head, record: &StringRecord, span: Span) {
        if record.iter().all(|cell| cell.trim().is_empty()) {
            return;
        }
        if let Some(kind) = self.misshapen(head, record, span) {
            self.report(kind, span);
            return;
        }
        let cell = |column: RegisterColumn| {
            head.places[column as usize].and_then(|at| record.get(at)).unwrap_or_default().trim()
        };
        let mut wrong = |column: RegisterColumn| {
            let found = cell(column).to_owned();
            // A quoted cell that differs from its value is located by its line.
            let at = self.file.slice(span).find(&found).map_or(span, |at| {
                let start = span.start + at;
                Span::new(start, start + found.len())
            });
            self.report(RegisterErrorKind::Cell { column, found }, at);
        };
        let siret = without_spaces(cell(RegisterColumn::Siret)).into_owned();
        if !are_digits(&siret, 14) {
            wrong(RegisterColumn::Siret);
        }
        let year = cell(RegisterColumn::Year);
        let year = year.parse().ok().filter(|_| are_digits(year, 4));
        if year.is_none() && !cell(RegisterColumn::Year).is_empty() {
            wrong(RegisterColumn::Year);
        }
        let amount = parse_amount(cell(RegisterColumn::Amount)).ok();
        if amount.is_none() && !cell(RegisterColumn::Amount).is_empty() {
            wrong(RegisterColumn::Amount);
        }
        let programme = Programme {
            line: self.file.position(span.start).line,
            name: cell(RegisterColumn::Name).to_owned(),
            year,
            amount,
            purpose: cell(RegisterColumn::Purpose).to_owned(),
        };
        self.register.programmes.entry(siret).or_default().push(programme);
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;

    const HEAD: &str = "siret;nom;annee;montant;objet\n";

    fn read(text: &str) -> (Register, Vec<(usize, RegisterErrorKind)>) {
        let file = SourceFile::new("registre.csv", text);
        let (register, errors) = Register::read(&file);
        let errors = errors.into_iter().map(|error| (file.position(error.span.start).line, error.kind)).collect();
        (register, errors)
    }

    fn errors(lines: &str) -> Vec<(usize, RegisterErrorKind)> {
        read(&format!("{HEAD}{lines}")).1
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
            let (register, errors) = read(text);
            assert_eq!(errors, [], "{text}");
            assert_eq!(register.programmes("900 000 019 00019"), expected, "{text}");
            assert_eq!(register.programmes("90000001900027"), []);
        }
    }

    #[test]
    fn a_structure_may_stand_on_several_lines_and_cells_may_be_empty() {
        let (register, errors) =
            read(&format!("{HEAD}90000001900019;A;2013;;\n\n90000001900027;B;;;\n90000001900019;A;2014;1,00;x\n"));
        assert_eq!(errors, []);
        let lines: Vec<usize> = register.programmes("90000001900019").iter().map(|one| one.line).collect();
        assert_eq!(lines, [2, 5]);
        let [other] = register.programmes("90000001900027") else { panic!() };
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
        let (_, errors) = read("siret;nom;siret;objet\n");
        let expected =
            [TwoColumns(RegisterColumn::Siret), NoColumn(RegisterColumn::Year), NoColumn(RegisterColumn::Amount)]
                .map(|kind| (1, kind));
        assert_eq!(errors, expected);
        assert_eq!(read("").1.len(), RegisterColumn::ALL.len());
    }

    #[test]
    fn errors_are_listed_up_to_a_limit() {
        let errors = errors(&"x;;;;\n".repeat(1000));
        assert_eq!(errors.len(), MAX_ERRORS + 1);
        assert_eq!(errors.last(), Some(&(MAX_ERRORS + 2, RegisterErrorKind::More)));
    }
}
