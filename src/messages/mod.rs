//! Every sentence of the program in French and English, made from data.

mod template;

pub mod batch;
pub mod cli;
pub(crate) mod explain;
pub mod finding;
pub(crate) mod formats;
pub(crate) mod page;
pub(crate) mod policy;
pub mod rule_errors;
pub mod rule_findings;
pub mod rule_tests;
pub mod structure;
pub(crate) mod summary;
pub(crate) mod terminal;
