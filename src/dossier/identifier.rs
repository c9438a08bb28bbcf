//! Registration numbers and their check digits: SIRET, SIREN, RNA.

use std::borrow::Cow;

use crate::text::string_enum;

/// The SIREN of La Poste, whose establishments' numbers follow another check.
const LA_POSTE: &str = "356000000";

string_enum! {
    pub(crate) enum Identifier {
        /// An establishment: fourteen digits, of which the first nine are its SIREN.
        Siret = "siret",
        /// A legal unit: nine digits.
        Siren = "siren",
        /// An association: `W` and nine digits.
        Rna = "rna",
    }
}

/// The number must be written without spaces.
pub(crate) fn is_valid(kind: Identifier, text: &str) -> bool {
    match kind {
        Identifier::Siren => are_digits(text, 9) && passes_luhn(text),
        Identifier::Siret => {
            are_digits(text, 14)
                && passes_luhn(&text[..9])
                && (passes_luhn(text) || text.starts_with(LA_POSTE) && digits(text).sum::<u32>().is_multiple_of(5))
        }
        Identifier::Rna => text.strip_prefix('W').is_some_and(|digits| are_digits(digits, 9)),
    }
}

pub(crate) fn without_spaces(text: &str) -> Cow<'_, str> {
    if text.contains(char::is_whitespace) { Cow::Owned(text.split_whitespace().collect()) } else { Cow::Borrowed(text) }
}

pub(crate) fn are_digits(text: &str, count: usize) -> bool {
    text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn digits(text: &str) -> impl DoubleEndedIterator<Item = u32> {
    text.bytes().map(|byte| u32::from(byte - b'0'))
}

/// Luhn's check: every second digit from the right counts double, its own digits added.
fn passes_luhn(text: &str) -> bool {
    let sum: u32 = digits(text)
        .rev()
        .enumerate()
        .map(|(index, digit)| match (index % 2, digit * 2) {
            (0, _) => digit,
            (_, double) if double > 9 => double - 9,
            (_, double) => double,
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sirets_pass_both_checks() {
        let is_siret = |text| is_valid(Identifier::Siret, text);
        assert!(is_siret("73282932000074"));
        assert!(!is_siret("73282932000075"));
        assert!(!is_siret("7328293200007"));
        assert!(!is_siret("732829320000740"));
        assert!(!is_siret("7328293200007A"));
        assert!(!is_siret("732 829 320 00074"));
        assert!(!is_siret(""));
        assert!(!is_siret("７3282932000074"));
        assert!(passes_luhn("12345678900007") && !passes_luhn("123456789"));
        assert!(!is_siret("12345678900007"));
    }

    #[test]
    fn la_poste_counts_by_five() {
        let is_siret = |text| is_valid(Identifier::Siret, text);
        assert!(is_siret("35600000000048"));
        // The sum of the digits is 20; Luhn fails.
        assert!(!passes_luhn("35600000000015") && is_siret("35600000000015"));
        assert!(!is_siret("35600000000016"));
    }

    #[test]
    fn sirens_and_rna_numbers() {
        assert!(is_valid(Identifier::Siren, "732829320"));
        assert!(!is_valid(Identifier::Siren, "732829321"));
        assert!(is_valid(Identifier::Rna, "W623001234"));
        for text in ["w623001234", "W62300123", "W6230012345", "623001234", "W62300123A", ""] {
            assert!(!is_valid(Identifier::Rna, text), "{text}");
        }
    }

    #[test]
    fn kinds_have_names() {
        assert_eq!("siret".parse(), Ok(Identifier::Siret));
        assert!("iban".parse::<Identifier>().is_err());
    }
}
