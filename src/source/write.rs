//! Writing files atomically.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::{NamedTempFile, TempPath};

/// The drafts on the disk. They are made, put in place and removed under its lock, so that whoever holds it finds all of
/// them, and files that were replaced together or not at all.
static DRAFTS: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

fn drafts() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    DRAFTS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Removes all drafts, for a process that is about to end. As long as the answer lives, none is made or put in place.
pub(crate) fn discard_drafts() -> impl Drop {
    let drafts = drafts();
    for path in &*drafts {
        // What cannot be removed is left; there is nobody to tell.
        let _ = fs::remove_file(path);
    }
    drafts
}

/// A temporary file in the folder of the one that it will replace. It goes away unless it is finished and put in its place.
#[derive(Debug)]
pub(crate) struct Draft {
    file: BufWriter<fs::File>,
    finished: FinishedDraft,
}

/// A draft that is written and closed: nothing is left to do but putting it in its place.
#[derive(Debug)]
pub(crate) struct FinishedDraft {
    destination: PathBuf,
    /// Taken when it is put in place, or removed.
    path: Option<TempPath>,
}

impl Draft {
    /// `path` may be a link. The draft has the permissions of new files.
    pub(crate) fn of(path: &Path) -> io::Result<Self> {
        let destination = destination(path);
        let mut draft = tempfile::Builder::new();
        draft.prefix(".recevable-");
        #[cfg(unix)]
        draft.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let mut drafts = drafts();
        let (file, path) = draft.tempfile_in(folder(&destination)).map(NamedTempFile::into_parts)?;
        drafts.insert(path.to_path_buf());
        Ok(Self { file: BufWriter::new(file), finished: FinishedDraft { destination, path: Some(path) } })
    }

    /// One that holds a text.
    fn holding(path: &Path, text: &str) -> io::Result<Self> {
        if path.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        let mut draft = Self::of(path)?;
        draft.write_all(text.as_bytes())?;
        Ok(draft)
    }

    /// Writes all that is buffered, and takes over the permissions of the file that it will replace.
    pub(crate) fn finish(mut self) -> io::Result<FinishedDraft> {
        self.file.flush()?;
        if let Ok(metadata) = fs::metadata(&self.finished.destination) {
            self.file.get_ref().set_permissions(metadata.permissions())?;
        }
        Ok(self.finished)
    }
}

impl FinishedDraft {
    /// One with that text.
    pub(crate) fn holding(path: &Path, text: &str) -> io::Result<Self> {
        Draft::holding(path, text)?.finish()
    }

    fn persist(mut self, drafts: &mut BTreeSet<PathBuf>) -> io::Result<()> {
        let Some(path) = self.path.take() else { return Ok(()) };
        drafts.remove(&*path);
        path.persist(&self.destination).map_err(|error| error.error)
    }
}

impl Drop for FinishedDraft {
    fn drop(&mut self) {
        if let Some(path) = self.path.take() {
            let mut drafts = drafts();
            drafts.remove(&*path);
            drop(path);
        }
    }
}

/// Writes a text so that it is on the disk, whole, when this comes back; else the old file is as it was. False where that is not
/// the current one any more when all is ready to take its place.
pub(crate) fn write_durably(path: &Path, text: &str, is_current: impl FnOnce() -> bool) -> io::Result<bool> {
    // Another file could take the name of one that is not to be written.
    if fs::metadata(path).is_ok_and(|metadata| metadata.permissions().readonly()) {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    let draft = Draft::holding(path, text)?;
    let file = draft.file.get_ref().try_clone()?;
    let draft = draft.finish()?;
    file.sync_all()?;
    if !is_current() {
        return Ok(false);
    }
    let folder = folder(&draft.destination).to_owned();
    replace(vec![draft]).into_iter().collect::<io::Result<()>>()?;
    // The new name is as lasting as its file; what has no such call, or refuses it, has done what it can.
    let _ = fs::File::open(folder).and_then(|folder| folder.sync_all());
    Ok(true)
}

/// Puts drafts that are finished in their places, all of them before a signal can end the process. Where one fails, its
/// old file is unchanged.
pub(crate) fn replace(finished: Vec<FinishedDraft>) -> Vec<io::Result<()>> {
    let mut drafts = drafts();
    finished.into_iter().map(|draft| draft.persist(&mut drafts)).collect()
}

impl Write for Draft {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Files to be written into a folder, which is created where it does not exist, as drafts that are finished.
pub(crate) fn draft_files(folder: &Path, files: &[(String, &str)]) -> io::Result<Vec<FinishedDraft>> {
    let draft = |(path, text): &(String, &str)| {
        let path = folder.join(path);
        fs::create_dir_all(self::folder(&path))?;
        FinishedDraft::holding(&path, text)
    };
    files.iter().map(draft).collect()
}

/// The file that a path leads to, existing or not: a link stays, and its target is replaced.
pub(super) fn destination(path: &Path) -> PathBuf {
    let beside = || Some(fs::canonicalize(folder(path)).ok()?.join(path.file_name()?));
    fs::canonicalize(path).ok().or_else(beside).unwrap_or_else(|| path.to_owned())
}

pub(super) fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
