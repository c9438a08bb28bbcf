//! Finding the dossiers of a folder, and showing paths in reports.

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::fs;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use ignore::{DirEntry, WalkBuilder};

use super::read::{ReadError, ReadErrorKind, SpecialFile};
use super::{Found, LeftOut};

#[derive(Debug, Clone, Default)]
pub(crate) struct Selection {
    /// Whether files that git ignores are checked too.
    pub ignored_too: bool,
    /// If any are given, a file must match one.
    pub include: Vec<String>,
    pub exclude: Vec<String>,
}

impl Selection {
    pub(crate) fn bad_glob(&self) -> Option<&str> {
        let is_bad = |glob: &&String| matcher(".".as_ref(), [glob.as_str()].into_iter()).is_none();
        self.include.iter().chain(&self.exclude).find(is_bad).map(String::as_str)
    }

    fn globs(&self, folder: &Path) -> Globs {
        let here = Path::new(".");
        // Globs were validated before the walk; an invalid one matches nothing.
        let matchers = |globs: &[String]| {
            [folder, here].map(|root| matcher(root, globs.iter().map(String::as_str)).unwrap_or_else(Gitignore::empty))
        };
        Globs { include: matchers(&self.include), takes_all: self.include.is_empty(), exclude: matchers(&self.exclude) }
    }
}

/// The globs of a selection, each relative to the folder that is walked, and to the current one.
#[derive(Debug, Clone)]
struct Globs {
    include: [Gitignore; 2],
    takes_all: bool,
    exclude: [Gitignore; 2],
}

impl Globs {
    fn excludes(&self, path: &Path, is_folder: bool) -> bool {
        self.exclude.iter().any(|globs| globs.matched(path, is_folder).is_ignore())
    }

    fn takes(&self, path: &Path) -> bool {
        let included = || self.include.iter().any(|globs| globs.matched(path, false).is_ignore());
        !self.excludes(path, false) && (self.takes_all || included())
    }
}

/// Globs in git's syntax: one without a slash matches at any depth, and a folder includes all of its content. None when
/// one of them is invalid or has a special meaning in git.
fn matcher<'g>(root: &Path, globs: impl Iterator<Item = &'g str>) -> Option<Gitignore> {
    let mut matcher = GitignoreBuilder::new(root);
    for glob in globs {
        let plain = glob.strip_prefix("./").unwrap_or(glob).trim_end_matches('/');
        if plain.trim().is_empty() || plain.starts_with(['!', '#']) {
            return None;
        }
        let anywhere = if plain.contains('/') { "" } else { "**/" };
        for line in [plain.to_owned(), format!("{anywhere}{plain}/**")] {
            matcher.add_line(None, &line).ok()?;
        }
    }
    matcher.build().ok()
}

/// Finds the dossiers of a folder and its subfolders lazily, in the order of names. Hidden files and folders are left
/// out, and links to folders are not followed.
pub(super) struct Walk {
    entries: ignore::Walk,
    globs: Globs,
    /// The canonical folder; none when it is unknown.
    root: Option<PathBuf>,
    /// Folders with a dossier's name: they are reported, and not walked.
    left_out: Receiver<PathBuf>,
}

impl Walk {
    pub(super) fn new(folder: &Path, selection: &Selection) -> Self {
        let globs = selection.globs(folder);
        let (sender, left_out) = channel();
        let (pruned, sender) = (globs.clone(), std::sync::Mutex::new(sender));
        let respected = !selection.ignored_too;
        let entries = WalkBuilder::new(folder)
            .parents(respected)
            .ignore(false)
            .git_ignore(respected)
            .git_global(respected)
            .git_exclude(respected)
            .sort_by_file_name(OsStr::cmp)
            .filter_entry(move |entry| {
                if entry.depth() == 0 || !is_folder(entry) {
                    return true;
                }
                if pruned.excludes(entry.path(), true) {
                    return false;
                }
                let named = has_dossier_name(entry.path());
                if named && let Ok(sender) = sender.lock() {
                    // The receiver lives as long as the walk.
                    let _ = sender.send(entry.path().to_owned());
                }
                !named
            })
            .build();
        Self { entries, globs, root: fs::canonicalize(folder).ok(), left_out }
    }

    fn classify(&self, entry: Result<DirEntry, ignore::Error>) -> Option<Found> {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => return failed(&error).map(Found::Failed),
        };
        let path = entry.path();
        if is_folder(&entry) || !has_dossier_name(path) || !self.globs.takes(path) {
            return None;
        }
        let path = path.to_owned();
        let is_link = entry.file_type().is_none_or(|kind| kind.is_symlink());
        // A link's target is checked again when it is read, and errors are reported then.
        let kind =
            if is_link { fs::metadata(&path).ok().map(|metadata| metadata.file_type()) } else { entry.file_type() };
        if kind.and_then(SpecialFile::of).is_some() {
            return Some(Found::LeftOut(path, LeftOut::NoFile));
        }
        if is_link && self.leads_out(&path) {
            return Some(Found::LeftOut(path, LeftOut::Outside));
        }
        Some(Found::File(path))
    }

    fn leads_out(&self, link: &Path) -> bool {
        let target = fs::canonicalize(link).ok();
        target.zip(self.root.as_ref()).is_some_and(|(target, root)| !target.starts_with(root))
    }
}

impl Iterator for Walk {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        loop {
            if let Ok(folder) = self.left_out.try_recv() {
                return Some(Found::LeftOut(folder, LeftOut::NoFile));
            }
            let Some(entry) = self.entries.next() else {
                let folder = self.left_out.try_recv().ok()?;
                return Some(Found::LeftOut(folder, LeftOut::NoFile));
            };
            if let Some(found) = self.classify(entry) {
                return Some(found);
            }
        }
    }
}

fn is_folder(entry: &DirEntry) -> bool {
    entry.file_type().is_some_and(|kind| kind.is_dir())
}

fn has_dossier_name(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml")
}

/// A folder's error; none for an unreadable line of an ignore file.
fn failed(error: &ignore::Error) -> Option<ReadError> {
    let name = path_of(error).map(display_path).unwrap_or_default();
    let error = error.io_error()?;
    Some(ReadError { name, kind: ReadErrorKind::from_io(error) })
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        ignore::Error::Partial(errors) => errors.iter().find_map(path_of),
        _ => None,
    }
}

/// A path in reports: joined with `/`, bytes that are not UTF-8 written `\xNN`.
pub(crate) fn display_path(path: &Path) -> String {
    let mut shown = String::with_capacity(path.as_os_str().len());
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        shown.push_str(chunk.valid());
        for byte in chunk.invalid() {
            // Writing to a `String` cannot fail.
            let _ = write!(shown, "\\x{byte:02x}");
        }
    }
    if MAIN_SEPARATOR == '/' { shown } else { shown.replace(MAIN_SEPARATOR, "/") }
}

#[cfg(test)]
#[path = "../../tests/internal/source/walk.rs"]
mod tests;
