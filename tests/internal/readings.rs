//! Other readings of the call: the status under each, case by case.

use super::small::{DOSSIER, book, with_facts};
use crate::dossier::decode;
use crate::dossier::format::Stage;
use crate::engine::{Context, Facts, StatusKind, Verdict, assess, status_by, verdicts_by_reading};
use crate::rules::load_embedded;
use crate::source::SourceFile;
use crate::yaml;

/// The tokens of a rule's status and, where they are not all the same, of its readings' under a fiche; and whether the
/// verdict depends on one.
fn tokens(fiche: u8, rule: &str, rest: &str) -> (Vec<&'static str>, bool) {
    let book = load_embedded().unwrap();
    let head = "version: 1\ncampagne: 2015\nporteur:\n  nom: Porteur\n";
    let source = SourceFile::new("a.yaml", format!("{head}{rest}"));
    let decoded = decode(&yaml::parse(&source), &book.known_campaigns());
    assert!(decoded.problems.is_empty(), "{:?}", decoded.problems);
    let campaign = &book.campaigns[0];
    let date = chrono::NaiveDate::from_ymd_opt(2014, 11, 20).unwrap();
    let facts = Facts::new(campaign, &book.tables, &decoded.dossier, Context { date, fiche, programmes: None });
    let assessment = assess(&facts, campaign.fiche(fiche).unwrap(), Stage::DossierComplet);
    let default = assessment.outcomes.iter().find(|outcome| campaign.rule(outcome.rule).id == rule).unwrap();
    let readings = campaign.rule(default.rule).readings.iter();
    let statuses = readings.map(|reading| status_by(&facts, *default, &reading.id).unwrap().0.kind());
    let listed = |kind: &StatusKind| *kind != default.status.kind();
    let mut found = vec![default.status.kind()];
    found.extend(statuses.clone().any(|kind| listed(&kind)).then_some(statuses).into_iter().flatten());
    let differ = assessment.readings.iter().filter(|outcome| outcome.id.rule == default.rule).count();
    assert_eq!(found.iter().filter(|kind| listed(kind)).count(), differ, "the levels are the rule's");
    let found = found.into_iter().map(StatusKind::as_str).collect();
    let verdict = assessment.verdict;
    (found, verdicts_by_reading(campaign, &[assessment]).into_iter().any(|by_reading| by_reading != verdict))
}

/// The statuses of the rule on the 30 % and of the two readings with another base.
fn share(charges: &str, produits: &[(&str, &str, &str)]) -> Vec<&'static str> {
    let line = |(poste, kind, montant): &(&str, &str, &str)| {
        format!("    - {{ poste: {poste}, type: {kind}, montant: {montant} }}\n")
    };
    let charges = if charges.is_empty() {
        String::new()
    } else {
        format!("  charges:\n    - {{ poste: 60, montant: {charges} }}\n")
    };
    let produits: String = produits.iter().map(line).collect();
    let rest = format!("projet:\n  intitule: Projet\nbudget:\n{charges}  produits:\n{produits}");
    let mut found = tokens(2, "F2-COF-1", &rest).0;
    found.truncate(3);
    found
}

#[test]
fn another_base_changes_the_share() {
    let local = ("74", "commune", "2999");
    let region = ("74", "region", "5000");
    assert_eq!(share("10000", &[local, region, ("74", "etat", "2001")]), ["violated", "satisfied", "violated"]);
    assert_eq!(share("10000", &[local, region, ("75", "prive", "2001")]), ["violated", "satisfied", "satisfied"]);
    // To the cent: 2 142,86 € are 30 % of 7 142,86 €, a cent less is not.
    let at = |amount| share("10000", &[("74", "commune", amount), region, ("74", "etat", "9000")]);
    assert_eq!(at("2142.86"), ["violated", "satisfied", "violated"]);
    assert_eq!(at("2142.85"), ["violated"]);
}

#[test]
fn where_all_readings_agree_none_is_listed() {
    assert_eq!(share("10000", &[("74", "commune", "3000"), ("74", "region", "7000")]), ["satisfied"]);
    assert_eq!(share("10000", &[("74", "commune", "1000"), ("74", "region", "9000")]), ["violated"]);
}

#[test]
fn more_public_money_than_cost_changes_it_the_other_way() {
    let lines = [("74", "departement", "3000"), ("74", "region", "7000"), ("74", "fonds_europeens", "0.01")];
    assert_eq!(share("10000", &lines), ["satisfied", "satisfied", "violated"]);
}

#[test]
fn the_request_alone_is_the_region_and_contributions_in_kind_never_count() {
    let local = ("74", "commune", "2000");
    let other = ("74", "region_autre", "5000");
    assert_eq!(share("10000", &[local, other]), ["violated", "satisfied", "violated"]);
    let in_kind = [local, ("87", "region", "9000"), ("87", "commune", "9000"), ("87", "etat", "9000")];
    assert_eq!(share("10000", &in_kind), ["violated", "satisfied", "satisfied"]);
}

#[test]
fn a_base_of_nothing_decides_nothing() {
    assert_eq!(share("10000", &[("75", "prive", "10000")]), ["violated", "undetermined", "undetermined"]);
    assert_eq!(share("", &[("74", "commune", "10")]), ["undetermined", "satisfied", "satisfied"]);
    assert_eq!(tokens(2, "F2-COF-1", "projet:\n  intitule: Projet\n").0, ["undetermined"]);
}

#[test]
fn the_need_is_asked_where_the_programme_covers_the_project() {
    const NEED: &str = "  besoin_non_couvert: un besoin auquel rien ne répond encore\n";
    let lines = |kind: &str| format!("budget:\n  produits:\n    - {{ poste: 74, type: {kind}, montant: 10 }}\n");
    let (covered, other) = (lines("region_programme_activite"), lines("commune"));
    let cases: [(&str, &str, &str, &[&str]); 11] = [
        ("oui", "", &other, &["violated", "satisfied"]),
        ("oui", "", "", &["violated", "undetermined"]),
        ("oui", "", &covered, &["violated"]),
        ("oui", NEED, &covered, &["satisfied"]),
        ("oui", NEED, "", &["satisfied"]),
        ("oui", NEED, &other, &["satisfied"]),
        ("non", "", "", &["satisfied"]),
        ("non", "", &covered, &["satisfied"]),
        ("", "", "", &["undetermined"]),
        ("", "", &covered, &["undetermined"]),
        ("", "", &other, &["undetermined", "satisfied"]),
    ];
    for (finance, need, budget, expected) in cases {
        let programme = if finance.is_empty() {
            String::new()
        } else {
            format!("  programme_activite_region: {{ finance: {finance} }}\n")
        };
        let rest = format!("{programme}projet:\n  intitule: Projet\n{need}{budget}");
        assert_eq!(tokens(1, "C-DBL-1", &rest).0, expected, "{rest}");
    }
}

#[test]
fn a_verdict_depends_on_a_reading_only_where_nothing_worse_decides_it() {
    // Everything else is missing: violated makes it ineligible, a reading that satisfies leaves it incomplete.
    let cost = "  charges:\n    - { poste: 60, montant: 10000 }\n";
    let local = "    - { poste: 74, type: commune, montant: 2999 }\n";
    let rest = "    - { poste: 75, type: prive, montant: 7001 }\n";
    let budget = format!("projet:\n  intitule: Projet\nbudget:\n{cost}  produits:\n{local}{rest}");
    assert!(tokens(2, "F2-COF-1", &budget).1);
    let late = format!("{budget}depot: {{ fiche_synthetique: 2014-12-02 }}\n");
    assert!(!tokens(2, "F2-COF-1", &late).1);
}

#[test]
fn each_reading_has_the_verdict_that_it_comes_to() {
    let reading = |id: &str, demand: &str| {
        format!("\n[[rule.reading]]\nid = \"{id}\"\ntitle = {{ fr = \"X\", en = \"X\" }}\nrequire = {{ {demand} }}")
    };
    let demand = "{ fact = \"demandes\", at_least = \"450 €\" }".to_owned()
        + &reading("less", "fact = \"demandes\", at_least = \"400 €\"")
        + &reading("of-investment", "fact = \"demande.investissement\", at_least = \"400 €\"");
    let book = book("computed", &[&demand]);
    with_facts(&book, DOSSIER, |facts| {
        let assessment = assess(facts, book.campaigns[0].fiche(1).unwrap(), Stage::DossierComplet);
        assert_eq!(assessment.verdict, Verdict::Ineligible);
        let verdicts = verdicts_by_reading(facts.campaign(), &[assessment]);
        assert_eq!(verdicts, [Verdict::Eligible, Verdict::Incomplete]);
    });
}
