//! Message for keys that are unknown or missing, and for values of another shape.

use super::{Message, did_you_mean, listed, quoted, say};
use crate::dossier::format::{self, FieldId, Kind, Scalar, Side, field_info};
use crate::dossier::{Shape, UnknownKey};
use crate::text::Lang;

pub(super) fn unknown(unknown: &UnknownKey, lang: Lang) -> Message {
    let key = quoted(&unknown.key, lang);
    let within = unknown.within;
    let message = match within.map(|id| quoted(&field_info(id).path, lang)) {
        Some(group) => say!(lang, "La clé {key} n'existe pas dans {group}.", "There is no key {key} in {group}."),
        None => say!(
            lang,
            "La clé {key} n'existe pas au premier niveau d'un dossier.",
            "There is no key {key} at the top of a dossier."
        ),
    };
    let hint = if unknown.after_comma {
        say!(
            lang,
            "Entre accolades, une virgule termine la valeur\u{a0}: si ceci est la suite d'un texte, mettez tout le texte entre guillemets.",
            "In braces a comma ends the value: if this is the rest of a text, put the whole text in quotes."
        )
    } else if let Some(nearest) = unknown.nearest {
        did_you_mean(nearest, lang)
    } else if !unknown.elsewhere.is_empty() {
        let groups = listed(unknown.elsewhere.iter().map(|id| group_of(*id, lang)));
        say!(lang, "Cette clé se place ailleurs\u{a0}: {groups}.", "This key belongs elsewhere: {groups}.")
    } else {
        let keys = listed(format::children(within).iter().map(|id| field_info(*id).field.key));
        say!(lang, "Clés possibles ici\u{a0}: {keys}.", "Keys that can stand here: {keys}.")
    };
    Message::new(message, say!(lang, "clé inconnue", "unknown key"), hint)
}

/// The group that holds a field, by its path.
fn group_of(field: FieldId, lang: Lang) -> &'static str {
    match (field_info(field).parent, lang) {
        (Some(group), _) => &field_info(group).path,
        (None, Lang::Fr) => "premier niveau",
        (None, Lang::En) => "the top",
    }
}

pub(super) fn missing(field: FieldId, lang: Lang) -> Message {
    let info = field_info(field);
    let name = info.field.label.get(lang);
    let key = quoted(info.field.key, lang);
    let example = quoted(&format!("{}: {}", info.field.key, example(&info.field.kind)), lang);
    let (message, hint) = match info.parent.map(|group| quoted(&field_info(group).path, lang)) {
        None => (
            say!(lang, "Il faut renseigner {key} ({name}).", "{key} ({name}) must be filled in."),
            say!(
                lang,
                "Ajoutez au début du fichier la ligne {example}.",
                "Add the line {example} at the start of the file."
            ),
        ),
        Some(group) if info.column.is_some() => (
            say!(
                lang,
                "Il faut renseigner {key} ({name}) à chaque ligne de {group}.",
                "{key} ({name}) must be filled in on each line of {group}."
            ),
            say!(lang, "Écrivez par exemple {example}.", "Write for example {example}."),
        ),
        Some(group) => (
            say!(
                lang,
                "Il faut renseigner {key} ({name}) dans {group}.",
                "{key} ({name}) must be filled in within {group}."
            ),
            say!(lang, "Écrivez par exemple, sous {group}, {example}.", "Write for example, below {group}, {example}."),
        ),
    };
    let key = info.field.key;
    Message::new(message, say!(lang, "il manque {key}", "{key} is missing"), hint)
}

/// A value that a field may have.
fn example(kind: &Kind) -> &'static str {
    match kind {
        Kind::Scalar(Scalar::Version) => "1",
        Kind::Scalar(Scalar::Campaign) => "2015",
        Kind::Scalar(Scalar::Money) => "1500",
        Kind::Scalar(Scalar::Poste(Side::Charges)) => "60",
        Kind::Scalar(Scalar::Poste(Side::Produits)) => "74",
        Kind::Scalar(Scalar::Token(tokens)) => tokens.first().copied().unwrap_or("…"),
        _ => "…",
    }
}

pub(super) fn shape(expected: Shape, found: Shape, lang: Lang) -> Message {
    let (wanted, given) = (shape_name(expected, lang), shape_name(found, lang));
    let hint = match (expected, found) {
        (_, Shape::Nothing) => {
            say!(lang, "Écrivez une valeur, ou supprimez ce tiret.", "Write a value, or remove this dash.")
        }
        (Shape::List, _) => say!(
            lang,
            "Écrivez les valeurs entre crochets, même s'il n'y en a qu'une\u{a0}: [valeur].",
            "Write the values in brackets, even if there is only one: [value]."
        ),
        (Shape::Records, _) => say!(
            lang,
            "Commencez chaque ligne par un tiret\u{a0}: «\u{a0}- {{ clé: valeur }}\u{a0}».",
            "Begin each line with a dash: “- {{ key: value }}”."
        ),
        (Shape::Mapping, _) => say!(
            lang,
            "Écrivez «\u{a0}clé: valeur\u{a0}», une par ligne, avec une espace après les deux-points.",
            "Write “key: value”, one a line, with a space after the colon."
        ),
        (Shape::Scalar | Shape::Nothing, _) => {
            say!(lang, "Si c'est un texte, mettez-le entre guillemets.", "If it is a text, put it in quotes.")
        }
    };
    Message::new(
        say!(lang, "Il faut ici {wanted}, et non {given}.", "This must be {wanted}, not {given}."),
        say!(lang, "il faut {wanted}", "{wanted} expected"),
        hint,
    )
}

fn shape_name(shape: Shape, lang: Lang) -> String {
    match shape {
        Shape::Scalar => say!(lang, "une seule valeur", "a single value"),
        Shape::List => say!(lang, "une liste", "a list"),
        Shape::Mapping => say!(lang, "un groupe de clés", "a group of keys"),
        Shape::Records => say!(lang, "une liste de lignes", "a list of lines"),
        Shape::Nothing => say!(lang, "rien", "nothing"),
    }
}
