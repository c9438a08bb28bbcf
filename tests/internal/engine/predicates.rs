//! What predicates come to, one after the other, over a dossier of a few lines.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::small::{DOSSIER, book, with_facts};
use crate::dossier::format::Stage;
use crate::engine::{Counts, Remedy, Slack, Status, assess, deadlines, explain, margins, remedies};
use crate::rules::Basis;

fn statuses(basis: &str, demands: &[&str]) -> Vec<Status> {
    let book = book(basis, demands);
    with_facts(&book, DOSSIER, |facts| {
        let assessment = assess(facts, book.campaigns[0].fiche(1).unwrap(), Stage::DossierComplet);
        assessment.outcomes.iter().map(|outcome| outcome.status).collect()
    })
}

fn assert_all(expected: Status, demands: &[&str]) {
    for (demand, status) in demands.iter().zip(statuses("computed", demands)) {
        assert_eq!(status, expected, "{demand}");
    }
}

#[test]
fn tests_hold_are_violated_or_undetermined() {
    assert_all(
        Status::Satisfied(Basis::Computed),
        &[
            "{ fact = \"projet.intitule\", is = \"Projet\" }",
            "{ fact = \"projet.communes\", any_of = [\"62498\"] }",
            "{ fact = \"projet.communes\", all_of = [\"62498\", \"62510\"] }",
            "{ fact = \"projet.communes\", none_of = [\"59350\"] }",
            "{ fact = \"projet.communes\", only = [\"62498\", \"62510\", \"59350\"] }",
            "{ fact = \"projet.communes\", in = \"communes\" }",
            "{ fact = \"projet.communes\", prefix = [\"62\"] }",
            "{ fact = \"projet.communes\", not_prefix = [\"59\"] }",
            "{ fact = \"projet.communes\", matches = \"^62[0-9]{3}$\" }",
            "{ fact = \"projet.communes\", given = true }",
            "{ fact = \"projet.thematiques\", given = false }",
            "{ fact = \"taux\", at_least = \"19 %\" }",
            "{ fact = \"projet.fin\", before = { fact = \"projet.debut\" } }",
            "{ fact = \"lignes\", at_least = 6 }",
        ],
    );
    assert_all(
        Status::Violated,
        &[
            "{ fact = \"projet.communes\", any_of = [\"59350\"] }",
            "{ fact = \"projet.communes\", all_of = [\"62498\", \"59350\"] }",
            "{ fact = \"projet.communes\", none_of = [\"62510\"] }",
            "{ fact = \"projet.communes\", only = [\"62498\"] }",
            "{ fact = \"projet.communes\", in = \"qpv\" }",
            "{ fact = \"projet.communes\", prefix = [\"59\"] }",
            "{ fact = \"projet.communes\", not_prefix = [\"59\", \"625\"] }",
            "{ fact = \"projet.intitule\", documented = true }",
            "{ fact = \"taux\", at_least = \"20 %\" }",
            "{ fact = \"lignes\", at_least = 7 }",
            "{ fact = \"projet.methode\", documented = true, absent = \"violated\" }",
        ],
    );
    assert_all(
        Status::Undetermined,
        &[
            "{ fact = \"projet.methode\", documented = true }",
            "{ fact = \"porteur.adresse.commune\", none_of = [\"59350\"] }",
            "{ fact = \"demande.investissement\", at_least = \"1 €\" }",
            "{ fact = \"projet.debut\", after = { fact = \"depot.dossier_complet\" } }",
        ],
    );
}

#[test]
fn a_test_that_proves_nothing_else_is_violated_by_nothing() {
    let test = |fact: &str, rest: &str| format!("{{ fact = \"{fact}\", {rest}, otherwise = \"undetermined\" }}");
    let of = |demand: String| statuses("computed", &[&demand])[0];
    assert_eq!(of(test("projet.communes", "in = \"qpv\"")), Status::Undetermined);
    assert_eq!(of(test("projet.communes", "in = \"communes\"")), Status::Satisfied(Basis::Computed));
    assert_eq!(of(test("porteur.adresse.commune", "in = \"communes\"")), Status::Undetermined);
    // Not even by a second test of the same fact; what must be there is missed all the same.
    assert_eq!(of(test("projet.communes", "in = \"communes\", prefix = [\"59\"]")), Status::Undetermined);
    assert_eq!(of(test("projet.methode", "documented = true, absent = \"violated\"")), Status::Violated);
}

#[test]
fn themes_that_the_set_does_not_know_are_the_same_however_they_are_written() {
    let other = |name: &str| {
        DOSSIER.replace("thematiques: []", &format!("thematiques: [Jardins partagés]\n  objectifs: [{name}]"))
    };
    let of = |name: &str| {
        let book = book("computed", &["{ fact = \"projet.thematiques\", any_of = { fact = \"projet.objectifs\" } }"]);
        with_facts(&book, &other(name), |facts| {
            assess(facts, book.campaigns[0].fiche(1).unwrap(), Stage::DossierComplet).outcomes[0].status
        })
    };
    assert_eq!(of("jardins-partages"), Status::Satisfied(Basis::Computed));
    assert_eq!(of("Jardin partagé"), Status::Violated);
}

/// Parts whose truth is plain from their names.
const SATISFIED: &str = "{ fact = \"projet.intitule\", given = true, basis = \"computed\" }";
const VIOLATED: &str = "{ fact = \"projet.methode\", given = true, basis = \"computed\" }";
const UNDETERMINED: &str = "{ fact = \"projet.methode\", documented = true }";
const DECLARED: &str = "{ fact = \"projet.communes\", given = true, basis = \"declared\" }";

const NOT_DECLARED: &str = "{ fact = \"projet.communes\", given = false, basis = \"declared\" }";

#[test]
fn a_status_stands_on_the_branch_that_decided_it() {
    let satisfied = |basis| Status::Satisfied(basis);
    for (demand, expected) in [
        (format!("{{ any = [{SATISFIED}, {DECLARED}] }}"), satisfied(Basis::Computed)),
        (format!("{{ any = [{VIOLATED}, {DECLARED}] }}"), satisfied(Basis::Declared)),
        (format!("{{ any = [{DECLARED}, {VIOLATED}] }}"), satisfied(Basis::Declared)),
        (format!("{{ all = [{SATISFIED}, {DECLARED}] }}"), satisfied(Basis::Declared)),
        (format!("{{ all = [{SATISFIED}, {SATISFIED}] }}"), satisfied(Basis::Computed)),
        (format!("{{ not = {{ any = [{VIOLATED}, {VIOLATED}] }} }}"), satisfied(Basis::Computed)),
        (format!("{{ not = {{ any = [{VIOLATED}, {NOT_DECLARED}] }} }}"), satisfied(Basis::Declared)),
        (format!("{{ not = {{ all = [{SATISFIED}, {VIOLATED}] }} }}"), satisfied(Basis::Computed)),
        (format!("{{ not = {{ all = [{VIOLATED}, {DECLARED}] }} }}"), satisfied(Basis::Computed)),
        (format!("{{ not = {{ all = [{NOT_DECLARED}, {DECLARED}] }} }}"), satisfied(Basis::Declared)),
        (format!("{{ not = {{ all = [{SATISFIED}, {SATISFIED}] }} }}"), Status::Violated),
        (format!("{{ all = [{SATISFIED}, {UNDETERMINED}] }}"), Status::Undetermined),
        (format!("{{ all = [{VIOLATED}, {UNDETERMINED}] }}"), Status::Violated),
        (format!("{{ if = {SATISFIED}, then = {DECLARED}, else = {VIOLATED} }}"), satisfied(Basis::Declared)),
        (format!("{{ if = {VIOLATED}, then = {DECLARED}, else = {SATISFIED} }}"), satisfied(Basis::Computed)),
        (format!("{{ if = {UNDETERMINED}, then = {SATISFIED}, else = {SATISFIED} }}"), Status::Undetermined),
        (format!("{{ not = {{ if = {VIOLATED}, then = {SATISFIED} }} }}"), Status::Violated),
    ] {
        assert_eq!(statuses("either", &[&demand]), [expected], "{demand}");
    }
}

/// The facts of a rule's reasons, and whether satisfying one of them would do.
fn reasons(demand: &str) -> (Vec<String>, bool) {
    let book = book("computed", &[demand]);
    with_facts(&book, DOSSIER, |facts| {
        let campaign = facts.campaign();
        let explanation = explain(facts, &campaign.rules[0]);
        let name = |test: &crate::rules::Test| campaign.fact(test.fact).name.clone();
        (explanation.reasons.iter().map(|reason| name(reason.test)).collect(), explanation.alternatives)
    })
}

#[test]
fn reasons_are_those_of_the_parts_that_decided() {
    const SHORT: &str = "{ fact = \"projet.intitule\", documented = true }";
    let (short, missing) = ("projet.intitule".to_owned(), "projet.methode".to_owned());
    for (demand, expected, alternatives) in [
        (SHORT.to_owned(), vec![&short], false),
        (format!("{{ all = [{SHORT}, {SATISFIED}] }}"), vec![&short], false),
        (format!("{{ all = [{SHORT}, {VIOLATED}] }}"), vec![&short, &missing], false),
        (format!("{{ any = [{SHORT}, {VIOLATED}] }}"), vec![&short, &missing], true),
        (format!("{{ any = [{SHORT}] }}"), vec![&short], false),
        (format!("{{ any = [{SHORT}, {UNDETERMINED}] }}"), vec![&missing], false),
        (format!("{{ any = [{UNDETERMINED}, {UNDETERMINED}] }}"), vec![&missing, &missing], true),
        (format!("{{ all = [{UNDETERMINED}, {UNDETERMINED}] }}"), vec![&missing, &missing], false),
        (format!("{{ not = {{ all = [{SATISFIED}, {SATISFIED}] }} }}"), vec![&short, &short], true),
        (format!("{{ not = {{ any = [{SATISFIED}, {VIOLATED}] }} }}"), vec![&short], false),
    ] {
        assert_eq!(reasons(&demand), (expected.into_iter().cloned().collect(), alternatives), "{demand}");
    }
}

/// The remedies of a violated rule, each as its moves, with what else it violates; all of them verified.
fn remedied(demands: &[&str], dossier: &str) -> Vec<(BTreeMap<String, String>, usize)> {
    let book = book("computed", demands);
    with_facts(&book, dossier, |facts| {
        let campaign = facts.campaign();
        let fiche = campaign.fiche(1).unwrap();
        let before = assess(facts, fiche, Stage::DossierComplet);
        let rule = before.outcomes[0].rule;
        let explanation = explain(facts, &campaign.rules[0]);
        let found = remedies(facts, fiche, Stage::DossierComplet, &before, rule, &explanation);
        let moves = |remedy: &Remedy<'_>| {
            assert!(remedy.verified);
            let (name, amount) =
                (|fact| campaign.fact(fact).name.clone(), |change: &crate::engine::Move<'_>| change.amounts().1);
            remedy.moves.iter().map(|change| (name(change.fact), amount(change).to_string())).collect()
        };
        found.iter().map(|remedy| (moves(remedy), remedy.breaks.len())).collect()
    })
}

fn one(fact: &str, to: &str) -> BTreeMap<String, String> {
    BTreeMap::from([(fact.to_owned(), to.to_owned())])
}

#[test]
fn a_remedy_counts_what_it_would_break_in_the_lines_that_it_changes() {
    let at_least = "{ fact = \"demandes\", at_least = \"450 €\" }";
    assert_eq!(remedied(&[at_least], DOSSIER), [(one("demandes", "450"), 0)]);
    // The sum's first member is the one that changes.
    let at_most = "{ fact = \"demande.fonctionnement\", at_most = \"449 €\" }";
    assert_eq!(remedied(&[at_least, at_most], DOSSIER), [(one("demandes", "450"), 1)]);
    let at_most = "{ fact = \"demande.fonctionnement\", at_most = \"450 €\" }";
    assert_eq!(remedied(&[at_least, at_most], DOSSIER), [(one("demandes", "450"), 0)]);
    // What is taken from it is taken from one member after the other, none below zero.
    let both = DOSSIER.replace("fonctionnement: 400", "fonctionnement: 400\n  investissement: 100");
    let less = "{ fact = \"demandes\", at_most = \"50 €\" }";
    let positive = "{ fact = \"demande.fonctionnement\", at_least = \"0 €\" }";
    assert_eq!(remedied(&[less, positive], &both), [(one("demandes", "50"), 0)]);
    let kept = "{ fact = \"demande.investissement\", at_least = \"100 €\" }";
    assert_eq!(remedied(&[less, kept], &both), [(one("demandes", "50"), 1)]);
    let kept = "{ fact = \"demande.investissement\", at_least = \"50 €\" }";
    assert_eq!(remedied(&[less, kept], &both), [(one("demandes", "50"), 0)]);
}

#[test]
fn what_is_taken_from_lines_leaves_the_last_ones_what_is_left() {
    let less = "{ fact = \"total\", at_most = \"100 €\" }";
    // Of 1,000, 500 and 70 €, nothing, 30 and 70 € stay.
    let kept = |amount: &str| format!("{{ fact = \"soixante-deux\", at_least = \"{amount} €\" }}");
    assert_eq!(remedied(&[less, &kept("30")], DOSSIER), [(one("total", "100"), 0)]);
    assert_eq!(remedied(&[less, &kept("30,01")], DOSSIER), [(one("total", "100"), 1)]);
}

#[test]
fn each_entry_beyond_the_bound_moves_to_it() {
    let both = DOSSIER.replace("fonctionnement: 400", "fonctionnement: 400\n  investissement: 600");
    let moves = |bound: &str| remedied(&[&format!("{{ fact = \"montants\", at_least = \"{bound} €\" }}")], &both);
    assert_eq!(moves("500"), [(one("demande.fonctionnement", "500"), 0)]);
    let together = [("demande.fonctionnement", "700"), ("demande.investissement", "700")];
    assert_eq!(moves("700"), [(together.map(|(fact, to)| (fact.to_owned(), to.to_owned())).into(), 0)]);
}

#[test]
fn money_for_a_share_comes_from_the_lines_that_can_give_it() {
    let share = "{ fact = \"taux\", at_least = \"50 %\" }";
    let found = remedied(&[share], DOSSIER);
    assert_eq!(found[0], (one("locales", "785.00"), 0));
    // Half of 1570 is 785, so that 485 come from other lines: of the State's 500 or of the private 700.
    let state = "{ fact = \"budget.produits.montant\", at_least = \"200 €\" }";
    assert_eq!(remedied(&[share, state], DOSSIER)[0], (one("locales", "785.00"), 0));
    let neither = "{ fact = \"budget.produits.montant\", at_least = \"300 €\" }";
    assert!(remedied(&[share, neither], DOSSIER).iter().any(|(moves, breaks)| moves.len() == 1 && *breaks == 1));
}

#[test]
fn each_status_is_counted() {
    let demands = [SATISFIED, VIOLATED, UNDETERMINED, SATISFIED, VIOLATED, UNDETERMINED, SATISFIED, VIOLATED];
    let book = book("computed", &demands);
    let counts = with_facts(&book, DOSSIER, |facts| {
        assess(facts, book.campaigns[0].fiche(1).unwrap(), Stage::DossierComplet).counts
    });
    let Counts { satisfied, violated, undetermined, not_applicable, deferred } = counts;
    assert_eq!([satisfied, violated, undetermined, not_applicable, deferred], [3, 3, 2, 0, 0]);
}

#[test]
fn places_name_entries_and_cells() {
    let demand = "{ all = [{ fact = \"projet.communes\", in = \"qpv\" }, { fact = \"budget.produits.montant\", at_least = \"600 €\" }] }";
    let paths_of = |demand: &str| {
        let book = book("computed", &[demand]);
        with_facts(&book, DOSSIER, |facts| {
            let explanation = explain(facts, &facts.campaign().rules[0]);
            explanation.places(facts).iter().map(|(_, place)| place.path()).collect::<Vec<_>>()
        })
    };
    let paths = paths_of(demand);
    assert_eq!(paths_of("{ fact = \"jour\", before = \"2015-01-01\" }"), ["depot.dossier_complet", "projet.fin"]);
    // Of a fact that is one or the other, what it takes to know which.
    assert_eq!(paths_of("{ fact = \"plafond\", at_most = \"100 €\" }"), ["porteur.statut"]);
    // Of what stands in for one another, the one that does.
    assert_eq!(paths_of("{ fact = \"jours\", before = \"2015-01-01\" }"), ["projet.debut", "projet.fin"]);
    let cells = [0, 1, 2].map(|line| format!("budget.produits[{line}].montant"));
    assert_eq!(paths[..2], ["projet.communes[0]", "projet.communes[1]"]);
    assert_eq!(paths[2..], cells);
}

#[test]
fn a_margin_ends_a_cent_or_a_day_before_a_bound_that_is_left_out() {
    let margin = |demand: &str, dossier: &str| {
        let book = book("computed", &[demand]);
        with_facts(&book, dossier, |facts| {
            let assessment = assess(facts, book.campaigns[0].fiche(1).unwrap(), Stage::DossierComplet);
            margins(facts, &assessment).pop().map(|margin| margin.slack)
        })
    };
    let money = |cents: i64| Some(Slack::Money(Decimal::new(cents, 2)));
    for (demand, expected) in [
        ("{ fact = \"taux\", at_least = \"10 %\" }", money(14_300)),
        ("{ fact = \"taux\", more_than = \"10 %\" }", money(14_299)),
        ("{ fact = \"taux\", at_most = \"30 %\" }", money(17_100)),
        ("{ fact = \"total\", more_than = \"1500 €\" }", money(69_99)),
        ("{ fact = \"total\", at_least = \"1500 €\" }", money(70_00)),
        ("{ fact = \"projet.fin\", on_or_before = \"2015-01-20\" }", Some(Slack::Days(5))),
        ("{ fact = \"projet.fin\", before = \"2015-01-20\" }", Some(Slack::Days(4))),
        ("{ fact = \"total\", more_than = \"1570 €\" }", None),
    ] {
        assert_eq!(margin(demand, DOSSIER), expected, "{demand}");
    }
    // A tenth of 1570.05 € is 157.005 €: what is beyond it by less than a cent is no more to be given up.
    let odd = DOSSIER.replace("montant: 70 }", "montant: \"70.05\" }");
    assert_eq!(margin("{ fact = \"taux\", more_than = \"10 %\" }", &odd), money(14_299));
}

#[test]
fn a_deadline_is_the_last_day_on_which_its_rule_holds() {
    let found = |demand: &str, dossier: &str| {
        let book = book("computed", &[demand]);
        with_facts(&book, dossier, |facts| {
            let fiche = book.campaigns[0].fiche(1).unwrap();
            let found = deadlines(facts, fiche, Stage::DossierComplet);
            found.iter().map(|deadline| (deadline.last.to_string(), deadline.days, deadline.open)).collect::<Vec<_>>()
        })
    };
    let last = |day: &str, days, open| vec![(day.to_owned(), days, open)];
    let until = "{ fact = \"depot-ou-jour\", on_or_before = \"2014-11-30\" }";
    assert_eq!(found(until, DOSSIER), last("2014-11-30", 10, true));
    let before = "{ fact = \"depot-ou-jour\", before = \"2014-11-30\" }";
    assert_eq!(found(before, DOSSIER), last("2014-11-29", 9, true));
    let filed = format!("{DOSSIER}depot:\n  dossier_complet: 2014-11-18\n");
    assert_eq!(found(until, &filed), last("2014-11-30", 10, false));
    assert_eq!(found("{ fact = \"jour\", before = \"2015-01-30\" }", DOSSIER), []);
}
