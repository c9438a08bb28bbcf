//! What git ignores in a folder. Anybody may have written the files that say so, so they are read within limits.

use std::collections::VecDeque;
use std::io;
use std::path::{Path, PathBuf};

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder, gitconfig_excludes_path};

use super::read::read_bytes;
use super::{Found, IgnoreFault, LeftOut, ReadErrorKind};

/// Of one file.
const MAX_BYTES: usize = 256 * 1024;
const MAX_PATTERNS: usize = 10_000;
/// Of all files of a walk: compiled, a pattern takes up to four kilobytes, and a byte up to four hundred.
const MAX_BYTES_TOGETHER: usize = 2 * MAX_BYTES;
const MAX_PATTERNS_TOGETHER: usize = 2 * MAX_PATTERNS;

/// The ignore files that apply where a walk is: those of its folder and of the folders above, up to the repository's
/// own, its `info/exclude`, and the user's. Outside of a repository none applies.
pub(super) struct GitIgnore {
    /// The folder that is walked, canonical.
    root: PathBuf,
    /// From the outside in.
    levels: Vec<Level>,
    /// The user's, relative to the current folder.
    global: Gitignore,
    reader: Reader,
}

struct Level {
    depth: usize,
    patterns: Gitignore,
    /// Of a repository's own folder; what is above it does not apply within.
    exclude: Option<Gitignore>,
}

impl GitIgnore {
    /// For a walk of a canonical folder.
    pub(super) fn new(root: PathBuf) -> Self {
        let mut git = Self { root, levels: Vec::new(), global: Gitignore::empty(), reader: Reader::new() };
        let global = gitconfig_excludes_path().filter(|path| path.is_file());
        if let (Some(path), Ok(here)) = (global, std::env::current_dir()) {
            git.global = git.reader.patterns(&path, &here);
        }
        let above: Vec<PathBuf> = git.root.ancestors().skip(1).map(Path::to_owned).collect();
        let repository = above.iter().position(|folder| is_repository(folder));
        if let Some(repository) = repository.filter(|_| !is_repository(&git.root)) {
            for folder in above[..=repository].iter().rev() {
                git.enter_as(folder, folder, 0);
            }
        }
        git
    }

    /// Goes into a folder that lies so deep below the root.
    pub(super) fn enter(&mut self, folder: &Path, relative: &Path, depth: usize) {
        let canonical = self.root.join(relative);
        self.enter_as(folder, &canonical, depth);
    }

    fn enter_as(&mut self, folder: &Path, canonical: &Path, depth: usize) {
        let is_repository = is_repository(folder);
        if !is_repository && self.levels.is_empty() {
            return;
        }
        let patterns = self.reader.patterns(&folder.join(".gitignore"), canonical);
        let exclude = is_repository.then(|| match self.reader.common_folder(folder) {
            Some(git) => self.reader.patterns(&git.join("info/exclude"), canonical),
            None => Gitignore::empty(),
        });
        if exclude.is_some() || !patterns.is_empty() {
            self.levels.push(Level { depth, patterns, exclude });
        }
    }

    /// Leaves the folders that an entry at this depth does not lie in.
    pub(super) fn leave(&mut self, depth: usize) {
        while self.levels.last().is_some_and(|level| level.depth >= depth) {
            self.levels.pop();
        }
    }

    /// Whether the files in force ignore an entry, or say that it is not ignored.
    pub(super) fn matched(&self, path: &Path, relative: &Path, is_folder: bool) -> Match<()> {
        if self.levels.is_empty() {
            return Match::None;
        }
        let canonical = self.root.join(relative);
        let matched = |patterns: &Gitignore| patterns.matched(&canonical, is_folder).map(drop);
        let mut found = Match::None;
        for level in self.levels.iter().rev() {
            found = found.or(matched(&level.patterns));
            if let Some(exclude) = &level.exclude {
                found = found.or(matched(exclude));
                break;
            }
        }
        found.or(self.global.matched(path, is_folder).map(drop))
    }

    /// The next file that was read or refused.
    pub(super) fn next_file(&mut self) -> Option<Found> {
        self.reader.files.pop_front()
    }
}

fn is_repository(folder: &Path) -> bool {
    folder.join(".git").exists() || folder.join(".jj").exists()
}

/// Reads the ignore files of a walk.
struct Reader {
    bytes_left: usize,
    patterns_left: usize,
    /// What was read and refused, to be reported.
    files: VecDeque<Found>,
}

impl Reader {
    fn new() -> Self {
        Self { bytes_left: MAX_BYTES_TOGETHER, patterns_left: MAX_PATTERNS_TOGETHER, files: VecDeque::new() }
    }

    /// The patterns of a file, relative to a folder; none where there is no file, or it is refused.
    fn patterns(&mut self, path: &Path, root: &Path) -> Gitignore {
        let bytes = bytes(path);
        let patterns = bytes.and_then(|bytes| self.compile(&bytes, root).map_err(Some));
        self.note(path, patterns).unwrap_or_else(Gitignore::empty)
    }

    fn compile(&mut self, bytes: &[u8], root: &Path) -> Result<Gitignore, IgnoreFault> {
        let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        // A line that is no text, or no pattern, has no effect.
        let lines = text.split_inclusive(|byte| *byte == b'\n').filter_map(|line| std::str::from_utf8(line).ok());
        let lines = lines.map(|line| line.strip_suffix("\r\n").or_else(|| line.strip_suffix('\n')).unwrap_or(line));
        let lines: Vec<&str> = lines.filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
        if lines.len() > MAX_PATTERNS {
            return Err(IgnoreFault::TooManyPatterns(MAX_PATTERNS));
        }
        let left = (self.bytes_left.checked_sub(bytes.len()), self.patterns_left.checked_sub(lines.len()));
        let (Some(bytes_left), Some(patterns_left)) = left else { return Err(IgnoreFault::TooMuchTogether) };
        (self.bytes_left, self.patterns_left) = (bytes_left, patterns_left);
        let mut builder = GitignoreBuilder::new(root);
        for line in lines {
            let _ = builder.add_line(None, line);
        }
        builder.build().map_err(|_| IgnoreFault::TooComplex)
    }

    /// The folder that a repository shares with its other work trees: `.git`, or what a file of that name leads to.
    fn common_folder(&mut self, folder: &Path) -> Option<PathBuf> {
        let git = folder.join(".git");
        if !git.is_file() {
            return Some(git);
        }
        let own = PathBuf::from(self.first_line(&git)?.strip_prefix("gitdir: ")?);
        let common = self.first_line(&own.join("commondir"))?;
        Some(if common.starts_with('.') { own.join(common) } else { common.into() })
    }

    fn first_line(&mut self, path: &Path) -> Option<String> {
        let bytes = bytes(path);
        let bytes = self.note(path, bytes)?;
        let line = bytes.split(|byte| *byte == b'\n').next()?;
        Some(std::str::from_utf8(line).ok()?.trim_end_matches('\r').to_owned())
    }

    fn note<T>(&mut self, path: &Path, read: Result<T, Option<IgnoreFault>>) -> Option<T> {
        match read {
            Ok(read) => {
                self.files.push_back(Found::IgnoreFile(path.to_owned()));
                Some(read)
            }
            Err(fault) => {
                let left_out = fault.map(|fault| Found::LeftOut(path.to_owned(), LeftOut::IgnoreFile(fault)));
                self.files.extend(left_out);
                None
            }
        }
    }
}

/// A file's content. An error without a fault says that there is no such file.
fn bytes(path: &Path) -> Result<Vec<u8>, Option<IgnoreFault>> {
    read_bytes(path, MAX_BYTES).map_err(|kind| match kind {
        ReadErrorKind::NotFound | ReadErrorKind::Other(io::ErrorKind::NotADirectory, _) => None,
        kind => Some(IgnoreFault::Read(kind)),
    })
}
