//! Keys that are unknown or missing, and values of another shape.

use super::values::possible_values;
use super::{Message, did_you_mean, listed};
use crate::dossier::format::{self, FieldId, Kind, ScalarKind, Side, field_info};
use crate::dossier::{Shape, UnknownKey};
use crate::messages::template::messages;
use crate::text::{Lang, excerpt, visible};

/// With more, a near one is shown alone.
const MAX_KEYS_BESIDE: usize = 6;

pub(super) fn unknown(unknown: &UnknownKey, lang: Lang) -> Message {
    let key = excerpt(&unknown.key);
    let summary = match unknown.within {
        Some(group) => unknown_within(key, &field_info(group).path, lang),
        None => unknown_at_top(key, lang),
    };
    let summary = match unknown.look_alike {
        Some(character) => look_alike(summary, format!("U+{:04X}", u32::from(character)), lang),
        None => summary,
    };
    let hint = if unknown.colon {
        let (word, value) = unknown.key.split_once([':', '=']).unwrap_or_default();
        write_with_colon(excerpt(unknown.nearest.unwrap_or(word)), excerpt(value), lang)
    } else if unknown.after_comma {
        after_comma(lang).to_owned()
    } else if let Some(nearest) = unknown.nearest {
        let keys = format::children(unknown.within);
        if keys.len() <= MAX_KEYS_BESIDE {
            format!("{} {}", did_you_mean(nearest, lang), keys_here(unknown, lang))
        } else {
            did_you_mean(nearest, lang)
        }
    } else if !unknown.elsewhere.is_empty() {
        elsewhere(listed(unknown.elsewhere.iter().map(|id| group_of(*id, lang))), lang)
    } else {
        keys_here(unknown, lang)
    };
    Message::new(summary, unknown_label(lang), hint)
}

fn keys_here(unknown: &UnknownKey, lang: Lang) -> String {
    possible_keys(keys_of(unknown.within), lang)
}

fn keys_of(group: Option<FieldId>) -> String {
    listed(format::children(group).iter().map(|id| field_info(*id).field.key))
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
    let hint = match info.field.kind {
        Kind::Scalar(ScalarKind::Token(tokens)) => {
            format!("{hint} {}", possible_values(listed(tokens.iter().copied()), lang))
        }
        _ => hint,
    };
    Message::new(summary, missing_label(key, lang), hint)
}

pub(super) fn pasted_row(line: Option<&str>, lang: Lang) -> Message {
    let hint = match line {
        Some(line) => write_line(visible(line), lang),
        None => write_records(lang).to_owned(),
    };
    Message::new(pasted(lang), pasted_label(lang), hint)
}

pub(super) fn bare_list(key: &str, list: &str, lang: Lang) -> Message {
    let line = format!("{key}: {list}");
    Message::new(
        no_brackets(key, lang),
        wrong_shape_label(shape_name(Shape::List, lang), lang),
        write_line(visible(&line), lang),
    )
}

pub(super) fn label_as_key(key: &str, line: Option<&str>, lang: Lang) -> Message {
    let hint = match line {
        Some(line) => write_line(visible(line), lang),
        None => write_records(lang).to_owned(),
    };
    Message::new(label_not_key(excerpt(key), lang), unknown_label(lang), hint)
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

pub(super) fn shape(expected: Shape, found: Shape, field: Option<FieldId>, lang: Lang) -> Message {
    let keys = keys_of(field);
    let hint = match (expected, found) {
        (_, Shape::Nothing) => write_item(lang),
        (Shape::List, _) => write_list(lang),
        (Shape::Records, _) => write_records(lang),
        (Shape::Mapping, _) => write_mapping(lang),
        (Shape::Scalar | Shape::Nothing, _) => write_scalar(lang),
    };
    let hint = match expected {
        Shape::Records | Shape::Mapping if found != Shape::Nothing => format!("{hint} {}", possible_keys(keys, lang)),
        _ => hint.to_owned(),
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
    look_alike(sentence, code) {
        fr: "{sentence} Elle contient un caractère ({code}) qui ressemble à une lettre ou ne se voit pas.",
        en: "{sentence} It has a character ({code}) that looks like a letter or cannot be seen.",
    }
    write_with_colon(key, value) {
        fr: "Écrivez « {key}: {value} », avec deux-points et une espace.",
        en: "Write “{key}: {value}”, with a colon and a space.",
    }
    pasted {
        fr: "Cette ligne est collée d'un tableur (Excel, Calc) : des tabulations y séparent les cellules, sans les clés.",
        en: "This line was pasted from a spreadsheet (Excel, Calc): tabs separate its cells, without their keys.",
    }
    no_brackets(key) {
        fr: "Les valeurs de « {key} » sont une liste : il faut des crochets autour d'elles.",
        en: "The values of “{key}” are a list: they need brackets around them.",
    }
    pasted_label { fr: "ligne de tableur", en: "a spreadsheet's line" }
    write_line(line) { fr: "Écrivez « {line} ».", en: "Write “{line}”." }
    label_not_key(key) {
        fr: "« {key} » est ici à la place d'une clé : une ligne du budget nomme son poste, son libellé et son montant.",
        en: "“{key}” stands here in place of a key: a line of the budget names its account, label and amount.",
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
