//! Message for amounts that cannot be read without doubt.

use rust_decimal::Decimal;

use super::{Message, quoted, say};
use crate::dossier::AmountError;
use crate::text::Lang;

pub(super) fn words(found: &str, error: &AmountError, lang: Lang) -> Message {
    let text = quoted(found, lang);
    let write = |amount: Option<Decimal>| {
        amount.map(|amount| {
            let amount = quoted(&written(amount), lang);
            say!(lang, "Écrivez {amount} si c'est ce que vous voulez dire.", "Write {amount} if that is what you mean.")
        })
    };
    let usual = || {
        say!(
            lang,
            "Écrivez par exemple «\u{a0}1250\u{a0}», «\u{a0}1 250,50\u{a0}» ou «\u{a0}1 250,50 €\u{a0}».",
            "Write for example “1250”, “1 250,50” or “1 250,50 €”."
        )
    };
    let (message, hint) = match error {
        AmountError::Empty => (say!(lang, "Il manque le montant.", "The amount is missing."), usual()),
        AmountError::Unreadable => (
            say!(
                lang,
                "{text} ne peut pas être lu comme un montant en euros.",
                "{text} cannot be read as an amount in euros."
            ),
            usual(),
        ),
        AmountError::Ambiguous { as_decimal, as_thousands } => {
            return ambiguous(&text, *as_decimal, *as_thousands, lang);
        }
        AmountError::TooManyDecimals => (
            say!(
                lang,
                "{text} a plus de deux décimales\u{a0}; un montant s'arrête au centime.",
                "{text} has more than two decimals; an amount ends with the cent."
            ),
            say!(lang, "Arrondissez-le au centime.", "Round it to the cent."),
        ),
        AmountError::TooLong => (
            say!(
                lang,
                "{text} dépasse douze chiffres avant la virgule.",
                "{text} has more than twelve digits before the decimals."
            ),
            say!(lang, "Vérifiez le nombre de zéros.", "Check the number of zeros."),
        ),
        AmountError::BadGroups => (
            say!(
                lang,
                "Les espaces de {text} ne séparent pas des groupes de trois chiffres.",
                "The spaces of {text} do not separate groups of three digits."
            ),
            say!(
                lang,
                "Groupez les chiffres par trois («\u{a0}12 500\u{a0}»), ou supprimez les espaces.",
                "Group the digits by three (“12 500”), or remove the spaces."
            ),
        ),
        AmountError::MixedSeparators { meant } => (
            say!(lang, "{text} contient plusieurs points ou virgules.", "{text} has several dots or commas."),
            write(*meant).unwrap_or_else(usual),
        ),
        AmountError::LeadingZero => (
            say!(lang, "{text} commence par un zéro de trop.", "{text} begins with a zero too many."),
            say!(
                lang,
                "Supprimez ce zéro, et vérifiez qu'il ne manque pas de chiffre devant lui.",
                "Remove that zero, and check that no digit is missing before it."
            ),
        ),
        AmountError::PlusSign => (
            say!(lang, "{text} commence par un signe plus.", "{text} begins with a plus sign."),
            say!(lang, "Supprimez ce signe.", "Remove the sign."),
        ),
        AmountError::Exponent => (
            say!(lang, "{text} est écrit avec un exposant.", "{text} is written with an exponent."),
            say!(lang, "Écrivez tous les chiffres du montant.", "Write all the amount's digits."),
        ),
        AmountError::CutByComma { .. } => (
            say!(
                lang,
                "Entre accolades, la virgule de {text} termine la valeur\u{a0}: le montant est coupé en deux.",
                "In braces the comma of {text} ends the value: the amount is cut in two."
            ),
            say!(lang, "Mettez-le entre guillemets\u{a0}: \"{found}\".", "Put it in quotes: \"{found}\"."),
        ),
    };
    Message::new(message, say!(lang, "montant illisible", "unreadable amount"), hint)
}

fn ambiguous(text: &str, as_decimal: Option<Decimal>, as_thousands: Decimal, lang: Lang) -> Message {
    let thousands = quoted(&written(as_thousands), lang);
    let hint = match as_decimal.map(|amount| quoted(&with_cents(amount), lang)) {
        Some(decimal) => say!(lang, "Écrivez {decimal}, ou {thousands}.", "Write {decimal}, or {thousands}."),
        None => {
            say!(lang, "Écrivez {thousands}, ou arrondissez au centime.", "Write {thousands}, or round to the cent.")
        }
    };
    Message::new(
        say!(
            lang,
            "{text} peut se lire de deux façons\u{a0}: son point ou sa virgule sépare-t-il les décimales ou les milliers\u{202f}?",
            "{text} can be read in two ways: does its dot or comma separate the decimals or the thousands?"
        ),
        say!(lang, "deux lectures possibles", "two readings"),
        hint,
    )
}

/// An amount as a dossier would write it without doubt: `12 500` or `12,50`.
fn written(amount: Decimal) -> String {
    let text = with_cents(amount);
    text.strip_suffix(",00").map_or(text.clone(), str::to_owned)
}

fn with_cents(amount: Decimal) -> String {
    let text = format!("{:.2}", amount.abs());
    let (whole, cents) = text.split_once('.').unwrap_or((&text, "00"));
    let mut out = String::from(if amount.is_sign_negative() { "-" } else { "" });
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            out.push(' ');
        }
        out.push(digit);
    }
    format!("{out},{cents}")
}
