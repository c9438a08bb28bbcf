//! Predicates in plain words: one sentence where they are simple, a list of conditions where they are not.

use super::{Block, Context};
use crate::dossier::format::{self, Kind};
use crate::messages::explain::{self as words, Verb};
use crate::messages::{finding, labels};
use crate::rules::{
    Check, Choice, FactId, FactSource, ListOperand, Literal, Operand, Order, Predicate, PredicateFold, ScalarType,
    Test, Type,
};
use crate::text::{Lang, amount, long_date, number, percentage};

/// What fits into one sentence, in characters.
const SENTENCE: usize = 200;

/// A predicate in words.
pub(super) enum Phrase {
    /// One clause.
    Clause(String),
    /// A condition that is made of several.
    Group {
        /// What is asked of them.
        lead: String,
        /// They themselves.
        parts: Vec<Phrase>,
    },
    /// Steps that follow each other: `if …`, `then …`, `otherwise …`.
    Steps(Vec<Phrase>),
}

impl Phrase {
    /// Its text, if it is one clause.
    pub(super) fn clause(&self) -> Option<&str> {
        match self {
            Self::Clause(text) => Some(text),
            Self::Group { .. } | Self::Steps(_) => None,
        }
    }

    /// As items of a list.
    pub(super) fn items(&self, depth: usize, into: &mut Vec<Block>) {
        match self {
            Self::Clause(text) => into.push(Block::item(depth, text)),
            Self::Group { lead, parts } => {
                into.push(Block::item(depth, lead));
                for part in parts {
                    part.items(depth + 1, into);
                }
            }
            Self::Steps(parts) => {
                for part in parts {
                    part.items(depth, into);
                }
            }
        }
    }
}

impl Context<'_> {
    /// A predicate in words.
    pub(super) fn phrase(&self, predicate: &Predicate) -> Phrase {
        predicate.fold(self, false)
    }

    /// A condition in one sentence, whatever its shape.
    pub(super) fn condition(&self, predicate: &Predicate) -> String {
        fn flat(phrase: &Phrase, semicolon: &str) -> String {
            let joined = |parts: &[Phrase], with: &str| {
                parts.iter().map(|part| flat(part, semicolon)).collect::<Vec<_>>().join(with)
            };
            match phrase {
                Phrase::Clause(text) => text.clone(),
                Phrase::Group { lead, parts } => format!("{lead} {}", joined(parts, semicolon)),
                Phrase::Steps(parts) => joined(parts, ", "),
            }
        }
        flat(&self.phrase(predicate), if self.lang == Lang::Fr { " ; " } else { "; " })
    }

    fn joined(&self, phrases: Vec<Phrase>, any: bool) -> Phrase {
        let clauses: Option<Vec<String>> = phrases.iter().map(|part| part.clause().map(str::to_owned)).collect();
        if let Some(clauses) = clauses {
            let joined = if any { words::either(&clauses, self.lang) } else { words::both(&clauses, self.lang) };
            if clauses.len() == 1 || (clauses.len() == 2 && joined.chars().count() <= SENTENCE) {
                return Phrase::Clause(joined);
            }
        }
        Phrase::Group { lead: self.with_colon(words::lead(any, self.lang)), parts: phrases }
    }

    /// A phrase after the words that lead to it: a sentence, or a lead and the list below it.
    pub(super) fn told(&self, phrase: &Phrase, lead: impl FnOnce(&str) -> String) -> (String, Vec<Block>) {
        let mut items = Vec::new();
        let text = match phrase {
            Phrase::Clause(text) => finding::sentence(&lead(text)),
            Phrase::Group { lead: own, parts } => {
                for part in parts {
                    part.items(0, &mut items);
                }
                lead(own)
            }
            Phrase::Steps(_) => {
                phrase.items(0, &mut items);
                lead(&self.with_colon(words::this_is_so(self.lang)))
            }
        };
        (text, items)
    }

    fn with_colon(&self, text: &str) -> String {
        format!("{text}{}", labels::colon(self.lang))
    }

    /// What a filter asks of an entry.
    pub(super) fn entry_check(&self, fact: FactId, check: &Check) -> String {
        self.check(fact, check, Some(words::the_entry(self.lang)), false)
    }

    fn check(&self, fact: FactId, check: &Check, entry: Option<&str>, negated: bool) -> String {
        let lang = self.lang;
        let info = self.campaign.fact(fact);
        let label = info.label.get(lang);
        let whole = entry.map_or_else(|| words::fact(label, lang), str::to_owned);
        // What is asked of one value is asked of every entry of a list.
        let each = match (entry, info.kind) {
            (None, Type::Many(_)) => words::each_entry(label, lang),
            _ => whole.clone(),
        };
        let clause = |subject: &str, verb, rest: &str| words::clause(subject, verb, negated, rest, lang);
        match check {
            Check::Is(Operand::Literal(Literal::Bool(value))) => words::answer(label, *value, negated, lang),
            Check::Is(operand) => clause(&each, Verb::Is, &self.operand(operand)),
            Check::Compare(order, operand) => {
                let bound = self.operand(operand);
                let is_fact = matches!(operand, Operand::Fact(_));
                if info.kind.scalar() == Some(ScalarType::Date) {
                    clause(&each, Verb::Falls, &words::day_bound(*order, &bound, is_fact, lang))
                } else {
                    clause(&each, Verb::Is, &words::quantity_bound(*order, &bound, is_fact, lang))
                }
            }
            Check::OneOf(list) | Check::Only(list @ ListOperand::Fact(_)) => self.membership(&each, list, negated),
            Check::NoneOf(list) if matches!(info.kind, Type::Many(_)) && !negated => {
                words::none_of_these(&whole, &self.list(list, false), lang)
            }
            Check::NoneOf(list) => self.membership(&each, list, !negated),
            Check::AnyOf(list) => {
                let named = self.list(list, false);
                if let FactSource::Column { table, .. } = info.source {
                    let table = format::field_info(table).field.label.get(lang);
                    return words::some_line(table, label, &named, negated, lang);
                }
                let several = !matches!(list, ListOperand::Fixed(entries) if entries.len() == 1);
                clause(&whole, Verb::Names, &words::one_at_least(&named, several, lang))
            }
            Check::AllOf(list) => clause(&whole, Verb::Names, &words::all_these(&self.list(list, true), lang)),
            Check::Only(list) => words::nothing_else(&whole, &self.list(list, true), negated, lang),
            Check::In(table) => clause(&each, Verb::Stands, &words::in_table(self.book.tables.name(*table), lang)),
            Check::Prefix(list) => clause(&each, Verb::Begins, &words::beginning(&self.list(list, false), lang)),
            Check::NotPrefix(list) => {
                words::clause(&each, Verb::Begins, !negated, &words::beginning(&self.list(list, false), lang), lang)
            }
            Check::Matches(pattern) => clause(&each, Verb::Is, &words::form(pattern.as_str(), lang)),
            Check::Valid(identifier) => clause(&each, Verb::Is, &finding::valid_number(identifier.as_str(), lang)),
            Check::Linked { table, to } => {
                let to = self.campaign.fact(*to).label.get(lang);
                clause(&each, Verb::Is, &words::link(self.book.tables.name(*table), to, lang))
            }
            Check::Documented => {
                let least = finding::characters(self.campaign.conventions.documented_at_least, lang);
                clause(&each, Verb::Is, &finding::documented(&least, lang))
            }
            Check::NotEmpty => clause(&whole, Verb::Holds, words::at_least_one_line(info.kind == Type::Records, lang)),
            Check::Complete(columns) => {
                let subject = words::each_line(label, lang);
                clause(&subject, Verb::Gives, &finding::all_of(&self.columns(fact, columns), lang))
            }
            Check::Given(wanted) => words::told(label, *wanted != negated, lang),
        }
    }

    fn membership(&self, subject: &str, list: &ListOperand, negated: bool) -> String {
        let rest = match list {
            ListOperand::Fixed(_) => words::among(&self.list(list, false), self.lang),
            ListOperand::Fact(fact) => words::in_fact(self.campaign.fact(*fact).label.get(self.lang), self.lang),
        };
        words::clause(subject, Verb::Stands, negated, &rest, self.lang)
    }

    /// The entries of a list by their names, joined by `and` or `or`.
    fn list(&self, list: &ListOperand, all: bool) -> String {
        match list {
            ListOperand::Fixed(entries) => self.tokens(entries, all),
            ListOperand::Fact(fact) => words::fact(self.campaign.fact(*fact).label.get(self.lang), self.lang),
        }
    }

    /// Tokens and slugs by their names, joined by `and` or `or`.
    pub(super) fn tokens(&self, tokens: &[String], all: bool) -> String {
        let names: Vec<String> = tokens.iter().map(|token| self.campaign.label(token, self.lang).to_owned()).collect();
        if all { finding::all_of(&names, self.lang) } else { finding::one_of(&names, self.lang) }
    }

    /// A single right side.
    pub(super) fn operand(&self, operand: &Operand) -> String {
        match operand {
            Operand::Literal(literal) => self.literal(literal),
            Operand::Fact(fact) => words::fact(self.campaign.fact(*fact).label.get(self.lang), self.lang),
        }
    }

    /// A value of the rule sets.
    pub(super) fn literal(&self, literal: &Literal) -> String {
        let lang = self.lang;
        match literal {
            Literal::Text(text) => words::fact(self.campaign.label(text, lang), lang),
            Literal::Bool(value) => finding::yes_no(*value, lang).to_owned(),
            Literal::Date(day) => long_date(*day, lang),
            Literal::Money(value) => amount(*value, lang),
            Literal::Number(value) => number(value.normalize(), lang),
            Literal::Percentage(value) => percentage(*value, lang),
        }
    }

    fn columns(&self, fact: FactId, wanted: &[usize]) -> Vec<String> {
        let FactSource::Field(table) = self.campaign.fact(fact).source else { return Vec::new() };
        let Kind::Records(columns) = format::field_info(table).field.kind else { return Vec::new() };
        let labels = wanted.iter().filter_map(|&column| columns.get(column));
        labels.map(|column| words::fact(column.label.get(self.lang), self.lang)).collect()
    }

    /// The smallest changes that a failing predicate's bounds allow, in general.
    pub(super) fn changes(&self, predicate: &Predicate) -> Vec<String> {
        let change = |test: &Test, check: &Check| match check {
            Check::Compare(order, operand) => self.change(test.fact, *order, operand),
            _ => Vec::new(),
        };
        let tests = predicate.demanded_tests().into_iter();
        tests.flat_map(|test| test.checks.iter().flat_map(move |(check, _)| change(test, check))).collect()
    }

    fn change(&self, fact: FactId, order: Order, operand: &Operand) -> Vec<String> {
        let lang = self.lang;
        let info = self.campaign.fact(fact);
        let label = info.label.get(lang);
        let bound = self.operand(operand);
        let raises = matches!(order, Order::AtLeast | Order::More);
        match (info.kind.scalar(), order, &info.source) {
            (_, Order::Equal, _) => Vec::new(),
            (Some(ScalarType::Date), ..) => {
                let is_fact = matches!(operand, Operand::Fact(_));
                vec![words::move_day(label, &words::day_bound(order, &bound, is_fact, lang), lang)]
            }
            (Some(ScalarType::Money), ..) => vec![words::move_amount(label, raises, &bound, lang)],
            (Some(ScalarType::Ratio), _, FactSource::Ratio(part, whole)) => {
                let (part, whole) = (self.campaign.fact(*part), self.campaign.fact(*whole));
                if raises {
                    words::move_share(part.label.get(lang), whole.label.get(lang), lang).to_vec()
                } else {
                    vec![words::lower_share(part.label.get(lang), lang)]
                }
            }
            _ => Vec::new(),
        }
    }
}

/// Negation turns each part and the word between them.
impl<'p> PredicateFold<'p> for Context<'_> {
    type Output = Phrase;

    fn test(&self, test: &'p Test, negated: bool) -> Phrase {
        let lang = self.lang;
        let mut clauses: Vec<String> =
            test.checks.iter().map(|(check, _)| self.check(test.fact, check, None, negated)).collect();
        let mut remarks = String::new();
        if test.absent_violates {
            remarks.push_str(words::absent_violates(lang));
        }
        if test.inconclusive {
            remarks.push_str(words::inconclusive(lang));
        }
        if test.name_others {
            remarks.push_str(words::names_others(lang));
        }
        if let Some(last) = clauses.last_mut() {
            last.push_str(&remarks);
        }
        self.joined(clauses.into_iter().map(Phrase::Clause).collect(), negated)
    }

    fn parts(&self, any: bool, negated: bool, parts: impl Iterator<Item = Phrase>) -> Phrase {
        self.joined(parts.collect(), any != negated)
    }

    fn choice(&self, negated: bool, choice: &'p Choice) -> Phrase {
        let lang = self.lang;
        let (condition, then) = (choice.condition.fold(self, false), choice.then.fold(self, negated));
        let otherwise = choice.otherwise.as_ref().map(|otherwise| otherwise.fold(self, negated));
        let other = match &otherwise {
            Some(other) => other.clause().map(Some),
            None => Some(None),
        };
        if let (Some(condition), Some(then), Some(other)) = (condition.clause(), then.clause(), other) {
            let sentence = words::choice(condition, then, other, lang);
            if sentence.chars().count() <= SENTENCE && (other.is_some() || !negated) {
                return Phrase::Clause(sentence);
            }
        }
        let after = |phrase: Phrase, words: fn(&str, Lang) -> String| match phrase {
            Phrase::Clause(text) => Phrase::Clause(words(&text, lang)),
            Phrase::Group { lead, parts } => Phrase::Group { lead: words(&lead, lang), parts },
            steps @ Phrase::Steps(_) => {
                Phrase::Group { lead: words(&self.with_colon(words::this_is_so(lang)), lang), parts: vec![steps] }
            }
        };
        let last = match otherwise {
            Some(otherwise) => after(otherwise, words::otherwise),
            None => Phrase::Clause(words::otherwise_nothing(negated, lang).to_owned()),
        };
        Phrase::Steps(vec![after(condition, words::in_case), after(then, words::then), last])
    }
}
