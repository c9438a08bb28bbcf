//! Writing files atomically.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// A temporary file in the folder of the one that it will replace.
#[derive(Debug)]
pub(crate) struct Draft {
    destination: PathBuf,
    file: BufWriter<NamedTempFile>,
}

impl Draft {
    /// `path` may be a link. The draft has the permissions of new files.
    pub(crate) fn of(path: &Path) -> io::Result<Self> {
        let destination = destination(path);
        let mut draft = tempfile::Builder::new();
        draft.prefix(".recevable-");
        #[cfg(unix)]
        draft.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let file = BufWriter::new(draft.tempfile_in(folder(&destination))?);
        Ok(Self { destination, file })
    }

    /// Replaces the file, keeping its permissions. On an error the old file is unchanged.
    pub(crate) fn persist(self) -> io::Result<()> {
        let file = self.file.into_inner().map_err(io::IntoInnerError::into_error)?;
        if let Ok(metadata) = fs::metadata(&self.destination) {
            file.as_file().set_permissions(metadata.permissions())?;
        }
        file.persist(self.destination).map(drop).map_err(|error| error.error)
    }
}

impl Write for Draft {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Writes files into a folder, created where it does not exist: all of them, or none on an error.
pub(crate) fn write_files(folder: &Path, files: &[(String, &str)]) -> io::Result<()> {
    let draft = |(path, text): &(String, &str)| {
        let path = folder.join(path);
        fs::create_dir_all(self::folder(&path))?;
        if path.is_dir() {
            return Err(io::Error::from(io::ErrorKind::IsADirectory));
        }
        let mut draft = Draft::of(&path)?;
        draft.write_all(text.as_bytes())?;
        draft.flush()?;
        Ok(draft)
    };
    let drafts = files.iter().map(draft).collect::<io::Result<Vec<_>>>()?;
    drafts.into_iter().try_for_each(Draft::persist)
}

/// The file that a path leads to, existing or not: a link stays, and its target is replaced.
pub(super) fn destination(path: &Path) -> PathBuf {
    let beside = || Some(fs::canonicalize(folder(path)).ok()?.join(path.file_name()?));
    fs::canonicalize(path).ok().or_else(beside).unwrap_or_else(|| path.to_owned())
}

pub(super) fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
