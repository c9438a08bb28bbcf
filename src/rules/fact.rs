//! Facts: what rules read, with their types and how they come about.

use super::literal::Literal;

use super::predicate::Check;
use crate::dossier::format::FieldId;
use crate::reference::TableId;
use crate::text::Bilingual;

/// A fact's place in its campaign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct FactId(pub(crate) usize);

#[derive(Debug, Clone)]
pub(crate) struct Fact {
    /// Its name: a path of the dossier, or a derived fact's own.
    pub name: String,
    /// Its name for people.
    pub label: Bilingual,
    pub kind: Type,
    /// How it comes about.
    pub source: FactSource,
    /// Facts without which it is absent.
    pub needs: Vec<FactId>,
    /// The named lists that it is made with.
    pub lists: Vec<String>,
}

impl Fact {
    /// The facts that it is made of.
    pub(crate) fn inputs(&self) -> Vec<FactId> {
        let mut inputs = self.needs.clone();
        match &self.source {
            FactSource::CountEntries(of)
            | FactSource::Filter { of, .. }
            | FactSource::Lookup { keys: LookupKeys::Fact(of), .. } => inputs.push(*of),
            FactSource::Sum(members) | FactSource::FirstOf { members, .. } => inputs.extend(members),
            FactSource::Difference(a, b) | FactSource::Ratio(a, b) => inputs.extend([*a, *b]),
            FactSource::Union(members) => inputs.extend(members.iter().map(|member| member.fact)),
            _ => {}
        }
        if let FactSource::Filter { checks, .. } = &self.source {
            inputs.extend(checks.iter().filter_map(Check::other_fact));
        }
        inputs
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Type {
    One(ScalarType),
    Many(ScalarType),
    Records,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ScalarType {
    /// A text written by a person.
    Prose,
    /// One of a closed list of the format.
    Token(&'static [&'static str]),
    /// One of the slugs that the rule sets name.
    Slug,
    Code,
    Bool,
    Date,
    /// In euros.
    Money,
    Number,
    /// A ratio of two amounts or numbers.
    Ratio,
}

impl ScalarType {
    /// Whether its values are texts of some kind.
    pub(crate) fn is_text(self) -> bool {
        matches!(self, Self::Prose | Self::Token(_) | Self::Slug | Self::Code)
    }

    /// Whether a value of one type may stand where the other is expected: texts of all kinds compare.
    pub(crate) fn fits(self, other: Self) -> bool {
        self == other || (self.is_text() && other.is_text())
    }
}

impl Type {
    /// The type of its values; none for a table.
    pub(crate) fn scalar(self) -> Option<ScalarType> {
        match self {
            Self::One(scalar) | Self::Many(scalar) => Some(scalar),
            Self::Records => None,
        }
    }

    /// Whether two facts may stand for each other: the same shape, and texts of any kind for texts.
    pub(crate) fn fits(self, other: Self) -> bool {
        match (self, other) {
            (Self::One(a), Self::One(b)) | (Self::Many(a), Self::Many(b)) => a.fits(b),
            (Self::Records, Self::Records) => true,
            _ => false,
        }
    }

    /// A name for messages, in the language of the rule sets.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::One(ScalarType::Prose) => "text",
            Self::One(ScalarType::Token(_)) => "token",
            Self::One(ScalarType::Slug) => "slug",
            Self::One(ScalarType::Code) => "code",
            Self::One(ScalarType::Bool) => "boolean",
            Self::One(ScalarType::Date) => "date",
            Self::One(ScalarType::Money) => "amount",
            Self::One(ScalarType::Number) => "number",
            Self::One(ScalarType::Ratio) => "ratio",
            Self::Many(ScalarType::Money) => "list of amounts",
            Self::Many(ScalarType::Date) => "list of dates",
            Self::Many(_) => "list",
            Self::Records => "table",
        }
    }
}

/// How a fact comes about.
#[derive(Debug, Clone)]
pub(crate) enum FactSource {
    Field(FieldId),
    Column {
        table: FieldId,
        column: usize,
    },
    /// The day of the check.
    EvaluationDate,
    /// The fiche being assessed.
    EvaluationFiche,
    /// Whether a register of funded programmes was given.
    RegisterGiven,
    /// Whether the applicant is in that register.
    RegisterHolds,
    /// The sum over a table's lines.
    SumLines {
        table: FieldId,
        column: usize,
        filter: LineFilter,
    },
    /// The number of a table's lines.
    CountLines {
        table: FieldId,
        filter: LineFilter,
    },
    /// The number of a list's entries.
    CountEntries(FactId),
    /// The sum of those that are there.
    Sum(Vec<FactId>),
    /// The first minus the second.
    Difference(FactId, FactId),
    /// The first over the second.
    Ratio(FactId, FactId),
    /// The first that is given.
    FirstOf {
        members: Vec<FactId>,
        /// What stands in when none is.
        literal: Option<Literal>,
    },
    /// The entries of all.
    Union(Vec<Member>),
    /// The entries that pass.
    Filter {
        of: FactId,
        checks: Vec<Check>,
    },
    /// Cells of a reference table.
    Lookup {
        keys: LookupKeys,
        table: TableId,
        columns: Vec<usize>,
    },
}

/// A member of a union.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Member {
    pub fact: FactId,
    /// Whether it may be absent.
    pub optional: bool,
}

/// What a lookup looks up.
#[derive(Debug, Clone)]
pub(crate) enum LookupKeys {
    /// The entries of a fact.
    Fact(FactId),
    /// Fixed keys.
    Fixed(Vec<String>),
}

/// Which lines of a table are kept: all of these hold.
#[derive(Debug, Default, Clone)]
pub(crate) struct LineFilter {
    /// A column and a test of its cell, with fixed texts on its right side.
    pub tests: Vec<(usize, Check)>,
}
