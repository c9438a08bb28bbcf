//! What a run's dossiers come to together: verdicts, rules, amounts, deadlines.
//!
//! It takes dossiers one by one. What it keeps grows with the rules and the groups, never with the dossiers.

mod totals;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

pub(super) use self::totals::{Total, Totals};
use super::model::{Cell, Column, ColumnKind, DossierReport, ErrorCode, Finding, Header};
use super::table;
use super::view;
use crate::engine::{StatusKind, Verdict};
use crate::messages::{labels, terminal};
use crate::rules::{Group, Level};
use crate::text::{Lang, beginning, visible};

/// Deadlines that are kept; rule sets hold a handful.
const MAX_DEADLINES: usize = 100;
/// Characters of a group's name.
const MAX_NAME: usize = 120;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fiche {
    /// The fiche that is declared, or the one that comes nearest.
    One(u8),
    Several,
    Unknown,
}

impl Fiche {
    pub(super) fn name(self, lang: Lang) -> String {
        match self {
            Self::One(fiche) => terminal::fiche(fiche, lang),
            Self::Several => labels::several_fiches(lang).to_owned(),
            Self::Unknown => labels::not_given(lang).to_owned(),
        }
    }
}

#[derive(Debug)]
pub(super) struct RuleTally {
    pub(super) title: String,
    pub(super) group: Group,
    /// The gravest that it has in any dossier.
    pub(super) level: Level,
    pub(super) violated: usize,
    pub(super) undetermined: usize,
}

impl RuleTally {
    fn new(finding: &Finding) -> Self {
        Self { title: finding.title.clone(), group: finding.group, level: finding.level, violated: 0, undetermined: 0 }
    }

    /// Whether some dossiers violate it and others leave it open.
    pub(super) fn is_both(&self) -> bool {
        self.violated > 0 && self.undetermined > 0
    }
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct OpenDeadline {
    /// Days left; negative when it is over.
    pub(super) days: i64,
    pub(super) last: String,
    pub(super) title: String,
}

#[derive(Debug, Default)]
pub(crate) struct Tally {
    /// The places of the columns that hold amounts.
    money: Vec<usize>,
    group: Option<usize>,
    pub(super) all: Total,
    pub(super) verdicts: Totals<Verdict>,
    pub(super) fiches: Totals<Fiche>,
    pub(super) groups: Totals<String>,
    /// Those for which it holds nothing; all where there is no such column.
    pub(super) ungrouped: Total,
    rules: BTreeMap<String, RuleTally>,
    /// How many dossiers have a structural error of a code.
    errors: BTreeMap<ErrorCode, usize>,
    deadlines: BTreeMap<OpenDeadline, usize>,
}

impl Tally {
    pub(crate) fn new(header: &Header) -> Self {
        let places = |wanted: &dyn Fn(&Column) -> bool| {
            header.columns.iter().enumerate().filter(|(_, column)| wanted(column)).map(|(at, _)| at).collect::<Vec<_>>()
        };
        Self {
            money: places(&|column| column.kind == ColumnKind::Money),
            group: places(&|column| column.groups).first().copied(),
            ..Self::default()
        }
    }

    pub(crate) fn add(&mut self, report: &DossierReport) {
        let amounts: Vec<Option<Decimal>> = self.money.iter().map(|&column| amount(report, column)).collect();
        self.all.add(&amounts);
        self.verdicts.add(report.verdict, &amounts);
        self.fiches.add(fiche(report), &amounts);
        match self.group.and_then(|column| report.cells.get(column)) {
            Some(Cell::Text(name)) => self.groups.add(short(name), &amounts),
            _ => self.ungrouped.add(&amounts),
        }
        let best = view::best_assessment(report);
        let findings = best.map(|best| best.findings.as_slice()).unwrap_or_default();
        self.add_rules(findings.iter().chain(&report.batch));
        self.add_errors(report);
        if let Some(deadline) = best.and_then(|best| best.deadline.as_ref()) {
            let (last, title) = (deadline.last.clone(), deadline.title.clone());
            let open = usize::from(deadline.open);
            let deadline = OpenDeadline { days: deadline.days, last, title };
            if self.deadlines.len() < MAX_DEADLINES || self.deadlines.contains_key(&deadline) {
                *self.deadlines.entry(deadline).or_default() += open;
            }
        }
    }

    /// A rule counts once for a dossier, however often it is found.
    fn add_rules<'a>(&mut self, findings: impl Iterator<Item = &'a Finding>) {
        let mut counted: Vec<(&str, StatusKind)> = Vec::new();
        for finding in findings.filter(|finding| finding.is_open()) {
            let this = (finding.rule.as_str(), finding.status);
            if counted.contains(&this) {
                continue;
            }
            counted.push(this);
            let rule = self.rules.entry(finding.rule.clone()).or_insert_with(|| RuleTally::new(finding));
            rule.level = rule.level.min(finding.level);
            let count =
                if finding.status == StatusKind::Violated { &mut rule.violated } else { &mut rule.undetermined };
            *count += 1;
        }
    }

    fn add_errors(&mut self, report: &DossierReport) {
        let mut codes: Vec<ErrorCode> = report.errors.iter().map(|error| error.code).collect();
        codes.sort_unstable();
        codes.dedup();
        for code in codes {
            *self.errors.entry(code).or_default() += 1;
        }
    }

    /// The rules that most dossiers violate, or leave open, with how many dossiers do; at most so many. Of those with
    /// equally many, first what the verdict hangs on, then by their ids.
    pub(super) fn most(&self, number: usize, count: impl Fn(&RuleTally) -> usize) -> Vec<(&str, &RuleTally, usize)> {
        let rules = self.rules.iter().map(|(id, rule)| (id.as_str(), rule, count(rule)));
        let mut rules: Vec<_> = rules.filter(|(.., count)| *count > 0).collect();
        rules.sort_by_key(|(_, rule, count)| (Reverse(*count), rule.level));
        rules.truncate(number);
        rules
    }

    /// The rules that some dossier violates or leaves open, by their ids.
    pub(super) fn rules(&self) -> impl Iterator<Item = (&str, &RuleTally)> {
        self.rules.iter().map(|(id, rule)| (id.as_str(), rule))
    }

    pub(super) fn errors(&self) -> impl Iterator<Item = ErrorCode> {
        self.errors.keys().copied()
    }

    pub(super) fn most_errors(&self, number: usize) -> Vec<(ErrorCode, usize)> {
        let mut errors: Vec<_> = self.errors.iter().map(|(code, count)| (*code, *count)).collect();
        errors.sort_by_key(|(code, count)| (Reverse(*count), code.as_str()));
        errors.truncate(number);
        errors
    }

    /// The deadlines that come next, those that are over first, each with how many dossiers still have to meet it.
    pub(super) fn deadlines(&self) -> impl Iterator<Item = (&OpenDeadline, usize)> {
        self.deadlines.iter().map(|(deadline, &open)| (deadline, open))
    }

    /// The place of a column among the sums of a total.
    pub(super) fn place_of(&self, column: usize) -> Option<usize> {
        self.money.iter().position(|&money| money == column)
    }
}

fn amount(report: &DossierReport, column: usize) -> Option<Decimal> {
    match report.cells.get(column) {
        Some(Cell::Money(amount)) => Some(*amount),
        _ => None,
    }
}

fn fiche(report: &DossierReport) -> Fiche {
    match table::fiche(report) {
        Cell::Number(fiche) => fiche.to_u8().map_or(Fiche::Unknown, Fiche::One),
        Cell::Text(_) => Fiche::Several,
        _ => Fiche::Unknown,
    }
}

/// A name without anything hidden in it, and no longer than names are.
pub(super) fn short(name: &str) -> String {
    // What is hidden takes more space when it is shown.
    beginning(&visible(&beginning(name, MAX_NAME)), MAX_NAME).into_owned()
}

#[cfg(test)]
#[path = "../../tests/internal/report/tally.rs"]
mod tests;
