//! Message for files that are not read, and for what is not the YAML of a dossier.

use super::{Message, quoted, say, syntax};
use crate::source::{EncodingFault, ReadErrorKind, SpecialFile};
use crate::text::Lang;
use crate::yaml::{FaultKind, MAX_DEPTH, MAX_FAULTS};

pub(super) fn unreadable(error: &ReadErrorKind, lang: Lang) -> Message {
    match error {
        ReadErrorKind::NotFound => Message::new(
            say!(lang, "Ce fichier est introuvable.", "There is no such file."),
            say!(lang, "introuvable", "not found"),
            say!(lang, "Vérifiez son nom et son emplacement.", "Check its name and its folder."),
        ),
        ReadErrorKind::Permission => Message::new(
            say!(lang, "Le système refuse la lecture de ce fichier.", "The system refuses access to this file."),
            say!(lang, "accès refusé", "access refused"),
            say!(lang, "Vérifiez les droits d'accès au fichier.", "Check who may read the file."),
        ),
        ReadErrorKind::NotRegular(kind) => {
            let kind = special_file(*kind, lang);
            Message::new(
                say!(lang, "Ce n'est pas un fichier, mais {kind}.", "This is not a file but {kind}."),
                kind,
                say!(lang, "Indiquez un fichier YAML.", "Name a YAML file."),
            )
        }
        ReadErrorKind::Other(_, number) => {
            let number = number.map_or_else(String::new, |number| {
                say!(lang, " (erreur n°\u{a0}{number} du système)", " (system error {number})")
            });
            Message::new(
                say!(lang, "Ce fichier n'a pas pu être lu{number}.", "This file could not be read{number}."),
                say!(lang, "illisible", "unreadable"),
                None,
            )
        }
        ReadErrorKind::TooLarge(limit) => {
            let mebibytes = limit >> 20;
            Message::new(
                say!(
                    lang,
                    "Ce fichier dépasse la taille maximale de {mebibytes}\u{a0}Mio ({limit} octets).",
                    "This file is larger than the limit of {mebibytes} MiB ({limit} bytes)."
                ),
                say!(lang, "trop volumineux", "too large"),
                say!(
                    lang,
                    "Un dossier tient en quelques kilo-octets\u{a0}: est-ce le bon fichier\u{202f}?",
                    "A dossier takes a few kilobytes: is this the right file?"
                ),
            )
        }
        ReadErrorKind::Encoding { fault, offset, .. } => encoding(*fault, *offset, lang),
    }
}

pub(super) fn panicked(place: &str, lang: Lang) -> Message {
    Message::new(
        say!(
            lang,
            "Ce programme s'est trompé en examinant ce fichier ({place})\u{a0}; le dossier n'y est pour rien, et les autres sont examinés.",
            "This program failed at this file ({place}); that is no fault of the dossier's, and the others are checked."
        ),
        say!(lang, "pas examiné", "not checked"),
        say!(
            lang,
            "Signalez-le à ceux qui tiennent ce programme, avec le fichier si vous le pouvez.",
            "Tell those who keep this program, with the file if you can."
        ),
    )
}

fn special_file(kind: SpecialFile, lang: Lang) -> String {
    match kind {
        SpecialFile::Folder => say!(lang, "un répertoire", "a folder"),
        SpecialFile::Pipe => say!(lang, "un tube nommé", "a named pipe"),
        SpecialFile::Socket => say!(lang, "une prise réseau", "a socket"),
        SpecialFile::Device => say!(lang, "un périphérique", "a device"),
        SpecialFile::Unknown => say!(lang, "un objet particulier du système", "something else of the system's"),
    }
}

fn encoding(fault: EncodingFault, offset: usize, lang: Lang) -> Message {
    let what = match fault {
        EncodingFault::InvalidByte(byte) => say!(
            lang,
            "l'octet {byte:02X} à la position {offset} n'y a pas sa place",
            "byte {byte:02X} at offset {offset} has no place there"
        ),
        EncodingFault::Nul => {
            say!(lang, "il contient un octet nul à la position {offset}", "it holds a NUL byte at offset {offset}")
        }
        EncodingFault::Utf16 => say!(
            lang,
            "il commence (position {offset}) comme un texte en UTF-16",
            "it begins (offset {offset}) like a text in UTF-16"
        ),
        EncodingFault::Utf32 => say!(
            lang,
            "il commence (position {offset}) comme un texte en UTF-32",
            "it begins (offset {offset}) like a text in UTF-32"
        ),
    };
    Message::new(
        say!(lang, "Ce fichier n'est pas un texte en UTF-8\u{a0}: {what}.", "This file is not UTF-8 text: {what}."),
        say!(lang, "pas de l'UTF-8", "not UTF-8"),
        say!(
            lang,
            "Enregistrez-le à nouveau en choisissant l'encodage UTF-8.",
            "Save it again and choose the encoding UTF-8."
        ),
    )
}

pub(super) fn fault(fault: &FaultKind, lang: Lang) -> Message {
    match fault {
        FaultKind::Syntax(syntax) => syntax::words(*syntax, lang),
        FaultKind::Tab => Message::new(
            say!(
                lang,
                "Cette ligne est mise en retrait par une tabulation\u{a0}; YAML n'accepte que des espaces.",
                "This line is indented with a tab; YAML takes spaces only."
            ),
            say!(lang, "tabulation", "tab"),
            say!(lang, "Remplacez chaque tabulation par deux espaces.", "Put two spaces in place of each tab."),
        ),
        FaultKind::Alias | FaultKind::Anchor | FaultKind::MergeKey => refused_reference(fault, lang),
        FaultKind::Tag => Message::new(
            say!(lang, "Un dossier n'admet pas d'étiquette YAML (!…).", "A dossier takes no YAML tags (!…)."),
            say!(lang, "étiquette", "tag"),
            say!(
                lang,
                "Supprimez-la, ou mettez le texte entre guillemets s'il commence par un point d'exclamation.",
                "Remove it, or quote the text if it begins with an exclamation mark."
            ),
        ),
        FaultKind::Depth => Message::new(
            say!(
                lang,
                "Les listes et les groupes sont imbriqués sur plus de {MAX_DEPTH} niveaux\u{a0}; la suite n'est pas lue.",
                "Lists and groups are nested more than {MAX_DEPTH} levels deep; the rest is not read."
            ),
            say!(lang, "trop imbriqué", "nested too deep"),
            say!(lang, "Un dossier n'en demande pas plus de quatre.", "A dossier needs four at most."),
        ),
        FaultKind::SecondDocument => Message::new(
            say!(
                lang,
                "Un second document commence ici\u{a0}; un fichier n'en contient qu'un.",
                "A second document begins here; a file holds one."
            ),
            say!(lang, "second document", "second document"),
            say!(
                lang,
                "Écrivez un fichier par dossier, et supprimez cette séparation si le dossier continue.",
                "Write one file a dossier, and remove this separator if the dossier goes on."
            ),
        ),
        FaultKind::Empty => Message::new(
            say!(lang, "Ce fichier ne contient aucun dossier.", "This file holds no dossier."),
            say!(lang, "rien à lire", "nothing to read"),
            say!(
                lang,
                "Écrivez-y le dossier, en commençant par «\u{a0}version: 1\u{a0}» et «\u{a0}campagne: 2015\u{a0}».",
                "Write the dossier in it, beginning with “version: 1” and “campagne: 2015”."
            ),
        ),
        FaultKind::DuplicateKey(key) => {
            let key = quoted(key, lang);
            Message::new(
                say!(
                    lang,
                    "La clé {key} est écrite deux fois au même endroit.",
                    "The key {key} is written twice in one place."
                ),
                say!(lang, "écrite une seconde fois", "written again"),
                say!(
                    lang,
                    "Gardez l'une des deux, ou réunissez leurs contenus.",
                    "Keep one of the two, or join what they hold."
                ),
            )
        }
        FaultKind::ComplexKey => Message::new(
            say!(
                lang,
                "Une liste ou un groupe tient ici la place d'une clé.",
                "A list or a group stands here in place of a key."
            ),
            say!(lang, "pas une clé", "not a key"),
            say!(
                lang,
                "Si c'est un texte qui contient des accolades ou des crochets, mettez-le entre guillemets.",
                "If it is a text with braces or brackets, put it in quotes."
            ),
        ),
        FaultKind::TooMany => Message::new(
            say!(
                lang,
                "Ce fichier contient plus de {MAX_FAULTS} erreurs\u{a0}; les suivantes ne sont pas listées.",
                "This file holds more than {MAX_FAULTS} errors; the rest is not listed."
            ),
            say!(lang, "et d'autres encore", "and more"),
            None,
        ),
    }
}

fn refused_reference(fault: &FaultKind, lang: Lang) -> Message {
    let (what, label) = match fault {
        FaultKind::Alias => (say!(lang, "de renvoi (*nom)", "aliases (*name)"), say!(lang, "renvoi", "alias")),
        FaultKind::MergeKey => {
            (say!(lang, "de clé de fusion (<<)", "merge keys (<<)"), say!(lang, "fusion", "merge key"))
        }
        _ => (say!(lang, "d'ancre (&nom)", "anchors (&name)"), say!(lang, "ancre", "anchor")),
    };
    Message::new(
        say!(lang, "Un dossier n'admet pas {what}.", "A dossier takes no {what}."),
        label,
        say!(
            lang,
            "Écrivez la valeur elle-même\u{a0}; un texte qui commence par * ou & se met entre guillemets.",
            "Write the value itself; a text that begins with * or & is put in quotes."
        ),
    )
}
