//! What is worth a second look in rule sets, for the person who writes them.

use super::template::messages;
use super::words::yes_no;
use crate::rules::{FindingKind, Literal};
use crate::text::{Lang, amount, long_date, number, percentage};

pub(crate) fn message(kind: &FindingKind, lang: Lang) -> String {
    match kind {
        FindingKind::Never(rule) => never(rule, lang),
        FindingKind::NeverApplies(rule) => never_applies(rule, lang),
        FindingKind::Always(rule) => always(rule, lang),
        FindingKind::UnusedFact(name) => unused_fact(name, lang),
        FindingKind::UnusedList(name) => unused_list(name, lang),
        FindingKind::UnusedLabel(name) => unused_label(name, lang),
        FindingKind::Untested(rule) => untested(rule, lang),
        FindingKind::Bound { rule, kept: false, missed: false } => bound_untouched(rule, lang),
        FindingKind::Bound { rule, kept: false, .. } => bound_not_kept(rule, lang),
        FindingKind::Bound { rule, .. } => bound_not_missed(rule, lang),
        FindingKind::NoAsks(rule) => no_asks(rule, lang),
        FindingKind::ForeignFigure { rule, figure } => foreign_figure(rule, figure, lang),
        FindingKind::UnnamedBound { rule, bound, lang: of } => {
            let bound = match bound {
                Literal::Money(value) => amount(*value, lang),
                Literal::Percentage(value) => percentage(*value, lang),
                Literal::Date(day) => long_date(*day, lang),
                Literal::Number(value) => number(*value, lang),
                Literal::Bool(value) => yes_no(*value, lang).to_owned(),
                Literal::Text(text) => text.clone(),
            };
            match of {
                Lang::Fr => unnamed_in_french(rule, bound, lang),
                Lang::En => unnamed_in_english(rule, bound, lang),
            }
        }
        FindingKind::NoClause(rule) => no_clause(rule, lang),
        FindingKind::UnusedChoice(rule) => unused_choice(rule, lang),
        FindingKind::UnusedReminder(subject) => unused_reminder(subject.get(lang), lang),
        FindingKind::NoChoice(clause) => no_choice(clause, lang),
        FindingKind::OutOfDate { set, last } => out_of_date(set, long_date(*last, lang), lang),
        FindingKind::More(count) => more_findings(*count, lang),
    }
}

pub(crate) fn hint(kind: &FindingKind, lang: Lang) -> Option<&'static str> {
    match kind {
        FindingKind::Never(_) | FindingKind::NeverApplies(_) | FindingKind::Always(_) => {
            Some(look_for_conditions(lang))
        }
        FindingKind::UnusedFact(_) | FindingKind::UnusedList(_) | FindingKind::UnusedLabel(_) => Some(delete(lang)),
        FindingKind::Untested(_) | FindingKind::Bound { .. } => Some(add_case(lang)),
        FindingKind::NoAsks(_) => Some(write_asks(lang)),
        FindingKind::ForeignFigure { .. } | FindingKind::UnnamedBound { .. } => Some(agree_on_figures(lang)),
        FindingKind::NoClause(_) | FindingKind::UnusedReminder(_) => Some(add_clause(lang)),
        FindingKind::UnusedChoice(_) | FindingKind::NoChoice(_) => Some(agree_on_choice(lang)),
        FindingKind::OutOfDate { .. } | FindingKind::More(_) => None,
    }
}

messages! {
    never(rule) { fr: "La règle {rule} ne peut jamais être respectée.", en: "Rule {rule} can never hold." }
    never_applies(rule) {
        fr: "Cette condition de la règle {rule} ne peut jamais être remplie.",
        en: "This condition of rule {rule} can never be met.",
    }
    always(rule) { fr: "La règle {rule} ne peut jamais être enfreinte.", en: "Rule {rule} can never be violated." }
    unused_fact(name) { fr: "Aucune règle ne lit le fait {name}.", en: "No rule reads the fact {name}." }
    unused_list(name) { fr: "Rien ne lit la liste {name}.", en: "Nothing reads the list {name}." }
    unused_label(name) {
        fr: "Ce libellé ne sert à rien : {name} n'est dans aucune liste ni aucune table lue.",
        en: "This label serves nothing: {name} is in no list and in no table that is read.",
    }
    untested(rule) { fr: "La règle {rule} n'a aucun cas de test.", en: "Rule {rule} has no test case." }
    bound_untouched(rule) {
        fr: "Aucun cas de test de {rule} n'atteint cette borne d'un côté ni de l'autre, au centime ou au jour près.",
        en: "No test case of {rule} comes to this bound on either side, within a cent or a day.",
    }
    bound_not_kept(rule) {
        fr: "Aucun cas de test de {rule} n'atteint cette borne en la respectant, au centime ou au jour près.",
        en: "No test case of {rule} comes to this bound and keeps it, within a cent or a day.",
    }
    bound_not_missed(rule) {
        fr: "Aucun cas de test de {rule} n'atteint cette borne en la dépassant, au centime ou au jour près.",
        en: "No test case of {rule} comes to this bound and misses it, within a cent or a day.",
    }
    no_asks(rule) {
        fr: "La règle {rule} ne dit pas ce que l'appel demande.",
        en: "Rule {rule} does not say what the call asks.",
    }
    foreign_figure(rule, figure) {
        fr: "« asks » de {rule} cite {figure}, qui n'est pas une borne de la règle.",
        en: "`asks` of {rule} names {figure}, which is no bound of the rule.",
    }
    unnamed_in_french(rule, bound) {
        fr: "« asks » de {rule} ne cite pas, en français, la borne de la règle : {bound}.",
        en: "`asks` of {rule} does not name in French the bound of the rule: {bound}.",
    }
    unnamed_in_english(rule, bound) {
        fr: "« asks » de {rule} ne cite pas, en anglais, la borne de la règle : {bound}.",
        en: "`asks` of {rule} does not name in English the bound of the rule: {bound}.",
    }
    no_clause(rule) {
        fr: "Aucune clause de l'appel n'est rattachée à la règle {rule}.",
        en: "No clause of the call goes with rule {rule}.",
    }
    unused_choice(rule) {
        fr: "La règle {rule} retient une lecture (choice), mais toutes ses clauses sont dites fidèlement rendues.",
        en: "Rule {rule} takes a reading (choice), while all of its clauses are said to be rendered faithfully.",
    }
    unused_reminder(subject) {
        fr: "Aucune clause de l'appel ne renvoie au rappel « {subject} ».",
        en: "No clause of the call refers to the reminder “{subject}”.",
    }
    no_choice(clause) {
        fr: "La clause {clause} fait l'objet d'une lecture, mais aucune de ses règles ne dit laquelle (choice).",
        en: "Clause {clause} is subject to a reading, while none of its rules says which (choice).",
    }
    out_of_date(set, last) {
        fr: "La période de validité de {set} a pris fin le {last}.",
        en: "The period of validity of {set} ended on {last}.",
    }
    more_findings(#count) {
        fr: "Ce fichier contient {count} autre point à revoir, qui n'est pas montré."
            | "Ce fichier contient {count} autres points à revoir, qui ne sont pas montrés.",
        en: "This file holds {count} more finding, which is not shown."
            | "This file holds {count} more findings, which are not shown.",
    }

    look_for_conditions {
        fr: "Cherchez deux conditions qui s'excluent, ou qui laissent tout passer.",
        en: "Look for two conditions that exclude each other, or that let everything through.",
    }
    delete {
        fr: "Supprimez-le, ou corrigez le nom là où il devait servir.",
        en: "Delete it, or fix the name where it was to serve.",
    }
    write_asks {
        fr: "Écrivez-le dans asks = { fr = \"…\", en = \"…\" }, avec ses montants, ses taux et ses dates.",
        en: "Write it in asks = { fr = \"…\", en = \"…\" }, with its amounts, percentages and days.",
    }
    agree_on_figures {
        fr: "Corrigez le texte ou la borne : les deux disent la même chose.",
        en: "Fix the text or the bound: the two say the same.",
    }
    add_clause {
        fr: "Ajoutez une [[clause]] dans reference/clauses.toml, ou complétez-en une.",
        en: "Add a [[clause]] in reference/clauses.toml, or complete one.",
    }
    agree_on_choice {
        fr: "Dites la lecture retenue dans « choice », ou changez « rendering » dans reference/clauses.toml.",
        en: "Say in `choice` which reading is taken, or change `rendering` in reference/clauses.toml.",
    }
    add_case { fr: "Ajoutez un [[case]] dans tests/*.toml.", en: "Add a [[case]] in tests/*.toml." }
}
