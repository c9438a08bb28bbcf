//! The tree, case by case and by property.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use super::*;
use crate::source::{SourceFile, Span};

fn file(text: &str) -> SourceFile {
    SourceFile::new("a.yaml", text)
}

/// The tree in one line, `!` for what was refused, and its errors.
fn shape(text: &str) -> String {
    fn shown(node: &Node<'_>) -> String {
        match &node.content {
            Content::Scalar(scalar) => format!("{:?}", &*scalar.text),
            Content::Refused => "!".to_owned(),
            Content::Sequence(items) => {
                let items: Vec<_> = items.iter().map(|item| shown(item) + " ").collect();
                format!("[{}]", items.concat())
            }
            Content::Mapping { entries, flow } => {
                let mut out = String::from(if *flow { "{" } else { "(" });
                for entry in entries {
                    let again = if entry.duplicate { "+" } else { "" };
                    let _ = write!(out, "{}{again}={} ", entry.key.text, shown(&entry.value));
                }
                out + if *flow { "}" } else { ")" }
            }
        }
    }
    let file = file(text);
    let tree = parse(&file);
    let mut out = tree.root.as_ref().map_or_else(|| "-".to_owned(), shown);
    for error in &tree.errors {
        let _ = write!(out, " {:?}@{}..{}", error.kind, error.span.start, error.span.end);
        if let Some(related) = error.related {
            let _ = write!(out, "<{}", related.start);
        }
    }
    if !tree.complete {
        out.push_str(" …");
    }
    out
}

fn keys(count: usize) -> String {
    (0..count).fold(String::new(), |mut text, n| {
        let _ = writeln!(text, "k{n}: 1");
        text
    })
}

/// The bytes of every node, in the order of the file.
fn slices(text: &str) -> Vec<String> {
    fn collect(node: &Node<'_>, file: &SourceFile, out: &mut Vec<String>) {
        out.push(file.slice(node.span).to_owned());
        match &node.content {
            Content::Sequence(items) => items.iter().for_each(|item| collect(item, file, out)),
            Content::Mapping { entries, .. } => {
                for entry in entries {
                    out.push(file.slice(entry.key.span).to_owned());
                    collect(&entry.value, file, out);
                }
            }
            Content::Scalar(_) | Content::Refused => {}
        }
    }
    let file = file(text);
    let mut out = Vec::new();
    collect(parse(&file).root.as_ref().unwrap(), &file, &mut out);
    out
}

#[test]
fn spans_cover_what_is_written() {
    assert_eq!(
        slices("a: |  # x > y\n  x\n  y\n\nb: # > no\n  >-\n  z\nc:\n  - 'd'\n  - |+\n    e\n\n"),
        [
            "a: |  # x > y\n  x\n  y\n\nb: # > no\n  >-\n  z\nc:\n  - 'd'\n  - |+\n    e",
            "a",
            "|  # x > y\n  x\n  y",
            "b",
            ">-\n  z",
            "c",
            "- 'd'\n  - |+\n    e",
            "'d'",
            "|+\n    e"
        ]
    );
    assert_eq!(
        slices("\u{feff}é: [1, {b: 2, 50}, c: 3 ] # x\r\nf: x\r\n  y\r\n")[1..],
        ["é", "[1, {b: 2, 50}, c: 3 ]", "1", "{b: 2, 50}", "b", "2", "50", "", "c: 3", "c", "3", "f", "x\r\n  y"]
    );
    assert_eq!(slices("a: |\nb: |2\n   x\n")[1..], ["a", "|", "b", "|2\n   x"]);
}

#[test]
fn an_empty_value_stands_after_its_colon() {
    let file = file("a:\nb: # x\n\"c\" :\nd: {e, f: }\ng:\n-\n");
    let tree = parse(&file);
    let Some(Node { content: Content::Mapping { entries, .. }, .. }) = &tree.root else { panic!() };
    let at = |index: usize| (entries[index].value.span, entries[index].value.is_null());
    assert_eq!(at(0), (Span::new(2, 2), true));
    assert_eq!(at(1), (Span::new(5, 5), true));
    assert_eq!(at(2), (Span::new(15, 15), true));
    let Content::Mapping { entries: inner, .. } = &entries[3].value.content else { panic!() };
    assert_eq!(inner[0].value.span, Span::new(21, 21));
    assert_eq!(inner[1].value.span, Span::new(25, 25));
}

#[test]
fn what_a_dossier_never_needs_is_refused_and_the_rest_read() {
    assert_eq!(shape("a: &x {b: 1}\nc: *x\nd: *y\n"), "(a={b=\"1\" } c=! d=! ) Anchor@3..5 Alias@16..18 Alias@22..24");
    assert_eq!(shape("a: 1\n<<: *x\nb: 2\n"), "(a=\"1\" <<=! b=\"2\" ) MergeKey@5..7 Alias@9..11");
    assert_eq!(shape("\"<<\": 1\n"), "(<<=\"1\" )");
    assert_eq!(shape("*x : 1\nb: 2\n"), "(b=\"2\" ) Alias@0..2");
    assert_eq!(
        shape("a: !!str x\nb: !foo [1]\nc: !<x:y> {}\nd: !python/object:a.b\ne: ! z\n!k f: 1\n"),
        "(a=! b=[\"1\" ] c={} d=! e=! f=\"1\" ) Tag@3..8 Tag@14..18 Tag@26..32 Tag@39..57 Tag@61..62 Tag@65..67"
    );
    assert_eq!(shape("a: !!binary |\n  R0lG\n"), "(a=! ) Tag@3..11");
    assert_eq!(
        shape("? [a]\n: b\n? {x: 1}\n: c\nd: {{ e }}\n"),
        "(d=! ) ComplexKey@2..5 ComplexKey@12..18 ComplexKey@27..32"
    );
}

#[test]
fn duplicate_keys_point_to_the_first() {
    assert_eq!(
        shape("a: 1\na: 2\nb: 3\n\"a\": 4\n"),
        "(a=\"1\" a+=\"2\" b=\"3\" a+=\"4\" ) DuplicateKey(\"a\")@5..6<0 DuplicateKey(\"a\")@15..18<0"
    );
    let many: String = (0..100)
        .map(|n| format!("k{n}: 1\n"))
        .chain(["k3: 2\n".to_owned(), "k99: 2\n".to_owned(), "k3: 3\n".to_owned()])
        .collect();
    let file = file(&many);
    let tree = parse(&file);
    let places: Vec<_> = tree.errors.iter().map(|error| file.position(error.related.unwrap().start).line).collect();
    assert_eq!(places, [4, 100, 4]);
}

#[test]
fn one_document_a_file() {
    assert_eq!(shape(""), "- Empty@0..0");
    assert_eq!(shape("# rien\n\n"), "- Empty@0..0");
    assert_eq!(shape("---\n"), "- Empty@0..0");
    assert_eq!(shape("\u{feff}"), "- Empty@0..0");
    assert_eq!(shape("---\na: 1\n...\n# fin\n"), "(a=\"1\" )");
    assert_eq!(shape("a: 1\n---\nb: [\n"), "(a=\"1\" ) SecondDocument@5..8");
    assert_eq!(shape("~\n"), "\"~\"");
}

#[test]
fn a_syntax_error_keeps_what_stands_before_it() {
    assert_eq!(shape("a: 1\nb: 'x\n"), "(a=\"1\" b=! ) Syntax(UnclosedQuote)@8..9 …");
    assert_eq!(
        shape("a: 1\nb: c: d\n"),
        "(a=\"1\" b=! ) Rewritten { syntax: ColonInValue, line: \"b: \\\"c: d\\\"\" }@9..10 …"
    );
    assert_eq!(
        shape("a:\n  b: 1\n c: 2\n"),
        "(a=(b=\"1\" ) ) Syntax(Indentation { found: 1, expected: Some(2) })@11..12 …"
    );
    assert_eq!(shape("a: [1, 2\n"), "(a=[\"1\" ] ) Syntax(UnclosedBracket('['))@3..4 …");
    assert_eq!(shape("a: {b: 1\nc: 2\n"), "- Syntax(UnclosedBracket('{'))@3..4 …");
    assert_eq!(shape("a: \"x\" y\n"), "(a=! ) Rewritten { syntax: AfterQuote, line: \"a: '\\\"x\\\" y'\" }@7..8 …");
    assert_eq!(shape("a: \"\\q\"\n"), "(a=! ) Syntax(Escape)@3..4 …");
    assert_eq!(shape("a: @b\n"), "(a=! ) Rewritten { syntax: ReservedCharacter('@'), line: \"a: \\\"@b\\\"\" }@3..4 …");
    assert_eq!(shape("a: - b\n"), "(a=! ) Syntax(MisplacedDash)@3..4 …");
    assert_eq!(shape("a: |x\n  y\n"), "(a=! ) Syntax(BlockHeader)@3..4 …");
    assert_eq!(shape("a: ]\n"), "(a=! ) Syntax(StrayBracket)@3..4 …");
    assert_eq!(shape("a: 1\nb\nc: 2\n"), "(a=\"1\" ) Syntax(MissingColon)@5..6 …");
    assert_eq!(shape("%YAML 1.2\n---\na: 1\n"), "- Syntax(Directive)@0..1 …");
    assert_eq!(shape("a\nb: 1\n"), "- Syntax(MissingColon)@0..1 …");
}

#[test]
fn a_tab_in_the_indentation_is_named_where_it_stands() {
    for (text, at) in [
        ("a:\n\tb: 1\n", 3),
        ("\ta: 1\n", 0),
        ("a:\n  b: 1\n\tc: 2\n", 10),
        ("a:\n  - 1\n \tb: 1\n", 10),
        ("a:\n  b: x\n  \ty\n", 10 + 2),
        ("a:\n- 1\n\t- 2\n", 7),
    ] {
        let file = file(text);
        let errors = parse(&file).errors;
        assert_eq!(
            errors.iter().map(|error| (error.kind.clone(), error.span)).collect::<Vec<_>>(),
            [(YamlErrorKind::Tab, Span::new(at, at + 1))],
            "{text:?}"
        );
    }
    for text in ["a:\tb\nc: d\te \t\nf: |\n \tx\n", "a: [1,\n\t2]\n", "a: \"x\n\ty\"\n"] {
        assert!(parse(&file(text)).errors.is_empty(), "{text:?}");
    }
}

#[test]
fn nesting_stops_at_the_limit() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert!(parse(&file(&nested(MAX_DEPTH))).errors.is_empty());
    for text in
        [nested(MAX_DEPTH + 1), "[".repeat(100_000), "{a: ".repeat(100_000), "- ".repeat(100_000), "? ".repeat(100_000)]
    {
        let file = file(&text);
        let tree = parse(&file);
        assert_eq!(
            tree.errors.iter().map(|error| &error.kind).collect::<Vec<_>>(),
            [&YamlErrorKind::Depth],
            "{}",
            &text[..10]
        );
        assert!(!tree.complete);
    }
    // Blocks and brackets count together.
    let mixed = format!("{}{}", "- ".repeat(20), nested(13));
    assert_eq!(parse(&file(&mixed)).errors[0].kind, YamlErrorKind::Depth);
}

#[test]
fn errors_stop_at_the_limit() {
    let file = file(&format!("[{}]", "*a,".repeat(100_000)));
    let tree = parse(&file);
    assert_eq!(tree.errors.len(), MAX_ERRORS + 1);
    assert_eq!(tree.errors.last().unwrap().kind, YamlErrorKind::TooMany);
}

#[test]
fn no_step_is_quadratic() {
    let bomb: String = std::iter::once("a0: &a0 [x]\n".to_owned())
        .chain((1..9).map(|n| format!("a{n}: &a{n} [{}]\n", format!("*a{},", n - 1).repeat(9))))
        .collect();
    let million = 1_000_000;
    for text in [
        bomb,
        keys(million / 12),
        "a: 1\n".repeat(million / 5),
        "{a: ".repeat(million / 4),
        "[],".repeat(million / 3),
        "a".repeat(million),
        format!("a: {}", "x ".repeat(million / 2)),
        format!("a: |\n{}", " x\n".repeat(million / 3)),
        "- |\n x\n".repeat(million / 7),
        "\t".repeat(million),
        "# |\n".repeat(million / 4),
        "- \n".repeat(million / 3),
        "\"".repeat(million),
        "? ".repeat(million / 2),
        "!a ".repeat(million / 3),
        "&a ".repeat(million / 3),
        "%a\n".repeat(million / 3),
        format!("{{a: {}", "a: b ".repeat(million / 5)),
        format!("{{a: {}", "a:\u{a0}".repeat(million / 4)),
        format!("a: \"{}", "\n b".repeat(million / 3)),
        format!("a: [\"{}", "x\", \"".repeat(million / 5)),
        "-\u{a0}".repeat(million / 3),
        "\u{a0}a: b\n".repeat(million / 7),
        "a: [\n".repeat(million / 5),
        format!("{}a: b: c\n", "  a: 'x\n".repeat(million / 9)),
        format!("a:\n{}  b: 1\n c: 2\n", "   d: 1\n".repeat(million / 8)),
    ] {
        let start = Instant::now();
        let file = file(&text);
        let _ = parse(&file);
        assert!(start.elapsed() < Duration::from_secs(10), "{}: {:?}", &text[..10], start.elapsed());
    }
}

#[test]
fn paths_name_the_innermost_place() {
    let text = "porteur:\n  nom: A\nbudget:\n  charges: [{poste: 60}, {poste: 61}]\n";
    let file = file(text);
    let tree = parse(&file);
    let at = |what: &str| tree.path_at(text.rfind(what).unwrap());
    assert_eq!(at("nom"), "porteur.nom");
    assert_eq!(at("A\n"), "porteur.nom");
    assert_eq!(at("61"), "budget.charges[1].poste");
    assert_eq!(at("porteur"), "porteur");
}

/// Asserts that the independent reader sees the same structure, keys and texts.
fn assert_same(ours: &Node<'_>, theirs: &serde_yaml::Value) {
    match (&ours.content, theirs) {
        (Content::Mapping { entries, .. }, serde_yaml::Value::Mapping(mapping)) => {
            assert_eq!(entries.len(), mapping.len());
            for (entry, (key, value)) in entries.iter().zip(mapping) {
                assert_eq!(Some(&*entry.key.text), key.as_str());
                assert_same(&entry.value, value);
            }
        }
        (Content::Sequence(items), serde_yaml::Value::Sequence(others)) => {
            assert_eq!(items.len(), others.len());
            items.iter().zip(others).for_each(|(ours, theirs)| assert_same(ours, theirs));
        }
        (Content::Scalar(scalar), serde_yaml::Value::String(text)) => assert_eq!(&*scalar.text, text),
        (Content::Scalar(scalar), serde_yaml::Value::Bool(truth)) => assert_eq!(scalar.text, truth.to_string()),
        (Content::Scalar(scalar), serde_yaml::Value::Number(number)) => assert_eq!(scalar.text, number.to_string()),
        (Content::Scalar(_), serde_yaml::Value::Null) => assert!(ours.is_null()),
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_independent_reader_sees_the_same() {
    for text in [
        "version: 1\nporteur:\n  nom: Centre social « Les Tilleuls »\n  siret: \"90000001900019\"\n  adresse: { voie: 12 rue des Fusillés, code_postal: \"62300\" }\n",
        "a: |\n  un\n   deux\n\n  trois\nb: >\n  un\n  deux\n\n  trois\nc: |-\n  x\nd: >+\n  x\n\ne: ''\n",
        "a: 'l''eau'\nb: \"\\u00e9 \\\"x\\\" \\\n  suite\"\nc: un\n  deux\n  trois\nd: ~\ne:\nf: [a, b c, 'd']\ng: true\nh: 12\n",
        "- a\n- - b\n  - c: d\n    e: f\n-\n- {}\n- []\n",
    ] {
        let file = file(text);
        assert_same(parse(&file).root.as_ref().unwrap(), &serde_yaml::from_str(text).unwrap());
    }
}

mod properties {
    use proptest::prelude::*;

    use super::*;

    /// Every span is within the text and on character boundaries, children within parents.
    fn check(node: &Node<'_>, text: &str, within: Span) {
        assert!(text.get(node.span.start..node.span.end).is_some(), "{:?} in {text:?}", node.span);
        assert!(
            within.start <= node.span.start && node.span.end <= within.end,
            "{:?} in {within:?} of {text:?}",
            node.span
        );
        match &node.content {
            Content::Scalar(scalar) => {
                let slice = &text[node.span.start..node.span.end];
                match scalar.style {
                    ScalarStyle::Plain if !slice.contains(['\n', '\r']) => assert_eq!(slice, scalar.text),
                    ScalarStyle::Plain => {}
                    ScalarStyle::Quoted => assert!(
                        slice.len() >= 2 && slice.starts_with(['"', '\'']) && slice.ends_with(['"', '\'']),
                        "{slice:?}"
                    ),
                    ScalarStyle::Block => assert!(slice.starts_with(['|', '>']), "{slice:?} in {text:?}"),
                }
            }
            Content::Sequence(items) => items.iter().for_each(|item| check(item, text, node.span)),
            Content::Mapping { entries, .. } => {
                for entry in entries {
                    assert!(text.get(entry.key.span.start..entry.key.span.end).is_some());
                    check(&entry.value, text, node.span);
                }
            }
            Content::Refused => {}
        }
    }

    fn holds(text: &str) {
        let file = file(text);
        let tree = parse(&file);
        if let Some(root) = &tree.root {
            check(root, text, Span::new(0, text.len()));
        }
        for error in &tree.errors {
            assert!(text.get(error.span.start..error.span.end).is_some(), "{error:?} in {text:?}");
            let _ = tree.path_at(error.span.start);
        }
        assert!(tree.complete || !tree.errors.is_empty());
    }

    fn value() -> impl Strategy<Value = serde_yaml::Value> {
        let text = prop_oneof!["[a-z€é:#,'\"|>&*!%@`?{}\\[\\] \n-]{0,20}", "[ -~é]{0,200}", "(mot ){0,40}"];
        let scalar = prop_oneof![
            text.prop_map(serde_yaml::Value::String),
            any::<bool>().prop_map(serde_yaml::Value::Bool),
            any::<i64>().prop_map(serde_yaml::Value::from),
            Just(serde_yaml::Value::Null),
        ];
        scalar.prop_recursive(4, 40, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(serde_yaml::Value::Sequence),
                prop::collection::btree_map("[a-z_ ~:#-]{1,12}", inner, 0..6).prop_map(|map| {
                    let entries = map.into_iter().map(|(key, value)| (key.into(), value));
                    serde_yaml::Value::Mapping(entries.collect())
                }),
            ]
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn arbitrary_text(text in any::<String>()) {
            holds(&text);
        }

        #[test]
        fn text_of_yaml_characters(text in "([a-cé€ \\n\\r\\t:#&*!|>'\"%@`{}\\[\\],?~<0-9\u{feff}-]|\n  |: |- |  - |\\? |&a |\\*a |!t |<<: )*") {
            holds(&text);
        }

        #[test]
        fn what_an_independent_writer_writes(value in value()) {
            let file = file(&serde_yaml::to_string(&value).unwrap());
            let tree = parse(&file);
            if value != serde_yaml::Value::Null {
                prop_assert_eq!(&tree.errors, &[]);
                assert_same(tree.root.as_ref().unwrap(), &value);
            }
        }
    }
}
