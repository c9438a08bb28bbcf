//! Whether a predicate can come out one way at all: its cases, each a conjunction of tests, held against what one value
//! can be.
//!
//! Sound and not complete: "impossible" is proved, everything else counts as possible.

use super::values::Values;
use crate::reference::Tables;
use crate::rules::{Campaign, Check, Choice, FactId, ListOperand, Operand, Predicate, PredicateFold, Test, Type};

/// Most cases that are looked at; a predicate with more of them counts as possible.
const MAX_CASES: usize = 2048;

#[derive(Debug, Clone, Copy)]
enum Assumption<'a> {
    /// A test of a fact comes out this way.
    Tested(FactId, &'a Check, bool),
    Absent(FactId),
}

impl Assumption<'_> {
    fn fact(self) -> FactId {
        match self {
            Self::Tested(fact, ..) | Self::Absent(fact) => fact,
        }
    }
}

/// The cases in which a predicate comes out one way; none when they are too many.
type Cases<'a> = Option<Vec<Vec<Assumption<'a>>>>;

#[derive(Debug, Clone, Copy)]
pub(super) struct Domain<'a> {
    pub(super) campaign: &'a Campaign,
    pub(super) tables: &'a Tables,
    /// Whether a token is taken to be one of its key's.
    pub(super) closed: bool,
}

impl Domain<'_> {
    pub(super) fn is_possible(self, wanted: &[(&Predicate, bool)]) -> bool {
        let mut all: Vec<Vec<Assumption<'_>>> = vec![Vec::new()];
        for (predicate, holds) in wanted {
            match cases(predicate, *holds).and_then(|cases| product(&all, &cases)) {
                Some(product) => all = product,
                None => return true,
            }
        }
        all.iter().any(|case| self.can_be(case))
    }

    fn can_be(self, case: &[Assumption<'_>]) -> bool {
        let mut facts: Vec<FactId> = case.iter().map(|assumption| assumption.fact()).collect();
        facts.sort_unstable();
        facts.dedup();
        facts.into_iter().all(|fact| {
            let own: Vec<Assumption<'_>> = case.iter().copied().filter(|of| of.fact() == fact).collect();
            self.fact_can_be(fact, &own)
        })
    }

    fn fact_can_be(self, fact: FactId, case: &[Assumption<'_>]) -> bool {
        let mut absent = false;
        let (mut given, mut nothing) = (false, false);
        let mut checks: Vec<(&Check, bool)> = Vec::new();
        for assumption in case {
            match assumption {
                Assumption::Absent(_) => absent = true,
                Assumption::Tested(_, Check::Given(wanted), holds) if wanted == holds => given = true,
                Assumption::Tested(_, Check::Given(_), _) => nothing = true,
                Assumption::Tested(_, check, holds) => checks.push((check, *holds)),
            }
        }
        if (absent && (given || !checks.is_empty())) || (given && nothing) {
            return false;
        }
        let empty = nothing || checks.iter().any(|check| matches!(check, (Check::NotEmpty, false)));
        match self.campaign.fact(fact).kind {
            Type::One(kind) => {
                let mut values = Values::new(kind, self.closed);
                (checks.is_empty() || !nothing)
                    && checks.iter().all(|(check, holds)| values.restrict(check, *holds))
                    && values.are_possible(self.tables)
            }
            Type::Records => {
                let filled = given || checks.iter().any(|check| matches!(check, (Check::NotEmpty, true)));
                // A column that is not filled in is never a violation.
                let incomplete = checks.iter().any(|check| matches!(check, (Check::Complete(_), false)));
                !(filled && empty || incomplete)
            }
            Type::Many(kind) => {
                let every = Values::new(kind, self.closed);
                let mut entries = ListValues { filled: given, every, some: Vec::new(), possible: true };
                for (check, holds) in checks {
                    entries.restrict(check, holds);
                }
                !(entries.filled && empty) && entries.are_possible(self.tables)
            }
        }
    }
}

struct ListValues {
    filled: bool,
    /// What every entry is.
    every: Values,
    /// What some entry is, by each of these.
    some: Vec<(Check, bool)>,
    possible: bool,
}

impl ListValues {
    fn restrict(&mut self, check: &Check, holds: bool) {
        match (check, holds) {
            (Check::NotEmpty, holds) => self.filled |= holds,
            (Check::AnyOf(list), true) | (Check::NoneOf(list), false) => self.has_one(one_of(list), true),
            (Check::AnyOf(list), false) | (Check::NoneOf(list), true) => {
                self.possible &= one_of(list).is_none_or(|check| self.every.restrict(&check, false));
            }
            (Check::AllOf(ListOperand::Fixed(wanted)), true) => {
                for entry in wanted {
                    self.has_one(one_of(&ListOperand::Fixed(vec![entry.clone()])), true);
                }
            }
            (Check::AllOf(_), _) => {}
            (check, true) => {
                self.filled = true;
                self.possible &= self.every.restrict(check, true);
            }
            (Check::Only(list), false) => self.has_one(one_of(list), false),
            // Left out, which rules nothing out.
            (Check::Compare(_, Operand::Fact(_)), false) => self.has_one(None, false),
            (check, false) => self.has_one(Some(check.clone()), false),
        }
    }

    fn has_one(&mut self, check: Option<Check>, holds: bool) {
        self.filled = true;
        self.some.extend(check.map(|check| (check, holds)));
    }

    fn are_possible(&self, tables: &Tables) -> bool {
        self.possible
            && (!self.filled || self.every.are_possible(tables))
            && self.some.iter().all(|(check, holds)| {
                let mut one = self.every.clone();
                one.restrict(check, *holds) && one.are_possible(tables)
            })
    }
}

fn one_of(list: &ListOperand) -> Option<Check> {
    matches!(list, ListOperand::Fixed(_)).then(|| Check::OneOf(list.clone()))
}

fn cases(predicate: &Predicate, holds: bool) -> Cases<'_> {
    predicate.fold(&Enumerate, !holds)
}

struct Enumerate;

impl<'p> PredicateFold<'p> for Enumerate {
    type Output = Cases<'p>;

    fn test(&self, test: &'p Test, negated: bool) -> Cases<'p> {
        Some(if negated { failed(test) } else { vec![held(test)] })
    }

    fn parts(&self, any: bool, negated: bool, mut parts: impl Iterator<Item = Cases<'p>>) -> Cases<'p> {
        if any == negated {
            parts.try_fold(vec![Vec::new()], |all, part| product(&all, &part?))
        } else {
            few(parts.collect::<Option<Vec<_>>>()?.concat())
        }
    }

    fn choice(&self, negated: bool, choice: &'p Choice) -> Cases<'p> {
        let condition = |holds: bool| cases(&choice.condition, holds);
        let mut all = product(&condition(true)?, &choice.then.fold(self, negated)?)?;
        match &choice.otherwise {
            Some(otherwise) => all.extend(product(&condition(false)?, &otherwise.fold(self, negated)?)?),
            None if !negated => all.extend(condition(false)?),
            None => {}
        }
        few(all)
    }
}

fn held(test: &Test) -> Vec<Assumption<'_>> {
    test.checks.iter().map(|(check, _)| Assumption::Tested(test.fact, check, true)).collect()
}

fn failed(test: &Test) -> Vec<Vec<Assumption<'_>>> {
    let mut all = Vec::new();
    if !test.inconclusive {
        all.extend(test.checks.iter().map(|(check, _)| vec![Assumption::Tested(test.fact, check, false)]));
    }
    if test.absent_violates && test.checks.iter().any(|(check, _)| !matches!(check, Check::Given(_))) {
        all.push(vec![Assumption::Absent(test.fact)]);
    }
    all
}

fn product<'a>(a: &[Vec<Assumption<'a>>], b: &[Vec<Assumption<'a>>]) -> Cases<'a> {
    if a.len().saturating_mul(b.len()) > MAX_CASES {
        return None;
    }
    Some(a.iter().flat_map(|one| b.iter().map(move |other| [one.as_slice(), other].concat())).collect())
}

fn few(all: Vec<Vec<Assumption<'_>>>) -> Cases<'_> {
    (all.len() <= MAX_CASES).then_some(all)
}
