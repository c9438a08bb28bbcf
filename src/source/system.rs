//! What the system says when it refuses.

use std::io;

/// An error of the system, for the program's own words: the system's are in one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SystemError {
    /// Its kind.
    pub kind: io::ErrorKind,
    /// The system's number for it, if known.
    pub number: Option<i32>,
}

impl From<&io::Error> for SystemError {
    fn from(error: &io::Error) -> Self {
        Self { kind: error.kind(), number: error.raw_os_error() }
    }
}
