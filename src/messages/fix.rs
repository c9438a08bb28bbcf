//! What `recevable fix` says, and how reports tell its corrections.

use super::template::messages;
use crate::dossier::Code;
use crate::fix::{Correction, CorrectionKind};
use crate::text::{Lang, excerpt};

/// One correction in a sentence.
pub(crate) fn correction(correction: &Correction, lang: Lang) -> String {
    match &correction.kind {
        CorrectionKind::Indentation => indentation(lang).to_owned(),
        CorrectionKind::Quotes => quotes(lang).to_owned(),
        CorrectionKind::Key { before, after } => key(excerpt(before), after, lang),
        CorrectionKind::Value { before, after } => value(excerpt(before), after, lang),
    }
}

/// The word that is meant, for an error that suggests words by their spelling.
pub(crate) fn suggestion(correction: &Correction, code: impl AsRef<str>, lang: Lang) -> Option<String> {
    match &correction.kind {
        CorrectionKind::Value { after, .. } if code.as_ref() == Code::Value.as_str() => Some(did_you_mean(after, lang)),
        _ => None,
    }
}

/// What an answer to [`apply`] must begin with.
pub(crate) fn is_yes(answer: &str) -> bool {
    let answer = answer.trim().to_lowercase();
    matches!(answer.as_str(), "o" | "oui" | "y" | "yes")
}

messages! {
    about {
        fr: "Corrige dans des dossiers ce qui n'a qu'un sens possible, après l'avoir montré",
        en: "Corrects in dossiers what has one possible meaning, after having shown it",
    }
    usage { fr: "recevable fix [OPTIONS] [CHEMIN]...", en: "recevable fix [OPTIONS] [PATH]..." }
    paths {
        fr: "Dossiers à corriger, répertoires, ou - pour l'entrée standard ; par défaut, le répertoire courant",
        en: "Dossiers to correct, folders, or - for standard input; by default the current folder",
    }
    plan {
        fr: "Propose aussi la plus petite correction des montants et des dates",
        en: "Offers the smallest correction of amounts and dates as well",
    }
    yes { fr: "Applique les corrections sans demander", en: "Makes the corrections without asking" }
    diff { fr: "Montre les corrections en diff unifié", en: "Shows the corrections as a unified diff" }

    indentation {
        fr: "Mettre des espaces ordinaires au début de la ligne et après le tiret.",
        en: "Put ordinary spaces at the start of the line and after the dash.",
    }
    quotes {
        fr: "Mettre des guillemets droits autour de la valeur.",
        en: "Put straight quotes around the value.",
    }
    key(before, after) {
        fr: "Écrire la clé « {after} » au lieu de « {before} ».",
        en: "Write the key “{after}” instead of “{before}”.",
    }
    value(before, after) {
        fr: "Écrire « {after} » au lieu de « {before} ».",
        en: "Write “{after}” instead of “{before}”.",
    }

    heading(#corrections, path) {
        fr: "{path} : {corrections} correction sûre" | "{path} : {corrections} corrections sûres",
        en: "{path}: {corrections} sure correction" | "{path}: {corrections} sure corrections",
    }
    heading_with_plan(#changes, path) {
        fr: "{path} : {changes} changement, plan de mise en conformité compris"
            | "{path} : {changes} changements, plan de mise en conformité compris",
        en: "{path}: {changes} change, with those of the plan" | "{path}: {changes} changes, with those of the plan",
    }
    line(number) { fr: "ligne {number}", en: "line {number}" }
    did_you_mean(after) { fr: "Vouliez-vous écrire « {after} » ?", en: "Did you mean “{after}”?" }
    nothing(path) {
        fr: "{path} : rien à corriger d'office",
        en: "{path}: nothing that can be corrected for sure",
    }
    apply { fr: "Appliquer ces corrections ? [o/N] ", en: "Make these corrections? [y/N] " }
    applied(path, old) {
        fr: "{path} est corrigé ; l'ancien fichier est gardé : {old}",
        en: "{path} is corrected; the old file is kept: {old}",
    }
    declined(path) { fr: "{path} reste tel quel.", en: "{path} is left as it is." }
    not_applied(path) {
        fr: "{path} reste tel quel ; pour appliquer ces corrections : recevable fix --yes {path}",
        en: "{path} is left as it is; to make these corrections: recevable fix --yes {path}",
    }
    cannot_read(path, reason) {
        fr: "recevable : {path} ne peut pas être lu. {reason}",
        en: "recevable: {path} cannot be read. {reason}",
    }
    changed_meanwhile(path) {
        fr: "recevable : {path} a changé entre-temps ; rien n'est écrit. Relancez la commande.",
        en: "recevable: {path} has changed meanwhile; nothing is written. Run the command again.",
    }
}
