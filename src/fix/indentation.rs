//! No-break spaces and tabs where only spaces indent.

use super::{Context, Correction, CorrectionKind, reads_from};
use crate::dossier::Problem;
use crate::edit::{self, TextEdit, apply};
use crate::source::Span;

/// Lines that are tried: each is read up to its end, once for each column that it may begin in.
const MAX_LINES: usize = 100;
const MAX_BYTES: usize = 32 * 1024;

/// Lines whose start holds other characters than spaces, up to the first that could begin in two columns.
pub(super) fn corrections(context: &Context<'_, '_>, problems: &[Problem]) -> Vec<Correction> {
    let text = context.source.text();
    if text.len() > MAX_BYTES || problems.is_empty() {
        return Vec::new();
    }
    let mut corrections: Vec<Correction> = Vec::new();
    let mut above = Above { column: 0, text_of: None, most: None };
    for place in edit::lines_of(text) {
        let line = context.source.slice(place);
        let lead = Lead::of(line);
        let rest = &line[lead.length..];
        if rest.is_empty() || rest.starts_with('#') {
            continue;
        }
        if above.text_of.is_some_and(|key| lead.columns() <= key) {
            above = Above { most: above.text_of, text_of: None, ..above };
        }
        let is_structure = lead.gap.is_some() || rest.starts_with('-') || rest.contains(':');
        let can_be_wrong = match above.text_of {
            // What follows enough spaces is the text's own.
            Some(key) => lead.plain() <= key,
            None => is_structure && !edit::is_in_text(context.tree, place.start + lead.length),
        };
        let mut column = lead.columns();
        if lead.is_wrong() && can_be_wrong {
            let before: Vec<TextEdit> = corrections.iter().flat_map(|correction| correction.edits.clone()).collect();
            let best = best(context, &before, place, &lead, above);
            let Some((found, edit)) = best.filter(|_| corrections.len() < MAX_LINES) else { break };
            column = found;
            corrections.push(Correction { kind: CorrectionKind::Indentation, place: edit.span, edits: vec![edit] });
        }
        let opens_text = above.text_of.is_none() && opens_text(rest);
        let text_of = if opens_text { Some(column + lead.gap.map_or(0, |_| 2)) } else { above.text_of };
        if text_of.is_some() || is_structure {
            above = Above { column, text_of, most: deepest(rest, column, lead.gap.is_some()) };
        }
    }
    corrections
}

/// The line above.
#[derive(Clone, Copy)]
struct Above {
    column: usize,
    /// The column of the key of which it is a line of text.
    text_of: Option<usize>,
    /// The last column in which the next line is no part of its value.
    most: Option<usize>,
}

/// The last column in which a line below is no part of a value, if there is one.
fn deepest(rest: &str, column: usize, is_item: bool) -> Option<usize> {
    if rest.trim_end().ends_with(':') {
        return None;
    }
    let opens_entry = is_item && rest.contains(": ") && !rest.starts_with(['{', '[']);
    Some(if opens_entry { column + 2 } else { column })
}

/// Whether the lines below a line are a text: it ends in `|` or `>`.
fn opens_text(rest: &str) -> bool {
    let header = rest.rsplit_once(' ').map_or("", |(_, last)| last);
    header.starts_with(['|', '>']) && header[1..].chars().all(|c| matches!(c, '+' | '-' | '1'..='9'))
}

/// What stands before a line's first word: its indentation, and its dash with what follows that.
struct Lead<'t> {
    indent: &'t str,
    /// After the dash, if there is one.
    gap: Option<&'t str>,
    length: usize,
}

impl<'t> Lead<'t> {
    fn of(line: &'t str) -> Self {
        let spaces = |text: &'t str| &text[..text.len() - text.trim_start().len()];
        let indent = spaces(line);
        let rest = &line[indent.len()..];
        let gap = rest.strip_prefix('-').map(spaces).filter(|gap| !gap.is_empty());
        Self { indent, gap, length: indent.len() + gap.map_or(0, |gap| 1 + gap.len()) }
    }

    fn is_wrong(&self) -> bool {
        let is_wrong = |text: &str| text.contains(|character: char| character != ' ');
        is_wrong(self.indent) || self.gap.is_some_and(is_wrong)
    }

    /// The column that its characters stand for, with two for a tab.
    fn columns(&self) -> usize {
        self.indent.chars().count() + self.indent.matches('\t').count()
    }

    /// The spaces that it begins with.
    fn plain(&self) -> usize {
        self.indent.len() - self.indent.trim_start_matches(' ').len()
    }

    fn written(&self, column: usize) -> String {
        let gap = self.gap.map(|gap| if gap.trim_matches(' ').is_empty() { gap } else { " " });
        format!("{}{}", " ".repeat(column), gap.map(|gap| format!("-{gap}")).unwrap_or_default())
    }
}

/// The column in which a line reads, of those that its characters and the line above allow; none where two have different
/// meanings.
fn best(
    context: &Context<'_, '_>,
    before: &[TextEdit],
    line: Span,
    lead: &Lead<'_>,
    above: Above,
) -> Option<(usize, TextEdit)> {
    let text = context.source.text();
    let own = lead.columns();
    let tabs = lead.indent.matches('\t').count();
    let columns = match above.text_of {
        Some(key) => vec![own.max(key + 1)],
        None if tabs == 0 => vec![own],
        None => vec![own, above.column, above.column + 2, own + 2 * tabs],
    };
    let columns =
        columns.into_iter().filter(|column| above.text_of.is_some() || above.most.is_none_or(|most| *column <= most));
    let edited = |column: usize| TextEdit::new(line.start, line.start + lead.length, lead.written(column));
    let from = apply(&text[..line.start], before).len();
    let read = columns.map(|column| {
        let edits: Vec<TextEdit> = before.iter().cloned().chain([edited(column)]).collect();
        (column, apply(&text[..line.end], &edits))
    });
    let mut fitting = read.filter(|(_, text)| reads_from(context, text, from));
    let (column, first) = fitting.next()?;
    fitting.all(|(_, other)| edit::mean_the_same(&first, &other)).then(|| (column, edited(column)))
}
