//! `recevable check`: dossiers in, reports out.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use chrono::{NaiveDate, Utc};

use super::one::{Checker, Input};
use super::terminal;
use crate::cli::{CheckOptions, FailOn};
use crate::locale::{Lang, cli as words, visible};
use crate::report::build::{header, reminders};
use crate::report::rule_sets::problems;
use crate::report::text::{self, TextOptions};
use crate::report::{Output, OutputError, OutputOptions, Summary, output};
use crate::rules::{self, RuleErrors};
use crate::source::{display_path, dossiers_under};

/// Checks dossiers and writes the reports; the answer is the process's exit code.
///
/// # Errors
/// When standard error cannot be written.
pub fn check(options: &CheckOptions, errors: &mut dyn Write) -> io::Result<u8> {
    let lang = options.lang;
    if options.formats.iter().filter(|(_, file)| file.is_none()).count() > 1 {
        writeln!(errors, "{}", words::two_reports_to_standard_output(lang))?;
        return Ok(2);
    }
    if let Some((format, _)) = options.formats.iter().find(|(format, file)| format.needs_file() && file.is_none()) {
        writeln!(errors, "{}", words::needs_file(format.name(), lang))?;
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
    let inputs = inputs(&options.paths, lang, errors)?;
    if inputs.is_empty() {
        writeln!(errors, "{}", words::no_dossier(lang))?;
        return Ok(2);
    }
    let checker = Checker {
        years: book.years(),
        book,
        date: options.date.unwrap_or_else(today_in_paris),
        fiche: options.fiche,
        stage: options.stage.clone(),
        style: output::style(&options.formats, lang, options.verbose),
    };
    match run(&checker, &inputs, options) {
        Ok((summary, exit_code)) => {
            if options.formats.iter().all(|(_, file)| file.is_some()) {
                let to_mend = summary.incomplete + summary.ineligible + summary.unreadable;
                writeln!(errors, "{}", words::reports_written(summary.dossiers, to_mend, lang))?;
            }
            Ok(exit_code)
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

fn run(checker: &Checker, inputs: &[Input], options: &CheckOptions) -> Result<(Summary, u8), OutputError> {
    let in_full = inputs.len() == 1 || options.verbose;
    let mut outputs = Vec::new();
    for (format, file) in &options.formats {
        let with = OutputOptions { text: text_options(options, file.is_none()), in_full, csv: options.csv };
        outputs.push(Output::new(*format, file.as_deref(), &with)?);
    }
    let header = header(&checker.book, checker.date, options.lang);
    for output in &mut outputs {
        output.begin(&header)?;
    }
    let mut summary = Summary { complete: true, ..Summary::default() };
    let mut exit_code = 0;
    for input in inputs {
        let checked = checker.check(input);
        summary.add(&checked.report);
        exit_code = exit_code.max(code(checked.report.verdict, checked.report.io_failed, options.fail_on));
        for output in &mut outputs {
            output.dossier(&checked.report, checked.source.as_ref())?;
        }
    }
    let reminders = reminders(&checker.book, options.lang);
    for output in outputs {
        output.end(&header, &summary, &reminders)?;
    }
    Ok((summary, exit_code))
}

/// The exit code that one dossier asks for.
fn code(verdict: &str, io_failed: bool, fail_on: FailOn) -> u8 {
    let fails = match fail_on {
        FailOn::Never => false,
        FailOn::Warning => verdict != "eligible",
        FailOn::Error => !matches!(verdict, "eligible" | "eligible_with_reservations"),
    };
    if io_failed { 2 } else { u8::from(fails) }
}

/// The dossiers that the paths name, in order; a folder stands for all that it holds.
fn inputs(paths: &[PathBuf], lang: Lang, errors: &mut dyn Write) -> io::Result<Vec<Input>> {
    let here = [PathBuf::from(".")];
    let mut inputs = Vec::new();
    for path in if paths.is_empty() { &here[..] } else { paths } {
        if path == Path::new("-") {
            inputs.push(Input::Standard);
        } else if path.is_dir() {
            let walk = dossiers_under(path);
            for (skipped, _) in &walk.skipped {
                writeln!(errors, "{}", visible(&words::left_out(&display_path(skipped), lang)))?;
            }
            inputs.extend(walk.files.into_iter().map(Input::File));
            inputs.extend(walk.errors.into_iter().map(Input::Failed));
        } else {
            inputs.push(Input::File(path.clone()));
        }
    }
    Ok(inputs)
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
