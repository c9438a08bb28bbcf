//! `recevable check`: dossiers in, reports out.

use std::io::{self, IsTerminal, Write};

use chrono::{NaiveDate, Utc};

use super::run::{Lookahead, Outcome, Run};
use super::{baseline, interrupt, terminal};
use crate::batch::{BrokenRegister, Feed, Register};
use crate::checker::Checker;
use crate::cli::CheckOptions;
use crate::messages::{batch, cli as words};
use crate::policy::Baseline;
use crate::report::text::{self, TextOptions};
use crate::report::{OutputError, output, problems};
use crate::rules::{self, RuleBook, RuleErrors};
use crate::source::{Finder, List, Selection, display_path};
use crate::text::visible;

/// Checks dossiers and writes the reports; the answer is the process's exit code.
///
/// # Errors
/// When standard error cannot be written.
pub fn check(options: &CheckOptions, errors: &mut dyn Write) -> io::Result<u8> {
    let lang = options.lang;
    let Inputs { book, register, list, mut baseline } = match prepare(options) {
        Ok(prepared) => prepared,
        Err(error) => {
            error.report(options, errors)?;
            return Ok(2);
        }
    };
    interrupt::watch();
    let feed = if list.is_some() { Feed::Stream } else { Feed::Batch };
    let lookahead = Lookahead::new(finder(options, list), feed);
    let date = options.date.unwrap_or_else(today_in_paris);
    let style = output::style(&options.formats, !lookahead.is_alone(), lang, options.verbose);
    let (fiche, stage) = (options.fiche, options.stage.clone());
    let checker = Checker { register, fiche, stage, ..Checker::new(book, date, style) };
    // A list cannot be read a second time to be counted.
    let again = (feed == Feed::Batch).then(|| finder(options, None));
    let outcome =
        Run::begin(checker, options, baseline.as_mut(), lookahead.is_alone()).execute(lookahead, again, errors)?;
    let exit_code = report_outcome(&outcome, options, errors)?;
    baseline::end(baseline.as_ref(), options, &outcome.summary, exit_code, errors)
}

/// What a check is done with.
struct Inputs {
    book: RuleBook,
    register: Option<Register>,
    list: Option<List>,
    baseline: Option<Baseline>,
}

/// What keeps a check from being done.
enum SetupError {
    /// What there is to say of it.
    Said(String),
    Rules(RuleErrors),
    Register(Box<BrokenRegister>),
}

fn prepare(options: &CheckOptions) -> Result<Inputs, SetupError> {
    if let Some(wrong) = wrong_usage(options) {
        return Err(SetupError::Said(wrong));
    }
    let book = rules::load_with(options.rules.as_deref(), &options.overlays).map_err(SetupError::Rules)?;
    let register = options.register.as_deref().map(Register::open).transpose().map_err(SetupError::Register)?;
    let list = options.files_from.as_deref().map(List::open).transpose();
    let list = list.map_err(|error| SetupError::Said(words::no_list(&error, options.lang)))?;
    let baseline = baseline::read(options).map_err(SetupError::Said)?;
    Ok(Inputs { book, register, list, baseline })
}

impl SetupError {
    fn report(&self, options: &CheckOptions, errors: &mut dyn Write) -> io::Result<()> {
        let text = TextOptions { fancy: io::stderr().is_terminal(), ..text_options(options, false) };
        match self {
            Self::Said(said) => writeln!(errors, "{}", visible(said)),
            Self::Rules(failed) => {
                let problems = problems::of_rule_sets(&failed.files, &failed.errors, options.lang);
                text::write_rule_problems(errors, &problems, &text)
            }
            Self::Register(broken) => {
                let problems = problems::of_register(&broken.file, &broken.errors, options.lang);
                let first = batch::broken_register(broken.file.name(), problems.len(), options.lang);
                text::write_problems(errors, &first, &problems, &text)
            }
        }
    }
}

/// Says on standard error what the reports do not say of themselves; the answer is the run's exit code.
fn report_outcome(outcome: &Outcome, options: &CheckOptions, errors: &mut dyn Write) -> io::Result<u8> {
    let (lang, summary) = (options.lang, &outcome.summary);
    // Whoever reads standard output may have heard enough.
    let closed = |failure: &&OutputError| failure.path.is_none() && failure.error.kind() == io::ErrorKind::BrokenPipe;
    if !summary.complete && interrupt::requested() {
        let files: Vec<_> = options.formats.iter().filter_map(|(_, file)| file.as_deref()).map(display_path).collect();
        writeln!(errors, "{}", visible(&words::interrupted(summary.dossiers, &files, lang)))?;
    }
    if summary.complete && summary.dossiers == 0 {
        writeln!(errors, "{}", words::no_dossier(lang))?;
        return Ok(outcome.exit_code);
    }
    for failure in outcome.failures.iter().filter(|failure| !closed(failure)) {
        let path = failure.path.as_deref().map(display_path);
        let reason = words::system_reason(&failure.error, lang);
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
        return Some(words::needs_file(format.as_str(), lang));
    }
    if let Some(path) = output::written_twice(&options.formats) {
        return Some(words::two_reports_to_one_file(&display_path(path), lang));
    }
    let read = [&options.register, &options.files_from, &options.baseline].into_iter().flatten();
    if let Some(path) = output::written_over(&options.formats, read.chain(&options.overlays).chain(&options.paths)) {
        return Some(words::report_over_input(&display_path(path), lang));
    }
    let standard = |path: &std::path::PathBuf| path.as_os_str() == "-";
    let readers = options.paths.iter().filter(|path| standard(path)).count();
    if readers + usize::from(options.files_from.as_ref().is_some_and(standard)) > 1 {
        return Some(words::standard_input_twice(lang).to_owned());
    }
    selection(options).bad_glob().map(|glob| words::bad_glob(glob, lang))
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
