//! Missing information satisfies no rule: every key of many dossiers is removed, one at a time.

use std::collections::BTreeMap;

use crate::engine::StatusKind;
use crate::report::DossierReport;
use serde_yaml::Value;

use super::files::{eligible, example, example_names};
use super::properties::{insert, report, status};

/// Every key of a dossier, as a path of keys; lines of a list are left alone.
fn keys(value: &Value, path: &[String], into: &mut Vec<Vec<String>>) {
    for (key, value) in value.as_mapping().into_iter().flatten() {
        let path = [path, &[key.as_str().unwrap().to_owned()]].concat();
        keys(value, &path, into);
        into.push(path);
    }
}

fn without(dossier: &Value, path: &[String]) -> String {
    let mut dossier = dossier.clone();
    let (key, group) = path.split_last().unwrap();
    let group = group.iter().fold(&mut dossier, |at, key| &mut at[key.as_str()]);
    group.as_mapping_mut().unwrap().remove(key.as_str());
    serde_yaml::to_string(&dossier).unwrap()
}

/// Statuses by fiche and rule.
fn statuses(report: &DossierReport) -> BTreeMap<(u8, String), StatusKind> {
    let assessments = report.assessments.iter();
    assessments
        .flat_map(|assessment| {
            assessment.findings.iter().map(|finding| ((assessment.fiche, finding.rule.clone()), finding.status))
        })
        .collect()
}

/// Rules by which something else replaces an absent fact: the ending of the id, and the key.
const STAND_INS: &[(&str, &str)] = &[
    // The day of the check replaces a missing filing.
    ("C-CAL-1", "depot"),
    ("C-CAL-2", "depot"),
    ("C-CAL-3", "depot.fiche_synthetique"),
    ("C-CAL-4", "depot.fiche_synthetique"),
    // Quartier codes of the table prove what the declaration denied.
    ("F4-PER-1", "projet.geographie_prioritaire"),
    // A section that is left out counts as nothing when the other is given.
    ("-FIN-1", "demande.investissement"),
    ("-FIN-2", "demande.investissement"),
    ("-FIN-3", "demande.fonctionnement"),
    ("D-BUD-2", "demande"),
    ("D-BUD-3", "demande"),
    ("D-BUD-4", "demande"),
    // With no commune given, the intercommunalité places the project.
    ("C-PER-1", "projet.communes"),
    // Every code that is there must exist: without the wrong one, the others do.
    ("D-GEO-1", "projet.communes"),
    ("D-GEO-1", "porteur.adresse"),
];

/// Whether a listed key goes when another one is removed.
fn goes_with(listed: &str, key: &str) -> bool {
    key.starts_with(listed) || listed.strip_prefix(key).is_some_and(|rest| rest.starts_with('.'))
}

fn stands_in(rule: &str, key: &str) -> bool {
    STAND_INS.iter().any(|(ending, listed)| rule.ends_with(ending) && goes_with(listed, key))
}

/// The examples, and others with something wrong almost everywhere.
fn spoiled() -> Vec<(String, String)> {
    let mut dossiers: Vec<(String, String)> = example_names()
        .into_iter()
        .filter(|name| name != "erreurs-de-structure.yaml")
        .map(|name| (name.clone(), example(&name)))
        .collect();
    for fiche in 1..=4 {
        let mut wrong: Value = serde_yaml::from_str(&eligible(fiche)).unwrap();
        let of = |text: &str| serde_yaml::from_str::<Value>(text).unwrap();
        for (path, value) in [
            ("projet.communes", "['75056', '59355']"),
            ("projet.quartiers", "[QP075001, QP999999]"),
            ("projet.thematiques", "[jardinage]"),
            ("projet.objectifs", "[]"),
            ("projet.partenaires", "[]"),
            ("projet.perimetre_intercommunal", "non"),
            ("projet.priorisation_intercommunalite", "non"),
            ("projet.geographie_prioritaire", "non"),
            ("projet.methode", "court"),
            ("projet.inscription_territoire", "court"),
            ("projet.debut", "2014-06-01"),
            ("projet.fin", "2014-05-01"),
            ("porteur.siret", "'12345678901234'"),
            ("porteur.rna", "W1"),
            ("demande.fonctionnement", "100"),
            ("demande.investissement", "99999999"),
            ("depot.fiche_synthetique", "2015-02-01"),
            ("depot.dossier_complet", "2015-01-30"),
        ] {
            insert(&mut wrong, path, of(value));
        }
        wrong["porteur"]["programme_activite_region"]["finance"] = of("oui");
        dossiers.push((format!("gâché-{fiche}"), serde_yaml::to_string(&wrong).unwrap()));
    }
    dossiers
}

#[test]
fn what_is_missing_never_passes() {
    let mut tried = 0;
    for (name, text) in spoiled() {
        let dossier: Value = serde_yaml::from_str(&text).unwrap();
        let before = statuses(&report(&text));
        let mut paths = Vec::new();
        keys(&dossier, &[], &mut paths);
        for path in paths.iter().filter(|path| !["fiche", "etape"].contains(&path[0].as_str())) {
            let key = path.join(".");
            let after = statuses(&report(&without(&dossier, path)));
            for ((fiche, rule), status) in &after {
                let was = before[&(*fiche, rule.clone())];
                let passes =
                    *status == StatusKind::Satisfied && [StatusKind::Violated, StatusKind::Undetermined].contains(&was);
                assert!(!passes || stands_in(rule, &key), "{name} without {key}: {rule} was {was} and is satisfied");
                tried += 1;
            }
        }
    }
    assert!(tried > 10_000, "{tried}");
}

/// Rules that hold of an eligible dossier by either of several facts, so that one of them may go.
const ALTERNATIVES: &[(&str, &str)] = &[
    ("C-CAL-1", "depot"),
    ("C-CAL-2", "depot"),
    ("C-CAL-3", "depot.fiche_synthetique"),
    ("C-CAL-4", "depot.fiche_synthetique"),
    // The other amounts are looked at all the same; a section left out counts as nothing.
    ("D-BUD-2", "budget"),
    ("F3-FIN-1", "demande.fonctionnement"),
    ("F4-FIN-1", "demande.fonctionnement"),
    // An intercommunal operator, or else a common approach.
    ("C-ECH-3", "porteur.operateur_intercommunal"),
    // Either number identifies an association.
    ("D-IDE-3", "porteur.siret"),
    ("D-IDE-3", "porteur.rna"),
];

#[test]
fn a_rule_whose_deciding_fact_goes_no_longer_holds() {
    let mut still = Vec::new();
    for fiche in 1..=4 {
        let text = eligible(fiche);
        let dossier: Value = serde_yaml::from_str(&text).unwrap();
        let before = report(&text);
        let mut paths = Vec::new();
        keys(&dossier, &[], &mut paths);
        for path in paths.iter().filter(|path| !["fiche", "etape"].contains(&path[0].as_str())) {
            let key = path.join(".");
            let after = report(&without(&dossier, path));
            for finding in
                before.assessments[0].findings.iter().filter(|finding| finding.status == StatusKind::Satisfied)
            {
                let decisive = finding.locations.first().map_or("", |location| location.path.as_str());
                let gone =
                    decisive.strip_prefix(&key).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']));
                let excepted =
                    ALTERNATIVES.iter().any(|(rule, listed)| finding.rule == *rule && goes_with(listed, &key))
                        || stands_in(&finding.rule, &key);
                if gone
                    && !excepted
                    && after.errors.is_empty()
                    && status(&after, &finding.rule) == StatusKind::Satisfied
                {
                    still.push(format!("fiche {fiche} without {key}: {}", finding.rule));
                }
            }
        }
    }
    assert!(still.is_empty(), "{}", still.join("\n"));
}
