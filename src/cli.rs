//! The command line: commands and options, help by heading. No logic.

mod check;
mod rules;

use std::ffi::OsString;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use crate::messages::cli as words;
use crate::text::{Lang, Text};
pub use check::CheckOptions;
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
        Some((_, check)) => Invocation::Check(check::options(check, lang)),
        None => Invocation::Check(check::options(&matches, lang)),
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

/// The whole command, its help in one language.
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
        .subcommand(check::command(lang).help_template(template))
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
