//! The words of a list of dossiers and of the summary after it.

use super::terminal::{colon, days_left};
use crate::text::{Lang, Text, count, text};

pub(crate) const NAMES: Text = text("Porteur, projet", "Holder, project");
pub(crate) const REASON: Text = text("Motif", "Reason");
/// What stands in the rest of a line, whatever its length.
pub(crate) const REST: Text =
    text("Fichier — porteur, projet — premier motif", "File — holder, project — first reason");

pub(crate) const MAX_VIOLATED: Text =
    text("Ce qui fait le plus souvent défaut, en nombre de dossiers", "What most often does not hold, in dossiers");
pub(crate) const MAX_UNDETERMINED: Text = text(
    "Ce qui reste le plus souvent à compléter, en nombre de dossiers",
    "What is most often still to fill in, in dossiers",
);
pub(crate) const MAX_ERRORS: Text = text(
    "Ce qui empêche le plus souvent de lire, en nombre de dossiers",
    "What most often keeps from reading, in dossiers",
);
pub(crate) const DEADLINES: Text = text("Prochaines échéances", "Next deadlines");

/// A number of dossiers.
pub(crate) fn dossiers(number: usize, lang: Lang) -> String {
    count(number as u64, "dossier", "dossiers", lang)
}

/// A deadline: when, what is due, and how many dossiers have not filed it.
pub(crate) fn deadline(title: &str, days: i64, last: &str, open: usize, lang: Lang) -> String {
    let days = days_left(days, last, lang);
    let waiting = match (open, lang) {
        (0, Lang::Fr) => "aucun dossier en attente".to_owned(),
        (0, Lang::En) => "no dossier waits for it".to_owned(),
        (_, Lang::Fr) => format!("{} en attente", dossiers(open, lang)),
        (_, Lang::En) => format!("{} not filed yet", dossiers(open, lang)),
    };
    format!("{days} {title}{} {waiting}.", colon(lang))
}

/// A part of the sum in the line above.
pub(crate) fn of_it(part: &str, lang: Lang) -> String {
    let mut letters = part.chars();
    let first = letters.next();
    let part: String = first.into_iter().flat_map(char::to_lowercase).chain(letters).collect();
    match lang {
        Lang::Fr => format!("dont {part}"),
        Lang::En => format!("of it {part}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_keep_their_proper_nouns() {
        assert_eq!(of_it("Part de la Région", Lang::Fr), "dont part de la Région");
        assert_eq!(of_it("", Lang::En), "of it ");
    }

    #[test]
    fn deadlines_say_how_many_wait_for_them() {
        assert_eq!(
            deadline("Dépôt", 3, "4 mai 2014", 1, Lang::Fr),
            "Il reste 3 jours avant le 4 mai 2014. Dépôt : 1 dossier en attente."
        );
        assert_eq!(
            deadline("Filing", -1, "4 May 2014", 0, Lang::En),
            "The deadline of 4 May 2014 passed 1 day ago. Filing: no dossier waits for it."
        );
    }
}
