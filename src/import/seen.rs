//! What one cell may be: an account, a label, an amount.

use rust_decimal::Decimal;

use super::words::side_of;
use crate::dossier::format::Side;
use crate::dossier::{AmountError, are_digits, parse_amount};
use crate::spreadsheet::Value;

/// Digits before the decimals, as dossiers have them.
const MAX_AMOUNT: i64 = 1_000_000_000_000;
/// What a sum of binary numbers may be off.
const NOISE: Decimal = Decimal::from_parts(1, 0, 0, false, 6);

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Account {
    /// Two to six.
    pub digits: String,
    /// Its first two.
    pub main: u8,
    pub side: Side,
}

/// An amount in euros.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Amount {
    /// To the cent.
    pub cents: Decimal,
    /// As the spreadsheet computes with it.
    pub exact: Decimal,
}

/// Why a cell that should hold an amount does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum AmountFault {
    /// A formula whose value is not stored.
    NoValue,
    /// A sum or another calculation, typed as text.
    Calculation,
    /// Of a formula: `#REF!`.
    Error,
    Unreadable(AmountError),
}

/// Two to six digits that begin like an account of the form.
pub(super) fn account_of(digits: &str) -> Option<Account> {
    let main = digits.get(..2)?.parse().ok()?;
    let side = side_of(main)?;
    ((2..=6).any(|count| are_digits(digits, count))).then(|| Account { digits: digits.to_owned(), main, side })
}

/// A cell that holds an account and nothing else.
pub(super) fn account(value: &Value) -> Option<Account> {
    match value {
        Value::Number(number) => account_of(&number.normalize().to_string()),
        Value::Text(text) => account_of(bare(text)),
        Value::Percent(_) | Value::Other(_) | Value::Error(_) | Value::Unstored => None,
    }
}

/// An account's digits without what may stand around them: `Compte 60.`, `c/ 60`.
fn bare(text: &str) -> &str {
    let text = text.trim();
    let text = text.strip_prefix("C/").or_else(|| text.strip_prefix("c/")).unwrap_or(text).trim_start();
    let lower = text.get(..6).is_some_and(|start| start.eq_ignore_ascii_case("compte"));
    let text = if lower { text.get(6..).unwrap_or_default().trim_start() } else { text };
    text.trim_end_matches(is_separator)
}

fn is_separator(character: char) -> bool {
    character.is_whitespace() || matches!(character, '.' | ':' | '-' | '–' | '—' | ')' | '/' | '_')
}

/// A text that begins or ends with an account: `60 Achats`, `64 - Charges de personnel`, `Achats (60)`.
pub(super) fn account_and_label(text: &str) -> Option<(Account, &str)> {
    let begins = bare(text);
    let begins = begins.strip_prefix('(').unwrap_or(begins);
    let digits = begins.bytes().take_while(u8::is_ascii_digit).count();
    let (account, rest) = begins.split_at_checked(digits)?;
    let label = rest.trim_start_matches(is_separator).trim();
    if let Some(account) = account_of(account).filter(|_| rest.starts_with(is_separator))
        && label.starts_with(|first: char| first.is_alphabetic() || first == '«' || first == '"')
        && !is_unit(label)
    {
        return Some((account, label));
    }
    let (label, account) = text.trim().strip_suffix(')')?.rsplit_once('(')?;
    let label = label.trim();
    account_of(account.trim()).filter(|_| !label.is_empty()).map(|account| (account, label))
}

/// Whether a text after a number is what it counts.
fn is_unit(text: &str) -> bool {
    let word = text.split_whitespace().next().unwrap_or_default().to_lowercase();
    matches!(
        word.as_str(),
        "€" | "euro" | "euros" | "eur" | "k€" | "keuros" | "ttc" | "ht" | "x" | "h" | "heures" | "jours"
    )
}

/// None for a cell that is no amount and does not look like one.
pub(super) fn amount(value: &Value) -> Option<Result<Amount, AmountFault>> {
    match value {
        Value::Number(number) => Some(of_number(*number)),
        Value::Text(text) => of_text(text),
        Value::Error(_) => Some(Err(AmountFault::Error)),
        Value::Unstored => Some(Err(AmountFault::NoValue)),
        Value::Percent(_) | Value::Other(_) => None,
    }
}

fn of_number(number: Decimal) -> Result<Amount, AmountFault> {
    if number.abs() >= Decimal::from(MAX_AMOUNT) {
        return Err(AmountFault::Unreadable(AmountError::TooLong));
    }
    // Away from zero at half a cent, as spreadsheets show it.
    let cents = number.round_dp_with_strategy(2, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
    let is_noise = number.checked_sub(cents).is_some_and(|rest| rest.abs() < NOISE);
    Ok(Amount { cents, exact: if is_noise { cents } else { number } })
}

fn of_text(text: &str) -> Option<Result<Amount, AmountFault>> {
    let error = match parse_amount(text) {
        Ok(amount) => return Some(Ok(Amount { cents: amount, exact: amount })),
        Err(error) => error,
    };
    if !text.contains(|c: char| c.is_ascii_digit()) || text.contains('%') || account_and_label(text).is_some() {
        return None;
    }
    let is_calculation = text.chars().all(|c| {
        c.is_ascii_digit()
            || c.is_whitespace()
            || matches!(c, '+' | '-' | '*' | '/' | '×' | 'x' | '=' | '.' | ',' | '(' | ')' | '€')
    }) && text.trim_start_matches(['-', '(', '+']).contains(['+', '-', '*', '/', '×', 'x', '=']);
    if is_calculation {
        return Some(Err(AmountFault::Calculation));
    }
    let begins = text.trim_start().trim_start_matches(['-', '+', '(', '€', '~', '=', '<', '>']).trim_start();
    begins.starts_with(|c: char| c.is_ascii_digit()).then_some(Err(AmountFault::Unreadable(error)))
}

/// Whether a number is a year, as headings have them.
pub(super) fn year(value: &Value) -> Option<i64> {
    let text = value.shown();
    let text = text.trim();
    text.parse().ok().filter(|year| text.len() == 4 && (1990..2100).contains(year))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Value {
        Value::Text(text.to_owned())
    }

    #[test]
    fn accounts_are_told_alone_and_beside_a_label() {
        let digits = |value: Value| account(&value).map(|account| account.digits);
        assert_eq!(digits(text("60")).as_deref(), Some("60"));
        assert_eq!(digits(text("Compte 641 :")).as_deref(), Some("641"));
        assert_eq!(digits(Value::Number(Decimal::from(74))).as_deref(), Some("74"));
        for none in ["6", "59", "60 Achats", "88", "60,5", "6000000"] {
            assert_eq!(digits(text(none)), None, "{none}");
        }
        let both = |text| account_and_label(text).map(|(account, label)| (account.digits, label));
        assert_eq!(both("60 Achats"), Some(("60".to_owned(), "Achats")));
        assert_eq!(both("64 – Charges de personnel"), Some(("64".to_owned(), "Charges de personnel")));
        assert_eq!(both("64-Charges de personnel"), Some(("64".to_owned(), "Charges de personnel")));
        assert_eq!(both("641. Salaires"), Some(("641".to_owned(), "Salaires")));
        assert_eq!(both("(70) Ventes"), Some(("70".to_owned(), "Ventes")));
        assert_eq!(both("Achats (60)"), Some(("60".to_owned(), "Achats")));
        for none in ["60 €", "60 000 euros", "Achats", "60ans", "12 Achats", "60", "62 x 3"] {
            assert_eq!(both(none), None, "{none}");
        }
    }

    #[test]
    fn amounts_are_those_of_dossiers_or_say_why_not() {
        let cents = |value: Value| amount(&value).map(|read| read.map(|amount| amount.cents.to_string()));
        assert_eq!(cents(text("12 000,00 €")), Some(Ok("12000.00".to_owned())));
        assert_eq!(cents(text("-1 250,50")), Some(Ok("-1250.50".to_owned())));
        assert_eq!(cents(Value::Number("333.3333".parse().unwrap())), Some(Ok("333.33".to_owned())));
        assert_eq!(cents(Value::Number("0.30000000000000004".parse().unwrap())), Some(Ok("0.30".to_owned())));
        for sum in ["1 200 + 300", "=3*150", "2 x 300", "1200-300", "12 × 10,50 €"] {
            assert_eq!(cents(text(sum)), Some(Err(AmountFault::Calculation)), "{sum}");
        }
        assert_eq!(cents(Value::Unstored), Some(Err(AmountFault::NoValue)));
        assert_eq!(cents(Value::Error("#REF!".to_owned())), Some(Err(AmountFault::Error)));
        assert!(matches!(cents(text("12.500")), Some(Err(AmountFault::Unreadable(AmountError::Ambiguous { .. })))));
        assert!(matches!(cents(text("12 k€")), Some(Err(AmountFault::Unreadable(_)))));
        for none in ["néant", "25 %", "à définir", "Budget 2015", "—"] {
            assert_eq!(cents(text(none)), None, "{none}");
        }
        let large = Value::Number("1000000000000".parse().unwrap());
        assert_eq!(cents(large), Some(Err(AmountFault::Unreadable(AmountError::TooLong))));
    }
}
