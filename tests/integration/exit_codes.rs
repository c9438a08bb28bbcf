//! The exit codes.

use crate::common::{DAY, Folder, Recevable, eligible};

const ELIGIBLE: &str = "examples/fiche-1-eligible.yaml";
const RESERVATIONS: &str = "examples/fiche-1-avec-reserves.yaml";
const INCOMPLETE: &str = "examples/fiche-2-incomplet.yaml";
const INCONSISTENT: &str = "examples/fiche-2-code-de-commune-associee.yaml";
const INELIGIBLE: &str = "examples/fiche-1-plancher-un-centime.yaml";
const UNREADABLE: &str = "examples/erreurs-de-structure.yaml";
const ABSENT: &str = "examples/absent.yaml";

/// The exit code of a check of these files.
fn code(paths: &[&str], fail_on: &str) -> i32 {
    let arguments = [&["check", "--date", DAY, "--fail-on", fail_on], paths].concat();
    Recevable::new(arguments).run().code()
}

#[test]
fn each_verdict_has_its_code_at_each_level() {
    for (path, codes) in [
        (ELIGIBLE, [0, 0, 0]),
        (RESERVATIONS, [0, 1, 0]),
        (INCOMPLETE, [1, 1, 0]),
        (INCONSISTENT, [1, 1, 0]),
        (INELIGIBLE, [1, 1, 0]),
        (UNREADABLE, [1, 1, 0]),
        (ABSENT, [2, 2, 2]),
    ] {
        let found = ["error", "warning", "never"].map(|fail_on| code(&[path], fail_on));
        assert_eq!(found, codes, "{path}");
    }
}

#[test]
fn the_worst_of_several_counts_wherever_it_stands() {
    for (paths, expected) in [
        (&[ELIGIBLE, RESERVATIONS][..], 0),
        (&[ELIGIBLE, INELIGIBLE], 1),
        (&[INELIGIBLE, ELIGIBLE], 1),
        (&[ABSENT, INELIGIBLE, ELIGIBLE], 2),
        (&[ELIGIBLE, INELIGIBLE, ABSENT], 2),
    ] {
        assert_eq!(code(paths, "error"), expected, "{paths:?}");
    }
}

#[test]
fn a_file_that_cannot_be_read_has_a_row_and_the_others_are_checked() {
    let report = Recevable::check([ABSENT, ELIGIBLE, "--format", "json"]).run().exits(2).json();
    let [absent, eligible] = report.dossiers() else { panic!() };
    assert_eq!((&absent["verdict"], &absent["errors"][0]["code"]), (&"unreadable".into(), &"D-IO".into()));
    assert_eq!(eligible["verdict"], "eligible");
    assert_eq!(report.0["summary"]["dossiers"], 2);
}

#[test]
fn a_folder_without_dossiers_is_a_failed_check() {
    let folder = Folder::new();
    folder.write("notes.txt", "rien");
    folder.write(".cache/hidden.yaml", eligible(1));
    let run = Recevable::new(["check"]).dir(folder.path()).run().exits(2);
    assert!(run.stdout.is_empty() && run.stderr.contains("aucun dossier trouvé"), "{run}");
    let run = Recevable::new(["check", ".", "--fail-on", "never", "--lang", "en"]).dir(folder.path()).run().exits(2);
    assert!(run.stderr.contains("no dossier found"), "{run}");
}

#[test]
fn the_current_folder_is_checked_when_none_is_named() {
    let folder = Folder::new();
    folder.write("a.yaml", eligible(1));
    folder.write("sous/b.yml", eligible(2));
    let run = folder.check(["--format", "json"]).run().exits(0);
    assert_eq!(run.json().dossiers().len(), 2);
}

#[test]
fn help_and_version_are_no_failure() {
    for arguments in [&["--help"][..], &["check", "--help"], &["--version"], &["schema", "-h"]] {
        let run = Recevable::new(arguments).run().exits(0);
        assert!(!run.stdout.is_empty() && run.stderr.is_empty(), "{run}");
    }
}

#[test]
fn reports_to_files_leave_one_line_on_standard_error() {
    let folder = Folder::new();
    let target = folder.at("rapport.json");
    let format = format!("json={}", target.display());
    let run = Recevable::check([ELIGIBLE, INELIGIBLE, "--format", &format]).run().exits(1);
    assert!(run.stdout.is_empty(), "{run}");
    assert_eq!(run.stderr.lines().count(), 1, "{run}");
    let report: serde_json::Value = serde_json::from_str(&folder.read("rapport.json")).unwrap();
    assert_eq!(report["summary"]["ineligible"], 1);
}

#[test]
fn text_can_be_shown_while_json_is_written() {
    let folder = Folder::new();
    let format = format!("json={}", folder.at("rapport.json").display());
    let run = Recevable::check([ELIGIBLE, "--format", "text", "--format", &format]).run().exits(0);
    assert!(run.stdout.starts_with("✓"), "{run}");
    assert!(folder.read("rapport.json").starts_with('{'));
}
