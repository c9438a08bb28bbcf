//! CSV in both dialects, parsed and compared cell by cell.

use super::{ABSENT, DOSSIERS, HOSTILE_PATH, SHOWN, Set, assert_plain, cards};
use crate::common::snapshot;

/// A table as another reader has it: head and rows.
pub(super) struct Table {
    pub(super) head: Vec<String>,
    pub(super) rows: Vec<Vec<String>>,
}

impl Table {
    fn read(text: &str, delimiter: u8) -> Self {
        // Not flexible: a row with more or fewer cells than the head is an error.
        let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(text.as_bytes());
        let cells = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect::<Vec<_>>();
        let head = cells(reader.headers().unwrap());
        Self { head, rows: reader.records().map(|record| cells(&record.unwrap())).collect() }
    }

    fn column(&self, name: &str) -> Vec<&str> {
        let at = self.head.iter().position(|head| head == name).unwrap_or_else(|| panic!("{name}: {:?}", self.head));
        self.rows.iter().map(|row| row[at].as_str()).collect()
    }
}

fn excel(set: &Set) -> (String, Table) {
    let text = set.output("csv");
    let table = Table::read(text.strip_prefix('\u{feff}').expect("a byte order mark"), b';');
    (text, table)
}

pub(super) fn rfc4180(set: &Set) -> (String, Table) {
    let text = set.run(&["--format", "csv", "--csv-dialect", "rfc4180"]).stdout;
    let table = Table::read(&text, b',');
    (text, table)
}

/// A day or a number of the French dialect as the other one writes it; none for what is neither.
fn translated(cell: &str) -> Option<String> {
    if let Ok(day) = chrono::NaiveDate::parse_from_str(cell, "%d/%m/%Y") {
        return Some(day.format("%Y-%m-%d").to_string());
    }
    let number = cell.replace(',', ".");
    (!cell.contains('.') && number.parse::<f64>().is_ok()).then_some(number)
}

#[test]
fn both_dialects_are_rfc_4180_lines() {
    let set = Set::new();
    let [(french, table), (plain, _)] = [excel(&set), rfc4180(&set)];
    for text in [&french, &plain] {
        assert_plain(&text.replace('\u{feff}', ""));
        assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "every line ends as RFC 4180 has it");
        assert_eq!(text.matches('\n').count(), DOSSIERS.len() + 1);
    }
    let [french, plain] = [&french, &plain].map(|text| text.lines().last().unwrap());
    let row = "absent, 1 %.yaml;;;;dossier complet;Illisible;;;;;;;;;;;;1;0;0;Ce fichier est introuvable. (D-IO);D-IO;;;;;;;;;;;;;;;";
    assert_eq!(french, row);
    assert_eq!(plain, row.replace(';', ",").replace(ABSENT, &format!("\"{ABSENT}\"")));
    snapshot("format-csv", &cards(&table.head, &table.rows));
}

#[test]
fn the_dialects_say_the_same_in_every_cell() {
    let set = Set::new();
    let [(_, french), (_, plain)] = [excel(&set), rfc4180(&set)];
    assert_eq!(french.head, plain.head);
    assert_eq!(french.rows.len(), DOSSIERS.len());
    let mut numbers = 0;
    for (french, plain) in french.rows.iter().zip(&plain.rows) {
        for (french, plain) in french.iter().zip(plain) {
            if let Some(translated) = translated(french) {
                numbers += 1;
                assert_eq!(&translated, plain);
            } else {
                assert_eq!(french, plain);
            }
        }
    }
    assert!(numbers > 60, "{numbers}");
}

#[test]
fn every_row_agrees_with_the_json() {
    let set = Set::new();
    let (_, table) = rfc4180(&set);
    let json = set.json();
    assert!(table.column("Fichier").iter().zip(DOSSIERS).all(|(cell, path)| *cell == path || path == HOSTILE_PATH));
    let applicants = table.column("Porteur");
    for (dossier, applicant) in json.dossiers().iter().zip(&applicants) {
        let expected = dossier["applicant"].as_str().unwrap_or_default();
        if !expected.contains(['=', '\u{1b}']) {
            assert_eq!(*applicant, expected);
        }
    }
    let counts = |name: &str| -> Vec<usize> { table.column(name).iter().map(|cell| cell.parse().unwrap()).collect() };
    for (index, dossier) in json.dossiers().iter().enumerate() {
        let errors = dossier["errors"].as_array().unwrap().len();
        let findings: Vec<_> = super::findings(dossier).collect();
        let of = |status: &str, level: &str| {
            findings.iter().filter(|one| one["status"] == status && one["level"] == level).count()
        };
        assert_eq!(counts("À corriger")[index], errors + of("violated", "error"), "{index}");
        assert_eq!(counts("Réserves")[index], of("violated", "warning") + of("undetermined", "warning"), "{index}");
    }
    assert_eq!(table.column("Montant total demandé à la Région")[1], "5000.00");
    assert_eq!(table.column("Taux de cofinancement des collectivités locales")[1], "0.2999");
    assert_eq!(table.column("Début du projet")[1], "2015-02-16");
    assert_eq!(table.column("Règles en cause")[1], "F2-COF-1");
}

#[test]
fn readings_and_overlays_have_columns() {
    let (_, table) = excel(&Set::new());
    let readings = table.column("Règles qui dépendent de la lecture de l'appel");
    assert_eq!(readings[..6], ["", "F2-COF-1", "C-DBL-1, C-PER-2, F2-PRI-1", "", "F2-COF-1", "F1-COF-1"]);
    let verdicts = table.column("Verdict selon d'autres lectures");
    assert_eq!(verdicts[1], "30 % du total Région et collectivités locales : éligible");
    let overlays = table.column("Surcouches");
    assert_eq!(overlays[0], "surcouche (assouplit C-QUA-6)");
    assert_eq!(overlays[7..], ["", ""], "what could not be assessed was assessed by none");
}

#[test]
fn no_cell_is_a_formula_and_texts_come_back_as_they_are_shown() {
    let set = Set::new();
    for (_, table) in [excel(&set), rfc4180(&set)] {
        for cell in table.rows.iter().flatten().chain(&table.head) {
            assert!(!cell.trim_start().starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
        }
        assert_eq!((table.column("Porteur")[5], table.column("Projet")[5]), ("'=1+1", "'@SUM(A1)"));
        assert_eq!((table.column("Porteur")[6], table.column("Projet")[6]), (SHOWN, SHOWN));
    }
}

#[test]
fn findings_and_totals_are_those_of_the_workbook() {
    let set = Set::new();
    for (table, name) in [("constats", "Constats"), ("totaux", "Totaux"), ("a-faire", "À faire")] {
        let text = set.run(&["--format", "csv", "--csv-table", table, "--csv-dialect", "rfc4180"]).stdout;
        assert_plain(&text);
        let csv = Table::read(&text, b',');
        let cells = super::xlsx::texts(&set, name);
        let sheet: Vec<&str> = cells.iter().map(String::as_str).collect();
        assert!(!csv.rows.is_empty(), "{table}");
        for cell in csv.rows.iter().flatten().filter(|cell| cell.parse::<f64>().is_err() && !cell.is_empty()) {
            assert!(sheet.contains(&cell.as_str()), "{table}: {cell}");
        }
    }
    let text = set.run(&["--format", "csv", "--csv-table", "totaux", "--csv-dialect", "rfc4180"]).stdout;
    let totals = Table::read(&text, b',');
    let of = |part: &str| {
        let rows = totals.rows.iter().filter(|row| row[0] == part);
        rows.map(|row| row[2].parse::<usize>().unwrap()).sum::<usize>()
    };
    assert_eq!([of("Par avis"), of("Total")], [DOSSIERS.len(); 2], "{text}");
}
