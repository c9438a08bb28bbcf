//! Files: found and read within limits, written whole or not at all; a text with its name, and places in it.

mod digest;
mod file;
mod find;
mod folder;
mod read;
mod walk;
mod write;

pub(crate) use digest::sha256;
pub use file::{Position, SourceFile, Span};
pub use find::{Finder, Found, LeftOut, PathList};
pub use folder::files_in;
pub use read::{
    EncodingFault, MAX_FILE_BYTES, OpenError, ReadError, ReadErrorKind, SpecialFile, open, read_path, read_path_within,
    read_standard_input,
};
pub use walk::{Selection, display_path};
pub use write::{Draft, destination, write_files};
