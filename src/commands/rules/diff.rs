//! `recevable rules diff`: what another version of the rules changes, and for which dossiers.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::available_parallelism;
use std::time::Duration;

use super::{broken, text_options};
use crate::batch::{Duplicates, Feed, Pipeline, Poll};
use crate::checker::{Checked, Checker, Processed};
use crate::cli::{DiffOptions, ResultFormat};
use crate::commands::interrupt;
use crate::commands::today::today_in_paris;
use crate::messages::commands as words;
use crate::report::compose::{Style, repeat};
use crate::report::rule_diff::{DossierChanges, RulesDiff};
use crate::report::text::TextOptions;
use crate::report::{json, output, text};
use crate::rules::{LoadedBook, RuleErrors, Sources};
use crate::source::{Finder, Found, Selection, display_path};
use crate::text::visible;

/// The words that stand for the embedded sets.
const EMBEDDED: &[&str] = &["integres", "intégrés", "embedded"];

const POLL_INTERVAL: Duration = Duration::from_millis(100);

pub(super) fn diff(options: &DiffOptions, out: &mut dyn Write, errors: &mut dyn Write) -> io::Result<u8> {
    let lang = options.lang;
    let (old, new) = match (loaded(&options.old), loaded(&options.new)) {
        (Ok(old), Ok(new)) => (old, new),
        (old, new) => {
            for failed in [old.err(), new.err()].into_iter().flatten() {
                broken(&failed, lang, errors)?;
            }
            return Ok(2);
        }
    };
    let names = [&options.old, &options.new].map(|path| display_path(path));
    let mut diff = RulesDiff::new(names, [&old, &new], lang);
    let mut code = u8::from(!diff.campaigns.is_empty());
    if !options.paths.is_empty() {
        interrupt::watch();
        let mut run = DossierRun { options, errors, changes: DossierChanges::default(), failed: false };
        if !run.execute([old, new])? {
            return Ok(interrupt::EXIT_CODE);
        }
        if run.changes.checked == 0 {
            writeln!(run.errors, "{}", words::no_dossier(lang))?;
            return Ok(2);
        }
        if run.failed {
            code = 2;
        }
        run.changes.finish();
        diff.dossiers = Some(run.changes);
    }
    match options.format {
        ResultFormat::Json => json::write_pretty(out, &diff)?,
        ResultFormat::Text => {
            let shown = TextOptions { verbose: options.verbose, ..text_options(lang, io::stdout().is_terminal()) };
            text::write_rule_diff(out, &diff, &shown)?;
        }
    }
    Ok(code)
}

/// The sets of a folder, the embedded ones, or an overlay or a further set laid over these.
fn loaded(side: &Path) -> Result<LoadedBook, RuleErrors> {
    let sources = match side.to_str() {
        Some(word) if EMBEDDED.contains(&word) => Sources::of(None, &[]),
        _ if side.is_dir() => Sources::of(Some(side), &[]),
        _ => Sources::of(None, &[PathBuf::from(side)]),
    };
    sources.load_resolved().map(|(book, resolved)| LoadedBook { book, resolved })
}

struct DossierRun<'r> {
    options: &'r DiffOptions,
    errors: &'r mut dyn Write,
    changes: DossierChanges,
    /// Whether a file could not be read.
    failed: bool,
}

impl DossierRun<'_> {
    /// Checks every dossier by both books; false where the run was interrupted.
    fn execute(&mut self, books: [LoadedBook; 2]) -> io::Result<bool> {
        let date = self.options.date.unwrap_or_else(today_in_paris);
        let style = Style { plan: false, ..output::style(&[], false, self.options.lang, false) };
        let checkers = Arc::new(books.map(|loaded| Checker::with_style(loaded.book, date, style)));
        let finder = Finder::new(self.options.paths.clone(), None, Selection::default());
        let workers = available_parallelism().map_or(1, usize::from);
        let both = checkers.clone();
        let work = move |found: Found| {
            let first = both[0].work(found);
            let second = match &first {
                Processed::Checked(checked) => Some(both[1].again(checked)),
                Processed::LeftOut(..) | Processed::IgnoreFile => None,
            };
            (first, second)
        };
        let mut pipeline = Pipeline::start(finder, Feed::Batch, workers, work);
        let mut duplicates = [Duplicates::default(), Duplicates::default()];
        while !interrupt::requested() {
            match pipeline.recv_timeout(POLL_INTERVAL) {
                Poll::Done((Processed::Checked(first), Some(second))) => {
                    self.take([*first, second], &checkers, &mut duplicates);
                }
                Poll::Done((Processed::LeftOut(path, why), _)) => {
                    let message = words::left_out(&display_path(&path), why, self.options.lang);
                    writeln!(self.errors, "{}", visible(&message))?;
                }
                Poll::Done(_) | Poll::Waiting => {}
                Poll::Ended => return Ok(true),
            }
        }
        Ok(false)
    }

    fn take(&mut self, checked: [Checked; 2], checkers: &[Checker; 2], duplicates: &mut [Duplicates; 2]) {
        let mut reports = checked.into_iter().zip(checkers).zip(duplicates).map(|((mut checked, checker), known)| {
            let repeats = known.add(&checked.report.path, &checked.fingerprints());
            if !repeats.is_empty()
                && let Some((report, shared)) = checked.shared(&checker.book)
            {
                repeat(report, &shared, |unique| repeats.get(unique), self.options.lang);
            }
            checked.report
        });
        if let (Some(old), Some(new)) = (reports.next(), reports.next()) {
            self.failed |= old.io_failed || new.io_failed;
            self.changes.add(&old, &new);
        }
    }
}
