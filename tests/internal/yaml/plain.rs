//! The plain reader against the full parser: the same tree, or none.

use std::fs;
use std::sync::LazyLock;

use proptest::prelude::*;

use crate::fuzzing::yaml as is_plain;

static EXAMPLES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let paths = fs::read_dir("examples").unwrap().map(|entry| entry.unwrap().path());
    let paths = paths.filter(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    paths.map(|path| fs::read_to_string(path).unwrap()).collect()
});

#[test]
fn examples_are_plain_but_for_those_with_errors() {
    let plain = EXAMPLES.iter().filter(|text| is_plain(text)).count();
    assert_eq!(plain, EXAMPLES.len() - 1);
}

#[test]
fn each_form_is_read_alike() {
    for text in [
        "a: b\n",
        "# before\n\na: b # after\n  # in between\nb: 'c'   # d\n\n",
        "a:\nb: ~\nc: null\nd:   # nothing\n",
        "a:\n  b: 1\n  c:\n    d: -2\ne: (3)\n",
        "a:\n- b\n- c: d\n  e: f\n- { g: h }\nf: g\n",
        "a:\n  - b\n  -   c: d\n      e:\n        - f\n  - \"g\"\nh: []\n",
        "a: { b: c, d: \"e, f\", g: [h, 'i', { j: k }] } # l\n",
        "a: [ ]\nb: {c: d,e: f}\nc: [a,b]\n",
        "a: |\n  b\n   c\n\n\n  d  \n\nb: >\n  c\n  d\n\n  e\n# f\nc: >-\n    d\nd: |-\n  e\n  # f\n\n\n",
        "a:\n  - b: |\n      c\n    d: >-\n      e\n      f\n  - g: h\n",
        "a: http://b:8080/c#d\nb: 12:30\nc: d, e [f] {g}\nd: 8 000,50 €\ne: État - x\n",
        "a: l'été\nb: \"it's\"\nc: '\"'\nd: \"\"\ne: ''\n",
        "a: \"b\"\n\n   \nc: d   \n",
        "a: À\u{a0}B\u{202f}€\nb: \u{1F33B}\n",
    ] {
        assert!(is_plain(text), "{text}");
    }
}

#[test]
fn what_is_not_sure_is_left_to_the_parser() {
    for text in [
        "",
        "\n",
        "a\n",
        "a: b",
        "- a\n",
        "a: b\r\n",
        "a:\tb\n",
        "\u{feff}a: b\n",
        " a: b\n",
        "a: b\na: c\n",
        "---\na: b\n",
        "a: b\n---\nc: d\n",
        "a: b\n...\n",
        "%YAML 1.2\n",
        "a: &b c\n",
        "a: *b\n",
        "a: !b c\n",
        "<<: a\n",
        "a: b\n  c\n",
        "a: \"b\n  c\"\n",
        "a: \"\\n\"\n",
        "a: 'b''c'\n",
        "a: b: c\n",
        "a: b:\n",
        "a: [b\n",
        "a: [b, c]]\n",
        "a: { b }\n",
        "a: { b: , c: d }\n",
        "a: {}\n",
        "a: [b,]\n",
        "a: [b: c]\n",
        "a: {b: 1 250,50}\n",
        "a: \"b\"c\n",
        "a: \"b\"#c\n",
        "a: |2\n  b\n",
        "a: |+\n  b\n",
        "a: | # b\n  c\n",
        "a: |\nb: c\n",
        "a: |\n\n  b\n",
        "a: >\n  b\n   c\n",
        "a: >\n  b \n  c\n",
        "a: |\n    b\n  c\n",
        "a: |\n  b\n     \n",
        "a: - b\n",
        "a: @b\n",
        "a: ?b\n",
        "a: %b\n",
        "? a\n",
        "a:\n  - b\n  c: d\n",
        "a:\n    b: c\n  d: e\n",
        "a:\n  b\n",
        "a:\n  -\n",
        "a:\n  - - b\n",
        "\"a\": b\n",
        "a : b\n",
        "é: a\n",
        "a: \u{85}\n",
        "a: \u{2028}\n",
        "a: \u{7f}\n",
        "a: \u{0}\n",
        "a: - \n",
        "a: -\n",
        "a: `b\n",
        "a: ,b\n",
    ] {
        assert!(!is_plain(text), "{text:?}");
    }
}

#[test]
fn characters_are_judged_wherever_they_stand() {
    // Each spans the bound of a chunk at some offset.
    for length in 0..3 * super::CHUNK {
        let text = |character: char| format!("a: b{}{character}c\n", "x".repeat(length));
        for printable in ['~', ' ', '\u{a0}', 'ÿ', 'é', '€', '\u{2027}', '\u{202a}', '\u{20a8}', '\u{1F33B}'] {
            assert!(is_plain(&text(printable)), "{printable:?} after {length}");
        }
        for other in
            ['\0', '\t', '\r', '\u{1b}', '\u{7f}', '\u{80}', '\u{85}', '\u{9f}', '\u{2028}', '\u{2029}', '\u{feff}']
        {
            assert!(!is_plain(&text(other)), "{other:?} after {length}");
        }
    }
}

#[test]
fn depth_and_size_have_bounds() {
    let deep = |levels: usize| format!("a: {}b{}\n", "[".repeat(levels), "]".repeat(levels));
    assert!(is_plain(&deep(8)) && !is_plain(&deep(9)) && !is_plain(&deep(100_000)));
    let nested =
        |levels: usize| (0..levels).map(|level| format!("{}a:\n", " ".repeat(level))).collect::<Vec<_>>().concat();
    assert!(is_plain(&nested(9)) && !is_plain(&nested(10)) && !is_plain(&nested(900)));
    let level =
        |levels: usize| (0..levels).map(|level| format!("{}- a:\n", "  ".repeat(level))).collect::<Vec<_>>().concat();
    let level = |levels: usize| format!("a:\n{}", level(levels));
    assert!(is_plain(&level(4)) && !is_plain(&level(5)) && !is_plain(&level(600)));
    let wide = |keys: usize| (0..keys).map(|key| format!("k{key}: v\n")).collect::<Vec<_>>().concat();
    assert!(is_plain(&wide(64)) && !is_plain(&wide(65)));
    assert!(is_plain(&format!("{}: a\n", "k".repeat(64))) && !is_plain(&format!("{}: a\n", "k".repeat(65))));
}

/// YAML's indicators, and a few ordinary texts.
const PIECES: [&str; 40] = [
    " ", "  ", "\n", "\n  ", "\n    ", "\n- ", ":", ": ", ":\n", "- ", "-", "#", " #", "\"", "'", "[", "]", "{", "}",
    ",", ", ", "|", ">", ">-\n", "|\n", "&", "*", "!", "%", "@", "?", "~", "\\", "---\n", "\t", "a", "é", "0", "<<: ",
    "a: ",
];

fn edited(text: &str, edits: &[(prop::sample::Index, usize, prop::sample::Index)]) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    for (at, removed, piece) in edits {
        let at = at.index(characters.len() + 1);
        let end = (at + removed).min(characters.len());
        characters.splice(at..end, PIECES[piece.index(PIECES.len())].chars());
    }
    characters.into_iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn edited_dossiers_are_read_alike(
        example in any::<prop::sample::Index>(),
        edits in prop::collection::vec((any::<prop::sample::Index>(), 0..4_usize, any::<prop::sample::Index>()), 1..4),
    ) {
        let _ = is_plain(&edited(&EXAMPLES[example.index(EXAMPLES.len())], &edits));
    }

    #[test]
    fn any_sequence_of_pieces_is_read_alike(pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..24)) {
        let _ = is_plain(&format!("a: {}\n", pieces.concat()));
        let _ = is_plain(&format!("a:\n  {}\n", pieces.concat()));
    }
}
