//! `recevable explain`, as shown in the terminal, in JSON and in Markdown.

use crate::common::{Recevable, Run, recevable, snapshot};

#[test]
fn pages_in_the_terminal_and_in_markdown() {
    let ids = ["F1-COF-1", "C-DBL-1", "F4-PER-1", "C-CAL-1", "D-BUD-1", "F1-PER-1", "cofinancement.taux"];
    let pages = ids.map(|id| recevable(["explain", id]).exits(0).to_string());
    snapshot("explain", &pages.join("\n"));
    let pages = ["F2-COF-1", "C-PRI-1", "D-GEO-2"].map(|id| english(id).to_string());
    snapshot("explain-english", &pages.join("\n"));
    snapshot("explain-markdown", &recevable(["explain", "C-DBL-2", "--format", "markdown"]).exits(0).to_string());
}

fn english(id: &str) -> Run {
    Recevable::new(["explain", id]).env("RECEVABLE_LANG", "en").run().exits(0)
}

#[test]
fn a_code_of_structure() {
    insta::assert_snapshot!(recevable(["explain", "D-AMOUNT"]), @r#"
    $ recevable explain D-AMOUNT
    exit: 0
    ----- stdout -----
    D-AMOUNT — Montant qui ne se lit pas sans doute possible

    -- Ce que cela veut dire ---------------------------------------------------------------------------
    Un montant peut se lire de deux façons (12,500 : douze et demi, ou douze mille cinq cents ?), ou
    n'en est pas un. L'outil ne choisit pas à votre place quand il s'agit d'argent.

    -- Un exemple qui ne convient pas ------------------------------------------------------------------
        version: 1
        campagne: 2015
        porteur: { nom: Les Tilleuls }
        projet: { intitule: Jardin partagé }
        demande:
          fonctionnement: 12,500

    -- Le même, corrigé --------------------------------------------------------------------------------
        version: 1
        campagne: 2015
        porteur: { nom: Les Tilleuls }
        projet: { intitule: Jardin partagé }
        demande:
          fonctionnement: 12 500,00 €
    "#);
    insta::assert_snapshot!(english("D-ENCODING"), @r#"
    $ RECEVABLE_LANG=en recevable explain D-ENCODING
    exit: 0
    ----- stdout -----
    D-ENCODING — File that is not UTF-8 text

    -- What it means -----------------------------------------------------------------------------------
    The file's accents are written in another encoding (Windows-1252, UTF-16…) or the file is no text.
    What is written cannot be guessed without risk.

    -- An example that fails ---------------------------------------------------------------------------
    A file saved by Notepad as “ANSI”: the é of “Café” is a single byte there, E9.

    -- The same, fixed ---------------------------------------------------------------------------------
    The same file, saved by “Save as…”, encoding “UTF-8”.
    "#);
}

#[test]
fn a_key_of_the_dossier() {
    insta::assert_snapshot!(english("projet.communes"), @r#"
    $ RECEVABLE_LANG=en recevable explain projet.communes
    exit: 0
    ----- stdout -----
    projet.communes — Project's communes (INSEE codes)

    -- What it is --------------------------------------------------------------------------------------
      Type          : a list of codes or words
      In the dossier: projet.communes

    -- The rules that read it --------------------------------------------------------------------------
      - C-PER-1 — Location of the project in Nord – Pas de Calais
      - C-PER-3 — Membership of the communes in the intercommunalité
      - C-JUR-1 — Jury that examines the project
      - C-CON-1 — People to contact at the Région
      - D-GEO-1 — Existence of the communes' codes
      - D-GEO-2 — Codes of the quartiers prioritaires
      - D-GEO-4 — Postal code in place of a commune's code
      - F1-INS-1 — Instruments of Fiche 1
    "#);
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
fn an_unknown_id_suggests_the_closest() {
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
    // What the call asks stays what it is, and the overlay says what it changed.
    assert!(run.stdout.contains("est d'au moins 2 000 €."), "{run}");
    let shown = run.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(shown.contains("exigeante.toml:8) change ce qui suit : require.at_least"), "{run}");
    // The cases at the old floor no longer show what they were written for.
    assert!(!run.stdout.contains("2000.01"), "{run}");
}

#[test]
fn a_rule_says_whose_demand_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let overlay = folder.path().join("locale.toml");
    let text = "[overlay]\nid = \"locale\"\ncampaign = 2015\ntitle = { fr = \"Cadre local\", en = \"Local frame\" }\n\n[[rule]]\nid = \"L-1\"\ngroup = \"selection\"\nlevel = \"warning\"\nstages = [\"dossier_complet\"]\nbasis = \"declared\"\nsource = \"Délibération\"\ntitle = { fr = \"Résumé\", en = \"Summary\" }\nwhy = { fr = \"Le bureau lit le résumé.\", en = \"The board reads the summary.\" }\nrequire = { fact = \"projet.resume\", documented = true }\n";
    let changed = format!("{text}\n[[override]]\nid = \"D-DAT-2\"\nlevel = \"error\"\n");
    std::fs::write(&overlay, changed).unwrap();
    let headings = |rule: &str, lang: &str| -> Vec<String> {
        let arguments = ["explain", rule, "--overlay", overlay.to_str().unwrap(), "--format", "json", "--lang", lang];
        let page = recevable(arguments).exits(0).json().0;
        let sections = page["sections"].as_array().unwrap();
        sections.iter().map(|section| section["heading"].as_str().unwrap().to_owned()).take(3).collect()
    };
    assert_eq!(headings("C-CAL-3", "fr"), ["Ce que demande l'appel", "Pourquoi", "Lecture retenue"]);
    assert_eq!(headings("C-CAL-3", "en"), ["What the call asks", "Why", "Reading chosen"]);
    assert_eq!(headings("D-BUD-1", "fr")[..2], ["Contrôle de l'outil", "Comment la règle se décide"]);
    assert_eq!(headings("D-BUD-1", "en")[..2], ["Check of this tool", "How the rule is decided"]);
    assert_eq!(headings("D-DAT-2", "fr")[..2], ["Contrôle de l'outil", "Surcouche"]);
    assert_eq!(headings("L-1", "fr"), ["Ce que demande la surcouche", "Surcouche", "Pourquoi"]);
    let page = recevable(["explain", "F4-PER-1"]).exits(0).stdout;
    let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
    for said in ["(ZUS)", "(CUCS)", "décret du 30 décembre 2014", "la table des ZUS ne suffit donc pas à trancher"] {
        assert!(page.contains(said), "{said}: {page}");
    }
}

#[test]
fn no_page_of_the_tools_own_rules_speaks_for_the_call() {
    let rules = recevable(["rules", "list", "--format", "json"]).exits(0).json().0;
    for rule in rules[0]["rules"].as_array().unwrap() {
        let id = rule["id"].as_str().unwrap();
        let page = recevable(["explain", id, "--lang", "en"]).exits(0).stdout;
        assert_eq!(page.contains("-- What the call asks"), rule["set"] != "dossier", "{id}");
        assert!(rule["set"] != "dossier" || !page.contains("the jury will"), "{id}");
    }
}

#[test]
fn explain_offers_a_comment_for_rules_that_can_be_ignored() {
    let offered = |rule: &str| recevable(["explain", rule]).exits(0).stdout.contains("# recevable: ignore");
    for rule in ["D-DAT-2", "C-QUA-1", "D-BUD-1"] {
        assert!(offered(rule), "{rule}");
    }
    for rule in ["F1-FIN-1", "B-DUP-1", "B-DUP-2"] {
        assert!(!offered(rule), "{rule}");
    }
}

#[test]
fn keys_are_found_by_the_end_of_their_path_and_in_any_line() {
    for (written, key) in [
        ("statut", "porteur.statut"),
        ("STATUT", "porteur.statut"),
        ("budget.charges[].poste", "budget.charges.poste"),
        ("budget.charges[12].montant", "budget.charges.montant"),
    ] {
        let run = recevable(["explain", written]).exits(0);
        assert_eq!(run.stdout, recevable(["explain", key]).stdout, "{written}");
    }
    let run = recevable(["explain", "montant"]).exits(2);
    assert!(run.stderr.contains("budget.charges.montant ou budget.produits.montant"), "{run}");
}

#[test]
fn the_page_of_a_column_names_every_rule_that_reads_it_and_that_of_a_table_its_keys() {
    let run = recevable(["explain", "budget.produits.type"]).exits(0);
    for rule in ["F1-COF-1 —", "F3-COF-1 —", "C-DBL-2 —", "D-BUD-3 —"] {
        assert!(run.stdout.contains(rule), "{rule}: {run}");
    }
    let run = recevable(["explain", "projet.partenaires"]).exits(0);
    for key in ["projet.partenaires[].nom", "projet.partenaires[].role"] {
        assert!(run.stdout.contains(key), "{run}");
    }
}

#[test]
fn codes_of_rule_sets_have_their_pages() {
    let page = Recevable::new(["explain", "r-toml"]).run().exits(0).stdout;
    for part in
        ["R-TOML", "title = { fr = \"Durée\", en = \"Length\"\n", "title = { fr = \"Durée\", en = \"Length\" }\n"]
    {
        assert!(page.contains(part), "{page}");
    }
    Recevable::new(["explain", "R-MORE", "--lang", "en"]).run().exits(0);
    Recevable::new(["explain", "R-TOLM"]).run().exits(2);
}
