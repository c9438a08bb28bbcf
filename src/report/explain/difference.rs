//! Where two conditions differ, as narrowly as their shapes allow, in words.

use std::collections::BTreeSet;
use std::mem::discriminant;

use super::PageContext;
use crate::messages::rule_diff as words;
use crate::rules::{Campaign, Check, Literal, Operand, Predicate, RuleBook, Test};
use crate::text::Lang;

/// A condition of a campaign.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ConditionIn<'b> {
    pub book: &'b RuleBook,
    pub campaign: &'b Campaign,
    pub condition: &'b Predicate,
}

/// A line for each difference; none where the two differ in what has no words.
pub(crate) fn differences(old: ConditionIn<'_>, new: ConditionIn<'_>, lang: Lang) -> Vec<String> {
    let [before, after] = [old, new].map(|of| PageContext { book: of.book, campaign: of.campaign, lang });
    let mut walk = Walk { old: before, new: after, lines: Vec::new() };
    walk.predicates(old.condition, new.condition, false);
    walk.lines
}

struct Walk<'b> {
    old: PageContext<'b>,
    new: PageContext<'b>,
    lines: Vec<String>,
}

impl Walk<'_> {
    fn predicates(&mut self, old: &Predicate, new: &Predicate, negated: bool) {
        match (old, new) {
            (Predicate::All(parts), Predicate::All(others)) | (Predicate::Any(parts), Predicate::Any(others))
                if parts.len() == others.len() =>
            {
                parts.iter().zip(others).for_each(|(part, other)| self.predicates(part, other, negated));
            }
            (Predicate::Not(part), Predicate::Not(other)) => self.predicates(part, other, !negated),
            (Predicate::Choice(choice), Predicate::Choice(other))
                if choice.otherwise.is_some() == other.otherwise.is_some() =>
            {
                self.predicates(&choice.condition, &other.condition, false);
                self.predicates(&choice.then, &other.then, negated);
                if let (Some(otherwise), Some(other)) = (&choice.otherwise, &other.otherwise) {
                    self.predicates(otherwise, other, negated);
                }
            }
            (Predicate::Test(test), Predicate::Test(other)) if self.are_alike(test, other) => {
                for ((check, _), (other_check, _)) in test.checks.iter().zip(&other.checks) {
                    self.checks((test, check), (other, other_check), negated);
                }
            }
            _ => {
                let lang = self.new.lang;
                let [from, to] = [(self.old, old), (self.new, new)]
                    .map(|(context, predicate)| predicate.fold(&context, negated).in_one_sentence(lang));
                self.change(from, to);
            }
        }
    }

    /// Whether two tests ask the same of the same fact, but for their right sides.
    fn are_alike(&self, test: &Test, other: &Test) -> bool {
        let pairs = test.checks.iter().zip(&other.checks);
        self.old.campaign.fact(test.fact).name == self.new.campaign.fact(other.fact).name
            && test.absent_violates == other.absent_violates
            && test.inconclusive == other.inconclusive
            && test.checks.len() == other.checks.len()
            && pairs.clone().all(|((one, _), (two, _))| discriminant(one) == discriminant(two))
    }

    fn checks(&mut self, (test, check): (&Test, &Check), (other, other_check): (&Test, &Check), negated: bool) {
        let from = self.old.clause(test.fact, check, negated);
        let to = self.new.clause(other.fact, other_check, negated);
        let lists = (check.fixed_list(), other_check.fixed_list());
        match (check, other_check) {
            _ if from == to => {}
            (
                Check::Compare(order, Operand::Literal(bound)),
                Check::Compare(
                    other_order,
                    Operand::Literal(
                        other_bound @ (Literal::Money(_)
                        | Literal::Percentage(_)
                        | Literal::Number(_)
                        | Literal::Date(_)),
                    ),
                ),
            ) if order == other_order => self.bound(from, (bound, other_bound)),
            _ if !lists.0.is_empty() && !lists.1.is_empty() => {
                let label = self.new.campaign.fact(other.fact).label.get(self.new.lang).to_owned();
                let named = |context: PageContext<'_>, entries: &[String], others: &[String]| {
                    let others: BTreeSet<&String> = others.iter().collect();
                    let own = entries.iter().filter(|entry| !others.contains(entry));
                    own.map(|entry| context.campaign.label(entry, context.lang).to_owned()).collect::<Vec<_>>()
                };
                let added = named(self.new, lists.1, lists.0);
                let removed = named(self.old, lists.0, lists.1);
                let lang = self.new.lang;
                self.lines.push(words::after(label, words::entries(&added, &removed, lang), lang));
            }
            _ => self.change(from, to),
        }
    }

    /// A bound that is another one; whole euros without their cents.
    fn bound(&mut self, clause: String, (old, new): (&Literal, &Literal)) {
        let [old_text, new_text] = [old, new].map(|bound| self.new.literal(bound));
        match (old, new) {
            (Literal::Money(from), Literal::Money(to)) if from.is_integer() && to.is_integer() => {
                let short = |text: &str| match text.rsplit_once([',', '.']) {
                    Some((whole, cents)) => format!("{whole}{}", cents.trim_start_matches('0')),
                    None => text.to_owned(),
                };
                self.change(clause.replace(&old_text, &short(&old_text)), short(&new_text));
            }
            _ => self.change(clause, new_text),
        }
    }

    fn change(&mut self, from: String, to: String) {
        if from != to {
            self.lines.push(words::change(from, to, self.new.lang));
        }
    }
}
