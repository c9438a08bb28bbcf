//! How far a rule that holds is from failing.

use schemars::JsonSchema;
use serde::Serialize;

/// The margin of a rule that holds.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct MarginReport {
    /// The rule.
    pub rule: String,
    /// The fact that it bounds.
    pub fact: String,
    /// The fact's value: euros, a number, a share of one, or a day.
    pub value: String,
    /// The bound, likewise.
    pub bound: String,
    /// How far the value may still go, everything else as it is: euros (for a share, of its part), a number, or days.
    pub slack: String,
    /// The same in a sentence, where people are shown it.
    #[serde(skip)]
    pub text: Option<String>,
}
