//! The dossier: the format as a table of fields, and the decoder that fills it from a YAML tree,
//! collecting every structural error on its way.

pub mod format;
mod amount;
mod decode;
mod identifier;
mod problem;
mod value;

pub use decode::{Decoded, decode};
pub use identifier::{Identifier, is_valid};
pub use problem::{Code, Problem, ProblemKind};
pub use value::{Dossier, Located, Record, Slot, Value};
