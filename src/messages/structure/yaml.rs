//! What is not the plain YAML that a dossier needs.

use super::{Message, keys, syntax};
use crate::dossier::list_of;
use crate::messages::template::messages;
use crate::text::{Lang, excerpt, visible};
use crate::yaml::{MAX_DEPTH, MAX_ERRORS, Syntax, YamlErrorKind};

pub(super) fn message(fault: &YamlErrorKind, lang: Lang) -> Message {
    match fault {
        YamlErrorKind::Syntax(syntax) => syntax::message(*syntax, None, lang),
        YamlErrorKind::Rewritten { syntax, line } => syntax::message(*syntax, Some(line), lang),
        YamlErrorKind::QuotedTexts { key, texts, line } => match list_of(key, texts) {
            Some(list) => keys::bare_list(key, &list, lang),
            None => syntax::message(Syntax::AfterQuote, Some(line), lang),
        },
        YamlErrorKind::NoBreakSpace { character, line } => Message::new(
            wide_space(name_of_space(*character, lang), lang),
            wide_space_label(lang),
            write_line(visible(line.trim_end()), lang),
        ),
        YamlErrorKind::Tab => Message::new(tab(lang), tab_label(lang), tab_hint(lang)),
        YamlErrorKind::Alias => refused(aliases(lang), alias(lang), lang),
        YamlErrorKind::MergeKey => refused(merge_keys(lang), merge_key(lang), lang),
        YamlErrorKind::Anchor => refused(anchors(lang), anchor(lang), lang),
        YamlErrorKind::Tag => Message::new(tag(lang), tag_label(lang), tag_hint(lang)),
        YamlErrorKind::Depth => Message::new(too_deep(MAX_DEPTH, lang), too_deep_label(lang), too_deep_hint(lang)),
        YamlErrorKind::SecondDocument => {
            Message::new(second_document(lang), second_document_label(lang), second_document_hint(lang))
        }
        YamlErrorKind::Empty => Message::new(empty(lang), empty_label(lang), empty_hint(lang)),
        YamlErrorKind::DuplicateKey(key) => {
            Message::new(duplicate_key(excerpt(key), lang), duplicate_key_label(lang), duplicate_key_hint(lang))
        }
        YamlErrorKind::ComplexKey => Message::new(complex_key(lang), complex_key_label(lang), complex_key_hint(lang)),
        YamlErrorKind::TooMany => Message::without_hint(too_many(MAX_ERRORS, lang), too_many_label(lang)),
    }
}

fn refused(what: &str, label: &str, lang: Lang) -> Message {
    Message::new(refused_reference(what, lang), label, refused_reference_hint(lang))
}

fn name_of_space(character: char, lang: Lang) -> String {
    let code = format!("U+{:04X}", u32::from(character));
    if matches!(character, '\u{a0}' | '\u{202f}' | '\u{2007}') {
        no_break_space(code, lang)
    } else {
        special_space(code, lang)
    }
}

messages! {
    no_break_space(code) { fr: "espace insécable ({code})", en: "no-break space ({code})" }
    special_space(code) { fr: "espace typographique ({code})", en: "typographic space ({code})" }
    wide_space(name) {
        fr: "Une {name} se trouve ici en retrait ou après un tiret ; YAML n'y accepte que des espaces ordinaires.",
        en: "A {name} stands here as indentation or after a dash, where YAML takes plain spaces only.",
    }
    wide_space_label { fr: "pas une espace ordinaire", en: "not a plain space" }
    write_line(line) {
        fr: "Retapez les espaces au clavier : « {line} ».",
        en: "Type the spaces again: “{line}”.",
    }
    tab {
        fr: "Cette ligne est mise en retrait par une tabulation ; YAML n'accepte que des espaces.",
        en: "This line is indented with a tab; YAML takes spaces only.",
    }
    tab_label { fr: "tabulation", en: "tab" }
    tab_hint {
        fr: "Remplacez chaque tabulation par deux espaces.",
        en: "Put two spaces in place of each tab.",
    }

    refused_reference(what) { fr: "Un dossier n'admet pas {what}.", en: "A dossier takes no {what}." }
    refused_reference_hint {
        fr: "Écrivez la valeur elle-même ; un texte qui commence par * ou & se met entre guillemets.",
        en: "Write the value itself; a text that begins with * or & is put in quotes.",
    }
    aliases { fr: "de renvoi (*nom)", en: "aliases (*name)" }
    alias { fr: "renvoi", en: "alias" }
    merge_keys { fr: "de clé de fusion (<<)", en: "merge keys (<<)" }
    merge_key { fr: "fusion", en: "merge key" }
    anchors { fr: "d'ancre (&nom)", en: "anchors (&name)" }
    anchor { fr: "ancre", en: "anchor" }

    tag { fr: "Un dossier n'admet pas d'étiquette YAML (!…).", en: "A dossier takes no YAML tags (!…)." }
    tag_label { fr: "étiquette", en: "tag" }
    tag_hint {
        fr: "Supprimez-la, ou mettez le texte entre guillemets s'il commence par un point d'exclamation.",
        en: "Remove it, or quote the text if it begins with an exclamation mark.",
    }

    too_deep(levels) {
        fr: "Les listes et les groupes sont imbriqués sur plus de {levels} niveaux ; la suite n'est pas lue.",
        en: "Lists and groups are nested more than {levels} levels deep; the rest is not read.",
    }
    too_deep_label { fr: "trop imbriqué", en: "nested too deep" }
    too_deep_hint { fr: "Un dossier n'en demande pas plus de quatre.", en: "A dossier needs four at most." }

    second_document {
        fr: "Un second document commence ici ; un fichier n'en contient qu'un.",
        en: "A second document begins here; a file holds one.",
    }
    second_document_label { fr: "second document", en: "second document" }
    second_document_hint {
        fr: "Écrivez un fichier par dossier, et supprimez cette séparation si le dossier continue.",
        en: "Write one file a dossier, and remove this separator if the dossier goes on.",
    }

    empty { fr: "Ce fichier ne contient aucun dossier.", en: "This file holds no dossier." }
    empty_label { fr: "rien à lire", en: "nothing to read" }
    empty_hint {
        fr: "Écrivez-y le dossier, en commençant par « version: 1 » et « campagne: 2015 ».",
        en: "Write the dossier in it, beginning with “version: 1” and “campagne: 2015”.",
    }

    duplicate_key(key) {
        fr: "La clé « {key} » est écrite deux fois au même endroit.",
        en: "The key “{key}” is written twice in one place.",
    }
    duplicate_key_label { fr: "écrite une seconde fois", en: "written again" }
    duplicate_key_hint {
        fr: "Gardez l'une des deux, ou réunissez leurs contenus.",
        en: "Keep one of the two, or join what they hold.",
    }
    first_of_two { fr: "écrite ici une première fois", en: "first written here" }

    complex_key {
        fr: "Une liste ou un groupe tient ici la place d'une clé.",
        en: "A list or a group stands here in place of a key.",
    }
    complex_key_label { fr: "pas une clé", en: "not a key" }
    complex_key_hint {
        fr: "Si c'est un texte qui contient des accolades ou des crochets, mettez-le entre guillemets.",
        en: "If it is a text with braces or brackets, put it in quotes.",
    }

    too_many(limit) {
        fr: "Ce fichier contient plus de {limit} erreurs ; les suivantes ne sont pas listées.",
        en: "This file holds more than {limit} errors; the rest is not listed.",
    }
    too_many_label { fr: "et d'autres encore", en: "and more" }
}
