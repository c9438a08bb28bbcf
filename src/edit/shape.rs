//! What a tree says, without how it is written: the law that edits are held against.

use std::collections::BTreeMap;

use super::path::Step;
use super::write::NewNode;
use crate::yaml::{Content, Node, Tree};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Shape {
    Null,
    Scalar(String),
    Sequence(Vec<Shape>),
    /// Of keys that stand twice, the first.
    Mapping(BTreeMap<String, Shape>),
    Refused,
}

pub(super) fn of_tree(tree: &Tree<'_>) -> Shape {
    tree.root.as_ref().map_or(Shape::Null, of)
}

fn of(node: &Node<'_>) -> Shape {
    match &node.content {
        _ if node.is_null() => Shape::Null,
        Content::Scalar(scalar) => Shape::Scalar(scalar.text.clone().into_owned()),
        Content::Sequence(items) => Shape::Sequence(items.iter().map(of).collect()),
        Content::Mapping { entries, .. } => {
            let first = entries.iter().filter(|entry| !entry.duplicate);
            Shape::Mapping(first.map(|entry| (entry.key.text.clone().into_owned(), of(&entry.value))).collect())
        }
        Content::Refused => Shape::Refused,
    }
}

impl From<&NewNode> for Shape {
    fn from(node: &NewNode) -> Self {
        match node {
            NewNode::Scalar { text, .. } => Self::Scalar(text.clone()),
            NewNode::Sequence(items) => Self::Sequence(items.iter().map(Self::from).collect()),
            NewNode::Lines(items) => Self::Sequence(items.iter().map(|(line, _)| Self::from(line)).collect()),
            NewNode::Mapping(entries) => {
                Self::Mapping(entries.iter().map(|(key, node)| (key.clone(), Self::from(node))).collect())
            }
        }
    }
}

/// The entries of the list at a path; 0 where there is none.
pub(super) fn length(shape: &Shape, steps: &[Step]) -> usize {
    match (shape, steps) {
        (Shape::Sequence(items), []) => items.len(),
        (Shape::Mapping(entries), [Step::Key(key), rest @ ..]) => {
            entries.get(key).map_or(0, |value| length(value, rest))
        }
        (Shape::Sequence(items), [Step::Item(index), rest @ ..]) => {
            items.get(*index).map_or(0, |value| length(value, rest))
        }
        _ => 0,
    }
}

/// None where an entry is beyond the end of its list, or a key in a list.
pub(super) fn set(shape: &mut Shape, steps: &[Step], value: &NewNode) -> Option<()> {
    let Some((step, rest)) = steps.split_first() else {
        *shape = value.into();
        return Some(());
    };
    match step {
        Step::Key(key) => {
            if matches!(shape, Shape::Null | Shape::Scalar(_)) {
                *shape = Shape::Mapping(BTreeMap::new());
            }
            let Shape::Mapping(entries) = shape else { return None };
            set(entries.entry(key.clone()).or_insert(Shape::Null), rest, value)
        }
        Step::Item(index) => {
            if matches!(shape, Shape::Null | Shape::Scalar(_)) {
                *shape = Shape::Sequence(Vec::new());
            }
            let Shape::Sequence(items) = shape else { return None };
            if *index == items.len() {
                items.push(Shape::Null);
            }
            set(items.get_mut(*index)?, rest, value)
        }
    }
}

pub(super) fn remove(shape: &mut Shape, steps: &[Step]) {
    match (shape, steps) {
        (Shape::Mapping(entries), [Step::Key(key)]) => drop(entries.remove(key)),
        (Shape::Sequence(items), [Step::Item(index)]) if *index < items.len() => drop(items.remove(*index)),
        (Shape::Mapping(entries), [Step::Key(key), rest @ ..]) => {
            if let Some(value) = entries.get_mut(key) {
                remove(value, rest);
            }
        }
        (Shape::Sequence(items), [Step::Item(index), rest @ ..]) => {
            if let Some(value) = items.get_mut(*index) {
                remove(value, rest);
            }
        }
        _ => {}
    }
}
