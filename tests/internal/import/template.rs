use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use std::sync::LazyLock;

use proptest::prelude::*;
use rust_decimal::Decimal;
use zip::ZipArchive;
use zip::write::{SimpleFileOptions, ZipWriter};

use super::*;
use crate::import::{Import, LIMITS, understand};
use crate::rules::{self, RuleBook};
use crate::spreadsheet::read;

static BOOK: LazyLock<RuleBook> = LazyLock::new(|| rules::load_with(None, &[]).unwrap());
static WORDS: LazyLock<Words> = LazyLock::new(|| Words::new(&BOOK.tables, BOOK.campaigns.last()));
static EMPTY: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut bytes = Vec::new();
    write(&mut bytes, &WORDS, BOOK.campaigns.last(), Lang::Fr).unwrap();
    bytes
});

/// The template with values in some of its cells, as a program would save it that computes nothing.
fn filled(values: &BTreeMap<String, String>) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(EMPTY.as_slice())).unwrap();
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        if name == "xl/worksheets/sheet1.xml" {
            for (cell, value) in values {
                let start = text.find(&format!("<c r=\"{cell}\" ")).unwrap_or_else(|| panic!("{cell}"));
                let end = start + text[start..].find("/>").unwrap();
                let style = text[start..end].split("s=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
                let new = match value.parse::<Decimal>() {
                    Ok(_) => format!("<c r=\"{cell}\" s=\"{style}\"><v>{value}</v></c>"),
                    Err(_) => format!("<c r=\"{cell}\" s=\"{style}\" t=\"inlineStr\"><is><t>{value}</t></is></c>"),
                };
                text.replace_range(start..end + 2, &new);
            }
        }
        out.start_file(name, SimpleFileOptions::default()).unwrap();
        out.write_all(text.as_bytes()).unwrap();
    }
    out.finish().unwrap().into_inner()
}

fn back(bytes: &[u8]) -> Import {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("budget.xlsx");
    std::fs::write(&path, bytes).unwrap();
    understand(&read(&path, &LIMITS).unwrap(), &WORDS, Some(2015), None).unwrap()
}

/// The empty cells of amounts, with those of labels beside them where they are empty too.
fn inputs() -> Vec<(String, Option<String>)> {
    let mut archive = ZipArchive::new(Cursor::new(EMPTY.as_slice())).unwrap();
    let mut text = String::new();
    archive.by_name("xl/worksheets/sheet1.xml").unwrap().read_to_string(&mut text).unwrap();
    let is_empty = |cell: &str| {
        let start = text.find(&format!("<c r=\"{cell}\" "));
        start.is_some_and(|start| text[start..].find("/>").unwrap() < text[start..].find('>').unwrap())
    };
    let mut inputs = Vec::new();
    for row in 5..80 {
        for (label, amount) in [("B", "C"), ("F", "H")] {
            let [label, amount] = [label, amount].map(|column| format!("{column}{row}"));
            if is_empty(&amount) {
                inputs.push((amount, is_empty(&label).then_some(label)));
            }
        }
    }
    inputs
}

#[test]
fn an_empty_template_is_understood_and_holds_nothing() {
    let import = back(&EMPTY);
    assert_eq!((import.lines.len(), &import.doubts[..]), (0, &[crate::import::Doubt::Nothing][..]));
    assert!(inputs().len() > 50, "{:?}", inputs());
}

#[test]
fn it_has_the_lines_the_lists_and_the_checks_of_the_form() {
    let mut archive = ZipArchive::new(Cursor::new(EMPTY.as_slice())).unwrap();
    let mut sheet = String::new();
    archive.by_name("xl/worksheets/sheet1.xml").unwrap().read_to_string(&mut sheet).unwrap();
    assert!(sheet.contains("<dataValidation type=\"decimal\" operator=\"greaterThanOrEqual\""));
    assert!(sheet.contains("<dataValidation type=\"list\"") && sheet.contains("Types!$A$1:$A$15"));
    assert!(sheet.contains("<f>SUM(C6:C10)</f>"));
    let mut strings = String::new();
    archive.by_name("xl/sharedStrings.xml").unwrap().read_to_string(&mut strings).unwrap();
    for line in &WORDS.form {
        assert!(strings.contains(&line.label.replace('&', "&amp;")), "{}", line.label);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn a_budget_comes_back_to_the_cent(cents in prop::collection::vec(prop::option::weighted(0.4, 1..100_000_000_i64), 80)) {
        let mut values = BTreeMap::new();
        let mut expected = Vec::new();
        for ((amount, label), cents) in inputs().into_iter().zip(cents) {
            let Some(cents) = cents else { continue };
            let value = Decimal::new(cents, 2);
            if let Some(label) = label {
                values.insert(label, "Ville d'Anzin".to_owned());
            }
            expected.push((amount.clone(), value.normalize()));
            values.insert(amount, value.to_string());
        }
        let import = back(&filled(&values));
        let mut found: Vec<_> = import.lines.iter().map(|line| (line.cell.short(), line.amount.normalize())).collect();
        found.sort();
        expected.sort();
        prop_assert_eq!(found, expected);
        let is_nothing = |doubt: &crate::import::Doubt| *doubt == crate::import::Doubt::Nothing;
        prop_assert!(import.doubts.iter().all(is_nothing), "{:?}", import.doubts);
        prop_assert!(import.lines.iter().all(|line| line.side == Side::Charges || line.kind.is_some()));
    }
}

/// Whether `LibreOffice` made another file of a workbook, in that format.
fn converted(folder: &std::path::Path, format: &str) -> Option<std::path::PathBuf> {
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let out = folder.join(format);
    let mut office = std::process::Command::new("soffice");
    office.args([&profile, "--headless", "--convert-to", format, "--outdir"]).arg(&out).arg(folder.join("budget.xlsx"));
    let done = office.output().ok()?;
    let path = out.join("budget").with_extension(format);
    assert!(path.exists(), "{}", String::from_utf8_lossy(&done.stderr));
    Some(path)
}

#[test]
fn libreoffice_makes_its_sums_and_it_comes_back_to_the_cent() {
    let values = [("C6", "1250.5"), ("C7", "0.01"), ("F10", "Ville d'Anzin"), ("G10", "commune"), ("H10", "1250.51")];
    let values = values.map(|(cell, value)| (cell.to_owned(), value.to_owned()));
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("budget.xlsx"), filled(&values.into())).unwrap();
    for format in ["ods", "xlsx"] {
        let Some(path) = converted(folder.path(), format) else {
            // Not through a macro, whose output the test harness keeps.
            std::io::stderr().write_all(b"\nNOT TESTED: soffice is not installed\n").unwrap();
            return;
        };
        let import = understand(&read(&path, &LIMITS).unwrap(), &WORDS, Some(2015), None).unwrap();
        assert_eq!(import.doubts, []);
        let lines = import.lines.iter().map(|line| (line.cell.short(), line.kind, line.amount.to_string()));
        let line = |cell: &str, kind, amount: &str| (cell.to_owned(), kind, amount.to_owned());
        assert_eq!(
            lines.collect::<Vec<_>>(),
            [line("C6", None, "1250.5"), line("C7", None, "0.01"), line("H10", Some("commune"), "1250.51")]
        );
        let totals: Vec<_> = import.totals.iter().filter(|total| total.covers_side && total.stated.is_some()).collect();
        assert!(totals.len() >= 2 && totals.iter().all(|total| total.agrees), "{totals:?}");
    }
}
