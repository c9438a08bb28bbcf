//! The words of the terminal format.

mod verdict;

pub(crate) use verdict::VerdictSentence;
use verdict::points_to_mend;

use crate::engine::{StatusKind, Verdict};
use crate::rules::{Group, Level};
use crate::text::{Lang, Text, count, text};

/// Before a colon: French has a space there.
pub(crate) fn colon(lang: Lang) -> &'static str {
    text(" :", ":").get(lang)
}

/// Words that stay with the number before them.
pub(crate) const COUNTED: &[&str] = &[
    "jour",
    "jours",
    "day",
    "days",
    "euro",
    "euros",
    "point",
    "points",
    "information",
    "informations",
    "piece",
    "pieces",
    "règle",
    "règles",
    "rule",
    "rules",
    "réserve",
    "réserves",
    "reservation",
    "reservations",
];
/// Words that stay with the number after them.
pub(crate) const NUMBERED: &[&str] = &["Fiche", "fiche", "poste", "account", "ligne", "line"];

// --- Sections -----------------------------------------------------------------------------------------------------------------------

pub(crate) const TO_MEND: Text = text("À corriger", "To mend");
pub(crate) const TO_FILL_IN: Text = text("À compléter", "To fill in");
pub(crate) const RESERVATIONS: Text = text("Réserves", "Reservations");
pub(crate) const DECLARED: Text = text("Déclaré par vous", "Declared by you");
pub(crate) const OVERVIEW: Text = text("Vue d'ensemble", "Overview");
pub(crate) const NOTES: Text = text("Bon à savoir", "Good to know");
pub(crate) const SATISFIED: Text = text("Règles respectées", "Rules that hold");
pub(crate) const NOT_APPLICABLE: Text = text("Sans objet", "Not applicable");
pub(crate) const OTHER_FICHES: Text = text("Les autres fiches", "The other fiches");
pub(crate) const REMINDERS: Text = text("Ce que l'outil ne décide pas", "What this tool does not decide");

pub(crate) const PLAN: Text = text("Plan de mise en conformité", "Compliance plan");
pub(crate) const PLAN_LEAD: Text = text(
    "Une seule modification ne suffit pas ; celles-ci, ensemble, rendent le dossier éligible.",
    "One change alone is not enough; these together make the dossier eligible.",
);
pub(crate) const RESERVATIONS_LEAD: Text = text(
    "Ces points ne bloquent pas votre dossier, mais le jury les regardera.",
    "These points do not block your dossier, but the jury will look at them.",
);
pub(crate) const TO_FILL_IN_LEAD: Text = text(
    "Sans ces informations, le dossier ne peut pas être vérifié jusqu'au bout.",
    "Without this information the dossier cannot be checked to the end.",
);
pub(crate) const DECLARED_LEAD: Text = text(
    "Ces points reposent sur ce que vous déclarez ; un technicien les vérifiera avec vous.",
    "These points rest on what you declare; a technician will verify them with you.",
);
pub(crate) const NO_FICHE: Text = text(
    "Le dossier n'indique pas de fiche : toutes ont été examinées.",
    "The dossier names no fiche: all of them were examined.",
);
pub(crate) const REMINDERS_LEAD: Text = text(
    "L'appel parle aussi de ces points ; ils s'apprécient avec des personnes.",
    "The call speaks of these points too; they are for people to judge.",
);

// --- A finding ----------------------------------------------------------------------------------------------------------------------

pub(crate) const EXPECTED: Text = text("Attendu", "Expected");
pub(crate) const FOUND: Text = text("Trouvé", "Found");
pub(crate) const ARITHMETIC: Text = text("Calcul", "Calculation");
pub(crate) const CALL: Text = text("Appel", "Call");
pub(crate) const MEND: Text = text("Pour corriger", "To mend it");
pub(crate) const PLACE: Text = text("Place", "Place");

/// The same words as for the place above.
pub(crate) const DITTO: Text = text("idem", "same");

/// The warning after a remedy that would put other rules in default.
pub(crate) fn breaks(rules: &str, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!("Attention : {rules} ne serait alors plus respectée."),
        Lang::En => format!("Beware: {rules} would then no longer hold."),
    }
}

/// Places that are not labelled any more.
pub(crate) fn more_places(number: usize, lang: Lang) -> String {
    match lang {
        Lang::Fr if number == 1 => "… et 1 autre ligne du dossier.".to_owned(),
        Lang::Fr => format!("… et {number} autres lignes du dossier."),
        Lang::En if number == 1 => "… and 1 more line of the dossier.".to_owned(),
        Lang::En => format!("… and {number} more lines of the dossier."),
    }
}

/// A place in a file whose text is not at hand.
pub(crate) fn place(line: usize, column: usize, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!("ligne {line}, colonne {column}"),
        Lang::En => format!("line {line}, column {column}"),
    }
}

/// Why a rule does not apply.
pub(crate) fn because(because: Option<&str>, lang: Lang) -> String {
    match (because, lang) {
        (None | Some("when"), Lang::Fr) => "ne concerne pas ce projet".to_owned(),
        (None | Some("when"), Lang::En) => "does not concern this project".to_owned(),
        (Some(rule), Lang::Fr) => format!("la règle {rule} en dispense"),
        (Some(rule), Lang::En) => format!("waived by rule {rule}"),
    }
}

// --- The subject --------------------------------------------------------------------------------------------------------------------

pub(crate) const STANDARD_INPUT: Text = text("entrée standard", "standard input");
pub(crate) const FICHE: Text = text("Fiche", "Fiche");

/// A stage's name.
pub(crate) fn stage(token: &str, lang: Lang) -> &str {
    match (token, lang) {
        ("fiche_synthetique", _) => "fiche synthétique",
        ("dossier_complet", Lang::Fr) => "dossier complet",
        ("dossier_complet", Lang::En) => "complete dossier",
        _ => token,
    }
}

/// `Fiche 1`.
pub(crate) fn fiche(number: u8, lang: Lang) -> String {
    format!("{} {number}", FICHE.get(lang))
}

/// A fiche's number with its title.
pub(crate) fn fiche_title(number: u8, title: &str, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!("Fiche {number} « {title} »"),
        Lang::En => format!("Fiche {number} “{title}”"),
    }
}

// --- The verdict --------------------------------------------------------------------------------------------------------------------

/// The days left before a deadline, or past it.
pub(crate) fn days_left(days: i64, last: &str, lang: Lang) -> String {
    let number = days.unsigned_abs();
    match (days, lang) {
        (0, Lang::Fr) => format!("C'est aujourd'hui le dernier jour ({last})."),
        (0, Lang::En) => format!("Today is the last day ({last})."),
        (1.., Lang::Fr) => format!("Il reste {} avant le {last}.", count(number, "jour", "jours", lang)),
        (1.., Lang::En) => format!("{} left before {last}.", count(number, "day", "days", lang)),
        (_, Lang::Fr) => {
            format!("La date limite du {last} est passée depuis {}.", count(number, "jour", "jours", lang))
        }
        (_, Lang::En) => format!("The deadline of {last} passed {} ago.", count(number, "day", "days", lang)),
    }
}

/// The line over a file that is no dossier yet.
pub(crate) fn unreadable(errors: usize, lang: Lang) -> String {
    match lang {
        Lang::Fr => {
            format!("Ce fichier ne peut pas encore être lu comme un dossier : {}.", points_to_mend(errors, lang))
        }
        Lang::En => format!("This file cannot be read as a dossier yet: {}.", points_to_mend(errors, lang)),
    }
}

pub(crate) const IO_FAILED: Text = text("Ce fichier n'a pas pu être ouvert.", "This file could not be opened.");

/// Structural errors past those shown.
pub(crate) fn more_errors(number: usize, lang: Lang) -> String {
    match lang {
        Lang::Fr => {
            format!("… et {} encore.", count(number as u64, "autre point à corriger", "autres points à corriger", lang))
        }
        Lang::En => format!("… and {}.", count(number as u64, "more point to mend", "more points to mend", lang)),
    }
}

/// A verdict in two or three words.
pub(crate) fn verdict_words(verdict: Verdict, lang: Lang) -> &'static str {
    match verdict {
        Verdict::Eligible => text("Éligible", "Eligible"),
        Verdict::EligibleWithReservations => text("Avec réserves", "Reservations"),
        Verdict::Incomplete => text("Incomplet", "Incomplete"),
        Verdict::Unreadable => text("Illisible", "Unreadable"),
        Verdict::Ineligible => text("Non éligible", "Not eligible"),
    }
    .get(lang)
}

// --- Tables -------------------------------------------------------------------------------------------------------------------------

pub(crate) const RULE: Text = text("Règle", "Rule");
pub(crate) const TITLE: Text = text("Intitulé", "Title");
pub(crate) const STATUS: Text = text("État", "Status");
pub(crate) const LEVEL: Text = text("Portée", "Weight");
pub(crate) const VERDICT: Text = text("Avis", "Verdict");

/// A group's name.
pub(crate) fn group(group: Group, lang: Lang) -> &'static str {
    match group {
        Group::Recevabilite => text("Recevabilité", "Admissibility"),
        Group::Eligibilite => text("Éligibilité", "Eligibility"),
        Group::Selection => text("Sélection", "Selection"),
        Group::Coherence => text("Cohérence", "Consistency"),
    }
    .get(lang)
}

/// A status.
pub(crate) fn status(status: StatusKind, lang: Lang) -> &'static str {
    match status {
        StatusKind::Satisfied => text("Respectée", "Holds"),
        StatusKind::Violated => text("Non respectée", "Does not hold"),
        StatusKind::Undetermined => text("À compléter", "To fill in"),
        StatusKind::NotApplicable => text("Sans objet", "Not applicable"),
        StatusKind::Deferred => text("À venir", "Later"),
    }
    .get(lang)
}

/// Instead of the status of a rule that holds by what the applicant declares.
pub(crate) const STATUS_DECLARED: Text = text("Déclarée", "Declared");
/// Instead of the status of a rule whose finding a comment ignores.
pub(crate) const STATUS_IGNORED: Text = text("Écartée", "Put aside");

/// A level in a word.
pub(crate) fn level(level: Level, lang: Lang) -> &'static str {
    match level {
        Level::Error => text("requise", "required"),
        Level::Warning => text("réserve", "reservation"),
        Level::Info => text("information", "information"),
    }
    .get(lang)
}

/// How much of a group holds.
pub(crate) fn group_count(satisfied: usize, all: usize, lang: Lang) -> String {
    match lang {
        Lang::Fr if satisfied < 2 => format!("{satisfied} respectée sur {all}"),
        Lang::Fr => format!("{satisfied} respectées sur {all}"),
        Lang::En => format!("{satisfied} of {all} hold"),
    }
}

// --- Several dossiers ---------------------------------------------------------------------------------------------------------------

/// The summary's first line.
pub(crate) fn examined(number: usize, day: &str, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!("{} le {day}", count(number as u64, "dossier examiné", "dossiers examinés", lang)),
        Lang::En => format!("{} on {day}", count(number as u64, "dossier examined", "dossiers examined", lang)),
    }
}

/// A verdict with the number of dossiers before it.
pub(crate) fn verdict_count(verdict: Verdict, number: usize, lang: Lang) -> String {
    let (one, many) = match (verdict, lang) {
        (Verdict::Eligible, Lang::Fr) => ("éligible", "éligibles"),
        (Verdict::Eligible, Lang::En) => ("eligible", "eligible"),
        (Verdict::EligibleWithReservations, Lang::Fr) => ("éligible avec réserves", "éligibles avec réserves"),
        (Verdict::EligibleWithReservations, Lang::En) => ("eligible with reservations", "eligible with reservations"),
        (Verdict::Incomplete, Lang::Fr) => ("incomplet", "incomplets"),
        (Verdict::Incomplete, Lang::En) => ("incomplete", "incomplete"),
        (Verdict::Unreadable, Lang::Fr) => ("illisible comme dossier", "illisibles comme dossiers"),
        (Verdict::Unreadable, Lang::En) => ("not readable as a dossier", "not readable as dossiers"),
        (Verdict::Ineligible, Lang::Fr) => ("non éligible en l'état", "non éligibles en l'état"),
        (Verdict::Ineligible, Lang::En) => ("not eligible as it stands", "not eligible as they stand"),
    };
    count(number as u64, one, many, lang)
}

pub(crate) const INTERRUPTED: Text = text(
    "La vérification a été interrompue : tous les dossiers n'ont pas été examinés.",
    "The check was interrupted: not every dossier was examined.",
);
pub(crate) const SAME_PROJECT: Text = text(
    "Même projet, ou même contenu, dans plusieurs fichiers",
    "The same project, or the same content, in several files",
);

/// How many verdicts hang on a reading of the call.
pub(crate) fn reading_dependent(number: usize, lang: Lang) -> String {
    match lang {
        Lang::Fr if number == 1 => {
            "L'avis sur 1 dossier dépend de la lecture de l'appel : demandez à l'intercommunalité.".to_owned()
        }
        Lang::Fr => {
            format!("L'avis sur {number} dossiers dépend de la lecture de l'appel : demandez à l'intercommunalité.")
        }
        Lang::En if number == 1 => {
            "The verdict on 1 dossier depends on the reading of the call: ask the intercommunalité.".to_owned()
        }
        Lang::En => {
            format!("The verdict on {number} dossiers depends on the reading of the call: ask the intercommunalité.")
        }
    }
}

/// An overlay that was applied.
pub(crate) fn overlay(id: &str, title: &str, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!("Surcouche appliquée : {title} ({id})."),
        Lang::En => format!("Overlay applied: {title} ({id})."),
    }
}

/// A rule that an overlay loosens, and why.
pub(crate) fn loosened(rule: &str, because: &str, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!("Elle assouplit {rule} : {because}"),
        Lang::En => format!("It loosens {rule}: {because}"),
    }
}

/// Rule sets used outside their days of validity.
pub(crate) fn not_in_force(sets: &str, day: &str, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!("Attention : ces jeux de règles ne sont pas en vigueur au {day} : {sets}."),
        Lang::En => format!("Beware: these rule sets are not in force on {day}: {sets}."),
    }
}

/// A campaign, or what an intercommunalité makes of it for its own dossiers.
pub(crate) fn campaign(year: i64, siren: Option<&str>, lang: Lang) -> String {
    match (lang, siren) {
        (Lang::Fr, None) => format!("Campagne {year}"),
        (Lang::Fr, Some(siren)) => format!("Campagne {year}, dossiers de l'intercommunalité {siren}"),
        (Lang::En, None) => format!("Campaign {year}"),
        (Lang::En, Some(siren)) => format!("Campaign {year}, dossiers of the intercommunalité {siren}"),
    }
}

/// The columns of a list of rules.
pub(crate) const RULE_COLUMNS: [Text; 7] = [
    RULE,
    TITLE,
    text("Fiches", "Fiches"),
    text("Groupe", "Group"),
    LEVEL,
    text("Étapes", "Stages"),
    text("Source", "Source"),
];

/// The last line of a look over rule sets.
pub(crate) fn looked_over(errors: usize, findings: usize, warnings: usize, lang: Lang) -> String {
    let part = |number: usize, french: (&str, &str), english: (&str, &str)| {
        let (one, many) = if lang == Lang::Fr { french } else { english };
        count(number as u64, one, many, lang)
    };
    [
        part(errors, ("erreur", "erreurs"), ("error", "errors")),
        part(findings, ("point à revoir", "points à revoir"), ("point to look at again", "points to look at again")),
        part(warnings, ("avertissement", "avertissements"), ("warning", "warnings")),
    ]
    .join(", ")
}

// --- Rule sets ----------------------------------------------------------------------------------------------------------------------

/// The line over broken rule sets.
pub(crate) fn broken_rules(problems: usize, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!("Les règles ne peuvent pas être utilisées : {}.", points_to_mend(problems, lang)),
        Lang::En => format!("The rules cannot be used: {}.", points_to_mend(problems, lang)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_on_both_sides_of_the_deadline() {
        assert_eq!(days_left(12, "1er octobre 2014", Lang::Fr), "Il reste 12 jours avant le 1er octobre 2014.");
        assert_eq!(days_left(1, "1 October 2014", Lang::En), "1 day left before 1 October 2014.");
        assert_eq!(days_left(0, "22 mars 2015", Lang::Fr), "C'est aujourd'hui le dernier jour (22 mars 2015).");
        assert_eq!(days_left(-1, "22 mars 2015", Lang::Fr), "La date limite du 22 mars 2015 est passée depuis 1 jour.");
    }
}
