//! Texts of the program as JSON has them: with plain spaces where other formats have no-break spaces.

use serde::{Serialize, Serializer};

use crate::text::plain_spaces;

pub(crate) fn text<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&plain_spaces(text))
}

#[expect(clippy::ref_option, reason = "serde gives a reference")]
pub(crate) fn option<S: Serializer>(text: &Option<String>, serializer: S) -> Result<S::Ok, S::Error> {
    text.as_deref().map(plain_spaces).serialize(serializer)
}
