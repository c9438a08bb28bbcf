//! Mutation test of the rule sets' cases: each predicate of the embedded sets is changed by the smallest possible step,
//! one change at a time, and at least one case must fail. Equivalent mutants are listed with the proof.

mod facts;
mod predicates;
mod rules;

use std::collections::{BTreeMap, BTreeSet};

use crate::dossier::Placeholders;
use crate::rule_tests::{self, Expect, Grade, Mismatch, PreparedCase};
use crate::rules::{Campaign, Conventions, Effect, Fact, FactId, Rule, RuleBook, RuleId, effect_of};

/// The rules and the waiving rules of every fiche.
type Sets = Vec<(Vec<RuleId>, Vec<RuleId>)>;

/// A change of one thing, and what it is.
struct Mutant {
    what: String,
    change: Change,
}

enum Change {
    Rule(usize, Box<Rule>),
    Fact(usize, Box<Fact>),
    Conventions(Conventions),
    /// Other rules in the fiches, and the rules that this concerns.
    Sets(Sets, Vec<String>),
}

impl Change {
    /// Makes the change; made twice, everything is as before.
    fn swap(&mut self, campaign: &mut Campaign) {
        match self {
            Self::Rule(at, rule) => std::mem::swap(&mut campaign.rules[*at], rule),
            Self::Fact(at, fact) => std::mem::swap(&mut campaign.facts[*at], fact),
            Self::Conventions(conventions) => std::mem::swap(&mut campaign.conventions, conventions),
            Self::Sets(sets, _) => {
                for (fiche, (rules, waiving)) in campaign.fiches.iter_mut().zip(sets) {
                    std::mem::swap(&mut fiche.rules, rules);
                    std::mem::swap(&mut fiche.waiving, waiving);
                }
            }
        }
    }

    /// The rules whose cases can fail by it; none for all.
    fn concerns(&self, campaign: &Campaign) -> Option<BTreeSet<String>> {
        let with_waived = |rule: &Rule| {
            let waived = rule.waives.iter().map(|waiver| campaign.rule(waiver.rule).id.clone());
            waived.chain([rule.id.clone()]).collect::<Vec<_>>()
        };
        match self {
            Self::Rule(at, _) => Some(with_waived(&campaign.rules[*at]).into_iter().collect()),
            Self::Fact(at, _) => {
                let readers = campaign.rules.iter().filter(|rule| reads(campaign, rule, *at));
                Some(readers.flat_map(with_waived).collect())
            }
            Self::Conventions(_) => None,
            Self::Sets(_, rules) => Some(rules.iter().cloned().collect()),
        }
    }
}

/// Equivalent mutants: words of each, in order, and why no dossier can distinguish them.
const SAME: &[(&[&str], &str)] = &[
    (&["C-ECH-1: require", "otherwise flipped"], "another scale is an error of structure, so it is never violated"),
    (&["note", "when", "absent flipped"], NOT_SATISFIED),
    (&["note", "when", "otherwise flipped"], NOT_SATISFIED),
    (&["waiver", "when", "otherwise flipped"], NOT_SATISFIED),
    (&["C-PER-3: note 0, when dropped"], QUOTES_NOTHING),
    (&["D-GEO-1: note 0, when dropped"], QUOTES_NOTHING),
    (&["D-GEO-2: note 0, when dropped"], QUOTES_NOTHING),
    (&["C-JUR-1: note 1, when branch 1 dropped"], QUOTES_NOTHING),
    (&["C-JUR-1: note 2, when branch 2 dropped"], QUOTES_NOTHING),
    (&["C-JUR-1: note 3, when branch 3", "order AtMost"], QUOTES_NOTHING),
    (&["C-CON-1: note 3, when branch 2 dropped"], QUOTES_NOTHING),
    (&["C-CAL-1: require", "absent flipped"], "the evaluation's day stands in, so the date is never absent"),
    (&["C-CAL-2: require", "absent flipped"], "the evaluation's day stands in, so the date is never absent"),
    (&["C-DBL-3: when", "absent flipped"], "whether there is a register is always known"),
    (&["C-PER-1: reading une-commune-au-moins", "absent flipped"], GUARDED),
    (&["C-PER-3: require", "absent flipped"], GUARDED),
    (&["D-DAT-3: require", "absent flipped"], GUARDED),
    (&["D-IDE-2: require branch 0", "absent flipped"], GUARDED),
    (&["D-GEO-1: require", "absent flipped"], GUARDED),
    (&["D-GEO-2: require branch 0", "absent flipped"], GUARDED),
    (&["D-GEO-2: require branch 1 then", "absent flipped"], GUARDED),
    (&["D-IDE-1: when branch 1", "absent flipped"], NO_SIRET),
    (&["D-IDE-1: when branch 1", "otherwise flipped"], NO_SIRET),
    (
        &["C-PER-3: when branch 0", "projet.intercommunalites-des-communes read in its place"],
        "each commune of the table has an intercommunalité, so one is given with the other",
    ),
    (
        &["C-QUA-3: require branch 1", "otherwise flipped"],
        "a line that is not filled in leaves `complete` undetermined, never violated",
    ),
    (&["C-DBL-2: require if", "all_of instead"], "all of one entry is any of it"),
    (&["F4-THM-1: require", "all_of instead"], "all of one entry is any of it"),
    (&["C-CAL-3: reading avant-dossier-complet, require else", "absent flipped"], OR_OF_ONE_FACT),
    (&["C-CAL-4: reading avant-dossier-complet, require else", "absent flipped"], OR_OF_ONE_FACT),
    (&["C-CAL-4: reading villes-a-toute-echelle, when branch 0", "absent flipped"], EVERY_SCALE),
    (&["C-CAL-4: reading villes-a-toute-echelle, when branch 0", "otherwise flipped"], EVERY_SCALE),
    (&["C-CAL-4: reading villes-a-toute-echelle, when branch 0", "test 0 given instead"], EVERY_SCALE),
    (&["C-CAL-4: reading villes-a-toute-echelle, when branch 1", "otherwise flipped"], EVERY_SCALE),
    (&["C-PER-1: require then", "absent flipped"], GUARDED),
    (
        &["C-PER-1: reading une-commune-au-moins, require then", "test 0 given instead"],
        "a part of a list that is there is there too, and `given` of an empty one is violated as `not_empty` is",
    ),
    (&["D-GEO-3: require", "absent flipped"], GUARDED),
    (&["D-GEO-4: require", "absent flipped"], GUARDED),
    (
        &["D-GEO-4: require", "projet.codes-postaux-probables read in its place"],
        "they are among the codes, so that these have one of them where there is one, and an empty list has none",
    ),
    (&["F4-PER-1: require branch 0", "absent flipped"], "an absent list fails `given` already"),
    (&["F4-PER-1: require branch 1 branch 0", "basis dropped"], "a branch without a basis counts as declared"),
    (&["F4-PER-1: require branch 1 branch 1", "basis computed"], "what is declared beside it outweighs it"),
    (&["F4-PER-1: require branch 1 branch 1", "basis declared"], "what is declared beside it outweighs it"),
    (&["cofinancement.fonds-propres: if branch 1", "absent flipped"], "the fact needs the amount, so it is there"),
    (&["cofinancement.fonds-propres: if branch 1", "order AtLeast"], "nothing counts as nothing in both branches"),
    (&["cofinancement.fonds-propres: if branch 1", "bound Money(-0.01)"], "nothing counts as nothing in both branches"),
    (&["cofinancement.local: needs cofinancement.fonds-propres no more"], BOTH_OR_NONE),
    (&["cofinancement.local-avec-contributions-volontaires: needs cofinancement.fonds-propres no more"], BOTH_OR_NONE),
    (&["F1-INS-1: note 2", "without ME"], BOTH_YEARS),
    (&["intercommunalite.types-par-siren: column"], BOTH_YEARS),
    (&["intercommunalite.types-par-communes: column"], BOTH_YEARS),
    (&["demande.part-investissement: stand-in Some"], "a cent more or less than nothing is far below the cap"),
    (&["demande.part-fonctionnement: stand-in Some"], "a cent more or less than nothing is far below the cap"),
    (&["conventions: placeholder xxx dropped"], ONE_CHARACTER),
];

const NOT_SATISFIED: &str = "a note is shown, and a waiver taken, where its condition is satisfied: violated and undetermined are one \
    there, and no such condition negates them";
const QUOTES_NOTHING: &str =
    "a text that quotes an absent or empty fact is not shown, and this one quotes what the condition asks for";
const GUARDED: &str = "where the guard holds, the fact is there";
const NO_SIRET: &str =
    "with a SIRET the other branch settles it; without, the demand is as undetermined as the condition";
const OR_OF_ONE_FACT: &str = "the two branches test one fact: while it is absent, the other one stays undetermined";
const EVERY_SCALE: &str = "the scale is one of the list or absent, so the condition always holds";
const BOTH_OR_NONE: &str = "rules are decided with own funds counted either way, so these are absent without the lines alone, \
    and with them the grants";
const BOTH_YEARS: &str =
    "in every row of the table the two years' types are both urban or both not: Lille alone changed, from CU to ME";
const ONE_CHARACTER: &str = "any text of one repeated character is absent";

/// Whether the words stand in a text, in their order.
fn has_words(text: &str, words: &[&str]) -> bool {
    let mut rest = text;
    words.iter().all(|word| match rest.split_once(word) {
        Some((_, after)) => {
            rest = after;
            true
        }
        None => false,
    })
}

#[test]
fn every_mutant_of_the_embedded_sets_fails_a_case() {
    let mut book = crate::rules::load_embedded().unwrap();
    let suite = rule_tests::load_embedded(&book).unwrap();
    let prepared = suite.prepare(&book.known_campaigns());
    assert!(prepared.iter().all(|case| case.run(&book).grade() == Grade::Passed));

    let mutants = all_mutants(&book.campaigns[0]);
    let count = mutants.len();
    let mut survivors = Vec::new();
    let mut same = vec![0; SAME.len()];
    for Mutant { what, mut change } in mutants {
        let concerned = change.concerns(&book.campaigns[0]);
        change.swap(&mut book.campaigns[0]);
        let killed = match &change {
            // Dossiers are read by the conventions.
            Change::Conventions(_) => is_killed(&suite.prepare(&book.known_campaigns()), &book, None),
            Change::Rule(..) | Change::Fact(..) | Change::Sets(..) => is_killed(&prepared, &book, concerned.as_ref()),
        };
        change.swap(&mut book.campaigns[0]);
        let proof = SAME.iter().position(|(words, _)| has_words(&what, words));
        match (killed, proof) {
            (true, _) => {}
            (false, Some(proof)) => same[proof] += 1,
            (false, None) => survivors.push(what),
        }
    }
    println!("{count} mutants, {} provably the same, {} survivors", same.iter().sum::<usize>(), survivors.len());
    for ((words, proof), count) in SAME.iter().zip(&same) {
        println!("  {count} the same: {}: {proof}", words.join(" … "));
    }
    let idle: Vec<_> = SAME.iter().zip(&same).filter(|(_, count)| **count == 0).map(|((words, _), _)| words).collect();
    assert!(idle.is_empty(), "no mutant needs these proofs: {idle:?}\nsurvivors:\n{}", survivors.join("\n"));
    assert!(survivors.is_empty(), "{} survivors:\n{}", survivors.len(), survivors.join("\n"));
}

/// What is called stricter leaves no violation out, and what is called looser makes none, in any case that tells the two apart.
#[test]
fn mutants_are_stricter_or_looser_as_they_are_called() {
    let mut book = crate::rules::load_embedded().unwrap();
    let suite = rule_tests::load_embedded(&book).unwrap();
    let prepared = suite.prepare(&book.known_campaigns());
    let prepared: Vec<_> = prepared.iter().filter(|case| case.case.reading.is_none()).collect();
    let violated = |case: &PreparedCase<'_>, book: &RuleBook| match case.run(book).mismatch {
        Some(Mismatch::Status(got)) => got == Expect::Violated,
        _ => case.case.expect == Expect::Violated,
    };
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut wrong = Vec::new();
    for Mutant { what, mut change } in all_mutants(&book.campaigns[0]) {
        let Change::Rule(at, mutant) = &change else { continue };
        let campaign = &book.campaigns[0];
        let effect = effect_of(&book, campaign, &campaign.rules[*at], mutant);
        let reverse = effect_of(&book, campaign, mutant, &campaign.rules[*at]);
        let mirrored = match effect {
            Effect::Stricter => Effect::Looser,
            Effect::Looser => Effect::Stricter,
            effect => effect,
        };
        assert_eq!(reverse, mirrored, "{what}");
        *counts.entry(effect.as_str()).or_default() += 1;
        if effect == Effect::Otherwise {
            continue;
        }
        let concerned = change.concerns(campaign).unwrap_or_default();
        let cases: Vec<_> = prepared.iter().filter(|case| concerned.contains(&case.case.rule)).collect();
        change.swap(&mut book.campaigns[0]);
        for case in cases {
            let (before, after) = (case.case.expect == Expect::Violated, violated(case, &book));
            let contradicts = match effect {
                Effect::Stricter => before && !after,
                Effect::Looser => after && !before,
                Effect::None => before != after,
                Effect::Otherwise => false,
            };
            if contradicts {
                wrong.push(format!("{what} is called {effect}: {}", case.case.name));
            }
        }
        change.swap(&mut book.campaigns[0]);
    }
    println!("{counts:?}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(counts["stricter"] > 300 && counts["looser"] > 300, "{counts:?}");
}

fn is_killed(prepared: &[PreparedCase<'_>], book: &RuleBook, concerned: Option<&BTreeSet<String>>) -> bool {
    prepared
        .iter()
        .filter(|case| concerned.is_none_or(|rules| rules.contains(&case.case.rule)))
        .any(|case| case.run(book).grade() != Grade::Passed)
}

fn all_mutants(campaign: &Campaign) -> Vec<Mutant> {
    let mut mutants = Vec::new();
    for (at, rule) in campaign.rules.iter().enumerate() {
        let change = |(what, changed): (String, Rule)| Mutant {
            what: format!("{}: {what}", rule.id),
            change: Change::Rule(at, Box::new(changed)),
        };
        mutants.extend(rules::mutants_of(campaign, rule).into_iter().map(change));
    }
    // What overviews alone show decides nothing.
    let decides = |at: usize| campaign.rules.iter().any(|rule| reads(campaign, rule, at));
    for (at, fact) in campaign.facts.iter().enumerate().filter(|(at, _)| decides(*at)) {
        let change = |(what, changed): (String, Fact)| Mutant {
            what: format!("{}: {what}", fact.name),
            change: Change::Fact(at, Box::new(changed)),
        };
        mutants.extend(facts::mutants_of(campaign, fact).into_iter().map(change));
    }
    mutants.extend(conventions(&campaign.conventions));
    mutants.extend(rules::sets(campaign));
    mutants
}

fn conventions(original: &Conventions) -> Vec<Mutant> {
    let mut mutants = Vec::new();
    let mut add = |what: String, change: &dyn Fn(&mut Conventions)| {
        let mut conventions = original.clone();
        change(&mut conventions);
        mutants.push(Mutant { what: format!("conventions: {what}"), change: Change::Conventions(conventions) });
    };
    add("one character more".to_owned(), &|conventions| conventions.documented_at_least += 1);
    add("one character less".to_owned(), &|conventions| conventions.documented_at_least -= 1);
    for dropped in original.placeholders.texts() {
        let others = original.placeholders.texts().iter().map(String::as_str).filter(|text| text != dropped);
        let others = Placeholders::new(others);
        add(format!("placeholder {dropped} dropped"), &|conventions| conventions.placeholders = others.clone());
    }
    mutants
}

/// Whether a rule reads a fact, itself or through others.
fn reads(campaign: &Campaign, rule: &Rule, fact: usize) -> bool {
    campaign.with_inputs(rule.facts()).contains(&FactId(fact))
}
