//! The outputs of a run.

use crate::cli::ReportOptions;
use crate::commands::terminal::report_options;
use crate::report::text::Selection;
use crate::report::{DossierReport, FileNames, Header, Output, OutputError, OutputOptions, Series, Target};
use crate::source::SourceFile;

/// The reports being written. One that fails is dropped, and the others go on.
#[derive(Default)]
pub(super) struct Outputs {
    pub(super) open: Vec<Output>,
    pub(super) series: Vec<Series>,
    /// The names of all files.
    names: FileNames,
    pub(super) failures: Vec<OutputError>,
}

impl Outputs {
    pub(super) fn open(options: &ReportOptions, in_full: bool) -> Self {
        let mut outputs = Self::default();
        for (format, target) in &options.formats {
            let with = OutputOptions {
                text: report_options(options, *target == Target::StandardOutput),
                in_full,
                selection: Selection { only: options.only.clone(), sort: options.sort },
                csv: options.csv_dialect,
                csv_table: options.csv_table,
            };
            if let Some(pattern) = target.pattern() {
                outputs.series.push(Series::new(*format, pattern.clone(), with));
                continue;
            }
            if let Some(file) = target.file() {
                outputs.names.take(file);
            }
            match Output::new(*format, target.file(), &with) {
                Ok(output) => outputs.open.push(output),
                Err(failure) => outputs.failures.push(failure),
            }
        }
        outputs
    }

    pub(super) fn is_done(&self) -> bool {
        self.open.is_empty() && self.series.is_empty()
    }

    pub(super) fn each_series(
        &mut self,
        header: &Header,
        one: (&DossierReport, Option<&SourceFile>),
        reminders: &[(String, String)],
    ) {
        let Self { series, names, failures, .. } = self;
        series.retain_mut(|series| match series.add(header, one, reminders, names) {
            Ok(()) => true,
            Err(failure) => {
                failures.push(failure);
                false
            }
        });
    }

    pub(super) fn each(&mut self, mut act: impl FnMut(&mut Output) -> Result<(), OutputError>) {
        let failures = &mut self.failures;
        self.open.retain_mut(|output| match act(output) {
            Ok(()) => true,
            Err(failure) => {
                failures.push(failure);
                false
            }
        });
    }
}
