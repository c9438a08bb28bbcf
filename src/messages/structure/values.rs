//! Values that cannot be read, or that the format does not know.

use chrono::{Datelike, NaiveDate};

use super::{Message, did_you_mean, listed};
use crate::dossier::format::Side;
use crate::dossier::{CodeForm, DateError, PosteError};
use crate::messages::template::messages;
use crate::text::{Lang, excerpt, month_name};

pub(super) fn date(found: &str, error: &DateError, lang: Lang) -> Message {
    let text = excerpt(found);
    let (summary, hint) = match error {
        DateError::Unreadable { meant } => (
            not_a_date(text, lang),
            match meant {
                Some(day) => write_date(day.format("%Y-%m-%d"), day.format("%d/%m/%Y"), lang),
                None => date_forms(lang).to_owned(),
            },
        ),
        DateError::NoSuchMonth { month } => (no_such_month(text, month, lang), where_the_month_is(lang).to_owned()),
        DateError::NoSuchDay { month, days } => {
            (no_such_day(text, month_of_year(*month, lang), days, lang), correct_day(days, lang))
        }
    };
    Message::new(summary, not_a_date_label(lang), hint)
}

fn month_of_year(month: NaiveDate, lang: Lang) -> String {
    format!("{} {}", month_name(month, lang), month.year())
}

pub(super) fn token(found: &str, allowed: &[&str], nearest: Option<&str>, lang: Lang) -> Message {
    let choices = possible_values(listed(allowed.iter().copied()), lang);
    let hint = match nearest {
        Some(nearest) => format!("{} {choices}", did_you_mean(nearest, lang)),
        None => choices,
    };
    Message::new(unknown_value(excerpt(found), lang), unknown_value_label(lang), hint)
}

pub(super) fn year(found: &str, lang: Lang) -> Message {
    Message::new(not_a_year(excerpt(found), lang), not_a_year_label(lang), write_year(lang))
}

pub(super) fn code(found: &str, expected: CodeForm, lang: Lang) -> Message {
    let text = excerpt(found);
    let (summary, hint) = match expected {
        CodeForm::Commune => (not_a_commune(text, lang), write_commune(lang)),
        CodeForm::PostalCode => (not_a_postal_code(text, lang), write_postal_code(lang)),
        CodeForm::Siren => (not_a_siren(text, lang), write_siren(lang)),
    };
    Message::new(summary, bad_code_label(lang), hint)
}

pub(super) fn boolean(found: &str, meant: Option<bool>, lang: Lang) -> Message {
    let hint = match meant {
        Some(true) => write_yes(lang),
        Some(false) => write_no(lang),
        None => write_yes_or_no(lang),
    };
    Message::new(neither_yes_nor_no(excerpt(found), lang), yes_or_no_label(lang), hint)
}

pub(super) fn poste(found: &str, side: Side, error: PosteError, lang: Lang) -> Message {
    let text = excerpt(found);
    let (range, contributions) = side.accounts();
    let (here, there) = (side_name(side, lang), side_name(side.other(), lang));
    let accounts = accounts_of(here, range.start(), range.end(), contributions, lang);
    let (summary, hint) = match error {
        PosteError::NotAnAccount => (not_an_account(text, lang), write_account(accounts, lang)),
        PosteError::OtherSide => (other_side(text, there, here, lang), move_line(there, accounts, lang)),
        PosteError::Investment => (investment_account(text, lang), write_investment(lang).to_owned()),
        PosteError::Unknown => (no_such_account(text, lang), accounts),
    };
    Message::new(summary, no_account_label(here, lang), hint)
}

fn side_name(side: Side, lang: Lang) -> &'static str {
    match side {
        Side::Charges => charges(lang),
        Side::Produits => produits(lang),
    }
}

pub(super) fn version(found: &str, lang: Lang) -> Message {
    Message::new(unknown_version(excerpt(found), lang), unknown_version_label(lang), write_version(lang))
}

pub(super) fn campaign(found: &str, known: &[i64], meant: Option<i64>, lang: Lang) -> Message {
    let known = known.iter().map(i64::to_string).collect::<Vec<_>>().join(", ");
    let known = known_campaigns(known, lang);
    let hint = match meant {
        Some(year) => format!("{} {known}", did_you_mean(&year.to_string(), lang)),
        None => known,
    };
    Message::new(unknown_campaign(excerpt(found), lang), unknown_campaign_label(lang), hint)
}

messages! {
    not_a_date(text) {
        fr: "« {text} » n'est pas écrit comme une date de dossier.",
        en: "“{text}” is not a date in one of the forms expected.",
    }
    not_a_date_label { fr: "pas une date", en: "not a date" }
    write_date(iso, french) { fr: "Écrivez « {iso} » ou « {french} ».", en: "Write “{iso}” or “{french}”." }
    date_forms {
        fr: "Écrivez l'année, le mois et le jour (« 2014-11-28 ») ou le jour, le mois et l'année (« 28/11/2014 »).",
        en: "Write year, month and day (“2014-11-28”) or day, month and year (“28/11/2014”).",
    }
    no_such_month(text, month) {
        fr: "« {text} » n'est pas une date : il n'y a pas de mois n° {month}.",
        en: "“{text}” is no date: there is no month {month}.",
    }
    where_the_month_is {
        fr: "Le mois se trouve au milieu : jour/mois/année ou année-mois-jour.",
        en: "The month stands in the middle: day/month/year or year-month-day.",
    }
    no_such_day(text, month, days) {
        fr: "« {text} » n'existe pas : {month} compte {days} jours.",
        en: "“{text}” does not exist: {month} has {days} days.",
    }
    correct_day(days) { fr: "Corrigez le jour, de 1 à {days}.", en: "Correct the day, from 1 to {days}." }

    unknown_value(text) {
        fr: "« {text} » ne fait pas partie des valeurs prévues ici.",
        en: "“{text}” is none of the values that can stand here.",
    }
    unknown_value_label { fr: "valeur inconnue", en: "unknown value" }
    possible_values(list) { fr: "Valeurs possibles : {list}.", en: "Possible values: {list}." }

    not_a_year(text) { fr: "« {text} » n'est pas une année.", en: "“{text}” is not a year." }
    not_a_year_label { fr: "pas une année", en: "not a year" }
    write_year {
        fr: "Écrivez l'année en quatre chiffres, par exemple « 2014 ».",
        en: "Write the year with four digits, for example “2014”.",
    }

    bad_code_label { fr: "code mal formé", en: "malformed code" }
    not_a_commune(text) {
        fr: "« {text} » n'est pas un code INSEE de commune.",
        en: "“{text}” is not a commune's INSEE code.",
    }
    write_commune {
        fr: "Écrivez cinq chiffres (2A ou 2B et trois chiffres en Corse), par exemple \"62498\" pour Lens ; ce n'est pas le code postal.",
        en: "Write five digits (2A or 2B and three digits in Corsica), for example \"62498\" for Lens; it is not the postal code.",
    }
    not_a_postal_code(text) {
        fr: "« {text} » n'est pas un code postal.",
        en: "“{text}” is not a postal code.",
    }
    write_postal_code {
        fr: "Écrivez cinq chiffres, par exemple \"62300\".",
        en: "Write five digits, for example \"62300\".",
    }
    not_a_siren(text) { fr: "« {text} » n'est pas un numéro SIREN.", en: "“{text}” is not a SIREN number." }
    write_siren {
        fr: "Écrivez les neuf chiffres du SIREN, et non les quatorze du SIRET.",
        en: "Write the nine digits of the SIREN, not the fourteen of the SIRET.",
    }

    neither_yes_nor_no(text) {
        fr: "« {text} » n'est ni « oui » ni « non ».",
        en: "“{text}” is neither “oui” (yes) nor “non” (no).",
    }
    yes_or_no_label { fr: "oui ou non", en: "oui or non" }
    write_yes { fr: "Écrivez « oui ».", en: "Write “oui” (yes)." }
    write_no { fr: "Écrivez « non ».", en: "Write “non” (no)." }
    write_yes_or_no { fr: "Écrivez « oui » ou « non ».", en: "Write “oui” or “non”." }

    charges { fr: "charges", en: "charges (expenses)" }
    produits { fr: "produits", en: "produits (income)" }
    accounts_of(side, first, last, contributions) {
        fr: "Les postes des {side} vont de {first} à {last}, et {contributions} pour les contributions volontaires.",
        en: "The accounts of {side} go from {first} to {last}, and {contributions} for voluntary contributions.",
    }
    not_an_account(text) {
        fr: "« {text} » n'est pas un numéro de poste.",
        en: "“{text}” is not an account's number.",
    }
    write_account(accounts) {
        fr: "Écrivez deux ou trois chiffres. {accounts}",
        en: "Write two or three digits. {accounts}",
    }
    other_side(text, there, here) {
        fr: "Le poste « {text} » appartient aux {there}, et non aux {here}.",
        en: "Account “{text}” belongs to {there}, not to {here}.",
    }
    move_line(there, accounts) {
        fr: "Déplacez cette ligne dans les {there}, ou corrigez son poste. {accounts}",
        en: "Move this line to {there}, or correct its account. {accounts}",
    }
    no_such_account(text) {
        fr: "Le poste « {text} » n'existe pas dans le tableau du Cerfa 12156.",
        en: "The table of Cerfa 12156 has no account “{text}”.",
    }
    investment_account(text) {
        fr: "Le poste « {text} » est un compte d'investissement ; le tableau du Cerfa 12156 n'en a pas.",
        en: "Account “{text}” is one of investment; the table of Cerfa 12156 has none.",
    }
    write_investment {
        fr: "Inscrivez le matériel au poste 60, les travaux et l'aménagement au poste 61, les études au poste 62 ; demandez la part d'investissement sous « demande », avec « investissement: ».",
        en: "Put equipment under account 60, works under account 61, studies under account 62; ask for the investment part below “demande”, with “investissement:”.",
    }
    no_account_label(side) { fr: "pas un poste des {side}", en: "no account of {side}" }

    unknown_version(text) {
        fr: "La version « {text} » du format n'est pas connue.",
        en: "Version “{text}” of the format is not known.",
    }
    unknown_version_label { fr: "version inconnue", en: "unknown version" }
    write_version { fr: "Écrivez « version: 1 ».", en: "Write “version: 1”." }

    unknown_campaign(text) {
        fr: "Aucune règle n'est chargée pour la campagne « {text} ».",
        en: "No rules are loaded for the campaign “{text}”.",
    }
    unknown_campaign_label { fr: "campagne inconnue", en: "unknown campaign" }
    known_campaigns(known) {
        fr: "Campagnes connues : {known}. D'autres s'ajoutent avec --rules ou --overlay.",
        en: "Campaigns known: {known}. Others come with --rules or --overlay.",
    }
}
