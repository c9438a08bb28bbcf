//! The workbook, read by another crate, and its XML parts where that crate does not expose them.

use std::io::{Cursor, Read, Write};

use calamine::{Data, Range, Reader, Xlsx, open_workbook_from_rs};

use super::{DOSSIERS, SHOWN, Set, assert_plain, cards, problems};
use crate::common::{Folder, edit, example, plain_spaces, snapshot};

const SHEETS: [&str; 4] = ["Dossiers", "Constats", "Totaux", "À faire"];

fn bytes(set: &Set) -> Vec<u8> {
    set.run(&["--format", "xlsx=bilan.xlsx"]);
    std::fs::read(set.folder.at("bilan.xlsx")).unwrap()
}

fn book(bytes: &[u8]) -> Xlsx<Cursor<Vec<u8>>> {
    open_workbook_from_rs(Cursor::new(bytes.to_vec())).unwrap()
}

fn sheet(bytes: &[u8], name: &str) -> Range<Data> {
    book(bytes).worksheet_range(name).unwrap()
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// A column of the first sheet, without its head.
fn column<'a>(sheet: &'a Range<Data>, name: &str) -> Vec<&'a Data> {
    let at = sheet.rows().next().unwrap().iter().position(|head| *head == *name).unwrap();
    sheet.rows().skip(1).map(|row| &row[at]).collect()
}

fn shown(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::Float(number) => number.to_string(),
        Data::DateTime(day) => day.as_datetime().unwrap().date().to_string(),
        Data::String(text) => plain_spaces(text),
        other => panic!("{other:?}"),
    }
}

/// The rows of a sheet as texts.
fn rows(bytes: &[u8], name: &str) -> Vec<Vec<String>> {
    sheet(bytes, name).rows().map(|row| row.iter().map(shown).collect()).collect()
}

/// Every text of a sheet.
pub(super) fn texts(set: &Set, name: &str) -> Vec<String> {
    sheet(&bytes(set), name).cells().map(|(.., cell)| shown(cell)).collect()
}

#[test]
fn its_snapshot() {
    let bytes = bytes(&Set::new());
    assert_eq!(book(&bytes).sheet_names(), SHEETS);
    let findings = rows(&bytes, "Constats");
    let totals = rows(&bytes, "Totaux");
    let to_do = rows(&bytes, "À faire");
    for text in findings.iter().chain(&totals).chain(&to_do).flatten() {
        assert_plain(text);
    }
    // A finding, one that depends on a reading, and an error of structure.
    let shown =
        findings[1..].iter().filter(|row| row.contains(&"F2-COF-1".to_owned()) || row.contains(&"D-VALUE".to_owned()));
    let totals: Vec<String> =
        totals.iter().map(|row| row.join(" | ").trim_end_matches([' ', '|']).to_owned()).collect();
    snapshot("format-xlsx", &format!("{}\n{}\n", cards(&findings[0], shown), totals.join("\n")));
    // What is to be filled in, settled and fixed.
    let of = |path: &str| to_do[1..].iter().filter(|row| row[0] == path).take(4).collect::<Vec<_>>();
    let some = [of("incomplet.yaml"), of("avec-reserves.yaml"), of("cofinancement.yaml"), of("structure.yaml")];
    snapshot("format-xlsx-to-do", &cards(&to_do[0], some.into_iter().flatten()));
}

#[test]
fn the_dossiers_are_those_of_the_csv() {
    let set = Set::new();
    let rows = rows(&bytes(&set), "Dossiers");
    let (_, table) = super::csv::rfc4180(&set);
    assert_eq!((&rows[0], rows.len() - 1), (&table.head, table.rows.len()));
    for (name, (cell, expected)) in
        rows[1..].iter().zip(&table.rows).flat_map(|(row, expected)| table.head.iter().zip(row.iter().zip(expected)))
    {
        match (cell.parse::<f64>(), expected.parse::<f64>()) {
            (Ok(cell), Ok(expected)) => assert!((cell - expected).abs() < 1e-9, "{name}: {cell}, not {expected}"),
            _ => assert_eq!(cell, expected, "{name}"),
        }
    }
}

#[test]
fn numbers_shares_and_days_are_what_they_are() {
    let bytes = bytes(&Set::new());
    let dossiers = sheet(&bytes, "Dossiers");
    assert_eq!(dossiers.height(), DOSSIERS.len() + 1);
    assert_eq!(*column(&dossiers, "Montant total demandé à la Région")[1], Data::Float(5_000.0));
    assert_eq!(*column(&dossiers, "Montant total demandé à la Région")[6], Data::Float(1_999.99));
    assert_eq!(*column(&dossiers, "Taux de cofinancement des collectivités locales")[1], Data::Float(0.2999));
    assert_eq!(*column(&dossiers, "Fiche")[1], Data::Float(2.0));
    let Data::DateTime(day) = column(&dossiers, "Début du projet")[1] else { panic!("no day") };
    assert_eq!(day.as_datetime().unwrap().date(), chrono::NaiveDate::from_ymd_opt(2015, 2, 16).unwrap());
    assert!(column(&dossiers, "Début du projet").iter().all(|cell| matches!(cell, Data::DateTime(_) | Data::Empty)));
    let findings = sheet(&bytes, "Constats");
    assert!(column(&findings, "Ligne").iter().all(|cell| matches!(cell, Data::Float(_) | Data::Empty)));
}

#[test]
fn findings_are_those_of_the_json_and_totals_add_up() {
    let set = Set::new();
    let bytes = bytes(&set);
    let json = set.json();
    let findings = sheet(&bytes, "Constats");
    let problems = problems(&json);
    assert_eq!(findings.height() - 1, problems.len());
    let cells = |name: &str| column(&findings, name).into_iter().map(shown);
    for (problem, (code, message)) in problems.iter().zip(cells("Règle").zip(cells("Constat"))) {
        assert_eq!(code, problem.code);
        problem.assert_text(&message);
    }
    for (problem, (line, key)) in problems.iter().zip(cells("Ligne").zip(cells("Clé"))) {
        assert_eq!((line.parse().unwrap_or(1), key), (problem.line, problem.key.clone()), "{}", problem.code);
    }
    let findings_of_json = json.dossiers().iter().flat_map(super::findings);
    let open = problems.iter().zip(cells("Attendu").zip(cells("Trouvé")));
    let open = open.filter(|(problem, _)| !problem.is_structural && problem.level != "note");
    for (finding, (_, (expected, actual))) in findings_of_json.zip(open) {
        assert_eq!((expected.into(), actual.into()), (finding["expected"].clone(), finding["actual"].clone()));
    }
    let weights = column(&findings, "Portée");
    assert!(weights.iter().any(|cell| **cell == *"information"), "a rule by its readings");
    let totals = sheet(&bytes, "Totaux");
    let rows: Vec<&[Data]> = totals.rows().collect();
    assert!(rows.iter().any(|row| shown(&row[0]).contains("C-QUA-6")), "what the overlay loosens");
    let at = rows.iter().position(|row| row[0] == *"Par avis").unwrap();
    let counted = rows[at + 1..].iter().map_while(|row| match row[1] {
        Data::Float(number) => Some(number.to_string().parse::<usize>().unwrap()),
        _ => None,
    });
    assert_eq!(counted.sum::<usize>(), DOSSIERS.len());
}

#[test]
fn no_cell_is_a_formula_or_a_link() {
    let bytes = bytes(&Set::new());
    for (index, name) in SHEETS.iter().enumerate() {
        assert!(book(&bytes).worksheet_formula(name).unwrap().is_empty(), "{name}");
        let xml = part(&bytes, &format!("xl/worksheets/sheet{}.xml", index + 1));
        assert!(!xml.contains("<f>") && !xml.contains("<hyperlink"), "{name}");
        let starts = |cell: &Data| shown(cell).starts_with(['=', '+', '-', '@', '\t', '\r']);
        assert!(!sheet(&bytes, name).rows().flatten().any(starts), "{name}");
    }
    let dossiers = sheet(&bytes, "Dossiers");
    assert_eq!(*column(&dossiers, "Porteur")[5], *"'=1+1");
    assert_eq!(*column(&dossiers, "Porteur")[6], *SHOWN);
}

#[test]
fn heads_stay_in_place_and_filter() {
    let bytes = bytes(&Set::new());
    let heights =
        [(1, DOSSIERS.len() + 1), (2, sheet(&bytes, "Constats").height()), (4, sheet(&bytes, "À faire").height())];
    for (number, rows) in heights {
        let xml = part(&bytes, &format!("xl/worksheets/sheet{number}.xml"));
        let pane = xml.split("<pane ").nth(1).unwrap().split('>').next().unwrap();
        assert!(pane.contains("xSplit=\"1\" ySplit=\"1\"") && pane.contains("state=\"frozen\""), "{pane}");
        let filter = xml.split("<autoFilter ref=\"A1:").nth(1).unwrap().split('"').next().unwrap();
        assert!(filter.ends_with(&rows.to_string()), "{filter} of {rows} rows");
        assert!(xml.contains("orientation=\"landscape\"") && xml.contains("paperSize=\"9\""));
    }
    let names = part(&bytes, "xl/workbook.xml");
    assert_eq!(names.matches("_xlnm.Print_Titles").count(), 3);
    assert!(names.contains(">Dossiers!$A:$A,Dossiers!$1:$1<"), "{names}");
}

#[test]
fn verdicts_have_colours_of_their_own() {
    let bytes = bytes(&Set::new());
    let styles = part(&bytes, "xl/styles.xml");
    let fills: Vec<&str> = styles.split("<fill>").skip(1).collect();
    let formats = styles.split("<cellXfs").nth(1).unwrap().split("</cellXfs>").next().unwrap();
    let formats: Vec<&str> = formats.split("<xf ").skip(1).collect();
    let attribute = |text: &str, name: &str| -> String {
        text.split(&format!("{name}=\"")).nth(1).unwrap().split('"').next().unwrap().to_owned()
    };
    let xml = part(&bytes, "xl/worksheets/sheet1.xml");
    let ground = |row: usize| {
        let cell = xml.split(&format!("<c r=\"F{row}\"")).nth(1).unwrap();
        let style: usize = attribute(cell, "s").parse().unwrap();
        let fill: usize = attribute(formats[style], "fillId").parse().unwrap();
        attribute(fills[fill], "fgColor rgb")
    };
    // With reservations, ineligible, incomplete, eligible, and unreadable.
    let grounds = [ground(2), ground(3), ground(4), ground(5), ground(10)];
    assert_eq!(grounds, ["FFFFEB9C", "FFFFC7CE", "FFFCE4D6", "FFC6EFCE", "FFD9D9D9"]);
}

#[test]
fn the_same_dossiers_give_the_same_bytes() {
    let set = Set::new();
    assert_eq!(bytes(&set), bytes(&set));
}

/// The heights of a sheet's rows, in points.
fn heights(bytes: &[u8], sheet: usize) -> Vec<f64> {
    let xml = part(bytes, &format!("xl/worksheets/sheet{sheet}.xml"));
    let of = |row: &str| row.split('>').next()?.split("ht=\"").nth(1)?.split('"').next()?.parse().ok();
    xml.split("<row ").skip(1).map(|row| of(row).unwrap_or_default()).collect()
}

#[test]
fn rows_are_as_high_as_their_texts() {
    let bytes = bytes(&Set::new());
    for (number, name) in [(1, "Dossiers"), (2, "Constats"), (4, "À faire")] {
        let (heights, rows) = (heights(&bytes, number), rows(&bytes, name));
        assert_eq!(heights.len(), rows.len());
        for (height, row) in heights.iter().zip(&rows) {
            let longest = row.iter().map(|cell| cell.chars().count()).max().unwrap();
            assert!(*height >= 12.75 && (longest < 80 || *height > 20.0), "{name}: {height} {row:?}");
        }
    }
}

#[test]
fn no_shown_share_reaches_a_bound_that_it_misses() {
    let folder = Folder::new();
    // A cent less than 30 % of ten thousand euros.
    let cent = [("montant: 1 999 €", "montant: \"1 999,99 €\""), ("montant: 1 001 €", "montant: \"1 000,01 €\"")];
    folder.write("a.yaml", edit(&example("fiche-2-cofinancement-29-99.yaml"), &cent));
    folder.check(["a.yaml", "--format", "xlsx=a.xlsx", "--format", "csv=a.csv"]).run().exits(1);
    let bytes = std::fs::read(folder.at("a.xlsx")).unwrap();
    let dossiers = sheet(&bytes, "Dossiers");
    let name = "Taux de cofinancement des collectivités locales";
    // The format has two decimals of a percentage, and the value has no more.
    assert_eq!(*column(&dossiers, name)[0], Data::Float(0.2999));
    assert_eq!(*column(&dossiers, &format!("{name} (rapport exact)"))[0], Data::Float(0.299_999));
    let csv = folder.read("a.csv");
    assert!(csv.contains(";0,2999;") && csv.contains(";0,299999;"), "{csv}");
}

/// What `LibreOffice` makes of a workbook; none where it is not installed.
fn converted(folder: &Folder, to: &str, file: &str) -> Option<Vec<u8>> {
    let mut office = std::process::Command::new("soffice");
    let profile = format!("-env:UserInstallation=file://{}", folder.at("profile").display());
    office
        .args([&profile, "--headless", "--convert-to", to, "--outdir"])
        .arg(folder.path())
        .arg(folder.at("bilan.xlsx"));
    match office.output() {
        Ok(output) if output.status.success() => std::fs::read(folder.at(file)).ok(),
        _ => {
            std::io::stderr().write_all(b"\nNOT TESTED: soffice is not installed\n").unwrap();
            None
        }
    }
}

#[test]
fn libreoffice_shows_shares_as_they_are_and_prints_each_list() {
    let set = Set::new();
    bytes(&set);
    // Semicolons, UTF-8, and cells as they are shown.
    let to = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true";
    let Some(table) = converted(&set.folder, to, "bilan.csv") else { return };
    let table = String::from_utf8(table).unwrap();
    let shown = |name: &str| table.lines().find(|line| line.starts_with(name)).unwrap_or_else(|| panic!("{table}"));
    assert!(shown("cofinancement.yaml").contains(";29.99%;") && shown("cofinancement.yaml").contains(";0.2999;"));
    let pdf = converted(&set.folder, "pdf", "bilan.pdf").unwrap();
    let pdf = String::from_utf8_lossy(&pdf);
    let pages = pdf.matches("/Type/Page/").count();
    assert!((4..20).contains(&pages), "{pages}");
}
