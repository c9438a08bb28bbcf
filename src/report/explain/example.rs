//! Examples of a rule, from the rule sets' own test cases: one where it fails, and one as near to it where it holds.

use super::{Block, PageContext};
use crate::engine::{FactValue, Facts, Scalar};
use crate::messages::{explain as words, labels};
use crate::rule_tests::{CaseChange, Expect, Grade, Suite, TestCase};
use crate::rules::{Check, FactId, FactSource, Level, Literal, Operand, Rule};
use crate::text::{amount, excerpt, long_date, ratio};
use crate::yaml::{Content, Node, ScalarStyle};

impl PageContext<'_> {
    pub(super) fn examples(&self, rule: &Rule, suite: &Suite) -> Vec<Block> {
        // The cases are run against the campaign as it is for all, not as one intercommunalité has it.
        if rule.level == Level::Info || rule.disabled || self.campaign.territory.is_some() {
            return Vec::new();
        }
        let campaigns = self.book.known_campaigns();
        // An overlay may have moved a bound, and then a case no longer shows what it was written for.
        let passes = |case: &TestCase| suite.prepare_case(case, &campaigns).run(self.book).grade() == Grade::Passed;
        let of = |expect: Expect| {
            let cases = suite.of_rule(&rule.id).filter(|case| case.expect == expect && case.reading.is_none());
            cases.filter(|case| passes(case)).collect::<Vec<_>>()
        };
        let (fails, holds) = (of(Expect::Violated), of(Expect::Satisfied));
        let pairs = fails.iter().flat_map(|fails| holds.iter().map(move |holds| (*fails, *holds)));
        let (fails, holds) = match pairs.min_by_key(|(fails, holds)| distance(fails, holds)) {
            Some((fails, holds)) => (Some(fails), Some(holds)),
            // Where one side is missing, the plainest case of the other stands alone.
            None => (plainest(&fails), plainest(&holds)),
        };
        let lang = self.lang;
        let mut blocks = Vec::new();
        for (lead, case) in [(words::fails_with(lang), fails), (words::holds_with(lang), holds)] {
            let Some(case) = case else { continue };
            blocks.push(Block::item(0, lead));
            blocks.extend(self.case(rule, case, suite).into_iter().map(|text| Block::item(1, text)));
        }
        if !blocks.is_empty() {
            blocks.insert(0, Block::paragraph(words::examples_lead(lang)));
        }
        blocks
    }

    fn case(&self, rule: &Rule, case: &TestCase, suite: &Suite) -> Vec<String> {
        let lang = self.lang;
        let mut lines: Vec<String> = case.changes.iter().map(|change| self.change_made(change)).collect();
        if lines.is_empty() {
            lines.push(words::as_it_is(&suite.bases[case.base].name, lang));
        }
        lines.extend(self.figures(rule, case, suite));
        if let Some(fiche) = case.fiche {
            lines.push(words::under_fiche(fiche, lang));
        }
        if let Some(stage) = case.stage {
            lines.push(words::at_stage(labels::stage(stage, lang), lang));
        }
        if let Some(register) = &case.register {
            lines.push(words::with_register(register, lang));
        }
        if let Some(changes) = &case.before {
            let changes: Vec<String> = changes.iter().map(|change| self.change_made(change)).collect();
            lines.push(words::with_earlier(&changes, lang));
        }
        let by_day =
            |fact: &crate::rules::FactId| matches!(self.campaign.fact(*fact).source, FactSource::EvaluationDate);
        if self.facts_of(rule).iter().any(by_day) {
            lines.push(words::checked_on(long_date(case.date, lang), lang));
        }
        lines
    }

    fn figures(&self, rule: &Rule, case: &TestCase, suite: &Suite) -> Vec<String> {
        let prepared = suite.prepare_case(case, &self.book.known_campaigns());
        let (Some((facts, _)), Some(require)) = (prepared.facts(self.book), &rule.require) else { return Vec::new() };
        let mut figures = Vec::new();
        for test in require.tests() {
            for (check, _) in &test.checks {
                let Check::Compare(_, bound) = check else { continue };
                for fact in std::iter::once(test.fact).chain(check.other_fact()) {
                    figures.extend(self.figure(&facts, fact, bound));
                }
            }
        }
        figures
    }

    fn figure(&self, facts: &Facts<'_>, id: FactId, bound: &Operand) -> Option<String> {
        let lang = self.lang;
        let fact = self.campaign.fact(id);
        let value = match (&fact.source, facts.get(id)?) {
            (FactSource::Ratio(..), FactValue::Ratio { part, whole }) => {
                let bound = if let Operand::Literal(Literal::Percentage(bound)) = bound { Some(*bound) } else { None };
                ratio(*part, *whole, bound, lang)
            }
            (FactSource::SumLines { .. } | FactSource::Sum(_), FactValue::One(Scalar::Money(value))) => {
                amount(*value, lang)
            }
            _ => return None,
        };
        Some(words::comes_to(fact.label.get(lang), value, lang))
    }

    fn change_made(&self, change: &CaseChange) -> String {
        let path = &change.path().text;
        match change {
            CaseChange::Set(_, value) => format!("{path}: {}", inline(value)),
            CaseChange::Append(_, value) => words::one_more(path, inline(value), self.lang),
            CaseChange::Blank(_) => words::left_blank(path, self.lang),
            CaseChange::Remove(_) => words::taken_away(path, self.lang),
        }
    }
}

/// How far two cases are from each other, and then from the dossier that they start from.
fn distance(fails: &TestCase, holds: &TestCase) -> (bool, usize) {
    let paths = |case: &TestCase| case.changes.iter().map(|change| change.path().text.clone()).collect::<Vec<_>>();
    (paths(fails) != paths(holds), specifics(fails) + specifics(holds))
}

fn specifics(case: &TestCase) -> usize {
    let settings = [case.fiche.is_some(), case.stage.is_some(), case.register.is_some(), case.before.is_some()];
    2 * case.changes.len() + settings.into_iter().filter(|set| *set).count()
}

fn plainest<'c>(cases: &[&'c TestCase]) -> Option<&'c TestCase> {
    cases.iter().copied().min_by_key(|case| specifics(case))
}

fn inline(node: &Node<'_>) -> String {
    match &node.content {
        Content::Scalar(scalar) => {
            let text = excerpt(&scalar.text);
            if scalar.style == ScalarStyle::Plain { text.into_owned() } else { format!("\"{text}\"") }
        }
        Content::Sequence(items) => format!("[{}]", items.iter().map(inline).collect::<Vec<_>>().join(", ")),
        Content::Mapping { entries, .. } => {
            let entries = entries.iter().map(|entry| format!("{}: {}", entry.key.text, inline(&entry.value)));
            format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
        }
        Content::Refused => String::new(),
    }
}
