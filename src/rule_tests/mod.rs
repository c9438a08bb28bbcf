//! The rule sets' own tests: cases as data, beside the sets in `tests/`, run against a rule book.
//!
//! A case takes a base dossier, makes small changes to it and says what one rule comes to. The language of the case files is
//! described in `rules/README.md`.

mod case;
mod change;
mod coverage;
mod embedded;
pub mod json_schema;
pub(crate) mod language;
mod path;
mod read;
mod run;

pub use case::{Base, Expect, Suite, TestCase};
pub use change::{CaseChange, PathNotFound};
pub use embedded::{EMBEDDED_TESTS, load_embedded};
pub use path::{DossierPath, PathSegment};
pub use read::{load, load_with};
pub use run::{CaseResult, Grade, Mismatch, PreparedCase};
