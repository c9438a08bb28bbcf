//! Words that messages of several subjects share.

use super::template::messages;
use crate::text::Lang;

messages! {
    yes { fr: "oui", en: "yes" }
    no { fr: "non", en: "no" }
    quoted(text) { fr: "« {text} »", en: "“{text}”" }
    or { fr: " ou ", en: " or " }
    and { fr: " et ", en: " and " }
    /// Between things of which each may have commas.
    semicolon { fr: " ; ", en: "; " }
    /// Between values that were found side by side.
    beside { fr: " ; ", en: "; " }
    lines(#number) { fr: "{number} ligne" | "{number} lignes", en: "{number} line" | "{number} lines" }
    days(#number) { fr: "{number} jour" | "{number} jours", en: "{number} day" | "{number} days" }
    digits(#number) { fr: "{number} chiffre" | "{number} chiffres", en: "{number} digit" | "{number} digits" }
    characters(#number) {
        fr: "{number} caractère" | "{number} caractères",
        en: "{number} character" | "{number} characters",
    }
    an_entry { fr: "au moins une entrée", en: "at least one entry" }
}

pub(crate) fn yes_no(value: bool, lang: Lang) -> &'static str {
    if value { yes(lang) } else { no(lang) }
}

/// A list, joined by commas and a last `ou`.
pub(crate) fn one_of(list: &[String], lang: Lang) -> String {
    join_last(list, or(lang))
}

/// A list, joined by commas and a last `et`.
pub(crate) fn all_of(list: &[String], lang: Lang) -> String {
    join_last(list, and(lang))
}

fn join_last(list: &[String], last: &str) -> String {
    match list {
        [] => String::new(),
        [only] => only.clone(),
        [before @ .., end] => format!("{}{last}{end}", before.join(", ")),
    }
}

pub(crate) fn sentence(text: &str) -> String {
    let end = if text.is_empty() || text.ends_with(['.', '!', '?', '…']) { "" } else { "." };
    capitalised(text) + end
}

pub(crate) fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map(|first| first.to_uppercase().chain(characters).collect()).unwrap_or_default()
}
