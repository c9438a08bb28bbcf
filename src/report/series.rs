//! A report of each dossier, in a file of its own.

use std::fs;
use std::io;
use std::path::PathBuf;

use super::model::{DossierReport, Header};
use super::output::{FinishedFile, Format, OutputError, OutputOptions, write_one};
use super::target::{FileNames, FilePattern};
use crate::source::{Draft, SourceFile};

/// The files of one format. They are put in their places together with all others.
#[derive(Debug)]
pub(crate) struct Series {
    format: Format,
    pattern: FilePattern,
    options: OutputOptions,
    pub finished: Vec<FinishedFile>,
}

impl Series {
    pub(crate) fn new(format: Format, pattern: FilePattern, options: OutputOptions) -> Self {
        Self { format, pattern, options: OutputOptions { in_full: true, ..options }, finished: Vec::new() }
    }

    /// Writes the report of a dossier, unless its verdict is none of those asked for.
    ///
    /// # Errors
    /// When its folder cannot be created, or its file not written.
    pub(crate) fn add(
        &mut self,
        header: &Header,
        one: (&DossierReport, Option<&SourceFile>),
        reminders: &[(String, String)],
        names: &mut FileNames,
    ) -> Result<(), OutputError> {
        if !self.options.selection.shows(one.0) {
            return Ok(());
        }
        let path = names.of(&self.pattern, one.0);
        let write = |path: &PathBuf| {
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
            folder.map_or(Ok(()), fs::create_dir_all)?;
            // A link could lead to a file that nobody named.
            if fs::symlink_metadata(path).is_ok_and(|metadata| !metadata.is_file()) {
                return Err(io::ErrorKind::AlreadyExists.into());
            }
            let mut draft = Draft::of(path)?;
            write_one(self.format, &self.options, header, one, reminders, &mut draft)?;
            draft.finish()
        };
        match write(&path) {
            Ok(draft) => {
                self.finished.push(FinishedFile { path, draft });
                Ok(())
            }
            Err(error) => Err(OutputError { path: Some(path), error }),
        }
    }
}
