//! Message for values that cannot be read, or that the format does not know.

use chrono::{Datelike, NaiveDate};

use super::{Message, did_you_mean, listed, quoted, say};
use crate::dossier::format::Side;
use crate::dossier::{CodeForm, DateError, PosteError};
use crate::text::Lang;

pub(super) fn date(found: &str, error: &DateError, lang: Lang) -> Message {
    let text = quoted(found, lang);
    let (message, hint) = match error {
        DateError::Unreadable { meant } => (
            say!(
                lang,
                "{text} n'est pas une date écrite comme il est attendu.",
                "{text} is not a date in one of the forms expected."
            ),
            match meant.map(|day| (day.format("%Y-%m-%d"), day.format("%d/%m/%Y"))) {
                Some((iso, french)) => {
                    say!(lang, "Écrivez «\u{a0}{iso}\u{a0}» ou «\u{a0}{french}\u{a0}».", "Write “{iso}” or “{french}”.")
                }
                None => say!(
                    lang,
                    "Écrivez l'année, le mois et le jour («\u{a0}2014-11-28\u{a0}») ou le jour, le mois et l'année («\u{a0}28/11/2014\u{a0}»).",
                    "Write year, month and day (“2014-11-28”) or day, month and year (“28/11/2014”)."
                ),
            },
        ),
        DateError::NoSuchMonth { month } => (
            say!(
                lang,
                "{text} n'est pas une date\u{a0}: il n'y a pas de mois n°\u{a0}{month}.",
                "{text} is no date: there is no month {month}."
            ),
            say!(
                lang,
                "Le mois se trouve au milieu\u{a0}: jour/mois/année ou année-mois-jour.",
                "The month stands in the middle: day/month/year or year-month-day."
            ),
        ),
        DateError::NoSuchDay { month, days } => {
            let month = month_name(*month, lang);
            (
                say!(
                    lang,
                    "{text} n'existe pas\u{a0}: {month} compte {days} jours.",
                    "{text} does not exist: {month} has {days} days."
                ),
                say!(lang, "Corrigez le jour, de 1 à {days}.", "Correct the day, from 1 to {days}."),
            )
        }
    };
    Message::new(message, say!(lang, "pas une date", "not a date"), hint)
}

fn month_name(month: NaiveDate, lang: Lang) -> String {
    const FR: [&str; 12] = [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ];
    const EN: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let names = if lang == Lang::Fr { FR } else { EN };
    format!("{} {}", names[month.month0() as usize], month.year())
}

pub(super) fn token(found: &str, allowed: &[&str], nearest: Option<&str>, lang: Lang) -> Message {
    let text = quoted(found, lang);
    let list = listed(allowed.iter().copied());
    let choices = say!(lang, "Valeurs possibles\u{a0}: {list}.", "Possible values: {list}.");
    let hint = nearest.map_or_else(String::new, |nearest| did_you_mean(nearest, lang) + " ") + &choices;
    Message::new(
        say!(
            lang,
            "{text} ne fait pas partie des valeurs prévues ici.",
            "{text} is none of the values that can stand here."
        ),
        say!(lang, "valeur inconnue", "unknown value"),
        hint,
    )
}

pub(super) fn year(found: &str, lang: Lang) -> Message {
    let text = quoted(found, lang);
    Message::new(
        say!(lang, "{text} n'est pas une année.", "{text} is not a year."),
        say!(lang, "pas une année", "not a year"),
        say!(
            lang,
            "Écrivez l'année en quatre chiffres, par exemple «\u{a0}2014\u{a0}».",
            "Write the year with four digits, for example “2014”."
        ),
    )
}

pub(super) fn empty(lang: Lang) -> Message {
    Message::new(
        say!(lang, "Ce texte est vide.", "This text is empty."),
        say!(lang, "vide", "empty"),
        say!(lang, "Écrivez une valeur, ou supprimez cet élément.", "Write a value, or remove this item."),
    )
}

pub(super) fn code(found: &str, expected: CodeForm, lang: Lang) -> Message {
    let text = quoted(found, lang);
    let (message, hint) = match expected {
        CodeForm::Commune => (
            say!(lang, "{text} n'est pas un code INSEE de commune.", "{text} is not a commune's INSEE code."),
            say!(
                lang,
                "Écrivez cinq chiffres (2A ou 2B et trois chiffres en Corse), par exemple \"62498\" pour Lens\u{a0}; ce n'est pas le code postal.",
                "Write five digits (2A or 2B and three digits in Corsica), for example \"62498\" for Lens; it is not the postal code."
            ),
        ),
        CodeForm::PostalCode => (
            say!(lang, "{text} n'est pas un code postal.", "{text} is not a postal code."),
            say!(lang, "Écrivez cinq chiffres, par exemple \"62300\".", "Write five digits, for example \"62300\"."),
        ),
        CodeForm::Siren => (
            say!(lang, "{text} n'est pas un numéro SIREN.", "{text} is not a SIREN number."),
            say!(
                lang,
                "Écrivez les neuf chiffres du SIREN, et non les quatorze du SIRET.",
                "Write the nine digits of the SIREN, not the fourteen of the SIRET."
            ),
        ),
    };
    Message::new(message, say!(lang, "code mal formé", "malformed code"), hint)
}

pub(super) fn boolean(found: &str, meant: Option<bool>, lang: Lang) -> Message {
    let text = quoted(found, lang);
    Message::new(
        say!(
            lang,
            "{text} n'est ni «\u{a0}oui\u{a0}» ni «\u{a0}non\u{a0}».",
            "{text} is neither “oui” (yes) nor “non” (no)."
        ),
        say!(lang, "oui ou non", "oui or non"),
        match meant {
            Some(true) => say!(lang, "Écrivez «\u{a0}oui\u{a0}» (ou «\u{a0}true\u{a0}»).", "Write “oui” (or “true”)."),
            Some(false) => {
                say!(lang, "Écrivez «\u{a0}non\u{a0}» (ou «\u{a0}false\u{a0}»).", "Write “non” (or “false”).")
            }
            None => say!(lang, "Écrivez «\u{a0}oui\u{a0}» ou «\u{a0}non\u{a0}».", "Write “oui” or “non”."),
        },
    )
}

pub(super) fn poste(found: &str, side: Side, error: PosteError, lang: Lang) -> Message {
    let text = quoted(found, lang);
    let (range, contributions) = side.accounts();
    let (first, last) = (range.start(), range.end());
    let name = |side| match side {
        Side::Charges => say!(lang, "charges", "charges (expenses)"),
        Side::Produits => say!(lang, "produits", "produits (income)"),
    };
    let (here, there) = (name(side), name(side.other()));
    let accounts = say!(
        lang,
        "Les postes des {here} vont de {first} à {last}, et {contributions} pour les contributions volontaires.",
        "The accounts of {here} go from {first} to {last}, and {contributions} for voluntary contributions."
    );
    let (message, hint) = match error {
        PosteError::NotAnAccount => (
            say!(lang, "{text} n'est pas un numéro de poste.", "{text} is not an account's number."),
            say!(lang, "Écrivez deux ou trois chiffres. {accounts}", "Write two or three digits. {accounts}"),
        ),
        PosteError::OtherSide => (
            say!(
                lang,
                "Le poste {text} appartient aux {there}, et non aux {here}.",
                "Account {text} belongs to {there}, not to {here}."
            ),
            say!(
                lang,
                "Déplacez cette ligne dans les {there}, ou corrigez son poste. {accounts}",
                "Move this line to {there}, or correct its account. {accounts}"
            ),
        ),
        PosteError::Unknown => (
            say!(
                lang,
                "Le poste {text} n'existe pas dans le tableau du Cerfa 12156.",
                "The table of Cerfa 12156 has no account {text}."
            ),
            accounts,
        ),
    };
    Message::new(message, say!(lang, "pas un poste des {here}", "no account of {here}"), hint)
}

pub(super) fn version(found: &str, lang: Lang) -> Message {
    let text = quoted(found, lang);
    Message::new(
        say!(lang, "La version {text} du format n'est pas connue.", "Version {text} of the format is not known."),
        say!(lang, "version inconnue", "unknown version"),
        say!(lang, "Écrivez «\u{a0}version: 1\u{a0}».", "Write “version: 1”."),
    )
}

pub(super) fn campaign(found: &str, known: &[i64], lang: Lang) -> Message {
    let text = quoted(found, lang);
    let known: Vec<String> = known.iter().map(i64::to_string).collect();
    let known = listed(known.iter().map(String::as_str));
    Message::new(
        say!(
            lang,
            "Aucune règle n'est chargée pour la campagne {text}.",
            "No rules are loaded for the campaign {text}."
        ),
        say!(lang, "campagne inconnue", "unknown campaign"),
        say!(
            lang,
            "Campagnes connues\u{a0}: {known}. D'autres s'ajoutent avec --rules ou --overlay.",
            "Campaigns known: {known}. Others come with --rules or --overlay."
        ),
    )
}
