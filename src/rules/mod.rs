//! The rule sets: TOML files read into spanned tables, resolved by campaign and compiled into typed
//! rules that the engine evaluates. Every error of every file is reported at its place.
//!
//! The language is described in `rules/README.md`.

mod cascade;
mod compare;
mod compile;
mod embedded;
mod error;
mod fact;
pub mod json_schema;
mod lint;
mod literal;
mod model;
mod overlay;
mod overview;
mod predicate;
mod raw;
pub(crate) mod reader;
mod resolve;
mod resolved;
mod token;

pub use embedded::{EMBEDDED, EMBEDDED_DOCUMENTS, EMBEDDED_EXAMPLES, embedded};
pub use error::{Expected, Named, Origin, RuleError, RuleErrorKind};
pub use fact::{Fact, FactId, FactSource, LineFilter, LookupKeys, Member, ScalarType, Type};
pub use lint::{FindingKind, RuleFinding, lint};
pub use literal::{Literal, parse_amount, parse_percentage};
pub use model::{
    Campaign, Conventions, FicheSet, Loosened, Note, NotePiece, NoteText, OverlayInfo, Reading, Reminder, Rule,
    RuleBook, RuleId, SetInfo, Validity, Waiver,
};
pub use overview::{Funding, Overview, Sums};
pub use predicate::{Bound, Check, Choice, ListOperand, Operand, Order, Predicate, PredicateFold, Test};

pub use resolved::{Resolved, ResolvedValue, resolved};
pub use token::{Basis, Group, Level, Unique};

use std::path::{Path, PathBuf};

use crate::reference::Tables;
use crate::source::{SourceFile, display_path, read_path};
use resolve::Resolver;

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
    load_with(Some(folder), &[])
}

/// The sets of a folder, or the embedded ones, with further files laid over them.
///
/// # Errors
/// Everything that keeps them from being used, each at its place.
pub fn load_with(folder: Option<&Path>, overlays: &[PathBuf]) -> Result<RuleBook, RuleErrors> {
    let Sources { mut files, tables, mut errors } = sources(folder);
    for path in overlays {
        match read_path(path, display_path(path)) {
            Ok(file) => files.push(file),
            Err(error) => errors.push(RuleError::from(error)),
        }
    }
    with_errors(load(files, tables), errors)
}

/// Rule sets as they are read, and what could not be.
#[derive(Debug)]
pub struct Sources {
    /// The files.
    pub files: Vec<SourceFile>,
    /// The reference tables.
    pub tables: Tables,
    /// The files and tables that cannot be read.
    pub errors: Vec<RuleError>,
}

/// The sets of a folder, with its reference tables if it has any, or the embedded ones.
pub fn sources(folder: Option<&Path>) -> Sources {
    let Some(folder) = folder else {
        return Sources { files: embedded(), tables: Tables::embedded(), errors: Vec::new() };
    };
    let (files, mut errors) = toml_files(folder);
    let reference = folder.join("reference");
    let tables = if reference.is_dir() { Tables::from_folder(&reference) } else { Ok(Tables::embedded()) };
    let tables =
        tables.unwrap_or_else(|failed| {
            errors.extend(failed.into_iter().map(|table| {
                RuleError::new(RuleErrorKind::Unreadable { path: table.file, reason: table.reason }, None)
            }));
            Tables::embedded()
        });
    Sources { files, tables, errors }
}

/// The `*.toml` files of a folder, by name, and what of them cannot be read.
pub fn toml_files(folder: &Path) -> (Vec<SourceFile>, Vec<RuleError>) {
    let mut paths: Vec<PathBuf> = match std::fs::read_dir(folder) {
        Ok(entries) => entries.filter_map(Result::ok).map(|entry| entry.path()).collect(),
        Err(error) => {
            let kind = RuleErrorKind::Unreadable { path: display_path(folder), reason: error.to_string() };
            return (Vec::new(), vec![RuleError::new(kind, None)]);
        }
    };
    paths.retain(|path| path.extension().is_some_and(|kind| kind == "toml"));
    paths.sort();
    let mut files = Vec::new();
    let mut errors = Vec::new();
    for path in paths {
        match read_path(&path, display_path(&path)) {
            Ok(file) => files.push(file),
            Err(error) => errors.push(RuleError::from(error)),
        }
    }
    (files, errors)
}

fn with_errors(loaded: Result<RuleBook, RuleErrors>, mut errors: Vec<RuleError>) -> Result<RuleBook, RuleErrors> {
    match loaded {
        Ok(book) if errors.is_empty() => Ok(book),
        Ok(book) => Err(RuleErrors { files: book.files, errors }),
        Err(mut failed) => {
            // That there is no set is plain where none could be read.
            failed.errors.retain(|error| errors.is_empty() || error.kind != RuleErrorKind::NoSet);
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

/// Compiles rule sets and overlays from their files; overlays apply in the order of the files.
///
/// # Errors
/// All errors of all files.
pub fn load(files: Vec<SourceFile>, tables: Tables) -> Result<RuleBook, RuleErrors> {
    let mut errors = Vec::new();
    let (campaigns, territorial) = {
        let documents = raw::parse(&files, &mut errors);
        let sets = raw::read(&files, &documents, &mut errors);
        let resolver = Resolver::new(&sets, &mut errors);
        let mut campaigns = Vec::new();
        let mut territorial = Vec::new();
        for year in resolver.years() {
            campaigns.push(campaign(&resolver, year, None, &tables, &mut errors));
            for territory in resolver.territories(year) {
                territorial.push(campaign(&resolver, year, Some(territory), &tables, &mut errors));
            }
        }
        (campaigns, territorial)
    };
    if errors.is_empty() {
        return Ok(RuleBook { campaigns, territorial, tables, files });
    }
    Err(RuleErrors { files, errors: cascade::drop_cascading_errors(errors) })
}

/// A campaign with the overlays that apply to dossiers of an intercommunalité, or to all others.
fn campaign(
    resolver: &Resolver<'_, '_>,
    year: i64,
    territory: Option<&str>,
    tables: &Tables,
    errors: &mut Vec<RuleError>,
) -> Campaign {
    let overlays = resolver.overlays(year, territory);
    let compiled = |number: usize, errors: &mut Vec<RuleError>| {
        let namespace = resolver.namespace(year, &overlays[..number], errors);
        compile::campaign(&namespace, tables, errors)
    };
    let mut campaign = compiled(0, errors);
    let mut applied = Vec::with_capacity(overlays.len());
    for (index, overlay) in overlays.iter().enumerate() {
        let next = compiled(index + 1, errors);
        // With errors, rules are missing on one side or the other, and nothing can be compared.
        let loosened =
            if errors.is_empty() { overlay::loosened(&campaign, &next, overlay, errors) } else { Vec::new() };
        applied.push(OverlayInfo {
            id: overlay.id.0.to_owned(),
            title: overlay.title.clone(),
            territory: overlay.territory.map(str::to_owned),
            file: overlay.file,
            loosened,
        });
        campaign = next;
    }
    Campaign { territory: territory.map(str::to_owned), overlays: applied, ..campaign }
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
