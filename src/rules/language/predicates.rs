//! Predicates: how they combine, the tests of a fact, and what may stand beside them.

use regex_lite::Regex;

use super::{Key, PREDICATE, TEXTS, ValueShape, optional, required};
use crate::dossier::Identifier;
use crate::reference::TableId;
use crate::rules::{Basis, Check, Expected, FactId, ListOperand, Operand, Order, ScalarType, Type};

const PREDICATES: ValueShape = ValueShape::Filled(&PREDICATE);
const VALUE: ValueShape = ValueShape::Named("value");
const VALUES: ValueShape = ValueShape::Named("values");

/// The ways to combine predicates: one alone, in place of a fact and its tests.
pub(crate) static COMBINATIONS: &[Key] = &[
    required("all", PREDICATES, "all of them hold; one that fails settles it, whatever is unknown beside it"),
    required("any", PREDICATES, "one of them holds, and settles it, whatever is unknown beside it"),
    required("not", PREDICATE, "it does not hold"),
    required("if", PREDICATE, "where it holds, `then` must, otherwise `else`; undetermined, so is the whole"),
];

pub(crate) static BRANCHES: &[Key] = &[
    required("then", PREDICATE, "what must hold where `if` does").beside(&["if"]),
    optional("else", PREDICATE, "what must hold where `if` does not; without it, the whole holds there")
        .beside(&["if"]),
];

pub(crate) static MODIFIERS: &[Key] = &[
    required("fact", ValueShape::Text, "the fact that is tested"),
    optional(
        "absent",
        ValueShape::Word(&["violated"]),
        "the burden of proof lies with the applicant: nothing there is a violation",
    ),
    optional(
        "otherwise",
        ValueShape::Word(&["undetermined"]),
        "where the tests do not hold, nothing is decided: a quartier's name proves nothing",
    ),
    optional(
        "basis",
        ValueShape::Word(&[Basis::Computed.as_str(), Basis::Declared.as_str()]),
        "what the decision rests on, in a rule whose own basis is `either`",
    ),
    optional(
        "name_others",
        ValueShape::Boolean,
        "entries of the right side that the fact does not name are listed for the reader",
    )
    .beside(&["any_of"]),
];

pub(crate) static FACT_OPERAND: &[Key] = &[required("fact", ValueShape::Text, "the other fact")];

pub(crate) static LINK: &[Key] = &[
    required("table", ValueShape::Text, "the reference table"),
    required("to", ValueShape::Text, "the fact that its second column is sought in"),
];

#[derive(Debug)]
pub(crate) struct TestKey {
    pub(crate) key: Key,
    pub(crate) subject: TestSubject,
    pub(crate) takes: Takes,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TestSubject {
    Any,
    OneTextOrBoolean,
    OneComparable,
    Quantity,
    Date,
    OneText,
    Text,
    TextList,
    Prose,
    ListOrRecords,
    Records,
}

impl TestSubject {
    pub(crate) fn fits(self, kind: Type) -> bool {
        use ScalarType::{Bool, Date, Money, Number, Prose, Ratio};
        match (self, kind) {
            (Self::Any, _)
            | (Self::ListOrRecords, Type::Many(_) | Type::Records)
            | (Self::Records, Type::Records)
            | (Self::OneTextOrBoolean, Type::One(Bool))
            | (Self::OneComparable, Type::One(Money | Number | Date))
            | (Self::Quantity, Type::One(Money | Number | Ratio) | Type::Many(Money | Number | Ratio))
            | (Self::Date, Type::One(Date) | Type::Many(Date))
            | (Self::Prose, Type::One(Prose)) => true,
            (Self::OneTextOrBoolean | Self::OneText, Type::One(scalar))
            | (Self::TextList, Type::Many(scalar))
            | (Self::Text, Type::One(scalar) | Type::Many(scalar)) => scalar.is_text(),
            _ => false,
        }
    }

    pub(crate) fn expected(self) -> Expected {
        match self {
            Self::OneTextOrBoolean => Expected::TextOrBoolean,
            Self::OneComparable | Self::Quantity => Expected::Quantity,
            Self::Date => Expected::Date,
            Self::OneText => Expected::OneText,
            Self::Any | Self::Text => Expected::AnyText,
            Self::TextList => Expected::TextList,
            Self::Prose => Expected::Prose,
            Self::ListOrRecords => Expected::ListOrRecords,
            Self::Records => Expected::Records,
        }
    }
}

#[derive(Debug, Clone, Copy)]
pub(crate) enum Takes {
    /// A value of the fact's type, or a fact.
    Value(fn(Operand) -> Check),
    /// The same, to be compared with.
    Bound(Order),
    /// A list of values of the fact's type, or a fact.
    List(fn(ListOperand) -> Check),
    /// A list of beginnings of texts, or a fact.
    Beginnings(fn(ListOperand) -> Check),
    Table(fn(TableId) -> Check),
    Pattern(fn(Regex) -> Check),
    Identifier(fn(Identifier) -> Check),
    Link(fn(TableId, FactId) -> Check),
    Columns(fn(Vec<usize>) -> Check),
    Boolean(fn(bool) -> Check),
    True(fn() -> Check),
}

impl Takes {
    const fn shape(self) -> ValueShape {
        match self {
            Self::Value(_) | Self::Bound(_) => VALUE,
            Self::List(_) | Self::Beginnings(_) => VALUES,
            Self::Table(_) | Self::Pattern(_) => ValueShape::Text,
            Self::Identifier(_) => ValueShape::Word(&Identifier::WORDS),
            Self::Link(_) => ValueShape::Table(LINK),
            Self::Columns(_) => TEXTS,
            Self::Boolean(_) => ValueShape::Boolean,
            Self::True(_) => ValueShape::True,
        }
    }
}

const fn on(subject: TestSubject, name: &'static str, takes: Takes, holds: &'static str) -> TestKey {
    TestKey { key: optional(name, takes.shape(), holds), subject, takes }
}

const fn quantity(name: &'static str, order: Order, holds: &'static str) -> TestKey {
    on(TestSubject::Quantity, name, Takes::Bound(order), holds)
}

const fn day(name: &'static str, order: Order, holds: &'static str) -> TestKey {
    on(TestSubject::Date, name, Takes::Bound(order), holds)
}

pub(crate) static TESTS: &[TestKey] = &[
    on(TestSubject::OneTextOrBoolean, "is", Takes::Value(Check::Is), "the fact is this value"),
    on(TestSubject::OneComparable, "equals", Takes::Bound(Order::Equal), "the two are equal"),
    quantity("at_least", Order::AtLeast, "it is the bound or more"),
    quantity("at_most", Order::AtMost, "it is the bound or less"),
    quantity("more_than", Order::More, "it is more than the bound"),
    quantity("less_than", Order::Less, "it is less than the bound"),
    day("on_or_after", Order::AtLeast, "it is that day or a later one"),
    day("on_or_before", Order::AtMost, "it is that day or an earlier one"),
    day("after", Order::More, "it is a later day"),
    day("before", Order::Less, "it is an earlier day"),
    on(TestSubject::OneText, "one_of", Takes::List(Check::OneOf), "it is in the list"),
    on(TestSubject::Text, "none_of", Takes::List(Check::NoneOf), "it, or every entry, is outside the list"),
    on(
        TestSubject::TextList,
        "any_of",
        Takes::List(Check::AnyOf),
        "at least one entry is in the list; an empty list has none",
    ),
    on(TestSubject::TextList, "all_of", Takes::List(Check::AllOf), "every entry of the right side is among the fact's"),
    on(TestSubject::TextList, "only", Takes::List(Check::Only), "every entry is in the list"),
    on(TestSubject::Text, "in", Takes::Table(Check::In), "a row of that reference table begins with it"),
    on(TestSubject::Text, "prefix", Takes::Beginnings(Check::Prefix), "it begins with one of these"),
    on(TestSubject::Text, "not_prefix", Takes::Beginnings(Check::NotPrefix), "it begins with none of these"),
    on(
        TestSubject::Text,
        "matches",
        Takes::Pattern(Check::Matches),
        "the regular expression matches; `^…$` for the whole of it",
    ),
    on(
        TestSubject::Text,
        "valid",
        Takes::Identifier(Check::Valid),
        "it is a well-formed number: `siret`, `siren`, `rna`",
    ),
    on(
        TestSubject::Text,
        "linked",
        Takes::Link(|table, to| Check::Linked { table, to }),
        "the table links it (first column) to one of the other fact's entries (second column)",
    ),
    on(
        TestSubject::Prose,
        "documented",
        Takes::True(|| Check::Documented),
        "it has the length that the conventions ask for",
    ),
    on(TestSubject::ListOrRecords, "not_empty", Takes::True(|| Check::NotEmpty), "it holds an entry"),
    on(
        TestSubject::Records,
        "complete",
        Takes::Columns(Check::Complete),
        "every line has these columns filled in; a column that is not leaves it undetermined",
    ),
    on(
        TestSubject::Any,
        "given",
        Takes::Boolean(Check::Given),
        "something (`true`) or nothing (`false`) is there; an empty list is nothing. Never undetermined",
    ),
];

pub(crate) fn test(name: &str) -> Option<&'static TestKey> {
    TESTS.iter().find(|test| test.key.name == name)
}
