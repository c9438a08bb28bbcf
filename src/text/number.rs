//! Numbers, money and dates in the notation of a language.

use chrono::{Datelike, NaiveDate};
use rust_decimal::{Decimal, RoundingStrategy};

use super::Lang;
use super::typography::{NARROW_NO_BREAK_SPACE, NO_BREAK_SPACE};

const MONTHS: [(&str, &str); 12] = [
    ("janvier", "January"),
    ("février", "February"),
    ("mars", "March"),
    ("avril", "April"),
    ("mai", "May"),
    ("juin", "June"),
    ("juillet", "July"),
    ("août", "August"),
    ("septembre", "September"),
    ("octobre", "October"),
    ("novembre", "November"),
    ("décembre", "December"),
];

/// With grouped thousands, the language's decimal sign, and all decimals of the value.
pub(crate) fn number(value: Decimal, lang: Lang) -> String {
    let (group, decimal) = match lang {
        Lang::Fr => (NARROW_NO_BREAK_SPACE, ','),
        Lang::En => (',', '.'),
    };
    let text = value.abs().to_string();
    let (whole, fraction) =
        text.split_once('.').map_or((text.as_str(), None), |(whole, fraction)| (whole, Some(fraction)));
    let mut grouped = String::with_capacity(text.len() + text.len() / 3 + 1);
    if value.is_sign_negative() && !value.is_zero() {
        grouped.push('-');
    }
    for (position, digit) in whole.chars().enumerate() {
        if position > 0 && (whole.len() - position).is_multiple_of(3) {
            grouped.push(group);
        }
        grouped.push(digit);
    }
    if let Some(fraction) = fraction {
        grouped.push(decimal);
        grouped.push_str(fraction);
    }
    grouped
}

/// In euros, always with cents: `2 500,00 €`, `€2,500.00`.
pub(crate) fn amount(value: Decimal, lang: Lang) -> String {
    let mut cents = value;
    cents.rescale(2);
    let digits = number(cents, lang);
    match lang {
        Lang::Fr => format!("{digits}{NO_BREAK_SPACE}€"),
        Lang::En => match digits.strip_prefix('-') {
            Some(digits) => format!("-€{digits}"),
            None => format!("€{digits}"),
        },
    }
}

/// Without superfluous decimals: `40 %`, `40%`.
pub(crate) fn percentage(value: Decimal, lang: Lang) -> String {
    exact_percentage(value.normalize(), lang)
}

/// With all decimals: `40,00 %`, `40.00%`.
pub(crate) fn exact_percentage(value: Decimal, lang: Lang) -> String {
    let digits = number(value, lang);
    match lang {
        Lang::Fr => format!("{digits}{NO_BREAK_SPACE}%"),
        Lang::En => format!("{digits}%"),
    }
}

/// In percent, with at most two decimals, or more if needed to show on which side of `bound` (in percent) it is.
pub(crate) fn ratio(part: Decimal, whole: Decimal, bound: Option<Decimal>, lang: Lang) -> String {
    let exact = part.checked_mul(Decimal::ONE_HUNDRED).and_then(|part| part.checked_div(whole)).unwrap_or_default();
    let side = |value: Decimal| bound.map(|bound| value.cmp(&bound));
    // The division rounds beyond the decimal type's digits, so the side is decided by cross-multiplication.
    let true_side =
        bound.and_then(|bound| Some(part.checked_mul(Decimal::ONE_HUNDRED)?.cmp(&bound.checked_mul(whole)?)));
    let shown = (2..=26)
        .map(|decimals| exact.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero))
        .find(|rounded| side(*rounded) == true_side)
        .unwrap_or(exact);
    percentage(shown, lang)
}

/// `1er octobre 2014`, `1 October 2014`
pub(crate) fn long_date(day: NaiveDate, lang: Lang) -> String {
    let ordinal = if lang == Lang::Fr && day.day() == 1 { "er" } else { "" };
    format!("{}{ordinal} {} {}", day.day(), month_name(day, lang), day.year())
}

pub(crate) fn month_name(day: NaiveDate, lang: Lang) -> &'static str {
    let (french, english) = MONTHS[day.month0() as usize];
    match lang {
        Lang::Fr => french,
        Lang::En => english,
    }
}

/// The number of a month by its name in either language.
pub(crate) fn month(word: &str) -> Option<u32> {
    (1..).zip(MONTHS).find(|(_, (french, english))| word == *french || word == *english).map(|(number, _)| number)
}

/// In either language.
pub(crate) fn is_month(word: &str) -> bool {
    month(word).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        Decimal::from_str_exact(text).unwrap()
    }

    #[test]
    fn amounts_have_cents_and_groups() {
        assert_eq!(amount(decimal("2499.99"), Lang::Fr), "2\u{202f}499,99\u{a0}€");
        assert_eq!(amount(decimal("160000"), Lang::En), "€160,000.00");
        assert_eq!(amount(decimal("-0.5"), Lang::Fr), "-0,50\u{a0}€");
        assert_eq!(amount(decimal("-1234567.8"), Lang::En), "-€1,234,567.80");
        assert_eq!(amount(Decimal::ZERO, Lang::Fr), "0,00\u{a0}€");
    }

    #[test]
    fn a_ratio_shows_its_side_of_the_bound() {
        let bound = Some(Decimal::from(40));
        assert_eq!(ratio(decimal("2400"), decimal("10000"), bound, Lang::Fr), "24\u{a0}%");
        assert_eq!(ratio(decimal("3999.6"), decimal("10000"), bound, Lang::Fr), "39,996\u{a0}%");
        assert_eq!(ratio(decimal("4000"), decimal("10000"), bound, Lang::En), "40%");
        assert_eq!(ratio(decimal("400000000.01"), decimal("1000000000"), bound, Lang::Fr), "40,000000001\u{a0}%");
        assert_eq!(ratio(decimal("1"), decimal("3"), bound, Lang::Fr), "33,33\u{a0}%");
        assert_eq!(ratio(decimal("1"), decimal("3"), None, Lang::Fr), "33,33\u{a0}%");
    }

    #[test]
    fn the_first_of_a_month_is_ordinal_in_french() {
        let day = NaiveDate::from_ymd_opt(2014, 10, 1).unwrap();
        assert_eq!(long_date(day, Lang::Fr), "1er octobre 2014");
        assert_eq!(long_date(day, Lang::En), "1 October 2014");
    }
}
