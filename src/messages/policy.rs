//! Ignore comments, and baselines.

use super::Message;
use super::commands::system_reason;
use super::template::messages;
use crate::policy::{BaselineErrorKind, CommentProblem, Refusal};
use crate::text::{Lang, excerpt, visible};

pub(crate) fn problem(problem: &CommentProblem, lang: Lang) -> Message {
    match problem {
        CommentProblem::NoReason => Message::new(no_reason(lang), no_reason_label(lang), no_reason_hint(lang)),
        CommentProblem::NoRule => Message::new(no_rule(lang), no_rule_label(lang), no_rule_hint(lang)),
        CommentProblem::Unknown { name, nearest } => {
            let hint = match nearest {
                Some(nearest) => did_you_mean(nearest, lang),
                None => list_rules(lang).to_owned(),
            };
            Message::new(unknown_rule(excerpt(name), lang), unknown_rule_label(lang), hint)
        }
        CommentProblem::Refused { name, why } => {
            let (summary, hint) = match why {
                Refusal::Structure => (structural_error(name, lang), fix_line(lang).to_owned()),
                Refusal::Demand => (demand(name, lang), delete_and_explain(name, lang)),
                Refusal::Across => (across_dossiers(name, lang), keep_one(lang).to_owned()),
            };
            Message::new(summary, not_ignorable(lang), hint)
        }
        CommentProblem::NotOfTheForm { rule } => {
            Message::new(other_form(rule, lang), other_form_label(lang), write_form(rule, lang))
        }
        CommentProblem::CutValue { read, line } => {
            let summary = match read.as_str() {
                "" => nothing_read(lang).to_owned(),
                read => cut_value(excerpt(read), lang),
            };
            Message::new(summary, cut_value_label(lang), quote_value(visible(line), lang))
        }
        CommentProblem::Unused { rule, line } => {
            let hint = match line {
                Some(line) => move_to_line(line, lang),
                None => delete(lang).to_owned(),
            };
            Message::new(unused(rule, lang), unused_label(lang), hint)
        }
    }
}

/// What follows the title of something that a baseline knows.
pub(crate) fn known_in_brackets(known: bool, lang: Lang) -> String {
    if known { format!(" ({})", already_known(lang)) } else { String::new() }
}

/// What follows the id, in its brackets, of something that a baseline knows.
pub(crate) fn known_within(known: bool, lang: Lang) -> String {
    if known { format!(", {}", already_known(lang)) } else { String::new() }
}

pub(crate) fn broken_baseline(path: &str, kind: &BaselineErrorKind, lang: Lang) -> String {
    match kind {
        BaselineErrorKind::Io(error) => baseline_unreadable(path, system_reason(*error, lang), lang),
        BaselineErrorKind::NotRegular => baseline_not_regular(path, lang),
        BaselineErrorKind::TooLarge => baseline_too_large(path, lang),
        BaselineErrorKind::Syntax => baseline_not_json(path, lang),
        BaselineErrorKind::Shape => baseline_wrong_shape(path, lang),
    }
}

messages! {
    already_known { fr: "déjà connu", en: "already known" }
    ignored_by_comment { fr: "Écartés par un commentaire du dossier", en: "Ignored by a comment in the dossier" }
    warnings_heading { fr: "Avertissements", en: "Warnings" }

    other_form(rule) {
        fr: "Ce commentaire n'écarte pas {rule} : il n'en a pas la forme.",
        en: "This comment does not ignore {rule}: it is not of the form that does.",
    }
    other_form_label { fr: "sans effet", en: "without effect" }
    write_form(rule) {
        fr: "Écrivez « # recevable: ignore {rule} — la raison ».",
        en: "Write “# recevable: ignore {rule} — the reason”.",
    }
    cut_value(read) {
        fr: "La valeur lue s'arrête à « {read} » : le # commence un commentaire.",
        en: "The value that was read ends with “{read}”: the # begins a comment.",
    }
    nothing_read {
        fr: "Aucune valeur n'est lue ici : le # commence un commentaire.",
        en: "No value is read here: the # begins a comment.",
    }
    cut_value_label { fr: "commentaire", en: "comment" }
    quote_value(line) {
        fr: "Si la suite fait partie de la valeur, mettez-la entre guillemets : « {line} ».",
        en: "If what follows is part of the value, put it in quotes: “{line}”.",
    }

    no_reason {
        fr: "Ce commentaire n'écarte rien : il ne donne pas de raison.",
        en: "This comment ignores nothing: it gives no reason.",
    }
    no_reason_label { fr: "raison manquante", en: "reason missing" }
    no_reason_hint {
        fr: "Ajoutez-la après un tiret : # recevable: ignore RÈGLE — la raison.",
        en: "Add it after a dash: # recevable: ignore RULE — the reason.",
    }

    no_rule {
        fr: "Ce commentaire n'écarte rien : il ne nomme aucune règle.",
        en: "This comment ignores nothing: it names no rule.",
    }
    no_rule_label { fr: "règle manquante", en: "rule missing" }
    no_rule_hint {
        fr: "Nommez-la avant la raison : # recevable: ignore RÈGLE — la raison.",
        en: "Name it before the reason: # recevable: ignore RULE — the reason.",
    }

    unknown_rule(name) {
        fr: "Ce commentaire veut écarter {name}, mais aucune règle ne s'appelle ainsi.",
        en: "This comment wants to ignore {name}, but no rule is called so.",
    }
    unknown_rule_label { fr: "règle inconnue", en: "unknown rule" }
    did_you_mean(rule) { fr: "Vouliez-vous écrire {rule} ?", en: "Did you mean {rule}?" }
    list_rules {
        fr: "recevable rules list nomme toutes les règles.",
        en: "recevable rules list names every rule.",
    }

    not_ignorable { fr: "ne peut pas être écartée", en: "cannot be ignored" }
    structural_error(name) {
        fr: "{name} est une erreur de structure : aucun commentaire ne peut l'écarter.",
        en: "{name} is an error of structure: no comment can ignore it.",
    }
    fix_line {
        fr: "Corrigez la ligne en cause, puis supprimez ce commentaire.",
        en: "Fix the line concerned, then delete this comment.",
    }
    demand(name) {
        fr: "{name} est une exigence de l'appel : aucun commentaire ne peut l'écarter.",
        en: "{name} is a demand of the call: no comment can ignore it.",
    }
    delete_and_explain(name) {
        fr: "Supprimez ce commentaire ; recevable explain {name} dit comment respecter la règle.",
        en: "Delete this comment; recevable explain {name} says how to meet the rule.",
    }
    across_dossiers(name) {
        fr: "{name} compare les dossiers entre eux : aucun commentaire ne peut l'écarter.",
        en: "{name} compares dossiers with one another: no comment can ignore it.",
    }
    keep_one {
        fr: "Supprimez ce commentaire, et ne gardez qu'un des dossiers.",
        en: "Delete this comment, and keep one of the dossiers.",
    }

    unused(rule) {
        fr: "Ce commentaire n'écarte rien : rien n'est signalé ici pour {rule}.",
        en: "This comment ignores nothing: nothing is found here for {rule}.",
    }
    unused_label { fr: "sans effet", en: "without effect" }
    move_to_line(line) {
        fr: "Pour écarter cette règle, placez-le à la fin de la ligne {line}.",
        en: "To ignore that rule, write it at the end of line {line}.",
    }
    delete { fr: "Supprimez-le.", en: "Delete it." }

    reason(line) { fr: "Raison (ligne {line})", en: "Reason (line {line})" }

    ignored(#number) {
        fr: "{number} constat écarté par un commentaire (-v le montre)."
            | "{number} constats écartés par des commentaires (-v les montre).",
        en: "{number} finding ignored by a comment (-v shows it)."
            | "{number} findings ignored by comments (-v shows them).",
    }
    warnings(#number) {
        fr: "{number} avertissement (-v le montre)." | "{number} avertissements (-v les montre).",
        en: "{number} warning (-v shows it)." | "{number} warnings (-v shows them).",
    }
    known(#number) {
        fr: "{number} constat déjà connu, sans effet sur le code de sortie."
            | "{number} constats déjà connus, sans effet sur le code de sortie.",
        en: "{number} finding already known, without effect on the exit code."
            | "{number} findings already known, without effect on the exit code.",
    }

    baseline_unreadable(path, reason) {
        fr: "recevable : {path} : impossible de le lire ({reason})",
        en: "recevable: {path}: it cannot be read ({reason})",
    }
    baseline_not_regular(path) {
        fr: "recevable : {path} : ce n'est pas un fichier ordinaire",
        en: "recevable: {path}: it is no ordinary file",
    }
    baseline_too_large(path) {
        fr: "recevable : {path} : il dépasse 64 Mio",
        en: "recevable: {path}: it is larger than 64 MiB",
    }
    baseline_not_json(path) {
        fr: "recevable : {path} : ce n'est pas du JSON ; corrigez-le, ou supprimez-le et récrivez-le avec --write-baseline",
        en: "recevable: {path}: it is no JSON; fix it, or delete it and write it anew with --write-baseline",
    }
    baseline_wrong_shape(path) {
        fr: "recevable : {path} : ce n'est pas une liste de constats connus, version 1 ou 2 (path, rule, fingerprint de 32 chiffres hexadécimaux) ; corrigez-le, ou supprimez-le et récrivez-le avec --write-baseline",
        en: "recevable: {path}: it is no list of known findings, version 1 or 2 (path, rule, fingerprint of 32 hexadecimal digits); fix it, or delete it and write it anew with --write-baseline",
    }
    gone(#number, path) {
        fr: "recevable : {number} constat connu a disparu : récrivez {path} avec --write-baseline"
            | "recevable : {number} constats connus ont disparu : récrivez {path} avec --write-baseline",
        en: "recevable: {number} known finding has gone: write {path} anew with --write-baseline"
            | "recevable: {number} known findings have gone: write {path} anew with --write-baseline",
    }
    baseline_written(#number, path) {
        fr: "recevable : {number} constat connu écrit dans {path}" | "recevable : {number} constats connus écrits dans {path}",
        en: "recevable: {number} known finding written to {path}" | "recevable: {number} known findings written to {path}",
    }
    baseline_kept(path) {
        fr: "recevable : {path} n'est pas récrit, car tout n'a pas pu être vérifié",
        en: "recevable: {path} is not written anew, since not everything could be checked",
    }
}
