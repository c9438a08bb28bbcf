//! Tests and predicates as conditions over the levers.

use super::super::truth::Truth;
use super::formula::{Formula, Linear};
use super::symbols::{Element, ElementValue, Inexpressible, Quantity, Symbol, Symbols};
use crate::dossier::FieldEntry;
use crate::rules::{Check, Choice, FactId, FactSource, Operand, Order, Predicate, PredicateFold, Test};

/// Where something is satisfied, and where it is violated; nowhere both.
#[derive(Debug, Clone)]
pub(super) struct Kleene {
    pub satisfied: Formula,
    pub violated: Formula,
}

impl From<Truth> for Kleene {
    fn from(truth: Truth) -> Self {
        Self {
            satisfied: Formula::Constant(truth == Truth::Satisfied),
            violated: Formula::Constant(truth == Truth::Violated),
        }
    }
}

impl Kleene {
    fn of(holds: Formula) -> Result<Self, Inexpressible> {
        Ok(Self { violated: holds.negated().ok_or(Inexpressible)?, satisfied: holds })
    }

    fn and(self, other: Self) -> Self {
        Self { satisfied: self.satisfied.and(other.satisfied), violated: self.violated.or(other.violated) }
    }

    fn or(self, other: Self) -> Self {
        !(!self).and(!other)
    }

    pub(super) fn undetermined(&self) -> Result<Formula, Inexpressible> {
        neither(&self.satisfied, &self.violated)
    }

    /// One of several cases that exclude each other.
    fn one_of(cases: Vec<Self>) -> Self {
        let (satisfied, violated) =
            cases.into_iter().map(|case| (case.satisfied, case.violated)).unzip::<_, _, Vec<_>, Vec<_>>();
        Self { satisfied: Formula::any(satisfied), violated: Formula::any(violated) }
    }
}

impl std::ops::Not for Kleene {
    type Output = Self;

    fn not(self) -> Self {
        Self { satisfied: self.violated, violated: self.satisfied }
    }
}

fn neither(a: &Formula, b: &Formula) -> Result<Formula, Inexpressible> {
    Ok(a.negated().ok_or(Inexpressible)?.and(b.negated().ok_or(Inexpressible)?))
}

type Decided = Result<Kleene, Inexpressible>;

impl<'a> PredicateFold<'a> for Symbols<'_, 'a> {
    type Output = Decided;

    fn test(&self, test: &'a Test, negated: bool) -> Decided {
        let decided = self.decide_test(test)?;
        Ok(if negated { !decided } else { decided })
    }

    fn parts(&self, any: bool, negated: bool, parts: impl Iterator<Item = Decided>) -> Decided {
        let start = Kleene::from(Truth::from(any == negated));
        let mut parts = parts;
        parts.try_fold(start, |all, part| Ok(if any == negated { all.and(part?) } else { all.or(part?) }))
    }

    fn choice(&self, negated: bool, choice: &'a Choice) -> Decided {
        let condition = choice.condition.fold(self, false)?;
        let then = choice.then.fold(self, negated)?;
        let otherwise = match &choice.otherwise {
            Some(otherwise) => otherwise.fold(self, negated)?,
            None => Kleene::from(Truth::from(!negated)),
        };
        let then = self.restrict(then, &condition.satisfied)?;
        let otherwise = self.restrict(otherwise, &condition.violated)?;
        Ok(Kleene::one_of(vec![then, otherwise]))
    }
}

impl<'a> Symbols<'_, 'a> {
    pub(super) fn decide(&self, predicate: &'a Predicate) -> Decided {
        predicate.fold(self, false)
    }

    fn decide_test(&self, test: &'a Test) -> Decided {
        if !test.facts().any(|fact| self.is_touched(fact)) {
            return Ok(self.facts.decide_test(test).into());
        }
        let mut decided = Kleene::from(Truth::Satisfied);
        for (check, _) in &test.checks {
            decided = decided.and(self.decide_check(test, check)?);
        }
        Ok(decided)
    }

    fn decide_check(&self, test: &Test, check: &'a Check) -> Decided {
        if let Check::Given(wanted) = check {
            let given = Kleene::of(self.given(test.fact)?)?;
            return Ok(inconclusive(if *wanted { given } else { !given }, test));
        }
        let mut cases = Vec::new();
        for (when, symbol) in self.cases(test.fact)?.iter() {
            let decided = match symbol {
                Symbol::Absent if test.absent_violates => Kleene::from(Truth::Violated),
                Symbol::Absent => Kleene::from(Truth::Undetermined),
                symbol => inconclusive(self.check_symbol(test.fact, check, symbol)?, test),
            };
            cases.push(self.restrict(decided, when)?);
        }
        Ok(Kleene::one_of(cases))
    }

    fn check_symbol(&self, fact: FactId, check: &'a Check, symbol: &Symbol<'a>) -> Decided {
        match (check, symbol) {
            (Check::NotEmpty, _) => Kleene::of(symbol.is_given()),
            (Check::Complete(columns), Symbol::Records(_)) => self.complete(fact, columns),
            (Check::AnyOf(_), Symbol::List(elements)) => {
                Ok(!self.each(elements, check, |value| Ok(!self.check_element(check, value)?))?)
            }
            (Check::NoneOf(_), Symbol::List(elements)) => {
                self.each(elements, check, |value| self.check_element(check, value))
            }
            (Check::AllOf(_), Symbol::List(_)) => Err(Inexpressible),
            (_, Symbol::List(elements)) => {
                let all = self.each(elements, check, |value| self.check_element(check, value))?;
                self.restrict(all, &symbol.is_given())
            }
            (Check::Compare(order, bound), Symbol::Ratio { part, whole }) => {
                self.compare_ratio(*order, bound, part, whole)
            }
            (_, Symbol::Quantity(quantity)) => self.check_element(check, &ElementValue::Quantity(quantity.clone())),
            (_, Symbol::Plain(scalar)) => self.check_element(check, &ElementValue::Plain(*scalar)),
            (_, Symbol::Absent | Symbol::Ratio { .. } | Symbol::Records(_)) => Ok(Truth::Undetermined.into()),
        }
    }

    fn check_element(&self, check: &'a Check, value: &ElementValue<'a>) -> Decided {
        match (check, value) {
            (Check::Compare(order, bound), ElementValue::Quantity(quantity)) => self.compare(*order, bound, quantity),
            (Check::Is(bound), ElementValue::Quantity(quantity)) => self.compare(Order::Equal, bound, quantity),
            (check, ElementValue::Plain(value)) if !check.other_fact().is_some_and(|other| self.is_touched(other)) => {
                Ok(self.facts.check_entry(check, *value).into())
            }
            _ => Err(Inexpressible),
        }
    }

    fn compare(&self, order: Order, bound: &'a Operand, quantity: &Quantity) -> Decided {
        let mut cases = Vec::new();
        for (when, symbol) in self.operand(bound)?.iter() {
            let decided = match symbol {
                Symbol::Quantity(bound) => {
                    self.take(quantity.size() + bound.size())?;
                    Kleene::of(stands(order, &quantity.minus(bound)?.sum)?)?
                }
                _ => Truth::Undetermined.into(),
            };
            cases.push(self.restrict(decided, when)?);
        }
        Ok(Kleene::one_of(cases))
    }

    /// Compares by cross-multiplication. Two ratios that both depend on levers would multiply these.
    fn compare_ratio(&self, order: Order, bound: &'a Operand, part: &Quantity, whole: &Quantity) -> Decided {
        let mut cases = Vec::new();
        for (when, symbol) in self.operand(bound)?.iter() {
            self.take(part.size() + whole.size())?;
            let decided = match symbol {
                Symbol::Quantity(percent) => {
                    let hundred = Quantity::constant(100);
                    Kleene::of(stands(order, &cross(part, whole, percent, &hundred)?)?)?
                }
                Symbol::Ratio { part: other, whole: other_whole } => {
                    Kleene::of(stands(order, &cross(part, whole, other, other_whole)?)?)?
                }
                _ => Truth::Undetermined.into(),
            };
            cases.push(self.restrict(decided, when)?);
        }
        Ok(Kleene::one_of(cases))
    }

    /// What all elements that are there come to together.
    fn each(&self, elements: &[Element<'a>], check: &Check, decide: impl Fn(&ElementValue<'a>) -> Decided) -> Decided {
        self.compares(elements.len(), std::iter::once(check))?;
        let (mut satisfied, mut violated) = (Vec::new(), Vec::new());
        for element in elements {
            self.take(element.size())?;
            let decided = decide(&element.value)?;
            let absent = element.present.negated().ok_or(Inexpressible)?;
            satisfied.push(absent.or(decided.satisfied));
            violated.push(element.present.clone().and(decided.violated));
        }
        Ok(Kleene { satisfied: Formula::all(satisfied), violated: Formula::any(violated) })
    }

    /// What was decided, where the condition holds.
    fn restrict(&self, decided: Kleene, condition: &Formula) -> Decided {
        self.take(condition.size() + decided.satisfied.size() + decided.violated.size())?;
        let both = |formula: Formula| condition.clone().and(formula);
        Ok(Kleene { satisfied: both(decided.satisfied), violated: both(decided.violated) })
    }

    /// A line lacks what it has no cell for, and that leaves the matter open.
    fn complete(&self, fact: FactId, columns: &[usize]) -> Decided {
        let FactSource::Field(table) = self.facts.campaign().fact(fact).source else { return Err(Inexpressible) };
        let lines = self.facts.lines(table).unwrap_or_default();
        let filled = |cells: &[FieldEntry<'_>]| columns.iter().all(|&column| cells[column].value.is_some());
        let mut satisfied = Formula::Constant(lines.iter().all(|line| filled(&line.cells)));
        for line in self.levers.new_lines.iter().filter(|line| !filled(&line.record.cells)) {
            let absent = Quantity::lever(line.lever).is_positive()?.negated().ok_or(Inexpressible)?;
            satisfied = satisfied.and(absent);
        }
        Ok(Kleene { satisfied, violated: Formula::FALSE })
    }
}

fn inconclusive(decided: Kleene, test: &Test) -> Kleene {
    if test.inconclusive { Kleene { violated: Formula::FALSE, ..decided } } else { decided }
}

/// Where a difference stands in that order to zero.
fn stands(order: Order, difference: &Linear) -> Result<Formula, Inexpressible> {
    let above = |sum: Option<Linear>| sum.and_then(|sum| Formula::not_negative(&sum));
    let negative = || difference.times(-1);
    let one_less = |sum: Option<Linear>| sum.and_then(|sum| sum.plus(&Linear::constant(-1)));
    let formula = match order {
        Order::Equal => Formula::zero(difference),
        Order::AtLeast => above(Some(difference.clone())),
        Order::AtMost => above(negative()),
        Order::More => above(one_less(Some(difference.clone()))),
        Order::Less => above(one_less(negative())),
    };
    formula.ok_or(Inexpressible)
}

/// `a/b - c/d`, times what makes it whole; b and d are above zero.
fn cross(a: &Quantity, b: &Quantity, c: &Quantity, d: &Quantity) -> Result<Linear, Inexpressible> {
    let left = product(a, d)?.times(b.divisor.checked_mul(c.divisor).ok_or(Inexpressible)?);
    let right = product(c, b)?.times(a.divisor.checked_mul(d.divisor).ok_or(Inexpressible)?);
    left.and_then(|left| left.minus(&right?)).ok_or(Inexpressible)
}

/// The product of two sums of which one is a number.
fn product(a: &Quantity, b: &Quantity) -> Result<Linear, Inexpressible> {
    let (sum, by) = match (a.sum.terms.as_slice(), b.sum.terms.as_slice()) {
        (_, []) => (&a.sum, b.sum.constant),
        ([], _) => (&b.sum, a.sum.constant),
        _ => return Err(Inexpressible),
    };
    sum.times(by).ok_or(Inexpressible)
}
