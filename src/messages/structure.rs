//! What is wrong with a file's structure, for the people who wrote it, with what to write instead where known.

mod amounts;
mod file;
mod keys;
mod surface;
mod syntax;
mod values;
mod yaml;

use std::borrow::Cow;

use super::Message;
use super::template::messages;
use crate::dossier::ProblemKind;
use crate::text::{Lang, excerpt, visible};

pub(crate) use yaml::first_of_two;

pub(crate) fn message(kind: &ProblemKind, lang: Lang) -> Message {
    match kind {
        ProblemKind::Read(error) => file::message(error, lang),
        ProblemKind::Panicked(place) => file::panicked(place, lang),
        ProblemKind::Yaml(fault) => yaml::message(fault, lang),
        ProblemKind::UnknownKey(unknown) => keys::unknown(unknown, lang),
        ProblemKind::MissingKey(field) => keys::missing(*field, lang),
        ProblemKind::Shape { expected, found, field } => keys::shape(*expected, *found, *field, lang),
        ProblemKind::BareList { key, list } => keys::bare_list(key, list, lang),
        ProblemKind::PastedRow { line } => keys::pasted_row(line.as_deref(), lang),
        ProblemKind::LabelAsKey { key, line } => keys::label_as_key(key, line.as_deref(), lang),
        ProblemKind::Surface { fault, found, meant, .. } => surface::message(*fault, found, meant, lang),
        ProblemKind::Token { found, allowed, nearest } => values::token(found, allowed, *nearest, lang),
        ProblemKind::Year(found) => values::year(found, lang),
        ProblemKind::Amount { found, error } => amounts::message(found, error, lang),
        ProblemKind::Date { found, error } => values::date(found, error, lang),
        ProblemKind::BadCode { found, expected } => values::code(found, *expected, lang),
        ProblemKind::Bool { found, meant } => values::boolean(found, *meant, lang),
        ProblemKind::Poste { found, side, error } => values::poste(found, *side, *error, lang),
        ProblemKind::Version(found) => values::version(found, lang),
        ProblemKind::Campaign { found, known, meant } => values::campaign(found, known, *meant, lang),
    }
}

fn did_you_mean(word: &str, lang: Lang) -> String {
    meant(excerpt(word), lang)
}

fn listed<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    let texts: Vec<Cow<'_, str>> = texts.into_iter().map(visible).collect();
    texts.join(", ")
}

messages! {
    meant(word) { fr: "Vouliez-vous écrire « {word} » ?", en: "Did you mean “{word}”?" }
}

#[cfg(test)]
pub(super) fn catalogues() -> Vec<(&'static str, super::template::Samples)> {
    vec![
        ("structure", catalogue()),
        ("structure::file", file::catalogue()),
        ("structure::file::special_file", file::special_file::catalogue()),
        ("structure::file::foreign_format", file::foreign_format::catalogue()),
        ("structure::yaml", yaml::catalogue()),
        ("structure::syntax", syntax::catalogue()),
        ("structure::keys", keys::catalogue()),
        ("structure::surface", surface::catalogue()),
        ("structure::values", values::catalogue()),
        ("structure::amounts", amounts::catalogue()),
    ]
}

#[cfg(test)]
#[path = "../../tests/internal/messages/structure.rs"]
mod tests;
