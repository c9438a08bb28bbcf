//! The sentences of a report.

mod verdict;

use super::template::messages;
use crate::engine::Verdict;
use crate::text::Lang;

pub(crate) use verdict::VerdictSentence;
#[cfg(test)]
pub(super) use verdict::catalogue as verdict_catalogue;
use verdict::points_to_fix;

pub(crate) fn because(because: Option<&str>, lang: Lang) -> String {
    match because {
        None | Some("when") => not_concerned(lang).to_owned(),
        Some(rule) => waived_by(rule, lang),
    }
}

pub(crate) fn days_left(days: i64, last: &str, lang: Lang) -> String {
    match days {
        0 => last_day(last, lang),
        1.. => days_before(days, last, lang),
        _ => days_past(days, last, lang),
    }
}

pub(crate) fn unreadable(errors: usize, lang: Lang) -> String {
    not_readable_yet(points_to_fix(errors, lang), lang)
}

pub(crate) fn broken_rules(problems: usize, lang: Lang) -> String {
    rules_unusable(points_to_fix(problems, lang), lang)
}

pub(crate) fn verdict_count(verdict: Verdict, number: usize, lang: Lang) -> String {
    match verdict {
        Verdict::Eligible => eligible(number, lang),
        Verdict::EligibleWithReservations => eligible_with_reservations(number, lang),
        Verdict::Incomplete => incomplete(number, lang),
        Verdict::Inconsistent => inconsistent(number, lang),
        Verdict::Ineligible => ineligible(number, lang),
        Verdict::Unreadable => not_dossiers(number, lang),
    }
}

/// A campaign, or what an intercommunalité makes of it for its own dossiers.
pub(crate) fn campaign(year: i64, siren: Option<&str>, lang: Lang) -> String {
    match siren {
        None => campaign_of(year, lang),
        Some(siren) => campaign_within(year, siren, lang),
    }
}

pub(crate) fn rule_check(errors: usize, findings: usize, warnings: usize, lang: Lang) -> String {
    [self::errors(errors, lang), rule_findings(findings, lang), self::warnings(warnings, lang)].join(", ")
}

messages! {
    reservations_lead {
        fr: "Ces points ne bloquent pas votre dossier, mais le jury les regardera.",
        en: "These points do not block your dossier, but the jury will look at them.",
    }
    to_fill_in_lead {
        fr: "Sans ces informations, le dossier ne peut pas être vérifié jusqu'au bout.",
        en: "Without this information the dossier cannot be checked to the end.",
    }
    one_is_enough(rules) {
        fr: "L'une de ces informations suffit {rules} :",
        en: "One of these is enough {rules}:",
    }
    one_of_these { fr: "L'une de ces informations suffit :", en: "One of these is enough:" }
    corrected_by_fix(#number, path) {
        fr: "{number} point n'a qu'une correction possible : recevable fix {path}" | "{number} points n'ont qu'une correction possible : recevable fix {path}",
        en: "{number} point has one possible correction: recevable fix {path}" | "{number} points have one possible correction each: recevable fix {path}",
    }
    reservations_too(#number) {
        fr: "{number} réserve, détaillée plus haut." | "{number} réserves, détaillées plus haut.",
        en: "{number} reservation, explained above." | "{number} reservations, explained above.",
    }
    declared_points(#number) {
        fr: "{number} point déclaré par vous, à vérifier avec un technicien." | "{number} points déclarés par vous, à vérifier avec un technicien.",
        en: "{number} point declared by you, to be verified with a technician." | "{number} points declared by you, to be verified with a technician.",
    }
    details {
        fr: "Toutes les règles, les marges et les contacts : ajoutez -v.",
        en: "All rules, margins and contacts: add -v.",
    }
    declared_lead {
        fr: "Ces points reposent sur ce que vous déclarez ; un technicien les vérifiera avec vous.",
        en: "These points rest on what you declare; a technician will verify them with you.",
    }
    no_fiche {
        fr: "Le dossier n'indique pas de fiche : toutes ont été examinées.",
        en: "The dossier names no fiche: all of them were examined.",
    }
    all_fiches(declared) {
        fr: "Le dossier indique la Fiche {declared} ; toutes ont été examinées.",
        en: "The dossier names Fiche {declared}; all of them were examined.",
    }
    nearest(fiche, missing) {
        fr: "Le plus proche : {fiche}, il y manque {missing}.",
        en: "The nearest: {fiche}, where this is missing: {missing}.",
    }
    reminders_lead {
        fr: "L'appel parle aussi de ces points ; ils s'apprécient avec des personnes.",
        en: "The call speaks of these points too; they are for people to judge.",
    }

    breaks(#number, rules) {
        fr: "Attention : {rules} ne serait alors plus respectée."
            | "Attention : {rules} ne seraient alors plus respectées.",
        en: "Beware: {rules} would then no longer hold." | "Beware: {rules} would then no longer hold.",
    }
    more_places(#number) {
        fr: "… et {number} autre ligne du dossier." | "… et {number} autres lignes du dossier.",
        en: "… and {number} more line of the dossier." | "… and {number} more lines of the dossier.",
    }
    place(line, column) { fr: "ligne {line}, colonne {column}", en: "line {line}, column {column}" }
    not_concerned { fr: "ne concerne pas ce projet", en: "does not concern this project" }
    waived_by(rule) { fr: "la règle {rule} en dispense", en: "waived by rule {rule}" }

    fiche(number) { fr: "Fiche {number}", en: "Fiche {number}" }
    fiche_title(number, title) { fr: "Fiche {number} « {title} »", en: "Fiche {number} “{title}”" }

    last_day(last) { fr: "C'est aujourd'hui le dernier jour ({last}).", en: "Today is the last day ({last})." }
    days_before(#days, last) {
        fr: "Il reste {days} jour avant le {last}." | "Il reste {days} jours avant le {last}.",
        en: "{days} day left before {last}." | "{days} days left before {last}.",
    }
    days_past(#days, last) {
        fr: "La date limite du {last} est passée depuis {days} jour."
            | "La date limite du {last} est passée depuis {days} jours.",
        en: "The deadline of {last} passed {days} day ago." | "The deadline of {last} passed {days} days ago.",
    }

    not_readable_yet(points) {
        fr: "Ce fichier ne peut pas encore être lu comme un dossier : {points}.",
        en: "This file cannot be read as a dossier yet: {points}.",
    }
    io_failed { fr: "Ce fichier n'a pas pu être ouvert.", en: "This file could not be opened." }
    more_errors(#number) {
        fr: "… et {number} autre point à corriger encore." | "… et {number} autres points à corriger encore.",
        en: "… and {number} more point to fix." | "… and {number} more points to fix.",
    }

    group_count(#satisfied, all) {
        fr: "{satisfied} respectée sur {all}" | "{satisfied} respectées sur {all}",
        en: "{satisfied} of {all} holds" | "{satisfied} of {all} hold",
    }

    examined(#number, day) {
        fr: "{number} dossier examiné le {day}" | "{number} dossiers examinés le {day}",
        en: "{number} dossier examined on {day}" | "{number} dossiers examined on {day}",
    }
    eligible(#number) {
        fr: "{number} éligible" | "{number} éligibles",
        en: "{number} eligible" | "{number} eligible",
    }
    eligible_with_reservations(#number) {
        fr: "{number} éligible avec réserves" | "{number} éligibles avec réserves",
        en: "{number} eligible with reservations" | "{number} eligible with reservations",
    }
    incomplete(#number) {
        fr: "{number} incomplet" | "{number} incomplets",
        en: "{number} incomplete" | "{number} incomplete",
    }
    inconsistent(#number) {
        fr: "{number} incohérent, à corriger avant dépôt" | "{number} incohérents, à corriger avant dépôt",
        en: "{number} inconsistent, to be corrected before filing" | "{number} inconsistent, to be corrected before filing",
    }
    ineligible(#number) {
        fr: "{number} non éligible en l'état" | "{number} non éligibles en l'état",
        en: "{number} not eligible as it stands" | "{number} not eligible as they stand",
    }
    not_dossiers(#number) {
        fr: "{number} fichier illisible" | "{number} fichiers illisibles",
        en: "{number} not readable as a dossier" | "{number} not readable as dossiers",
    }
    interrupted {
        fr: "La vérification a été interrompue : tous les dossiers n'ont pas été examinés.",
        en: "The check was interrupted: not every dossier was examined.",
    }
    same_project {
        fr: "Même projet, ou même contenu, dans plusieurs fichiers :",
        en: "The same project, or the same content, in several files:",
    }
    ask_which_reading {
        fr: "Demandez à votre intercommunalité quelle lecture elle retient.",
        en: "Ask your intercommunalité which reading it goes by.",
    }
    reading_dependent(#number) {
        fr: "L'avis sur {number} dossier dépend de la lecture de l'appel : demandez à l'intercommunalité."
            | "L'avis sur {number} dossiers dépend de la lecture de l'appel : demandez à l'intercommunalité.",
        en: "The verdict on {number} dossier depends on the reading of the call: ask the intercommunalité."
            | "The verdict on {number} dossiers depends on the reading of the call: ask the intercommunalité.",
    }
    overlay(id, title) { fr: "Surcouche appliquée : {title} ({id}).", en: "Overlay applied: {title} ({id})." }
    loosened(rule, because) { fr: "Elle assouplit {rule} : {because}", en: "It loosens {rule}: {because}" }
    not_in_force(sets, day) {
        fr: "Attention : ces jeux de règles ne sont pas en vigueur au {day} : {sets}.",
        en: "Beware: these rule sets are not in force on {day}: {sets}.",
    }

    dossiers_shown(shown, all) {
        fr: "Dossiers montrés : {shown} sur {all} ; les nombres et le code de sortie sont ceux de tous.",
        en: "Dossiers shown: {shown} of {all}; counts and the exit code are of all.",
    }
    campaign_of(year) { fr: "Campagne {year}", en: "Campaign {year}" }
    campaign_within(year, siren) {
        fr: "Campagne {year}, dossiers de l'intercommunalité {siren}",
        en: "Campaign {year}, dossiers of the intercommunalité {siren}",
    }
    rules_unusable(points) {
        fr: "Les règles ne peuvent pas être utilisées : {points}.",
        en: "The rules cannot be used: {points}.",
    }
    errors(#number) { fr: "{number} erreur" | "{number} erreurs", en: "{number} error" | "{number} errors" }
    rule_findings(#number) {
        fr: "{number} point à revoir" | "{number} points à revoir",
        en: "{number} point to look at again" | "{number} points to look at again",
    }
    warnings(#number) {
        fr: "{number} avertissement" | "{number} avertissements",
        en: "{number} warning" | "{number} warnings",
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
