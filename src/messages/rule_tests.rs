//! What became of the rule sets' own test cases.

use super::structure;
use super::template::messages;
use crate::dossier::Problem;
use crate::engine::Verdict;
use crate::rule_tests::{Expect, Grade, Mismatch, TestCase};
use crate::rules::{Basis, Level};
use crate::text::Lang;

/// How a case ended, in a word.
pub(crate) fn grade(grade: Grade, lang: Lang) -> &'static str {
    match grade {
        Grade::Passed => passed(lang),
        Grade::Noisy => noisy(lang),
        Grade::Missing => missing(lang),
        Grade::Wrong => wrong(lang),
    }
}

/// What differs from what a case says, in a sentence.
pub(crate) fn mismatch(case: &TestCase, mismatch: &Mismatch, lang: Lang) -> String {
    let instead = |wanted: Option<&str>, got: &str| expected(wanted.unwrap_or_default(), got, lang);
    match mismatch {
        Mismatch::Structure(problems) => {
            let texts: Vec<String> = problems.iter().map(|problem| structural(problem, lang)).collect();
            unreadable_dossier(texts.join(" "), lang)
        }
        Mismatch::Change(missing) => nothing_there(&missing.path, lang),
        Mismatch::NoFiche => no_fiche(lang).to_owned(),
        Mismatch::Status(got) => instead(Some(status(case.expect, lang)), status(*got, lang)),
        Mismatch::Level(got) => instead(case.level.map(|wanted| level(wanted, lang)), level(*got, lang)),
        Mismatch::Basis(got) => instead(case.basis.map(|wanted| basis(wanted, lang)), basis(*got, lang)),
        Mismatch::Verdict(got) => instead(case.verdict.map(|wanted| verdict(wanted, lang)), verdict(*got, lang)),
        Mismatch::Notes(got) => {
            let list = |texts: &[String]| texts.iter().map(|text| note(text, lang)).collect::<Vec<_>>().join(", ");
            let list = |texts: &[String]| if texts.is_empty() { no_note(lang).to_owned() } else { list(texts) };
            expected(list(case.notes.as_deref().unwrap_or_default()), list(got), lang)
        }
    }
}

fn structural(problem: &Problem, lang: Lang) -> String {
    let message = structure::message(&problem.kind, lang).summary;
    if problem.path.is_empty() { message } else { at(&problem.path, message, lang) }
}

fn status(expect: Expect, lang: Lang) -> &'static str {
    match expect {
        Expect::Satisfied => satisfied(lang),
        Expect::Violated => violated(lang),
        Expect::Undetermined => undetermined(lang),
        Expect::NotApplicable => not_applicable(lang),
        Expect::Deferred => deferred(lang),
        Expect::Replaced => replaced(lang),
    }
}

fn level(level: Level, lang: Lang) -> &'static str {
    match level {
        Level::Error => level_error(lang),
        Level::Warning => level_warning(lang),
        Level::Info => level_info(lang),
    }
}

fn basis(basis: Basis, lang: Lang) -> &'static str {
    match basis {
        Basis::Computed => computed(lang),
        Basis::Declared => declared(lang),
        Basis::Either => either(lang),
    }
}

fn verdict(verdict: Verdict, lang: Lang) -> &'static str {
    match verdict {
        Verdict::Eligible => eligible(lang),
        Verdict::EligibleWithReservations => eligible_with_reservations(lang),
        Verdict::Incomplete => incomplete(lang),
        Verdict::Ineligible => ineligible(lang),
        Verdict::Unreadable => unreadable(lang),
    }
}

/// How many cases ended how.
pub(crate) fn counts(all: usize, counts: &[(Grade, usize)], lang: Lang) -> String {
    let ended = |&(grade, count): &(Grade, usize)| match grade {
        Grade::Passed => number_passed(count, lang),
        Grade::Noisy => number_noisy(count, lang),
        Grade::Missing => number_missing(count, lang),
        Grade::Wrong => number_wrong(count, lang),
    };
    cases(all, counts.iter().map(ended).collect::<Vec<_>>().join(", "), lang)
}

messages! {
    passed { fr: "réussi", en: "passed" }
    noisy { fr: "bruyant", en: "noisy" }
    missing { fr: "manquant", en: "missing" }
    wrong { fr: "faux", en: "wrong" }
    cases(#number, ended) { fr: "{number} cas : {ended}" | "{number} cas : {ended}", en: "{number} case: {ended}" | "{number} cases: {ended}" }
    number_passed(#number) { fr: "{number} réussi" | "{number} réussis", en: "{number} passed" | "{number} passed" }
    number_noisy(#number) { fr: "{number} bruyant" | "{number} bruyants", en: "{number} noisy" | "{number} noisy" }
    number_missing(#number) { fr: "{number} manquant" | "{number} manquants", en: "{number} missing" | "{number} missing" }
    number_wrong(#number) { fr: "{number} faux" | "{number} faux", en: "{number} wrong" | "{number} wrong" }
    no_case(folder) {
        fr: "recevable : aucun cas de test dans {folder} (*.toml)",
        en: "recevable: no test case in {folder} (*.toml)",
    }

    expected(wanted, got) { fr: "attendu : {wanted} ; obtenu : {got}.", en: "expected: {wanted}; got: {got}." }
    unreadable_dossier(problems) {
        fr: "le dossier de ce cas ne se lit pas : {problems}",
        en: "this case's dossier cannot be read: {problems}",
    }
    at(place, problem) { fr: "{place} : {problem}", en: "{place}: {problem}" }
    nothing_there(path) {
        fr: "le dossier de départ n'a rien à cette place : « {path} ».",
        en: "the base dossier has nothing there: “{path}”.",
    }
    no_fiche {
        fr: "ni le cas ni son dossier ne nomment une fiche des jeux de règles.",
        en: "neither the case nor its dossier names a fiche of the rule sets.",
    }
    note(text) { fr: "« {text} »", en: "“{text}”" }
    no_note { fr: "aucun texte", en: "no text" }

    satisfied { fr: "respectée", en: "satisfied" }
    violated { fr: "violée", en: "violated" }
    undetermined { fr: "indéterminée", en: "undetermined" }
    not_applicable { fr: "sans objet", en: "not applicable" }
    deferred { fr: "à venir", en: "deferred" }
    replaced { fr: "hors du jeu de règles de la fiche", en: "not in the fiche's rule set" }
    level_error { fr: "niveau erreur", en: "level error" }
    level_warning { fr: "niveau avertissement", en: "level warning" }
    level_info { fr: "niveau information", en: "level information" }
    computed { fr: "calculée", en: "computed" }
    declared { fr: "déclarée", en: "declared" }
    either { fr: "calculée ou déclarée", en: "computed or declared" }
    eligible { fr: "verdict éligible", en: "verdict eligible" }
    eligible_with_reservations {
        fr: "verdict éligible avec réserves",
        en: "verdict eligible with reservations",
    }
    incomplete { fr: "verdict incomplet", en: "verdict incomplete" }
    ineligible { fr: "verdict non éligible", en: "verdict ineligible" }
    unreadable { fr: "verdict illisible", en: "verdict unreadable" }
}
