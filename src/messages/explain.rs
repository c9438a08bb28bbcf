//! What `recevable explain` says of rules, facts and structural errors: the fixed words, and the frames into which finished pieces are
//! put.

mod codes;
mod comments;
mod facts;
mod predicates;

use super::structure::say;
use crate::rules::{Basis, Group, Level};
use crate::text::{Lang, Text, text};

pub(crate) use codes::*;
pub(crate) use comments::*;
pub(crate) use facts::*;
pub(crate) use predicates::*;

pub(crate) const CALL: Text = text("Ce que demande l'appel", "What the call asks");
pub(crate) const CHECKED: Text = text("Ce qui est vérifié, et pourquoi", "What is checked, and why");
pub(crate) const DECIDED: Text = text("Comment la règle se décide", "How the rule is decided");
pub(crate) const SHOWN: Text = text("Ce que la règle affiche", "What the rule shows");
pub(crate) const PLACE_IN_RULES: Text = text("Sa place parmi les règles", "Its place among the rules");
pub(crate) const READ: Text = text("Ce qui est lu dans le dossier", "What is read in the dossier");
pub(crate) const COMPUTED: Text = text("Comment les valeurs se calculent", "How the values are computed");
pub(crate) const READINGS: Text = text("Les autres lectures de l'appel", "Other readings of the call");
pub(crate) const LINKS: Text = text("Ses liens avec d'autres règles", "Its links with other rules");
pub(crate) const EXAMPLES: Text = text("Exemples", "Examples");
pub(crate) const TO_MEND: Text = text("Pour corriger", "To mend it");
pub(crate) const MEANING: Text = text("Ce que cela veut dire", "What it means");
pub(crate) const FAILS: Text = text("Un exemple qui ne convient pas", "An example that fails");
pub(crate) const PASSES: Text = text("Le même, corrigé", "The same, mended");
pub(crate) const WHAT_IT_IS: Text = text("De quoi il s'agit", "What it is");
pub(crate) const RULES_THAT_READ: Text = text("Les règles qui le lisent", "The rules that read it");
pub(crate) const KEYS: Text = text("Les clés qu'il contient", "The keys that it holds");

pub(crate) const IN_THE_CALL: Text = text("Où", "Where");
pub(crate) const CAMPAIGN: Text = text("Campagne", "Campaign");
pub(crate) const GROUP: Text = text("Groupe", "Group");
pub(crate) const LEVEL: Text = text("Portée", "Weight");
pub(crate) const STAGES: Text = text("Étapes", "Stages");
pub(crate) const BASIS: Text = text("Fondement", "Basis");
pub(crate) const FICHES: Text = text("Fiches", "Fiches");
pub(crate) const TYPE: Text = text("Type", "Type");
pub(crate) const PATH: Text = text("Dans le dossier", "In the dossier");
pub(crate) const COMPUTATION: Text = text("Calcul", "Computation");

pub(crate) const MISSING_INFORMATION: Text = text(
    "Tant qu'il manque une information pour en décider, la règle n'est ni respectée ni enfreinte : elle reste à compléter.",
    "As long as information is missing to decide it, the rule neither holds nor fails: it remains to be filled in.",
);
pub(crate) const DISABLED: Text = text(
    "Une surcouche a suspendu cette règle : elle n'est pas évaluée.",
    "An overlay has put this rule out of force: it is not evaluated.",
);
pub(crate) const ONLY_TELLS: Text = text(
    "Cette règle ne juge rien : elle informe. Elle ne change jamais l'avis sur le dossier.",
    "This rule judges nothing: it tells. It never changes the verdict on the dossier.",
);
pub(crate) const READINGS_LEAD: Text = text(
    "L'appel laisse ici une marge. Les règles en retiennent une lecture ; les autres sont évaluées à côté, et le rapport prévient quand elles mènent à un autre résultat. Demandez à votre intercommunalité laquelle elle retient.",
    "The call leaves room here. The rules go by one reading; the others are evaluated beside it, and the report says so when they lead to another result. Ask your intercommunalité which one it goes by.",
);
pub(crate) const SMALLEST_CHANGE: Text = text(
    "Quand la règle est enfreinte, le rapport calcule le plus petit changement qui suffit :",
    "Where the rule fails, the report computes the smallest change that is enough:",
);
pub(crate) const NO_COMPUTED_CHANGE: Text = text(
    "Aucun changement ne se calcule ici : il s'agit d'écrire, de vérifier ou de déclarer.",
    "No change can be computed here: it is a matter of writing, checking or declaring.",
);
pub(crate) const EXAMPLES_LEAD: Text = text(
    "Un dossier qui convient par ailleurs, où l'on a écrit ceci (cas de test des règles) :",
    "A dossier that is otherwise in order, in which this was written (test cases of the rules):",
);
pub(crate) const FAILS_WITH: Text = text("Enfreinte, par exemple", "Fails, for example");
pub(crate) const HOLDS_WITH: Text = text("Respectée, par exemple", "Holds, for example");
pub(crate) const NO_RULE_READS: Text = text("Aucune règle ne le lit directement.", "No rule reads it directly.");

/// What a group of rules is about.
pub(crate) fn group(group: Group, lang: Lang) -> &'static str {
    match group {
        Group::Recevabilite => {
            text("recevabilité : les délais et les pièces", "admissibility: deadlines and completeness").get(lang)
        }
        Group::Eligibilite => text(
            "éligibilité : le fond, c'est-à-dire la thématique, le périmètre, l'argent, le double financement",
            "eligibility: the substance, that is theme, perimeter, money, double funding",
        )
        .get(lang),
        Group::Selection => text(
            "sélection : les critères d'après lesquels les jurys choisissent",
            "selection: the criteria by which the juries choose",
        )
        .get(lang),
        Group::Coherence => text(
            "cohérence : le dossier ne se contredit pas, ni ne contredit un registre public",
            "consistency: the dossier contradicts neither itself nor a public register",
        )
        .get(lang),
    }
}

/// What a level means.
pub(crate) fn level(level: Level, lang: Lang) -> &'static str {
    match level {
        Level::Error => text(
            "requise : sans elle, le dossier n'est pas éligible",
            "required: without it, the dossier is not eligible",
        )
        .get(lang),
        Level::Warning => text(
            "réserve : elle ne bloque pas le dossier, mais le jury la regardera",
            "reservation: it does not block the dossier, but the jury will look at it",
        )
        .get(lang),
        Level::Info => text("information : elle ne décide de rien", "information: it decides nothing").get(lang),
    }
}

/// What a basis means.
pub(crate) fn basis(basis: Basis, lang: Lang) -> &'static str {
    match basis {
        Basis::Computed => {
            text("calculée à partir de montants, de dates ou de codes", "computed from amounts, dates or codes")
                .get(lang)
        }
        Basis::Declared => text(
            "déclarée par le porteur ; un technicien la vérifie",
            "declared by the holder; a technician verifies it",
        )
        .get(lang),
        Basis::Either => text(
            "calculée ou déclarée, selon ce que dit le dossier",
            "computed or declared, depending on what the dossier says",
        )
        .get(lang),
    }
}

/// The stages at which a rule is evaluated.
pub(crate) fn stages(stages: &[&str], lang: Lang) -> String {
    let names: Vec<String> = stages.iter().map(|stage| super::labels::stage(stage, lang).to_owned()).collect();
    super::finding::all_of(&names, lang)
}

/// When a rule holds: `condition` is a clause, or the lead of a list.
pub(crate) fn holds_when(condition: &str, lang: Lang) -> String {
    say!(lang, "La règle est respectée quand {condition}", "The rule holds when {condition}")
}

/// Before the steps of a choice.
pub(crate) fn this_is_so(lang: Lang) -> &'static str {
    text("ce qui suit est vrai", "this is true").get(lang)
}

/// When a rule applies: `condition` is a clause, or the lead of a list.
pub(crate) fn applies_when(condition: &str, lang: Lang) -> String {
    say!(lang, "La règle ne s'applique que quand {condition}", "The rule applies only when {condition}")
}

/// When a reading holds: `condition` is a clause, or the lead of a list.
pub(crate) fn reading_holds_when(title: &str, condition: &str, lang: Lang) -> String {
    say!(lang, "{title} : respectée quand {condition}", "{title}: holds when {condition}")
}

/// Where a reading applies.
pub(crate) fn reading_applies_when(condition: &str, lang: Lang) -> String {
    say!(lang, "cette lecture ne s'applique que quand {condition}", "this reading applies only when {condition}")
}

/// A rule that this one waives.
pub(crate) fn waives(rule: &str, title: &str, condition: Option<&str>, lang: Lang) -> String {
    match condition {
        None => say!(
            lang,
            "Quand elle s'applique, elle dispense de {rule} ({title}).",
            "Where it applies, it waives {rule} ({title})."
        ),
        Some(condition) => say!(
            lang,
            "Quand elle s'applique et que {condition}, elle dispense de {rule} ({title}).",
            "Where it applies and {condition}, it waives {rule} ({title})."
        ),
    }
}

/// A rule that waives this one.
pub(crate) fn waived_by(rule: &str, title: &str, lang: Lang) -> String {
    say!(
        lang,
        "{rule} ({title}) peut en dispenser : voir recevable explain {rule}.",
        "{rule} ({title}) may waive it: see recevable explain {rule}."
    )
}

/// A rule that this one replaces.
pub(crate) fn replaces(rule: &str, title: &str, lang: Lang) -> String {
    say!(lang, "Dans la fiche, elle remplace {rule} ({title}).", "In its fiche it replaces {rule} ({title}).")
}

/// A rule that replaces this one.
pub(crate) fn replaced_by(rule: &str, title: &str, lang: Lang) -> String {
    say!(lang, "{rule} ({title}) la remplace dans sa fiche.", "{rule} ({title}) replaces it in its fiche.")
}

/// A text that a rule shows under a condition.
pub(crate) fn shows_when(condition: &str, shown: &str, lang: Lang) -> String {
    say!(lang, "Quand {condition} : « {shown} »", "When {condition}: “{shown}”")
}

/// Before a list of conditions.
pub(crate) fn when(condition: &str, lang: Lang) -> String {
    say!(lang, "Quand {condition}", "When {condition}")
}

/// After a list of conditions.
pub(crate) fn then_shows(shown: &str, lang: Lang) -> String {
    say!(lang, "alors : « {shown} »", "then: “{shown}”")
}

/// A text that a rule always shows.
pub(crate) fn always_shows(shown: &str, lang: Lang) -> String {
    say!(lang, "Toujours : « {shown} »", "Always: “{shown}”")
}

/// An id that is none.
pub(crate) fn unknown(id: &str, nearest: Option<&str>, lang: Lang) -> String {
    let what = say!(
        lang,
        "recevable : {id} n'est ni une règle, ni un code d'erreur, ni un fait.",
        "recevable: {id} is no rule, no error code and no fact."
    );
    let next = match nearest {
        Some(nearest) => say!(lang, "Vouliez-vous dire {nearest} ?", "Did you mean {nearest}?"),
        None => say!(lang, "La liste des règles : recevable rules list", "The list of rules: recevable rules list"),
    };
    format!("{what} {next}")
}

/// What a bound on an amount allows.
pub(crate) fn move_amount(label: &str, raise: bool, bound: &str, lang: Lang) -> String {
    if raise {
        say!(lang, "augmenter « {label} », jusqu'à {bound} ;", "raise “{label}”, up to {bound};")
    } else {
        say!(lang, "réduire « {label} », jusqu'à {bound} ;", "lower “{label}”, down to {bound};")
    }
}

/// What a bound on a day allows.
pub(crate) fn move_day(label: &str, limit: &str, lang: Lang) -> String {
    say!(
        lang,
        "déplacer « {label} » ({limit}), si ce jour peut encore changer ou s'il a été mal saisi ;",
        "move “{label}” ({limit}), if that day can still change or was mistyped;"
    )
}

/// What a floor of a ratio allows, in two ways.
pub(crate) fn move_share(part: &str, whole: &str, lang: Lang) -> [String; 2] {
    [
        say!(
            lang,
            "à coût constant : augmenter « {part} » à la place d'un autre financement ;",
            "at constant cost: raise “{part}” in place of other money;"
        ),
        say!(
            lang,
            "avec de l'argent nouveau : augmenter « {part} », ce qui augmente aussi « {whole} » ;",
            "with new money: raise “{part}”, which raises “{whole}” as well;"
        ),
    ]
}

/// What a cap of a ratio allows.
pub(crate) fn lower_share(part: &str, lang: Lang) -> String {
    say!(
        lang,
        "à coût constant : réduire « {part} » et le remplacer par un autre financement ;",
        "at constant cost: lower “{part}” and replace it by other money;"
    )
}

/// A dossier without any change.
pub(crate) fn as_it_is(base: &str, lang: Lang) -> String {
    say!(
        lang,
        "rien de plus : le dossier d'exemple {base}, tel quel",
        "nothing more: the example dossier {base} as it is"
    )
}

/// The fiche that an example is assessed under.
pub(crate) fn under_fiche(fiche: &str, lang: Lang) -> String {
    say!(lang, "examiné sous la Fiche {fiche}", "examined under Fiche {fiche}")
}

/// The stage that an example is assessed at.
pub(crate) fn at_stage(stage: &str, lang: Lang) -> String {
    say!(lang, "examiné à l'étape : {stage}", "examined at the stage: {stage}")
}

/// The register that an example is assessed with.
pub(crate) fn with_register(sirets: &str, lang: Lang) -> String {
    if sirets.is_empty() {
        return text("avec un registre vide", "with an empty register").get(lang).to_owned();
    }
    say!(lang, "avec un registre qui contient {sirets}", "with a register that holds {sirets}")
}

/// The earlier dossier of the batch that an example is assessed after.
pub(crate) fn with_earlier(changes: &str, lang: Lang) -> String {
    if changes.is_empty() {
        return text("après un dossier identique", "after the same dossier").get(lang).to_owned();
    }
    say!(lang, "après le même dossier, avec {changes}", "after the same dossier, with {changes}")
}

/// The day on which an example is assessed.
pub(crate) fn on_day(day: &str, lang: Lang) -> String {
    say!(lang, "vérifié le {day}", "checked on {day}")
}

/// Something that is added to a list or a table.
pub(crate) fn one_more(path: &str, value: &str, lang: Lang) -> String {
    say!(lang, "{path}, avec en plus : {value}", "{path}, with one more: {value}")
}

/// A key without a value.
pub(crate) fn left_blank(path: &str, lang: Lang) -> String {
    say!(lang, "{path}, laissé vide", "{path}, left empty")
}

/// A key, line or entry that is not there.
pub(crate) fn taken_away(path: &str, lang: Lang) -> String {
    say!(lang, "sans {path}", "without {path}")
}

/// What a computed figure comes to.
pub(crate) fn comes_to(label: &str, value: &str, lang: Lang) -> String {
    say!(lang, "« {label} » est alors de {value}", "“{label}” is then {value}")
}
