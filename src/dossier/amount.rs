//! Amounts in euros, parsed exactly from the usual notations.

use rust_decimal::Decimal;

use super::identifier::are_digits;
use crate::text::{self, Lang, plain_spaces};

/// Before the decimals.
const MAX_DIGITS: usize = 12;

/// In bytes, of a text in which an amount is sought.
const MAX_EXPLAINED: usize = 60;

/// Why a text is not an unambiguous amount: `12.500` is `Ambiguous` (as a decimal, none with more than two decimals),
/// `12 50` has `BadGroups`, `1.250,50` has `MixedSeparators`, and `{ montant: 1 250,50 }` is `CutByComma`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum AmountError {
    Empty,
    Unreadable,
    Ambiguous {
        as_decimal: Option<Decimal>,
        as_thousands: Decimal,
    },
    TooManyDecimals,
    TooLong,
    BadGroups,
    MixedSeparators {
        meant: Option<Decimal>,
    },
    LeadingZero,
    PlusSign,
    Exponent,
    /// `6 250€50`.
    CurrencyWithin {
        meant: Decimal,
    },
    /// `10 500 € TTC`.
    Words {
        amount: Decimal,
    },
    CutByComma {
        meant: Option<Decimal>,
    },
}

/// Accepts `12500`, `12500.5`, `12 500,50 €`, and negative amounts.
pub(crate) fn parse(text: &str) -> Result<Decimal, AmountError> {
    let text = without_currency(text.trim());
    if text.is_empty() {
        return Err(AmountError::Empty);
    }
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None if text.starts_with('+') => return Err(AmountError::PlusSign),
        None => (false, text),
    };
    let amount = unsigned(digits).map_err(|error| explained(digits, error));
    let amount = amount.map_err(|error| if negative { negated(error) } else { error })?;
    Ok(if negative { minus(amount) } else { amount })
}

/// `1 250,50`
pub(crate) fn amount_text(amount: Decimal) -> String {
    let sign = if amount.is_sign_negative() && !amount.is_zero() { "-" } else { "" };
    let amount = amount.abs();
    let whole = text::number(amount.trunc(), Lang::Fr);
    let cents = format!("{:.2}", amount.fract());
    let cents = cents.split_once('.').map(|(_, cents)| cents).filter(|cents| *cents != "00");
    format!("{sign}{}{}", plain_spaces(&whole), cents.map(|cents| format!(",{cents}")).unwrap_or_default())
}

pub(super) fn without_currency(text: &str) -> &str {
    for currency in ["€", "euros", "euro", "eur"] {
        if let Some(at) = text.len().checked_sub(currency.len())
            && text.get(at..).is_some_and(|end| end.eq_ignore_ascii_case(currency))
        {
            return text[..at].trim_end();
        }
    }
    text
}

/// Why a text cannot be read, where it holds an amount.
fn explained(text: &str, error: AmountError) -> AmountError {
    if error != AmountError::Unreadable || text.len() > MAX_EXPLAINED {
        return error;
    }
    if let Some((euros, cents)) = text.split_once('€') {
        let cents = cents.trim();
        if are_digits(cents, 1) || are_digits(cents, 2) {
            let meant = unsigned(&format!("{},{cents}", euros.trim()));
            return meant.map_or(error, |meant| AmountError::CurrencyWithin { meant });
        }
    }
    let words = text.find(|c: char| c.is_alphabetic() || c == '(').unwrap_or(text.len());
    let (amount, words) = text.split_at(words);
    let amount = amount.trim().trim_end_matches(['€', '(']).trim_end();
    let is_unit = |word: &str| {
        matches!(word.trim_end_matches('€'), "k" | "K" | "M") || word.bytes().any(|byte| byte.is_ascii_digit())
    };
    match unsigned(amount) {
        Ok(amount) if words.len() > 1 && !is_unit(words.split_whitespace().next().unwrap_or_default()) => {
            AmountError::Words { amount }
        }
        _ => error,
    }
}

fn unsigned(text: &str) -> Result<Decimal, AmountError> {
    if !text.starts_with(|first: char| first.is_ascii_digit()) || !text.ends_with(|last: char| last.is_ascii_digit()) {
        return Err(AmountError::Unreadable);
    }
    if is_exponential(text) {
        return Err(AmountError::Exponent);
    }
    if !text.chars().all(|c| c.is_ascii_digit() || is_point(c) || c.is_whitespace()) {
        return Err(AmountError::Unreadable);
    }
    let Some((whole, decimals)) = text.split_once(is_point) else {
        return Ok(cents(whole_part(text)?.value, ""));
    };
    if decimals.contains(is_point) {
        return Err(AmountError::MixedSeparators { meant: separated(text) });
    }
    if decimals.contains(char::is_whitespace) {
        return Err(AmountError::BadGroups);
    }
    let whole = whole_part(whole)?;
    // `0.500` cannot be thousands, nor can `1250.500`.
    if decimals.len() == 3 && !whole.grouped && whole.digits <= 3 && whole.value != 0 {
        return Err(AmountError::Ambiguous {
            as_decimal: decimals.strip_suffix('0').map(|decimals| cents(whole.value, decimals)),
            as_thousands: cents(whole.value * 1000 + number(decimals), ""),
        });
    }
    if decimals.len() > 2 {
        return Err(AmountError::TooManyDecimals);
    }
    Ok(cents(whole.value, decimals))
}

fn is_point(character: char) -> bool {
    matches!(character, '.' | ',')
}

fn is_exponential(text: &str) -> bool {
    text.split_once(['e', 'E']).is_some_and(|(number, exponent)| {
        let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        number.chars().all(|c| c.is_ascii_digit() || is_point(c)) && exponent.bytes().all(|byte| byte.is_ascii_digit())
    })
}

struct Whole {
    value: i64,
    digits: usize,
    grouped: bool,
}

fn whole_part(text: &str) -> Result<Whole, AmountError> {
    let mut whole = Whole { value: 0, digits: 0, grouped: false };
    for (index, group) in text.split(char::is_whitespace).enumerate() {
        whole.grouped = index > 0;
        if (whole.grouped && group.len() != 3) || (index == 1 && whole.digits > 3) {
            return Err(AmountError::BadGroups);
        }
        whole.digits += group.len();
        // Digits beyond the limit are counted, and refused below.
        if whole.digits <= MAX_DIGITS {
            whole.value = whole.value * 10_i64.pow(u32::try_from(group.len()).unwrap_or_default()) + number(group);
        }
    }
    if whole.digits > 1 && text.starts_with('0') {
        return Err(AmountError::LeadingZero);
    }
    if whole.digits > MAX_DIGITS {
        return Err(AmountError::TooLong);
    }
    Ok(whole)
}

fn number(digits: &str) -> i64 {
    digits.bytes().fold(0, |value, digit| value * 10 + i64::from(digit - b'0'))
}

/// `decimals` holds two digits at most.
fn cents(euros: i64, decimals: &str) -> Decimal {
    let cents = if decimals.len() == 1 { number(decimals) * 10 } else { number(decimals) };
    Decimal::new(euros * 100 + cents, 2)
}

/// The likely meaning of several separators: the last one starts the decimals when it differs from the others.
fn separated(text: &str) -> Option<Decimal> {
    let last = text.rfind(is_point)?;
    let (whole, decimals) = (&text[..last], &text[last + 1..]);
    let point = text[last..].chars().next()?;
    let groups = if whole.contains(point) { text.to_owned() } else { whole.to_owned() };
    let mut others = groups.chars().filter(|c| is_point(*c));
    let separator = others.next()?;
    if others.any(|other| other != separator) {
        return None;
    }
    let spaced = groups.replace(separator, " ");
    if groups.len() == text.len() { unsigned(&spaced).ok() } else { unsigned(&format!("{spaced},{decimals}")).ok() }
}

fn minus(amount: Decimal) -> Decimal {
    // A negative zero is zero.
    if amount.is_zero() { amount } else { -amount }
}

fn negated(error: AmountError) -> AmountError {
    match error {
        AmountError::Ambiguous { as_decimal, as_thousands } => {
            AmountError::Ambiguous { as_decimal: as_decimal.map(minus), as_thousands: minus(as_thousands) }
        }
        AmountError::MixedSeparators { meant } => AmountError::MixedSeparators { meant: meant.map(minus) },
        AmountError::CurrencyWithin { meant } => AmountError::CurrencyWithin { meant: minus(meant) },
        AmountError::Words { amount } => AmountError::Words { amount: minus(amount) },
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn money(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn every_way_of_the_format_is_read() {
        for (text, amount) in [
            ("12500", "12500"),
            ("12500.5", "12500.50"),
            ("12500,50", "12500.50"),
            ("12 500,50", "12500.50"),
            ("12\u{a0}500,50\u{202f}€", "12500.50"),
            ("12\u{2009}500\t€", "12500"),
            ("12 500€", "12500"),
            ("8 000 EUR", "8000"),
            ("8 000 Euros", "8000"),
            ("1 euro", "1"),
            ("3000eur", "3000"),
            ("0", "0"),
            ("0,5", "0.50"),
            ("0.01", "0.01"),
            ("-0", "0"),
            ("-0,00 €", "0"),
            ("-1 250,50", "-1250.50"),
            ("999 999 999 999,99", "999999999999.99"),
            ("  7\n", "7"),
            ("1250.50", "1250.50"),
        ] {
            assert_eq!(parse(text), Ok(money(amount)), "{text}");
        }
        assert!(parse("-0").unwrap().is_sign_positive());
    }

    #[test]
    fn what_can_be_read_in_two_ways_is_not_read() {
        for (text, as_decimal, as_thousands) in [
            ("12.500", Some("12.5"), "12500"),
            ("12,500", Some("12.5"), "12500"),
            ("1,000 €", Some("1"), "1000"),
            ("999.990", Some("999.99"), "999990"),
            ("12.345", None, "12345"),
            ("-12.500", Some("-12.5"), "-12500"),
        ] {
            let expected =
                AmountError::Ambiguous { as_decimal: as_decimal.map(money), as_thousands: money(as_thousands) };
            assert_eq!(parse(text), Err(expected), "{text}");
        }
    }

    #[test]
    fn each_mistake_has_its_name() {
        use AmountError as E;
        for (text, error) in [
            ("", E::Empty),
            (" € ", E::Empty),
            ("+5", E::PlusSign),
            ("010", E::LeadingZero),
            ("00", E::LeadingZero),
            ("01,50", E::LeadingZero),
            ("0 500", E::LeadingZero),
            ("-010", E::LeadingZero),
            ("12 50", E::BadGroups),
            ("1250 500", E::BadGroups),
            ("12  500", E::BadGroups),
            ("1 2", E::BadGroups),
            ("12,5 0", E::BadGroups),
            ("1 ,5", E::BadGroups),
            ("0.500", E::TooManyDecimals),
            ("1250.500", E::TooManyDecimals),
            ("12 500,500", E::TooManyDecimals),
            ("1,2345", E::TooManyDecimals),
            ("1000000000000", E::TooLong),
            ("1 000 000 000 000", E::TooLong),
            ("999999999999999999999999999999", E::TooLong),
            ("1e999", E::Exponent),
            ("1.5E+3", E::Exponent),
            ("2e-1", E::Exponent),
            ("0x1F", E::Unreadable),
            ("0o17", E::Unreadable),
            (".inf", E::Unreadable),
            ("-.inf", E::Unreadable),
            (".nan", E::Unreadable),
            ("NaN", E::Unreadable),
            ("Infinity", E::Unreadable),
            ("1_250", E::Unreadable),
            ("1'250", E::Unreadable),
            (".5", E::Unreadable),
            ("5.", E::Unreadable),
            ("5,", E::Unreadable),
            ("- 5", E::Unreadable),
            ("--5", E::Unreadable),
            ("€ 5", E::Unreadable),
            ("5 $", E::Unreadable),
            ("5 € €", E::Unreadable),
            ("cinq", E::Unreadable),
            ("٣", E::Unreadable),
            ("5\u{200b}0", E::Unreadable),
        ] {
            assert_eq!(parse(text), Err(error), "{text}");
        }
    }

    #[test]
    fn several_separators_are_guessed_at_and_refused() {
        for (text, meant) in [
            ("1.250,50", Some("1250.50")),
            ("1,250.50", Some("1250.50")),
            ("1.250.000", Some("1250000")),
            ("1.250.000,5", Some("1250000.50")),
            ("-1.250,50", Some("-1250.50")),
            ("1.2.3", None),
            ("1.250,500.00", None),
            ("1..5", None),
        ] {
            let meant = meant.map(money);
            assert_eq!(parse(text), Err(AmountError::MixedSeparators { meant }), "{text}");
        }
    }

    fn grouped(whole: u64, space: char) -> String {
        let digits = whole.to_string();
        let mut out = String::new();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                out.push(space);
            }
            out.push(digit);
        }
        out
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn every_written_form_gives_the_amount(
            cents in 0..100_000_000_000_000_i64,
            negative: bool,
            space in prop::option::of(prop::sample::select(vec![' ', '\u{a0}', '\u{202f}', '\u{2009}', '\t'])),
            point in prop::sample::select(vec!['.', ',']),
            currency in prop::sample::select(vec!["", " €", "€", "\u{a0}EUR", " euros", " Euro"]),
        ) {
            let whole = u64::try_from(cents / 100).unwrap();
            let written = space.map_or_else(|| whole.to_string(), |space| grouped(whole, space));
            let sign = if negative { "-" } else { "" };
            let text = format!("{sign}{written}{point}{:02}{currency}", cents % 100);
            let amount = Decimal::new(if negative { -cents } else { cents }, 2);
            prop_assert_eq!(parse(&text), Ok(amount));
            if cents % 100 == 0 {
                let text = format!("{sign}{written}{currency}");
                prop_assert_eq!(parse(&text), Ok(amount));
            }
        }

        #[test]
        fn no_text_makes_it_panic(text in "[0-9 .,eE€+\u{a0}\u{202f}a-]{0,40}|\\PC*") {
            if let Ok(amount) = parse(&text) {
                prop_assert!(amount.abs() < Decimal::new(1_000_000_000_000, 0) && amount.scale() <= 2);
            }
        }
    }
}
