//! No output replaces what a run reads, nor another output. Each row compares the folder before and after.

use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;

use crate::common::{DAY, Folder, Recevable, Run, eligible, plain_spaces};

/// A folder with a file of every role.
fn inputs() -> Folder {
    let folder = Folder::new();
    folder.write("in/a.yaml", eligible(1));
    folder.write("in/b/c.yaml", eligible(2));
    folder.write("in/illisible.yaml", [0xff, 0xfe]);
    folder.write("in/.git/info/exclude", "rien\n");
    folder.write("in/.gitignore", "rien\n");
    folder.write("in/b/.gitignore", "rien\n");
    folder.write("liste.txt", "in/a.yaml\nin/b\n");
    folder.write("registre.csv", "siret;nom;annee;montant;objet\n");
    folder.write("connus.json", "{\"version\":1,\"tool\":\"recevable\",\"findings\":[]}\n");
    folder.write("avant.json", "{\"schema_version\":2,\"dossiers\":[]}\n");
    folder.write("cadre.toml", include_str!("../../rules/overlays/lens-lievin.toml"));
    Recevable::new(["rules", "export", "regles"]).dir(folder.path()).run().exits(0);
    symlink("in", folder.at("lien")).unwrap();
    symlink("in/a.yaml", folder.at("lien.yaml")).unwrap();
    fs::hard_link(folder.at("in/a.yaml"), folder.at("double.yaml")).unwrap();
    folder
}

/// Runs a check that must refuse an output and leave everything as it was.
#[track_caller]
fn refused(folder: &Folder, arguments: &[&str]) -> Run {
    let before = folder.tree();
    let run = Recevable::new(["check", "--date", DAY].iter().chain(arguments)).dir(folder.path()).within(400).run();
    let run = run.exits(2);
    assert!(folder.tree() == before, "something was written: {arguments:?}\n{run}");
    run
}

#[test]
fn no_output_replaces_a_dossier() {
    let folder = inputs();
    for reading in [&["in/a.yaml"][..], &["in"], &["lien"], &["--files-from", "liste.txt"], &["in", "--no-ignore"]] {
        for target in ["in/a.yaml", "./in/b/../a.yaml", "lien/a.yaml", "lien.yaml", "double.yaml"] {
            for format in ["json", "xlsx", "text"] {
                let run = refused(&folder, &[reading, &["--format", &format!("{format}={target}")]].concat());
                assert!(run.stderr.contains(&format!("{target} est lu par cette vérification")), "{run}");
            }
        }
    }
    let absolute = format!("csv={}", folder.at("in/a.yaml").display());
    refused(&folder, &["in", "--format", &absolute]);
    for target in ["in/b/c.yaml", "in/illisible.yaml"] {
        refused(&folder, &["in", "--format", &format!("html={target}")]);
        refused(&folder, &["in", "--baseline", target, "--write-baseline"]);
    }
    refused(&folder, &["--files-from", "liste.txt", "--format", "json=in/b/c.yaml"]);
}

#[test]
fn no_output_replaces_a_dossier_of_the_current_folder() {
    let folder = Folder::new();
    folder.write("a.yaml", eligible(1));
    folder.write("b.yaml", eligible(2));
    refused(&folder, &["--format", "json=b.yaml"]);
    refused(&folder, &["--format", "json=b.yaml", "--jobs", "1"]);
}

#[test]
fn no_output_replaces_a_file_that_the_check_is_made_with() {
    let folder = inputs();
    let with: &[&str] = &[
        "in",
        "--rules",
        "regles",
        "--overlay",
        "cadre.toml",
        "--registre",
        "registre.csv",
        "--baseline",
        "connus.json",
        "--since",
        "avant.json",
    ];
    for target in [
        "cadre.toml",
        "registre.csv",
        "connus.json",
        "avant.json",
        "regles/socle.toml",
        "regles/tests/socle.toml",
        "regles/reference/communes.csv",
        "in/.gitignore",
        "in/b/.gitignore",
        "in/.git/info/exclude",
    ] {
        let run = refused(&folder, &[with, &["--format", &format!("json={target}")]].concat());
        assert!(run.stderr.contains(&format!("{target} est lu par cette vérification")), "{run}");
    }
    refused(&folder, &["--files-from", "liste.txt", "--format", "json=liste.txt"]);
    symlink("../registre.csv", folder.at("in/registre.txt")).unwrap();
    refused(&folder, &[with, &["--format", "json=in/registre.txt"]].concat());
    // An ignore file that is refused is not replaced either.
    folder.write("in/.gitignore", "*\n".repeat(20_000));
    refused(&folder, &[with, &["--format", "json=in/.gitignore"]].concat());
}

#[test]
fn no_output_replaces_another() {
    let folder = inputs();
    symlink("neuf.json", folder.at("neuf.lien")).unwrap();
    for other in ["neuf.json", "./neuf.json", "in/../neuf.json", "lien/../neuf.json", "neuf.lien"] {
        let run = refused(&folder, &["in", "--format", "json=neuf.json", "--format", &format!("csv={other}")]);
        assert!(run.stderr.contains("deux formats iraient dans le même fichier"), "{run}");
        let baseline = ["--baseline", other, "--write-baseline"];
        let run = refused(&folder, &[&["in", "--format", "json=neuf.json"], &baseline[..]].concat());
        assert!(run.stderr.contains("un rapport et les constats connus"), "{run}");
    }
    fs::hard_link(folder.at("connus.json"), folder.at("aussi.json")).unwrap();
    refused(&folder, &["in", "--format", "json=connus.json", "--baseline", "aussi.json", "--write-baseline"]);
    refused(&folder, &["in", "--format", "json=connus.json", "--format", "csv=aussi.json"]);
}

#[test]
fn the_other_outputs_are_written_when_one_is_given_up() {
    let folder = inputs();
    let before = folder.read("in/b/c.yaml");
    let arguments = ["in", "--format", "csv=bilan.csv", "--format", "json=in/b/c.yaml", "--format", "text"];
    let run = folder.check(arguments).run().exits(2);
    assert_eq!(folder.read("in/b/c.yaml"), before);
    assert!(folder.read("bilan.csv").contains("in/b/c.yaml") && run.stdout.contains("in/b/c.yaml"), "{run}");
    assert_eq!(run.stderr.lines().count(), 1, "{run}");
    // A baseline is given up like a report, and the report is written.
    let dossier = folder.write("in/connus.yaml", folder.read("connus.json"));
    let before = fs::read(&dossier).unwrap();
    let arguments = ["in", "--baseline", "in/connus.yaml", "--write-baseline", "--format", "csv=bilan.csv"];
    let run = folder.check(arguments).run().exits(2);
    assert_eq!(fs::read(&dossier).unwrap(), before, "{run}");
    assert!(run.stderr.contains("in/connus.yaml est lu par cette vérification ; donnez un autre fichier à --baseline"));
    assert!(folder.read("bilan.csv").contains("in/connus.yaml"), "{run}");
}

#[test]
fn what_is_written_beside_the_dossiers_stays_possible() {
    let folder = inputs();
    folder.write("in/ancien.json", "{}");
    for target in ["in/neuf.json", "in/ancien.json", "regles/neuf.json"] {
        folder.check(["in/a.yaml", "--rules", "regles", "--format", &format!("json={target}")]).run().exits(0);
        assert!(folder.read(target).contains("\"dossiers\""), "{target}");
    }
    for _ in 0..2 {
        folder.check(["in/a.yaml", "--baseline", "connus.json", "--write-baseline"]).run().exits(0);
    }
    folder.check(["in/a.yaml", "--format", "json=/dev/null", "--format", "csv=/dev/null"]).run().exits(2);
    folder.check(["in/a.yaml", "--format", "json=/dev/null"]).run().exits(0);
}

#[test]
fn standard_streams_are_files_too() {
    let folder = inputs();
    let shell = |line: &str| {
        let mut command = Command::new("sh");
        command.args(["-c", line]).env("RECEVABLE", env!("CARGO_BIN_EXE_recevable")).current_dir(folder.path());
        let output = command.output().unwrap();
        (output.status.code(), plain_spaces(&String::from_utf8(output.stderr).unwrap()))
    };
    let before = folder.tree();
    for (line, message) in [
        ("\"$RECEVABLE\" check - --format json=in/a.yaml < in/a.yaml", "in/a.yaml est lu par cette vérification"),
        ("\"$RECEVABLE\" check in/a.yaml >> in/a.yaml", "la sortie standard va dans un fichier"),
        ("\"$RECEVABLE\" check in >> in/b/c.yaml", "la sortie standard va dans un fichier"),
        ("\"$RECEVABLE\" check in --registre registre.csv >> registre.csv", "la sortie standard va dans un fichier"),
        ("\"$RECEVABLE\" check --files-from liste.txt >> in/a.yaml", "la sortie standard va dans un fichier"),
        ("\"$RECEVABLE\" check --files-from liste.txt >> in/b/c.yaml", "la sortie standard va dans un fichier"),
        (
            "echo in/a.yaml | \"$RECEVABLE\" check in/b --files-from - >> in/b/c.yaml",
            "la sortie standard va dans un fichier",
        ),
    ] {
        let (code, said) = shell(line);
        assert_eq!(code, Some(2), "{line}: {said}");
        assert!(said.contains(message), "{line}: {said}");
        assert!(folder.tree() == before, "{line}");
    }
    let (code, said) = shell("\"$RECEVABLE\" check in/a.yaml --format text --format json=neuf.json > neuf.json");
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("même fichier"), "{said}");
}

#[test]
fn a_baseline_that_the_next_run_would_refuse_is_not_written() {
    let folder = Folder::new();
    // Paths of three kilobytes make a baseline of more than its limit out of few findings.
    let deep = format!("{}/", "d".repeat(250)).repeat(12);
    let many: String = (0..9_000).map(|at| format!("k{at}: 1\n")).collect();
    for name in ["a", "b", "c"] {
        folder.write(&format!("{deep}{name}.yaml"), &many);
    }
    let known = folder.write("connus.json", "{\"version\":1,\"tool\":\"recevable\",\"findings\":[]}\n");
    let before = folder.tree();
    let arguments = [".", "--baseline", "connus.json", "--write-baseline", "--format", "csv=/dev/null"];
    let run = folder.check(arguments).within(800).run().exits(2);
    assert!(run.stderr.contains("impossible d'écrire connus.json"), "{run}");
    assert!(folder.tree() == before, "{} has changed", known.display());
}
