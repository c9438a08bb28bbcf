//! Reading registers.

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

fn siret(line: usize, fault: IdentifierFault) -> (usize, RegisterErrorKind) {
    (line, RegisterErrorKind::Siret(fault))
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
            siret(3, IdentifierFault::Exponent),
            wrong(3, RegisterColumn::Year, "14"),
            wrong(3, RegisterColumn::Amount, "12.500"),
            (5, RegisterErrorKind::Cells { found: 3, expected: 5 }),
        ]
    );
    let open = "90000001900019;A;2014;1;\"x\n90000001900027;B;2014;1;x\n";
    assert_eq!(errors(open), [(2, RegisterErrorKind::OpenQuote)]);
}

#[test]
fn the_faults_of_sirets_are_told_apart() {
    let lines =
        "12345600000000;A;;;\n;A;2014;;\n1,23E+13;A;;;\n9000000190001;A;;;\n900000019;A;;;\n9000000190001X;A;;;\n";
    assert_eq!(
        errors(lines),
        [
            siret(2, IdentifierFault::CheckDigit),
            siret(3, IdentifierFault::Digits(0)),
            siret(4, IdentifierFault::Exponent),
            siret(5, IdentifierFault::Digits(13)),
            siret(6, IdentifierFault::OtherKind(Identifier::Siren)),
            siret(7, IdentifierFault::NotDigits),
        ]
    );
}

#[test]
fn tabs_a_separator_line_and_a_title_are_read() {
    for text in [
        "siret\tnom\tannee\tmontant\tobjet\n90000001900019\tA\t2014\t1,00\tx, y;z\n",
        "sep=;\nsiret;nom;annee;montant;objet\n90000001900019;A;2014;1,00;\"x, y;z\"\n",
        "sep=|\r\nsiret|nom|annee|montant|objet\r\n90000001900019|A|2014|1,00|x, y;z\r\n",
        "Programmes financés, 2014 ;;;;\n\nsiret;nom;annee;montant;objet\n90000001900019;A;2014;1,00;\"x, y;z\"\n",
    ] {
        let register = read(text);
        let [programme] = &register.programmes("90000001900019")[..] else { panic!("{text}") };
        assert_eq!((programme.purpose.as_str(), programme.year), ("x, y;z", Some(2014)), "{text}");
    }
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

/// A register whose rows are written into a sheet.
fn workbook(rows: impl FnOnce(&mut rust_xlsxwriter::Worksheet)) -> tempfile::NamedTempFile {
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().set_name("Notes").unwrap().write_string(0, 0, "Voir la feuille suivante").unwrap();
    let sheet = book.add_worksheet().set_name("Registre").unwrap();
    rows(sheet);
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), book.save_to_buffer().unwrap()).unwrap();
    file
}

fn head(sheet: &mut rust_xlsxwriter::Worksheet, row: u32) {
    for (column, name) in (0..).zip(["SIRET", "Nom", "Année", "Montant", "Objet", ""]) {
        sheet.write_string(row, column, name).unwrap();
    }
}

#[test]
fn a_workbook_is_read_like_the_csv() {
    let file = workbook(|sheet| {
        sheet.write_string(0, 0, "Programmes financés ; 2014").unwrap();
        head(sheet, 2);
        sheet.write_number(3, 0, 90_000_001_900_019_f64).unwrap();
        sheet.write_string(3, 1, "Centre \"social\";\nannexe").unwrap();
        sheet.write_number(3, 2, 2014.0).unwrap();
        sheet.write_number(3, 3, 0.1 + 0.2).unwrap();
        sheet.write_string(3, 4, "Animation").unwrap();
        sheet.write_string(3, 9, "une remarque à côté").unwrap();
        sheet.write_string(7, 0, "900 000 019 00027").unwrap();
        sheet.write_string(7, 3, "18 000,50 €").unwrap();
    });
    let register = Register::open(file.path()).unwrap();
    let [first] = &register.programmes("90000001900019")[..] else { panic!() };
    assert_eq!((first.line, first.year, first.amount), (4, Some(2014), Some(Decimal::new(30, 2))));
    assert_eq!((first.name.as_str(), first.purpose.as_str()), ("Centre \"social\"; annexe", "Animation"));
    let [second] = &register.programmes("90000001900027")[..] else { panic!() };
    assert_eq!((second.line, second.amount), (8, Some(Decimal::new(1_800_050, 2))));
}

#[test]
fn the_errors_of_a_workbook_name_its_cells() {
    let file = workbook(|sheet| {
        head(sheet, 0);
        for (row, siret) in [(1, 1_234_560_140_001_f64), (2, 90_000_001_900_019_f64), (4, 5_410_005_200_015_f64)] {
            sheet.write_number(row, 0, siret).unwrap();
        }
        sheet.write_number(2, 2, 14.0).unwrap();
        sheet.write_number(2, 3, 1.0 / 3.0).unwrap();
        sheet.write_formula(4, 3, rust_xlsxwriter::Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
    });
    let BrokenRegister { errors, .. } = *Register::open(file.path()).unwrap_err();
    let told: Vec<(String, RegisterErrorKind)> =
        errors.into_iter().map(|error| (error.cell.unwrap().to_string(), error.kind)).collect();
    let wrong = |cell: &str, column, found: &str| {
        (cell.to_owned(), RegisterErrorKind::Cell { column, found: found.to_owned() })
    };
    let likely = "05410005200015".to_owned();
    assert_eq!(
        told,
        [
            ("Registre!A2".to_owned(), RegisterErrorKind::Siret(IdentifierFault::Digits(13))),
            wrong("Registre!C3", RegisterColumn::Year, "14"),
            wrong("Registre!D3", RegisterColumn::Amount, "0.3333333333333333"),
            ("Registre!A5".to_owned(), RegisterErrorKind::LostZeros { digits: 13, likely }),
            wrong("Registre!D5", RegisterColumn::Amount, "#DIV/0!"),
        ]
    );
    let file = workbook(|sheet| head(sheet, 30));
    let BrokenRegister { errors, .. } = *Register::open(file.path()).unwrap_err();
    assert_eq!(errors.len(), RegisterColumn::ALL.len());
    assert_eq!(errors[0].cell.as_ref().unwrap().to_string(), "Notes!A1");
}
