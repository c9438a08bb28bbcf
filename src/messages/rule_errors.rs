//! What is wrong with a rule set, said to the person who wrote it.

use super::{finding, labels, structure};
use crate::dossier::{ProblemKind, closest_match};
use crate::rules::{Expected, Named, RuleErrorKind};
use crate::text::Lang;

/// What is wrong, in a sentence.
#[expect(clippy::too_many_lines, reason = "one arm a kind of error and language; cut in two it would read worse")]
pub fn message(kind: &RuleErrorKind, lang: Lang) -> String {
    let quoted = |text: &str| finding::quoted(text, lang);
    match (kind, lang) {
        (RuleErrorKind::Unreadable { path, reason }, Lang::Fr) => format!("{path} ne peut pas être lu : {reason}"),
        (RuleErrorKind::Unreadable { path, reason }, Lang::En) => format!("{path} cannot be read: {reason}"),
        (RuleErrorKind::File { path, error }, _) => {
            format!(
                "{path}{} {}",
                labels::colon(lang),
                structure::message(&ProblemKind::Read(error.clone()), lang).summary
            )
        }
        (RuleErrorKind::EmptyTable { path }, Lang::Fr) => {
            format!("{path} n'a pas la forme d'une table : il faut une ligne d'en-tête en CSV, et des [[row]] en TOML.")
        }
        (RuleErrorKind::EmptyTable { path }, Lang::En) => {
            format!("{path} is not of the form of a table: it needs a header line in CSV, and [[row]] tables in TOML.")
        }
        (RuleErrorKind::NoHeader, Lang::Fr) => {
            "Ce fichier ne dit pas ce qu'il est : il lui faut [ruleset], pour un jeu de règles, ou [overlay]."
                .to_owned()
        }
        (RuleErrorKind::NoHeader, Lang::En) => {
            "This file does not say what it is: it needs [ruleset], for a rule set, or [overlay].".to_owned()
        }
        (RuleErrorKind::NoFiche(year), Lang::Fr) => {
            format!("Aucun jeu de la campagne {year} ne décide d'une fiche : rien ne serait vérifié.")
        }
        (RuleErrorKind::NoFiche(year), Lang::En) => {
            format!("No set of the campaign {year} decides a fiche: nothing would be checked.")
        }
        (RuleErrorKind::NoSet, Lang::Fr) => "Aucun jeu de règles (*.toml) n'a été trouvé.".to_owned(),
        (RuleErrorKind::NoSet, Lang::En) => "No rule set (*.toml) was found.".to_owned(),
        (RuleErrorKind::Syntax(reason), Lang::Fr) => format!("Ce n'est pas du TOML correct : {reason}"),
        (RuleErrorKind::Syntax(reason), Lang::En) => format!("This is no valid TOML: {reason}"),
        (RuleErrorKind::UnknownKey { key, .. }, Lang::Fr) => format!("La clé {} n'existe pas ici.", quoted(key)),
        (RuleErrorKind::UnknownKey { key, .. }, Lang::En) => format!("There is no key {} here.", quoted(key)),
        (RuleErrorKind::MissingKey(key), Lang::Fr) => format!("Il manque la clé {}.", quoted(key)),
        (RuleErrorKind::MissingKey(key), Lang::En) => format!("The key {} is missing.", quoted(key)),
        (RuleErrorKind::MissingLanguage(language), Lang::Fr) => {
            format!("Le texte {} manque.", if *language == "fr" { "français" } else { "anglais" })
        }
        (RuleErrorKind::MissingLanguage(language), Lang::En) => {
            format!("The {} text is missing.", if *language == "fr" { "French" } else { "English" })
        }
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
            let what = named(*what, lang);
            let defined = if what.starts_with("La ") { "définie" } else { "défini" };
            format!("{what} {} est {defined} deux fois.", quoted(name))
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
        (RuleErrorKind::EndsBeforeStart, Lang::Fr) => "Le dernier jour précède le premier.".to_owned(),
        (RuleErrorKind::EndsBeforeStart, Lang::En) => "The last day comes before the first.".to_owned(),
        (RuleErrorKind::EmptyList, Lang::Fr) => "Cette liste est vide : rien ne pourrait y figurer.".to_owned(),
        (RuleErrorKind::EmptyList, Lang::En) => "This list is empty: nothing could ever be in it.".to_owned(),
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
        (RuleErrorKind::BadTemplate, Lang::Fr) => {
            "Les accolades de ce texte ne vont pas par deux autour du nom d'un fait.".to_owned()
        }
        (RuleErrorKind::BadTemplate, Lang::En) => {
            "The braces of this text do not go in pairs around a fact's name.".to_owned()
        }
        (RuleErrorKind::OverrideUnknown { id, .. }, Lang::Fr) => {
            format!("Aucune règle ne s'appelle {} : il n'y a rien à changer.", quoted(id))
        }
        (RuleErrorKind::OverrideUnknown { id, .. }, Lang::En) => {
            format!("No rule is called {}: there is nothing to change.", quoted(id))
        }
        (RuleErrorKind::OverrideOwn(id), Lang::Fr) => {
            format!("La règle {} est de la même campagne : changez-la là où elle est écrite.", quoted(id))
        }
        (RuleErrorKind::OverrideOwn(id), Lang::En) => {
            format!("The rule {} is of the same campaign: change it where it is written.", quoted(id))
        }
        (RuleErrorKind::OverrideIdle, Lang::Fr) => "Rien n'est changé à la règle.".to_owned(),
        (RuleErrorKind::OverrideIdle, Lang::En) => "Nothing of the rule is changed.".to_owned(),
        (RuleErrorKind::Loosens(id), Lang::Fr) => {
            format!("Ceci assouplit la règle {id}, ou peut l'assouplir, sans dire pourquoi.")
        }
        (RuleErrorKind::Loosens(id), Lang::En) => {
            format!("This loosens rule {id}, or may do so, and does not say why.")
        }
        (RuleErrorKind::BadPath { path, key, needs_index }, _) => {
            bad_path(&quoted(path), &quoted(key), *needs_index, lang)
        }
    }
}

fn bad_path(path: &str, key: &str, needs_index: bool, lang: Lang) -> String {
    match (needs_index, lang) {
        (true, Lang::Fr) => format!("{path} ne dit pas de quelle ligne il s'agit : {key} en compte plusieurs."),
        (true, Lang::En) => format!("{path} does not say which line is meant: {key} has several."),
        (false, Lang::Fr) => {
            format!("{path} n'est pas un chemin possible : {key} n'est ni une liste ni un tableau.")
        }
        (false, Lang::En) => format!("{path} is no possible path: {key} is neither a list nor a table of lines."),
    }
}

/// What to write instead, where it can be told.
pub fn hint(kind: &RuleErrorKind, lang: Lang) -> Option<String> {
    let (name, known) = match kind {
        RuleErrorKind::UnknownKey { key, known } => (key, known),
        RuleErrorKind::Unknown { name, known, .. } => (name, known),
        RuleErrorKind::OverrideUnknown { id, known } => (id, known),
        RuleErrorKind::Loosens(_) => {
            return Some(match lang {
                Lang::Fr => "Donnez la raison : because = { fr = \"…\", en = \"…\" }".to_owned(),
                Lang::En => "Give the reason: because = { fr = \"…\", en = \"…\" }".to_owned(),
            });
        }
        RuleErrorKind::Duplicate { what: Named::Rule, .. } => {
            return Some(match lang {
                Lang::Fr => "Pour changer une règle d'un autre fichier, écrivez [[override]].".to_owned(),
                Lang::En => "To change a rule of another file, write [[override]].".to_owned(),
            });
        }
        RuleErrorKind::BadPath { key, needs_index: true, .. } => {
            return Some(match lang {
                Lang::Fr => format!("Par exemple, pour la première : {key}[0]"),
                Lang::En => format!("For example, for the first one: {key}[0]"),
            });
        }
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
    // In one order, so that of two names as near as each other the same one is suggested each time.
    let mut names: Vec<&str> = known.iter().map(String::as_str).collect();
    names.sort_unstable();
    if let Some(meant) = closest_match(name, names.iter().copied()) {
        return Some(match lang {
            Lang::Fr => format!("Vouliez-vous écrire {} ?", finding::quoted(meant, lang)),
            Lang::En => format!("Did you mean {}?", finding::quoted(meant, lang)),
        });
    }
    // A long list helps nobody who is not near any of its entries.
    (1..=30).contains(&names.len()).then(|| match lang {
        Lang::Fr => format!("Possibles : {}", names.join(", ")),
        Lang::En => format!("Possible: {}", names.join(", ")),
    })
}

/// The words at the other place that an error speaks of.
pub fn related(kind: &RuleErrorKind, lang: Lang) -> &'static str {
    match lang {
        Lang::Fr if matches!(kind, RuleErrorKind::Loosens(_)) => "la règle, telle qu'elle était",
        Lang::En if matches!(kind, RuleErrorKind::Loosens(_)) => "the rule as it was",
        Lang::Fr => "définie ici d'abord",
        Lang::En => "first defined here",
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

fn expected_words(expected: Expected, lang: Lang) -> &'static str {
    let (french, english) = match expected {
        Expected::Text => ("un texte", "a text"),
        Expected::Integer => ("un nombre entier", "a whole number"),
        Expected::Positive => ("un nombre entier à partir de 1", "a whole number from 1 on"),
        Expected::Siren => ("un SIREN de neuf chiffres", "a SIREN of nine digits"),
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
        Expected::OneKey => ("une table avec une seule clé", "a table with one key"),
    };
    if lang == Lang::Fr { french } else { english }
}

fn named(what: Named, lang: Lang) -> &'static str {
    let (french, english) = match what {
        Named::Set => ("Le jeu", "set"),
        Named::Overlay => ("La surcouche", "overlay"),
        Named::Campaign => ("La campagne", "campaign"),
        Named::Override => ("Le changement de la règle", "change of the rule"),
        Named::Slug => ("Le code", "slug"),
        Named::Fiche => ("La fiche", "fiche"),
        Named::Rule => ("La règle", "rule"),
        Named::Reading => ("La lecture", "reading"),
        Named::Fact => ("Le fait", "fact"),
        Named::List => ("La liste", "list"),
        Named::Label => ("Le libellé", "label"),
        Named::Table => ("La table de référence", "reference table"),
        Named::Column => ("La colonne", "column"),
        Named::Identifier => ("Le type de numéro", "kind of number"),
        Named::Entry | Named::Value | Named::Token => ("La valeur", "value"),
        Named::Conventions | Named::Overview => ("La table", "table"),
        Named::Base => ("Le dossier de départ", "base dossier"),
        Named::Key => ("La clé du dossier", "key of the dossier"),
    };
    if lang == Lang::Fr { french } else { english }
}
