//! Dossiers as rows: what tables of offices hold, whatever they are written as.

use std::borrow::Cow;

use rust_decimal::{Decimal, RoundingStrategy};

use super::compose::contact;
use super::model::{Cell, Column, ColumnKind, DemandOrigin, DossierReport, ErrorReport, Finding, OverlayRef};
use super::outline::Outline;
use super::view::{View, joined};
use crate::messages::labels::Label;
use crate::messages::words::beside;
use crate::messages::{formats, labels};
use crate::text::{Lang, amount, exact_percentage, long_date, visible};

/// A column of a table, and its width on a sheet in characters.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Head {
    pub(super) name: String,
    pub(super) width: f64,
}

/// The columns that every table of dossiers begins with.
const BEFORE: [(Label, f64); 6] = [
    (labels::file, 20.0),
    (labels::applicant, 18.0),
    (labels::project, 20.0),
    (labels::fiche_column, 6.5),
    (labels::stage_column, 9.5),
    (labels::verdict_column, 12.0),
];
/// Where the verdict stands among them.
pub(super) const VERDICT: usize = 5;

/// The columns that follow those that the rule sets name.
const AFTER: [(Label, f64); 11] = [
    (labels::to_fix, 10.0),
    (labels::to_fill_in, 11.0),
    (labels::reservations, 10.0),
    (labels::first_reason, 44.0),
    (labels::rules_concerned, 44.0),
    (labels::rules_of_tool, 26.0),
    (labels::rules_of_overlays, 34.0),
    (labels::rules_by_reading, 30.0),
    (labels::verdicts_by_reading, 44.0),
    (labels::plan, 70.0),
    (labels::overlays, 40.0),
];
/// How many of them are printed: paper has room for the first.
const PRINTED: usize = 5;

/// A column of a kind, in characters.
fn width(kind: ColumnKind) -> f64 {
    match kind {
        ColumnKind::Text => 17.0,
        ColumnKind::Money => 12.5,
        ColumnKind::Share => 13.0,
        ColumnKind::Number => 10.0,
        ColumnKind::Date => 10.5,
    }
}

/// Of an exact ratio.
const RATIO: f64 = 19.0;

pub(super) fn head(columns: &[Column], lang: Lang) -> Vec<Head> {
    let fixed = |(name, width): &(Label, f64)| Head { name: name(lang).to_owned(), width: *width };
    let shown = columns.iter().map(|column| Head { name: column.label.clone(), width: width(column.kind) });
    let shares = columns.iter().filter(|column| column.kind == ColumnKind::Share);
    let exact = shares.map(|column| Head { name: formats::exact_ratio(&column.label, lang), width: RATIO });
    let contact = contact::columns();
    let contact = contact.map(|(name, width)| Head { name: name(lang).to_owned(), width });
    BEFORE.iter().map(fixed).chain(shown).chain(AFTER.iter().map(fixed)).chain(exact).chain(contact).collect()
}

/// How many of the columns are printed.
pub(super) fn printed(columns: &[Column]) -> usize {
    BEFORE.len() + columns.len() + PRINTED
}

pub(super) fn row(report: &DossierReport, columns: &[Column], lang: Lang) -> Vec<Cell> {
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
    let shown = |cell: Option<&Cell>| match cell {
        Some(Cell::Text(value)) => text(value),
        Some(cell) => cell.clone(),
        None => Cell::Empty,
    };
    row.extend((0..columns.len()).map(|column| shown(report.cells.get(column))));
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
    let shares = (0..).zip(columns).filter(|(_, column)| column.kind == ColumnKind::Share);
    row.extend(shares.map(|(at, _)| exact(report.cells.get(at))));
    row.extend((0..contact::columns().count()).map(|at| shown(report.contact.get(at))));
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
    part.checked_div(whole).unwrap_or_default().round_dp_with_strategy(4, RoundingStrategy::ToZero)
}

/// A share as it was computed.
fn exact(share: Option<&Cell>) -> Cell {
    match share {
        Some(Cell::Share { part, whole }) => part.checked_div(*whole).map_or(Cell::Empty, Cell::Ratio),
        _ => Cell::Empty,
    }
}

pub(super) fn show(cell: &Cell, lang: Lang) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => visible(text).into_owned(),
        Cell::Money(value) => amount(*value, lang),
        Cell::Share { part, whole } => percent(*part, *whole, lang),
        Cell::Ratio(value) | Cell::Number(value) => value.normalize().to_string(),
        Cell::Date(day) => long_date(*day, lang),
    }
}

/// A part of a whole in percent, always with two decimals so that they stand below each other; rounded down as well.
fn percent(part: Decimal, whole: Decimal, lang: Lang) -> String {
    let mut exact = share(part, whole).checked_mul(Decimal::ONE_HUNDRED).unwrap_or_default();
    exact.rescale(2);
    exact_percentage(exact, lang)
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
        assert_eq!(share(Decimal::from(2_999_999_999_i64), Decimal::from(10_000_000_000_i64)).to_string(), "0.2999");
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
