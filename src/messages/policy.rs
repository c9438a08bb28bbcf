//! The words for what does not count: comments that put findings aside, and baselines.

use super::structure::say;
use crate::policy::{BaselineFault, CommentProblem, Refusal};
use crate::text::{Lang, Text, count, excerpt, text};

/// All that is said of a comment that does not what it seems to.
pub(crate) struct Said {
    /// What is wrong.
    pub(crate) summary: String,
    /// What to write instead.
    pub(crate) hint: String,
    /// A few words to stand under the place.
    pub(crate) label: &'static str,
}

/// What is wrong with a comment.
pub(crate) fn problem(problem: &CommentProblem, lang: Lang) -> Said {
    let (summary, hint, label) = match problem {
        CommentProblem::NoReason => (
            say!(
                lang,
                "Ce commentaire n'écarte rien\u{a0}: il ne donne pas de raison.",
                "This comment puts nothing aside: it gives no reason."
            ),
            say!(
                lang,
                "Ajoutez-la après un tiret\u{a0}: # recevable: ignore RÈGLE — la raison.",
                "Add it after a dash: # recevable: ignore RULE — the reason."
            ),
            text("raison manquante", "reason missing"),
        ),
        CommentProblem::NoRule => (
            say!(
                lang,
                "Ce commentaire n'écarte rien\u{a0}: il ne nomme aucune règle.",
                "This comment puts nothing aside: it names no rule."
            ),
            say!(
                lang,
                "Nommez-la avant la raison\u{a0}: # recevable: ignore RÈGLE — la raison.",
                "Name it before the reason: # recevable: ignore RULE — the reason."
            ),
            text("règle manquante", "rule missing"),
        ),
        CommentProblem::Unknown { name, nearest } => {
            let name = excerpt(name);
            let hint = match nearest {
                Some(near) => say!(lang, "Vouliez-vous écrire {near}\u{202f}?", "Did you mean {near}?"),
                None => say!(
                    lang,
                    "recevable rules list nomme toutes les règles.",
                    "recevable rules list names every rule."
                ),
            };
            let summary = say!(
                lang,
                "Ce commentaire veut écarter {name}, mais aucune règle ne s'appelle ainsi.",
                "This comment wants to put {name} aside, but no rule is called so."
            );
            (summary, hint, text("règle inconnue", "unknown rule"))
        }
        CommentProblem::Refused { name, why } => refused(name, *why, lang),
        CommentProblem::Unused { rule, line } => (
            say!(
                lang,
                "Ce commentaire n'écarte rien\u{a0}: rien n'est signalé ici pour {rule}.",
                "This comment puts nothing aside: nothing is found here for {rule}."
            ),
            match line {
                Some(line) => say!(
                    lang,
                    "Pour écarter cette règle, placez-le à la fin de la ligne {line}.",
                    "To put that rule aside, write it at the end of line {line}."
                ),
                None => say!(lang, "Supprimez-le.", "Delete it."),
            },
            text("sans effet", "without effect"),
        ),
    };
    Said { summary, hint, label: label.get(lang) }
}

/// What is said of a name that no comment can put aside: in a sentence, what to do instead, and a few words.
fn refused(name: &str, why: Refusal, lang: Lang) -> (String, String, Text) {
    let (summary, hint) = match why {
        Refusal::Structure => (
            say!(
                lang,
                "{name} est une erreur de structure\u{a0}: aucun commentaire ne peut l'écarter.",
                "{name} is an error of structure: no comment can put it aside."
            ),
            say!(
                lang,
                "Corrigez la ligne en cause, puis supprimez ce commentaire.",
                "Mend the line concerned, then delete this comment."
            ),
        ),
        Refusal::Demand => (
            say!(
                lang,
                "{name} est une exigence de l'appel\u{a0}: aucun commentaire ne peut l'écarter.",
                "{name} is a demand of the call: no comment can put it aside."
            ),
            say!(
                lang,
                "Supprimez ce commentaire\u{a0}; recevable explain {name} dit comment respecter la règle.",
                "Delete this comment; recevable explain {name} says how to meet the rule."
            ),
        ),
        Refusal::Across => (
            say!(
                lang,
                "{name} compare les dossiers entre eux\u{a0}: aucun commentaire ne peut l'écarter.",
                "{name} compares dossiers with one another: no comment can put it aside."
            ),
            say!(
                lang,
                "Supprimez ce commentaire, et ne gardez qu'un des dossiers.",
                "Delete this comment, and keep one of the dossiers."
            ),
        ),
    };
    (summary, hint, text("ne peut pas être écartée", "cannot be put aside"))
}

// --- Reports ------------------------------------------------------------------------------------------------------------------------

pub(crate) const KNOWN: Text = text("déjà connu", "already known");
pub(crate) const IGNORED: Text = text("Écartés par un commentaire du dossier", "Put aside by a comment in the dossier");
pub(crate) const COMMENTS: Text = text("Commentaires à revoir", "Comments to look at again");

/// Findings that comments put aside, where they are not listed.
pub(crate) fn ignored(number: usize, lang: Lang) -> String {
    let points = points(number, lang);
    match (lang, number) {
        (Lang::Fr, 1) => format!("{points} écarté par un commentaire (-v le montre)."),
        (Lang::Fr, _) => format!("{points} écartés par des commentaires (-v les montre)."),
        (Lang::En, 1) => format!("{points} put aside by a comment (-v shows it)."),
        (Lang::En, _) => format!("{points} put aside by comments (-v shows them)."),
    }
}

/// Warnings about comments, where they are not listed.
pub(crate) fn warnings(number: usize, lang: Lang) -> String {
    match (lang, number) {
        (Lang::Fr, 1) => "1 avertissement sur un commentaire sans l'effet voulu (-v le montre).".to_owned(),
        (Lang::Fr, _) => format!("{number} avertissements sur des commentaires sans l'effet voulu (-v les montre)."),
        (Lang::En, 1) => "1 warning about a comment without the effect intended (-v shows it).".to_owned(),
        (Lang::En, _) => format!("{number} warnings about comments without the effect intended (-v shows them)."),
    }
}

/// What follows the title of something that a baseline knows.
pub(crate) fn known_in_brackets(known: bool, lang: Lang) -> String {
    if known { format!(" ({})", KNOWN.get(lang)) } else { String::new() }
}

/// What follows the id, in its brackets, of something that a baseline knows.
pub(crate) fn known_within(known: bool, lang: Lang) -> String {
    if known { format!(", {}", KNOWN.get(lang)) } else { String::new() }
}

/// What the reason of a comment is called, with its line.
pub(crate) fn reason(line: usize, lang: Lang) -> String {
    say!(lang, "Raison (ligne {line})", "Reason (line {line})")
}

/// How many findings a baseline knows.
pub(crate) fn known(number: usize, lang: Lang) -> String {
    let points = points(number, lang);
    match lang {
        Lang::Fr => format!("{points} déjà connu{}, sans effet sur le code de sortie.", plural(number)),
        Lang::En => format!("{points} already known, without effect on the exit code."),
    }
}

fn points(number: usize, lang: Lang) -> String {
    match lang {
        Lang::Fr => count(number as u64, "constat", "constats", lang),
        Lang::En => count(number as u64, "finding", "findings", lang),
    }
}

/// The ending of a French plural.
fn plural(number: usize) -> &'static str {
    if number > 1 { "s" } else { "" }
}

// --- Baselines ----------------------------------------------------------------------------------------------------------------------

/// A baseline that cannot be used.
pub(crate) fn broken_baseline(path: &str, fault: &BaselineFault, lang: Lang) -> String {
    let reason = match fault {
        BaselineFault::Io(reason) => say!(lang, "impossible de le lire ({reason})", "it cannot be read ({reason})"),
        BaselineFault::NotRegular => say!(lang, "ce n'est pas un fichier ordinaire", "it is no ordinary file"),
        BaselineFault::TooLarge => say!(lang, "il dépasse 64 Mio", "it is larger than 64 MiB"),
        BaselineFault::Syntax => say!(lang, "ce n'est pas du JSON", "it is no JSON"),
        BaselineFault::Shape => say!(
            lang,
            "ce n'est pas une liste de constats connus, version 1 (path, rule, fingerprint de 32 chiffres hexadécimaux)",
            "it is no list of known findings, version 1 (path, rule, fingerprint of 32 hexadecimal digits)"
        ),
    };
    match (fault, lang) {
        (BaselineFault::Syntax | BaselineFault::Shape, Lang::Fr) => {
            format!("recevable : {path} : {reason} ; corrigez-le, ou supprimez-le et récrivez-le avec --write-baseline")
        }
        (BaselineFault::Syntax | BaselineFault::Shape, Lang::En) => {
            format!("recevable: {path}: {reason}; mend it, or delete it and write it anew with --write-baseline")
        }
        (_, Lang::Fr) => format!("recevable : {path} : {reason}"),
        (_, Lang::En) => format!("recevable: {path}: {reason}"),
    }
}

/// Known findings that are there no more.
pub(crate) fn gone(number: usize, path: &str, lang: Lang) -> String {
    let number = number as u64;
    match lang {
        Lang::Fr => format!(
            "recevable : {} : récrivez {path} avec --write-baseline",
            count(number, "constat connu a disparu", "constats connus ont disparu", lang)
        ),
        Lang::En => format!(
            "recevable: {}: write {path} anew with --write-baseline",
            count(number, "known finding has gone", "known findings have gone", lang)
        ),
    }
}

/// A baseline that was written.
pub(crate) fn baseline_written(number: usize, path: &str, lang: Lang) -> String {
    let number = number as u64;
    match lang {
        Lang::Fr => {
            format!("recevable : {} dans {path}", count(number, "constat connu écrit", "constats connus écrits", lang))
        }
        Lang::En => {
            format!("recevable: {} to {path}", count(number, "known finding written", "known findings written", lang))
        }
    }
}

/// A baseline that was not written, since not everything was read.
pub(crate) fn baseline_kept(path: &str, lang: Lang) -> String {
    say!(
        lang,
        "recevable : {path} n'est pas récrit, car tout n'a pas pu être vérifié",
        "recevable: {path} is not written anew, since not everything could be checked"
    )
}
