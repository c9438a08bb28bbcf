//! The rule sets: TOML files read into spanned tables, resolved by campaign and compiled into typed
//! rules that the engine evaluates. Every error of every file is reported at its place.
//!
//! The language is described in `rules/README.md`.

mod cascade;
mod clauses;
mod code;
mod compare;
mod compile;
mod definitions;
mod diff;
mod embedded;
mod error;
mod extends;
mod fact;
pub(crate) mod json_schema;
pub(crate) mod language;
mod layers;
pub(crate) mod limits;
mod lint;
mod literal;
mod model;
mod nesting;
mod origins;
mod overlay;
mod overview;
mod pattern;
mod plan;
mod predicate;
mod raw;
pub(crate) mod reader;
mod resolve;
mod resolved;
pub(crate) mod sink;
mod slugs;
mod strictness;
mod syntax;
mod token;

pub(crate) use clauses::{Clause, ClauseTable, Decision};
pub(crate) use code::RuleCode;
#[cfg(test)]
pub(crate) use diff::effect_of;
pub(crate) use diff::{CampaignDiff, KeyDiff, LoadedBook, RuleDiff, SharedDiff, SharedKind, differences};
pub(crate) use embedded::{CASES_TEMPLATE, OVERLAY_TEMPLATE};
pub(crate) use embedded::{EMBEDDED, EMBEDDED_CLAUSES, EMBEDDED_DOCUMENTS, EMBEDDED_EXAMPLES, embedded};
pub(crate) use error::{Deep, Expected, Large, Named, Origin, RuleError, RuleErrorKind, listed};
pub(crate) use fact::{Fact, FactSource, LineFilter, LookupKeys, Member, ScalarType, Type};
pub(crate) use language::operations;
pub(crate) use lint::{FindingKind, RuleFinding, listed_findings};
pub(crate) use literal::Literal;
#[cfg(test)]
pub(crate) use model::Conventions;
pub(crate) use model::{
    Campaign, FicheSet, Note, NotePiece, NoteText, OverlayInfo, OverlayLayer, Reading, Rule, RuleBook, RuleId,
    RuleOrigin, SetInfo,
};
pub(crate) use overview::Funding;
pub(crate) use pattern::PatternFault;
pub(crate) use plan::{LeverSource, NewLines};
pub(crate) use predicate::{Check, Choice, FactId, ListOperand, Operand, Order, Predicate, PredicateFold, Test};
pub(crate) use strictness::Effect;
pub(crate) use syntax::TomlFault;

pub(crate) use resolved::{Resolved, ResolvedValue};
pub use token::{Basis, Group, Level};
pub(crate) use token::{Rendering, Unique};

use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use crate::reference::Tables;
use crate::source::{Allowance, MAX_FILE_BYTES, SourceFile, files_in};
use raw::RawSet;
use resolve::Resolver;
use sink::ErrorSink;

/// Of the sets of a folder, of its tests, of the overlays. The embedded sets take some 180,000; parsed, a byte can take eighty.
const MAX_BYTES_TOGETHER: usize = 2 * 1024 * 1024;

#[cfg(test)]
pub(crate) fn load_embedded() -> Result<RuleBook, RuleErrors> {
    Sources::embedded().load()
}

pub(crate) fn load_with(folder: Option<&Path>, overlays: &[PathBuf]) -> Result<RuleBook, RuleErrors> {
    Sources::of(folder, overlays).load()
}

#[cfg(test)]
pub(crate) fn load(files: Vec<SourceFile>, tables: Tables) -> Result<RuleBook, RuleErrors> {
    Sources { files, tables, errors: Vec::new(), bilingual: 0 }.load()
}

/// Why rule sets cannot be used, with the files that the places of the errors point into.
#[derive(Debug)]
pub struct RuleErrors {
    pub files: Vec<SourceFile>,
    /// By file and place.
    pub errors: Vec<RuleError>,
}

/// Rule sets as they are read, and what could not be.
#[derive(Debug)]
pub(crate) struct Sources {
    pub files: Vec<SourceFile>,
    pub tables: Tables,
    pub errors: Vec<RuleError>,
    /// The files, from the first on, that come with the program: their texts are in both languages.
    pub bilingual: usize,
}

impl Sources {
    fn embedded() -> Self {
        let files = embedded();
        Self { bilingual: files.len(), files, tables: Tables::embedded(), errors: Vec::new() }
    }

    /// The sets of a folder, with its reference tables if any, or the embedded ones, with overlays laid over them.
    pub(crate) fn of(folder: Option<&Path>, overlays: &[PathBuf]) -> Self {
        let mut sources = Self::embedded();
        if let Some(folder) = folder {
            (sources.files, sources.errors) = toml_files(folder);
            sources.bilingual = 0;
            let reference = folder.join("reference");
            if reference.is_dir() {
                match Tables::from_folder(&reference) {
                    Ok(tables) => sources.tables = tables,
                    Err(failed) => sources.errors.extend(failed.into_iter().map(RuleError::from)),
                }
            }
        }
        let (files, errors) = read_files(overlays);
        sources.files.extend(files);
        sources.errors.extend(errors);
        sources
    }

    /// Compiles the sets and overlays; overlays apply in the order of the files.
    pub(crate) fn load(self) -> Result<RuleBook, RuleErrors> {
        self.load_and(|_, _, _| ()).map(|(book, ())| book)
    }

    /// The same, with what is worth a second look for an evaluation on that day.
    pub(crate) fn load_and_lint(self, date: NaiveDate) -> Result<(RuleBook, Vec<RuleFinding>), RuleErrors> {
        self.load_and(|book, sets, resolver| lint::lint(book, sets, resolver, date))
    }

    /// The same, with every campaign as it is resolved, in the order of [`RuleBook::all_campaigns`].
    pub(crate) fn load_resolved(self) -> Result<(RuleBook, Vec<Resolved>), RuleErrors> {
        self.load_and(|book, _, resolver| {
            book.all_campaigns().map(|campaign| resolved::resolved(campaign, resolver)).collect()
        })
    }

    /// Compiles, and looks at the outcome while what was parsed for it is at hand.
    fn load_and<T>(
        self,
        look: impl FnOnce(&RuleBook, &[RawSet<'_>], &Resolver<'_, '_>) -> T,
    ) -> Result<(RuleBook, T), RuleErrors> {
        let Self { files, tables, errors: mut unread, bilingual } = self;
        let sink = ErrorSink::with_bilingual(bilingual);
        let loaded = {
            let documents: Vec<_> = files.iter().enumerate().map(|(at, file)| reader::parse(at, file, &sink)).collect();
            let sets = raw::read(&files, &documents, &sink);
            let resolver = Resolver::new(&sets, &sink);
            let (campaigns, territorial) = layers::campaigns(&resolver, &tables, &sink);
            (sink.count() == 0).then(|| {
                let book = RuleBook { campaigns, territorial, tables, files: Vec::new() };
                let seen = look(&book, &sets, &resolver);
                (book, seen)
            })
        };
        match loaded {
            Some((book, seen)) if unread.is_empty() && !files.is_empty() => Ok((RuleBook { files, ..book }, seen)),
            _ => {
                // That there is no set is plain where none could be read.
                if files.is_empty() && unread.is_empty() {
                    unread.push(RuleError::new(RuleErrorKind::NoSet, None));
                }
                unread.extend(cascade::drop_cascading_errors(sink.into_errors()));
                Err(RuleErrors { files, errors: listed(unread) })
            }
        }
    }
}

/// The `*.toml` files of a folder, by name, and what of them cannot be read.
pub(crate) fn toml_files(folder: &Path) -> (Vec<SourceFile>, Vec<RuleError>) {
    match files_in(folder, &["toml"]) {
        Ok(paths) => read_files(&paths),
        Err(error) => (Vec::new(), vec![RuleError::unreadable(folder, &error)]),
    }
}

pub(crate) fn read_files(paths: &[PathBuf]) -> (Vec<SourceFile>, Vec<RuleError>) {
    let mut allowance = Allowance::new(MAX_BYTES_TOGETHER);
    let mut files = Vec::new();
    let mut errors = Vec::new();
    for path in paths {
        match allowance.read(path, MAX_FILE_BYTES) {
            Ok(file) => files.push(file),
            Err(error) => errors.push(error.into()),
        }
        if allowance.is_spent() {
            break;
        }
    }
    (files, errors)
}
