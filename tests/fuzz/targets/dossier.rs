//! Dossiers, reported in all formats.

#![no_main]

use std::io::Cursor;

use calamine::{Reader, Xlsx, open_workbook_from_rs};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let workbook = recevable::fuzzing::dossier(text);
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(workbook)).unwrap();
    for (name, _) in book.worksheets() {
        assert!(book.worksheet_formula(&name).unwrap().is_empty(), "{name}");
    }
});
