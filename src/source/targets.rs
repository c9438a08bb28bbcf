//! The files that a run writes, kept apart from each other and from what it reads.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::{fs, io};

use walkdir::WalkDir;

use super::Found;
use super::file_id::FileId;
use super::write::{destination, folder};

/// That a path may lead through, as on Linux.
const MAX_LINKS: usize = 40;

/// Where a run writes.
#[derive(Debug, Clone)]
pub(crate) struct Targets {
    files: Vec<PathBuf>,
    /// The file that standard output goes to, if the run writes there and it is one.
    standard: Option<FileId>,
}

impl Targets {
    /// Of outputs; no path stands for standard output.
    pub(crate) fn new<'p>(outputs: impl Iterator<Item = Option<&'p Path>>) -> Self {
        let mut targets = Self { files: Vec::new(), standard: None };
        for output in outputs {
            match output {
                Some(path) => targets.files.push(path.to_owned()),
                None => targets.standard = FileId::of_stream(&io::stdout()),
            }
        }
        targets
    }

    /// The first file that two outputs would be written to.
    pub(crate) fn shared(&self) -> Option<&Path> {
        let mut places = HashSet::new();
        let mut known: HashSet<FileId> = self.standard.iter().cloned().collect();
        let mut is_new = |path: &PathBuf| {
            let is_new = FileId::of(path).is_none_or(|id| known.insert(id));
            places.insert(place(path)) && is_new
        };
        self.files.iter().find(|path| !is_new(path)).map(PathBuf::as_path)
    }

    /// Whether one of these files is what standard output goes to.
    pub(crate) fn has_standard_output(&self, mut found: impl Iterator<Item = Found>) -> bool {
        let Some(standard) = &self.standard else { return false };
        found.any(|found| found.file().and_then(FileId::of).as_ref() == Some(standard))
    }

    /// The outputs that are this very file; no path stands for standard output. Looked up anew each time, for it may
    /// have been made since.
    pub(crate) fn of(&self, file: &FileId) -> Vec<Option<PathBuf>> {
        let files = self.files.iter().filter(|path| FileId::of(path).as_ref() == Some(file)).cloned().map(Some);
        let standard = self.standard.iter().filter(|standard| *standard == file).map(|_| None);
        files.chain(standard).collect()
    }

    /// The outputs that are the file that a path leads to.
    pub(crate) fn at(&self, path: &Path) -> Vec<Option<PathBuf>> {
        if self.files.is_empty() && self.standard.is_none() {
            return Vec::new();
        }
        FileId::of(path).map(|file| self.of(&file)).unwrap_or_default()
    }
}

/// The file that a path leads to, existing or not; links to what does not exist yet are followed.
fn place(path: &Path) -> PathBuf {
    let mut place = path.to_owned();
    for _ in 0..MAX_LINKS {
        match fs::read_link(&place) {
            Ok(target) => place = folder(&place).join(target),
            Err(_) => break,
        }
    }
    destination(&place)
}

/// The files of a folder and of its own folders, whatever their names.
pub(crate) fn files_with_subfolders(folder: &Path) -> impl Iterator<Item = PathBuf> + use<> {
    let entries = WalkDir::new(folder).max_depth(2).into_iter().filter_map(Result::ok);
    entries.filter(|entry| !entry.file_type().is_dir()).map(walkdir::DirEntry::into_path)
}
