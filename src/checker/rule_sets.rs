//! Rule sets as a program loads them, and what keeps them from being used.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::report::problems;
use crate::rules::{self, RuleBook, RuleErrors};
use crate::text::Lang;

/// The rules to check dossiers by.
#[derive(Debug)]
pub struct RuleSets {
    pub(super) book: RuleBook,
}

impl RuleSets {
    /// The sets that come with the library.
    ///
    /// # Errors
    /// None in a released version: its tests load them.
    pub fn embedded() -> Result<Self, RuleSetError> {
        Self::load(None, &[])
    }

    /// The sets of a folder, or those that come with the library, with overlays applied in their order.
    ///
    /// # Errors
    /// Everything that is wrong with the files, each problem at its place.
    pub fn load(folder: Option<&Path>, overlays: &[PathBuf]) -> Result<Self, RuleSetError> {
        Ok(Self { book: rules::load_with(folder, overlays)? })
    }
}

/// Rule sets that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{}", .problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
pub struct RuleSetError {
    /// All that is wrong, at least one problem.
    pub problems: Vec<RuleSetProblem>,
}

/// Something wrong with a file of rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleSetProblem {
    /// A stable code, `R-…`.
    pub code: &'static str,
    /// What is wrong, in English.
    pub message: String,
    /// The file, line and column, counted from 1; none where a whole folder is meant.
    pub place: Option<(String, usize, usize)>,
}

impl fmt::Display for RuleSetProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((file, line, column)) = &self.place {
            write!(f, "{file}:{line}:{column}: ")?;
        }
        write!(f, "{} [{}]", self.message, self.code)
    }
}

impl From<RuleErrors> for RuleSetError {
    fn from(errors: RuleErrors) -> Self {
        let problems = problems::of_rule_sets(&errors.files, &errors.errors, Lang::En).into_iter().map(|problem| {
            let place = problem.file.map(|file| {
                let position = file.position(problem.span.start);
                (file.name().to_owned(), position.line, position.column)
            });
            RuleSetProblem { code: problem.code, message: problem.message, place }
        });
        Self { problems: problems.collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_names_every_problem_at_its_place() {
        let folder = tempfile::tempdir().unwrap();
        let overlay = folder.path().join("x.toml");
        std::fs::write(&overlay, "[overlay]\nid = \"x\"\ncampagin = 2015\n").unwrap();
        let error = RuleSets::load(None, std::slice::from_ref(&overlay)).unwrap_err();
        let unknown = error.problems.iter().find(|problem| problem.code == "R-KEY-UNKNOWN").unwrap();
        assert_eq!(unknown.place, Some((overlay.to_str().unwrap().to_owned(), 3, 1)));
        let text = error.to_string();
        assert_eq!(text.lines().count(), error.problems.len());
        assert!(text.contains("x.toml:3:1: ") && text.contains("[R-KEY-UNKNOWN]"), "{text}");
    }
}
