//! Whether a predicate can come out one way at all: its cases, each a conjunction of tests, held against what one value
//! can be.
//!
//! Sound and not complete: "impossible" is proved, everything else counts as possible.

use super::values::Values;
use crate::reference::Tables;
use crate::rules::{Campaign, Check, Choice, FactId, ListOperand, Operand, Predicate, PredicateFold, Test, Type};

/// Most cases that are looked at, and their weight; a predicate with more counts as possible.
const MAX_CASES: usize = 2048;
const MAX_WEIGHT: usize = 8 * MAX_CASES;

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

/// Assumptions that are made together.
type Case<'a> = Vec<Assumption<'a>>;

/// The cases in which a predicate comes out one way; none when they are too many.
type Cases<'a> = Option<Vec<Case<'a>>>;

struct BothWays<'a> {
    holds: Cases<'a>,
    fails: Cases<'a>,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Domain<'a> {
    pub(super) campaign: &'a Campaign,
    pub(super) tables: &'a Tables,
    /// Whether a token is taken to be one of its key's.
    pub(super) closed: bool,
}

impl Domain<'_> {
    pub(super) fn is_possible(self, wanted: &[(&Predicate, bool)]) -> bool {
        let mut all: Cases<'_> = Some(vec![Vec::new()]);
        for (predicate, holds) in wanted {
            let BothWays { holds: held, fails } = predicate.fold(&Enumerate, false);
            all = product(all, if *holds { held } else { fails }.as_ref());
        }
        all.is_none_or(|all| all.into_iter().any(|case| self.can_be(case)))
    }

    fn can_be(self, mut case: Case<'_>) -> bool {
        case.sort_by_key(|assumption| assumption.fact());
        case.chunk_by(|one, other| one.fact() == other.fact()).all(|own| self.fact_can_be(own[0].fact(), own))
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

/// The cases in which a predicate holds, and those in which it fails, found together: a condition's both sides count.
struct Enumerate;

impl<'p> PredicateFold<'p> for Enumerate {
    type Output = BothWays<'p>;

    fn test(&self, test: &'p Test, negated: bool) -> BothWays<'p> {
        let (holds, fails) = (few(vec![held(test)]), few(failed(test)));
        if negated { BothWays { holds: fails, fails: holds } } else { BothWays { holds, fails } }
    }

    fn parts(&self, any: bool, negated: bool, parts: impl Iterator<Item = BothWays<'p>>) -> BothWays<'p> {
        let (mut every, mut some): (Cases<'p>, Cases<'p>) = (Some(vec![Vec::new()]), Some(Vec::new()));
        let is_every = any == negated;
        for part in parts {
            let (wanted, other) = if is_every { (part.holds, part.fails) } else { (part.fails, part.holds) };
            every = product(every, wanted.as_ref());
            some = either(some, other);
        }
        if is_every { BothWays { holds: every, fails: some } } else { BothWays { holds: some, fails: every } }
    }

    fn choice(&self, negated: bool, choice: &'p Choice) -> BothWays<'p> {
        let condition = choice.condition.fold(self, false);
        let then = choice.then.fold(self, negated);
        let nothing = || {
            let (holds, fails) = (Some(vec![Vec::new()]), Some(Vec::new()));
            if negated { BothWays { holds: fails, fails: holds } } else { BothWays { holds, fails } }
        };
        let otherwise = choice.otherwise.as_ref().map_or_else(nothing, |otherwise| otherwise.fold(self, negated));
        let case = |condition: &Cases<'p>, outcome: &Cases<'p>| product(condition.clone(), outcome.as_ref());
        let both = |then: &Cases<'p>, otherwise: &Cases<'p>| {
            either(case(&condition.holds, then), case(&condition.fails, otherwise))
        };
        BothWays { holds: both(&then.holds, &otherwise.holds), fails: both(&then.fails, &otherwise.fails) }
    }
}

fn held(test: &Test) -> Case<'_> {
    test.checks.iter().map(|(check, _)| Assumption::Tested(test.fact, check, true)).collect()
}

fn failed(test: &Test) -> Vec<Case<'_>> {
    let mut all = Vec::new();
    if !test.inconclusive {
        all.extend(test.checks.iter().map(|(check, _)| vec![Assumption::Tested(test.fact, check, false)]));
    }
    if test.absent_violates && test.checks.iter().any(|(check, _)| !matches!(check, Check::Given(_))) {
        all.push(vec![Assumption::Absent(test.fact)]);
    }
    all
}

fn product<'a>(a: Cases<'a>, b: Option<&Vec<Case<'a>>>) -> Cases<'a> {
    let (mut a, b) = (a?, b?);
    let weight = weight(&a).saturating_mul(b.len()).saturating_add(weight(b).saturating_mul(a.len()));
    if a.len().saturating_mul(b.len()) > MAX_CASES || weight > MAX_WEIGHT {
        return None;
    }
    if let [only] = &b[..] {
        for case in &mut a {
            case.extend_from_slice(only);
        }
        return Some(a);
    }
    Some(a.iter().flat_map(|one| b.iter().map(move |other| [one.as_slice(), other].concat())).collect())
}

fn either<'a>(a: Cases<'a>, b: Cases<'a>) -> Cases<'a> {
    let (mut all, b) = (a?, b?);
    all.extend(b);
    few(all)
}

fn few(all: Vec<Case<'_>>) -> Cases<'_> {
    (all.len() <= MAX_CASES && weight(&all) <= MAX_WEIGHT).then_some(all)
}

/// Assumptions and the entries of their lists, all told.
fn weight(cases: &[Case<'_>]) -> usize {
    let of = |assumption: &Assumption<'_>| match assumption {
        // Each entry is looked at by itself, against all that is known of the others.
        Assumption::Tested(_, check @ Check::AllOf(_), _) => 1 + 32 * check.fixed_list().len(),
        Assumption::Tested(_, check, _) => 1 + check.fixed_list().len(),
        Assumption::Absent(_) => 1,
    };
    cases.iter().flatten().map(of).sum()
}
