//! `.recevable.toml`: options of `check` for the dossiers of a folder, overridden by the command line.

use std::fs;
use std::os::unix::fs::symlink;

use crate::common::{DAY, Folder, Recevable, Run, eligible, example, snapshot};

const RESERVATIONS: &str = "fiche-1-avec-reserves.yaml";

/// A repository of dossiers with settings of its own.
fn repository(settings: &str) -> Folder {
    let folder = Folder::new();
    folder.write("dossiers/reserves.yaml", example(RESERVATIONS));
    folder.write("dossiers/lens/bon.yaml", eligible(4));
    folder.write("cadre/lens.toml", include_str!("../../rules/overlays/lens-lievin.toml"));
    folder.write(".recevable.toml", settings);
    folder
}

fn run(folder: &Folder, within: &str, arguments: &[&str]) -> Run {
    let line = ["check", "--date", DAY].iter().chain(arguments);
    Recevable::new(line).dir(&folder.at(within)).within(400).run()
}

#[test]
fn it_is_found_beside_and_above_what_is_checked() {
    let folder = repository("fail-on = \"warning\"\noverlays = [\"cadre/lens.toml\"]\n");
    for (within, path) in [
        (".", "dossiers"),
        (".", "dossiers/reserves.yaml"),
        ("dossiers", "."),
        ("dossiers", "reserves.yaml"),
        ("dossiers/lens", ".."),
    ] {
        let told = run(&folder, within, &[path]).exits(1);
        assert!(told.stderr.contains(".recevable.toml (fail-on, overlays)"), "{told}");
        let told = run(&folder, within, &[path, "--format", "json"]).exits(1).json().0;
        assert_eq!(told["dossiers"].as_array().unwrap().len(), if path.ends_with("yaml") { 1 } else { 2 });
    }
    let read = Recevable::new(["check", "-", "--date", DAY]).dir(folder.path()).stdin(example(RESERVATIONS)).run();
    read.exits(1);
    folder.write("liste.txt", "dossiers/reserves.yaml\n");
    run(&folder, ".", &["--files-from", "liste.txt"]).exits(1);
    // What stands above a repository is another's.
    fs::create_dir(folder.at("dossiers/lens/.git")).unwrap();
    let told = run(&folder, "dossiers/lens", &["."]).exits(0);
    assert_eq!(told.stderr, "");
    let told = run(&folder, ".", &["dossiers", "--no-config"]).exits(0);
    assert_eq!(told.stderr, "");
    assert_eq!(run(&folder, ".", &["dossiers", "-q"]).exits(1).stderr, "");
}

#[test]
fn the_command_line_and_the_environment_come_first() {
    let settings = "fail-on = \"warning\"\nlang = \"en\"\nformats = [\"concise\"]\nexclude = [\"reserves*\"]\n";
    let folder = repository(settings);
    assert_eq!(run(&folder, ".", &["dossiers"]).exits(0).stdout, "");
    let all = run(&folder, ".", &["dossiers", "--exclude", "rien*"]).exits(1);
    assert!(all.stdout.contains("dossiers/reserves.yaml:") && all.stdout.contains(" is given"), "{all}");
    run(&folder, ".", &["dossiers", "--exclude", "rien*", "--fail-on", "error"]).exits(0);
    let french = run(&folder, ".", &["dossiers", "--exclude", "rien*", "--lang", "fr"]).exits(1);
    assert!(french.stdout.contains("rien n'est indiqué") && french.stderr.contains("réglages de"), "{french}");
    let text = run(&folder, ".", &["dossiers", "--format", "text"]).exits(0);
    assert!(text.stdout.contains("1 éligible") || text.stdout.contains("Eligible"), "{text}");
    let line = ["check", "dossiers", "--date", DAY, "--exclude", "rien*"];
    let french = Recevable::new(line).dir(folder.path()).env("RECEVABLE_LANG", "fr").run().exits(1);
    assert!(french.stdout.contains("rien n'est indiqué"), "{french}");
    let english = Recevable::new(line).dir(folder.path()).env("RECEVABLE_LANG", "").run().exits(1);
    assert!(english.stdout.contains(" is given"), "an empty variable asks for nothing: {english}");
}

#[test]
fn what_is_in_force_is_shown_with_where_it_comes_from() {
    let settings = "# Réglages\noverlays = \"cadre/lens.toml\"\nlang = \"en\"\nformats = [\"text\", \"html=b/{nom}.html\"]\nregister = \"r.csv\"\n";
    let folder = repository(settings);
    let shown = run(&folder, ".", &["dossiers", "--show-config", "--fail-on", "never", "--include", "*\"\u{1b}.yaml"]);
    snapshot("show-config", &shown.exits(0).stdout);
    let none = run(&folder, ".", &["--show-config", "--no-config"]).exits(0);
    assert!(
        none.stdout.contains("Il n'y a pas de .recevable.toml") && none.stdout.contains("fail-on = \"error\""),
        "{none}"
    );
    // It is what the file would have.
    folder.write(".recevable.toml", &none.stdout);
    assert_eq!(run(&folder, ".", &["--show-config"]).exits(0).stdout.lines().count(), none.stdout.lines().count());
}

#[test]
fn all_that_is_wrong_is_told_at_its_place() {
    let folder = repository(
        "overlay = [\"cadre/lens.toml\"]\nfail-on = \"warnin\"\nlang = 3\nformats = [\"htm\", \"text={noms}.txt\"]\nbaseline = \"../connus.json\"\n",
    );
    let before = folder.tree();
    snapshot("config-errors", &run(&folder, ".", &["dossiers"]).exits(2).stderr);
    let english = run(&folder, ".", &["dossiers", "--lang", "en", "-q"]).exits(2);
    assert!(english.stderr.contains(".recevable.toml:1:1: There is no key “overlay” here."), "{english}");
    folder.write(".recevable.toml", "formats = [\"text\"\n");
    assert!(run(&folder, ".", &["dossiers"]).exits(2).stderr.contains("n'est jamais refermé"));
    folder.write(".recevable.toml", before[".recevable.toml"].clone());
    assert!(folder.tree() == before);
}

#[test]
fn it_writes_in_its_own_folder_only() {
    let folder = repository("");
    folder.write("ailleurs/x.html", "ancien");
    folder.pipe("dossiers/tube");
    symlink("../ailleurs", folder.at("dossiers/lien")).unwrap();
    symlink("../ailleurs/x.html", folder.at("dossiers/x.html")).unwrap();
    let before = fs::read(folder.at("ailleurs/x.html")).unwrap();
    let absolute = format!("html={}", folder.at("dossiers/y.html").display());
    for format in [
        "html=../y.html",
        &absolute,
        "html=lien/x.html",
        "html=lien/nouveau/x.html",
        "html=x.html",
        "html=tube",
        "html={nom}/y.html",
        "html=a/../../y.html",
    ] {
        folder.write("dossiers/.recevable.toml", format!("formats = [\"{format}\"]\n"));
        let refused = run(&folder, ".", &["dossiers"]).exits(2);
        assert!(refused.stderr.contains("R-PATH"), "{refused}");
    }
    // A link where a report of a series would go leads nowhere either.
    folder.write("dossiers/.recevable.toml", "formats = [\"html={nom}.html\"]\n");
    folder.write("dossiers/x.yaml", eligible(3));
    run(&folder, ".", &["dossiers"]).exits(2);
    assert_eq!(fs::read(folder.at("ailleurs/x.html")).unwrap(), before);
    folder.write("dossiers/.recevable.toml", "formats = [\"html=bilans/{nom}.html\", \"json=tout.json\"]\n");
    run(&folder, "dossiers/lens", &["../reserves.yaml"]).exits(0);
    assert!(folder.at("dossiers/bilans/reserves.html").exists() && folder.at("dossiers/tout.json").exists());
    // The settings are read, and replaced by nothing.
    let run = run(&folder, ".", &["dossiers", "--format", "json=dossiers/.recevable.toml"]).exits(2);
    assert!(run.stderr.contains(".recevable.toml est lu par cette vérification"), "{run}");
}

#[test]
fn two_files_and_what_is_no_file_are_told() {
    let folder = repository("fail-on = \"warning\"\n");
    folder.write("dossiers/lens/.recevable.toml", "");
    let two = run(&folder, ".", &["dossiers/reserves.yaml", "dossiers/lens"]).exits(2);
    assert!(two.stderr.contains(".recevable.toml et dossiers/lens/.recevable.toml"), "{two}");
    run(&folder, ".", &["dossiers/reserves.yaml", "dossiers/lens", "--no-config"]).exits(0);
    fs::remove_file(folder.at("dossiers/lens/.recevable.toml")).unwrap();
    folder.pipe("dossiers/lens/.recevable.toml");
    let pipe = run(&folder, ".", &["dossiers/lens"]).exits(2);
    assert!(pipe.stderr.contains("dossiers/lens/.recevable.toml") && pipe.stderr.contains("--no-config"), "{pipe}");
    fs::remove_file(folder.at(".recevable.toml")).unwrap();
    symlink("/dev/zero", folder.at(".recevable.toml")).unwrap();
    run(&folder, ".", &["dossiers/reserves.yaml"]).exits(2);
    fs::remove_file(folder.at(".recevable.toml")).unwrap();
    folder.write(".recevable.toml", "# ".repeat(1 << 20));
    run(&folder, ".", &["dossiers/reserves.yaml"]).exits(2);
}
