//! No-break spaces: where French has them, in every format, and plain ones in JSON.

use super::common::{DAY, Folder, Recevable, example, example_names, recevable};

/// Places in what the program says where a line may be broken that French keeps together. What stands so in the dossier
/// is quoted as it is, and marks before an item, in a table and under the lines of an excerpt are no text.
fn breakable(text: &str, dossier: &str) -> Vec<String> {
    let of_line = |line: &str| {
        let characters: Vec<char> = line.chars().collect();
        let from = |start: usize, end: usize| characters[start..end.min(characters.len())].iter().collect::<String>();
        let is_frame = |at: usize| {
            let is_mark = characters[at + 1] == '!' || from(at + 2, at + 3).trim().is_empty();
            "|┆".contains(characters[at - 1]) || (is_mark && from(0, at).trim().is_empty())
        };
        let is_wrong = |at: usize| {
            let (before, after) = (characters[at - 1], characters[at + 1]);
            characters[at] == ' '
                && (before == '«' || (":;?!»€%".contains(after) && before != '"'))
                && !is_frame(at)
                && !dossier.contains(&from(at.saturating_sub(6), at + 2))
        };
        let wrong = (1..characters.len().saturating_sub(1)).filter(|&at| is_wrong(at));
        wrong.map(|at| from(at.saturating_sub(20), at + 12)).collect::<Vec<_>>()
    };
    text.lines().flat_map(of_line).collect()
}

/// A page without what is no text.
fn without(element: &str, page: &str) -> String {
    let (open, close) = (format!("<{element}>"), format!("</{element}>"));
    let mut parts = page.split(&open);
    let first = parts.next().unwrap_or_default().to_owned();
    first + &parts.filter_map(|part| Some(part.split_once(&close)?.1)).collect::<String>()
}

#[test]
fn every_format_has_the_spaces_of_french() {
    let folder = Folder::new();
    for name in example_names() {
        let dossier = example(&name);
        folder.write("dossier.yaml", &dossier);
        let others =
            ["markdown", "lettre", "html", "csv", "sarif", "junit", "github", "concise", "gitlab", "json", "ndjson"];
        let files = others.map(|format| format!("--format={format}={format}"));
        let arguments = ["check", "dossier.yaml", "--date", DAY, "--format=text"].map(str::to_owned).into_iter();
        let text = Recevable::new(arguments.chain(files)).dir(folder.path()).run().raw_stdout;
        for (format, report) in others.map(|format| (format, folder.read(format))).into_iter().chain([("text", text)]) {
            if format.ends_with("json") {
                assert!(!report.contains(['\u{a0}', '\u{202f}']), "{name}, {format}");
            } else {
                let found = breakable(&without("style", &without("script", &report.replace("<mark>", ""))), &dossier);
                assert!(found.is_empty(), "{name}, {format}: {found:#?}");
            }
        }
    }
}

#[test]
fn json_about_rules_has_plain_spaces() {
    let explained = ["F1-FIN-1", "C-JUR-1", "demande.total", "D-AMOUNT", "W-IGNORE-UNUSED"];
    let pages = explained.map(|id| recevable(["explain", id, "--format", "json"]));
    let lists =
        [recevable(["rules", "list", "--format", "json"]), recevable(["rules", "show", "fiche-1", "--format", "json"])];
    for run in pages.into_iter().chain(lists) {
        assert!(run.stderr.is_empty() && !run.raw_stdout.contains(['\u{a0}', '\u{202f}']), "{run}");
    }
}
