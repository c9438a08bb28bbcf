//! Facts in words: what they are, and how those that are derived come about.

use super::say;
use crate::text::{Lang, text};

/// A type.
pub(crate) fn kind(kind: crate::rules::Type, lang: Lang) -> &'static str {
    use crate::rules::{ScalarType, Type};
    match kind {
        Type::One(ScalarType::Prose) => text("un texte", "a text"),
        Type::One(ScalarType::Token(_)) => text("un mot d'une liste fermée", "a word of a closed list"),
        Type::One(ScalarType::Code | ScalarType::Slug) => text("un code", "a code"),
        Type::One(ScalarType::Bool) => text("oui ou non", "yes or no"),
        Type::One(ScalarType::Date) => text("une date", "a date"),
        Type::One(ScalarType::Money) => text("un montant en euros", "an amount in euros"),
        Type::One(ScalarType::Number) => text("un nombre", "a number"),
        Type::One(ScalarType::Ratio) => text("un taux", "a ratio"),
        Type::Many(ScalarType::Money) => text("une liste de montants", "a list of amounts"),
        Type::Many(ScalarType::Date) => text("une liste de dates", "a list of dates"),
        Type::Many(ScalarType::Bool) => text("une liste de réponses", "a list of answers"),
        Type::Many(ScalarType::Number | ScalarType::Ratio) => text("une liste de nombres", "a list of numbers"),
        Type::Many(_) => text("une liste de codes ou de mots", "a list of codes or words"),
        Type::Records => text("un tableau de lignes", "a table of lines"),
    }
    .get(lang)
}

/// A type, with the words of its closed list.
pub(crate) fn kind_of_list(kind: &str, list: &str, lang: Lang) -> String {
    say!(lang, "{kind} : {list}", "{kind}: {list}")
}

/// A label with the fact's name.
pub(crate) fn named(label: &str, name: &str) -> String {
    format!("{label} ({name})")
}

/// The day of the check.
pub(crate) fn evaluation_date(lang: Lang) -> String {
    text(
        "le jour de la vérification : celui de l'option --date, ou aujourd'hui à l'heure de Paris",
        "the day of the check: that of the option --date, or today in Paris",
    )
    .get(lang)
    .to_owned()
}

/// The fiche being assessed.
pub(crate) fn evaluation_fiche(lang: Lang) -> String {
    text("la fiche sous laquelle le dossier est examiné", "the fiche under which the dossier is examined")
        .get(lang)
        .to_owned()
}

/// Whether there is a register.
pub(crate) fn register_given(lang: Lang) -> String {
    text(
        "oui quand un registre des programmes financés est donné à l'outil (option --registre)",
        "yes where a register of funded programmes is given to the tool (option --registre)",
    )
    .get(lang)
    .to_owned()
}

/// Whether the holder is in the register.
pub(crate) fn register_holds(lang: Lang) -> String {
    text(
        "oui quand le SIRET du porteur figure dans ce registre ; inconnu sans registre ou sans SIRET",
        "yes where the holder's SIRET is in that register; unknown without a register or a SIRET",
    )
    .get(lang)
    .to_owned()
}

/// A key of the dossier.
pub(crate) fn key(path: &str, lang: Lang) -> String {
    say!(lang, "ce que le dossier écrit sous {path}", "what the dossier writes under {path}")
}

/// A column.
pub(crate) fn column(table: &str, lang: Lang) -> String {
    say!(lang, "une valeur par ligne de « {table} »", "one value for each line of “{table}”")
}

/// A sum over lines.
pub(crate) fn sum_lines(column: &str, filter: &str, lang: Lang) -> String {
    say!(
        lang,
        "somme de « {column} » sur {filter} ; zéro si aucune ligne ne convient",
        "sum of “{column}” over {filter}; zero where no line fits"
    )
}

/// A number of lines.
pub(crate) fn count_lines(filter: &str, lang: Lang) -> String {
    say!(lang, "nombre de lignes, sur {filter}", "number of lines, over {filter}")
}

/// Lines with conditions.
pub(crate) fn lines(table: &str, conditions: &[String], lang: Lang) -> String {
    if conditions.is_empty() {
        return say!(lang, "toutes les lignes de « {table} »", "all lines of “{table}”");
    }
    let conditions = conditions.join(text(", et où ", ", and where ").get(lang));
    say!(lang, "les lignes de « {table} » où {conditions}", "the lines of “{table}” where {conditions}")
}

/// A number of entries.
pub(crate) fn count_entries(of: &str, lang: Lang) -> String {
    say!(lang, "nombre d'entrées de « {of} »", "number of entries of “{of}”")
}

/// A sum of facts.
pub(crate) fn sum(members: &str, lang: Lang) -> String {
    say!(
        lang,
        "somme de {members} ; ce qui manque compte pour zéro, sauf si tout manque",
        "sum of {members}; what is missing counts as zero, unless all of it is"
    )
}

/// A difference.
pub(crate) fn difference(a: &str, b: &str, lang: Lang) -> String {
    say!(lang, "« {a} » moins « {b} »", "“{a}” minus “{b}”")
}

/// A ratio.
pub(crate) fn ratio(part: &str, whole: &str, lang: Lang) -> String {
    say!(
        lang,
        "« {part} » divisé par « {whole} », sans arrondi ; inconnu si l'un manque ou si le second n'est pas supérieur à zéro",
        "“{part}” divided by “{whole}”, without rounding; unknown where one is missing or the second is not above zero"
    )
}

/// The first that is given.
pub(crate) fn first_of(members: &[String], lang: Lang) -> String {
    members.join(text(" ; à défaut, ", "; failing that, ").get(lang))
}

/// The entries of all.
pub(crate) fn union(members: &str, lang: Lang) -> String {
    say!(lang, "toutes les entrées de {members}", "all entries of {members}")
}

/// The entries that pass.
pub(crate) fn filter(of: &str, conditions: &[String], lang: Lang) -> String {
    let conditions = conditions.join(text(" et ", " and ").get(lang));
    say!(lang, "les entrées de « {of} » qui conviennent : {conditions}", "the entries of “{of}” that fit: {conditions}")
}

/// Cells of a reference table.
pub(crate) fn lookup(table: &str, columns: &str, of: &str, lang: Lang) -> String {
    say!(
        lang,
        "ce que la table de référence « {table} » donne ({columns}) pour {of}",
        "what the reference table “{table}” gives ({columns}) for {of}"
    )
}

/// What a fact waits for.
pub(crate) fn needs(members: &str, lang: Lang) -> String {
    say!(
        lang,
        " ; inconnu tant que le dossier n'indique pas {members}",
        "; unknown as long as the dossier does not give {members}"
    )
}
