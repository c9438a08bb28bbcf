//! The keys of derived facts.

use super::{BILINGUAL, Key, KeyScope, PREDICATE, TEXTS, ValueShape, optional, required};

const BRANCH: ValueShape = ValueShape::Value(&["string", "integer"]);

/// The ways to derive a fact: each has exactly one.
pub(crate) static OPERATIONS: &[Key] = &[
    optional(
        "sum",
        ValueShape::AnyOf(&[ValueShape::Text, TEXTS]),
        "of a column, `\"budget.produits.montant\"`: over the lines that `where` keeps; absent without the table, zero when no \
         line is kept. Of a list, `[\"a\", \"b\"]`: of those amounts or numbers that are there; absent when none is",
    ),
    optional("difference", ValueShape::Pair, "`[\"a\", \"b\"]`: a − b, two amounts or two numbers"),
    optional(
        "ratio",
        ValueShape::Pair,
        "`[\"a\", \"b\"]`: a over b, compared without rounding; absent too when b is zero or less",
    ),
    optional("count", ValueShape::Text, "the number of a table's lines that `where` keeps, or of a list's entries"),
    optional(
        "first_of",
        ValueShape::List(&ValueShape::Value(&["string", "integer"])),
        "`[\"a\", \"b\", \"0 €\"]`: the first that is given (an empty list is not); a value may end it. All members have one \
         shape: all single values or all lists, of one type (texts, tokens, slugs and codes go together)",
    ),
    optional("union", TEXTS, "the entries of all, as a list; a single value counts as one entry"),
    optional("filter", ValueShape::Text, "the entries of a list of texts that pass the tests beside it"),
    optional(
        "lookup",
        ValueShape::Text,
        "for each entry of a fact, or of a `\"@list\"`, the cells of the columns in the rows of the table whose first column \
         is the entry. Empty cells are left out, and each value comes once",
    ),
    optional(
        "if",
        PREDICATE,
        "where it holds the fact is `then`, otherwise `else`. Undetermined, a rule that rests on the fact is decided under both, \
         and undetermined where they do not come to the same",
    ),
];

/// The other keys of a derived fact; with [`FILTER_TESTS`] for a `filter`.
pub(crate) static FACT: &[Key] = &[
    required("label", BILINGUAL, "its name for people"),
    optional("needs", TEXTS, "facts without each of which it is absent"),
    optional("where", ValueShape::Named("lines"), "the lines that are kept, by their columns")
        .beside(&["sum", "count"]),
    optional("optional", TEXTS, "members that may be absent; when all may, and are, so is the union")
        .beside(&["union"]),
    optional("table", ValueShape::Text, "the reference table").beside(&["lookup"]),
    optional("column", ValueShape::Text, "the column whose cells are taken").beside(&["lookup"]),
    optional("columns", TEXTS, "several such columns").beside(&["lookup"]),
    optional("then", BRANCH, "the fact, or value, that it is where `if` holds").beside(&["if"]),
    optional("else", BRANCH, "the fact, or value, that it is where `if` does not hold").beside(&["if"]),
    optional("because", BILINGUAL, "why, where that loosens a rule").only_in(&[KeyScope::Overlay]),
];

/// The tests that go with a `filter`: those that one entry of a list can pass.
pub(crate) const FILTER_TESTS: &[&str] =
    &["in", "prefix", "not_prefix", "matches", "valid", "one_of", "none_of", "linked"];

pub(crate) const CELL_TESTS: &[&str] = &["one_of", "none_of", "prefix", "not_prefix", "matches"];
