//! What `recevable rules diff` says.

use super::template::{choices, messages};
use crate::engine::Verdict;
use crate::messages::labels;
use crate::rules::{Effect, SharedKind};
use crate::text::Lang;

/// Of the entries that a list gained or lost; more are counted.
const MAX_ENTRIES: usize = 12;

/// What a list gained and lost.
pub(crate) fn entries(added: &[String], removed: &[String], lang: Lang) -> String {
    let listed = |entries: &[String]| {
        let shown = entries.iter().take(MAX_ENTRIES).cloned().collect::<Vec<_>>().join(", ");
        match entries.len().saturating_sub(MAX_ENTRIES) {
            0 => shown,
            more => more_entries(more, shown, lang),
        }
    };
    let sides = [(added, with(listed(added), lang)), (removed, without(listed(removed), lang))];
    let told: Vec<String> =
        sides.into_iter().filter(|(entries, _)| !entries.is_empty()).map(|(_, text)| text).collect();
    told.join(super::words::semicolon(lang))
}

pub(crate) fn verdicts(old: Verdict, new: Verdict, lang: Lang) -> String {
    change(labels::verdict(old, lang), labels::verdict(new, lang), lang)
}

/// The key of a rule, for people; itself where it has no other name.
pub(crate) fn key(name: &str, lang: Lang) -> &str {
    let named = match name {
        "require" => require,
        "when" => when,
        "level" => level,
        "stages" => stages,
        "group" => group,
        "basis" => basis,
        "fiches" => fiches,
        "disabled" => disabled,
        "waives" => waives,
        "replaces" => replaces,
        "reading" => reading,
        "title" => title,
        "note" => note,
        "step" => step,
        "source" => source,
        "asks" => asks,
        "choice" => choice,
        "why" => why,
        "advice" => advice,
        "because" => because,
        "documented_at_least" => documented_at_least,
        "placeholders" => placeholders,
        _ => return name,
    };
    named(lang)
}

choices! {
    effect(Effect) {
        Stricter { fr: "Plus strict", en: "Stricter" }
        Looser { fr: "Plus souple", en: "Looser" }
        Otherwise { fr: "Autrement", en: "Otherwise" }
        None { fr: "Sans effet sur les avis", en: "Without effect on verdicts" }
    }

    shared(SharedKind) {
        List { fr: "liste", en: "list" }
        Fact { fr: "fait", en: "fact" }
        Convention { fr: "convention", en: "convention" }
        Label { fr: "libellé", en: "label" }
        Set { fr: "jeu", en: "set" }
        Overview { fr: "tableau de bord", en: "overview" }
        Plan { fr: "plan", en: "plan" }
        Reminder { fr: "rappel", en: "reminder" }
    }
}

messages! {
    about {
        fr: "Compare deux jeux de règles, en disant ce qui devient plus strict ou plus souple, et quels dossiers changeraient d'avis",
        en: "Compares two rule sets: what becomes stricter or looser, and which dossiers would change verdict",
    }
    usage { fr: "recevable rules diff [OPTIONS] AVANT APRÈS [CHEMIN]...", en: "recevable rules diff [OPTIONS] OLD NEW [PATH]..." }
    side_before { fr: "AVANT", en: "OLD" }
    side_after { fr: "APRÈS", en: "NEW" }
    old {
        fr: "Les règles d'avant : un répertoire de jeux de règles, une surcouche posée sur ceux du programme, ou « integres » pour ceux-ci",
        en: "The rules as they were: a folder of rule sets, an overlay laid over the built-in ones, or “embedded” for those",
    }
    new { fr: "Les règles d'après, de même", en: "The rules as they are to be, likewise" }
    dossiers {
        fr: "Des dossiers, ou des répertoires parcourus en entier, à vérifier par les unes et par les autres",
        en: "Dossiers, or folders with all they hold, to be checked by both",
    }
    verbose { fr: "Montre aussi ce qui n'a pas d'effet sur les avis", en: "Shows what has no effect on verdicts, too" }
    exit_codes {
        fr: "Code de sortie : 0, aucune différence ; 1, des différences ; 2, des règles ou un dossier n'ont pas pu être lus.",
        en: "Exit code: 0, no difference; 1, differences; 2, rules or a dossier could not be read.",
    }

    heading(old, new) { fr: "De {old} à {new}", en: "From {old} to {new}" }
    same { fr: "Aucune différence.", en: "No difference." }
    campaign_added { fr: "Campagne ajoutée.", en: "Campaign added." }
    campaign_removed { fr: "Campagne ôtée.", en: "Campaign removed." }
    shared_values { fr: "Listes, faits et autres définitions", en: "Lists, facts and other definitions" }

    change(old, new) { fr: "{old} → {new}", en: "{old} → {new}" }
    after(name, text) { fr: "{name} : {text}", en: "{name}: {text}" }
    with(entries) { fr: "avec {entries}", en: "with {entries}" }
    without(entries) { fr: "sans {entries}", en: "without {entries}" }
    more_entries(#number, shown) {
        fr: "{shown} et {number} autre" | "{shown} et {number} autres",
        en: "{shown} and {number} other" | "{shown} and {number} others",
    }
    nothing { fr: "rien", en: "nothing" }
    added { fr: "ajoutée", en: "added" }
    removed { fr: "ôtée", en: "removed" }
    added_value(text) { fr: "ajouté : {text}", en: "added: {text}" }
    removed_value(text) { fr: "ôté : {text}", en: "removed: {text}" }
    with_effect(text, effect) { fr: "{text} ({effect})", en: "{text} ({effect})" }
    changed { fr: "changé", en: "changed" }
    through(names) { fr: "par {names}", en: "through {names}" }
    read_by(rules) { fr: "lu par {rules}", en: "read by {rules}" }
    at(place) { fr: "voir {place}", en: "see {place}" }
    days(from, to) { fr: "du {from} au {to}", en: "from {from} to {to}" }

    require { fr: "exigence", en: "demand" }
    when { fr: "s'applique si", en: "applies if" }
    level { fr: "niveau", en: "level" }
    stages { fr: "étapes", en: "stages" }
    group { fr: "groupe", en: "group" }
    basis { fr: "fondement", en: "basis" }
    fiches { fr: "fiches", en: "fiches" }
    disabled { fr: "hors de vigueur", en: "out of force" }
    waives { fr: "dispense de", en: "waives" }
    replaces { fr: "remplace", en: "replaces" }
    reading { fr: "autres lectures", en: "other readings" }
    title { fr: "titre", en: "title" }
    note { fr: "remarques", en: "notes" }
    step { fr: "démarches", en: "steps" }
    source { fr: "source", en: "source" }
    asks { fr: "ce que l'appel demande", en: "what the call asks" }
    choice { fr: "lecture retenue", en: "reading taken" }
    why { fr: "pourquoi", en: "why" }
    advice { fr: "conseil", en: "advice" }
    because { fr: "raison", en: "reason" }
    documented_at_least { fr: "longueur d'un texte documenté", en: "length of a documented text" }
    placeholders { fr: "mots d'attente", en: "placeholders" }

    rules_stricter(#number) { fr: "{number} règle plus stricte" | "{number} règles plus strictes", en: "{number} rule stricter" | "{number} rules stricter" }
    rules_looser(#number) { fr: "{number} plus souple" | "{number} plus souples", en: "{number} looser" | "{number} looser" }
    rules_otherwise(#number) { fr: "{number} autrement" | "{number} autrement", en: "{number} otherwise" | "{number} otherwise" }
    rules_unaffected(#number) {
        fr: "{number} sans effet sur les avis" | "{number} sans effet sur les avis",
        en: "{number} without effect on verdicts" | "{number} without effect on verdicts",
    }
    in_full { fr: "-v montre ce qui n'a pas d'effet.", en: "-v shows what has no effect." }

    dossiers_heading { fr: "Dossiers", en: "Dossiers" }
    dossiers_checked(#number) { fr: "{number} dossier vérifié" | "{number} dossiers vérifiés", en: "{number} dossier checked" | "{number} dossiers checked" }
    dossiers_changed(#number) {
        fr: "{number} changerait d'avis" | "{number} changeraient d'avis",
        en: "{number} would change verdict" | "{number} would change verdict",
    }
    transition(verdicts, number) { fr: "{verdicts} : {number}", en: "{verdicts}: {number}" }
}
