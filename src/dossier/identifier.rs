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

/// What keeps a number from being valid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum IdentifierFault {
    /// It is a valid number of another kind.
    OtherKind(Identifier),
    /// A spreadsheet's notation, in which the last digits are lost.
    Exponent,
    /// So many digits, where another number is needed.
    Digits(usize),
    /// It holds something else than digits.
    NotDigits,
    /// The `W` of an association's number is missing.
    NoLetter,
    CheckDigit,
}

/// Why a number, written without spaces, is not valid; none where it is.
pub(crate) fn identifier_fault(kind: Identifier, text: &str) -> Option<IdentifierFault> {
    if is_valid(kind, text) {
        return None;
    }
    let others = [Identifier::Siret, Identifier::Siren, Identifier::Rna];
    if let Some(other) = others.into_iter().find(|&other| is_valid(other, text)) {
        return Some(IdentifierFault::OtherKind(other));
    }
    let upper = text.to_ascii_uppercase();
    let is_number = |part: &str| part.bytes().any(|byte| byte.is_ascii_digit()) && part.parse::<f64>().is_ok();
    if upper.contains("E+") && is_number(&upper.replace(',', ".")) {
        return Some(IdentifierFault::Exponent);
    }
    let digits = match kind {
        Identifier::Rna => upper.strip_prefix('W').unwrap_or(&upper),
        Identifier::Siret | Identifier::Siren => &upper,
    };
    let wanted = if kind == Identifier::Siret { 14 } else { 9 };
    Some(match digits.len() {
        _ if !digits.bytes().all(|byte| byte.is_ascii_digit()) => IdentifierFault::NotDigits,
        count if count != wanted => IdentifierFault::Digits(count),
        _ if kind == Identifier::Rna => IdentifierFault::NoLetter,
        _ => IdentifierFault::CheckDigit,
    })
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
    fn each_fault_is_told_from_the_others() {
        let fault = |text| identifier_fault(Identifier::Siret, text);
        assert_eq!(fault("73282932000074"), None);
        assert_eq!(fault("732829320"), Some(IdentifierFault::OtherKind(Identifier::Siren)));
        assert_eq!(fault("W623001234"), Some(IdentifierFault::OtherKind(Identifier::Rna)));
        assert_eq!(fault("7,32829E+13"), Some(IdentifierFault::Exponent));
        assert_eq!(fault("7328293200007"), Some(IdentifierFault::Digits(13)));
        assert_eq!(fault("732829320000740"), Some(IdentifierFault::Digits(15)));
        assert_eq!(fault(""), Some(IdentifierFault::Digits(0)));
        assert_eq!(fault("7328293200007A"), Some(IdentifierFault::NotDigits));
        assert_eq!(fault("73282932000075"), Some(IdentifierFault::CheckDigit));
        let fault = |text| identifier_fault(Identifier::Rna, text);
        assert_eq!(fault("73282932000074"), Some(IdentifierFault::OtherKind(Identifier::Siret)));
        assert_eq!(fault("623001234"), Some(IdentifierFault::NoLetter));
        assert_eq!(fault("W62300123"), Some(IdentifierFault::Digits(8)));
        assert_eq!(fault("W62300123A"), Some(IdentifierFault::NotDigits));
    }

    #[test]
    fn kinds_have_names() {
        assert_eq!("siret".parse(), Ok(Identifier::Siret));
        assert!("iban".parse::<Identifier>().is_err());
    }
}
