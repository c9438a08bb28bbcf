//! Text that came from outside: finding and reading files within limits, and places in them.

mod draft;
mod file;
mod find;
mod folder;
mod read;
mod walk;

pub use draft::{Draft, destination};
pub use file::{Position, SourceFile, Span};
pub use find::{Finder, Found, LeftOut, List};
pub use folder::files_in;
pub use read::{
    EncodingFault, MAX_FILE_BYTES, OpenError, ReadError, ReadErrorKind, SpecialFile, open, read_path, read_path_within,
    read_standard_input,
};
pub use walk::{Selection, display_path};
