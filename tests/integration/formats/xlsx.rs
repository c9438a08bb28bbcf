//! The workbook, read by another crate, and its parts read as what they are: XML in an archive.

use std::io::{Cursor, Read};

use calamine::{Data, Range, Reader, Xlsx, open_workbook_from_rs};

use super::{DOSSIERS, SHOWN, Set, assert_plain, problems};
use crate::common::snapshot;

const SHEETS: [&str; 3] = ["Dossiers", "Constats", "Totaux"];

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
        Data::Float(number) => format!("[{number}]"),
        Data::DateTime(day) => format!("[{}]", day.as_datetime().unwrap().date()),
        Data::String(text) => text.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn its_cells_stay_the_same() {
    let bytes = bytes(&Set::new());
    assert_eq!(book(&bytes).sheet_names(), SHEETS);
    let mut text = String::new();
    for name in SHEETS {
        text.push_str(&format!("== {name}\n"));
        for row in sheet(&bytes, name).rows() {
            let cells: Vec<String> = row.iter().map(shown).collect();
            text.push_str(cells.join(" | ").trim_end());
            text.push('\n');
        }
    }
    assert_plain(&text);
    snapshot("format-xlsx", &text);
}

#[test]
fn numbers_shares_and_days_are_what_they_are() {
    let bytes = bytes(&Set::new());
    let dossiers = sheet(&bytes, "Dossiers");
    assert_eq!(dossiers.height(), DOSSIERS.len() + 1);
    assert_eq!(*column(&dossiers, "Demande totale à la Région")[1], Data::Float(5_000.0));
    assert_eq!(*column(&dossiers, "Demande totale à la Région")[6], Data::Float(1_999.99));
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
    let expected: Vec<String> = json.dossiers().iter().flat_map(problems).map(|(code, _)| code).collect();
    let findings = sheet(&bytes, "Constats");
    let told: Vec<String> = column(&findings, "Règle").iter().map(|cell| shown(cell)).collect();
    assert_eq!(told, expected);
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
    for (number, rows) in [(1, DOSSIERS.len() + 1), (2, sheet(&bytes, "Constats").height())] {
        let xml = part(&bytes, &format!("xl/worksheets/sheet{number}.xml"));
        let pane = xml.split("<pane ").nth(1).unwrap().split('>').next().unwrap();
        assert!(pane.contains("ySplit=\"1\"") && pane.contains("state=\"frozen\""), "{pane}");
        let filter = xml.split("<autoFilter ref=\"A1:").nth(1).unwrap().split('"').next().unwrap();
        assert!(filter.ends_with(&rows.to_string()), "{filter} of {rows} rows");
        assert!(xml.contains("orientation=\"landscape\"") && xml.contains("paperSize=\"9\""));
    }
    assert!(part(&bytes, "xl/workbook.xml").contains("_xlnm.Print_Titles"));
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
