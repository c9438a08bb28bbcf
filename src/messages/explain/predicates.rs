//! Conditions in words: a subject, a verb that can be negated, and what it says.

use super::say;
use crate::text::{Lang, text};

/// What a clause is about: finished words, and whether they stand for one thing or for each of several.
pub(crate) fn fact(label: &str, lang: Lang) -> String {
    say!(lang, "« {label} »", "“{label}”")
}

/// Each entry of a list.
pub(crate) fn each_entry(label: &str, lang: Lang) -> String {
    say!(lang, "chaque entrée de « {label} »", "every entry of “{label}”")
}

/// An entry, where a filter speaks of it.
pub(crate) fn the_entry(lang: Lang) -> &'static str {
    text("l'entrée", "the entry").get(lang)
}

/// The verbs of conditions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verb {
    /// A property.
    Is,
    /// A place on the calendar.
    Falls,
    /// Membership in a list or table.
    Stands,
    /// What a list holds.
    Names,
    /// How a text begins.
    Begins,
    /// How many there are.
    Holds,
    /// What a line says.
    Gives,
}

/// A clause: subject, verb, rest.
pub(crate) fn clause(subject: &str, verb: Verb, negated: bool, rest: &str, lang: Lang) -> String {
    let verb = match (lang, verb, negated) {
        (Lang::Fr, Verb::Is, false) => "est",
        (Lang::Fr, Verb::Is, true) => "n'est pas",
        (Lang::Fr, Verb::Falls, false) => "tombe",
        (Lang::Fr, Verb::Falls, true) => "ne tombe pas",
        (Lang::Fr, Verb::Stands, false) => "figure",
        (Lang::Fr, Verb::Stands, true) => "ne figure pas",
        (Lang::Fr, Verb::Names, false) => "cite",
        (Lang::Fr, Verb::Names, true) => "ne cite pas",
        (Lang::Fr, Verb::Begins, false) => "commence",
        (Lang::Fr, Verb::Begins, true) => "ne commence pas",
        (Lang::Fr, Verb::Holds, false) => "compte",
        (Lang::Fr, Verb::Holds, true) => "ne compte pas",
        (Lang::Fr, Verb::Gives, false) => "indique",
        (Lang::Fr, Verb::Gives, true) => "n'indique pas",
        (Lang::En, Verb::Is | Verb::Stands, false) => "is",
        (Lang::En, Verb::Is | Verb::Stands, true) => "is not",
        (Lang::En, Verb::Falls, false) => "falls",
        (Lang::En, Verb::Falls, true) => "does not fall",
        (Lang::En, Verb::Names, false) => "names",
        (Lang::En, Verb::Names, true) => "does not name",
        (Lang::En, Verb::Begins, false) => "begins",
        (Lang::En, Verb::Begins, true) => "does not begin",
        (Lang::En, Verb::Holds, false) => "holds",
        (Lang::En, Verb::Holds, true) => "does not hold",
        (Lang::En, Verb::Gives, false) => "gives",
        (Lang::En, Verb::Gives, true) => "does not give",
    };
    format!("{subject} {verb} {rest}")
}

/// A yes-or-no question and its answer.
pub(crate) fn answer(label: &str, value: bool, negated: bool, lang: Lang) -> String {
    let subject = say!(lang, "la réponse à « {label} »", "the answer to “{label}”");
    clause(&subject, Verb::Is, negated, crate::messages::finding::yes_no(value, lang), lang)
}

/// Whether the dossier tells something.
pub(crate) fn told(label: &str, given: bool, lang: Lang) -> String {
    let subject = text("le dossier", "the dossier").get(lang);
    clause(subject, Verb::Gives, !given, &fact(label, lang), lang)
}

/// A bound on a quantity: after "is".
pub(crate) fn quantity_bound(order: crate::rules::Order, bound: &str, is_fact: bool, lang: Lang) -> String {
    use crate::rules::Order::{AtLeast, AtMost, Equal, Less, More};
    match (lang, order, is_fact) {
        (Lang::Fr, Equal, _) => format!("égal à {bound}"),
        (Lang::Fr, AtLeast, false) => format!("d'au moins {bound}"),
        (Lang::Fr, AtMost, false) => format!("d'au plus {bound}"),
        (Lang::Fr, More, false) => format!("de plus de {bound}"),
        (Lang::Fr, Less, false) => format!("de moins de {bound}"),
        (Lang::Fr, AtLeast, true) => format!("au moins égal à {bound}"),
        (Lang::Fr, AtMost, true) => format!("au plus égal à {bound}"),
        (Lang::Fr, More, true) => format!("supérieur à {bound}"),
        (Lang::Fr, Less, true) => format!("inférieur à {bound}"),
        (Lang::En, Equal, _) => format!("equal to {bound}"),
        (Lang::En, AtLeast, _) => format!("at least {bound}"),
        (Lang::En, AtMost, _) => format!("at most {bound}"),
        (Lang::En, More, _) => format!("more than {bound}"),
        (Lang::En, Less, _) => format!("less than {bound}"),
    }
}

/// A bound on a day: after "falls".
pub(crate) fn day_bound(order: crate::rules::Order, bound: &str, is_fact: bool, lang: Lang) -> String {
    use crate::rules::Order::{AtLeast, AtMost, Equal, Less, More};
    match (lang, order, is_fact) {
        (Lang::Fr, Equal, false) => format!("le {bound}"),
        (Lang::Fr, AtLeast, false) => format!("le {bound} au plus tôt"),
        (Lang::Fr, AtMost, false) => format!("le {bound} au plus tard"),
        (Lang::Fr, More, false) => format!("après le {bound}"),
        (Lang::Fr, Less, false) => format!("avant le {bound}"),
        (Lang::Fr, Equal, true) => format!("le même jour que {bound}"),
        (Lang::Fr, AtLeast, true) => format!("le même jour que {bound}, ou plus tard"),
        (Lang::Fr, AtMost, true) => format!("le même jour que {bound}, ou plus tôt"),
        (Lang::Fr, More, true) => format!("après {bound}"),
        (Lang::Fr, Less, true) => format!("avant {bound}"),
        (Lang::En, Equal, false) => format!("on {bound}"),
        (Lang::En, AtLeast, false) => format!("on {bound} or later"),
        (Lang::En, AtMost, false) => format!("on {bound} or earlier"),
        (Lang::En, Equal, true) => format!("on the day of {bound}"),
        (Lang::En, AtLeast, true) => format!("on the day of {bound}, or later"),
        (Lang::En, AtMost, true) => format!("on the day of {bound}, or earlier"),
        (Lang::En, More, _) => format!("after {bound}"),
        (Lang::En, Less, _) => format!("before {bound}"),
    }
}

/// After "figure" or "is": one of a list.
pub(crate) fn among(list: &str, lang: Lang) -> String {
    say!(lang, "parmi : {list}", "one of: {list}")
}

/// After "figure" or "is": an entry of a fact.
pub(crate) fn in_fact(label: &str, lang: Lang) -> String {
    say!(lang, "dans « {label} »", "in “{label}”")
}

/// After "figure" or "is": in a reference table.
pub(crate) fn in_table(table: &str, lang: Lang) -> String {
    say!(lang, "dans la table de référence « {table} »", "in the reference table “{table}”")
}

/// After "cite" or "names": one of a list.
pub(crate) fn one_at_least(list: &str, of_several: bool, lang: Lang) -> String {
    if of_several {
        say!(lang, "au moins une de ces entrées : {list}", "at least one of these: {list}")
    } else {
        list.to_owned()
    }
}

/// A line of a table with one of some values in a column.
pub(crate) fn some_line(table: &str, column: &str, list: &str, negated: bool, lang: Lang) -> String {
    if negated {
        say!(
            lang,
            "aucune ligne de « {table} » n'a pour « {column} » : {list}",
            "no line of “{table}” has as “{column}”: {list}"
        )
    } else {
        say!(
            lang,
            "au moins une ligne de « {table} » a pour « {column} » : {list}",
            "at least one line of “{table}” has as “{column}”: {list}"
        )
    }
}

/// After "cite" or "names": all of a list.
pub(crate) fn all_these(list: &str, lang: Lang) -> String {
    say!(lang, "toutes ces entrées : {list}", "all of these: {list}")
}

/// A list that holds nothing else.
pub(crate) fn nothing_else(subject: &str, list: &str, negated: bool, lang: Lang) -> String {
    if negated {
        say!(lang, "{subject} cite autre chose que : {list}", "{subject} names something other than: {list}")
    } else {
        say!(lang, "{subject} ne cite rien d'autre que : {list}", "{subject} names nothing but: {list}")
    }
}

/// A list that holds none of these.
pub(crate) fn none_of_these(subject: &str, list: &str, lang: Lang) -> String {
    say!(lang, "{subject} ne cite rien de ceci : {list}", "{subject} names none of these: {list}")
}

/// After "commence" or "begins".
pub(crate) fn beginning(list: &str, lang: Lang) -> String {
    say!(lang, "par {list}", "with {list}")
}

/// After "est" or "is": a form.
pub(crate) fn form(pattern: &str, lang: Lang) -> String {
    say!(lang, "de la forme {pattern}", "of the form {pattern}")
}

/// After "est" or "is": a link that a table makes.
pub(crate) fn link(table: &str, to: &str, lang: Lang) -> String {
    say!(
        lang,
        "rattachée par la table de référence « {table} » à une entrée de « {to} »",
        "linked by the reference table “{table}” to an entry of “{to}”"
    )
}

/// After "compte" or "holds".
pub(crate) fn at_least_one_line(is_table: bool, lang: Lang) -> &'static str {
    if is_table {
        text("au moins une ligne", "at least one line")
    } else {
        text("au moins une entrée", "at least one entry")
    }
    .get(lang)
}

/// Each line of a table.
pub(crate) fn each_line(label: &str, lang: Lang) -> String {
    say!(lang, "chaque ligne de « {label} »", "every line of “{label}”")
}

/// What the absence of a fact means, after its clause.
pub(crate) fn absent_violates(lang: Lang) -> &'static str {
    text(
        " (c'est au porteur de le montrer : sans réponse, la condition n'est pas remplie)",
        " (it is for the holder to show: without an answer, the condition is not met)",
    )
    .get(lang)
}

/// What a test that does not hold means, after its clause.
pub(crate) fn inconclusive(lang: Lang) -> &'static str {
    text(" (dans le cas contraire, rien n'est encore décidé)", " (where it is not so, nothing is decided yet)")
        .get(lang)
}

/// Entries that are not named, after the clause.
pub(crate) fn names_others(lang: Lang) -> &'static str {
    text(" (le rapport rappelle celles qui ne sont pas citées)", " (the report lists those that are not named)")
        .get(lang)
}

/// Two conditions that both hold.
pub(crate) fn both(parts: &[String], lang: Lang) -> String {
    parts.join(text(" et ", " and ").get(lang))
}

/// Conditions of which one is enough.
pub(crate) fn either(parts: &[String], lang: Lang) -> String {
    parts.join(text(", ou bien ", ", or else ").get(lang))
}

/// A choice in one sentence.
pub(crate) fn choice(condition: &str, then: &str, otherwise: Option<&str>, lang: Lang) -> String {
    match otherwise {
        Some(otherwise) => say!(
            lang,
            "{then} dans le cas où {condition} ; sinon, {otherwise}",
            "{then} where {condition}; otherwise {otherwise}"
        ),
        None => say!(
            lang,
            "{then} dans le cas où {condition} ; sinon, rien n'est demandé",
            "{then} where {condition}; otherwise nothing is asked"
        ),
    }
}

/// Before a list of conditions: how many of them must hold.
pub(crate) fn lead(any: bool, lang: Lang) -> &'static str {
    if any {
        text("au moins une de ces conditions est remplie", "at least one of these conditions is met")
    } else {
        text("toutes ces conditions sont remplies", "all of these conditions are met")
    }
    .get(lang)
}

/// What a choice depends on.
pub(crate) fn in_case(condition: &str, lang: Lang) -> String {
    say!(lang, "si {condition}", "if {condition}")
}

/// What a choice demands.
pub(crate) fn then(demand: &str, lang: Lang) -> String {
    say!(lang, "alors, {demand}", "then {demand}")
}

/// What a choice demands otherwise.
pub(crate) fn otherwise(demand: &str, lang: Lang) -> String {
    say!(lang, "sinon, {demand}", "otherwise {demand}")
}

/// What holds otherwise where nothing is said of it: everything, or, where the choice is negated, nothing.
pub(crate) fn otherwise_nothing(negated: bool, lang: Lang) -> &'static str {
    if negated {
        text("sinon, la condition n'est pas remplie", "otherwise the condition is not met")
    } else {
        text("sinon, rien n'est demandé", "otherwise nothing is asked")
    }
    .get(lang)
}
