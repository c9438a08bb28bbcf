//! The rule language as one table: every key of every TOML table, and every test of a predicate.
//!
//! The reader takes from it which keys exist and which are missing, the compiler how a test is built, the errors what a test
//! works on, and `json_schema` the schema for editors. `rules/README.md` shows it; a test holds the two equal.

mod facts;
mod keys;
pub(crate) mod predicates;

pub(crate) use facts::{CELL_TESTS, FACT, FILTER_TESTS, OPERATIONS};
pub(crate) use keys::{
    BILINGUAL_KEYS, CLAUSE, CLAUSE_FILE, CONVENTIONS, FUNDING, HEADER, LIST, NEW_LINES, NOTE, OVERRIDE_NEEDS, OVERVIEW,
    PLAN, READING, REMINDER, RULE, SET, SUMS, TABLE_FILE, VALIDITY, WAIVER,
};
pub(crate) use predicates::{BRANCHES, COMBINATIONS, FACT_OPERAND, LINK, MODIFIERS, TESTS, Takes, TestKey, test};

#[derive(Debug)]
pub(crate) struct Key {
    pub(crate) name: &'static str,
    pub(crate) shape: ValueShape,
    pub(crate) required: bool,
    /// Where it may stand, if not everywhere that its table may.
    pub(crate) scopes: &'static [KeyScope],
    /// The keys beside one of which it must stand, if it means nothing alone.
    pub(crate) beside: &'static [&'static str],
    /// One line of documentation, as `rules/README.md` has it.
    #[cfg_attr(not(test), expect(dead_code, reason = "a test holds the documentation equal to it"))]
    pub(crate) doc: &'static str,
}

pub(crate) const fn optional(name: &'static str, shape: ValueShape, doc: &'static str) -> Key {
    Key { name, shape, required: false, scopes: &[], beside: &[], doc }
}

pub(crate) const fn required(name: &'static str, shape: ValueShape, doc: &'static str) -> Key {
    Key { name, shape, required: true, scopes: &[], beside: &[], doc }
}

impl Key {
    const fn only_in(mut self, scopes: &'static [KeyScope]) -> Self {
        self.scopes = scopes;
        self
    }

    const fn beside(mut self, keys: &'static [&'static str]) -> Self {
        self.beside = keys;
        self
    }
}

pub(crate) fn operations() -> impl Iterator<Item = &'static str> {
    OPERATIONS.iter().map(|key| key.name)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum KeyScope {
    Set,
    Overlay,
    /// A change of a rule, in a set or an overlay.
    Override,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Keys {
    all: &'static [Key],
    scope: KeyScope,
}

impl Keys {
    pub(crate) const fn of(all: &'static [Key], scope: KeyScope) -> Self {
        Self { all, scope }
    }

    /// Whether they are those of this table of the language.
    pub(crate) fn are(self, all: &'static [Key]) -> bool {
        std::ptr::eq(self.all, all)
    }

    pub(crate) fn scope(self) -> KeyScope {
        self.scope
    }

    pub(crate) fn iter(self) -> impl Iterator<Item = &'static Key> + Clone {
        self.all.iter().filter(move |key| key.scopes.is_empty() || key.scopes.contains(&self.scope))
    }

    pub(crate) fn find(self, name: &str) -> Option<&'static Key> {
        self.iter().find(|key| key.name == name)
    }
}

impl From<&'static [Key]> for Keys {
    fn from(all: &'static [Key]) -> Self {
        Self::of(all, KeyScope::Set)
    }
}

#[derive(Debug)]
pub(crate) enum ValueShape {
    Text,
    /// A text of some form: a regular expression, and what it means.
    #[cfg_attr(not(test), expect(dead_code, reason = "a test holds the documentation equal to it"))]
    TextLike(&'static str, &'static str),
    Integer,
    /// A whole number from one on.
    Positive,
    Boolean,
    True,
    Word(&'static [&'static str]),
    Number(&'static [&'static str]),
    /// A value of one of these types, by JSON's names.
    Value(&'static [&'static str]),
    List(&'static ValueShape),
    Filled(&'static ValueShape),
    Pair,
    Map(&'static ValueShape),
    /// A table of keys of another format.
    AnyTable,
    OneKey,
    Table(&'static [Key]),
    AnyOf(&'static [ValueShape]),
    /// A shape that the JSON Schema defines by name.
    Named(&'static str),
}

impl ValueShape {
    /// The words of which it, or each of its entries, is one.
    pub(crate) fn words(&self) -> &'static [&'static str] {
        match self {
            Self::Word(words) | Self::List(Self::Word(words)) | Self::Filled(Self::Word(words)) => words,
            _ => &[],
        }
    }
}

pub(crate) const TEXTS: ValueShape = ValueShape::List(&ValueShape::Text);
pub(super) const BILINGUAL: ValueShape = ValueShape::Named("bilingual");
const PREDICATE: ValueShape = ValueShape::Named("predicate");
pub(super) const NOT_BLANK: ValueShape = ValueShape::TextLike("\\S", "text");
pub(super) const LIST_NAME: ValueShape = ValueShape::TextLike("^@", "name of a list");
pub(crate) const DAY: ValueShape = ValueShape::TextLike("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "date");
