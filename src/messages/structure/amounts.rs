//! Amounts that cannot be read without doubt.

use rust_decimal::Decimal;

use super::Message;
use crate::dossier::AmountError;
use crate::messages::template::messages;
use crate::text::{Lang, excerpt, number, plain_spaces};

pub(super) fn message(found: &str, error: &AmountError, lang: Lang) -> Message {
    let text = excerpt(found);
    let usual = || usual_forms(lang).to_owned();
    let (summary, hint) = match error {
        AmountError::Empty => (missing(lang).to_owned(), usual()),
        AmountError::Unreadable => (unreadable(text, lang), usual()),
        AmountError::Ambiguous { as_decimal, as_thousands } => {
            let thousands = written(*as_thousands, lang);
            let hint = match as_decimal {
                Some(decimal) => write_either(with_cents(*decimal, lang), thousands, lang),
                None => write_or_round(thousands, lang),
            };
            return Message::new(ambiguous(text, lang), two_readings(lang), hint);
        }
        AmountError::TooManyDecimals => (too_many_decimals(text, lang), round(lang).to_owned()),
        AmountError::TooLong => (too_long(text, lang), check_zeros(lang).to_owned()),
        AmountError::BadGroups => (bad_groups(text, lang), group_by_three(lang).to_owned()),
        AmountError::MixedSeparators { meant } => {
            let hint = meant.map_or_else(usual, |amount| write_if_meant(written(amount, lang), lang));
            (mixed_separators(text, lang), hint)
        }
        AmountError::LeadingZero => (leading_zero(text, lang), remove_zero(lang).to_owned()),
        AmountError::PlusSign => (plus_sign(text, lang), remove_sign(lang).to_owned()),
        AmountError::Exponent => (exponent(text, lang), write_all_digits(lang).to_owned()),
        AmountError::CurrencyWithin { meant } => {
            (currency_within(text, lang), write_amount(written(*meant, lang), lang))
        }
        AmountError::Words { amount } => (with_words(text, lang), write_amount(written(*amount, lang), lang)),
        AmountError::CutByComma { .. } => (cut_by_comma(text, lang), quote_it(found, lang)),
    };
    Message::new(summary, unreadable_label(lang), hint)
}

/// An amount as a dossier would write it without doubt: `12 500` or `12,50`.
fn written(amount: Decimal, lang: Lang) -> String {
    let text = with_cents(amount, lang);
    text.strip_suffix(",00").map_or(text.clone(), str::to_owned)
}

fn with_cents(mut amount: Decimal, lang: Lang) -> String {
    amount.rescale(2);
    // Dossiers are in French whatever the report's language.
    let text = number(amount, Lang::Fr);
    match lang {
        Lang::Fr => text,
        Lang::En => plain_spaces(&text).into_owned(),
    }
}

messages! {
    unreadable_label { fr: "montant illisible", en: "unreadable amount" }
    usual_forms {
        fr: "Écrivez par exemple « 1250 », « 1 250,50 » ou « 1 250,50 € ».",
        en: "Write for example “1250”, “1 250,50” or “1 250,50 €”.",
    }
    missing { fr: "Il manque le montant.", en: "The amount is missing." }
    unreadable(text) {
        fr: "« {text} » ne peut pas être lu comme un montant en euros.",
        en: "“{text}” cannot be read as an amount in euros.",
    }

    ambiguous(text) {
        fr: "« {text} » peut se lire de deux façons : son point ou sa virgule sépare-t-il les décimales ou les milliers ?",
        en: "“{text}” can be read in two ways: does its dot or comma separate the decimals or the thousands?",
    }
    two_readings { fr: "deux lectures possibles", en: "two readings" }
    write_either(decimal, thousands) {
        fr: "Écrivez « {decimal} », ou « {thousands} ».",
        en: "Write “{decimal}”, or “{thousands}”.",
    }
    write_or_round(thousands) {
        fr: "Écrivez « {thousands} », ou arrondissez au centime.",
        en: "Write “{thousands}”, or round to the cent.",
    }

    too_many_decimals(text) {
        fr: "« {text} » a plus de deux décimales ; un montant s'arrête au centime.",
        en: "“{text}” has more than two decimals; an amount ends with the cent.",
    }
    round { fr: "Arrondissez-le au centime.", en: "Round it to the cent." }

    too_long(text) {
        fr: "« {text} » dépasse douze chiffres avant la virgule.",
        en: "“{text}” has more than twelve digits before the decimals.",
    }
    check_zeros { fr: "Vérifiez le nombre de zéros.", en: "Check the number of zeros." }

    bad_groups(text) {
        fr: "Les espaces de « {text} » ne séparent pas des groupes de trois chiffres.",
        en: "The spaces of “{text}” do not separate groups of three digits.",
    }
    group_by_three {
        fr: "Groupez les chiffres par trois (« 12 500 »), ou supprimez les espaces.",
        en: "Group the digits by three (“12 500”), or remove the spaces.",
    }

    mixed_separators(text) {
        fr: "« {text} » contient plusieurs points ou virgules.",
        en: "“{text}” has several dots or commas.",
    }
    write_if_meant(amount) {
        fr: "Écrivez « {amount} » si c'est ce que vous voulez dire.",
        en: "Write “{amount}” if that is what you mean.",
    }

    currency_within(text) {
        fr: "« {text} » a le signe € au milieu du montant.",
        en: "“{text}” has the sign € within the amount.",
    }
    with_words(text) {
        fr: "« {text} » contient autre chose qu'un montant.",
        en: "“{text}” holds something other than an amount.",
    }
    write_amount(amount) {
        fr: "Écrivez le montant seul : \"{amount}\".",
        en: "Write the amount alone: \"{amount}\".",
    }

    leading_zero(text) {
        fr: "« {text} » commence par un zéro de trop.",
        en: "“{text}” begins with one zero too many.",
    }
    remove_zero {
        fr: "Supprimez ce zéro, et vérifiez qu'il ne manque pas de chiffre devant lui.",
        en: "Remove that zero, and check that no digit is missing before it.",
    }

    plus_sign(text) { fr: "« {text} » commence par un signe plus.", en: "“{text}” begins with a plus sign." }
    remove_sign { fr: "Supprimez ce signe.", en: "Remove the sign." }

    exponent(text) {
        fr: "« {text} » est écrit avec un exposant.",
        en: "“{text}” is written with an exponent.",
    }
    write_all_digits { fr: "Écrivez tous les chiffres du montant.", en: "Write all the amount's digits." }

    cut_by_comma(text) {
        fr: "Entre accolades, la virgule de « {text} » termine la valeur : le montant est coupé en deux.",
        en: "In braces the comma of “{text}” ends the value: the amount is cut in two.",
    }
    quote_it(text) { fr: "Mettez-le entre guillemets : \"{text}\".", en: "Put it in quotes: \"{text}\"." }
}
