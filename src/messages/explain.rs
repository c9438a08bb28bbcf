//! What `recevable explain` says of rules, facts and codes.

pub(crate) mod absence;
pub(crate) mod codes;
pub(crate) mod comments;
pub(crate) mod facts;
pub(crate) mod rule_codes;

use super::template::{choices, messages};
use super::words::{all_of, one_of};
use crate::dossier::format::Stage;
use crate::rules::{Basis, Group, Level};
use crate::text::Lang;

choices! {
    group(Group) {
        Recevabilite { fr: "recevabilité : les délais et les pièces", en: "admissibility: deadlines and completeness" }
        Eligibilite {
            fr: "éligibilité : le fond, c'est-à-dire la thématique, le périmètre, l'argent, le double financement",
            en: "eligibility: the substance, that is theme, perimeter, money, double funding",
        }
        Selection {
            fr: "sélection : les critères d'après lesquels les jurys choisissent",
            en: "selection: the criteria by which the juries choose",
        }
        Coherence {
            fr: "cohérence : le dossier ne se contredit pas, ni ne contredit un registre public",
            en: "consistency: the dossier contradicts neither itself nor a public register",
        }
    }

    level(Level) {
        Error {
            fr: "requise : sans elle, le dossier n'est pas éligible",
            en: "required: without it, the dossier is not eligible",
        }
        Warning {
            fr: "réserve : elle ne bloque pas le dossier, mais le jury la regardera",
            en: "reservation: it does not block the dossier, but the jury will look at it",
        }
        Info { fr: "information : elle ne décide de rien", en: "information: it decides nothing" }
    }

    basis(Basis) {
        Computed {
            fr: "calculée à partir de montants, de dates ou de codes",
            en: "computed from amounts, dates or codes",
        }
        Declared {
            fr: "déclarée par le porteur ; un technicien la vérifie",
            en: "declared by the applicant; a technician verifies it",
        }
        Either {
            fr: "calculée ou déclarée, selon ce que dit le dossier",
            en: "computed or declared, depending on what the dossier says",
        }
    }
}

messages! {
    call { fr: "Ce que demande l'appel", en: "What the call asks" }
    overlay_asks { fr: "Ce que demande la surcouche", en: "What the overlay asks" }
    why { fr: "Pourquoi", en: "Why" }
    choice_taken { fr: "Lecture retenue", en: "Reading chosen" }
    decided { fr: "Comment la règle se décide", en: "How the rule is decided" }
    shown { fr: "Ce que la règle affiche", en: "What the rule shows" }
    place_in_rules { fr: "Sa place parmi les règles", en: "Its place among the rules" }
    read { fr: "Ce qui est lu dans le dossier", en: "What is read in the dossier" }
    computed { fr: "Comment les valeurs se calculent", en: "How the values are computed" }
    readings { fr: "Les autres lectures de l'appel", en: "Other readings of the call" }
    links { fr: "Ses liens avec d'autres règles", en: "Its links with other rules" }
    examples { fr: "Exemples", en: "Examples" }
    to_fix { fr: "Pour corriger", en: "To fix it" }
    what_it_means { fr: "Ce que cela veut dire", en: "What it means" }
    example_that_fails { fr: "Un exemple qui ne convient pas", en: "An example that fails" }
    same_fixed { fr: "Le même, corrigé", en: "The same, fixed" }
    what_it_is { fr: "De quoi il s'agit", en: "What it is" }
    rules_that_read { fr: "Les règles qui le lisent", en: "The rules that read it" }
    keys { fr: "Les clés qu'il contient", en: "The keys that it holds" }

    in_the_call { fr: "Où", en: "Where" }
    subject { fr: "Sujet", en: "Subject" }
    campaign { fr: "Campagne", en: "Campaign" }
    group_name { fr: "Groupe", en: "Group" }
    level_name { fr: "Portée", en: "Weight" }
    stages_name { fr: "Étapes", en: "Stages" }
    basis_name { fr: "Fondement", en: "Basis" }
    fiches { fr: "Fiches", en: "Fiches" }
    type_name { fr: "Type", en: "Type" }
    path { fr: "Dans le dossier", en: "In the dossier" }
    computation { fr: "Calcul", en: "Computation" }

    required_for_coherence {
        fr: "requise : sans elle, le dossier se contredit ou contredit un registre, ce qui est à corriger avant le dépôt",
        en: "required: without it, the dossier contradicts itself or a register, which is to be fixed before it is filed",
    }
    reservation_of_the_tool {
        fr: "réserve de l'outil : elle ne bloque pas le dossier, mais mérite une vérification",
        en: "reservation of the tool: it does not block the dossier, but is worth a check",
    }
    disabled {
        fr: "Une surcouche a suspendu cette règle : elle n'est pas évaluée.",
        en: "An overlay has put this rule out of force: it is not evaluated.",
    }
    informs_only {
        fr: "Cette règle ne juge rien : elle informe. Elle ne change jamais l'avis sur le dossier.",
        en: "This rule judges nothing: it informs. It never changes the verdict on the dossier.",
    }
    readings_lead {
        fr: "Le rapport prévient quand une autre lecture mène à un autre résultat ; demandez alors à votre intercommunalité laquelle elle retient :",
        en: "The report says so when another reading leads to another result; ask your intercommunalité then which one it goes by:",
    }
    smallest_change {
        fr: "Quand la règle est enfreinte, le rapport calcule le plus petit changement qui suffit :",
        en: "Where the rule fails, the report computes the smallest change that is enough:",
    }
    no_computed_change {
        fr: "Aucun changement ne se calcule ici : il s'agit d'écrire, de vérifier ou de déclarer.",
        en: "No change can be computed here: it is a matter of writing, checking or declaring.",
    }
    examples_lead {
        fr: "Un dossier qui convient par ailleurs, où l'on a écrit ceci (cas de test des règles) :",
        en: "A dossier that is otherwise in order, in which this was written (test cases of the rules):",
    }
    fails_with { fr: "Enfreinte, par exemple :", en: "Fails, for example:" }
    holds_with { fr: "Respectée, par exemple :", en: "Holds, for example:" }
    no_rule_reads { fr: "Aucune règle ne le lit directement.", en: "No rule reads it directly." }

    // In these, a condition is a clause, or the lead of a list.
    holds_when(condition) { fr: "La règle est respectée quand {condition}", en: "The rule holds when {condition}" }
    applies_when(condition) {
        fr: "La règle ne s'applique que quand {condition}",
        en: "The rule applies only when {condition}",
    }
    reading_holds_when(title, condition) {
        fr: "{title} : respectée quand {condition}",
        en: "{title}: holds when {condition}",
    }
    reading_named(title) { fr: "{title}.", en: "{title}." }
    reading_weighs(level) { fr: "portée de la règle — {level}", en: "weight of the rule — {level}" }
    reading_applies_when(condition) {
        fr: "cette lecture ne s'applique que quand {condition}",
        en: "this reading applies only when {condition}",
    }
    shows_when(condition, text) { fr: "Quand {condition} : « {text} »", en: "When {condition}: “{text}”" }
    when(condition) { fr: "Quand {condition}", en: "When {condition}" }
    then_shows(text) { fr: "alors : « {text} »", en: "then: “{text}”" }
    always_shows(text) { fr: "Toujours : « {text} »", en: "Always: “{text}”" }

    both(one, other) { fr: "{one} et {other}", en: "{one} and {other}" }
    either(one, other) { fr: "{one}, ou bien {other}", en: "{one}, or else {other}" }
    any_of_these { fr: "au moins une de ces conditions est remplie :", en: "at least one of these conditions is met:" }
    all_of_these { fr: "toutes ces conditions sont remplies :", en: "all of these conditions are met:" }
    this_is_so { fr: "ce qui suit est vrai :", en: "this is true:" }
    choice(condition, then, otherwise) {
        fr: "{then} dans le cas où {condition} ; {otherwise}",
        en: "{then} where {condition}; {otherwise}",
    }
    in_case(condition) { fr: "si {condition}", en: "if {condition}" }
    then(demand) { fr: "alors, {demand}", en: "then {demand}" }
    otherwise(demand) { fr: "sinon, {demand}", en: "otherwise {demand}" }
    otherwise_nothing { fr: "sinon, rien n'est demandé", en: "otherwise nothing is asked" }
    otherwise_not_met { fr: "sinon, la condition n'est pas remplie", en: "otherwise the condition is not met" }
    absent_violates {
        fr: " (c'est au porteur de le montrer : sans réponse, la condition n'est pas remplie)",
        en: " (it is for the applicant to show: without an answer, the condition is not met)",
    }
    inconclusive {
        fr: " (dans le cas contraire, rien n'est encore décidé)",
        en: " (where it is not so, nothing is decided yet)",
    }
    names_others {
        fr: " (le rapport rappelle celles qui ne sont pas citées)",
        en: " (the report lists those that are not named)",
    }

    waives(rule, title) {
        fr: "Quand elle s'applique, elle dispense de {rule} ({title}).",
        en: "Where it applies, it waives {rule} ({title}).",
    }
    waives_when(rule, title, condition) {
        fr: "Quand elle s'applique et que {condition}, elle dispense de {rule} ({title}).",
        en: "Where it applies and {condition}, it waives {rule} ({title}).",
    }
    waived_by(rule, title) {
        fr: "{rule} ({title}) peut en dispenser : voir recevable explain {rule}.",
        en: "{rule} ({title}) may waive it: see recevable explain {rule}.",
    }
    replaces(rule, title) {
        fr: "Dans la fiche, elle remplace {rule} ({title}).",
        en: "In its fiche it replaces {rule} ({title}).",
    }
    replaced_by(rule, title) {
        fr: "{rule} ({title}) la remplace dans sa fiche.",
        en: "{rule} ({title}) replaces it in its fiche.",
    }

    name_of_several(id, keys) {
        fr: "{id} est le nom de plusieurs clés. Précisez laquelle : {keys}.",
        en: "{id} is the name of several keys. Say which one: {keys}.",
    }
    unknown_id(id) {
        fr: "recevable : {id} n'est ni une règle, ni un code d'erreur, ni un fait.",
        en: "recevable: {id} is no rule, no error code and no fact.",
    }
    did_you_mean(nearest) { fr: "Vouliez-vous dire {nearest} ?", en: "Did you mean {nearest}?" }
    list_of_rules {
        fr: "La liste des règles : recevable rules list",
        en: "The list of rules: recevable rules list",
    }

    raise_amount(label, bound) { fr: "augmenter « {label} », jusqu'à {bound}", en: "raise “{label}”, up to {bound}" }
    lower_amount(label, bound) { fr: "réduire « {label} », jusqu'à {bound}", en: "lower “{label}”, down to {bound}" }
    move_day(label, limit) {
        fr: "déplacer « {label} » ({limit}), si ce jour peut encore changer ou s'il a été mal saisi",
        en: "move “{label}” ({limit}), if that day can still change or was mistyped",
    }
    raise_share(part) {
        fr: "à coût constant : augmenter « {part} » à la place d'un autre financement",
        en: "at constant cost: raise “{part}” in place of other money",
    }
    add_money(part, whole) {
        fr: "avec de l'argent nouveau : augmenter « {part} », ce qui augmente aussi « {whole} »",
        en: "with new money: raise “{part}”, which raises “{whole}” as well",
    }
    lower_share(part) {
        fr: "à coût constant : réduire « {part} » et le remplacer par un autre financement",
        en: "at constant cost: lower “{part}” and replace it by other money",
    }

    as_it_is(base) {
        fr: "rien de plus : le dossier d'exemple {base}, tel quel",
        en: "nothing more: the example dossier {base} as it is",
    }
    under_fiche(fiche) { fr: "examiné sous la Fiche {fiche}", en: "examined under Fiche {fiche}" }
    at_stage(stage) { fr: "examiné à l'étape : {stage}", en: "examined at the stage: {stage}" }
    empty_register { fr: "avec un registre vide", en: "with an empty register" }
    register_of(sirets) { fr: "avec un registre qui contient {sirets}", en: "with a register that holds {sirets}" }
    after_the_same { fr: "après un dossier identique", en: "after the same dossier" }
    after_the_same_with(changes) {
        fr: "après le même dossier, avec {changes}",
        en: "after the same dossier, with {changes}",
    }
    checked_on(day) { fr: "vérifié le {day}", en: "checked on {day}" }
    one_more(path, value) { fr: "{path}, avec en plus : {value}", en: "{path}, with one more: {value}" }
    left_blank(path) { fr: "{path}, laissé vide", en: "{path}, left empty" }
    taken_away(path) { fr: "sans {path}", en: "without {path}" }
    comes_to(label, value) { fr: "« {label} » est alors de {value}", en: "“{label}” is then {value}" }
}

pub(crate) fn stages(stages: &[Stage], lang: Lang) -> String {
    let names: Vec<String> = stages.iter().map(|&stage| super::labels::stage(stage, lang).to_owned()).collect();
    all_of(&names, lang)
}

pub(crate) fn several_keys(id: &str, keys: &[&str], lang: Lang) -> String {
    name_of_several(id, one_of(&keys.iter().map(|&key| key.to_owned()).collect::<Vec<_>>(), lang), lang)
}

pub(crate) fn unknown(id: &str, nearest: Option<&str>, lang: Lang) -> String {
    let next = match nearest {
        Some(nearest) => did_you_mean(nearest, lang),
        None => list_of_rules(lang).to_owned(),
    };
    format!("{} {next}", unknown_id(id, lang))
}

pub(crate) fn with_register(sirets: &[String], lang: Lang) -> String {
    if sirets.is_empty() { empty_register(lang).to_owned() } else { register_of(all_of(sirets, lang), lang) }
}

pub(crate) fn with_earlier(changes: &[String], lang: Lang) -> String {
    if changes.is_empty() { after_the_same(lang).to_owned() } else { after_the_same_with(all_of(changes, lang), lang) }
}

#[cfg(test)]
pub(super) fn catalogues() -> Vec<(&'static str, super::template::Samples)> {
    vec![
        ("explain", catalogue()),
        ("explain::group", group::catalogue()),
        ("explain::level", level::catalogue()),
        ("explain::basis", basis::catalogue()),
        ("explain::absence", absence::catalogue()),
        ("explain::codes", codes::catalogue()),
        ("explain::rule_codes::title", rule_codes::title::catalogue()),
        ("explain::rule_codes::meaning", rule_codes::meaning::catalogue()),
        ("explain::comments", comments::catalogue()),
        ("explain::comments::title", comments::title::catalogue()),
        ("explain::comments::meaning", comments::meaning::catalogue()),
        ("explain::facts", facts::catalogue()),
    ]
}
