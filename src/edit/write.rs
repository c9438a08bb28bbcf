//! New values as YAML: scalars as `serde_yaml` writes them, with quotes only where they are needed.

use super::path::of_format;
use super::{NewLine, NewValue, lines};
use crate::dossier::format::{self, Kind, ScalarKind};
use crate::source::SourceFile;
use crate::text::{is_hidden, visible};
use crate::yaml::{self, Content};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum NewNode {
    /// A value of a kind of the format, of a text where it has none.
    Scalar {
        text: String,
        kind: ScalarKind,
    },
    Sequence(Vec<NewNode>),
    Mapping(Vec<(String, NewNode)>),
    /// Lines of a table, each with its comment.
    Lines(Vec<(NewNode, Option<String>)>),
}

impl NewNode {
    pub(super) fn of_value(path: &str, value: &NewValue) -> Self {
        let kind = kind_of(path);
        let scalar = |text: &String| Self::Scalar { text: text.clone(), kind };
        match value {
            NewValue::Scalar(text) => scalar(text),
            NewValue::List(items) => Self::Sequence(items.iter().map(scalar).collect()),
        }
    }

    pub(super) fn of_line(table: &str, cells: &[(String, String)]) -> Self {
        let cell = |(key, text): &(String, String)| {
            (key.clone(), Self::Scalar { text: text.clone(), kind: kind_of(&format!("{table}.{key}")) })
        };
        Self::Mapping(cells.iter().map(cell).collect())
    }

    pub(super) fn of_lines(table: &str, lines: &[NewLine]) -> Self {
        Self::Lines(lines.iter().map(|line| (Self::of_line(table, &line.cells), line.comment.clone())).collect())
    }
}

fn kind_of(path: &str) -> ScalarKind {
    let field = format::find(&of_format(path)).map(|id| &format::field_info(id).field.kind);
    match field {
        Some(Kind::Scalar(kind) | Kind::List(kind)) => *kind,
        _ => ScalarKind::Text,
    }
}

/// A scalar on one line.
pub(crate) fn scalar(text: &str, kind: ScalarKind, in_flow: bool) -> String {
    let plain = (!is_text(kind)).then(|| text.to_owned());
    // Before a brace, a question mark begins a key.
    let reads = |written: &str| !written.starts_with('?') && reads_as(written, text, in_flow);
    let plain = plain.filter(|plain| reads(plain));
    let written = || {
        // Whoever opens the file sees all that it holds.
        if text.contains(is_hidden) {
            return None;
        }
        let written = serde_yaml::to_string(text).ok()?;
        let written = written.trim_end_matches('\n');
        let is_quoted = written.starts_with('\'') && !text.contains(['"', '\\']);
        let written = if is_quoted { format!("\"{text}\"") } else { written.to_owned() };
        (!written.contains('\n') && reads(&written)).then_some(written)
    };
    plain.or_else(written).unwrap_or_else(|| quoted(text))
}

/// Whether the type is a text to every reader of YAML, even if it looks like a number.
fn is_text(kind: ScalarKind) -> bool {
    match kind {
        ScalarKind::Text
        | ScalarKind::Commune
        | ScalarKind::PostalCode
        | ScalarKind::Siren
        | ScalarKind::Siret
        | ScalarKind::Rna
        | ScalarKind::Quartier => true,
        ScalarKind::Version
        | ScalarKind::Campaign
        | ScalarKind::Token(_)
        | ScalarKind::Slug
        | ScalarKind::Money
        | ScalarKind::Date
        | ScalarKind::Bool
        | ScalarKind::Year
        | ScalarKind::Poste(_) => false,
    }
}

/// Whether a value written so is that text, alone and before another key.
fn reads_as(written: &str, text: &str, in_flow: bool) -> bool {
    let (document, entries) =
        if in_flow { (format!("{{ k: {written}, l: m }}\n"), 2) } else { (format!("k: {written}\n"), 1) };
    let source = SourceFile::new("", document);
    let tree = yaml::parse(&source);
    let Some(Content::Mapping { entries: found, .. }) = tree.root.as_ref().map(|root| &root.content) else {
        return false;
    };
    let value = found.first().map(|entry| &entry.value);
    tree.errors.is_empty()
        && found.len() == entries
        && value.is_some_and(|value| !value.is_null() && value.as_scalar().is_some_and(|scalar| scalar.text == text))
}

/// In double quotes, with escapes for what is not to be seen.
pub(crate) fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\r' => quoted.push_str("\\r"),
            hidden if is_hidden(hidden) || hidden.is_control() => {
                quoted.push_str(&format!("\\U{:08X}", u32::from(hidden)));
            }
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

/// A text of several lines as a block scalar below a key in that column.
fn block_scalar(text: &str, column: usize, line_break: &str) -> Option<String> {
    if !text.trim_end_matches('\n').contains('\n') {
        return None;
    }
    let written = serde_yaml::to_string(text).ok()?;
    let written = written.strip_suffix('\n').unwrap_or(&written);
    let mut rows = written.split('\n');
    let header = rows.next().filter(|header| header.starts_with('|'))?;
    let indent = " ".repeat(column + 2);
    let mut block = header.to_owned();
    for row in rows {
        block.push_str(line_break);
        let row = row.strip_prefix("  ").unwrap_or(row);
        if !row.is_empty() {
            block.push_str(&indent);
            block.push_str(row);
        }
    }
    Some(block)
}

/// A comment's text, which may hold what the file must not.
fn on_one_line(text: &str) -> String {
    visible(text).into_owned()
}

/// In braces and brackets, on one line.
pub(super) fn flow(node: &NewNode) -> String {
    match node {
        NewNode::Scalar { text, kind } => scalar(text, *kind, true),
        NewNode::Sequence(items) => format!("[{}]", items.iter().map(flow).collect::<Vec<_>>().join(", ")),
        // A comment would take what follows in the braces.
        NewNode::Lines(items) => {
            format!("[{}]", items.iter().map(|(line, _)| flow(line)).collect::<Vec<_>>().join(", "))
        }
        NewNode::Mapping(entries) if entries.is_empty() => "{}".to_owned(),
        NewNode::Mapping(entries) => format!("{{ {} }}", flow_entries(entries)),
    }
}

pub(super) fn flow_entries(entries: &[(String, NewNode)]) -> String {
    entries.iter().map(|(key, value)| format!("{key}: {}", flow(value))).collect::<Vec<_>>().join(", ")
}

/// What surrounds a new value: where its key stands, and how the text is written.
#[derive(Clone, Copy)]
pub(super) struct Layout<'t> {
    pub text: &'t str,
    /// The column of its key.
    pub column: usize,
    /// Whether groups within it are written below their keys.
    pub groups_below: bool,
}

impl Layout<'_> {
    fn new_line(self, further: usize) -> String {
        format!("{}{}", lines::line_break(self.text), " ".repeat(self.column + further))
    }

    fn deeper(self, further: usize) -> Self {
        Self { column: self.column + further, ..self }
    }

    /// What stands behind a key's colon.
    pub(super) fn value(self, node: &NewNode, one_line: bool) -> String {
        match node {
            NewNode::Scalar { text, kind } => {
                let block =
                    (!one_line).then(|| block_scalar(text, self.column, lines::line_break(self.text))).flatten();
                format!(" {}", block.unwrap_or_else(|| scalar(text, *kind, false)))
            }
            NewNode::Sequence(items) if items.iter().any(|item| matches!(item, NewNode::Mapping(_))) => {
                items.iter().flat_map(|item| [self.new_line(2), "- ".to_owned(), flow(item)]).collect()
            }
            NewNode::Lines(items) if !items.is_empty() => {
                let line = |(line, comment): &(NewNode, Option<String>)| {
                    let comment = comment.as_ref().map(|text| format!(" # {}", on_one_line(text)));
                    format!("{}- {}{}", self.new_line(2), flow(line), comment.unwrap_or_default())
                };
                items.iter().map(line).collect()
            }
            NewNode::Mapping(entries) if self.groups_below || self.column == 0 => {
                let within = Self { groups_below: false, ..self.deeper(2) };
                let entry =
                    |(key, value): &(String, NewNode)| format!("{}{}", self.new_line(2), within.entry(key, value));
                entries.iter().map(entry).collect()
            }
            NewNode::Sequence(_) | NewNode::Mapping(_) | NewNode::Lines(_) => format!(" {}", flow(node)),
        }
    }

    pub(super) fn entry(self, key: &str, node: &NewNode) -> String {
        format!("{key}:{}", self.value(node, false))
    }

    /// A line of a table, after its dash; its keys below each other where those of its neighbours are.
    pub(super) fn line(self, node: &NewNode, below: bool) -> String {
        match node {
            NewNode::Mapping(entries) if below && !entries.is_empty() => {
                let within = self.deeper(2);
                let entries = entries.iter().map(|(key, value)| within.entry(key, value));
                entries.collect::<Vec<_>>().join(&self.new_line(2))
            }
            NewNode::Scalar { text, kind } => scalar(text, *kind, false),
            NewNode::Mapping(_) | NewNode::Sequence(_) | NewNode::Lines(_) => flow(node),
        }
    }
}
