//! The cases of overlays and of sets that are laid over others: of `x.toml` they stand in `tests/x.toml` beside it.

use std::path::{Path, PathBuf};

use super::case::Suite;
use super::embedded::{EMBEDDED_EXAMPLE_TESTS, EMBEDDED_TESTS};
use super::read::load;
use crate::rules::{RuleBook, RuleError, RuleErrors, read_files};
use crate::source::{SourceFile, files_in};

/// Where the cases of an overlay stand.
pub(crate) fn cases_of(overlay: &Path) -> PathBuf {
    let folder = overlay.parent().unwrap_or(Path::new("")).join("tests");
    overlay.file_name().map_or_else(|| folder.clone(), |name| folder.join(name))
}

/// The cases that stand beside overlays, if any. They start from the dossiers beside them, and from those of the sets that
/// the overlays are laid over: of a folder, or the embedded ones.
pub(crate) fn load_beside(overlays: &[PathBuf], sets: Option<&Path>, book: &RuleBook) -> Result<Suite, RuleErrors> {
    let cases: Vec<PathBuf> = overlays.iter().map(|overlay| cases_of(overlay)).filter(|path| path.exists()).collect();
    if cases.is_empty() {
        return Ok(Suite::default());
    }
    let mut folders: Vec<PathBuf> = cases.iter().filter_map(|path| path.parent()).map(Path::to_path_buf).collect();
    folders.extend(sets.map(|folder| folder.join("tests")));
    let mut paths = cases;
    let mut unread: Vec<RuleError> = Vec::new();
    for (place, folder) in folders.iter().enumerate() {
        if folders[..place].contains(folder) || !folder.is_dir() {
            continue;
        }
        match files_in(folder, &["yaml"]) {
            Ok(dossiers) => paths.extend(dossiers),
            Err(error) => unread.push(RuleError::unreadable(folder, &error)),
        }
    }
    let (mut files, errors) = read_files(&paths);
    unread.extend(errors);
    if sets.is_none() {
        files.extend(embedded_dossiers());
    }
    if unread.is_empty() { load(files, book) } else { Err(RuleErrors { files, errors: unread }) }
}

/// The cases that stand beside an embedded example, by its path in `rules/`.
pub(crate) fn load_beside_example(example: &str, book: &RuleBook) -> Result<Suite, RuleErrors> {
    let cases = cases_of(Path::new(example));
    let cases = EMBEDDED_EXAMPLE_TESTS.iter().filter(|(path, _)| cases == Path::new(path));
    let files = cases.map(|(path, text)| SourceFile::new(format!("rules/{path}"), *text)).chain(embedded_dossiers());
    load(files.collect(), book)
}

fn embedded_dossiers() -> impl Iterator<Item = SourceFile> {
    let dossiers = EMBEDDED_TESTS.iter().filter(|(file, _)| file.strip_suffix(".yaml").is_some());
    dossiers.map(|(file, text)| SourceFile::new(format!("rules/tests/{file}"), *text))
}
