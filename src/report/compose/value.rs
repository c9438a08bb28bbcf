//! Facts' values, for programs and for people.

use serde_json::Value;

use super::assessment::Builder;
use super::json_text;
use crate::dossier::format::ScalarKind;
use crate::engine::{Entry, FactValue, Place, Scalar};
use crate::messages::finding;
use crate::messages::words::{self, quoted, yes_no};
use crate::rules::{Fact, FactId, FactSource};
use crate::text::{amount, excerpt, long_date, number, ratio};

/// How many entries of a list, or terms of a sum, are written out.
const SHOWN: usize = 6;

impl<'a> Builder<'a, '_> {
    pub(super) fn fact(&self, id: FactId) -> &'a Fact {
        self.facts.campaign().fact(id)
    }

    /// For a stand-in, the name of what it stands for.
    pub(super) fn label(&self, id: FactId) -> &'a str {
        let fact = self.fact(id);
        if let FactSource::FirstOf { members, .. } = &fact.source {
            let of_dossier = |member: &&FactId| !matches!(self.fact(**member).source, FactSource::EvaluationDate);
            let mut candidates = members.iter().filter(of_dossier);
            let given = candidates.clone().find(|&&member| self.facts.is_given(member));
            if let Some(&member) = given.or_else(|| candidates.next()) {
                return self.label(member);
            }
        }
        fact.label.get(self.lang)
    }

    /// A fact's value in JSON: money and days as text, absent as null.
    pub(super) fn json(&self, id: FactId) -> Value {
        match self.facts.get(id) {
            None => Value::Null,
            Some(FactValue::One(scalar)) => json_scalar(*scalar),
            Some(FactValue::Ratio { part, whole }) => json_text(format!("{part}/{whole}")),
            Some(FactValue::List(entries)) => entries.iter().map(|entry| json_scalar(entry.value)).collect(),
            Some(FactValue::Records(lines)) => Value::from(lines.len()),
        }
    }

    /// A single value for people; texts of the dossier are quoted, tokens and slugs named.
    pub(super) fn show(&self, scalar: Scalar<'_>) -> String {
        match scalar {
            Scalar::Text(text) | Scalar::Slug(text) => {
                let name = self.name(scalar).filter(|name| *name != text);
                name.map_or_else(|| quoted(excerpt(text), self.lang), str::to_owned)
            }
            Scalar::Bool(value) => yes_no(value, self.lang).to_owned(),
            Scalar::Date(day) => long_date(day, self.lang),
            Scalar::Money(value) => amount(value, self.lang),
            Scalar::Number(value) => number(value.normalize(), self.lang),
        }
    }

    /// The label of a token or slug.
    fn name(&self, scalar: Scalar<'_>) -> Option<&'a str> {
        let campaign = self.facts.campaign();
        let token = match scalar {
            Scalar::Slug(text) => campaign.slug(text),
            _ => scalar.text()?,
        };
        campaign.labels.get(token).map(|label| label.get(self.lang))
    }

    /// A single value inside a sentence: texts without quotes.
    pub(super) fn plain(&self, scalar: Scalar<'_>) -> String {
        match scalar {
            Scalar::Text(text) | Scalar::Slug(text) => self.name(scalar).unwrap_or(text).to_owned(),
            other => self.show(other),
        }
    }

    pub(super) fn show_fact(&self, id: FactId) -> String {
        match self.facts.get(id) {
            None => finding::nothing_given(self.lang).to_owned(),
            Some(FactValue::One(Scalar::Text(_))) => {
                self.show_list(self.facts.entries(id).iter().map(|entry| self.show_entry(entry)))
            }
            Some(FactValue::One(scalar)) => self.show(*scalar),
            Some(FactValue::Ratio { part, whole }) => ratio(*part, *whole, None, self.lang),
            Some(value) if value.is_empty() => finding::empty_list(self.lang).to_owned(),
            Some(FactValue::List(entries)) => self.show_list(entries.iter().map(|entry| self.show_entry(entry))),
            Some(FactValue::Records(lines)) => words::lines(lines.len(), self.lang),
        }
    }

    /// A value of the dossier, a known code with what it stands for: `62100 (Beaurainville)`.
    pub(super) fn show_entry(&self, entry: &Entry<'_>) -> String {
        let code = entry.value.text().filter(|_| has_names(&entry.place));
        let named = code.and_then(|code| Some((code, self.facts.tables().name_of_code(code)?)));
        named.map_or_else(|| self.show(entry.value), |(code, name)| format!("{code} ({name})"))
    }

    pub(super) fn show_list(&self, entries: impl Iterator<Item = String>) -> String {
        let mut shown: Vec<String> = entries.collect();
        let more = shown.len().saturating_sub(SHOWN);
        shown.truncate(SHOWN);
        if more > 0 {
            shown.push(finding::more_terms(more, self.lang));
        }
        shown.join(", ")
    }

    pub(super) fn names(&self, tokens: &[&str]) -> Vec<String> {
        tokens.iter().map(|token| self.facts.campaign().label(token, self.lang).to_owned()).collect()
    }

    /// `2 500,00 € + 1 000,00 € = 3 000,00 €`, for a sum of more than one term.
    pub(super) fn sum_line(&self, id: FactId) -> Option<String> {
        let terms: Vec<String> = match &self.fact(id).source {
            FactSource::Sum(members) => {
                members.iter().filter_map(|&member| self.facts.scalar(member)).map(|scalar| self.show(scalar)).collect()
            }
            FactSource::SumLines { .. } => {
                let amounts = self.facts.places(id).into_iter().filter_map(|place| self.amount_at(&place));
                amounts.map(|value| amount(value, self.lang)).collect()
            }
            _ => return None,
        };
        if terms.len() < 2 {
            return None;
        }
        let more = terms.len().saturating_sub(SHOWN);
        // Only amounts below zero begin with a sign.
        let in_brackets = |term: String| if term.starts_with('-') { format!("({term})") } else { term };
        let mut line = terms.into_iter().take(SHOWN).map(in_brackets).collect::<Vec<_>>().join(" + ");
        if more > 0 {
            line = format!("{line} + {}", finding::more_terms(more, self.lang));
        }
        Some(format!("{} = {line} = {}", self.label(id), self.show_fact(id)))
    }

    pub(super) fn amount_at(&self, place: &Place) -> Option<rust_decimal::Decimal> {
        let line = self.facts.line(place.field, place.index?)?;
        match line.cells[place.column?].value.as_ref()?.value {
            crate::dossier::Value::Money(value) => Some(value),
            _ => None,
        }
    }
}

/// Whether a code stands there that the reference tables name.
fn has_names(place: &Place) -> bool {
    matches!(place.scalar_kind(), Some(ScalarKind::Commune | ScalarKind::Siren | ScalarKind::Quartier))
}

/// Whether a code stands there: one that is spelt nearly alike means something else.
pub(super) fn is_code(place: &Place) -> bool {
    let others = [ScalarKind::Siret, ScalarKind::Rna, ScalarKind::PostalCode].map(Some);
    has_names(place) || others.contains(&place.scalar_kind())
}

pub(super) fn json_scalar(scalar: Scalar<'_>) -> Value {
    match scalar {
        Scalar::Text(text) | Scalar::Slug(text) => json_text(text),
        Scalar::Bool(value) => Value::Bool(value),
        Scalar::Date(day) => json_text(day.format("%Y-%m-%d").to_string()),
        Scalar::Money(value) => json_text(money(value)),
        Scalar::Number(value) => i64::try_from(value).map_or_else(|_| json_text(value.to_string()), Value::from),
    }
}

/// An amount with two decimals and a point.
pub(super) fn money(value: rust_decimal::Decimal) -> String {
    let mut cents = value;
    cents.rescale(2);
    cents.to_string()
}
