//! How a key or an entry goes: its lines, or its part of a line with one comma.

use super::path::Step;
use super::place::{is_flow, spots};
use super::{TextEdit, lines};
use crate::source::{SourceFile, Span};
use crate::yaml::{Content, Tree};

/// The ways to remove what stands at a path, the best first.
pub(super) fn candidates(source: &SourceFile, tree: &Tree<'_>, steps: &[Step]) -> Vec<Vec<TextEdit>> {
    let text = source.text();
    let (Some(root), Some((last, parents))) = (tree.root.as_ref(), steps.split_last()) else { return Vec::new() };
    let spots = spots(text, root, parents);
    let Some(parent) = spots.last().filter(|_| spots.len() == steps.len()) else { return Vec::new() };
    let node = parent.node;
    let (parts, at): (Vec<Span>, _) = match (&node.content, last) {
        (Content::Mapping { entries, .. }, Step::Key(key)) => (
            entries.iter().map(|entry| entry.key.span.to(entry.value.span)).collect(),
            entries.iter().position(|entry| entry.key.text == *key),
        ),
        (Content::Sequence(items), Step::Item(index)) => (items.iter().map(|item| item.span).collect(), Some(*index)),
        _ => return Vec::new(),
    };
    let Some(at) = at.filter(|at| *at < parts.len()) else { return Vec::new() };
    let empty = if matches!(node.content, Content::Sequence(_)) { "[]" } else { "{}" };
    let edit = if parts.len() == 1 {
        TextEdit::new(node.span.start, node.span.end, empty)
    } else if parent.in_flow || is_flow(text, node) {
        from_line(&parts, at)
    } else {
        of_lines(text, &parts, at)
    };
    vec![vec![edit]]
}

/// With the comma behind it, or before it for the last one.
fn from_line(parts: &[Span], at: usize) -> TextEdit {
    match (at.checked_sub(1).map(|before| parts[before]), parts.get(at + 1)) {
        (_, Some(next)) => TextEdit::new(parts[at].start, next.start, ""),
        (Some(before), None) => TextEdit::new(before.end, parts[at].end, ""),
        (None, None) => TextEdit::new(parts[at].start, parts[at].end, ""),
    }
}

/// With its dash, if it has one, and its line's end. What follows another dash gives its place to the next one.
fn of_lines(text: &str, parts: &[Span], at: usize) -> TextEdit {
    let part = parts[at];
    let line = lines::start(text, part.start);
    let before = text[line..part.start].trim();
    let is_first_of_entry = at == 0
        && parts.get(1).is_some_and(|next| {
            let column = |at| lines::column(text, at);
            !before.is_empty()
                && column(next.start) == column(part.start)
                && text[lines::start(text, next.start)..next.start].trim() != "-"
        });
    if let (true, Some(next)) = (is_first_of_entry, parts.get(1)) {
        return TextEdit::new(part.start, next.start, "");
    }
    let end = lines::next(text, part.end);
    let is_last_of_text = end == text.len() && !text.ends_with(['\n', '\r']);
    // The line's end before it goes where there is none behind.
    let start = if is_last_of_text { text[..line].trim_end_matches(['\n', '\r']).len() } else { line };
    TextEdit::new(start, end, "")
}
