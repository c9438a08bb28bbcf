//! From a file to its tree: the plain reader, the parser, and where a mistake begins.

use super::build::{MAX_ERRORS, parse_events};
use super::tree::{Tree, YamlError, YamlErrorKind};
use super::{cause, plain, spaces};
use crate::source::SourceFile;

/// Spaces around keys and values are read as plain ones, whatever they are; spans are those of the file all the same.
pub(crate) fn parse(file: &SourceFile) -> Tree<'_> {
    let text = file.rewritten(spaces::plain_around);
    match plain::read(text) {
        Some(root) => Tree { root: Some(root), errors: Vec::new(), complete: true },
        None => parse_fully(text),
    }
}

/// Like [`parse`], but without trying the plain reader first. Where a mistake begins before the parser notices it, the
/// tree holds what precedes it.
pub(crate) fn parse_fully(text: &str) -> Tree<'_> {
    let misplaced = spaces::misplaced(text);
    if let Some(first) = misplaced.first().map(|error| error.span.start) {
        return before(text, first, misplaced);
    }
    let mut tree = parse_events(text);
    let Some(noticed) = tree.errors.iter().position(|error| matches!(error.kind, YamlErrorKind::Syntax(_))) else {
        return tree;
    };
    let Some(cause) = cause::find(text, &tree.errors[noticed]) else { return tree };
    if cause.span.start < line_start(text, tree.errors[noticed].span.start) {
        return before(text, cause.span.start, vec![cause]);
    }
    tree.errors[noticed] = cause;
    tree
}

/// What precedes the line of `at`, with these errors.
fn before(text: &str, at: usize, errors: Vec<YamlError>) -> Tree<'_> {
    let mut tree = parse_events(&text[..line_start(text, at)]);
    // The line may stand within brackets.
    let is_of_the_cut = |kind: &YamlErrorKind| matches!(kind, YamlErrorKind::Empty | YamlErrorKind::Syntax(_));
    tree.errors.retain(|error| !is_of_the_cut(&error.kind));
    tree.errors.extend(errors);
    if tree.errors.len() > MAX_ERRORS {
        tree.errors.truncate(MAX_ERRORS);
        let span = tree.errors.last().map(|last| last.span).unwrap_or_default();
        tree.errors.push(YamlError { kind: YamlErrorKind::TooMany, span, related: None });
    }
    tree.complete = false;
    tree
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1)
}
