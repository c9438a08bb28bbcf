//! Many dossiers: parallel work with ordered results, duplicates, and the register of funded programmes.

mod duplicates;
mod pipeline;
mod register;

pub use duplicates::{DuplicateKeys, Duplicates, Repeats};
pub use pipeline::{Feed, Pipeline, Poll};
pub use register::{BrokenRegister, Register, RegisterColumn, RegisterError, RegisterErrorKind};
