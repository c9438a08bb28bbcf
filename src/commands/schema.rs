//! `recevable schema`: the published JSON Schemas.

use std::io::{self, Write};

use crate::cli::SchemaKind;
use crate::dossier::json_schema;
use crate::report::json;
use crate::{rule_tests, rules};

pub(super) fn schema(what: SchemaKind, out: &mut dyn Write) -> io::Result<()> {
    let schema = match what {
        SchemaKind::Dossier => json_schema::dossier(),
        SchemaKind::Report => json::schema(),
        SchemaKind::Rules => rules::json_schema::rules(&rule_tests::json_schema::cases()),
    };
    serde_json::to_writer_pretty(&mut *out, &schema)?;
    writeln!(out)
}
