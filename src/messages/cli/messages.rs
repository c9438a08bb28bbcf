//! What commands say on standard error: what keeps them from their work, and what came of it.

use std::io;

use crate::dossier::{ProblemKind, closest_match};
use crate::messages::structure;
use crate::source::{LeftOut, ReadError};
use crate::text::{Lang, Text, count, number};

/// Two reports for standard output.
pub fn two_reports_to_standard_output(lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => {
            "recevable : un seul format peut aller à la sortie standard ; donnez un fichier aux autres, par exemple --format json=rapport.json"
        }
        Lang::En => {
            "recevable: one format alone can go to standard output; give the others a file, for example --format json=report.json"
        }
    }
}

/// Two formats that one file cannot hold.
pub fn two_reports_to_one_file(path: &str, lang: Lang) -> String {
    match lang {
        Lang::Fr => {
            format!("recevable : deux formats iraient dans le même fichier, {path} ; donnez à chacun le sien")
        }
        Lang::En => format!("recevable: two formats would go to the same file, {path}; give each one its own"),
    }
}

/// A format that standard output is nothing for.
pub fn needs_file(format: &str, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!("recevable : le format {format} demande un fichier : --format {format}=bilan.{format}"),
        Lang::En => format!("recevable: the format {format} needs a file: --format {format}=report.{format}"),
    }
}

/// A report that would take the place of what is read.
pub fn report_over_input(path: &str, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!("recevable : {path} est lu par cette vérification ; donnez au rapport un autre fichier"),
        Lang::En => format!("recevable: {path} is read by this check; give the report another file"),
    }
}

/// A run that was interrupted, and the files that were therefore not written.
pub fn interrupted(dossiers: usize, files: &[String], lang: Lang) -> String {
    let done = count(dossiers as u64, "dossier", "dossiers", lang);
    let files = match (files, lang) {
        ([], _) => String::new(),
        (files, Lang::Fr) => format!(" ; non écrit : {}", files.join(", ")),
        (files, Lang::En) => format!("; not written: {}", files.join(", ")),
    };
    match lang {
        Lang::Fr => format!("recevable : interrompu après {done}{files}"),
        Lang::En => format!("recevable: interrupted after {done}{files}"),
    }
}

/// Why the system did not do what it was asked for.
pub fn system_reason(error: &io::Error, lang: Lang) -> String {
    let text = match error.kind() {
        io::ErrorKind::NotFound => Text { fr: "ce répertoire n'existe pas", en: "there is no such folder" },
        io::ErrorKind::PermissionDenied => Text { fr: "le système le refuse", en: "the system refuses" },
        io::ErrorKind::StorageFull => Text { fr: "le disque est plein", en: "the disk is full" },
        io::ErrorKind::IsADirectory => Text { fr: "c'est un répertoire", en: "this is a folder" },
        io::ErrorKind::NotADirectory => {
            Text { fr: "son chemin passe par un fichier", en: "its path leads through a file" }
        }
        io::ErrorKind::ReadOnlyFilesystem => Text { fr: "le disque est en lecture seule", en: "the disk is read-only" },
        _ => {
            return match (error.raw_os_error(), lang) {
                (Some(number), Lang::Fr) => format!("erreur n° {number} du système"),
                (Some(number), Lang::En) => format!("system error {number}"),
                (None, _) => error.to_string(),
            };
        }
    };
    text.get(lang).to_owned()
}

/// Two readers of standard input.
pub fn standard_input_twice(lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => "recevable : l'entrée standard (-) ne peut servir qu'une fois, pour un dossier ou pour une liste",
        Lang::En => "recevable: standard input (-) can serve once only, for a dossier or for a list",
    }
}

/// A glob that cannot be read.
pub fn bad_glob(glob: &str, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!(
            "recevable : ce motif n'est pas compris : « {glob} » ; écrivez par exemple --include 'lens/*.yaml' ou --exclude brouillons"
        ),
        Lang::En => format!(
            "recevable: this glob is not understood: “{glob}”; write for example --include 'lens/*.yaml' or --exclude drafts"
        ),
    }
}

/// A list of paths that cannot be read.
pub fn no_list(error: &ReadError, lang: Lang) -> String {
    let (name, reason) = (&error.name, structure::message(&ProblemKind::Read(error.kind.clone()), lang).summary);
    match lang {
        Lang::Fr => format!("recevable : la liste {name} ne peut pas être lue. {reason}"),
        Lang::En => format!("recevable: the list {name} cannot be read. {reason}"),
    }
}

/// No dossier among the paths.
pub fn no_dossier(lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => "recevable : aucun dossier trouvé ; indiquez un fichier *.yaml, ou un répertoire qui en contient",
        Lang::En => "recevable: no dossier found; name a *.yaml file, or a folder that holds some",
    }
}

/// Something that a folder holds and that is left out.
pub fn left_out(path: &str, why: LeftOut, lang: Lang) -> String {
    match (why, lang) {
        (LeftOut::NoFile, Lang::Fr) => {
            format!("recevable : {path} n'est pas un fichier ordinaire, il est laissé de côté")
        }
        (LeftOut::NoFile, Lang::En) => format!("recevable: {path} is no ordinary file, it is left out"),
        (LeftOut::Outside, Lang::Fr) => format!(
            "recevable : {path} est un lien qui sort du répertoire examiné, il est laissé de côté ; pour l'examiner, indiquez-le lui-même"
        ),
        (LeftOut::Outside, Lang::En) => format!(
            "recevable: {path} is a link that leads out of the folder, it is left out; to check it, name it itself"
        ),
    }
}

/// An id that no rule set and no rule has.
pub fn no_such_id(id: &str, known: &[String], lang: Lang) -> String {
    let near = closest_match(id, known.iter().map(String::as_str));
    match (lang, near) {
        (Lang::Fr, Some(near)) => format!("recevable : ni jeu ni règle ne s'appelle {id}. Vouliez-vous dire {near} ?"),
        (Lang::Fr, None) => format!("recevable : ni jeu ni règle ne s'appelle {id} ; recevable rules list les nomme."),
        (Lang::En, Some(near)) => format!("recevable: no set and no rule is called {id}. Did you mean {near}?"),
        (Lang::En, None) => format!("recevable: no set and no rule is called {id}; recevable rules list names them."),
    }
}

/// Files that an export would replace.
pub fn would_overwrite(first: &str, all: usize, lang: Lang) -> String {
    let all = count(
        all as u64,
        if lang == Lang::Fr { "fichier existe" } else { "file stands" },
        if lang == Lang::Fr { "fichiers existent" } else { "files stand" },
        lang,
    );
    match lang {
        Lang::Fr => format!("recevable : {all} déjà, dont {first} ; rien n'est écrit. --force les remplace."),
        Lang::En => {
            format!("recevable: {all} there already, among them {first}; nothing is written. --force replaces them.")
        }
    }
}

/// What an export wrote.
pub fn exported(files: usize, folder: &str, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!("{} dans {folder}", count(files as u64, "fichier écrit", "fichiers écrits", lang)),
        Lang::En => format!("{} in {folder}", count(files as u64, "file written", "files written", lang)),
    }
}

/// An output that cannot be written.
pub fn cannot_write(path: Option<&str>, reason: &str, lang: Lang) -> String {
    match (lang, path) {
        (Lang::Fr, Some(path)) => {
            format!("recevable : impossible d'écrire {path} ({reason}) ; ce qui s'y trouvait est intact")
        }
        (Lang::Fr, None) => format!("recevable : impossible d'écrire sur la sortie standard ({reason})"),
        (Lang::En, Some(path)) => format!("recevable: cannot write {path} ({reason}); what stood there is intact"),
        (Lang::En, None) => format!("recevable: cannot write to standard output ({reason})"),
    }
}

/// What is left to say on standard error when every report went to a file.
pub fn reports_written(dossiers: usize, to_mend: usize, lang: Lang) -> String {
    let (dossiers, to_mend) = (dossiers as u64, to_mend as u64);
    match lang {
        Lang::Fr => format!(
            "recevable : {} ; {} à corriger ou à compléter",
            count(dossiers, "dossier vérifié", "dossiers vérifiés", lang),
            number(to_mend.into(), lang)
        ),
        Lang::En => format!(
            "recevable: {}; {} to be mended or completed",
            count(dossiers, "dossier checked", "dossiers checked", lang),
            number(to_mend.into(), lang)
        ),
    }
}
