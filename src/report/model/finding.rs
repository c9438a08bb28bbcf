//! One rule's finding, and what belongs to it.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::Location;
use super::demand::DemandReport;
use super::fix::FixReport;
use super::ignored::is_unset;
use crate::engine::{RemedyKind, StatusKind, Verdict};
use crate::report::plain;
use crate::rules::{Basis, Group, Level};

/// A rule and what was found.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct Finding {
    /// The rule's id.
    pub rule: String,
    /// `violated`, `undetermined`, `satisfied` or `not_applicable`.
    pub status: StatusKind,
    /// `error` or `warning`.
    pub level: Level,
    /// The group's token.
    pub group: Group,
    /// `computed`, `declared` or `either`.
    pub basis: Basis,
    /// The rule's title.
    #[serde(serialize_with = "plain::text")]
    pub title: String,
    /// What was found, in a sentence or two.
    #[serde(serialize_with = "plain::text")]
    pub message: String,
    /// Whose demand it is.
    #[serde(flatten)]
    pub demand: DemandReport,
    /// The section of the call, or what an overlay names.
    #[serde(serialize_with = "plain::text")]
    pub source: String,
    /// What is expected.
    #[serde(serialize_with = "plain::option")]
    pub expected: Option<String>,
    /// What was found instead.
    #[serde(serialize_with = "plain::option")]
    pub actual: Option<String>,
    /// The facts that were read, in the order of evaluation.
    pub derivation: Vec<DerivedFact>,
    /// Where the values stand, the decisive one first.
    pub locations: Vec<Location>,
    /// The smallest changes that make the rule hold.
    pub remedies: Vec<RemedyReport>,
    /// The correction of what it is about, where that has one possible meaning; else the plan's changes, or one that makes the
    /// rule hold.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(default)]
    pub fix: Option<FixReport>,
    /// What the rule would come to by other readings of the call: those by which it has another status or level.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub readings: Vec<ReadingReport>,
    /// For a rule across dossiers: the path of the first one that has the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(default)]
    pub first: Option<String>,
    /// Why it does not apply: `when` for its own condition, or the id of the rule that waives it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub because: Option<String>,
    /// Whether the baseline knows it, so that it does not fail the run.
    #[serde(skip_serializing_if = "is_unset")]
    #[schemars(default)]
    pub known: bool,
    /// How far the values that decided lie beyond their bounds.
    #[serde(skip)]
    pub gap: Option<Decimal>,
    /// The arithmetic, where there is some.
    #[serde(skip)]
    pub arithmetic: Option<String>,
    /// What the call asks; under `--verbose`.
    #[serde(skip)]
    pub asks: Option<String>,
    /// The reading of the call that the rule takes; under `--verbose`.
    #[serde(skip)]
    pub choice: Option<String>,
    /// What to write or do.
    #[serde(skip)]
    pub advice: Option<String>,
    /// What the readings make of it, in words; the end of the message.
    #[serde(skip)]
    pub by_reading: Option<String>,
    /// How many of the first locations decide by themselves; none where all decide together.
    #[serde(skip)]
    pub decisive: usize,
    /// A few words for each location, in their order.
    #[serde(skip)]
    pub labels: Vec<String>,
    /// For something that is missing: the keys to fill in, with their place in the format and their names for people.
    #[serde(skip)]
    pub missing: Vec<MissingKey>,
    /// Where the tests that decided stand in the rule sets, under `--verbose`.
    #[serde(skip)]
    pub bounds: Vec<BoundReport>,
}

impl Finding {
    /// Whether the rule does not hold or is not decided.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self.status, StatusKind::Violated | StatusKind::Undetermined)
    }

    /// The changes that were found to help, first those that break nothing else.
    #[must_use]
    pub fn verified_remedies(&self) -> Vec<&RemedyReport> {
        let mut verified: Vec<_> = self.remedies.iter().filter(|remedy| remedy.verified).collect();
        verified.sort_by_key(|remedy| (!remedy.is_feasible(), !remedy.breaks.is_empty()));
        verified
    }

    /// Whether nothing that was computed can still be done, so that the rule's own advice is what is left.
    pub(crate) fn needs_advice(&self) -> bool {
        self.verified_remedies().iter().all(|remedy| !remedy.is_feasible())
    }
}

/// A place in a rule set.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BoundReport {
    /// File and line.
    pub place: String,
    /// The line's text.
    pub text: String,
}

/// What another reading of the call makes of a rule.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct ReadingReport {
    /// The reading's id.
    pub id: String,
    /// Its title.
    #[serde(serialize_with = "plain::text")]
    pub title: String,
    /// `violated`, `undetermined`, `satisfied` or `not_applicable`.
    pub status: StatusKind,
    /// How much the rule weighs by it.
    pub level: Level,
}

/// A reading of the call under which the verdict is another one.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ReadingVerdictReport {
    /// The reading's id.
    pub id: String,
    /// Its title.
    #[serde(serialize_with = "plain::text")]
    pub title: String,
    /// The rules that it decides otherwise: another status or level.
    pub rules: Vec<String>,
    /// What the dossier would be under this fiche.
    pub verdict: Verdict,
    /// The same in a sentence.
    #[serde(skip)]
    pub text: String,
}

/// A key that is to be filled in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct MissingKey {
    /// Its place in the format.
    pub order: usize,
    /// Its path.
    pub path: String,
    /// Its name for people.
    pub label: String,
    /// The lines to write in the dossier: its groups, then the key with what to put there.
    pub lines: Vec<String>,
    /// Whether one of the finding's keys of this kind is enough.
    pub is_alternative: bool,
}

/// A fact that was read.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct DerivedFact {
    /// Its name.
    pub fact: String,
    /// Its value: text for money and days, booleans as such, null when absent.
    pub value: Value,
}

/// A change that makes a rule hold.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct RemedyReport {
    /// `raise`, `lower`, `date`, `constant_cost` or `new_money`.
    pub kind: RemedyKind,
    /// The facts that change.
    pub moves: Vec<MoveReport>,
    /// Whether the rule was found to hold with the change applied.
    pub verified: bool,
    /// The rules that the change would newly violate.
    pub breaks: Vec<String>,
    /// The change in words.
    #[serde(serialize_with = "plain::text")]
    pub text: String,
}

impl RemedyReport {
    /// Whether no day in it has passed.
    pub(crate) fn is_feasible(&self) -> bool {
        self.moves.iter().all(|change| change.feasible)
    }
}

/// A change of one fact.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct MoveReport {
    /// The fact.
    pub fact: String,
    /// What it is; null for a day that is absent.
    pub from: Option<String>,
    /// What it becomes.
    pub to: String,
    /// The difference: euros, or days (from the evaluation's day, which stands in for one that is absent).
    pub delta: String,
    /// False where the day that is changed, or the day that is proposed, has passed.
    #[serde(skip_serializing_if = "is_true")]
    #[schemars(default = "always")]
    pub feasible: bool,
}

impl Default for MoveReport {
    fn default() -> Self {
        Self { fact: String::new(), from: None, to: String::new(), delta: String::new(), feasible: true }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes the field by reference")]
fn is_true(value: &bool) -> bool {
    *value
}

fn always() -> bool {
    true
}
