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
mod tests {
    use super::*;

    fn names(folder: &Path, selection: &Selection) -> (Vec<String>, Vec<String>) {
        let mut found = (Vec::new(), Vec::new());
        let name = |path: &Path| display_path(path.strip_prefix(folder).unwrap());
        for entry in Walk::new(folder, selection) {
            match entry {
                Found::File(path) => found.0.push(name(&path)),
                Found::LeftOut(path, _) => found.1.push(name(&path)),
                other => panic!("{other:?}"),
            }
        }
        found
    }

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        // Outside of folders whose names a walk would take for hidden.
        let folder = tempfile::Builder::new().prefix("walk-").tempdir().unwrap();
        for (name, text) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        folder
    }

    #[test]
    fn dossiers_come_in_the_order_of_names() {
        let files =
            ["d.yml", "b/z.yaml", "b/c/a.yaml", "a.yaml", ".hidden.yaml", ".git/x.yaml", "notes.txt", "yaml", "b.yaml"];
        let folder = folder(&files.map(|name| (name, "")));
        let (files, left_out) = names(folder.path(), &Selection::default());
        assert_eq!(files, ["a.yaml", "b/c/a.yaml", "b/z.yaml", "b.yaml", "d.yml"]);
        assert!(left_out.is_empty());
    }

    #[test]
    fn what_git_ignores_is_left_out_unless_it_is_asked_for() {
        let files = [
            (".git/HEAD", ""),
            (".gitignore", "brouillons/\n*.old.yaml\n"),
            // Other tools' ignore files do not apply.
            (".ignore", "notes.yaml\n"),
            ("a.yaml", ""),
            ("a.old.yaml", ""),
            ("brouillons/b.yaml", ""),
            ("notes.yaml", ""),
        ];
        let folder = folder(&files);
        assert_eq!(names(folder.path(), &Selection::default()).0, ["a.yaml", "notes.yaml"]);
        let all = Selection { ignored_too: true, ..Selection::default() };
        assert_eq!(names(folder.path(), &all).0, ["a.old.yaml", "a.yaml", "brouillons/b.yaml", "notes.yaml"]);
    }

    #[test]
    fn globs_narrow_what_is_taken() {
        let files = ["lens/a.yaml", "lens/b.yml", "lens/essai/c.yaml", "lille/a.yaml", "lille/d.yaml"];
        let folder = folder(&files.map(|name| (name, "")));
        let with = |include: &[&str], exclude: &[&str]| {
            let owned = |globs: &[&str]| globs.iter().map(|&glob| glob.to_owned()).collect();
            names(folder.path(), &Selection { ignored_too: false, include: owned(include), exclude: owned(exclude) }).0
        };
        assert_eq!(with(&["a.yaml"], &[]), ["lens/a.yaml", "lille/a.yaml"]);
        assert_eq!(with(&["lens/**"], &[]), ["lens/a.yaml", "lens/b.yml", "lens/essai/c.yaml"]);
        assert_eq!(with(&["*.yml", "d.*"], &[]), ["lens/b.yml", "lille/d.yaml"]);
        assert_eq!(with(&[], &["essai", "lille"]), ["lens/a.yaml", "lens/b.yml"]);
        assert_eq!(with(&["lens/**"], &["*.yml"]), ["lens/a.yaml", "lens/essai/c.yaml"]);
        assert_eq!(with(&["lens"], &["lens/essai"]), ["lens/a.yaml", "lens/b.yml"]);
        assert_eq!(with(&["./lens/"], &[]), ["lens/a.yaml", "lens/b.yml", "lens/essai/c.yaml"]);
        assert_eq!(with(&["essai"], &[]), ["lens/essai/c.yaml"]);
        for bad in ["", "!lens", "#lens", "./"] {
            let selection = Selection { exclude: vec!["lens".to_owned(), bad.to_owned()], ..Selection::default() };
            assert_eq!(selection.bad_glob(), Some(bad));
        }
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_is_named_and_links_to_folders_are_not_followed() {
        let folder = folder(&[("x.yaml/inside.yaml", ""), ("a.yaml", "")]);
        let root = folder.path();
        std::os::unix::fs::symlink(root, root.join("loop")).unwrap();
        std::os::unix::fs::symlink(root, root.join("linked.yaml")).unwrap();
        std::os::unix::fs::symlink(root.join("a.yaml"), root.join("link.yaml")).unwrap();
        std::os::unix::fs::symlink(root.join("none"), root.join("vanished.yaml")).unwrap();
        assert!(std::process::Command::new("mkfifo").arg(root.join("pipe.yaml")).status().unwrap().success());
        let (files, left_out) = names(root, &Selection::default());
        assert_eq!(files, ["a.yaml", "link.yaml", "vanished.yaml"]);
        assert_eq!(left_out, ["linked.yaml", "pipe.yaml", "x.yaml"]);
    }

    #[cfg(unix)]
    #[test]
    fn links_that_lead_out_of_the_folder_are_named_and_not_followed() {
        let folder = folder(&[("walked/a.yaml", ""), ("beside.yaml", "")]);
        let walked = folder.path().join("walked");
        std::os::unix::fs::symlink(folder.path().join("beside.yaml"), walked.join("out.yaml")).unwrap();
        std::os::unix::fs::symlink("a.yaml", walked.join("within.yaml")).unwrap();
        let (files, left_out) = names(&walked, &Selection::default());
        assert_eq!(files, ["a.yaml", "within.yaml"]);
        assert_eq!(left_out, ["out.yaml"]);
    }

    #[cfg(unix)]
    #[test]
    fn bytes_that_are_not_utf8_are_escaped() {
        use std::os::unix::ffi::OsStrExt;
        assert_eq!(display_path(Path::new(OsStr::from_bytes(b"a/\xe9t\xc3\xa9.yaml"))), "a/\\xe9té.yaml");
    }
}
