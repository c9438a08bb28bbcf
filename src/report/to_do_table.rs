//! What is still to be done as rows, one for each open point, whatever they are written as.

use super::issue::{Issue, IssueStatus, issues};
use super::model::{Cell, DossierReport, Finding};
use super::outline::MissingGroup;
use super::place::Paths;
use super::table;
use super::view::{View, demand_line};
use crate::engine::StatusKind;
use crate::messages::formats;
use crate::messages::labels::{self, Label};
use crate::rules::Level;
use crate::text::Lang;

/// Each with its width on a sheet, in characters.
pub(super) const COLUMNS: [(Label, f64); COUNT] = [
    (labels::file, 15.0),
    (labels::applicant, 15.0),
    (labels::project, 15.0),
    (labels::fiche_column, 6.5),
    (labels::kind_of_task, 11.0),
    (labels::by_when, 10.5),
    (labels::rule, 11.5),
    (labels::title, 17.0),
    (labels::finding, 27.0),
    (labels::what_to_do, 34.0),
    (labels::key, 15.0),
    (labels::line, 6.5),
    (labels::whose_demand, 14.0),
];
const COUNT: usize = 13;

/// What kind of thing is to be done, the most pressing first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Task {
    Fix,
    FillIn,
    Settle,
}

impl Task {
    fn words(self, lang: Lang) -> &'static str {
        match self {
            Self::Fix => labels::to_fix(lang),
            Self::FillIn => labels::to_fill_in(lang),
            Self::Settle => labels::to_settle(lang),
        }
    }

    /// None for what is only to be known.
    fn of(issue: &Issue<'_>) -> Option<Self> {
        match (issue.level, issue.status) {
            (Level::Info, _) => None,
            (Level::Warning, _) => Some(Self::Settle),
            (Level::Error, IssueStatus::Rule(StatusKind::Undetermined)) => Some(Self::FillIn),
            (Level::Error, _) => Some(Self::Fix),
        }
    }
}

/// What is told of a point.
struct Point {
    task: Task,
    fiche: Option<u8>,
    rule: String,
    title: String,
    finding: String,
    what_to_do: String,
    key: Option<String>,
    line: Option<usize>,
    demand: Option<String>,
}

pub(super) fn rows(report: &DossierReport, paths: &Paths, lang: Lang) -> Vec<[Cell; COUNT]> {
    let view = View::new(report);
    let issues = issues(report, paths, lang);
    // What is missing is told key by key, and not rule by rule.
    let by_key = |issue: &&Issue<'_>| {
        issue.level == Level::Error
            && issue
                .finding
                .is_some_and(|finding| finding.status == StatusKind::Undetermined && !finding.missing.is_empty())
    };
    let mut points: Vec<Point> =
        issues.iter().filter(|issue| !by_key(issue)).filter_map(|issue| point(issue, lang)).collect();
    points.extend(view.outline.to_fill_in.groups.iter().flat_map(|group| missing(&view, group, lang)));
    points.sort_by_key(|point| point.task);
    let deadline = view.best.and_then(|best| best.deadline.as_ref()).map(|deadline| deadline.day);
    points.iter().map(|point| row(report, point, deadline.map_or(Cell::Empty, Cell::Date), lang)).collect()
}

fn point(issue: &Issue<'_>, lang: Lang) -> Option<Point> {
    let place = issue.locations.first();
    Some(Point {
        task: Task::of(issue)?,
        fiche: issue.fiche,
        rule: issue.code.to_owned(),
        title: issue.title.to_owned(),
        finding: issue.message.to_owned(),
        what_to_do: issue.advice.join(" "),
        key: place.map(|place| place.path.clone()),
        line: place.map(|place| place.line),
        demand: issue.demand_line(lang),
    })
}

/// A point for each key that is missing, or one for several of which one is enough.
fn missing(view: &View<'_>, group: &MissingGroup<'_>, lang: Lang) -> Vec<Point> {
    let findings = view.best.map(|best| best.findings.as_slice()).unwrap_or_default().iter().chain(&view.report.batch);
    let waiting: Vec<&Finding> = findings.filter(|finding| group.ids.contains(&finding.rule.as_str())).collect();
    let labels: Vec<&str> = group.keys.iter().map(|key| key.label.as_str()).collect();
    let advice: Vec<&str> = waiting.iter().filter_map(|finding| finding.advice.as_deref()).collect();
    let of = |path: &str, key: String, what: String| Point {
        task: Task::FillIn,
        fiche: view.best.map(|best| best.fiche),
        rule: group.ids.join(", "),
        title: waiting.first().map(|finding| finding.title.clone()).unwrap_or_default(),
        finding: waiting.first().map(|finding| finding.message.clone()).unwrap_or_default(),
        what_to_do: std::iter::once(what.as_str()).chain(advice.iter().copied()).collect::<Vec<_>>().join(" "),
        key: Some(key),
        line: line_of(&waiting, path),
        demand: waiting.first().and_then(|finding| demand_line(&finding.demand, &finding.source, lang)),
    };
    let Some(first) = group.keys.first() else { return Vec::new() };
    if group.one_is_enough {
        let paths: Vec<&str> = group.keys.iter().map(|key| key.path.as_str()).collect();
        return vec![of(&first.path, paths.join(", "), formats::fill_in_one(labels.join(", "), lang))];
    }
    let keys = group.keys.iter();
    keys.map(|key| of(&key.path, key.path.clone(), formats::fill_in(&key.label, lang))).collect()
}

/// Where a key is to be written.
fn line_of(waiting: &[&Finding], path: &str) -> Option<usize> {
    let mut places = waiting.iter().flat_map(|finding| &finding.locations);
    places.find(|place| place.path == path).map(|place| place.line)
}

fn row(report: &DossierReport, point: &Point, by_when: Cell, lang: Lang) -> [Cell; COUNT] {
    let text = |value: &str| if value.is_empty() { Cell::Empty } else { Cell::Text(table::text(value)) };
    let given = |value: Option<&str>| value.map_or(Cell::Empty, text);
    [
        text(&report.path),
        given(report.applicant.as_deref()),
        given(report.title.as_deref()),
        point.fiche.map_or(Cell::Empty, |fiche| Cell::Number(fiche.into())),
        text(point.task.words(lang)),
        by_when,
        text(&point.rule),
        text(&point.title),
        text(&point.finding),
        text(&point.what_to_do),
        given(point.key.as_deref()),
        point.line.map_or(Cell::Empty, |line| Cell::Number(line.into())),
        given(point.demand.as_deref()),
    ]
}
