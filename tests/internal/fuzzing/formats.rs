//! Formats: each output is read back by a reader of its format.

use serde_json::Value;

use super::is_visible;
use crate::report::Format;

pub(super) fn is_whole(format: Format, text: &str) {
    let without_mark = text.strip_prefix('\u{feff}').unwrap_or(text);
    let without_signs =
        ["⚠️", "✏️"].iter().fold(without_mark.replace("\r\n", "\n"), |text, sign| text.replace(sign, ""));
    is_visible(&without_signs);
    match format {
        Format::Json | Format::Sarif | Format::Gitlab => drop(serde_json::from_str::<Value>(text).unwrap()),
        Format::Ndjson => text.lines().for_each(|line| drop(serde_json::from_str::<Value>(line).unwrap())),
        Format::Junit => is_xml(text),
        Format::Csv => is_table(without_mark),
        Format::Github => {
            let is_command =
                |line: &str| ["::error ", "::warning ", "::notice "].iter().any(|start| line.starts_with(start));
            assert!(text.lines().all(is_command), "{text}");
        }
        Format::Concise => {
            let is_issue = |line: &str| [": error ", ": warning ", ": note "].iter().any(|word| line.contains(word));
            assert!(text.lines().all(is_issue), "{text}");
        }
        Format::Html => {
            let count = |tag: &str| text.matches(tag).count();
            assert_eq!([count("<script"), count("</script"), count("<style"), count("</body")], [1; 4], "{text}");
        }
        Format::Letter => {
            let count = |tag: &str| text.matches(tag).count();
            assert_eq!(
                [count("<script"), count("<style"), count("</section"), count("</body")],
                [0, 1, 1, 1],
                "{text}"
            );
        }
        Format::Text | Format::Markdown | Format::Xlsx => {}
    }
}

fn is_xml(text: &str) {
    use quick_xml::events::Event;

    let mut reader = quick_xml::Reader::from_str(text);
    reader.config_mut().check_comments = true;
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => break,
            Event::Start(element) | Event::Empty(element) => {
                for attribute in element.attributes() {
                    attribute.unwrap().normalized_value(quick_xml::XmlVersion::Explicit1_0).unwrap();
                }
            }
            _ => {}
        }
    }
}

/// As many cells in each row, and none that a spreadsheet takes for a formula.
fn is_table(text: &str) {
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').has_headers(false).from_reader(text.as_bytes());
    for row in reader.records() {
        let row = row.unwrap();
        let is_formula = |cell: &str| cell.trim_start().starts_with(['=', '+', '-', '@']);
        assert!(!row.iter().any(is_formula), "{row:?}");
    }
}
