//! A run over dossiers: found, worked on in parallel, compared in order, and handed to the reports.

use std::collections::HashSet;
use std::io::{self, Write};
use std::iter::Chain;
use std::mem;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread::available_parallelism;
use std::time::Duration;

use super::outputs::Outputs;
use super::overwriting;
use super::progress::Progress;
use crate::batch::{Duplicates, Feed, Pipeline, Poll, Register};
use crate::checker::{Checked, Checker, Processed};
use crate::cli::CheckOptions;
use crate::commands::interrupt;
use crate::messages::commands as words;
use crate::policy::{self, Against, Baseline};
use crate::report::compose::{header, reminders, repeat};
use crate::report::since::Since;
use crate::report::{DossierReport, FinishedFile, Header, IssueFingerprints, Output, OutputError, Summary, Tally};
use crate::source::{FileId, Finder, FinishedDraft, Found, Targets, display_path};
use crate::text::visible;

/// How long a run waits for a result before it looks for an interrupt, and shows its progress.
const POLL_INTERVAL: Duration = Duration::from_millis(100);

/// What was found, the first of it read ahead to know one dossier from several; a stream is not waited for.
pub(super) struct Lookahead {
    found: Vec<Found>,
    rest: Finder,
    feed: Feed,
}

impl Lookahead {
    pub(super) fn new(mut rest: Finder, feed: Feed) -> Self {
        let mut found = Vec::new();
        while feed == Feed::Batch
            && found.iter().filter(|found: &&Found| found.is_dossier()).count() < 2
            && let Some(next) = rest.next()
        {
            found.push(next);
        }
        Self { found, rest, feed }
    }

    pub(super) fn is_alone(&self) -> bool {
        self.feed == Feed::Batch && self.found.iter().filter(|found| found.is_dossier()).count() == 1
    }

    fn all(self) -> Chain<std::vec::IntoIter<Found>, Finder> {
        self.found.into_iter().chain(self.rest)
    }
}

pub(super) struct Run<'o> {
    checker: Arc<Checker>,
    options: &'o CheckOptions,
    baseline: Option<&'o mut Baseline>,
    fingerprints: IssueFingerprints,
    header: Header,
    outputs: Outputs,
    summary: Summary,
    tally: Tally,
    duplicates: Duplicates,
    since: Option<Since>,
    targets: Targets,
    /// What no file of a series may replace; filled where there is a series.
    read: HashSet<FileId>,
    /// What no machine decides.
    reminders: Vec<(String, String)>,
    /// Outputs given up because they are what was found to be checked.
    dropped: Vec<Option<PathBuf>>,
    exit_code: u8,
}

pub(super) struct RunOutcome {
    pub(super) summary: Summary,
    /// What the dossiers came to.
    pub(super) exit_code: u8,
    pub(super) failures: Vec<OutputError>,
    /// The number of reports given up because they would have replaced what was read.
    pub(super) dropped: usize,
    /// Complete reports, to be put in their places.
    pub(super) finished: Vec<FinishedFile>,
    /// Whether the run was stopped before its end.
    pub(super) interrupted: bool,
}

impl<'o> Run<'o> {
    pub(super) fn begin(
        checker: Checker,
        options: &'o CheckOptions,
        baseline: Option<&'o mut Baseline>,
        since: Option<Since>,
        alone: bool,
    ) -> Self {
        let mut header = header(&checker.book, checker.date, options.output.lang);
        header.with_baseline = baseline.is_some();
        header.register = checker.register.as_ref().map(Register::digest);
        let fingerprints = IssueFingerprints::from(baseline.as_deref().and_then(Baseline::folder));
        Self {
            reminders: reminders(&checker.book, options.output.lang),
            checker: Arc::new(checker),
            options,
            baseline,
            fingerprints,
            tally: Tally::new(&header),
            header,
            outputs: Outputs::open(&options.output, alone || options.output.verbose),
            summary: Summary::default(),
            duplicates: Duplicates::default(),
            since,
            targets: overwriting::targets(&options.output),
            read: HashSet::new(),
            dropped: Vec::new(),
            exit_code: 0,
        }
    }

    /// Checks all dossiers, until they end, every report has failed, or the run is interrupted.
    ///
    /// # Errors
    /// When standard error cannot be written.
    pub(super) fn execute(
        mut self,
        lookahead: Lookahead,
        again: Option<Finder>,
        errors: &mut dyn Write,
    ) -> io::Result<RunOutcome> {
        let mut progress = Progress::new(&self.options.output, again);
        let (checker, targets) = (self.checker.clone(), self.targets.clone());
        let with_series = !self.outputs.series.is_empty();
        let (feed, workers) = (lookahead.feed, self.workers(lookahead.is_alone()));
        let work = move |found: Found| {
            let over = found.file().map(|path| targets.at(path)).unwrap_or_default();
            let file = if with_series { found.file().and_then(FileId::of) } else { None };
            (over, file, checker.work(found))
        };
        let mut pipeline = Pipeline::start(lookahead.all(), feed, workers, work);
        let mut timeout = Duration::ZERO;
        self.summary.complete = false;
        while !self.outputs.is_done() && !interrupt::requested() {
            match pipeline.recv_timeout(timeout) {
                Poll::Done((over, file, processed)) => {
                    self.read.extend(file);
                    for target in over {
                        progress.suspend(|| self.give_up(target, errors))?;
                    }
                    if self.take(processed, &mut progress, errors)? {
                        timeout = Duration::ZERO;
                    }
                }
                // What is done is shown before there is waiting for more.
                Poll::Waiting if timeout.is_zero() => {
                    self.outputs.each(Output::flush);
                    timeout = POLL_INTERVAL;
                }
                Poll::Waiting => progress.draw(),
                Poll::Ended => {
                    self.summary.complete = true;
                    break;
                }
            }
        }
        let interrupted = !self.summary.complete && interrupt::requested();
        drop((pipeline, progress));
        let mut read = mem::take(&mut self.read);
        if with_series {
            read.extend(overwriting::read_by_name(self.options));
        }
        let lang = self.options.output.lang;
        let mut outcome = self.end(interrupted);
        if with_series {
            let refused = overwriting::refuse_over_inputs(&mut outcome.finished, read, lang);
            if !refused.is_empty() {
                (outcome.exit_code, outcome.dropped) = (2, outcome.dropped + 1);
            }
            refused.iter().try_for_each(|message| writeln!(errors, "{}", visible(message)))?;
        }
        Ok(outcome)
    }

    /// Gives up an output that is a file to be read, and says so.
    fn give_up(&mut self, target: Option<PathBuf>, errors: &mut dyn Write) -> io::Result<()> {
        if self.dropped.contains(&target) {
            return Ok(());
        }
        let message = overwriting::over_input(target.as_deref(), &self.options.output, self.options.output.lang);
        self.outputs.open.retain(|output| output.target() != target.as_deref());
        self.dropped.push(target);
        writeln!(errors, "{}", visible(&message))
    }

    /// Workers: as many as were asked for, or as the machine has cores; one is enough for one dossier.
    fn workers(&self, alone: bool) -> usize {
        let cores = || available_parallelism().map_or(1, usize::from);
        if alone { 1 } else { self.options.files.jobs.map_or_else(cores, usize::from) }
    }

    /// Takes what was processed; the answer is whether it was a dossier.
    fn take(&mut self, processed: Processed, progress: &mut Progress, errors: &mut dyn Write) -> io::Result<bool> {
        match processed {
            Processed::Checked(checked) => {
                self.take_dossier(*checked);
                progress.increment();
                Ok(true)
            }
            Processed::LeftOut(path, why) => {
                let message = words::left_out(&display_path(&path), why, self.options.output.lang);
                progress.suspend(|| writeln!(errors, "{}", visible(&message))).map(|()| false)
            }
            Processed::IgnoreFile => Ok(false),
        }
    }

    fn take_dossier(&mut self, mut checked: Checked) {
        let fingerprints = checked.fingerprints();
        let repeats = self.duplicates.add(&checked.report.path, &fingerprints);
        if !repeats.is_empty()
            && let Some((report, shared)) = checked.shared(&self.checker.book)
        {
            repeat(report, &shared, |unique| repeats.get(unique), self.options.output.lang);
        }
        if self.summary.dossiers == 0 {
            self.outputs.each(|output| output.begin(&self.header));
        }
        let Checked { mut report, source, .. } = checked;
        self.summary.add(&report);
        self.tally.add(&report);
        let code = policy::exit_code(self.against(&mut report), report.io_failed, self.options.output.fail_on);
        self.exit_code = self.exit_code.max(code);
        if let Some(since) = &mut self.since {
            since.add(&report);
        }
        self.outputs.each(|output| output.dossier(&report, source.as_ref()));
        self.outputs.each_series(&self.header, (&report, source.as_ref()), &self.reminders);
    }

    /// What counts against a dossier; with a baseline only what is new.
    fn against(&mut self, report: &mut DossierReport) -> Against {
        match self.baseline.as_deref_mut() {
            // A file that could not be read is no finding: the next run may read it.
            Some(_) if report.io_failed => Against::default(),
            Some(baseline) => {
                let (path, findings) = self.fingerprints.list(report);
                baseline.mark(&path, findings)
            }
            None => Against::of(report.verdict, report.warnings.len()),
        }
    }

    /// After an interrupt files are left as they were, and standard output says that there is more; where
    /// there was no dossier there is no report.
    fn end(mut self, interrupted: bool) -> RunOutcome {
        let is_report = |target: &&Option<PathBuf>| {
            target.as_deref().is_none_or(|path| !overwriting::is_baseline(path, &self.options.output))
        };
        let dropped = self.dropped.iter().filter(is_report).count();
        if !self.dropped.is_empty() {
            self.exit_code = 2;
        }
        let mut finished = Vec::new();
        if self.summary.dossiers == 0 {
            if self.summary.complete {
                let failures = self.outputs.failures;
                return RunOutcome { summary: self.summary, exit_code: 2, failures, dropped, finished, interrupted };
            }
            self.outputs.each(|output| output.begin(&self.header));
        }
        self.summary.duplicates = self.duplicates.groups();
        self.summary.baseline = self.baseline.map(|baseline| baseline.counts());
        let since = self.since.map(|since| since.finish(&self.header, self.summary.complete));
        let Outputs { open, series, mut failures, .. } = self.outputs;
        for output in open {
            if self.summary.complete || !output.is_file() {
                match output.end(&self.header, &self.summary, &self.tally, &self.reminders, since.as_ref()) {
                    Ok(file) => finished.extend(file),
                    Err(failure) => failures.push(failure),
                }
            }
        }
        if self.summary.complete {
            finished.extend(series.into_iter().flat_map(|series| series.finished));
        }
        RunOutcome { summary: self.summary, exit_code: self.exit_code, failures, dropped, finished, interrupted }
    }
}

impl RunOutcome {
    /// The run's exit code, as far as its reports go.
    pub(super) fn code(&self, formats: usize) -> u8 {
        if self.interrupted {
            return interrupt::EXIT_CODE;
        }
        match self.failures.iter().find(|failure| !is_closed(failure)) {
            _ if self.summary.complete && self.summary.dossiers == 0 => self.exit_code,
            Some(_) => 2,
            None if self.dropped > 0 => 2,
            // Standard output was closed: the rest of the dossiers was not checked.
            None if self.failures.len() == formats => 0,
            None => self.exit_code,
        }
    }

    /// Puts the reports in their places, and with them the baseline, if there is one; the answer is what came of that.
    pub(super) fn put_in_place(&mut self, baseline: Option<FinishedDraft>) -> Option<io::Result<()>> {
        let with_baseline = baseline.is_some();
        let (paths, drafts): (Vec<_>, Vec<_>) =
            self.finished.drain(..).map(|FinishedFile { path, draft }| (path, draft)).unzip();
        let drafts: Vec<FinishedDraft> = drafts.into_iter().chain(baseline).collect();
        if drafts.is_empty() {
            return None;
        }
        let Some(mut results) = interrupt::replace_unless_requested(drafts) else {
            self.interrupted = true;
            return None;
        };
        let baseline = if with_baseline { results.pop() } else { None };
        let failed = paths.into_iter().zip(results);
        self.failures
            .extend(failed.filter_map(|(path, result)| Some(OutputError { path: Some(path), error: result.err()? })));
        baseline
    }
}

/// Who reads standard output may have closed it.
pub(super) fn is_closed(failure: &OutputError) -> bool {
    failure.path.is_none() && failure.error.kind() == io::ErrorKind::BrokenPipe
}
