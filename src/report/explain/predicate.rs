//! Predicates in words: one sentence where they are simple, a list of conditions where they are not.

use super::{Block, PageContext};
use crate::dossier::format;
use crate::messages::explain as words;
use crate::messages::predicate::{Entries, Subject, TestDescription, each_entry, the_entry};
use crate::messages::words::{one_of, quoted, semicolon, sentence, yes_no};
use crate::report::describe::{Terms, describe};
use crate::rules::{
    Campaign, Check, Choice, FactId, FactSource, ListOperand, Literal, Operand, Order, Predicate, PredicateFold,
    RuleBook, ScalarType, Test, Type,
};
use crate::text::{Lang, amount, long_date, number, percentage};

/// What fits into one sentence, in characters.
const MAX_SENTENCE: usize = 200;

pub(super) enum Statement {
    Clause(String),
    /// Several, after a lead that says how many of them must hold.
    Group {
        lead: String,
        parts: Vec<Statement>,
    },
    /// Steps that follow each other: `if …`, `then …`, `otherwise …`.
    Steps(Vec<Statement>),
}

impl Statement {
    pub(super) fn clause(&self) -> Option<&str> {
        match self {
            Self::Clause(text) => Some(text),
            Self::Group { .. } | Self::Steps(_) => None,
        }
    }

    /// The statement after the words that lead to it: a sentence, or a lead and the list below it.
    pub(super) fn after(&self, lead: impl FnOnce(&str) -> String, lang: Lang) -> (String, Vec<Block>) {
        let mut items = Vec::new();
        let text = match self {
            Self::Clause(text) => sentence(&lead(text)),
            Self::Group { lead: own, parts } => {
                for part in parts {
                    part.items(0, &mut items);
                }
                lead(own)
            }
            Self::Steps(_) => {
                self.items(0, &mut items);
                lead(words::this_is_so(lang))
            }
        };
        (text, items)
    }

    fn items(&self, depth: usize, into: &mut Vec<Block>) {
        match self {
            Self::Clause(text) => into.push(Block::item(depth, text)),
            Self::Group { lead, parts } => {
                into.push(Block::item(depth, lead));
                for part in parts {
                    part.items(depth + 1, into);
                }
            }
            Self::Steps(parts) => parts.iter().for_each(|part| part.items(depth, into)),
        }
    }

    pub(super) fn in_one_sentence(&self, lang: Lang) -> String {
        let joined = |parts: &[Self], with: &str| {
            parts.iter().map(|part| part.in_one_sentence(lang)).collect::<Vec<_>>().join(with)
        };
        match self {
            Self::Clause(text) => text.clone(),
            Self::Group { lead, parts } => format!("{lead} {}", joined(parts, semicolon(lang))),
            Self::Steps(parts) => joined(parts, ", "),
        }
    }

    fn step(self, words: impl FnOnce(&str) -> String, lang: Lang) -> Self {
        match self {
            Self::Clause(text) => Self::Clause(words(&text)),
            Self::Group { lead, parts } => Self::Group { lead: words(&lead), parts },
            steps @ Self::Steps(_) => Self::Group { lead: words(words::this_is_so(lang)), parts: vec![steps] },
        }
    }
}

/// Negation turns each part and the word between them.
impl<'p> PredicateFold<'p> for PageContext<'_> {
    type Output = Statement;

    fn test(&self, test: &'p Test, negated: bool) -> Statement {
        let lang = self.lang;
        let mut clauses: Vec<String> =
            test.checks.iter().map(|(check, _)| self.clause(test.fact, check, negated)).collect();
        let remarks = [
            (test.absent_violates, words::absent_violates(lang)),
            (test.inconclusive, words::inconclusive(lang)),
            (test.name_others, words::names_others(lang)),
        ];
        if let Some(last) = clauses.last_mut() {
            last.extend(remarks.into_iter().filter(|(applies, _)| *applies).map(|(_, remark)| remark));
        }
        self.joined(clauses.into_iter().map(Statement::Clause).collect(), negated)
    }

    fn parts(&self, any: bool, negated: bool, parts: impl Iterator<Item = Statement>) -> Statement {
        self.joined(parts.collect(), any != negated)
    }

    fn choice(&self, negated: bool, choice: &'p Choice) -> Statement {
        let lang = self.lang;
        let (condition, then) = (choice.condition.fold(self, false), choice.then.fold(self, negated));
        let last = match &choice.otherwise {
            Some(otherwise) => otherwise.fold(self, negated).step(|otherwise| words::otherwise(otherwise, lang), lang),
            None if negated => Statement::Clause(words::otherwise_not_met(lang).to_owned()),
            None => Statement::Clause(words::otherwise_nothing(lang).to_owned()),
        };
        // Without an `else`, a negated choice says too much for one sentence.
        let in_one = choice.otherwise.is_some() || !negated;
        if let (Some(condition), Some(then), Some(last), true) =
            (condition.clause(), then.clause(), last.clause(), in_one)
        {
            let sentence = words::choice(condition, then, last, lang);
            if sentence.chars().count() <= MAX_SENTENCE {
                return Statement::Clause(sentence);
            }
        }
        let condition = condition.step(|condition| words::in_case(condition, lang), lang);
        Statement::Steps(vec![condition, then.step(|then| words::then(then, lang), lang), last])
    }
}

impl PageContext<'_> {
    pub(super) fn statement(&self, predicate: &Predicate) -> Statement {
        predicate.fold(self, false)
    }

    fn joined(&self, parts: Vec<Statement>, any: bool) -> Statement {
        let lang = self.lang;
        let clauses: Option<Vec<&str>> = parts.iter().map(Statement::clause).collect();
        let in_one = match clauses.as_deref() {
            Some([only]) => Some((*only).to_owned()),
            Some([one, other]) => {
                let joined = if any { words::either(one, other, lang) } else { words::both(one, other, lang) };
                Some(joined).filter(|joined| joined.chars().count() <= MAX_SENTENCE)
            }
            _ => None,
        };
        let lead = if any { words::any_of_these(lang) } else { words::all_of_these(lang) };
        in_one.map_or_else(|| Statement::Group { lead: lead.to_owned(), parts }, Statement::Clause)
    }

    pub(super) fn clause(&self, fact: FactId, check: &Check, negated: bool) -> String {
        let info = self.campaign.fact(fact);
        let mut subject = self.subject(fact);
        // What is asked of one value is asked of every entry of a list.
        if matches!(info.kind, Type::Many(_)) {
            subject.each = each_entry(subject.label, self.lang);
        }
        describe(self, Some(info), check).clause(&subject, negated, self.lang)
    }

    pub(super) fn entry_clause(&self, fact: FactId, check: &Check) -> String {
        let entry = the_entry(self.lang);
        let subject = Subject { whole: entry.to_owned(), each: entry.to_owned(), ..self.subject(fact) };
        describe(self, Some(self.campaign.fact(fact)), check).clause(&subject, false, self.lang)
    }

    pub(super) fn cell_clause(&self, label: &str, check: &Check) -> String {
        let (test, negated) = match check {
            // A single entry is what the cell is, or is not.
            Check::OneOf(ListOperand::Fixed(entries)) | Check::NoneOf(ListOperand::Fixed(entries))
                if entries.len() == 1 =>
            {
                let only = one_of(&self.entries_of(entries), self.lang);
                (TestDescription::Is(quoted(only, self.lang)), matches!(check, Check::NoneOf(_)))
            }
            check => (describe(self, None, check), false),
        };
        test.clause(&Subject::named(label, self.lang), negated, self.lang)
    }

    fn subject(&self, fact: FactId) -> Subject<'_> {
        let info = self.campaign.fact(fact);
        let column_of = match info.source {
            FactSource::Column { table, .. } => Some(format::field_info(table).field.label.get(self.lang)),
            _ => None,
        };
        Subject {
            is_list: matches!(info.kind, Type::Many(_)),
            is_table: info.kind == Type::Records,
            column_of,
            ..Subject::named(info.label.get(self.lang), self.lang)
        }
    }

    fn entries_of(&self, tokens: &[String]) -> Vec<String> {
        tokens.iter().map(|token| self.campaign.label(token, self.lang).to_owned()).collect()
    }

    pub(super) fn literal(&self, literal: &Literal) -> String {
        let lang = self.lang;
        match literal {
            Literal::Text(text) => quoted(self.campaign.label(text, lang), lang),
            Literal::Bool(value) => yes_no(*value, lang).to_owned(),
            Literal::Date(day) => long_date(*day, lang),
            Literal::Money(value) => amount(*value, lang),
            Literal::Number(value) => number(value.normalize(), lang),
            Literal::Percentage(value) => percentage(*value, lang),
        }
    }

    /// The smallest changes that a failing predicate's bounds allow, in general.
    pub(super) fn changes(&self, predicate: &Predicate) -> Vec<String> {
        let change = |test: &Test, check: &Check| match check {
            Check::Compare(order, _) if *order != Order::Equal => {
                self.change(test.fact, *order, &describe(self, None, check))
            }
            _ => Vec::new(),
        };
        let tests = predicate.demanded_tests().into_iter();
        tests.flat_map(|test| test.checks.iter().flat_map(move |(check, _)| change(test, check))).collect()
    }

    fn change(&self, fact: FactId, order: Order, test: &TestDescription) -> Vec<String> {
        let lang = self.lang;
        let info = self.campaign.fact(fact);
        let label = info.label.get(lang);
        let raises = matches!(order, Order::AtLeast | Order::More);
        match (test, info.kind.scalar(), &info.source) {
            (TestDescription::Day(bound), ..) => vec![words::move_day(label, bound.of_day(lang), lang)],
            (TestDescription::Quantity(bound), Some(ScalarType::Money), _) if raises => {
                vec![words::raise_amount(label, &bound.value, lang)]
            }
            (TestDescription::Quantity(bound), Some(ScalarType::Money), _) => {
                vec![words::lower_amount(label, &bound.value, lang)]
            }
            (_, Some(ScalarType::Ratio), FactSource::Ratio(part, whole)) => {
                let [part, whole] = [part, whole].map(|&fact| self.campaign.fact(fact).label.get(lang));
                if raises {
                    vec![words::raise_share(part, lang), words::add_money(part, whole, lang)]
                } else {
                    vec![words::lower_share(part, lang)]
                }
            }
            _ => Vec::new(),
        }
    }
}

/// Facts on a right side are named as they are in the rules.
impl Terms for PageContext<'_> {
    fn book(&self) -> &RuleBook {
        self.book
    }

    fn campaign(&self) -> &Campaign {
        self.campaign
    }

    fn lang(&self) -> Lang {
        self.lang
    }

    fn label(&self, fact: FactId) -> &str {
        self.campaign.fact(fact).label.get(self.lang)
    }

    fn operand(&self, operand: &Operand) -> String {
        match operand {
            Operand::Literal(literal) => self.literal(literal),
            Operand::Fact(fact) => quoted(self.label(*fact), self.lang),
        }
    }

    fn entries(&self, list: &ListOperand) -> Entries {
        match list {
            ListOperand::Fixed(entries) => Entries { names: self.entries_of(entries), of_fact: None },
            ListOperand::Fact(fact) => {
                let label = self.label(*fact);
                Entries { names: vec![quoted(label, self.lang)], of_fact: Some(label.to_owned()) }
            }
        }
    }
}
