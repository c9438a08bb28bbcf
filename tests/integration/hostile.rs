//! Untrusted files: each is refused with a clear error, and the valid file beside it is checked all the same.
//!
//! Nothing here measures time: the harness ends a run that hangs and fails its test.

use std::fs;

use serde_json::Value;

use crate::common::{DAY, Folder, Recevable, codes, edit, eligible, verdict};

/// Checks a folder that holds a good dossier and one bad file, and gives the bad one's report.
fn beside_a_good_one(content: impl AsRef<[u8]>) -> Value {
    let folder = Folder::new();
    // Of another project: the bad ones are made of the first fiche's.
    folder.write("bon.yaml", eligible(2));
    folder.write("mauvais.yaml", content);
    let run = folder.check([".", "--format", "json"]).run();
    let report = run.json();
    assert_eq!(verdict(report.dossier("bon.yaml")), "eligible", "{run}");
    let bad = report.dossier("mauvais.yaml").clone();
    let run = run.exits(i32::from(verdict(&bad) != "eligible"));
    assert!(run.stderr.is_empty(), "{run}");
    // The text report must work too, and hold no control characters.
    let run = folder.check(["mauvais.yaml"]).run();
    let run = run.exits(i32::from(verdict(&bad) != "eligible"));
    assert!(run.stdout.contains("mauvais.yaml"), "{run}");
    assert_plain(&run.stdout);
    bad
}

/// Fails when a text holds a control or invisible character other than a line break.
fn assert_plain(text: &str) {
    let bad = |c: &char| {
        (c.is_control() && *c != '\n')
            || matches!(*c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    let found: Vec<char> = text.chars().filter(bad).collect();
    assert!(found.is_empty(), "{found:?} in\n{}", text.escape_debug());
}

fn refused(content: impl AsRef<[u8]>, code: &str) -> Value {
    let bad = beside_a_good_one(content);
    assert_eq!(verdict(&bad), "unreadable");
    assert!(codes(&bad).contains(&code), "{code}: {:#}", bad["errors"]);
    let errors = bad["errors"].as_array().unwrap();
    errors.iter().find(|error| error["code"] == code).unwrap().clone()
}

/// The eligible dossier with something more at its end.
fn with(more: &str) -> String {
    format!("{}{more}", eligible(1))
}

#[test]
fn anchors_aliases_and_merge_keys() {
    let mut bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for (name, of) in ('b'..='z').zip('a'..='y') {
        bomb.push_str(&format!("{name}: &{name} [{}*{of}]\n", format!("*{of}, ").repeat(8)));
    }
    refused(bomb, "D-YAML-ALIAS");
    refused(
        edit(&eligible(1), &[("  nom: Association La Passerelle", "  nom: &nom Association La Passerelle")]),
        "D-YAML-ALIAS",
    );
    refused(
        edit(&eligible(1), &[("porteur:\n", "porteur:\n  <<: { operateur_intercommunal: oui }\n")]),
        "D-YAML-ALIAS",
    );
}

#[test]
fn nesting_beyond_the_limit() {
    for content in
        ["[".repeat(100_000), "- ".repeat(100_000), "{a: ".repeat(100_000), with(&format!("x: {}", "[".repeat(33)))]
    {
        let error = refused(content, "D-YAML-DEPTH");
        assert!(error["message"].as_str().unwrap().contains("32"), "{error:#}");
    }
}

#[test]
fn a_file_or_a_line_too_long() {
    let limit = "1048576";
    let error = refused(vec![b'#'; 1_048_577], "D-SIZE");
    assert!(error["message"].as_str().unwrap().contains(limit), "{error:#}");
    // To the byte: a comment may fill what is left.
    let text = eligible(1);
    let filler = "#".repeat(1_048_576 - text.len() - 1);
    assert_eq!(verdict(&beside_a_good_one(format!("{text}{filler}\n"))), "eligible");
    refused(format!("{text}{filler}#\n"), "D-SIZE");

    // A sparse file of 300 MB costs nothing to make, and must cost nothing to refuse.
    let folder = Folder::new();
    let path = folder.at("grand.yaml");
    fs::File::create(&path).unwrap().set_len(300_000_000).unwrap();
    let run = Recevable::new(["check", "grand.yaml", "--format", "json"]).dir(folder.path()).run().exits(1);
    assert_eq!(codes(run.json().only()), ["D-SIZE"]);
    let endless = vec![b'a'; 50_000_000];
    let run = Recevable::new(["check", "-", "--format", "json"]).stdin(endless).run().exits(1);
    assert_eq!(codes(run.json().only()), ["D-SIZE"]);
}

#[test]
fn bytes_that_are_no_utf8_text() {
    let text = eligible(1);
    let latin: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect();
    let error = refused(&latin, "D-ENCODING");
    let at = latin.iter().position(|byte| *byte >= 0x80).unwrap();
    assert_eq!(error["locations"][0]["offset"], at);
    assert!(error["message"].as_str().unwrap().contains(&at.to_string()), "{error:#}");
    let utf16: Vec<u8> = std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    refused(utf16, "D-ENCODING");
    let error = refused("version: 1\nporteur: \0\n", "D-ENCODING");
    assert_eq!(error["locations"][0]["offset"], 20);
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_are_accepted() {
    let text = format!("\u{feff}{}", eligible(1).replace('\n', "\r\n"));
    assert_eq!(verdict(&beside_a_good_one(text)), "eligible");
}

#[test]
fn a_tab_is_named_in_the_error() {
    let text = edit(&eligible(1), &[("  statut: association", "\tstatut: association")]);
    let error = refused(&text, "D-YAML");
    assert!(error["message"].as_str().unwrap().contains("tabulation"), "{error:#}");
    assert_eq!(error["locations"][0]["offset"], text.find('\t').unwrap());
}

#[test]
fn files_that_are_not_one_mapping() {
    refused(with("---\nversion: 1\n"), "D-YAML-DOCS");
    for empty in ["", "\n\n", "# rien\n", "---\n"] {
        refused(empty, "D-YAML");
    }
    refused("- version: 1\n", "D-TYPE");
    refused("bonjour\n", "D-TYPE");
}

#[test]
fn tags_and_binary() {
    for (from, to) in [
        ("  nom: Association La", "  nom: !!python/object:os.system Association La"),
        ("dispositif: fph", "dispositif: !!binary ZnBo"),
        ("porteur:\n", "porteur: !!map\n"),
    ] {
        refused(edit(&eligible(1), &[(from, to)]), "D-YAML-TAG");
    }
}

#[test]
fn amounts_out_of_range() {
    for amount in ["1e999", "123456789012345678901234567890", "1000000000000", ".inf", ".nan", "0x10", "1_000", "+5"] {
        let error = refused(edit(&eligible(1), &[("montant: 600 }", &format!("montant: {amount} }}"))]), "D-AMOUNT");
        let line = eligible(1).lines().position(|line| line.contains("montant: 600 }")).unwrap() + 1;
        assert_eq!(error["locations"][0]["line"], line);
    }
}

#[test]
fn the_largest_budget_is_summed_exactly() {
    let line = "    - { poste: 60, montant: 999999999999 }\n";
    let text = eligible(1);
    let room = (1_048_576 - text.len()) / line.len();
    let full = edit(&text, &[("  produits:\n", &format!("{}  produits:\n", line.repeat(room)))]);
    let report = beside_a_good_one(&full);
    assert_eq!(verdict(&report), "ineligible");
    let total = 999_999_999_999_u64 * room as u64 + 20_000;
    assert!(report.to_string().contains(&format!("{total}.00")), "exact to the cent");
}

#[test]
fn at_most_ten_thousand_errors_are_listed() {
    let many: String = (0..12_000).map(|n| format!("k{n}: 1\n")).collect();
    let bad = beside_a_good_one(many);
    let errors = bad["errors"].as_array().unwrap();
    assert!(errors.len() <= 10_001, "{}", errors.len());
    assert!(errors.last().unwrap()["message"].as_str().unwrap().contains("10000"), "{:#}", errors.last().unwrap());
}

#[test]
fn control_and_invisible_characters_are_escaped() {
    let escapes = "\\e[31m\\u202e\\u200b\\a\\r\\n\\u2066\\uFEFF\\t";
    let named = edit(
        &eligible(1),
        &[
            ("  nom: Association La Passerelle des Chevalements", &format!("  nom: \"{escapes}Passerelle\"")),
            ("projet:\n  intitule: \"Un coup", &format!("projet:\n  intitule: \"{escapes}Un coup")),
        ],
    );
    let report = beside_a_good_one(&named);
    assert!(report["applicant"].as_str().unwrap().contains('\u{1b}'), "JSON has its own escapes");
    // The same in a value that a diagnostic quotes, in an excerpt of the file, and in a key.
    refused(edit(&eligible(1), &[("echelle: communale", "echelle: \"comm\u{202e}un\u{200b}ale\"")]), "D-VALUE");
    refused(edit(&eligible(1), &[("echelle: communale", "echelle: \"\\e]0;x\\acommunale\"")]), "D-VALUE");
    refused(edit(&eligible(1), &[("echelle: communale", "\"e\\e[2J\": communale")]), "D-KEY-UNKNOWN");
    refused(
        edit(&eligible(1), &[("  statut: association", "  statu: association # \u{202e}\u{2066}")]),
        "D-KEY-UNKNOWN",
    );
    refused(edit(&eligible(1), &[("echelle: communale", "echelle: \u{1b}[31mcommunale")]), "D-YAML");
    let folder = Folder::new();
    folder.write("a\u{1b}[31m\u{202e}.yaml", named);
    folder.write("b.yaml", eligible(1));
    let run = folder.check(["."]).run().exits(0);
    assert_plain(&run.stdout);
    assert!(run.stdout.contains("\\u{1b}"), "{run}");
}

#[cfg(unix)]
mod unix {
    use std::ffi::OsStr;
    use std::io::{BufRead, BufReader, Read};
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::process::Command;

    use super::*;

    #[test]
    fn special_files_in_a_folder_are_left_out() {
        let folder = Folder::new();
        folder.write("bon.yaml", eligible(1));
        folder.pipe("tube.yaml");
        fs::create_dir(folder.at("x.yaml")).unwrap();
        symlink(folder.path(), folder.at("boucle")).unwrap();
        symlink(folder.at("soi.yaml"), folder.at("soi.yaml")).unwrap();
        symlink(folder.at("nulle-part"), folder.at("perdu.yaml")).unwrap();
        let run = folder.check([".", "--format", "json"]).run().exits(2);
        let report = run.json();
        assert_eq!(verdict(report.dossier("bon.yaml")), "eligible");
        assert_eq!(codes(report.dossier("soi.yaml")), ["D-IO"]);
        assert_eq!(codes(report.dossier("perdu.yaml")), ["D-IO"]);
        assert_eq!(report.dossiers().len(), 3, "{run}");
        for left_out in ["tube.yaml", "x.yaml"] {
            assert!(run.stderr.contains(left_out), "{run}");
        }
    }

    #[test]
    fn a_pipe_or_a_device_named_on_the_command_line_is_not_waited_for() {
        let folder = Folder::new();
        folder.write("bon.yaml", eligible(1));
        folder.pipe("tube.yaml");
        let arguments = ["check", "tube.yaml", "/dev/zero", "bon.yaml", "--date", DAY, "--format", "json"];
        let report = Recevable::new(arguments).dir(folder.path()).run().exits(2).json();
        assert_eq!(codes(report.dossier("tube.yaml")), ["D-IO"]);
        assert_eq!(codes(report.dossier("zero")), ["D-IO"]);
        assert_eq!(verdict(report.dossier("bon.yaml")), "eligible");
    }

    #[test]
    fn files_without_permission_are_named() {
        let folder = Folder::new();
        folder.write("bon.yaml", eligible(1));
        let secret = folder.write("secret.yaml", eligible(1));
        let closed = folder.write("clos/a.yaml", eligible(1));
        fs::set_permissions(&secret, fs::Permissions::from_mode(0o000)).unwrap();
        fs::set_permissions(closed.parent().unwrap(), fs::Permissions::from_mode(0o000)).unwrap();
        // Nothing is closed to root.
        if fs::read(&secret).is_err() {
            let run = folder.check([".", "--format", "json"]).run().exits(2);
            let report = run.json();
            assert_eq!(verdict(report.dossier("bon.yaml")), "eligible");
            assert_eq!(codes(report.dossier("secret.yaml")), ["D-IO"]);
            assert_eq!(codes(report.dossier("clos")), ["D-IO"]);
        }
        fs::set_permissions(closed.parent().unwrap(), fs::Permissions::from_mode(0o755)).unwrap();
    }

    #[test]
    fn a_path_that_is_no_utf8_is_shown_escaped() {
        let folder = Folder::new();
        fs::write(folder.path().join(OsStr::from_bytes(b"\xe9t\xe9.yaml")), eligible(1)).unwrap();
        let run = folder.check([".", "--format", "json"]).run().exits(0);
        assert_eq!(run.json().only()["path"], "./\\xe9t\\xe9.yaml");
    }

    #[test]
    fn a_closed_pipe_ends_the_program_quietly() {
        for format in ["text", "json", "ndjson"] {
            let mut run = Recevable::check(["examples", "--format", format, "-v"]);
            let mut child = run.start();
            let mut stdout = BufReader::with_capacity(64, child.stdout.take().unwrap());
            let mut line = String::new();
            stdout.read_line(&mut line).unwrap();
            assert!(!line.is_empty());
            drop(stdout);
            drop(child.stdin.take());
            let mut stderr = String::new();
            child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
            let status = child.wait().unwrap();
            assert_eq!((status.code(), stderr.as_str()), (Some(0), ""), "{format}");
        }
    }

    #[test]
    fn a_report_that_cannot_be_written_leaves_the_old_one_as_it_was() {
        let folder = Folder::new();
        folder.write("bon.yaml", eligible(1));
        let old = folder.write("clos/rapport.json", "ancien");
        fs::set_permissions(old.parent().unwrap(), fs::Permissions::from_mode(0o555)).unwrap();
        let check = |format: &str| folder.check(["bon.yaml", "--format", format]).run();
        // Root may write anywhere, and then the report is simply there.
        if fs::write(folder.at("clos/essai"), "").is_err() {
            let run = check("json=clos/rapport.json").exits(2);
            assert!(run.stderr.contains("clos/rapport.json"), "{run}");
            assert_eq!(folder.read("clos/rapport.json"), "ancien");
        }
        fs::set_permissions(old.parent().unwrap(), fs::Permissions::from_mode(0o755)).unwrap();
        for target in ["absent/rapport.json", "bon.yaml/rapport.json"] {
            let run = check(&format!("json={target}")).exits(2);
            assert!(run.stderr.contains(target), "{run}");
        }
        assert_eq!(folder.read("bon.yaml"), eligible(1));
        // A folder stands where the file should: nothing is lost, no draft is left behind.
        fs::create_dir(folder.at("dossier.json")).unwrap();
        check("json=dossier.json").exits(2);
        let mut left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        left.sort();
        assert_eq!(left, ["bon.yaml", "clos", "dossier.json"]);
    }

    #[test]
    fn a_report_replaces_the_old_one_whole() {
        let folder = Folder::new();
        folder.write("bon.yaml", eligible(1));
        folder.write("rapport.json", "x".repeat(1_000_000));
        let run = Recevable::check(["bon.yaml", "--format", "json=rapport.json"]);
        run.dir(folder.path()).run().exits(0);
        serde_json::from_str::<Value>(&folder.read("rapport.json")).unwrap();
    }

    #[test]
    fn pipes_are_written_to_and_symbolic_links_kept() {
        let folder = Folder::new();
        folder.write("bon.yaml", eligible(1));
        let real = folder.write("ailleurs/rapport.json", "ancien");
        symlink(&real, folder.at("lien.json")).unwrap();
        let pipe = folder.at("tube");
        assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let reader = std::thread::spawn({
            let pipe = pipe.clone();
            move || fs::read_to_string(pipe).unwrap()
        });
        let formats = ["--format", "json=lien.json", "--format", "ndjson=tube"];
        let arguments = ["check", "bon.yaml", "--date", DAY].into_iter().chain(formats);
        Recevable::new(arguments).dir(folder.path()).run().exits(0);
        serde_json::from_str::<Value>(&reader.join().unwrap()).unwrap();
        serde_json::from_str::<Value>(&folder.read("ailleurs/rapport.json")).unwrap();
        assert!(fs::symlink_metadata(folder.at("lien.json")).unwrap().is_symlink());
        assert!(!fs::metadata(&pipe).unwrap().is_file());
    }
}
