//! Where a dossier's file stands, for those who look for it in a repository.

use std::path::{Path, PathBuf};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};

use super::model::{DossierReport, Location};
use crate::source::{SourceFile, display_path};

/// Paths as seen from the folder that the program runs in, which in CI is the repository's.
#[derive(Debug)]
pub(super) struct Paths {
    /// The folder, absolute, joined with `/`.
    here: Option<String>,
    /// The same as a URI.
    here_uri: Option<String>,
}

/// A path without `.` and `..`.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum ReportPath {
    Within(String),
    /// Elsewhere: from the file system's root, without the first `/`.
    Outside(String),
}

impl Paths {
    pub(super) fn new() -> Self {
        std::env::current_dir().map_or(Self { here: None, here_uri: None }, |here| Self::below(&here))
    }

    fn below(here: &Path) -> Self {
        Self { here: Some(display_path(here)), here_uri: Some(raw_uri(here)) }
    }

    /// A dossier's path, from the folder where it is below it, be it through a link.
    pub(super) fn place(&self, path: &str) -> ReportPath {
        match place(self.here.as_deref(), path) {
            ReportPath::Outside(_) => place(self.here.as_deref(), &display_path(&physical(Path::new(path)))),
            within @ ReportPath::Within(_) => within,
        }
    }

    /// A dossier's path as seen from a folder, which may be named by any path.
    pub(super) fn seen_from(&self, folder: &str, path: &str) -> String {
        let here = self.here.as_deref().unwrap_or_default();
        let (folder, path) = (absolute(here, folder), absolute(here, &self.show(path)));
        let (folder, path) = (parts(&folder), parts(&path));
        let shared = folder.iter().zip(&path).take_while(|(one, other)| one == other).count();
        let up = folder.iter().skip(shared).map(|_| "..");
        up.chain(path.iter().skip(shared).copied()).collect::<Vec<_>>().join("/")
    }

    /// The place of a dossier's file as a URI, which names each byte of it.
    pub(super) fn uri(&self, report: &DossierReport) -> ReportPath {
        if let Some(raw) = &report.raw_path {
            return match place(self.here_uri.as_deref(), &raw_uri(raw)) {
                ReportPath::Outside(_) => place(self.here_uri.as_deref(), &raw_uri(&physical(raw))),
                within @ ReportPath::Within(_) => within,
            };
        }
        match self.place(&report.path) {
            ReportPath::Within(path) => ReportPath::Within(uri(path.as_bytes())),
            ReportPath::Outside(path) => ReportPath::Outside(uri(path.as_bytes())),
        }
    }

    pub(super) fn show(&self, path: &str) -> String {
        match self.place(path) {
            ReportPath::Within(path) => path,
            ReportPath::Outside(path) => format!("/{path}"),
        }
    }
}

fn place(here: Option<&str>, path: &str) -> ReportPath {
    let Some(here) = here else { return ReportPath::Within(parts(path).join("/")) };
    let here = parts(here);
    let joined = absolute(&here.join("/"), path);
    let joined = parts(&joined);
    match joined.strip_prefix(here.as_slice()) {
        Some(below) => ReportPath::Within(below.join("/")),
        None => ReportPath::Outside(joined.join("/")),
    }
}

/// A path from another drive's or the file system's root stands for itself.
fn absolute(here: &str, path: &str) -> String {
    let is_absolute = path.starts_with('/') || path.get(1..3) == Some(":/");
    if is_absolute { path.to_owned() } else { format!("{here}/{path}") }
}

/// A file's path with its folder's links carried out; the path itself where that cannot be done.
fn physical(path: &Path) -> PathBuf {
    let folder = path.parent().and_then(|folder| folder.canonicalize().ok());
    folder.zip(path.file_name()).map_or_else(|| path.to_owned(), |(folder, name)| folder.join(name))
}

/// The names of a path, with `.` and `..` carried out.
fn parts(path: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            name => parts.push(name),
        }
    }
    parts
}

/// Separators and dots stand for themselves, so that the URI has the parts of the path.
fn raw_uri(path: &Path) -> String {
    uri(path.as_os_str().as_encoded_bytes())
}

fn uri(path: &[u8]) -> String {
    const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');
    percent_encode(path, ESCAPED).to_string()
}

/// Line and column after the last character of a place; the same as its own where the file's text is not at hand.
pub(super) fn end(location: &Location, source: Option<&SourceFile>) -> (usize, usize) {
    match source {
        Some(source) if location.length > 0 => {
            let end = source.position(location.offset.saturating_add(location.length));
            (end.line, end.column)
        }
        _ => (location.line, location.column),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_told_from_the_repository() {
        let paths = Paths::below("/srv/repo".as_ref());
        let within = |path: &str| ReportPath::Within(path.to_owned());
        assert_eq!(paths.place("./a/b.yaml"), within("a/b.yaml"));
        assert_eq!(paths.place("a//x/../b.yaml"), within("a/b.yaml"));
        assert_eq!(paths.place("/srv/repo/a.yaml"), within("a.yaml"));
        assert_eq!(paths.place("-"), within("-"));
        assert_eq!(paths.place("../repo2/a.yaml"), ReportPath::Outside("srv/repo2/a.yaml".to_owned()));
        assert_eq!(paths.place("/srv/repository/a.yaml"), ReportPath::Outside("srv/repository/a.yaml".to_owned()));
        assert_eq!(paths.show("/tmp/a.yaml"), "/tmp/a.yaml");
        for (folder, path, seen) in [
            ("/srv/repo", "./a/b.yaml", "a/b.yaml"),
            ("/srv/repo/ci", "a/b.yaml", "../a/b.yaml"),
            ("ci/known", "a/b.yaml", "../../a/b.yaml"),
            ("/srv/repo/a", "/srv/repo/a/b.yaml", "b.yaml"),
            ("/srv", "../repo2/b.yaml", "repo2/b.yaml"),
            ("/home/me", "b.yaml", "../../srv/repo/b.yaml"),
        ] {
            assert_eq!(paths.seen_from(folder, path), seen, "{folder} {path}");
        }
        assert_eq!(Paths { here: None, here_uri: None }.place("./a.yaml"), within("a.yaml"));
    }

    #[test]
    fn uris_hold_no_character_of_their_own_meaning() {
        assert_eq!(
            uri("dossiers/été 2015/a:b#?%\\.yaml".as_bytes()),
            "dossiers/%C3%A9t%C3%A9%202015/a%3Ab%23%3F%25%5C.yaml"
        );
    }

    #[cfg(unix)]
    #[test]
    fn uris_name_the_bytes_of_names_that_are_not_utf8() {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt;

        let path = |bytes: &'static [u8]| Path::new(OsStr::from_bytes(bytes));
        let uri = |here: &'static [u8], raw: &'static [u8]| {
            let report = DossierReport {
                path: display_path(path(raw)),
                raw_path: Some(path(raw).to_owned()),
                ..DossierReport::default()
            };
            Paths::below(path(here)).uri(&report)
        };
        let within = |uri: &str| ReportPath::Within(uri.to_owned());
        assert_eq!(uri(b"/srv", b"./a/../\xe9t\xe9.yaml"), within("%E9t%E9.yaml"));
        assert_eq!(uri(b"/s\xff", b"/s\xff/\xe9 .yaml"), within("%E9%20.yaml"));
        assert_eq!(uri(b"/s\xff", b"/s/\xe9.yaml"), ReportPath::Outside("s/%E9.yaml".to_owned()));
    }
}
