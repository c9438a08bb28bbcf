//! Keys that are unknown or missing, and values of another shape.

use super::{Message, did_you_mean, listed};
use crate::dossier::format::{self, FieldId, Kind, ScalarKind, Side, field_info};
use crate::dossier::{Shape, UnknownKey};
use crate::messages::template::messages;
use crate::text::{Lang, excerpt};

pub(super) fn unknown(unknown: &UnknownKey, lang: Lang) -> Message {
    let key = excerpt(&unknown.key);
    let summary = match unknown.within {
        Some(group) => unknown_within(key, &field_info(group).path, lang),
        None => unknown_at_top(key, lang),
    };
    let hint = if unknown.after_comma {
        after_comma(lang).to_owned()
    } else if let Some(nearest) = unknown.nearest {
        did_you_mean(nearest, lang)
    } else if !unknown.elsewhere.is_empty() {
        elsewhere(listed(unknown.elsewhere.iter().map(|id| group_of(*id, lang))), lang)
    } else {
        possible_keys(listed(format::children(unknown.within).iter().map(|id| field_info(*id).field.key)), lang)
    };
    Message::new(summary, unknown_label(lang), hint)
}

fn group_of(field: FieldId, lang: Lang) -> &'static str {
    field_info(field).parent.map_or_else(|| top(lang), |group| &field_info(group).path)
}

pub(super) fn missing(field: FieldId, lang: Lang) -> Message {
    let info = field_info(field);
    let (key, name, example) = (info.field.key, info.field.label.get(lang), example(&info.field.kind));
    let (summary, hint) = match info.parent.map(|group| &field_info(group).path) {
        None => (missing_at_top(key, name, lang), add_line(key, example, lang)),
        Some(table) if info.column.is_some() => {
            (missing_in_lines(key, name, table, lang), write_in_line(key, example, lang))
        }
        Some(group) => (missing_within(key, name, group, lang), write_within(group, key, example, lang)),
    };
    Message::new(summary, missing_label(key, lang), hint)
}

fn example(kind: &Kind) -> &'static str {
    match kind {
        Kind::Scalar(ScalarKind::Version) => "1",
        Kind::Scalar(ScalarKind::Campaign) => "2015",
        Kind::Scalar(ScalarKind::Money) => "1500",
        Kind::Scalar(ScalarKind::Poste(Side::Charges)) => "60",
        Kind::Scalar(ScalarKind::Poste(Side::Produits)) => "74",
        Kind::Scalar(ScalarKind::Token(tokens)) => tokens.first().copied().unwrap_or("…"),
        _ => "…",
    }
}

pub(super) fn shape(expected: Shape, found: Shape, lang: Lang) -> Message {
    let hint = match (expected, found) {
        (_, Shape::Nothing) => write_item(lang),
        (Shape::List, _) => write_list(lang),
        (Shape::Records, _) => write_records(lang),
        (Shape::Mapping, _) => write_mapping(lang),
        (Shape::Scalar | Shape::Nothing, _) => write_scalar(lang),
    };
    let (expected, found) = (shape_name(expected, lang), shape_name(found, lang));
    Message::new(wrong_shape(expected, found, lang), wrong_shape_label(expected, lang), hint)
}

fn shape_name(shape: Shape, lang: Lang) -> &'static str {
    match shape {
        Shape::Scalar => scalar(lang),
        Shape::List => list(lang),
        Shape::Mapping => mapping(lang),
        Shape::Records => records(lang),
        Shape::Nothing => nothing(lang),
    }
}

messages! {
    unknown_at_top(key) {
        fr: "La clé « {key} » n'existe pas au premier niveau d'un dossier.",
        en: "There is no key “{key}” at the top of a dossier.",
    }
    unknown_within(key, group) {
        fr: "La clé « {key} » n'existe pas dans « {group} ».",
        en: "There is no key “{key}” in “{group}”.",
    }
    unknown_label { fr: "clé inconnue", en: "unknown key" }
    after_comma {
        fr: "Entre accolades, une virgule termine la valeur : si ceci est la suite d'un texte, mettez tout le texte entre guillemets.",
        en: "In braces a comma ends the value: if this is the rest of a text, put the whole text in quotes.",
    }
    elsewhere(groups) {
        fr: "Cette clé se place ailleurs : {groups}.",
        en: "This key belongs elsewhere: {groups}.",
    }
    top { fr: "premier niveau", en: "the top" }
    possible_keys(keys) { fr: "Clés possibles ici : {keys}.", en: "Keys that can stand here: {keys}." }

    missing_label(key) { fr: "il manque {key}", en: "{key} is missing" }
    missing_at_top(key, name) {
        fr: "Il faut renseigner « {key} » ({name}).",
        en: "“{key}” ({name}) must be filled in.",
    }
    add_line(key, example) {
        fr: "Ajoutez au début du fichier la ligne « {key}: {example} ».",
        en: "Add the line “{key}: {example}” at the start of the file.",
    }
    missing_in_lines(key, name, table) {
        fr: "Il faut renseigner « {key} » ({name}) à chaque ligne de « {table} ».",
        en: "“{key}” ({name}) must be filled in on each line of “{table}”.",
    }
    write_in_line(key, example) {
        fr: "Écrivez par exemple « {key}: {example} ».",
        en: "Write for example “{key}: {example}”.",
    }
    missing_within(key, name, group) {
        fr: "Il faut renseigner « {key} » ({name}) dans « {group} ».",
        en: "“{key}” ({name}) must be filled in within “{group}”.",
    }
    write_within(group, key, example) {
        fr: "Écrivez par exemple, sous « {group} », « {key}: {example} ».",
        en: "Write for example, below “{group}”, “{key}: {example}”.",
    }

    wrong_shape(expected, found) {
        fr: "Il faut ici {expected}, et non {found}.",
        en: "This must be {expected}, not {found}.",
    }
    wrong_shape_label(expected) { fr: "il faut {expected}", en: "{expected} expected" }
    scalar { fr: "une seule valeur", en: "a single value" }
    list { fr: "une liste", en: "a list" }
    mapping { fr: "un groupe de clés", en: "a group of keys" }
    records { fr: "une liste de lignes", en: "a list of lines" }
    nothing { fr: "rien", en: "nothing" }
    write_item {
        fr: "Écrivez une valeur, ou supprimez ce tiret.",
        en: "Write a value, or remove this dash.",
    }
    write_list {
        fr: "Écrivez les valeurs entre crochets, même s'il n'y en a qu'une : [valeur].",
        en: "Write the values in brackets, even if there is only one: [value].",
    }
    write_records {
        fr: "Commencez chaque ligne par un tiret : « - { clé: valeur } ».",
        en: "Begin each line with a dash: “- { key: value }”.",
    }
    write_mapping {
        fr: "Écrivez « clé: valeur », une par ligne, avec une espace après les deux-points.",
        en: "Write “key: value”, one a line, with a space after the colon.",
    }
    write_scalar {
        fr: "Si c'est un texte, mettez-le entre guillemets.",
        en: "If it is a text, put it in quotes.",
    }
}
