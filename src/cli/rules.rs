//! The command line of `recevable rules`.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use super::{day, flag, help, option, overlay};
use crate::messages::cli as words;
use crate::text::{Lang, Text};

/// What `recevable rules` is to do.
#[derive(Debug)]
pub enum RulesCommand {
    /// List every rule.
    List(RulesOptions, ListFormat),
    /// Show a set, an overlay or a rule as it comes out.
    Show(RulesOptions, String),
    /// Look rule sets and overlays over, for an evaluation on a day.
    Check(RulesOptions, Option<NaiveDate>),
    /// Run the rule sets' own test cases.
    Test(RulesTestOptions),
    /// Write the embedded files to a folder.
    Export {
        /// The folder.
        folder: PathBuf,
        /// Whether files that stand there may be replaced.
        force: bool,
        /// The language.
        lang: Lang,
    },
}

/// What the commands on rule sets have in common.
#[derive(Debug)]
pub struct RulesOptions {
    /// A folder of rule sets in place of the embedded ones.
    pub folder: Option<PathBuf>,
    /// Files laid over them, in order.
    pub overlays: Vec<PathBuf>,
    /// Whether to write JSON.
    pub json: bool,
    /// The language.
    pub lang: Lang,
}

/// The forms of a list of rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListFormat {
    /// A table for a terminal.
    Text,
    /// JSON.
    Json,
    /// Markdown.
    Markdown,
}

/// Options of `recevable rules test`.
#[derive(Debug)]
pub struct RulesTestOptions {
    /// A folder of rule sets in place of the embedded ones.
    pub folder: Option<PathBuf>,
    /// Whether to write JSON.
    pub json: bool,
    /// Whether to list cases that passed too.
    pub verbose: bool,
    /// The language.
    pub lang: Lang,
}

pub(super) fn command(rules: &ArgMatches, lang: Lang) -> RulesCommand {
    let format = |given: &ArgMatches| given.get_one::<String>("format").cloned().unwrap_or_default();
    // `check` names the folder as its argument, the others by `--rules`.
    let options = |given: &ArgMatches, folder: &str| RulesOptions {
        folder: given.get_one(folder).cloned(),
        overlays: given.get_many("overlay").into_iter().flatten().cloned().collect(),
        json: format(given) == "json",
        lang,
    };
    match rules.subcommand() {
        Some(("list", given)) => {
            let format = match format(given).as_str() {
                "json" => ListFormat::Json,
                "markdown" => ListFormat::Markdown,
                _ => ListFormat::Text,
            };
            RulesCommand::List(options(given, "rules"), format)
        }
        Some(("show", given)) => {
            let id = given.get_one::<String>("id").cloned().unwrap_or_default();
            RulesCommand::Show(options(given, "rules"), id)
        }
        Some(("check", given)) => RulesCommand::Check(options(given, "folder"), given.get_one("date").copied()),
        Some(("export", given)) => RulesCommand::Export {
            folder: given.get_one("folder").cloned().unwrap_or_default(),
            force: given.get_flag("force"),
            lang,
        },
        given => {
            // A subcommand is required, so that there is one.
            let given = given.map_or(rules, |(_, given)| given);
            RulesCommand::Test(RulesTestOptions {
                folder: given.get_one("folder").cloned(),
                json: format(given) == "json",
                verbose: given.get_flag("verbose"),
                lang,
            })
        }
    }
}

pub(super) fn rules(lang: Lang) -> Command {
    let template = words::TEMPLATE.get(lang);
    Command::new("rules")
        .about(words::RULES_COMMAND.get(lang))
        .override_usage(words::RULES_USAGE.get(lang))
        .subcommand_help_heading(words::COMMANDS.get(lang))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .arg(help(lang))
        .subcommand(list(lang).help_template(template))
        .subcommand(show(lang).help_template(template))
        .subcommand(check(lang).help_template(template))
        .subcommand(test(lang).help_template(template))
        .subcommand(export(lang).help_template(template))
}

fn subcommand(name: &'static str, about: Text, usage: Text, lang: Lang) -> Command {
    Command::new(name).about(about.get(lang)).override_usage(usage.get(lang)).disable_help_flag(true)
}

fn folder(help: Text, lang: Lang) -> Arg {
    Arg::new("folder")
        .value_name(words::FOLDER.get(lang))
        .value_parser(value_parser!(PathBuf))
        .help(help.get(lang))
        .help_heading(words::ARGUMENTS.get(lang))
}

fn format(values: &'static str, help: Text, lang: Lang) -> Arg {
    option("format", values, help, lang).value_parser(values.split('|').collect::<Vec<_>>())
}

fn language(lang: Lang) -> Arg {
    option("lang", "fr|en", words::LANG, lang).value_parser(["fr", "en"])
}

/// The options that say which rule sets are meant.
fn of_sets(command: Command, lang: Lang) -> Command {
    command
        .next_help_heading(words::EVALUATION.get(lang))
        .arg(option("rules", words::FOLDER.get(lang), words::RULES, lang).value_parser(value_parser!(PathBuf)))
        .arg(overlay(lang))
        .next_help_heading(words::OUTPUT.get(lang))
}

fn list(lang: Lang) -> Command {
    of_sets(subcommand("list", words::RULES_LIST, words::RULES_LIST_USAGE, lang), lang)
        .arg(format("text|json|markdown", words::RULES_LIST_FORMAT, lang))
        .arg(language(lang))
        .arg(help(lang))
}

fn show(lang: Lang) -> Command {
    let id = Arg::new("id")
        .value_name("ID")
        .required(true)
        .help(words::RULES_SHOW_ID.get(lang))
        .help_heading(words::ARGUMENTS.get(lang));
    of_sets(subcommand("show", words::RULES_SHOW, words::RULES_SHOW_USAGE, lang).arg(id), lang)
        .arg(format("text|json", words::RULES_TEST_FORMAT, lang))
        .arg(language(lang))
        .arg(help(lang))
}

fn check(lang: Lang) -> Command {
    subcommand("check", words::RULES_CHECK, words::RULES_CHECK_USAGE, lang)
        .after_help(words::RULES_CHECK_CODES.get(lang))
        .arg(folder(words::RULES_CHECK_FOLDER, lang))
        .next_help_heading(words::EVALUATION.get(lang))
        .arg(overlay(lang))
        .arg(option("date", words::DATE_VALUE.get(lang), words::DATE, lang).value_parser(day))
        .next_help_heading(words::OUTPUT.get(lang))
        .arg(format("text|json", words::RULES_TEST_FORMAT, lang))
        .arg(language(lang))
        .arg(help(lang))
}

fn test(lang: Lang) -> Command {
    subcommand("test", words::RULES_TEST, words::RULES_TEST_USAGE, lang)
        .arg(folder(words::RULES_TEST_FOLDER, lang))
        .next_help_heading(words::OUTPUT.get(lang))
        .arg(format("text|json", words::RULES_TEST_FORMAT, lang))
        .arg(language(lang))
        .arg(flag("verbose", 'v', words::RULES_TEST_VERBOSE, lang))
        .arg(help(lang))
}

fn export(lang: Lang) -> Command {
    subcommand("export", words::RULES_EXPORT, words::RULES_EXPORT_USAGE, lang)
        .arg(folder(words::RULES_EXPORT_FOLDER, lang).required(true))
        .next_help_heading(words::OUTPUT.get(lang))
        .arg(Arg::new("force").long("force").action(ArgAction::SetTrue).help(words::RULES_EXPORT_FORCE.get(lang)))
        .arg(language(lang))
        .arg(help(lang))
}
