//! What has changed since a former report.

use super::commands::system_reason;
use super::template::{choices, messages};
use crate::batch::{ChangeKind, FormerErrorKind, RegisterChange};
use crate::text::Lang;

/// Why the former report cannot be used.
pub(crate) fn unreadable(path: &str, kind: &FormerErrorKind, lang: Lang) -> String {
    match kind {
        FormerErrorKind::Io(error) => not_read(path, system_reason(*error, lang), lang),
        FormerErrorKind::NotRegular => not_regular(path, lang),
        FormerErrorKind::TooLarge => too_large(path, lang),
        FormerErrorKind::Syntax => not_json(path, lang),
        FormerErrorKind::Shape => not_report(path, lang),
        FormerErrorKind::Version(version) => other_version(path, version, lang),
    }
}

/// None where nothing is known to have become of it.
pub(crate) fn register(change: RegisterChange, lang: Lang) -> Option<&'static str> {
    match change {
        RegisterChange::Same => None,
        RegisterChange::Added => Some(without_register(lang)),
        RegisterChange::Removed => Some(with_register(lang)),
        RegisterChange::Other => Some(other_register(lang)),
    }
}

choices! {
    kind(ChangeKind) {
        NewlyEligible { fr: "Désormais éligible", en: "Newly eligible" }
        NewlyFailing { fr: "N'est plus éligible", en: "Newly failing" }
        OtherVerdict { fr: "Avis changé", en: "Verdict changed" }
        Amounts { fr: "Montants changés", en: "Amounts changed" }
        Come { fr: "Nouveau dossier", en: "New dossier" }
        Gone { fr: "Dossier parti", en: "Dossier gone" }
        Renamed { fr: "Fichier renommé", en: "File renamed" }
    }
}

messages! {
    option {
        fr: "Dit ce qui a changé depuis un rapport précédent, écrit avec --format json (ou ndjson)",
        en: "Tells what has changed since a former report, written with --format json (or ndjson)",
    }
    since { fr: "Depuis le rapport précédent", en: "Since the former report" }
    since_day(day) { fr: "Depuis le {day}", en: "Since {day}" }
    /// The sheet's name.
    sheet { fr: "Depuis", en: "Since" }
    nothing { fr: "Rien n'a changé.", en: "Nothing has changed." }

    other_day(before, now) {
        fr: "Le rapport précédent évaluait au {before}, celui-ci évalue au {now} : des délais ont pu passer entre-temps.",
        en: "The former report evaluated as of {before}, this one does as of {now}: deadlines may have passed in between.",
    }
    other_rules(ids) {
        fr: "Ces règles ne sont plus les mêmes : {ids}.",
        en: "These rules are no longer the same: {ids}.",
    }
    without_register {
        fr: "Le rapport précédent a été fait sans registre.",
        en: "The former report was made without a register.",
    }
    with_register {
        fr: "Le rapport précédent a été fait avec un registre, celui-ci sans.",
        en: "The former report was made with a register, this one without.",
    }
    other_register {
        fr: "Le registre n'est plus le même.",
        en: "The register is no longer the same.",
    }
    headless {
        fr: "Le rapport précédent ne dit ni son jour ni ses règles.",
        en: "The former report tells neither its day nor its rules.",
    }
    without_amounts {
        fr: "Le rapport précédent ne donne pas les montants : ils ne sont pas comparés.",
        en: "The former report gives no amounts: they are not compared.",
    }
    incomplete {
        fr: "Tous les dossiers n'ont pas été examinés : ceux qui sont partis ne sont pas connus.",
        en: "Not every dossier was examined: those that have gone are not known.",
    }
    change { fr: "Changement", en: "Change" }
    verdict_before { fr: "Avis précédent", en: "Former verdict" }
    amount { fr: "Montant", en: "Amount" }
    before { fr: "Avant", en: "Before" }
    now { fr: "Maintenant", en: "Now" }
    former_file { fr: "Ancien fichier", en: "Former file" }
    formerly(path) { fr: "auparavant {path}", en: "formerly {path}" }
    from_to(before, now) { fr: "{before} → {now}", en: "{before} → {now}" }

    not_read(path, reason) {
        fr: "recevable : {path} : impossible de le lire ({reason})",
        en: "recevable: {path}: it cannot be read ({reason})",
    }
    not_regular(path) {
        fr: "recevable : {path} : ce n'est pas un fichier ordinaire",
        en: "recevable: {path}: it is no ordinary file",
    }
    too_large(path) {
        fr: "recevable : {path} : ce rapport est trop grand pour être comparé (1 Gio, ou quelques centaines de milliers de dossiers)",
        en: "recevable: {path}: this report is too large to be compared (1 GiB, or a few hundred thousand dossiers)",
    }
    not_json(path) {
        fr: "recevable : {path} : ce n'est pas du JSON ; donnez à --since un rapport écrit avec --format json=FICHIER",
        en: "recevable: {path}: it is no JSON; give --since a report written with --format json=FILE",
    }
    not_report(path) {
        fr: "recevable : {path} : ce n'est pas un rapport de recevable ; donnez à --since un rapport écrit avec --format json=FICHIER",
        en: "recevable: {path}: it is no report of recevable; give --since a report written with --format json=FILE",
    }
    other_version(path, version) {
        fr: "recevable : {path} : ce rapport est de la version {version} du format, et non de la version 2 ; récrivez-le avec --format json=FICHIER",
        en: "recevable: {path}: this report is of version {version} of the format, not of version 2; write it anew with --format json=FILE",
    }
}
