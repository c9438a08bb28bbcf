//! `recevable check`: dossiers in, reports out.

use std::io::{self, IsTerminal, Write};
use std::iter::Chain;
use std::sync::Arc;
use std::thread::available_parallelism;
use std::time::Duration;

use chrono::{NaiveDate, Utc};

use super::one::{Checker, Worked};
use super::progress::Progress;
use super::{baseline, fallen, interrupt, terminal};
use crate::batch::{BrokenRegister, Duplicates, Pipeline, Register, Step, Supply};
use crate::cli::CheckOptions;
use crate::locale::{Lang, batch, cli as words, visible};
use crate::policy::{self, Baseline};
use crate::report::build::{header, reminders, repeat};
use crate::report::rule_sets::{problems, register_problems};
use crate::report::text::{self, TextOptions};
use crate::report::{Header, Output, OutputError, OutputOptions, Summary, Tally, output};
use crate::rules::{self, RuleErrors};
use crate::source::{Finder, Found, List, Selection, display_path};

/// How often a run looks up from waiting.
const GLANCE: Duration = Duration::from_millis(100);

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
    if let Some(path) = output::written_twice(&options.formats) {
        writeln!(errors, "{}", visible(&words::two_reports_to_one_file(&display_path(path), lang)))?;
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
    interrupt::watch();
    fallen::watch();
    let ahead = Ahead::new(finder(options, list));
    if ahead.dossiers() == 0 {
        for found in ahead.found {
            told(&found, lang, errors)?;
        }
        writeln!(errors, "{}", words::no_dossier(lang))?;
        return Ok(2);
    }
    let alone = ahead.dossiers() == 1;
    let checker = Checker {
        years: book.years(),
        book,
        register,
        date: options.date.unwrap_or_else(today_in_paris),
        fiche: options.fiche,
        stage: options.stage.clone(),
        style: output::style(&options.formats, !alone, lang, options.verbose),
    };
    let mut baseline = match baseline::read(options, errors)? {
        Ok(baseline) => baseline,
        Err(exit_code) => return Ok(exit_code),
    };
    let run = Run::begin(checker, options, baseline.as_mut(), alone);
    match run.and_then(|run| run.all(ahead, alone, errors)) {
        Ok((summary, exit_code)) => {
            if options.formats.iter().all(|(_, file)| file.is_some()) && summary.complete {
                let to_mend = summary.incomplete + summary.ineligible + summary.unreadable;
                writeln!(errors, "{}", words::reports_written(summary.dossiers, to_mend, lang))?;
            }
            baseline::end(baseline.as_ref(), options, &summary, exit_code, errors)
        }
        Err(failed) if failed.path.is_none() && failed.error.kind() == io::ErrorKind::BrokenPipe => Ok(0),
        Err(failed) => {
            let path = failed.path.as_deref().map(display_path);
            let reason = failed.error.to_string();
            writeln!(errors, "{}", visible(&words::cannot_write(path.as_deref(), &reason, lang)))?;
            Ok(2)
        }
    }
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

/// What was found, with a look ahead that tells one dossier from several.
struct Ahead {
    found: Vec<Found>,
    rest: Finder,
}

impl Ahead {
    fn new(mut rest: Finder) -> Self {
        let mut found = Vec::new();
        while found.iter().filter(|found: &&Found| found.is_dossier()).count() < 2
            && let Some(next) = rest.next()
        {
            found.push(next);
        }
        Self { found, rest }
    }

    /// How many dossiers there are: none, one, or at least two.
    fn dossiers(&self) -> usize {
        self.found.iter().filter(|found| found.is_dossier()).count()
    }

    fn all(self) -> Chain<std::vec::IntoIter<Found>, Finder> {
        self.found.into_iter().chain(self.rest)
    }
}

/// Names what was found and is no dossier.
fn told(found: &Found, lang: Lang, errors: &mut dyn Write) -> io::Result<()> {
    match found {
        Found::LeftOut(path) => writeln!(errors, "{}", visible(&words::left_out(&display_path(path), lang))),
        _ => Ok(()),
    }
}

/// A run over dossiers: what they are checked with, where the reports go, and what has come of it so far.
struct Run<'o> {
    checker: Arc<Checker>,
    options: &'o CheckOptions,
    baseline: Option<&'o mut Baseline>,
    header: Header,
    outputs: Vec<Output>,
    summary: Summary,
    tally: Tally,
    seen: Duplicates,
    exit_code: u8,
}

impl<'o> Run<'o> {
    fn begin(
        checker: Checker,
        options: &'o CheckOptions,
        baseline: Option<&'o mut Baseline>,
        alone: bool,
    ) -> Result<Self, OutputError> {
        let in_full = alone || options.verbose;
        let mut outputs = Vec::new();
        for (format, file) in &options.formats {
            let with = OutputOptions { text: text_options(options, file.is_none()), in_full, csv: options.csv };
            outputs.push(Output::new(*format, file.as_deref(), &with)?);
        }
        let mut header = header(&checker.book, checker.date, options.lang);
        header.with_baseline = baseline.is_some();
        for output in &mut outputs {
            output.begin(&header)?;
        }
        let summary = Summary { complete: true, ..Summary::default() };
        Ok(Self {
            checker: Arc::new(checker),
            options,
            baseline,
            tally: Tally::new(&header),
            header,
            outputs,
            summary,
            seen: Duplicates::default(),
            exit_code: 0,
        })
    }

    fn all(mut self, ahead: Ahead, alone: bool, errors: &mut dyn Write) -> Result<(Summary, u8), OutputError> {
        let told_failed = |error| OutputError { path: None, error };
        // A list cannot be read a second time to be counted.
        let again = self.options.files_from.is_none().then(|| finder(self.options, None));
        let mut progress = Progress::new(self.options, again);
        let checker = self.checker.clone();
        let supply = if self.options.files_from.is_some() { Supply::Trickling } else { Supply::Ready };
        let work = move |found| checker.work(found);
        let mut pipeline = Pipeline::start(ahead.all(), supply, self.jobs(alone), work).map_err(told_failed)?;
        loop {
            if interrupt::requested() {
                self.summary.complete = false;
                break;
            }
            match pipeline.next_within(GLANCE) {
                Step::Done(worked) => {
                    self.take(worked, &progress, errors)?;
                    progress.step();
                }
                Step::Waiting => progress.look(),
                Step::Ended => break,
            }
        }
        drop((pipeline, progress));
        self.end()
    }

    /// Workers: as many as were asked for, or as the machine has cores; one is enough for one dossier.
    fn jobs(&self, alone: bool) -> usize {
        let cores = || available_parallelism().map_or(1, usize::from);
        if alone { 1 } else { self.options.jobs.unwrap_or_else(cores) }
    }

    fn take(&mut self, worked: Worked, progress: &Progress, errors: &mut dyn Write) -> Result<(), OutputError> {
        let lang = self.options.lang;
        let mut checked = match worked {
            Worked::Checked(checked) => checked,
            Worked::LeftOut(path) => {
                return progress
                    .beside(|| told(&Found::LeftOut(path), lang, errors))
                    .map_err(|error| OutputError { path: None, error });
            }
        };
        let fingerprints = checked.fingerprints();
        let repeats = self.seen.add(&checked.report.path, &fingerprints);
        if !repeats.is_empty()
            && let Some((report, shared)) = checked.shared(&self.checker.book)
        {
            repeat(report, &shared, |unique| repeats.get(unique), lang);
        }
        self.summary.add(&checked.report);
        self.tally.add(&checked.report);
        let code = policy::exit_code(&mut checked.report, self.baseline.as_deref_mut(), self.options.fail_on);
        self.exit_code = self.exit_code.max(code);
        self.outputs.iter_mut().try_for_each(|output| output.dossier(&checked.report, checked.source.as_ref()))
    }

    /// Ends the reports. After an interrupt files are left as they were, and standard output says that there is more.
    fn end(mut self) -> Result<(Summary, u8), OutputError> {
        self.summary.duplicates = self.seen.groups();
        self.summary.baseline = self.baseline.map(|baseline| baseline.report());
        let reminders = reminders(&self.checker.book, self.options.lang);
        for output in self.outputs {
            if self.summary.complete || !output.is_file() {
                output.end(&self.header, &self.summary, &self.tally, &reminders)?;
            }
        }
        let exit_code = if self.summary.complete { self.exit_code } else { interrupt::EXIT_CODE };
        Ok((self.summary, exit_code))
    }
}

/// Today where the call's deadlines are.
pub(super) fn today_in_paris() -> NaiveDate {
    Utc::now().with_timezone(&chrono_tz::Europe::Paris).date_naive()
}

fn text_options(options: &CheckOptions, to_standard_output: bool) -> TextOptions {
    let shown = terminal::text_options(options.lang, options.color, to_standard_output);
    TextOptions { verbose: options.verbose, quiet: options.quiet, ..shown }
}

fn broken_rules(failed: &RuleErrors, options: &CheckOptions, errors: &mut dyn Write) -> io::Result<()> {
    let problems = problems(&failed.files, &failed.errors, options.lang);
    let text = TextOptions { fancy: io::stderr().is_terminal(), ..text_options(options, false) };
    text::write_rule_problems(errors, &problems, &text)
}

fn broken_register(broken: &BrokenRegister, options: &CheckOptions, errors: &mut dyn Write) -> io::Result<()> {
    let problems = register_problems(&broken.file, &broken.errors, options.lang);
    let text = TextOptions { fancy: io::stderr().is_terminal(), ..text_options(options, false) };
    text::write_problems(errors, &batch::broken_register(problems.len(), options.lang), &problems, &text)
}
