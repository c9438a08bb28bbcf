//! What stands on the command line and in the environment, before it is taken apart: the language, and a file in place of
//! a command.

use std::ffi::{OsStr, OsString};
use std::path::Path;

use clap::Command;

use crate::text::Lang;

/// The variable that names the language.
pub(crate) const LANGUAGE_VARIABLE: &str = "RECEVABLE_LANG";

/// The language that texts are to be in.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Language {
    pub(crate) lang: Lang,
    /// What the environment asks for, where that is no language and nothing else was asked for.
    pub(crate) unknown: Option<String>,
}

/// The language that arguments and environment ask for, before anything else is read.
pub(crate) fn language(arguments: &[OsString]) -> Language {
    let given = arguments.iter().enumerate().rev().find_map(|(at, argument)| {
        let argument = argument.to_str()?;
        match argument.strip_prefix("--lang") {
            Some("") => arguments.get(at + 1)?.to_str().map(str::to_owned),
            Some(value) => value.strip_prefix('=').map(str::to_owned),
            None => None,
        }
    });
    match given {
        Some(given) => Language { lang: named(&given).unwrap_or(Lang::Fr), unknown: None },
        None => of_environment(std::env::var_os(LANGUAGE_VARIABLE).as_deref()),
    }
}

fn of_environment(value: Option<&OsStr>) -> Language {
    let value = value.map(OsStr::to_string_lossy).filter(|value| !value.is_empty());
    let known = value.as_deref().map_or(Some(Lang::Fr), named);
    let unknown = value.filter(|_| known.is_none()).map(std::borrow::Cow::into_owned);
    Language { lang: known.unwrap_or(Lang::Fr), unknown }
}

/// A language by its word, alone or with a country behind it, as in `en_GB.UTF-8`.
fn named(value: &str) -> Option<Lang> {
    value.split(['_', '-', '.']).next()?.to_ascii_lowercase().parse().ok()
}

/// Whether nothing is asked for, but for a language.
pub(crate) fn is_bare(arguments: &[OsString]) -> bool {
    first(arguments) >= arguments.len()
}

/// Adds the command where a file or an option stands in its place: `recevable FILE` is `recevable check FILE`, and
/// `recevable help check` is `recevable check --help`.
pub(super) fn complete(mut arguments: Vec<OsString>, program: &Command) -> Vec<OsString> {
    let first = first(&arguments);
    let Some(argument) = arguments.get(first) else { return arguments };
    let is_command = |argument: &OsString| program.find_subcommand(argument).is_some();
    let is_check = match argument.to_str() {
        Some("help" | "aide") if !Path::new(argument).exists() => {
            arguments.remove(first);
            arguments.push("--help".into());
            return arguments;
        }
        Some("-h" | "--help" | "-V" | "--version") => false,
        Some(option) if option.len() > 1 && option.starts_with('-') => !arguments[first..].iter().any(is_command),
        _ => !is_command(argument) && is_path(argument),
    };
    if is_check {
        arguments.insert(first, "check".into());
    }
    arguments
}

/// The place of the first argument that is neither the program's name nor a language.
fn first(arguments: &[OsString]) -> usize {
    let mut at = 1;
    while let Some(argument) = arguments.get(at).and_then(|argument| argument.to_str()) {
        at += match argument {
            "--lang" => 2,
            argument if argument.starts_with("--lang=") => 1,
            _ => break,
        };
    }
    at
}

/// Names of commands hold no such characters.
fn is_path(argument: &OsString) -> bool {
    argument.to_str().is_none_or(|text| text == "-" || text.contains(['/', '\\', '.', '*']))
        || Path::new(argument).exists()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_names_a_language_or_is_told_of() {
        let of = |value: &str| of_environment(Some(OsStr::new(value)));
        for (value, lang) in [("", Lang::Fr), ("fr", Lang::Fr), ("EN", Lang::En), ("en_GB.UTF-8", Lang::En)] {
            assert_eq!(of(value), Language { lang, unknown: None }, "{value}");
        }
        assert_eq!(of("de"), Language { lang: Lang::Fr, unknown: Some("de".to_owned()) });
        assert_eq!(of_environment(None), Language { lang: Lang::Fr, unknown: None });
    }

    #[test]
    fn a_file_is_checked_without_the_command_being_named() {
        let program = super::super::definition(Lang::Fr);
        let completed = |line: &str| {
            let arguments = std::iter::once("recevable").chain(line.split_whitespace()).map(OsString::from).collect();
            let completed: Vec<_> =
                complete(arguments, &program).into_iter().map(|a| a.into_string().unwrap()).collect();
            completed[1..].join(" ")
        };
        for (line, meant) in [
            ("a.yaml --date x", "check a.yaml --date x"),
            ("--lang en a.yaml", "--lang en check a.yaml"),
            ("--lang=en -", "--lang=en check -"),
            ("--format json a.yaml", "check --format json a.yaml"),
            ("dossiers/2015", "check dossiers/2015"),
            ("check a.yaml", "check a.yaml"),
            ("verifier a.yaml", "verifier a.yaml"),
            ("chek a.yaml", "chek a.yaml"),
            ("-v check a.yaml", "-v check a.yaml"),
            ("help rules", "rules --help"),
            ("--help", "--help"),
            ("-V", "-V"),
        ] {
            assert_eq!(completed(line), meant, "{line}");
        }
    }
}
