//! `--baseline` and `--write-baseline` of `recevable check`: read before a run, written or reported after it.

use std::io::{self, Write};

use crate::cli::ReportOptions;
use crate::messages::{commands, policy as words};
use crate::policy::Baseline;
use crate::report::Summary;
use crate::source::{FinishedDraft, display_path};
use crate::text::visible;

/// Reads the baseline where one is named; the error is a sentence.
pub(super) fn read(options: &ReportOptions) -> Result<Option<Baseline>, String> {
    let Some(path) = &options.baseline else { return Ok(None) };
    Baseline::read(path, options.write_baseline).map(Some).map_err(|error| {
        let mut place = display_path(path);
        if let Some((line, column)) = error.place {
            place.push_str(&format!(":{line}:{column}"));
        }
        words::broken_baseline(&place, &error.kind, options.lang)
    })
}

/// The new file, where one was asked for and everything could be checked.
pub(super) fn draft(
    baseline: Option<&Baseline>,
    options: &ReportOptions,
    summary: &Summary,
    exit_code: u8,
) -> io::Result<Option<FinishedDraft>> {
    match (baseline, &options.baseline) {
        (Some(baseline), Some(path)) if exit_code <= 1 && summary.complete => baseline.draft(path),
        _ => Ok(None),
    }
}

/// Reports what came of the new file, or how much of the old one has gone; the answer is the exit code.
pub(super) fn report(
    baseline: Option<&Baseline>,
    options: &ReportOptions,
    written: Option<io::Result<()>>,
    exit_code: u8,
    errors: &mut dyn Write,
) -> io::Result<u8> {
    let (Some(baseline), Some(path)) = (baseline, &options.baseline) else { return Ok(exit_code) };
    let (lang, name) = (options.lang, display_path(path));
    let gone = baseline.counts().gone;
    if !options.write_baseline {
        if gone > 0 {
            writeln!(errors, "{}", visible(&words::gone(gone, &name, lang)))?;
        }
        return Ok(exit_code);
    }
    match written {
        None => {
            writeln!(errors, "{}", visible(&words::baseline_kept(&name, lang)))?;
            Ok(exit_code)
        }
        Some(Ok(())) => {
            writeln!(errors, "{}", visible(&words::baseline_written(baseline.drafted(), &name, lang)))?;
            Ok(exit_code)
        }
        Some(Err(error)) => {
            let reason = commands::writing_reason(&error, lang);
            writeln!(errors, "{}", visible(&commands::cannot_write(Some(&name), &reason, lang)))?;
            Ok(2)
        }
    }
}
