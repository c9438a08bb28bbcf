//! Ignored findings, and the codes of what is wrong with a file.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Serialize, Serializer};

use super::{Finding, Location};
use crate::dossier::Code;
use crate::policy::WarningCode;

/// A finding that a comment in the dossier ignores.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct IgnoredReport {
    /// The reason that the comment gives.
    pub reason: String,
    /// Where the comment stands.
    pub comment: Location,
    /// The finding as it would stand without the comment.
    pub finding: Finding,
}

/// The code of something wrong with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ErrorCode {
    /// An error of its structure.
    Structure(Code),
    /// A warning about a comment.
    Comment(WarningCode),
}

impl ErrorCode {
    /// The stable word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Structure(code) => code.as_str(),
            Self::Comment(code) => code.as_str(),
        }
    }
}

impl From<Code> for ErrorCode {
    fn from(code: Code) -> Self {
        Self::Structure(code)
    }
}

impl From<WarningCode> for ErrorCode {
    fn from(code: WarningCode) -> Self {
        Self::Comment(code)
    }
}

impl fmt::Display for ErrorCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

impl Serialize for ErrorCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl JsonSchema for ErrorCode {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "ErrorCode".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        String::json_schema(generator)
    }
}

/// Whether a count is not worth a key.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference")]
pub(super) fn is_zero(count: &usize) -> bool {
    *count == 0
}

/// Whether a mark is not set, and so not worth a key.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference")]
pub(super) fn is_unset(mark: &bool) -> bool {
    !mark
}
