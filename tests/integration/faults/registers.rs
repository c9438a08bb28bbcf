//! Registers that would fill the memory or the reports.

use serde_json::Value;

use super::{FORMATS, MEBIBYTES};
use crate::common::{DAY, Folder, Recevable, Run, eligible};

const SIRET: &str = "12345601400018";
const COLUMNS: &str = "siret;nom;annee;montant;objet\n";
/// What a register may take.
const REGISTER_BYTES: usize = 16 * 1024 * 1024;

fn with_register(register: &[u8]) -> (Folder, impl Fn(&[&str]) -> Run) {
    let folder = Folder::new();
    folder.write("registre.csv", register);
    folder.write("a.yaml", eligible(1));
    let path = folder.path().to_owned();
    let check = move |more: &[&str]| {
        let base = ["check", "a.yaml", "--date", DAY, "--registre", "registre.csv"];
        Recevable::new(base.iter().chain(more)).dir(&path).within(MEBIBYTES).run()
    };
    (folder, check)
}

#[test]
fn a_register_takes_little_more_memory_than_its_bytes() {
    let separators = ";".repeat(REGISTER_BYTES);
    let quotes = format!("{COLUMNS}{}", "\"".repeat(REGISTER_BYTES - 100));
    let name = format!("{COLUMNS}{SIRET};{};2014;1;x\n", "é".repeat(REGISTER_BYTES / 2 - 100));
    // Many lines take longer.
    let lines = format!("{COLUMNS}{}", ";;;;\n".repeat(REGISTER_BYTES / 16));
    let of_one = format!("{COLUMNS}{}", format!("{SIRET};A;2014;1;x\n").repeat(REGISTER_BYTES / 64));
    for (register, code) in [
        (&separators, 2),
        (&format!("{COLUMNS}{}", &separators[100..]), 2),
        (&quotes, 2),
        (&name, 2),
        (&lines, 0),
        (&of_one, 1),
        (&"\n".repeat(REGISTER_BYTES / 4), 2),
        (&"x".repeat(REGISTER_BYTES + 1), 2),
    ] {
        let (_folder, check) = with_register(register.as_bytes());
        let run = check(&[]);
        assert_eq!(run.code(), code, "{}", &register[..100]);
        assert!(run.stdout.len() + run.stderr.len() < 100_000, "{} {}", run.stdout.len(), run.stderr.len());
    }
}

#[test]
fn a_workbook_takes_little_memory_whatever_it_unpacks_to() {
    let folder = Folder::new();
    folder.write("a.yaml", eligible(1));
    let write = |cells: &dyn Fn(&mut rust_xlsxwriter::Worksheet)| {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        for (column, name) in (0..).zip(["siret", "nom", "annee", "montant", "objet"]) {
            sheet.write_string(0, column, name).unwrap();
        }
        cells(sheet);
        folder.write("registre.xlsx", book.save_to_buffer().unwrap());
        Recevable::check(["a.yaml", "--registre", "registre.xlsx"]).dir(folder.path()).within(MEBIBYTES).run()
    };
    let long = "x".repeat(30_000);
    let texts = write(&|sheet| {
        for row in 1..10_000 {
            sheet.write_string(row, 1, &long).unwrap();
        }
    });
    assert!(texts.exits(2).stderr.contains("limite de 64 Mio"));
    let far = write(&|sheet| {
        sheet.write_string(1_048_575, 16_383, "x").unwrap();
    });
    assert_eq!(far.code(), 0, "{far}");
    let many = write(&|sheet| {
        for row in 1..120_000 {
            sheet.write_string(row, 0, SIRET).unwrap();
            sheet.write_number(row, 2, 2014.0).unwrap();
        }
    });
    assert_eq!(many.code(), 1, "{many}");
}

#[test]
fn a_long_name_of_the_register_is_shown_by_its_beginning() {
    let register = format!("{COLUMNS}{SIRET};{};2014;1;{}\n", "n".repeat(60_000), "o".repeat(5_000));
    let (_folder, check) = with_register(register.as_bytes());
    let plain = format!("{COLUMNS}{SIRET};n;2014;1;o\n");
    let (_other, check_plain) = with_register(plain.as_bytes());
    for format in FORMATS.iter().filter(|format| **format != "xlsx") {
        let (long, plain) = (check(&["--format", format, "-v"]), check_plain(&["--format", format, "-v"]));
        let more = long.stdout.len() - plain.stdout.len();
        assert!(more < 10_000, "{format}: {more} bytes");
        assert_eq!(long.code(), plain.code());
    }
    let report: Value = check(&["--format", "json", "-v"]).json().0;
    assert!(report.to_string().contains("nnn…"), "{report:#}");
}
