//! The command line of `recevable check`.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::builder::{PossibleValuesParser, ValueParser};
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use super::{Color, color, day, flag, help, option, overlay, switch};
use crate::checker::FicheChoice;
use crate::dossier::format::STAGES;
use crate::messages::cli as words;
use crate::policy::FailOn;
use crate::report::{Dialect, Format};
use crate::text::Lang;

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

pub(super) fn options(matches: &ArgMatches, lang: Lang) -> CheckOptions {
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

pub(super) fn command(lang: Lang) -> Command {
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
        .arg(switch("write-baseline", words::WRITE_BASELINE, lang).requires("baseline"))
        .arg(option("lang", "fr|en", words::LANG, lang).value_parser(choice(&["fr", "en"])))
        .arg(
            option("color", "auto|always|never", words::COLOR, lang).value_parser(choice(&["auto", "always", "never"])),
        )
        .arg(flag("quiet", 'q', words::QUIET, lang).conflicts_with("verbose"))
        .arg(flag("verbose", 'v', words::VERBOSE, lang))
        .arg(switch("no-progress", words::NO_PROGRESS, lang))
        .arg(help(lang))
}

/// A format, and a file after `=`.
fn format(text: &str) -> Result<(Format, Option<PathBuf>), String> {
    let (name, file) = text.split_once('=').map_or((text, None), |(name, file)| (name, Some(PathBuf::from(file))));
    let format = Format::ALL.into_iter().find(|format| format.as_str() == name);
    match (format, file) {
        (Some(_), Some(file)) if file.as_os_str().is_empty() => Err(text.to_owned()),
        (Some(format), file) => Ok((format, file)),
        (None, _) => Err(Format::ALL.map(Format::as_str).join(", ")),
    }
}
