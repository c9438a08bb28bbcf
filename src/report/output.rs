//! Where reports go: a format, and standard output or a file that is written whole or not at all.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::compose::{Needs, Style};
use super::concise::Concise;
use super::csv::{Csv, CsvTable, Dialect};
use super::github::GitHub;
use super::gitlab::GitLab;
use super::html::Html;
use super::json::{Json, Ndjson};
use super::junit::Junit;
use super::letter::Letter;
use super::markdown::Markdown;
use super::model::{DossierReport, Header, Summary};
use super::render::{End, Render};
use super::sarif::Sarif;
use super::tally::Tally;
use super::target::{Placeholder, Target};
use super::text::{Selection, TextOptions, TextReport};
use super::xlsx::Xlsx;
use crate::batch::SinceFormer;
use crate::source::{Draft, FinishedDraft, SourceFile};
use crate::text::Lang;
use crate::text::string_enum;

string_enum! {
    /// The formats of a report.
    pub enum Format {
        /// For people, in a terminal.
        Text = "text",
        /// One JSON document.
        Json = "json",
        /// One JSON object a line.
        Ndjson = "ndjson",
        /// SARIF 2.1.0, for code scanning.
        Sarif = "sarif",
        /// `JUnit`'s XML, for test reports.
        Junit = "junit",
        /// Workflow commands that GitHub shows as annotations.
        Github = "github",
        /// A line for each finding, for editors and hooks.
        Concise = "concise",
        /// GitLab's Code Quality report.
        Gitlab = "gitlab",
        /// A table of dossiers, for spreadsheets.
        Csv = "csv",
        /// A workbook.
        Xlsx = "xlsx",
        /// One page, for browsers and paper.
        Html = "html",
        /// A comment on a pull request.
        Markdown = "markdown",
        /// A page of paper to the applicant.
        Letter = "lettre",
    }
}

impl Format {
    /// Whether it is no text, and so nothing for standard output.
    #[must_use]
    pub fn needs_file(self) -> bool {
        self == Self::Xlsx
    }
}

/// What reports are composed with for these formats together; text shows several dossiers in columns.
/// A plan is sought for a dossier alone.
pub(crate) fn style(formats: &[(Format, Target)], several: bool, lang: Lang, verbose: bool) -> Style {
    let needs = |(format, target): &(Format, Target)| match target {
        Target::Each(pattern) => {
            Needs { applicant: pattern.has(Placeholder::Siret), ..Needs::default() }.or(needs(*format, false))
        }
        Target::File(_) | Target::StandardOutput => needs(*format, several),
    };
    let needs = formats.iter().map(needs).fold(Needs::default(), Needs::or);
    Style { lang, verbose, plan: !several, needs }
}

fn needs(format: Format, several: bool) -> Needs {
    match format {
        Format::Text => TextReport::needs(several),
        Format::Json => Json::needs(several),
        Format::Ndjson => Ndjson::needs(several),
        Format::Sarif => Sarif::needs(several),
        Format::Junit => Junit::needs(several),
        Format::Github => GitHub::needs(several),
        Format::Concise => Concise::needs(several),
        Format::Gitlab => GitLab::needs(several),
        Format::Csv => Csv::needs(several),
        Format::Xlsx => Xlsx::needs(several),
        Format::Html => Html::needs(several),
        Format::Markdown => Markdown::needs(several),
        Format::Letter => Letter::needs(several),
    }
}

/// What the formats are written with.
#[derive(Debug, Clone)]
pub(crate) struct OutputOptions {
    pub text: TextOptions,
    /// Whether text shows each dossier in full.
    pub in_full: bool,
    /// Which dossiers text shows, in what order, and which have a file of their own.
    pub selection: Selection,
    pub csv: Dialect,
    pub csv_table: CsvTable,
}

/// The format at work.
fn renderer(format: Format, options: &OutputOptions) -> io::Result<Box<dyn Render>> {
    let lang = options.text.lang;
    Ok(match format {
        Format::Text => Box::new(TextReport::new(options.text, options.in_full, options.selection.clone())),
        Format::Json => Box::<Json>::default(),
        Format::Ndjson => Box::new(Ndjson),
        Format::Sarif => Box::new(Sarif::new(lang)),
        Format::Junit => Box::new(Junit::new(lang)),
        Format::Github => Box::new(GitHub::new(lang)),
        Format::Concise => Box::new(Concise::new(lang)),
        Format::Gitlab => Box::new(GitLab::new(lang)),
        Format::Csv => Box::new(Csv::new(lang, options.csv, options.csv_table)),
        Format::Xlsx => Box::new(Xlsx::new(lang)?),
        Format::Html => Box::new(Html::new(lang)?),
        Format::Markdown => Box::new(Markdown::new(lang)),
        Format::Letter => Box::new(Letter::new(lang)),
    })
}

/// Writes the report of one dossier.
pub(crate) fn write_one(
    format: Format,
    options: &OutputOptions,
    header: &Header,
    (report, source): (&DossierReport, Option<&SourceFile>),
    reminders: &[(String, String)],
    out: &mut dyn Write,
) -> io::Result<()> {
    let (mut summary, mut tally) = (Summary { complete: true, ..Summary::default() }, Tally::new(header));
    summary.add(report);
    tally.add(report);
    let mut renderer = renderer(format, options)?;
    renderer.begin(out, header)?;
    renderer.dossier(out, report, source)?;
    renderer.end(out, &End { header, summary: &summary, tally: &tally, reminders, since: None })
}

/// An output file that cannot be written; the old file, if there was one, is as it was.
#[derive(Debug)]
pub(crate) struct OutputError {
    /// The file; none for standard output.
    pub path: Option<PathBuf>,
    pub error: io::Error,
}

/// A file that is written, and not yet in its place.
#[derive(Debug)]
pub(crate) struct FinishedFile {
    /// As it was named.
    pub path: PathBuf,
    pub draft: FinishedDraft,
}

/// A report on its way to its place.
pub(crate) struct Output {
    renderer: Box<dyn Render>,
    /// The file as it was named; none for standard output.
    target: Option<PathBuf>,
    sink: Sink,
}

impl fmt::Debug for Output {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Output").field("target", &self.target).field("sink", &self.sink).finish_non_exhaustive()
    }
}

#[derive(Debug)]
enum Sink {
    Standard(BufWriter<io::Stdout>),
    /// Something that is no file, such as a pipe or a device: no draft may take its place.
    Stream(BufWriter<File>),
    File(Draft),
}

impl Sink {
    fn to(target: &Path) -> io::Result<Self> {
        match fs::metadata(target) {
            Ok(metadata) if metadata.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
            Ok(metadata) if !metadata.is_file() => {
                Ok(Self::Stream(BufWriter::new(File::options().write(true).open(target)?)))
            }
            _ => Draft::of(target).map(Self::File),
        }
    }

    fn writer(&mut self) -> &mut dyn Write {
        match self {
            Self::Standard(out) => out,
            Self::Stream(out) => out,
            Self::File(draft) => draft,
        }
    }
}

impl Output {
    /// An output to a file, or to standard output without one.
    ///
    /// # Errors
    /// When no draft can be made beside the file, or no temporary file that the format needs.
    pub(crate) fn new(format: Format, target: Option<&Path>, options: &OutputOptions) -> Result<Self, OutputError> {
        let failed = |error| OutputError { path: target.map(Path::to_owned), error };
        let sink = match target {
            None => Sink::Standard(BufWriter::new(io::stdout())),
            Some(target) => Sink::to(target).map_err(failed)?,
        };
        Ok(Self { renderer: renderer(format, options).map_err(failed)?, target: target.map(Path::to_owned), sink })
    }

    fn attempt(
        &mut self,
        write: impl FnOnce(&mut dyn Render, &mut dyn Write) -> io::Result<()>,
    ) -> Result<(), OutputError> {
        write(&mut *self.renderer, self.sink.writer()).map_err(|error| OutputError { path: self.target.clone(), error })
    }

    /// The file as it was named; none for standard output.
    pub(crate) fn target(&self) -> Option<&Path> {
        self.target.as_deref()
    }

    /// Whether it goes to a file.
    pub(crate) fn is_file(&self) -> bool {
        matches!(self.sink, Sink::File(_))
    }

    /// Begins the report.
    pub(crate) fn begin(&mut self, header: &Header) -> Result<(), OutputError> {
        self.attempt(|renderer, out| renderer.begin(out, header))
    }

    /// Adds a dossier, in input order.
    pub(crate) fn dossier(&mut self, report: &DossierReport, source: Option<&SourceFile>) -> Result<(), OutputError> {
        self.attempt(|renderer, out| renderer.dossier(out, report, source))
    }

    /// Sends on what was written so far.
    pub(crate) fn flush(&mut self) -> Result<(), OutputError> {
        self.attempt(|_, out| out.flush())
    }

    /// Ends the report. Of a file the draft is returned, for the run to put in its place.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn end(
        mut self,
        header: &Header,
        summary: &Summary,
        tally: &Tally,
        reminders: &[(String, String)],
        since: Option<&SinceFormer>,
    ) -> Result<Option<FinishedFile>, OutputError> {
        self.attempt(|renderer, out| {
            renderer.end(out, &End { header, summary, tally, reminders, since })?;
            out.flush()
        })?;
        match (self.sink, self.target) {
            (Sink::File(draft), Some(path)) => match draft.finish() {
                Ok(draft) => Ok(Some(FinishedFile { path, draft })),
                Err(error) => Err(OutputError { path: Some(path), error }),
            },
            _ => Ok(None),
        }
    }
}
