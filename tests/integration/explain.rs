//! `recevable explain`: what a person reads.

use crate::common::{Recevable, recevable, snapshot};

#[test]
fn pages_as_a_person_reads_them() {
    for id in ["F1-COF-1", "C-DBL-1", "F4-PER-1", "C-CAL-1", "D-BUD-1", "F1-PER-1", "cofinancement.taux", "D-AMOUNT"] {
        snapshot(&format!("explain-{id}"), &recevable(["explain", id]).exits(0).to_string());
    }
    for id in ["F2-COF-1", "C-PRI-1", "D-GEO-2", "projet.communes", "D-ENCODING"] {
        let run = Recevable::new(["explain", id]).env("RECEVABLE_LANG", "en").run().exits(0);
        snapshot(&format!("explain-{id}-english"), &run.to_string());
    }
    snapshot("explain-markdown", &recevable(["explain", "C-DBL-2", "--format", "markdown"]).exits(0).to_string());
}

#[test]
fn case_does_not_matter_and_json_is_the_same_page() {
    let page = recevable(["explain", "f1-cof-1", "--format", "json"]).exits(0).json().0;
    assert_eq!((page["kind"].as_str(), page["id"].as_str()), (Some("rule"), Some("F1-COF-1")));
    assert!(page["sections"].as_array().unwrap().len() > 5, "{page}");
    let page = recevable(["explain", "d-amount", "--format", "json"]).exits(0).json().0;
    assert_eq!(page["kind"], "code");
    let page = recevable(["explain", "Projet.Communes", "--format", "json"]).exits(0).json().0;
    assert_eq!(page["kind"], "fact");
}

#[test]
fn an_unknown_id_suggests_the_nearest() {
    let run = recevable(["explain", "F1-COF"]).exits(2);
    assert!(run.stdout.is_empty() && run.stderr.contains("Vouliez-vous dire F1-COF-1 ?"), "{run}");
    let run = recevable(["explain", "D-AMONT", "--lang", "en"]).exits(2);
    assert!(run.stderr.contains("Did you mean D-AMOUNT?"), "{run}");
    let run = recevable(["explain", "demande.totale"]).exits(2);
    assert!(run.stderr.contains("demande.total ?"), "{run}");
    let run = recevable(["explain", "\u{1b}[31mxyzzy"]).exits(2);
    assert!(!run.stderr.contains('\u{1b}') && !run.stderr.contains("Vouliez-vous"), "{run}");
}

#[test]
fn an_overlay_shows_in_the_page() {
    let folder = tempfile::tempdir().unwrap();
    let overlay = folder.path().join("exigeante.toml");
    let text = "[overlay]\nid = \"exigeante\"\ncampaign = 2015\ntitle = { fr = \"Plus exigeante\", en = \"Stricter\" }\n\n[[override]]\nid = \"F1-FIN-1\"\nrequire = { fact = \"demande.total\", at_least = \"3000 €\" }\n";
    std::fs::write(&overlay, text).unwrap();
    let run = recevable(["explain", "F1-FIN-1", "--overlay", overlay.to_str().unwrap()]).exits(0);
    assert!(run.stdout.contains("d'au moins 3 000,00 €"), "{run}");
    // The cases at the old floor no longer show what they were written for.
    assert!(!run.stdout.contains("2000.01"), "{run}");
}

#[test]
fn a_comment_is_offered_for_what_a_comment_can_put_aside() {
    let offered = |rule: &str| recevable(["explain", rule]).exits(0).stdout.contains("# recevable: ignore");
    for rule in ["D-DAT-2", "C-QUA-1", "D-BUD-1"] {
        assert!(offered(rule), "{rule}");
    }
    for rule in ["F1-FIN-1", "B-DUP-1", "B-DUP-2"] {
        assert!(!offered(rule), "{rule}");
    }
}
