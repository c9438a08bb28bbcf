//! Listing a folder.

use std::io;
use std::path::{Path, PathBuf};

/// The folder's own entries with one of these extensions, sorted by name.
pub(crate) fn files_in(folder: &Path, extensions: &[&str]) -> io::Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(folder)?.filter_map(Result::ok).map(|entry| entry.path());
    let is_wanted =
        |path: &PathBuf| path.extension().is_some_and(|extension| extensions.iter().any(|wanted| extension == *wanted));
    let mut paths: Vec<PathBuf> = entries.filter(is_wanted).collect();
    paths.sort();
    Ok(paths)
}
