//! Reasons: the tests that decided a rule, and the facts that were read.

use std::collections::HashSet;

use super::facts::Facts;
use super::truth::Truth;
use super::value::{FactValue, Place};
use crate::rules::{Check, Choice, FactId, FactSource, Note, Origin, Predicate, PredicateFold, Reading, Rule, Test};

#[derive(Debug)]
pub(crate) struct Explanation<'b> {
    /// The decisive tests, in the order of the predicate.
    pub reasons: Vec<Reason<'b>>,
    /// Whether satisfying one of the reasons would be enough.
    pub alternatives: bool,
    /// Of what is undetermined, each way to decide it: reasons that have to be settled together.
    pub ways: Vec<Vec<Reason<'b>>>,
    /// Whether the rule's condition decided, not its demand.
    pub by_condition: bool,
    pub read: Vec<FactId>,
}

/// Ways to decide a predicate that are told apart; of one with more, all reasons are one way.
const MAX_WAYS: usize = 16;

#[derive(Debug, Clone, Copy)]
pub(crate) struct Reason<'b> {
    pub test: &'b Test,
    pub check: &'b Check,
    pub origin: Origin,
    pub truth: Truth,
    /// Whether the predicate negates the test.
    pub negated: bool,
}

pub(crate) fn explain<'b>(facts: &Facts<'_>, rule: &'b Rule) -> Explanation<'b> {
    trace(facts, rule.when.as_ref(), rule.require.as_ref())
}

pub(crate) fn explain_reading<'b>(facts: &Facts<'_>, rule: &'b Rule, reading: &'b Reading) -> Explanation<'b> {
    trace(facts, reading.when_in(rule), reading.require_in(rule))
}

fn trace<'b>(facts: &Facts<'_>, when: Option<&'b Predicate>, require: Option<&'b Predicate>) -> Explanation<'b> {
    let trace = |predicate: &'b Predicate| predicate.fold(&Tracer { facts }, false);
    let when = when.map(trace);
    let by_condition = when.as_ref().is_some_and(|when| when.truth != Truth::Satisfied);
    let require = require.filter(|_| !by_condition).map(trace);
    let mut read = Vec::new();
    for &fact in [&when, &require].into_iter().flatten().flat_map(|trace| &trace.read) {
        for fact in readable_facts(facts, fact) {
            if !read.contains(&fact) {
                read.push(fact);
            }
        }
    }
    let decisive = if by_condition { when } else { require };
    let none = (Vec::new(), false, Vec::new());
    let (reasons, alternatives, ways) = decisive.map_or(none, |trace| (trace.reasons, trace.alternatives, trace.ways));
    Explanation { reasons, alternatives, ways, by_condition, read }
}

struct Trace<'b> {
    truth: Truth,
    reasons: Vec<Reason<'b>>,
    /// Whether satisfying one of the reasons would be enough.
    alternatives: bool,
    ways: Vec<Vec<Reason<'b>>>,
    read: Vec<FactId>,
}

struct Tracer<'f, 'a> {
    facts: &'f Facts<'a>,
}

impl<'b> PredicateFold<'b> for Tracer<'_, '_> {
    type Output = Trace<'b>;

    /// The first of a fact's checks with the truth of the whole test.
    fn test(&self, test: &'b Test, negated: bool) -> Trace<'b> {
        let truth = self.facts.decide_test(test);
        let decisive = test.checks.iter().find(|(check, _)| self.facts.decide_check(test, check) == truth);
        let reason = decisive.map(|(check, origin)| Reason { test, check, origin: *origin, truth, negated });
        Trace {
            truth: truth.negated_if(negated),
            reasons: reason.into_iter().collect(),
            alternatives: false,
            ways: vec![reason.into_iter().collect()],
            read: test.facts().collect(),
        }
    }

    fn parts(&self, any: bool, negated: bool, parts: impl Iterator<Item = Trace<'b>>) -> Trace<'b> {
        let is_any = any != negated;
        let parts: Vec<Trace<'b>> = parts.collect();
        let truths = parts.iter().map(|part| part.truth);
        let join = if is_any { Truth::or } else { Truth::and };
        let truth = truths.clone().fold(Truth::from(!is_any), join);
        // A failing "or", or a holding "and" under negation, leaves a choice of what to fix.
        let choice = is_any && (truth == Truth::Violated || (truth == Truth::Undetermined && !negated));
        let several = truths.filter(|part| *part == truth).count() > 1;
        let alternatives = choice && several;
        let mut joined = Trace { truth, reasons: Vec::new(), alternatives, ways: Vec::new(), read: Vec::new() };
        for part in parts {
            joined.read.extend(part.read);
            if part.truth == truth {
                joined.reasons.extend(part.reasons);
                joined.alternatives |= part.alternatives;
                joined.ways = if is_any { [joined.ways, part.ways].concat() } else { both(&joined.ways, &part.ways) };
            }
        }
        if joined.ways.len() > MAX_WAYS {
            joined.ways = vec![joined.reasons.clone()];
        }
        joined
    }

    fn choice(&self, negated: bool, choice: &'b Choice) -> Trace<'b> {
        let condition = choice.condition.fold(self, false);
        let taken = match (condition.truth, &choice.otherwise) {
            (Truth::Satisfied, _) => choice.then.fold(self, negated),
            (Truth::Violated, Some(otherwise)) => otherwise.fold(self, negated),
            (truth, _) => {
                // Conditions may lie in conditions: each is looked through as often as need be, no more.
                let undecided = if negated { choice.condition.fold(self, true) } else { condition };
                let truth = if truth == Truth::Violated { Truth::from(!negated) } else { undecided.truth };
                return Trace { truth, ..undecided };
            }
        };
        Trace { read: condition.read.into_iter().chain(taken.read).collect(), ..taken }
    }
}

/// Each way of the one with each of the other.
fn both<'b>(one: &[Vec<Reason<'b>>], other: &[Vec<Reason<'b>>]) -> Vec<Vec<Reason<'b>>> {
    if one.is_empty() {
        return other.to_vec();
    }
    one.iter().flat_map(|way| other.iter().map(|more| [way.as_slice(), more].concat())).collect()
}

impl Reason<'_> {
    /// Where the dossier decides the test: what is missing where that leaves it open, or the entries of a list that do not
    /// pass. None where all that was read decides together.
    fn decisive_places(&self, facts: &Facts<'_>) -> Vec<(FactId, Place)> {
        if self.truth == Truth::Undetermined { self.missing_places(facts) } else { self.failing_entries(facts) }
    }

    /// What to fill in so that the test can be decided.
    pub(crate) fn missing_places(&self, facts: &Facts<'_>) -> Vec<(FactId, Place)> {
        let both = std::iter::once(self.test.fact).chain(self.check.other_fact());
        let read = both.flat_map(|fact| readable_facts(facts, fact));
        let places = read.flat_map(|fact| facts.places(fact).into_iter().map(move |place| (fact, place)));
        let mut missing: Vec<_> = places.filter(|(_, place)| place.absent).collect();
        if let Check::Complete(columns) = self.check {
            missing.extend(facts.empty_cells(self.test.fact, columns).map(|place| (self.test.fact, place)));
        }
        missing
    }

    /// What the missing right side of a test of equal texts has to hold so that the test holds.
    pub(crate) fn wanted_text<'f>(&self, facts: &'f Facts<'_>) -> Option<&'f str> {
        let (Check::Only(_) | Check::OneOf(_)) = self.check else { return None };
        let Some(FactValue::List(entries)) = facts.get(self.test.fact).filter(|_| !self.negated) else { return None };
        let mut texts = entries.iter().map(|entry| entry.value.text());
        let first = texts.next()??;
        texts.all(|text| text == Some(first)).then_some(first)
    }

    fn failing_entries(&self, facts: &Facts<'_>) -> Vec<(FactId, Place)> {
        let Some(FactValue::List(entries)) = facts.get(self.test.fact) else { return Vec::new() };
        if self.negated || self.truth != Truth::Violated || !facts.has_steps(entries.len(), self.check) {
            return Vec::new();
        }
        match self.check {
            // No single entry decides these.
            Check::AnyOf(_) | Check::AllOf(_) | Check::NotEmpty | Check::Complete(_) | Check::Given(_) => Vec::new(),
            check => {
                let failing = entries.iter().filter(|entry| facts.check_entry(check, entry.value) == Truth::Violated);
                failing.map(|entry| (self.test.fact, entry.place)).collect()
            }
        }
    }
}

impl Explanation<'_> {
    /// How many of the first places decide by themselves; none where a reason rests on all that was read.
    pub(crate) fn decisive(&self, facts: &Facts<'_>) -> usize {
        let counts: Vec<usize> = self.reasons.iter().map(|reason| reason.decisive_places(facts).len()).collect();
        if counts.contains(&0) { 0 } else { counts.iter().sum() }
    }

    /// The places of the facts that a rule read, without duplicates, the decisive ones first.
    pub(crate) fn places(&self, facts: &Facts<'_>) -> Vec<(FactId, Place)> {
        let tested = self.reasons.iter().flat_map(|reason| readable_facts(facts, reason.test.fact));
        let mut seen = HashSet::new();
        let read = tested
            .chain(self.read.iter().copied())
            .flat_map(|fact| facts.places(fact).into_iter().map(move |place| (fact, place)));
        self.reasons
            .iter()
            .flat_map(|reason| reason.decisive_places(facts))
            .chain(read)
            .filter(|(_, place)| seen.insert((place.field, place.index, place.column)))
            .collect()
    }
}

/// A fact in terms of the dossier: a ratio as its two parts, a fallback as its sources up to the one that applied.
pub(crate) fn readable_facts(facts: &Facts<'_>, fact: FactId) -> Vec<FactId> {
    match &facts.campaign().fact(fact).source {
        FactSource::Ratio(part, whole) => vec![*part, *whole],
        FactSource::FirstOf { members, .. } => {
            let taken =
                members.iter().position(|&member| facts.is_given(member)).unwrap_or(members.len().saturating_sub(1));
            members.iter().take(taken + 1).flat_map(|&member| readable_facts(facts, member)).collect()
        }
        _ => vec![fact],
    }
}

pub(crate) fn shown_notes<'b>(facts: &Facts<'_>, notes: &'b [Note]) -> impl Iterator<Item = &'b Note> {
    notes.iter().filter(|note| note.when.as_ref().is_none_or(|when| facts.decide(when) == Truth::Satisfied))
}
