//! What a single value can be under several tests.

use std::cmp::Ordering;
use std::collections::HashSet;

use regex_lite::Regex;

use crate::dossier::{Identifier, is_valid};
use crate::reference::{TableId, Tables};
use crate::rules::{Check, FactId, ListOperand, Literal, Operand, Order, ScalarType};

#[derive(Debug, Clone, Default)]
pub(super) struct Values {
    /// The texts that it must be one of; any text without them.
    allowed: Option<Vec<String>>,
    forbidden: HashSet<String>,
    truth: Option<bool>,
    low: Option<(Literal, bool)>,
    high: Option<(Literal, bool)>,
    points: Vec<Literal>,
    /// How it may stand to another fact: below, the same, above.
    others: Vec<(FactId, [bool; 3])>,
    /// The texts that it begins with one of, each list for itself.
    prefixes: Vec<Vec<String>>,
    not_prefixes: Vec<String>,
    patterns: Vec<(Regex, bool)>,
    tables: Vec<(TableId, bool)>,
    numbers: Vec<(Identifier, bool)>,
}

impl Values {
    /// Every value of a type; with `closed`, a token is one of its key's.
    pub(super) fn new(kind: ScalarType, closed: bool) -> Self {
        let allowed = match kind {
            ScalarType::Token(tokens) if closed => Some(tokens.iter().map(|&token| token.to_owned()).collect()),
            _ => None,
        };
        Self { allowed, ..Self::default() }
    }

    /// Leaves the values for which a test comes out this way; false when it is plain that none is left.
    pub(super) fn restrict(&mut self, check: &Check, holds: bool) -> bool {
        match check {
            Check::Is(Operand::Literal(Literal::Bool(value))) => {
                let value = *value == holds;
                return *self.truth.get_or_insert(value) == value;
            }
            Check::Is(Operand::Literal(Literal::Text(text))) => self.texts(std::slice::from_ref(text), holds),
            Check::Is(Operand::Fact(other)) => return self.other(*other, Order::Equal, holds),
            Check::Compare(order, Operand::Fact(other)) => return self.other(*other, *order, holds),
            Check::Compare(order, Operand::Literal(bound)) => self.bound(*order, bound, holds),
            Check::OneOf(ListOperand::Fixed(list)) | Check::Only(ListOperand::Fixed(list)) => self.texts(list, holds),
            Check::NoneOf(ListOperand::Fixed(list)) => self.texts(list, !holds),
            Check::Prefix(ListOperand::Fixed(list)) => self.prefix(list, holds),
            Check::NotPrefix(ListOperand::Fixed(list)) => self.prefix(list, !holds),
            Check::Matches(pattern) => self.patterns.push((pattern.clone(), holds)),
            Check::In(table) => self.tables.push((*table, holds)),
            Check::Valid(kind) => self.numbers.push((*kind, holds)),
            _ => {}
        }
        true
    }

    fn texts(&mut self, list: &[String], within: bool) {
        match (&mut self.allowed, within) {
            (Some(allowed), true) => {
                let list: HashSet<&String> = list.iter().collect();
                allowed.retain(|text| list.contains(text));
            }
            (allowed @ None, true) => *allowed = Some(list.to_vec()),
            (_, false) => self.forbidden.extend(list.iter().cloned()),
        }
    }

    fn prefix(&mut self, list: &[String], begins: bool) {
        if begins {
            self.prefixes.push(list.to_vec());
        } else {
            self.not_prefixes.extend(list.iter().cloned());
        }
    }

    fn other(&mut self, fact: FactId, order: Order, holds: bool) -> bool {
        let may = [Ordering::Less, Ordering::Equal, Ordering::Greater].map(|ordering| order.holds(ordering) == holds);
        if let Some((_, known)) = self.others.iter_mut().find(|(other, _)| *other == fact) {
            for (known, may) in known.iter_mut().zip(may) {
                *known &= may;
            }
            return known.iter().any(|may| *may);
        }
        self.others.push((fact, may));
        true
    }

    fn bound(&mut self, order: Order, bound: &Literal, holds: bool) {
        let (low, high) = (&mut self.low, &mut self.high);
        match (order, holds) {
            (Order::AtLeast, true) | (Order::Less, false) => tighten(low, bound, false, Ordering::Greater),
            (Order::More, true) | (Order::AtMost, false) => tighten(low, bound, true, Ordering::Greater),
            (Order::AtMost, true) | (Order::More, false) => tighten(high, bound, false, Ordering::Less),
            (Order::Less, true) | (Order::AtLeast, false) => tighten(high, bound, true, Ordering::Less),
            (Order::Equal, true) => {
                tighten(low, bound, false, Ordering::Greater);
                tighten(high, bound, false, Ordering::Less);
            }
            (Order::Equal, false) => self.points.push(bound.clone()),
        }
    }

    pub(super) fn are_possible(&self, tables: &Tables) -> bool {
        self.leave_a_quantity() && self.leave_a_text(tables)
    }

    fn leave_a_quantity(&self) -> bool {
        let (Some((low, low_strict)), Some((high, high_strict))) = (&self.low, &self.high) else { return true };
        match low.compare(high) {
            Some(Ordering::Greater) => false,
            Some(Ordering::Equal) => !low_strict && !high_strict && !self.points.contains(low),
            // Between two days that follow each other there is none.
            _ => match (low, high) {
                (Literal::Date(low), Literal::Date(high)) => {
                    !(*low_strict && *high_strict && low.succ_opt() == Some(*high))
                }
                _ => true,
            },
        }
    }

    fn leave_a_text(&self, tables: &Tables) -> bool {
        if let Some(allowed) = &self.allowed {
            return allowed.iter().any(|text| self.lets_through(text, tables));
        }
        let barred = |prefix: &String| self.not_prefixes.iter().any(|barred| prefix.starts_with(barred.as_str()));
        let meets = |a: &String, b: &String| a.starts_with(b.as_str()) || b.starts_with(a.as_str());
        let prefixes_meet = self.prefixes.iter().enumerate().all(|(at, list)| {
            self.prefixes[..at].iter().all(|other| list.iter().any(|a| other.iter().any(|b| meets(a, b))))
        });
        !are_opposed(self.patterns.iter().map(|(pattern, holds)| (pattern.as_str(), *holds)))
            && !are_opposed(self.numbers.iter().copied())
            && !are_opposed(self.tables.iter().copied())
            && prefixes_meet
            && self.prefixes.iter().all(|list| list.iter().any(|prefix| !barred(prefix)))
    }

    fn lets_through(&self, text: &String, tables: &Tables) -> bool {
        !self.forbidden.contains(text)
            && self.prefixes.iter().all(|list| list.iter().any(|prefix| text.starts_with(prefix.as_str())))
            && !self.not_prefixes.iter().any(|prefix| text.starts_with(prefix.as_str()))
            && self.patterns.iter().all(|(regex, holds)| regex.is_match(text) == *holds)
            && self.tables.iter().all(|(table, holds)| tables.get(*table).contains(text) == *holds)
            && self.numbers.iter().all(|(kind, holds)| is_valid(*kind, text) == *holds)
    }
}

fn tighten(limit: &mut Option<(Literal, bool)>, bound: &Literal, strict: bool, tighter: Ordering) {
    let is_tighter = |(known, was_strict): &(Literal, bool)| {
        bound.compare(known).is_some_and(|order| order == tighter || (order.is_eq() && strict && !was_strict))
    };
    if limit.as_ref().is_none_or(is_tighter) {
        *limit = Some((bound.clone(), strict));
    }
}

fn are_opposed<T: PartialEq>(known: impl Iterator<Item = (T, bool)>) -> bool {
    let known: Vec<(T, bool)> = known.collect();
    known.iter().any(|(what, holds)| known.iter().any(|(other, opposed)| other == what && opposed != holds))
}
