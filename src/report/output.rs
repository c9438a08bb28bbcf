//! Where reports go: a format, and standard output or a file that is written whole or not at all.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::json;
use super::model::{DossierReport, Header, Summary};
use super::text::{self, TextOptions};
use crate::source::SourceFile;

/// The formats of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For people, in a terminal.
    Text,
    /// One JSON document.
    Json,
    /// One JSON object a line.
    Ndjson,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 3] = [Self::Text, Self::Json, Self::Ndjson];

    /// Its name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Json => "json",
            Self::Ndjson => "ndjson",
        }
    }
}

/// An output file that cannot be written; the old file, if there was one, is as it was.
#[derive(Debug)]
pub struct OutputError {
    /// The file; none for standard output.
    pub path: Option<PathBuf>,
    /// What the system had to say.
    pub error: io::Error,
}

/// A report on its way to its place.
#[derive(Debug)]
pub struct Output {
    format: Format,
    sink: Sink,
    text: TextOptions,
    /// Whether each dossier is shown in full.
    in_full: bool,
    written: usize,
}

#[derive(Debug)]
enum Sink {
    Standard(BufWriter<io::Stdout>),
    File { target: PathBuf, draft: BufWriter<NamedTempFile> },
}

impl Sink {
    fn writer(&mut self) -> &mut dyn Write {
        match self {
            Self::Standard(out) => out,
            Self::File { draft, .. } => draft,
        }
    }
}

impl Output {
    /// An output to a file, or to standard output without one.
    ///
    /// # Errors
    /// When no draft can be made beside the file.
    pub fn new(format: Format, target: Option<&Path>, text: TextOptions, in_full: bool) -> Result<Self, OutputError> {
        let sink = match target {
            None => Sink::Standard(BufWriter::new(io::stdout())),
            Some(target) => {
                let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
                let draft = NamedTempFile::new_in(folder)
                    .map_err(|error| OutputError { path: Some(target.to_owned()), error })?;
                Sink::File { target: target.to_owned(), draft: BufWriter::new(draft) }
            }
        };
        Ok(Self { format, sink, text, in_full, written: 0 })
    }

    /// Whether it goes to standard output.
    #[must_use]
    pub fn is_standard(&self) -> bool {
        matches!(self.sink, Sink::Standard(_))
    }

    fn attempt(&mut self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), OutputError> {
        write(self.sink.writer()).map_err(|error| self.failed(error))
    }

    fn failed(&self, error: io::Error) -> OutputError {
        let path = match &self.sink {
            Sink::Standard(_) => None,
            Sink::File { target, .. } => Some(target.clone()),
        };
        OutputError { path, error }
    }

    /// Begins the report.
    pub fn begin(&mut self, header: &Header) -> Result<(), OutputError> {
        match self.format {
            Format::Json => self.attempt(|out| json::begin(out, header)),
            Format::Text | Format::Ndjson => Ok(()),
        }
    }

    /// Adds a dossier, in input order.
    pub fn dossier(&mut self, report: &DossierReport, source: Option<&SourceFile>) -> Result<(), OutputError> {
        let (format, text, in_full, is_first) = (self.format, self.text, self.in_full, self.written == 0);
        self.written += 1;
        self.attempt(|out| match format {
            Format::Json => json::dossier(out, report, is_first),
            Format::Ndjson => json::line(out, report).and_then(|()| out.flush()),
            Format::Text if in_full => {
                if !is_first {
                    writeln!(out)?;
                }
                text::write_dossier(out, report, source, &text)
            }
            Format::Text => text::write_line(out, report, &text),
        })
    }

    /// Ends the report and puts a file in its place.
    ///
    /// # Errors
    /// When it cannot be written; a file that stood there before is then as it was.
    pub fn end(
        mut self,
        header: &Header,
        summary: &Summary,
        reminders: &[(String, String)],
    ) -> Result<(), OutputError> {
        let (format, text, several) = (self.format, self.text, !self.in_full || self.written > 1);
        self.attempt(|out| {
            match format {
                Format::Json => json::end(out, summary)?,
                Format::Ndjson => {}
                Format::Text => {
                    if text.verbose {
                        text::write_reminders(out, reminders, &text)?;
                    }
                    if several {
                        text::write_summary(out, header, summary, &text)?;
                    }
                }
            }
            out.flush()
        })?;
        let Sink::File { target, draft } = self.sink else { return Ok(()) };
        let failed = |error| OutputError { path: Some(target.clone()), error };
        let draft = draft.into_inner().map_err(|error| failed(error.into_error()))?;
        // A draft is private to its owner; the finished report has the permissions of the file it replaces.
        if let Ok(metadata) = fs::metadata(&target) {
            draft.as_file().set_permissions(metadata.permissions()).map_err(failed)?;
        }
        draft.persist(&target).map_err(|error| failed(error.error))?;
        Ok(())
    }
}
