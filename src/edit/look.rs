//! What stands where in a text and its tree.

use super::path;
use super::place::{is_flow, spots};
use super::{lines, shape};
use crate::source::{SourceFile, Span};
use crate::yaml::{self, Content, Node, ScalarStyle, Tree};

/// Whether a value at an offset stands within brackets or braces.
pub(crate) fn is_in_flow(source: &SourceFile, tree: &Tree<'_>, offset: usize) -> bool {
    around(tree, offset).any(|node| is_flow(source.text(), node) && node.span.start < offset)
}

/// Whether a text in quotes or of several lines holds an offset.
pub(crate) fn is_in_text(tree: &Tree<'_>, offset: usize) -> bool {
    around(tree, offset).any(|node| {
        let is_text = node.as_scalar().is_some_and(|scalar| scalar.style != ScalarStyle::Plain);
        is_text && node.span.start < offset
    })
}

/// The nodes that hold an offset, from the outermost.
fn around<'t, 's>(tree: &'t Tree<'s>, offset: usize) -> impl Iterator<Item = &'t Node<'s>> {
    let holds = move |node: &&'t Node<'s>| node.span.start <= offset && offset < node.span.end;
    std::iter::successors(tree.root.as_ref().filter(holds), move |node| {
        let within = match &node.content {
            Content::Mapping { entries, .. } => {
                let after = entries.partition_point(|entry| entry.key.span.start <= offset);
                after.checked_sub(1).map(|at| &entries[at].value)
            }
            Content::Sequence(items) => {
                let after = items.partition_point(|item| item.span.start <= offset);
                after.checked_sub(1).map(|at| &items[at])
            }
            Content::Scalar(_) | Content::Refused => None,
        };
        within.filter(holds)
    })
}

/// Whether something stands at a path.
pub(crate) fn is_there(source: &SourceFile, tree: &Tree<'_>, path: &str) -> bool {
    node_at(source, tree, path).is_some()
}

/// Where the value at a path stands.
pub(crate) fn span_at(source: &SourceFile, tree: &Tree<'_>, path: &str) -> Option<Span> {
    node_at(source, tree, path).map(|node| node.span)
}

/// The text of the scalar at a path.
pub(crate) fn scalar_at<'t>(source: &SourceFile, tree: &'t Tree<'_>, path: &str) -> Option<&'t str> {
    node_at(source, tree, path)?.as_scalar().map(|scalar| &*scalar.text)
}

/// The entries of the list at a path; 0 where there is none.
pub(crate) fn items(source: &SourceFile, tree: &Tree<'_>, path: &str) -> usize {
    match node_at(source, tree, path).map(|node| &node.content) {
        Some(Content::Sequence(items)) => items.len(),
        _ => 0,
    }
}

fn node_at<'t, 's>(source: &SourceFile, tree: &'t Tree<'s>, path: &str) -> Option<&'t Node<'s>> {
    let steps = path::parse(path)?;
    let spots = spots(source.text(), tree.root.as_ref()?, &steps);
    spots.last().filter(|_| spots.len() > steps.len()).map(|spot| spot.node)
}

/// Whether two texts have one tree.
pub(crate) fn mean_the_same(one: &str, other: &str) -> bool {
    let [one, other] = [one, other].map(|text| {
        let source = SourceFile::new("", text);
        shape::of_tree(&yaml::parse(&source))
    });
    one == other
}

/// The line that holds an offset, without its end.
pub(crate) fn line_at(text: &str, at: usize) -> Span {
    Span::new(lines::start(text, at).min(at), lines::end(text, at))
}

/// All lines, without their ends.
pub(crate) fn lines_of(text: &str) -> impl Iterator<Item = Span> {
    let mut next = (!text.is_empty()).then(|| lines::start(text, 0));
    std::iter::from_fn(move || {
        let start = next?;
        let after = lines::next(text, start);
        next = (after > start && after < text.len()).then_some(after);
        Some(Span::new(start, lines::end(text, start)))
    })
}
