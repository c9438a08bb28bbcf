//! Dossiers that stand several times in a batch: the same file, the same project, copies.

use serde_json::Value;

use crate::batch::{in_folder, paths};
use crate::common::{Folder, Run, check, edit, eligible, snapshot, verdict};

#[test]
fn the_first_of_several_dossiers_for_a_project_counts_and_later_ones_name_it() {
    let folder = Folder::new();
    let first = eligible(1);
    let renamed = edit(
        &first,
        &[(
            "Un coup de pouce entre voisins : le fonds des habitants",
            "un coup de pouce  ENTRE voisins : le fonds des habitants",
        )],
    );
    folder.write("1.yaml", &first);
    folder.write("2.yaml", eligible(2));
    folder.write("3.yaml", renamed);
    folder.write("4.yaml", &first);
    let run = in_folder(&folder, &[".", "--format", "json"]).run().exits(1);
    let report = run.json();
    let verdicts: Vec<&str> = report.dossiers().iter().map(verdict).collect();
    assert_eq!(verdicts, ["eligible", "eligible", "inconsistent", "inconsistent"]);
    let found = |name| -> Vec<(String, String)> {
        let batch = report.dossier(name)["batch"].as_array().unwrap().iter();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        batch.map(|finding| (text(&finding["rule"]), text(&finding["first"]))).collect()
    };
    let by = |rule: &str| (rule.to_owned(), "./1.yaml".to_owned());
    assert_eq!((found("1.yaml"), found("2.yaml")), (vec![], vec![]));
    assert_eq!((found("3.yaml"), found("4.yaml")), (vec![by("B-DUP-1")], vec![by("B-DUP-1"), by("B-DUP-2")]));
    let lines: Vec<&Value> =
        report.dossier("3.yaml")["batch"][0]["locations"].as_array().unwrap().iter().map(|at| &at["path"]).collect();
    assert_eq!(lines, ["porteur.siret", "projet.intitule"]);
    assert_eq!(report.0["summary"]["duplicates"], serde_json::json!([["./1.yaml", "./3.yaml", "./4.yaml"]]));
    let keys: Vec<&Value> = report.dossiers().iter().map(|dossier| &dossier["duplicate_key"]).collect();
    assert!(keys[0] == keys[2] && keys[0] == keys[3] && keys[0] != keys[1]);
    snapshot("duplicates", &in_folder(&folder, &["."]).run().to_string());
}

#[test]
fn copies_of_a_dossier_without_siret_are_a_reservation() {
    let folder = Folder::new();
    let nameless = edit(&eligible(1), &[("  siret: \"12345601400018\"\n", "")]);
    folder.write("1.yaml", &nameless);
    folder.write("2.yaml", &nameless);
    let alone = verdict(&check(&nameless)).to_owned();
    let report = in_folder(&folder, &[".", "--format", "json"]).run().json();
    let [first, second] = report.dossiers() else { panic!() };
    assert_eq!((verdict(first), verdict(second)), (alone.as_str(), "eligible_with_reservations"));
    assert_eq!(second["batch"][0]["rule"], "B-DUP-2");
}

#[test]
fn a_file_under_several_names_is_checked_once_under_the_first() {
    let folder = Folder::new();
    folder.write("d/a.yaml", eligible(1));
    folder.write("d/b.yaml", eligible(2));
    let absolute = folder.at("d/a.yaml").display().to_string();
    let shown = |arguments: &[&str]| paths_owned(&in_folder(&folder, arguments).run());
    for (named, expected) in [
        (&["d/a.yaml", &absolute][..], vec!["d/a.yaml"]),
        (&[&absolute, "d/a.yaml", "./d/../d/a.yaml"], vec![absolute.as_str()]),
        (&["d/b.yaml", "d"], vec!["d/b.yaml", "d/a.yaml"]),
        (&["d", ".", "d/b.yaml"], vec!["d/a.yaml", "d/b.yaml"]),
        (&["aucun.yaml", "./aucun.yaml", "d/b.yaml"], vec!["aucun.yaml", "d/b.yaml"]),
    ] {
        let arguments = [named, &["--format", "json", "--fail-on", "never"]].concat();
        assert_eq!(shown(&arguments), expected, "{named:?}");
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("a.yaml", folder.at("d/c.yaml")).unwrap();
        std::os::unix::fs::symlink("d", folder.at("e")).unwrap();
        std::fs::hard_link(folder.at("d/b.yaml"), folder.at("d/z.yaml")).unwrap();
        assert_eq!(shown(&["d", "--format", "json"]), ["d/a.yaml", "d/b.yaml"]);
        assert_eq!(shown(&["e", "d", "--format", "json"]), ["e/a.yaml", "e/b.yaml"]);
    }
    // One file is one dossier, in full, with no copy of itself.
    let run = in_folder(&folder, &["d/a.yaml", &absolute]).run().exits(0);
    assert!(run.stdout.starts_with("✓ Éligible à la Fiche 1"), "{run}");
}

fn paths_owned(run: &Run) -> Vec<String> {
    paths(&run.json().0).into_iter().map(str::to_owned).collect()
}

#[test]
fn backup_copies_are_told_by_their_names() {
    let folder = Folder::new();
    let names = ["mon-dossier (2).yaml", "mon-dossier.yaml", "mon-dossier - Copie.yaml", "Copie de mon-dossier.yaml"];
    for name in names {
        folder.write(name, eligible(1));
    }
    let run = in_folder(&folder, &["mon-dossier.yaml", ".", "--format", "json"]).run().exits(1);
    let report = run.json();
    for name in ["./mon-dossier (2).yaml", "./mon-dossier - Copie.yaml", "./Copie de mon-dossier.yaml"] {
        let dossier = report.dossiers().iter().find(|dossier| dossier["path"] == name).unwrap();
        for finding in dossier["batch"].as_array().unwrap() {
            let told = format!("{} est une copie de sauvegarde", &name[2..]);
            assert!(finding["message"].as_str().unwrap().contains(&told), "{finding:#}");
        }
    }
    // In a folder the copy comes first; it is still the copy that is told.
    let run = in_folder(&folder, &["mon-dossier (2).yaml", "mon-dossier.yaml", "--format", "json"]).run().exits(1);
    let told = run.json().dossiers()[1]["batch"][0]["message"].to_string();
    assert!(told.contains("mon-dossier (2).yaml est une copie de sauvegarde"), "{told}");
    folder.write("autre.yaml", eligible(1));
    let run = in_folder(&folder, &["mon-dossier.yaml", "autre.yaml", "--format", "json"]).run().exits(1);
    assert!(!run.stdout.contains("sauvegarde"), "{run}");
}

#[test]
fn hidden_characters_hide_no_duplicate() {
    let folder = Folder::new();
    folder.write("1.yaml", eligible(1));
    let title = "Un coup de pouce entre voisins";
    for (at, hidden) in ["\u{200b}", "\u{ad}", "\u{2060}", "\u{feff}", "\u{202f}"].iter().enumerate() {
        let with = format!("Un{hidden} coup de pou{hidden}ce entre voisins");
        folder.write(&format!("{}.yaml", at + 2), edit(&eligible(1), &[(title, &with)]));
    }
    let report = in_folder(&folder, &[".", "--format", "json"]).run().json();
    let [_, later @ ..] = report.dossiers() else { panic!() };
    assert!(later.len() == 5 && later.iter().all(|dossier| dossier["batch"][0]["rule"] == "B-DUP-1"), "{later:#?}");
}
