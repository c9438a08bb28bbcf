//! JSON and NDJSON: the published shape, written as a stream.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use super::model::{DossierReport, Header, Summary};

/// The whole document, as its schema describes it; it is written piece by piece.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "recevable report")]
pub struct Document {
    /// The head.
    #[serde(flatten)]
    pub header: Header,
    /// One for each file, in input order.
    pub dossiers: Vec<DossierReport>,
    /// How many came to what.
    pub summary: Summary,
}

/// Writes the head, up to the list of dossiers.
pub fn begin(out: &mut dyn Write, header: &Header) -> io::Result<()> {
    let head = serde_json::to_string(header)?;
    let open = head.strip_suffix('}').unwrap_or(&head);
    write!(out, "{open},\"dossiers\":[")
}

/// Writes one dossier of the list.
pub fn dossier(out: &mut dyn Write, report: &DossierReport, is_first: bool) -> io::Result<()> {
    out.write_all(if is_first { b"\n" } else { b",\n" })?;
    serde_json::to_writer(out, report)?;
    Ok(())
}

/// Writes the rest, after the list of dossiers.
pub fn end(out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
    out.write_all(b"\n],\"summary\":")?;
    serde_json::to_writer(&mut *out, summary)?;
    out.write_all(b"}\n")
}

/// Writes one dossier as a line of its own.
pub fn line(out: &mut dyn Write, report: &DossierReport) -> io::Result<()> {
    serde_json::to_writer(&mut *out, report)?;
    out.write_all(b"\n")
}

/// The JSON Schema of the document; a line of NDJSON is an element of its `dossiers`.
#[must_use]
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(Document).to_value()
}
