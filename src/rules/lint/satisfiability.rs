//! Whether a predicate can come out one way at all: its cases, each a conjunction of tests, held against what one value
//! can be.
//!
//! Sound and not complete: "impossible" is proved, everything else counts as possible.

use super::values::Values;
use crate::reference::Tables;
use crate::rules::{Campaign, Check, Choice, FactId, ListOperand, Predicate, PredicateFold, Test, Type};

/// Most cases that are looked at; a predicate with more of them counts as possible.
const MAX_CASES: usize = 2048;

/// One thing that a case takes for granted.
#[derive(Debug, Clone, Copy)]
enum Assumption<'a> {
    /// A test of a fact comes out this way.
    Comes(FactId, &'a Check, bool),
    /// A fact is absent.
    Absent(FactId),
}

impl Assumption<'_> {
    fn fact(self) -> FactId {
        match self {
            Self::Comes(fact, ..) | Self::Absent(fact) => fact,
        }
    }
}

/// The cases in which a predicate comes out one way; none when they are too many.
type Cases<'a> = Option<Vec<Vec<Assumption<'a>>>>;

/// What predicates are held against.
#[derive(Debug, Clone, Copy)]
pub(super) struct Domain<'a> {
    pub(super) campaign: &'a Campaign,
    pub(super) tables: &'a Tables,
    /// Whether a token is taken to be one of its key's.
    pub(super) closed: bool,
}

impl Domain<'_> {
    /// Whether all of these predicates can come out as wanted in one dossier.
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
        let mut facts: Vec<FactId> = case.iter().map(|given| given.fact()).collect();
        facts.sort_unstable();
        facts.dedup();
        facts.into_iter().all(|fact| {
            let own: Vec<Assumption<'_>> = case.iter().copied().filter(|given| given.fact() == fact).collect();
            self.fact_can_be(fact, &own)
        })
    }

    fn fact_can_be(self, fact: FactId, case: &[Assumption<'_>]) -> bool {
        let mut absent = false;
        let (mut there, mut nothing) = (false, false);
        let mut checks: Vec<(&Check, bool)> = Vec::new();
        for given in case {
            match given {
                Assumption::Absent(_) => absent = true,
                Assumption::Comes(_, Check::Given(wanted), holds) if wanted == holds => there = true,
                Assumption::Comes(_, Check::Given(_), _) => nothing = true,
                Assumption::Comes(_, check, holds) => checks.push((check, *holds)),
            }
        }
        if (absent && (there || !checks.is_empty())) || (there && nothing) {
            return false;
        }
        match self.campaign.fact(fact).kind {
            Type::One(kind) => {
                let mut values = Values::new(kind, self.closed);
                (checks.is_empty() || !nothing)
                    && checks.iter().all(|(check, holds)| values.restrict(check, *holds))
                    && values.are_possible(self.tables)
            }
            Type::Records => lines_can_be(there, nothing, &checks),
            Type::Many(kind) => {
                let empty = |check: &(&Check, bool)| matches!(check, (Check::NotEmpty, false));
                let mut filled = there;
                let mut entries = Values::new(kind, self.closed);
                let mut exist: Vec<(Check, bool)> = Vec::new();
                let mut possible = true;
                for (check, holds) in &checks {
                    match (check, holds) {
                        (Check::NotEmpty, holds) => filled |= holds,
                        (Check::AnyOf(list), true) | (Check::NoneOf(list), false) => {
                            filled = true;
                            exist.extend(one_of(list).map(|check| (check, true)));
                        }
                        (Check::AnyOf(list), false) | (Check::NoneOf(list), true) => {
                            possible &= one_of(list).is_none_or(|check| entries.restrict(&check, false));
                        }
                        (Check::AllOf(ListOperand::Fixed(wanted)), true) => {
                            filled |= !wanted.is_empty();
                            let one = |entry: &String| Check::OneOf(ListOperand::Fixed(vec![entry.clone()]));
                            exist.extend(wanted.iter().map(|entry| (one(entry), true)));
                        }
                        (Check::AllOf(_), _) => {}
                        (check, true) => {
                            filled = true;
                            possible &= entries.restrict(check, true);
                        }
                        (check, false) => {
                            filled = true;
                            exist.extend(copied(check).map(|check| (check, false)));
                        }
                    }
                }
                possible
                    && !(filled && (nothing || checks.iter().any(empty)))
                    && (!filled || entries.are_possible(self.tables))
                    && exist.iter().all(|(check, holds)| {
                        let mut one = entries.clone();
                        one.restrict(check, *holds) && one.are_possible(self.tables)
                    })
            }
        }
    }
}

/// Whether a table's lines can be so; a column that is not filled in is never a violation.
fn lines_can_be(there: bool, nothing: bool, checks: &[(&Check, bool)]) -> bool {
    let filled = there || checks.iter().any(|check| matches!(check, (Check::NotEmpty, true)));
    let empty = nothing || checks.iter().any(|check| matches!(check, (Check::NotEmpty, false)));
    let incomplete = checks.iter().any(|check| matches!(check, (Check::Complete(_), false)));
    !(filled && empty || incomplete)
}

/// That a value is in a fixed list.
fn one_of(list: &ListOperand) -> Option<Check> {
    match list {
        ListOperand::Fixed(entries) => Some(Check::OneOf(ListOperand::Fixed(entries.clone()))),
        ListOperand::Fact(_) => None,
    }
}

/// A test that can be made of a single entry; those that cannot be copied are left out, which rules nothing out.
fn copied(check: &Check) -> Option<Check> {
    Some(match check {
        Check::Compare(order, crate::rules::Operand::Literal(bound)) => {
            Check::Compare(*order, crate::rules::Operand::Literal(bound.clone()))
        }
        Check::Only(list) => one_of(list)?,
        Check::In(table) => Check::In(*table),
        Check::Prefix(ListOperand::Fixed(entries)) => Check::Prefix(ListOperand::Fixed(entries.clone())),
        Check::NotPrefix(ListOperand::Fixed(entries)) => Check::NotPrefix(ListOperand::Fixed(entries.clone())),
        Check::Matches(pattern) => Check::Matches(pattern.clone()),
        Check::Valid(identifier) => Check::Valid(*identifier),
        _ => return None,
    })
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
    test.checks.iter().map(|(check, _)| Assumption::Comes(test.fact, check, true)).collect()
}

fn failed(test: &Test) -> Vec<Vec<Assumption<'_>>> {
    let mut all = Vec::new();
    if !test.inconclusive {
        all.extend(test.checks.iter().map(|(check, _)| vec![Assumption::Comes(test.fact, check, false)]));
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
