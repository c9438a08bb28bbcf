//! Facts as rules name them, and those that the sets derive.

use super::super::error::{Expected, Named, Origin, RuleErrorKind};
use super::super::fact::{Fact, FactId, FactSource, LineFilter, LookupKeys, Member, ScalarType, Type};
use super::super::predicate::{Check, ListOperand};
use super::super::raw::because;
use super::super::reader::{SpannedTable, SpannedValue};
use super::builtin::{CONTEXT, context, of_format};
use super::{Compiler, FactState};
use crate::dossier::format::{self, FieldId, Kind};

/// The ways to derive a fact.
pub(in crate::rules) const OPERATIONS: &[&str] =
    &["sum", "difference", "ratio", "count", "first_of", "union", "filter", "lookup"];

impl<'t> Compiler<'_, '_, 't> {
    /// The fact of that name, compiled when first asked for; none when it has errors or does not exist.
    pub(super) fn fact(&mut self, name: &str, asked: Origin) -> Option<FactId> {
        match self.states.get(name) {
            Some(FactState::Done(fact)) => return *fact,
            Some(FactState::Started) => {
                self.report(RuleErrorKind::FactCycle(name.to_owned()), asked);
                return None;
            }
            None => {}
        }
        self.states.insert(name.to_owned(), FactState::Started);
        // A fact may be met in the middle of a rule or of another fact: the lists that those read are theirs.
        let outer = std::mem::take(&mut self.lists_read);
        let compiled = self.compile(name, asked);
        let lists = std::mem::replace(&mut self.lists_read, outer);
        let id = compiled.map(|fact| {
            self.facts.push(Fact { lists, ..fact });
            FactId(self.facts.len() - 1)
        });
        self.states.insert(name.to_owned(), FactState::Done(id));
        id
    }

    /// The fact that a text names.
    pub(super) fn fact_at(&mut self, at: SpannedValue<'t>) -> Option<FactId> {
        let name = at.text(self.errors)?;
        self.fact(name, at.origin())
    }

    fn compile(&mut self, name: &str, asked: Origin) -> Option<Fact> {
        let own = context(name).or_else(|| of_format(name));
        match (self.derived.get(name).copied(), own) {
            (Some((origin, _)), Some(_)) => {
                self.report(RuleErrorKind::Duplicate { what: Named::Fact, name: name.to_owned() }, origin);
                None
            }
            // A table that does not read has its error already.
            (Some((_, table)), None) => self.derive(name, table?),
            (None, Some(fact)) if matches!(fact.source, FactSource::RegisterHolds) => {
                // The register knows holders by this number alone.
                Some(Fact { needs: vec![self.fact("porteur.siret", asked)?], ..fact })
            }
            (None, Some(fact)) => Some(fact),
            (None, None) => {
                let of_format = format::fields()
                    .iter()
                    .filter(|info| !matches!(info.field.kind, Kind::Group(_)))
                    .map(|info| info.path.clone());
                let known: Vec<String> = self
                    .derived
                    .keys()
                    .copied()
                    .chain(CONTEXT.iter().map(|(name, ..)| *name))
                    .map(str::to_owned)
                    .chain(of_format)
                    .collect();
                self.unknown(Named::Fact, name, known, asked);
                None
            }
        }
    }

    fn derive(&mut self, name: &str, table: SpannedTable<'t>) -> Option<Fact> {
        let operations: Vec<&str> = OPERATIONS.iter().copied().filter(|key| table.has(key)).collect();
        let [operation] = operations[..] else {
            let found = operations.into_iter().map(str::to_owned).collect();
            self.report(RuleErrorKind::OneOperation(found), table.origin);
            return None;
        };
        let mut known = vec![operation, "label", "needs"];
        known.extend(match operation {
            "sum" | "count" => &["where"][..],
            "union" => &["optional"],
            "filter" => Self::entry_tests(),
            "lookup" => &["table", "column", "columns"],
            _ => &[],
        });
        if self.namespace.sets.iter().any(|set| set.overlay && set.file == table.origin.file) {
            known.push("because");
        }
        table.only_keys(&known, self.errors);
        if let Some(at) = table.get("because") {
            because(at, self.errors);
        }
        let label = table.require("label", self.errors).and_then(|at| at.bilingual(self.errors));
        let needs = table.get("needs").map(|at| self.facts_named(at));
        let at = table.get(operation)?;
        let made = match operation {
            "sum" => self.sum(at, table),
            "difference" => self.pair(at).map(|(a, b)| (FactSource::Difference(a, b), self.facts[a.0].kind)),
            "ratio" => self.pair(at).map(|(a, b)| (FactSource::Ratio(a, b), Type::One(ScalarType::Ratio))),
            "count" => self.count(at, table),
            "first_of" => self.first_of(at),
            "union" => self.union(at, table),
            "filter" => self.filter(at, table),
            _ => self.lookup(at, table),
        };
        let (source, kind) = made?;
        let needs = match needs {
            Some(needs) => needs?,
            None => Vec::new(),
        };
        Some(Fact { name: name.to_owned(), label: label?, kind, source, needs, lists: Vec::new() })
    }

    fn facts_named(&mut self, at: SpannedValue<'t>) -> Option<Vec<FactId>> {
        at.texts(self.errors).into_iter().map(|(name, origin)| self.fact(name, origin)).collect()
    }

    /// A column `table.column`, with its table and type.
    fn column(&mut self, at: SpannedValue<'t>) -> Option<(FieldId, usize, ScalarType)> {
        let fact = self.fact_at(at)?;
        if let (FactSource::Column { table, column }, Type::Many(kind)) =
            (&self.facts[fact.0].source, self.facts[fact.0].kind)
        {
            return Some((*table, *column, kind));
        }
        self.mismatch("sum", fact, Expected::Column, at.origin());
        None
    }

    fn sum(&mut self, at: SpannedValue<'t>, table: SpannedTable<'t>) -> Option<(FactSource, Type)> {
        if at.as_text().is_some() {
            let (lines, column, kind) = self.column(at)?;
            if kind != ScalarType::Money {
                self.report(
                    RuleErrorKind::WrongType { expected: Expected::Money, found: Type::Many(kind).name().to_owned() },
                    at.origin(),
                );
                return None;
            }
            let filter = self.line_filter(table, lines)?;
            return Some((FactSource::SumLines { table: lines, column, filter }, Type::One(ScalarType::Money)));
        }
        let members = self.facts_named(at)?;
        self.same_quantity("sum", &members, at.origin()).map(|kind| (FactSource::Sum(members), kind))
    }

    /// The common type of amounts or numbers.
    fn same_quantity(&mut self, test: &str, members: &[FactId], origin: Origin) -> Option<Type> {
        let kind = members.first().map(|fact| self.facts[fact.0].kind)?;
        let quantity = matches!(kind, Type::One(ScalarType::Money | ScalarType::Number));
        match members.iter().find(|fact| !quantity || self.facts[fact.0].kind != kind) {
            Some(&odd) => {
                self.mismatch(test, odd, Expected::Money, origin);
                None
            }
            None => Some(kind),
        }
    }

    fn pair(&mut self, at: SpannedValue<'t>) -> Option<(FactId, FactId)> {
        let members = self.facts_named(at)?;
        let [a, b] = members[..] else {
            at.wrong_type(Expected::List, self.errors);
            return None;
        };
        self.same_quantity("difference", &members, at.origin())?;
        Some((a, b))
    }

    fn count(&mut self, at: SpannedValue<'t>, table: SpannedTable<'t>) -> Option<(FactSource, Type)> {
        let fact = self.fact_at(at)?;
        let number = Type::One(ScalarType::Number);
        match (self.facts[fact.0].kind, &self.facts[fact.0].source) {
            (Type::Records, FactSource::Field(lines)) => {
                let lines = *lines;
                let filter = self.line_filter(table, lines)?;
                Some((FactSource::CountLines { table: lines, filter }, number))
            }
            (Type::Many(_), _) => Some((FactSource::CountEntries(fact), number)),
            _ => {
                self.mismatch("count", fact, Expected::ListOrRecords, at.origin());
                None
            }
        }
    }

    fn line_filter(&mut self, table: SpannedTable<'t>, lines: FieldId) -> Option<LineFilter> {
        let Some(at) = table.get("where") else { return Some(LineFilter::default()) };
        let Kind::Records(columns) = format::field_info(lines).field.kind else { return None };
        let mut tests = Vec::new();
        let mut complete = true;
        for (key, at) in at.table(self.errors)?.entries() {
            let Some(column) = self.column_of(columns, key.text, key.origin) else {
                complete = false;
                continue;
            };
            let Some(Type::One(kind)) = columns[column].kind.as_leaf() else { continue };
            if !kind.is_text() {
                let kind = RuleErrorKind::Mismatch {
                    test: "where".to_owned(),
                    fact: key.text.to_owned(),
                    found: Type::One(kind).name(),
                    expected: Expected::OneText,
                };
                self.report(kind, key.origin);
                complete = false;
                continue;
            }
            match self.cell_tests(at, kind) {
                Some(found) => tests.extend(found.into_iter().map(|test| (column, test))),
                None => complete = false,
            }
        }
        complete.then_some(LineFilter { tests })
    }

    fn cell_tests(&mut self, at: SpannedValue<'t>, kind: ScalarType) -> Option<Vec<Check>> {
        let Some(table) = at.as_table() else {
            return self.texts_or_one(at, kind).map(|entries| vec![Check::OneOf(entries)]);
        };
        table.only_keys(&["one_of", "none_of", "prefix", "not_prefix", "matches"], self.errors);
        let mut tests = Vec::new();
        for (key, at) in table.entries() {
            tests.push(match key.text {
                "one_of" => self.texts_or_one(at, kind).map(Check::OneOf),
                "none_of" => self.texts_or_one(at, kind).map(Check::NoneOf),
                "prefix" => self.texts_or_one(at, ScalarType::Code).map(Check::Prefix),
                "not_prefix" => self.texts_or_one(at, ScalarType::Code).map(Check::NotPrefix),
                "matches" => self.pattern(at).map(Check::Matches),
                _ => None,
            });
        }
        tests.into_iter().collect()
    }

    /// A single text, or a list.
    fn texts_or_one(&mut self, at: SpannedValue<'t>, kind: ScalarType) -> Option<ListOperand> {
        let entries = match at.as_text() {
            Some(text) if !text.starts_with('@') => {
                if let ScalarType::Token(tokens) = kind {
                    self.check_token(text, tokens, at.origin())?;
                }
                vec![text.to_owned()]
            }
            _ => self.fixed_list(at, kind)?,
        };
        Some(ListOperand::Fixed(entries))
    }

    fn first_of(&mut self, at: SpannedValue<'t>) -> Option<(FactSource, Type)> {
        let entries = at.list(Expected::Texts, self.errors);
        let Some((last, before)) = entries.split_last() else {
            self.report(RuleErrorKind::NoTest, at.origin());
            return None;
        };
        let mut members = Vec::new();
        for entry in before {
            members.push(self.fact_at(*entry)?);
        }
        let kind = members.first().map(|fact| self.facts[fact.0].kind);
        // The last entry is a value where it reads as one of the members' type, and else a fact.
        let literal = match kind {
            Some(Type::One(
                scalar @ (ScalarType::Money | ScalarType::Date | ScalarType::Ratio | ScalarType::Number),
            )) => {
                let is_value =
                    last.as_text().is_none_or(|text| text.starts_with(|c: char| c.is_ascii_digit() || c == '-'));
                if is_value { Some(self.literal(*last, scalar)?) } else { None }
            }
            _ => None,
        };
        if literal.is_none() {
            members.push(self.fact_at(*last)?);
        }
        let kind = self.facts[members.first()?.0].kind;
        if let Some(&odd) = members.iter().find(|fact| !same_shape(self.facts[fact.0].kind, kind)) {
            self.mismatch(
                "first_of",
                odd,
                kind.scalar().map_or(Expected::Records, super::values::expected),
                at.origin(),
            );
            return None;
        }
        Some((FactSource::FirstOf { members, literal }, kind))
    }

    fn union(&mut self, at: SpannedValue<'t>, table: SpannedTable<'t>) -> Option<(FactSource, Type)> {
        let optional = match table.get("optional") {
            Some(at) => self.facts_named(at)?,
            None => Vec::new(),
        };
        let members = self.facts_named(at)?;
        let scalar = members.first().and_then(|fact| self.facts[fact.0].kind.scalar())?;
        if let Some(&odd) =
            members.iter().find(|fact| !self.facts[fact.0].kind.scalar().is_some_and(|kind| kind.fits(scalar)))
        {
            self.mismatch("union", odd, super::values::expected(scalar), at.origin());
            return None;
        }
        let members = members.into_iter().map(|fact| Member { fact, optional: optional.contains(&fact) }).collect();
        Some((FactSource::Union(members), Type::Many(scalar)))
    }

    fn filter(&mut self, at: SpannedValue<'t>, table: SpannedTable<'t>) -> Option<(FactSource, Type)> {
        let of = self.fact_at(at)?;
        let Some(scalar) = self.facts[of.0].kind.scalar().filter(|kind| kind.is_text()) else {
            self.mismatch("filter", of, Expected::AnyText, at.origin());
            return None;
        };
        let checks = self.entry_checks(table, of)?;
        Some((FactSource::Filter { of, checks }, Type::Many(scalar)))
    }

    fn lookup(&mut self, at: SpannedValue<'t>, table: SpannedTable<'t>) -> Option<(FactSource, Type)> {
        let keys = match at.text(self.errors)?.strip_prefix('@') {
            Some(name) => {
                let entries = self.named_list(name, at.origin())?;
                LookupKeys::Fixed(entries.into_iter().map(|(entry, _)| entry.to_owned()).collect())
            }
            None => LookupKeys::Fact(self.fact_at(at)?),
        };
        let named = table.require("table", self.errors).and_then(|at| self.table_named(at))?;
        let mut names = table.get("columns").map(|at| at.texts(self.errors)).unwrap_or_default();
        names.extend(table.get("column").and_then(|at| Some((at.text(self.errors)?, at.origin()))));
        if names.is_empty() {
            self.report(RuleErrorKind::MissingKey("column"), table.origin);
            return None;
        }
        let mut columns = Vec::new();
        for (name, origin) in names {
            let Some(column) = self.tables.get(named).column(name) else {
                self.unknown(Named::Column, name, self.tables.get(named).columns().iter().cloned(), origin);
                return None;
            };
            columns.push(column);
        }
        Some((FactSource::Lookup { keys, table: named, columns }, Type::Many(ScalarType::Code)))
    }
}

/// Whether two facts may stand for each other: the same shape, and texts of any kind for texts.
fn same_shape(a: Type, b: Type) -> bool {
    match (a, b) {
        (Type::One(a), Type::One(b)) | (Type::Many(a), Type::Many(b)) => a.fits(b),
        (Type::Records, Type::Records) => true,
        _ => false,
    }
}
