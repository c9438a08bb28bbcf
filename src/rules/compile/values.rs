//! Right sides: literals, lists and other facts, checked against the type of the fact that they meet.

use super::super::error::{Expected, Named, Origin, RuleErrorKind};
use super::super::fact::{FactId, ScalarType, Type};
use super::super::literal::{self, Literal};
use super::super::predicate::{ListOperand, Operand};
use super::super::reader::SpannedValue;
use super::Compiler;

impl<'t> Compiler<'_, '_, 't> {
    /// A single value that a fact of this type can be compared with.
    pub(super) fn operand(&mut self, at: SpannedValue<'t>, kind: ScalarType) -> Option<Operand> {
        if at.as_table().is_some() {
            let fact = self.fact_reference(at)?;
            return match self.facts[fact.0].kind {
                Type::One(other) if other.fits(kind) => Some(Operand::Fact(fact)),
                _ => {
                    self.mismatch("fact", fact, expected(kind), at.origin());
                    None
                }
            };
        }
        self.literal(at, kind).map(Operand::Literal)
    }

    /// A right side `{ fact = "…" }`.
    fn fact_reference(&mut self, at: SpannedValue<'t>) -> Option<FactId> {
        let table = at.as_table()?;
        table.only_keys(&["fact"], self.errors);
        let name = table.require("fact", self.errors)?;
        self.fact_at(name)
    }

    pub(super) fn literal(&mut self, at: SpannedValue<'t>, kind: ScalarType) -> Option<Literal> {
        match kind {
            ScalarType::Bool => at.boolean(self.errors).map(Literal::Bool),
            ScalarType::Token(tokens) => {
                let text = at.text(self.errors)?;
                self.check_token(text, tokens, at.origin())?;
                Some(Literal::Text(text.to_owned()))
            }
            ScalarType::Slug => {
                let text = at.text(self.errors)?;
                self.check_slug(text, at.origin())?;
                Some(Literal::Text(text.to_owned()))
            }
            ScalarType::Prose | ScalarType::Code => at.text(self.errors).map(|text| Literal::Text(text.to_owned())),
            ScalarType::Number => match at.as_integer() {
                Some(number) => Some(Literal::Number(number.into())),
                None => self.parsed(at, Expected::Number, literal::parse_number).map(Literal::Number),
            },
            ScalarType::Money => self.parsed(at, Expected::Money, literal::parse_amount).map(Literal::Money),
            ScalarType::Ratio => {
                self.parsed(at, Expected::Percentage, literal::parse_percentage).map(Literal::Percentage)
            }
            ScalarType::Date => self.parsed(at, Expected::Date, literal::parse_date).map(Literal::Date),
        }
    }

    fn parsed<T>(&mut self, at: SpannedValue<'t>, expected: Expected, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        let Some(text) = at.as_text() else {
            at.wrong_type(expected, self.errors);
            return None;
        };
        let value = parse(text);
        if value.is_none() {
            self.report(RuleErrorKind::BadLiteral { expected, text: text.to_owned() }, at.origin());
        }
        value
    }

    pub(super) fn check_token(&mut self, text: &str, tokens: &[&'static str], origin: Origin) -> Option<()> {
        if tokens.contains(&text) {
            return Some(());
        }
        self.unknown(Named::Token, text, tokens.iter().copied(), origin);
        None
    }

    /// A slug is one that some set gives a label: anything else is a slip of the pen that no dossier can match.
    fn check_slug(&mut self, text: &str, origin: Origin) -> Option<()> {
        if self.namespace.labels.iter().any(|(name, _)| *name == text) {
            return Some(());
        }
        let known: Vec<&str> = self.namespace.labels.iter().map(|(name, _)| *name).collect();
        self.unknown(Named::Slug, text, known, origin);
        None
    }

    /// A list that entries of this type can be sought in: `[…]`, `"@name"` or another fact.
    pub(super) fn list_operand(&mut self, at: SpannedValue<'t>, kind: ScalarType) -> Option<ListOperand> {
        if at.as_table().is_some() {
            let fact = self.fact_reference(at)?;
            return match self.facts[fact.0].kind {
                Type::One(other) | Type::Many(other) if other.fits(kind) => Some(ListOperand::Fact(fact)),
                _ => {
                    self.mismatch("fact", fact, Expected::AnyText, at.origin());
                    None
                }
            };
        }
        self.fixed_list(at, kind).map(ListOperand::Fixed)
    }

    /// The entries of `[…]` or `"@name"`, each of them a value that a fact of this type can have.
    pub(super) fn fixed_list(&mut self, at: SpannedValue<'t>, kind: ScalarType) -> Option<Vec<String>> {
        let entries = match at.as_text().map(|text| text.strip_prefix('@')) {
            Some(Some(name)) => self.named_list(name, at.origin())?,
            Some(None) => {
                at.wrong_type(Expected::List, self.errors);
                return None;
            }
            None => {
                let before = self.errors.len();
                let entries = at.texts(self.errors);
                if self.errors.len() > before {
                    return None;
                }
                entries
            }
        };
        if entries.is_empty() {
            self.report(RuleErrorKind::EmptyList, at.origin());
            return None;
        }
        let mut complete = true;
        for &(entry, origin) in &entries {
            complete &= match kind {
                ScalarType::Token(tokens) => self.check_token(entry, tokens, origin).is_some(),
                ScalarType::Slug => self.check_slug(entry, origin).is_some(),
                _ => true,
            };
        }
        complete.then(|| entries.into_iter().map(|(entry, _)| entry.to_owned()).collect())
    }

    pub(super) fn named_list(&mut self, name: &str, origin: Origin) -> Option<Vec<(&'t str, Origin)>> {
        let Some(entries) = self.namespace.lists.get(name) else {
            let known: Vec<String> = self.namespace.lists.keys().map(|name| format!("@{name}")).collect();
            self.unknown(Named::List, &format!("@{name}"), known, origin);
            return None;
        };
        self.lists_read.push(name.to_owned());
        self.all_lists_read.insert(name.to_owned());
        // A list that does not read has its errors already.
        entries.clone()
    }
}

/// What a right side must be for a fact of this type.
pub(super) fn expected(kind: ScalarType) -> Expected {
    match kind {
        ScalarType::Prose | ScalarType::Token(_) | ScalarType::Slug | ScalarType::Code => Expected::OneText,
        ScalarType::Bool => Expected::Boolean,
        ScalarType::Date => Expected::Date,
        ScalarType::Money => Expected::Money,
        ScalarType::Number => Expected::Number,
        ScalarType::Ratio => Expected::Percentage,
    }
}
