//! The command line as types: commands, options, and how help is laid out. Its words stand in [`crate::messages::cli`].

mod arguments;
mod check;
mod fix;
mod form;
mod import;
mod init;
mod lookup;
mod rules;
mod usage;

use std::ffi::OsString;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::builder::PossibleValue;
use clap::parser::ValueSource;
use clap::{Arg, ArgAction, Args, Command, CommandFactory, FromArgMatches, Id, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::dossier::format::Stage;
use crate::dossier::parse_date;
use crate::engine::Verdict;
use crate::messages::cli as words;
use crate::policy::FailOn;
use crate::report::text::SortKey;
use crate::report::{CsvTable, Dialect};
use crate::text::Lang;
pub(crate) use arguments::{LANGUAGE_VARIABLE, Language, is_bare, language};
pub(crate) use check::{CheckOptions, ReportOptions};
pub(crate) use fix::FixOptions;
pub(crate) use form::FormOptions;
pub(crate) use import::ImportOptions;
pub(crate) use init::InitOptions;
pub(crate) use lookup::LookupOptions;
pub(crate) use rules::{
    CoverageOptions, DiffOptions, ExportOptions, ListOptions, NewCommand, NewOverlayOptions, RulesCheckOptions,
    RulesCommand, RulesTestOptions, ShowOptions,
};
use usage::ValueFault;
pub(crate) use usage::{UsageError, usage_error, usage_fault};

#[derive(Debug, Parser)]
#[command(name = "recevable", version, disable_version_flag = true)]
struct CommandLine {
    #[command(subcommand)]
    invocation: Invocation,
    /// May stand before the command too.
    #[arg(long, value_name = "fr|en", default_value = "fr", global = true, help_heading = "General")]
    lang: Lang,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Invocation {
    #[command(aliases = ["verifier", "vérifier"])]
    Check(Box<CheckOptions>),
    #[command(alias = "expliquer", override_usage = "recevable explain [OPTIONS] ID")]
    Explain(ExplainOptions),
    #[command(alias = "corriger")]
    Fix(FixOptions),
    #[command(alias = "formulaire")]
    Form(FormOptions),
    #[command(alias = "importer")]
    Import(ImportOptions),
    #[command(alias = "nouveau")]
    Init(InitOptions),
    #[command(alias = "chercher")]
    Lookup(LookupOptions),
    #[command(subcommand, aliases = ["regles", "règles"])]
    Rules(RulesCommand),
    #[command(override_usage = "recevable schema dossier|rules|report")]
    Schema(SchemaOptions),
    #[command(override_usage = "recevable completions bash|elvish|fish|powershell|zsh")]
    Completions(CompletionsOptions),
    #[command(override_usage = "recevable man")]
    Man(ManOptions),
}

#[derive(Debug, Args)]
pub(crate) struct ExplainOptions {
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    #[command(flatten)]
    pub(crate) sets: RuleSetOptions,
    #[arg(long, value_name = "text|json|markdown", default_value = "text", help_heading = "Output")]
    pub(crate) format: PageFormat,
    #[arg(long, value_name = "fr|en", default_value = "fr", help_heading = "Output")]
    pub(crate) lang: Lang,
    #[arg(long, value_name = "auto|always|never", default_value = "auto", help_heading = "Output")]
    pub(crate) color: Color,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct SchemaOptions {
    #[arg(value_name = "dossier|rules|report")]
    pub(crate) what: SchemaKind,
    #[arg(long, value_name = "fr|en", default_value = "fr")]
    lang: Lang,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct CompletionsOptions {
    #[arg(value_name = "bash|elvish|fish|powershell|zsh")]
    pub(crate) shell: Shell,
    #[arg(long, value_name = "fr|en", default_value = "fr")]
    pub(crate) lang: Lang,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct ManOptions {
    #[arg(long, value_name = "fr|en", default_value = "fr")]
    pub(crate) lang: Lang,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Evaluation")]
pub(crate) struct RuleSetOptions {
    #[arg(long, value_name = "FOLDER")]
    pub(crate) rules: Option<PathBuf>,
    #[arg(long = "overlay", value_name = "FILE")]
    pub(crate) overlays: Vec<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemaKind {
    Dossier,
    Rules,
    Report,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    // In a terminal, unless the environment says no. Shells would show a comment of the documentation.
    Auto,
    Always,
    Never,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PageFormat {
    Text,
    Json,
    Markdown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ResultFormat {
    Text,
    Json,
}

/// Takes the stable words of enumerations as values of options.
macro_rules! value_enum {
    ($($name:ty),*) => {$(
        impl ValueEnum for $name {
            fn value_variants<'a>() -> &'a [Self] {
                &Self::ALL
            }

            fn to_possible_value(&self) -> Option<PossibleValue> {
                Some(PossibleValue::new(self.as_str()))
            }
        }
    )*};
}
value_enum!(CsvTable, Dialect, FailOn, Lang, SortKey, Stage, Verdict);

pub(crate) fn parse(arguments: Vec<OsString>, lang: Lang) -> Result<Invocation, UsageError> {
    let program = definition(lang);
    let arguments = arguments::complete(arguments, &program);
    let parsed = program.clone().try_get_matches_from(&arguments);
    parsed
        .and_then(|matches| {
            let mut invocation = CommandLine::from_arg_matches(&matches)?.invocation;
            if let (Invocation::Check(options), Some(check)) = (&mut invocation, matches.subcommand_matches("check")) {
                let is_given = |id: &&Id| check.value_source(id.as_str()) == Some(ValueSource::CommandLine);
                options.given = check.ids().filter(is_given).map(Id::to_string).collect();
            }
            Ok(invocation)
        })
        .map_err(|error| UsageError::new(error, &arguments, &program))
}

/// The command line with its help, for what is generated from it.
pub(crate) fn definition(lang: Lang) -> Command {
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
    let program =
        translate(CommandLine::command(), "", lang).arg(translate_argument(version.help_heading("General"), "", lang));
    let french = |command: &Command| Some(format!("{} ({})", command.get_all_aliases().next()?, command.get_name()));
    let names: Vec<String> = program.get_subcommands().filter_map(french).collect();
    program.after_help(words::french_names(names.join(", "), lang))
}

/// Puts a command's help into a language; `path` names the command below the program.
fn translate(command: Command, path: &str, lang: Lang) -> Command {
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help).help_heading("General");
    let command = command
        .about(words::about(path, lang))
        .help_template(words::template(lang))
        .subcommand_help_heading(words::commands(lang))
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .arg(help)
        .mut_args(|argument| translate_argument(argument, path, lang))
        .mut_subcommands(|command| {
            let path = format!("{path} {}", command.get_name());
            translate(command, path.trim_start(), lang)
        });
    let command = match words::after_help(path, lang) {
        Some(text) => command.after_help(text),
        None => command,
    };
    match words::usage(path, lang) {
        Some(usage) => command.override_usage(usage),
        None => command,
    }
}

fn translate_argument(argument: Arg, command: &str, lang: Lang) -> Arg {
    let id = argument.get_id().as_str();
    let help = words::argument(command, id, lang).unwrap_or_default();
    let heading = if argument.is_positional() { Some("Arguments") } else { argument.get_help_heading() };
    let heading = heading.and_then(|heading| words::label(heading, lang));
    let value = argument.get_value_names().and_then(|names| words::label(names.first()?, lang));
    // What the environment asks for is the default.
    let argument = if id == "lang" { argument.default_value(lang.as_str()) } else { argument };
    let takes_value = argument.get_action().takes_values();
    let argument = argument.help(help).help_heading(heading);
    let argument = argument.hide_possible_values(takes_value).hide_default_value(takes_value);
    match value {
        Some(value) => argument.value_name(value),
        None => argument,
    }
}

fn day(text: &str) -> Result<NaiveDate, ValueFault> {
    parse_date(text).map_err(ValueFault::Date)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assert_texts(command: &Command) {
        assert!(command.get_about().is_some_and(|about| !about.to_string().is_empty()), "{}", command.get_name());
        for argument in command.get_arguments() {
            let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
            assert!(!help.is_empty(), "{} {}", command.get_name(), argument.get_id());
        }
        command.get_subcommands().for_each(assert_texts);
    }

    #[test]
    fn the_command_is_consistent_and_all_of_it_has_help() {
        for lang in Lang::ALL {
            let command = definition(lang);
            assert_texts(&command);
            command.debug_assert();
        }
    }
}
