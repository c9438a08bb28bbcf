//! Amounts in other notations of which the value is certain.

use rust_decimal::Decimal;

use crate::dossier::{AmountError, amount_text, parse_amount};

/// The amount as the format has it; none where it could be two things.
pub(super) fn meant(found: &str, error: &AmountError) -> Option<String> {
    value(found, error).map(amount_text)
}

fn value(found: &str, error: &AmountError) -> Option<Decimal> {
    match error {
        AmountError::MixedSeparators { meant } if is_dotted(found) => *meant,
        AmountError::CutByComma { meant: Some(meant) } => Some(*meant),
        // Parsed whole, it is not cut.
        AmountError::CutByComma { meant: None } => parse_amount(found).err().and_then(|error| value(found, &error)),
        _ => around_euro(found),
    }
}

/// Whether dots group the digits before a comma: `1.250,50`.
fn is_dotted(found: &str) -> bool {
    found.split_once(',').is_some_and(|(whole, decimals)| whole.contains('.') && !decimals.contains(['.', ',']))
}

/// `6 250€50`
fn around_euro(found: &str) -> Option<Decimal> {
    let (whole, cents) = found.split_once('€')?;
    let (whole, cents) = (whole.trim(), cents.trim());
    let are_cents = cents.len() == 2 && cents.bytes().all(|byte| byte.is_ascii_digit());
    let is_whole = !whole.contains([',', '.']);
    if are_cents && is_whole { parse_amount(&format!("{whole},{cents}")).ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(found: &str) -> Option<String> {
        meant(found, &parse_amount(found).unwrap_err())
    }

    #[test]
    fn what_is_certain_is_written_as_the_format_has_it() {
        for (found, amount) in [
            ("1.250,50", "1 250,50"),
            ("1.234.567,80 €", "1 234 567,80"),
            ("-3.450,8", "-3 450,80"),
            ("6 250€50", "6 250,50"),
            ("2 500 € 00", "2 500"),
            ("0€50", "0,50"),
        ] {
            assert_eq!(of(found).as_deref(), Some(amount), "{found}");
        }
        assert_eq!(amount_text("-0.50".parse().unwrap()), "-0,50");
        assert_eq!(amount_text("1000000".parse().unwrap()), "1 000 000");
    }

    #[test]
    fn what_could_be_two_things_is_left() {
        for found in [
            "12.500",
            "12,500",
            "12 50",
            "1,250.50",
            "1.250.500",
            "1.25,50",
            "6€5",
            "6€500",
            "6 50€50",
            "010",
            "+5",
            "1e3",
            "1 250 TTC",
            "12,5€50",
        ] {
            assert_eq!(of(found), None, "{found}");
        }
    }
}
