//! Folders of rule sets from outside: what is no regular file in them, or too large, is refused without waiting.

use crate::common::{Folder, Recevable};

/// The embedded files in a folder.
fn exported() -> Folder {
    let folder = Folder::new();
    Recevable::new(["rules", "export", "regles"]).dir(folder.path()).run().exits(0);
    folder
}

fn in_english(folder: &Folder, arguments: &[&str]) -> (i32, String) {
    let run = Recevable::new(arguments.iter().chain(&["--lang", "en"])).dir(folder.path()).run();
    (run.code(), run.stdout + &run.stderr)
}

#[cfg(unix)]
#[test]
fn named_pipes_are_refused_without_waiting() {
    for place in ["regles/pipe.toml", "regles/tests/pipe.toml", "regles/tests/pipe.yaml", "regles/reference/pipe.csv"] {
        let folder = exported();
        assert!(std::process::Command::new("mkfifo").arg(folder.at(place)).status().unwrap().success());
        for arguments in [&["rules", "check", "regles"][..], &["rules", "test", "regles"]] {
            let (code, text) = in_english(&folder, arguments);
            assert_eq!(code, 2, "{place}: {text}");
            assert!(text.contains(&format!("{place}: ")) && text.contains("named pipe"), "{place}: {text}");
        }
    }
}

#[test]
fn test_files_are_read_within_the_limit() {
    let folder = exported();
    folder.write("regles/tests/long.toml", "#".repeat(1024 * 1024 + 1));
    let (code, text) = in_english(&folder, &["rules", "test", "regles"]);
    assert_eq!(code, 2, "{text}");
    assert!(text.contains("regles/tests/long.toml: "), "{text}");
}
