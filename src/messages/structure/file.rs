//! Files that cannot be read, or are no text.

use super::Message;
use crate::messages::template::{choices, messages};
use crate::source::{EncodingFault, ForeignFormat, MAX_FILES_TOGETHER, ReadErrorKind, SpecialFile};
use crate::text::Lang;

pub(super) fn message(error: &ReadErrorKind, lang: Lang) -> Message {
    match error {
        ReadErrorKind::NotFound => Message::new(not_found(lang), not_found_label(lang), not_found_hint(lang)),
        ReadErrorKind::Permission => Message::new(no_access(lang), no_access_label(lang), no_access_hint(lang)),
        ReadErrorKind::NotRegular(kind) => {
            let kind = special_file(*kind, lang);
            Message::new(not_regular(kind, lang), kind, not_regular_hint(lang))
        }
        ReadErrorKind::Other(_, None) => Message::without_hint(unreadable(lang), unreadable_label(lang)),
        ReadErrorKind::Other(_, Some(number)) => {
            Message::without_hint(unreadable_by_number(number, lang), unreadable_label(lang))
        }
        ReadErrorKind::TooLarge(limit) => {
            Message::new(too_large(limit >> 20, limit, lang), too_large_label(lang), too_large_hint(lang))
        }
        ReadErrorKind::TooLargeTogether(limit) => {
            let message = too_large_together(limit >> 20, MAX_FILES_TOGETHER, lang);
            Message::without_hint(message, too_large_label(lang))
        }
        ReadErrorKind::Encoding { fault: EncodingFault::Foreign(format), .. } => {
            let kind = foreign_format(*format, lang);
            Message::new(foreign(kind, format.as_str(), lang), kind, foreign_hint(*format, lang))
        }
        ReadErrorKind::Encoding { fault, offset, .. } => {
            let what = match fault {
                EncodingFault::InvalidByte(byte) => invalid_byte(format_args!("{byte:02X}"), offset, lang),
                EncodingFault::Nul => nul(offset, lang),
                EncodingFault::Foreign(format) => foreign_format(*format, lang).to_owned(),
                EncodingFault::Utf16 => other_encoding("UTF-16", offset, lang),
                EncodingFault::Utf32 => other_encoding("UTF-32", offset, lang),
            };
            Message::new(not_utf8(what, lang), not_utf8_label(lang), not_utf8_hint(lang))
        }
    }
}

pub(super) fn panicked(place: &str, lang: Lang) -> Message {
    Message::new(failed(place, lang), failed_label(lang), failed_hint(lang))
}

fn foreign_hint(format: ForeignFormat, lang: Lang) -> &'static str {
    match format {
        ForeignFormat::Docx | ForeignFormat::Odt | ForeignFormat::Rtf | ForeignFormat::OldOffice => save_as_text(lang),
        ForeignFormat::Xlsx | ForeignFormat::Ods => begin_anew(lang),
        ForeignFormat::Pdf | ForeignFormat::Html | ForeignFormat::Zip => name_the_dossier(lang),
    }
}

choices! {
    foreign_format(ForeignFormat) {
        Docx { fr: "un document Word", en: "a Word document" }
        Xlsx { fr: "un classeur Excel", en: "an Excel workbook" }
        Odt { fr: "un document LibreOffice", en: "a LibreOffice document" }
        Ods { fr: "un classeur LibreOffice", en: "a LibreOffice workbook" }
        OldOffice { fr: "un ancien document Word ou Excel", en: "an old Word or Excel document" }
        Pdf { fr: "un document PDF", en: "a PDF document" }
        Rtf { fr: "un document de traitement de texte", en: "a word processor's document" }
        Html { fr: "une page web", en: "a web page" }
        Zip { fr: "une archive", en: "an archive" }
    }
    special_file(SpecialFile) {
        Folder { fr: "un répertoire", en: "a folder" }
        Pipe { fr: "un tube nommé", en: "a named pipe" }
        Socket { fr: "une prise réseau", en: "a socket" }
        Device { fr: "un périphérique", en: "a device" }
        Unknown { fr: "un objet particulier du système", en: "something else of the system's" }
    }
}

messages! {
    not_found { fr: "Ce fichier est introuvable.", en: "There is no such file." }
    not_found_label { fr: "introuvable", en: "not found" }
    not_found_hint { fr: "Vérifiez son nom et son emplacement.", en: "Check its name and its folder." }

    no_access {
        fr: "Le système refuse la lecture de ce fichier.",
        en: "The system refuses access to this file.",
    }
    no_access_label { fr: "accès refusé", en: "access refused" }
    no_access_hint { fr: "Vérifiez les droits d'accès au fichier.", en: "Check who may read the file." }

    not_regular(kind) { fr: "Ce n'est pas un fichier, mais {kind}.", en: "This is not a file but {kind}." }
    not_regular_hint { fr: "Indiquez un fichier YAML.", en: "Name a YAML file." }

    unreadable { fr: "Ce fichier n'a pas pu être lu.", en: "This file could not be read." }
    unreadable_by_number(number) {
        fr: "Ce fichier n'a pas pu être lu (erreur n° {number} du système).",
        en: "This file could not be read (system error {number}).",
    }
    unreadable_label { fr: "illisible", en: "unreadable" }

    too_large(mebibytes, bytes) {
        fr: "Ce fichier dépasse la taille maximale de {mebibytes} Mio ({bytes} octets).",
        en: "This file is larger than the limit of {mebibytes} MiB ({bytes} bytes).",
    }
    too_large_together(mebibytes, files) {
        fr: "Avec les fichiers lus avant lui, ce fichier dépasse ce qui peut être lu ensemble : {mebibytes} Mio, {files} fichiers.",
        en: "With the files read before it, this file goes beyond what can be read together: {mebibytes} MiB, {files} files.",
    }
    too_large_label { fr: "trop volumineux", en: "too large" }
    too_large_hint {
        fr: "Un dossier tient en quelques kilo-octets : est-ce le bon fichier ?",
        en: "A dossier takes a few kilobytes: is this the right file?",
    }

    foreign(kind, extension) {
        fr: "Ce fichier est {kind} ({extension}), et non un texte en YAML, quel que soit son nom.",
        en: "This file is {kind} ({extension}), not a text in YAML, whatever its name.",
    }
    save_as_text {
        fr: "Ouvrez-le, enregistrez-le comme « Texte brut » en UTF-8 sous un nom en .yaml, et relancez la vérification.",
        en: "Open it, save it as “Plain text” in UTF-8 under a name that ends in .yaml, and check again.",
    }
    begin_anew {
        fr: "Un dossier est un fichier texte en .yaml : recopiez-y les lignes du tableau, avec leurs clés.",
        en: "A dossier is a text file in .yaml: copy the table's lines there, with their keys.",
    }
    name_the_dossier {
        fr: "Indiquez le fichier texte en .yaml dont il est tiré.",
        en: "Name the text file in .yaml that it was made from.",
    }

    not_utf8(what) {
        fr: "Ce fichier n'est pas un texte en UTF-8 : {what}.",
        en: "This file is not UTF-8 text: {what}.",
    }
    not_utf8_label { fr: "pas de l'UTF-8", en: "not UTF-8" }
    not_utf8_hint {
        fr: "Enregistrez-le à nouveau en choisissant l'encodage UTF-8 (Bloc-notes : « Enregistrer sous », puis « Encodage »).",
        en: "Save it again and choose the encoding UTF-8 (Notepad: “Save as”, then “Encoding”).",
    }
    invalid_byte(byte, offset) {
        fr: "l'octet {byte} à la position {offset} n'y a pas sa place",
        en: "byte {byte} at offset {offset} has no place there",
    }
    nul(offset) {
        fr: "il contient un octet nul à la position {offset}",
        en: "it holds a NUL byte at offset {offset}",
    }
    other_encoding(encoding, offset) {
        fr: "il commence (position {offset}) comme un texte en {encoding}",
        en: "it begins (offset {offset}) like a text in {encoding}",
    }

    failed(place) {
        fr: "Ce programme s'est trompé en examinant ce fichier ({place}) ; le dossier n'y est pour rien, et les autres sont examinés.",
        en: "This program failed at this file ({place}); that is no fault of the dossier's, and the others are checked.",
    }
    failed_label { fr: "pas examiné", en: "not checked" }
    failed_hint {
        fr: "Signalez-le à ceux qui tiennent ce programme, avec le fichier si vous le pouvez.",
        en: "Report it to those who keep this program, with the file if you can.",
    }
}
