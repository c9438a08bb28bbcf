//! What to write beside a key that is to be filled in.

use super::template::messages;
use super::words::characters;
use crate::dossier::format::ScalarKind;
use crate::text::Lang;

messages! {
    at_least(length) { fr: "{length} au moins", en: "at least {length}" }
    money { fr: "un montant : 1250,50 ou 1 250,50 €", en: "an amount: 1250,50 or 1 250,50 €" }
    date { fr: "une date : 2015-02-28 ou 28/02/2015", en: "a date: 2015-02-28 or 28/02/2015" }
    yes_or_no { fr: "oui ou non", en: "oui (yes) or non (no)" }
    year { fr: "une année, quatre chiffres", en: "a year, four digits" }
    commune { fr: "le code INSEE, cinq caractères, entre guillemets", en: "the INSEE code, five characters, in quotes" }
    postal_code { fr: "cinq chiffres, entre guillemets", en: "five digits, in quotes" }
    siren { fr: "neuf chiffres, entre guillemets", en: "nine digits, in quotes" }
    siret { fr: "quatorze chiffres, entre guillemets", en: "fourteen digits, in quotes" }
    rna { fr: "W et neuf chiffres", en: "W and nine digits" }
    quartier { fr: "QP et six chiffres, ou le nom du quartier", en: "QP and six digits, or the quartier's name" }
}

/// What a value of this type is; of a text, how long it has to be.
pub(crate) fn value(kind: ScalarKind, least: Option<usize>, lang: Lang) -> Option<String> {
    Some(match kind {
        ScalarKind::Text => return least.map(|least| at_least(characters(least, lang), lang)),
        ScalarKind::Token(words) => words.join(", "),
        ScalarKind::Money => money(lang).to_owned(),
        ScalarKind::Date => date(lang).to_owned(),
        ScalarKind::Bool => yes_or_no(lang).to_owned(),
        ScalarKind::Year => year(lang).to_owned(),
        ScalarKind::Commune => commune(lang).to_owned(),
        ScalarKind::PostalCode => postal_code(lang).to_owned(),
        ScalarKind::Siren => siren(lang).to_owned(),
        ScalarKind::Siret => siret(lang).to_owned(),
        ScalarKind::Rna => rna(lang).to_owned(),
        ScalarKind::Quartier => quartier(lang).to_owned(),
        ScalarKind::Version | ScalarKind::Campaign | ScalarKind::Slug | ScalarKind::Poste(_) => return None,
    })
}
