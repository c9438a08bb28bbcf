//! Where comments are found in a YAML text, and where they are not.

use std::time::{Duration, Instant};

use super::*;
use crate::yaml::parse;

fn found(text: &str) -> Vec<(usize, String, Option<String>)> {
    let file = SourceFile::new("a.yaml", text);
    let tree = parse(&file);
    let found = comments(&file, &tree);
    found
        .ignoring
        .iter()
        .map(|comment| {
            assert!(file.slice(comment.span).starts_with('#'), "{text:?}");
            for (name, span) in &comment.names {
                assert_eq!(file.slice(*span), *name);
            }
            let names: Vec<&str> = comment.names.iter().map(|(name, _)| *name).collect();
            (file.position(comment.span.start).line, names.join(","), comment.reason.map(str::to_owned))
        })
        .collect()
}

fn one(line: usize, rules: &str, reason: &str) -> Vec<(usize, String, Option<String>)> {
    vec![(line, rules.to_owned(), (!reason.is_empty()).then(|| reason.to_owned()))]
}

#[test]
fn every_way_to_write_it_is_read() {
    for comment in [
        "# recevable: ignore A-1 — vu avec eux",
        "# recevable: ignore A-1 – vu avec eux",
        "# recevable: ignore A-1 -- vu avec eux",
        "# recevable: ignore A-1 --- vu avec eux",
        "# recevable: ignore A-1 - vu avec eux",
        "# recevable: ignore A-1 --vu avec eux",
        "# recevable: ignore A-1—vu avec eux",
        "# recevable: ignore A-1: vu avec eux",
        "#recevable:ignore A-1 : vu avec eux  ",
        "##  recevable\u{a0}:   ignore\tA-1   —   vu avec eux",
        "# à revoir # recevable: ignore A-1 — vu avec eux",
    ] {
        assert_eq!(found(&format!("a: 1\nb: 2 {comment}\nc: 3\n")), one(2, "A-1", "vu avec eux"), "{comment}");
    }
    assert_eq!(found("a: 1 # recevable: ignore A-1, B-2;C-3 D-4 — x — y: z"), one(1, "A-1,B-2,C-3,D-4", "x — y: z"));
    for comment in ["A-1", "A-1 ", "A-1 —", "A-1 - ", "A-1 -"] {
        assert_eq!(found(&format!("a: 1 # recevable: ignore {comment}\n")), one(1, "A-1", ""), "{comment:?}");
    }
    assert_eq!(found("a: 1 # recevable: ignore — pour rien"), one(1, "", "pour rien"));
    assert_eq!(found("a: 1 # recevable: ignore"), one(1, "", ""));
}

#[test]
fn what_only_looks_like_it_is_no_such_comment() {
    for text in [
        "a: 1 # Recevable: ignore A-1 — x",
        "a: 1 # recevable ignore A-1 — x",
        "a: 1 # recevable: ignorer A-1 — x",
        "a: 1 # recevable: à revoir",
        "a: 1 # irrecevable: ignore A-1 — x",
        "a: recevable: ignore",
        "a: x# recevable: ignore A-1 — x",
        "a: 'x # recevable: ignore A-1 — x'",
        "a: \"x\n  # recevable: ignore A-1 — x\n  y\"",
        "a: 'l''un # recevable: ignore A-1 — x'",
        "a: \"\\\" # recevable: ignore A-1 — x\"",
        "'# recevable: ignore A-1 — x': 1",
        "a: |\n  x\n  # recevable: ignore A-1 — x\nb: 1",
        "a: >-\n\n  # recevable: ignore A-1 — x\n",
        "a: [x, '# recevable: ignore A-1 — x']",
        "a:\n  - |\n    # recevable: ignore A-1 — x\n  - y",
    ] {
        assert_eq!(found(text), [], "{text:?}");
    }
}

#[test]
fn comments_stand_wherever_yaml_lets_them() {
    let comment = "# recevable: ignore A-1 — x";
    for (line, text) in [
        (1, format!("{comment}\na: 1\n")),
        (1, format!("\u{feff}{comment}\na: 1\n")),
        (2, format!("a: 1\r\nb: 2 {comment}\r\nc: 3\r\n")),
        (1, format!("a: 'x' {comment}\n")),
        (1, format!("a: | {comment}\n  texte\nb: 1\n")),
        (1, format!("a: >- {comment}\n  texte\nb: 1\n")),
        (3, format!("a: |\n  texte\n{comment}\nb: 1\n")),
        (4, format!("a:\n  b: |\n    texte\n  {comment}\n  c: 1\n")),
        (2, format!("a: {{ b: 1, # x\n  c: 2, {comment}\n  d: 3 }}\n")),
        (3, format!("a: [\n  '#',\n  x {comment}\n  ]\n")),
        (1, format!("a: {comment}\n  b: 1\n")),
        (2, format!("a:\n  - {comment}\n    b: 1\n")),
        (2, format!("a: 1\n\t{comment}\n")),
        (2, format!("a: 1\n{comment}")),
    ] {
        assert_eq!(found(&text), one(line, "A-1", "x"), "{text:?}");
    }
}

#[test]
fn what_stands_before_a_comment_is_found_on_its_own_line() {
    let after = |text: &str| {
        let file = SourceFile::new("a.yaml", text);
        comments(&file, &parse(&file)).ignoring[0].after
    };
    assert_eq!(after("a: 1  # recevable: ignore A — x"), Some(4));
    assert_eq!(after("a: 1\n  # recevable: ignore A — x"), None);
    assert_eq!(after("\u{feff}# recevable: ignore A — x\na: 1"), None);
    assert_eq!(after("\u{feff}a: 1 # recevable: ignore A — x"), Some(7));
}

#[test]
fn hostile_texts_take_linear_time() {
    let many = |piece: &str| piece.repeat((1 << 20) / piece.len());
    let line = "# recevable: ignore A-1 — x\n";
    for text in [
        many("# recevable: ignore A — x "),
        many("recevable"),
        many("#recevable"),
        many("# recevable:"),
        many(line),
        many("a # recevable: ignore A,B,C - "),
        format!("a: '{}'", many("# recevable: ignore A — x ")),
        format!("a: |\n{}", many(&format!("  {line}"))),
        format!("a: |\n  {}", many("# recevable: ignore A — x ")),
        format!("a: |\r  {}", many("# recevable: ignore A — x ")),
        format!("a: | {}\n{}", "#".repeat(1 << 19), format!("  {line}").repeat(1 << 14)),
        format!("a: 1 {}# recevable: ignore {}", " ".repeat(1 << 19), "- ".repeat(1 << 18)),
        format!("# recevable: ignore {}", "A-".repeat(1 << 19)),
        format!("# recevable: ignore {}", " -a".repeat(1 << 18)),
    ] {
        let file = SourceFile::new("a.yaml", text);
        let tree = parse(&file);
        let start = Instant::now();
        comments(&file, &tree);
        assert!(start.elapsed() < Duration::from_secs(5), "{}", &file.text()[..40]);
    }
}
