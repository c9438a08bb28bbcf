//! Literals of the rule sets: amounts, percentages, dates, numbers, read exactly from text.

use std::cmp::Ordering;

use chrono::NaiveDate;
use rust_decimal::Decimal;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Literal {
    Text(String),
    Bool(bool),
    Date(NaiveDate),
    /// An amount in euros.
    Money(Decimal),
    Number(Decimal),
    /// A percentage: `40` for 40 %.
    Percentage(Decimal),
}

impl Literal {
    pub(super) fn compare(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Date(a), Self::Date(b)) => Some(a.cmp(b)),
            (Self::Money(a), Self::Money(b))
            | (Self::Number(a), Self::Number(b))
            | (Self::Percentage(a), Self::Percentage(b)) => Some(a.cmp(b)),
            _ => None,
        }
    }
}

/// An amount in euros, `2500 €` or `2 500,50 €`; the sign is required, so that no amount is taken for a number.
pub(crate) fn parse_amount(text: &str) -> Option<Decimal> {
    let number = parse_number(text.trim().strip_suffix('€')?)?;
    (number.scale() <= 2).then_some(number)
}

/// A percentage, `40 %` or `33,5 %`.
pub(crate) fn parse_percentage(text: &str) -> Option<Decimal> {
    parse_number(text.trim().strip_suffix('%')?)
}

/// A day, `2014-10-01`.
pub(super) fn parse_date(text: &str) -> Option<NaiveDate> {
    let shape = text.len() == 10
        && text
            .bytes()
            .enumerate()
            .all(|(at, byte)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() });
    shape.then(|| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()).flatten()
}

/// A number, with spaces between groups and a decimal comma or point.
pub(super) fn parse_number(text: &str) -> Option<Decimal> {
    let digits: String =
        text.trim().chars().filter(|c| !c.is_whitespace()).map(|c| if c == ',' { '.' } else { c }).collect();
    let plain = !digits.is_empty()
        && digits
            .bytes()
            .enumerate()
            .all(|(at, byte)| byte.is_ascii_digit() || byte == b'.' || (at == 0 && byte == b'-'));
    plain.then(|| Decimal::from_str_exact(&digits).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_and_percentages_are_exact() {
        assert_eq!(parse_amount("2500 €"), Some(Decimal::from(2500)));
        assert_eq!(parse_amount("160 000,01 €").unwrap().to_string(), "160000.01");
        assert_eq!(parse_amount("2500"), None);
        assert_eq!(parse_amount("1,005 €"), None);
        assert_eq!(parse_percentage("33,5 %").unwrap().to_string(), "33.5");
        assert_eq!(parse_percentage("30 €"), None);
        assert_eq!(parse_number("1e3"), None);
    }

    #[test]
    fn dates_are_iso_days_that_exist() {
        assert!(parse_date("2014-10-01").is_some());
        assert!(parse_date("2015-02-29").is_none());
        assert!(parse_date("01/10/2014").is_none());
        assert!(parse_date("2014-1-1").is_none());
    }
}
