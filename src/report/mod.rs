//! Reports: one model in the report's language, and one file a format.

pub mod build;
pub mod explain;
pub mod json;
pub mod model;
pub mod output;
pub mod rule_sets;
pub mod text;

pub use model::{DossierReport, Header, SCHEMA_VERSION, Summary, Tool};
pub use output::{Format, Output, OutputError};
