//! Ignore comments, found in a dossier's text: `# recevable: ignore RULE — reason`.

use std::ops::Range;

use crate::source::{SourceFile, Span};
use crate::yaml::Tree;

pub(super) const MARKER: &str = "recevable";
const IGNORE: &str = "ignore";

#[derive(Debug, Default)]
pub(super) struct Comments<'s> {
    pub(super) ignoring: Vec<IgnoreComment<'s>>,
    /// Comments that begin with the marker, or nearly, and are of another form: from the `#`, with their text.
    pub(super) others: Vec<(Span, &'s str)>,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct IgnoreComment<'s> {
    /// From its `#` to the end of its text.
    pub(super) span: Span,
    pub(super) names: Vec<(&'s str, Span)>,
    pub(super) reason: Option<&'s str>,
    /// Where the text before the comment ends on its line; none where there is none.
    pub(super) after: Option<usize>,
}

/// All comments with the marker of a file, in order. The parser drops comments, but its tree shows which `#` begin none.
/// A file without the marker costs one search or two.
pub(super) fn comments<'s>(file: &'s SourceFile, tree: &Tree<'_>) -> Comments<'s> {
    let text = file.text();
    let mut comments = Comments::default();
    // The standard library's test is several times as fast as its search for all places.
    if !text.contains(&MARKER[1..]) && !text.contains(UPPER_CASE) {
        return comments;
    }
    // A comment extends to the end of its line, so that no line is scanned twice.
    let mut taken = 0;
    for at in marker_places(text) {
        if at < taken {
            continue;
        }
        let Some(hash) = hash_before(&text[taken..at]).map(|hash| taken + hash) else { continue };
        if !tree.is_comment(file, hash) {
            continue;
        }
        let end = at + text[at..].find(['\n', '\r']).unwrap_or(text.len() - at);
        let Some(start) = directive(&text[at..end]).map(|start| at + start) else {
            let rest = text[at + MARKER.len()..end].trim_end();
            comments.others.push((Span::new(hash, at + MARKER.len() + rest.len()), rest));
            taken = end;
            continue;
        };
        let line = text[taken..hash].rfind(['\n', '\r']).map_or(taken, |end| taken + end + 1).max(file.mark_len());
        let before = text[line.min(hash)..hash].trim_end();
        let after = (!before.is_empty()).then(|| line + before.len());
        comments.ignoring.push(comment(text, hash, start..end, after));
        taken = end;
    }
    comments
}

const UPPER_CASE: &str = "RECEVABLE";

/// Where the marker stands, in any of its usual cases.
fn marker_places(text: &str) -> impl Iterator<Item = usize> {
    text.match_indices(['r', 'R'])
        .map(|(at, _)| at)
        .filter(|at| text.get(*at..at + MARKER.len()).is_some_and(|word| word.eq_ignore_ascii_case(MARKER)))
}

/// The `#` of the comment whose text would follow.
fn hash_before(text: &str) -> Option<usize> {
    let text = text.trim_end_matches(is_space).strip_suffix('#')?;
    Some(text.trim_end_matches('#').len())
}

/// The length of `recevable: ignore` at the start of a text.
fn directive(text: &str) -> Option<usize> {
    let rest = text.strip_prefix(MARKER)?.trim_start_matches(is_space);
    let rest = rest.strip_prefix(':')?.trim_start_matches(is_space).strip_prefix(IGNORE)?;
    let ends = rest.chars().next().is_none_or(|next| !next.is_alphanumeric() && next != '_');
    ends.then(|| text.len() - rest.len())
}

fn comment(text: &str, hash: usize, rest: Range<usize>, after: Option<usize>) -> IgnoreComment<'_> {
    let (start, rest) = (rest.start, &text[rest]);
    let (listed, reason) = match separator(rest) {
        Some(dash) => (&rest[..dash.start], rest[dash.end..].trim()),
        None => (rest, ""),
    };
    let apart = |character: char| character.is_whitespace() || matches!(character, ',' | ';');
    let offset = |name: &str| start + (name.as_ptr().addr() - rest.as_ptr().addr());
    let names = listed.split(apart).filter(|name| !name.is_empty());
    IgnoreComment {
        span: Span::new(hash, start + rest.trim_end().len()),
        names: names.map(|name| (name, Span::new(offset(name), offset(name) + name.len()))).collect(),
        reason: Some(reason).filter(|reason| !reason.is_empty()),
        after,
    }
}

/// What separates rules from reason: a colon, a dash, or hyphens between spaces, as rule ids contain hyphens too.
fn separator(text: &str) -> Option<Range<usize>> {
    let mut apart = true;
    for (at, character) in text.char_indices() {
        match character {
            '—' | '–' | ':' => return Some(at..at + character.len_utf8()),
            '-' if apart => {
                let rest = text[at..].trim_start_matches('-');
                let end = text.len() - rest.len();
                if end - at > 1 || rest.chars().next().is_none_or(char::is_whitespace) {
                    return Some(at..end);
                }
                apart = false;
            }
            other => apart = other.is_whitespace(),
        }
    }
    None
}

fn is_space(character: char) -> bool {
    character.is_whitespace() && !matches!(character, '\n' | '\r')
}

#[cfg(test)]
#[path = "../../tests/internal/policy/comment.rs"]
mod tests;
