use std::io::{Cursor, Write};

use rust_xlsxwriter::{Format, Workbook};
use zip::write::{SimpleFileOptions, ZipWriter};

use super::*;

const LIMITS: Limits =
    Limits { bytes: 8 * 1024 * 1024, unpacked: 24 * 1024 * 1024, cells: 100_000, cells_with_empty: 1_000_000 };

fn shown(bytes: &[u8]) -> Vec<String> {
    let sheets = sheets(bytes, &LIMITS).unwrap();
    let cells = sheets.iter().flat_map(|sheet| sheet.cells.iter().map(move |cell| (sheet, cell)));
    let show = |(sheet, cell): (&Sheet, &Cell)| {
        let name = CellName::of(sheet, cell.row, cell.column);
        let merged = cell.merged.map(|(rows, columns)| format!(" {rows}x{columns}")).unwrap_or_default();
        format!("{name} {:?}{merged}", cell.value)
    };
    cells.map(show).collect()
}

fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn ods(table: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet>{table}\
         </office:spreadsheet></office:body></office:document-content>"
    );
    let manifest = "<?xml version=\"1.0\"?><manifest:manifest/>";
    packed(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", manifest.as_bytes()),
        ("content.xml", content.as_bytes()),
    ])
}

#[test]
fn texts_are_read_in_both_encodings_with_any_separator_and_with_their_rows() {
    let expected = ["A1 Text(\"Libellé\")", "B1 Text(\"Montant\")", "A3 Text(\"Goûter\")", "B3 Text(\"12,50\")"];
    for text in [
        "Libellé;Montant\n\nGoûter;12,50\n",
        "Libellé\tMontant\r\n\r\nGoûter\t12,50",
        "Libellé;Montant\r\rGoûter;12,50",
    ] {
        assert_eq!(shown(text.as_bytes()), expected, "{text:?}");
        let (old, ..) = encoding_rs::WINDOWS_1252.encode(text);
        assert_eq!(shown(&old), expected, "{text:?}");
    }
    assert_eq!(shown("\u{feff}sep=|\na|b;c\n".as_bytes()), ["A1 Text(\"a\")", "B1 Text(\"b;c\")"]);
    assert_eq!(shown(b"a,\"b\nc\"\n\nd,e")[1..], ["B1 Text(\"b\\nc\")", "A3 Text(\"d\")", "B3 Text(\"e\")"]);
}

#[test]
fn workbooks_tell_formulas_percentages_and_merged_cells() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Budget de l'été").unwrap();
    sheet.merge_range(0, 0, 0, 2, "Titre", &Format::new()).unwrap();
    sheet.write_number(1, 0, 1250.5).unwrap();
    sheet.write_number_with_format(1, 1, 0.25, &Format::new().set_num_format("0.00%")).unwrap();
    sheet.write_formula(2, 0, rust_xlsxwriter::Formula::new("=A2*2").set_result("2501")).unwrap();
    sheet.set_formula_result_default("");
    sheet.write_formula(2, 1, "=A2*2").unwrap();
    sheet.write_number(1_048_575, 16_383, 7).unwrap();
    let cells = shown(&book.save_to_buffer().unwrap());
    assert_eq!(
        cells.iter().map(|cell| cell.strip_prefix("'Budget de l''été'!").unwrap()).collect::<Vec<_>>(),
        [
            "A1 Text(\"Titre\") 1x3",
            "A2 Number(1250.5)",
            "B2 Percent(\"25%\")",
            "A3 Number(2501)",
            "B3 Unstored",
            "XFD1048576 Number(7)"
        ]
    );
}

#[test]
fn documents_of_libreoffice_tell_the_same() {
    let table = "<table:table table:name=\"B\"><table:table-row table:number-rows-repeated=\"2\"><table:table-cell/></table:table-row>\
        <table:table-row><table:table-cell table:number-columns-spanned=\"2\" office:value-type=\"string\"><text:p>Titre</text:p></table:table-cell>\
        <table:covered-table-cell/><table:table-cell table:number-columns-repeated=\"2\" office:value-type=\"float\" office:value=\"12.5\"/></table:table-row>\
        <table:table-row><table:table-cell table:formula=\"of:=1+1\"/><table:table-cell office:value-type=\"percentage\" office:value=\"0.5\"/></table:table-row>\
        <table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row></table:table>";
    let cells = [
        "B!A3 Text(\"Titre\") 1x2",
        "B!C3 Number(12.5)",
        "B!D3 Number(12.5)",
        "B!A4 Unstored",
        "B!B4 Percent(\"50%\")",
    ];
    assert_eq!(shown(&ods(table)), cells);
}

#[test]
fn what_is_no_table_says_what_it_is() {
    let fault = |bytes: &[u8]| sheets(bytes, &LIMITS).unwrap_err();
    assert_eq!(fault(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), TableFault::Foreign(ForeignFormat::OldOffice));
    assert_eq!(fault(b"%PDF-1.4"), TableFault::Foreign(ForeignFormat::Pdf));
    assert_eq!(fault(&packed(&[("a.txt", b"x")])), TableFault::Foreign(ForeignFormat::Zip));
    assert_eq!(fault(b""), TableFault::NoCell);
    assert_eq!(fault(b";;\n;;"), TableFault::NoCell);
    assert!(matches!(fault(b"PK\x03\x04 not really"), TableFault::Broken(_)));
    assert!(matches!(fault(&packed(&[("xl/workbook.xml", b"<workbook/>")])), TableFault::Broken(_)));
    assert!(matches!(fault(&packed(&[("content.xml", b"<a")])), TableFault::Broken(_)));
    assert!(matches!(fault(b"a\0b"), TableFault::Read(ReadErrorKind::Encoding { .. })));
}

#[test]
fn what_unpacks_to_too_much_is_refused() {
    let zeros = vec![b' '; usize::try_from(LIMITS.unpacked).unwrap() + 1];
    for name in ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "content.xml", "image.png"] {
        assert_eq!(
            sheets(&packed(&[(name, &zeros)]), &LIMITS).unwrap_err(),
            TableFault::Unpacked(LIMITS.unpacked),
            "{name}"
        );
    }
    let half = &zeros[..=zeros.len() / 2];
    assert_eq!(
        sheets(&packed(&[("a", half), ("b", half)]), &LIMITS).unwrap_err(),
        TableFault::Unpacked(LIMITS.unpacked)
    );
    let styles = &zeros[..zeros.len() / 8];
    assert_eq!(
        sheets(&packed(&[("xl/styles.xml", styles)]), &LIMITS).unwrap_err(),
        TableFault::Unpacked(LIMITS.unpacked)
    );
}

#[test]
fn cells_that_stand_for_millions_are_refused() {
    let filled =
        "<table:table-cell table:number-columns-repeated=\"16384\" office:value-type=\"float\" office:value=\"1\"/>";
    let row = format!("<table:table-row>{filled}</table:table-row>");
    let one = "<table:table-cell office:value-type=\"float\" office:value=\"1\"/>";
    let gap = "<table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell/></table:table-row>";
    let wide = "<table:table-cell table:number-columns-repeated=\"1000\"/>";
    for table in [
        row.repeat(10),
        format!("<table:table-row table:number-rows-repeated=\"1000000\">{one}</table:table-row>"),
        format!("<table:table-row>{one}</table:table-row>{gap}<table:table-row>{wide}{one}</table:table-row>"),
        "<table:table-row><table:table-cell office:value-type=\"string\"><text:p><text:s text:c=\"4000000000\"/></text:p></table:table-cell></table:table-row>".to_owned(),
    ] {
        let table = format!("<table:table table:name=\"B\">{table}</table:table>");
        assert_eq!(sheets(&ods(&table), &LIMITS).unwrap_err(), TableFault::TooManyCells(LIMITS.cells));
    }
    let lines = "1;2\n".repeat(LIMITS.cells / 2 + 1);
    assert_eq!(sheets(lines.as_bytes(), &LIMITS).unwrap_err(), TableFault::TooManyCells(LIMITS.cells));
}

#[test]
fn a_text_that_stands_in_many_cells_takes_room_in_each() {
    let long = "x".repeat(30_000);
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for row in 0..1_000 {
        sheet.write_string(row, 0, &long).unwrap();
    }
    let bytes = book.save_to_buffer().unwrap();
    assert!(bytes.len() < 100_000);
    assert_eq!(sheets(&bytes, &LIMITS).unwrap_err(), TableFault::Unpacked(LIMITS.unpacked));
    let table = format!(
        "<table:table table:name=\"B\"><table:table-row table:number-rows-repeated=\"1000\"><table:table-cell \
         office:value-type=\"string\"><text:p>{long}</text:p></table:table-cell></table:table-row></table:table>"
    );
    assert_eq!(sheets(&ods(&table), &LIMITS).unwrap_err(), TableFault::Unpacked(LIMITS.unpacked));
}

#[test]
fn values_keep_what_was_typed() {
    assert_eq!(Value::of_text(" \u{a0} "), None);
    assert_eq!(Value::of_text(" 12 € "), Some(Value::Text("12 €".to_owned())));
}
