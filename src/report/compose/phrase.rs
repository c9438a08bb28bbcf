//! What a reason expected, what was found instead, and the arithmetic, in words.

use rust_decimal::Decimal;

use super::assessment::Builder;
use crate::dossier::closest_match;
use crate::dossier::format::{self, Kind};
use crate::engine::{FactValue, Reason, Scalar, Truth, check_entry, list_members, operand_value, readable_facts};
use crate::messages::finding::{self as words, Limit};
use crate::rules::{Check, FactId, FactSource, ListOperand, Operand, Order};
use crate::text::{amount, long_date, number, percentage, ratio};

/// The words for one reason.
pub(super) struct Phrase {
    pub(super) expected: String,
    pub(super) actual: String,
    pub(super) message: String,
    pub(super) arithmetic: Option<String>,
}

impl<'a> Builder<'a, '_> {
    pub(super) fn found(&self, reason: &Reason<'a>) -> String {
        self.plain_phrase(reason).actual
    }

    pub(super) fn phrase(&self, reason: &Reason<'a>) -> Phrase {
        let mut phrase = self.plain_phrase(reason);
        if reason.negated {
            phrase.expected = words::not(&phrase.expected, self.lang);
            phrase.message =
                words::expected_instead(self.label(reason.test.fact), &phrase.actual, &phrase.expected, self.lang);
        }
        phrase
    }

    fn plain_phrase(&self, reason: &Reason<'a>) -> Phrase {
        let lang = self.lang;
        let fact = reason.test.fact;
        let label = self.label(fact);
        let expected = self.expected(reason.check, fact);
        let simple = |actual: String| Phrase {
            message: words::expected_instead(label, &actual, &expected, lang),
            expected: expected.clone(),
            actual,
            arithmetic: None,
        };
        let Some(value) = self.facts.get(fact) else {
            let mut phrase = simple(words::nothing_given(lang).to_owned());
            phrase.message = match self.zero_whole(fact) {
                Some(whole) => words::no_whole(label, self.label(whole), lang),
                None => words::not_given(label, lang),
            };
            return phrase;
        };
        if reason.truth == Truth::Undetermined && reason.test.inconclusive {
            let actual = self.show_fact(fact);
            let message = words::inconclusive(label, &actual, &expected, lang);
            return Phrase { expected, actual, message, arithmetic: None };
        }
        match (reason.check, value) {
            (Check::Compare(order, bound), value) => self.comparison(fact, *order, bound, value, expected),
            (Check::Documented, FactValue::One(Scalar::Text(text))) => {
                let least = words::characters(self.facts.campaign().conventions.documented_at_least, lang);
                let actual = words::characters(text.trim().chars().count(), lang);
                let message = words::too_short(label, &actual, &least, lang);
                Phrase { expected, actual, message, arithmetic: None }
            }
            (Check::AnyOf(list) | Check::OneOf(list) | Check::Only(list), _) => {
                let mut phrase = simple(self.show_fact(fact));
                if let Some(hint) = self.suggestion(fact, list) {
                    phrase.message = format!("{} {hint}", phrase.message);
                }
                phrase
            }
            (
                Check::In(_) | Check::Prefix(_) | Check::Matches(_) | Check::Valid(_) | Check::Linked { .. },
                FactValue::List(entries),
            ) => {
                // Of a list, only the entries that do not fit are worth reading.
                let failing = entries
                    .iter()
                    .filter(|entry| check_entry(self.facts, reason.check, entry.value) != Truth::Satisfied);
                simple(self.show_list(failing.map(|entry| self.show(entry.value))))
            }
            _ => simple(self.show_fact(fact)),
        }
    }

    /// For a ratio that cannot be computed because its whole is there but not above zero: the whole.
    fn zero_whole(&self, fact: FactId) -> Option<FactId> {
        let FactSource::Ratio(part, whole) = self.fact(fact).source else { return None };
        self.facts.get(part)?;
        self.facts.get(whole).map(|_| whole)
    }

    /// What a check asks for, in words; a bound alone where there is one.
    fn expected(&self, check: &Check, fact: FactId) -> String {
        let lang = self.lang;
        let names = |list: &ListOperand| self.names(&list_members(self.facts, list).unwrap_or_default());
        match check {
            Check::Is(operand) | Check::Compare(_, operand) => match operand {
                Operand::Literal(crate::rules::Literal::Percentage(percent)) => percentage(*percent, lang),
                Operand::Literal(_) => {
                    operand_value(self.facts, operand).map(|value| self.show(value)).unwrap_or_default()
                }
                Operand::Fact(other) => match self.facts.get(*other) {
                    Some(_) => format!("{} ({})", self.show_fact(*other), self.label(*other)),
                    None => self.label(*other).to_owned(),
                },
            },
            Check::OneOf(list) | Check::Only(list) => words::among(&words::one_of(&names(list), lang), lang),
            Check::AnyOf(list) => words::at_least_one(&words::one_of(&names(list), lang), lang),
            Check::AllOf(list) => words::all_of(&names(list), lang),
            Check::NoneOf(list) => words::none_of(&words::one_of(&names(list), lang), lang),
            Check::In(_) => words::known_code(lang).to_owned(),
            Check::Prefix(list) => words::begins_with(&words::one_of(&names(list), lang), false, lang),
            Check::NotPrefix(list) => words::begins_with(&words::one_of(&names(list), lang), true, lang),
            Check::Matches(pattern) => words::of_the_form(pattern.as_str(), lang),
            Check::Valid(identifier) => words::valid_number(identifier.as_str(), lang),
            Check::Linked { to, .. } => words::linked_to(self.label(*to), lang),
            Check::Documented => {
                words::documented(&words::characters(self.facts.campaign().conventions.documented_at_least, lang), lang)
            }
            Check::NotEmpty => words::an_entry(lang).to_owned(),
            Check::Complete(columns) => {
                let labels: Vec<String> =
                    self.columns(fact, columns).map(|column| column.label.get(lang).to_owned()).collect();
                words::every_line_with(&words::all_of(&labels, lang), lang)
            }
            Check::Given(wanted) => words::given(*wanted, lang).to_owned(),
        }
    }

    fn columns<'c>(&self, fact: FactId, wanted: &'c [usize]) -> impl Iterator<Item = &'static format::Field> + use<'c> {
        let columns: &'static [format::Field] = match self.fact(fact).source {
            FactSource::Field(table) => match format::field_info(table).field.kind {
                Kind::Records(columns) => columns,
                _ => &[],
            },
            _ => &[],
        };
        wanted.iter().filter_map(|&column| columns.get(column))
    }

    fn comparison(
        &self,
        fact: FactId,
        order: Order,
        bound: &'a Operand,
        value: &FactValue<'a>,
        expected: String,
    ) -> Phrase {
        let lang = self.lang;
        let label = self.label(fact);
        let limit = match order {
            Order::Equal => Limit::Equal,
            Order::AtLeast => Limit::AtLeast,
            Order::AtMost => Limit::AtMost,
            Order::More => Limit::More,
            Order::Less => Limit::Less,
        };
        match (value, operand_value(self.facts, bound)) {
            (FactValue::One(Scalar::Date(day)), Some(Scalar::Date(last))) => {
                let (actual, limit_day) = (long_date(*day, lang), long_date(last, lang));
                let days = (*day - last).num_days();
                let message = if self.stands_in(fact) && days > 0 {
                    words::would_be_late(label, &actual, &limit_day, days, lang)
                } else {
                    words::day_missed(label, &actual, &limit_day, days, lang)
                };
                Phrase { expected: words::day_limit(limit, &expected, lang), actual, message, arithmetic: None }
            }
            (FactValue::One(scalar), Some(other)) => {
                let (Some(value), Some(other)) = (scalar.quantity(), other.quantity()) else {
                    return Phrase {
                        message: words::not_given(label, lang),
                        expected,
                        actual: self.show(*scalar),
                        arithmetic: None,
                    };
                };
                let show = |value: Decimal| {
                    if matches!(scalar, Scalar::Money(_)) { amount(value, lang) } else { number(value, lang) }
                };
                let (actual, bound_text, gap) = (show(value), show(other), show((value - other).abs()));
                let message = match bound {
                    Operand::Fact(of) if order == Order::Equal => {
                        words::unequal(label, &actual, self.label(*of), &bound_text, &gap, lang)
                    }
                    Operand::Fact(of) => {
                        words::quantity_against(label, &actual, self.label(*of), &bound_text, &gap, lang)
                    }
                    Operand::Literal(_) => words::quantity_missed(label, &actual, limit, &bound_text, &gap, lang),
                };
                let (more, less) = if value > other { (&actual, &bound_text) } else { (&bound_text, &actual) };
                let mut lines: Vec<String> = self.sum_line(fact).into_iter().collect();
                if let Operand::Fact(of) = bound {
                    lines.extend(self.sum_line(*of));
                }
                lines.push(format!("{more} − {less} = {gap}"));
                Phrase { expected, actual, message, arithmetic: Some(lines.join("\n")) }
            }
            (FactValue::Ratio { part, whole }, Some(Scalar::Number(percent))) => {
                let actual = ratio(*part, *whole, Some(percent), lang);
                let needed = percent * *whole / Decimal::ONE_HUNDRED;
                let needed_text =
                    amount(needed.round_dp_with_strategy(2, rust_decimal::RoundingStrategy::ToPositiveInfinity), lang);
                let gap = amount(
                    (needed - *part)
                        .abs()
                        .round_dp_with_strategy(2, rust_decimal::RoundingStrategy::ToPositiveInfinity),
                    lang,
                );
                let message = words::quantity_missed(label, &actual, limit, &expected, &gap, lang);
                let mut lines = Vec::new();
                if let FactSource::Ratio(part_fact, whole_fact) = self.fact(fact).source {
                    lines.extend(self.sum_line(part_fact));
                    lines.extend(self.sum_line(whole_fact));
                }
                lines.push(format!("{} ÷ {} = {actual}", amount(*part, lang), amount(*whole, lang)));
                lines.push(format!(
                    "{expected} × {} = {needed_text} ; {needed_text} − {} = {gap}",
                    amount(*whole, lang),
                    amount(*part, lang)
                ));
                Phrase { expected, actual, message, arithmetic: Some(lines.join("\n")) }
            }
            (FactValue::List(entries), Some(other)) => {
                let outside = entries.iter().filter(|entry| match (entry.value.quantity(), other.quantity()) {
                    (Some(value), Some(bound)) => !order.holds(value.cmp(&bound)),
                    _ => false,
                });
                let actual = self.show_list(outside.map(|entry| self.show(entry.value)));
                let expected = words::quantity_limit(limit, &expected, lang);
                let message = words::expected_instead(label, &actual, &expected, lang);
                Phrase { expected, actual, message, arithmetic: None }
            }
            _ => {
                let other = match bound {
                    Operand::Fact(other) => self.label(*other),
                    Operand::Literal(_) => label,
                };
                Phrase {
                    message: words::not_given(other, lang),
                    actual: self.show_fact(fact),
                    expected,
                    arithmetic: None,
                }
            }
        }
    }

    /// Whether the evaluation's day stands in for a date that the dossier does not give.
    fn stands_in(&self, fact: FactId) -> bool {
        let read = readable_facts(self.facts, fact);
        read.last().is_some_and(|&last| matches!(self.fact(last).source, FactSource::EvaluationDate))
    }

    /// For a slug that is near one that would fit: which one.
    fn suggestion(&self, fact: FactId, list: &ListOperand) -> Option<String> {
        let known = list_members(self.facts, list)?;
        let entries = self.facts.entries(fact);
        let texts = entries.iter().filter_map(|entry| entry.value.text()).filter(|text| !known.contains(text));
        texts.into_iter().find_map(|text| {
            closest_match(text, known.iter().copied()).map(|meant| words::did_you_mean(text, meant, self.lang))
        })
    }
}
