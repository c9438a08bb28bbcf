//! What is wrong with dossiers as rows, one for each issue, whatever they are written as.

use super::issue::{Issue, ignored, issues};
use super::model::{Cell, DossierReport};
use super::place::Paths;
use super::table;
use crate::messages::labels::{self, Label};
use crate::text::Lang;

/// Each with its width on a sheet, in characters.
pub(super) const COLUMNS: [(Label, f64); COUNT] = [
    (labels::file, 14.0),
    (labels::applicant, 13.0),
    (labels::project, 13.0),
    (labels::fiche_column, 6.5),
    (labels::rule, 11.0),
    (labels::title, 14.0),
    (labels::level_column, 9.5),
    (labels::status_column, 11.0),
    (labels::finding, 27.0),
    (labels::expected, 11.0),
    (labels::found, 11.0),
    (labels::what_to_do, 28.0),
    (labels::whose_demand, 13.5),
    (labels::line, 6.5),
    (labels::key, 13.0),
    (labels::explanation, 11.0),
];
const COUNT: usize = 16;

pub(super) fn rows(report: &DossierReport, paths: &Paths, lang: Lang) -> Vec<[Cell; COUNT]> {
    issues(report, paths, lang).iter().chain(&ignored(report, paths)).map(|issue| row(report, issue, lang)).collect()
}

fn row(report: &DossierReport, issue: &Issue<'_>, lang: Lang) -> [Cell; COUNT] {
    let text = |value: &str| Cell::Text(table::text(value));
    let given = |value: Option<&str>| value.map_or(Cell::Empty, text);
    let place = issue.locations.first();
    [
        text(&report.path),
        given(report.applicant.as_deref()),
        given(report.title.as_deref()),
        issue.fiche.map_or(Cell::Empty, |fiche| Cell::Number(fiche.into())),
        text(issue.code),
        text(issue.title),
        text(labels::level(issue.level, lang)),
        text(&issue.status_word(lang)),
        text(issue.message),
        given(issue.finding.and_then(|finding| finding.expected.as_deref())),
        given(issue.finding.and_then(|finding| finding.actual.as_deref())),
        if issue.advice.is_empty() { Cell::Empty } else { text(&issue.advice.join(" ")) },
        given(issue.demand_line(lang).as_deref()),
        place.map_or(Cell::Empty, |place| Cell::Number(place.line.into())),
        given(place.map(|place| place.path.as_str())),
        given(issue.explanation(lang)),
    ]
}
