//! Facts of one dossier, computed on first read.

use std::cell::OnceCell;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::check::check_entry;
use super::truth::Truth;
use super::value::{Entry, FactValue, Place, Scalar};
use crate::dossier::format::{self, FICHES, FieldId, Kind, ScalarKind as Type};
use crate::dossier::{Dossier, Record, Value, fold};
use crate::reference::Tables;
use crate::rules::{Campaign, FactId, FactSource, LineFilter, Literal, LookupKeys};

/// Inputs of an evaluation beside the dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Context<'a> {
    pub date: NaiveDate,
    pub fiche: u8,
    /// The applicant's entries in the register of funded programmes; none without a register.
    pub programmes: Option<&'a [Programme]>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Programme {
    /// Of the register's file.
    pub line: usize,
    /// Of the structure.
    pub name: String,
    pub year: Option<i32>,
    /// In euros.
    pub amount: Option<Decimal>,
    pub purpose: String,
}

#[derive(Debug)]
pub struct Facts<'a> {
    campaign: &'a Campaign,
    tables: &'a Tables,
    dossier: &'a Dossier<'a>,
    context: Context<'a>,
    values: Vec<OnceCell<Option<FactValue<'a>>>>,
}

impl<'a> Facts<'a> {
    pub fn new(campaign: &'a Campaign, tables: &'a Tables, dossier: &'a Dossier<'a>, context: Context<'a>) -> Self {
        let values = campaign.facts.iter().map(|_| OnceCell::new()).collect();
        Self { campaign, tables, dossier, context, values }
    }

    /// Fixes some values, whatever the dossier says. Only for facts that were not read yet.
    pub fn with(self, fixed: &[(FactId, Scalar<'a>)]) -> Self {
        for &(fact, value) in fixed {
            // A fact that was read already keeps its value, as documented.
            let _ = self.values[fact.0].set(Some(FactValue::One(value)));
        }
        self
    }

    pub fn campaign(&self) -> &'a Campaign {
        self.campaign
    }

    pub fn tables(&self) -> &'a Tables {
        self.tables
    }

    pub fn dossier(&self) -> &'a Dossier<'a> {
        self.dossier
    }

    pub fn context(&self) -> Context<'a> {
        self.context
    }

    pub fn get(&self, fact: FactId) -> Option<&FactValue<'a>> {
        self.values[fact.0].get_or_init(|| self.compute(fact)).as_ref()
    }

    /// Whether the fact has a value; an empty list is none.
    pub fn is_given(&self, fact: FactId) -> bool {
        self.get(fact).is_some_and(|value| !value.is_empty())
    }

    pub fn scalar(&self, fact: FactId) -> Option<Scalar<'a>> {
        match self.get(fact)? {
            FactValue::One(scalar) => Some(*scalar),
            _ => None,
        }
    }

    pub fn quantity(&self, fact: FactId) -> Option<Decimal> {
        self.scalar(fact)?.quantity()
    }

    fn compute(&self, id: FactId) -> Option<FactValue<'a>> {
        let fact = self.campaign.fact(id);
        if !fact.needs.iter().all(|&need| self.is_given(need)) {
            return None;
        }
        let one = |scalar| Some(FactValue::One(scalar));
        match &fact.source {
            FactSource::Field(field) => self.of_field(*field),
            FactSource::Column { table, column } => self.of_column(*table, *column).map(FactValue::List),
            FactSource::EvaluationDate => one(Scalar::Date(self.context.date)),
            FactSource::EvaluationFiche => {
                one(Scalar::Text(FICHES.get(usize::from(self.context.fiche).checked_sub(1)?)?))
            }
            FactSource::RegisterGiven => one(Scalar::Bool(self.context.programmes.is_some())),
            FactSource::RegisterHolds => one(Scalar::Bool(!self.context.programmes?.is_empty())),
            FactSource::SumLines { table, column, filter } => {
                let lines = self.lines(*table)?.iter().filter(|line| self.keeps(filter, line));
                let amounts = lines.filter_map(|line| amount(line, *column));
                amounts.into_iter().try_fold(Decimal::ZERO, Decimal::checked_add).map(Scalar::Money).and_then(one)
            }
            FactSource::CountLines { table, filter } => {
                let count = self.lines(*table)?.iter().filter(|line| self.keeps(filter, line)).count();
                one(Scalar::Number(count.into()))
            }
            FactSource::CountEntries(of) => match self.get(*of)? {
                FactValue::List(entries) => one(Scalar::Number(entries.len().into())),
                _ => None,
            },
            FactSource::Sum(members) => {
                let there = members.iter().filter_map(|&member| self.scalar(member));
                there.map(Some).reduce(|a, b| add(a?, b?)).flatten().and_then(one)
            }
            FactSource::Difference(a, b) => match (self.scalar(*a)?, self.scalar(*b)?) {
                (Scalar::Money(a), Scalar::Money(b)) => a.checked_sub(b).map(Scalar::Money).and_then(one),
                (Scalar::Number(a), Scalar::Number(b)) => a.checked_sub(b).map(Scalar::Number).and_then(one),
                _ => None,
            },
            FactSource::Ratio(part, whole) => {
                let (part, whole) = (self.quantity(*part)?, self.quantity(*whole)?);
                (whole > Decimal::ZERO).then_some(FactValue::Ratio { part, whole })
            }
            FactSource::FirstOf { members, literal } => {
                let member = members.iter().find(|&&member| self.is_given(member));
                match (member, literal) {
                    (Some(&member), _) => self.get(member).cloned(),
                    (None, Some(literal)) => of_literal(literal).and_then(one),
                    (None, None) => None,
                }
            }
            FactSource::Union(members) => {
                let required = members.iter().filter(|member| !member.optional);
                if !required.into_iter().all(|member| self.get(member.fact).is_some()) {
                    return None;
                }
                if !members.iter().any(|member| self.get(member.fact).is_some()) {
                    return None;
                }
                Some(FactValue::List(members.iter().flat_map(|member| self.entries(member.fact)).collect()))
            }
            FactSource::Filter { of, checks } => {
                self.get(*of)?;
                let kept = |entry: &Entry<'a>| {
                    checks.iter().all(|check| check_entry(self, check, entry.value) == Truth::Satisfied)
                };
                Some(FactValue::List(self.entries(*of).into_iter().filter(kept).collect()))
            }
            FactSource::Lookup { keys, table, columns } => {
                let table = self.tables.get(*table);
                let cells = |key: &str, place: Place| {
                    let rows = table.rows(key);
                    let cells = rows.flat_map(move |row| columns.iter().map(move |&column| table.cell(row, column)));
                    cells.filter(|cell| !cell.is_empty()).map(move |cell| Entry { value: Scalar::Text(cell), place })
                };
                let mut found: Vec<Entry<'a>> = Vec::new();
                match keys {
                    LookupKeys::Fixed(keys) => {
                        let nowhere = Place::of(format::fields()[0].id, crate::source::Span::default());
                        found.extend(keys.iter().flat_map(|key| cells(key, nowhere)));
                    }
                    LookupKeys::Fact(of) => {
                        self.get(*of)?;
                        for entry in self.entries(*of) {
                            found.extend(entry.value.text().into_iter().flat_map(|key| cells(key, entry.place)));
                        }
                    }
                }
                Some(FactValue::List(distinct(found)))
            }
        }
    }

    /// The entries of a list; a single value counts as one entry.
    pub fn entries(&self, fact: FactId) -> Vec<Entry<'a>> {
        match self.get(fact) {
            Some(FactValue::List(entries)) => entries.clone(),
            Some(FactValue::One(value)) => {
                self.places(fact).first().map(|&place| Entry { value: *value, place }).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    fn of_field(&self, field: FieldId) -> Option<FactValue<'a>> {
        let located = self.dossier.get(field)?;
        let scalar = match &located.value {
            Value::Text(text) => {
                let free =
                    matches!(format::field_info(field).field.kind, Kind::Scalar(Type::Text | Type::Siret | Type::Rna));
                if free && self.is_placeholder(text) {
                    return None;
                }
                Scalar::Text(text)
            }
            Value::Money(amount) => Scalar::Money(*amount),
            Value::Date(day) => Scalar::Date(*day),
            Value::Bool(value) => Scalar::Bool(*value),
            Value::Integer(number) => Scalar::Number((*number).into()),
            Value::List(entries) => {
                let place = |index, span| Place { index: Some(index), ..Place::of(field, span) };
                let entry = |(index, entry): (usize, &'a crate::dossier::Spanned<std::borrow::Cow<'a, str>>)| Entry {
                    value: Scalar::Text(&entry.value),
                    place: place(index, entry.span),
                };
                return Some(FactValue::List(entries.iter().enumerate().map(entry).collect()));
            }
            Value::Records(lines) => return Some(FactValue::Records(lines)),
            Value::Group => return None,
        };
        Some(FactValue::One(scalar))
    }

    pub fn lines(&self, table: FieldId) -> Option<&'a [Record<'a>]> {
        match &self.dossier.get(table)?.value {
            Value::Records(lines) => Some(lines),
            _ => None,
        }
    }

    fn of_column(&self, table: FieldId, column: usize) -> Option<Vec<Entry<'a>>> {
        let entry = |(index, line): (usize, &'a Record<'a>)| {
            let located = line.cells[column].value.as_ref()?;
            let value = match &located.value {
                Value::Text(text) if self.is_placeholder_cell(table, column, text) => return None,
                Value::Text(text) => Scalar::Text(text),
                Value::Money(amount) => Scalar::Money(*amount),
                Value::Date(day) => Scalar::Date(*day),
                Value::Bool(value) => Scalar::Bool(*value),
                Value::Integer(number) => Scalar::Number((*number).into()),
                Value::List(_) | Value::Records(_) | Value::Group => return None,
            };
            Some(Entry {
                value,
                place: Place {
                    field: table,
                    index: Some(index),
                    column: Some(column),
                    span: located.span,
                    absent: false,
                },
            })
        };
        Some(self.lines(table)?.iter().enumerate().filter_map(entry).collect())
    }

    pub fn is_filled(&self, table: FieldId, line: &Record<'_>, column: usize) -> bool {
        line.cells[column].value.as_ref().is_some_and(|located| match &located.value {
            Value::Text(text) => !self.is_placeholder_cell(table, column, text),
            _ => true,
        })
    }

    pub(super) fn keeps(&self, filter: &LineFilter, line: &Record<'_>) -> bool {
        filter.tests.iter().all(|(column, check)| {
            let cell = line.cells[*column].value.as_ref().map(|located| &located.value);
            matches!(cell, Some(Value::Text(text)) if check_entry(self, check, Scalar::Text(text)) == Truth::Satisfied)
        })
    }

    fn is_placeholder_cell(&self, table: FieldId, column: usize, text: &str) -> bool {
        match &format::field_info(table).field.kind {
            Kind::Records(columns) => {
                matches!(columns[column].kind, Kind::Scalar(Type::Text)) && self.is_placeholder(text)
            }
            _ => false,
        }
    }

    /// Whether a text counts as absent: empty, one repeated character, or one of the campaign's placeholders.
    fn is_placeholder(&self, text: &str) -> bool {
        let trimmed = text.trim();
        let mut characters = trimmed.chars();
        let Some(first) = characters.next() else { return true };
        if characters.all(|c| c == first) {
            return true;
        }
        let placeholders = &self.campaign.conventions.placeholders;
        // A decomposed accent takes a few bytes more than its folded letter; no text folds to a quarter of its length.
        let longest = placeholders.iter().map(String::len).max().unwrap_or_default();
        trimmed.len() <= 4 * longest && placeholders.contains(&fold(trimmed))
    }
}

fn amount(line: &Record<'_>, column: usize) -> Option<Decimal> {
    match line.cells[column].value.as_ref()?.value {
        Value::Money(amount) => Some(amount),
        _ => None,
    }
}

fn add<'a>(a: Scalar<'a>, b: Scalar<'a>) -> Option<Scalar<'a>> {
    match (a, b) {
        (Scalar::Money(a), Scalar::Money(b)) => a.checked_add(b).map(Scalar::Money),
        (Scalar::Number(a), Scalar::Number(b)) => a.checked_add(b).map(Scalar::Number),
        _ => None,
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
    let mut seen = std::collections::HashSet::new();
    for entry in entries {
        if entry.value.text().is_none_or(|text| seen.insert(text)) {
            kept.push(entry);
        }
    }
    kept
}
