//! What can be wrong with a dossier's structure.

use super::amount::AmountError;
use super::date::DateError;
use super::format::{FieldId, ScalarKind, Side};
use super::surface::SurfaceFault;
use crate::source::{ReadError, ReadErrorKind, Span};
use crate::text::string_enum;
use crate::yaml::{Tree, YamlErrorKind};

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Problem {
    pub kind: ProblemKind,
    /// Dotted path of the key or value: `budget.produits[1].montant`; empty for the file itself.
    pub path: String,
    /// In bytes of the file.
    pub span: Span,
    pub related: Option<Span>,
}

/// `Panicked` holds the source location of this program's panic; no rule set is loaded for a `Campaign`.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum ProblemKind {
    Read(ReadErrorKind),
    Panicked(String),
    Yaml(YamlErrorKind),
    UnknownKey(UnknownKey),
    MissingKey(FieldId),
    /// `field` is the list, table or group that is meant, if it is one.
    Shape {
        expected: Shape,
        found: Shape,
        field: Option<FieldId>,
    },
    /// A list without its brackets: its key, and its value as it is meant.
    BareList {
        key: &'static str,
        list: String,
    },
    /// A table's line pasted from a spreadsheet, and the line that is meant, if it is clear.
    PastedRow {
        line: Option<String>,
    },
    /// A table's line whose key is its label, and the line that is meant.
    LabelAsKey {
        key: String,
        line: Option<String>,
    },
    /// A value of that kind that only its characters keep from being read, and what is meant.
    Surface {
        kind: ScalarKind,
        fault: SurfaceFault,
        found: String,
        meant: String,
    },
    Token {
        found: String,
        allowed: &'static [&'static str],
        nearest: Option<&'static str>,
    },
    Year(String),
    Amount {
        found: String,
        error: AmountError,
    },
    Date {
        found: String,
        error: DateError,
    },
    BadCode {
        found: String,
        expected: CodeForm,
    },
    Bool {
        found: String,
        meant: Option<bool>,
    },
    Poste {
        found: String,
        side: Side,
        error: PosteError,
    },
    Version(String),
    Campaign {
        found: String,
        known: Vec<i64>,
        /// The one of them that the value has in it.
        meant: Option<i64>,
    },
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct UnknownKey {
    pub key: String,
    /// The group or table that holds it; none at the root.
    pub within: Option<FieldId>,
    pub nearest: Option<&'static str>,
    /// Where the format has a key of that name.
    pub elsewhere: Vec<FieldId>,
    /// A letter of another alphabet in it, or a character that cannot be seen.
    pub look_alike: Option<char>,
    /// Whether a colon without the space that would end the key, or an equals sign, stands in it.
    pub colon: bool,
    /// Whether it may be the rest of a value cut by a comma, in braces.
    pub after_comma: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    Scalar,
    List,
    Mapping,
    Records,
    Nothing,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CodeForm {
    /// Five digits, or `2A` or `2B` and three digits.
    Commune,
    PostalCode,
    Siren,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PosteError {
    NotAnAccount,
    OtherSide,
    /// Of the accounts of investments, which the form does not have.
    Investment,
    Unknown,
}

string_enum! {
    #[expect(clippy::enum_variant_names, reason = "one of the codes is about codes")]
    pub enum Code {
        Io = "D-IO",
        Size = "D-SIZE",
        Encoding = "D-ENCODING",
        Yaml = "D-YAML",
        YamlAlias = "D-YAML-ALIAS",
        YamlTag = "D-YAML-TAG",
        YamlDepth = "D-YAML-DEPTH",
        YamlDocs = "D-YAML-DOCS",
        KeyUnknown = "D-KEY-UNKNOWN",
        KeyDuplicate = "D-KEY-DUPLICATE",
        KeyMissing = "D-KEY-MISSING",
        Type = "D-TYPE",
        Value = "D-VALUE",
        Amount = "D-AMOUNT",
        Date = "D-DATE",
        Code = "D-CODE",
        Bool = "D-BOOL",
        Poste = "D-POSTE",
        Version = "D-VERSION",
        Campaign = "D-CAMPAIGN",
    }
}

impl ScalarKind {
    /// The code of a value that is none of this kind.
    fn code(self) -> Code {
        match self {
            Self::Version => Code::Version,
            Self::Campaign => Code::Campaign,
            Self::Text | Self::Token(_) | Self::Slug | Self::Year => Code::Value,
            Self::Money => Code::Amount,
            Self::Date => Code::Date,
            Self::Bool => Code::Bool,
            Self::Commune | Self::PostalCode | Self::Siren | Self::Siret | Self::Rna | Self::Quartier => Code::Code,
            Self::Poste(_) => Code::Poste,
        }
    }
}

impl ProblemKind {
    pub(crate) fn code(&self) -> Code {
        match self {
            Self::Read(ReadErrorKind::TooLarge(_) | ReadErrorKind::TooLargeTogether(_)) => Code::Size,
            Self::Read(ReadErrorKind::Encoding { .. }) => Code::Encoding,
            Self::Read(_) | Self::Panicked(_) => Code::Io,
            Self::Yaml(error) => match error {
                YamlErrorKind::Alias | YamlErrorKind::Anchor | YamlErrorKind::MergeKey => Code::YamlAlias,
                YamlErrorKind::Tag => Code::YamlTag,
                YamlErrorKind::Depth => Code::YamlDepth,
                YamlErrorKind::SecondDocument => Code::YamlDocs,
                YamlErrorKind::DuplicateKey(_) => Code::KeyDuplicate,
                YamlErrorKind::Syntax(_)
                | YamlErrorKind::Rewritten { .. }
                | YamlErrorKind::QuotedTexts { .. }
                | YamlErrorKind::Tab
                | YamlErrorKind::NoBreakSpace { .. }
                | YamlErrorKind::Empty
                | YamlErrorKind::ComplexKey
                | YamlErrorKind::TooMany => Code::Yaml,
            },
            Self::UnknownKey(_) | Self::LabelAsKey { .. } => Code::KeyUnknown,
            Self::MissingKey(_) => Code::KeyMissing,
            Self::Shape { .. } | Self::BareList { .. } | Self::PastedRow { .. } => Code::Type,
            Self::Surface { kind, .. } => kind.code(),
            Self::Token { .. } | Self::Year(_) => Code::Value,
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
    /// `place` is the source location of the panic.
    pub(crate) fn panicked(place: String) -> Self {
        Self { kind: ProblemKind::Panicked(place), path: String::new(), span: Span::default(), related: None }
    }

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
