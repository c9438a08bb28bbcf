//! What the system refuses is said in the program's words.

use std::fs;

use super::{inputs, strings};
use crate::common::Recevable;

/// What the system and the standard library say of each error, in English.
fn english() -> Vec<String> {
    let of_system = (1..134).map(|number| std::io::Error::from_raw_os_error(number).to_string());
    let of_system = of_system.filter_map(|text| Some(text.rsplit_once(" (os error")?.0.to_owned()));
    of_system
        .chain(["os error", "entity not found", "permission denied", "unexpected end"].map(str::to_owned))
        .collect()
}

#[test]
fn the_system_s_english_stands_in_no_french_message() {
    let folder = inputs();
    std::os::unix::fs::symlink("boucle", folder.at("boucle")).unwrap();
    folder.pipe("tube");
    let english = english();
    assert!(english.iter().any(|text| text == "Too many open files") && english.len() > 100);
    let long = "x".repeat(300);
    let paths =
        ["absent", "absent/x", "in", "in/a.yaml/x", "boucle", "tube", &long, "/dev/full", "/dev/full/x", "/proc/x"];
    for path in paths {
        let mut rows: Vec<Vec<String>> = Vec::new();
        for option in ["--files-from=", "--rules=", "--overlay=", "--registre=", "--baseline="] {
            // A list may come through a pipe, and is waited for.
            if (option, path) != ("--files-from=", "tube") {
                rows.push(strings(&["check", "in/a.yaml"], &[format!("{option}{path}")]));
            }
        }
        rows.push(strings(&["check", path], &[]));
        // A report may go through a pipe, and waits for its reader.
        if path != "tube" {
            rows.push(strings(&["check", "in"], &[format!("--format=json={path}")]));
            rows.push(strings(&["check", "in"], &[format!("--format=xlsx={path}")]));
            rows.push(strings(&["check", "in", "--write-baseline"], &[format!("--baseline={path}")]));
            rows.push(strings(&["rules", "export", path], &[]));
        }
        for command in ["check", "test"] {
            rows.push(strings(&["rules", command, path], &[]));
        }
        let limits: &[&str] = if path == "absent" { &["true", "ulimit -f 0", "ulimit -n 5"] } else { &["true"] };
        for (row, limit) in rows.iter().flat_map(|row| limits.iter().map(move |limit| (row, limit))) {
            let run = Recevable::new(row).dir(folder.path()).after(limit).run();
            let all = format!("{}{}", run.stdout, run.stderr).to_lowercase();
            let found = english.iter().find(|text| all.contains(&text.to_lowercase()));
            // The loader of programs speaks for itself where it cannot open a file.
            if !run.stderr.contains("error while loading shared libraries") {
                assert!(found.is_none(), "{found:?} ({limit})\n{run}");
            }
            let _ = fs::remove_dir_all(folder.at("absent"));
            let _ = fs::remove_file(folder.at("absent"));
        }
    }
}
