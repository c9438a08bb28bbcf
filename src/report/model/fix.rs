//! Changes of a file that correct it.

use schemars::JsonSchema;
use serde::Serialize;

use crate::report::plain;

/// A correction, as `recevable fix` makes it, or a change that makes a rule hold.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FixReport {
    /// What it does, in a sentence.
    #[serde(serialize_with = "plain::text")]
    pub text: String,
    /// Whether it has one possible meaning.
    pub sure: bool,
    /// The edits of the file, in its order; they do not overlap.
    pub edits: Vec<EditReport>,
}

/// A part of the file, and what stands there instead.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct EditReport {
    /// Line of the part's start, from 1.
    pub line: usize,
    /// Its column in characters, from 1.
    pub column: usize,
    /// Its first byte.
    pub offset: usize,
    /// Its number of bytes.
    pub length: usize,
    /// The new text.
    pub text: String,
}
