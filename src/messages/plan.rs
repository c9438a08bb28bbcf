//! What plans say. Every function takes finished pieces (names, amounts, days).

use super::template::messages;
use super::words::days;
use crate::engine::Verdict;
use crate::text::Lang;

messages! {
    changes(#number) { fr: "{number} changement" | "{number} changements", en: "{number} change" | "{number} changes" }
    correction(#number) {
        fr: "une correction des montants et des dates ({number} changement)"
            | "une correction des montants et des dates ({number} changements)",
        en: "a correction of amounts and dates ({number} change)" | "a correction of amounts and dates ({number} changes)",
    }
    smallest(changes, moved) {
        fr: "La plus petite correction des montants et des dates qui convienne : {changes}, {moved}.",
        en: "The smallest correction of amounts and dates that will do: {changes}, {moved}.",
    }
    unproved(changes, moved) {
        fr: "Une correction des montants et des dates qui convient : {changes}, {moved}. Il en existe peut-être une plus petite.",
        en: "A correction of amounts and dates that will do: {changes}, {moved}. There may be a smaller one.",
    }
    amount_moved(amount) { fr: "{amount} de différence en tout", en: "{amount} of difference in all" }
    impossible(rules) {
        fr: "Aucune correction des montants et des dates ne convient : dans ce dossier, ces exigences s'excluent : {rules}.",
        en: "No correction of amounts and dates will do: in this dossier these demands exclude each other: {rules}.",
    }
    unknown {
        fr: "Aucune correction des montants et des dates n'a été trouvée dans les limites de la recherche.",
        en: "No correction of amounts and dates was found within the limits of the search.",
    }
    value(name, new, old, line) {
        fr: "{name} : {new} au lieu de {old} (ligne {line})",
        en: "{name}: {new} instead of {old} (line {line})",
    }
    day(name, new, old, line) {
        fr: "{name} : {new}, au lieu du {old} (ligne {line})",
        en: "{name}: {new} instead of {old} (line {line})",
    }
    entry(typed, line) { fr: "Ajoutez « {typed} » (après la ligne {line})", en: "Add “{typed}” (after line {line})" }
    work(#number) {
        fr: "Recherche : {number} pas de calcul." | "Recherche : {number} pas de calcul.",
        en: "Search: {number} step." | "Search: {number} steps.",
    }
    makes_hold(rules) { fr: "Cela règle : {rules}.", en: "This settles: {rules}." }
    leaves(rules) { fr: "Cela ne règle pas : {rules}.", en: "This does not settle: {rules}." }
    after(verdict) { fr: "Ensuite, votre dossier serait : {verdict}.", en: "Your dossier would then be: {verdict}." }
    other_plans(#number) {
        fr: "{number} autre plan change aussi peu : ajoutez -v pour le voir." | "{number} autres plans changent aussi peu : ajoutez -v pour les voir.",
        en: "{number} other plan has as few changes: add -v to see it." | "{number} other plans have as few changes: add -v to see them.",
    }
    alternatives_lead {
        fr: "Avec aussi peu de changements, au choix :",
        en: "With as few changes, at your choice:",
    }
    in_brief(moves, verdict) { fr: "{moves} — ensuite : {verdict}", en: "{moves} — then: {verdict}" }
    of_issue(plan) { fr: "Plan d'ensemble : {plan}", en: "Plan for all: {plan}" }
    alternative(moves, moved) { fr: "{moves} — {moved}", en: "{moves} — {moved}" }
}

/// What is moved: an amount, days, or both.
pub(crate) fn moved(amount: Option<String>, number: usize, lang: Lang) -> String {
    let days = (number > 0).then(|| days(number, lang));
    let parts = amount.map(|amount| amount_moved(amount, lang)).into_iter().chain(days);
    parts.collect::<Vec<_>>().join(", ")
}

/// A plan in one line.
pub(crate) fn brief(moves: &str, verdict: Verdict, lang: Lang) -> String {
    in_brief(moves, super::finding::verdict(verdict, lang), lang)
}

pub(crate) fn verdict_after(verdict: Verdict, lang: Lang) -> String {
    after(super::finding::verdict(verdict, lang), lang)
}
