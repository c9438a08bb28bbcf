//! The types of facts, in words.

use super::template::messages;
use crate::rules::{ScalarType, Type};
use crate::text::Lang;

pub(crate) fn name(kind: Type, lang: Lang) -> &'static str {
    match kind {
        Type::One(ScalarType::Prose) => text(lang),
        Type::One(ScalarType::Token(_)) => token(lang),
        Type::One(ScalarType::Slug) => slug(lang),
        Type::One(ScalarType::Code) => code(lang),
        Type::One(ScalarType::Bool) => boolean(lang),
        Type::One(ScalarType::Date) => date(lang),
        Type::One(ScalarType::Money) => amount(lang),
        Type::One(ScalarType::Number) => number(lang),
        Type::One(ScalarType::Ratio) => ratio(lang),
        Type::Many(ScalarType::Money) => list_of_amounts(lang),
        Type::Many(ScalarType::Date) => list_of_dates(lang),
        Type::Many(_) => list(lang),
        Type::Records => table(lang),
    }
}

messages! {
    text { fr: "texte", en: "text" }
    token { fr: "jeton", en: "token" }
    slug { fr: "mot-clé", en: "slug" }
    code { fr: "code", en: "code" }
    boolean { fr: "oui/non", en: "boolean" }
    date { fr: "date", en: "date" }
    amount { fr: "montant", en: "amount" }
    number { fr: "nombre", en: "number" }
    ratio { fr: "taux", en: "ratio" }
    list_of_amounts { fr: "liste de montants", en: "list of amounts" }
    list_of_dates { fr: "liste de dates", en: "list of dates" }
    list { fr: "liste", en: "list" }
    table { fr: "tableau", en: "table" }
}
