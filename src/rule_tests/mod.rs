//! The rule sets' own tests: cases as data, beside the sets in `tests/`, run against a rule book.
//!
//! A case takes a base dossier, makes small changes to it and says what one rule comes to. The language of the case files is
//! described in `rules/README.md`.

mod beside;
mod case;
mod change;
mod coverage;
mod embedded;
pub(crate) mod json_schema;
pub(crate) mod language;
mod path;
mod read;
mod run;

pub(crate) use beside::{cases_of, load_beside, load_beside_example};
pub(crate) use case::{Expect, Suite, TestCase};
pub(crate) use change::CaseChange;
pub(crate) use embedded::{EMBEDDED_EXAMPLE_TESTS, EMBEDDED_TESTS};
#[cfg(any(test, fuzzing))]
pub(crate) use read::load;
#[cfg(test)]
pub(crate) use read::load_embedded;
pub(crate) use read::load_with;
#[cfg(test)]
pub(crate) use run::PreparedCase;
pub(crate) use run::{CaseResult, Grade, Mismatch};
