//! Wrong usage, and what is told of it.

use std::ffi::OsString;

use clap::Command;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::dossier::{DateError, ProblemKind, closest_match};
use crate::messages::{cli as words, structure};
use crate::text::{Lang, excerpt, visible};

/// What is wrong with a command line.
#[derive(Debug)]
pub(crate) struct UsageError {
    pub(crate) error: clap::Error,
    /// The command that was named, below the program; empty where none was.
    pub(crate) command: String,
    /// The commands or options that could stand where an unknown one does.
    pub(crate) known: Vec<String>,
}

/// Why an option does not take a value.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a value of this option")]
pub(crate) enum ValueFault {
    Date(DateError),
    /// Another word than those of a list.
    Word {
        found: String,
        words: &'static [&'static str],
    },
    /// The name of a file is empty.
    NoFile,
}

impl UsageError {
    pub(super) fn new(error: clap::Error, arguments: &[OsString], program: &Command) -> Self {
        let mut names = Vec::new();
        let mut command = program;
        for argument in arguments.iter().skip(1) {
            if let Some(named) = command.find_subcommand(argument) {
                names.push(named.get_name());
                command = named;
            }
        }
        let known = match error.kind() {
            ErrorKind::InvalidSubcommand => {
                command.get_subcommands().map(|known| known.get_name().to_owned()).collect()
            }
            ErrorKind::UnknownArgument => command
                .get_arguments()
                .filter_map(|argument| argument.get_long().map(|long| format!("--{long}")))
                .collect(),
            _ => Vec::new(),
        };
        Self { error, command: names.join(" "), known }
    }
}

/// What is wrong, and what could be meant.
pub(crate) fn usage_error(wrong: &UsageError, lang: Lang) -> String {
    let help = if wrong.command.is_empty() { String::new() } else { format!("{} ", wrong.command) };
    words::wrong_usage(usage_fault(wrong, lang), help, lang)
}

/// The same in a sentence or two, without what leads to the help.
pub(crate) fn usage_fault(wrong: &UsageError, lang: Lang) -> String {
    let error = &wrong.error;
    let argument = context(error, ContextKind::InvalidArg).unwrap_or_default();
    let value = context(error, ContextKind::InvalidValue).filter(|value| !value.is_empty());
    let what = match (error.kind(), value) {
        (ErrorKind::UnknownArgument, _) => words::unknown_argument(argument, lang),
        (ErrorKind::InvalidSubcommand, _) => {
            words::unknown_command(context(error, ContextKind::InvalidSubcommand).unwrap_or_default(), lang)
        }
        (ErrorKind::InvalidValue | ErrorKind::ValueValidation, Some(value)) => {
            words::wrong_value(value, argument, lang)
        }
        (ErrorKind::InvalidValue | ErrorKind::ValueValidation, None) => words::no_value(argument, lang),
        (ErrorKind::MissingRequiredArgument, _) => words::missing_argument(argument, lang),
        (ErrorKind::MissingSubcommand, _) => words::no_command(lang).to_owned(),
        (ErrorKind::ArgumentConflict, _) => words::conflict(argument, lang),
        _ => words::not_understood(lang).to_owned(),
    };
    let told: Vec<String> = std::iter::once(what).chain(more(wrong, lang)).collect();
    told.join(" ")
}

fn context(error: &clap::Error, kind: ContextKind) -> Option<String> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => Some(excerpt(text).into_owned()),
        Some(ContextValue::Strings(texts)) => Some(visible(&texts.join(", ")).into_owned()),
        _ => None,
    }
}

/// What could be meant instead, or what may stand there.
fn more(wrong: &UsageError, lang: Lang) -> Vec<String> {
    let error = &wrong.error;
    let fault = std::error::Error::source(error).and_then(|fault| fault.downcast_ref::<ValueFault>());
    match (error.kind(), fault) {
        (ErrorKind::InvalidSubcommand, _) => {
            let found = context(error, ContextKind::InvalidSubcommand).unwrap_or_default();
            let (near, all) = choices(&found, wrong.known.iter().map(String::as_str));
            let near = near.or_else(|| suggested(error, ContextKind::SuggestedSubcommand));
            let near =
                near.map_or_else(|| words::no_such_file(lang).to_owned(), |near| words::did_you_mean(near, lang));
            vec![near, words::known_commands(all, lang)]
        }
        (ErrorKind::UnknownArgument, _) => {
            let found = context(error, ContextKind::InvalidArg).filter(|found| found.starts_with('-'));
            let Some(found) = found else { return Vec::new() };
            let (near, all) = choices(&found, wrong.known.iter().map(String::as_str));
            let near = near.or_else(|| suggested(error, ContextKind::SuggestedArg));
            vec![near.map_or_else(|| words::known_options(all, lang), |near| words::did_you_mean(near, lang))]
        }
        (_, Some(ValueFault::Date(fault))) => {
            let found = context(error, ContextKind::InvalidValue).unwrap_or_default();
            let told = structure::message(&ProblemKind::Date { found, error: fault.clone() }, lang);
            std::iter::once(told.summary).chain(told.hint).collect()
        }
        (_, Some(ValueFault::Word { found, words })) => value_choices(found, words.iter().copied(), lang),
        (_, Some(ValueFault::NoFile)) => vec![words::no_file_name(lang).to_owned()],
        (ErrorKind::InvalidValue, None) => {
            match (context(error, ContextKind::InvalidValue), error.get(ContextKind::ValidValue)) {
                (Some(found), Some(ContextValue::Strings(allowed))) => {
                    value_choices(&found, allowed.iter().map(String::as_str), lang)
                }
                _ => Vec::new(),
            }
        }
        _ => Vec::new(),
    }
}

fn value_choices<'a>(found: &str, allowed: impl Iterator<Item = &'a str> + Clone, lang: Lang) -> Vec<String> {
    let (near, all) = choices(found, allowed);
    let near = near.map(|near| words::did_you_mean(near, lang));
    near.into_iter().chain((!all.is_empty()).then(|| words::possible_values(all, lang))).collect()
}

/// The nearest of what may stand there, and all of it.
fn choices<'a>(found: &str, allowed: impl Iterator<Item = &'a str> + Clone) -> (Option<String>, String) {
    let near = closest_match(found, allowed.clone()).map(str::to_owned);
    (near, allowed.collect::<Vec<_>>().join(", "))
}

/// The nearest that clap found.
fn suggested(error: &clap::Error, kind: ContextKind) -> Option<String> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        // The nearest is the last.
        Some(ContextValue::Strings(texts)) => texts.last().cloned(),
        _ => None,
    }
}
