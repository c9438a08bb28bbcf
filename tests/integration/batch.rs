//! Many dossiers: order, folders and lists of paths, interrupts and failing outputs.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Command};
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::common::{DAY, Folder, Recevable, eligible, example, example_names, plain_spaces, repository};

/// A folder with dossiers of every verdict, some of them copies, and things that are none.
fn mixed() -> Folder {
    let folder = Folder::new();
    for copy in ["a", "b/c", "b", "z"] {
        for name in example_names() {
            folder.write(&format!("{copy}/{name}"), example(&name));
        }
    }
    folder.write("b/alias.yaml", "a: &x 1\nb: *x\n");
    folder.write("b/binaire.yaml", [0xff, 0xfe, 0, 1]);
    folder.write("b/note.txt", "pas un dossier");
    folder
}

pub(crate) fn in_folder(folder: &Folder, arguments: &[&str]) -> Recevable {
    Recevable::new(["check", "--date", DAY].iter().chain(arguments)).dir(folder.path())
}

pub(crate) fn paths(report: &Value) -> Vec<&str> {
    report["dossiers"].as_array().unwrap().iter().map(|dossier| dossier["path"].as_str().unwrap()).collect()
}

#[test]
fn every_number_of_jobs_gives_the_same_bytes() {
    let folder = mixed();
    for format in ["json", "ndjson", "text", "csv", "sarif", "html"] {
        let with = |jobs| in_folder(&folder, &[".", "--format", format, "--jobs", jobs]).run().exits(1).stdout;
        let one = with("1");
        assert!(!one.is_empty());
        for jobs in ["2", "3", "16"] {
            assert!(with(jobs) == one, "{format} with {jobs} jobs");
        }
    }
}

#[test]
fn results_come_in_the_order_of_the_paths_given_and_of_names_within_folders() {
    let folder = Folder::new();
    for name in ["d/2.yaml", "d/1.yml", "d/1/x.yaml", "c.yaml", "a.yaml"] {
        folder.write(name, "version: 1\n");
    }
    let run = in_folder(&folder, &["d", "a.yaml", "--format", "json", "c.yaml", "d/2.yaml"]).run().exits(1);
    assert_eq!(paths(&run.json().0), ["d/1/x.yaml", "d/1.yml", "d/2.yaml", "a.yaml", "c.yaml"]);
}

#[test]
fn globs_and_git_choose_among_the_files_of_a_folder() {
    let folder = Folder::new();
    for name in [".git/HEAD", "lens/a.yaml", "lens/brouillon.yaml", "lille/a.yaml", ".cache/a.yaml"] {
        folder.write(name, "version: 1\n");
    }
    folder.write(".gitignore", "lille\n");
    let taken = |arguments: &[&str]| {
        let arguments = [&["--format", "json"], arguments].concat();
        paths(&in_folder(&folder, &arguments).run().exits(1).json().0).join(" ")
    };
    assert_eq!(taken(&[]), "./lens/a.yaml ./lens/brouillon.yaml");
    assert_eq!(taken(&["--no-ignore"]), "./lens/a.yaml ./lens/brouillon.yaml ./lille/a.yaml");
    assert_eq!(taken(&["--exclude", "brouillon*"]), "./lens/a.yaml");
    assert_eq!(taken(&["--include", "**/a.yaml", "--no-ignore", "--exclude", "lille"]), "./lens/a.yaml");
    assert_eq!(taken(&["lille/a.yaml", "--exclude", "lille"]), "lille/a.yaml", "what is named is taken");
    let run = in_folder(&folder, &["--include", "!lens"]).run().exits(2);
    assert!(run.stderr.starts_with("recevable : ce motif n'est pas compris"), "{run}");
}

#[test]
fn lists_of_paths_end_with_newlines_or_nul_bytes() {
    let folder = Folder::new();
    for name in ["été 2015.yaml", "a.yaml", "d/b.yaml", "c.yaml"] {
        folder.write(name, "version: 1\n");
    }
    folder.write("liste.txt", "\u{feff}été 2015.yaml\r\nd\r\n\r\na.yaml\r\n");
    let taken = |list: &str, input: &[u8], more: &[&str]| {
        let arguments = [&["--format", "json", "--files-from", list], more].concat();
        paths(&in_folder(&folder, &arguments).stdin(input).run().exits(1).json().0).join(" ")
    };
    assert_eq!(taken("liste.txt", b"", &[]), "été 2015.yaml d/b.yaml a.yaml");
    assert_eq!(taken("-", b"a.yaml\0d\0", &["c.yaml"]), "c.yaml a.yaml d/b.yaml");
    let run = in_folder(&folder, &["--files-from", "aucune.txt"]).run().exits(2);
    assert!(run.stderr.contains("la liste aucune.txt") && run.stdout.is_empty(), "{run}");
    in_folder(&folder, &["--files-from", "-", "-"]).stdin("a.yaml\n").run().exits(2);
    in_folder(&folder, &["--files-from", "-"]).run().exits(2);
    let run = in_folder(&folder, &["--files-from", "-", "--format", "json"]).stdin("a.yaml\naucun.yaml\n").run();
    let report = run.exits(2).json();
    assert_eq!(report.dossier("aucun.yaml")["errors"][0]["code"], "D-IO");
}

#[test]
fn unreadable_folders_and_special_files_leave_the_others_checked() {
    let folder = Folder::new();
    folder.write("a.yaml", eligible(1));
    folder.write("c.yaml", eligible(2));
    folder.pipe("b.yaml");
    let run = in_folder(&folder, &["aucun", ".", "--format", "json"]).run().exits(2);
    assert_eq!(paths(&run.json().0), ["aucun", "./a.yaml", "./c.yaml"]);
    assert_eq!(run.stderr.lines().count(), 1, "{run}");
    assert!(run.stderr.contains("b.yaml"), "{run}");
}

/// Sends a signal, and waits for the end.
fn signal(child: &mut Child, signal: &str) -> i32 {
    assert!(Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap().success());
    let begun = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status.code().unwrap_or_else(|| panic!("ended by the signal"));
        }
        assert!(begun.elapsed() < Duration::from_secs(20), "does not end");
        sleep(Duration::from_millis(5));
    }
}

#[test]
fn an_interrupted_run_keeps_its_results_and_leaves_files_as_they_were() {
    let folder = Folder::new();
    folder.write("bilan.csv", "avant");
    for stop in ["-INT", "-TERM"] {
        let mut run = in_folder(&folder, &["--files-from", "-", "--format", "ndjson", "--format", "csv=bilan.csv"]);
        let mut child = run.start();
        let mut input = child.stdin.take().unwrap();
        for name in example_names() {
            writeln!(input, "{}", repository().join("examples").join(name).display()).unwrap();
        }
        input.flush().unwrap();
        // The list goes on, and so does the run, until it is interrupted.
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        for _ in example_names() {
            line.clear();
            output.read_line(&mut line).unwrap();
            assert!(serde_json::from_str::<Value>(&line).is_ok());
        }
        assert_eq!(signal(&mut child, stop), 130);
        assert_eq!(folder.read("bilan.csv"), "avant");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "no draft is left");
        drop(input);
    }
}

#[test]
fn the_summary_of_an_interrupted_run_is_marked_incomplete() {
    let folder = Folder::new();
    folder.write("a.yaml", eligible(1));
    folder.write("b.yaml", eligible(2));
    for format in ["json", "text"] {
        let mut run = in_folder(&folder, &["--files-from", "-", "--format", format]);
        let mut child = run.start();
        let mut input = child.stdin.take().unwrap();
        write!(input, "a.yaml\nb.yaml\n").unwrap();
        input.flush().unwrap();
        // From outside nothing shows when both are done; they are long before this.
        sleep(Duration::from_millis(1500));
        assert_eq!(signal(&mut child, "-INT"), 130);
        let mut shown = String::new();
        child.stdout.take().unwrap().read_to_string(&mut shown).unwrap();
        if format == "json" {
            let report: Value = serde_json::from_str(&shown).unwrap();
            assert_eq!(report["summary"]["complete"], false);
            assert_eq!(paths(&report), ["a.yaml", "b.yaml"]);
        } else {
            assert!(shown.contains("interrompu"), "{shown}");
        }
        drop(input);
    }
}

#[test]
fn results_of_a_slow_list_are_streamed_and_it_can_be_interrupted() {
    let folder = Folder::new();
    folder.write("a.yaml", eligible(1));
    let mut run = in_folder(&folder, &["--files-from", "-", "--format", "ndjson"]);
    let mut child = run.start();
    let mut input = child.stdin.take().unwrap();
    writeln!(input, "a.yaml").unwrap();
    input.flush().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
    assert!(line.contains("\"a.yaml\""), "{line}");
    assert_eq!(signal(&mut child, "-INT"), 130);
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert_eq!(plain_spaces(&said), "recevable : interrompu après 1 dossier\n");
    drop(input);
}

#[test]
fn no_report_overwrites_an_input() {
    let folder = Folder::new();
    folder.write("a.yaml", eligible(1));
    folder.write("registre.csv", "siret;nom;annee;montant;objet\n");
    folder.write("liste.txt", "a.yaml\n");
    for (reading, target) in [
        (&["a.yaml"][..], "./a.yaml"),
        (&["a.yaml", "--registre", "registre.csv"], "registre.csv"),
        (&["--files-from", "liste.txt"], "liste.txt"),
    ] {
        let before = folder.read(target);
        let format = format!("csv={target}");
        let run = in_folder(&folder, &[reading, &["--format", &format]].concat()).run().exits(2);
        assert!(run.stderr.contains("est lu par cette vérification"), "{run}");
        assert_eq!(folder.read(target), before);
    }
}

#[test]
fn standard_input_is_one_dossier_among_others() {
    let folder = Folder::new();
    folder.write("a.yaml", eligible(1));
    let run = in_folder(&folder, &["a.yaml", "-", "--format", "json"]).stdin(eligible(2)).run().exits(0);
    assert_eq!(paths(&run.json().0), ["a.yaml", "-"]);
    in_folder(&folder, &["-", "-"]).stdin(eligible(2)).run().exits(2);
}

#[test]
fn a_closed_pipe_ends_the_run_quietly() {
    let folder = mixed();
    let mut run = in_folder(&folder, &[".", "--format", "json", "-v"]);
    let mut child = run.start();
    let mut output = child.stdout.take().unwrap();
    output.read_exact(&mut [0; 64]).unwrap();
    drop(output);
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert_eq!((child.wait().unwrap().code(), said.as_str()), (Some(0), ""));
}

#[test]
fn no_progress_is_shown_without_a_terminal() {
    let run = Recevable::check(["examples", "--format", "ndjson"]).run().exits(1);
    assert_eq!(run.stderr, "");
}

#[test]
fn a_report_that_fails_leaves_the_others_written() {
    let folder = mixed();
    folder.write("clos.json", "avant");
    for failing in ["csv=/dev/full", "html=aucun/page.html"] {
        let run = in_folder(&folder, &[".", "--format", failing, "--format", "json=tout.json"]).run().exits(2);
        assert!(run.stderr.contains(failing.split_once('=').unwrap().1), "{run}");
        let report: Value = serde_json::from_str(&folder.read("tout.json")).unwrap();
        assert_eq!(report["summary"]["complete"], true);
        assert_eq!(report["summary"]["dossiers"], 4 * example_names().len() + 2);
    }
}

#[test]
fn a_closed_pipe_leaves_reports_in_files_written() {
    let folder = mixed();
    let mut run = in_folder(&folder, &[".", "--format", "json", "-v", "--format", "csv=tout.csv"]);
    let mut child = run.start();
    let mut output = child.stdout.take().unwrap();
    output.read_exact(&mut [0; 64]).unwrap();
    drop(output);
    assert_eq!(child.wait().unwrap().code(), Some(1));
    assert_eq!(folder.read("tout.csv").lines().count(), 1 + 4 * example_names().len() + 2);
}
