//! Files: found and read within limits, written whole or not at all; a text with its name, and places in it.

mod digest;
mod file;
mod file_id;
mod find;
mod folder;
mod foreign;
mod git_ignore;
mod read;
mod records;
mod system;
mod targets;
mod walk;
mod write;

pub(crate) use digest::sha256;
pub use file::SourceFile;
pub(crate) use file::{Position, Span};
pub(crate) use file_id::FileId;
pub(crate) use find::{Finder, Found, IgnoreFault, LeftOut, PathList};
pub(crate) use folder::files_in;
pub(crate) use foreign::ForeignFormat;
pub(crate) use read::{
    Allowance, EncodingFault, MAX_FILE_BYTES, MAX_FILES_TOGETHER, OpenError, ReadError, ReadErrorKind, SpecialFile,
    open, read_bytes, read_path, read_standard_input, table_text,
};
pub(crate) use records::{Delimiters, MAX_CELLS, MAX_RECORD_BYTES, Next, Record, Records};
pub(crate) use system::SystemError;
pub(crate) use targets::{Targets, files_with_subfolders};
pub(crate) use walk::{Selection, display_path};
pub(crate) use write::{Draft, FinishedDraft, discard_drafts, draft_files, replace, write_durably};
