//! Facts as they depend on the levers.
//!
//! A fact that no lever touches keeps its value. One that some touch has cases: a condition over the levers, and what the fact
//! is where it holds. The conditions of a fact's cases exclude each other, and one of them always holds.

use std::cell::{Cell, OnceCell};
use std::rc::Rc;

use rust_decimal::Decimal;

use super::super::facts::Facts;
use super::super::value::{FactValue, Scalar};
use super::formula::{Formula, Linear, gcd};
use super::levers::{Levers, day_number};
use crate::dossier::format::FieldId;
use crate::rules::{Check, FactId, FactSource, Literal, Operand};

/// Parts of formulas, elements of lists and terms of sums that the facts and conditions of one dossier may have, all told. The
/// call's rules make some 450,000 of a budget of as many lines as a file holds.
const MAX_SIZE: usize = 1_000_000;

/// Something that cannot be said of levers in whole numbers: their product, or a number out of range; or not within
/// [`MAX_SIZE`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Inexpressible;

/// An amount in cents, a number, or a day: a sum, divided by a number above zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Quantity {
    pub sum: Linear,
    pub divisor: i128,
}

#[derive(Debug, Clone)]
pub(super) enum Symbol<'a> {
    Absent,
    Quantity(Quantity),
    /// The whole is above zero.
    Ratio {
        part: Quantity,
        whole: Quantity,
    },
    List(Vec<Element<'a>>),
    /// A table, and where it has lines.
    Records(Formula),
    Plain(Scalar<'a>),
}

#[derive(Debug, Clone)]
pub(super) struct Element<'a> {
    /// Where it is in the list at all.
    pub present: Formula,
    pub value: ElementValue<'a>,
}

#[derive(Debug, Clone)]
pub(super) enum ElementValue<'a> {
    Quantity(Quantity),
    Plain(Scalar<'a>),
}

pub(super) type Cases<'a> = Vec<(Formula, Symbol<'a>)>;
pub(super) type Shared<'a> = Result<Rc<Cases<'a>>, Inexpressible>;

#[derive(Debug)]
pub(super) struct Symbols<'s, 'a> {
    pub facts: &'s Facts<'a>,
    pub levers: &'s Levers<'a>,
    /// By fact: whether a lever may change it.
    touched: Rc<Vec<bool>>,
    known: Vec<OnceCell<Shared<'a>>>,
    /// Conditional facts whose condition is taken to hold, or not to.
    pub assumed: Vec<(FactId, bool)>,
    /// What is left of [`MAX_SIZE`].
    left: Rc<Cell<usize>>,
}

impl Quantity {
    pub(super) fn constant(number: i128) -> Self {
        Self { sum: Linear::constant(number), divisor: 1 }
    }

    pub(super) fn lever(lever: usize) -> Self {
        Self { sum: Linear::lever(lever), divisor: 1 }
    }

    /// A decimal, times a whole number.
    pub(super) fn decimal(value: Decimal, factor: i128) -> Result<Self, Inexpressible> {
        let value = value.normalize();
        let divisor = 10_i128.checked_pow(value.scale()).ok_or(Inexpressible)?;
        let number = value.mantissa().checked_mul(factor).ok_or(Inexpressible)?;
        let common = gcd(number, divisor);
        Ok(Self { sum: Linear::constant(number / common), divisor: divisor / common })
    }

    pub(super) fn minus(&self, other: &Self) -> Result<Self, Inexpressible> {
        let negative = other.sum.times(-1).ok_or(Inexpressible)?;
        self.plus(&Self { sum: negative, divisor: other.divisor })
    }

    pub(super) fn plus(&self, other: &Self) -> Result<Self, Inexpressible> {
        let common = gcd(self.divisor, other.divisor);
        let (ours, theirs) = (other.divisor / common, self.divisor / common);
        let sum = self.sum.times(ours).and_then(|sum| sum.plus(&other.sum.times(theirs)?)).ok_or(Inexpressible)?;
        Ok(Self { sum, divisor: self.divisor.checked_mul(ours).ok_or(Inexpressible)? })
    }

    /// How many terms it has, and its constant.
    pub(super) fn size(&self) -> usize {
        self.sum.terms.len() + 1
    }

    pub(super) fn is_positive(&self) -> Result<Formula, Inexpressible> {
        let less = self.sum.plus(&Linear::constant(-1)).ok_or(Inexpressible)?;
        Formula::not_negative(&less).ok_or(Inexpressible)
    }
}

impl<'s, 'a> Symbols<'s, 'a> {
    pub(super) fn new(facts: &'s Facts<'a>, levers: &'s Levers<'a>) -> Self {
        let campaign = facts.campaign();
        let mut touched: Vec<bool> = Vec::with_capacity(campaign.facts.len());
        // A fact comes after those that it is derived from.
        for fact in &campaign.facts {
            let own = match &fact.source {
                FactSource::Field(field) => levers.at(*field).is_some() || levers.new_table_is(*field),
                FactSource::Column { table, column } | FactSource::SumLines { table, column, .. } => {
                    levers.in_column(*table, *column).is_some() || levers.new_table_is(*table)
                }
                FactSource::CountLines { table, .. } => levers.new_table_is(*table),
                _ => fact.inputs().iter().any(|input| touched.get(input.0).copied().unwrap_or_default()),
            };
            let needs = fact.needs.iter().any(|need| touched.get(need.0).copied().unwrap_or_default());
            touched.push(own || needs);
        }
        let known = campaign.facts.iter().map(|_| OnceCell::new()).collect();
        let left = Rc::new(Cell::new(MAX_SIZE));
        Self { facts, levers, touched: Rc::new(touched), known, assumed: Vec::new(), left }
    }

    /// The same, with the condition of one conditional fact taken to hold, or not to; `facts` are likewise.
    pub(super) fn assuming<'o>(&self, facts: &'o Facts<'a>, fact: FactId, holds: bool) -> Symbols<'o, 'a>
    where
        's: 'o,
    {
        let known = self.known.iter().map(|_| OnceCell::new()).collect();
        let assumed = self.assumed.iter().copied().chain([(fact, holds)]).collect();
        let (touched, left) = (Rc::clone(&self.touched), Rc::clone(&self.left));
        Symbols { facts, levers: self.levers, touched, known, assumed, left }
    }

    /// Makes room for so many parts more.
    pub(super) fn take(&self, size: usize) -> Result<(), Inexpressible> {
        let left = self.left.get().checked_sub(size);
        self.left.set(left.unwrap_or_default());
        left.map(|_| ()).ok_or(Inexpressible)
    }

    pub(super) fn is_touched(&self, fact: FactId) -> bool {
        self.touched[fact.0]
    }

    pub(super) fn is_assumed(&self, fact: FactId) -> bool {
        self.assumed.iter().any(|(known, _)| *known == fact)
    }

    pub(super) fn cases(&self, fact: FactId) -> Shared<'a> {
        self.known[fact.0].get_or_init(|| self.compute(fact).map(Rc::new)).clone()
    }

    fn compute(&self, id: FactId) -> Result<Cases<'a>, Inexpressible> {
        if !self.is_touched(id) {
            return Ok(vec![(Formula::TRUE, self.constant(id)?)]);
        }
        let fact = self.facts.campaign().fact(id);
        let mut needed = Formula::TRUE;
        for &need in &fact.needs {
            needed = needed.and(self.given(need)?);
        }
        let cases = self.of_source(id, &fact.source)?;
        if needed == Formula::TRUE {
            return Ok(cases);
        }
        let missing = needed.negated().ok_or(Inexpressible)?;
        let mut found = self.restricted(&needed, &cases)?;
        found.extend([(missing, Symbol::Absent)].into_iter().filter(is_possible));
        Ok(found)
    }

    fn constant(&self, fact: FactId) -> Result<Symbol<'a>, Inexpressible> {
        Ok(match self.facts.get(fact) {
            None => Symbol::Absent,
            Some(FactValue::One(scalar)) => plain(*scalar)?,
            Some(FactValue::Ratio { part, whole }) => {
                Symbol::Ratio { part: Quantity::decimal(*part, 100)?, whole: Quantity::decimal(*whole, 100)? }
            }
            Some(FactValue::List(entries)) => {
                self.take(entries.len())?;
                let element = |scalar| Ok(Element { present: Formula::TRUE, value: element_value(scalar)? });
                Symbol::List(entries.iter().map(|entry| element(entry.value)).collect::<Result<_, _>>()?)
            }
            Some(FactValue::Records(lines)) => Symbol::Records(Formula::Constant(!lines.is_empty())),
        })
    }

    /// Makes room for holding so many values against each of the checks.
    pub(super) fn compares<'c>(
        &self,
        values: usize,
        mut checks: impl Iterator<Item = &'c Check>,
    ) -> Result<(), Inexpressible> {
        if checks.all(|check| self.facts.has_steps(values, check)) { Ok(()) } else { Err(Inexpressible) }
    }

    pub(super) fn operand(&self, operand: &'a Operand) -> Result<Rc<Cases<'a>>, Inexpressible> {
        match operand {
            Operand::Fact(fact) => self.cases(*fact),
            Operand::Literal(literal) => Ok(Rc::new(vec![(Formula::TRUE, of_literal(literal)?)])),
        }
    }

    /// Where the fact has a value; an empty list is none.
    pub(super) fn given(&self, fact: FactId) -> Result<Formula, Inexpressible> {
        if !self.is_touched(fact) {
            return Ok(Formula::Constant(self.facts.is_given(fact)));
        }
        let given = |(when, symbol): &(Formula, Symbol<'a>)| {
            self.take(when.size() + symbol.size())?;
            Ok(when.clone().and(symbol.is_given()))
        };
        Ok(Formula::any(self.cases(fact)?.iter().map(given).collect::<Result<Vec<_>, _>>()?))
    }

    /// The cases where something else holds too.
    pub(super) fn restricted(&self, to: &Formula, cases: &[(Formula, Symbol<'a>)]) -> Result<Cases<'a>, Inexpressible> {
        let mut found = Vec::new();
        for (when, symbol) in cases {
            self.take(to.size() + when.size() + symbol.size())?;
            found.push((to.clone().and(when.clone()), symbol.clone()));
        }
        found.retain(is_possible);
        Ok(found)
    }
}

impl Symbol<'_> {
    /// Where it is a value, and no empty list.
    pub(super) fn is_given(&self) -> Formula {
        match self {
            Self::Absent => Formula::FALSE,
            Self::Quantity(_) | Self::Ratio { .. } | Self::Plain(_) => Formula::TRUE,
            Self::List(elements) => Formula::any(elements.iter().map(|element| element.present.clone())),
            Self::Records(filled) => filled.clone(),
        }
    }
}

impl Symbol<'_> {
    /// How many parts, elements and terms it has.
    pub(super) fn size(&self) -> usize {
        match self {
            Self::Absent | Self::Plain(_) => 1,
            Self::Quantity(quantity) => quantity.size(),
            Self::Ratio { part, whole } => part.size() + whole.size(),
            Self::List(elements) => elements.iter().map(Element::size).sum::<usize>() + 1,
            Self::Records(filled) => filled.size(),
        }
    }

    /// The sums that it is made of. The elements of a list are one part.
    pub(super) fn for_each_sum(&self, mut visit: impl FnMut(usize, &Linear)) {
        match self {
            Self::Quantity(quantity) => visit(0, &quantity.sum),
            Self::Ratio { part, whole } => {
                visit(0, &part.sum);
                visit(1, &whole.sum);
            }
            Self::List(elements) => {
                for element in elements {
                    if let ElementValue::Quantity(quantity) = &element.value {
                        visit(0, &quantity.sum);
                    }
                }
            }
            Self::Absent | Self::Records(_) | Self::Plain(_) => {}
        }
    }
}

impl<'a> Element<'a> {
    pub(super) fn size(&self) -> usize {
        let value = match &self.value {
            ElementValue::Quantity(quantity) => quantity.size(),
            ElementValue::Plain(_) => 1,
        };
        self.present.size() + value
    }

    pub(super) fn sure(value: ElementValue<'a>) -> Self {
        Self { present: Formula::TRUE, value }
    }
}

impl Levers<'_> {
    pub(super) fn new_table_is(&self, table: FieldId) -> bool {
        !self.new_lines.is_empty() && self.new_table.is_some_and(|(new, _)| new == table)
    }
}

pub(super) fn is_possible(case: &(Formula, Symbol<'_>)) -> bool {
    case.0 != Formula::FALSE
}

fn plain(scalar: Scalar<'_>) -> Result<Symbol<'_>, Inexpressible> {
    Ok(match element_value(scalar)? {
        ElementValue::Quantity(quantity) => Symbol::Quantity(quantity),
        ElementValue::Plain(scalar) => Symbol::Plain(scalar),
    })
}

pub(super) fn element_value(scalar: Scalar<'_>) -> Result<ElementValue<'_>, Inexpressible> {
    Ok(match scalar {
        Scalar::Money(amount) => ElementValue::Quantity(Quantity::decimal(amount, 100)?),
        Scalar::Number(number) => ElementValue::Quantity(Quantity::decimal(number, 1)?),
        Scalar::Date(day) => ElementValue::Quantity(Quantity::constant(day_number(day))),
        Scalar::Text(_) | Scalar::Slug(_) | Scalar::Bool(_) => ElementValue::Plain(scalar),
    })
}

pub(super) fn of_literal(literal: &Literal) -> Result<Symbol<'_>, Inexpressible> {
    plain(match literal {
        Literal::Text(text) => Scalar::Text(text),
        Literal::Bool(value) => Scalar::Bool(*value),
        Literal::Date(day) => Scalar::Date(*day),
        Literal::Money(amount) => Scalar::Money(*amount),
        Literal::Number(number) | Literal::Percentage(number) => Scalar::Number(*number),
    })
}
