//! Margins, for programs and for people.

use rust_decimal::{Decimal, RoundingStrategy};

use super::super::model::MarginReport;
use super::assessment::Builder;
use super::value::money;
use crate::engine::{FactValue, Margin, Scalar, Slack, margins};
use crate::messages::margin as words;
use crate::messages::words::{capitalised, days};
use crate::rules::FactId;
use crate::text::{amount, exact_percentage, long_date, number, ratio};

/// Decimals of a share.
const DECIMALS: u32 = 6;

impl<'a> Builder<'a, '_> {
    pub(super) fn margins(&self) -> Vec<MarginReport> {
        margins(self.facts, self.assessment).iter().filter_map(|margin| self.margin(margin)).collect()
    }

    fn margin(&self, margin: &Margin<'a>) -> Option<MarginReport> {
        let value = match margin.value {
            FactValue::One(scalar) => plain(scalar)?,
            FactValue::Ratio { part, whole } => share(part.checked_div(whole)?),
            FactValue::List(_) | FactValue::Records(_) => return None,
        };
        let bound = match (&margin.value, margin.bound) {
            (FactValue::Ratio { .. }, Scalar::Number(percent)) => share(percent.checked_div(Decimal::ONE_HUNDRED)?),
            (_, bound) => plain(bound)?,
        };
        let slack = match margin.slack {
            Slack::Money(amount) => money(amount),
            Slack::Number(number) => number.normalize().to_string(),
            Slack::Days(days) => days.to_string(),
        };
        Some(MarginReport {
            rule: self.facts.campaign().rule(margin.rule).id.clone(),
            fact: self.fact(margin.fact).name.clone(),
            value,
            bound,
            slack,
            text: self.is_shown(margin).then(|| self.margin_in_words(margin)).flatten(),
        })
    }

    /// People are shown the margins of what an overview shows in brief, and of days.
    fn is_shown(&self, margin: &Margin<'a>) -> bool {
        let is_brief = self.facts.campaign().overview.brief.contains(&margin.fact);
        margin.fixed && (is_brief || matches!(margin.slack, Slack::Days(_)))
    }

    fn margin_in_words(&self, margin: &Margin<'a>) -> Option<String> {
        let lang = self.lang;
        let name = capitalised(&self.head(margin.fact));
        let slack = match margin.slack {
            Slack::Money(slack) => amount(slack, lang),
            Slack::Number(slack) => number(slack.normalize(), lang),
            Slack::Days(slack) => days(usize::try_from(slack).ok()?, lang),
        };
        let sentence = match (&margin.value, margin.bound) {
            (FactValue::One(Scalar::Date(day)), Scalar::Date(bound)) => {
                let sentence = if margin.floor { words::not_before } else { words::not_after };
                return Some(sentence(name, long_date(*day, lang), long_date(bound, lang), slack, lang));
            }
            _ if margin.floor => words::at_least,
            _ => words::at_most,
        };
        let (value, bound) = match (&margin.value, margin.bound) {
            (FactValue::Ratio { part, whole }, Scalar::Number(percent)) => {
                (ratio(*part, *whole, Some(percent), lang), exact_percentage(percent.normalize(), lang))
            }
            (FactValue::One(value), bound) => (self.plain(*value), self.plain(bound)),
            _ => return None,
        };
        Some(sentence(name, value, bound, slack, lang))
    }

    /// A fact's short name, where an overview gives it one.
    pub(super) fn head(&self, fact: FactId) -> String {
        let heads = &self.facts.campaign().overview.heads;
        let short = heads.iter().find(|(of, _)| *of == fact).map(|(_, head)| head.get(self.lang));
        short.unwrap_or_else(|| self.label(fact)).to_owned()
    }
}

fn plain(scalar: Scalar<'_>) -> Option<String> {
    match scalar {
        Scalar::Money(amount) => Some(money(amount)),
        Scalar::Number(number) => Some(number.normalize().to_string()),
        Scalar::Date(day) => Some(day.to_string()),
        Scalar::Text(_) | Scalar::Slug(_) | Scalar::Bool(_) => None,
    }
}

/// With two decimals at least.
fn share(value: Decimal) -> String {
    let mut value = value.round_dp_with_strategy(DECIMALS, RoundingStrategy::ToZero).normalize();
    value.rescale(value.scale().max(2));
    value.to_string()
}
