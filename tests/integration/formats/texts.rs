//! Properties: whatever texts a dossier holds, the structure of each format is that of a dossier with plain texts.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::LazyLock;

use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use proptest::prelude::*;
use scraper::{Html, Node};
use serde_json::Value;

use super::{assert_plain, markdown};
use crate::common::{DAY, Folder, Recevable, edit, example};

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

const FORMATS: [&str; 10] =
    ["text", "sarif", "junit", "github", "concise", "gitlab", "csv", "xlsx", "html", "markdown"];

/// A text as YAML between quotes, every character but plain letters as its number.
fn quoted(text: &str) -> String {
    let escaped = text.chars().map(|character| match character {
        ' '..='~' if !matches!(character, '"' | '\\') => character.to_string(),
        other => format!("\\U{:08x}", u32::from(other)),
    });
    format!("\"{}\"", escaped.collect::<String>())
}

/// A dossier that misses the floor by a cent, with that applicant and that title, in every format.
fn outputs(text: &str) -> (Folder, String) {
    let folder = Folder::new();
    let text = quoted(text);
    let dossier = edit(
        &example("fiche-1-plancher-un-centime.yaml"),
        &[
            ("nom: Comité des voisins du Mont aux Tourterelles", &format!("nom: {text}")),
            ("intitule: La boîte à idées roulante du Mont Liébaut", &format!("intitule: {text}")),
            ("[prise-initiative, debat-decision-collective]", &format!("[{text}]")),
        ],
    );
    folder.write("a.yaml", dossier);
    let formats: Vec<String> = FORMATS.iter().map(|format| format!("--format={format}={format}")).collect();
    let base = ["check", "a.yaml", "--date", DAY];
    let run = Recevable::new(base.into_iter().chain(formats.iter().map(String::as_str))).dir(folder.path()).run();
    let told = run.exits(1).stderr;
    (folder, told)
}

/// How many elements of each kind a page has.
fn elements(page: &Html, left_out: &[&str]) -> BTreeMap<String, usize> {
    let mut counted = BTreeMap::new();
    for node in page.root_element().descendants() {
        let Node::Element(element) = node.value() else { continue };
        if !left_out.contains(&element.name()) {
            *counted.entry(element.name().to_owned()).or_default() += 1;
        }
    }
    counted
}

/// What must be the same whatever the texts are: the structure of each output.
#[derive(Debug, PartialEq)]
struct Shape {
    page: BTreeMap<String, usize>,
    comment: BTreeMap<String, usize>,
    cases: Vec<String>,
    commands: usize,
    results: usize,
    entries: usize,
    cells: Vec<usize>,
    sheets: Vec<(usize, usize)>,
}

fn shape(folder: &Folder) -> Shape {
    for format in FORMATS.iter().filter(|format| !["xlsx", "markdown"].contains(format)) {
        assert_plain(&folder.read(format).replace('\u{feff}', ""));
    }
    let page = Html::parse_document(&folder.read("html"));
    assert!(page.errors.is_empty(), "{:?}", page.errors);
    let junit = quick_junit::Report::deserialize_from_str(&folder.read("junit")).unwrap();
    let commands = folder.read("github");
    assert!(commands.lines().all(|line| line.starts_with("::error ") || line.starts_with("::warning ")), "{commands}");
    let concise = folder.read("concise");
    assert!(concise.lines().all(|line| line.starts_with("a.yaml:")), "{concise}");
    let json = |name: &str| serde_json::from_str::<Value>(&folder.read(name)).unwrap();
    let mut table = csv::ReaderBuilder::new()
        .delimiter(b';')
        .has_headers(false)
        .flexible(true)
        .from_reader(Cursor::new(folder.read("csv")));
    let rows: Vec<csv::StringRecord> = table.records().map(Result::unwrap).collect();
    let runs = |cell: &str| cell.trim_start().starts_with(['=', '+', '-', '@', '\t', '\r']);
    assert!(!rows.iter().flatten().any(runs), "{rows:?}");
    let bytes = std::fs::read(folder.at("xlsx")).unwrap();
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let sheets = book.worksheets();
    for (name, sheet) in &sheets {
        assert!(book.worksheet_formula(name).unwrap().is_empty(), "{name}");
        let formula = |cell: &Data| matches!(cell, Data::String(text) if runs(text));
        assert!(!sheet.rows().flatten().any(formula), "{name}");
    }
    Shape {
        page: elements(&page, &["mark"]),
        // A dollar sign stands in an element of its own.
        comment: elements(&markdown::render(&folder.read("markdown")), &["span"]),
        cases: junit.test_suites[0].test_cases.iter().map(|case| case.name.as_str().to_owned()).collect(),
        commands: commands.lines().count(),
        results: json("sarif")["runs"][0]["results"].as_array().unwrap().len(),
        entries: json("gitlab").as_array().unwrap().len(),
        cells: rows.iter().map(csv::StringRecord::len).collect(),
        sheets: sheets.iter().map(|(_, sheet)| sheet.get_size()).collect(),
    }
}

/// Texts of what means something somewhere, between characters of all kinds.
fn texts() -> impl Strategy<Value = String> {
    const WORDS: &str = "< > & \" ' ]]> <!-- --> <script> </script> </td> <b> &lt; &#60; | \\ \\| ` `` * ** _ ~~ [x](y) \
        ![x](y) [^1] <https://e.vil> https://e.vil HTTP://E.VIL ftp://e.vil www.e.vil a@e.vil mailto:a@e.vil \
        xmpp:a@e.vil @moi #1 $x$ $$ :x: ::error:: ##[error] %0A % , ; : \n \r\n \t \u{1b}[31m \u{202e} \
        \u{200b} \u{feff} \u{85} \u{2028} \u{fffe} \u{ffff} \u{0} \u{7f} = +1 -1 @ ＝ {0} _x0041_ ~~~ ``` --- \
        === é 𝔸 x";
    const SPACED: [&str; 6] = ["${{ x }}", "- ", "1. ", "# ", "> ", "  "];
    let tokens: Vec<&str> = WORDS.split(' ').chain(SPACED).collect();
    let piece = prop_oneof![4 => prop::sample::select(tokens).prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)];
    // Whatever else it holds, it is no empty text, no placeholder, no known word, and no code with a character too many.
    prop::collection::vec(piece, 1..12).prop_map(|pieces| format!("{}qz§", pieces.concat()))
}

proptest! {
    #![proptest_config(config(48))]

    #[test]
    fn no_text_changes_what_a_report_is(text in texts()) {
        static PLAIN: LazyLock<Shape> = LazyLock::new(|| shape(&outputs("Un texte sans rien").0));
        let (folder, told) = outputs(&text);
        prop_assert!(told.lines().count() == 1, "{told}");
        prop_assert_eq!(&shape(&folder), &*PLAIN, "{:?}", text);
    }
}
