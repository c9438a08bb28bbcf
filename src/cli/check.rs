//! The command line of `recevable check`.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::builder::{PossibleValue, TypedValueParser};
use clap::{Arg, Args, Command, ValueEnum, value_parser};

use super::{Color, RuleSetOptions, ValueFault, day};
use crate::checker::FicheChoice;
use crate::dossier::format::{FICHES, Stage};
use crate::engine::Verdict;
use crate::policy::FailOn;
use crate::report::text::SortKey;
use crate::report::{CsvTable, Dialect, Format, Placeholder, Target, UnknownPlaceholder};
use crate::text::Lang;

#[derive(Debug, Args)]
pub(crate) struct CheckOptions {
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) files: FileOptions,
    #[command(flatten)]
    pub(crate) evaluation: EvaluationOptions,
    #[command(flatten)]
    pub(crate) output: ReportOptions,
    /// The names of what the command line gives.
    #[arg(skip)]
    pub(crate) given: HashSet<String>,
    /// The file that gives the rest.
    #[arg(skip)]
    pub(crate) config: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Files")]
pub(crate) struct FileOptions {
    #[arg(long, value_name = "FILE|-")]
    pub(crate) files_from: Option<PathBuf>,
    #[arg(long, value_name = "GLOB")]
    pub(crate) include: Vec<String>,
    #[arg(long, value_name = "GLOB")]
    pub(crate) exclude: Vec<String>,
    #[arg(long)]
    pub(crate) no_ignore: bool,
    #[arg(long)]
    pub(crate) no_config: bool,
    #[arg(long)]
    pub(crate) show_config: bool,
    #[arg(long, short, value_name = "N", value_parser = value_parser!(u16).range(1..=1024))]
    pub(crate) jobs: Option<u16>,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Evaluation")]
pub(crate) struct EvaluationOptions {
    #[arg(long, value_name = "1..4|all")]
    pub(crate) fiche: Option<FicheChoice>,
    #[arg(long, value_name = "STAGE")]
    pub(crate) stage: Option<Stage>,
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(crate) date: Option<NaiveDate>,
    #[command(flatten)]
    pub(crate) sets: RuleSetOptions,
    #[arg(long = "registre", value_name = "FILE")]
    pub(crate) register: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own on the command line")]
pub(crate) struct ReportOptions {
    /// The reports to write, and where; standard output without a file.
    #[arg(long = "format", value_name = "FORMAT[=FILE]", value_parser = FormatParser, default_value = "text")]
    pub(crate) formats: Vec<(Format, Target)>,
    #[arg(long, value_name = "excel|rfc4180", default_value = "excel")]
    pub(crate) csv_dialect: Dialect,
    #[arg(long, value_name = "dossiers|constats|…", default_value = "dossiers")]
    pub(crate) csv_table: CsvTable,
    #[arg(long, value_name = "VERDICT,…", value_delimiter = ',')]
    pub(crate) only: Vec<Verdict>,
    #[arg(long, value_name = "verdict|montant|…")]
    pub(crate) sort: Option<SortKey>,
    #[arg(long, value_name = "error|warning|never", default_value = "error")]
    pub(crate) fail_on: FailOn,
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
    #[arg(long, requires = "baseline")]
    pub(crate) write_baseline: bool,
    #[arg(long, value_name = "FILE.json")]
    pub(crate) since: Option<PathBuf>,
    #[arg(long)]
    pub(crate) plan: bool,
    #[arg(long, conflicts_with = "plan")]
    pub(crate) no_plan: bool,
    #[arg(long, value_name = "fr|en", default_value = "fr")]
    pub(crate) lang: Lang,
    #[arg(long, value_name = "auto|always|never", default_value = "auto")]
    pub(crate) color: Color,
    #[arg(long, short, conflicts_with = "verbose")]
    pub(crate) quiet: bool,
    #[arg(long, short)]
    pub(crate) verbose: bool,
    #[arg(long)]
    pub(crate) no_progress: bool,
}

impl ValueEnum for FicheChoice {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::One(1), Self::One(2), Self::One(3), Self::One(4), Self::All]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(match self {
            Self::One(number) => PossibleValue::new(FICHES[usize::from(*number) - 1]),
            Self::All => PossibleValue::new("all"),
        })
    }
}

/// `FORMAT` or `FORMAT=FILE`; shells are offered the formats.
#[derive(Debug, Clone)]
struct FormatParser;

impl TypedValueParser for FormatParser {
    type Value = (Format, Target);

    fn parse_ref(&self, command: &Command, argument: Option<&Arg>, value: &OsStr) -> Result<Self::Value, clap::Error> {
        TypedValueParser::parse_ref(&format, command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(Format::WORDS.into_iter().map(PossibleValue::new)))
    }
}

fn format(text: &str) -> Result<(Format, Target), ValueFault> {
    let (name, file) = text.split_once('=').map_or((text, None), |(name, file)| (name, Some(file)));
    let unknown = |_| ValueFault::Word { found: name.to_owned(), words: &Format::WORDS };
    let format: Format = name.parse().map_err(unknown)?;
    let target = match file {
        None => Target::StandardOutput,
        Some("") => return Err(ValueFault::NoFile),
        Some(file) => Target::of(file)
            .map_err(|UnknownPlaceholder(found)| ValueFault::Word { found, words: &Placeholder::WORDS })?,
    };
    Ok((format, target))
}
