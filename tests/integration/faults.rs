//! A system that refuses: threads, room on the disk, standard error, files. What can be done is done, what cannot be is
//! said, files are replaced whole or not at all, and no draft stays behind.

mod language;
mod registers;

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::common::{DAY, Folder, Recevable, edit, eligible, example, example_names, plain_spaces};

/// What a check takes in a build without optimisation, and a margin.
const MEBIBYTES: usize = 400;
const FORMATS: [&str; 13] = [
    "text", "json", "ndjson", "sarif", "junit", "github", "concise", "gitlab", "csv", "html", "markdown", "lettre",
    "xlsx",
];

/// A folder with three dossiers, and reports and known findings of an earlier run.
fn inputs() -> Folder {
    let folder = Folder::new();
    folder.write("in/a.yaml", eligible(1));
    folder.write("in/b.yaml", example("fiche-2-cofinancement-29-99.yaml"));
    folder.write("in/c.yaml", example("fiche-2-incomplet.yaml"));
    for format in FORMATS {
        folder.write(&format!("r.{format}"), "ancien");
    }
    folder.write("connus.json", "{\"version\":1,\"tool\":\"recevable\",\"findings\":[]}\n");
    folder
}

/// The arguments that send a report in every format to a file, but for some.
fn all_formats(but: &[&str]) -> Vec<String> {
    let formats = FORMATS.iter().filter(|format| !but.contains(format));
    formats.map(|format| format!("--format={format}=r.{format}")).collect()
}

fn strings(parts: &[&str], more: &[String]) -> Vec<String> {
    parts.iter().map(|part| (*part).to_owned()).chain(more.iter().cloned()).collect()
}

/// The program for a user who may have one process, itself, and no further thread. None where that limit does not hold.
fn without_threads(folder: &Folder) -> Option<impl Fn(&[String]) -> Command> {
    // Who is root is not limited: somebody else must be able to read and write there.
    let root = fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0);
    let program = folder.at("programme");
    if fs::hard_link(env!("CARGO_BIN_EXE_recevable"), &program).is_err() {
        fs::copy(env!("CARGO_BIN_EXE_recevable"), &program).unwrap();
    }
    for path in [folder.path().to_owned(), folder.at("in")] {
        fs::set_permissions(path, fs::Permissions::from_mode(0o777)).unwrap();
    }
    let inside = folder.path().to_owned();
    let limited = move |script: &str| {
        let mut command = Command::new("bash");
        command.args(["-c", &format!("ulimit -u 1; ulimit -v {}; exec {script}", MEBIBYTES * 1024)]);
        command.current_dir(&inside).stdin(Stdio::null());
        if root {
            command.uid(65_534).gid(65_534);
        }
        command
    };
    let forks = limited("sh -c '(:)'").output().ok()?;
    if forks.status.success() {
        println!("skipped: the number of processes is not limited here");
        return None;
    }
    Some(move |arguments: &[String]| {
        let mut command = limited("./programme \"$@\"");
        command.arg("programme").args(arguments).env_remove("RECEVABLE_LANG");
        command
    })
}

#[test]
fn without_threads_the_work_is_done_all_the_same() {
    let folder = inputs();
    let Some(program) = without_threads(&folder) else { return };
    let check = ["check", "--date", DAY];
    for (more, code) in [
        (&["in/a.yaml"][..], 0),
        (&["in"], 1),
        (&["in", "-j", "8", "--format", "json", "-v"], 1),
        (&["in/a.yaml", "--format", "github", "--baseline", "connus.json"], 0),
        (&["--files-from", "liste.txt", "--format", "ndjson"], 1),
    ] {
        folder.write("liste.txt", "in/a.yaml\nin/b.yaml\nin\n");
        let arguments = strings(&[&check, more].concat(), &[]);
        let output = program(&arguments).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!((output.status.code(), &*said), (Some(code), ""), "{more:?}");
        let whole = Recevable::new(&arguments).dir(folder.path()).run().exits(code);
        assert_eq!(String::from_utf8_lossy(&output.stdout), whole.raw_stdout, "{more:?}");
    }
    for format in FORMATS {
        fs::remove_file(folder.at(&format!("r.{format}"))).unwrap();
    }
    let output = program(&strings(&[&check[..], &["in"]].concat(), &all_formats(&[]))).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    for format in FORMATS {
        assert!(fs::metadata(folder.at(&format!("r.{format}"))).unwrap().len() > 100, "{format}");
    }
    for command in [&["rules", "test"][..], &["rules", "list"], &["rules", "export", "copie"], &["explain", "D-IO"]] {
        let output = program(&strings(command, &[])).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!((output.status.code(), &*said), (Some(0), ""), "{command:?}");
    }
    assert!(!folder.tree().keys().any(|name| name.contains(".recevable-")));
}

/// Without threads a second signal is not waited for by one; drafts that are being written are left then.
#[test]
fn without_threads_a_signal_stops_the_run() {
    let folder = inputs();
    let Some(program) = without_threads(&folder) else { return };
    let arguments = strings(&["check", "--files-from", "-", "--format", "ndjson", "--format", "csv=neuf.csv"], &[]);
    let mut child =
        program(&arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    writeln!(input, "in/a.yaml").unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
    assert!(line.contains("in/a.yaml"), "{line}");
    signal(&child, "-INT");
    // Who waits for the next line of the list by itself sees the signal when it comes.
    drop(input);
    assert_eq!(ended(&mut child), Some(130));
    assert!(!folder.at("neuf.csv").exists());
    assert!(!folder.tree().keys().any(|name| name.contains(".recevable-")));
}

fn signal(child: &Child, signal: &str) {
    assert!(Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap().success());
}

/// The exit code; none where a signal ended it.
fn ended(child: &mut Child) -> Option<i32> {
    let begun = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status.code();
        }
        if begun.elapsed() > Duration::from_secs(20) {
            child.kill().unwrap();
            panic!("does not end");
        }
        sleep(Duration::from_millis(5));
    }
}

#[test]
fn a_full_device_is_named_by_every_command() {
    let folder = inputs();
    let of_check: Vec<Vec<&str>> = FORMATS[..10].iter().map(|format| vec!["check", "in", "--format", format]).collect();
    let others = [
        "--help",
        "--version",
        "check --help",
        "explain --help",
        "rules --help",
        "rules list --help",
        "schema --help",
        "rules list",
        "rules list --format json",
        "rules list --format markdown",
        "rules show C-QUA-6",
        "rules show socle --format json",
        "rules check",
        "rules test -v",
        "rules test --format json",
        "rules coverage",
        "rules coverage --format markdown",
        "rules export copie --force",
        "explain C-QUA-6",
        "explain demande.total",
        "explain D-AMOUNT --format json",
        "explain D-IO --format markdown",
        "schema dossier",
        "schema rules",
        "schema report",
    ];
    for arguments in others.iter().map(|line| line.split(' ').collect()).chain(of_check) {
        for (lang, said) in [
            ("fr", "recevable : impossible d'écrire sur la sortie standard (le disque est plein)\n"),
            ("en", "recevable: cannot write to standard output (the disk is full)\n"),
        ] {
            let run = Recevable::new(&arguments).env("RECEVABLE_LANG", lang).dir(folder.path()).within(MEBIBYTES);
            let run = to(run, "> /dev/full").run().exits(2);
            assert_eq!(run.stderr, said, "{run}");
        }
    }
}

/// With its streams sent elsewhere.
fn to(run: Recevable, redirection: &str) -> Recevable {
    run.after(&format!("exec {redirection}"))
}

#[test]
fn a_limit_on_the_size_of_files_is_a_full_disk() {
    for blocks in [0, 1, 8] {
        let folder = inputs();
        folder.write("copie/socle.toml", "ancien");
        let before = folder.tree();
        let limit = format!("ulimit -f {blocks}");
        for format in FORMATS.iter().filter(|format| blocks < 8 || ["json", "html", "xlsx"].contains(format)) {
            let examples = Recevable::check(["in", "-v", "--format", &format!("{format}=r.{format}")]);
            // Eight blocks hold more than a small report.
            let run = examples.dir(folder.path()).after(&limit).run();
            if run.code() != 2 && blocks > 0 {
                folder.write(&format!("r.{format}"), "ancien");
                continue;
            }
            assert!(run.stderr.contains(&format!("impossible d'écrire r.{format} (")), "{run}");
            // Of the rows of a workbook it is not said what failed.
            let reasons = ["la taille permise pour un fichier est dépassée", "le disque est plein"];
            let reasons = if *format == "xlsx" { &reasons[..] } else { &reasons[..1] };
            assert!(reasons.iter().any(|reason| run.stderr.contains(reason)), "{run}");
            assert_eq!(run.stderr.lines().count(), 1, "{run}");
            assert!(folder.tree() == before, "{run}");
        }
        if blocks < 8 {
            let known = ["in", "--baseline", "connus.json", "--write-baseline", "--format", "csv=/dev/null"];
            let run = folder.check(known).after(&limit).run();
            assert!(blocks > 0 || run.code() == 2, "{run}");
            assert!(run.code() != 2 || folder.tree() == before, "{run}");
            folder.write("connus.json", before.get("connus.json").unwrap());
        }
        let export = Recevable::new(["rules", "export", "copie", "--force"]).dir(folder.path());
        let run = export.after(&limit).run().exits(2);
        assert!(run.stderr.contains("la taille permise"), "{run}");
        let files = |folder: &Folder| folder.tree().keys().cloned().collect::<Vec<_>>();
        assert!(folder.tree() == before, "{run}{:?}", files(&folder));
    }
}

#[test]
fn all_files_are_replaced_or_none_whenever_a_signal_comes() {
    let mut outcomes = [0, 0];
    let begun = Instant::now();
    let arguments = |folder: &Folder| {
        let baseline = ["check", "in", "--date", DAY, "--baseline", "connus.json", "--write-baseline"];
        Recevable::new(strings(&baseline, &all_formats(&[]))).dir(folder.path())
    };
    let folder = inputs();
    arguments(&folder).run().exits(0);
    let whole = begun.elapsed();
    let after = folder.tree();
    for round in 0..24_u32 {
        let folder = inputs();
        let before = folder.tree();
        let mut child = arguments(&folder).start();
        sleep(whole * round / 20);
        for (at, name) in ["-INT", "-INT", "-TERM"].iter().enumerate() {
            // By then it may be over.
            if (round as usize) % 3 >= at {
                let _ = Command::new("kill").args([*name, &child.id().to_string()]).stderr(Stdio::null()).status();
            }
        }
        let code = ended(&mut child);
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        let now = folder.tree();
        match code {
            Some(0) => {
                assert!(
                    now.keys().eq(after.keys()) && now != before && !said.contains("interrompu"),
                    "{round}: {said}"
                );
                assert!(now.iter().all(|(name, content)| name.starts_with("in/") || content != b"ancien"), "{round}");
            }
            // One that comes before the program listens ends it as it does any.
            Some(130) | None => assert!(now == before, "{round}: {said}"),
            other => panic!("{other:?}: {said}"),
        }
        outcomes[usize::from(code == Some(0))] += 1;
    }
    assert!(outcomes[0] > 0, "{outcomes:?}");
}

#[test]
fn a_second_signal_ends_a_run_that_waits_and_leaves_no_draft() {
    for name in ["-INT", "-TERM", "-HUP"] {
        let folder = inputs();
        folder.pipe("tube");
        let before = folder.tree();
        // Nobody reads the pipe: the run waits for somebody to, with the draft of the first report beside it.
        let mut child = folder.check(["in", "--format", "json=r.json", "--format", "csv=tube"]).start();
        let begun = Instant::now();
        while folder.tree() == before {
            assert!(begun.elapsed() < Duration::from_secs(20), "no draft");
            sleep(Duration::from_millis(5));
        }
        signal(&child, name);
        sleep(Duration::from_millis(100));
        assert!(child.try_wait().unwrap().is_none(), "the first one waits");
        signal(&child, name);
        assert_eq!(ended(&mut child), Some(130));
        assert!(folder.tree() == before);
    }
}

#[test]
fn standard_error_that_cannot_be_written_changes_nothing() {
    let folder = inputs();
    folder.pipe("in/tube.yaml");
    let expected = folder.check(["in", "--format", "json"]).run().exits(1);
    assert!(expected.stderr.contains("tube.yaml"), "{expected}");
    for elsewhere in ["2>&-", "2> /dev/full"] {
        let run = to(folder.check(["in", "--format", "json"]), elsewhere).run().exits(1);
        assert_eq!(run.stdout, expected.stdout, "{elsewhere}");
        let run = to(folder.check(["in", "--format", "csv=r.csv"]), elsewhere).run().exits(1);
        assert!(run.stdout.is_empty() && folder.read("r.csv").contains("in/c.yaml"), "{run}");
        let known = ["in", "--baseline", "connus.json", "--write-baseline", "--format", "csv=r.csv"];
        to(folder.check(known), elsewhere).run().exits(0);
        for wrong in
            [&["check", "--formt"][..], &["check", "absent.yaml", "--registre", "absent"], &[], &["explain", "x"]]
        {
            to(Recevable::new(wrong).dir(folder.path()), elsewhere).run().exits(2);
        }
    }
}

#[test]
fn what_else_the_system_refuses() {
    let folder = inputs();
    let dossier = folder.at("in/a.yaml");
    let gone = "mkdir parti && cd parti && rmdir ../parti";
    for format in FORMATS.iter().filter(|format| **format != "xlsx") {
        // The folder that the program runs in is no more.
        let run = Recevable::check([dossier.to_str().unwrap(), "--format", format]).dir(folder.path());
        let run = run.after(gone).run().exits(0);
        assert_eq!(run.stderr, "", "{run}");
    }
    // There is no place for temporary files, which a workbook needs.
    let arguments = strings(&["check", "in", "--date", DAY], &all_formats(&[]));
    let run = Recevable::new(arguments).dir(folder.path()).env("TMPDIR", "/absent").run().exits(2);
    assert!(run.stderr.contains("impossible d'écrire r.xlsx"), "{run}");
    assert!(folder.read("r.xlsx") == "ancien" && folder.read("r.json").starts_with('{'), "{run}");
    // No file can be opened.
    for files in 0..8 {
        let run = folder.check(["in/a.yaml"]).after(&format!("ulimit -n {files}")).run();
        assert!(matches!(run.status(), Some(0 | 2 | 127)) || run.status().is_none(), "{run}");
        assert!(!run.stderr.contains("panicked"), "{run}");
    }
}

#[test]
fn many_dossiers_go_on_when_one_output_fails() {
    let folder = inputs();
    for name in example_names() {
        folder.write(&format!("in/{name}"), edit(&example(&name), &[]));
    }
    let full = File::options().write(true).open("/dev/full").unwrap();
    let mut program = Command::new(env!("CARGO_BIN_EXE_recevable"));
    program.args(["check", "in", "--date", DAY, "--format", "ndjson", "--format", "csv=r.csv"]);
    let output = program.current_dir(folder.path()).stdout(full).output().unwrap();
    let said = plain_spaces(&String::from_utf8(output.stderr).unwrap());
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("sur la sortie standard (le disque est plein)"), "{said}");
    assert_eq!(folder.read("r.csv").lines().count(), 1 + 3 + example_names().len());
}
