//! `recevable check`: dossiers in, reports out.

use std::io::{self, IsTerminal, Write};

use chrono::{NaiveDate, Utc};

use super::one::Checker;
use super::run::{Ahead, Outcome, Run};
use super::{baseline, interrupt, terminal};
use crate::batch::{BrokenRegister, Register};
use crate::cli::CheckOptions;
use crate::locale::{batch, cli as words, visible};
use crate::report::text::{self, TextOptions};
use crate::report::{OutputError, output, problems};
use crate::rules::{self, RuleErrors};
use crate::source::{Finder, List, Selection, display_path};

/// Checks dossiers and writes the reports; the answer is the process's exit code.
///
/// # Errors
/// When standard error cannot be written.
pub fn check(options: &CheckOptions, errors: &mut dyn Write) -> io::Result<u8> {
    let lang = options.lang;
    if let Some(wrong) = wrong_usage(options) {
        writeln!(errors, "{}", visible(&wrong))?;
        return Ok(2);
    }
    let book = match rules::load_with(options.rules.as_deref(), &options.overlays) {
        Ok(book) => book,
        Err(failed) => {
            broken_rules(&failed, options, errors)?;
            return Ok(2);
        }
    };
    let register = match options.register.as_deref().map(Register::open).transpose() {
        Ok(register) => register,
        Err(broken) => {
            broken_register(&broken, options, errors)?;
            return Ok(2);
        }
    };
    let list = match options.files_from.as_deref().map(List::open).transpose() {
        Ok(list) => list,
        Err(error) => {
            writeln!(errors, "{}", visible(&words::no_list(&error, lang)))?;
            return Ok(2);
        }
    };
    let mut baseline = match baseline::read(options, errors)? {
        Ok(baseline) => baseline,
        Err(exit_code) => return Ok(exit_code),
    };
    interrupt::watch();
    let ahead = Ahead::new(finder(options, list));
    if ahead.dossiers() == 0 {
        ahead.tell(lang, errors)?;
        writeln!(errors, "{}", words::no_dossier(lang))?;
        return Ok(2);
    }
    let checker = Checker {
        years: book.years(),
        book,
        register,
        date: options.date.unwrap_or_else(today_in_paris),
        fiche: options.fiche,
        stage: options.stage.clone(),
        style: output::style(&options.formats, !ahead.is_alone(), lang, options.verbose),
    };
    // A list cannot be read a second time to be counted.
    let again = options.files_from.is_none().then(|| finder(options, None));
    let outcome = Run::begin(checker, options, baseline.as_mut(), ahead.is_alone()).all(ahead, again, errors)?;
    let exit_code = told(&outcome, options, errors)?;
    baseline::end(baseline.as_ref(), options, &outcome.summary, exit_code, errors)
}

/// Says on standard error what the reports do not say of themselves; the answer is the run's exit code.
fn told(outcome: &Outcome, options: &CheckOptions, errors: &mut dyn Write) -> io::Result<u8> {
    let (lang, summary) = (options.lang, &outcome.summary);
    // Whoever reads standard output may have heard enough.
    let closed = |failure: &&OutputError| failure.path.is_none() && failure.error.kind() == io::ErrorKind::BrokenPipe;
    for failure in outcome.failures.iter().filter(|failure| !closed(failure)) {
        let path = failure.path.as_deref().map(display_path);
        let reason = failure.error.to_string();
        writeln!(errors, "{}", visible(&words::cannot_write(path.as_deref(), &reason, lang)))?;
    }
    let written = options.formats.len() - outcome.failures.len();
    if written > 0 && summary.complete && options.formats.iter().all(|(_, file)| file.is_some()) {
        let to_mend = summary.incomplete + summary.ineligible + summary.unreadable;
        writeln!(errors, "{}", words::reports_written(summary.dossiers, to_mend, lang))?;
    }
    Ok(match outcome.failures.iter().find(|failure| !closed(failure)) {
        Some(_) => 2,
        // Nobody has heard of the rest of the dossiers, which have not been looked at.
        None if written == 0 => 0,
        None => outcome.exit_code,
    })
}

/// What is wrong with the command line as a whole.
fn wrong_usage(options: &CheckOptions) -> Option<String> {
    let lang = options.lang;
    let to_standard_output = options.formats.iter().filter(|(_, file)| file.is_none());
    if to_standard_output.clone().count() > 1 {
        return Some(words::two_reports_to_standard_output(lang).to_owned());
    }
    if let Some((format, _)) = to_standard_output.clone().find(|(format, _)| format.needs_file()) {
        return Some(words::needs_file(format.name(), lang));
    }
    if let Some(path) = output::written_twice(&options.formats) {
        return Some(words::two_reports_to_one_file(&display_path(path), lang));
    }
    let standard = |path: &std::path::PathBuf| path.as_os_str() == "-";
    let readers = options.paths.iter().filter(|path| standard(path)).count();
    if readers + usize::from(options.files_from.as_ref().is_some_and(standard)) > 1 {
        return Some(words::standard_input_twice(lang).to_owned());
    }
    let globs = selection(options).globs(".".as_ref());
    globs.err().map(|error| words::bad_glob(&error.to_string(), lang))
}

fn selection(options: &CheckOptions) -> Selection {
    Selection { ignored_too: options.no_ignore, include: options.include.clone(), exclude: options.exclude.clone() }
}

/// What the command line names; the current folder where it names nothing.
fn finder(options: &CheckOptions, list: Option<List>) -> Finder {
    let nothing = options.paths.is_empty() && options.files_from.is_none();
    let paths = if nothing { vec![".".into()] } else { options.paths.clone() };
    Finder::new(paths, list, selection(options))
}

/// Today where the call's deadlines are.
pub(super) fn today_in_paris() -> NaiveDate {
    Utc::now().with_timezone(&chrono_tz::Europe::Paris).date_naive()
}

/// How a text report is shown.
pub(super) fn text_options(options: &CheckOptions, to_standard_output: bool) -> TextOptions {
    let shown = terminal::text_options(options.lang, options.color, to_standard_output);
    TextOptions { verbose: options.verbose, quiet: options.quiet, ..shown }
}

/// How problems are shown that keep the check from being done.
fn on_standard_error(options: &CheckOptions) -> TextOptions {
    TextOptions { fancy: io::stderr().is_terminal(), ..text_options(options, false) }
}

fn broken_rules(failed: &RuleErrors, options: &CheckOptions, errors: &mut dyn Write) -> io::Result<()> {
    let problems = problems::of_rule_sets(&failed.files, &failed.errors, options.lang);
    text::write_rule_problems(errors, &problems, &on_standard_error(options))
}

fn broken_register(broken: &BrokenRegister, options: &CheckOptions, errors: &mut dyn Write) -> io::Result<()> {
    let problems = problems::of_register(&broken.file, &broken.errors, options.lang);
    let first = batch::broken_register(problems.len(), options.lang);
    text::write_problems(errors, &first, &problems, &on_standard_error(options))
}
