//! What commands say on standard error: what keeps them from their work, and what came of it.

use std::io;

use super::cli::did_you_mean;
use super::structure;
use super::template::{counted, messages};
use crate::dossier::{ProblemKind, closest_match};
use crate::source::{IgnoreFault, LeftOut, ReadError, ReadErrorKind, SystemError};
use crate::text::{Lang, excerpt};

pub(crate) fn interrupted(dossiers: usize, files: &[String], lang: Lang) -> String {
    let files = if files.is_empty() { String::new() } else { not_written(files.join(", "), lang) };
    interrupted_after(dossiers, files, lang)
}

/// Why the system refuses, in the program's words.
pub(crate) fn system_reason(error: SystemError, lang: Lang) -> String {
    let reason = match error.kind {
        io::ErrorKind::NotFound => not_found,
        io::ErrorKind::PermissionDenied => refused,
        io::ErrorKind::StorageFull => disk_full,
        io::ErrorKind::QuotaExceeded => quota_used_up,
        io::ErrorKind::FileTooLarge => file_too_large,
        io::ErrorKind::IsADirectory => is_folder,
        io::ErrorKind::NotADirectory => through_file,
        io::ErrorKind::AlreadyExists => stands_already,
        io::ErrorKind::InvalidFilename => wrong_name,
        io::ErrorKind::ReadOnlyFilesystem => read_only,
        io::ErrorKind::Unsupported => unsupported,
        _ => return error.number.map_or_else(|| no_reason(lang).to_owned(), |number| system_error(number, lang)),
    };
    reason(lang).to_owned()
}

/// As [`system_reason`], of something that was to be written: what is missing is the folder.
pub(crate) fn writing_reason(error: &io::Error, lang: Lang) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => no_such_folder(lang).to_owned(),
        _ => system_reason(error.into(), lang),
    }
}

pub(crate) fn unreadable_list(error: &ReadError, lang: Lang) -> String {
    let reason = structure::message(&ProblemKind::Read(error.kind.clone()), lang).summary;
    list_not_read(&error.name, reason, lang)
}

pub(crate) fn left_out(path: &str, why: LeftOut, lang: Lang) -> String {
    match why {
        LeftOut::NoFile => no_ordinary_file(path, lang),
        LeftOut::Outside => link_out_of_folder(path, lang),
        LeftOut::IgnoreFile(fault) => ignore_file_refused(path, ignore_fault(fault, lang), lang),
    }
}

fn ignore_fault(fault: IgnoreFault, lang: Lang) -> String {
    match fault {
        IgnoreFault::Read(ReadErrorKind::TooLarge(limit)) => ignore_file_too_large(limit >> 10, lang),
        IgnoreFault::Read(kind) => structure::message(&ProblemKind::Read(kind), lang).summary,
        IgnoreFault::TooManyPatterns(limit) => too_many_patterns(limit, lang),
        IgnoreFault::TooMuchTogether => too_much_together(lang).to_owned(),
        IgnoreFault::TooComplex => patterns_too_complex(lang).to_owned(),
    }
}

pub(crate) fn no_such_id(id: &str, known: &[String], lang: Lang) -> String {
    match closest_match(id, known.iter().map(String::as_str)) {
        Some(closest) => format!("{} {}", unknown_id(id, lang), did_you_mean(closest, lang)),
        None => unknown_id_see_list(id, lang),
    }
}

pub(crate) fn cannot_write(path: Option<&str>, reason: &str, lang: Lang) -> String {
    match path {
        Some(path) => file_not_written(path, reason, lang),
        None => standard_output_not_written(reason, lang),
    }
}

/// What is left to say on standard error when every report went to a file.
pub(crate) fn reports_written(dossiers: usize, to_fix: usize, lang: Lang) -> String {
    checked(dossiers, counted(to_fix, lang), lang)
}

pub(crate) fn bad_glob(glob: &str, lang: Lang) -> String {
    let glob = excerpt(glob);
    if glob.contains('[') { open_class(glob, lang) } else { glob_not_understood(glob, lang) }
}

messages! {
    two_reports_to_standard_output {
        fr: "recevable : un seul format peut aller à la sortie standard ; donnez un fichier aux autres, par exemple --format json=rapport.json",
        en: "recevable: one format alone can go to standard output; give the others a file, for example --format json=report.json",
    }
    two_reports_to_one_file(path) {
        fr: "recevable : deux formats iraient dans le même fichier, {path} ; donnez à chacun le sien",
        en: "recevable: two formats would go to the same file, {path}; give each one its own",
    }
    needs_file(format) {
        fr: "recevable : le format {format} demande un fichier : --format {format}=bilan.{format}",
        en: "recevable: the format {format} needs a file: --format {format}=report.{format}",
    }
    report_over_input(path) {
        fr: "recevable : {path} est lu par cette vérification ; donnez au rapport un autre fichier",
        en: "recevable: {path} is read by this check; give the report another file",
    }
    baseline_and_report_to_one_file(path) {
        fr: "recevable : un rapport et les constats connus iraient dans le même fichier, {path} ; donnez à chacun le sien",
        en: "recevable: a report and the known findings would go to the same file, {path}; give each one its own",
    }
    baseline_over_input(path) {
        fr: "recevable : {path} est lu par cette vérification ; donnez un autre fichier à --baseline",
        en: "recevable: {path} is read by this check; give --baseline another file",
    }
    standard_output_over_input {
        fr: "recevable : la sortie standard va dans un fichier que lit cette vérification ; envoyez-la ailleurs",
        en: "recevable: standard output goes to a file that this check reads; send it elsewhere",
    }
    standard_input_twice {
        fr: "recevable : l'entrée standard (-) ne peut servir qu'une fois, pour un dossier ou pour une liste",
        en: "recevable: standard input (-) can serve once only, for a dossier or for a list",
    }
    open_class(glob) {
        fr: "recevable : ce motif n'est pas compris : « {glob} » ; un crochet [ ouvre une liste de caractères, qui finit par un crochet ] ; pour le signe lui-même, écrivez [[]",
        en: "recevable: this glob is not understood: “{glob}”; a bracket [ opens a list of characters, which ends with a bracket ]; for the sign itself, write [[]",
    }
    glob_not_understood(glob) {
        fr: "recevable : ce motif n'est pas compris : « {glob} » ; écrivez par exemple --include 'lens/*.yaml' ou --exclude brouillons",
        en: "recevable: this glob is not understood: “{glob}”; write for example --include 'lens/*.yaml' or --exclude drafts",
    }
    list_not_read(name, reason) {
        fr: "recevable : la liste {name} ne peut pas être lue. {reason}",
        en: "recevable: the list {name} cannot be read. {reason}",
    }
    no_dossier {
        fr: "recevable : aucun dossier trouvé ; indiquez un fichier *.yaml, ou un répertoire qui en contient",
        en: "recevable: no dossier found; name a *.yaml file, or a folder that holds some",
    }
    no_ordinary_file(path) {
        fr: "recevable : {path} n'est pas un fichier ordinaire, il est laissé de côté",
        en: "recevable: {path} is no ordinary file, it is left out",
    }
    link_out_of_folder(path) {
        fr: "recevable : {path} est un lien qui sort du répertoire examiné, il est laissé de côté ; pour l'examiner, indiquez-le lui-même",
        en: "recevable: {path} is a link that leads out of the folder, it is left out; to check it, name it itself",
    }
    ignore_file_refused(path, reason) {
        fr: "recevable : {path} devrait dire ce que git ignore, et reste sans effet. {reason}",
        en: "recevable: {path} should say what git ignores, and has no effect. {reason}",
    }
    ignore_file_too_large(kibibytes) {
        fr: "Ce fichier dépasse {kibibytes} Kio.",
        en: "This file is larger than {kibibytes} KiB.",
    }
    too_many_patterns(limit) {
        fr: "Ce fichier compte plus de {limit} motifs.",
        en: "This file holds more than {limit} patterns.",
    }
    too_much_together {
        fr: "Avec les fichiers semblables lus avant lui, cela fait trop de motifs.",
        en: "With the files of its kind read before it, that makes too many patterns.",
    }
    patterns_too_complex {
        fr: "Les motifs de ce fichier sont trop compliqués.",
        en: "The patterns of this file are too complex.",
    }
    interrupted_after(#dossiers, files) {
        fr: "recevable : interrompu après {dossiers} dossier{files}" | "recevable : interrompu après {dossiers} dossiers{files}",
        en: "recevable: interrupted after {dossiers} dossier{files}" | "recevable: interrupted after {dossiers} dossiers{files}",
    }
    not_written(files) { fr: " ; non écrit : {files}", en: "; not written: {files}" }
    checked(#dossiers, to_fix) {
        fr: "recevable : {dossiers} dossier vérifié ; {to_fix} à corriger ou à compléter"
            | "recevable : {dossiers} dossiers vérifiés ; {to_fix} à corriger ou à compléter",
        en: "recevable: {dossiers} dossier checked; {to_fix} to be fixed or completed"
            | "recevable: {dossiers} dossiers checked; {to_fix} to be fixed or completed",
    }
    file_not_written(path, reason) {
        fr: "recevable : impossible d'écrire {path} ({reason}) ; ce qui s'y trouvait est intact",
        en: "recevable: cannot write {path} ({reason}); what stood there is intact",
    }
    standard_output_not_written(reason) {
        fr: "recevable : impossible d'écrire sur la sortie standard ({reason})",
        en: "recevable: cannot write to standard output ({reason})",
    }

    no_such_folder { fr: "ce répertoire n'existe pas", en: "there is no such folder" }
    not_found { fr: "il est introuvable", en: "there is none" }
    refused { fr: "le système le refuse", en: "the system refuses" }
    disk_full { fr: "le disque est plein", en: "the disk is full" }
    quota_used_up { fr: "la place accordée sur le disque est épuisée", en: "the disk quota is used up" }
    file_too_large { fr: "la taille permise pour un fichier est dépassée", en: "the limit on the size of a file is exceeded" }
    stands_already { fr: "un fichier porte déjà ce nom", en: "there is a file of that name already" }
    wrong_name { fr: "le système n'admet pas ce nom", en: "the system does not allow that name" }
    is_folder { fr: "c'est un répertoire", en: "this is a folder" }
    through_file { fr: "son chemin passe par un fichier", en: "its path leads through a file" }
    read_only { fr: "le disque est en lecture seule", en: "the disk is read-only" }
    unsupported { fr: "le système ne le permet pas", en: "the system does not support it" }
    no_reason { fr: "le système n'en donne pas la raison", en: "the system gives no reason" }
    system_error(number) { fr: "erreur n° {number} du système", en: "system error {number}" }

    unknown_id(id) {
        fr: "recevable : ni jeu ni règle ne s'appelle {id}.",
        en: "recevable: no set and no rule is called {id}.",
    }
    unknown_id_see_list(id) {
        fr: "recevable : ni jeu ni règle ne s'appelle {id} ; recevable rules list les nomme.",
        en: "recevable: no set and no rule is called {id}; recevable rules list names them.",
    }
    would_overwrite(#files, first) {
        fr: "recevable : {files} fichier existe déjà : {first} ; rien n'est écrit. --force le remplace."
            | "recevable : {files} fichiers existent déjà, dont {first} ; rien n'est écrit. --force les remplace.",
        en: "recevable: {files} file stands there already: {first}; nothing is written. --force replaces it."
            | "recevable: {files} files stand there already, among them {first}; nothing is written. --force replaces them.",
    }
    exported(#files, folder) {
        fr: "{files} fichier écrit dans {folder}" | "{files} fichiers écrits dans {folder}",
        en: "{files} file written in {folder}" | "{files} files written in {folder}",
    }
}
