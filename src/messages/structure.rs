//! What is wrong with a file's structure, said to the people who wrote it: in French first, in plain
//! words, and always with what to write instead where that is known.

mod amounts;
mod file;
mod keys;
mod syntax;
mod values;

use std::borrow::Cow;

use super::Message;
use crate::dossier::ProblemKind;
use crate::text::{Lang, excerpt, visible};

/// A text in the language asked for; both may name variables in braces.
macro_rules! say {
    ($lang:expr, $fr:literal, $en:literal) => {
        match $lang {
            $crate::text::Lang::Fr => format!($fr),
            $crate::text::Lang::En => format!($en),
        }
    };
}
pub(super) use say;

/// A few words to stand under the first of two equal keys.
pub fn first_of_two(lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => "écrite ici une première fois",
        Lang::En => "first written here",
    }
}

/// What is said of one problem.
pub(crate) fn message(kind: &ProblemKind, lang: Lang) -> Message {
    match kind {
        ProblemKind::Read(error) => file::unreadable(error, lang),
        ProblemKind::Panicked(place) => file::panicked(place, lang),
        ProblemKind::Yaml(fault) => file::fault(fault, lang),
        ProblemKind::UnknownKey(unknown) => keys::unknown(unknown, lang),
        ProblemKind::MissingKey(field) => keys::missing(*field, lang),
        ProblemKind::Shape { expected, found } => keys::shape(*expected, *found, lang),
        ProblemKind::Token { found, allowed, nearest } => values::token(found, allowed, *nearest, lang),
        ProblemKind::Year(found) => values::year(found, lang),
        ProblemKind::EmptyText => values::empty(lang),
        ProblemKind::Amount { found, error } => amounts::words(found, error, lang),
        ProblemKind::Date { found, error } => values::date(found, error, lang),
        ProblemKind::BadCode { found, expected } => values::code(found, *expected, lang),
        ProblemKind::Bool { found, meant } => values::boolean(found, *meant, lang),
        ProblemKind::Poste { found, side, error } => values::poste(found, *side, *error, lang),
        ProblemKind::Version(found) => values::version(found, lang),
        ProblemKind::Campaign { found, known } => values::campaign(found, known, lang),
    }
}

/// A text of the file or of the format in the language's quotation marks.
fn quoted(text: &str, lang: Lang) -> String {
    let text = excerpt(text);
    match lang {
        Lang::Fr => format!("«\u{a0}{text}\u{a0}»"),
        Lang::En => format!("“{text}”"),
    }
}

/// Several of them, with commas.
fn listed<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    let texts: Vec<Cow<'_, str>> = texts.into_iter().map(visible).collect();
    texts.join(", ")
}

/// The question whether another word was meant.
fn did_you_mean(word: &str, lang: Lang) -> String {
    let word = quoted(word, lang);
    say!(lang, "Vouliez-vous écrire {word}\u{202f}?", "Did you mean {word}?")
}

#[cfg(test)]
mod tests;
