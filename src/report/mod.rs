//! Reports: one model in the report's language, and one file a format.

pub(crate) mod budget_template;
pub(crate) mod compose;
mod concise;
pub(crate) mod coverage;
mod csv;
mod describe;
mod digest;
pub(crate) mod explain;
mod findings_table;
mod github;
mod gitlab;
pub(crate) mod html;
pub(crate) mod import;
mod issue;
pub(crate) mod json;
mod junit;
mod letter;
pub(crate) mod lookup;
mod markdown;
pub(crate) mod model;
pub(crate) mod outline;
pub(crate) mod output;
pub(crate) mod overlay_template;
mod place;
mod plain;
pub(crate) mod problems;
mod render;
pub(crate) mod rule_diff;
pub(crate) mod rule_sets;
#[cfg(test)]
#[path = "../../tests/internal/report/samples.rs"]
mod samples;
mod sarif;
mod series;
pub(crate) mod since;
mod since_table;
mod table;
mod tally;
mod target;
pub(crate) mod template;
pub(crate) mod text;
mod to_do_table;
mod totals_table;
pub(crate) mod view;
mod xlsx;

pub(crate) use self::csv::{CsvTable, Dialect};
pub(crate) use issue::IssueFingerprints;
pub(crate) use model::{DossierReport, Header, Summary};
pub use output::Format;
pub(crate) use output::{FinishedFile, Output, OutputError, OutputOptions};
pub(crate) use series::Series;
pub(crate) use tally::Tally;
pub(crate) use target::{FileNames, Placeholder, Target, UnknownPlaceholder};
