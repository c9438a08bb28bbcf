//! The places of facts in the dossier.

use std::collections::HashSet;

use super::facts::Facts;
use super::truth::Truth;
use super::value::{FactValue, Place};
use crate::dossier::Record;
use crate::dossier::format::FieldId;
use crate::rules::{FactId, FactSource, LineFilter, LookupKeys};

impl Facts<'_> {
    /// The value, the contributing lines, or the absent key.
    pub(crate) fn places(&self, fact: FactId) -> Vec<Place> {
        let field_place = |field: FieldId| {
            let absent = self.get(fact).is_none();
            Place { absent, ..Place::of(field, self.dossier().place(field)) }
        };
        let entries = || match self.get(fact) {
            Some(FactValue::List(entries)) if !entries.is_empty() => {
                let all = if self.work.has_places(entries.len()) { entries.len() } else { 1 };
                Some(entries.iter().take(all).map(|entry| entry.place).collect())
            }
            _ => None,
        };
        let own = self.campaign().fact(fact);
        if self.get(fact).is_none()
            && let Some(&need) = own.needs.iter().find(|&&need| !self.is_given(need))
        {
            return self.places(need);
        }
        match &own.source {
            FactSource::Field(field) => entries().unwrap_or_else(|| vec![field_place(*field)]),
            FactSource::Column { table, .. } => entries().unwrap_or_else(|| vec![field_place(*table)]),
            FactSource::RegisterHolds => own.needs.iter().flat_map(|&need| self.places(need)).collect(),
            FactSource::EvaluationDate
            | FactSource::EvaluationFiche
            | FactSource::RegisterGiven
            | FactSource::Lookup { keys: LookupKeys::Fixed(_), .. } => Vec::new(),
            FactSource::SumLines { table, column, filter } => self.kept_places(*table, Some(*column), filter),
            FactSource::CountLines { table, filter } => self.kept_places(*table, None, filter),
            FactSource::Sum(members) => {
                let there: Vec<_> = members.iter().filter(|&&member| self.get(member).is_some()).collect();
                let chosen = if there.is_empty() { members.iter().collect() } else { there };
                distinct(chosen.into_iter().flat_map(|&member| self.places(member)))
            }
            FactSource::Difference(a, b) | FactSource::Ratio(a, b) => {
                distinct(self.places(*a).into_iter().chain(self.places(*b)))
            }
            FactSource::FirstOf { members, .. } => {
                let given = members.iter().filter(|&&member| self.is_given(member));
                let chosen = given.map(|&member| self.places(member)).find(|places| !places.is_empty());
                chosen.or_else(|| members.first().map(|&member| self.places(member))).unwrap_or_default()
            }
            FactSource::Conditional { condition, then, otherwise } => {
                let branch = match self.holds(fact, condition) {
                    Truth::Satisfied => then.fact(),
                    Truth::Violated => otherwise.fact(),
                    Truth::Undetermined => {
                        let absent = condition.facts().into_iter().filter(|&fact| !self.is_given(fact));
                        return distinct(absent.flat_map(|fact| self.places(fact)));
                    }
                };
                branch.map(|fact| self.places(fact)).unwrap_or_default()
            }
            FactSource::Union(members) => {
                let there: Vec<_> = members.iter().filter(|member| self.is_given(member.fact)).collect();
                let missing = members.iter().filter(|member| !member.optional && self.get(member.fact).is_none());
                let chosen: Vec<_> = missing.chain(there).collect();
                let chosen = if chosen.is_empty() { members.iter().collect() } else { chosen };
                distinct(chosen.into_iter().flat_map(|member| self.places(member.fact)))
            }
            FactSource::Filter { of, .. } => entries().unwrap_or_else(|| self.places(*of)),
            FactSource::CountEntries(of) | FactSource::Lookup { keys: LookupKeys::Fact(of), .. } => self.places(*of),
        }
    }

    /// The cells of a table's lines that hold nothing, in these columns.
    pub(super) fn empty_cells(&self, fact: FactId, columns: &[usize]) -> impl Iterator<Item = Place> {
        let table = match self.campaign().fact(fact).source {
            FactSource::Field(table) => Some(table),
            _ => None,
        };
        let lines = table.and_then(|table| Some((table, self.lines(table)?)));
        lines.into_iter().flat_map(move |(table, lines)| {
            let cells = lines.iter().flat_map(|line| columns.iter().map(move |&column| (line, column)));
            cells.filter(|(line, column)| line.cells[*column].value.is_none()).map(move |(line, column)| Place {
                index: Some(line.index),
                column: Some(column),
                absent: true,
                ..Place::of(table, line.cells[column].key.unwrap_or(line.span))
            })
        })
    }

    fn kept_places(&self, table: FieldId, column: Option<usize>, filter: &LineFilter) -> Vec<Place> {
        let lines = self.lines(table).unwrap_or_default();
        let all = if self.work.has_places(lines.len()) { lines.len() } else { 1 };
        let place = |line: &Record<'_>| {
            let cell =
                column.and_then(|column| line.cells[column].value.as_ref()).map_or(line.span, |located| located.span);
            Place { field: table, index: Some(line.index), column, span: cell, absent: false }
        };
        let places: Vec<Place> = lines.iter().filter(|line| self.keeps(filter, line)).take(all).map(place).collect();
        if !places.is_empty() {
            return places;
        }
        let absent = self.dossier().get(table).is_none();
        vec![Place { absent, ..Place::of(table, self.dossier().place(table)) }]
    }
}

/// The places, each once: a fact may be made of one several times over.
fn distinct(places: impl Iterator<Item = Place>) -> Vec<Place> {
    let mut known = HashSet::new();
    places.filter(|place| known.insert((place.field, place.index, place.column, place.span))).collect()
}
