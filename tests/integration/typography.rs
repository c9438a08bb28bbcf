//! No-break spaces: where French has them, in every format, and plain ones in JSON.

use super::common::{DAY, Recevable, example_names};

/// Places of a French text where a plain space may be broken that must not be.
fn breakable(text: &str) -> Vec<String> {
    let characters: Vec<char> = text.chars().collect();
    let near = |at: usize| characters[at.saturating_sub(20)..characters.len().min(at + 12)].iter().collect();
    let wrong = |window: &[char]| {
        matches!(window, [_, ' ', ':' | ';' | '?' | '!' | '»' | '€' | '%']) && window[0] != '"' || matches!(window, ['«', ' ', _])
    };
    (1..characters.len().saturating_sub(1)).filter(|&at| wrong(&characters[at - 1..=at + 1])).map(near).collect()
}

fn report(name: &str, format: &str) -> String {
    let path = format!("examples/{name}");
    Recevable::new(["check", &path, "--date", DAY, "--format", format]).run().raw_stdout
}

#[test]
fn texts_for_people_have_no_break_spaces() {
    for name in example_names() {
        for format in ["text", "markdown", "html", "csv", "sarif", "junit", "github", "gitlab"] {
            let found = breakable(&report(&name, format));
            assert!(found.is_empty(), "{name}, {format}: {found:#?}");
        }
    }
}

#[test]
fn json_has_plain_spaces() {
    for name in example_names() {
        for format in ["json", "ndjson"] {
            let report = report(&name, format);
            assert!(!report.contains(['\u{a0}', '\u{202f}']), "{name}, {format}");
        }
    }
}
