//! The form's parts without its server: what is asked, what a post changes, what the file holds then.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use chrono::NaiveDate;

use super::change::{Action, Values, changed};
use super::page;
use super::questions::{Section, sections};
use super::session::{Notice, Session};
use crate::checker::Checker;
use crate::dossier::format::{FICHES, Stage, field_info};
use crate::report::compose::{Needs, Style};
use crate::report::template::keys;
use crate::report::{Format, Target, output};
use crate::rules::{RuleBook, load_embedded, load_with};
use crate::text::Lang;
use crate::yaml;

static BOOK: LazyLock<RuleBook> = LazyLock::new(|| load_embedded().unwrap());

fn checker(book: RuleBook) -> Checker {
    let style = output::style(&[(Format::Html, Target::StandardOutput)], false, Lang::Fr, false);
    let style = Style { needs: Needs { edits: true, ..style.needs }, ..style };
    Checker::with_style(book, NaiveDate::from_ymd_opt(2014, 11, 20).unwrap(), style)
}

/// A session over a file of that text, in a folder that lasts as long as the answer.
fn session(text: &str) -> (Session, PathBuf, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("dossier.yaml");
    std::fs::write(&path, text).unwrap();
    (Session::open(checker(load_embedded().unwrap()), &path).unwrap(), path, folder)
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap()
}

fn fields(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// The text after a post, and what was refused.
fn posted(text: &str, pairs: &[(&str, &str)]) -> (String, Option<Notice>) {
    let changed = changed(text, &fields(pairs), &BOOK);
    (changed.text, changed.refused)
}

const HEAD: &str = "version: 1\ncampagne: 2015\n";

/// The questions in their order, those that are folded away last and in brackets.
fn asked(text: &str) -> Vec<(String, Vec<String>)> {
    let (session, _, _folder) = session(text);
    let state = session.state();
    let tree = yaml::parse(&state.source);
    let values = Values { source: &state.source, tree: &tree };
    let book = &session.checker.book;
    let sections = sections(book, book.campaigns.last().unwrap(), &state, values, Lang::Fr);
    let questions = |section: &Section<'_>| {
        let open = section.questions.iter().map(|question| question.field.path.clone());
        open.chain(section.settled.iter().map(|question| format!("({})", question.field.path))).collect()
    };
    sections.iter().map(|section| (section.id.anchor(), questions(section))).collect()
}

#[test]
fn only_what_differs_from_what_the_page_showed_is_written() {
    let text = format!("{HEAD}porteur: {{ nom: Les Tilleuls, rna: W623001234 }} # le nôtre\n");
    let (same, refused) = posted(
        &text,
        &[
            ("was:porteur.nom", "Les Tilleuls"),
            ("porteur.nom", "Les Tilleuls"),
            ("was:porteur.rna", ""),
            ("porteur.rna", ""),
        ],
    );
    assert_eq!((same.as_str(), refused), (text.as_str(), None));
    let (other, _) = posted(&text, &[("was:porteur.nom", "Les Tilleuls"), ("porteur.nom", "Les Tilleuls rouges")]);
    assert_eq!(other, text.replace("Tilleuls", "Tilleuls rouges"));
    // Without what the page showed, nothing is known to have changed.
    assert_eq!(posted(&text, &[("porteur.nom", "x")]).0, text);
    let (without, _) = posted(&text, &[("was:porteur.rna", "W623001234"), ("porteur.rna", " ")]);
    assert_eq!(without, format!("{HEAD}porteur: {{ nom: Les Tilleuls }} # le nôtre\n"));
}

#[test]
fn what_changed_elsewhere_is_not_written_over() {
    let text = format!("{HEAD}porteur:\n  nom: Les Érables\n");
    let (kept, refused) = posted(&text, &[("was:porteur.nom", "Les Tilleuls"), ("porteur.nom", "Les Tilleuls rouges")]);
    assert_eq!(kept, text);
    let typed = "Les Tilleuls rouges".to_owned();
    assert_eq!(refused, Some(Notice::Conflict { path: "porteur.nom".to_owned(), typed }));
    // Two that write the same agree.
    assert_eq!(posted(&text, &[("was:porteur.nom", "Les Tilleuls"), ("porteur.nom", "Les Érables")]), (text, None));
}

#[test]
fn what_people_type_is_written_as_the_format_has_it() {
    for (path, typed, written) in [
        ("projet.debut", "1er mars 2015", "projet:\n  debut: 2015-03-01\n"),
        ("projet.debut", "31/03/2015", "projet:\n  debut: 31/03/2015\n"),
        ("demande.fonctionnement", "6 250€50", "demande:\n  fonctionnement: 6 250,50\n"),
        ("demande.fonctionnement", "beaucoup", "demande:\n  fonctionnement: beaucoup\n"),
        ("porteur.adresse.commune", "Lens", "porteur:\n  adresse: { commune: \"62498\" }\n"),
        ("porteur.adresse.commune", "lievin (62800)", "porteur:\n  adresse: { commune: \"62510\" }\n"),
        // In the form, five digits are a postal code first: this one is that of Arques and the code of Liévin.
        ("porteur.adresse.commune", "62510", "porteur:\n  adresse: { commune: \"62040\" }\n"),
        ("porteur.adresse.commune", "Saint-Martin", "porteur:\n  adresse: { commune: Saint-Martin }\n"),
        ("porteur.statut", "association", "porteur:\n  statut: association\n"),
        ("projet.methode", "Une ligne.\r\nUne autre.", "projet:\n  methode: |-\n    Une ligne.\n    Une autre.\n"),
    ] {
        let was = format!("was:{path}");
        let (text, refused) = posted(HEAD, &[(&was, ""), (path, typed)]);
        assert_eq!((text.strip_prefix(HEAD).unwrap(), refused), (written, None), "{typed}");
    }
}

#[test]
fn lists_keep_the_entries_that_stay() {
    let text = format!("{HEAD}projet:\n  communes:\n    - \"62498\" # le siège\n    - \"62510\"\n");
    let was = ("was:projet.communes", "62498\n62510");
    let (added, _) =
        posted(&text, &[was, ("projet.communes", "62498"), ("projet.communes", "62510"), ("projet.communes", "Arras")]);
    assert_eq!(added, format!("{text}    - \"62041\"\n"));
    let (without, _) = posted(&text, &[was, ("projet.communes", "62498")]);
    assert_eq!(without, text.replace("    - \"62510\"\n", ""));
    let (none, _) = posted(&text, &[was]);
    assert!(!none.contains("communes"), "{none}");
    let (removed, _) = posted(&text, &[("do", "remove:projet.communes[0]")]);
    assert!(removed.contains("62510") && !removed.contains("62498"), "{removed}");
}

#[test]
fn an_intercommunalite_brings_its_name() {
    let siren = "projet.intercommunalite.siren";
    let (chosen, _) = posted(HEAD, &[("was:projet.intercommunalite.siren", ""), (siren, "246200364")]);
    assert!(chosen.contains("nom: CA de Lens - Liévin") && chosen.contains("siren: \"246200364\""), "{chosen}");
    let (gone, _) = posted(&chosen, &[("was:projet.intercommunalite.siren", "246200364"), (siren, "")]);
    assert!(!gone.contains("Lens") && !gone.contains("siren"), "{gone}");
}

#[test]
fn a_new_line_is_added_with_its_first_cell() {
    let table = "budget.charges[+]";
    let cell = |column: &str| (format!("was:{table}.{column}"), format!("{table}.{column}"));
    let [poste, libelle, montant] = ["poste", "libelle", "montant"].map(cell);
    let (text, _) = posted(
        HEAD,
        &[(&poste.0, ""), (&poste.1, "60"), (&libelle.0, ""), (&libelle.1, ""), (&montant.0, ""), (&montant.1, "")],
    );
    assert_eq!(text, format!("{HEAD}budget:\n  charges:\n    - {{ poste: 60 }}\n"));
    let (text, _) = posted(&text, &[("was:budget.charges[0].montant", ""), ("budget.charges[0].montant", "1 200,50")]);
    assert_eq!(text, format!("{HEAD}budget:\n  charges:\n    - {{ poste: 60, montant: \"1 200,50\" }}\n"));
    let (text, _) = posted(&text, &[("do", "remove:budget.charges[0]")]);
    assert!(!text.contains("poste"), "{text}");
}

#[test]
fn every_key_that_rules_read_is_asked_once() {
    let campaign = BOOK.campaigns.last().unwrap();
    for (fiche, stage) in FICHES.iter().flat_map(|fiche| Stage::ALL.map(|stage| (fiche, stage))) {
        let text = format!("{HEAD}fiche: {fiche}\netape: {}\n", stage.as_str());
        let sections = asked(&text);
        let mut paths: Vec<String> =
            sections.iter().flat_map(|(_, paths)| paths).map(|path| path.trim_matches(['(', ')']).to_owned()).collect();
        paths.sort();
        let mut wanted: Vec<&str> =
            keys(&BOOK, campaign, campaign.fiche(fiche.parse().unwrap()).unwrap(), stage, Lang::Fr)
                .into_keys()
                .map(|id| field_info(id).path.as_str())
                // The name follows the SIREN.
                .filter(|path| *path != "projet.intercommunalite.nom" && path.contains('.'))
                .collect();
        wanted.extend(["fiche", "etape"]);
        wanted.sort_unstable();
        assert_eq!(paths, wanted, "fiche {fiche}, {stage:?}");
    }
}

#[test]
fn what_excludes_stands_before_money_and_that_before_texts() {
    let sections: Vec<String> = asked(&format!("{HEAD}fiche: 1\n")).into_iter().map(|(anchor, _)| anchor).collect();
    assert_eq!(sections, ["fiche", "projet", "porteur", "depot", "budget", "demande", "projet-textes"]);
    assert_eq!(asked(HEAD), [("fiche".to_owned(), vec!["fiche".to_owned(), "etape".to_owned()])]);
}

#[test]
fn a_question_without_effect_is_folded_away_and_comes_back() {
    let texts = |scale: &str| {
        let text = format!("{HEAD}fiche: 1\nprojet: {{ echelle: {scale} }}\n");
        asked(&text).into_iter().find(|(anchor, _)| anchor == "projet-textes").unwrap().1
    };
    let frame = "projet.cadre_regional".to_owned();
    assert!(texts("communale").contains(&format!("({frame})")), "{:?}", texts("communale"));
    assert!(texts("regionale").contains(&frame), "{:?}", texts("regionale"));
}

/// A rule of an overlay that reads another key has its question, without a line of code.
#[test]
fn a_rule_brings_its_question() {
    let folder = tempfile::tempdir().unwrap();
    let overlay = folder.path().join("resume.toml");
    std::fs::write(
        &overlay,
        r#"
[overlay]
id = "resume"
campaign = 2015
intercommunalite = "246200364"
title = { fr = "Résumé demandé", en = "Summary asked for" }

[[rule]]
id = "X-RES-1"
group = "selection"
level = "error"
stages = ["dossier_complet"]
basis = "computed"
source = "Règlement de l'essai"
title = { fr = "Résumé du projet", en = "Summary of the project" }
asks.fr = "Le projet est résumé."
asks.en = "The project is summarised."
advice.fr = "Résumez le projet."
advice.en = "Summarise the project."
require = { fact = "projet.resume", documented = true }
"#,
    )
    .unwrap();
    let page = |intercommunalite: &str| {
        let path = folder.path().join("dossier.yaml");
        std::fs::write(&path, format!("{HEAD}fiche: 1\n{intercommunalite}")).unwrap();
        let book = load_with(None, std::slice::from_ref(&overlay)).map_err(|errors| format!("{:?}", errors.errors));
        let page = page::part(&mut Session::open(checker(book.unwrap()), &path).unwrap());
        page.contains("name=\"projet.resume\"") && page.contains("X-RES-1")
    };
    // The overlay is one intercommunalité's own.
    assert!(page("projet: { intercommunalite: { siren: \"246200364\" } }\n"));
    assert!(!page("projet: { intercommunalite: { siren: \"245900410\" } }\n"));
}

#[test]
fn what_is_typed_on_is_one_step_back() {
    let (mut session, path, _folder) = session(HEAD);
    let mut typed = String::new();
    for letter in "Lès".chars() {
        let was = typed.clone();
        typed.push(letter);
        session.act(Action::of(fields(&[("was:porteur.nom", &was), ("porteur.nom", &typed)])));
        assert_eq!(session.notice, Some(Notice::Saved));
    }
    assert_eq!(read(&path), format!("{HEAD}porteur:\n  nom: Lès\n"));
    session.act(Action::Undo);
    assert_eq!(read(&path), HEAD);
    session.act(Action::Redo);
    assert_eq!(read(&path), format!("{HEAD}porteur:\n  nom: Lès\n"));
    session.act(Action::Redo);
    assert_eq!(session.notice, None);
}

#[test]
fn a_file_changed_outside_is_taken_in_and_can_be_taken_back() {
    let (mut session, path, _folder) = session(HEAD);
    std::fs::write(&path, format!("{HEAD}fiche: 2\n")).unwrap();
    session.refresh();
    assert_eq!((session.notice.clone(), session.version), (Some(Notice::ChangedOutside), 1));
    session.act(Action::Undo);
    assert_eq!(read(&path), HEAD);
}

#[test]
fn a_value_that_cannot_be_read_leaves_the_rest_checked() {
    let (session, _, _folder) = session(&format!("{HEAD}fiche: 1\ndemande: {{ fonctionnement: beaucoup }}\n"));
    let state = session.state();
    assert_eq!((state.report.errors.len(), state.report.assessments.len()), (1, 0));
    assert_eq!(state.assessed().assessments.len(), 1);
}

#[test]
fn the_plan_is_applied_at_once() {
    let text = read(Path::new("examples/fiche-2-cofinancement-29-99.yaml"));
    let (mut session, path, _folder) = session(&text);
    session.act(Action::Fix("F2-COF-1".to_owned()));
    assert_ne!(read(&path), text);
    let state = session.state();
    assert!(state.report.assessments[0].findings.iter().all(|finding| finding.rule != "F2-COF-1"));
}

#[test]
fn every_section_of_every_fiche_is_drawn() {
    for fiche in FICHES {
        let (mut session, ..) = session(&format!("{HEAD}fiche: {fiche}\n"));
        let page = page::part(&mut session);
        for (anchor, questions) in asked(&format!("{HEAD}fiche: {fiche}\n")) {
            assert!(page.contains(&format!("<section id=\"{anchor}\"")), "{anchor}");
            assert!(questions.iter().all(|path| page.contains(path.trim_matches(['(', ')']))), "{anchor}");
        }
    }
}
