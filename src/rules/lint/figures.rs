//! The figures that `asks` names against the bounds that a rule has: amounts, percentages, days.

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

use super::{FindingKind, RuleFinding};
use crate::rules::literal::parse_number;
use crate::rules::{Campaign, Check, FactSource, Literal, Operand, Predicate, Rule};
use crate::rules::{raw::RawRule, reader::SpannedValue};
use crate::text::{month, plain_spaces};

/// A rule of the call without what the call asks, and every figure in it that is none of its bounds, or the other way round.
pub(super) fn check(campaign: &Campaign, rule: &Rule, raw: &RawRule<'_>, findings: &mut Vec<RuleFinding>) {
    let Some(asks) = &rule.asks else {
        findings.push(RuleFinding { kind: FindingKind::NoAsks(rule.id.clone()), origin: rule.origin });
        return;
    };
    // Where one of the two was changed last, there the other was forgotten.
    let layer = |key| raw.fields.layers.iter().rposition(|layer| layer.has(key));
    let changed = if layer("require") > layer("asks") { "require" } else { "asks" };
    let origin = raw.fields.get(changed).map_or(rule.origin, SpannedValue::origin);
    let bounds = bounds(campaign, rule);
    let demanded = rule.require.as_ref().map(literals).unwrap_or_default();
    for lang in asks.languages() {
        let figures = figures(asks.get(lang));
        let mut report = |kind| findings.push(RuleFinding { kind, origin });
        for (figure, written) in &figures {
            if !bounds.iter().any(|bound| figure.is(bound)) {
                report(FindingKind::ForeignFigure { rule: rule.id.clone(), figure: written.clone() });
            }
        }
        for bound in demanded.iter().filter(|bound| is_figure(bound)) {
            if !figures.iter().any(|(figure, _)| figure.is(bound)) {
                report(FindingKind::UnnamedBound { rule: rule.id.clone(), bound: bound.clone(), lang });
            }
        }
    }
}

/// Every literal that a rule's predicates, and the facts that they read, hold a value against.
fn bounds(campaign: &Campaign, rule: &Rule) -> Vec<Literal> {
    let mut bounds: Vec<Literal> = rule.predicates().flat_map(literals).collect();
    for fact in campaign.with_inputs(rule.facts()) {
        match &campaign.fact(fact).source {
            FactSource::FirstOf { literal, .. } => bounds.extend(literal.clone()),
            FactSource::Conditional { condition, .. } => bounds.extend(literals(condition)),
            _ => {}
        }
    }
    bounds
}

fn literals(predicate: &Predicate) -> Vec<Literal> {
    let checks = predicate.tests().into_iter().flat_map(|test| &test.checks);
    let literal = |(check, _): &(Check, _)| match check {
        Check::Compare(_, Operand::Literal(literal)) => Some(literal.clone()),
        _ => None,
    };
    checks.filter_map(literal).collect()
}

fn is_figure(literal: &Literal) -> bool {
    matches!(literal, Literal::Money(_) | Literal::Percentage(_) | Literal::Date(_))
}

/// In bytes: more than an exact number can have.
const MAX_NUMBER: usize = 64;

/// A year that has every day.
const LEAP_YEAR: i32 = 2024;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Figure {
    Amount(Decimal),
    Percentage(Decimal),
    Day { day: u32, month: u32, year: Option<i32> },
}

impl Figure {
    fn is(self, bound: &Literal) -> bool {
        match (self, bound) {
            (Self::Amount(amount), Literal::Money(bound)) | (Self::Percentage(amount), Literal::Percentage(bound)) => {
                amount == *bound
            }
            (Self::Day { day, month, year }, Literal::Date(bound)) => {
                bound.day() == day && bound.month() == month && year.is_none_or(|year| bound.year() == year)
            }
            _ => false,
        }
    }
}

/// The amounts, percentages and days of a text in French or English, with how each is written.
fn figures(text: &str) -> Vec<(Figure, String)> {
    let text = plain_spaces(text);
    let is_edge = |c: char| !(c.is_alphanumeric() || c == '€' || c == '%');
    let words: Vec<&str> = text.split_whitespace().map(|word| word.trim_matches(is_edge)).collect();
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let figure = if matches!(*word, "€" | "euros" | "euro") {
            before(&words[..at], "").map(|(number, text)| (Figure::Amount(number), format!("{text} €")))
        } else if let Some(amount) = word.strip_prefix('€') {
            parse_number(&amount.replace(',', "")).map(|amount| (Figure::Amount(amount), (*word).to_owned()))
        } else if let Some(number) = word.strip_suffix('%') {
            before(&words[..at], number).map(|(number, text)| (Figure::Percentage(number), format!("{text} %")))
        } else {
            day(&words[at..])
        };
        found.extend(figure);
    }
    found
}

/// The number before a sign: what is written to it, or the words before it with their groups of three digits.
fn before(words: &[&str], written: &str) -> Option<(Decimal, String)> {
    let is_number = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    let mut text = written.to_owned();
    for word in words.iter().rev() {
        let whole = text.split([',', '.']).next().unwrap_or_default();
        let goes_on = text.is_empty() || whole.split(' ').next().is_some_and(|group| group.len() == 3);
        if text.len() > MAX_NUMBER || !goes_on || !is_number(word) || (!text.is_empty() && word.len() > 3) {
            break;
        }
        text = if text.is_empty() { (*word).to_owned() } else { format!("{word} {text}") };
    }
    Some((parse_number(&text)?, text))
}

/// `1er octobre 2014`, `1 October`
fn day(words: &[&str]) -> Option<(Figure, String)> {
    let [first, second, rest @ ..] = words else { return None };
    let day: u32 = first.strip_suffix("er").unwrap_or(first).parse().ok()?;
    let month = month(second)?;
    let year = rest.first().filter(|year| year.len() == 4).and_then(|year| year.parse::<i32>().ok());
    NaiveDate::from_ymd_opt(year.unwrap_or(LEAP_YEAR), month, day)?;
    let written = year.map_or_else(|| format!("{first} {second}"), |year| format!("{first} {second} {year}"));
    Some((Figure::Day { day, month, year }, written))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> Vec<String> {
        figures(text).into_iter().map(|(_, written)| written).collect()
    }

    #[test]
    fn figures_are_found_in_both_languages() {
        let french = "Au plus 160\u{202f}000\u{a0}€, au moins 40\u{a0}%, ou 2 500,50 euros (le 1er octobre, puis le 22 mars 2015).";
        assert_eq!(written(french), ["160 000 €", "40 %", "2 500,50 €", "1er octobre", "22 mars 2015"]);
        let english = "At most €160,000, at least 40%, or €2,500.50 (1 October, then 22 March 2015).";
        assert_eq!(written(english), ["€160,000", "40 %", "€2,500.50", "1 October", "22 March 2015"]);
        let values = |text| figures(text).into_iter().map(|(figure, _)| figure).collect::<Vec<_>>();
        assert_eq!(values(french), values(english));
    }

    #[test]
    fn other_numbers_are_none() {
        assert_eq!(written("Fiches 1 à 3, § 4, en 2014, 12 mois, 59 ou 62, le 31 février, 115 associations"), [""; 0]);
    }

    #[test]
    fn a_number_ends_where_its_groups_do() {
        assert_eq!(written("en 2014 160 000 €, et 40 % de 12 345 678 €"), ["160 000 €", "40 %", "12 345 678 €"]);
    }
}
