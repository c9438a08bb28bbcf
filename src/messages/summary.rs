//! The words of a list of dossiers and of the summary after it.

use super::labels::colon;
use super::template::messages;
use super::terminal::days_left;
use crate::text::Lang;

pub(crate) fn deadline(title: &str, days: i64, last: &str, open: usize, lang: Lang) -> String {
    let waiting = if open == 0 { none_waits(lang).to_owned() } else { waiting(open, lang) };
    format!("{} {title}{} {waiting}.", days_left(days, last, lang), colon(lang))
}

pub(crate) fn of_it(part: &str, lang: Lang) -> String {
    let mut letters = part.chars();
    let first = letters.next();
    of_which(first.into_iter().flat_map(char::to_lowercase).chain(letters).collect::<String>(), lang)
}

messages! {
    names { fr: "Porteur, projet", en: "Applicant, project" }
    reason { fr: "Motif", en: "Reason" }
    /// What stands in the rest of a line, whatever its length.
    rest { fr: "Fichier — porteur, projet — premier motif", en: "File — applicant, project — first reason" }

    most_violated {
        fr: "Ce qui fait le plus souvent défaut, en nombre de dossiers",
        en: "What most often does not hold, in dossiers",
    }
    most_undetermined {
        fr: "Ce qui reste le plus souvent à compléter, en nombre de dossiers",
        en: "What is most often still to fill in, in dossiers",
    }
    most_errors {
        fr: "Ce qui empêche le plus souvent de lire, en nombre de dossiers",
        en: "What most often keeps from reading, in dossiers",
    }
    deadlines { fr: "Prochaines échéances", en: "Next deadlines" }

    none_waits { fr: "aucun dossier en attente", en: "no dossier waits for it" }
    waiting(#number) {
        fr: "{number} dossier en attente" | "{number} dossiers en attente",
        en: "{number} dossier not filed yet" | "{number} dossiers not filed yet",
    }
    of_which(part) { fr: "dont {part}", en: "of it {part}" }
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
            "Il reste 3 jours avant le 4 mai 2014. Dépôt\u{a0}: 1 dossier en attente."
        );
        assert_eq!(
            deadline("Filing", -1, "4 May 2014", 0, Lang::En),
            "The deadline of 4 May 2014 passed 1 day ago. Filing: no dossier waits for it."
        );
    }
}
