//! Predicates: what a rule demands of the facts.

use regex_lite::Regex;

use super::error::Origin;
use super::fact::FactId;
use super::literal::Literal;
use super::token::Basis;
use crate::dossier::Identifier;
use crate::reference::TableId;

/// A condition over the facts, with three values.
#[derive(Debug, Clone)]
pub enum Predicate {
    /// Tests of one fact.
    Test(Test),
    /// All of these.
    All(Vec<Predicate>),
    /// SpannedValue least one of these.
    Any(Vec<Predicate>),
    /// Not this.
    Not(Box<Predicate>),
    /// One condition or another, as a third one tells.
    Choice {
        /// What tells.
        condition: Box<Predicate>,
        /// Where it holds.
        then: Box<Predicate>,
        /// Where it does not; nothing is demanded there without it.
        otherwise: Option<Box<Predicate>>,
    },
}

/// Tests of one fact; all must hold.
#[derive(Debug, Clone)]
pub struct Test {
    /// The fact.
    pub fact: FactId,
    /// What it must be.
    pub checks: Vec<(Check, Origin)>,
    /// Whether an absent fact is a violation, the burden of proof being the holder's.
    pub absent_violates: bool,
    /// Whether a test that does not hold leaves the matter undetermined.
    pub inconclusive: bool,
    /// What the decision rests on, where the rule leaves it to the branch.
    pub basis: Option<Basis>,
    /// Whether to list what the right side of `any_of` holds and the fact does not name.
    pub name_others: bool,
}

/// One test.
#[derive(Debug, Clone)]
pub enum Check {
    /// The fact is this text, token or boolean.
    Is(Operand),
    /// The fact stands in this order to a bound: an amount, a ratio, a number, a day.
    Compare(Order, Bound),
    /// The fact is one of these.
    OneOf(ListOperand),
    /// The fact, or every entry, is none of these.
    NoneOf(ListOperand),
    /// SpannedValue least one entry is one of these.
    AnyOf(ListOperand),
    /// Every one of these is an entry.
    AllOf(ListOperand),
    /// Every entry is one of these.
    Only(ListOperand),
    /// A row of the table begins with the fact.
    In(TableId),
    /// The fact begins with one of these.
    Prefix(ListOperand),
    /// The fact begins with none of these.
    NotPrefix(ListOperand),
    /// The fact matches.
    Matches(Regex),
    /// The fact is a well-formed number.
    Valid(Identifier),
    /// The table links the fact to an entry of another fact.
    Linked {
        /// The table: first column, second column.
        table: TableId,
        /// The other fact.
        to: FactId,
    },
    /// The fact is a text long enough.
    Documented,
    /// The fact holds an entry.
    NotEmpty,
    /// Every line has these columns filled in.
    Complete(Vec<usize>),
    /// Something is there, or nothing.
    Given(bool),
}

impl Check {
    /// The fact on its right side, if there is one.
    pub fn other_fact(&self) -> Option<FactId> {
        match self {
            Self::Is(Operand::Fact(fact)) | Self::Compare(_, Operand::Fact(fact)) | Self::Linked { to: fact, .. } => {
                Some(*fact)
            }
            Self::OneOf(ListOperand::Fact(fact))
            | Self::NoneOf(ListOperand::Fact(fact))
            | Self::AnyOf(ListOperand::Fact(fact))
            | Self::AllOf(ListOperand::Fact(fact))
            | Self::Only(ListOperand::Fact(fact))
            | Self::Prefix(ListOperand::Fact(fact))
            | Self::NotPrefix(ListOperand::Fact(fact)) => Some(*fact),
            _ => None,
        }
    }
}

impl Predicate {
    /// The tests that it is made of, in the order of the file.
    pub fn tests(&self) -> Vec<&Test> {
        match self {
            Self::Test(test) => vec![test],
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::tests).collect(),
            Self::Not(part) => part.tests(),
            Self::Choice { condition, then, otherwise } => {
                let parts = [Some(condition), Some(then), otherwise.as_ref()];
                parts.into_iter().flatten().flat_map(|part| part.tests()).collect()
            }
        }
    }

    /// The facts that it reads, however it comes out.
    pub fn facts(&self) -> Vec<FactId> {
        let others = |test: &Test| test.checks.iter().filter_map(|(check, _)| check.other_fact()).collect::<Vec<_>>();
        self.tests().into_iter().flat_map(|test| std::iter::once(test.fact).chain(others(test))).collect()
    }
}

/// How a fact stands to its bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// The same.
    Equal,
    /// The same or more; that day or later.
    AtLeast,
    /// The same or less; that day or earlier.
    AtMost,
    /// More; later.
    More,
    /// Less; earlier.
    Less,
}

impl Order {
    /// Whether it holds for the outcome of a comparison of the fact with its bound.
    pub fn holds(self, ordering: std::cmp::Ordering) -> bool {
        match self {
            Self::Equal => ordering.is_eq(),
            Self::AtLeast => ordering.is_ge(),
            Self::AtMost => ordering.is_le(),
            Self::More => ordering.is_gt(),
            Self::Less => ordering.is_lt(),
        }
    }
}

/// The right side of a comparison.
pub type Bound = Operand;

/// A right side: a value, or another fact.
#[derive(Debug, Clone)]
pub enum Operand {
    /// A value.
    Literal(Literal),
    /// Another fact.
    Fact(FactId),
}

/// A right side that is a list.
#[derive(Debug, Clone)]
pub enum ListOperand {
    /// Fixed entries.
    Fixed(Vec<String>),
    /// The entries of another fact.
    Fact(FactId),
}
