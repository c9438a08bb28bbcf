//! Plans for the rules of small sets, one after the other.

use super::small::{DOSSIER, book, with_facts};
use crate::dossier::format::{Stage, field_info};
use crate::engine::{Plan, PlanStatus, Scalar, Site, assess, plan};

const AT_LEAST_450: &str = "{ fact = \"demandes\", at_least = \"450 €\" }";

/// The plan for rules `X-0`, `X-1` and so on, with these demands.
fn planned(demands: &[&str]) -> Plan {
    let book = book("computed", demands);
    with_facts(&book, DOSSIER, |facts| {
        let fiche = book.campaigns[0].fiche(1).unwrap();
        let before = assess(facts, fiche, Stage::DossierComplet);
        plan(facts, fiche, Stage::DossierComplet, &before).unwrap()
    })
}

/// What each proposal changes to how many euros.
fn moves(plan: &Plan) -> Vec<Vec<(String, String)>> {
    let one = |one: &crate::engine::LeverMove| match (one.site, one.to) {
        (Site::Field(field), Scalar::Money(amount)) => (field_info(field).path.clone(), amount.normalize().to_string()),
        other => panic!("{other:?}"),
    };
    plan.proposals.iter().map(|proposal| proposal.moves.iter().map(one).collect()).collect()
}

fn one(key: &str, euros: &str) -> Vec<(String, String)> {
    vec![(format!("demande.{key}"), euros.to_owned())]
}

/// The places of rules among all.
fn numbers(rules: &[crate::rules::RuleId]) -> Vec<usize> {
    rules.iter().map(|rule| rule.index()).collect()
}

#[test]
fn a_demand_turned_round_is_met_the_other_way() {
    let found = planned(&["{ not = { fact = \"demandes\", more_than = \"350 €\" } }"]);
    assert_eq!(moves(&found), [one("fonctionnement", "350")]);
}

#[test]
fn what_has_to_be_left_out_is_not_filled_in() {
    let few = "{ fact = \"demande.fonctionnement\", at_most = \"440 €\" }";
    assert_eq!(moves(&planned(&[AT_LEAST_450, few])), [one("investissement", "50")]);
    let absent = "{ fact = \"demande.investissement\", given = false }";
    assert_eq!(moves(&planned(&[AT_LEAST_450, absent])), [one("fonctionnement", "450")]);
    assert_eq!(numbers(&planned(&[AT_LEAST_450, few, absent]).because), [0, 1, 2]);
}

#[test]
fn a_rule_that_can_never_hold_is_left_and_the_others_are_fixed() {
    let never =
        "{ all = [{ fact = \"demandes\", at_least = \"500 €\" }, { fact = \"demandes\", at_most = \"300 €\" }] }";
    let found = planned(&[AT_LEAST_450, never]);
    assert_eq!((found.status, found.proved_minimal), (PlanStatus::Found, true));
    assert_eq!((numbers(&found.mends), numbers(&found.leaves)), (vec![0], vec![1]));
    assert_eq!(moves(&found), [one("fonctionnement", "450")]);
}

#[test]
fn the_rules_that_exclude_each_other_are_named_without_the_others() {
    let at_most_300 = "{ fact = \"demandes\", at_most = \"300 €\" }";
    let few = "{ fact = \"demande.fonctionnement\", at_most = \"390 €\" }";
    let found = planned(&[AT_LEAST_450, few, at_most_300]);
    assert_eq!(found.status, PlanStatus::Impossible);
    assert_eq!(numbers(&found.because), [0, 2]);
    assert_eq!((numbers(&found.leaves), found.proposals), (vec![], vec![]));
    assert!((1..10_000).contains(&found.work), "{}", found.work);
}

/// Where nothing is asked for investment, the floor is 450 or 500 €: 500 € meet both. Else it is known.
#[test]
fn a_bound_that_is_not_known_is_met_either_way_or_made_known() {
    let found = planned(&["{ fact = \"demandes\", at_least = { fact = \"plancher\" } }"]);
    assert_eq!(found.status, PlanStatus::Found);
    assert_eq!(moves(&found), [one("fonctionnement", "500"), one("investissement", "100")]);
}
