//! A file in place of another one, which is kept beside it.

use std::io;
use std::path::{Path, PathBuf};

use super::interrupt;
use crate::source::{FinishedDraft, SourceFile, read_path};

pub(super) enum Replaced {
    /// The old file's new name.
    Done(PathBuf),
    /// The file is no longer what was read.
    Changed,
    Interrupted,
}

/// Puts a text in a file's place, and the old one beside it, both or none.
pub(super) fn replace_keeping_old(path: &Path, source: &SourceFile, text: &str) -> io::Result<Replaced> {
    let old = free_name(path);
    let drafts = vec![FinishedDraft::holding(&old, source.text())?, FinishedDraft::holding(path, text)?];
    if read_path(path, source.name()).map_or(true, |now| now.text() != source.text()) {
        return Ok(Replaced::Changed);
    }
    let Some(results) = interrupt::replace_unless_requested(drafts) else {
        return Ok(Replaced::Interrupted);
    };
    results.into_iter().collect::<io::Result<()>>()?;
    Ok(Replaced::Done(old))
}

/// `FILE.avant`, or with a number where older ones stand.
fn free_name(path: &Path) -> PathBuf {
    let named = |suffix: String| {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        PathBuf::from(name)
    };
    let numbered = (2..u32::MAX).map(|number| named(format!(".avant{number}")));
    let mut names = std::iter::once(named(".avant".to_owned())).chain(numbered);
    names.find(|name| name.symlink_metadata().is_err()).unwrap_or_else(|| named(".avant".to_owned()))
}
