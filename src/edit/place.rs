//! Where a new value goes: in place of the old one, or where the format's order puts its key.

use super::path::Step;
use super::write::{Layout, NewNode, flow, flow_entries};
use super::{TextEdit, lines};
use crate::dossier::format::{self, FieldId};
use crate::source::{SourceFile, Span};
use crate::yaml::{Content, MappingEntry, MappingKey, Node, ScalarStyle, Tree};

/// A node on the way to the place of a change.
#[derive(Clone, Copy)]
pub(super) struct Spot<'t, 's> {
    pub node: &'t Node<'s>,
    /// Its key, if it is a key's value.
    pub key: Option<&'t MappingKey<'s>>,
    pub in_flow: bool,
    field: Option<FieldId>,
}

/// The nodes along a path as far as they are there, the root first.
pub(super) fn spots<'t, 's>(text: &str, root: &'t Node<'s>, steps: &[Step]) -> Vec<Spot<'t, 's>> {
    let mut spots = vec![Spot { node: root, key: None, in_flow: false, field: None }];
    let mut last = spots[0];
    for step in steps {
        let in_flow = last.in_flow || is_flow(text, last.node);
        let next = match (&last.node.content, step) {
            (Content::Mapping { entries, .. }, Step::Key(key)) => {
                let entry = entries.iter().find(|entry| !entry.duplicate && entry.key.text == *key);
                entry.map(|entry| Spot {
                    node: &entry.value,
                    key: Some(&entry.key),
                    in_flow,
                    field: child(last.field, key),
                })
            }
            (Content::Sequence(items), Step::Item(index)) => {
                items.get(*index).map(|node| Spot { node, key: None, in_flow, field: last.field })
            }
            _ => None,
        };
        let Some(next) = next else { break };
        spots.push(next);
        last = next;
    }
    spots
}

fn child(of: Option<FieldId>, key: &str) -> Option<FieldId> {
    format::children(of).iter().copied().find(|id| format::field_info(*id).field.key == key)
}

/// Whether a list or mapping is written in brackets or braces.
pub(super) fn is_flow(text: &str, node: &Node<'_>) -> bool {
    match &node.content {
        Content::Mapping { flow, .. } => *flow,
        Content::Sequence(_) => text[node.span.start..].starts_with('['),
        Content::Scalar(_) | Content::Refused => false,
    }
}

/// The ways to give a path a value, the best first.
pub(super) fn candidates(source: &SourceFile, tree: &Tree<'_>, steps: &[Step], value: &NewNode) -> Vec<Vec<TextEdit>> {
    let text = source.text();
    let Some(root) = tree.root.as_ref().filter(|root| !root.is_null()) else {
        return vec![vec![at_end(text, steps, value)]];
    };
    let spots = spots(text, root, steps);
    let Some(spot) = spots.last() else { return Vec::new() };
    let rest = &steps[spots.len() - 1..];
    match (&spot.node.content, rest) {
        (Content::Mapping { entries, flow }, [Step::Key(key), deeper @ ..]) => {
            let value = within(deeper, value);
            if *flow {
                vec![into_braces(*spot, entries, key, &value)]
            } else {
                below_others(text, *spot, entries, key, &value)
            }
        }
        (Content::Sequence(items), [Step::Item(_), deeper @ ..]) => {
            vec![vec![after_items(text, *spot, items, &within(deeper, value))]]
        }
        _ => {
            let value = within(rest, value);
            [false, true].into_iter().map(|one_line| vec![instead(text, *spot, &value, one_line)]).collect()
        }
    }
}

/// A value with the lists and mappings that lead to it.
fn within(steps: &[Step], value: &NewNode) -> NewNode {
    steps.iter().rev().fold(value.clone(), |value, step| match step {
        Step::Key(key) => NewNode::Mapping(vec![(key.clone(), value)]),
        Step::Item(_) => NewNode::Sequence(vec![value]),
    })
}

/// The first key of a text that has none.
fn at_end(text: &str, steps: &[Step], value: &NewNode) -> TextEdit {
    let layout = Layout { text, column: 0, groups_below: false };
    let entry = match within(steps, value) {
        NewNode::Mapping(entries) => entries.iter().map(|(key, value)| layout.entry(key, value)).collect(),
        other => flow(&other),
    };
    let line_break = lines::line_break(text);
    let before = if text.is_empty() || text.ends_with(['\n', '\r', '\u{feff}']) { "" } else { line_break };
    TextEdit::insertion(text.len(), format!("{before}{entry}{line_break}"))
}

/// In place of what stands there.
fn instead(text: &str, spot: Spot<'_, '_>, value: &NewNode, one_line: bool) -> TextEdit {
    let Spot { node, key, in_flow, .. } = spot;
    let span = node.span;
    let is_bare =
        key.is_some_and(|key| span.is_empty() && !text[..span.start].ends_with(':') && key.span.end == span.end);
    if in_flow {
        let before = if is_bare {
            ": "
        } else if span.is_empty() && key.is_some() {
            " "
        } else {
            ""
        };
        return TextEdit::new(span.start, span.end, format!("{before}{}", flow(value)));
    }
    let column = lines::column(text, key.map_or(span.start, |key| key.span.start));
    let layout = Layout { text, column, groups_below: false };
    let Some(key) = key else {
        return TextEdit::new(span.start, span.end, layout.line(value, false));
    };
    // A comment behind the old value stays behind the new one, which must not take it for its text.
    let one_line = one_line || !text[span.end..lines::end(text, span.end)].trim().is_empty();
    let new = layout.value(value, one_line);
    let is_scalar = node.as_scalar().is_some_and(|scalar| scalar.style != ScalarStyle::Block || !span.is_empty());
    let colon = text[key.span.end..span.start].find(':').map(|at| key.span.end + at + 1);
    if let (NewNode::Lines(_), Some(after)) = (value, colon) {
        return in_place_of_lines(text, Span::new(after, span.end), column, &new);
    }
    let on_line_of_key = lines::start(text, span.start) == lines::start(text, key.span.start);
    match colon {
        Some(after) if !(is_scalar && on_line_of_key && new.starts_with(' ')) => TextEdit::new(after, span.end, new),
        _ if span.is_empty() => TextEdit::insertion(span.start, new),
        _ => TextEdit::new(span.start, span.end, new.trim_start_matches(' ')),
    }
}

/// Lines of a table in place of others, whose comments go with them; those on lines of their own stay, first.
fn in_place_of_lines(text: &str, old: Span, column: usize, new: &str) -> TextEdit {
    let behind = text.get(old.end..lines::end(text, old.end)).unwrap_or_default();
    let is_comment = |text: &str| text.trim_start().starts_with('#');
    let end = if is_comment(behind) { old.end + behind.len() } else { old.end };
    let mut rows = text.get(old.start..end).unwrap_or_default().split(['\n', '\r']);
    let on_key = rows.next().filter(|row| is_comment(row)).unwrap_or_default();
    let indent = " ".repeat(column + 2);
    let kept = rows.filter(|row| is_comment(row)).flat_map(|row| [lines::line_break(text), &indent, row.trim()]);
    TextEdit::new(old.start, end, format!("{}{}{new}", on_key.trim_end(), kept.collect::<String>()))
}

/// The place among entries after which the format puts a key.
fn preceding(field: Option<FieldId>, entries: &[MappingEntry<'_>], key: &str) -> Option<usize> {
    let fields = format::children(field);
    let order = |key: &str| fields.iter().position(|id| format::field_info(*id).field.key == key);
    let Some(wanted) = order(key) else { return entries.len().checked_sub(1) };
    entries.iter().rposition(|entry| order(&entry.key.text).is_some_and(|order| order < wanted))
}

fn end_of(entry: &MappingEntry<'_>) -> usize {
    entry.value.span.end.max(entry.key.span.end)
}

fn into_braces(spot: Spot<'_, '_>, entries: &[MappingEntry<'_>], key: &str, value: &NewNode) -> Vec<TextEdit> {
    let new = flow_entries(&[(key.to_owned(), value.clone())]);
    let edit = match (preceding(spot.field, entries, key), entries.first()) {
        (Some(at), _) => TextEdit::insertion(end_of(&entries[at]), format!(", {new}")),
        (None, Some(first)) => TextEdit::insertion(first.key.span.start, format!("{new}, ")),
        (None, None) => TextEdit::new(spot.node.span.start, spot.node.span.end, format!("{{ {new} }}")),
    };
    vec![edit]
}

/// On lines of its own: after the entry that the format puts before it, else before the one after it.
fn below_others(
    text: &str,
    spot: Spot<'_, '_>,
    entries: &[MappingEntry<'_>],
    key: &str,
    value: &NewNode,
) -> Vec<Vec<TextEdit>> {
    let Some(first) = entries.first() else { return Vec::new() };
    let column = lines::column(text, first.key.span.start);
    let groups_below = entries.iter().any(|entry| matches!(&entry.value.content, Content::Mapping { flow: false, .. }));
    let entry = Layout { text, column, groups_below }.entry(key, value);
    let (line_break, indent) = (lines::line_break(text), " ".repeat(column));
    let before = |at: usize| vec![TextEdit::insertion(at, format!("{entry}{line_break}{indent}"))];
    let preceding = preceding(spot.field, entries, key);
    let after = preceding.map(|at| {
        let end = lines::end(text, end_of(&entries[at]));
        vec![TextEdit::insertion(end, format!("{line_break}{indent}{entry}"))]
    });
    let following = entries.get(preceding.map_or(0, |at| at + 1)).map(|entry| before(entry.key.span.start));
    let others = entries.iter().rev().map(|entry| before(entry.key.span.start));
    after.into_iter().chain(following).chain(others).collect()
}

/// At a list's end.
fn after_items(text: &str, spot: Spot<'_, '_>, items: &[Node<'_>], value: &NewNode) -> TextEdit {
    let span = spot.node.span;
    match items.last() {
        None => TextEdit::new(span.start, span.end, format!("[{}]", flow(value))),
        Some(last) if is_flow(text, spot.node) => TextEdit::insertion(last.span.end, format!(", {}", flow(value))),
        Some(last) => {
            let column = lines::column(text, span.start);
            let below = matches!(&last.content, Content::Mapping { flow: false, .. });
            let line = Layout { text, column, groups_below: false }.line(value, below);
            let (line_break, indent) = (lines::line_break(text), " ".repeat(column));
            TextEdit::insertion(lines::end(text, last.span.end), format!("{line_break}{indent}- {line}"))
        }
    }
}
