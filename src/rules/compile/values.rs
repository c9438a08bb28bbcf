//! Right sides: literals, lists and other facts, checked against the type of the fact that they meet.

use std::collections::HashMap;

use super::super::error::{Expected, Large, Named, RuleError, RuleErrorKind};
use super::super::fact::{ScalarType, Type};
use super::super::language::FACT_OPERAND;
use super::super::limits::MAX_LIST;
use super::super::literal::{self, Literal};
use super::super::predicate::{FactId, ListOperand, Operand};
use super::super::reader::{SpannedText, SpannedValue};
use super::super::slugs;
use super::Compiler;

impl<'t> Compiler<'_, '_, 't> {
    pub(super) fn operand(&mut self, value: SpannedValue<'t>, kind: ScalarType) -> Option<Operand> {
        if value.as_table().is_none() {
            return self.literal(value, kind).map(Operand::Literal);
        }
        let fact = self.fact_reference(value)?;
        match self.kind(fact) {
            Type::One(other) if other.fits(kind) => Some(Operand::Fact(fact)),
            _ => {
                self.mismatch("fact", fact, expected(kind), value.origin());
                None
            }
        }
    }

    /// A list that entries of this type can be sought in: `[…]`, `"@name"` or another fact.
    pub(super) fn list_operand(&mut self, value: SpannedValue<'t>, kind: ScalarType) -> Option<ListOperand> {
        if value.as_table().is_none() {
            return self.fixed_list(value, kind).map(ListOperand::Fixed);
        }
        let fact = self.fact_reference(value)?;
        match self.kind(fact) {
            Type::One(other) | Type::Many(other) if other.fits(kind) => Some(ListOperand::Fact(fact)),
            _ => {
                self.mismatch("fact", fact, Expected::AnyText, value.origin());
                None
            }
        }
    }

    fn fact_reference(&mut self, value: SpannedValue<'t>) -> Option<FactId> {
        let name = value.fields(FACT_OPERAND)?.get("fact")?;
        self.fact_at(name)
    }

    pub(super) fn literal(&mut self, value: SpannedValue<'t>, kind: ScalarType) -> Option<Literal> {
        match kind {
            ScalarType::Bool => value.boolean().map(Literal::Bool),
            ScalarType::Prose | ScalarType::Code | ScalarType::Token(_) | ScalarType::Slug => {
                let text = value.spanned_text()?;
                self.are_known(&[text], kind).then(|| Literal::Text(text.text.to_owned()))
            }
            ScalarType::Number => match value.as_integer() {
                Some(number) => Some(Literal::Number(number.into())),
                None => value.parsed(Expected::Number, literal::parse_number).map(Literal::Number),
            },
            ScalarType::Money => value.parsed(Expected::Money, literal::parse_amount).map(Literal::Money),
            ScalarType::Ratio => value.parsed(Expected::Percentage, literal::parse_percentage).map(Literal::Percentage),
            ScalarType::Date => value.parsed(Expected::Date, literal::parse_date).map(Literal::Date),
        }
    }

    /// Whether a fact of this type can have this value. A slug without a label is a slip that no dossier can match.
    pub(super) fn is_known(&self, text: SpannedText<'_>, kind: ScalarType) -> bool {
        match kind {
            ScalarType::Token(tokens) if !tokens.contains(&text.text) => {
                self.errors.unknown(Named::Token, text, tokens.iter().copied());
            }
            ScalarType::Slug if self.label(text.text).is_none() => {
                self.errors.unknown(Named::Slug, text, self.namespace.labels.iter().map(|(name, _)| name.text));
            }
            _ => return true,
        }
        false
    }

    /// The same of several. Slugs must not share a name: a dossier could not tell them apart.
    fn are_known(&mut self, texts: &[SpannedText<'t>], kind: ScalarType) -> bool {
        if texts.iter().filter(|text| !self.is_known(**text, kind)).count() > 0 {
            return false;
        }
        if kind == ScalarType::Slug {
            self.slugs.extend(texts.iter().map(|slug| slug.text));
            self.report_shared_names(texts);
        }
        true
    }

    fn report_shared_names(&self, slugs: &[SpannedText<'t>]) {
        let mut owners: HashMap<String, SpannedText<'_>> = HashMap::new();
        for (slug, label) in slugs.iter().filter_map(|slug| self.label(slug.text)) {
            for name in slugs::names(slug.text, label) {
                match owners.get(&name) {
                    Some(first) if first.text != slug.text => {
                        let kind =
                            RuleErrorKind::SharedName { name, slugs: [first.text, slug.text].map(str::to_owned) };
                        let (related, origin) = (first.origin.min(slug.origin), first.origin.max(slug.origin));
                        self.errors.push(RuleError { kind, origin: Some(origin), related: Some(related) });
                    }
                    _ => {
                        owners.insert(name, slug);
                    }
                }
            }
        }
    }

    /// The entries of `[…]` or `"@name"`, each of them a value that a fact of this type can have.
    pub(super) fn fixed_list(&mut self, value: SpannedValue<'t>, kind: ScalarType) -> Option<Vec<String>> {
        let entries = match value.as_text() {
            Some(text) if text.starts_with('@') => self.named_list(value.spanned_text()?)?,
            Some(_) => {
                value.wrong_type(Expected::List);
                return None;
            }
            None => {
                let before = self.errors.count();
                let entries = value.texts();
                (self.errors.count() == before).then_some(entries)?
            }
        };
        if entries.is_empty() {
            value.report(RuleErrorKind::EmptyList);
            return None;
        }
        if entries.len() > MAX_LIST {
            value.report(RuleErrorKind::TooLarge(Large::List));
            return None;
        }
        self.spend(entries.len(), value.origin())?;
        self.are_known(&entries, kind).then(|| entries.into_iter().map(|entry| entry.text.to_owned()).collect())
    }

    pub(super) fn named_list(&mut self, reference: SpannedText<'t>) -> Option<Vec<SpannedText<'t>>> {
        let name = reference.text.strip_prefix('@')?;
        let Some(entries) = self.namespace.lists.get(name) else {
            self.errors.unknown(Named::List, reference, self.namespace.lists.keys().map(|name| format!("@{name}")));
            return None;
        };
        self.lists_read.push(name.to_owned());
        self.all_lists_read.insert(name.to_owned());
        // A list that does not read has its errors already.
        entries.as_deref().map(<[_]>::to_vec)
    }
}

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
