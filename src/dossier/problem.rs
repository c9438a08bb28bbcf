//! What can be wrong with a dossier's structure.

use super::amount::AmountError;
use super::date::DateError;
use super::format::{FieldId, Side};
use crate::source::{ReadError, ReadErrorKind, Span};
use crate::text::string_enum;
use crate::yaml::{Tree, YamlErrorKind};

/// One thing wrong with a dossier, and where.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    pub kind: ProblemKind,
    /// Dotted path of the key or value: `budget.produits[1].montant`; empty for the file itself.
    pub path: String,
    /// Where, in bytes of the file.
    pub span: Span,
    /// Another place that belongs to it: the first of two equal keys.
    pub related: Option<Span>,
}

/// What can be wrong.
#[derive(Debug, Clone, PartialEq)]
pub enum ProblemKind {
    /// The file could not be read, or is no text.
    Read(ReadErrorKind),
    /// This program failed at it; where, in its source.
    Panicked(String),
    /// The text is not the plain YAML that a dossier needs.
    Yaml(YamlErrorKind),
    /// A key that the format does not have there.
    UnknownKey(UnknownKey),
    /// A key that must be there, with a value.
    MissingKey(FieldId),
    /// A value of another shape than its key asks for.
    Shape { expected: Shape, found: Shape },
    /// A text that is none of a closed list's tokens.
    Token {
        found: String,
        allowed: &'static [&'static str],
        /// The token that was most likely meant.
        nearest: Option<&'static str>,
    },
    /// A year that is not four digits.
    Year(String),
    /// An empty text where an item of a list or a slug is expected.
    EmptyText,
    /// An amount that cannot be read without doubt.
    Amount { found: String, error: AmountError },
    /// A day that is none, or is written in another way.
    Date { found: String, error: DateError },
    /// A code of the wrong form.
    BadCode { found: String, expected: CodeForm },
    /// A text that is neither yes nor no.
    Bool {
        found: String,
        /// What was most likely meant.
        meant: Option<bool>,
    },
    /// An account that this side of the budget does not have.
    Poste { found: String, side: Side, error: PosteError },
    /// Another version of the format.
    Version(String),
    /// A campaign for which no rule set is loaded.
    Campaign { found: String, known: Vec<i64> },
}

/// A key that the format does not have where it stands, and what may have been meant.
#[derive(Debug, Clone, PartialEq)]
pub struct UnknownKey {
    pub key: String,
    /// The group or table it stands in; none at the top.
    pub within: Option<FieldId>,
    /// The key that was most likely meant.
    pub nearest: Option<&'static str>,
    /// Where the format has a key of that name.
    pub elsewhere: Vec<FieldId>,
    /// Whether it may be the rest of a value that a comma cut, in braces.
    pub after_comma: bool,
}

/// The shapes of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    Scalar,
    /// A list of scalars.
    List,
    Mapping,
    /// A list of mappings.
    Records,
    /// Nothing, where an item is expected.
    Nothing,
}

/// The forms of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeForm {
    /// A commune's INSEE code: five digits, or `2A` or `2B` and three.
    Commune,
    /// A postal code: five digits.
    PostalCode,
    /// A SIREN: nine digits.
    Siren,
}

/// Why an account is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PosteError {
    /// It is not two or three digits.
    NotAnAccount,
    /// It belongs on the other side.
    OtherSide,
    /// The form has no such account.
    Unknown,
}

string_enum! {
    /// The stable codes of structural errors.
    pub enum Code {
        Io = "D-IO",
        Size = "D-SIZE",
        Encoding = "D-ENCODING",
        Yaml = "D-YAML",
        /// An anchor, an alias or a merge key.
        YamlAlias = "D-YAML-ALIAS",
        YamlTag = "D-YAML-TAG",
        YamlDepth = "D-YAML-DEPTH",
        YamlDocs = "D-YAML-DOCS",
        KeyUnknown = "D-KEY-UNKNOWN",
        KeyDuplicate = "D-KEY-DUPLICATE",
        KeyMissing = "D-KEY-MISSING",
        /// A value of the wrong shape.
        Type = "D-TYPE",
        /// A value outside its list.
        Value = "D-VALUE",
        Amount = "D-AMOUNT",
        Date = "D-DATE",
        Code = "D-CODE",
        Bool = "D-BOOL",
        /// A budget account.
        Poste = "D-POSTE",
        Version = "D-VERSION",
        Campaign = "D-CAMPAIGN",
    }
}

impl ProblemKind {
    pub fn code(&self) -> Code {
        match self {
            Self::Read(ReadErrorKind::TooLarge(_)) => Code::Size,
            Self::Read(ReadErrorKind::Encoding { .. }) => Code::Encoding,
            Self::Read(_) | Self::Panicked(_) => Code::Io,
            Self::Yaml(error) => match error {
                YamlErrorKind::Alias | YamlErrorKind::Anchor | YamlErrorKind::MergeKey => Code::YamlAlias,
                YamlErrorKind::Tag => Code::YamlTag,
                YamlErrorKind::Depth => Code::YamlDepth,
                YamlErrorKind::SecondDocument => Code::YamlDocs,
                YamlErrorKind::DuplicateKey(_) => Code::KeyDuplicate,
                YamlErrorKind::Syntax(_)
                | YamlErrorKind::Tab
                | YamlErrorKind::Empty
                | YamlErrorKind::ComplexKey
                | YamlErrorKind::TooMany => Code::Yaml,
            },
            Self::UnknownKey(_) => Code::KeyUnknown,
            Self::MissingKey(_) => Code::KeyMissing,
            Self::Shape { .. } => Code::Type,
            Self::Token { .. } | Self::Year(_) | Self::EmptyText => Code::Value,
            Self::Amount { .. } => Code::Amount,
            Self::Date { .. } => Code::Date,
            Self::BadCode { .. } => Code::Code,
            Self::Bool { .. } => Code::Bool,
            Self::Poste { .. } => Code::Poste,
            Self::Version(_) => Code::Version,
            Self::Campaign { .. } => Code::Campaign,
        }
    }
}

impl Problem {
    /// That this program failed at a dossier, at a place in its source.
    pub fn panicked(place: String) -> Self {
        Self { kind: ProblemKind::Panicked(place), path: String::new(), span: Span::default(), related: None }
    }

    /// The problems that a tree's faults are.
    pub(super) fn of_tree(tree: &Tree<'_>) -> impl Iterator<Item = Self> {
        tree.errors.iter().map(|error| Self {
            kind: ProblemKind::Yaml(error.kind.clone()),
            path: tree.path_at(error.span.start),
            span: error.span,
            related: error.related,
        })
    }
}

impl From<&ReadError> for Problem {
    fn from(error: &ReadError) -> Self {
        let start = match error.kind {
            ReadErrorKind::Encoding { offset, .. } => offset,
            _ => 0,
        };
        Self {
            kind: ProblemKind::Read(error.kind.clone()),
            path: String::new(),
            span: Span::new(start, start),
            related: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_those_of_the_contract() {
        let codes: Vec<_> = Code::ALL.iter().map(|code| code.as_str()).collect();
        assert_eq!(
            codes.join(" "),
            "D-IO D-SIZE D-ENCODING D-YAML D-YAML-ALIAS D-YAML-TAG D-YAML-DEPTH D-YAML-DOCS \
             D-KEY-UNKNOWN D-KEY-DUPLICATE D-KEY-MISSING D-TYPE D-VALUE D-AMOUNT D-DATE D-CODE \
             D-BOOL D-POSTE D-VERSION D-CAMPAIGN"
        );
    }
}
