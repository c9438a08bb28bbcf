//! Many dossiers: worked on in parallel and taken in order, compared with one another, and with the register of funded
//! programmes.

mod duplicates;
mod pipeline;
mod register;

pub use duplicates::{Duplicates, Fingerprints, Repeats};
pub use pipeline::{Pipeline, Step, Supply};
pub use register::{BrokenRegister, Column, Register, RegisterError, RegisterErrorKind};
