//! `recevable` checks a grant application (a *dossier* in YAML) against the declarative rules of a call for projects, and
//! says what is missing, what fails and why.
//!
//! ```
//! use recevable::model::{StatusKind, Verdict};
//! use recevable::{Checker, Format, Lang, RuleSets, SourceFile};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let checker = Checker::new(RuleSets::embedded()?, "2014-11-20".parse()?, Lang::En);
//! let path = "examples/fiche-1-plancher-un-centime.yaml";
//! let checked = checker.check(SourceFile::new(path, std::fs::read_to_string(path)?));
//!
//! assert_eq!(checked.report.verdict, Verdict::Ineligible);
//! let [finding] = &checked.report.assessments[0].findings[..] else { panic!("one finding") };
//! assert_eq!((finding.title.as_str(), finding.status), ("Floor of the request", StatusKind::Violated));
//!
//! let mut page = Vec::new();
//! checker.render(&checked, Format::Html, &mut page)?;
//! # Ok(())
//! # }
//! ```
//!
//! How the modules are laid out, and which may import which, stands in `.github/CONTRIBUTING.md`.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

mod batch;
mod checker;
mod cli;
mod commands;
mod dossier;
mod edit;
mod engine;
mod fix;
mod form;
mod import;
mod messages;
mod panics;
mod policy;
mod reference;
mod report;
mod rule_tests;
mod rules;
mod source;
mod spreadsheet;
mod text;
mod yaml;

pub use checker::{Checked, Checker, RuleSetError, RuleSetProblem, RuleSets};
pub use commands::run;
pub use report::Format;
pub use source::SourceFile;
pub use text::Lang;

/// The report's types. Serialised, they have the published JSON shape.
pub mod model {
    pub use crate::engine::{StatusKind, Verdict};
    pub use crate::report::model::*;
    pub use crate::rules::{Basis, Group, Level};
}

/// Entries for the fuzz targets of `tests/fuzz`, which alone set `cfg(fuzzing)`.
#[cfg(any(test, fuzzing))]
#[path = "../tests/internal/fuzzing/mod.rs"]
pub mod fuzzing;

#[cfg(test)]
#[path = "../tests/internal/mod.rs"]
mod internal_tests;
