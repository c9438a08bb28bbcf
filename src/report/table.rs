//! Dossiers as rows: what tables of offices hold, whatever they are written as.

use std::borrow::Cow;

use rust_decimal::{Decimal, RoundingStrategy};

use super::model::{Cell, Column, ColumnKind, DemandOrigin, DossierReport, ErrorReport, Finding, OverlayRef};
use super::outline::Outline;
use super::view::{View, joined};
use crate::messages::labels::Label;
use crate::messages::words::beside;
use crate::messages::{formats, labels};
use crate::text::{Lang, amount, exact_percentage, long_date, visible};

/// The columns that every table of dossiers begins with.
const BEFORE: [(Label, ColumnKind); 6] = [
    (labels::file, ColumnKind::Text),
    (labels::applicant, ColumnKind::Text),
    (labels::project, ColumnKind::Text),
    (labels::fiche_column, ColumnKind::Text),
    (labels::stage_column, ColumnKind::Text),
    (labels::verdict_column, ColumnKind::Text),
];
/// Where the verdict stands among them.
pub(super) const VERDICT: usize = 5;

/// The columns that it ends with.
const AFTER: [(Label, ColumnKind); 11] = [
    (labels::to_fix, ColumnKind::Number),
    (labels::to_fill_in, ColumnKind::Number),
    (labels::reservations, ColumnKind::Number),
    (labels::first_reason, ColumnKind::Text),
    (labels::rules_concerned, ColumnKind::Text),
    (labels::rules_of_tool, ColumnKind::Text),
    (labels::rules_of_overlays, ColumnKind::Text),
    (labels::rules_by_reading, ColumnKind::Text),
    (labels::verdicts_by_reading, ColumnKind::Text),
    (labels::plan, ColumnKind::Text),
    (labels::overlays, ColumnKind::Text),
];

pub(super) fn head(columns: &[Column], lang: Lang) -> Vec<(&str, ColumnKind)> {
    let fixed = |(name, kind): &(Label, ColumnKind)| (name(lang), *kind);
    BEFORE
        .iter()
        .map(fixed)
        .chain(columns.iter().map(|column| (column.label.as_str(), column.kind)))
        .chain(AFTER.iter().map(fixed))
        .collect()
}

pub(super) fn row(report: &DossierReport, columns: usize, lang: Lang) -> Vec<Cell> {
    let view = View::new(report);
    let text = |value: &str| Cell::Text(text(value));
    let given = |value: &Option<String>| value.as_deref().map_or(Cell::Empty, text);
    let mut row = vec![
        text(&report.path),
        given(&report.applicant),
        given(&report.title),
        fiche(report),
        text(labels::stage(report.stage, lang)),
        text(labels::verdict(report.verdict, lang)),
    ];
    row.extend((0..columns).map(|column| match report.cells.get(column) {
        Some(Cell::Text(value)) => text(value),
        Some(cell) => cell.clone(),
        None => Cell::Empty,
    }));
    let outline = &view.outline;
    let rules: Vec<&str> = match report.errors.as_slice() {
        [] => outline.reasons().map(|finding| finding.rule.as_str()).collect(),
        errors => errors.iter().map(|error| error.code.as_str()).collect(),
    };
    let of_origin = |origin| outline.reasons().filter(move |finding| finding.demand.origin == origin);
    let own = of_origin(DemandOrigin::Tool).map(|finding| finding.rule.as_str());
    let of_overlays = of_origin(DemandOrigin::Overlay).map(|finding| {
        let places: Vec<&str> = finding.demand.overlays.iter().map(|overlay| overlay.place.as_str()).collect();
        format!("{} ({})", finding.rule, places.join(", "))
    });
    let dependent = outline.reasons().filter(|finding| finding.by_reading.is_some()).map(|finding| &finding.rule);
    let by_reading: Vec<&str> = dependent.chain(view.by_reading().map(|note| &note.rule)).map(String::as_str).collect();
    let readings = view.best.map(|best| best.readings.as_slice()).unwrap_or_default().iter();
    let verdicts: Vec<String> = readings
        .map(|one| {
            format!("{}{} {}", one.title, labels::colon(lang), labels::verdict(one.verdict, lang).to_lowercase())
        })
        .collect();
    let overlays: Vec<String> = report.overlays.iter().map(|overlay| named(overlay, lang)).collect();
    let plan = view.best.and_then(|best| best.plan.plan());
    let filled = |value: String| if value.is_empty() { Cell::Empty } else { text(&value) };
    row.extend([
        Cell::Number((outline.to_fix.len() + report.errors.len()).into()),
        Cell::Number(outline.to_fill_in.len().into()),
        Cell::Number(outline.reservations.len().into()),
        reason(report, outline).map_or(Cell::Empty, |reason| text(&reason)),
        filled(listed(&rules)),
        filled(listed(&own.collect::<Vec<_>>())),
        filled(of_overlays.collect::<Vec<_>>().join(", ")),
        filled(listed(&by_reading)),
        filled(verdicts.join(beside(lang))),
        filled(plan.map(|plan| plan.words.in_brief.clone()).unwrap_or_default()),
        filled(overlays.join(beside(lang))),
    ]);
    row
}

/// A text of the dossier as a cell shows it: nothing hidden, and no more than a spreadsheet's cell can hold.
pub(super) fn text(text: &str) -> String {
    const ROOM: usize = 32_000;
    let mut shown = visible(text).into_owned();
    if shown.len() > ROOM {
        let mut units = 0;
        let cut = shown.char_indices().find(|(_, character)| {
            units += character.len_utf16();
            units > ROOM
        });
        if let Some((at, _)) = cut {
            shown.truncate(at);
            shown.push('…');
        }
    }
    shown
}

fn named(overlay: &OverlayRef, lang: Lang) -> String {
    let rules: Vec<&str> = overlay.loosened.iter().map(|loosened| loosened.rule.as_str()).collect();
    if rules.is_empty() { overlay.id.clone() } else { formats::loosens(&overlay.id, listed(&rules), lang) }
}

fn listed(rules: &[&str]) -> String {
    let mut once: Vec<&str> = Vec::with_capacity(rules.len());
    for rule in rules {
        if !once.contains(rule) {
            once.push(rule);
        }
    }
    once.join(", ")
}

/// The fiche that a dossier is for: a number, or the numbers of those that come nearest.
pub(super) fn fiche(report: &DossierReport) -> Cell {
    match (report.fiche, report.best_fiches.as_slice()) {
        (Some(fiche), _) => Cell::Number(fiche.into()),
        (None, [fiche]) => Cell::Number((*fiche).into()),
        (None, []) => Cell::Empty,
        (None, fiches) => Cell::Text(joined(fiches, ", ")),
    }
}

pub(super) fn reason(report: &DossierReport, outline: &Outline<'_>) -> Option<String> {
    first_reason(report, outline).map(|reason| format!("{} ({})", reason.title, reason.code))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FirstReason<'a> {
    pub(super) code: &'a str,
    pub(super) title: &'a str,
    /// Whether the baseline knows it.
    pub(super) known: bool,
}

/// The first thing that stands against the verdict; what the baseline knows only where there is nothing else.
pub(super) fn first_reason<'a>(report: &'a DossierReport, outline: &Outline<'a>) -> Option<FirstReason<'a>> {
    let of_error =
        |error: &'a ErrorReport| FirstReason { code: error.code.as_str(), title: &error.summary, known: error.known };
    let of_finding =
        |finding: &'a Finding| FirstReason { code: &finding.rule, title: &finding.title, known: finding.known };
    let finding = || outline.reasons().find(|finding| !finding.known).or_else(|| outline.reasons().next());
    let error = report.errors.first().map(of_error);
    error.or_else(|| finding().map(of_finding)).or_else(|| report.warnings.first().map(of_error))
}

/// A part of a whole, four decimals of the ratio kept: `0.2999` for 29,99 %. Rounded down, so that none is shown to
/// reach a bound that it misses.
pub(super) fn share(part: Decimal, whole: Decimal) -> Decimal {
    part.checked_div(whole).unwrap_or_default().round_dp_with_strategy(6, RoundingStrategy::ToZero)
}

pub(super) fn show(cell: &Cell, lang: Lang) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => visible(text).into_owned(),
        Cell::Money(value) => amount(*value, lang),
        Cell::Share { part, whole } => percent(*part, *whole, lang),
        Cell::Number(value) => value.normalize().to_string(),
        Cell::Date(day) => long_date(*day, lang),
    }
}

/// A part of a whole in percent, always with two decimals so that they stand below each other; rounded down as well.
fn percent(part: Decimal, whole: Decimal, lang: Lang) -> String {
    let exact = share(part, whole).checked_mul(Decimal::ONE_HUNDRED).unwrap_or_default();
    let mut shown = exact.round_dp_with_strategy(2, RoundingStrategy::ToZero);
    shown.rescale(2);
    exact_percentage(shown, lang)
}

/// A text that no spreadsheet takes for a formula: one that would begin like one gets an apostrophe before it.
pub(super) fn neutral(text: &str) -> Cow<'_, str> {
    let first = text.trim_start_matches(|character: char| character.is_whitespace() && !"\t\r".contains(character));
    // The full-width signs are read like the others where East Asian input is on.
    if first.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_begins_a_formula() {
        for text in ["=1+1", "+33", "-2", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\u{a0}-1", "\n@x", "＝1"] {
            assert_eq!(neutral(text), format!("'{text}"));
        }
        for text in ["", "Lens", "a=b", "dossiers/a-b.yaml", "'=1"] {
            assert!(matches!(neutral(text), Cow::Borrowed(_)), "{text}");
        }
    }

    #[test]
    fn shares_are_never_rounded_up_to_a_bound() {
        assert_eq!(share(Decimal::from(2_999_999_999_i64), Decimal::from(10_000_000_000_i64)).to_string(), "0.299999");
        assert_eq!(share(Decimal::ONE, Decimal::from(4)), Decimal::new(25, 2));
        let shown = |part: i64, whole: i64| {
            show(&Cell::Share { part: Decimal::from(part), whole: Decimal::from(whole) }, Lang::Fr)
        };
        assert_eq!(
            [shown(2_999_999, 10_000_000), shown(3, 10), shown(1, 3)],
            ["29,99\u{a0}%", "30,00\u{a0}%", "33,33\u{a0}%"]
        );
    }
}
