//! Reports: one model in the report's language, and one file a format.

pub mod compose;
mod csv;
mod describe;
pub mod explain;
mod github;
mod gitlab;
mod html;
mod issue;
pub mod json;
mod junit;
mod markdown;
pub mod model;
mod outline;
pub mod output;
mod place;
mod plain;
pub mod problems;
mod render;
pub mod rule_sets;
#[cfg(test)]
mod samples;
mod sarif;
mod table;
mod tally;
pub mod text;
mod view;
mod xlsx;

pub use self::csv::Dialect;
pub use issue::IssueFingerprints;
pub use model::{DossierReport, Header, SCHEMA_VERSION, Summary, Tool};
pub use output::{Format, Output, OutputError, OutputOptions};
pub use tally::Tally;
