//! Errors of structure: all of a file are reported, each at its place.

use serde_json::Value;

use crate::common::{Recevable, check, codes, edit, eligible, recevable, verdict};

/// A seeded error: what is replaced by what, the code it gets, and the text that it must point at.
struct Seed(&'static str, &'static str, &'static str, &'static str);

const SEEDS: [Seed; 10] = [
    Seed("  statut: association", "  statu: association", "D-KEY-UNKNOWN", "statu"),
    Seed("commune: \"62510\"", "commune: \"6251\"", "D-CODE", "\"6251\""),
    Seed("    finance: non", "    finance: peut-être", "D-BOOL", "peut-être"),
    Seed("dispositif: fph", "dispositif: fpph", "D-VALUE", "fpph"),
    Seed("fin: 31/12/2015", "fin: 31/11/2015", "D-DATE", "31/11/2015"),
    Seed("communes: [\"62510\"]", "communes: { code: 62510 }", "D-TYPE", "{ code: 62510 }"),
    Seed("poste: 61, libelle", "poste: 71, libelle", "D-POSTE", "71"),
    Seed("montant: 9749.50", "montant: 9.749", "D-AMOUNT", "9.749"),
    Seed("poste: 70, type: recettes_propres, libelle", "poste: 70, libelle", "D-KEY-MISSING", "{ poste: 70"),
    Seed("  fonctionnement: 9 000 €", "  fonctionnement: !montant 9 000 €", "D-YAML-TAG", "!montant"),
];

/// Line and column, from 1, of a text that stands in a file once.
fn place(text: &str, needle: &str) -> (u64, u64) {
    assert_eq!(text.matches(needle).count(), 1, "{needle}");
    let before = &text[..text.find(needle).unwrap()];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
    (line as u64, column as u64)
}

fn place_of(location: &Value) -> (u64, u64) {
    (location["line"].as_u64().unwrap(), location["column"].as_u64().unwrap())
}

#[test]
fn ten_errors_are_ten_diagnostics_each_at_its_place() {
    let edits: Vec<_> = SEEDS.iter().map(|Seed(from, to, ..)| (*from, *to)).collect();
    let text = edit(&eligible(1), &edits);
    let dossier = check(&text);
    assert_eq!(verdict(&dossier), "unreadable");
    let errors = dossier["errors"].as_array().unwrap();
    assert_eq!(errors.len(), SEEDS.len(), "{:?}", codes(&dossier));
    for Seed(_, written, code, needle) in &SEEDS {
        let (line, column) = place(&text, written);
        let within = written[..written.find(needle).or_else(|| written.find('{')).unwrap_or(0)].chars().count() as u64;
        let found: Vec<_> = errors.iter().filter(|error| error["code"] == *code).collect();
        let [error] = found[..] else { panic!("{code}: {found:?}") };
        let location = &error["locations"][0];
        if *code == "D-KEY-MISSING" {
            assert_eq!(place_of(location).0, line, "{error:#}");
        } else {
            assert_eq!(place_of(location), (line, column + within), "{error:#}");
            let offset = usize::try_from(location["offset"].as_u64().unwrap()).unwrap();
            assert!(text[offset..].starts_with(needle), "{error:#}");
        }
    }
}

#[test]
fn each_error_alone_is_one_diagnostic_and_breaks_nothing_else() {
    for Seed(from, to, code, _) in SEEDS {
        let dossier = check(&edit(&eligible(1), &[(from, to)]));
        assert_eq!(codes(&dossier), [code], "{to}");
        assert!(dossier["assessments"].as_array().unwrap().is_empty());
        assert_eq!(dossier["applicant"], "Association La Passerelle des Chevalements", "what can be read is");
    }
}

#[test]
fn a_key_written_twice_shows_both_places() {
    let text = edit(&eligible(1), &[("  echelle: communale\n", "  echelle: communale\n  resume: encore\n")]);
    let dossier = check(&text);
    assert_eq!(codes(&dossier), ["D-KEY-DUPLICATE"]);
    let locations = dossier["errors"][0]["locations"].as_array().unwrap();
    let places: Vec<_> = locations.iter().map(place_of).collect();
    let (first, second) = (place(&text, "resume: >-"), place(&text, "resume: encore"));
    assert_eq!(places.len(), 2);
    assert!(places.contains(&first) && places.contains(&second), "{places:?}");
    let run = Recevable::check(["-"]).stdin(text).run().exits(1);
    for line in ["resume: >-", "resume: encore"] {
        assert!(run.stdout.contains(line), "{run}");
    }
}

#[test]
fn a_mistyped_word_gets_a_suggestion() {
    for (from, to, meant) in [
        ("  statut: association", "  statu: association", "« statut »"),
        ("  statut: association", "  Statut: association", "« statut »"),
        ("echelle: communale", "echelle: comunale", "« communale »"),
        ("echelle: communale", "echelle: Communale", "« communale »"),
        ("type: recettes_propres", "type: recettes-propres", "« recettes_propres »"),
        ("demande:", "demandes:", "« demande »"),
        ("  contact_ville:", "  contact_vile:", "« contact_ville »"),
    ] {
        let dossier = check(&edit(&eligible(1), &[(from, to)]));
        let Some(error) = dossier["errors"].as_array().unwrap().first() else {
            panic!("{to} is let through");
        };
        let message = error["message"].as_str().unwrap().replace('\u{a0}', " ");
        assert!(message.contains(meant), "{to}: {message}");
    }
    // Nothing is near: no guess.
    let dossier = check(&edit(&eligible(1), &[("  statut: association", "  zzz: association")]));
    assert!(!dossier["errors"][0]["message"].as_str().unwrap().contains("Vouliez-vous"));
}

#[test]
fn required_keys_are_asked_for_even_when_they_are_empty() {
    for (from, to) in [
        ("version: 1\n", ""),
        ("campagne: 2015\n", ""),
        ("version: 1\n", "version: \"\"\n"),
        ("campagne: 2015\n", "campagne: ~\n"),
    ] {
        assert_eq!(codes(&check(&edit(&eligible(1), &[(from, to)]))), ["D-KEY-MISSING"], "{from}");
    }
    let bare = check("version: 1\ncampagne: 2015\n");
    assert!(codes(&bare).is_empty());
    assert_eq!(verdict(&bare), "incomplete");
}

#[test]
fn an_amount_cut_by_a_comma_is_one_error_that_says_so() {
    let dossier = check(&edit(&eligible(1), &[("montant: \"1 250,50 €\" }", "montant: 1 250,50 }")]));
    assert_eq!(codes(&dossier), ["D-AMOUNT"]);
    assert!(dossier["errors"][0]["message"].as_str().unwrap().contains("guillemets"));
}

#[test]
fn a_syntax_error_does_not_hide_what_stands_before_it() {
    let text = edit(&eligible(1), &[("echelle: communale", "echelle: comunale"), ("demande:\n", "demande: [\n")]);
    let dossier = check(&text);
    let found = codes(&dossier);
    assert!(found.contains(&"D-VALUE") && found.contains(&"D-YAML"), "{found:?}");
}

#[test]
fn the_text_report_of_structural_errors_shows_every_line() {
    let edits: Vec<_> = SEEDS.iter().map(|Seed(from, to, ..)| (*from, *to)).collect();
    let run = Recevable::check(["-"]).stdin(edit(&eligible(1), &edits)).run().exits(1);
    for Seed(_, _, code, needle) in SEEDS {
        assert!(run.stdout.contains(code) && run.stdout.contains(needle), "{code} {needle}\n{run}");
    }
    let english = recevable(["check", "examples/erreurs-de-structure.yaml", "--lang", "en"]).exits(1);
    assert!(english.stdout.contains("Did you mean “statut”?"), "{english}");
}
