//! The dossier: the format as a table of fields, and the decoder that fills it from a YAML tree and collects every
//! structural error.

mod amount;
mod campaign;
mod date;
mod decode;
mod entries;
mod fold;
pub(crate) mod format;
mod identifier;
pub(crate) mod json_schema;
mod placeholder;
mod problem;
mod rows;
mod scalar;
mod suggest;
mod surface;
mod unknown;
mod value;

pub(crate) use amount::{AmountError, amount_text, parse as parse_amount};
pub(crate) use campaign::KnownCampaign;
pub(crate) use date::{DateError, parse as parse_date};
pub(crate) use decode::{Decoded, decode};
pub(crate) use entries::{holds_others, list_of};
pub(crate) use fold::{fold, fold_name};
pub(crate) use identifier::{Identifier, IdentifierFault, are_digits, identifier_fault, is_valid, without_spaces};
pub(crate) use placeholder::Placeholders;
pub(crate) use problem::{Code, CodeForm, PosteError, Problem, ProblemKind, Shape, UnknownKey};
pub(crate) use scalar::{is_readable, parse_flag};
pub(crate) use suggest::{closest_match, named_token, only_number};
pub(crate) use surface::SurfaceFault;
pub(crate) use value::{Dossier, FieldEntry, Item, PROJECT, Record, Spanned, Value};

#[cfg(test)]
#[path = "../../tests/internal/dossier/forms.rs"]
mod forms;
