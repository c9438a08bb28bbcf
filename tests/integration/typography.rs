//! No-break spaces: where French has them, in every format, and plain ones in JSON.

use super::common::{DAY, Recevable, example, example_names};

/// Places in what the program says where a line may be broken that French keeps together. What stands so in the dossier
/// is quoted as it is, and marks before an item, in a table and under the lines of an excerpt are no text.
fn breakable(text: &str, dossier: &str) -> Vec<String> {
    let of_line = |line: &str| {
        let characters: Vec<char> = line.chars().collect();
        let from = |start: usize, end: usize| characters[start..end.min(characters.len())].iter().collect::<String>();
        let is_wrong = |at: usize| {
            let (before, after) = (characters[at - 1], characters[at + 1]);
            let is_frame = from(0, at).trim().is_empty() && (after == '!' || from(at + 2, at + 3).trim().is_empty());
            let is_frame = is_frame || before == '|' || before == '┆';
            characters[at] == ' '
                && (before == '«' || (":;?!»€%".contains(after) && before != '"'))
                && !is_frame
                && !dossier.contains(&from(at.saturating_sub(6), at + 2))
        };
        let wrong = (1..characters.len().saturating_sub(1)).filter(|&at| is_wrong(at));
        wrong.map(|at| from(at.saturating_sub(20), at + 12)).collect::<Vec<_>>()
    };
    text.lines().flat_map(of_line).collect()
}

fn report(name: &str, format: &str) -> String {
    let path = format!("examples/{name}");
    Recevable::new(["check", &path, "--date", DAY, "--format", format]).run().raw_stdout
}

/// A page without what is no text.
fn without(element: &str, page: &str) -> String {
    let (open, close) = (format!("<{element}>"), format!("</{element}>"));
    let mut parts = page.split(&open);
    let first = parts.next().unwrap_or_default().to_owned();
    first + &parts.filter_map(|part| Some(part.split_once(&close)?.1)).collect::<String>()
}

#[test]
#[ignore = "not all messages are typeset yet"]
fn texts_for_people_have_no_break_spaces() {
    for name in example_names() {
        let dossier = example(&name);
        for format in ["text", "markdown", "html", "csv", "sarif", "junit", "github", "gitlab"] {
            let report = without("style", &without("script", &report(&name, format)));
            let found = breakable(&report, &dossier);
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
