//! The report: one model for every format, in the report's language, with the published JSON shape.
//!
//! Fields marked `serde(skip)` serve the formats made for people; everything else is contract.

mod assessment;
mod demand;
mod finding;
mod fix;
mod ignored;
mod margin;
mod overview;
mod plan;
mod tool;

use std::collections::BTreeMap;
use std::path::PathBuf;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;

use super::plain;
use crate::dossier::format::Stage;
use crate::engine::{StatusKind, Verdict};
use crate::policy::BaselineCounts;
use crate::rules::Group;

pub use assessment::{AssessmentReport, DeadlineReport};
pub use demand::{DemandOrigin, DemandReport, OverlayDemand};
pub use finding::{
    BoundReport, DerivedFact, Finding, MissingKey, MoveReport, ReadingReport, ReadingVerdictReport, RemedyReport,
};
pub use fix::{EditReport, FixReport};
pub use ignored::{ErrorCode, IgnoredReport};
pub use margin::MarginReport;
pub use overview::{
    Cell, Column, ColumnKind, Drawing, FundingReport, Gauge, Limit, OverviewLine, OverviewStatus, RuleReport, Segment,
    SumPart,
};
pub use plan::{AlternativePlan, PlanMove, PlanReport, PlanWords, Planned};
pub use tool::Tool;

/// The published shape's version.
pub const SCHEMA_VERSION: u32 = 2;

/// What stands at the head of a run.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct Header {
    /// The version of this shape.
    #[schemars(extend("const" = SCHEMA_VERSION))]
    pub schema_version: u32,
    /// The program.
    pub tool: Tool,
    /// The day of the evaluation, ISO.
    #[serde(serialize_with = "plain::day")]
    #[schemars(with = "String")]
    pub evaluated_on: NaiveDate,
    /// The campaign; null when several are loaded and none is meant.
    pub campaign: Option<i64>,
    /// The rule sets in force.
    pub rule_sets: Vec<RuleSetRef>,
    /// The SHA-256 of the register of funded programmes, in hexadecimal; null without one.
    #[schemars(default)]
    pub register: Option<String>,
    /// What the rules demand, for formats that describe them.
    #[serde(skip)]
    pub rules: Vec<RuleReport>,
    /// What tables show of each dossier beside its verdict.
    #[serde(skip)]
    pub columns: Vec<Column>,
    /// The overlays, in the order in which they apply.
    pub overlays: Vec<OverlayRef>,
    /// Whether findings are held against a baseline.
    #[serde(skip)]
    pub with_baseline: bool,
}

/// A rule set, by its content.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct RuleSetRef {
    /// Its id.
    pub id: String,
    /// The SHA-256 of its file, in hexadecimal.
    pub sha256: String,
    /// Whether the evaluation's day lies in its days of validity.
    pub in_force: bool,
}

/// An overlay, by its content, and what it loosens.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct OverlayRef {
    /// Its id.
    pub id: String,
    /// The SHA-256 of its file, in hexadecimal.
    pub sha256: String,
    /// Its title.
    #[serde(serialize_with = "plain::text")]
    pub title: String,
    /// The intercommunalité to whose dossiers it is confined, by its SIREN; null when it applies to all.
    pub intercommunalite: Option<String>,
    /// The rules that it loosens.
    pub loosened: Vec<LoosenedRule>,
}

/// A rule that an overlay loosens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LoosenedRule {
    /// The rule's id.
    pub rule: String,
    /// The reason that the overlay gives.
    #[serde(serialize_with = "plain::text")]
    pub because: String,
}

/// How many dossiers came to what.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct Summary {
    /// All dossiers.
    pub dossiers: usize,
    /// Those with that verdict.
    pub eligible: usize,
    /// Those with that verdict.
    pub eligible_with_reservations: usize,
    /// Those with that verdict.
    pub incomplete: usize,
    /// Those with that verdict.
    pub inconsistent: usize,
    /// Those with that verdict.
    pub ineligible: usize,
    /// Those with that verdict.
    pub unreadable: usize,
    /// Whether every dossier was checked; false after an interrupt.
    pub complete: bool,
    /// Groups of paths that hold the same project or the same bytes.
    pub duplicates: Vec<Vec<String>>,
    /// How many dossiers' verdicts depend on a reading of the call.
    pub reading_dependent: usize,
    /// How many findings comments in dossiers ignore, each dossier's counted under the fiche that comes nearest.
    #[serde(skip_serializing_if = "ignored::is_zero")]
    #[schemars(default)]
    pub ignored: usize,
    /// How many warnings there are about such comments.
    #[serde(skip_serializing_if = "ignored::is_zero")]
    #[schemars(default)]
    pub warnings: usize,
    /// What the run came to against its baseline, if it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub baseline: Option<BaselineCounts>,
}

impl Summary {
    /// How many dossiers came to a verdict.
    #[must_use]
    pub fn count(&self, verdict: Verdict) -> usize {
        match verdict {
            Verdict::Eligible => self.eligible,
            Verdict::EligibleWithReservations => self.eligible_with_reservations,
            Verdict::Incomplete => self.incomplete,
            Verdict::Inconsistent => self.inconsistent,
            Verdict::Ineligible => self.ineligible,
            Verdict::Unreadable => self.unreadable,
        }
    }

    /// The verdicts that dossiers came to, best first, with how many did.
    pub fn counts(&self) -> impl Iterator<Item = (Verdict, usize)> {
        Verdict::ALL.into_iter().map(|verdict| (verdict, self.count(verdict))).filter(|(_, count)| *count > 0)
    }
}

/// One file.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct DossierReport {
    /// Its path as given, joined with `/`; `-` for standard input.
    pub path: String,
    /// The applicant's name.
    pub applicant: Option<String>,
    /// The project's title.
    pub title: Option<String>,
    /// The fiche that it was assessed under; null when all four were.
    pub fiche: Option<u8>,
    /// The stage.
    pub stage: Stage,
    /// The verdict.
    pub verdict: Verdict,
    /// The fiches that reach it.
    pub best_fiches: Vec<u8>,
    /// Where several were assessed, the fiche that comes nearest: by verdict, then by what stands between the dossier and it, the
    /// fewest texts and declarations missing, the smallest plan.
    pub nearest: Option<u8>,
    /// The fiche that the dossier itself names.
    #[serde(skip)]
    pub declared: Option<u8>,
    /// A digest of the folded SIRET and title; null without them.
    pub duplicate_key: Option<String>,
    /// Its amounts and shares by their facts: euros with two decimals, shares as they were computed, null where one is not
    /// given; nothing where it could not be assessed.
    #[serde(serialize_with = "plain::amounts", skip_serializing_if = "BTreeMap::is_empty")]
    #[schemars(default, with = "BTreeMap<String, Option<String>>")]
    pub amounts: BTreeMap<String, Option<Decimal>>,
    /// What is wrong with its structure, when it is unreadable.
    pub errors: Vec<ErrorReport>,
    /// What is wrong with its comments that ignore findings; no verdict depends on it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub warnings: Vec<ErrorReport>,
    /// One for each fiche assessed.
    pub assessments: Vec<AssessmentReport>,
    /// What was found across the batch.
    pub batch: Vec<Finding>,
    /// What it holds for each of the head's columns; nothing when it is unreadable.
    #[serde(skip)]
    pub cells: Vec<Cell>,
    /// Where the applicant is found and reached, a cell for each column of contacts; nothing when the file cannot be read.
    #[serde(skip)]
    pub contact: Vec<Cell>,
    /// What people look for it by beside its names: numbers of the applicant, codes and names of its communes.
    #[serde(skip)]
    pub identifiers: Vec<String>,
    /// The overlays by which it was assessed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub overlays: Vec<OverlayRef>,
    /// The verdicts that other readings of the call would make, where one comes to another status than its rule.
    #[serde(skip)]
    pub by_readings: Vec<Verdict>,
    /// The applicant's SIRET as it stands in the dossier, and the lines of its address.
    #[serde(skip)]
    pub siret: Option<String>,
    /// Street; postal code and town.
    #[serde(skip)]
    pub address: Vec<String>,
    /// The contacts that the dossier names.
    #[serde(skip)]
    pub contacts: Vec<String>,
    /// Whether the file could not be read at all.
    #[serde(skip)]
    pub io_failed: bool,
    /// The path itself, where `path` shows some of its bytes escaped.
    #[serde(skip)]
    pub raw_path: Option<PathBuf>,
}

impl DossierReport {
    /// The applicant's name and the project's title, as far as they are given.
    pub fn names(&self) -> impl Iterator<Item = &String> {
        [&self.applicant, &self.title].into_iter().flatten()
    }

    /// Whether the verdict would be another one by another reading of the call.
    #[must_use]
    pub fn depends_on_reading(&self) -> bool {
        self.by_readings.iter().any(|verdict| *verdict != self.verdict)
    }
}

/// Something wrong with a file's structure, or with a comment that ignores findings.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ErrorReport {
    /// A code of the closed list.
    pub code: ErrorCode,
    /// What is wrong, and what to write instead.
    #[serde(serialize_with = "plain::text")]
    pub message: String,
    /// Where.
    pub locations: Vec<Location>,
    /// Its correction, where that has one possible meaning.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(default)]
    pub fix: Option<FixReport>,
    /// Whether the baseline knows it, so that it does not fail the run.
    #[serde(skip_serializing_if = "ignored::is_unset")]
    #[schemars(default)]
    pub known: bool,
    /// What is wrong, alone.
    #[serde(skip)]
    pub summary: String,
    /// What to write instead.
    #[serde(skip)]
    pub hint: Option<String>,
    /// A few words for each location, in their order.
    #[serde(skip)]
    pub labels: Vec<String>,
}

impl ErrorReport {
    /// What is wrong, and what to write instead; no place yet.
    pub fn new(code: impl Into<ErrorCode>, summary: String, hint: Option<String>) -> Self {
        let message = match &hint {
            Some(hint) => format!("{summary} {hint}"),
            None => summary.clone(),
        };
        Self {
            code: code.into(),
            message,
            locations: Vec::new(),
            fix: None,
            known: false,
            summary,
            hint,
            labels: Vec::new(),
        }
    }

    /// Says something else of what to write instead.
    pub(crate) fn advise(&mut self, hint: String) {
        self.message = format!("{} {hint}", self.summary);
        self.hint = Some(hint);
    }

    /// Adds a place, with a few words for it.
    pub fn at(&mut self, location: Location, label: String) {
        self.locations.push(location);
        self.labels.push(label);
    }
}

/// A place in the dossier's file.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct Location {
    /// The dotted path, with indices.
    pub path: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// First byte.
    pub offset: usize,
    /// Number of bytes.
    pub length: usize,
}

/// Something to know.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct NoteReport {
    /// The rule that informs.
    pub rule: String,
    /// Its status.
    pub status: StatusKind,
    /// Its title.
    #[serde(serialize_with = "plain::text")]
    pub title: String,
    /// The text; several notes of a rule are separate lines.
    #[serde(serialize_with = "plain::text")]
    pub message: String,
    /// Whose demand the rule is.
    #[serde(flatten)]
    pub demand: DemandReport,
    /// Where the values it read stand.
    pub locations: Vec<Location>,
    /// What the rule would come to by other readings of the call: those by which it has another status or level.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub readings: Vec<ReadingReport>,
    /// Its group.
    #[serde(skip)]
    pub group: Group,
    /// Whether the rule only informs.
    #[serde(skip)]
    pub is_information: bool,
    /// The section of the call, or what an overlay names.
    #[serde(skip)]
    pub source: String,
    /// Whether a reading gives it another status.
    #[serde(skip)]
    pub depends_on_reading: bool,
    /// Whether it says only that a reading gives the rule another level, which changes nothing here: people are not shown it.
    #[serde(skip)]
    pub machine_only: bool,
}
