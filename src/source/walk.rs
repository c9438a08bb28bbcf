//! Finding the dossiers of a folder, and showing paths in reports.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::fs;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use unicode_normalization::UnicodeNormalization;
use walkdir::{DirEntry, WalkDir};

use super::git_ignore::GitIgnore;
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
        let path = &*composed(path);
        self.exclude.iter().any(|globs| globs.matched(path, is_folder).is_ignore())
    }

    fn takes(&self, path: &Path) -> bool {
        let included = || self.include.iter().any(|globs| globs.matched(composed(path), false).is_ignore());
        !self.excludes(path, false) && (self.takes_all || included())
    }
}

/// With composed accents: systems write the same name in two ways.
fn composed(path: &Path) -> Cow<'_, Path> {
    match path.to_str() {
        Some(text) if !text.is_ascii() => Cow::Owned(PathBuf::from(text.nfc().collect::<String>())),
        _ => Cow::Borrowed(path),
    }
}

/// Globs in git's syntax: one without a slash matches at any depth, and a folder includes all of its content. None when
/// one of them is invalid or has a special meaning in git.
fn matcher<'g>(root: &Path, globs: impl Iterator<Item = &'g str>) -> Option<Gitignore> {
    let mut matcher = GitignoreBuilder::new(composed(root));
    for glob in globs {
        let glob = glob.nfc().collect::<String>();
        let plain = glob.strip_prefix("./").unwrap_or(&glob).trim_end_matches('/');
        if plain.trim().is_empty() || plain.starts_with(['!', '#']) || has_open_class(plain) {
            return None;
        }
        let anywhere = if plain.contains('/') { "" } else { "**/" };
        for line in [plain.to_owned(), format!("{anywhere}{plain}/**")] {
            matcher.add_line(None, &line).ok()?;
        }
    }
    matcher.build().ok()
}

/// Whether a `[` is never closed, which git takes for the sign itself.
fn has_open_class(glob: &str) -> bool {
    let mut rest = glob.chars();
    while let Some(character) = rest.next() {
        match character {
            '\\' => drop(rest.next()),
            '[' => {
                let class = rest.as_str().trim_start_matches(['!', '^']);
                // A bracket that comes first stands for itself.
                let Some(end) = class.char_indices().skip(1).find(|(_, character)| *character == ']') else {
                    return true;
                };
                rest = class[end.0..].chars();
            }
            _ => {}
        }
    }
    false
}

/// Finds the dossiers of a folder and its subfolders lazily, in the order of names. Hidden files and folders are left
/// out, and links to folders are not followed.
pub(super) struct Walk {
    entries: walkdir::IntoIter,
    folder: PathBuf,
    /// The canonical folder; none when it is unknown.
    root: Option<PathBuf>,
    globs: Globs,
    git: Option<GitIgnore>,
}

impl Walk {
    pub(super) fn new(folder: &Path, selection: &Selection) -> Self {
        let root = fs::canonicalize(folder).ok();
        Self {
            entries: WalkDir::new(folder).sort_by_file_name().into_iter(),
            folder: folder.to_owned(),
            globs: selection.globs(folder),
            git: root.clone().filter(|_| !selection.ignored_too).map(GitIgnore::new),
            root,
        }
    }

    /// What an entry comes to, if anything.
    fn classify(&mut self, entry: &DirEntry) -> Option<Found> {
        // The folder itself may be named by a link.
        let (path, is_folder) = (entry.path(), entry.depth() == 0 || entry.file_type().is_dir());
        if entry.depth() > 0 && (!(is_folder || has_dossier_name(path)) || self.ignores(entry)) {
            self.skip(is_folder);
            return None;
        }
        if is_folder { self.enter(entry) } else { self.file(entry) }
    }

    /// Goes into a folder, unless the globs exclude it or it has a dossier's name.
    fn enter(&mut self, entry: &DirEntry) -> Option<Found> {
        let (path, is_below) = (entry.path(), entry.depth() > 0);
        if is_below && self.globs.excludes(path, true) {
            self.skip(true);
            return None;
        }
        if is_below && has_dossier_name(path) {
            self.skip(true);
            return Some(Found::LeftOut(path.to_owned(), LeftOut::NoFile));
        }
        if let Some(git) = &mut self.git {
            git.enter(path, relative(path, &self.folder), entry.depth());
        }
        None
    }

    fn file(&self, entry: &DirEntry) -> Option<Found> {
        let path = entry.path();
        if !self.globs.takes(path) {
            return None;
        }
        let path = path.to_owned();
        // A link's target is checked again when it is read, and errors are reported then.
        let kind = if entry.path_is_symlink() {
            fs::metadata(&path).ok().map(|metadata| metadata.file_type())
        } else {
            Some(entry.file_type())
        };
        if kind.and_then(SpecialFile::of).is_some() {
            return Some(Found::LeftOut(path, LeftOut::NoFile));
        }
        if entry.path_is_symlink() && self.leads_out(&path) {
            return Some(Found::LeftOut(path, LeftOut::Outside));
        }
        Some(Found::File(path))
    }

    /// Whether git ignores an entry, or it is hidden and git does not say otherwise.
    fn ignores(&mut self, entry: &DirEntry) -> bool {
        let matched = self.git.as_mut().map_or(Match::None, |git| {
            git.leave(entry.depth());
            git.matched(entry.path(), relative(entry.path(), &self.folder), entry.file_type().is_dir())
        });
        match matched {
            Match::None => is_hidden(entry),
            Match::Ignore(()) => true,
            Match::Whitelist(()) => false,
        }
    }

    fn skip(&mut self, is_folder: bool) {
        if is_folder {
            self.entries.skip_current_dir();
        }
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
            if let Some(file) = self.git.as_mut().and_then(GitIgnore::next_file) {
                return Some(file);
            }
            let found = match self.entries.next() {
                Some(Ok(entry)) => self.classify(&entry),
                Some(Err(error)) => failed(&error).map(Found::Failed),
                None => return None,
            };
            if found.is_some() {
                return found;
            }
        }
    }
}

fn relative<'p>(path: &'p Path, folder: &Path) -> &'p Path {
    path.strip_prefix(folder).unwrap_or(path)
}

fn is_hidden(entry: &DirEntry) -> bool {
    #[cfg(windows)]
    {
        use std::os::windows::fs::MetadataExt;
        const HIDDEN: u32 = 2;
        if entry.metadata().is_ok_and(|metadata| metadata.file_attributes() & HIDDEN != 0) {
            return true;
        }
    }
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

fn has_dossier_name(path: &Path) -> bool {
    let is_of_yaml =
        |extension: &std::ffi::OsStr| ["yaml", "yml"].iter().any(|yaml| extension.eq_ignore_ascii_case(yaml));
    path.extension().is_some_and(is_of_yaml)
}

/// A folder's error.
fn failed(error: &walkdir::Error) -> Option<ReadError> {
    let name = error.path().map(display_path).unwrap_or_default();
    Some(ReadError { name, kind: ReadErrorKind::from_io(error.io_error()?) })
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
