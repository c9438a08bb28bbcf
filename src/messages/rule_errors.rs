//! What is wrong with a rule set, for the person who wrote it.

use super::commands::system_reason;
use super::fact_types;
use super::rule_syntax;
use super::structure;
use super::template::{choices, messages};
use crate::dossier::{ProblemKind, closest_match};
use crate::rules::limits::{
    MAX_CAMPAIGN_SIZE, MAX_CASE_MEBIBYTES, MAX_DEPTH, MAX_FACT_SIZE, MAX_LAYERS, MAX_LIST, MAX_NAME, MAX_QUOTES,
    MAX_VARIANTS,
};
use crate::rules::{Deep, Expected, Large, Named, RuleErrorKind, operations};
use crate::text::{Lang, excerpt};

/// A longer list of names helps nobody who is not near any of them.
const MAX_NAMES: usize = 30;

pub(crate) fn message(kind: &RuleErrorKind, lang: Lang) -> String {
    // Whatever stands in a file may be long, or meant for the terminal.
    match kind {
        RuleErrorKind::Folder { path, error } => unreadable(path, system_reason(*error, lang), lang),
        RuleErrorKind::Unreadable { path, reason } => unreadable(path, reason, lang),
        RuleErrorKind::File { path, error } => {
            unread_file(path, structure::message(&ProblemKind::Read(error.clone()), lang).summary, lang)
        }
        RuleErrorKind::EmptyTable { path } => empty_table(path, lang),
        RuleErrorKind::NoHeader => no_header(lang).to_owned(),
        RuleErrorKind::NoFiche(year) => no_fiche(year, lang),
        RuleErrorKind::NoSet => no_set(lang).to_owned(),
        RuleErrorKind::Syntax(fault) => rule_syntax::toml(*fault, lang).to_owned(),
        RuleErrorKind::UnknownKey { key, .. } => unknown_key(excerpt(key), lang),
        RuleErrorKind::MissingKey(key) => missing_key(key, lang),
        RuleErrorKind::MissingLanguage(Lang::Fr) => missing_french(lang).to_owned(),
        RuleErrorKind::MissingLanguage(Lang::En) => missing_english(lang).to_owned(),
        RuleErrorKind::WrongType { expected, found } => {
            wrong_type(expectation(*expected, lang), type_name(found, lang), lang)
        }
        RuleErrorKind::Brackets { key, double: true } => rule_syntax::list_of_tables(excerpt(key), lang),
        RuleErrorKind::Brackets { key, double: false } => rule_syntax::one_table(excerpt(key), lang),
        RuleErrorKind::NothingAbove { key, part } => rule_syntax::nothing_above(excerpt(key), excerpt(part), lang),
        RuleErrorKind::Unknown { what, name, .. } => unknown(named(*what, lang), excerpt(name), lang),
        RuleErrorKind::Duplicate { what, name } => {
            let what = named(*what, lang);
            duplicate(what, excerpt(name), if what.starts_with("La ") { "e" } else { "" }, lang)
        }
        RuleErrorKind::SharedName { name, slugs: [first, second] } => {
            shared_name(excerpt(first), excerpt(second), excerpt(name), lang)
        }
        RuleErrorKind::ExtendsCycle(ids) => extends_cycle(circle(ids), lang),
        RuleErrorKind::FactCycle(name) => fact_cycle(excerpt(name), lang),
        RuleErrorKind::BadLiteral { expected, text } => bad_literal(excerpt(text), expectation(*expected, lang), lang),
        RuleErrorKind::EndsBeforeStart => ends_before_start(lang).to_owned(),
        RuleErrorKind::EmptyList => empty_list(lang).to_owned(),
        RuleErrorKind::BadPattern { fault, at } => rule_syntax::of_pattern(*fault, *at, lang),
        RuleErrorKind::Mismatch { test, fact, found, expected } => {
            mismatch(excerpt(test), excerpt(fact), fact_types::name(*found, lang), expectation(*expected, lang), lang)
        }
        RuleErrorKind::OneOperation(found) if found.is_empty() => no_operation(lang).to_owned(),
        RuleErrorKind::OneOperation(found) => several_operations(found.join(", "), lang),
        RuleErrorKind::MixedPredicate(keys) => mixed_keys(keys.join(", "), lang),
        RuleErrorKind::NoTest => no_test(lang).to_owned(),
        RuleErrorKind::Idle { key, needs } => idle(excerpt(key), needs, lang),
        RuleErrorKind::BadTemplate => bad_template(lang).to_owned(),
        RuleErrorKind::OverrideUnknown { id, .. } => override_unknown(excerpt(id), lang),
        RuleErrorKind::OverrideOwn(id) => override_own(excerpt(id), lang),
        RuleErrorKind::OverrideIdle => override_idle(lang).to_owned(),
        RuleErrorKind::Loosens(id) => loosens(excerpt(id), lang),
        RuleErrorKind::BadName(name) => bad_name(excerpt(name), MAX_NAME, lang),
        RuleErrorKind::TooDeep(Deep::Tables) => deep_tables(MAX_DEPTH, lang),
        RuleErrorKind::TooDeep(Deep::Fact(name)) => deep_fact(excerpt(name), MAX_DEPTH, lang),
        RuleErrorKind::TooLarge(Large::Fact(name)) => large_fact(excerpt(name), MAX_FACT_SIZE, lang),
        RuleErrorKind::TooLarge(Large::Campaign(year)) => large_campaign(year, MAX_CAMPAIGN_SIZE, lang),
        RuleErrorKind::TooLarge(Large::List) => long_list(MAX_LIST, lang),
        RuleErrorKind::TooLarge(Large::Layers) => many_layers(MAX_LAYERS, lang),
        RuleErrorKind::TooLarge(Large::Quotes) => many_quotes(MAX_QUOTES, lang),
        RuleErrorKind::TooLarge(Large::Variants) => many_variants(MAX_VARIANTS, lang),
        RuleErrorKind::TooLarge(Large::Cases) => large_cases(MAX_CASE_MEBIBYTES, lang),
        RuleErrorKind::MoreErrors(count) => more_errors(*count, lang),
        RuleErrorKind::BadPath { path, key, needs_index: true } => path_without_index(excerpt(path), key, lang),
        RuleErrorKind::BadPath { path, key, needs_index: false } => path_with_index(excerpt(path), key, lang),
    }
}

pub(crate) fn hint(kind: &RuleErrorKind, lang: Lang) -> Option<String> {
    match kind {
        RuleErrorKind::UnknownKey { key: name, known }
        | RuleErrorKind::Unknown { name, known, .. }
        | RuleErrorKind::OverrideUnknown { id: name, known } => closest_name(name, known, lang),
        RuleErrorKind::Syntax(fault) => Some(rule_syntax::toml_hint(*fault, lang).to_owned()),
        RuleErrorKind::Brackets { key, double: true } => Some(rule_syntax::double_brackets(excerpt(key), lang)),
        RuleErrorKind::Brackets { key, double: false } => Some(rule_syntax::single_brackets(excerpt(key), lang)),
        RuleErrorKind::NothingAbove { key, .. } => Some(rule_syntax::begin_with(excerpt(key), lang)),
        RuleErrorKind::Loosens(_) => Some(give_reason(lang).to_owned()),
        RuleErrorKind::Duplicate { what: Named::Rule, .. } => Some(write_override(lang).to_owned()),
        RuleErrorKind::BadPath { key, needs_index: true, .. } => Some(first_line(key, lang)),
        RuleErrorKind::OneOperation(found) if found.is_empty() => Some(operations().collect::<Vec<_>>().join(", ")),
        RuleErrorKind::BadLiteral { expected, .. } | RuleErrorKind::WrongType { expected, .. } => {
            example(*expected).map(|example| for_example(example, lang))
        }
        _ => None,
    }
}

/// TOML's name of a type in words.
fn type_name(found: &str, lang: Lang) -> &str {
    match found {
        "integer" => found_integer(lang),
        "float" => found_float(lang),
        "datetime" => found_date(lang),
        "string" => found_text(lang),
        "boolean" => found_boolean(lang),
        "array" => found_list(lang),
        "table" => found_table(lang),
        other => other,
    }
}

fn closest_name(name: &str, known: &[String], lang: Lang) -> Option<String> {
    // In one order, so that of two names as near as each other the same one is suggested each time.
    let mut names: Vec<&str> = known.iter().map(String::as_str).collect();
    names.sort_unstable();
    match closest_match(name, names.iter().copied()) {
        Some(meant) => Some(structure::meant(meant, lang)),
        None => (1..=MAX_NAMES).contains(&names.len()).then(|| possible(listed(names), lang)),
    }
}

/// The ids of sets that extend each other; of many, the first and the last.
fn circle(ids: &[String]) -> String {
    let shown = |ids: &[String]| ids.iter().map(|id| excerpt(id)).collect::<Vec<_>>().join(" → ");
    match ids {
        [first, second, .., last] if ids.len() > MAX_NAMES => {
            format!("{} → … → {}", shown(&[first.clone(), second.clone()]), excerpt(last))
        }
        _ => shown(ids),
    }
}

fn listed(names: Vec<&str>) -> String {
    names.into_iter().map(excerpt).collect::<Vec<_>>().join(", ")
}

pub(crate) fn related(kind: &RuleErrorKind, lang: Lang) -> &'static str {
    match kind {
        RuleErrorKind::Loosens(_) => rule_before(lang),
        RuleErrorKind::SharedName { .. } => other_slug(lang),
        _ => first_definition(lang),
    }
}

fn example(expected: Expected) -> Option<&'static str> {
    match expected {
        Expected::Money => Some("\"2500 €\""),
        Expected::Percentage => Some("\"40 %\""),
        Expected::Date => Some("\"2014-10-01\""),
        Expected::Siren => Some("\"123456782\""),
        Expected::Bilingual => Some("{ fr = \"…\", en = \"…\" }"),
        Expected::Texts | Expected::List => Some("[\"…\", \"…\"]"),
        _ => None,
    }
}

choices! {
    expectation(Expected) {
        Text { fr: "un texte", en: "a text" }
        Integer { fr: "un nombre entier", en: "a whole number" }
        Positive { fr: "un nombre entier à partir de 1", en: "a whole number from 1 on" }
        Siren { fr: "un SIREN de neuf chiffres", en: "a SIREN of nine digits" }
        Boolean { fr: "true ou false", en: "true or false" }
        List { fr: "une liste", en: "a list" }
        Texts { fr: "une liste de textes", en: "a list of texts" }
        Table { fr: "une table", en: "a table" }
        Tables { fr: "une liste de tables", en: "a list of tables" }
        Bilingual { fr: "un texte, ou un texte par langue (fr, en)", en: "a text, or one in each language (fr, en)" }
        Money { fr: "un montant", en: "an amount" }
        Percentage { fr: "un pourcentage", en: "a percentage" }
        Date { fr: "une date", en: "a date" }
        Number { fr: "un nombre", en: "a number" }
        Quantity { fr: "un montant, un nombre ou un taux", en: "an amount, a number or a ratio" }
        OneText { fr: "un fait qui est un texte ou un code", en: "a fact that is a text or a code" }
        AnyText { fr: "un fait qui tient des textes ou des codes", en: "a fact that holds texts or codes" }
        TextList { fr: "un fait qui est une liste", en: "a fact that is a list" }
        TextOrBoolean { fr: "un texte, un code ou un oui/non", en: "a text, a code or a yes/no" }
        Prose { fr: "un texte rédigé", en: "a written text" }
        ListOrRecords { fr: "une liste ou un tableau", en: "a list or a table of lines" }
        Records { fr: "un tableau de lignes", en: "a table of lines" }
        Column { fr: "une colonne d'un tableau", en: "a column of a table of lines" }
        OneKey { fr: "une table avec une seule clé", en: "a table with one key" }
    }

    named(Named) {
        Set { fr: "Le jeu", en: "set" }
        Overlay { fr: "La surcouche", en: "overlay" }
        Campaign { fr: "La campagne", en: "campaign" }
        Override { fr: "Le changement de la règle", en: "change of the rule" }
        Slug { fr: "Le code", en: "slug" }
        Fiche { fr: "La fiche", en: "fiche" }
        Rule { fr: "La règle", en: "rule" }
        Reading { fr: "La lecture", en: "reading" }
        Clause { fr: "La clause", en: "clause" }
        Reminder { fr: "Le rappel", en: "reminder" }
        Fact { fr: "Le fait", en: "fact" }
        List { fr: "La liste", en: "list" }
        Label { fr: "Le libellé", en: "label" }
        Table { fr: "La table de référence", en: "reference table" }
        Column { fr: "La colonne", en: "column" }
        Identifier { fr: "Le type de numéro", en: "kind of number" }
        Entry | Value | Token { fr: "La valeur", en: "value" }
        Conventions | Overview | Plan { fr: "La table", en: "table" }
        Base { fr: "Le dossier de départ", en: "base dossier" }
        Key { fr: "La clé du dossier", en: "key of the dossier" }
    }
}

messages! {
    unreadable(path, reason) { fr: "{path} ne peut pas être lu : {reason}", en: "{path} cannot be read: {reason}" }
    unread_file(path, reason) { fr: "{path} : {reason}", en: "{path}: {reason}" }
    empty_table(path) {
        fr: "{path} n'a pas la forme d'une table : il faut une ligne d'en-tête en CSV, et des [[row]] en TOML.",
        en: "{path} is not of the form of a table: it needs a header line in CSV, and [[row]] tables in TOML.",
    }
    no_header {
        fr: "Ce fichier ne dit pas ce qu'il est : il lui faut [ruleset], pour un jeu de règles, ou [overlay].",
        en: "This file does not say what it is: it needs [ruleset], for a rule set, or [overlay].",
    }
    no_fiche(year) {
        fr: "Aucun jeu de la campagne {year} ne décide d'une fiche : rien ne serait vérifié.",
        en: "No set of the campaign {year} decides a fiche: nothing would be checked.",
    }
    no_set { fr: "Aucun jeu de règles (*.toml) n'a été trouvé.", en: "No rule set (*.toml) was found." }
    unknown_key(key) { fr: "La clé « {key} » n'existe pas ici.", en: "There is no key “{key}” here." }
    missing_key(key) { fr: "Il manque la clé « {key} ».", en: "The key “{key}” is missing." }
    missing_french { fr: "Le texte français manque.", en: "The French text is missing." }
    missing_english { fr: "Le texte anglais manque.", en: "The English text is missing." }
    found_integer { fr: "un nombre entier", en: "a whole number" }
    found_float { fr: "un nombre à virgule", en: "a number with decimals" }
    found_date { fr: "une date", en: "a date" }
    found_text { fr: "un texte", en: "a text" }
    found_boolean { fr: "« true » ou « false »", en: "“true” or “false”" }
    found_list { fr: "une liste", en: "a list" }
    found_table { fr: "une table", en: "a table" }
    wrong_type(expected, found) {
        fr: "Il faut ici {expected}, et non {found}.",
        en: "This must be {expected}, not {found}.",
    }
    unknown(what, name) { fr: "{what} « {name} » n'existe pas.", en: "There is no {what} “{name}”." }
    duplicate(what, name, ending) {
        fr: "{what} « {name} » est défini{ending} deux fois.",
        en: "The {what} “{name}” is defined twice.",
    }
    shared_name(first, second, name) {
        fr: "Les codes « {first} » et « {second} » d'une même liste portent le même nom, « {name} » : dans un dossier, rien ne les distinguerait.",
        en: "The slugs “{first}” and “{second}” of one list have the same name, “{name}”: in a dossier nothing would tell them apart.",
    }
    extends_cycle(ids) {
        fr: "Ces jeux s'étendent en cercle : {ids}.",
        en: "These sets extend each other in a circle: {ids}.",
    }
    fact_cycle(name) { fr: "Le fait « {name} » dépend de lui-même.", en: "The fact “{name}” depends on itself." }
    bad_literal(text, expected) {
        fr: "« {text} » ne se lit pas comme {expected}.",
        en: "“{text}” does not read as {expected}.",
    }
    ends_before_start { fr: "Le dernier jour précède le premier.", en: "The last day comes before the first." }
    empty_list {
        fr: "Cette liste est vide : rien ne pourrait y figurer.",
        en: "This list is empty: nothing could ever be in it.",
    }
    mismatch(test, fact, found, expected) {
        fr: "« {test} » ne va pas avec le fait « {fact} » (type : {found}) ; il faut {expected}.",
        en: "“{test}” does not go with the fact “{fact}” (type: {found}); it needs {expected}.",
    }
    no_operation { fr: "Ce fait n'a pas d'opération.", en: "This fact has no operation." }
    several_operations(found) {
        fr: "Ce fait a plusieurs opérations : {found}.",
        en: "This fact has several operations: {found}.",
    }
    mixed_keys(keys) { fr: "Ces clés ne vont pas ensemble : {keys}.", en: "These keys do not go together: {keys}." }
    no_test { fr: "Il n'y a rien à vérifier ici.", en: "There is nothing to test here." }
    idle(key, needs) { fr: "« {key} » n'a d'effet qu'avec « {needs} ».", en: "“{key}” has an effect with “{needs}” alone." }
    bad_template {
        fr: "Les accolades de ce texte ne vont pas par deux autour du nom d'un fait.",
        en: "The braces of this text do not go in pairs around a fact's name.",
    }
    override_unknown(id) {
        fr: "Aucune règle ne s'appelle « {id} » : il n'y a rien à changer.",
        en: "No rule is called “{id}”: there is nothing to change.",
    }
    override_own(id) {
        fr: "La règle « {id} » est de la même campagne : changez-la là où elle est écrite.",
        en: "The rule “{id}” is of the same campaign: change it where it is written.",
    }
    override_idle { fr: "Rien n'est changé à la règle.", en: "Nothing of the rule is changed." }
    loosens(id) {
        fr: "Ceci assouplit la règle {id}, ou peut l'assouplir, sans dire pourquoi.",
        en: "This loosens rule {id}, or may do so, and does not say why.",
    }
    bad_name(name, limit) {
        fr: "« {name} » n'est pas un nom possible : un nom est fait de lettres sans accent, de chiffres, de « - », « _ » et « . », {limit} caractères au plus.",
        en: "“{name}” is no possible name: a name is made of letters without accents, digits, “-”, “_” and “.”, at most {limit} characters.",
    }
    deep_tables(limit) {
        fr: "Des tables et des listes sont écrites les unes dans les autres sur plus de {limit} niveaux : le fichier n'est pas lu.",
        en: "Tables and lists are written within each other more than {limit} deep: the file is not read.",
    }
    deep_fact(name, limit) {
        fr: "Le fait « {name} » repose sur d'autres faits sur plus de {limit} niveaux, conditions comprises.",
        en: "The fact “{name}” rests on other facts more than {limit} deep, conditions included.",
    }
    large_fact(name, limit) {
        fr: "Le fait « {name} » est fait de plus de {limit} éléments ; un fait utilisé deux fois compte deux fois.",
        en: "The fact “{name}” is made of more than {limit} parts; a fact that is used twice counts twice.",
    }
    large_campaign(year, limit) {
        fr: "Les règles et les faits de la campagne {year} sont trop nombreux, ou faits de trop d'éléments : {limit} au plus en tout.",
        en: "The rules and facts of the campaign {year} are too many, or made of too many parts: {limit} at most all told.",
    }
    long_list(limit) {
        fr: "Cette liste a plus de {limit} entrées : une table de référence peut en tenir davantage.",
        en: "This list has more than {limit} entries: a reference table can hold more.",
    }
    many_layers(limit) {
        fr: "Les surcouches se combinent de plus de {limit} façons : nommez celles qui valent pour tous avant celles d'une seule intercommunalité.",
        en: "The overlays are combined in more than {limit} ways: name those that are for all before those of one intercommunalité.",
    }
    many_quotes(limit) { fr: "Ce texte cite plus de {limit} faits.", en: "This text quotes more than {limit} facts." }
    many_variants(limit) {
        fr: "Les variantes de ce cas écrivent plus de {limit} valeurs en tout.",
        en: "The variants of this case write more than {limit} values all told.",
    }
    large_cases(mebibytes) {
        fr: "Jusqu'à ce cas, les dossiers de départ font plus de {mebibytes} Mio, chacun compté autant de fois qu'il sert.",
        en: "Up to this case, the base dossiers come to more than {mebibytes} MiB, each counted as often as it serves.",
    }
    more_errors(#count) {
        fr: "Ce fichier contient {count} autre erreur, qui n'est pas montrée."
            | "Ce fichier contient {count} autres erreurs, qui ne sont pas montrées.",
        en: "This file holds {count} more error, which is not shown."
            | "This file holds {count} more errors, which are not shown.",
    }
    path_without_index(path, key) {
        fr: "« {path} » ne dit pas de quelle ligne il s'agit : « {key} » en compte plusieurs.",
        en: "“{path}” does not say which line is meant: “{key}” has several.",
    }
    path_with_index(path, key) {
        fr: "« {path} » n'est pas un chemin possible : « {key} » n'est ni une liste ni un tableau.",
        en: "“{path}” is no possible path: “{key}” is neither a list nor a table of lines.",
    }

    give_reason {
        fr: "Donnez la raison : because = \"…\"",
        en: "Give the reason: because = \"…\"",
    }
    write_override {
        fr: "Pour changer une règle d'un autre fichier, écrivez [[override]].",
        en: "To change a rule of another file, write [[override]].",
    }
    first_line(key) { fr: "Par exemple, pour la première : {key}[0]", en: "For example, for the first one: {key}[0]" }
    for_example(example) { fr: "Par exemple : {example}", en: "For example: {example}" }
    possible(names) { fr: "Possibles : {names}", en: "Possible: {names}" }
    rule_before { fr: "la règle, telle qu'elle était", en: "the rule as it was" }
    other_slug { fr: "l'autre code", en: "the other slug" }
    first_definition { fr: "définie ici d'abord", en: "first defined here" }


}
