//! `recevable check`: dossiers in, reports out.

mod baseline;
mod config;
mod outputs;
mod overwriting;
mod progress;
mod run;

use std::io::{self, IsTerminal, Write};
use std::path::Path;

use super::interrupt;
use super::terminal::report_options;
use super::today::today_in_paris;
use crate::batch::{BrokenRegister, Feed, Register};
use crate::checker::Checker;
use crate::cli::{CheckOptions, ReportOptions};
use crate::messages::{batch, commands as words, since as since_words};
use crate::policy::Baseline;
use crate::report::compose::Style;
use crate::report::since::Since;
use crate::report::text::{self, TextOptions};
use crate::report::{Target, output, problems};
use crate::rules::{self, RuleBook, RuleErrors};
use crate::source::{Finder, PathList, Selection, display_path};
use crate::text::visible;
use run::{Lookahead, Run, RunOutcome, is_closed};

/// The answer is the process's exit code; only writing to standard error fails, or showing the settings.
pub(super) fn check(mut options: CheckOptions, errors: &mut dyn Write) -> io::Result<u8> {
    let Ok(config) = config::apply(&mut options, errors)? else { return Ok(2) };
    if options.files.show_config {
        let mut out = io::stdout().lock();
        return config::show(config.as_ref(), &options, &mut out).and_then(|()| out.flush()).map(|()| 0);
    }
    if let Some(config) = config {
        config.announce(&options, errors)?;
    }
    check_dossiers(&options, errors)
}

fn check_dossiers(options: &CheckOptions, errors: &mut dyn Write) -> io::Result<u8> {
    let Inputs { book, register, list, mut baseline, since } = match prepare(options) {
        Ok(inputs) => inputs,
        Err(error) => {
            error.report(&options.output, errors)?;
            return Ok(2);
        }
    };
    interrupt::watch();
    let feed = if list.is_some() { Feed::Stream } else { Feed::Batch };
    if reads_standard_output(options) {
        writeln!(errors, "{}", words::standard_output_over_input(options.output.lang))?;
        return Ok(2);
    }
    let lookahead = Lookahead::new(finder(options, list), feed);
    let date = options.evaluation.date.unwrap_or_else(today_in_paris);
    let ReportOptions { formats, lang, verbose, plan, no_plan, .. } = &options.output;
    let style = output::style(formats, !lookahead.is_alone(), *lang, *verbose);
    let style = Style { plan: (style.plan || *plan) && !*no_plan, ..style };
    let (fiche, stage) = (options.evaluation.fiche, options.evaluation.stage);
    let checker = Checker { register, fiche, stage, ..Checker::with_style(book, date, style) };
    // A list cannot be read a second time to be counted.
    let again = (feed == Feed::Batch).then(|| finder(options, None));
    let mut outcome = Run::begin(checker, options, baseline.as_mut(), since, lookahead.is_alone())
        .execute(lookahead, again, errors)?;
    let code = outcome.code(options.output.formats.len());
    let new = baseline::draft(baseline.as_ref(), &options.output, &outcome.summary, code);
    let (new, failed) = new.map_or_else(|error| (None, Some(Err(error))), |new| (new, None));
    let written = outcome.put_in_place(new).or(failed);
    report_outcome(&outcome, &options.output, errors)?;
    let code = outcome.code(options.output.formats.len());
    if outcome.interrupted {
        Ok(code)
    } else {
        baseline::report(baseline.as_ref(), &options.output, written, code, errors)
    }
}

/// Whether standard output goes to a file that is found to be checked: what went there cannot be taken back. A list that
/// is no file can be read only once; of what it names the output is given up when it is found.
fn reads_standard_output(options: &CheckOptions) -> bool {
    let list = options.files.files_from.as_deref().filter(|path| *path != Path::new("-") && path.is_file());
    let list = list.and_then(|path| PathList::open(path).ok());
    overwriting::targets(&options.output).has_standard_output(finder(options, list))
}

struct Inputs {
    book: RuleBook,
    register: Option<Register>,
    list: Option<PathList>,
    baseline: Option<Baseline>,
    since: Option<Since>,
}

enum SetupError {
    Message(String),
    Rules(RuleErrors),
    Register(Box<BrokenRegister>),
}

fn prepare(options: &CheckOptions) -> Result<Inputs, SetupError> {
    if let Some(wrong) = wrong_usage(options) {
        return Err(SetupError::Message(wrong));
    }
    let sets = &options.evaluation.sets;
    let book = rules::load_with(sets.rules.as_deref(), &sets.overlays).map_err(SetupError::Rules)?;
    let register = options.evaluation.register.as_deref().map(Register::open).transpose();
    let register = register.map_err(SetupError::Register)?;
    let list = options.files.files_from.as_deref().map(PathList::open).transpose();
    let list = list.map_err(|error| SetupError::Message(words::unreadable_list(&error, options.output.lang)))?;
    let baseline = baseline::read(&options.output).map_err(SetupError::Message)?;
    let since = since(options).map_err(SetupError::Message)?;
    Ok(Inputs { book, register, list, baseline, since })
}

/// Reads the former report where one is named; the error is a sentence.
fn since(options: &CheckOptions) -> Result<Option<Since>, String> {
    let Some(path) = &options.output.since else { return Ok(None) };
    Since::read(path).map(Some).map_err(|error| {
        let mut place = display_path(path);
        if let Some((line, column)) = error.place {
            place.push_str(&format!(":{line}:{column}"));
        }
        since_words::unreadable(&place, &error.kind, options.output.lang)
    })
}

impl SetupError {
    fn report(&self, options: &ReportOptions, errors: &mut dyn Write) -> io::Result<()> {
        let text = TextOptions { fancy: io::stderr().is_terminal(), ..report_options(options, false) };
        match self {
            Self::Message(message) => writeln!(errors, "{}", visible(message)),
            Self::Rules(failed) => {
                let problems = problems::of_rule_sets(&failed.files, &failed.errors, options.lang);
                text::write_rule_problems(errors, &problems, &text)
            }
            Self::Register(broken) => {
                let problems = problems::of_register(&broken.file, &broken.errors, options.lang);
                let first = batch::broken_register(problems.len(), broken.file.name(), options.lang);
                text::write_problems(errors, &first, &problems, &text)
            }
        }
    }
}

/// Writes to standard error what the reports do not hold themselves.
fn report_outcome(outcome: &RunOutcome, options: &ReportOptions, errors: &mut dyn Write) -> io::Result<()> {
    let (lang, summary) = (options.lang, &outcome.summary);
    if outcome.interrupted {
        let reports = options.formats.iter().filter_map(|(_, target)| target.file());
        let baseline = options.baseline.as_deref().filter(|_| options.write_baseline);
        let files: Vec<_> = reports.chain(baseline).map(display_path).collect();
        writeln!(errors, "{}", visible(&words::interrupted(summary.dossiers, &files, lang)))?;
    }
    if summary.complete && summary.dossiers == 0 {
        return writeln!(errors, "{}", words::no_dossier(lang));
    }
    for failure in outcome.failures.iter().filter(|failure| !is_closed(failure)) {
        let path = failure.path.as_deref().map(display_path);
        let reason = words::writing_reason(&failure.error, lang);
        writeln!(errors, "{}", visible(&words::cannot_write(path.as_deref(), &reason, lang)))?;
    }
    let written = options.formats.len().saturating_sub(outcome.failures.len() + outcome.dropped);
    let done = summary.complete && !outcome.interrupted;
    if written > 0 && done && options.formats.iter().all(|(_, target)| *target != Target::StandardOutput) {
        let to_fix = summary.incomplete + summary.inconsistent + summary.ineligible + summary.unreadable;
        writeln!(errors, "{}", words::reports_written(summary.dossiers, to_fix, lang))?;
    }
    Ok(())
}

fn wrong_usage(options: &CheckOptions) -> Option<String> {
    let CheckOptions { paths, files, output: ReportOptions { formats, lang, .. }, .. } = options;
    let lang = *lang;
    let to_standard_output: Vec<_> = formats.iter().filter(|(_, target)| *target == Target::StandardOutput).collect();
    if to_standard_output.len() > 1 {
        return Some(words::two_reports_to_standard_output(lang).to_owned());
    }
    if let Some((format, _)) = to_standard_output.iter().find(|(format, _)| format.needs_file()) {
        return Some(words::needs_file(format, lang));
    }
    if let Some(refused) = overwriting::refused(options, &overwriting::targets(&options.output)) {
        return Some(refused);
    }
    let readers = paths.iter().chain(&files.files_from).filter(|path| *path == Path::new("-"));
    if readers.count() > 1 {
        return Some(words::standard_input_twice(lang).to_owned());
    }
    selection(options).bad_glob().map(|glob| words::bad_glob(glob, lang))
}

fn selection(options: &CheckOptions) -> Selection {
    let files = &options.files;
    Selection { ignored_too: files.no_ignore, include: files.include.clone(), exclude: files.exclude.clone() }
}

/// What the command line names; the current folder where it names nothing.
fn finder(options: &CheckOptions, list: Option<PathList>) -> Finder {
    let nothing = options.paths.is_empty() && options.files.files_from.is_none();
    let paths = if nothing { vec![".".into()] } else { options.paths.clone() };
    Finder::new(paths, list, selection(options))
}
