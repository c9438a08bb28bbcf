//! `recevable schema`: the published JSON Schemas.

use std::io::{self, Write};

use crate::cli::Schema;
use crate::dossier::json_schema;
use crate::report::json;
use crate::{rule_tests, rules};

/// Prints a schema.
///
/// # Errors
/// When the output cannot be written.
pub fn schema(what: Schema, out: &mut dyn Write) -> io::Result<()> {
    let schema = match what {
        Schema::Dossier => json_schema::dossier(),
        Schema::Report => json::schema(),
        Schema::Rules => rules::json_schema::rules(&rule_tests::json_schema::cases()),
    };
    serde_json::to_writer_pretty(&mut *out, &schema)?;
    writeln!(out)
}
