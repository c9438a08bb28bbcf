//! What became of the rule sets' own test cases.

use super::labels::colon;
use super::{finding, structure};
use crate::engine::Verdict;
use crate::rule_tests::{Expect, Grade, Mismatch, TestCase};
use crate::rules::{Basis, Level};
use crate::text::{Lang, number};

/// How a case ended, in a word.
pub fn grade(grade: Grade, lang: Lang) -> &'static str {
    match (grade, lang) {
        (Grade::Passed, Lang::Fr) => "réussi",
        (Grade::Passed, Lang::En) => "passed",
        (Grade::Noisy, Lang::Fr) => "bruyant",
        (Grade::Noisy, Lang::En) => "noisy",
        (Grade::Missing, Lang::Fr) => "manquant",
        (Grade::Missing, Lang::En) => "missing",
        (Grade::Wrong, Lang::Fr) => "faux",
        (Grade::Wrong, Lang::En) => "wrong",
    }
}

/// What differs from what a case says, in a sentence.
pub fn mismatch(case: &TestCase, mismatch: &Mismatch, lang: Lang) -> String {
    match mismatch {
        Mismatch::Structure(problems) => {
            let texts: Vec<String> = problems
                .iter()
                .map(|problem| {
                    let message = structure::message(&problem.kind, lang).summary;
                    if problem.path.is_empty() { message } else { format!("{}{} {message}", problem.path, colon(lang)) }
                })
                .collect();
            let head = match lang {
                Lang::Fr => "le dossier de ce cas ne se lit pas",
                Lang::En => "this case's dossier cannot be read",
            };
            format!("{head}{} {}", colon(lang), texts.join(" "))
        }
        Mismatch::Change(broken) => {
            let path = finding::quoted(&broken.path, lang);
            match lang {
                Lang::Fr => format!("le dossier de départ n'a rien à cette place : {path}."),
                Lang::En => format!("the base dossier has nothing there: {path}."),
            }
        }
        Mismatch::NoFiche => match lang {
            Lang::Fr => "ni le cas ni son dossier ne nomment une fiche des jeux de règles.".to_owned(),
            Lang::En => "neither the case nor its dossier names a fiche of the rule sets.".to_owned(),
        },
        Mismatch::Status(got) => expected(status(case.expect, lang), status(*got, lang), lang),
        Mismatch::Level(got) => expected(case.level.map_or("", |wanted| level(wanted, lang)), level(*got, lang), lang),
        Mismatch::Basis(got) => expected(case.basis.map_or("", |wanted| basis(wanted, lang)), basis(*got, lang), lang),
        Mismatch::Verdict(got) => {
            expected(case.verdict.map_or("", |wanted| verdict(wanted, lang)), verdict(*got, lang), lang)
        }
        Mismatch::Notes(got) => {
            let list = |texts: &[String]| match (texts.is_empty(), lang) {
                (true, Lang::Fr) => "aucun texte".to_owned(),
                (true, Lang::En) => "no text".to_owned(),
                _ => texts.iter().map(|text| finding::quoted(text, lang)).collect::<Vec<_>>().join(", "),
            };
            expected(&list(case.notes.as_deref().unwrap_or_default()), &list(got), lang)
        }
    }
}

fn expected(wanted: &str, got: &str, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!("attendu : {wanted} ; obtenu : {got}."),
        Lang::En => format!("expected: {wanted}; got: {got}."),
    }
}

fn status(expect: Expect, lang: Lang) -> &'static str {
    match (expect, lang) {
        (Expect::Satisfied, Lang::Fr) => "respectée",
        (Expect::Satisfied, Lang::En) => "satisfied",
        (Expect::Violated, Lang::Fr) => "violée",
        (Expect::Violated, Lang::En) => "violated",
        (Expect::Undetermined, Lang::Fr) => "indéterminée",
        (Expect::Undetermined, Lang::En) => "undetermined",
        (Expect::NotApplicable, Lang::Fr) => "sans objet",
        (Expect::NotApplicable, Lang::En) => "not applicable",
        (Expect::Deferred, Lang::Fr) => "à venir",
        (Expect::Deferred, Lang::En) => "deferred",
        (Expect::Replaced, Lang::Fr) => "hors du jeu de règles de la fiche",
        (Expect::Replaced, Lang::En) => "not in the fiche's rule set",
    }
}

fn level(level: Level, lang: Lang) -> &'static str {
    match (level, lang) {
        (Level::Error, Lang::Fr) => "niveau erreur",
        (Level::Error, Lang::En) => "level error",
        (Level::Warning, Lang::Fr) => "niveau avertissement",
        (Level::Warning, Lang::En) => "level warning",
        (Level::Info, Lang::Fr) => "niveau information",
        (Level::Info, Lang::En) => "level information",
    }
}

fn basis(basis: Basis, lang: Lang) -> &'static str {
    match (basis, lang) {
        (Basis::Computed, Lang::Fr) => "calculée",
        (Basis::Computed, Lang::En) => "computed",
        (Basis::Declared, Lang::Fr) => "déclarée",
        (Basis::Declared, Lang::En) => "declared",
        (Basis::Either, Lang::Fr) => "calculée ou déclarée",
        (Basis::Either, Lang::En) => "computed or declared",
    }
}

fn verdict(verdict: Verdict, lang: Lang) -> &'static str {
    match (verdict, lang) {
        (Verdict::Eligible, Lang::Fr) => "verdict éligible",
        (Verdict::Eligible, Lang::En) => "verdict eligible",
        (Verdict::EligibleWithReservations, Lang::Fr) => "verdict éligible avec réserves",
        (Verdict::EligibleWithReservations, Lang::En) => "verdict eligible with reservations",
        (Verdict::Incomplete, Lang::Fr) => "verdict incomplet",
        (Verdict::Incomplete, Lang::En) => "verdict incomplete",
        (Verdict::Ineligible, Lang::Fr) => "verdict non éligible",
        (Verdict::Ineligible, Lang::En) => "verdict ineligible",
        (Verdict::Unreadable, Lang::Fr) => "verdict illisible",
        (Verdict::Unreadable, Lang::En) => "verdict unreadable",
    }
}

/// How many cases ended how.
pub fn counts(all: usize, counts: &[(Grade, usize)], lang: Lang) -> String {
    let numbers: Vec<String> = counts
        .iter()
        .map(|(grade, count)| format!("{} {}", number((*count as u64).into(), lang), plural(*grade, *count, lang)))
        .collect();
    let cases = crate::text::count(all as u64, if lang == Lang::Fr { "cas" } else { "case" }, cases(lang), lang);
    format!("{cases}{} {}", colon(lang), numbers.join(", "))
}

fn cases(lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => "cas",
        Lang::En => "cases",
    }
}

fn plural(of: Grade, count: usize, lang: Lang) -> String {
    let word = grade(of, lang);
    // French counts nought and one as singular; « faux » is its own plural.
    let ending = if lang == Lang::Fr && count > 1 && of != Grade::Wrong { "s" } else { "" };
    format!("{word}{ending}")
}

/// A folder without a test case.
pub fn no_case(folder: &str, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!("recevable : aucun cas de test dans {folder} (*.toml)"),
        Lang::En => format!("recevable: no test case in {folder} (*.toml)"),
    }
}
