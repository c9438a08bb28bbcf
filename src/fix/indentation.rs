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
    let mut previous = 0;
    for place in edit::lines_of(text) {
        let line = context.source.slice(place);
        let lead = Lead::of(line);
        let rest = &line[lead.length..];
        if rest.is_empty() || rest.starts_with('#') {
            continue;
        }
        let is_structure = rest.starts_with('-') || lead.gap.is_some() || rest.contains(':');
        if !lead.is_wrong() || !is_structure || edit::is_in_text(context.tree, place.start + lead.length) {
            previous = lead.spaces();
            continue;
        }
        if corrections.len() == MAX_LINES {
            break;
        }
        let before: Vec<TextEdit> = corrections.iter().flat_map(|correction| correction.edits.clone()).collect();
        let Some((column, edit)) = best(context, &before, place, &lead, previous) else { break };
        previous = column;
        corrections.push(Correction { kind: CorrectionKind::Indentation, place: edit.span, edits: vec![edit] });
    }
    corrections
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

    /// One for each character.
    fn spaces(&self) -> usize {
        self.indent.chars().count()
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
    previous: usize,
) -> Option<(usize, TextEdit)> {
    let text = context.source.text();
    let tabs = lead.indent.matches('\t').count();
    let others = lead.spaces() - tabs;
    let columns =
        if tabs == 0 { vec![others] } else { vec![2 * tabs + others, previous, previous + 2, 4 * tabs + others] };
    let edited = |column: usize| TextEdit::new(line.start, line.start + lead.length, lead.written(column));
    let from = apply(&text[..line.start], before).len();
    let read = columns.into_iter().map(|column| {
        let edits: Vec<TextEdit> = before.iter().cloned().chain([edited(column)]).collect();
        (column, apply(&text[..line.end], &edits))
    });
    let mut fitting = read.filter(|(_, text)| reads_from(context, text, from));
    let (column, first) = fitting.next()?;
    fitting.all(|(_, other)| edit::mean_the_same(&first, &other)).then(|| (column, edited(column)))
}
