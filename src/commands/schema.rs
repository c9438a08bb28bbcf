//! `recevable schema`: the published JSON Schemas.

use std::io::{self, Write};

use crate::cli::SchemaKind;
use crate::dossier::json_schema;
use crate::report::json;
use crate::{rule_tests, rules};

pub(super) fn schema(what: SchemaKind, out: &mut dyn Write) -> io::Result<()> {
    let schema = match what {
        SchemaKind::Dossier => {
            let book = rules::load_with(None, &[]).ok();
            let campaign = book.as_ref().and_then(|book| book.campaigns.last());
            json_schema::dossier(
                &campaign.map(|campaign| campaign.conventions.placeholders.clone()).unwrap_or_default(),
            )
        }
        SchemaKind::Report => json::schema(),
        SchemaKind::Rules => rules::json_schema::rules(&rule_tests::json_schema::cases()),
    };
    json::write_pretty(out, &schema)
}
