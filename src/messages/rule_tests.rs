//! What became of the rule sets' own test cases.

use super::structure;
use super::template::{choices, messages};
use crate::dossier::Problem;
use crate::engine::Verdict;
use crate::rule_tests::{Expect, Grade, Mismatch, TestCase};
use crate::rules::{Basis, Level};
use crate::text::Lang;

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

pub(crate) fn counts(all: usize, counts: &[(Grade, usize)], lang: Lang) -> String {
    let ended = |&(grade, count): &(Grade, usize)| match grade {
        Grade::Passed => number_passed(count, lang),
        Grade::Noisy => number_noisy(count, lang),
        Grade::Missing => number_missing(count, lang),
        Grade::Wrong => number_wrong(count, lang),
    };
    cases(all, counts.iter().map(ended).collect::<Vec<_>>().join(", "), lang)
}

choices! {
    grade(Grade) {
        Passed { fr: "réussi", en: "passed" }
        Noisy { fr: "bruyant", en: "noisy" }
        Missing { fr: "manquant", en: "missing" }
        Wrong { fr: "faux", en: "wrong" }
    }

    status(Expect) {
        Satisfied { fr: "respectée", en: "satisfied" }
        Violated { fr: "enfreinte", en: "violated" }
        Undetermined { fr: "indéterminée", en: "undetermined" }
        NotApplicable { fr: "sans objet", en: "not applicable" }
        Deferred { fr: "à venir", en: "deferred" }
        Replaced { fr: "hors du jeu de règles de la fiche", en: "not in the fiche's rule set" }
    }

    level(Level) {
        Error { fr: "niveau erreur", en: "level error" }
        Warning { fr: "niveau avertissement", en: "level warning" }
        Info { fr: "niveau information", en: "level information" }
    }

    basis(Basis) {
        Computed { fr: "calculée", en: "computed" }
        Declared { fr: "déclarée", en: "declared" }
        Either { fr: "calculée ou déclarée", en: "computed or declared" }
    }

    verdict(Verdict) {
        Eligible { fr: "verdict éligible", en: "verdict eligible" }
        EligibleWithReservations { fr: "verdict éligible avec réserves", en: "verdict eligible with reservations" }
        Incomplete { fr: "verdict incomplet", en: "verdict incomplete" }
        Inconsistent { fr: "verdict incohérent", en: "verdict inconsistent" }
        Ineligible { fr: "verdict non éligible", en: "verdict ineligible" }
        Unreadable { fr: "verdict illisible", en: "verdict unreadable" }
    }
}

messages! {
    cases(#number, ended) { fr: "{number} cas : {ended}" | "{number} cas : {ended}", en: "{number} case: {ended}" | "{number} cases: {ended}" }
    number_passed(#number) { fr: "{number} réussi" | "{number} réussis", en: "{number} passed" | "{number} passed" }
    number_noisy(#number) { fr: "{number} bruyant" | "{number} bruyants", en: "{number} noisy" | "{number} noisy" }
    number_missing(#number) { fr: "{number} manquant" | "{number} manquants", en: "{number} missing" | "{number} missing" }
    number_wrong(#number) { fr: "{number} faux" | "{number} faux", en: "{number} wrong" | "{number} wrong" }
    no_case(path) {
        fr: "recevable : aucun cas de test dans {path}",
        en: "recevable: no test case in {path}",
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

}
