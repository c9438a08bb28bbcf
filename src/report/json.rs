//! JSON and NDJSON: the published shape, written as a stream.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use super::compose::Needs;
use super::model::{DossierReport, Header, Summary};
use super::render::{End, Render};
use crate::source::SourceFile;
use crate::text::{begins_command, has_hidden, is_hidden};

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
    fn needs(_: bool) -> Needs {
        Needs { edits: true, ..Needs::default() }
    }

    fn begin(&mut self, out: &mut dyn Write, header: &Header) -> io::Result<()> {
        let head = to_string(header)?;
        let open = head.strip_suffix('}').unwrap_or(&head);
        write!(out, "{open},\"dossiers\":[")
    }

    fn dossier(&mut self, out: &mut dyn Write, report: &DossierReport, _: Option<&SourceFile>) -> io::Result<()> {
        self.list.add(out, report)
    }

    fn end(&mut self, out: &mut dyn Write, end: &End<'_>) -> io::Result<()> {
        out.write_all(b"\n],\"summary\":")?;
        writeln!(out, "{}}}", to_string(end.summary)?)
    }
}

/// One JSON object a line, each on its way as soon as it is done.
pub(super) struct Ndjson;

impl Render for Ndjson {
    fn needs(_: bool) -> Needs {
        Needs { edits: true, ..Needs::default() }
    }

    fn dossier(&mut self, out: &mut dyn Write, report: &DossierReport, _: Option<&SourceFile>) -> io::Result<()> {
        line(out, report)
    }
}

/// Bytes for the line of a dossier with little to say.
const USUAL_LINE: usize = 4 * 1024;

pub(crate) fn line(out: &mut dyn Write, report: &DossierReport) -> io::Result<()> {
    // Put together here and written at once: what it is made of are pieces of a few bytes.
    let mut line = Vec::with_capacity(USUAL_LINE);
    serde_json::to_writer(Escaping(&mut line), report)?;
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
        out.write_all(to_string(entry)?.as_bytes())
    }
}

/// A value on one line.
pub(super) fn to_string(value: &impl Serialize) -> io::Result<String> {
    let mut json = Vec::new();
    serde_json::to_writer(Escaping(&mut json), value)?;
    String::from_utf8(json).map_err(io::Error::other)
}

/// A document laid out for reading.
pub(crate) fn write_pretty(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer_pretty(Escaping(&mut *out), value)?;
    writeln!(out)
}

/// Writes hidden characters, and what would make a text a command in a log, with the escapes that JSON has for them: the
/// values are the same, and a terminal shows them. What serde writes at once are whole characters, and line breaks are of
/// the layout only.
struct Escaping<W>(W);

impl<W: Write> Write for Escaping<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if bytes.iter().all(|byte| matches!(byte, b' '..=b'~' | b'\n') && *byte != b'#') {
            self.0.write_all(bytes)?;
            return Ok(bytes.len());
        }
        for chunk in bytes.utf8_chunks() {
            self.0.write_all(escaped(chunk.valid()).as_bytes())?;
            self.0.write_all(chunk.invalid())?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

fn escaped(text: &str) -> Cow<'_, str> {
    if !has_hidden(text) && !text.contains("##") {
        return Cow::Borrowed(text);
    }
    let is_hidden = |character: char| character != '\n' && is_hidden(character);
    let mut escaped = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        if is_hidden(character) || begins_command(&escaped, character) {
            for unit in character.encode_utf16(&mut [0; 2]) {
                // Writing to a `String` cannot fail.
                let _ = write!(escaped, "\\u{unit:04x}");
            }
        } else {
            escaped.push(character);
        }
    }
    Cow::Owned(escaped)
}

/// The JSON Schema of the document; a line of NDJSON is an element of its `dossiers`.
pub(crate) fn schema() -> serde_json::Value {
    schemars::schema_for!(Document).to_value()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_are_escaped_and_values_are_the_same() {
        let text = "a\u{1b}\u{7f}\u{9b}\u{202e}\u{fffe}\u{e0041}é\n\"##[x]##";
        let json = to_string(&text).unwrap();
        assert_eq!(json, r###""a\u001b\u007f\u009b\u202e\ufffe\udb40\udc41é\n\"##\u005bx]##""###);
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }
}
