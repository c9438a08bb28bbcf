//! What is worth a second look in rule sets, said to the person who writes them.

use crate::rules::FindingKind;
use crate::text::{Lang, long_date};

/// What was found, in a sentence.
pub fn message(kind: &FindingKind, lang: Lang) -> String {
    match (kind, lang) {
        (FindingKind::Never(rule), Lang::Fr) => format!("La règle {rule} ne peut jamais être respectée."),
        (FindingKind::Never(rule), Lang::En) => format!("Rule {rule} can never hold."),
        (FindingKind::NeverApplies(rule), Lang::Fr) => {
            format!("Cette condition de la règle {rule} ne peut jamais être remplie.")
        }
        (FindingKind::NeverApplies(rule), Lang::En) => format!("This condition of rule {rule} can never be met."),
        (FindingKind::Always(rule), Lang::Fr) => format!("La règle {rule} ne peut jamais être enfreinte."),
        (FindingKind::Always(rule), Lang::En) => format!("Rule {rule} can never be violated."),
        (FindingKind::UnusedFact(name), Lang::Fr) => format!("Aucune règle ne lit le fait {name}."),
        (FindingKind::UnusedFact(name), Lang::En) => format!("No rule reads the fact {name}."),
        (FindingKind::UnusedList(name), Lang::Fr) => format!("Rien ne lit la liste {name}."),
        (FindingKind::UnusedList(name), Lang::En) => format!("Nothing reads the list {name}."),
        (FindingKind::UnusedLabel(name), Lang::Fr) => {
            format!("Ce libellé ne sert à rien : {name} n'est dans aucune liste ni aucune table lue.")
        }
        (FindingKind::UnusedLabel(name), Lang::En) => {
            format!("This label serves nothing: {name} is in no list and in no table that is read.")
        }
        (FindingKind::Untested(rule), Lang::Fr) => format!("La règle {rule} n'a aucun cas de test."),
        (FindingKind::Untested(rule), Lang::En) => format!("Rule {rule} has no test case."),
        (FindingKind::Bound { rule, kept, missed }, Lang::Fr) => format!(
            "Aucun cas de test de {rule} n'atteint cette borne {}, au centime ou au jour près.",
            match (kept, missed) {
                (false, false) => "d'un côté ni de l'autre",
                (false, true) => "en la respectant",
                _ => "en la dépassant",
            }
        ),
        (FindingKind::Bound { rule, kept, missed }, Lang::En) => format!(
            "No test case of {rule} comes to this bound {}, within a cent or a day.",
            match (kept, missed) {
                (false, false) => "on either side",
                (false, true) => "and keeps it",
                _ => "and misses it",
            }
        ),
        (FindingKind::OutOfDate { set, last }, Lang::Fr) => {
            format!("La période de validité de {set} a pris fin le {}.", long_date(*last, lang))
        }
        (FindingKind::OutOfDate { set, last }, Lang::En) => {
            format!("The period of validity of {set} ended on {}.", long_date(*last, lang))
        }
    }
}

/// What to do about it, where it can be told.
pub fn hint(kind: &FindingKind, lang: Lang) -> Option<String> {
    let (french, english) = match kind {
        FindingKind::Never(_) | FindingKind::NeverApplies(_) | FindingKind::Always(_) => (
            "Cherchez deux conditions qui s'excluent, ou qui laissent tout passer.",
            "Look for two conditions that exclude each other, or that let everything through.",
        ),
        FindingKind::UnusedFact(_) | FindingKind::UnusedList(_) | FindingKind::UnusedLabel(_) => (
            "Supprimez-le, ou corrigez le nom là où il devait servir.",
            "Delete it, or mend the name where it was to serve.",
        ),
        FindingKind::Untested(_) | FindingKind::Bound { .. } => {
            ("Ajoutez un [[case]] dans tests/*.toml.", "Add a [[case]] in tests/*.toml.")
        }
        FindingKind::OutOfDate { .. } => return None,
    };
    Some(if lang == Lang::Fr { french } else { english }.to_owned())
}
