//! The JSON Schema of case files.

use serde_json::Value;

use super::language::CASE_FILE;
use crate::rules::json_schema::table;

pub(crate) fn cases() -> Value {
    table(CASE_FILE)
}
