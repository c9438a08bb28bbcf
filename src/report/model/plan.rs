//! A plan as reports tell it.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Serialize, Serializer};
use serde_json::{Map, Value};
use std::borrow::Cow;

use crate::engine::{PlanStatus, Verdict};

/// What there is to say of a plan.
#[derive(Debug, Clone, Default)]
pub enum Planned {
    /// It was not asked for.
    #[default]
    LeftOut,
    /// There is nothing that one could fix.
    Nothing,
    /// The plan.
    Plan(Box<PlanReport>),
}

impl Planned {
    /// The plan, if there is one.
    #[must_use]
    pub fn plan(&self) -> Option<&PlanReport> {
        match self {
            Self::Plan(plan) => Some(plan),
            Self::LeftOut | Self::Nothing => None,
        }
    }

    pub(crate) fn is_left_out(&self) -> bool {
        matches!(self, Self::LeftOut)
    }
}

impl Serialize for Planned {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.plan().serialize(serializer)
    }
}

impl JsonSchema for Planned {
    fn schema_name() -> Cow<'static, str> {
        <Option<PlanReport>>::schema_name()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        <Option<PlanReport>>::json_schema(generator)
    }
}

/// The smallest change of amounts and days after which every rule holds that they can make hold.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct PlanReport {
    /// `found`, `impossible` or `unknown`.
    pub status: PlanStatus,
    /// Whether it is proved that no plan is smaller.
    pub proved_minimal: bool,
    /// How many values change.
    pub changes: usize,
    /// The sum of the amounts moved, in euros.
    pub amount: String,
    /// The sum of the days moved.
    pub days: u64,
    /// The changes, in the order of the format.
    pub moves: Vec<PlanMove>,
    /// The rules that it makes hold.
    pub mends: Vec<String>,
    /// The violated error rules that remain.
    pub leaves: Vec<String>,
    /// What the dossier would be.
    pub verdict_after: Verdict,
    /// The next best plans with as few changes, of other lines.
    pub alternatives: Vec<AlternativePlan>,
    /// Where it is impossible: rules that exclude each other.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub because: Vec<String>,
    /// The same in words.
    #[serde(skip)]
    pub words: PlanWords,
    /// How much work the search took.
    #[serde(skip)]
    pub work: u64,
}

/// A plan in sentences.
#[derive(Debug, Clone, Default)]
pub struct PlanWords {
    /// What it is.
    pub lead: String,
    /// One for each change.
    pub steps: Vec<String>,
    /// What it makes hold, what remains, and what the dossier would be.
    pub outcome: Vec<String>,
    /// One for each alternative.
    pub alternatives: Vec<String>,
    /// All in one line.
    pub in_brief: String,
}

/// Another plan with as few changes.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct AlternativePlan {
    /// The sum of the amounts moved, in euros.
    pub amount: String,
    /// The sum of the days moved.
    pub days: u64,
    /// The changes, in the order of the format.
    pub moves: Vec<PlanMove>,
    /// What the dossier would be.
    pub verdict_after: Verdict,
}

/// A value of the dossier that changes.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct PlanMove {
    /// Its dotted path; of a line that is to be added, its table's with `[+]`.
    pub path: String,
    /// Its line in the file; of what is not there yet, that of what it comes after.
    pub line: usize,
    /// What stands in a line that is to be added, beside its amount.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(default)]
    pub new: Option<Map<String, Value>>,
    /// What it is.
    pub from: String,
    /// What it becomes.
    pub to: String,
    /// The difference: euros, or days.
    pub delta: String,
}
