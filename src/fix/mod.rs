//! Corrections that have one possible meaning, as edits of the dossier's text.

mod amounts;
mod codes;
mod dates;
mod indentation;
mod quotes;
mod values;
mod words;

#[cfg(test)]
#[path = "../../tests/internal/fix.rs"]
mod tests;

use std::cell::OnceCell;

use crate::dossier::{Decoded, Problem, ProblemKind, decode};
use crate::edit::{TextEdit, apply};
use crate::rules::RuleBook;
use crate::source::{SourceFile, Span};
use crate::yaml::{self, Tree};
use words::Names;

/// Rounds of corrections: what could not be read before one may hold more.
const MAX_ROUNDS: usize = 32;

/// Problems that one round corrects.
const MAX_PROBLEMS: usize = 1_024;

/// One correction of one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Correction {
    pub kind: CorrectionKind,
    /// What is wrong now.
    pub place: Span,
    pub edits: Vec<TextEdit>,
}

/// With what stands there and what is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum CorrectionKind {
    /// Other characters than spaces at a line's start, or after its dash.
    Indentation,
    /// Typographic quotes around a value.
    Quotes,
    Key {
        before: String,
        after: String,
    },
    Value {
        before: String,
        after: String,
    },
}

/// What corrections are made by.
struct Context<'c, 's> {
    source: &'c SourceFile,
    tree: &'c Tree<'s>,
    book: &'c RuleBook,
    names: OnceCell<Names<'c>>,
}

impl<'c> Context<'c, '_> {
    /// Made when it is first needed, which most dossiers don't.
    fn names(&self) -> &Names<'c> {
        self.names.get_or_init(|| Names::new(&self.book.tables))
    }
}

/// The corrections of a text as it stands, in its order, none of which touches another.
pub(crate) fn corrections(
    source: &SourceFile,
    tree: &Tree<'_>,
    Decoded { dossier, problems }: &Decoded<'_>,
    book: &RuleBook,
) -> Vec<Correction> {
    let context = &Context { source, tree, book, names: OnceCell::new() };
    let mut found = indentation::corrections(context, problems);
    found.extend(problems.iter().take(MAX_PROBLEMS).filter_map(|problem| values::correction(context, problem)));
    found.extend(quotes::corrections(context, problems));
    found.extend(codes::corrections(context, dossier));
    // The sort is stable: of two for one place, the more exact one comes first.
    found.sort_by_key(|correction| correction.edits.first().map(|edit| edit.span.start));
    let mut end = 0;
    found.retain(|correction| {
        let span = |edit: Option<&TextEdit>| edit.map(|edit| edit.span).unwrap_or_default();
        let free = span(correction.edits.first()).start >= end;
        if free {
            end = span(correction.edits.last()).end;
        }
        free
    });
    found
}

/// A text with all its corrections made, and how many they were.
pub(crate) fn corrected(source: &SourceFile, book: &RuleBook) -> (String, usize) {
    let mut text = source.text().to_owned();
    let mut count = 0;
    for _ in 0..MAX_ROUNDS {
        let now = SourceFile::new(source.name(), text.as_str());
        let tree = yaml::parse(&now);
        let decoded = decode(&tree, &book.known_campaigns());
        let found = corrections(&now, &tree, &decoded, book);
        let edits: Vec<TextEdit> = found.iter().flat_map(|correction| correction.edits.clone()).collect();
        let next = apply(&text, &edits);
        if next == text {
            break;
        }
        count += found.len();
        text = next;
    }
    (text, count)
}

/// Whether a text reads without any problem on the lines from an offset on, but for what is still to come.
fn reads_from(context: &Context<'_, '_>, text: &str, from: usize) -> bool {
    let source = SourceFile::new("", text);
    let tree = yaml::parse(&source);
    let is_wrong = |problem: &Problem| {
        let is_missing = matches!(problem.kind, ProblemKind::MissingKey(_));
        problem.span.end >= from && !is_missing
    };
    let decoded = decode(&tree, &context.book.known_campaigns());
    tree.complete && !decoded.problems.iter().any(is_wrong)
}
