//! One file known by all of its names.

use std::path::Path;
#[cfg(not(unix))]
use std::path::PathBuf;
use std::{fs, io};

/// A regular file, by whatever path: the system's numbers for it, or its canonical path where there are none.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct FileId(#[cfg(unix)] (u64, u64), #[cfg(not(unix))] PathBuf);

impl FileId {
    /// None for what is no regular file, or is not there.
    pub(crate) fn of(path: &Path) -> Option<Self> {
        let metadata = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
        Self::new(&metadata, path)
    }

    /// What standard input is read from.
    pub(crate) fn of_standard_input() -> Option<Self> {
        Self::of_stream(&io::stdin())
    }

    #[cfg(unix)]
    #[expect(clippy::unnecessary_wraps, reason = "elsewhere a path is needed")]
    fn new(metadata: &fs::Metadata, _: &Path) -> Option<Self> {
        use std::os::unix::fs::MetadataExt;
        Some(Self((metadata.dev(), metadata.ino())))
    }

    #[cfg(not(unix))]
    fn new(_: &fs::Metadata, path: &Path) -> Option<Self> {
        fs::canonicalize(path).ok().map(Self)
    }

    #[cfg(unix)]
    pub(super) fn of_stream(stream: &impl std::os::fd::AsFd) -> Option<Self> {
        let file = fs::File::from(stream.as_fd().try_clone_to_owned().ok()?);
        let metadata = file.metadata().ok().filter(fs::Metadata::is_file)?;
        Self::new(&metadata, Path::new(""))
    }

    #[cfg(not(unix))]
    pub(super) fn of_stream<S>(_: &S) -> Option<Self> {
        None
    }
}
