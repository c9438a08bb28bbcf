//! What is wrong with a rule set, said to the person who wrote it.

use super::{Lang, finding};
use crate::dossier::nearest;
use crate::rules::{Expected, Named, RuleErrorKind};

/// What is wrong, in a sentence.
#[must_use]
pub fn message(kind: &RuleErrorKind, lang: Lang) -> String {
    let quoted = |text: &str| finding::quoted(text, lang);
    match (kind, lang) {
        (RuleErrorKind::Unreadable { path, reason }, Lang::Fr) => format!("{path} ne peut pas être lu : {reason}"),
        (RuleErrorKind::Unreadable { path, reason }, Lang::En) => format!("{path} cannot be read: {reason}"),
        (RuleErrorKind::NoSet, Lang::Fr) => "Aucun jeu de règles (*.toml) n'a été trouvé.".to_owned(),
        (RuleErrorKind::NoSet, Lang::En) => "No rule set (*.toml) was found.".to_owned(),
        (RuleErrorKind::Syntax(reason), Lang::Fr) => format!("Ce n'est pas du TOML correct : {reason}"),
        (RuleErrorKind::Syntax(reason), Lang::En) => format!("This is no valid TOML: {reason}"),
        (RuleErrorKind::UnknownKey { key, .. }, Lang::Fr) => format!("La clé {} n'existe pas ici.", quoted(key)),
        (RuleErrorKind::UnknownKey { key, .. }, Lang::En) => format!("There is no key {} here.", quoted(key)),
        (RuleErrorKind::MissingKey(key), Lang::Fr) => format!("Il manque la clé {}.", quoted(key)),
        (RuleErrorKind::MissingKey(key), Lang::En) => format!("The key {} is missing.", quoted(key)),
        (RuleErrorKind::WrongType { expected, found }, Lang::Fr) => {
            format!(
                "{} est attendu, et non : {found}.",
                finding::sentence(expected_words(*expected, lang)).trim_end_matches('.')
            )
        }
        (RuleErrorKind::WrongType { expected, found }, Lang::En) => {
            format!(
                "{} is expected here, not: {found}.",
                finding::sentence(expected_words(*expected, lang)).trim_end_matches('.')
            )
        }
        (RuleErrorKind::Unknown { what, name, .. }, Lang::Fr) => {
            format!("{} {} n'existe pas.", named(*what, lang), quoted(name))
        }
        (RuleErrorKind::Unknown { what, name, .. }, Lang::En) => {
            format!("There is no {} {}.", named(*what, lang), quoted(name))
        }
        (RuleErrorKind::Duplicate { what, name }, Lang::Fr) => {
            format!("{} {} est défini deux fois.", named(*what, lang), quoted(name))
        }
        (RuleErrorKind::Duplicate { what, name }, Lang::En) => {
            format!("The {} {} is defined twice.", named(*what, lang), quoted(name))
        }
        (RuleErrorKind::ExtendsCycle(ids), Lang::Fr) => format!("Ces jeux s'étendent en cercle : {}.", ids.join(" → ")),
        (RuleErrorKind::ExtendsCycle(ids), Lang::En) => {
            format!("These sets extend each other in a circle: {}.", ids.join(" → "))
        }
        (RuleErrorKind::FactCycle(name), Lang::Fr) => format!("Le fait {} dépend de lui-même.", quoted(name)),
        (RuleErrorKind::FactCycle(name), Lang::En) => format!("The fact {} depends on itself.", quoted(name)),
        (RuleErrorKind::BadLiteral { expected, text }, Lang::Fr) => {
            format!("{} ne se lit pas comme {}.", quoted(text), expected_words(*expected, lang))
        }
        (RuleErrorKind::BadLiteral { expected, text }, Lang::En) => {
            format!("{} does not read as {}.", quoted(text), expected_words(*expected, lang))
        }
        (RuleErrorKind::BadPattern { reason }, Lang::Fr) => {
            format!("L'expression régulière n'est pas correcte : {reason}")
        }
        (RuleErrorKind::BadPattern { reason }, Lang::En) => format!("The regular expression is not valid: {reason}"),
        (RuleErrorKind::Mismatch { test, fact, found, expected }, Lang::Fr) => format!(
            "{} ne va pas avec le fait {} (type : {found}) ; il faut {}.",
            quoted(test),
            quoted(fact),
            expected_words(*expected, lang)
        ),
        (RuleErrorKind::Mismatch { test, fact, found, expected }, Lang::En) => format!(
            "{} does not go with the fact {} (type: {found}); it needs {}.",
            quoted(test),
            quoted(fact),
            expected_words(*expected, lang)
        ),
        (RuleErrorKind::OneOperation(found), Lang::Fr) if found.is_empty() => "Ce fait n'a pas d'opération.".to_owned(),
        (RuleErrorKind::OneOperation(found), Lang::En) if found.is_empty() => "This fact has no operation.".to_owned(),
        (RuleErrorKind::OneOperation(found), Lang::Fr) => {
            format!("Ce fait a plusieurs opérations : {}.", found.join(", "))
        }
        (RuleErrorKind::OneOperation(found), Lang::En) => {
            format!("This fact has several operations: {}.", found.join(", "))
        }
        (RuleErrorKind::MixedPredicate(keys), Lang::Fr) => {
            format!("Ces clés ne vont pas ensemble : {}.", keys.join(", "))
        }
        (RuleErrorKind::MixedPredicate(keys), Lang::En) => {
            format!("These keys do not go together: {}.", keys.join(", "))
        }
        (RuleErrorKind::NoTest, Lang::Fr) => "Il n'y a rien à vérifier ici.".to_owned(),
        (RuleErrorKind::NoTest, Lang::En) => "There is nothing to test here.".to_owned(),
        (RuleErrorKind::Idle { key, needs }, Lang::Fr) => {
            format!("{} n'a d'effet qu'avec {}.", quoted(key), quoted(needs))
        }
        (RuleErrorKind::Idle { key, needs }, Lang::En) => {
            format!("{} has an effect with {} alone.", quoted(key), quoted(needs))
        }
        (RuleErrorKind::BadTemplate, Lang::Fr) => "Une accolade de ce texte n'est pas fermée.".to_owned(),
        (RuleErrorKind::BadTemplate, Lang::En) => "A brace of this text is not closed.".to_owned(),
    }
}

/// What to write instead, where it can be told.
#[must_use]
pub fn hint(kind: &RuleErrorKind, lang: Lang) -> Option<String> {
    let (name, known) = match kind {
        RuleErrorKind::UnknownKey { key, known } => (key, known),
        RuleErrorKind::Unknown { name, known, .. } => (name, known),
        RuleErrorKind::OneOperation(found) if found.is_empty() => {
            return Some("sum, difference, ratio, count, first_of, union, filter, lookup".to_owned());
        }
        RuleErrorKind::BadLiteral { expected, .. } | RuleErrorKind::WrongType { expected, .. } => {
            return example(*expected).map(|example| match lang {
                Lang::Fr => format!("Par exemple : {example}"),
                Lang::En => format!("For example: {example}"),
            });
        }
        _ => return None,
    };
    if let Some(meant) = nearest(name, known.iter().map(String::as_str)) {
        return Some(match lang {
            Lang::Fr => format!("Vouliez-vous écrire {} ?", finding::quoted(meant, lang)),
            Lang::En => format!("Did you mean {}?", finding::quoted(meant, lang)),
        });
    }
    // A long list helps nobody who is not near any of its entries.
    let mut names: Vec<&str> = known.iter().map(String::as_str).collect();
    names.sort_unstable();
    (1..=30).contains(&names.len()).then(|| match lang {
        Lang::Fr => format!("Possibles : {}", names.join(", ")),
        Lang::En => format!("Possible: {}", names.join(", ")),
    })
}

/// The words at the first of two definitions.
#[must_use]
pub fn first_definition(lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => "définie ici d'abord",
        Lang::En => "first defined here",
    }
}

fn example(expected: Expected) -> Option<&'static str> {
    match expected {
        Expected::Money => Some("\"2000 €\""),
        Expected::Percentage => Some("\"30 %\""),
        Expected::Date => Some("\"2014-12-01\""),
        Expected::Bilingual => Some("{ fr = \"…\", en = \"…\" }"),
        Expected::Texts | Expected::List => Some("[\"…\", \"…\"]"),
        _ => None,
    }
}

fn expected_words(expected: Expected, lang: Lang) -> &'static str {
    let (french, english) = match expected {
        Expected::Text => ("un texte", "a text"),
        Expected::Integer => ("un nombre entier", "a whole number"),
        Expected::Boolean => ("true ou false", "true or false"),
        Expected::List => ("une liste", "a list"),
        Expected::Texts => ("une liste de textes", "a list of texts"),
        Expected::Table => ("une table", "a table"),
        Expected::Tables => ("une liste de tables", "a list of tables"),
        Expected::Bilingual => ("un texte en français et en anglais", "a text in French and English"),
        Expected::Money => ("un montant", "an amount"),
        Expected::Percentage => ("un pourcentage", "a percentage"),
        Expected::Date => ("une date", "a date"),
        Expected::Number => ("un nombre", "a number"),
        Expected::Quantity => ("un montant, un nombre ou un taux", "an amount, a number or a ratio"),
        Expected::OneText => ("un fait qui est un texte ou un code", "a fact that is a text or a code"),
        Expected::AnyText => ("un fait qui tient des textes ou des codes", "a fact that holds texts or codes"),
        Expected::TextList => ("un fait qui est une liste", "a fact that is a list"),
        Expected::TextOrBoolean => ("un texte, un code ou un oui/non", "a text, a code or a yes/no"),
        Expected::Prose => ("un texte rédigé", "a written text"),
        Expected::ListOrRecords => ("une liste ou un tableau", "a list or a table of lines"),
        Expected::Records => ("un tableau de lignes", "a table of lines"),
        Expected::Column => ("une colonne d'un tableau", "a column of a table of lines"),
    };
    if lang == Lang::Fr { french } else { english }
}

fn named(what: Named, lang: Lang) -> &'static str {
    let (french, english) = match what {
        Named::Set => ("Le jeu", "set"),
        Named::Fiche => ("La fiche", "fiche"),
        Named::Rule => ("La règle", "rule"),
        Named::Fact => ("Le fait", "fact"),
        Named::List => ("La liste", "list"),
        Named::Label => ("Le libellé", "label"),
        Named::Table => ("La table de référence", "reference table"),
        Named::Column => ("La colonne", "column"),
        Named::Identifier => ("Le type de numéro", "kind of number"),
        Named::Value | Named::Token => ("La valeur", "value"),
        Named::Conventions | Named::Overview => ("La table", "table"),
    };
    if lang == Lang::Fr { french } else { english }
}
