//! A dossier under one fiche.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;

use super::{Drawing, Finding, IgnoredReport, MarginReport, NoteReport, OverviewLine, Planned, ReadingVerdictReport};
use crate::engine::{Counts, Verdict};

/// A dossier under one fiche.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct AssessmentReport {
    /// The fiche.
    pub fiche: u8,
    /// The verdict.
    pub verdict: Verdict,
    /// How many rules came to what.
    pub counts: Counts,
    /// Rules that are violated or undetermined; under `--verbose` all that were evaluated.
    pub findings: Vec<Finding>,
    /// Findings that a comment in the dossier ignores: they are in no count and no verdict.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub ignored: Vec<IgnoredReport>,
    /// What there is to know: jury, contacts, instruments, days left.
    pub notes: Vec<NoteReport>,
    /// Rules that come at the next stage.
    pub deferred: Vec<String>,
    /// Satisfied rules that rest on what the applicant declares.
    pub declared: Vec<String>,
    /// The readings of the call under which the verdict would be another one.
    pub readings: Vec<ReadingVerdictReport>,
    /// The fiche's title.
    #[serde(skip)]
    pub fiche_title: String,
    /// That the evaluation's day lies outside the days for which the fiche's set was written.
    #[serde(skip)]
    pub out_of_date: Option<String>,
    /// Every rule with its status, in the order of the set.
    #[serde(skip)]
    pub overview: Vec<OverviewLine>,
    /// What comes of the figures that an overview shows in brief: how far each is from its bounds, or by how much it misses one.
    #[serde(skip)]
    pub figures: Vec<String>,
    /// What is to be filed next, where and by when.
    #[serde(skip)]
    pub next_step: Option<String>,
    /// The next deadline.
    #[serde(skip)]
    pub deadline: Option<DeadlineReport>,
    /// The smallest change of amounts and days with which the rules hold that they can make hold; null where there is nothing
    /// for it to do, and left out where it was not asked for.
    #[serde(skip_serializing_if = "Planned::is_left_out")]
    #[schemars(default)]
    pub plan: Planned,
    /// How far the rules that hold are from failing, for those that have a bound.
    pub margins: Vec<MarginReport>,
    /// The budget as it is drawn.
    #[serde(skip)]
    pub drawing: Drawing,
}

impl AssessmentReport {
    /// What stands between the dossier and the fiche; less is nearer. What a plan fixes is one thing, whatever the rules.
    pub(crate) fn distance(&self) -> (Verdict, usize, usize, Decimal, u64) {
        let plan = self.plan.plan().filter(|plan| plan.changes > 0);
        let is_in_plan = |finding: &Finding| plan.is_some_and(|plan| plan.mends.contains(&finding.rule));
        let left = self.findings.iter().filter(|finding| finding.is_open() && !is_in_plan(finding)).count();
        let (changes, days) = plan.map(|plan| (plan.changes, plan.days)).unwrap_or_default();
        let amount = plan.and_then(|plan| plan.amount.parse().ok()).unwrap_or_default();
        (self.verdict, left, changes, amount, days)
    }
}

/// The next deadline.
#[derive(Debug, Clone, Default)]
pub struct DeadlineReport {
    /// What is due, the rule's title.
    pub title: String,
    /// The last day.
    pub day: NaiveDate,
    /// The same in words.
    pub last: String,
    /// Days left; negative when it is over.
    pub days: i64,
    /// Whether the dossier does not say that this was filed already.
    pub open: bool,
}
