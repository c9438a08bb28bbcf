//! Facts: what rules read, with their types and how they come about.

use std::collections::HashSet;

use super::literal::Literal;

use super::predicate::{Check, FactId, Operand, Predicate};
use crate::dossier::format::FieldId;
use crate::reference::TableId;
use crate::text::Bilingual;

#[derive(Debug, Clone)]
pub(crate) struct Fact {
    /// Its name: a path of the dossier, or a derived fact's own.
    pub name: String,
    pub label: Bilingual,
    pub kind: Type,
    pub source: FactSource,
    /// Facts without which it is absent.
    pub needs: Vec<FactId>,
    pub lists: Vec<String>,
}

impl Fact {
    pub(crate) fn inputs(&self) -> Vec<FactId> {
        let mut inputs = self.needs.clone();
        match &self.source {
            FactSource::CountEntries(of)
            | FactSource::Filter { of, .. }
            | FactSource::Lookup { keys: LookupKeys::Fact(of), .. } => inputs.push(*of),
            FactSource::Sum(members) | FactSource::FirstOf { members, .. } => inputs.extend(members),
            FactSource::Difference(a, b) | FactSource::Ratio(a, b) => inputs.extend([*a, *b]),
            FactSource::Union(members) => inputs.extend(members.iter().map(|member| member.fact)),
            FactSource::Conditional { condition, then, otherwise } => {
                inputs.extend(condition.facts());
                inputs.extend([then, otherwise].into_iter().filter_map(Operand::fact));
            }
            _ => {}
        }
        if let FactSource::Filter { checks, .. } = &self.source {
            inputs.extend(checks.iter().filter_map(Check::other_fact));
        }
        inputs
    }
}

/// These facts and all that they are derived from.
pub(super) fn with_inputs(all: &[Fact], facts: impl IntoIterator<Item = FactId>) -> HashSet<FactId> {
    let mut found = HashSet::new();
    let mut next: Vec<FactId> = facts.into_iter().collect();
    while let Some(fact) = next.pop() {
        if found.insert(fact) {
            next.extend(all[fact.0].inputs());
        }
    }
    found
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    One(ScalarType),
    Many(ScalarType),
    Records,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScalarType {
    Prose,
    /// One of a closed list of the format.
    Token(&'static [&'static str]),
    Slug,
    Code,
    Bool,
    Date,
    /// In euros.
    Money,
    Number,
    Ratio,
}

impl ScalarType {
    pub(crate) fn is_text(self) -> bool {
        matches!(self, Self::Prose | Self::Token(_) | Self::Slug | Self::Code)
    }

    /// Whether a value of one type may stand where the other is expected: texts of all kinds compare.
    pub(crate) fn fits(self, other: Self) -> bool {
        self == other || (self.is_text() && other.is_text())
    }
}

impl Type {
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
}

#[derive(Debug, Clone)]
pub(crate) enum FactSource {
    Field(FieldId),
    Column {
        table: FieldId,
        column: usize,
    },
    EvaluationDate,
    EvaluationFiche,
    /// Whether a register of funded programmes was given.
    RegisterGiven,
    /// Whether the applicant is in that register.
    RegisterHolds,
    SumLines {
        table: FieldId,
        column: usize,
        filter: LineFilter,
    },
    CountLines {
        table: FieldId,
        filter: LineFilter,
    },
    CountEntries(FactId),
    /// The sum of those that are there.
    Sum(Vec<FactId>),
    Difference(FactId, FactId),
    Ratio(FactId, FactId),
    FirstOf {
        members: Vec<FactId>,
        literal: Option<Literal>,
    },
    Union(Vec<Member>),
    /// One fact or value where the condition holds, the other where it does not.
    Conditional {
        condition: Box<Predicate>,
        then: Operand,
        otherwise: Operand,
    },
    Filter {
        of: FactId,
        checks: Vec<Check>,
    },
    Lookup {
        keys: LookupKeys,
        table: TableId,
        columns: Vec<usize>,
    },
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Member {
    pub fact: FactId,
    pub optional: bool,
}

#[derive(Debug, Clone)]
pub(crate) enum LookupKeys {
    Fact(FactId),
    Fixed(Vec<String>),
}

/// Which lines of a table are kept: all of these hold.
#[derive(Debug, Default, Clone)]
pub(crate) struct LineFilter {
    /// A column and a test of its cell, with fixed texts on its right side.
    pub tests: Vec<(usize, Check)>,
}
