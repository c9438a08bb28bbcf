//! Whose demand a rule is.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Serialize, Serializer};

use crate::report::plain;
use crate::text::string_enum;

string_enum! {
    /// Who demands what a rule checks.
    #[derive(Default)]
    pub enum DemandOrigin {
        /// The call.
        #[default]
        Call = "call",
        /// The tool: a check of its own.
        Tool = "tool",
        /// An overlay that made the rule, or changed what it decides by.
        Overlay = "overlay",
    }
}

/// Whose demand a rule is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct DemandReport {
    /// `call`, `tool` for checks that are no demand of the call, or `overlay`.
    pub origin: DemandOrigin,
    /// The overlay that made the rule or changed what it decides by; of several, the last. In the order in which they apply.
    #[serde(rename = "overlay", serialize_with = "last", skip_serializing_if = "Vec::is_empty")]
    #[schemars(default, schema_with = "one")]
    pub overlays: Vec<OverlayDemand>,
}

/// What an overlay did to a rule.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct OverlayDemand {
    /// The overlay's id.
    pub id: String,
    /// Its title.
    #[serde(serialize_with = "plain::text")]
    pub title: String,
    /// The keys of the rule that it changed (`require.at_least`), and the lists, facts and labels that the rule reads
    /// (`lists.…`, `facts.…`, `labels.…`); empty where it made the rule.
    pub changed: Vec<String>,
    /// The file and line of the rule, or of its first change.
    #[serde(skip)]
    pub place: String,
}

fn last<S: Serializer>(overlays: &[OverlayDemand], serializer: S) -> Result<S::Ok, S::Error> {
    overlays.last().serialize(serializer)
}

fn one(generator: &mut SchemaGenerator) -> Schema {
    generator.subschema_for::<OverlayDemand>()
}
