//! What tables and drawings show, and what rules demand.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::demand::DemandReport;
use crate::engine::StatusKind;
use crate::rules::{Basis, Group, Level};

/// A rule, whatever became of it.
#[derive(Debug, Clone, Default)]
pub struct RuleReport {
    /// Its id.
    pub id: String,
    /// Its level.
    pub level: Level,
    /// Its group.
    pub group: Group,
    /// Its basis.
    pub basis: Basis,
    /// Its title.
    pub title: String,
    /// Whose demand it is.
    pub demand: DemandReport,
    /// The section of the call, or what an overlay names.
    pub source: String,
    /// What the call wants with it.
    pub why: Option<String>,
    /// What to write or do.
    pub advice: Option<String>,
}

/// A column of tables of dossiers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Column {
    /// The fact.
    pub fact: String,
    /// Its name for people.
    pub label: String,
    /// A short name, where there is little room; else the same.
    pub head: String,
    /// What its cells hold.
    pub kind: ColumnKind,
    /// Whether a list of one line a dossier has room for it.
    pub brief: bool,
    /// What it is to the sums that a summary shows.
    pub sum: Option<SumPart>,
    /// Whether amounts are summed by it.
    pub groups: bool,
}

/// What a column of amounts is to the sums that a summary shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SumPart {
    /// The amount that is summed up.
    Whole,
    /// A part of it.
    Part,
}

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ColumnKind {
    /// Text.
    #[default]
    Text,
    /// Euros.
    Money,
    /// A part of a whole.
    Share,
    /// A number.
    Number,
    /// A day.
    Date,
}

/// What a column holds for one dossier.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// A text.
    Text(String),
    /// Euros.
    Money(Decimal),
    /// A part of a whole; the whole is more than zero.
    Share {
        /// The part.
        part: Decimal,
        /// The whole.
        whole: Decimal,
    },
    /// A ratio with all its decimals.
    Ratio(Decimal),
    /// A number.
    Number(Decimal),
    /// A day.
    Date(NaiveDate),
}

/// What is drawn of a dossier's budget.
#[derive(Debug, Clone, Default)]
pub struct Drawing {
    /// The funding plan.
    pub funding: Option<FundingReport>,
    /// Amounts against their bounds.
    pub gauges: Vec<Gauge>,
}

/// Who pays, as parts of the whole cost.
#[derive(Debug, Clone, Default)]
pub struct FundingReport {
    /// What the whole is called.
    pub whole_label: String,
    /// The whole.
    pub whole: Decimal,
    /// The parts, those that count for the share first.
    pub segments: Vec<Segment>,
    /// What the share is called.
    pub share_label: String,
    /// The part that counts.
    pub part: Decimal,
    /// The bounds of the share, in percent.
    pub bounds: Vec<Limit>,
}

/// The lines of one kind.
#[derive(Debug, Clone, Default)]
pub struct Segment {
    /// What kind.
    pub label: String,
    /// Their sum.
    pub amount: Decimal,
    /// Whether they count for the share.
    pub counted: bool,
}

/// An amount against its bounds.
#[derive(Debug, Clone, Default)]
pub struct Gauge {
    /// What it is called.
    pub label: String,
    /// The amount.
    pub amount: Decimal,
    /// Its bounds.
    pub bounds: Vec<Limit>,
}

/// A bound that a rule sets.
#[derive(Debug, Clone, Default)]
pub struct Limit {
    /// The bound: euros, or percent of a share.
    pub value: Decimal,
    /// Whether it is a floor; else it is a cap.
    pub floor: bool,
    /// The rule.
    pub rule: String,
    /// Whether the rule holds.
    pub kept: bool,
}

/// One line of the overview.
#[derive(Debug, Clone)]
pub struct OverviewLine {
    /// The rule's id.
    pub rule: String,
    /// Its group.
    pub group: Group,
    /// Its level.
    pub level: Level,
    /// Its title.
    pub title: String,
    /// Its status, or that it is ignored.
    pub status: OverviewStatus,
    /// Whether it is satisfied by what the applicant declares.
    pub declared: bool,
}

/// What the overview says of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OverviewStatus {
    /// The rule's status.
    Rule(StatusKind),
    /// A comment in the dossier has its finding ignored.
    Ignored,
}

impl OverviewStatus {
    /// The stable word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Rule(status) => status.as_str(),
            Self::Ignored => "ignored",
        }
    }
}
