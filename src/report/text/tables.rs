//! Tables: the fiches side by side, and every rule by group.

use comfy_table::presets::{ASCII_FULL_CONDENSED, UTF8_FULL_CONDENSED};
use comfy_table::{Cell, CellAlignment, ContentArrangement, Table};

use super::dossier::mark;
use super::layout::{Emphasis, Page};
use crate::engine::StatusKind;
use crate::messages::terminal;
use crate::report::model::{AssessmentReport, DossierReport, OverviewLine, OverviewStatus};
use crate::report::outline::Outline;
use crate::report::rule_sets::{RuleLine, columns};
use crate::report::view::{status_mark, status_words};
use crate::rules::{Group, Level};
use crate::text::{Lang, visible};

/// Below this many columns there is no room for titles.
const ROOM_FOR_TITLES: usize = 60;
/// Below this many columns there is no room for both titles and weights.
const ROOM_FOR_BOTH: usize = 72;
/// Below this many columns there is no room for the fiches' titles beside their numbers.
const ROOM_FOR_FICHES: usize = 96;
/// Columns of a list of rules that a terminal has room for.
const LISTED: usize = 5;
/// Statuses that are coloured.
const COLORED: [(StatusKind, bool, Emphasis); 5] = [
    (StatusKind::Satisfied, false, Emphasis::Good),
    (StatusKind::Satisfied, true, Emphasis::Good),
    (StatusKind::Violated, false, Emphasis::Bad),
    (StatusKind::Undetermined, false, Emphasis::Warning),
    (StatusKind::Deferred, false, Emphasis::Faint),
];

/// The verdict of each fiche.
pub(super) fn fiches(page: &mut Page, report: &DossierReport) {
    let lang = page.lang;
    let titles = page.width >= ROOM_FOR_FICHES;
    let mut table = table(page);
    let mut header =
        vec![terminal::FICHE, terminal::VERDICT, terminal::TO_MEND, terminal::TO_FILL_IN, terminal::RESERVATIONS];
    if titles {
        header.insert(1, terminal::TITLE);
    }
    table.set_header(header.iter().map(|name| name.get(lang)));
    for assessment in &report.assessments {
        let outline = Outline::new(report, Some(assessment));
        let (mark, _) = mark(assessment.verdict);
        let number = |count: usize| Cell::new(count).set_alignment(CellAlignment::Right);
        let mut row = vec![
            Cell::new(assessment.fiche).set_alignment(CellAlignment::Center),
            Cell::new(format!("{mark} {}", terminal::verdict_words(assessment.verdict, lang))),
            number(outline.to_mend.len()),
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

/// The rules of a campaign, one a line.
pub(super) fn rules(page: &mut Page, rules: &[RuleLine]) {
    let lang = page.lang;
    let mut table = table(page);
    // The stages and the section of the call are in the other forms of the list: a terminal has no room for them.
    table.set_header(terminal::RULE_COLUMNS.iter().take(LISTED).map(|column| column.get(lang)));
    for rule in rules {
        table.add_row(columns(rule, lang).iter().take(LISTED).map(|text| visible(text).into_owned()));
    }
    page.block(&table.to_string());
}

/// Every rule by group, with its status and weight.
pub(super) fn overview(page: &mut Page, assessment: &AssessmentReport) {
    if assessment.overview.is_empty() {
        return;
    }
    let lang = page.lang;
    page.heading(terminal::OVERVIEW.get(lang));
    let titles = page.width >= ROOM_FOR_TITLES;
    let mut table = table(page);
    let weights = !titles || page.width >= ROOM_FOR_BOTH;
    let mut header = vec![terminal::RULE, terminal::STATUS];
    if titles {
        header.insert(1, terminal::TITLE);
    }
    if weights {
        header.push(terminal::LEVEL);
    }
    table.set_header(header.iter().map(|name| name.get(lang)));
    // In the order in which a dossier goes through them.
    for group in Group::ALL {
        let lines: Vec<&OverviewLine> =
            assessment.overview.iter().filter(|line| line.level != Level::Info && line.group == group).collect();
        if lines.is_empty() {
            continue;
        }
        let satisfied = count(&lines, |status| status == StatusKind::Satisfied);
        let counted = count(&lines, |status| !matches!(status, StatusKind::NotApplicable | StatusKind::Deferred));
        let name = terminal::group(group, lang).to_uppercase();
        let count = (counted > 0).then(|| terminal::group_count(satisfied, counted, lang));
        table.add_row(match (titles, count) {
            (true, Some(count)) => vec![String::new(), format!("{name} ({count})")],
            (true, None) => vec![String::new(), name],
            (false, count) => vec![name, count.unwrap_or_default()],
        });
        for line in lines {
            let mut row = vec![line.rule.clone(), shown_status(line, lang)];
            if titles {
                row.insert(1, visible(&line.title).into_owned());
            }
            if weights {
                row.push(terminal::level(line.level, lang).to_owned());
            }
            table.add_row(row);
        }
    }
    let mut drawn = table.to_string();
    if page.color {
        for (status, declared, ink) in COLORED {
            let words = if declared { terminal::STATUS_DECLARED.get(lang) } else { terminal::status(status, lang) };
            let words = format!("{} {words}", status_mark(OverviewStatus::Rule(status)));
            drawn = drawn.replace(&words, &page.paint(ink, &words));
        }
    }
    page.block(&drawn);
}

/// A status, with its mark.
fn shown_status(line: &OverviewLine, lang: Lang) -> String {
    format!("{} {}", status_mark(line.status), status_words(line, lang))
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
