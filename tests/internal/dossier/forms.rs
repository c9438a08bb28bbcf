//! Whatever a surface form adds, spaces, quotes or case, the decoded dossier is the same.

use std::fs;
use std::sync::LazyLock;

use proptest::prelude::*;

use super::format::{Kind, ScalarKind, fields};
use super::{Dossier, FieldEntry, KnownCampaign, Placeholders, Value, decode};
use crate::source::{SourceFile, Span};
use crate::yaml::{Content, Node, ScalarStyle, parse};

static EXAMPLES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let paths = fs::read_dir("examples").unwrap().map(|entry| entry.unwrap().path());
    let paths = paths.filter(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    let sound = paths.filter(|path| !path.ends_with("erreurs-de-structure.yaml"));
    sound.map(|path| fs::read_to_string(path).unwrap()).collect()
});

static PLACEHOLDERS: LazyLock<Placeholders> = LazyLock::new(|| Placeholders::new(["NC", "à définir", "à compléter"]));

/// A value without its places.
fn shown(entry: &FieldEntry<'_>) -> String {
    let Some(value) = &entry.value else { return "-".to_owned() };
    match &value.value {
        Value::List(items) => format!("{:?}", items.iter().map(|item| &*item.value).collect::<Vec<_>>()),
        Value::Records(records) => {
            let lines = records.iter().map(|record| record.cells.iter().map(shown).collect::<Vec<_>>());
            format!("{:?}", lines.collect::<Vec<_>>())
        }
        Value::Text(text) => format!("{:?}", text.trim()),
        other => format!("{other:?}"),
    }
}

fn values(text: &str) -> Vec<String> {
    let file = SourceFile::new("a.yaml", text);
    let decoded = decode(&parse(&file), &[KnownCampaign { year: 2015, placeholders: &PLACEHOLDERS }]);
    assert!(decoded.problems.is_empty(), "{:?}\n{text}", decoded.problems);
    let Dossier { fields: entries } = decoded.dossier;
    fields().iter().zip(&entries).map(|(info, entry)| format!("{} {}", info.path, shown(entry))).collect()
}

/// What may be written otherwise: a key's end, and its value's place, text and kind.
struct Site {
    key_end: Option<usize>,
    value: Span,
    /// None for lists and groups.
    scalar: Option<(String, ScalarStyle)>,
    has_free_case: bool,
}

fn sites(node: &Node<'_>, path: &str, sites_of: &mut Vec<Site>) {
    match &node.content {
        Content::Mapping { entries, .. } => {
            for entry in entries {
                let dot = if path.is_empty() { "" } else { "." };
                let path = format!("{path}{dot}{}", entry.key.text);
                sites_of.push(site(Some(entry.key.span.end), &entry.value, &path));
                sites(&entry.value, &path, sites_of);
            }
        }
        Content::Sequence(items) => {
            for item in items {
                if item.as_scalar().is_some() {
                    sites_of.push(site(None, item, path));
                }
                sites(item, path, sites_of);
            }
        }
        Content::Scalar(_) | Content::Refused => {}
    }
}

fn site(key_end: Option<usize>, value: &Node<'_>, path: &str) -> Site {
    let kind = fields().iter().find(|info| info.path == path).map(|info| &info.field.kind);
    let scalar = value.as_scalar().filter(|_| !value.is_null());
    let is_code = scalar.is_some_and(|scalar| scalar.text.starts_with("QP"));
    let has_free_case = match kind {
        Some(Kind::Scalar(ScalarKind::Bool | ScalarKind::Rna)) => true,
        Some(Kind::List(ScalarKind::Quartier)) => is_code,
        _ => false,
    };
    Site {
        key_end,
        value: value.span,
        scalar: scalar.map(|scalar| (scalar.text.to_string(), scalar.style)),
        has_free_case,
    }
}

const SPACES: [&str; 5] = ["", " ", "\u{a0}", "\u{202f}", " \u{a0}\u{2009}"];

/// The text with each site written in the way that a number picks.
fn rewritten(text: &str, ways: &[u32]) -> String {
    let file = SourceFile::new("a.yaml", text);
    let mut found = Vec::new();
    sites(parse(&file).root.as_ref().unwrap(), "", &mut found);
    let mut edits: Vec<(Span, String)> = Vec::new();
    for (site, way) in found.iter().zip(ways.iter().cycle()) {
        let space = |turn: u32| SPACES[(way / 5_u32.pow(turn)) as usize % SPACES.len()];
        if let Some(end) = site.key_end {
            edits.push((Span::new(end, end), space(0).to_owned()));
            edits.push((Span::new(end + 1, end + 1), space(1).to_owned()));
        }
        let Some((text, style)) = &site.scalar else { continue };
        let on_one_line = !file.slice(site.value).contains('\n') && *style != ScalarStyle::Block;
        if !on_one_line {
            continue;
        }
        let cased = if site.has_free_case && way % 3 == 1 { text.to_uppercase() } else { text.clone() };
        let written = match (style, way % 4) {
            (ScalarStyle::Plain, 0) => format!("'{}'", cased.replace('\'', "''")),
            (ScalarStyle::Plain, 1) if !cased.contains(['"', '\\']) => format!("\"{cased}\""),
            (ScalarStyle::Plain, _) => cased,
            _ => file.slice(site.value).to_owned(),
        };
        edits.push((site.value, format!("{written}{}", space(2))));
    }
    edits.sort_by_key(|(span, _)| (span.start, span.end));
    let mut out = String::new();
    let mut from = 0;
    for (span, new) in edits {
        out.push_str(&text[from..span.start]);
        out.push_str(&new);
        from = span.end;
    }
    out + &text[from..]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_dossier_is_the_same_in_every_form(
        example in any::<prop::sample::Index>(),
        ways in prop::collection::vec(any::<u32>(), 1..80),
        line_end in prop::sample::select(vec!["\n", "\r\n", "\r"]),
        mark in any::<bool>(),
    ) {
        let text = &EXAMPLES[example.index(EXAMPLES.len())];
        let other = rewritten(text, &ways).replace('\n', line_end);
        let other = if mark { format!("\u{feff}{other}") } else { other };
        prop_assert_eq!(values(text), values(&other), "{}", other);
    }
}
