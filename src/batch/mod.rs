//! Many dossiers: parallel work with ordered results, duplicates, the register of funded programmes, and what has changed
//! since a former run.

mod copies;
mod duplicates;
mod pipeline;
mod register;
mod since;

pub(crate) use copies::is_copy;
pub(crate) use duplicates::{DuplicateKeys, Duplicates};
pub(crate) use pipeline::{Feed, Pipeline, Poll};
pub(crate) use register::{BrokenRegister, Register, RegisterColumn, RegisterError, RegisterErrorKind};
pub(crate) use since::{
    AmountChange, Basis, Change, ChangeKind, Changes, Comparison, FormerError, FormerErrorKind, RegisterChange,
    SinceFormer, Used,
};
