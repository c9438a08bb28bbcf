//! What is saved, and when: before the page says so, whole, only what a person changed, and never over what others wrote.

use std::fs;
use std::thread::{sleep, spawn};
use std::time::Duration;

use super::client::{Served, Window};
use crate::common::{Folder, edit, eligible, example, example_names};

const NAME: &str = "porteur.nom";
const NAMED: &str = "Association La Passerelle des Chevalements";

fn served(text: &str) -> (Folder, Served, Window) {
    let folder = Folder::new();
    folder.write("a.yaml", text);
    let served = Served::start(&folder, "a.yaml");
    let window = served.window();
    (folder, served, window)
}

/// The lines that one text has and the other has not.
fn changed_lines<'t>(before: &'t str, after: &'t str) -> (Vec<&'t str>, Vec<&'t str>) {
    let diff = similar::TextDiff::from_lines(before, after);
    let of = |wanted: similar::ChangeTag| {
        let changes = diff.iter_all_changes().filter(move |change| change.tag() == wanted);
        changes.map(|change| change.value()).collect::<Vec<_>>()
    };
    (of(similar::ChangeTag::Delete), of(similar::ChangeTag::Insert))
}

#[test]
fn a_change_is_in_the_file_before_the_page_says_so() {
    let (folder, _served, window) = served(&eligible(1));
    assert_eq!(window.change(NAME, NAMED, "Les Voisins"), "Enregistré");
    let text = folder.read("a.yaml");
    assert_eq!(text, edit(&eligible(1), &[(NAMED, "Les Voisins")]));
    assert_eq!(folder.tree().keys().collect::<Vec<_>>(), ["a.yaml"], "no draft stays");
    // The same once more changes nothing.
    assert_eq!(window.change(NAME, NAMED, "Les Voisins"), "");
    assert_eq!(folder.read("a.yaml"), text);
}

#[test]
fn only_the_line_of_what_changed_is_another() {
    let changes = [
        (NAME, NAMED, "Les Voisins : tous ensemble", 1),
        ("porteur.statut", "association", "collectivite", 1),
        ("demande.fonctionnement", "9 000 €", "9 000,50", 1),
        ("budget.charges[0].montant", "1 250,50 €", "1 250,60", 1),
        ("budget.produits[2].financeur", "Agglomération de Lens-Liévin", "L'agglomération", 1),
        ("depot.contact_ville.date", "06/11/2014", "2014-11-07", 1),
        ("projet.debut", "2015-02-16", "", 0),
    ];
    for ends in ["\n", "\r\n"] {
        // A comment on the line of each change, and one of its own.
        let text = eligible(1).replace("  nom: Association La", "  # le nom des statuts\n  nom: Association La");
        let text = text.replace("Chevalements\n", "Chevalements # comme au journal officiel\n").replace('\n', ends);
        let (folder, _served, window) = served(&text);
        let mut before = text;
        for (path, was, now, lines) in changes {
            assert_eq!(window.change(path, was, now), "Enregistré", "{path}");
            let after = folder.read("a.yaml");
            let (gone, new) = changed_lines(&before, &after);
            assert_eq!((gone.len(), new.len()), (1, lines), "{path}: {gone:?} {new:?}");
            assert_eq!(after.contains("\r\n"), ends == "\r\n");
            assert_eq!(after.matches('\n').count(), after.matches(ends).count(), "{path}");
            assert!(after.contains("# le nom des statuts") && after.contains("# comme au journal officiel"), "{path}");
            before = after;
        }
    }
}

/// Who saves a section as it stands changes nothing, in whatever style it is written.
#[test]
fn what_was_not_changed_is_not_written() {
    for name in example_names() {
        let text = example(&name);
        let (folder, _served, window) = served(&text);
        let page = super::person::Page::of(&window);
        assert!(page.forms.len() > 3 || text.contains("sans fiche") || !name.starts_with("fiche"), "{name}");
        for form in &page.forms {
            assert_eq!(window.post(&form.as_it_stands()).status, 303);
            let now = folder.read("a.yaml");
            assert!(now == text, "{name}, {}: {:?}", form.section, changed_lines(&text, &now));
        }
    }
}

#[test]
fn a_value_that_is_wrong_is_kept_and_shown_as_wrong() {
    let (folder, _served, window) = served(&eligible(1));
    for (path, was, wrong) in [
        ("projet.debut", "2015-02-16", "le printemps"),
        ("demande.fonctionnement", "9 000 €", "environ 9000"),
        ("budget.charges[1].montant", "600", "douze"),
    ] {
        let answer =
            window.part(&[(format!("was:{path}"), was), (path.to_owned(), wrong)].map(|(a, b)| (a, b.to_owned())));
        assert_eq!(answer.notice(), "Enregistré", "{path}");
        assert!(folder.read("a.yaml").contains(wrong), "{path}");
        let page = window.get("/").body;
        let line = path.rsplit_once('.').unwrap().0;
        let field = if path.contains('[') { line } else { path };
        let id = format!("id=\"f-q-{}\"", field.replace(['.', '[', ']'], "-"));
        let at = page.find(&id).unwrap_or_else(|| panic!("{id}"));
        let element = &page[page[..at].rfind('<').unwrap()..];
        let element = &element[..element.find('>').unwrap()];
        assert!(element.contains("class=\"field wrong\"") || element.contains("class=\"line wrong\""), "{element}");
        assert!(page.contains(&format!("value=\"{wrong}\"")), "{path} is shown as it was typed");
    }
    assert!(window.get("/").body.contains("Réponses qui ne peuvent pas être lues"));
}

#[test]
fn changes_can_be_taken_back_and_made_again() {
    let (folder, _served, window) = served(&eligible(1));
    let texts = [eligible(1), edit(&eligible(1), &[(NAMED, "Les Voisins")])];
    let third = texts[1].replace("fonctionnement: 9 000 €", "fonctionnement: 9500");
    assert!(window.press("undo").notice().is_empty(), "there is nothing to take back");
    window.change(NAME, NAMED, "Les Voisins");
    window.change("demande.fonctionnement", "9 000 €", "9500");
    assert_eq!(folder.read("a.yaml"), third);
    for (button, text, said) in [
        ("undo", &texts[1], "Annulé, et enregistré"),
        ("undo", &texts[0], "Annulé, et enregistré"),
        ("undo", &texts[0], ""),
        ("redo", &texts[1], "Rétabli, et enregistré"),
        ("redo", &third, "Rétabli, et enregistré"),
        ("redo", &third, ""),
        ("undo", &texts[1], "Annulé, et enregistré"),
    ] {
        assert_eq!(window.press(button).notice(), said, "{button}");
        assert_eq!(&folder.read("a.yaml"), text, "{button}");
    }
    // After a new change, what was taken back is gone.
    window.change("demande.fonctionnement", "9 000 €", "9100");
    assert_eq!(window.press("redo").notice(), "");
    // What is typed on in one field is one step.
    for (was, now) in [("Les Voisins", "Les V"), ("Les V", "Les Vois"), ("Les Vois", "Les Voies")] {
        assert_eq!(window.change(NAME, was, now), "Enregistré");
    }
    window.press("undo");
    assert!(folder.read("a.yaml").contains("nom: Les Voisins\n"));
    assert!(folder.read("a.yaml").contains("fonctionnement: 9100"));
}

#[test]
fn what_another_editor_wrote_is_taken_in_and_never_lost() {
    let (folder, _served, window) = served(&eligible(1));
    // Something else: both stay.
    let elsewhere = edit(&eligible(1), &[("2 400 €", "2 500 €")]);
    folder.write("a.yaml", &elsewhere);
    let said = window.change(NAME, NAMED, "Les Voisins");
    assert!(said.starts_with("Le fichier a été changé par un autre programme"), "{said}");
    assert_eq!(folder.read("a.yaml"), edit(&elsewhere, &[(NAMED, "Les Voisins")]));
    // The same key: what stands there stays, and what was typed is told.
    let elsewhere = folder.read("a.yaml").replace("Les Voisins", "Le nom d'ailleurs");
    folder.write("a.yaml", &elsewhere);
    let said = window.change(NAME, "Les Voisins", "Mon nom");
    assert!(said.contains("changé ailleurs") && said.contains("« Mon nom »"), "{said}");
    assert_eq!(folder.read("a.yaml"), elsewhere);
    // A section with several: those that changed here alone are merged.
    let fields = [
        ("was:porteur.nom", "Les Voisins"),
        ("porteur.nom", "Mon nom"),
        ("was:porteur.rna", "W629990101"),
        ("porteur.rna", "W629990102"),
    ];
    assert!(window.part(&fields).notice().contains("« Mon nom »"));
    assert_eq!(folder.read("a.yaml"), edit(&elsewhere, &[("W629990101", "W629990102")]));
    // Something that is no dossier any more: the form keeps off.
    for broken in ["porteur: {nom: [", "", "- a\n- b\n", "porteur: &a\n  nom: *a\n"] {
        folder.write("a.yaml", broken);
        window.change(NAME, "Le nom d'ailleurs", "Mon nom");
        assert!(!folder.read("a.yaml").contains("Mon nom") || broken.is_empty(), "{broken:?}");
        assert_eq!(window.get("/").status, 200);
    }
    folder.write("a.yaml", [0xff, 0xfe, 0x00]);
    let said = window.change(NAME, "Le nom d'ailleurs", "Mon nom");
    assert!(said.starts_with("Le fichier ne peut plus être lu."), "{said}");
    assert_eq!(fs::read(folder.at("a.yaml")).unwrap(), [0xff, 0xfe, 0x00]);
    // When it can be read again, the form goes on.
    folder.write("a.yaml", eligible(1));
    window.get("/");
    assert_eq!(window.change(NAME, NAMED, "Les Voisins"), "Enregistré");
}

#[test]
fn a_file_that_was_removed_is_said_and_written_again_with_the_next_change() {
    let (folder, _served, window) = served(&eligible(1));
    window.change("porteur.rna", "W629990101", "W629990102");
    let text = folder.read("a.yaml");
    fs::remove_file(folder.at("a.yaml")).unwrap();
    let version = window.get("/version").body;
    assert!(!folder.at("a.yaml").exists(), "to look writes nothing");
    let said = super::client::text_of(&scraper::Html::parse_document(&window.get("/").body), "#notice");
    assert!(said.contains("n'est plus là"), "{said}");
    assert_ne!(version, "0");
    assert_eq!(window.change(NAME, NAMED, "Les Voisins"), "Enregistré");
    assert_eq!(folder.read("a.yaml"), edit(&text, &[(NAMED, "Les Voisins")]));
}

#[test]
fn two_windows_agree() {
    let (folder, served, one) = served(&eligible(1));
    let other = served.window();
    assert_eq!(one.get("/version").body, other.get("/version").body);
    one.change(NAME, NAMED, "Les Voisins");
    assert_eq!(one.get("/version").body, other.get("/version").body);
    assert!(other.get("/part").body.contains("value=\"Les Voisins\""));
    // The other still shows the former name, and changes something else.
    assert_eq!(other.change("porteur.rna", "W629990101", "W629990102"), "Enregistré");
    assert_eq!(folder.read("a.yaml"), edit(&eligible(1), &[(NAMED, "Les Voisins"), ("W629990101", "W629990102")]));
    let said = other.change(NAME, NAMED, "Un troisième nom");
    assert!(said.contains("« Un troisième nom »"), "{said}");
    assert!(folder.read("a.yaml").contains("nom: Les Voisins"));
    // Both go on, in turn and together.
    let writers = [("projet.intitule", one), ("porteur.adresse.voie", other)].map(|(path, window)| {
        let first = if path == "projet.intitule" {
            "Un coup de pouce entre voisins : le fonds des habitants du quartier Blum"
        } else {
            "8 rue du Puits comblé"
        };
        spawn(move || {
            let mut was = first.to_owned();
            for round in 0..15 {
                let now = format!("{path} {round}");
                assert_eq!(window.change(path, &was, &now), "Enregistré");
                was = now;
            }
        })
    });
    for writer in writers {
        writer.join().unwrap();
    }
    let text = folder.read("a.yaml");
    assert!(text.contains("intitule: projet.intitule 14") && text.contains("voie: porteur.adresse.voie 14"), "{text}");
}

/// Two programs on one file: each takes in what the other wrote.
#[test]
fn two_forms_of_one_file_agree() {
    let (folder, _one, window) = served(&eligible(1));
    let other = Served::start(&folder, "a.yaml");
    let second = other.window();
    window.change(NAME, NAMED, "Les Voisins");
    second.change("porteur.rna", "W629990101", "W629990102");
    window.change("porteur.adresse.voie", "8 rue du Puits comblé", "9 rue du Puits");
    let changes = [(NAMED, "Les Voisins"), ("W629990101", "W629990102"), ("8 rue du Puits comblé", "9 rue du Puits")];
    assert_eq!(folder.read("a.yaml"), edit(&eligible(1), &changes));
}

/// A hundred times: at whatever moment the process is killed, the file is whole and holds what was said to be saved.
#[test]
fn killed_at_any_moment_nothing_saved_is_lost() {
    let folder = Folder::new();
    folder.write("a.yaml", eligible(1));
    let mut saved = NAMED.to_owned();
    for round in 0..100_u64 {
        let served = Served::start(&folder, "a.yaml");
        let window = served.window();
        let first = saved.clone();
        let writing = spawn(move || {
            let (mut said, mut tried) = (first.clone(), first);
            for number in 0..1000 {
                let next = format!("Nom {round} {number}");
                tried.clone_from(&next);
                let Some(answer) = window.attempt("porteur.nom", &said, &next) else { break };
                assert_eq!(answer.notice(), "Enregistré");
                said = next;
            }
            (said, tried)
        });
        sleep(Duration::from_millis(round * 7919 % 60));
        served.signal("-KILL");
        let (said, tried) = writing.join().unwrap();
        let text = folder.read("a.yaml");
        let expected = [&said, &tried].map(|name| edit(&eligible(1), &[(NAMED, name)]));
        assert!(expected.contains(&text), "round {round}: {said:?} was said to be saved:\n{text}");
        saved = if text == expected[0] { said } else { tried };
        drop(served);
    }
}
