//! Predicates: combinations, and tests typed against their fact.

use regex_lite::{Regex, RegexBuilder};

use super::super::error::{Expected, Named, RuleErrorKind};
use super::super::fact::{FactSource, ScalarType};
use super::super::language::{self, BRANCHES, COMBINATIONS, FILTER_TESTS, Key, LINK, MODIFIERS, TESTS, Takes, TestKey};
use super::super::limits::{MAX_PATTERN_BYTES, PATTERN_SIZE};
use super::super::pattern;
use super::super::predicate::{Check, Choice, FactId, Predicate, Test};
use super::super::reader::{Fields, SpannedTable, SpannedText, SpannedValue};
use super::Compiler;
use crate::dossier::Identifier;
use crate::dossier::format::{self, Kind};
use crate::reference::TableId;

impl<'t> Compiler<'_, '_, 't> {
    pub(super) fn predicate(&mut self, value: SpannedValue<'t>) -> Option<Predicate> {
        let table = value.table()?;
        let known = COMBINATIONS.iter().chain(BRANCHES).chain(MODIFIERS).chain(TESTS.iter().map(|test| &test.key));
        table.only(known);
        let errors = self.errors;
        let mixed = |keys: Vec<&str>, origin| {
            let keys = keys.into_iter().map(str::to_owned).collect();
            errors.report(RuleErrorKind::MixedPredicate(keys), origin);
        };
        let key_of = |keys: &[Key]| table.entries().map(|(key, _)| key).find(|key| has(keys, key.text));
        let kinds = COMBINATIONS.iter().map(|key| key.name).chain(["fact"]).filter(|name| table.has(name));
        let kinds: Vec<&str> = kinds.collect();
        match (&kinds[..], key_of(BRANCHES)) {
            ([], _) => {
                self.errors.report(RuleErrorKind::MissingKey("fact"), table.origin);
                None
            }
            ([kind], Some(branch)) if *kind != "if" => {
                mixed(vec![kind, branch.text], branch.origin);
                None
            }
            (["fact"], _) => self.test(table).map(Predicate::Test),
            ([combination], _) => {
                let of_test = |key: &SpannedText<'_>| language::test(key.text).is_some() || has(MODIFIERS, key.text);
                if let Some(key) = table.entries().map(|(key, _)| key).find(of_test) {
                    mixed(vec![combination, key.text], key.origin);
                }
                self.combination(combination, table)
            }
            _ => {
                mixed(kinds, table.origin);
                None
            }
        }
    }

    fn combination(&mut self, key: &str, table: SpannedTable<'t>) -> Option<Predicate> {
        let value = table.get(key)?;
        match key {
            "not" => self.predicate(value).map(|predicate| Predicate::Not(Box::new(predicate))),
            "if" => {
                let branches = Fields::unchecked(table, BRANCHES);
                let condition = self.predicate(value);
                let then = branches.get("then").and_then(|value| self.predicate(value));
                let otherwise = self.optional_predicate(branches.get("else"));
                let choice = Choice { condition: condition?, then: then?, otherwise: otherwise.ok()? };
                Some(Predicate::Choice(Box::new(choice)))
            }
            _ => {
                let entries = value.list(Expected::Tables);
                let parts: Vec<Option<Predicate>> = entries.into_iter().map(|part| self.predicate(part)).collect();
                let parts = parts.into_iter().collect::<Option<Vec<_>>>()?;
                if parts.is_empty() {
                    value.report(RuleErrorKind::NoTest);
                }
                Some(if key == "all" { Predicate::All(parts) } else { Predicate::Any(parts) })
            }
        }
    }

    fn test(&mut self, table: SpannedTable<'t>) -> Option<Test> {
        let fields = Fields::unchecked(table, MODIFIERS);
        let fact = self.fact_at(fields.get("fact")?)?;
        self.spend_on_test(fact, table.origin)?;
        let mut checks = Vec::new();
        let mut complete = true;
        for (key, value) in table.entries() {
            match language::test(key.text) {
                Some(test) => match self.check(test, key, value, fact) {
                    Some(check) => checks.push((check, value.origin())),
                    None => complete = false,
                },
                // A key that is no test may have been meant for one, and is an error of its own.
                None => complete &= has(MODIFIERS, key.text),
            }
        }
        if checks.is_empty() && complete {
            self.errors.report(RuleErrorKind::NoTest, table.origin);
            complete = false;
        }
        let absent = fields.word::<String>("absent");
        let otherwise = fields.word::<String>("otherwise");
        let basis = fields.word("basis");
        let name_others = fields.get("name_others").and_then(|value| Some((value.boolean()?, value)));
        if let Some((_, value)) = name_others
            && complete
            && !checks.iter().any(|(check, _)| matches!(check, Check::AnyOf(_)))
        {
            value.report(RuleErrorKind::Idle { key: "name_others".to_owned(), needs: "any_of" });
        }
        complete.then_some(Test {
            fact,
            checks,
            absent_violates: absent.is_some(),
            inconclusive: otherwise.is_some(),
            basis,
            name_others: name_others.is_some_and(|(value, _)| value),
        })
    }

    pub(super) fn entry_checks(&mut self, table: SpannedTable<'t>, of: FactId) -> Option<Vec<Check>> {
        let tests = table.entries().filter(|(key, _)| FILTER_TESTS.contains(&key.text));
        let tests: Vec<_> = tests.filter_map(|(key, value)| Some((language::test(key.text)?, key, value))).collect();
        if tests.is_empty() {
            self.errors.report(RuleErrorKind::NoTest, table.origin);
            return None;
        }
        tests.into_iter().map(|(test, key, value)| self.check(test, key, value, of)).collect()
    }

    fn check(&mut self, test: &TestKey, key: SpannedText<'t>, value: SpannedValue<'t>, fact: FactId) -> Option<Check> {
        let kind = self.kind(fact);
        if !test.subject.fits(kind) {
            self.mismatch(key.text, fact, test.subject.expected(), key.origin);
            return None;
        }
        let scalar = kind.scalar().unwrap_or(ScalarType::Code);
        Some(match test.takes {
            Takes::Value(build) => build(self.operand(value, scalar)?),
            Takes::Bound(order) => Check::Compare(order, self.operand(value, scalar)?),
            Takes::List(build) => build(self.list_operand(value, scalar)?),
            Takes::Beginnings(build) => build(self.list_operand(value, ScalarType::Code)?),
            Takes::Table(build) => build(self.table_named(value)?),
            Takes::Pattern(build) => build(self.pattern(value)?),
            Takes::Identifier(build) => build(self.identifier(value)?),
            Takes::Link(build) => {
                let link = value.fields(LINK)?;
                let table = link.get("table").and_then(|value| self.table_named(value));
                let to = link.get("to").and_then(|value| self.fact_at(value));
                build(table?, to?)
            }
            Takes::Columns(build) => build(self.columns_filled(key, value, fact)?),
            Takes::Boolean(build) => build(value.boolean()?),
            Takes::True(build) => self.only_true(value).then(build)?,
        })
    }

    fn only_true(&self, value: SpannedValue<'t>) -> bool {
        let is_true = value.boolean();
        if is_true == Some(false) {
            let name = SpannedText { text: "false", origin: value.origin() };
            self.errors.unknown(Named::Value, name, ["true"]);
        }
        is_true == Some(true)
    }

    fn columns_filled(&mut self, key: SpannedText<'t>, value: SpannedValue<'t>, fact: FactId) -> Option<Vec<usize>> {
        if let FactSource::Field(field) = self.facts[fact.0].source
            && let Kind::Records(columns) = format::field_info(field).field.kind
        {
            let names = value.texts();
            self.spend(names.len(), value.origin())?;
            return names.into_iter().map(|name| self.column_of(columns, name)).collect();
        }
        self.mismatch(key.text, fact, Expected::Records, key.origin);
        None
    }

    pub(super) fn column_of(&self, columns: &'static [format::Field], name: SpannedText<'_>) -> Option<usize> {
        let found = columns.iter().position(|column| column.key == name.text);
        if found.is_none() {
            self.errors.unknown(Named::Column, name, columns.iter().map(|column| column.key));
        }
        found
    }

    pub(super) fn table_named(&self, value: SpannedValue<'t>) -> Option<TableId> {
        let name = value.spanned_text()?;
        let found = self.tables.find(name.text);
        if found.is_none() {
            self.errors.unknown(Named::Table, name, self.tables.names());
        }
        found
    }

    pub(super) fn pattern(&mut self, value: SpannedValue<'t>) -> Option<Regex> {
        self.spend(PATTERN_SIZE, value.origin())?;
        let text = value.text()?;
        let pattern = RegexBuilder::new(text).size_limit(MAX_PATTERN_BYTES).build();
        let report = |(fault, at)| value.report(RuleErrorKind::BadPattern { fault, at });
        pattern.map_err(|_| report(pattern::fault(text))).ok()
    }

    fn identifier(&self, value: SpannedValue<'t>) -> Option<Identifier> {
        let name = value.spanned_text()?;
        let found = name.text.parse().ok();
        if found.is_none() {
            self.errors.unknown(Named::Identifier, name, Identifier::WORDS);
        }
        found
    }
}

fn has(keys: &[Key], name: &str) -> bool {
    keys.iter().any(|key| key.name == name)
}
