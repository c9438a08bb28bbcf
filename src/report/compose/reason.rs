//! What a reason expected, what was found instead, and the arithmetic, in words.

use super::assessment::Builder;
use super::comparison::{Comparison, ReasonText};
use super::value::is_code;
use crate::dossier::{closest_match, identifier_fault};
use crate::engine::{Entry, FactValue, Reason, Scalar, Truth};
use crate::messages::finding as words;
use crate::messages::predicate::Entries;
use crate::messages::words::characters;
use crate::report::describe::{Terms, describe};
use crate::rules::{Campaign, Check, FactId, FactSource, ListOperand, Literal, Operand, RuleBook};
use crate::text::{Bilingual, Lang, percentage};

impl<'a> Builder<'a, '_> {
    pub(super) fn found(&self, reason: &Reason<'a>) -> String {
        self.before_negation(reason).actual
    }

    pub(super) fn reason(&self, reason: &Reason<'a>) -> ReasonText {
        let mut text = self.before_negation(reason);
        if reason.negated {
            text.expected = words::not(&text.expected, self.lang);
            text.message =
                words::expected_instead(self.label(reason.test.fact), &text.actual, &text.expected, self.lang);
        }
        text
    }

    fn before_negation(&self, reason: &Reason<'a>) -> ReasonText {
        let lang = self.lang;
        let fact = reason.test.fact;
        let label = self.label(fact);
        let test = describe(self, Some(self.fact(fact)), reason.check);
        let expected = test.expected(lang);
        let Some(value) = self.facts.get(fact) else {
            let message = match self.zero_whole(fact) {
                Some(whole) => words::no_whole(label, self.label(whole), lang),
                None => words::not_given(label, lang),
            };
            let actual = words::nothing_given(lang).to_owned();
            return ReasonText { expected, actual, message, arithmetic: None };
        };
        if let Some(other) = reason.check.other_fact().filter(|other| self.facts.get(*other).is_none()) {
            let missing = reason.missing_places(self.facts).first().map(|(_, place)| place.path());
            let actual = self.show_fact(fact);
            let message = words::nothing_to_compare(label, &actual, self.label(other), missing.as_deref(), lang);
            return ReasonText { expected, actual, message, arithmetic: None };
        }
        if reason.truth == Truth::Undetermined && reason.test.inconclusive {
            let actual = self.show_fact(fact);
            let message = words::inconclusive(label, &actual, &expected, lang);
            return ReasonText { expected, actual, message, arithmetic: None };
        }
        match (reason.check, value) {
            (Check::Compare(order, bound), value) => {
                Comparison { builder: self, fact, label, order: *order, bound, test }.reason(value)
            }
            (Check::Documented, FactValue::One(Scalar::Text(text))) => {
                let least = self.facts.campaign().conventions.documented_at_least.to_string();
                let actual = characters(text.trim().chars().count(), lang);
                let message = words::too_short(label, &actual, &least, lang);
                ReasonText { expected, actual, message, arithmetic: None }
            }
            (check, value) => {
                let actual = self.not_fitting(check, value).unwrap_or_else(|| self.show_fact(fact));
                let mut message = words::expected_instead(label, &actual, &expected, lang);
                if let (Check::Valid(kind), FactValue::One(scalar)) = (check, value)
                    && let Some(fault) = scalar.text().and_then(|text| identifier_fault(*kind, text))
                {
                    message = format!("{message} {}", words::identifier_fault(*kind, fault, lang));
                }
                if let Check::AnyOf(list) | Check::OneOf(list) | Check::Only(list) = check
                    && let Some(hint) = self.suggestion(fact, check, list)
                {
                    message = format!("{message} {hint}");
                }
                ReasonText { expected, actual, message, arithmetic: None }
            }
        }
    }

    /// Of a list whose every entry is tested, only the entries that do not fit are worth reading.
    fn not_fitting(&self, check: &Check, value: &FactValue<'a>) -> Option<String> {
        let FactValue::List(entries) = value else { return None };
        if matches!(check, Check::AnyOf(_) | Check::AllOf(_) | Check::NotEmpty) {
            return None;
        }
        let fails = |entry: &&Entry<'_>| self.facts.check_entry(check, entry.value) != Truth::Satisfied;
        let failing: Vec<&Entry<'_>> = entries.iter().filter(fails).collect();
        (!failing.is_empty()).then(|| self.show_list(failing.into_iter().map(|entry| self.show_entry(entry))))
    }

    /// For a ratio that cannot be computed because its whole is there but not above zero: the whole.
    fn zero_whole(&self, fact: FactId) -> Option<FactId> {
        let FactSource::Ratio(part, whole) = self.fact(fact).source else { return None };
        self.facts.get(part)?;
        self.facts.get(whole).map(|_| whole)
    }

    /// For a text that is near one that would fit, or for a slug near a label of one: which one.
    fn suggestion(&self, fact: FactId, check: &Check, list: &ListOperand) -> Option<String> {
        let known = self.facts.list_members(list)?;
        let entries = self.facts.entries(fact);
        let words = entries.iter().filter(|entry| !is_code(&entry.place));
        let unfit = words.filter(|entry| self.facts.check_entry(check, entry.value) != Truth::Satisfied);
        unfit.take_while(|_| self.facts.has_word_steps(known.len())).find_map(|entry| {
            let text = entry.value.text()?;
            let meant = match entry.value {
                Scalar::Slug(_) => self.nearest_slug(text, &known),
                _ => closest_match(text, known.iter().copied()),
            };
            meant.map(|meant| words::did_you_mean(text, meant, self.lang))
        })
    }

    fn nearest_slug<'k>(&self, text: &str, known: &[&'k str]) -> Option<&'k str> {
        let labels = &self.facts.campaign().labels;
        let names = |slug| {
            let labels = labels.get(slug).into_iter().flat_map(Bilingual::written);
            std::iter::once(slug).chain(labels)
        };
        let nearest = closest_match(text, known.iter().copied().flat_map(names))?;
        known.iter().copied().find(|&slug| names(slug).any(|name| name == nearest))
    }
}

/// Facts on a right side are named by their values.
impl Terms for Builder<'_, '_> {
    fn book(&self) -> &RuleBook {
        self.book
    }

    fn campaign(&self) -> &Campaign {
        self.facts.campaign()
    }

    fn lang(&self) -> Lang {
        self.lang
    }

    fn label(&self, fact: FactId) -> &str {
        self.label(fact)
    }

    fn operand(&self, operand: &Operand) -> String {
        match operand {
            Operand::Literal(Literal::Percentage(percent)) => percentage(*percent, self.lang),
            Operand::Literal(_) => self.facts.operand_value(operand).map(|value| self.show(value)).unwrap_or_default(),
            Operand::Fact(other) if self.facts.get(*other).is_none() => self.label(*other).to_owned(),
            Operand::Fact(other) => format!("{} ({})", self.show_fact(*other), self.label(*other)),
        }
    }

    fn entries(&self, list: &ListOperand) -> Entries {
        Entries { names: self.names(&self.facts.list_members(list).unwrap_or_default()), of_fact: None }
    }
}
