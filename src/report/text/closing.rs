//! The box that the text of one dossier ends with: what it comes to, in a dozen lines.

use super::layout::{Emphasis, Page, mark, wrap};
use crate::engine::Verdict;
use crate::messages::terminal;
use crate::report::view::View;
use crate::text::visible;

/// Lines within the box. What does not fit stands above it.
const MOST: usize = 10;

pub(super) fn write(page: &mut Page, view: &View<'_>) {
    let Some(best) = view.best else { return };
    let lang = page.lang;
    let (sign, emphasis) = mark(view.report.verdict);
    let width = page.width.saturating_sub(4);
    let verdict = wrap(&view.sentence(lang), width, &format!("{sign} "), "  ");
    let mut lines: Vec<String> = verdict.iter().map(|line| page.paint(emphasis, line)).collect();
    let reservations = view.outline.reservations.len();
    // A verdict with reservations counts them.
    let is_counted = view.report.verdict == Verdict::EligibleWithReservations;
    let remaining = (reservations > 0 && !is_counted).then(|| terminal::reservations_too(reservations, lang));
    let declared = best.declared.len();
    let others = (declared > 0).then(|| terminal::declared_points(declared, lang));
    let texts = best.figures.iter().chain(&remaining).chain(&best.next_step).chain(&others);
    let details = wrap(terminal::details(lang), width, "", "  ");
    for text in texts {
        let more = wrap(&visible(text), width, "", "  ");
        if lines.len() + more.len() + details.len() <= MOST {
            lines.extend(more);
        }
    }
    lines.truncate(MOST.saturating_sub(details.len()));
    lines.extend(details);
    page.gap();
    let dash = if page.fancy { "─" } else { "-" };
    let (corners, side) = if page.fancy { (["╭", "╮", "╰", "╯"], "│") } else { (["+"; 4], "|") };
    let side = page.paint(Emphasis::Faint, side);
    let rule = |left: &str, right: &str| format!("{left}{}{right}", dash.repeat(width + 2));
    let (top, bottom) = (rule(corners[0], corners[1]), rule(corners[2], corners[3]));
    let (top, bottom) = (page.paint(Emphasis::Faint, &top), page.paint(Emphasis::Faint, &bottom));
    page.line(&top);
    for line in lines {
        let pad = " ".repeat(width.saturating_sub(textwrap::core::display_width(&line)));
        page.line(&format!("{side} {line}{pad} {side}"));
    }
    page.line(&bottom);
}
