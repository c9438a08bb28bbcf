//! A change of a dossier as a few edits of its text, which leave all else byte for byte as it stands.
//!
//! An edit is only given where the edited text parses to the tree with exactly that change.

mod between;
mod lines;
mod look;
mod path;
mod place;
mod remove;
mod shape;
mod write;

#[cfg(test)]
#[path = "../../tests/internal/edit.rs"]
mod tests;

use between::between;
pub(crate) use look::{is_in_flow, is_in_text, is_there, items, line_at, lines_of, mean_the_same, scalar_at, span_at};
use path::Step;
pub(crate) use path::of_format;
pub(crate) use write::{quoted, scalar};

use crate::source::{SourceFile, Span};
use crate::yaml;

/// A range of bytes of a text, and what stands there instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TextEdit {
    pub span: Span,
    pub text: String,
}

impl TextEdit {
    pub(crate) fn new(start: usize, end: usize, text: impl Into<String>) -> Self {
        Self { span: Span::new(start, end), text: text.into() }
    }

    fn insertion(at: usize, text: impl Into<String>) -> Self {
        Self::new(at, at, text)
    }
}

/// Paths are those of the format, with indices: `projet.communes[1]`, `budget.produits[0].montant`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Change {
    /// Gives a key or an entry a value; what leads there is made where it is missing.
    Set {
        path: String,
        value: NewValue,
    },
    Remove {
        path: String,
    },
    /// Adds a line at the end of a table.
    AddLine {
        table: String,
        cells: Vec<(String, String)>,
    },
    /// Gives a table these lines in place of those that it has. Comments on lines of their own stay.
    SetTable {
        table: String,
        lines: Vec<NewLine>,
    },
}

/// A line of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NewLine {
    pub cells: Vec<(String, String)>,
    /// On one line.
    pub comment: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum NewValue {
    Scalar(String),
    List(Vec<String>),
}

/// The edits that make a change, in the order of the text; none where it is made already. No answer where the text or the
/// path does not allow it.
pub(crate) fn edits(source: &SourceFile, change: &Change) -> Option<Vec<TextEdit>> {
    let tree = yaml::parse(source);
    if !tree.complete {
        return None;
    }
    let before = shape::of_tree(&tree);
    let (steps, value) = match change {
        Change::Set { path, value } => (path::parse(path)?, Some(write::NewNode::of_value(path, value))),
        Change::Remove { path } => (path::parse(path)?, None),
        Change::AddLine { table, cells } => {
            let mut steps = path::parse(table)?;
            steps.push(Step::Item(shape::length(&before, &steps)));
            (steps, Some(write::NewNode::of_line(table, cells)))
        }
        Change::SetTable { table, lines } => (path::parse(table)?, Some(write::NewNode::of_lines(table, lines))),
    };
    let mut after = before.clone();
    match &value {
        Some(value) => shape::set(&mut after, &steps, value)?,
        None => shape::remove(&mut after, &steps),
    }
    if after == before {
        return Some(Vec::new());
    }
    let candidates = match &value {
        Some(value) => place::candidates(source, &tree, &steps, value),
        None => remove::candidates(source, &tree, &steps),
    };
    candidates.into_iter().find(|edits| {
        let edited = SourceFile::new(source.name(), apply(source.text(), edits));
        let tree_after = yaml::parse(&edited);
        tree_after.complete && tree_after.errors.len() <= tree.errors.len() && shape::of_tree(&tree_after) == after
    })
}

/// The text with all these changes made one after the other; none where one of them cannot be made.
pub(crate) fn changed(name: &str, text: &str, changes: &[Change]) -> Option<String> {
    changes.iter().try_fold(text.to_owned(), |text, change| {
        let edits = edits(&SourceFile::new(name, text.as_str()), change)?;
        Some(apply(&text, &edits))
    })
}

/// The edits of all these changes together; of those that meet, what differs in the end.
pub(crate) fn all_edits(source: &SourceFile, changes: &[Change]) -> Option<Vec<TextEdit>> {
    if let [only] = changes {
        return edits(source, only);
    }
    let after = changed(source.name(), source.text(), changes)?;
    let own: Option<Vec<Vec<TextEdit>>> = changes.iter().map(|change| edits(source, change)).collect();
    let mut all = own.unwrap_or_default().concat();
    all.sort_by_key(|edit| edit.span.start);
    let are_apart = all.iter().zip(all.iter().skip(1)).all(|(one, next)| one.span.end <= next.span.start);
    Some(if are_apart && apply(source.text(), &all) == after { all } else { between(source.text(), &after) })
}

/// The text with edits that do not overlap, in its order.
pub(crate) fn apply(text: &str, edits: &[TextEdit]) -> String {
    let mut edited = String::with_capacity(text.len() + 64);
    let mut done = 0;
    for TextEdit { span, text: new } in edits {
        edited.push_str(text.get(done..span.start).unwrap_or_default());
        edited.push_str(new);
        done = span.end;
    }
    edited.push_str(text.get(done..).unwrap_or_default());
    edited
}

/// The edits that give a text back from what those made of it.
#[cfg(test)]
pub(crate) fn inverse(text: &str, edits: &[TextEdit]) -> Vec<TextEdit> {
    let mut inverse = Vec::with_capacity(edits.len());
    let (mut removed, mut added) = (0, 0);
    for TextEdit { span, text: new } in edits {
        let start = span.start - removed + added;
        inverse.push(TextEdit::new(start, start + new.len(), &text[span.start..span.end]));
        removed += span.len();
        added += new.len();
    }
    inverse
}
