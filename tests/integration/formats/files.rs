//! Reports to files: written whole or not at all, and never two to one file.

use std::fs::{self, File};
use std::io::{BufReader, Read};
use std::os::unix::fs::{FileTypeExt, symlink};
use std::process::{Command, Stdio};

use crate::common::{DAY, Folder, Recevable, Run, eligible, repository};

fn names(folder: &Folder) -> Vec<String> {
    let entries = fs::read_dir(folder.path()).unwrap();
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn good() -> Folder {
    let folder = Folder::new();
    folder.write("bon.yaml", eligible(1));
    folder
}

fn check(folder: &Folder, formats: &[&str]) -> Run {
    let base = ["check", "bon.yaml", "--date", DAY];
    let formats = formats.iter().flat_map(|format| ["--format", *format]);
    Recevable::new(base.into_iter().chain(formats)).dir(folder.path()).run()
}

#[test]
fn every_format_at_once_each_in_its_file() {
    let folder = good();
    let formats = [
        "text", "json", "ndjson", "sarif", "junit", "github", "concise", "gitlab", "csv", "xlsx", "html", "markdown",
        "lettre",
    ];
    let outputs: Vec<String> = formats.iter().map(|format| format!("{format}=r.{format}")).collect();
    let run = check(&folder, &outputs.iter().map(String::as_str).collect::<Vec<_>>()).exits(0);
    assert_eq!(run.stdout, "");
    assert_eq!(run.stderr.lines().count(), 1, "{run}");
    for format in formats.iter().filter(|format| **format != "xlsx") {
        let alone = check(&folder, &[format]).exits(0);
        assert_eq!(folder.read(&format!("r.{format}")), alone.raw_stdout, "{format}");
    }
    assert!(fs::read(folder.at("r.xlsx")).unwrap().starts_with(b"PK"));
}

#[test]
fn two_formats_are_not_written_to_one_file() {
    let folder = good();
    folder.write("r.json", "ancien");
    fs::create_dir(folder.at("sous")).unwrap();
    for [one, other] in [["r.json", "r.json"], ["r.json", "./sous/../r.json"], ["neuf", "sous/../neuf"]] {
        let run = check(&folder, &[&format!("json={one}"), &format!("html={other}")]).exits(2);
        assert!(run.stderr.contains("même fichier") && run.stderr.contains(other), "{run}");
        assert_eq!(run.stdout, "");
    }
    assert_eq!(folder.read("r.json"), "ancien");
    assert_eq!(names(&folder), ["bon.yaml", "r.json", "sous"]);
}

#[test]
fn a_folder_is_no_target() {
    let folder = good();
    fs::create_dir(folder.at("rapport")).unwrap();
    let run = check(&folder, &["html=rapport"]).exits(2);
    assert!(run.stderr.contains("rapport"), "{run}");
    assert_eq!(names(&folder), ["bon.yaml", "rapport"]);
}

#[test]
fn a_symbolic_link_is_kept() {
    let folder = good();
    folder.write("ailleurs/r.json", "ancien");
    symlink(folder.at("ailleurs/r.json"), folder.at("r.json")).unwrap();
    check(&folder, &["json=r.json"]).exits(0);
    assert!(folder.at("r.json").is_symlink());
    assert!(folder.read("ailleurs/r.json").starts_with('{'));
    let run = check(&folder, &["json=r.json", "html=ailleurs/r.json"]).exits(2);
    assert!(run.stderr.contains("même fichier"), "{run}");
}

#[test]
fn a_device_is_written_to_and_not_replaced() {
    let folder = good();
    check(&folder, &["json=/dev/null"]).exits(0);
    assert!(fs::metadata("/dev/null").unwrap().file_type().is_char_device());
}

#[test]
fn a_full_device_is_reported() {
    if !fs::exists("/dev/full").unwrap() {
        println!("skipped: there is no /dev/full");
        return;
    }
    let folder = good();
    for format in ["text", "json", "ndjson", "sarif", "junit", "csv", "xlsx", "html", "markdown", "lettre"] {
        let run = check(&folder, &[&format!("{format}=/dev/full")]).exits(2);
        assert!(run.stderr.contains("/dev/full"), "{run}");
    }
    assert!(fs::metadata("/dev/full").unwrap().file_type().is_char_device());
    let mut program = Command::new(env!("CARGO_BIN_EXE_recevable"));
    program.args(["check", "bon.yaml", "--date", DAY]).current_dir(folder.path());
    let output = program.stdout(File::options().write(true).open("/dev/full").unwrap()).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("sortie standard"));
}

/// No file may grow past eight blocks, as on a disk that is full.
#[test]
fn a_failed_write_leaves_the_old_report_and_no_draft() {
    for format in ["json", "sarif", "junit", "html", "xlsx"] {
        let folder = Folder::new();
        folder.write("r", "ancien");
        let script = format!(
            "trap '' XFSZ; ulimit -f 8; exec {} check {} --date {DAY} --format {format}=r",
            env!("CARGO_BIN_EXE_recevable"),
            repository().join("examples").display()
        );
        let mut shell = Command::new("sh");
        let output = shell.args(["-c", &script]).current_dir(folder.path()).stdin(Stdio::null()).output().unwrap();
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{format}: {told}");
        assert!(told.contains("impossible d'écrire r ("), "{format}: {told}");
        assert_eq!(folder.read("r"), "ancien", "{format}");
        assert_eq!(names(&folder), ["r"], "{format}");
    }
}

#[test]
fn a_closed_pipe_ends_every_format_quietly() {
    for format in ["sarif", "junit", "github", "concise", "gitlab", "csv", "html", "markdown", "lettre"] {
        let mut run = Recevable::check(["examples", "--format", format]);
        let mut child = run.start();
        let mut stdout = BufReader::with_capacity(64, child.stdout.take().unwrap());
        let mut begun = [0; 16];
        stdout.read_exact(&mut begun).unwrap();
        drop(stdout);
        let output = child.wait_with_output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{format}");
        // A short report may be through before the reader is gone.
        assert!(matches!(output.status.code(), Some(0 | 1)), "{format}");
    }
}

#[test]
fn paths_for_services_are_relative_through_a_linked_folder() {
    let folder = Folder::new();
    folder.write("depot/dossiers/a.yaml", eligible(1).replace("version: 1", "version: 2"));
    symlink("depot", folder.at("lien")).unwrap();
    let named = folder.at("lien/dossiers/a.yaml").display().to_string();
    let shown = |format: &str| {
        let arguments = ["check", &named, "--date", DAY, "--format", format];
        Recevable::new(arguments).dir(&folder.at("depot")).run().exits(1).stdout
    };
    assert!(shown("github").starts_with("::error file=dossiers/a.yaml,"), "{}", shown("github"));
    assert!(shown("gitlab").contains("\"path\":\"dossiers/a.yaml\""), "{}", shown("gitlab"));
    let sarif = shown("sarif");
    assert!(sarif.contains("\"uri\": \"dossiers/a.yaml\"") || sarif.contains("\"uri\":\"dossiers/a.yaml\""), "{sarif}");
}
