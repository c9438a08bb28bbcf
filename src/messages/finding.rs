//! What findings, remedies and notes say, in both languages. Every function takes finished pieces
//! (labels, amounts, days) and puts them into words.

use crate::engine::StatusKind;
use crate::text::Lang;

/// How a value stands to its bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// The bound or more.
    AtLeast,
    /// The bound or less.
    AtMost,
    /// More than the bound.
    More,
    /// Less than the bound.
    Less,
    /// The bound itself.
    Equal,
}

/// `oui`, `non`.
pub fn yes_no(value: bool, lang: Lang) -> &'static str {
    match (lang, value) {
        (Lang::Fr, true) => "oui",
        (Lang::Fr, false) => "non",
        (Lang::En, true) => "yes",
        (Lang::En, false) => "no",
    }
}

/// A value quoted from the dossier.
pub fn quoted(text: &str, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!("« {text} »"),
        Lang::En => format!("“{text}”"),
    }
}

/// The words for something that is not filled in.
pub fn nothing_given(lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => "rien n'est indiqué",
        Lang::En => "nothing is given",
    }
}

/// The words for an empty list.
pub fn empty_list(lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => "liste vide",
        Lang::En => "empty list",
    }
}

/// What a quantity must be: `au moins 2 500,00 €`.
pub fn quantity_limit(limit: Limit, bound: &str, lang: Lang) -> String {
    match (lang, limit) {
        (Lang::Fr, Limit::AtLeast) => format!("au moins {bound}"),
        (Lang::Fr, Limit::AtMost) => format!("au plus {bound}"),
        (Lang::Fr, Limit::More) => format!("plus de {bound}"),
        (Lang::Fr, Limit::Less) => format!("moins de {bound}"),
        (Lang::En, Limit::AtLeast) => format!("at least {bound}"),
        (Lang::En, Limit::AtMost) => format!("at most {bound}"),
        (Lang::En, Limit::More) => format!("more than {bound}"),
        (Lang::En, Limit::Less) => format!("less than {bound}"),
        (_, Limit::Equal) => bound.to_owned(),
    }
}

/// What a day must be: `le 1er octobre 2014 au plus tard`.
pub fn day_limit(limit: Limit, bound: &str, lang: Lang) -> String {
    match (lang, limit) {
        (Lang::Fr, Limit::AtLeast) => format!("le {bound} au plus tôt"),
        (Lang::Fr, Limit::AtMost) => format!("le {bound} au plus tard"),
        (Lang::Fr, Limit::More) => format!("après le {bound}"),
        (Lang::Fr, Limit::Less) => format!("avant le {bound}"),
        (Lang::Fr, Limit::Equal) => format!("le {bound}"),
        (Lang::En, Limit::AtLeast) => format!("{bound} at the earliest"),
        (Lang::En, Limit::AtMost) => format!("{bound} at the latest"),
        (Lang::En, Limit::More) => format!("after {bound}"),
        (Lang::En, Limit::Less) => format!("before {bound}"),
        (Lang::En, Limit::Equal) => bound.to_owned(),
    }
}

/// A quantity that misses its bound, and by how much.
pub fn quantity_missed(label: &str, actual: &str, limit: Limit, bound: &str, gap: &str, lang: Lang) -> String {
    match (lang, limit) {
        (Lang::Fr, Limit::AtLeast | Limit::More) => {
            format!("{label} : {actual}, alors qu'il faut {} ; il manque {gap}.", quantity_limit(limit, bound, lang))
        }
        (Lang::Fr, Limit::AtMost | Limit::Less) => {
            format!(
                "{label} : {actual}, alors que c'est {} ; il y a {gap} de trop.",
                quantity_limit(limit, bound, lang)
            )
        }
        (Lang::Fr, Limit::Equal) => {
            format!("{label} : {actual}, alors que {bound} est attendu ; l'écart est de {gap}.")
        }
        (Lang::En, Limit::AtLeast | Limit::More) => {
            format!("{label}: {actual}, where {} is needed; {gap} is missing.", quantity_limit(limit, bound, lang))
        }
        (Lang::En, Limit::AtMost | Limit::Less) => {
            format!(
                "{label}: {actual}, where {} is allowed; that is {gap} too much.",
                quantity_limit(limit, bound, lang)
            )
        }
        (Lang::En, Limit::Equal) => format!("{label}: {actual}, where {bound} is expected; the difference is {gap}."),
    }
}

/// Two quantities of the dossier that should be equal and are not.
pub fn unequal(label: &str, actual: &str, other_label: &str, other: &str, gap: &str, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!("{label} : {actual} ; {other_label} : {other} ; l'écart est de {gap}."),
        Lang::En => format!("{label}: {actual}; {other_label}: {other}; the difference is {gap}."),
    }
}

/// A quantity that misses a bound which is another quantity of the dossier.
pub fn quantity_against(label: &str, actual: &str, other_label: &str, other: &str, gap: &str, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!("{label} : {actual}, à comparer avec {other_label} : {other} ; l'écart est de {gap}."),
        Lang::En => format!("{label}: {actual}, against {other_label}: {other}; the difference is {gap}."),
    }
}

/// A day that misses its bound, and by how many days: more than zero when it is too late.
pub fn day_missed(label: &str, actual: &str, bound: &str, days: i64, lang: Lang) -> String {
    let count = days.unsigned_abs();
    match lang {
        Lang::Fr => {
            let side = if days > 0 { "après" } else { "avant" };
            format!("{label} : {actual}, soit {} {side} le {bound}.", crate::text::count(count, "jour", "jours", lang))
        }
        Lang::En => {
            let side = if days > 0 { "after" } else { "before" };
            format!("{label}: {actual}, that is {} {side} {bound}.", crate::text::count(count, "day", "days", lang))
        }
    }
}

/// A filing that would come too late if it were made on the evaluation's day.
pub fn would_be_late(label: &str, today: &str, bound: &str, days: i64, lang: Lang) -> String {
    let count = days.unsigned_abs();
    match lang {
        Lang::Fr => format!(
            "{label} : aucune date n'est indiquée. À la date de l'évaluation ({today}), la limite du {bound} est passée depuis {}.",
            crate::text::count(count, "jour", "jours", lang)
        ),
        Lang::En => format!(
            "{label}: no date is given. On the evaluation's day ({today}), the limit of {bound} is over by {}.",
            crate::text::count(count, "day", "days", lang)
        ),
    }
}

/// The days left before a deadline for which the dossier gives no date.
pub fn days_left(last: &str, days: i64, lang: Lang) -> String {
    let count = days.unsigned_abs();
    match (lang, days) {
        (Lang::Fr, 0) => {
            format!("C'est aujourd'hui le dernier jour ({last}). Rien n'indique encore que ce soit déposé.")
        }
        (Lang::Fr, _) => {
            format!("Il reste {} : à déposer au plus tard le {last}.", crate::text::count(count, "jour", "jours", lang))
        }
        (Lang::En, 0) => format!("Today is the last day ({last}). Nothing says yet that this is filed."),
        (Lang::En, _) => format!("{} left: to be filed by {last}.", crate::text::count(count, "day", "days", lang)),
    }
}

/// The day of the evaluation lies outside the days for which the rules were written.
pub fn out_of_date(day: &str, from: &str, to: &str, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!("Ces règles valent du {from} au {to} ; l'évaluation est faite au {day}."),
        Lang::En => format!("These rules hold from {from} to {to}; the evaluation is made as of {day}."),
    }
}

/// A list of things, joined by commas and a last `ou`.
pub fn one_of(list: &[String], lang: Lang) -> String {
    join_last(list, if lang == Lang::Fr { " ou " } else { " or " })
}

/// A list of things, joined by commas and a last `et`.
pub fn all_of(list: &[String], lang: Lang) -> String {
    join_last(list, if lang == Lang::Fr { " et " } else { " and " })
}

fn join_last(list: &[String], last: &str) -> String {
    match list {
        [] => String::new(),
        [only] => only.clone(),
        [before @ .., end] => format!("{}{last}{end}", before.join(", ")),
    }
}

/// A value that is not what it must be.
pub fn expected_instead(label: &str, actual: &str, expected: &str, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!("{label} : {actual} ; attendu : {expected}."),
        Lang::En => format!("{label}: {actual}; expected: {expected}."),
    }
}

/// A value with its name.
pub fn named_value(label: &str, value: &str, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!("{label} : {value}"),
        Lang::En => format!("{label}: {value}"),
    }
}

/// Nothing stands where something must.
pub fn not_given(label: &str, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!("{label} : {}.", nothing_given(lang)),
        Lang::En => format!("{label}: {}.", nothing_given(lang)),
    }
}

/// `parmi : a, b`: what a value must be among.
pub fn among(list: &str, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!("parmi {list}"),
        Lang::En => format!("among {list}"),
    }
}

/// What a list must name at least one of.
pub fn at_least_one(list: &str, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!("au moins un de : {list}"),
        Lang::En => format!("at least one of: {list}"),
    }
}

/// What a value must not be.
pub fn none_of(list: &str, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!("aucun de : {list}"),
        Lang::En => format!("none of: {list}"),
    }
}

/// The entries of a list that the dossier does not name.
pub fn not_named(list: &str, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!("Non cités : {list}."),
        Lang::En => format!("Not named: {list}."),
    }
}

/// A suggestion for a mistyped slug.
pub fn did_you_mean(written: &str, meant: &str, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!("Pour {}, vouliez-vous écrire {} ?", quoted(written, lang), quoted(meant, lang)),
        Lang::En => format!("For {}, did you mean {}?", quoted(written, lang), quoted(meant, lang)),
    }
}

/// What a code must be: known to a reference table.
pub fn known_code(lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => "un code de la table de référence",
        Lang::En => "a code of the reference table",
    }
}

/// What a code must begin with.
pub fn begins_with(list: &str, negated: bool, lang: Lang) -> String {
    match (lang, negated) {
        (Lang::Fr, false) => format!("un code qui commence par {list}"),
        (Lang::Fr, true) => format!("un code qui ne commence pas par {list}"),
        (Lang::En, false) => format!("a code that begins with {list}"),
        (Lang::En, true) => format!("a code that does not begin with {list}"),
    }
}

/// What a text must look like.
pub fn of_the_form(pattern: &str, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!("une valeur de la forme {pattern}"),
        Lang::En => format!("a value of the form {pattern}"),
    }
}

/// What a number must be: well-formed.
pub fn valid_number(name: &str, lang: Lang) -> String {
    let name = name.to_uppercase();
    match lang {
        Lang::Fr => format!("un numéro {name} valide"),
        Lang::En => format!("a valid {name} number"),
    }
}

/// What a code must be: linked by the reference table to another fact of the dossier.
pub fn linked_to(label: &str, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!("un code rattaché à : {label}"),
        Lang::En => format!("a code linked to: {label}"),
    }
}

/// A length in characters.
pub fn characters(count: usize, lang: Lang) -> String {
    let count = count as u64;
    match lang {
        Lang::Fr => crate::text::count(count, "caractère", "caractères", lang),
        Lang::En => crate::text::count(count, "character", "characters", lang),
    }
}

/// A text that is too short to count.
pub fn too_short(label: &str, actual: &str, least: &str, lang: Lang) -> String {
    match lang {
        Lang::Fr => {
            format!("{label} : le texte compte {actual}, il en faut au moins {least} pour que le point soit renseigné.")
        }
        Lang::En => {
            format!("{label}: the text has {actual}, at least {least} are needed for the point to count as documented.")
        }
    }
}

/// What a text must be.
pub fn documented(least: &str, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!("un texte d'au moins {least}"),
        Lang::En => format!("a text of at least {least}"),
    }
}

/// What a list must be.
pub fn an_entry(lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => "au moins une entrée",
        Lang::En => "at least one entry",
    }
}

/// What every line must hold.
pub fn every_line_with(columns: &str, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!("pour chaque ligne : {columns}"),
        Lang::En => format!("on every line: {columns}"),
    }
}

/// What a fact must be: there, or not.
pub fn given(wanted: bool, lang: Lang) -> &'static str {
    match (lang, wanted) {
        (Lang::Fr, true) => "une valeur",
        (Lang::Fr, false) => "aucune valeur",
        (Lang::En, true) => "a value",
        (Lang::En, false) => "no value",
    }
}

/// The opposite of what is expected.
pub fn not(expected: &str, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!("autre chose que : {expected}"),
        Lang::En => format!("anything but: {expected}"),
    }
}

/// Ways of which one would do.
pub fn either(ways: &[String], lang: Lang) -> String {
    ways.join(if lang == Lang::Fr { " ; ou bien : " } else { "; or else: " })
}

/// A ratio whose whole is not above zero.
pub fn no_whole(label: &str, whole: &str, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!("{label} : le calcul n'est pas possible tant que « {whole} » n'est pas supérieur à zéro."),
        Lang::En => format!("{label}: it cannot be computed as long as “{whole}” is not above zero."),
    }
}

/// A fact that does not decide by itself.
pub fn inconclusive(label: &str, actual: &str, expected: &str, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!("{label} : {actual} ne suffit pas à le dire ; il faudrait {expected}."),
        Lang::En => format!("{label}: {actual} is not enough to tell; {expected} would be."),
    }
}

/// A rule that another one waives.
pub fn waived_by(rule: &str, title: &str, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!("Sans objet, en application de {rule} ({title})."),
        Lang::En => format!("Not applicable, by {rule} ({title})."),
    }
}

/// A rule whose own condition does not hold.
pub fn does_not_apply(lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => "Sans objet pour ce dossier.",
        Lang::En => "Not applicable to this dossier.",
    }
}

/// A satisfied rule.
pub fn holds(lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => "Respecté.",
        Lang::En => "It holds.",
    }
}

/// What a reading that does not agree with a rule makes of it.
#[derive(Debug)]
pub struct ByReading<'a> {
    /// The reading's title.
    pub title: &'a str,
    /// The status.
    pub status: StatusKind,
    /// The figure on which it decides.
    pub figure: Option<String>,
}

/// A result that hangs on how the call is read.
pub fn by_reading(others: &[ByReading<'_>], lang: Lang) -> String {
    let words = |status: StatusKind| match (status, lang) {
        (StatusKind::Satisfied, Lang::Fr) => "ce point serait respecté",
        (StatusKind::Violated, Lang::Fr) => "ce point ne serait pas respecté",
        (StatusKind::NotApplicable, Lang::Fr) => "ce point serait sans objet",
        (StatusKind::Undetermined | StatusKind::Deferred, Lang::Fr) => "les informations manqueraient pour décider",
        (StatusKind::Satisfied, Lang::En) => "this point would hold",
        (StatusKind::Violated, Lang::En) => "this point would not hold",
        (StatusKind::NotApplicable, Lang::En) => "this point would not apply",
        (StatusKind::Undetermined | StatusKind::Deferred, Lang::En) => "information would be missing to decide",
    };
    let other = |other: &ByReading<'_>| {
        let figure = other.figure.as_ref().map(|figure| format!(" ({figure})")).unwrap_or_default();
        match lang {
            Lang::Fr => format!("avec {}, {}{figure}", quoted(other.title, lang), words(other.status)),
            Lang::En => format!("by {}, {}{figure}", quoted(other.title, lang), words(other.status)),
        }
    };
    let others: Vec<String> = others.iter().map(other).collect();
    match lang {
        Lang::Fr => format!(
            "Selon la lecture retenue de l'appel, le résultat change : {}. Demandez à votre intercommunalité quelle lecture elle retient.",
            others.join(" ; ")
        ),
        Lang::En => format!(
            "The result depends on the reading of the call: {}. Ask your intercommunalité which reading it goes by.",
            others.join("; ")
        ),
    }
}

/// Raise a quantity.
pub fn raise(label: &str, from: &str, to: &str, delta: &str, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!("porter {} de {from} à {to} (+{delta})", quoted(label, lang)),
        Lang::En => format!("raise {} from {from} to {to} (+{delta})", quoted(label, lang)),
    }
}

/// Lower a quantity.
pub fn lower(label: &str, from: &str, to: &str, delta: &str, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!("ramener {} de {from} à {to} (−{delta})", quoted(label, lang)),
        Lang::En => format!("lower {} from {from} to {to} (−{delta})", quoted(label, lang)),
    }
}

/// Move a day.
pub fn move_day(label: &str, from: &str, to: &str, days: i64, lang: Lang) -> String {
    let count = days.unsigned_abs();
    match lang {
        Lang::Fr => {
            let side = if days > 0 { "plus tard" } else { "plus tôt" };
            format!(
                "{} : le {to} au lieu du {from} ({} {side})",
                quoted(label, lang),
                crate::text::count(count, "jour", "jours", lang)
            )
        }
        Lang::En => {
            let side = if days > 0 { "later" } else { "earlier" };
            format!(
                "{}: {to} instead of {from} ({} {side})",
                quoted(label, lang),
                crate::text::count(count, "day", "days", lang)
            )
        }
    }
}

/// Give a day that the dossier does not, if what it speaks of took place in time.
pub fn give_day(key: &str, last: &str, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!("si le dépôt a bien eu lieu à temps, écrire sa date dans {key} (le {last} au plus tard)"),
        Lang::En => format!("if the filing did take place in time, write its date in {key} ({last} at the latest)"),
    }
}

/// Replace other money by money of the part, at constant cost.
pub fn constant_cost(part: &str, from: &str, to: &str, delta: &str, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!(
            "à coût constant : porter {} de {from} à {to}, soit {delta} à la place d'un autre financement",
            quoted(part, lang)
        ),
        Lang::En => format!(
            "at constant cost: raise {} from {from} to {to}, that is {delta} in place of other money",
            quoted(part, lang)
        ),
    }
}

/// Reduce the part, at constant cost.
pub fn constant_cost_less(part: &str, from: &str, to: &str, delta: &str, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!(
            "à coût constant : ramener {} de {from} à {to}, soit {delta} à remplacer par un autre financement",
            quoted(part, lang)
        ),
        Lang::En => format!(
            "at constant cost: lower {} from {from} to {to}, that is {delta} to be replaced by other money",
            quoted(part, lang)
        ),
    }
}

/// New money for the part, which raises the whole as well.
pub fn new_money(part: &str, part_to: &str, whole: &str, whole_to: &str, delta: &str, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!(
            "avec de l'argent nouveau : ajouter {delta} ; {} passe à {part_to} et {} à {whole_to}",
            quoted(part, lang),
            quoted(whole, lang)
        ),
        Lang::En => format!(
            "with new money: add {delta}; {} becomes {part_to} and {} {whole_to}",
            quoted(part, lang),
            quoted(whole, lang)
        ),
    }
}

/// How many further terms of a sum are not written out.
pub fn more_terms(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!("… ({count} de plus)"),
        Lang::En => format!("… ({count} more)"),
    }
}

/// A place where something is to be filled in.
pub fn to_fill_in(key: &str, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!("{key} : à renseigner"),
        Lang::En => format!("{key}: to be filled in"),
    }
}

/// A sentence that begins with a capital letter and ends with a full stop.
pub fn sentence(text: &str) -> String {
    let end = if text.is_empty() || text.ends_with(['.', '!', '?', '…']) { "" } else { "." };
    capitalised(text) + end
}

/// The text with a capital letter at its beginning.
pub fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map(|first| first.to_uppercase().chain(characters).collect()).unwrap_or_default()
}
