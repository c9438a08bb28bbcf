//! The dossiers that a command line names, found lazily: files, folders, standard input, lists of paths.

use std::collections::{HashSet, VecDeque};
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Component, Path, PathBuf};

use memchr::memchr;

use super::file_id::FileId;
use super::read::{ReadError, ReadErrorKind};

use super::walk::{Selection, Walk, display_path};

/// Consecutive empty records of a list; more mean that the file is not a list of paths.
const MAX_EMPTY: usize = 10_000;
/// In bytes; the system itself allows some four thousand.
const MAX_PATH: usize = 8 * 1024;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Found {
    File(PathBuf),
    Standard,
    /// A file that says what of a folder is ignored, and was read.
    IgnoreFile(PathBuf),
    /// Something with a dossier's name that is not checked, or an ignore file that is refused.
    LeftOut(PathBuf, LeftOut),
    Failed(ReadError),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum LeftOut {
    NoFile,
    /// A link that leads out of the folder: who wrote the folder may not be who runs the check.
    Outside,
    IgnoreFile(IgnoreFault),
}

/// Why an ignore file has no effect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum IgnoreFault {
    Read(ReadErrorKind),
    /// With the limit.
    TooManyPatterns(usize),
    /// With those that were read before it.
    TooMuchTogether,
    TooComplex,
}

impl Found {
    pub(crate) fn is_dossier(&self) -> bool {
        match self {
            Self::File(_) | Self::Standard | Self::Failed(_) => true,
            Self::IgnoreFile(_) | Self::LeftOut(..) => false,
        }
    }

    /// The file that is read, or would be were it not refused.
    pub(crate) fn file(&self) -> Option<&Path> {
        match self {
            Self::File(path) | Self::IgnoreFile(path) | Self::LeftOut(path, LeftOut::IgnoreFile(_)) => Some(path),
            Self::Standard | Self::LeftOut(_, LeftOut::NoFile | LeftOut::Outside) | Self::Failed(_) => None,
        }
    }
}

/// Follows the paths and the list of a command line, in their order, lazily.
pub(crate) struct Finder {
    paths: VecDeque<PathBuf>,
    list: Option<PathList>,
    selection: Selection,
    walk: Option<Walk>,
    /// The files found so far, and the paths of what is none.
    files: HashSet<FileId>,
    others: HashSet<PathBuf>,
}

impl std::fmt::Debug for Finder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Finder").field("paths", &self.paths).finish_non_exhaustive()
    }
}

impl Finder {
    /// The list comes after the paths.
    pub(crate) fn new(paths: Vec<PathBuf>, list: Option<PathList>, selection: Selection) -> Self {
        Self { paths: paths.into(), list, selection, walk: None, files: HashSet::new(), others: HashSet::new() }
    }

    fn enter(&mut self, path: PathBuf) -> Option<Found> {
        if path.is_dir() {
            self.walk = Some(Walk::new(&path, &self.selection));
            None
        } else {
            Some(Found::File(path))
        }
    }
}

impl Finder {
    /// Whether something was not found before, under whatever name: a file that is named twice is one file.
    fn is_new(&mut self, found: &Found) -> bool {
        match found {
            Found::File(path) => match FileId::of(path) {
                Some(id) => self.files.insert(id),
                None => self.others.insert(path.components().filter(|part| *part != Component::CurDir).collect()),
            },
            Found::Standard => FileId::of_standard_input().is_none_or(|id| self.files.insert(id)),
            Found::IgnoreFile(_) | Found::LeftOut(..) | Found::Failed(_) => true,
        }
    }

    fn next_named(&mut self) -> Option<Found> {
        loop {
            if let Some(walk) = &mut self.walk {
                match walk.next() {
                    Some(found) => return Some(found),
                    None => self.walk = None,
                }
            }
            let found = if let Some(path) = self.paths.pop_front() {
                if path == Path::new("-") { Some(Found::Standard) } else { self.enter(path) }
            } else {
                match self.list.as_mut()?.next()? {
                    Ok(path) => self.enter(path),
                    Err(error) => Some(Found::Failed(error)),
                }
            };
            if found.is_some() {
                return found;
            }
        }
    }
}

impl Iterator for Finder {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        loop {
            let found = self.next_named()?;
            if self.is_new(&found) {
                return Some(found);
            }
        }
    }
}

/// Paths from a file or standard input, each terminated by a NUL byte if its beginning contains one, else by a newline.
pub(crate) struct PathList {
    name: String,
    /// None at its end.
    input: Option<Box<dyn BufRead + Send>>,
    separator: Option<u8>,
}

impl std::fmt::Debug for PathList {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PathList").field("name", &self.name).finish_non_exhaustive()
    }
}

impl PathList {
    /// Opens a file, or standard input under the name `-`.
    pub(crate) fn open(path: &Path) -> Result<Self, ReadError> {
        let name = display_path(path);
        if path == Path::new("-") {
            return Ok(Self::new(name, BufReader::new(io::stdin())));
        }
        match File::open(path) {
            Ok(file) => Ok(Self::new(name, BufReader::new(file))),
            Err(error) => Err(ReadError { name, kind: ReadErrorKind::from_io(&error) }),
        }
    }

    pub(crate) fn new(name: String, input: impl BufRead + Send + 'static) -> Self {
        Self { name, input: Some(Box::new(input)), separator: None }
    }

    /// The next record, without its terminator.
    fn record(&mut self) -> io::Result<Option<Vec<u8>>> {
        let Some(input) = &mut self.input else { return Ok(None) };
        let mut record = Vec::new();
        loop {
            let available = match input.fill_buf() {
                Ok(available) => available,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if available.is_empty() {
                self.input = None;
                return Ok((!record.is_empty()).then_some(record));
            }
            if self.separator.is_none() {
                // A file's name may contain a newline, but no NUL byte.
                self.separator = [0, b'\n'].into_iter().find(|separator| available.contains(separator));
            }
            let end = self.separator.and_then(|separator| memchr(separator, available));
            record.extend_from_slice(&available[..end.unwrap_or(available.len())]);
            let used = end.map_or(available.len(), |end| end + 1);
            input.consume(used);
            if record.len() > MAX_PATH {
                return Err(io::ErrorKind::InvalidData.into());
            }
            if end.is_some() {
                return Ok(Some(record));
            }
        }
    }

    /// Ends the list.
    fn failed(&mut self, error: &io::Error) -> ReadError {
        self.input = None;
        ReadError { name: self.name.clone(), kind: ReadErrorKind::from_io(error) }
    }

    /// A record as a path. Lists made on Windows may begin with a byte order mark and have CRLF line ends.
    fn path(&self, mut record: Vec<u8>, is_first: bool) -> Option<PathBuf> {
        if self.separator != Some(0) {
            if is_first && record.starts_with(b"\xEF\xBB\xBF") {
                record.drain(..3);
            }
            if record.last() == Some(&b'\r') {
                record.pop();
            }
        }
        (!record.is_empty()).then(|| os_path(record))
    }
}

impl Iterator for PathList {
    type Item = Result<PathBuf, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        for _ in 0..MAX_EMPTY {
            let is_first = self.separator.is_none();
            match self.record() {
                Ok(None) => return None,
                Ok(Some(record)) => {
                    if let Some(path) = self.path(record, is_first) {
                        return Some(Ok(path));
                    }
                }
                Err(error) => return Some(Err(self.failed(&error))),
            }
        }
        Some(Err(self.failed(&io::ErrorKind::InvalidData.into())))
    }
}

#[cfg(unix)]
fn os_path(bytes: Vec<u8>) -> PathBuf {
    use std::os::unix::ffi::OsStringExt;
    std::ffi::OsString::from_vec(bytes).into()
}

#[cfg(not(unix))]
fn os_path(bytes: Vec<u8>) -> PathBuf {
    String::from_utf8_lossy(&bytes).into_owned().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(bytes: &'static [u8]) -> Vec<Result<PathBuf, ReadError>> {
        // A buffer of three bytes splits records, line ends and marks everywhere.
        PathList::new("list".to_owned(), BufReader::with_capacity(3, bytes)).collect()
    }

    fn paths(bytes: &'static [u8]) -> Vec<String> {
        list(bytes).into_iter().map(|path| display_path(&path.unwrap())).collect()
    }

    #[test]
    fn lists_end_their_paths_with_newlines_or_nul_bytes() {
        assert_eq!(paths(b"a.yaml\nb c.yaml\n\nd.yaml"), ["a.yaml", "b c.yaml", "d.yaml"]);
        assert_eq!(paths(b"a\nb.yaml\0c.yaml\0"), ["a", "b.yaml\0c.yaml\0"]);
        assert_eq!(paths(b"ab.yaml\0c\nd\r\0\0e"), ["ab.yaml", "c\nd\r", "e"]);
        assert_eq!(paths("\u{feff}été.yaml\r\nb.yaml\r\n".as_bytes()), ["été.yaml", "b.yaml"]);
        assert!(paths(b"").is_empty() && paths(b"\n\n").is_empty());
    }

    #[test]
    fn a_name_with_a_line_end_in_it_may_come_first() {
        let list = PathList::new("list".to_owned(), BufReader::new(&b"a\nb.yaml\0c.yaml\0"[..]));
        let paths: Vec<String> = list.map(|path| display_path(&path.unwrap())).collect();
        assert_eq!(paths, ["a\nb.yaml", "c.yaml"]);
    }

    #[test]
    fn a_list_that_is_none_ends_with_an_error() {
        let endless: &'static [u8] = Box::leak(vec![b'a'; MAX_PATH + 2].into_boxed_slice());
        let [Err(error)] = &list(endless)[..] else { panic!() };
        assert_eq!(
            (error.name.as_str(), &error.kind),
            ("list", &ReadErrorKind::Other(io::ErrorKind::InvalidData, None))
        );
        let missing = PathList::open(Path::new("/nowhere/at/all")).unwrap_err();
        assert_eq!(missing, ReadError { name: "/nowhere/at/all".to_owned(), kind: ReadErrorKind::NotFound });
    }

    #[test]
    fn paths_come_before_the_list_and_folders_stand_for_what_they_hold() {
        let folder = tempfile::Builder::new().prefix("find-").tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        for name in ["one.txt", "f/b.yaml", "f/a.yaml"] {
            std::fs::create_dir_all(at(name).parent().unwrap()).unwrap();
            std::fs::write(at(name), "").unwrap();
        }
        let list =
            PathList::new("list".to_owned(), io::Cursor::new(at("one.txt").into_os_string().into_encoded_bytes()));
        let found: Vec<Found> =
            Finder::new(vec![PathBuf::from("-"), at("f"), at("none.yaml")], Some(list), Selection::default()).collect();
        let file = |name| Found::File(at(name));
        assert_eq!(found, [Found::Standard, file("f/a.yaml"), file("f/b.yaml"), file("none.yaml"), file("one.txt")]);
    }
}
