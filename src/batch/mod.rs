//! Many dossiers: worked on in parallel and taken in order, compared with one another, and with the register of funded
//! programmes.

mod duplicates;
mod pipeline;
mod register;

pub use duplicates::{DuplicateKeys, Duplicates, Repeats};
pub use pipeline::{Feed, Pipeline, Poll};
pub use register::{BrokenRegister, Column, Register, RegisterError, RegisterErrorKind};
