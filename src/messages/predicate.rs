//! Predicates in words. One description of a test serves findings and `explain`, in three moods: what must be
//! (`expected`), and that it is so or is not (`clause`).

use super::template::messages;
use super::words::{all_of, an_entry, characters, one_of, quoted, yes_no};
use crate::rules::Order;
use crate::text::Lang;

/// A test, its right side in words.
#[derive(Debug, Clone)]
pub(crate) enum TestDescription {
    Answer(bool),
    Is(String),
    Day(Bound),
    Quantity(Bound),
    OneOf(Entries),
    NoneOf(Entries),
    AnyOf(Entries),
    AllOf(Entries),
    Only(Entries),
    In(String),
    Prefix(Entries),
    NotPrefix(Entries),
    Matches(String),
    Valid(&'static str),
    Linked {
        table: String,
        to: String,
    },
    /// A text of at least so many characters.
    Documented(usize),
    NotEmpty,
    Complete(Vec<String>),
    Given(bool),
}

#[derive(Debug, Clone)]
pub(crate) struct Bound {
    pub(crate) order: Order,
    pub(crate) value: String,
    pub(crate) is_fact: bool,
}

#[derive(Debug, Clone)]
pub(crate) struct Entries {
    pub(crate) names: Vec<String>,
    /// The label of the fact that stands for them, where the rule set does not name them.
    pub(crate) of_fact: Option<String>,
}

#[derive(Debug, Clone)]
pub(crate) struct Subject<'a> {
    pub(crate) label: &'a str,
    /// The fact, or an entry of it where a filter asks.
    pub(crate) whole: String,
    pub(crate) each: String,
    pub(crate) is_list: bool,
    pub(crate) is_table: bool,
    /// For a column, the label of its table.
    pub(crate) column_of: Option<&'a str>,
}

#[derive(Clone, Copy)]
enum Verb {
    Is,
    Equals,
    Falls,
    Stands,
    Names,
    Begins,
    Holds,
    Gives,
}

messages! {
    is(subject, what) { fr: "{subject} est {what}", en: "{subject} is {what}" }
    is_not(subject, what) { fr: "{subject} n'est pas {what}", en: "{subject} is not {what}" }
    equals(subject, what) { fr: "{subject} vaut {what}", en: "{subject} is {what}" }
    equals_not(subject, what) { fr: "{subject} ne vaut pas {what}", en: "{subject} is not {what}" }
    falls(subject, what) { fr: "{subject} tombe {what}", en: "{subject} falls {what}" }
    falls_not(subject, what) { fr: "{subject} ne tombe pas {what}", en: "{subject} does not fall {what}" }
    stands(subject, what) { fr: "{subject} figure {what}", en: "{subject} is {what}" }
    stands_not(subject, what) { fr: "{subject} ne figure pas {what}", en: "{subject} is not {what}" }
    names(subject, what) { fr: "{subject} cite {what}", en: "{subject} names {what}" }
    names_not(subject, what) { fr: "{subject} ne cite pas {what}", en: "{subject} does not name {what}" }
    begins(subject, what) { fr: "{subject} commence {what}", en: "{subject} begins {what}" }
    begins_not(subject, what) { fr: "{subject} ne commence pas {what}", en: "{subject} does not begin {what}" }
    holds(subject, what) { fr: "{subject} compte {what}", en: "{subject} holds {what}" }
    holds_not(subject, what) { fr: "{subject} ne compte pas {what}", en: "{subject} does not hold {what}" }
    gives(subject, what) { fr: "{subject} indique {what}", en: "{subject} gives {what}" }
    gives_not(subject, what) { fr: "{subject} n'indique pas {what}", en: "{subject} does not give {what}" }

    each_entry(label) { fr: "chaque entrée de « {label} »", en: "every entry of “{label}”" }
    the_entry { fr: "l'entrée", en: "the entry" }
    each_line(label) { fr: "chaque ligne de « {label} »", en: "every line of “{label}”" }
    the_answer(label) { fr: "la réponse à « {label} »", en: "the answer to “{label}”" }
    the_dossier { fr: "le dossier", en: "the dossier" }

    at_least(bound) { fr: "au moins {bound}", en: "at least {bound}" }
    at_most(bound) { fr: "au plus {bound}", en: "at most {bound}" }
    more_than(bound) { fr: "plus de {bound}", en: "more than {bound}" }
    less_than(bound) { fr: "moins de {bound}", en: "less than {bound}" }
    equal_to(bound) { fr: "{bound}", en: "equal to {bound}" }
    of_at_least(bound) { fr: "d'au moins {bound}", en: "at least {bound}" }
    of_at_most(bound) { fr: "d'au plus {bound}", en: "at most {bound}" }
    of_more_than(bound) { fr: "de plus de {bound}", en: "more than {bound}" }
    of_less_than(bound) { fr: "de moins de {bound}", en: "less than {bound}" }
    above(bound) { fr: "plus que {bound}", en: "more than {bound}" }
    below(bound) { fr: "moins que {bound}", en: "less than {bound}" }

    that_day(day) { fr: "le {day}", en: "{day}" }
    at_the_earliest(day) { fr: "le {day} au plus tôt", en: "{day} at the earliest" }
    at_the_latest(day) { fr: "le {day} au plus tard", en: "{day} at the latest" }
    after_day(day) { fr: "après le {day}", en: "after {day}" }
    before_day(day) { fr: "avant le {day}", en: "before {day}" }
    on_day(day) { fr: "le {day}", en: "on {day}" }
    on_day_or_later(day) { fr: "le {day} au plus tôt", en: "on {day} or later" }
    on_day_or_earlier(day) { fr: "le {day} au plus tard", en: "on {day} or earlier" }
    on_day_of(fact) { fr: "le même jour que {fact}", en: "on the day of {fact}" }
    on_day_of_or_later(fact) { fr: "le même jour que {fact}, ou plus tard", en: "on the day of {fact}, or later" }
    on_day_of_or_earlier(fact) { fr: "le même jour que {fact}, ou plus tôt", en: "on the day of {fact}, or earlier" }
    after_fact(fact) { fr: "après {fact}", en: "after {fact}" }
    before_fact(fact) { fr: "avant {fact}", en: "before {fact}" }

    among(list) { fr: "parmi {list}", en: "among {list}" }
    among_these(list) { fr: "parmi : {list}", en: "one of: {list}" }
    in_fact(label) { fr: "dans « {label} »", en: "in “{label}”" }
    none_of(list) { fr: "aucun de : {list}", en: "none of: {list}" }
    names_none(subject, list) { fr: "{subject} ne cite rien de ceci : {list}", en: "{subject} names none of these: {list}" }
    one_at_least(list) { fr: "au moins un de : {list}", en: "at least one of: {list}" }
    one_of_these(list) { fr: "au moins une de ces entrées : {list}", en: "at least one of these: {list}" }
    some_line(table, column, list) {
        fr: "au moins une ligne de « {table} » a pour « {column} » : {list}",
        en: "at least one line of “{table}” has as “{column}”: {list}",
    }
    no_line(table, column, list) {
        fr: "aucune ligne de « {table} » n'a pour « {column} » : {list}",
        en: "no line of “{table}” has as “{column}”: {list}",
    }
    all_these(list) { fr: "toutes ces entrées : {list}", en: "all of these: {list}" }
    nothing_else(subject, list) { fr: "{subject} ne cite rien d'autre que : {list}", en: "{subject} names nothing but: {list}" }
    something_else(subject, list) {
        fr: "{subject} cite autre chose que : {list}",
        en: "{subject} names something other than: {list}",
    }
    known_code { fr: "un code de la table de référence", en: "a code of the reference table" }
    in_table(table) { fr: "dans la table de référence « {table} »", en: "in the reference table “{table}”" }
    code_beginning(list) { fr: "un code qui commence par {list}", en: "a code that begins with {list}" }
    code_not_beginning(list) { fr: "un code qui ne commence pas par {list}", en: "a code that does not begin with {list}" }
    with_beginning(list) { fr: "par {list}", en: "with {list}" }
    value_of_form(pattern) { fr: "une valeur de la forme {pattern}", en: "a value of the form {pattern}" }
    of_form(pattern) { fr: "de la forme {pattern}", en: "of the form {pattern}" }
    valid_number(name) { fr: "un numéro {name} valide", en: "a valid {name} number" }
    code_linked_to(label) { fr: "un code rattaché à : {label}", en: "a code linked to: {label}" }
    linked(table, to) {
        fr: "rattachée par la table de référence « {table} » à une entrée de « {to} »",
        en: "linked by the reference table “{table}” to an entry of “{to}”",
    }
    long_text(least) { fr: "un texte d'au moins {least}", en: "a text of at least {least}" }
    a_line { fr: "au moins une ligne", en: "at least one line" }
    on_every_line(columns) { fr: "pour chaque ligne : {columns}", en: "on every line: {columns}" }
    a_value { fr: "une valeur", en: "a value" }
    no_value { fr: "aucune valeur", en: "no value" }
}

impl TestDescription {
    /// What must be; of a comparison, the bound alone.
    pub(crate) fn expected(&self, lang: Lang) -> String {
        match self {
            Self::Answer(value) => yes_no(*value, lang).to_owned(),
            Self::Is(value) => value.clone(),
            Self::Day(bound) | Self::Quantity(bound) => bound.value.clone(),
            Self::OneOf(entries) | Self::Only(entries) => among(entries.one_of(lang), lang),
            Self::NoneOf(entries) => none_of(entries.one_of(lang), lang),
            Self::AnyOf(entries) => one_at_least(entries.one_of(lang), lang),
            Self::AllOf(entries) => entries.all_of(lang),
            Self::In(_) => known_code(lang).to_owned(),
            Self::Prefix(entries) => code_beginning(entries.one_of(lang), lang),
            Self::NotPrefix(entries) => code_not_beginning(entries.one_of(lang), lang),
            Self::Matches(pattern) => value_of_form(pattern, lang),
            Self::Valid(name) => valid_number(name.to_uppercase(), lang),
            Self::Linked { to, .. } => code_linked_to(to, lang),
            Self::Documented(least) => long_text(characters(*least, lang), lang),
            Self::NotEmpty => an_entry(lang).to_owned(),
            Self::Complete(columns) => on_every_line(all_of(columns, lang), lang),
            Self::Given(wanted) => if *wanted { a_value(lang) } else { no_value(lang) }.to_owned(),
        }
    }

    /// What must be, with the order to its bound: `au moins 2 500,00 €`, `le 1er octobre 2014 au plus tard`.
    pub(crate) fn limit(&self, lang: Lang) -> String {
        match self {
            Self::Day(Bound { order, value, .. }) => match order {
                Order::Equal => that_day(value, lang),
                Order::AtLeast => at_the_earliest(value, lang),
                Order::AtMost => at_the_latest(value, lang),
                Order::More => after_day(value, lang),
                Order::Less => before_day(value, lang),
            },
            Self::Quantity(Bound { order, value, .. }) => match order {
                Order::Equal => value.clone(),
                Order::AtLeast => at_least(value, lang),
                Order::AtMost => at_most(value, lang),
                Order::More => more_than(value, lang),
                Order::Less => less_than(value, lang),
            },
            _ => self.expected(lang),
        }
    }

    pub(crate) fn clause(&self, subject: &Subject<'_>, negated: bool, lang: Lang) -> String {
        let Subject { label, whole, each, .. } = subject;
        let on_each = |verb: Verb, what: &str| verb.clause(each, negated, what, lang);
        let on_whole = |verb: Verb, what: &str| verb.clause(whole, negated, what, lang);
        match self {
            Self::Answer(value) => Verb::Is.clause(&the_answer(label, lang), negated, yes_no(*value, lang), lang),
            Self::Is(value) => on_each(Verb::Is, value),
            Self::Day(bound) => on_each(Verb::Falls, &bound.of_day(lang)),
            Self::Quantity(bound) => on_each(bound.verb(), &bound.of_quantity(lang)),
            Self::OneOf(entries) => on_each(Verb::Stands, &entries.place(lang)),
            Self::Only(entries) if entries.of_fact.is_some() => on_each(Verb::Stands, &entries.place(lang)),
            Self::Only(entries) if negated => something_else(whole, entries.all_of(lang), lang),
            Self::Only(entries) => nothing_else(whole, entries.all_of(lang), lang),
            Self::NoneOf(entries) if subject.is_list && !negated => names_none(whole, entries.one_of(lang), lang),
            Self::NoneOf(entries) => Verb::Stands.clause(each, !negated, &entries.place(lang), lang),
            Self::AnyOf(entries) => match subject.column_of {
                Some(table) if negated => no_line(table, label, entries.one_of(lang), lang),
                Some(table) => some_line(table, label, entries.one_of(lang), lang),
                None if entries.is_single() => on_whole(Verb::Names, &entries.one_of(lang)),
                None => on_whole(Verb::Names, &one_of_these(entries.one_of(lang), lang)),
            },
            Self::AllOf(entries) => on_whole(Verb::Names, &all_these(entries.all_of(lang), lang)),
            Self::In(table) => on_each(Verb::Stands, &in_table(table, lang)),
            Self::Prefix(entries) => on_each(Verb::Begins, &with_beginning(entries.one_of(lang), lang)),
            Self::NotPrefix(entries) => {
                Verb::Begins.clause(each, !negated, &with_beginning(entries.one_of(lang), lang), lang)
            }
            Self::Matches(pattern) => on_each(Verb::Is, &of_form(pattern, lang)),
            Self::Valid(_) | Self::Documented(_) => on_each(Verb::Is, &self.expected(lang)),
            Self::Linked { table, to } => on_each(Verb::Is, &linked(table, to, lang)),
            Self::NotEmpty => on_whole(Verb::Holds, if subject.is_table { a_line(lang) } else { an_entry(lang) }),
            Self::Complete(columns) => {
                let columns: Vec<String> = columns.iter().map(|column| quoted(column, lang)).collect();
                Verb::Gives.clause(&each_line(label, lang), negated, &all_of(&columns, lang), lang)
            }
            Self::Given(wanted) => {
                Verb::Gives.clause(the_dossier(lang), *wanted == negated, &quoted(label, lang), lang)
            }
        }
    }
}

impl<'a> Subject<'a> {
    pub(crate) fn named(label: &'a str, lang: Lang) -> Self {
        let name = quoted(label, lang);
        Self { label, whole: name.clone(), each: name, is_list: false, is_table: false, column_of: None }
    }
}

impl Bound {
    /// After "falls".
    pub(crate) fn of_day(&self, lang: Lang) -> String {
        let value = &self.value;
        match (self.order, self.is_fact) {
            (Order::Equal, false) => on_day(value, lang),
            (Order::AtLeast, false) => on_day_or_later(value, lang),
            (Order::AtMost, false) => on_day_or_earlier(value, lang),
            (Order::More, false) => after_day(value, lang),
            (Order::Less, false) => before_day(value, lang),
            (Order::Equal, true) => on_day_of(value, lang),
            (Order::AtLeast, true) => on_day_of_or_later(value, lang),
            (Order::AtMost, true) => on_day_of_or_earlier(value, lang),
            (Order::More, true) => after_fact(value, lang),
            (Order::Less, true) => before_fact(value, lang),
        }
    }

    /// "Vaut" agrees with every name.
    fn verb(&self) -> Verb {
        if self.is_fact || self.order == Order::Equal { Verb::Equals } else { Verb::Is }
    }

    /// After that verb.
    fn of_quantity(&self, lang: Lang) -> String {
        let value = &self.value;
        match (self.order, self.is_fact) {
            (Order::Equal, _) => equal_to(value, lang),
            (Order::AtLeast, false) => of_at_least(value, lang),
            (Order::AtMost, false) => of_at_most(value, lang),
            (Order::More, false) => of_more_than(value, lang),
            (Order::Less, false) => of_less_than(value, lang),
            (Order::AtLeast, true) => at_least(value, lang),
            (Order::AtMost, true) => at_most(value, lang),
            (Order::More, true) => above(value, lang),
            (Order::Less, true) => below(value, lang),
        }
    }
}

impl Entries {
    fn one_of(&self, lang: Lang) -> String {
        one_of(&self.names, lang)
    }

    fn all_of(&self, lang: Lang) -> String {
        all_of(&self.names, lang)
    }

    fn is_single(&self) -> bool {
        self.of_fact.is_none() && self.names.len() == 1
    }

    /// After "stands".
    fn place(&self, lang: Lang) -> String {
        match &self.of_fact {
            Some(label) => in_fact(label, lang),
            None => among_these(self.one_of(lang), lang),
        }
    }
}

impl Verb {
    fn clause(self, subject: &str, negated: bool, what: &str, lang: Lang) -> String {
        match (self, negated) {
            (Self::Is, false) => is(subject, what, lang),
            (Self::Is, true) => is_not(subject, what, lang),
            (Self::Equals, false) => equals(subject, what, lang),
            (Self::Equals, true) => equals_not(subject, what, lang),
            (Self::Falls, false) => falls(subject, what, lang),
            (Self::Falls, true) => falls_not(subject, what, lang),
            (Self::Stands, false) => stands(subject, what, lang),
            (Self::Stands, true) => stands_not(subject, what, lang),
            (Self::Names, false) => names(subject, what, lang),
            (Self::Names, true) => names_not(subject, what, lang),
            (Self::Begins, false) => begins(subject, what, lang),
            (Self::Begins, true) => begins_not(subject, what, lang),
            (Self::Holds, false) => holds(subject, what, lang),
            (Self::Holds, true) => holds_not(subject, what, lang),
            (Self::Gives, false) => gives(subject, what, lang),
            (Self::Gives, true) => gives_not(subject, what, lang),
        }
    }
}
