//! What findings, remedies and notes say. Every function takes finished pieces (labels, amounts, days).

use super::template::{choices, messages};
use super::words::{days, digits, semicolon, sentence};
use crate::dossier::{Identifier, IdentifierFault};
use crate::engine::{StatusKind, Verdict};
use crate::rules::{Level, Order};
use crate::text::Lang;

messages! {
    nothing_given { fr: "rien n'est indiqué", en: "nothing is given" }
    empty_list { fr: "liste vide", en: "empty list" }
    expected_instead(label, actual, expected) {
        fr: "{label} : {actual} ; attendu : {expected}.",
        en: "{label}: {actual}; expected: {expected}.",
    }
    named_value(label, value) { fr: "{label} : {value}", en: "{label}: {value}" }
    to_be_compared(label, actual, other) {
        fr: "{label} : {actual} ; à comparer avec {other} : rien n'est indiqué.",
        en: "{label}: {actual}; to be compared with {other}: nothing is given.",
    }
    to_be_given(key) { fr: "À renseigner : {key}.", en: "To be filled in: {key}." }
    other_number(name, other) {
        fr: "C'est un numéro {other}, pas un numéro {name}.",
        en: "It is a {other} number, not a {name} number.",
    }
    siren_of_siret {
        fr: "C'est un numéro SIREN (9 chiffres) : le SIRET a 14 chiffres, ceux du SIREN suivis des 5 du numéro de l'établissement.",
        en: "It is a SIREN number (9 digits): a SIRET has 14 digits, those of the SIREN and the 5 of the establishment's number.",
    }
    lost_digits {
        fr: "C'est l'écriture scientifique d'un tableur, qui a perdu les derniers chiffres : recopiez le numéro entier, entre guillemets.",
        en: "It is a spreadsheet's scientific notation, which has lost the last digits: copy the whole number, in quotes.",
    }
    wrong_length(digits, name, wanted) {
        fr: "Il a {digits} ; un numéro {name} en a {wanted}.",
        en: "It has {digits}; a {name} number has {wanted}.",
    }
    not_only_digits(name, wanted) {
        fr: "Un numéro {name} n'a que des chiffres : {wanted}.",
        en: "A {name} number has digits only: {wanted}.",
    }
    not_a_rna {
        fr: "Un numéro RNA est fait de la lettre W et de 9 chiffres.",
        en: "An RNA number is made of the letter W and 9 digits.",
    }
    wrong_check_digit {
        fr: "La clé de contrôle ne correspond pas : un chiffre est faux, ou deux sont intervertis.",
        en: "The check digit does not match: one digit is wrong, or two are swapped.",
    }
    not_given(label) { fr: "{label} : rien n'est indiqué.", en: "{label}: nothing is given." }
    not(expected) { fr: "autre chose que : {expected}", en: "anything but: {expected}" }
    or_else { fr: " ; ou bien : ", en: "; or else: " }
    not_named(list) { fr: "Non cités : {list}.", en: "Not named: {list}." }
    did_you_mean(written, meant) {
        fr: "Pour « {written} », vouliez-vous écrire « {meant} » ?",
        en: "For “{written}”, did you mean “{meant}”?",
    }
    no_whole(label, whole) {
        fr: "{label} : le calcul n'est pas possible tant que « {whole} » n'est pas supérieur à zéro.",
        en: "{label}: it cannot be computed as long as “{whole}” is not above zero.",
    }
    inconclusive(label, actual, expected) {
        fr: "{label} : {actual} ne suffit pas à le dire ; il faudrait {expected}.",
        en: "{label}: {actual} is not enough to tell; {expected} would be.",
    }
    too_short(label, actual, least) {
        fr: "{label} : le texte compte {actual} ; il en faut au moins {least} pour que le point soit renseigné.",
        en: "{label}: the text has {actual}; at least {least} are needed for the point to count as documented.",
    }

    too_little(label, actual, limit, gap) {
        fr: "{label} : {actual}, alors qu'il faut {limit} ; il manque {gap}.",
        en: "{label}: {actual}, where {limit} is needed; {gap} is missing.",
    }
    too_much(label, actual, limit, gap) {
        fr: "{label} : {actual}, alors que c'est {limit} ; il y a {gap} de trop.",
        en: "{label}: {actual}, where {limit} is allowed; that is {gap} too much.",
    }
    not_equal(label, actual, bound, gap) {
        fr: "{label} : {actual}, alors que {bound} est attendu ; l'écart est de {gap}.",
        en: "{label}: {actual}, where {bound} is expected; the difference is {gap}.",
    }
    unequal(label, actual, other_label, other, gap) {
        fr: "{label} : {actual} ; {other_label} : {other} ; l'écart est de {gap}.",
        en: "{label}: {actual}; {other_label}: {other}; the difference is {gap}.",
    }
    quantity_against(label, actual, other_label, other, gap) {
        fr: "{label} : {actual}, à comparer avec {other_label} : {other} ; l'écart est de {gap}.",
        en: "{label}: {actual}, against {other_label}: {other}; the difference is {gap}.",
    }
    share_needed(share, whole, needed, part, gap) {
        fr: "{share} × {whole} = {needed} ; {needed} − {part} = {gap}",
        en: "{share} × {whole} = {needed}; {needed} − {part} = {gap}",
    }
    share_exceeded(share, whole, allowed, part, gap) {
        fr: "{share} × {whole} = {allowed} ; {part} − {allowed} = {gap}",
        en: "{share} × {whole} = {allowed}; {part} − {allowed} = {gap}",
    }
    more_terms(number) { fr: "… ({number} de plus)", en: "… ({number} more)" }

    day_after(label, actual, days, bound) {
        fr: "{label} : {actual}, soit {days} après le {bound}.",
        en: "{label}: {actual}, that is {days} after {bound}.",
    }
    day_before(label, actual, days, bound) {
        fr: "{label} : {actual}, soit {days} avant le {bound}.",
        en: "{label}: {actual}, that is {days} before {bound}.",
    }
    would_be_late(label, today, bound, days) {
        fr: "{label} : aucune date n'est indiquée. À la date de l'évaluation ({today}), la limite du {bound} est passée depuis {days}.",
        en: "{label}: no date is given. On the evaluation's day ({today}), the deadline of {bound} passed {days} ago.",
    }
    last_day(day) {
        fr: "C'est aujourd'hui le dernier jour ({day}). Rien n'indique encore que ce soit déposé.",
        en: "Today is the last day ({day}). Nothing says yet that this is filed.",
    }
    step_by(step, last, days) {
        fr: "{step} au plus tard le {last} : il reste {days}.",
        en: "{step} by {last}: {days} left.",
    }
    step_today(step, last) {
        fr: "{step} aujourd'hui : {last} est le dernier jour.",
        en: "{step} today: {last} is the last day.",
    }
    step_planned(step, last, planned, days) {
        fr: "{step} au plus tard le {last} (le dossier prévoit le {planned}) : il reste {days}.",
        en: "{step} by {last} (the dossier plans {planned}): {days} left.",
    }
    filing_open(days, last) {
        fr: "Il reste {days} : à déposer au plus tard le {last}.",
        en: "{days} left: to be filed by {last}.",
    }
    out_of_date(day, from, to) {
        fr: "L'outil prévoit ces jeux de règles pour la période du {from} au {to} ; l'évaluation est faite au {day}.",
        en: "The tool means these rule sets for the period from {from} to {to}; the evaluation is made as of {day}.",
    }

    holds { fr: "Respecté.", en: "It holds." }
    does_not_apply { fr: "Sans objet pour ce dossier.", en: "Not applicable to this dossier." }
    waived_by(rule, title) { fr: "Sans objet, en application de {rule} ({title}).", en: "Not applicable, by {rule} ({title})." }
    to_fill_in(key) { fr: "{key} : à renseigner", en: "{key}: to be filled in" }

    would_hold { fr: "ce point serait respecté", en: "this point would hold" }
    would_not_hold { fr: "ce point ne serait pas respecté", en: "this point would not hold" }
    would_not_apply { fr: "ce point serait sans objet", en: "this point would not apply" }
    would_be_unknown {
        fr: "les informations manqueraient pour décider",
        en: "information would be missing to decide",
    }
    would_be_condition { fr: "ce serait une condition d'éligibilité", en: "it would be a condition of eligibility" }
    would_be_reservation { fr: "ce ne serait qu'une réserve", en: "it would be a reservation only" }
    would_be_information { fr: "ce ne serait qu'une information", en: "it would be information only" }
    with_reading(title, outcome) { fr: "selon « {title} », {outcome}", en: "by “{title}”, {outcome}" }
    depends_on_reading(outcomes) {
        fr: "Dépend de la lecture de l'appel : {outcomes}.",
        en: "Depends on the reading of the call: {outcomes}.",
    }
    verdict_by_reading(title, verdict) {
        fr: "Selon la lecture « {title} », ce dossier serait {verdict}.",
        en: "By the reading “{title}”, this dossier would be {verdict}.",
    }

    raise(label, from, to, delta) {
        fr: "porter « {label} » de {from} à {to} (+{delta})",
        en: "raise “{label}” from {from} to {to} (+{delta})",
    }
    lower(label, from, to, delta) {
        fr: "ramener « {label} » de {from} à {to} (−{delta})",
        en: "lower “{label}” from {from} to {to} (−{delta})",
    }
    move_later(label, from, to, days) {
        fr: "« {label} » : le {to} au lieu du {from} ({days} plus tard)",
        en: "“{label}”: {to} instead of {from} ({days} later)",
    }
    move_earlier(label, from, to, days) {
        fr: "« {label} » : le {to} au lieu du {from} ({days} plus tôt)",
        en: "“{label}”: {to} instead of {from} ({days} earlier)",
    }
    write_day(key, last) {
        fr: "si le dépôt a bien eu lieu à temps, écrire sa date dans {key} (le {last} au plus tard)",
        en: "if the filing did take place in time, write its date in {key} ({last} at the latest)",
    }
    day_is_past(label, day, days) {
        fr: "« {label} » : le {day} est passé depuis {days}, et ne se change plus ; seule une faute de frappe se corrige, en écrivant la date exacte",
        en: "“{label}”: {day} passed {days} ago, and can no longer be changed; only a slip of the pen can be corrected, by writing the right date",
    }
    limit_is_past(label, day, days) {
        fr: "« {label} » : le {day} au plus tard ; ce jour est passé depuis {days}, et seule une faute de frappe se corrige",
        en: "“{label}”: {day} at the latest; that day passed {days} ago, and only a slip of the pen can be corrected",
    }
    last_day_is_past(words, days) {
        fr: "{words} ; ce jour est passé depuis {days}, et ne se rattrape plus autrement",
        en: "{words}; that day passed {days} ago, and there is no other way to make up for it",
    }
    raise_lines(label, lines, from, to, delta) {
        fr: "ajouter {delta} aux lignes qui composent « {label} » ({lines}) : {to} en tout au lieu de {from}",
        en: "add {delta} to the lines that make up “{label}” ({lines}): {to} in all instead of {from}",
    }
    lower_lines(label, lines, from, to, delta) {
        fr: "retirer {delta} des lignes qui composent « {label} » ({lines}) : {to} en tout au lieu de {from}",
        en: "take {delta} off the lines that make up “{label}” ({lines}): {to} in all instead of {from}",
    }
    in_lines(numbers) { fr: "lignes {numbers}", en: "lines {numbers}" }
    in_line(number) { fr: "ligne {number}", en: "line {number}" }
    no_line_yet { fr: "aucune pour l'instant", en: "none yet" }
    constant_cost(raised, table) {
        fr: "à total constant : {raised}, et autant de moins sur d'autres lignes des {table}",
        en: "at a constant total: {raised}, and as much less on other lines of the {table}",
    }
    constant_cost_less(lowered, table) {
        fr: "à total constant : {lowered}, et autant de plus sur d'autres lignes des {table}",
        en: "at a constant total: {lowered}, and as much more on other lines of the {table}",
    }
    new_money(raised, whole, whole_to) {
        fr: "en augmentant le total : {raised} ; « {whole} » passe à {whole_to}",
        en: "with a larger total: {raised}; “{whole}” becomes {whole_to}",
    }
}

choices! {
    /// A verdict in the middle of a sentence.
    verdict(Verdict) {
        Eligible { fr: "éligible", en: "eligible" }
        EligibleWithReservations { fr: "éligible avec réserves", en: "eligible with reservations" }
        Incomplete { fr: "incomplet", en: "incomplete" }
        Inconsistent { fr: "incohérent", en: "inconsistent" }
        Ineligible { fr: "non éligible", en: "not eligible" }
        Unreadable { fr: "illisible", en: "unreadable" }
    }
}

/// A quantity that misses its bound; `limit` is the bound with its order.
pub(crate) fn quantity_missed(order: Order, label: &str, actual: &str, limit: &str, gap: &str, lang: Lang) -> String {
    match order {
        Order::AtLeast | Order::More => too_little(label, actual, limit, gap, lang),
        Order::AtMost | Order::Less => too_much(label, actual, limit, gap, lang),
        Order::Equal => not_equal(label, actual, limit, gap, lang),
    }
}

/// A day that misses its bound, by so many days: more than zero when it is too late.
pub(crate) fn day_missed(label: &str, actual: &str, bound: &str, by: i64, lang: Lang) -> String {
    let distance = days(by, lang);
    if by > 0 {
        day_after(label, actual, distance, bound, lang)
    } else {
        day_before(label, actual, distance, bound, lang)
    }
}

pub(crate) fn days_left(last: &str, left: i64, lang: Lang) -> String {
    if left == 0 { last_day(last, lang) } else { filing_open(days(left, lang), last, lang) }
}

/// A day to be written where none is given; `ago` is for how many days the last that would do has passed.
pub(crate) fn give_day(key: &str, last: &str, ago: Option<i64>, lang: Lang) -> String {
    let words = write_day(key, last, lang);
    match ago {
        Some(ago) => last_day_is_past(words, days(ago, lang), lang),
        None => words,
    }
}

pub(crate) fn day_has_passed(label: &str, day: &str, ago: i64, lang: Lang) -> String {
    day_is_past(label, day, days(ago, lang), lang)
}

pub(crate) fn limit_has_passed(label: &str, day: &str, ago: i64, lang: Lang) -> String {
    limit_is_past(label, day, days(ago, lang), lang)
}

pub(crate) fn move_day(label: &str, from: &str, to: &str, by: i64, lang: Lang) -> String {
    let distance = days(by, lang);
    if by > 0 { move_later(label, from, to, distance, lang) } else { move_earlier(label, from, to, distance, lang) }
}

#[derive(Debug)]
pub(crate) struct OtherReading<'a> {
    pub(crate) title: &'a str,
    pub(crate) status: StatusKind,
    /// Its level, where it is not the rule's.
    pub(crate) level: Option<Level>,
    pub(crate) figure: Option<String>,
}

fn would_have(level: Level, lang: Lang) -> &'static str {
    match level {
        Level::Error => would_be_condition(lang),
        Level::Warning => would_be_reservation(lang),
        Level::Info => would_be_information(lang),
    }
}

/// For a rule that stands in no one's way: the level that a reading gives it.
pub(crate) fn level_by_reading(title: &str, level: Level, lang: Lang) -> String {
    sentence(&with_reading(title, would_have(level, lang), lang))
}

pub(crate) fn by_reading(others: &[OtherReading<'_>], lang: Lang) -> String {
    let outcome = |other: &OtherReading<'_>| {
        let outcome = match (other.status, other.level) {
            (StatusKind::Satisfied, _) => would_hold(lang),
            (StatusKind::NotApplicable, _) => would_not_apply(lang),
            (_, Some(level)) => would_have(level, lang),
            (StatusKind::Violated, None) => would_not_hold(lang),
            (StatusKind::Undetermined | StatusKind::Deferred, None) => would_be_unknown(lang),
        };
        let figure = other.figure.as_ref().map(|figure| format!(" ({figure})")).unwrap_or_default();
        with_reading(other.title, outcome, lang) + &figure
    };
    let outcomes: Vec<String> = others.iter().map(outcome).collect();
    depends_on_reading(outcomes.join(semicolon(lang)), lang)
}

/// What is to be filed next, by when, and on which day the dossier plans it.
pub(crate) fn next_step(step: &str, last: &str, planned: Option<&str>, left: i64, lang: Lang) -> String {
    let days_in_words = days(usize::try_from(left).unwrap_or_default(), lang);
    match planned {
        Some(planned) => step_planned(step, last, planned, days_in_words, lang),
        None if left == 0 => step_today(step, last, lang),
        None => step_by(step, last, days_in_words, lang),
    }
}

/// What cannot be compared, for a key is not filled in.
pub(crate) fn nothing_to_compare(label: &str, actual: &str, other: &str, key: Option<&str>, lang: Lang) -> String {
    let text = to_be_compared(label, actual, other, lang);
    key.map_or_else(|| text.clone(), |key| format!("{text} {}", to_be_given(key, lang)))
}

/// What is wrong with a number.
pub(crate) fn identifier_fault(kind: Identifier, fault: IdentifierFault, lang: Lang) -> String {
    let name = kind.as_str().to_uppercase();
    let wanted = if kind == Identifier::Siret { 14 } else { 9 };
    match fault {
        IdentifierFault::OtherKind(Identifier::Siren) if kind == Identifier::Siret => siren_of_siret(lang).to_owned(),
        IdentifierFault::OtherKind(other) => other_number(name, other.as_str().to_uppercase(), lang),
        IdentifierFault::Exponent => lost_digits(lang).to_owned(),
        IdentifierFault::CheckDigit => wrong_check_digit(lang).to_owned(),
        IdentifierFault::Digits(_) | IdentifierFault::NotDigits | IdentifierFault::NoLetter
            if kind == Identifier::Rna =>
        {
            not_a_rna(lang).to_owned()
        }
        IdentifierFault::Digits(count) => wrong_length(digits(count, lang), name, wanted, lang),
        IdentifierFault::NotDigits | IdentifierFault::NoLetter => not_only_digits(name, wanted, lang),
    }
}
