//! Where a dossier's file stands, for those who look for it in a repository.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::model::Location;
use crate::source::SourceFile;

/// Paths as seen from the folder that the program runs in, which in CI is the repository's.
#[derive(Debug)]
pub(super) struct Paths {
    /// The folder, absolute, joined with `/`.
    here: Option<String>,
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
        let here = std::env::current_dir().ok();
        Self { here: here.map(|here| here.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")) }
    }

    /// A dossier's path, from the folder where it is below it.
    pub(super) fn place(&self, path: &str) -> ReportPath {
        let Some(here) = &self.here else { return ReportPath::Within(parts(path).join("/")) };
        let here = parts(here);
        // A path from another drive's or the file system's root stands for itself.
        let absolute = path.starts_with('/') || path.get(1..3) == Some(":/");
        let joined = if absolute { path.to_owned() } else { format!("{}/{path}", here.join("/")) };
        let joined = parts(&joined);
        match joined.strip_prefix(here.as_slice()) {
            Some(below) => ReportPath::Within(below.join("/")),
            None => ReportPath::Outside(joined.join("/")),
        }
    }

    pub(super) fn show(&self, path: &str) -> String {
        match self.place(path) {
            ReportPath::Within(path) => path,
            ReportPath::Outside(path) => format!("/{path}"),
        }
    }
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

pub(super) fn uri(path: &str) -> String {
    const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');
    utf8_percent_encode(path, ESCAPED).to_string()
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
        let paths = Paths { here: Some("/srv/repo".to_owned()) };
        let within = |path: &str| ReportPath::Within(path.to_owned());
        assert_eq!(paths.place("./a/b.yaml"), within("a/b.yaml"));
        assert_eq!(paths.place("a//x/../b.yaml"), within("a/b.yaml"));
        assert_eq!(paths.place("/srv/repo/a.yaml"), within("a.yaml"));
        assert_eq!(paths.place("-"), within("-"));
        assert_eq!(paths.place("../repo2/a.yaml"), ReportPath::Outside("srv/repo2/a.yaml".to_owned()));
        assert_eq!(paths.place("/srv/repository/a.yaml"), ReportPath::Outside("srv/repository/a.yaml".to_owned()));
        assert_eq!(paths.show("/tmp/a.yaml"), "/tmp/a.yaml");
        assert_eq!(Paths { here: None }.place("./a.yaml"), within("a.yaml"));
    }

    #[test]
    fn uris_hold_no_character_of_their_own_meaning() {
        assert_eq!(uri("dossiers/été 2015/a:b#?%\\.yaml"), "dossiers/%C3%A9t%C3%A9%202015/a%3Ab%23%3F%25%5C.yaml");
    }
}
