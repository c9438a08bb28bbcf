//! Predicates: combinations, and tests typed against their fact.

use regex_lite::Regex;

use super::super::error::{Expected, Named, Origin, RuleErrorKind};
use super::super::fact::{FactId, FactSource, ScalarType, Type};
use super::super::predicate::{Check, Choice, Order, Predicate, Test};
use super::super::reader::{SpannedTable, SpannedValue};
use super::super::token::Basis;
use super::Compiler;
use crate::dossier::Identifier;
use crate::dossier::format::{self, Kind};
use crate::reference::TableId;

/// The ways to combine predicates.
pub(in crate::rules) const COMBINATIONS: &[&str] = &["all", "any", "not", "if"];
const BRANCHES: &[&str] = &["then", "else"];
const MODIFIERS: &[&str] = &["fact", "absent", "otherwise", "basis", "name_others"];
/// The tests of a fact.
pub(in crate::rules) const TESTS: &[&str] = &[
    "is",
    "equals",
    "at_least",
    "at_most",
    "more_than",
    "less_than",
    "on_or_after",
    "on_or_before",
    "after",
    "before",
    "one_of",
    "none_of",
    "any_of",
    "all_of",
    "only",
    "in",
    "prefix",
    "not_prefix",
    "matches",
    "valid",
    "linked",
    "documented",
    "not_empty",
    "complete",
    "given",
];

/// The tests that a filter of list entries may use.
const ENTRY_TESTS: &[&str] = &["in", "prefix", "not_prefix", "matches", "valid", "one_of", "none_of"];

impl<'t> Compiler<'_, '_, 't> {
    pub(super) fn predicate(&mut self, at: SpannedValue<'t>) -> Option<Predicate> {
        let table = at.table(self.errors)?;
        let known: Vec<&str> = COMBINATIONS.iter().chain(BRANCHES).chain(MODIFIERS).chain(TESTS).copied().collect();
        table.only_keys(&known, self.errors);
        let kinds: Vec<&str> = COMBINATIONS.iter().chain(&["fact"]).copied().filter(|key| table.has(key)).collect();
        if let ([kind], Some((branch, _))) = (&kinds[..], table.entries().find(|(key, _)| BRANCHES.contains(&key.text)))
            && *kind != "if"
        {
            let keys = vec![(*kind).to_owned(), branch.text.to_owned()];
            self.report(RuleErrorKind::MixedPredicate(keys), branch.origin);
            return None;
        }
        match kinds[..] {
            [] => {
                self.report(RuleErrorKind::MissingKey("fact"), table.origin);
                None
            }
            ["fact"] => self.test(table).map(Predicate::Test),
            [combination] => {
                if let Some((key, _)) =
                    table.entries().find(|(key, _)| TESTS.contains(&key.text) || MODIFIERS.contains(&key.text))
                {
                    self.report(
                        RuleErrorKind::MixedPredicate(vec![combination.to_owned(), key.text.to_owned()]),
                        key.origin,
                    );
                }
                self.combination(combination, table)
            }
            _ => {
                self.report(
                    RuleErrorKind::MixedPredicate(kinds.into_iter().map(str::to_owned).collect()),
                    table.origin,
                );
                None
            }
        }
    }

    fn combination(&mut self, key: &str, table: SpannedTable<'t>) -> Option<Predicate> {
        let at = table.get(key)?;
        match key {
            "not" => self.predicate(at).map(|predicate| Predicate::Not(Box::new(predicate))),
            "if" => {
                let condition = self.predicate(at);
                let then = table.require("then", self.errors).and_then(|at| self.predicate(at));
                let otherwise = table.get("else").map(|at| self.predicate(at));
                let otherwise = match otherwise {
                    Some(predicate) => Some(predicate?),
                    None => None,
                };
                Some(Predicate::Choice(Box::new(Choice { condition: condition?, then: then?, otherwise })))
            }
            _ => {
                let entries = at.list(Expected::Tables, self.errors);
                let parts: Vec<Option<Predicate>> = entries.into_iter().map(|at| self.predicate(at)).collect();
                let parts = parts.into_iter().collect::<Option<Vec<_>>>()?;
                if parts.is_empty() {
                    self.report(RuleErrorKind::NoTest, at.origin());
                }
                Some(if key == "all" { Predicate::All(parts) } else { Predicate::Any(parts) })
            }
        }
    }

    fn test(&mut self, table: SpannedTable<'t>) -> Option<Test> {
        let name = table.get("fact")?;
        let fact = self.fact_at(name)?;
        let mut checks = Vec::new();
        let mut complete = true;
        for (key, at) in table.entries().filter(|(key, _)| TESTS.contains(&key.text)) {
            match self.check(key.text, key.origin, at, fact) {
                Some(check) => checks.push((check, at.origin())),
                None => complete = false,
            }
        }
        // A key that is no test may have been meant for one, and is an error of its own.
        if table.entries().any(|(key, _)| !TESTS.contains(&key.text) && !MODIFIERS.contains(&key.text)) {
            complete = false;
        } else if checks.is_empty() && complete {
            self.report(RuleErrorKind::NoTest, table.origin);
            complete = false;
        }
        let absent = table.get("absent").map(|at| self.word::<String>(at, &["violated"]));
        let otherwise = table.get("otherwise").map(|at| self.word::<String>(at, &["undetermined"]));
        let branches = [Basis::Computed, Basis::Declared].map(Basis::as_str);
        let basis = table.get("basis").map(|at| self.word(at, &branches));
        let name_others = table.get("name_others").and_then(|at| Some((at.boolean(self.errors)?, at.origin())));
        if let Some((_, origin)) =
            name_others.filter(|_| complete && !checks.iter().any(|(check, _)| matches!(check, Check::AnyOf(_))))
        {
            self.report(RuleErrorKind::Idle { key: "name_others".to_owned(), needs: "any_of" }, origin);
        }
        complete.then_some(Test {
            fact,
            checks,
            absent_violates: absent.flatten().is_some(),
            inconclusive: otherwise.flatten().is_some(),
            basis: basis.flatten(),
            name_others: name_others.is_some_and(|(value, _)| value),
        })
    }

    /// The tests of a filter: those that one entry of a list can pass.
    pub(super) fn entry_checks(&mut self, table: SpannedTable<'t>, of: FactId) -> Option<Vec<Check>> {
        let found: Vec<_> = table.entries().filter(|(key, _)| ENTRY_TESTS.contains(&key.text)).collect();
        if found.is_empty() {
            self.report(RuleErrorKind::NoTest, table.origin);
            return None;
        }
        found.into_iter().map(|(key, at)| self.check(key.text, key.origin, at, of)).collect()
    }

    /// The names of the tests that a filter may use.
    pub(super) fn entry_tests() -> &'static [&'static str] {
        ENTRY_TESTS
    }

    fn check(&mut self, test: &str, key: Origin, at: SpannedValue<'t>, fact: FactId) -> Option<Check> {
        let kind = self.facts[fact.0].kind;
        match test {
            "given" => return at.boolean(self.errors).map(Check::Given),
            "not_empty" => return self.not_empty(kind, test, key, at, fact),
            "complete" => return self.complete_columns(test, key, at, fact),
            _ => {}
        }
        let Some(scalar) = kind.scalar() else {
            self.mismatch(test, fact, test_expects(test), key);
            return None;
        };
        let is_list = matches!(kind, Type::Many(_));
        let fits = match test {
            "is" => !is_list && (scalar.is_text() || scalar == ScalarType::Bool),
            "equals" => !is_list && matches!(scalar, ScalarType::Money | ScalarType::Number | ScalarType::Date),
            "at_least" | "at_most" | "more_than" | "less_than" => {
                matches!(scalar, ScalarType::Money | ScalarType::Number | ScalarType::Ratio)
            }
            "on_or_after" | "on_or_before" | "after" | "before" => scalar == ScalarType::Date,
            "one_of" => !is_list && scalar.is_text(),
            "any_of" | "all_of" | "only" => is_list && scalar.is_text(),
            "documented" => !is_list && scalar == ScalarType::Prose,
            _ => scalar.is_text(),
        };
        if !fits {
            self.mismatch(test, fact, test_expects(test), key);
            return None;
        }
        match test {
            "is" => self.operand(at, scalar).map(Check::Is),
            "equals" => self.compare(Order::Equal, at, scalar),
            "at_least" | "on_or_after" => self.compare(Order::AtLeast, at, scalar),
            "at_most" | "on_or_before" => self.compare(Order::AtMost, at, scalar),
            "more_than" | "after" => self.compare(Order::More, at, scalar),
            "less_than" | "before" => self.compare(Order::Less, at, scalar),
            "one_of" => self.list_operand(at, scalar).map(Check::OneOf),
            "none_of" => self.list_operand(at, scalar).map(Check::NoneOf),
            "any_of" => self.list_operand(at, scalar).map(Check::AnyOf),
            "all_of" => self.list_operand(at, scalar).map(Check::AllOf),
            "only" => self.list_operand(at, scalar).map(Check::Only),
            "in" => self.table_named(at).map(Check::In),
            "prefix" => self.list_operand(at, ScalarType::Code).map(Check::Prefix),
            "not_prefix" => self.list_operand(at, ScalarType::Code).map(Check::NotPrefix),
            "matches" => self.pattern(at).map(Check::Matches),
            "valid" => self.identifier(at).map(Check::Valid),
            "linked" => self.linked(at),
            "documented" => self.only_true(at).map(|()| Check::Documented),
            _ => None,
        }
    }

    fn compare(&mut self, order: Order, at: SpannedValue<'t>, kind: ScalarType) -> Option<Check> {
        self.operand(at, kind).map(|bound| Check::Compare(order, bound))
    }

    fn only_true(&mut self, at: SpannedValue<'t>) -> Option<()> {
        let value = at.boolean(self.errors)?;
        if !value {
            self.unknown(Named::Value, "false", ["true"], at.origin());
        }
        value.then_some(())
    }

    fn not_empty(&mut self, kind: Type, test: &str, key: Origin, at: SpannedValue<'t>, fact: FactId) -> Option<Check> {
        if matches!(kind, Type::One(_)) {
            self.mismatch(test, fact, Expected::ListOrRecords, key);
            return None;
        }
        self.only_true(at).map(|()| Check::NotEmpty)
    }

    fn complete_columns(&mut self, test: &str, key: Origin, at: SpannedValue<'t>, fact: FactId) -> Option<Check> {
        let columns = match self.facts[fact.0].source {
            FactSource::Field(field) => match format::field_info(field).field.kind {
                Kind::Records(columns) => Some(columns),
                _ => None,
            },
            _ => None,
        };
        let Some(columns) = columns else {
            self.mismatch(test, fact, Expected::Records, key);
            return None;
        };
        let names = at.texts(self.errors);
        names
            .into_iter()
            .map(|(name, origin)| self.column_of(columns, name, origin))
            .collect::<Option<Vec<_>>>()
            .map(Check::Complete)
    }

    pub(super) fn column_of(&mut self, columns: &'static [format::Field], name: &str, origin: Origin) -> Option<usize> {
        let found = columns.iter().position(|column| column.key == name);
        if found.is_none() {
            self.unknown(Named::Column, name, columns.iter().map(|column| column.key), origin);
        }
        found
    }

    pub(super) fn table_named(&mut self, at: SpannedValue<'t>) -> Option<TableId> {
        let name = at.text(self.errors)?;
        let found = self.tables.find(name);
        if found.is_none() {
            self.unknown(Named::Table, name, self.tables.names(), at.origin());
        }
        found
    }

    pub(super) fn pattern(&mut self, at: SpannedValue<'t>) -> Option<Regex> {
        match Regex::new(at.text(self.errors)?) {
            Ok(pattern) => Some(pattern),
            Err(error) => {
                self.report(RuleErrorKind::BadPattern { reason: error.to_string() }, at.origin());
                None
            }
        }
    }

    fn identifier(&mut self, at: SpannedValue<'t>) -> Option<Identifier> {
        let name = at.text(self.errors)?;
        let found = Identifier::from_name(name);
        if found.is_none() {
            self.unknown(
                Named::Identifier,
                name,
                Identifier::ALL.iter().map(|identifier| identifier.name()),
                at.origin(),
            );
        }
        found
    }

    fn linked(&mut self, at: SpannedValue<'t>) -> Option<Check> {
        let link = at.table(self.errors)?;
        link.only_keys(&["table", "to"], self.errors);
        let table = link.require("table", self.errors).and_then(|at| self.table_named(at));
        let to = link.require("to", self.errors).and_then(|at| self.fact_at(at));
        Some(Check::Linked { table: table?, to: to? })
    }
}

/// What a test works on, for messages.
fn test_expects(test: &str) -> Expected {
    match test {
        "is" => Expected::TextOrBoolean,
        "equals" | "at_least" | "at_most" | "more_than" | "less_than" => Expected::Quantity,
        "on_or_after" | "on_or_before" | "after" | "before" => Expected::Date,
        "one_of" => Expected::OneText,
        "any_of" | "all_of" | "only" => Expected::TextList,
        "documented" => Expected::Prose,
        _ => Expected::AnyText,
    }
}
