//! `recevable rules test`: the embedded cases pass; failing and broken cases are reported at their place.

use std::fs;

use crate::common::{Folder, Recevable, Run, repository};

fn rules_test(arguments: &[&str]) -> Run {
    Recevable::new(["rules", "test"].iter().chain(arguments)).run()
}

/// The embedded sets and base dossiers in a folder of their own, with these cases alone.
fn folder(cases: &str) -> Folder {
    let folder = Folder::new();
    for (within, kind) in [("", "toml"), ("tests/", "yaml")] {
        let entries = fs::read_dir(repository().join("rules").join(within)).unwrap();
        for path in entries.map(|entry| entry.unwrap().path()).filter(|path| path.extension() == Some(kind.as_ref())) {
            let name = path.file_name().unwrap().to_str().unwrap();
            folder.write(&format!("{within}{name}"), fs::read(&path).unwrap());
        }
    }
    folder.write("tests/cas.toml", cases);
    folder
}

/// What the command writes of a folder's cases, without the folder's own path.
fn output(folder: &Folder, arguments: &[&str]) -> (i32, String, String) {
    let path = folder.path().to_str().unwrap();
    let run = rules_test(&[&[path], arguments].concat());
    let plain = |text: &str| text.replace(&format!("{path}/tests/"), "");
    (run.code(), plain(&run.stdout), plain(&run.stderr))
}

#[test]
fn the_embedded_cases_pass() {
    let text = rules_test(&[]).exits(0).stdout;
    assert_eq!(text.lines().count(), 1, "{text}");
    assert!(text.contains("0 bruyant, 0 manquant, 0 faux"), "{text}");
    let all = rules_test(&["-v", "--lang", "en"]).exits(0).stdout;
    assert!(all.contains("passed F1-FIN-1 – un centime sous le plancher"), "{all}");
}

const HEAD: &str = "base = \"fiche-1\"\ndate = 2015-01-15\n";

#[test]
fn noisy_missing_and_wrong_cases_are_reported_at_their_place() {
    let cases = format!(
        "{HEAD}
[[case]]
rule = \"F1-FIN-1\"
name = \"bruyant\"
set = {{ \"demande.fonctionnement\" = \"999.99\" }}
expect = \"satisfied\"

[[case]]
rule = \"F1-FIN-1\"
name = \"manquant\"
set = {{ \"demande.fonctionnement\" = 1000.00 }}
expect = \"violated\"

[[case]]
rule = \"F1-FIN-1\"
name = \"un autre état\"
remove = [\"demande\"]
expect = \"violated\"

[[case]]
rule = \"C-ECH-1\"
name = \"pas un dossier\"
set = {{ \"projet.echelle\" = \"comunale\" }}
expect = \"violated\"

[[case]]
rule = \"F1-FIN-1\"
name = \"rien à cette place\"
remove = [\"budget.produits[20]\"]
expect = \"satisfied\"

[[case]]
rule = \"F1-FIN-1\"
name = \"verdict\"
expect = \"satisfied\"
verdict = \"ineligible\"

[[case]]
rule = \"F1-INS-1\"
name = \"texte\"
expect = \"satisfied\"
notes = []

[[case]]
rule = \"F2-FIN-1\"
name = \"règle d'une autre fiche\"
expect = \"satisfied\"

[[case]]
rule = \"F1-FIN-1\"
name = \"réussi\"
each = {{ \"demande.fonctionnement\" = [1000, 2000] }}
expect = \"satisfied\"
"
    );
    let folder = folder(&cases);
    let (code, text, _) = output(&folder, &[]);
    assert_eq!(code, 1);
    insta::assert_snapshot!(text, @r#"
    cas.toml:5:8: bruyant F1-FIN-1 – bruyant : attendu : respectée ; obtenu : enfreinte.
    cas.toml:11:8: manquant F1-FIN-1 – manquant : attendu : enfreinte ; obtenu : respectée.
    cas.toml:17:8: faux F1-FIN-1 – un autre état : attendu : enfreinte ; obtenu : indéterminée.
    cas.toml:23:8: faux C-ECH-1 – pas un dossier : le dossier de ce cas ne se lit pas : projet.echelle : « comunale » ne fait pas partie des valeurs prévues ici.
    cas.toml:29:8: faux F1-FIN-1 – rien à cette place : le dossier de départ n'a rien à cette place : « budget.produits[20] ».
    cas.toml:35:8: faux F1-FIN-1 – verdict : attendu : verdict non éligible ; obtenu : verdict éligible.
    cas.toml:41:8: faux F1-INS-1 – texte : attendu : aucun texte ; obtenu : « Dispositif principalement mobilisé : le Fonds de participation des habitants (FPH). Le Fonds de participation « Culture » le complète ; le Fonds local d'initiative Pays (FLIP) est une autre solution, dans les Pays, plus ruraux. ».
    cas.toml:47:8: faux F2-FIN-1 – règle d'une autre fiche : attendu : respectée ; obtenu : hors du jeu de règles de la fiche.
    10 cas : 2 réussis, 1 bruyant, 1 manquant, 6 faux
    "#);
    let (code, text, _) = output(&folder, &["--format", "json", "--lang", "en"]);
    assert_eq!(code, 1);
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(json["noisy"], 1);
    assert_eq!(json["missing"], 1);
    assert_eq!(json["wrong"], 6);
    assert_eq!(json["passed"], 2);
    assert_eq!(json["cases"][0]["result"], "noisy");
    assert_eq!(json["cases"][0]["location"]["line"], 5);
}

#[test]
fn errors_of_case_files_are_reported_at_their_place_with_suggestions() {
    let cases = "base = \"fich-1\"
date = \"le 15\"

[[case]]
rule = \"F1-FIN-2\"
nom = \"x\"
set = { \"demande.fonctionement\" = 1, \"budget.produits.montant\" = 2, \"projet[0].fin\" = 3 }
append = \"rien\"
each = { \"projet.fin\" = [], \"projet.debut\" = [] }
fiche = 5
stage = \"dossier\"
expect = \"violed\"
";
    let folder = folder(cases);
    let (code, text, errors) = output(&folder, &[]);
    assert_eq!((code, text.as_str()), (2, ""));
    for (place, words) in [
        ("cas.toml:1:8", "Vouliez-vous écrire « fiche-1 » ?"),
        ("cas.toml:2:8", "ne se lit pas comme une date"),
        ("cas.toml:5:8", "« F1-FIN-2 »"),
        ("cas.toml:6:1", "« nom »"),
        ("cas.toml:4:1", "Il manque la clé « name »."),
        ("cas.toml:7:9", "Vouliez-vous écrire « demande.fonctionnement » ?"),
        ("cas.toml:7:38", "budget.produits[0]"),
        ("cas.toml:7:69", "« projet » n'est ni une liste"),
        ("cas.toml:8:10", "Il faut ici une table"),
        ("cas.toml:9:8", "une table avec une seule clé"),
        ("cas.toml:10:9", "La fiche « 5 »"),
        ("cas.toml:11:9", "dossier_complet"),
        ("cas.toml:12:10", "Vouliez-vous écrire « violated » ?"),
    ] {
        assert!(errors.contains(place), "{place}\n{errors}");
        assert!(errors.split_whitespace().collect::<Vec<_>>().join(" ").contains(words), "{words}\n{errors}");
    }
}

#[test]
fn a_folder_without_cases_is_an_error() {
    let folder = folder("");
    let (code, text, errors) = output(&folder, &[]);
    assert_eq!((code, text.as_str()), (2, ""));
    assert!(errors.contains("aucun cas de test"), "{errors}");
}
