//! How a fact's cases come about from those of the facts that it is derived from.

use std::rc::Rc;

use super::super::truth::Truth;
use super::super::value::Scalar;
use super::conditions::Kleene;
use super::formula::{Formula, Linear};
use super::symbols::{
    Cases, Element, ElementValue, Inexpressible, Quantity, Symbol, Symbols, element_value, is_possible, of_literal,
};
use crate::dossier::format::FieldId;
use crate::dossier::{Record, Value};
use crate::rules::{Check, FactId, FactSource, LineFilter, Literal, Member};

impl<'a> Symbols<'_, 'a> {
    pub(super) fn of_source(&self, id: FactId, source: &'a FactSource) -> Result<Cases<'a>, Inexpressible> {
        match source {
            FactSource::Field(field) => self.field(id, *field),
            FactSource::Column { table, column } => Ok(vec![(Formula::TRUE, self.column(id, *table, *column)?)]),
            FactSource::SumLines { table, column, filter } => self.lines(*table, *column, filter),
            FactSource::CountLines { table, filter } => self.count_lines(*table, filter),
            FactSource::CountEntries(of) => self.count_entries(*of),
            FactSource::Sum(members) => self.sum(members),
            FactSource::Difference(a, b) => self.pairs(*a, *b, |a, b| {
                Ok(match (quantity(a), quantity(b)) {
                    (Some(a), Some(b)) => vec![(Formula::TRUE, Symbol::Quantity(a.minus(b)?))],
                    _ => vec![(Formula::TRUE, Symbol::Absent)],
                })
            }),
            FactSource::Ratio(part, whole) => self.pairs(*part, *whole, |part, whole| {
                let (Some(part), Some(whole)) = (quantity(part), quantity(whole)) else {
                    return Ok(vec![(Formula::TRUE, Symbol::Absent)]);
                };
                let above = whole.is_positive()?;
                let below = above.negated().ok_or(Inexpressible)?;
                let ratio = Symbol::Ratio { part: part.clone(), whole: whole.clone() };
                Ok(vec![(above, ratio), (below, Symbol::Absent)])
            }),
            FactSource::FirstOf { members, literal } => self.first_of(members, literal.as_ref()),
            FactSource::Union(members) => self.union(members),
            FactSource::Conditional { condition, then, otherwise } => {
                let decided = match self.assumed.iter().find(|(known, _)| *known == id) {
                    Some((_, holds)) => Kleene::from(Truth::from(*holds)),
                    None => self.decide(condition)?,
                };
                let unknown = decided.undetermined()?;
                let mut cases = vec![(unknown, Symbol::Absent)];
                cases.extend(self.restricted(&decided.satisfied, &self.operand(then)?)?);
                cases.extend(self.restricted(&decided.violated, &self.operand(otherwise)?)?);
                cases.retain(is_possible);
                Ok(cases)
            }
            FactSource::Filter { of, checks } => self.filter(*of, checks),
            FactSource::EvaluationDate
            | FactSource::EvaluationFiche
            | FactSource::RegisterGiven
            | FactSource::RegisterHolds
            | FactSource::Lookup { .. } => Err(Inexpressible),
        }
    }

    fn exists(&self, lever: usize) -> Result<Formula, Inexpressible> {
        if self.levers.absent[lever] { Quantity::lever(lever).is_positive() } else { Ok(Formula::TRUE) }
    }

    fn field(&self, id: FactId, field: FieldId) -> Result<Cases<'a>, Inexpressible> {
        let Some(lever) = self.levers.at(field) else {
            let mut filled = Formula::Constant(self.facts.is_given(id));
            for line in &self.levers.new_lines {
                filled = filled.or(self.exists(line.lever)?);
            }
            return Ok(vec![(Formula::TRUE, Symbol::Records(filled))]);
        };
        let there = self.exists(lever)?;
        let not = there.negated().ok_or(Inexpressible)?;
        let cases = [(there, Symbol::Quantity(Quantity::lever(lever))), (not, Symbol::Absent)];
        Ok(cases.into_iter().filter(is_possible).collect())
    }

    fn column(&self, id: FactId, table: FieldId, column: usize) -> Result<Symbol<'a>, Inexpressible> {
        if self.facts.lines(table).is_none() {
            return Ok(Symbol::Absent);
        }
        let mut elements = Vec::new();
        if let Some(levers) = self.levers.in_column(table, column) {
            let value = |lever: &usize| ElementValue::Quantity(Quantity::lever(*lever));
            elements.extend(levers.iter().flatten().map(|lever| Element::sure(value(lever))));
        } else {
            let entries = self.facts.entries(id);
            self.take(entries.len())?;
            for entry in entries {
                elements.push(Element::sure(element_value(entry.value)?));
            }
        }
        if self.levers.new_table_is(table) {
            for line in &self.levers.new_lines {
                let value = match line.record.cells[column].value.as_ref().map(|located| &located.value) {
                    Some(Value::Money(_)) => ElementValue::Quantity(Quantity::lever(line.lever)),
                    Some(Value::Text(text)) => ElementValue::Plain(Scalar::Text(self.new_text(text)?)),
                    _ => continue,
                };
                elements.push(Element { present: self.exists(line.lever)?, value });
            }
        }
        Ok(Symbol::List(elements))
    }

    /// A text of a new line, as the rules hold it.
    fn new_text(&self, text: &str) -> Result<&'a str, Inexpressible> {
        let lines = self.facts.campaign().plan.new_lines.as_ref().ok_or(Inexpressible)?;
        let words = lines.cells.iter().map(|(_, word)| word).chain(&lines.kind.1);
        words.map(String::as_str).find(|word| *word == text).ok_or(Inexpressible)
    }

    fn kept_new_lines(&self, table: FieldId, filter: &LineFilter) -> impl Iterator<Item = usize> {
        let lines = self.levers.new_lines.iter().filter(move |_| self.levers.new_table_is(table));
        lines.filter(|line| self.facts.keeps(filter, &line.record)).map(|line| line.lever)
    }

    fn lines(&self, table: FieldId, column: usize, filter: &LineFilter) -> Result<Cases<'a>, Inexpressible> {
        let Some(lines) = self.facts.lines(table) else { return Ok(vec![(Formula::TRUE, Symbol::Absent)]) };
        self.compares(lines.len(), filter.tests.iter().map(|(_, check)| check))?;
        let levers = self.levers.in_column(table, column).unwrap_or_default();
        let kept = |(_, line): &(_, &Record<'a>)| self.facts.keeps(filter, line);
        let kept = levers.iter().zip(lines).filter(kept).filter_map(|(lever, _)| *lever);
        let terms: Vec<_> = kept.chain(self.kept_new_lines(table, filter)).map(|lever| (lever, 1)).collect();
        self.take(terms.len())?;
        let sum = Quantity { sum: Linear { terms, constant: 0 }, divisor: 1 };
        Ok(vec![(Formula::TRUE, Symbol::Quantity(sum))])
    }

    fn count_lines(&self, table: FieldId, filter: &LineFilter) -> Result<Cases<'a>, Inexpressible> {
        let Some(lines) = self.facts.lines(table) else { return Ok(vec![(Formula::TRUE, Symbol::Absent)]) };
        self.compares(lines.len(), filter.tests.iter().map(|(_, check)| check))?;
        let kept = lines.iter().filter(|line| self.facts.keeps(filter, line)).count();
        let new = self.kept_new_lines(table, filter).map(|lever| self.exists(lever));
        self.count(kept, new.collect::<Result<Vec<_>, _>>()?)
    }

    fn count_entries(&self, of: FactId) -> Result<Cases<'a>, Inexpressible> {
        let mut found = Vec::new();
        for (when, symbol) in self.cases(of)?.iter() {
            match symbol {
                Symbol::List(elements) => {
                    self.take(symbol.size())?;
                    let presence = elements.iter().map(|element| element.present.clone());
                    let (sure, open): (Vec<_>, Vec<_>) = presence.partition(|present| *present == Formula::TRUE);
                    found.extend(self.restricted(when, &self.count(sure.len(), open)?)?);
                }
                _ => found.push((when.clone(), Symbol::Absent)),
            }
        }
        Ok(found)
    }

    /// The lever that a fact is, where nothing stands there yet. Until it moves it is zero: a sum may count it all the same.
    fn absent_lever(&self, fact: FactId) -> Option<usize> {
        let FactSource::Field(field) = self.facts.campaign().fact(fact).source else { return None };
        self.levers.at(field).filter(|lever| self.levers.absent[*lever])
    }

    fn sum(&self, members: &[FactId]) -> Result<Cases<'a>, Inexpressible> {
        let mut sums: Cases<'a> = vec![(Formula::TRUE, Symbol::Absent)];
        let (absent, given): (Vec<FactId>, Vec<FactId>) =
            members.iter().partition(|member| self.absent_lever(**member).is_some());
        for member in given.into_iter().chain(absent) {
            let lever = self.absent_lever(member).map(|lever| Symbol::Quantity(Quantity::lever(lever)));
            let cases = match lever {
                Some(lever) if sums.iter().all(|(_, sum)| quantity(sum).is_some()) => {
                    Rc::new(vec![(Formula::TRUE, lever)])
                }
                _ => self.cases(member)?,
            };
            let mut next = Vec::new();
            for (when, sum) in &sums {
                for (also, symbol) in cases.iter() {
                    self.take(when.size() + also.size() + sum.size() + symbol.size())?;
                    let total = match (sum, quantity(symbol)) {
                        (sum, None) => sum.clone(),
                        (Symbol::Quantity(sum), Some(more)) => Symbol::Quantity(sum.plus(more)?),
                        (_, Some(first)) => Symbol::Quantity(first.clone()),
                    };
                    next.push((when.clone().and(also.clone()), total));
                }
            }
            next.retain(is_possible);
            sums = next;
        }
        Ok(sums)
    }

    fn pairs(
        &self,
        a: FactId,
        b: FactId,
        join: impl Fn(&Symbol<'a>, &Symbol<'a>) -> Result<Cases<'a>, Inexpressible>,
    ) -> Result<Cases<'a>, Inexpressible> {
        let (first, second) = (self.cases(a)?, self.cases(b)?);
        let mut found = Vec::new();
        for (when, a) in first.iter() {
            for (also, b) in second.iter() {
                self.take(when.size() + also.size() + a.size() + b.size())?;
                found.extend(self.restricted(&when.clone().and(also.clone()), &join(a, b)?)?);
            }
        }
        found.retain(is_possible);
        Ok(found)
    }

    fn first_of(&self, members: &[FactId], literal: Option<&'a Literal>) -> Result<Cases<'a>, Inexpressible> {
        let mut found = Vec::new();
        let mut left = Formula::TRUE;
        let last = literal.map_or(Ok(Symbol::Absent), of_literal)?;
        let or_nothing = matches!(&last, Symbol::Quantity(quantity) if quantity.sum == Linear::default());
        for (at, &member) in members.iter().enumerate() {
            if let Some(lever) = self.absent_lever(member).filter(|_| or_nothing && at + 1 == members.len()) {
                found.push((left, Symbol::Quantity(Quantity::lever(lever))));
                return Ok(found);
            }
            let given = self.given(member)?;
            self.take(left.size() + given.size())?;
            let here = left.clone().and(given.clone());
            let mut cases = self.restricted(&here, &self.cases(member)?)?;
            cases.retain(|(_, symbol)| !matches!(symbol, Symbol::Absent));
            found.extend(cases);
            left = left.and(given.negated().ok_or(Inexpressible)?);
        }
        found.push((left, last));
        found.retain(is_possible);
        Ok(found)
    }

    fn union(&self, members: &[Member]) -> Result<Cases<'a>, Inexpressible> {
        let (mut complete, mut any) = (Formula::TRUE, Formula::FALSE);
        let mut elements = Vec::new();
        for member in members {
            let cases = self.cases(member.fact)?;
            let there = |case: &&(Formula, Symbol<'a>)| !matches!(case.1, Symbol::Absent);
            let is_there = Formula::any(cases.iter().filter(there).map(|(when, _)| when.clone()));
            if !member.optional {
                complete = complete.and(is_there.clone());
            }
            any = any.or(is_there);
            for (when, symbol) in cases.iter() {
                let elements_in = if let Symbol::List(elements) = symbol { elements.len() } else { 1 };
                self.take(when.size().saturating_mul(elements_in).saturating_add(symbol.size()))?;
                let own = match symbol {
                    Symbol::List(elements) => elements.clone(),
                    Symbol::Quantity(quantity) => vec![Element::sure(ElementValue::Quantity(quantity.clone()))],
                    Symbol::Plain(scalar) => vec![Element::sure(ElementValue::Plain(*scalar))],
                    Symbol::Absent | Symbol::Ratio { .. } | Symbol::Records(_) => Vec::new(),
                };
                let also = |element: Element<'a>| Element { present: element.present.and(when.clone()), ..element };
                elements.extend(own.into_iter().map(also));
            }
        }
        let there = complete.and(any);
        let not = there.negated().ok_or(Inexpressible)?;
        Ok([(there, Symbol::List(elements)), (not, Symbol::Absent)].into_iter().filter(is_possible).collect())
    }

    fn filter(&self, of: FactId, checks: &[Check]) -> Result<Cases<'a>, Inexpressible> {
        if checks.iter().filter_map(Check::other_fact).any(|other| self.is_touched(other)) {
            return Err(Inexpressible);
        }
        let keeps = |element: &Element<'a>| match element.value {
            ElementValue::Plain(value) => {
                let holds = |check: &Check| self.facts.check_entry(check, value) == Truth::Satisfied;
                Ok(checks.iter().all(holds))
            }
            ElementValue::Quantity(_) => Err(Inexpressible),
        };
        let mut found = Vec::new();
        for (when, symbol) in self.cases(of)?.iter() {
            self.take(when.size() + symbol.size())?;
            let kept = match symbol {
                Symbol::List(elements) => {
                    self.compares(elements.len(), checks.iter())?;
                    let mut kept = Vec::new();
                    for element in elements {
                        if keeps(element)? {
                            kept.push(element.clone());
                        }
                    }
                    Symbol::List(kept)
                }
                Symbol::Absent => Symbol::Absent,
                _ => return Err(Inexpressible),
            };
            found.push((when.clone(), kept));
        }
        Ok(found)
    }

    /// A number of things that are there, and of others that may be.
    fn count(&self, sure: usize, open: Vec<Formula>) -> Result<Cases<'a>, Inexpressible> {
        let mut cases = vec![(Formula::TRUE, sure)];
        for present in open {
            let absent = present.negated().ok_or(Inexpressible)?;
            let mut next = Vec::with_capacity(2 * cases.len());
            for (when, count) in cases {
                self.take(2 * when.size() + present.size() + absent.size())?;
                next.push((when.clone().and(present.clone()), count + 1));
                next.push((when.and(absent.clone()), count));
            }
            cases = next;
        }
        let number = |count: usize| i128::try_from(count).map(Quantity::constant).map_err(|_| Inexpressible);
        cases.into_iter().map(|(when, count)| Ok((when, Symbol::Quantity(number(count)?)))).collect()
    }
}

fn quantity<'q>(symbol: &'q Symbol<'_>) -> Option<&'q Quantity> {
    match symbol {
        Symbol::Quantity(quantity) => Some(quantity),
        _ => None,
    }
}
