//! A report of each dossier in a file of its own, and letters to applicants.

use std::collections::BTreeMap;
use std::os::unix::fs::symlink;

use scraper::Html;

use crate::browser::Browser;
use crate::common::{DAY, Folder, Recevable, Run, edit, eligible, example, plain_spaces};

fn check(folder: &Folder, arguments: &[&str]) -> Run {
    Recevable::new(["check", "--date", DAY].iter().chain(arguments)).dir(folder.path()).run()
}

/// The names of the files that a check adds.
fn added(folder: &Folder, arguments: &[&str], code: i32) -> Vec<String> {
    let before = folder.tree();
    check(folder, arguments).exits(code);
    folder.tree().into_keys().filter(|name| !before.contains_key(name)).collect()
}

fn text(page: &str) -> String {
    plain_spaces(&Html::parse_document(page).root_element().text().collect::<String>())
}

#[test]
fn each_dossier_has_its_report_in_every_format() {
    let folder = Folder::new();
    folder.write("in/a.yaml", eligible(1));
    folder.write("in/plancher.yaml", example("fiche-1-plancher-un-centime.yaml"));
    for (format, ending) in
        [("html", "html"), ("markdown", "md"), ("text", "txt"), ("json", "json"), ("lettre", "html")]
    {
        let pattern = format!("{format}=bilans/{format}/{{nom}}.{ending}");
        let names = added(&folder, &["in", "--format", &pattern], 1);
        assert_eq!(names, ["a", "plancher"].map(|name| format!("bilans/{format}/{name}.{ending}")));
        let [of_a, of_b] = ["a", "plancher"].map(|name| folder.read(&format!("bilans/{format}/{name}.{ending}")));
        assert!(plain_spaces(&of_b).contains("1 999,99 €"), "{of_b}");
        assert!(!of_a.contains("Mont Liébaut") && !of_b.contains("chevalements"), "a report is of one dossier alone");
    }
    // The report of a dossier checked alone, but for the plan that several are not given.
    let alone = check(&folder, &["in/plancher.yaml", "--format", "json", "--no-plan"]).exits(1).json().0;
    let mut of_series: serde_json::Value =
        serde_json::from_str(&folder.read("bilans/json/plancher.json")).expect("one document");
    assert_eq!(alone["dossiers"], of_series["dossiers"].take());
    let run = check(&folder, &["in", "--format", "html=bilans/html/{nom}.html", "--format", "text"]).exits(1);
    assert!(run.stdout.contains("plancher.yaml"), "text beside them: {run}");
}

#[test]
fn names_are_safe_and_each_has_its_own() {
    let folder = Folder::new();
    let siret = "siret: \"12345601400018\"";
    folder.write("in/x/a.yaml", eligible(1));
    folder.write("in/y/a.yml", edit(&eligible(1), &[("Un coup de pouce", "Un autre coup")]));
    folder.write("in/y/A.yaml", eligible(2));
    folder.write("in/y/-1 <b>\u{1b}[31m\u{202e}|.yaml", eligible(3));
    folder.write("in/z.yaml", eligible(4));
    let names = added(&folder, &["in", "--format", "text=b/{nom}.txt"], 0);
    let expected = ["b/-1 _b__u_1b__31m_u_202e__.txt", "b/A-2.txt", "b/a-3.txt", "b/a.txt", "b/z.txt"];
    assert_eq!(names, expected);
    // What a dossier says leads nowhere else.
    let hostile = Folder::new();
    hostile.write("in/a.yaml", eligible(1).replacen(siret, "siret: ../../../tmp/x", 1));
    hostile.write("in/b.yaml", eligible(1).replacen(siret, "siret: \"\"", 1));
    hostile.write("in/c.yaml", format!("{}\n# autre\n", eligible(1).replacen("fiche: 1", "", 1)));
    let names = added(&hostile, &["in", "--format", "json=c/{fiche}/{siret}.json", "--fail-on", "never"], 0);
    assert_eq!(names, ["c/1/_.._.._tmp_x.json", "c/1/sans-siret.json", "c/sans-fiche/12345601400018.json"]);
}

#[test]
fn other_names_in_braces_and_one_pattern_twice_are_wrong_usage() {
    let folder = Folder::new();
    folder.write("a.yaml", eligible(1));
    let run = check(&folder, &["--format", "html={noms}.html"]).exits(2);
    assert!(run.stderr.contains("nom") && run.stderr.contains("siret") && run.stderr.contains("fiche"), "{run}");
    let run = check(&folder, &["--format", "html={nom}.x", "--format", "text={nom}.x"]).exits(2);
    assert!(run.stderr.contains("deux formats iraient dans le même fichier, {nom}.x"), "{run}");
    // A brace alone is a character like others.
    assert_eq!(added(&folder, &["--format", "json=a{b.json"], 0), ["a{b.json"]);
}

#[test]
fn no_report_replaces_what_was_read_or_another_report() {
    let folder = Folder::new();
    folder.write("a.yaml", eligible(1));
    folder.write("b.yml", eligible(2));
    folder.write("registre.csv", "siret;nom;annee;montant;objet\n");
    symlink("b.yml", folder.at("b.lien")).unwrap();
    let before = folder.tree();
    for (pattern, told) in [
        ("text={nom}.yaml", "est lu par cette vérification"),
        ("text={nom}.yml", "est lu par cette vérification"),
        ("text={nom}.lien", "b.lien"),
    ] {
        let run = check(&folder, &["--format", pattern]).exits(2);
        assert!(run.stderr.contains(told), "{run}");
        let mut after = folder.tree();
        after.retain(|name, _| before.contains_key(name));
        assert!(before == after, "{pattern}");
    }
    folder.write("registre.yaml", eligible(3));
    let run = check(&folder, &["registre.yaml", "--registre", "registre.csv", "--format", "csv={nom}.csv"]).exits(2);
    assert!(run.stderr.contains("registre.csv est lu"), "{run}");
    // The file of one report for all is another's.
    let other = Folder::new();
    other.write("in/a.yaml", eligible(1));
    let arguments = ["in", "--format", "html=a.html", "--format", "text={nom}.html"];
    assert_eq!(added(&other, &arguments, 0), ["a-2.html", "a.html"]);
}

#[test]
fn an_older_report_is_replaced_and_one_that_cannot_be_written_is_told() {
    let folder = Folder::new();
    folder.write("in/a.yaml", eligible(1));
    folder.write("bilans/a.txt", "ancien");
    check(&folder, &["in", "--format", "text=bilans/{nom}.txt"]).exits(0);
    assert!(folder.read("bilans/a.txt").contains("Éligible"));
    let run = check(&folder, &["in", "--format", "text=in/a.yaml/{nom}.txt"]).exits(2);
    assert!(run.stderr.contains("in/a.yaml/a.txt"), "{run}");
    std::fs::create_dir_all(folder.at("dossiers/a.txt")).unwrap();
    check(&folder, &["in", "--format", "text=dossiers/{nom}.txt"]).exits(2);
}

#[test]
fn only_those_asked_for_have_a_report() {
    let folder = Folder::new();
    folder.write("in/a.yaml", eligible(1));
    folder.write("in/b.yaml", example("fiche-1-plancher-un-centime.yaml"));
    let arguments = ["in", "--format", "lettre=courriers/{nom}.html", "--only", "ineligible,incomplete"];
    assert_eq!(added(&folder, &arguments, 1), ["courriers/b.html"]);
}

#[test]
fn many_dossiers_need_no_more_open_files() {
    let folder = Folder::new();
    for number in 0..300 {
        folder.write(&format!("in/{number:03}.yaml"), "version: 1\ncampagne: 2015\n");
    }
    let limited = "ulimit -n 64; exec \"$0\" check in --format 'json=out/{nom}.json' --fail-on never";
    let status = std::process::Command::new("sh")
        .args(["-c", limited, env!("CARGO_BIN_EXE_recevable")])
        .current_dir(folder.path())
        .status();
    assert!(status.unwrap().success());
    assert_eq!(folder.tree().keys().filter(|name| name.starts_with("out/")).count(), 300);
}

#[test]
fn a_letter_says_what_is_to_be_done_by_when_and_whom_to_call() {
    let folder = Folder::new();
    folder.write("a.yaml", example("fiche-4-incomplet.yaml"));
    let letter =
        |arguments: &[&str]| text(&check(&folder, &[&["--format", "lettre"], arguments].concat()).exits(1).stdout);
    let french = letter(&["a.yaml"]);
    for words in [
        "Ville de Tourcoing (exemple)",
        "59200 Tourcoing",
        "Le 20 novembre 2014",
        "Ce qui reste à compléter",
        "Diagnostic partagé",
        "au plus tard le 1er décembre 2014",
        "Mission gestion de proximité",
        "03 28 82 79 52",
        "n'est pas une décision",
    ] {
        assert!(french.contains(words), "{words}: {french}");
    }
    // It is for people: no rule's id, no key of the file.
    assert!(!french.contains("F4-") && !french.contains("projet."), "{french}");
    assert!(letter(&["a.yaml", "--lang", "en"]).contains("What is still to be filled in"));
    folder.write("a.yaml", "version: 1\ncampagne: 2015\nporteur: { nom: A, statu: association }\n");
    let broken = letter(&["a.yaml"]);
    assert!(broken.contains("statu") && broken.contains("À qui vous adresser"), "{broken}");
}

/// A dossier in which everything is wrong, with long texts.
fn crowded() -> String {
    let long = "trèslong".repeat(40);
    let wide = "W".repeat(600);
    let keys: String = (0..60).map(|number| format!("inconnu{number}: 1\n")).collect();
    format!(
        "version: 1\ncampagne: 2015\nporteur:\n  nom: {long}\n  adresse: {{ voie: {wide}, code_postal: \"62300\" }}\nprojet:\n  intitule: {wide}\n{keys}"
    )
}

#[test]
fn a_letter_is_one_page() {
    let folder = Folder::new();
    let all: BTreeMap<&str, String> = BTreeMap::from([
        ("plein.yaml", crowded()),
        ("vide.yaml", "version: 1\ncampagne: 2015\nfiche: 4\n".to_owned()),
        ("fautes.yaml", eligible(2).replace("montant: ", "montant: -")),
        ("bon.yaml", eligible(3)),
        ("cent.yaml", example("fiche-1-plancher-un-centime.yaml")),
    ]);
    for (name, dossier) in &all {
        folder.write(&format!("in/{name}"), dossier);
    }
    check(&folder, &["in", "--format", "lettre=toutes.html", "--format", "lettre=une/{nom}.html"]).exits(1);
    let Some(browser) = Browser::start() else { return };
    let address = |name: &str| format!("file://{}", folder.at(name).display());
    assert_eq!(browser.printed_pages(None, &address("toutes.html")), all.len());
    assert_eq!(browser.printed_pages(None, &address("une/plein.html")), 1);
    let violations = browser.violations();
    assert!(violations.is_empty(), "{violations:#?}");
}
