//! What can be wrong with a rule set, and where.

use std::io;
use std::path::Path;

use super::code::RuleCode;
use super::fact::Type;
use super::limits::MAX_LISTED;
use super::pattern::PatternFault;
use super::syntax::TomlFault;
use crate::reference::{TableError, TableErrorKind};
use crate::source::{ReadError, ReadErrorKind, Span, SystemError, display_path};
use crate::text::Lang;

/// A place in one of the files that a rule book was loaded from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    pub file: usize,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub struct RuleError {
    pub kind: RuleErrorKind,
    /// Where; nowhere for a file that cannot be read.
    pub origin: Option<Origin>,
    /// Another place that belongs to it: the first of two definitions.
    pub related: Option<Origin>,
}

/// The errors by file and place; those of a file beyond [`MAX_LISTED`] are counted.
pub(crate) fn listed(mut errors: Vec<RuleError>) -> Vec<RuleError> {
    errors.sort_by_key(|error| error.origin);
    let file = |error: &RuleError| error.origin.map(|origin| origin.file);
    let mut listed = Vec::with_capacity(errors.len().min(MAX_LISTED + 1));
    for of_file in errors.chunk_by(|one, other| file(one) == file(other)) {
        let (shown, more) = of_file.split_at(of_file.len().min(MAX_LISTED));
        listed.extend_from_slice(shown);
        if let Some(first) = more.first() {
            listed.push(RuleError::new(RuleErrorKind::MoreErrors(more.len()), first.origin));
        }
    }
    listed
}

impl RuleError {
    pub fn new(kind: RuleErrorKind, origin: Option<Origin>) -> Self {
        Self { kind, origin, related: None }
    }

    pub(crate) fn unreadable(path: &Path, error: &io::Error) -> Self {
        let kind = RuleErrorKind::Folder { path: display_path(path), error: error.into() };
        Self::new(kind, None)
    }
}

impl From<ReadError> for RuleError {
    fn from(error: ReadError) -> Self {
        Self::new(RuleErrorKind::File { path: error.name, error: error.kind }, None)
    }
}

impl From<TableError> for RuleError {
    fn from(TableError { path, kind }: TableError) -> Self {
        let kind = match kind {
            TableErrorKind::Read(error) => RuleErrorKind::File { path, error },
            TableErrorKind::Folder(error) => RuleErrorKind::Folder { path, error },
            TableErrorKind::Other(reason) => RuleErrorKind::Unreadable { path, reason },
            TableErrorKind::Empty => RuleErrorKind::EmptyTable { path },
        };
        Self::new(kind, None)
    }
}

/// The kinds of error. Names in them are as written in the file.
#[derive(Debug, Clone, PartialEq)]
pub enum RuleErrorKind {
    /// A folder that cannot be listed.
    Folder {
        path: String,
        error: SystemError,
    },
    /// A reference table that cannot be read, with what the parser said.
    Unreadable {
        path: String,
        reason: String,
    },
    /// A file that the limits of reading refuse, or the system.
    File {
        path: String,
        error: ReadErrorKind,
    },
    EmptyTable {
        path: String,
    },
    NoSet,
    /// A file that says neither that it is a set nor that it is an overlay.
    NoHeader,
    NoFiche(i64),
    /// The text is no TOML.
    Syntax(TomlFault),
    UnknownKey {
        key: String,
        known: Vec<String>,
    },
    MissingKey(&'static str),
    MissingLanguage(Lang),
    WrongType {
        expected: Expected,
        found: String,
    },
    /// A table in one pair of brackets where lists of tables stand in two, or the other way round.
    Brackets {
        key: String,
        /// Whether it needs two.
        double: bool,
    },
    /// A part of a list's entry, `[[key.part]]`, before the first entry.
    NothingAbove {
        key: String,
        part: String,
    },
    /// A value that is none of a closed list, or a name that is not defined.
    Unknown {
        what: Named,
        name: String,
        known: Vec<String>,
    },
    Duplicate {
        what: Named,
        name: String,
    },
    /// Two slugs of one list that a dossier could name by the same words, folded.
    SharedName {
        name: String,
        slugs: [String; 2],
    },
    ExtendsCycle(Vec<String>),
    FactCycle(String),
    BadLiteral {
        expected: Expected,
        text: String,
    },
    EndsBeforeStart,
    EmptyList,
    /// What is wrong with a regular expression, and the character where it is, from 1.
    BadPattern {
        fault: PatternFault,
        at: usize,
    },
    /// A test or operation that does not fit its fact; with the fact's type.
    Mismatch {
        test: String,
        fact: String,
        found: Type,
        expected: Expected,
    },
    /// A derived fact without exactly one operation; those that it has.
    OneOperation(Vec<String>),
    MixedPredicate(Vec<String>),
    NoTest,
    /// A key that has an effect beside another one alone.
    Idle {
        key: String,
        needs: &'static str,
    },
    /// An unclosed, unopened or empty brace in a text.
    BadTemplate,
    OverrideUnknown {
        id: String,
        known: Vec<String>,
    },
    /// An override of a rule that stands in the same file or campaign, and that could be changed where it stands.
    OverrideOwn(String),
    OverrideIdle,
    /// A change that loosens a rule, or may do so, without a reason.
    Loosens(String),
    /// An id or a name with other characters than names have, or longer than they may be.
    BadName(String),
    TooDeep(Deep),
    TooLarge(Large),
    /// So many errors of a file that are not listed.
    MoreErrors(usize),
    /// A path that counts where there is nothing to count, or does not where it must; `key` is the dossier's.
    BadPath {
        path: String,
        key: String,
        needs_index: bool,
    },
}

impl RuleErrorKind {
    pub fn code(&self) -> RuleCode {
        match self {
            Self::Folder { .. }
            | Self::Unreadable { .. }
            | Self::File { .. }
            | Self::EmptyTable { .. }
            | Self::NoSet => RuleCode::File,
            Self::NoHeader => RuleCode::Header,
            Self::NoFiche(_) => RuleCode::Fiche,
            Self::Syntax(_) => RuleCode::Toml,
            Self::UnknownKey { .. } => RuleCode::KeyUnknown,
            Self::MissingKey(_) => RuleCode::KeyMissing,
            Self::MissingLanguage(_) => RuleCode::Language,
            Self::WrongType { .. } | Self::Brackets { .. } | Self::NothingAbove { .. } => RuleCode::Type,
            Self::Unknown { .. } => RuleCode::Unknown,
            Self::Duplicate { .. } => RuleCode::Duplicate,
            Self::SharedName { .. } => RuleCode::Label,
            Self::ExtendsCycle(_) | Self::FactCycle(_) => RuleCode::Cycle,
            Self::BadLiteral { .. } | Self::EndsBeforeStart | Self::EmptyList => RuleCode::Value,
            Self::BadPattern { .. } => RuleCode::Pattern,
            Self::Mismatch { .. } => RuleCode::Mismatch,
            Self::OneOperation(_) => RuleCode::Operation,
            Self::MixedPredicate(_) => RuleCode::Mixed,
            Self::NoTest | Self::Idle { .. } => RuleCode::Idle,
            Self::BadTemplate => RuleCode::Template,
            Self::BadPath { .. } => RuleCode::Path,
            Self::OverrideUnknown { .. } | Self::OverrideOwn(_) | Self::OverrideIdle => RuleCode::Override,
            Self::Loosens(_) => RuleCode::Loosens,
            Self::BadName(_) => RuleCode::Name,
            Self::TooDeep(_) => RuleCode::Depth,
            Self::TooLarge(_) => RuleCode::Size,
            Self::MoreErrors(_) => RuleCode::More,
        }
    }
}

/// What goes deeper than it may.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deep {
    /// Tables and lists within each other.
    Tables,
    /// A fact that is made of facts, by its name.
    Fact(String),
}

/// What is larger than it may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Large {
    /// All that a fact is made of, by its name.
    Fact(String),
    /// All that the rules and facts of a campaign are made of.
    Campaign(i64),
    /// The entries of a list that a test reads.
    List,
    /// The facts that a text quotes.
    Quotes,
    /// The times that overlays are laid over those of an intercommunalité.
    Layers,
    /// The variants of a test case, and the changes that each of them makes.
    Variants,
    /// The base dossiers that test cases start from, each as often as one does.
    Cases,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    Text,
    Integer,
    /// A whole number from one on.
    Positive,
    /// The nine digits of an intercommunalité.
    Siren,
    Boolean,
    List,
    Texts,
    Table,
    Tables,
    Bilingual,
    Money,
    Percentage,
    Date,
    Number,
    /// An amount, a number or a ratio.
    Quantity,
    /// A fact that holds one text, token or code.
    OneText,
    /// A fact that holds texts, tokens or codes, one or several.
    AnyText,
    TextList,
    TextOrBoolean,
    Prose,
    ListOrRecords,
    Records,
    Column,
    OneKey,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Named {
    Set,
    Overlay,
    Campaign,
    Override,
    Entry,
    /// A slug that the labels name.
    Slug,
    Fiche,
    Rule,
    Reading,
    Clause,
    Reminder,
    Fact,
    List,
    Label,
    Table,
    Column,
    Identifier,
    /// A value of a closed list of the language.
    Value,
    Token,
    Conventions,
    Overview,
    Plan,
    Base,
    /// A key of the dossier, by its path.
    Key,
}
