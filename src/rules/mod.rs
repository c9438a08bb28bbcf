//! The rule sets: TOML files read into spanned tables, resolved by campaign and compiled into typed
//! rules that the engine evaluates. Every error of every file is reported at its place.
//!
//! The language is described in `rules/README.md`.

mod compile;
mod embedded;
mod error;
mod fact;
mod literal;
mod model;
mod overview;
mod predicate;
mod raw;
mod reader;
mod resolve;

pub use embedded::{EMBEDDED, embedded};
pub use error::{Expected, Named, Origin, RuleError, RuleErrorKind};
pub use fact::{CellTest, Fact, FactId, FactSource, LineFilter, LookupKeys, Member, ScalarType, Type};
pub use literal::{Literal, parse_amount, parse_percentage};
pub use model::{
    Basis, Bilingual, Campaign, Conventions, FicheSet, Group, Level, Note, Piece, Reminder, Rule, RuleBook, RuleId,
    SetInfo, Template, Validity, Waiver,
};
pub use overview::{Funding, Overview};
pub use predicate::{Bound, Check, ListOperand, Operand, Order, Predicate, Test};

use std::path::Path;

use crate::reference::Tables;
use crate::source::SourceFile;

/// The embedded sets, compiled.
///
/// # Errors
/// None in a released binary: the project's tests load them.
pub fn load_embedded() -> Result<RuleBook, RuleErrors> {
    load(embedded(), Tables::embedded())
}

/// The sets of a folder, with its reference tables if it has any.
///
/// # Errors
/// Everything that keeps the sets from being used, each at its place.
pub fn load_folder(folder: &Path) -> Result<RuleBook, RuleErrors> {
    let mut files = Vec::new();
    let mut errors = Vec::new();
    let mut paths: Vec<_> = match std::fs::read_dir(folder) {
        Ok(entries) => entries.filter_map(Result::ok).map(|entry| entry.path()).collect(),
        Err(error) => {
            let kind = RuleErrorKind::Unreadable { path: folder.display().to_string(), reason: error.to_string() };
            return Err(RuleErrors { files, errors: vec![RuleError::new(kind, None)] });
        }
    };
    paths.sort();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|kind| kind == "toml")) {
        match std::fs::read_to_string(path) {
            Ok(text) => files.push(SourceFile::new(path.display().to_string(), text)),
            Err(error) => {
                let kind = RuleErrorKind::Unreadable { path: path.display().to_string(), reason: error.to_string() };
                errors.push(RuleError::new(kind, None));
            }
        }
    }
    let reference = folder.join("reference");
    let tables = if reference.is_dir() { Tables::from_folder(&reference) } else { Ok(Tables::embedded()) };
    let tables =
        tables.unwrap_or_else(|failed| {
            errors.extend(failed.into_iter().map(|table| {
                RuleError::new(RuleErrorKind::Unreadable { path: table.file, reason: table.reason }, None)
            }));
            Tables::embedded()
        });
    match load(files, tables) {
        Ok(book) if errors.is_empty() => Ok(book),
        Ok(book) => Err(RuleErrors { files: book.files, errors }),
        Err(mut failed) => {
            errors.append(&mut failed.errors);
            Err(RuleErrors { files: failed.files, errors })
        }
    }
}

/// Why rule sets cannot be used, with the files that the places of the errors point into.
#[derive(Debug)]
pub struct RuleErrors {
    /// The files.
    pub files: Vec<SourceFile>,
    /// The errors, by file and place.
    pub errors: Vec<RuleError>,
}

/// Compiles rule sets from their files.
///
/// # Errors
/// All errors of all files.
pub fn load(files: Vec<SourceFile>, tables: Tables) -> Result<RuleBook, RuleErrors> {
    let mut errors = Vec::new();
    let campaigns = {
        let documents = raw::parse(&files, &mut errors);
        let sets = raw::read(&files, &documents, &mut errors);
        let namespaces = resolve::by_campaign(&sets, &mut errors);
        compile::campaigns(&namespaces, &tables, &mut errors)
    };
    if errors.is_empty() {
        return Ok(RuleBook { campaigns, tables, files });
    }
    errors.sort_by_key(|error| error.origin.map(|origin| (origin.file, origin.span)));
    Err(RuleErrors { files, errors })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_sets_compile() {
        let book = load_embedded().unwrap_or_else(|failed| {
            let lines: Vec<String> = failed.errors.iter().map(|error| describe(&failed.files, error)).collect();
            panic!("{}", lines.join("\n"))
        });
        let campaign = &book.campaigns[0];
        assert_eq!(campaign.fiches.len(), 4);
        assert!(campaign.fiches.iter().all(|fiche| fiche.rules.len() > 40));
    }

    fn describe(files: &[SourceFile], error: &RuleError) -> String {
        let place = error.origin.map(|origin| {
            let file = &files[origin.file];
            format!("{}:{} {:?}", file.name(), file.position(origin.span.start).line, file.slice(origin.span))
        });
        format!("{} {:?}", place.unwrap_or_default(), error.kind)
    }
}
