//! Values as JSON has them: texts of the program with plain spaces where other formats have no-break spaces, days and
//! amounts as texts.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Serialize, Serializer};

use crate::text::plain_spaces;

pub(crate) fn text<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&plain_spaces(text))
}

#[expect(clippy::ref_option, reason = "serde gives a reference")]
pub(crate) fn option<S: Serializer>(text: &Option<String>, serializer: S) -> Result<S::Ok, S::Error> {
    text.as_deref().map(plain_spaces).serialize(serializer)
}

/// A day as `2014-11-20`.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference")]
pub(crate) fn day<S: Serializer>(day: &NaiveDate, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(day)
}

/// Amounts with all their decimals.
pub(crate) fn amounts<S: Serializer>(
    amounts: &BTreeMap<String, Option<Decimal>>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_map(amounts.iter().map(|(fact, amount)| (fact, amount.map(|amount| amount.to_string()))))
}
