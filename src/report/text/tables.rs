//! Tables: the fiches side by side, and every rule by group.

use comfy_table::presets::{ASCII_FULL_CONDENSED, UTF8_FULL_CONDENSED};
use comfy_table::{Cell, CellAlignment, ContentArrangement, Table};

use super::layout::{Emphasis, Page, mark};
use crate::engine::StatusKind;
use crate::messages::labels::Label;
use crate::messages::{labels, terminal};
use crate::report::model::{AssessmentReport, DossierReport, OverviewLine, OverviewStatus};
use crate::report::outline::Outline;
use crate::report::rule_sets::{RuleLine, columns};
use crate::report::view::{status_mark, status_words};
use crate::rules::{Group, Level};
use crate::text::visible;

/// Columns below which titles are left out.
const ROOM_FOR_TITLES: usize = 60;
/// Columns below which titles and weights do not both fit.
const ROOM_FOR_BOTH: usize = 72;
/// Columns below which the fiches' titles do not fit beside their numbers.
const ROOM_FOR_FICHES: usize = 96;
/// Columns of a list of rules that fit a terminal.
const LISTED: usize = 6;
pub(super) fn fiches(page: &mut Page, report: &DossierReport) {
    let lang = page.lang;
    let titles = page.width >= ROOM_FOR_FICHES;
    let mut table = table(page);
    let mut header: Vec<Label> =
        vec![labels::fiche_column, labels::verdict_column, labels::to_fix, labels::to_fill_in, labels::reservations];
    if titles {
        header.insert(1, labels::title);
    }
    table.set_header(header.iter().map(|name| name(lang)));
    for assessment in &report.assessments {
        let outline = Outline::new(report, Some(assessment));
        let (mark, _) = mark(assessment.verdict);
        let number = |count: usize| Cell::new(count).set_alignment(CellAlignment::Right);
        let mut row = vec![
            Cell::new(assessment.fiche).set_alignment(CellAlignment::Center),
            Cell::new(format!("{mark} {}", labels::verdict(assessment.verdict, lang))),
            number(outline.to_fix.len()),
            number(outline.to_fill_in.len()),
            number(outline.reservations.len()),
        ];
        if titles {
            row.insert(1, Cell::new(visible(&assessment.fiche_title)));
        }
        table.add_row(row);
    }
    page.block(&table.to_string());
}

pub(super) fn rules(page: &mut Page, rules: &[RuleLine]) {
    let lang = page.lang;
    let mut table = table(page);
    // The stages and the section of the call are in the other forms of the list: they do not fit a terminal.
    table.set_header(labels::rule_columns(lang).iter().take(LISTED));
    for rule in rules {
        table.add_row(columns(rule, lang).iter().take(LISTED).map(|text| visible(text).into_owned()));
    }
    page.block(&table.to_string());
}

pub(super) fn overview(page: &mut Page, assessment: &AssessmentReport) {
    if assessment.overview.is_empty() {
        return;
    }
    let lang = page.lang;
    page.heading(labels::overview(lang));
    let titles = page.width >= ROOM_FOR_TITLES;
    let mut table = table(page);
    let weights = !titles || page.width >= ROOM_FOR_BOTH;
    let mut header: Vec<Label> = vec![labels::rule, labels::status_column];
    if titles {
        header.insert(1, labels::title);
    }
    if weights {
        header.push(labels::level_column);
    }
    table.set_header(header.iter().map(|name| name(lang)));
    // In the order in which a dossier goes through them.
    for group in Group::ALL {
        let lines: Vec<&OverviewLine> =
            assessment.overview.iter().filter(|line| line.level != Level::Info && line.group == group).collect();
        if lines.is_empty() {
            continue;
        }
        let satisfied = count(&lines, |status| status == StatusKind::Satisfied);
        let counted = count(&lines, |status| !matches!(status, StatusKind::NotApplicable | StatusKind::Deferred));
        let name = labels::group(group, lang).to_uppercase();
        let count = (counted > 0).then(|| terminal::group_count(satisfied, counted, lang));
        table.add_row(match (titles, count) {
            (true, Some(count)) => vec![String::new(), format!("{name} ({count})")],
            (true, None) => vec![String::new(), name],
            (false, count) => vec![name, count.unwrap_or_default()],
        });
        for line in lines {
            let mut row = vec![line.rule.clone(), status(page, line)];
            if titles {
                row.insert(1, visible(&line.title).into_owned());
            }
            if weights {
                row.push(labels::level(line.level, lang).to_owned());
            }
            table.add_row(row);
        }
    }
    page.block(&table.to_string());
}

fn status(page: &Page, line: &OverviewLine) -> String {
    let shown = format!("{} {}", status_mark(line.status), status_words(line, page.lang));
    match line.status {
        OverviewStatus::Rule(StatusKind::Satisfied) => page.paint(Emphasis::Good, &shown),
        OverviewStatus::Rule(StatusKind::Violated) => page.paint(Emphasis::Bad, &shown),
        OverviewStatus::Rule(StatusKind::Undetermined) => page.paint(Emphasis::Warning, &shown),
        OverviewStatus::Rule(StatusKind::Deferred) => page.paint(Emphasis::Faint, &shown),
        OverviewStatus::Rule(StatusKind::NotApplicable) | OverviewStatus::Ignored => shown,
    }
}

/// How many rules of which nothing is ignored have such a status.
fn count(lines: &[&OverviewLine], wanted: impl Fn(StatusKind) -> bool) -> usize {
    let is_wanted = |line: &&&OverviewLine| matches!(line.status, OverviewStatus::Rule(status) if wanted(status));
    lines.iter().filter(is_wanted).count()
}

fn table(page: &Page) -> Table {
    let mut table = Table::new();
    table
        .load_style(if page.fancy { UTF8_FULL_CONDENSED.with_rounded_corners() } else { ASCII_FULL_CONDENSED })
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(page.width).unwrap_or(u16::MAX));
    table
}
