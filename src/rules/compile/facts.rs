//! Facts as rules name them, and those that the sets derive.

use super::super::error::{Expected, Large, Named, Origin, RuleErrorKind};
use super::super::fact::{Fact, FactSource, LineFilter, LookupKeys, Member, ScalarType, Type};
use super::super::language::{self, CELL_TESTS, FACT, FILTER_TESTS, Key, KeyScope, Keys, OPERATIONS, Takes};
use super::super::limits::MAX_FACT_SIZE;
use super::super::predicate::{Check, FactId, ListOperand, Operand};
use super::super::reader::{Fields, SpannedTable, SpannedText, SpannedValue};
use super::builtin::{CONTEXT, context, of_format};
use super::values::expected;
use super::{Compiler, FactState};
use crate::dossier::format::{self, FieldId, Kind};

/// Facts that are on their way at once: one and its parts. More of them are a circle.
const MAX_STARTED: usize = 8;

type Derivation = (FactSource, Type);

impl<'t> Compiler<'_, '_, 't> {
    /// The fact of that name, compiled when first asked for; none when it has errors or does not exist.
    pub(super) fn fact(&mut self, name: SpannedText<'_>) -> Option<FactId> {
        match self.states.get(name.text) {
            Some(FactState::Done(fact)) => return *fact,
            Some(FactState::Started) => return self.circle(name),
            // What a fact is made of was compiled before it, but for circles.
            None if self.started > MAX_STARTED => return self.circle(name),
            None => {}
        }
        self.states.insert(name.text.to_owned(), FactState::Started);
        self.started += 1;
        // A fact may be met in the middle of a rule or of another fact: the lists that those read are theirs.
        let outer = std::mem::take(&mut self.lists_read);
        let compiled = self.compile(name);
        let lists = std::mem::replace(&mut self.lists_read, outer);
        self.started -= 1;
        let id = compiled.and_then(|fact| {
            let origin = self.namespace.facts.get(name.text).map_or(name.origin, |(name, _)| name.origin);
            let extent = self.extent(&fact, origin)?;
            self.spend_on_fact(extent, origin)?;
            self.facts.push(Fact { lists, ..fact });
            self.extents.push(extent);
            Some(FactId(self.facts.len() - 1))
        });
        self.states.insert(name.text.to_owned(), FactState::Done(id));
        id
    }

    fn circle(&self, name: SpannedText<'_>) -> Option<FactId> {
        self.errors.report(RuleErrorKind::FactCycle(name.text.to_owned()), name.origin);
        None
    }

    pub(super) fn fact_at(&mut self, value: SpannedValue<'t>) -> Option<FactId> {
        self.fact(value.spanned_text()?)
    }

    fn compile(&mut self, name: SpannedText<'_>) -> Option<Fact> {
        let builtin = context(name.text).or_else(|| of_format(name.text));
        match (self.namespace.facts.get(name.text).copied(), builtin) {
            (Some((derived, _)), Some(_)) => {
                let kind = RuleErrorKind::Duplicate { what: Named::Fact, name: name.text.to_owned() };
                self.errors.report(kind, derived.origin);
                None
            }
            // A table that does not read has its error already.
            (Some((_, table)), None) => self.derive(name.text, table?),
            (None, Some(fact)) if matches!(fact.source, FactSource::RegisterHolds) => {
                // The register knows applicants by this number alone.
                let siret = self.fact(SpannedText { text: "porteur.siret", ..name })?;
                Some(Fact { needs: vec![siret], ..fact })
            }
            (None, Some(fact)) => Some(fact),
            (None, None) => {
                let is_fact = |info: &&format::FieldInfo| !matches!(info.field.kind, Kind::Group(_));
                let derived = self.namespace.facts.iter().map(|(name, _)| name.text);
                let context = CONTEXT.iter().map(|(name, ..)| *name);
                let of_format = format::fields().iter().filter(is_fact).map(|info| info.path.as_str());
                self.errors.unknown(Named::Fact, name, derived.chain(context).chain(of_format));
                None
            }
        }
    }

    fn derive(&mut self, name: &str, table: SpannedTable<'t>) -> Option<Fact> {
        let operations: Vec<&Key> = OPERATIONS.iter().filter(|key| table.has(key.name)).collect();
        let [operation] = operations[..] else {
            let found = operations.iter().map(|key| key.name.to_owned()).collect();
            self.errors.report(RuleErrorKind::OneOperation(found), table.origin);
            return None;
        };
        let in_overlay = self.namespace.sets.iter().any(|set| set.overlay && set.file == table.origin.file);
        let scope = if in_overlay { KeyScope::Overlay } else { KeyScope::Set };
        let goes_with = |key: &&Key| key.beside.is_empty() || key.beside.contains(&operation.name);
        let filters = if operation.name == "filter" { FILTER_TESTS } else { &[] };
        let filters = filters.iter().filter_map(|name| language::test(name)).map(|test| &test.key);
        table.only(std::iter::once(operation).chain(Keys::of(FACT, scope).iter().filter(goes_with)).chain(filters));
        let named = |key: &str| table.get(key).and_then(SpannedValue::as_list).map_or(0, Iterator::count);
        if [operation.name, "needs", "optional", "columns"].into_iter().map(named).sum::<usize>() > MAX_FACT_SIZE {
            self.errors.report(RuleErrorKind::TooLarge(Large::Fact(name.to_owned())), table.origin);
            return None;
        }
        let fields = Fields::unchecked(table, Keys::of(FACT, scope));
        fields.bilingual("because");
        let label = fields.bilingual("label");
        let needs: Option<Vec<FactId>> = self.facts_named(&fields.texts("needs"));
        let value = table.get(operation.name)?;
        let derivation = match operation.name {
            "sum" => self.sum(value, &fields),
            "difference" => self.pair(value).map(|(a, b)| (FactSource::Difference(a, b), self.kind(a))),
            "ratio" => self.pair(value).map(|(a, b)| (FactSource::Ratio(a, b), Type::One(ScalarType::Ratio))),
            "count" => self.count(value, &fields),
            "first_of" => self.first_of(value),
            "union" => self.union(value, &fields),
            "filter" => self.filter(value, table),
            "if" => self.conditional(value, &fields),
            _ => self.lookup(value, &fields),
        };
        let (source, kind) = derivation?;
        Some(Fact { name: name.to_owned(), label: label?, kind, source, needs: needs?, lists: Vec::new() })
    }

    fn facts_named(&mut self, names: &[SpannedText<'t>]) -> Option<Vec<FactId>> {
        names.iter().map(|name| self.fact(*name)).collect()
    }

    fn sum(&mut self, value: SpannedValue<'t>, fields: &Fields<'t>) -> Option<Derivation> {
        if value.as_text().is_none() {
            let members = self.facts_named(&value.texts())?;
            return self.same_quantity("sum", &members, value.origin()).map(|kind| (FactSource::Sum(members), kind));
        }
        let fact = self.fact_at(value)?;
        let (&FactSource::Column { table, column }, kind) = (&self.facts[fact.0].source, self.kind(fact)) else {
            self.mismatch("sum", fact, Expected::Column, value.origin());
            return None;
        };
        if kind != Type::Many(ScalarType::Money) {
            self.mismatch("sum", fact, Expected::Money, value.origin());
            return None;
        }
        let filter = self.line_filter(fields, table)?;
        Some((FactSource::SumLines { table, column, filter }, Type::One(ScalarType::Money)))
    }

    fn same_quantity(&self, operation: &str, members: &[FactId], origin: Origin) -> Option<Type> {
        let kind = self.kind(*members.first()?);
        let is_quantity = matches!(kind, Type::One(ScalarType::Money | ScalarType::Number));
        match members.iter().find(|fact| !is_quantity || self.kind(**fact) != kind) {
            Some(&odd) => {
                self.mismatch(operation, odd, Expected::Money, origin);
                None
            }
            None => Some(kind),
        }
    }

    fn pair(&mut self, value: SpannedValue<'t>) -> Option<(FactId, FactId)> {
        let members = self.facts_named(&value.texts())?;
        let [a, b] = members[..] else {
            value.wrong_type(Expected::List);
            return None;
        };
        self.same_quantity("difference", &members, value.origin())?;
        Some((a, b))
    }

    fn count(&mut self, value: SpannedValue<'t>, fields: &Fields<'t>) -> Option<Derivation> {
        let fact = self.fact_at(value)?;
        let source = match (self.kind(fact), &self.facts[fact.0].source) {
            (Type::Records, &FactSource::Field(table)) => {
                FactSource::CountLines { table, filter: self.line_filter(fields, table)? }
            }
            (Type::Many(_), _) => FactSource::CountEntries(fact),
            _ => {
                self.mismatch("count", fact, Expected::ListOrRecords, value.origin());
                return None;
            }
        };
        Some((source, Type::One(ScalarType::Number)))
    }

    pub(super) fn line_filter(&mut self, fields: &Fields<'t>, table: FieldId) -> Option<LineFilter> {
        let Some(value) = fields.get("where") else { return Some(LineFilter::default()) };
        let Kind::Records(columns) = format::field_info(table).field.kind else { return None };
        let mut tests = Vec::new();
        let mut complete = true;
        for (key, value) in value.table()?.entries() {
            let Some(column) = self.column_of(columns, key) else {
                complete = false;
                continue;
            };
            let Some(Type::One(kind)) = columns[column].kind.as_leaf() else { continue };
            if !kind.is_text() {
                let (test, fact, found) = ("where".to_owned(), key.text.to_owned(), Type::One(kind));
                let kind = RuleErrorKind::Mismatch { test, fact, found, expected: Expected::OneText };
                self.errors.report(kind, key.origin);
                complete = false;
                continue;
            }
            match self.cell_tests(value, kind) {
                Some(found) => tests.extend(found.into_iter().map(|test| (column, test))),
                None => complete = false,
            }
        }
        complete.then_some(LineFilter { tests })
    }

    fn cell_tests(&mut self, value: SpannedValue<'t>, kind: ScalarType) -> Option<Vec<Check>> {
        let Some(table) = value.as_table() else {
            return self.one_or_several(value, kind).map(|entries| vec![Check::OneOf(entries)]);
        };
        table.only(CELL_TESTS.iter().filter_map(|name| language::test(name)).map(|test| &test.key));
        let tests = table.entries().map(|(key, value)| {
            let test = language::test(key.text).filter(|test| CELL_TESTS.contains(&test.key.name));
            match test?.takes {
                Takes::List(build) => self.one_or_several(value, kind).map(build),
                Takes::Beginnings(build) => self.one_or_several(value, ScalarType::Code).map(build),
                Takes::Pattern(build) => self.pattern(value).map(build),
                _ => None,
            }
        });
        let tests: Vec<Option<Check>> = tests.collect();
        tests.into_iter().collect()
    }

    fn one_or_several(&mut self, value: SpannedValue<'t>, kind: ScalarType) -> Option<ListOperand> {
        let entries = match value.as_text() {
            Some(text) if !text.starts_with('@') => {
                self.is_known(value.spanned_text()?, kind).then(|| vec![text.to_owned()])
            }
            _ => self.fixed_list(value, kind),
        };
        entries.map(ListOperand::Fixed)
    }

    fn first_of(&mut self, value: SpannedValue<'t>) -> Option<Derivation> {
        let entries = value.list(Expected::Texts);
        let Some((last, before)) = entries.split_last() else {
            value.report(RuleErrorKind::NoTest);
            return None;
        };
        let mut members = before.iter().map(|entry| self.fact_at(*entry)).collect::<Option<Vec<_>>>()?;
        // The last entry is a value where it reads as one of the members' type, and else a fact.
        let literal = match members.first().map(|fact| self.kind(*fact)) {
            Some(Type::One(
                scalar @ (ScalarType::Money | ScalarType::Date | ScalarType::Ratio | ScalarType::Number),
            )) if reads_as_value(*last) => Some(self.literal(*last, scalar)?),
            _ => {
                members.push(self.fact_at(*last)?);
                None
            }
        };
        let kind = self.kind(*members.first()?);
        if let Some(&odd) = members.iter().find(|fact| !self.kind(**fact).fits(kind)) {
            self.mismatch("first_of", odd, kind.scalar().map_or(Expected::Records, expected), value.origin());
            return None;
        }
        Some((FactSource::FirstOf { members, literal }, kind))
    }

    fn conditional(&mut self, value: SpannedValue<'t>, fields: &Fields<'t>) -> Option<Derivation> {
        let condition = self.predicate(value);
        let branch = |key| {
            let branch = fields.get(key);
            if branch.is_none() {
                self.errors.report(RuleErrorKind::MissingKey(key), fields.origin());
            }
            branch
        };
        let (then, otherwise) = (branch("then"), branch("else"));
        let (then, otherwise) = (then?, otherwise?);
        // A value takes the type of the fact that it stands for: one branch at least is a fact.
        let (fact, other) = if reads_as_value(then) { (otherwise, then) } else { (then, otherwise) };
        let id = self.fact_at(fact)?;
        let kind = self.kind(id);
        let other = match kind.scalar() {
            Some(scalar) if reads_as_value(other) => Operand::Literal(self.literal(other, scalar)?),
            _ => {
                let other_id = self.fact_at(other)?;
                if !self.kind(other_id).fits(kind) {
                    self.mismatch("if", other_id, kind.scalar().map_or(Expected::Records, expected), other.origin());
                    return None;
                }
                Operand::Fact(other_id)
            }
        };
        let fact = Operand::Fact(id);
        let (then, otherwise) = if reads_as_value(then) { (other, fact) } else { (fact, other) };
        Some((FactSource::Conditional { condition: Box::new(condition?), then, otherwise }, kind))
    }

    fn union(&mut self, value: SpannedValue<'t>, fields: &Fields<'t>) -> Option<Derivation> {
        let optional = self.facts_named(&fields.texts("optional"))?;
        let members = self.facts_named(&value.texts())?;
        let scalar = self.kind(*members.first()?).scalar()?;
        let fits = |fact: &FactId| self.kind(*fact).scalar().is_some_and(|kind| kind.fits(scalar));
        if let Some(&odd) = members.iter().find(|fact| !fits(fact)) {
            self.mismatch("union", odd, expected(scalar), value.origin());
            return None;
        }
        let members = members.into_iter().map(|fact| Member { fact, optional: optional.contains(&fact) }).collect();
        Some((FactSource::Union(members), Type::Many(scalar)))
    }

    fn filter(&mut self, value: SpannedValue<'t>, table: SpannedTable<'t>) -> Option<Derivation> {
        let of = self.fact_at(value)?;
        let Some(scalar) = self.kind(of).scalar().filter(|kind| kind.is_text()) else {
            self.mismatch("filter", of, Expected::AnyText, value.origin());
            return None;
        };
        let checks = self.entry_checks(table, of)?;
        Some((FactSource::Filter { of, checks }, Type::Many(scalar)))
    }

    fn lookup(&mut self, value: SpannedValue<'t>, fields: &Fields<'t>) -> Option<Derivation> {
        let name = value.spanned_text()?;
        let keys = if name.text.starts_with('@') {
            let entries = self.named_list(name)?;
            LookupKeys::Fixed(entries.into_iter().map(|entry| entry.text.to_owned()).collect())
        } else {
            LookupKeys::Fact(self.fact(name)?)
        };
        let missing = |key| self.errors.report(RuleErrorKind::MissingKey(key), fields.origin());
        let Some(table) = fields.get("table") else {
            missing("table");
            return None;
        };
        let table = self.table_named(table)?;
        let mut names = fields.texts("columns");
        names.extend(fields.spanned_text("column"));
        if names.is_empty() {
            missing("column");
            return None;
        }
        let columns = names.into_iter().map(|name| {
            let column = self.tables.get(table).column(name.text);
            if column.is_none() {
                self.errors.unknown(Named::Column, name, self.tables.get(table).columns().iter().cloned());
            }
            column
        });
        let columns = columns.collect::<Option<Vec<_>>>()?;
        Some((FactSource::Lookup { keys, table, columns }, Type::Many(ScalarType::Code)))
    }
}

/// Whether it is an amount, a number or a day, and no name of a fact.
fn reads_as_value(value: SpannedValue<'_>) -> bool {
    value.as_text().is_none_or(|text| text.starts_with(|c: char| c.is_ascii_digit() || c == '-'))
}
