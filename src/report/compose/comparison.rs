//! A value that misses a bound: what was expected, by how much it is missed, and the arithmetic.

use chrono::NaiveDate;
use rust_decimal::{Decimal, RoundingStrategy};

use super::assessment::Builder;
use crate::engine::{Entry, FactValue, Scalar, readable_facts};
use crate::messages::finding as words;
use crate::messages::predicate::TestDescription;
use crate::messages::words::days;
use crate::rules::{FactId, FactSource, Operand, Order};
use crate::text::{amount, long_date, number, ratio};

/// The words for one reason.
#[derive(Default)]
pub(super) struct ReasonText {
    pub(super) expected: String,
    pub(super) actual: String,
    pub(super) message: String,
    pub(super) arithmetic: Option<String>,
}

/// A comparison that decided.
pub(super) struct Comparison<'b, 'a, 'f> {
    pub(super) builder: &'b Builder<'a, 'f>,
    pub(super) fact: FactId,
    pub(super) label: &'b str,
    pub(super) order: Order,
    pub(super) bound: &'a Operand,
    pub(super) test: TestDescription,
}

impl<'a> Comparison<'_, 'a, '_> {
    pub(super) fn reason(&self, value: &FactValue<'a>) -> ReasonText {
        match (value, self.builder.facts.operand_value(self.bound)) {
            (FactValue::One(Scalar::Date(day)), Some(Scalar::Date(last))) => self.days(*day, last),
            (FactValue::One(scalar), Some(other)) => match (scalar.quantity(), other.quantity()) {
                (Some(value), Some(other)) => self.quantities(*scalar, value, other),
                _ => self.not_given(self.label, self.builder.show(*scalar)),
            },
            (FactValue::Ratio { part, whole }, Some(Scalar::Number(percent))) => self.share(*part, *whole, percent),
            (FactValue::List(entries), Some(other)) => self.entries(entries, other),
            (FactValue::Ratio { .. } | FactValue::Records(_), Some(_)) | (_, None) => {
                let missing = match self.bound {
                    Operand::Fact(other) => self.builder.label(*other),
                    Operand::Literal(_) => self.label,
                };
                self.not_given(missing, self.builder.show_fact(self.fact))
            }
        }
    }

    fn not_given(&self, label: &str, actual: String) -> ReasonText {
        let lang = self.builder.lang;
        ReasonText {
            expected: self.test.expected(lang),
            actual,
            message: words::not_given(label, lang),
            arithmetic: None,
        }
    }

    fn days(&self, day: NaiveDate, last: NaiveDate) -> ReasonText {
        let lang = self.builder.lang;
        let (actual, bound) = (long_date(day, lang), long_date(last, lang));
        let by = (day - last).num_days();
        let message = if self.stands_in() && by > 0 {
            words::would_be_late(self.label, &actual, &bound, days(by, lang), lang)
        } else {
            words::day_missed(self.label, &actual, &bound, by, lang)
        };
        ReasonText { expected: self.test.limit(lang), actual, message, arithmetic: None }
    }

    /// Whether the evaluation's day stands in for a date that the dossier does not give.
    fn stands_in(&self) -> bool {
        let read = readable_facts(self.builder.facts, self.fact);
        read.last().is_some_and(|&last| matches!(self.builder.fact(last).source, FactSource::EvaluationDate))
    }

    fn quantities(&self, scalar: Scalar<'_>, value: Decimal, other: Decimal) -> ReasonText {
        let lang = self.builder.lang;
        let show = |value: Decimal| {
            if matches!(scalar, Scalar::Money(_)) { amount(value, lang) } else { number(value, lang) }
        };
        let (actual, bound, gap) = (show(value), show(other), show((value - other).abs()));
        let message = match self.bound {
            Operand::Fact(of) if self.order == Order::Equal => {
                words::unequal(self.label, &actual, self.builder.label(*of), &bound, &gap, lang)
            }
            Operand::Fact(of) => {
                words::quantity_against(self.label, &actual, self.builder.label(*of), &bound, &gap, lang)
            }
            Operand::Literal(_) => {
                words::quantity_missed(self.order, self.label, &actual, &self.test.limit(lang), &gap, lang)
            }
        };
        let mut lines: Vec<String> = self.builder.sum_line(self.fact).into_iter().collect();
        if let Operand::Fact(of) = self.bound {
            lines.extend(self.builder.sum_line(*of));
        }
        let (more, less) = if value > other { (&actual, &bound) } else { (&bound, &actual) };
        let less = if value.min(other) < Decimal::ZERO { &format!("({less})") } else { less };
        lines.push(format!("{more} − {less} = {gap}"));
        ReasonText { expected: self.test.expected(lang), actual, message, arithmetic: Some(lines.join("\n")) }
    }

    fn share(&self, part: Decimal, whole: Decimal, percent: Decimal) -> ReasonText {
        let builder = self.builder;
        let lang = builder.lang;
        let rounded_up =
            |value: Decimal| amount(value.round_dp_with_strategy(2, RoundingStrategy::ToPositiveInfinity), lang);
        let expected = self.test.expected(lang);
        let actual = ratio(part, whole, Some(percent), lang);
        let needed = percent * whole / Decimal::ONE_HUNDRED;
        let is_exceeded = part > needed;
        let gap = rounded_up((needed - part).abs());
        let message = words::quantity_missed(self.order, self.label, &actual, &self.test.limit(lang), &gap, lang);
        let mut lines = Vec::new();
        if let FactSource::Ratio(part_fact, whole_fact) = builder.fact(self.fact).source {
            lines.extend(builder.sum_line(part_fact));
            lines.extend(builder.sum_line(whole_fact));
        }
        let (part, whole) = (amount(part, lang), amount(whole, lang));
        lines.push(format!("{part} ÷ {whole} = {actual}"));
        let shown = rounded_up(needed);
        let arithmetic = if is_exceeded { words::share_exceeded } else { words::share_needed };
        lines.push(arithmetic(&expected, &whole, &shown, &part, &gap, lang));
        ReasonText { expected, actual, message, arithmetic: Some(lines.join("\n")) }
    }

    fn entries(&self, entries: &[Entry<'_>], other: Scalar<'_>) -> ReasonText {
        let lang = self.builder.lang;
        let outside = entries.iter().filter(|entry| match (entry.value.quantity(), other.quantity()) {
            (Some(value), Some(bound)) => !self.order.holds(value.cmp(&bound)),
            _ => false,
        });
        let actual = self.builder.show_list(outside.map(|entry| self.builder.show_entry(entry)));
        let expected = self.test.limit(lang);
        let message = words::expected_instead(self.label, &actual, &expected, lang);
        ReasonText { expected, actual, message, arithmetic: None }
    }
}
