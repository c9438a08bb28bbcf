//! The command line: commands and options, help by heading. No logic.

mod rules;

use std::ffi::OsString;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::builder::{PossibleValuesParser, ValueParser};
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use crate::dossier::format::STAGES;
use crate::locale::{Lang, Text, cli as words};
use crate::policy::FailOn;
use crate::report::{Dialect, Format};
pub use rules::{ListFormat, RulesCommand, RulesOptions, RulesTestOptions};

/// What the command line asks for.
#[derive(Debug)]
pub enum Invocation {
    /// `recevable check`.
    Check(CheckOptions),
    /// `recevable explain`.
    Explain(ExplainOptions),
    /// `recevable schema`.
    Schema(Schema),
    /// `recevable rules …`.
    Rules(RulesCommand),
}

/// The published JSON Schemas.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Schema {
    /// Of the dossier's format.
    Dossier,
    /// Of rule sets and overlays.
    Rules,
    /// Of the report in JSON.
    Report,
}

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Color {
    /// In a terminal, unless the environment says no.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The fiches to assess, over what a dossier says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FicheChoice {
    /// This one.
    One(u8),
    /// All four.
    All,
}

/// Options of `recevable check`.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own on the command line")]
pub struct CheckOptions {
    /// Files, folders, or `-`.
    pub paths: Vec<PathBuf>,
    /// A list of further paths, or `-`.
    pub files_from: Option<PathBuf>,
    /// Whether folders are read with what git ignores.
    pub no_ignore: bool,
    /// Globs of which the files of folders must match one.
    pub include: Vec<String>,
    /// Globs of what is left out of folders.
    pub exclude: Vec<String>,
    /// Dossiers that are worked on at the same time.
    pub jobs: Option<usize>,
    /// The register of funded programmes.
    pub register: Option<PathBuf>,
    /// Whether no progress is shown.
    pub no_progress: bool,
    /// The fiches to assess.
    pub fiche: Option<FicheChoice>,
    /// The stage to assess at.
    pub stage: Option<String>,
    /// The evaluation's day.
    pub date: Option<NaiveDate>,
    /// A folder of rule sets in place of the embedded ones.
    pub rules: Option<PathBuf>,
    /// Files laid over the rule sets, in order.
    pub overlays: Vec<PathBuf>,
    /// The reports to write.
    pub formats: Vec<(Format, Option<PathBuf>)>,
    /// The kind of CSV.
    pub csv: Dialect,
    /// When the run fails.
    pub fail_on: FailOn,
    /// A file of findings that are known.
    pub baseline: Option<PathBuf>,
    /// Whether that file is to be written anew.
    pub write_baseline: bool,
    /// The language.
    pub lang: Lang,
    /// When to colour.
    pub color: Color,
    /// Only the verdict.
    pub quiet: bool,
    /// Everything.
    pub verbose: bool,
}

/// Options of `recevable explain`.
#[derive(Debug)]
pub struct ExplainOptions {
    /// A rule, a fact or a code.
    pub id: String,
    /// A folder of rule sets in place of the embedded ones.
    pub rules: Option<PathBuf>,
    /// Overlays, in the order in which they apply.
    pub overlays: Vec<PathBuf>,
    /// The form of the page.
    pub format: ExplainFormat,
    /// The language.
    pub lang: Lang,
    /// When to colour.
    pub color: Color,
}

/// The forms of a page of `recevable explain`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExplainFormat {
    /// For people, in a terminal.
    Text,
    /// One JSON document.
    Json,
    /// Markdown.
    Markdown,
}

/// The language that arguments and environment ask for, before anything else is read.
#[must_use]
pub fn language(arguments: &[OsString]) -> Lang {
    let given = arguments.iter().enumerate().rev().find_map(|(at, argument)| {
        let argument = argument.to_str()?;
        match argument.strip_prefix("--lang") {
            Some("") => arguments.get(at + 1)?.to_str().map(str::to_owned),
            Some(value) => value.strip_prefix('=').map(str::to_owned),
            None => None,
        }
    });
    let wanted = given.or_else(|| std::env::var("RECEVABLE_LANG").ok());
    if wanted.is_some_and(|lang| lang.eq_ignore_ascii_case("en")) { Lang::En } else { Lang::Fr }
}

/// Reads the arguments.
///
/// # Errors
/// clap's errors, help and version among them.
pub fn parse(arguments: Vec<OsString>, lang: Lang) -> Result<Invocation, clap::Error> {
    let matches = command(lang).try_get_matches_from(arguments)?;
    Ok(match matches.subcommand() {
        Some(("explain", explain)) => Invocation::Explain(explain_options(explain, lang)),
        Some(("schema", schema)) => Invocation::Schema(match schema.get_one::<String>("what").map(String::as_str) {
            Some("dossier") => Schema::Dossier,
            Some("rules") => Schema::Rules,
            _ => Schema::Report,
        }),
        Some(("rules", given)) => Invocation::Rules(rules::command(given, lang)),
        Some((_, check)) => Invocation::Check(check_options(check, lang)),
        None => Invocation::Check(check_options(&matches, lang)),
    })
}

fn color(matches: &ArgMatches) -> Color {
    match matches.get_one::<String>("color").map(String::as_str) {
        Some("always") => Color::Always,
        Some("never") => Color::Never,
        _ => Color::Auto,
    }
}

fn explain_options(matches: &ArgMatches, lang: Lang) -> ExplainOptions {
    ExplainOptions {
        id: matches.get_one("id").cloned().unwrap_or_default(),
        rules: matches.get_one("rules").cloned(),
        overlays: matches.get_many("overlay").into_iter().flatten().cloned().collect(),
        format: match matches.get_one::<String>("format").map(String::as_str) {
            Some("json") => ExplainFormat::Json,
            Some("markdown") => ExplainFormat::Markdown,
            _ => ExplainFormat::Text,
        },
        lang,
        color: color(matches),
    }
}

fn check_options(matches: &ArgMatches, lang: Lang) -> CheckOptions {
    let text = |name: &str| matches.get_one::<String>(name).map(String::as_str);
    let formats: Vec<(Format, Option<PathBuf>)> = matches.get_many("format").into_iter().flatten().cloned().collect();
    CheckOptions {
        paths: matches.get_many("paths").into_iter().flatten().cloned().collect(),
        files_from: matches.get_one("files-from").cloned(),
        no_ignore: matches.get_flag("no-ignore"),
        include: matches.get_many("include").into_iter().flatten().cloned().collect(),
        exclude: matches.get_many("exclude").into_iter().flatten().cloned().collect(),
        jobs: matches.get_one::<u16>("jobs").map(|&jobs| usize::from(jobs)),
        register: matches.get_one("registre").cloned(),
        no_progress: matches.get_flag("no-progress"),
        fiche: text("fiche").map(|fiche| fiche.parse().map_or(FicheChoice::All, FicheChoice::One)),
        stage: text("stage").map(str::to_owned),
        date: matches.get_one("date").copied(),
        rules: matches.get_one("rules").cloned(),
        overlays: matches.get_many("overlay").into_iter().flatten().cloned().collect(),
        formats: if formats.is_empty() { vec![(Format::Text, None)] } else { formats },
        csv: if text("csv-dialect") == Some("rfc4180") { Dialect::Rfc4180 } else { Dialect::Excel },
        fail_on: match text("fail-on") {
            Some("warning") => FailOn::Warning,
            Some("never") => FailOn::Never,
            _ => FailOn::Error,
        },
        baseline: matches.get_one("baseline").cloned(),
        write_baseline: matches.get_flag("write-baseline"),
        lang,
        color: color(matches),
        quiet: matches.get_flag("quiet"),
        verbose: matches.get_flag("verbose"),
    }
}

/// The whole command, its help in one language.
#[must_use]
pub fn command(lang: Lang) -> Command {
    let template = words::TEMPLATE.get(lang);
    Command::new("recevable")
        .version(env!("CARGO_PKG_VERSION"))
        .about(words::ABOUT.get(lang))
        .override_usage(words::USAGE.get(lang))
        .help_template(template)
        .subcommand_help_heading(words::COMMANDS.get(lang))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(help(lang))
        .arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version)
                .help(words::VERSION.get(lang))
                .help_heading(words::GENERAL.get(lang)),
        )
        .subcommand(check(lang).help_template(template))
        .subcommand(explain(lang).help_template(template))
        .subcommand(rules::rules(lang).help_template(template))
        .subcommand(schema(lang).help_template(template))
}

fn help(lang: Lang) -> Arg {
    Arg::new("help")
        .short('h')
        .long("help")
        .action(ArgAction::Help)
        .help(words::HELP.get(lang))
        .help_heading(words::GENERAL.get(lang))
}

fn option(name: &'static str, value: &'static str, help: Text, lang: Lang) -> Arg {
    Arg::new(name).long(name).value_name(value).help(help.get(lang)).hide_possible_values(true).hide_default_value(true)
}

fn flag(name: &'static str, short: char, help: Text, lang: Lang) -> Arg {
    switch(name, help, lang).short(short)
}

fn switch(name: &'static str, help: Text, lang: Lang) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue).help(help.get(lang))
}

fn check(lang: Lang) -> Command {
    let evaluation = words::EVALUATION.get(lang);
    let output = words::OUTPUT.get(lang);
    let choice = |values: &[&'static str]| -> ValueParser { PossibleValuesParser::new(values.to_vec()).into() };
    Command::new("check")
        .about(words::CHECK.get(lang))
        .override_usage(words::CHECK_USAGE.get(lang))
        .disable_help_flag(true)
        .arg(
            Arg::new("paths")
                .value_name(words::PATH.get(lang))
                .value_parser(value_parser!(PathBuf))
                .num_args(0..)
                .help(words::PATHS.get(lang))
                .help_heading(words::ARGUMENTS.get(lang)),
        )
        .next_help_heading(words::FILES.get(lang))
        .arg(
            option("files-from", words::FILE_OR_INPUT.get(lang), words::FILES_FROM, lang)
                .value_parser(value_parser!(PathBuf)),
        )
        .arg(option("include", "GLOB", words::INCLUDE, lang).action(ArgAction::Append))
        .arg(option("exclude", "GLOB", words::EXCLUDE, lang).action(ArgAction::Append))
        .arg(switch("no-ignore", words::NO_IGNORE, lang))
        .arg(option("jobs", "N", words::JOBS, lang).short('j').value_parser(value_parser!(u16).range(1..=1024)))
        .next_help_heading(evaluation)
        .arg(option("fiche", "1..4|all", words::FICHE, lang).value_parser(choice(&["1", "2", "3", "4", "all"])))
        .arg(option("stage", words::STAGE_VALUE.get(lang), words::STAGE, lang).value_parser(choice(STAGES)))
        .arg(option("date", words::DATE_VALUE.get(lang), words::DATE, lang).value_parser(day))
        .arg(option("rules", words::FOLDER.get(lang), words::RULES, lang).value_parser(value_parser!(PathBuf)))
        .arg(overlay(lang))
        .arg(option("registre", words::FILE.get(lang), words::REGISTER, lang).value_parser(value_parser!(PathBuf)))
        .next_help_heading(output)
        .arg(
            option("format", words::FORMAT_VALUE.get(lang), words::FORMAT, lang)
                .action(ArgAction::Append)
                .value_parser(format),
        )
        .arg(
            option("csv-dialect", "excel|rfc4180", words::CSV_DIALECT, lang)
                .value_parser(choice(&["excel", "rfc4180"])),
        )
        .arg(
            option("fail-on", "error|warning|never", words::FAIL_ON, lang)
                .value_parser(choice(&["error", "warning", "never"])),
        )
        .arg(option("baseline", words::FILE.get(lang), words::BASELINE, lang).value_parser(value_parser!(PathBuf)))
        .arg(
            Arg::new("write-baseline")
                .long("write-baseline")
                .action(ArgAction::SetTrue)
                .requires("baseline")
                .help(words::WRITE_BASELINE.get(lang)),
        )
        .arg(option("lang", "fr|en", words::LANG, lang).value_parser(choice(&["fr", "en"])))
        .arg(
            option("color", "auto|always|never", words::COLOR, lang).value_parser(choice(&["auto", "always", "never"])),
        )
        .arg(flag("quiet", 'q', words::QUIET, lang).conflicts_with("verbose"))
        .arg(flag("verbose", 'v', words::VERBOSE, lang))
        .arg(switch("no-progress", words::NO_PROGRESS, lang))
        .arg(help(lang))
}

fn overlay(lang: Lang) -> Arg {
    option("overlay", words::FILE.get(lang), words::OVERLAY, lang)
        .action(ArgAction::Append)
        .value_parser(value_parser!(PathBuf))
}

fn explain(lang: Lang) -> Command {
    Command::new("explain")
        .about(words::EXPLAIN.get(lang))
        .override_usage(words::EXPLAIN_USAGE.get(lang))
        .disable_help_flag(true)
        .arg(
            Arg::new("id")
                .value_name("ID")
                .required(true)
                .help(words::EXPLAIN_ID.get(lang))
                .help_heading(words::ARGUMENTS.get(lang)),
        )
        .next_help_heading(words::EVALUATION.get(lang))
        .arg(option("rules", words::FOLDER.get(lang), words::RULES, lang).value_parser(value_parser!(PathBuf)))
        .arg(overlay(lang))
        .next_help_heading(words::OUTPUT.get(lang))
        .arg(
            option("format", "text|json|markdown", words::EXPLAIN_FORMAT, lang)
                .value_parser(["text", "json", "markdown"]),
        )
        .arg(option("lang", "fr|en", words::LANG, lang).value_parser(["fr", "en"]))
        .arg(option("color", "auto|always|never", words::COLOR, lang).value_parser(["auto", "always", "never"]))
        .arg(help(lang))
}

fn schema(lang: Lang) -> Command {
    Command::new("schema")
        .about(words::SCHEMA.get(lang))
        .override_usage("recevable schema dossier|rules|report")
        .disable_help_flag(true)
        .arg(
            Arg::new("what")
                .value_name("dossier|rules|report")
                .required(true)
                .value_parser(["dossier", "rules", "report"])
                .hide_possible_values(true)
                .help(words::SCHEMA_WHAT.get(lang))
                .help_heading(words::ARGUMENTS.get(lang)),
        )
        .arg(
            option("lang", "fr|en", words::LANG, lang).value_parser(["fr", "en"]).help_heading(words::OUTPUT.get(lang)),
        )
        .arg(help(lang))
}

/// A day in ISO form.
fn day(text: &str) -> Result<NaiveDate, String> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|error| error.to_string())
}

/// A format, and a file after `=`.
fn format(text: &str) -> Result<(Format, Option<PathBuf>), String> {
    let (name, file) = text.split_once('=').map_or((text, None), |(name, file)| (name, Some(PathBuf::from(file))));
    let format = Format::ALL.into_iter().find(|format| format.name() == name);
    match (format, file) {
        (Some(_), Some(file)) if file.as_os_str().is_empty() => Err(text.to_owned()),
        (Some(format), file) => Ok((format, file)),
        (None, _) => Err(Format::ALL.map(Format::name).join(", ")),
    }
}
