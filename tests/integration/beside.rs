//! Files beside the dossiers, from strangers: ignore files, and those of a folder of rule sets. Whatever they are, the
//! run ends soon and takes little memory; `tests/README.md` has the measured figures.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use crate::common::{Folder, Recevable, Run, eligible};

/// What a check of ordinary dossiers takes in a build without optimisation, its program's file of 200 MiB included, and a margin.
const MEBIBYTES: usize = 450;

/// Checks a repository with a dossier in `depot/`, and names what was refused.
fn checked(folder: &Folder) -> Run {
    folder.write("depot/a.yaml", eligible(1));
    let run = Recevable::check(["depot", "--format", "csv"]).dir(folder.path()).within(MEBIBYTES).run().exits(0);
    assert!(run.stdout.contains("depot/a.yaml"), "{run}");
    run
}

fn repository() -> Folder {
    let folder = Folder::new();
    folder.write(".git/info/exclude", "");
    folder
}

#[track_caller]
fn assert_refused(folder: &Folder, path: &str, reason: &str) {
    let run = checked(folder);
    let said: Vec<&str> = run.stderr.lines().collect();
    let [said] = said[..] else { panic!("{run}") };
    assert!(said.contains(path) && said.contains("reste sans effet") && said.contains(reason), "{run}");
}

/// The places of the ignore files that apply in `depot`.
const PLACES: [&str; 3] = ["depot/.gitignore", ".gitignore", ".git/info/exclude"];

#[test]
fn an_ignore_file_that_is_no_file_is_named_and_has_no_effect() {
    for place in PLACES {
        let folder = repository();
        folder.write(place, "");
        fs::remove_file(folder.at(place)).unwrap();
        folder.pipe(place);
        assert_refused(&folder, place, "un tube nommé");
        fs::remove_file(folder.at(place)).unwrap();
        symlink("/dev/zero", folder.at(place)).unwrap();
        assert_refused(&folder, place, "un périphérique");
        fs::remove_file(folder.at(place)).unwrap();
        fs::create_dir(folder.at(place)).unwrap();
        assert_refused(&folder, place, "un répertoire");
        fs::remove_dir(folder.at(place)).unwrap();
        symlink(".gitignore", folder.at(place)).unwrap();
        checked(&folder);
    }
}

#[test]
fn an_ignore_file_that_is_too_large_is_named_and_has_no_effect() {
    for place in PLACES {
        let folder = repository();
        folder.write(place, "*\n".repeat(500_000));
        assert_refused(&folder, place, "256 Kio");
        folder.write(place, "*.yaml\n".repeat(10_001));
        assert_refused(&folder, place, "10000 motifs");
        folder.write(place, format!("*.yaml\n# {}", "*".repeat(10_000_000)));
        assert_refused(&folder, place, "256 Kio");
    }
    // A sparse file of a terabyte.
    let folder = repository();
    fs::File::create(folder.at(".gitignore")).unwrap().set_len(1 << 40).unwrap();
    assert_refused(&folder, ".gitignore", "256 Kio");
}

#[test]
fn patterns_cost_little_up_to_the_limit() {
    let lines = |pattern: &dyn Fn(usize) -> String| {
        let mut text = String::new();
        for line in (0..10_000).map(pattern).take_while(|line| line.len() < 256 * 1024) {
            if text.len() + line.len() < 256 * 1024 {
                text.push_str(&line);
                text.push('\n');
            }
        }
        text
    };
    for (text, is_refused) in [
        (lines(&|_| "[!a-c]".repeat(4)), false),
        (lines(&|_| "{a,b,{c,d}}*x".to_owned()), false),
        (lines(&|at| format!("*{at}?b*")), false),
        (lines(&|at| format!("/nulle/part/{at:013}")), false),
        (lines(&|_| "*a".repeat(12)), true),
        (lines(&|_| "?".repeat(25)), true),
        (lines(&|at| format!("a/**/b/**/c/**/d{at}*")), true),
        ("?".repeat(256 * 1024 - 1), true),
        (format!("*{{{}}}*", (0..30_000).map(|at| format!("{at}?,")).collect::<String>()), false),
    ] {
        let folder = repository();
        folder.write(".gitignore", &text);
        let run = checked(&folder);
        assert_eq!(run.stderr.contains("trop compliqués"), is_refused, "{}\n{run}", &text[..40]);
    }
}

#[test]
fn ignore_files_are_limited_together_too() {
    let folder = repository();
    for at in 0..40 {
        let patterns = "[!a-c][!a-c][!a-c][!a-c].x\n".repeat(1000);
        folder.write(&format!("{}.gitignore", "depot/".repeat(at + 1)), patterns);
    }
    folder.write(&format!("{}b.yaml", "depot/".repeat(40)), eligible(2));
    let run = checked(&folder);
    assert!(run.stdout.contains("b.yaml"), "{run}");
    assert_eq!(run.stderr.matches("trop de motifs").count(), 40 - 19, "{run}");
}

#[test]
fn what_has_no_effect_is_not_even_read() {
    // Outside of a repository, and for other tools.
    let folder = Folder::new();
    fs::create_dir(folder.at("depot")).unwrap();
    folder.pipe(".gitignore");
    folder.pipe("depot/.gitignore");
    folder.pipe("depot/.ignore");
    assert!(checked(&folder).stderr.is_empty());
    let folder = repository();
    folder.pipe(".gitignore");
    fs::create_dir(folder.at("depot")).unwrap();
    folder.pipe("depot/.gitignore");
    folder.write("depot/a.yaml", eligible(1));
    let run = folder.check(["depot", "--no-ignore"]).within(MEBIBYTES).run().exits(0);
    assert!(run.stderr.is_empty(), "{run}");
}

#[test]
fn a_work_tree_of_git_leads_to_no_pipe_and_no_giant() {
    let folder = Folder::new();
    fs::create_dir(folder.at("git")).unwrap();
    folder.write(".git", format!("gitdir: {}\n", folder.at("git").display()));
    folder.pipe("git/commondir");
    assert_refused(&folder, "git/commondir", "un tube nommé");
    fs::remove_file(folder.at("git/commondir")).unwrap();
    folder.write("git/commondir", ".\n");
    folder.write("git/info/exclude", "brouillon.yaml\n");
    folder.write("depot/brouillon.yaml", eligible(2));
    assert!(!checked(&folder).stdout.contains("brouillon.yaml"), "what git ignores for all work trees");
    folder.write(".git", "g".repeat(10_000_000));
    assert_refused(&folder, ".git", "256 Kio");
    fs::remove_file(folder.at(".git")).unwrap();
    folder.pipe(".git");
    assert!(checked(&folder).stdout.contains("brouillon.yaml"));
}

/// Runs a command over rule sets that are refused, and gives what it says.
fn refused_rules(folder: &Folder, arguments: &[&str]) -> String {
    let run = Recevable::new(arguments).dir(folder.path()).within(MEBIBYTES).run().exits(2);
    format!("{}{}", run.stdout, run.stderr)
}

fn exported() -> Folder {
    let folder = Folder::new();
    Recevable::new(["rules", "export", "regles"]).dir(folder.path()).run().exits(0);
    folder
}

#[test]
fn no_file_of_a_folder_of_rule_sets_is_waited_for_or_read_without_limit() {
    let check: &[&str] = &["check", "--rules", "regles", "a.yaml"];
    let test: &[&str] = &["rules", "test", "regles"];
    for (place, arguments) in [
        ("regles/x.toml", check),
        ("regles/reference/x.csv", check),
        ("regles/reference/x.toml", check),
        ("regles/tests/x.toml", test),
        ("regles/tests/x.yaml", test),
    ] {
        let folder = exported();
        folder.pipe(place);
        assert!(refused_rules(&folder, arguments).contains("un tube nommé"), "{place}");
        fs::remove_file(folder.at(place)).unwrap();
        symlink("/dev/zero", folder.at(place)).unwrap();
        assert!(refused_rules(&folder, arguments).contains("un périphérique"), "{place}");
        fs::remove_file(folder.at(place)).unwrap();
        fs::File::create(folder.at(place)).unwrap().set_len(120 * 1024 * 1024).unwrap();
        let said = refused_rules(&folder, arguments);
        assert!(said.contains("dépasse la taille maximale") && said.contains(place), "{place}: {said}");
    }
}

#[test]
fn the_files_of_a_folder_of_rule_sets_are_limited_together() {
    let folder = exported();
    for at in 0..40 {
        folder.write(&format!("regles/reference/x{at:02}.csv"), "a,b\n".repeat(1_000_000));
        folder.write(&format!("regles/tests/x{at:02}.toml"), format!("# {}\n", "x".repeat(1_000_000)));
    }
    let together = "Avec les fichiers lus avant lui";
    let said = refused_rules(&folder, &["check", "--rules", "regles", "a.yaml"]);
    assert_eq!(said.matches(together).count(), 1, "{said}");
    fs::remove_dir_all(folder.at("regles/reference")).unwrap();
    let folder = exported();
    for at in 0..2000 {
        folder.write(&format!("regles/tests/x{at:04}.toml"), "");
    }
    let said = refused_rules(&folder, &["rules", "test", "regles"]);
    assert_eq!(said.matches(together).count(), 1, "{said}");
}

#[test]
fn a_table_of_commas_or_of_empty_rows_takes_little_memory() {
    for (name, text) in [
        ("x.csv", ",".repeat(4 * 1024 * 1024 - 1)),
        ("x.csv", format!("a,b\n{}", ",\n".repeat(2_000_000))),
        ("x.toml", "[[row]]\n".repeat(130_000)),
        ("x.toml", format!("row = [{}]\n", "{},".repeat(340_000))),
    ] {
        let folder = exported();
        folder.write(&format!("regles/reference/{name}"), text);
        folder.write("a.yaml", eligible(1));
        let run = Recevable::check(["a.yaml", "--rules", "regles"]).dir(folder.path()).within(MEBIBYTES).run();
        assert!([0, 2].contains(&run.code()), "{run}");
    }
}

#[test]
fn an_export_follows_no_link_that_stands_in_its_folder() {
    let folder = Folder::new();
    fs::create_dir(folder.at("regles")).unwrap();
    symlink("../ailleurs.toml", folder.at("regles/socle.toml")).unwrap();
    let run = Recevable::new(["rules", "export", "regles"]).dir(folder.path()).run().exits(2);
    assert!(run.stderr.contains("socle.toml") && !Path::new(&folder.at("ailleurs.toml")).exists(), "{run}");
}
