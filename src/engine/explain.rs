//! Reasons: which tests decided a rule, and which facts were read on the way.

use super::check::{decide, decide_check, decide_test};
use super::facts::Facts;
use super::truth::Truth;
use crate::rules::{Basis, Check, FactId, FactSource, Note, Origin, Predicate, Reading, Rule, Test};

/// Why a rule came to its status.
#[derive(Debug)]
pub struct Explanation<'b> {
    /// The tests that decided, in the order of the predicate.
    pub reasons: Vec<Reason<'b>>,
    /// Whether the reasons are ways of which one would do, not demands that all stand.
    pub alternatives: bool,
    /// Whether it was the rule's condition that decided, not its demand.
    pub gate: bool,
    /// The facts that were read, in the order of evaluation.
    pub read: Vec<FactId>,
}

/// A test that decided.
#[derive(Debug, Clone, Copy)]
pub struct Reason<'b> {
    /// The tests of the fact.
    pub test: &'b Test,
    /// The one of them that decided, and where its bound stands in the rule set.
    pub check: &'b Check,
    /// Where that is.
    pub origin: Origin,
    /// What it came to, before any negation.
    pub truth: Truth,
    /// Whether the predicate negates it.
    pub negated: bool,
}

/// Why a rule is satisfied, violated or undetermined, or why it does not apply.
pub fn explain<'b>(facts: &Facts<'_>, rule: &'b Rule) -> Explanation<'b> {
    trace(facts, rule.when.as_ref(), rule.require.as_ref())
}

/// Why another reading of a rule comes to its status.
pub fn explain_reading<'b>(facts: &Facts<'_>, rule: &'b Rule, reading: &'b Reading) -> Explanation<'b> {
    trace(facts, reading.when.as_ref().or(rule.when.as_ref()), Some(&reading.require))
}

fn trace<'b>(facts: &Facts<'_>, when: Option<&'b Predicate>, require: Option<&'b Predicate>) -> Explanation<'b> {
    let mut tracer = Tracer {
        facts,
        explanation: Explanation { reasons: Vec::new(), alternatives: false, gate: false, read: Vec::new() },
    };
    if let Some(when) = when {
        tracer.read(when);
        if decide(facts, when) != Truth::Satisfied {
            tracer.explanation.gate = true;
            tracer.trace(when, false);
            return tracer.explanation;
        }
    }
    if let Some(require) = require {
        tracer.read(require);
        tracer.trace(require, false);
    }
    tracer.explanation
}

struct Tracer<'f, 'a, 'b> {
    facts: &'f Facts<'a>,
    explanation: Explanation<'b>,
}

impl<'b> Tracer<'_, '_, 'b> {
    fn trace(&mut self, predicate: &'b Predicate, negated: bool) {
        let truth = decide(self.facts, predicate);
        match predicate {
            Predicate::Test(test) => self.reason(test, negated),
            Predicate::Not(part) => self.trace(part, !negated),
            Predicate::All(parts) | Predicate::Any(parts) => {
                let is_any = matches!(predicate, Predicate::Any(_));
                let decisive: Vec<_> = parts.iter().filter(|part| decide(self.facts, part) == truth).collect();
                // A failing "or", or a holding "and" under negation, leaves a choice of what to mend.
                let choice =
                    if negated { !is_any && truth == Truth::Satisfied } else { is_any && truth != Truth::Satisfied };
                self.explanation.alternatives |= choice && decisive.len() > 1;
                for part in decisive {
                    self.trace(part, negated);
                }
            }
            Predicate::Choice { condition, then, otherwise } => match (decide(self.facts, condition), otherwise) {
                (Truth::Satisfied, _) => self.trace(then, negated),
                (Truth::Violated, Some(otherwise)) => self.trace(otherwise, negated),
                (Truth::Violated, None) | (Truth::Undetermined, _) => self.trace(condition, negated),
            },
        }
    }

    /// The first of a fact's tests that came to what they came to together.
    fn reason(&mut self, test: &'b Test, negated: bool) {
        let truth = decide_test(self.facts, test);
        let decisive = test.checks.iter().find(|(check, _)| decide_check(self.facts, test, check) == truth);
        if let Some((check, origin)) = decisive {
            self.explanation.reasons.push(Reason { test, check, origin: *origin, truth, negated });
        }
    }

    /// Notes the facts that evaluating a predicate reads.
    fn read(&mut self, predicate: &Predicate) {
        match predicate {
            Predicate::Test(test) => {
                self.note(test.fact);
                for other in test.checks.iter().filter_map(|(check, _)| check.other_fact()) {
                    self.note(other);
                }
            }
            Predicate::Not(part) => self.read(part),
            Predicate::All(parts) | Predicate::Any(parts) => parts.iter().for_each(|part| self.read(part)),
            Predicate::Choice { condition, then, otherwise } => {
                self.read(condition);
                match decide(self.facts, condition) {
                    Truth::Satisfied => self.read(then),
                    Truth::Violated => otherwise.iter().for_each(|otherwise| self.read(otherwise)),
                    Truth::Undetermined => {}
                }
            }
        }
    }

    fn note(&mut self, fact: FactId) {
        for fact in readable_facts(self.facts, fact) {
            if !self.explanation.read.contains(&fact) {
                self.explanation.read.push(fact);
            }
        }
    }
}

/// A fact as a reader can check it: a ratio as its two parts, a stand-in as what it stands for up to the one that was taken.
pub fn readable_facts(facts: &Facts<'_>, fact: FactId) -> Vec<FactId> {
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

/// What a satisfied rule rests on: its own basis, or that of the branch that decided.
pub(super) fn basis_of(facts: &Facts<'_>, basis: Basis, require: Option<&Predicate>) -> Basis {
    match (basis, require) {
        (Basis::Either, Some(require)) => branch_basis(facts, require).unwrap_or(Basis::Declared),
        (basis, _) => basis,
    }
}

/// The basis of the branch that decided; what is declared outweighs what is computed.
fn branch_basis(facts: &Facts<'_>, predicate: &Predicate) -> Option<Basis> {
    match predicate {
        Predicate::Test(test) => test.basis,
        Predicate::Not(part) => branch_basis(facts, part),
        Predicate::All(parts) => parts.iter().filter_map(|part| branch_basis(facts, part)).max(),
        Predicate::Any(parts) => parts
            .iter()
            .filter(|part| decide(facts, part) == Truth::Satisfied)
            .filter_map(|part| branch_basis(facts, part))
            .min(),
        Predicate::Choice { condition, then, otherwise } => match decide(facts, condition) {
            Truth::Satisfied => branch_basis(facts, then),
            Truth::Violated => otherwise.as_ref().and_then(|otherwise| branch_basis(facts, otherwise)),
            Truth::Undetermined => None,
        },
    }
}

/// The notes of a rule whose conditions hold.
pub fn shown_notes<'b>(facts: &Facts<'_>, rule: &'b Rule) -> impl Iterator<Item = &'b Note> {
    rule.notes.iter().filter(|note| note.when.as_ref().is_none_or(|when| decide(facts, when) == Truth::Satisfied))
}
