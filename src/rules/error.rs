//! What can be wrong with a rule set, and where.

use std::io;
use std::path::Path;

use crate::reference::{TableError, TableErrorKind};
use crate::source::{ReadError, ReadErrorKind, Span, display_path};

/// A place in one of the files that a rule book was loaded from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    /// The file's place among the files.
    pub file: usize,
    pub span: Span,
}

/// One thing wrong with a rule set.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleError {
    pub kind: RuleErrorKind,
    /// Where; nowhere for a file that cannot be read.
    pub origin: Option<Origin>,
    /// Another place that belongs to it: the first of two definitions.
    pub related: Option<Origin>,
}

impl RuleError {
    pub fn new(kind: RuleErrorKind, origin: Option<Origin>) -> Self {
        Self { kind, origin, related: None }
    }

    /// A folder that cannot be listed.
    pub(crate) fn unreadable(path: &Path, error: &io::Error) -> Self {
        let kind = RuleErrorKind::Unreadable { path: display_path(path), reason: error.to_string() };
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
            TableErrorKind::Other(reason) => RuleErrorKind::Unreadable { path, reason },
            TableErrorKind::Empty => RuleErrorKind::EmptyTable { path },
        };
        Self::new(kind, None)
    }
}

/// The kinds of error. Names in them are as written in the file.
#[derive(Debug, Clone, PartialEq)]
pub enum RuleErrorKind {
    /// A folder that cannot be listed, or a reference table that cannot be read; with what the system or the parser said.
    Unreadable {
        path: String,
        reason: String,
    },
    /// A file that the limits of reading refuse, or the system.
    File {
        path: String,
        error: ReadErrorKind,
    },
    /// A reference table without columns.
    EmptyTable {
        path: String,
    },
    /// The folder holds no rule set.
    NoSet,
    /// A file that says neither that it is a set nor that it is an overlay.
    NoHeader,
    /// A campaign none of whose sets decides a fiche.
    NoFiche(i64),
    /// The text is no TOML; what the parser said, in English.
    Syntax(String),
    UnknownKey {
        key: String,
        known: Vec<String>,
    },
    MissingKey(&'static str),
    /// A text that is missing in one language, or empty.
    MissingLanguage(&'static str),
    /// A value of another type than expected; with TOML's name of the one found.
    WrongType {
        expected: Expected,
        found: String,
    },
    /// A value that is none of a closed list, or a name that is not defined.
    Unknown {
        what: Named,
        name: String,
        known: Vec<String>,
    },
    /// A name that is defined twice.
    Duplicate {
        what: Named,
        name: String,
    },
    /// Sets that extend each other in a circle.
    ExtendsCycle(Vec<String>),
    /// A fact that is derived from itself.
    FactCycle(String),
    /// A literal that cannot be read.
    BadLiteral {
        expected: Expected,
        text: String,
    },
    /// A period whose last day comes before its first.
    EndsBeforeStart,
    /// A list of values without one, where nothing could ever fit.
    EmptyList,
    /// A regular expression that cannot be read; with what the parser said.
    BadPattern {
        reason: String,
    },
    /// A test or operation that does not fit its fact; with the fact's type.
    Mismatch {
        test: String,
        fact: String,
        found: &'static str,
        expected: Expected,
    },
    /// A derived fact without exactly one operation; those that it has.
    OneOperation(Vec<String>),
    /// Keys that do not go together.
    MixedPredicate(Vec<String>),
    /// A predicate with a fact and no test.
    NoTest,
    /// A key that has an effect beside another one alone.
    Idle {
        key: String,
        needs: &'static str,
    },
    /// An unclosed, unopened or empty brace in a text.
    BadTemplate,
    /// An override of a rule that does not exist.
    OverrideUnknown {
        id: String,
        known: Vec<String>,
    },
    /// An override of a rule that stands in the same file or campaign, and that could be changed where it stands.
    OverrideOwn(String),
    /// An override that changes nothing.
    OverrideIdle,
    /// A change that loosens a rule, or may do so, without a reason.
    Loosens(String),
    /// A path that counts where there is nothing to count, or does not where it must (`needs_index`); `key` is the key of
    /// the dossier that is meant.
    BadPath {
        path: String,
        key: String,
        needs_index: bool,
    },
}

impl RuleErrorKind {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } | Self::File { .. } | Self::EmptyTable { .. } | Self::NoSet => "R-FILE",
            Self::NoHeader => "R-HEADER",
            Self::NoFiche(_) => "R-FICHE",
            Self::Syntax(_) => "R-TOML",
            Self::UnknownKey { .. } => "R-KEY-UNKNOWN",
            Self::MissingKey(_) => "R-KEY-MISSING",
            Self::MissingLanguage(_) => "R-LANGUAGE",
            Self::WrongType { .. } => "R-TYPE",
            Self::Unknown { .. } => "R-UNKNOWN",
            Self::Duplicate { .. } => "R-DUPLICATE",
            Self::ExtendsCycle(_) | Self::FactCycle(_) => "R-CYCLE",
            Self::BadLiteral { .. } | Self::EndsBeforeStart | Self::EmptyList => "R-VALUE",
            Self::BadPattern { .. } => "R-PATTERN",
            Self::Mismatch { .. } => "R-MISMATCH",
            Self::OneOperation(_) => "R-OPERATION",
            Self::MixedPredicate(_) => "R-MIXED",
            Self::NoTest | Self::Idle { .. } => "R-IDLE",
            Self::BadTemplate => "R-TEMPLATE",
            Self::BadPath { .. } => "R-PATH",
            Self::OverrideUnknown { .. } | Self::OverrideOwn(_) | Self::OverrideIdle => "R-OVERRIDE",
            Self::Loosens(_) => "R-LOOSENS",
        }
    }
}

/// What kind of value is expected.
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
    /// A text in both languages.
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
    /// A fact that holds a list of texts, tokens or codes.
    TextList,
    TextOrBoolean,
    /// A text written by a person.
    Prose,
    ListOrRecords,
    /// A table of lines.
    Records,
    Column,
    /// A table with one key.
    OneKey,
}

/// The kinds of thing that have names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Named {
    Set,
    Overlay,
    /// A campaign, by its year.
    Campaign,
    /// A change of a rule, by the rule's id.
    Override,
    /// An entry of a list.
    Entry,
    /// A slug that the labels name.
    Slug,
    /// A fiche, as the one that a set decides.
    Fiche,
    Rule,
    Reading,
    Fact,
    List,
    Label,
    Table,
    Column,
    Identifier,
    /// A value of a closed list of the language.
    Value,
    /// A token of an enumerated key of the dossier.
    Token,
    Conventions,
    Overview,
    /// The dossier that a test case starts from.
    Base,
    /// A key of the dossier, by its path.
    Key,
}
