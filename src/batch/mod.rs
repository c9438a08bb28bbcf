//! Many dossiers: parallel work with ordered results, duplicates, and the register of funded programmes.

mod copies;
mod duplicates;
mod pipeline;
mod register;

pub(crate) use copies::is_copy;
pub(crate) use duplicates::{DuplicateKeys, Duplicates};
pub(crate) use pipeline::{Feed, Pipeline, Poll};
pub(crate) use register::{BrokenRegister, Register, RegisterColumn, RegisterError, RegisterErrorKind};
