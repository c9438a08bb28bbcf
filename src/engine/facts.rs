//! Facts of one dossier, computed on first read.

use std::cell::OnceCell;
use std::collections::HashSet;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::truth::Truth;
use super::value::{Entry, FactValue, Place, Scalar};
use super::work::{MAX_ENTRIES, WorkLeft};
use crate::dossier::format::{self, FICHES, FieldId, Kind, ScalarKind};
use crate::dossier::{Dossier, Item, Record, Value};
use crate::reference::{TableId, Tables};
use crate::rules::{Campaign, Check, FactId, FactSource, LineFilter, Literal, LookupKeys, Member, Operand, Predicate};
use crate::source::Span;

/// Inputs of an evaluation beside the dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Context<'a> {
    pub date: NaiveDate,
    pub fiche: u8,
    /// The applicant's entries in the register of funded programmes; none without a register.
    pub programmes: Option<&'a [Programme]>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Programme {
    pub line: usize,
    pub name: String,
    pub year: Option<i32>,
    /// In euros.
    pub amount: Option<Decimal>,
    pub purpose: String,
}

#[derive(Debug)]
pub(crate) struct Facts<'a> {
    campaign: &'a Campaign,
    tables: &'a Tables,
    dossier: &'a Dossier<'a>,
    context: Context<'a>,
    values: Vec<OnceCell<Option<FactValue<'a>>>>,
    fixed: Vec<(FactId, Scalar<'a>)>,
    /// Conditional facts whose condition is taken to hold, or not to.
    assumed: Vec<(FactId, bool)>,
    /// A list beyond it counts as absent, a test as undetermined; of places, the first of each fact remains.
    pub(super) work: WorkLeft,
}

/// The comparisons that one by a regular expression counts for, or one of how near two words are.
const PATTERN_STEPS: usize = 500;

/// Conditional facts that are assumed both ways at once; with more of them, what rests on them is undetermined.
const MAX_ASSUMPTIONS: usize = 6;

impl<'a> Facts<'a> {
    pub(crate) fn new(
        campaign: &'a Campaign,
        tables: &'a Tables,
        dossier: &'a Dossier<'a>,
        context: Context<'a>,
    ) -> Self {
        let values = campaign.facts.iter().map(|_| OnceCell::new()).collect();
        let (fixed, assumed) = (Vec::new(), Vec::new());
        Self { campaign, tables, dossier, context, values, fixed, assumed, work: WorkLeft::default() }
    }

    /// Fixes some values, whatever the dossier says. Only for facts that were not read yet.
    pub(crate) fn with(mut self, fixed: &[(FactId, Scalar<'a>)]) -> Self {
        for &(fact, value) in fixed {
            // A fact that was read already keeps its value, as documented.
            let _ = self.values[fact.0].set(Some(FactValue::One(value)));
        }
        self.fixed.extend(fixed);
        self
    }

    /// The first of these conditional facts whose condition is undetermined.
    pub(super) fn undecided(&self, conditional: &[FactId]) -> Option<FactId> {
        let is_undecided = |&&id: &&FactId| match &self.campaign.fact(id).source {
            FactSource::Conditional { condition, .. } => self.holds(id, condition) == Truth::Undetermined,
            _ => false,
        };
        conditional.iter().find(is_undecided).copied().filter(|_| self.assumed.len() < MAX_ASSUMPTIONS)
    }

    /// The same facts, with the condition of one taken to hold, or not to. They get half of what is left to these.
    pub(super) fn assuming(&self, fact: FactId, holds: bool) -> Self {
        let facts = Self::new(self.campaign, self.tables, self.dossier, self.context).with(&self.fixed);
        let assumed = self.assumed.iter().copied().chain([(fact, holds)]).collect();
        Self { assumed, work: self.work.half(), ..facts }
    }

    /// The facts by which to explain a rule that is decided whatever the conditions of these facts come to: none of them
    /// is taken to hold. None where all conditions are decided.
    pub(crate) fn settled(&self, conditional: &[FactId]) -> Option<Self> {
        let facts = self.assuming(self.undecided(conditional)?, false);
        Some(facts.settled(conditional).unwrap_or(facts))
    }

    pub(super) fn holds(&self, fact: FactId, condition: &Predicate) -> Truth {
        let assumed = self.assumed.iter().find(|(known, _)| *known == fact);
        assumed.map_or_else(|| self.decide(condition), |(_, holds)| Truth::from(*holds))
    }

    pub(crate) fn campaign(&self) -> &'a Campaign {
        self.campaign
    }

    pub(crate) fn tables(&self) -> &'a Tables {
        self.tables
    }

    pub(crate) fn dossier(&self) -> &'a Dossier<'a> {
        self.dossier
    }

    pub(crate) fn context(&self) -> Context<'a> {
        self.context
    }

    pub(crate) fn get(&self, fact: FactId) -> Option<&FactValue<'a>> {
        let has_room = |value: &FactValue<'_>| match value {
            FactValue::List(entries) => self.work.has_entries(entries.len()),
            FactValue::One(_) | FactValue::Ratio { .. } | FactValue::Records(_) => true,
        };
        self.values[fact.0].get_or_init(|| self.compute(fact).filter(has_room)).as_ref()
    }

    /// Whether so many values may be held against the right side of a test.
    pub(super) fn has_steps(&self, values: usize, check: &Check) -> bool {
        let width = match check {
            Check::Matches(_) => PATTERN_STEPS,
            check => match check.other_fact().and_then(|other| self.get(other)) {
                Some(FactValue::List(others)) => others.len(),
                _ => check.fixed_list().len(),
            },
        };
        self.work.has_steps(values.saturating_mul(width.max(1)))
    }

    /// Whether a word may be held against so many others for one that is near.
    pub(crate) fn has_word_steps(&self, others: usize) -> bool {
        self.work.has_steps(others.saturating_mul(PATTERN_STEPS))
    }

    /// Whether the fact has a value; an empty list is none.
    pub(crate) fn is_given(&self, fact: FactId) -> bool {
        self.get(fact).is_some_and(|value| !value.is_empty())
    }

    pub(crate) fn scalar(&self, fact: FactId) -> Option<Scalar<'a>> {
        match self.get(fact)? {
            FactValue::One(scalar) => Some(*scalar),
            _ => None,
        }
    }

    pub(crate) fn quantity(&self, fact: FactId) -> Option<Decimal> {
        self.scalar(fact)?.quantity()
    }

    fn compute(&self, id: FactId) -> Option<FactValue<'a>> {
        let fact = self.campaign.fact(id);
        if !fact.needs.iter().all(|&need| self.is_given(need)) {
            return None;
        }
        let scalar = match &fact.source {
            FactSource::Field(field) => return self.of_field(*field),
            FactSource::Column { table, column } => return self.of_column(*table, *column).map(FactValue::List),
            FactSource::Union(members) => return self.union(members).map(FactValue::List),
            FactSource::Filter { of, checks } => return self.filtered(*of, checks).map(FactValue::List),
            FactSource::Lookup { keys, table, columns } => {
                return self.looked_up(keys, *table, columns).map(FactValue::List);
            }
            FactSource::FirstOf { members, literal } => {
                return match members.iter().find(|&&member| self.is_given(member)) {
                    Some(&member) => self.get(member).cloned(),
                    None => literal.as_ref().and_then(of_literal).map(FactValue::One),
                };
            }
            FactSource::Conditional { condition, then, otherwise } => {
                let branch = match self.holds(id, condition) {
                    Truth::Satisfied => then,
                    Truth::Violated => otherwise,
                    Truth::Undetermined => return None,
                };
                return match branch {
                    Operand::Fact(fact) => self.get(*fact).cloned(),
                    Operand::Literal(literal) => of_literal(literal).map(FactValue::One),
                };
            }
            FactSource::Ratio(part, whole) => {
                let (part, whole) = (self.quantity(*part)?, self.quantity(*whole)?);
                return (whole > Decimal::ZERO).then_some(FactValue::Ratio { part, whole });
            }
            FactSource::EvaluationDate => Scalar::Date(self.context.date),
            FactSource::EvaluationFiche => Scalar::Text(FICHES.get(usize::from(self.context.fiche).checked_sub(1)?)?),
            FactSource::RegisterGiven => Scalar::Bool(self.context.programmes.is_some()),
            FactSource::RegisterHolds => Scalar::Bool(!self.context.programmes?.is_empty()),
            FactSource::SumLines { table, column, filter } => {
                let amounts = self.kept_lines(*table, filter)?.filter_map(|line| amount(line, *column));
                Scalar::Money(amounts.into_iter().try_fold(Decimal::ZERO, Decimal::checked_add)?)
            }
            FactSource::CountLines { table, filter } => Scalar::Number(self.kept_lines(*table, filter)?.count().into()),
            FactSource::CountEntries(of) => match self.get(*of)? {
                FactValue::List(entries) => Scalar::Number(entries.len().into()),
                FactValue::One(_) | FactValue::Ratio { .. } | FactValue::Records(_) => return None,
            },
            FactSource::Sum(members) => {
                let given = members.iter().filter_map(|&member| self.scalar(member));
                given.map(Some).reduce(|a, b| both(a?, b?, Decimal::checked_add)).flatten()?
            }
            FactSource::Difference(a, b) => both(self.scalar(*a)?, self.scalar(*b)?, Decimal::checked_sub)?,
        };
        Some(FactValue::One(scalar))
    }

    fn kept_lines(&self, table: FieldId, filter: &LineFilter) -> Option<impl Iterator<Item = &'a Record<'a>>> {
        let lines = self.lines(table)?;
        let has_steps = filter.tests.iter().all(|(_, check)| self.has_steps(lines.len(), check));
        has_steps.then(|| lines.iter().filter(|line| self.keeps(filter, line)))
    }

    fn union(&self, members: &[Member]) -> Option<Vec<Entry<'a>>> {
        let is_there = |member: &Member| self.get(member.fact).is_some();
        let complete = members.iter().all(|member| member.optional || is_there(member));
        (complete && members.iter().any(is_there))
            // One more than there is room for is as good as all of them.
            .then(|| members.iter().flat_map(|member| self.entries(member.fact)).take(MAX_ENTRIES + 1).collect())
    }

    fn filtered(&self, of: FactId, checks: &[Check]) -> Option<Vec<Entry<'a>>> {
        let given = self.get(of)?;
        let count = if let FactValue::List(entries) = given { entries.len() } else { 1 };
        checks.iter().all(|check| self.has_steps(count, check)).then_some(())?;
        let kept =
            |entry: &Entry<'a>| checks.iter().all(|check| self.check_entry(check, entry.value) == Truth::Satisfied);
        Some(self.entries(of).into_iter().filter(kept).collect())
    }

    fn looked_up(&self, keys: &'a LookupKeys, table: TableId, columns: &[usize]) -> Option<Vec<Entry<'a>>> {
        let table = self.tables.get(table);
        let cells = |key: &str, place: Place| {
            let rows = table.rows(key);
            let cells = rows.flat_map(move |row| columns.iter().map(move |&column| table.cell(row, column)));
            cells.filter(|cell| !cell.is_empty()).map(move |cell| Entry { value: Scalar::Text(cell), place })
        };
        let mut found: Vec<Entry<'a>> = Vec::new();
        match keys {
            LookupKeys::Fixed(keys) => {
                let nowhere = Place::of(format::fields()[0].id, Span::default());
                let mut known = HashSet::new();
                found.extend(keys.iter().filter(|key| known.insert(*key)).flat_map(|key| cells(key, nowhere)));
            }
            LookupKeys::Fact(of) => {
                self.get(*of)?;
                let mut known = HashSet::new();
                for entry in self.entries(*of) {
                    // What a key is looked up for once more was found before.
                    let key = entry.value.text().filter(|key| known.insert(*key));
                    found.extend(key.into_iter().flat_map(|key| cells(key, entry.place)));
                }
            }
        }
        Some(distinct(found))
    }

    /// The entries of a list; a single value counts as one entry.
    pub(crate) fn entries(&self, fact: FactId) -> Vec<Entry<'a>> {
        match self.get(fact) {
            Some(FactValue::List(entries)) => entries.clone(),
            Some(FactValue::One(value)) => {
                self.places(fact).first().map(|&place| Entry { value: *value, place }).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    fn of_field(&self, field: FieldId) -> Option<FactValue<'a>> {
        let text = match format::field_info(field).field.kind {
            Kind::Scalar(ScalarKind::Slug) | Kind::List(ScalarKind::Slug) => Scalar::Slug,
            _ => Scalar::Text,
        };
        match &self.dossier.get(field)?.value {
            Value::Text(written) => Some(FactValue::One(text(written))),
            Value::List(items) => {
                let entry = |item: &'a Item<'a>| Entry {
                    value: text(&item.value),
                    place: Place { index: Some(item.index), ..Place::of(field, item.span) },
                };
                Some(FactValue::List(items.iter().map(entry).collect()))
            }
            Value::Records(lines) => Some(FactValue::Records(lines)),
            value => of_value(value).map(FactValue::One),
        }
    }

    /// A line by its index in the file.
    pub(crate) fn line(&self, table: FieldId, index: usize) -> Option<&'a Record<'a>> {
        let lines = self.lines(table)?;
        lines.get(lines.binary_search_by_key(&index, |line| line.index).ok()?)
    }

    pub(crate) fn lines(&self, table: FieldId) -> Option<&'a [Record<'a>]> {
        match &self.dossier.get(table)?.value {
            Value::Records(lines) => Some(lines),
            _ => None,
        }
    }

    fn of_column(&self, table: FieldId, column: usize) -> Option<Vec<Entry<'a>>> {
        let entry = |line: &'a Record<'a>| {
            let cell = line.cells[column].value.as_ref()?;
            let place = Place { index: Some(line.index), column: Some(column), ..Place::of(table, cell.span) };
            Some(Entry { value: of_value(&cell.value)?, place })
        };
        Some(self.lines(table)?.iter().filter_map(entry).collect())
    }

    pub(super) fn keeps(&self, filter: &LineFilter, line: &Record<'_>) -> bool {
        filter.tests.iter().all(|(column, check)| {
            let cell = line.cells[*column].value.as_ref().map(|located| &located.value);
            matches!(cell, Some(Value::Text(text)) if self.check_entry(check, Scalar::Text(text)) == Truth::Satisfied)
        })
    }
}

fn amount(line: &Record<'_>, column: usize) -> Option<Decimal> {
    match line.cells[column].value.as_ref()?.value {
        Value::Money(amount) => Some(amount),
        _ => None,
    }
}

/// Works on two amounts, or two numbers.
fn both<'a>(a: Scalar<'a>, b: Scalar<'a>, work: fn(Decimal, Decimal) -> Option<Decimal>) -> Option<Scalar<'a>> {
    match (a, b) {
        (Scalar::Money(a), Scalar::Money(b)) => work(a, b).map(Scalar::Money),
        (Scalar::Number(a), Scalar::Number(b)) => work(a, b).map(Scalar::Number),
        _ => None,
    }
}

/// A single value of the dossier.
fn of_value<'a>(value: &'a Value<'a>) -> Option<Scalar<'a>> {
    match value {
        Value::Text(text) => Some(Scalar::Text(text)),
        Value::Money(amount) => Some(Scalar::Money(*amount)),
        Value::Date(day) => Some(Scalar::Date(*day)),
        Value::Bool(value) => Some(Scalar::Bool(*value)),
        Value::Integer(number) => Some(Scalar::Number((*number).into())),
        Value::List(_) | Value::Records(_) | Value::Group => None,
    }
}

fn of_literal(literal: &Literal) -> Option<Scalar<'_>> {
    match literal {
        Literal::Text(text) => Some(Scalar::Text(text)),
        Literal::Bool(value) => Some(Scalar::Bool(*value)),
        Literal::Date(day) => Some(Scalar::Date(*day)),
        Literal::Money(amount) => Some(Scalar::Money(*amount)),
        Literal::Number(number) => Some(Scalar::Number(*number)),
        Literal::Percentage(_) => None,
    }
}

/// Removes entries whose value came before.
fn distinct(entries: Vec<Entry<'_>>) -> Vec<Entry<'_>> {
    let mut kept: Vec<Entry<'_>> = Vec::with_capacity(entries.len());
    let mut seen = HashSet::new();
    for entry in entries {
        if entry.value.text().is_none_or(|text| seen.insert(text)) {
            kept.push(entry);
        }
    }
    kept
}
