//! The dossier: the format as a table of fields, and the decoder that fills it from a YAML tree and collects every
//! structural error.

mod amount;
mod date;
mod decode;
mod fold;
pub mod format;
mod identifier;
pub mod json_schema;
mod problem;
mod scalar;
mod suggest;
mod value;

pub use amount::{AmountError, parse as parse_amount};
pub use date::DateError;
pub use decode::{Decoded, decode};
pub use fold::fold;
pub use identifier::{Identifier, are_digits, is_valid, without_spaces};
pub use problem::{Code, CodeForm, PosteError, Problem, ProblemKind, Shape, UnknownKey};
pub use suggest::closest_match;
pub use value::{Dossier, FieldEntry, PROJECT, Record, Spanned, Value};
