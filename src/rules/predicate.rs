//! Predicates: what a rule demands of the facts.

use regex_lite::Regex;

use super::error::Origin;
use super::literal::Literal;
use super::token::Basis;
use crate::dossier::Identifier;
use crate::reference::TableId;

/// A fact's place in its campaign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct FactId(pub(crate) usize);

/// A condition over the facts, with three values.
#[derive(Debug, Clone)]
pub(crate) enum Predicate {
    Test(Test),
    All(Vec<Predicate>),
    Any(Vec<Predicate>),
    Not(Box<Predicate>),
    Choice(Box<Choice>),
}

#[derive(Debug, Clone)]
pub(crate) struct Choice {
    pub condition: Predicate,
    pub then: Predicate,
    /// What is demanded where it does not; nothing without it.
    pub otherwise: Option<Predicate>,
}

/// Tests of one fact; all must hold.
#[derive(Debug, Clone)]
pub(crate) struct Test {
    pub fact: FactId,
    pub checks: Vec<(Check, Origin)>,
    /// Whether an absent fact is a violation, the burden of proof being the applicant's.
    pub absent_violates: bool,
    /// Whether a test that does not hold leaves the matter undetermined.
    pub inconclusive: bool,
    /// What the decision rests on, where the rule leaves it to the branch.
    pub basis: Option<Basis>,
    /// Whether to list what the right side of `any_of` holds and the fact does not name.
    pub name_others: bool,
}

impl Choice {
    fn branches(&self) -> impl Iterator<Item = &Predicate> {
        std::iter::once(&self.then).chain(&self.otherwise)
    }
}

impl Test {
    pub(crate) fn facts(&self) -> impl Iterator<Item = FactId> {
        std::iter::once(self.fact).chain(self.checks.iter().filter_map(|(check, _)| check.other_fact()))
    }
}

#[derive(Debug, Clone)]
pub(crate) enum Check {
    Is(Operand),
    /// The fact stands in this order to a bound: an amount, a ratio, a number, a day.
    Compare(Order, Operand),
    OneOf(ListOperand),
    /// The fact, or every entry, is none of these.
    NoneOf(ListOperand),
    AnyOf(ListOperand),
    AllOf(ListOperand),
    Only(ListOperand),
    /// A row of the table begins with the fact.
    In(TableId),
    Prefix(ListOperand),
    NotPrefix(ListOperand),
    Matches(Regex),
    Valid(Identifier),
    Linked {
        /// The table: first column, second column.
        table: TableId,
        to: FactId,
    },
    /// The fact is a text long enough.
    Documented,
    NotEmpty,
    /// Every line has these columns filled in.
    Complete(Vec<usize>),
    Given(bool),
}

impl Check {
    pub(crate) fn other_fact(&self) -> Option<FactId> {
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

impl Check {
    /// The entries of its right side, where that is a list.
    pub(crate) fn fixed_list(&self) -> &[String] {
        match self {
            Self::OneOf(ListOperand::Fixed(entries))
            | Self::NoneOf(ListOperand::Fixed(entries))
            | Self::AnyOf(ListOperand::Fixed(entries))
            | Self::AllOf(ListOperand::Fixed(entries))
            | Self::Only(ListOperand::Fixed(entries))
            | Self::Prefix(ListOperand::Fixed(entries))
            | Self::NotPrefix(ListOperand::Fixed(entries)) => entries,
            _ => &[],
        }
    }
}

/// Something that is worked out of a predicate from its tests up. Negation is handed down to the tests, so that parts
/// come as they are after it.
pub(crate) trait PredicateFold<'p> {
    type Output;

    fn test(&self, test: &'p Test, negated: bool) -> Self::Output;

    /// Parts that were written as an `all` or, where `any`, as an `any`; negation makes the one the other.
    fn parts(&self, any: bool, negated: bool, parts: impl Iterator<Item = Self::Output>) -> Self::Output;

    /// A choice; its parts are left to be folded, as far as they are needed.
    fn choice(&self, negated: bool, choice: &'p Choice) -> Self::Output;
}

impl Predicate {
    pub(crate) fn fold<'p, F: PredicateFold<'p>>(&'p self, fold: &F, negated: bool) -> F::Output {
        match self {
            Self::Test(test) => fold.test(test, negated),
            Self::All(parts) => fold.parts(false, negated, parts.iter().map(|part| part.fold(fold, negated))),
            Self::Any(parts) => fold.parts(true, negated, parts.iter().map(|part| part.fold(fold, negated))),
            Self::Not(part) => part.fold(fold, !negated),
            Self::Choice(choice) => fold.choice(negated, choice),
        }
    }

    /// How deep predicates lie within each other.
    pub(super) fn depth(&self) -> usize {
        match self {
            Self::Test(_) => 1,
            Self::All(parts) | Self::Any(parts) => 1 + parts.iter().map(Self::depth).max().unwrap_or_default(),
            Self::Not(part) => 1 + part.depth(),
            Self::Choice(choice) => {
                1 + choice.branches().map(Self::depth).max().unwrap_or_default().max(choice.condition.depth())
            }
        }
    }

    pub(crate) fn tests(&self) -> Vec<&Test> {
        self.fold(&Tests::All, false)
    }

    /// The tests that it asks to hold: none under a negation, none that only a choice depends on.
    pub(crate) fn demanded_tests(&self) -> Vec<&Test> {
        self.fold(&Tests::Demanded, false)
    }

    /// The tests that have to hold whatever the others come to.
    pub(crate) fn required_tests(&self) -> Vec<&Test> {
        self.fold(&Tests::Required, false)
    }

    pub(crate) fn facts(&self) -> Vec<FactId> {
        self.tests().into_iter().flat_map(Test::facts).collect()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tests {
    All,
    Demanded,
    Required,
}

impl<'p> PredicateFold<'p> for Tests {
    type Output = Vec<&'p Test>;

    fn test(&self, test: &'p Test, negated: bool) -> Self::Output {
        if negated && *self != Self::All { Vec::new() } else { vec![test] }
    }

    fn parts(&self, any: bool, _: bool, parts: impl Iterator<Item = Self::Output>) -> Self::Output {
        if any && *self == Self::Required { Vec::new() } else { parts.flatten().collect() }
    }

    fn choice(&self, negated: bool, choice: &'p Choice) -> Self::Output {
        let own = |part: &'p Predicate| part.fold(self, negated);
        match self {
            Self::Required => Vec::new(),
            Self::Demanded => choice.branches().flat_map(own).collect(),
            Self::All => std::iter::once(&choice.condition).chain(choice.branches()).flat_map(own).collect(),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    Equal,
    AtLeast,
    AtMost,
    More,
    Less,
}

impl Order {
    pub(crate) fn holds(self, ordering: std::cmp::Ordering) -> bool {
        match self {
            Self::Equal => ordering.is_eq(),
            Self::AtLeast => ordering.is_ge(),
            Self::AtMost => ordering.is_le(),
            Self::More => ordering.is_gt(),
            Self::Less => ordering.is_lt(),
        }
    }
}

#[derive(Debug, Clone)]
pub(crate) enum Operand {
    Literal(Literal),
    Fact(FactId),
}

impl Operand {
    pub(crate) fn fact(&self) -> Option<FactId> {
        match self {
            Self::Fact(fact) => Some(*fact),
            Self::Literal(_) => None,
        }
    }
}

#[derive(Debug, Clone)]
pub(crate) enum ListOperand {
    Fixed(Vec<String>),
    Fact(FactId),
}
