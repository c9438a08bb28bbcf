//! Facts: what they are, and how those that are derived come about.

use crate::messages::template::messages;
use crate::rules::{ScalarType, Type};
use crate::text::Lang;

messages! {
    text { fr: "un texte", en: "a text" }
    token { fr: "un mot d'une liste fermée", en: "a word of a closed list" }
    code { fr: "un code", en: "a code" }
    boolean { fr: "oui ou non", en: "yes or no" }
    date { fr: "une date", en: "a date" }
    money { fr: "un montant en euros", en: "an amount in euros" }
    number { fr: "un nombre", en: "a number" }
    share { fr: "un taux", en: "a ratio" }
    amounts { fr: "une liste de montants", en: "a list of amounts" }
    dates { fr: "une liste de dates", en: "a list of dates" }
    answers { fr: "une liste de réponses", en: "a list of answers" }
    numbers { fr: "une liste de nombres", en: "a list of numbers" }
    codes_or_words { fr: "une liste de codes ou de mots", en: "a list of codes or words" }
    table_of_lines { fr: "un tableau de lignes", en: "a table of lines" }
    kind_of_list(kind, list) { fr: "{kind} : {list}", en: "{kind}: {list}" }

    evaluation_date {
        fr: "le jour de la vérification : celui de l'option --date, ou aujourd'hui à l'heure de Paris",
        en: "the day of the check: that of the option --date, or today in Paris",
    }
    evaluation_fiche {
        fr: "la fiche sous laquelle le dossier est examiné",
        en: "the fiche under which the dossier is examined",
    }
    register_given {
        fr: "oui quand un registre des programmes financés est donné à l'outil (option --registre)",
        en: "yes where a register of funded programmes is given to the tool (option --registre)",
    }
    register_holds {
        fr: "oui quand le SIRET du porteur figure dans ce registre ; inconnu sans registre ou sans SIRET",
        en: "yes where the applicant's SIRET is in that register; unknown without a register or a SIRET",
    }
    key(path) { fr: "ce que le dossier écrit sous {path}", en: "what the dossier writes under {path}" }
    column(table) { fr: "une valeur par ligne de « {table} »", en: "one value for each line of “{table}”" }
    sum_lines(column, lines) {
        fr: "somme de « {column} » sur {lines} ; zéro si aucune ligne ne convient",
        en: "sum of “{column}” over {lines}; zero where no line fits",
    }
    count_lines(lines) { fr: "nombre de lignes, sur {lines}", en: "number of lines, over {lines}" }
    all_lines(table) { fr: "toutes les lignes de « {table} »", en: "all lines of “{table}”" }
    lines_where(table, conditions) {
        fr: "les lignes de « {table} » où {conditions}",
        en: "the lines of “{table}” where {conditions}",
    }
    and_where { fr: ", et où ", en: ", and where " }
    count_entries(of) { fr: "nombre d'entrées de « {of} »", en: "number of entries of “{of}”" }
    sum(members) {
        fr: "somme de {members} ; ce qui manque compte pour zéro, sauf si tout manque",
        en: "sum of {members}; what is missing counts as zero, unless all of it is",
    }
    difference(a, b) { fr: "« {a} » moins « {b} »", en: "“{a}” minus “{b}”" }
    ratio(part, whole) {
        fr: "« {part} » divisé par « {whole} », sans arrondi ; inconnu si l'un manque ou si le second n'est pas supérieur à zéro",
        en: "“{part}” divided by “{whole}”, without rounding; unknown where one is missing or the second is not above zero",
    }
    failing_that { fr: " ; à défaut, ", en: "; failing that, " }
    conditional(then, condition, otherwise) {
        fr: "{then} si {condition}, sinon {otherwise} ; si l'on ne sait pas laquelle des deux, ce qui en dépend n'est décidé que là où l'une et l'autre donnent le même résultat",
        en: "{then} if {condition}, {otherwise} otherwise; where it is not known which of the two, what rests on it is decided only where both come to the same",
    }
    union(members) { fr: "toutes les entrées de {members}", en: "all entries of {members}" }
    entries_that_fit(of, conditions) {
        fr: "les entrées de « {of} » qui conviennent : {conditions}",
        en: "the entries of “{of}” that fit: {conditions}",
    }
    lookup(table, columns, of) {
        fr: "ce que la table de référence « {table} » donne ({columns}) pour {of}",
        en: "what the reference table “{table}” gives ({columns}) for {of}",
    }
    needs(members) {
        fr: " ; inconnu tant que le dossier n'indique pas {members}",
        en: "; unknown as long as the dossier does not give {members}",
    }
}

pub(crate) fn kind(kind: Type, lang: Lang) -> &'static str {
    match kind {
        Type::One(ScalarType::Prose) => text(lang),
        Type::One(ScalarType::Token(_)) => token(lang),
        Type::One(ScalarType::Code | ScalarType::Slug) => code(lang),
        Type::One(ScalarType::Bool) => boolean(lang),
        Type::One(ScalarType::Date) => date(lang),
        Type::One(ScalarType::Money) => money(lang),
        Type::One(ScalarType::Number) => number(lang),
        Type::One(ScalarType::Ratio) => share(lang),
        Type::Many(ScalarType::Money) => amounts(lang),
        Type::Many(ScalarType::Date) => dates(lang),
        Type::Many(ScalarType::Bool) => answers(lang),
        Type::Many(ScalarType::Number | ScalarType::Ratio) => numbers(lang),
        Type::Many(ScalarType::Prose | ScalarType::Token(_) | ScalarType::Slug | ScalarType::Code) => {
            codes_or_words(lang)
        }
        Type::Records => table_of_lines(lang),
    }
}

pub(crate) fn lines(table: &str, conditions: &[String], lang: Lang) -> String {
    if conditions.is_empty() {
        all_lines(table, lang)
    } else {
        lines_where(table, conditions.join(and_where(lang)), lang)
    }
}
