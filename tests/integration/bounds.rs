//! Every bound of the call, on both sides, to the cent and to the day.
//!
//! Each case starts from a fiche's eligible example and replaces a few words of it, keeping the budget balanced, so that
//! the rule in question is all that changes.

use rust_decimal::Decimal;
use serde_json::Value;

use crate::common::{
    DAY, Recevable, assessment, check, check_on, edit, eligible, finding, rules_with, status, verdict,
};

/// The eligible dossier of Fiche 1 with another request; self-financing makes up the difference.
fn fiche_1_asking(request: &str, own: &str) -> String {
    edit(
        &eligible(1),
        &[
            ("fonctionnement: 9 000 €", &format!("fonctionnement: {request}")),
            ("Pas de Calais, montant: 9 000 €", &format!("Pas de Calais, montant: \"{request}\"")),
            ("l'association, montant: 700", &format!("l'association, montant: \"{own}\"")),
        ],
    )
}

/// Likewise for Fiche 2.
fn fiche_2_asking(request: &str, own: &str) -> String {
    edit(
        &eligible(2),
        &[
            ("fonctionnement: 10 500 €", &format!("fonctionnement: {request}")),
            ("Pas de Calais, montant: 10 500 €", &format!("Pas de Calais, montant: \"{request}\"")),
            ("participation libre, montant: 1000", &format!("participation libre, montant: \"{own}\"")),
        ],
    )
}

/// Likewise for Fiche 3, both sections together.
fn fiche_3_asking(operation: &str, investment: &str, other: &str) -> String {
    // The example separates thousands with spaces of every kind.
    edit(
        &eligible(3).replace(['\u{a0}', '\u{202f}'], " "),
        &[
            ("fonctionnement: 17 000 €", &format!("fonctionnement: {operation}")),
            ("investissement: 5 000 €", &format!("investissement: {investment}")),
            ("(fonctionnement), montant: 17 000 €", &format!("(fonctionnement), montant: \"{operation}\"")),
            ("(investissement), montant: 5 000 €", &format!("(investissement), montant: \"{investment}\"")),
            ("État, montant: 10 000 €", &format!("État, montant: \"{other}\"")),
        ],
    )
}

/// Likewise for Fiche 4.
fn fiche_4_asking(operation: &str, investment: &str, own: &str) -> String {
    edit(
        &eligible(4),
        &[
            ("fonctionnement: 20 000,00 €", &format!("fonctionnement: {operation}")),
            ("investissement: 48 000,00 €", &format!("investissement: {investment}")),
            ("(fonctionnement), montant: 20 000 €", &format!("(fonctionnement), montant: \"{operation}\"")),
            ("(investissement), montant: 48 000 €", &format!("(investissement), montant: \"{investment}\"")),
            ("bailleur, montant: 52 000 €", &format!("bailleur, montant: \"{own}\"")),
        ],
    )
}

/// Asserts that a dossier violates this rule and no other, and that nothing else is in doubt.
fn only_violates(text: &str, rule: &str) -> Value {
    let dossier = check(text);
    assert_eq!(rules_with(assessment(&dossier), "violated"), [rule], "{:#}", dossier["errors"]);
    assert_eq!(verdict(&dossier), "ineligible");
    finding(assessment(&dossier), rule).clone()
}

/// Asserts that a dossier is eligible, with that rule among those that hold.
fn satisfies(text: &str, rule: &str) {
    let dossier = check(text);
    let violated = rules_with(assessment(&dossier), "violated");
    assert_eq!((verdict(&dossier), violated), ("eligible", vec![]), "{rule}: {:#}", dossier["errors"]);
    assert_eq!(status(assessment(&dossier), rule), "satisfied");
}

#[test]
fn the_floor_of_fiches_1_and_2_to_the_cent() {
    let below = only_violates(&fiche_1_asking("1 999,99 €", "7 700,01"), "F1-FIN-1");
    assert_eq!(below["remedies"][0]["moves"][0]["delta"], "0.01");
    satisfies(&fiche_1_asking("2 000,00 €", "7 700"), "F1-FIN-1");
    only_violates(&fiche_2_asking("1 999,99 €", "9 500,01"), "F2-FIN-1");
    satisfies(&fiche_2_asking("2000", "9500"), "F2-FIN-1");
}

#[test]
fn the_floor_of_fiches_3_and_4_to_the_cent_both_sections_together() {
    only_violates(&fiche_3_asking("2 000", "2 999,99", "27 000,01"), "F3-FIN-1");
    satisfies(&fiche_3_asking("2 000", "3 000", "27 000"), "F3-FIN-1");
    only_violates(&fiche_4_asking("4 999,99", "0", "115 000,01"), "F4-FIN-1");
    satisfies(&fiche_4_asking("0", "5 000", "115 000"), "F4-FIN-1");
}

#[test]
fn the_caps_of_fiche_4_to_the_cent_each_section_alone() {
    let dear = |text: String| edit(&text, &[("local commun, montant: 96 000 €", "local commun, montant: 296 000 €")]);
    satisfies(&dear(fiche_4_asking("20 000", "150 000,00 €", "150 000")), "F4-FIN-2");
    let above = only_violates(&dear(fiche_4_asking("20 000", "150 000,01 €", "149 999,99")), "F4-FIN-2");
    assert_eq!(above["remedies"][0]["kind"], "lower");
    assert_eq!(above["remedies"][0]["moves"][0]["to"], "150000.00");
    satisfies(&fiche_4_asking("20 000,00 €", "48 000", "52 000"), "F4-FIN-3");
    only_violates(&fiche_4_asking("20 000,01 €", "48 000", "51 999,99"), "F4-FIN-3");
}

#[test]
fn a_section_left_out_counts_as_nothing_when_the_other_is_given() {
    let text = edit(&fiche_1_asking("2 000,00 €", "7 700"), &[("  investissement: 0\n", "")]);
    satisfies(&text, "F1-FIN-1");
    let cut = |text: String, from: &str, to: &str| {
        let (before, rest) = text.split_once(from).unwrap();
        format!("{before}{}", &rest[rest.find(to).unwrap()..])
    };
    let silent = check(&cut(eligible(1), "demande:\n", "depot:\n"));
    assert_eq!(status(assessment(&silent), "F1-FIN-1"), "undetermined");
    assert_eq!(verdict(&silent), "incomplete");
}

/// Fiche 1 at a cost of 20 000 €, with that much from the commune beside 2 500 € from the intercommunalité.
fn local_share(commune: &str, own: &str) -> String {
    edit(
        &eligible(1),
        &[
            ("Liévin, montant: 4 000 €", &format!("Liévin, montant: \"{commune}\"")),
            ("l'association, montant: 700", &format!("l'association, montant: \"{own}\"")),
        ],
    )
}

/// A percentage as it is printed, `29,99 %`, as a number.
fn printed(finding: &Value) -> Decimal {
    let text = finding["actual"].as_str().unwrap();
    text.strip_suffix('%').unwrap().trim().replace(',', ".").parse().unwrap()
}

#[test]
fn thirty_percent_holds_and_a_cent_less_does_not() {
    satisfies(&local_share("3 500", "1 200"), "F1-COF-1");
    let below = only_violates(&local_share("3 499,99", "1 200,01"), "F1-COF-1");
    assert!(printed(&below) < Decimal::from(30), "{}", below["actual"]);
    assert_eq!(below["remedies"][0]["moves"][0]["to"], "6000.00");
}

#[test]
fn a_share_below_the_bound_is_never_printed_as_the_bound() {
    // 29,996 %; then 6 000 € of 20 000,01 €, and of 20 000 000,01 €, whose shares have no end of decimals.
    let near = only_violates(&local_share("3 499,20", "1 200,80"), "F1-COF-1");
    assert_eq!(near["actual"], "29,996 %");
    for (cost, rest) in [("6 000,01", "1 200,01"), ("19 986 000,01", "19 981 200,01")] {
        let text = edit(
            &local_share("3 500", rest),
            &[("microprojets, montant: 6 000", &format!("microprojets, montant: \"{cost}\""))],
        );
        let text = if cost.len() > 10 {
            edit(&text, &[("Liévin, montant: \"3 500\"", "Liévin, montant: \"5 991 500,00\""), (rest, "13 993 200,01")])
        } else {
            text
        };
        let found = only_violates(&text, "F1-COF-1");
        let shown = printed(&found);
        assert!(shown < Decimal::from(30) && shown > Decimal::from(29), "{}", found["actual"]);
        assert!(found["message"].as_str().unwrap().contains(found["actual"].as_str().unwrap()));
    }
}

#[test]
fn account_87_never_counts_even_from_a_commune() {
    let with_loan = edit(
        &local_share("3 499,99", "1 200,01"),
        &[
            ("bénévoles, montant: 3 200 €", "bénévoles, montant: 13 200 €"),
            (
                "libelle: Bénévolat, montant: 3 200 € }",
                "libelle: Bénévolat, montant: 3 200 € }\n    - { poste: 875, type: commune, libelle: Salle, montant: 10 000 € }",
            ),
        ],
    );
    only_violates(&with_loan, "F1-COF-1");
}

#[test]
fn a_share_of_nothing_is_unknown() {
    let text = eligible(1);
    let start = text.find("    - { poste: 60").unwrap();
    let end = text.find("  produits:").unwrap();
    for charges in [
        "    - { poste: 60, libelle: Rien, montant: 0 }\n",
        "    - { poste: 86, libelle: Temps donné, montant: 3 200 }\n",
        "    - { poste: 60, libelle: Avoir, montant: -5 }\n",
    ] {
        let dossier = check(&format!("{}{charges}{}", &text[..start], &text[end..]));
        assert_eq!(status(assessment(&dossier), "F1-COF-1"), "undetermined", "{charges}");
    }
}

#[test]
fn the_fiche_synthetique_is_due_on_1_december() {
    let filed =
        |day: &str| edit(&eligible(1), &[("fiche_synthetique: 2014-11-26", &format!("fiche_synthetique: {day}"))]);
    satisfies(&filed("2014-12-01"), "C-CAL-1");
    satisfies(&filed("01/12/2014"), "C-CAL-1");
    let late = only_violates(&filed("2014-12-02"), "C-CAL-1");
    assert_eq!(late["remedies"][0]["kind"], "date");
    assert_eq!(late["remedies"][0]["moves"][0]["to"], "2014-12-01");
}

#[test]
fn the_complete_dossier_is_due_on_23_january() {
    let filed = |day: &str| edit(&eligible(1), &[("dossier_complet: 2015-01-19", &format!("dossier_complet: {day}"))]);
    satisfies(&filed("2015-01-23"), "C-CAL-2");
    only_violates(&filed("2015-01-24"), "C-CAL-2");
}

#[test]
fn the_contacts_come_no_later_than_the_filing() {
    for (rule, key, written) in
        [("C-CAL-3", "contact_intercommunalite", "2014-11-12"), ("C-CAL-4", "contact_ville", "06/11/2014")]
    {
        let on = |day: &str| {
            edit(&eligible(1), &[(&format!("{key}: {{ date: {written}"), &format!("{key}: {{ date: {day}"))])
        };
        satisfies(&on("2014-11-26"), rule);
        only_violates(&on("2014-11-27"), rule);
        // Without the fiche's date, the day of the check stands in.
        let unfiled = |day: &str| edit(&on(day), &[("  fiche_synthetique: 2014-11-26\n", "")]);
        satisfies(&unfiled(DAY), rule);
        only_violates(&unfiled("2014-11-21"), rule);
    }
}

#[test]
fn the_day_of_the_check_replaces_a_missing_filing_and_the_days_left_are_noted() {
    for (line, rule, last, after, left, late) in [
        ("  fiche_synthetique: 2014-11-26\n", "C-CAL-1", "2014-12-01", "2014-12-02", "11 jours", "1 jour"),
        ("  dossier_complet: 2015-01-19\n", "C-CAL-2", "2015-01-23", "2015-01-25", "64 jours", "2 jours"),
    ] {
        let unfiled = edit(&eligible(1), &[(line, "")]);
        let note = |day: &str| {
            let dossier = check_on(day, &unfiled);
            let notes = assessment(&dossier)["notes"].as_array().unwrap().clone();
            notes.into_iter().find(|note| note["rule"] == rule).map(|note| note["message"].as_str().unwrap().to_owned())
        };
        assert!(note(DAY).unwrap().contains(left), "{:?}", note(DAY));
        assert!(note(last).is_some());
        let on = |day: &str| status(assessment(&check_on(day, &unfiled)), rule).to_owned();
        assert_eq!([on(DAY), on(last), on(after)], ["satisfied", "satisfied", "violated"]);
        let dossier = check_on(after, &unfiled);
        let message = finding(assessment(&dossier), rule)["message"].as_str().unwrap().to_owned();
        assert!(message.contains(late), "{message}");
    }
}

#[test]
fn rules_of_the_complete_dossier_are_deferred_for_the_fiche_synthetique() {
    // The democratic approach goes under a key that Fiche 1 does not read.
    let bare = edit(
        &eligible(1),
        &[
            ("priorisation_intercommunalite: oui", "priorisation_intercommunalite: non"),
            ("  demarche_democratique: |", "  cadre_regional: |"),
        ],
    );
    let at = |stage: &str| {
        let run = Recevable::check(["-", "--format", "json", "-v", "--stage", stage]);
        run.stdin(bare.as_str()).run().json().only().clone()
    };
    let (short, full) = (at("fiche_synthetique"), at("dossier_complet"));
    for rule in ["F1-DEM-1", "C-PRI-1", "C-CAL-2", "D-BUD-1", "F1-OBJ-1", "C-TER-1"] {
        assert_eq!(status(assessment(&short), rule), "deferred", "{rule}");
    }
    for rule in ["C-CAL-1", "F1-FIN-1", "F1-COF-1", "C-DBL-1", "D-IDE-1"] {
        assert_eq!(status(assessment(&short), rule), "satisfied", "{rule}");
    }
    assert_eq!(verdict(&short), "eligible");
    assert_eq!(status(assessment(&full), "F1-DEM-1"), "undetermined");
    assert_eq!(status(assessment(&full), "C-PRI-1"), "violated");
    assert_eq!(verdict(&full), "incomplete");
    let counts = |dossier: &Value| assessment(dossier)["counts"].clone();
    assert_eq!(counts(&full)["deferred"], 0);
    assert!(counts(&short)["deferred"].as_u64().unwrap() > 15);
}

#[test]
fn la_poste_numbers_its_establishments_in_its_own_way() {
    let with = |siret: &str| {
        let dossier = check(&edit(&eligible(4), &[("\"123 456 154 00012\"", &format!("\"{siret}\""))]));
        status(assessment(&dossier), "D-IDE-1").to_owned()
    };
    // The sum of the digits is a multiple of five, the Luhn sum is not one of ten.
    assert_eq!(with("35600000000001"), "satisfied");
    assert_eq!(with("356 000 000 00010"), "satisfied");
    assert_eq!(with("35600000000006"), "satisfied");
    assert_eq!(with("35600000000002"), "violated");
    // The exception is La Poste's alone.
    assert_eq!(with("12345615400013"), "violated");
    assert_eq!(with("12345615400012"), "satisfied");
}

#[test]
fn a_fiche_asked_for_on_the_command_line_counts_over_the_dossier() {
    let run = |fiche: &str| {
        let run = Recevable::check(["examples/fiche-1-eligible.yaml", "--format", "json", "--fiche", fiche]);
        run.run().json().only().clone()
    };
    assert_eq!(assessment(&run("4"))["fiche"], 4);
    assert_eq!(verdict(&run("4")), "ineligible");
    let all = run("all");
    assert!(all["fiche"].is_null());
    assert_eq!(all["assessments"].as_array().unwrap().len(), 4);
    assert_eq!(all["best_fiches"], serde_json::json!([1]));
}

#[test]
fn fiche_4_asks_for_no_local_share() {
    let text = edit(
        &eligible(4),
        &[
            (
                "type: commune, financeur: Ville de Douai, montant: 15 000 €",
                "type: prive, financeur: Mécène, montant: 15 000 €",
            ),
            (
                "type: intercommunalite, financeur: CA du Douaisis, montant: 10 000 €",
                "type: prive, financeur: Autre, montant: 10 000 €",
            ),
        ],
    );
    let dossier = check(&text);
    assert_eq!(verdict(&dossier), "eligible");
    assert!(!dossier.to_string().contains("COF"), "{dossier:#}");
}
