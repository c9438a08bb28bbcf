//! JSON and NDJSON: the published shape, written as a stream.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use super::model::{DossierReport, Header, Summary};
use super::render::{End, Render};
use crate::source::SourceFile;

/// The whole document, as its schema describes it; it is written piece by piece.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "recevable report")]
pub(crate) struct Document {
    /// The head.
    #[serde(flatten)]
    pub header: Header,
    /// One for each file, in input order.
    pub dossiers: Vec<DossierReport>,
    /// How many came to what.
    pub summary: Summary,
}

#[derive(Default)]
pub(super) struct Json {
    list: JsonArray,
}

impl Render for Json {
    fn begin(&mut self, out: &mut dyn Write, header: &Header) -> io::Result<()> {
        let head = serde_json::to_string(header)?;
        let open = head.strip_suffix('}').unwrap_or(&head);
        write!(out, "{open},\"dossiers\":[")
    }

    fn dossier(&mut self, out: &mut dyn Write, report: &DossierReport, _: Option<&SourceFile>) -> io::Result<()> {
        self.list.add(out, report)
    }

    fn end(&mut self, out: &mut dyn Write, end: &End<'_>) -> io::Result<()> {
        out.write_all(b"\n],\"summary\":")?;
        serde_json::to_writer(&mut *out, end.summary)?;
        out.write_all(b"}\n")
    }
}

/// One JSON object a line, each on its way as soon as it is done.
pub(super) struct Ndjson;

impl Render for Ndjson {
    fn dossier(&mut self, out: &mut dyn Write, report: &DossierReport, _: Option<&SourceFile>) -> io::Result<()> {
        line(out, report)
    }
}

/// Bytes for the line of a dossier with little to say.
const USUAL_LINE: usize = 4 * 1024;

pub(crate) fn line(out: &mut dyn Write, report: &DossierReport) -> io::Result<()> {
    // Put together here and written at once: what it is made of are pieces of a few bytes.
    let mut line = Vec::with_capacity(USUAL_LINE);
    serde_json::to_writer(&mut line, report)?;
    line.push(b'\n');
    out.write_all(&line)
}

#[derive(Default)]
pub(super) struct JsonArray {
    begun: bool,
}

impl JsonArray {
    pub(super) fn add(&mut self, out: &mut dyn Write, entry: &impl Serialize) -> io::Result<()> {
        out.write_all(if self.begun { b",\n" } else { b"\n" })?;
        self.begun = true;
        out.write_all(&serde_json::to_vec(entry)?)
    }
}

/// The JSON Schema of the document; a line of NDJSON is an element of its `dossiers`.
pub(crate) fn schema() -> serde_json::Value {
    schemars::schema_for!(Document).to_value()
}
