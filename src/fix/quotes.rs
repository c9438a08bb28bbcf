//! Typographic quotes around a value that only plain ones hold together.

use super::{Context, Correction, CorrectionKind, reads_from};
use crate::dossier::Problem;
use crate::edit::{self, TextEdit, apply};
use crate::source::Span;

/// What opens a quotation, and what closes it.
const PAIRS: [(char, char); 6] = [('“', '”'), ('„', '“'), ('”', '”'), ('«', '»'), ('‘', '’'), ('’', '’')];

/// Lines that are tried: each is read up to its end.
const MAX_LINES: usize = 64;
const MAX_BYTES: usize = 64 * 1024;

/// On the lines that hold a problem, in place of quotes at both ends of a value.
pub(super) fn corrections(context: &Context<'_, '_>, problems: &[Problem]) -> Vec<Correction> {
    let text = context.source.text();
    if text.len() > MAX_BYTES {
        return Vec::new();
    }
    let mut lines: Vec<Span> =
        problems.iter().take(MAX_LINES).map(|problem| edit::line_at(text, problem.span.start)).collect();
    lines.dedup();
    lines.into_iter().filter_map(|line| of_line(context, line)).collect()
}

fn of_line(context: &Context<'_, '_>, Span { start, end }: Span) -> Option<Correction> {
    let text = context.source.text();
    let mut edits = Vec::new();
    let mut at = start;
    while let Some((span, inner)) = quoted(text, at, end) {
        edits.push(TextEdit::new(span.start, span.end, edit::quoted(inner)));
        at = span.end;
    }
    let place = edits.first()?.span.to(edits.last()?.span);
    let until_here = apply(&text[..end], &edits);
    reads_from(context, &until_here, start).then_some(Correction { kind: CorrectionKind::Quotes, place, edits })
}

/// The next value within quotes on a line.
fn quoted(text: &str, from: usize, end: usize) -> Option<(Span, &str)> {
    let rest = text.get(from..end)?;
    rest.char_indices().find_map(|(at, open)| {
        let (_, close) = PAIRS.iter().find(|(opening, _)| *opening == open)?;
        let before = rest[..at].trim_end();
        if !(before.ends_with([':', '[', '{', ',']) || before.trim_start() == "-") {
            return None;
        }
        let inner = &rest[at + open.len_utf8()..];
        let (length, after) = inner.char_indices().filter(|(_, c)| c == close).find_map(|(length, c)| {
            let after = &inner[length + c.len_utf8()..];
            let ends = after.trim_start().is_empty() || after.trim_start().starts_with([',', ']', '}', '#']);
            ends.then_some((length, after))
        })?;
        let span = Span::new(from + at, end - after.len());
        Some((span, inner[..length].trim()))
    })
}

/// A text within typographic quotes.
pub(super) fn unquoted(text: &str) -> Option<&str> {
    let text = text.trim();
    let inner = PAIRS.iter().find_map(|(open, close)| text.strip_prefix(*open)?.strip_suffix(*close))?;
    Some(inner.trim())
}
