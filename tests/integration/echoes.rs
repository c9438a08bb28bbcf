//! Whatever is echoed of names and texts from strangers, no output moves a terminal's cursor, hides a character, or gives
//! a log's reader a command. The options are those that the help lists, so that a new one is tried too.

mod options;

use std::ffi::{OsStr, OsString};
use std::fs;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::fs::symlink;
use std::path::Path;

use serde_json::Value;

use crate::common::{DAY, Folder, Recevable, Run, edit, eligible, example};

/// Names that a terminal, GitHub or a parser of options would take for more than a name.
const NAMES: [&[u8]; 4] = [
    b"::error::x\n::error file=a::y \x1b[31m\xe2\x80\xae\xe2\x80\x8b\xef\xbf\xbe\xef\xbf\xbf##[error]z\r##vso[a]",
    b"--x\x1b[2J\n  ::error::y",
    b"##[add-mask]\xe9\xff::x::",
    b"\x07 ::stop-commands::z",
];
const FORMATS: [&str; 12] =
    ["text", "json", "ndjson", "sarif", "junit", "github", "concise", "gitlab", "csv", "html", "markdown", "lettre"];
const LANGUAGES: [&str; 2] = ["fr", "en"];

fn name(bytes: &[u8]) -> &OsStr {
    OsStr::from_bytes(bytes)
}

fn join(parts: &[&[u8]]) -> OsString {
    OsString::from_vec(parts.concat())
}

/// Whether a character moves, hides or is none.
fn is_hidden(character: char) -> bool {
    matches!(character,
        '\0'..='\u{9}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{fdd0}'..='\u{fdef}')
        || u32::from(character) & 0xfffe == 0xfffe
}

/// Fails where an output holds a hidden character, or a workflow command that the program does not write itself.
#[track_caller]
fn assert_harmless(outputs: &[&str], run: &Run) {
    for output in outputs {
        // A table ends its rows with CR and LF, and begins with a mark for Excel.
        let output = output.strip_prefix('\u{feff}').unwrap_or(output).replace("\r\n", "\n");
        let found: Vec<char> = output.chars().filter(|character| is_hidden(*character)).collect();
        assert!(found.is_empty(), "{found:?} in {output:?}");
        for line in output.lines() {
            let command = line.trim_start().strip_prefix("::");
            let is_own = |command: &str| {
                let levels = ["error ", "warning ", "notice "];
                let rest = levels.iter().find_map(|level| command.strip_prefix(level));
                rest.is_some_and(|rest| ["file=", "title="].iter().any(|name| rest.starts_with(name)))
            };
            assert!(command.is_none_or(is_own), "a command: {line}\n{run}");
            assert!(!line.contains("##[") && !line.contains("##vso["), "a command: {line}\n{run}");
        }
    }
    assert!(!run.stderr.contains("panicked"), "{run}");
}

/// Runs the program in both languages, and looks at what it writes.
#[track_caller]
fn echoes(folder: &Path, arguments: &[OsString]) -> [Run; 2] {
    LANGUAGES.map(|lang| echoes_in(lang, folder, arguments))
}

#[track_caller]
fn echoes_in(lang: &str, folder: &Path, arguments: &[OsString]) -> Run {
    let run = Recevable::new(arguments).dir(folder).env("RECEVABLE_LANG", lang).within(400).run();
    assert_harmless(&[&run.raw_stdout, &run.stderr], &run);
    run.code();
    run
}

fn arguments(plain: &[&str], more: &[&OsStr]) -> Vec<OsString> {
    plain.iter().map(OsStr::new).chain(more.iter().copied()).map(OsStr::to_owned).collect()
}

/// A text with all that is hostile, as YAML and TOML quote it.
const TEXT: &str = r#""::error::x\n::error file=a::y \u001b[31m\u202e\u200b\uFFFE\uFFFF##[error]z ##vso[a]""#;

/// Dossiers for every way in which a report speaks of one.
fn dossiers() -> Vec<(&'static str, String)> {
    let texts = edit(
        &example("fiche-1-plancher-un-centime.yaml"),
        &[
            ("nom: Comité des voisins du Mont aux Tourterelles", &format!("nom: {TEXT}")),
            ("intitule: La boîte à idées roulante du Mont Liébaut", &format!("intitule: {TEXT}")),
            ("[prise-initiative, debat-decision-collective]", &format!("[{TEXT}]")),
        ],
    );
    let keys = edit(
        &eligible(1),
        &[
            ("statut: association", &format!("{TEXT}: association")),
            ("echelle: communale", &format!("echelle: {TEXT}")),
        ],
    );
    vec![
        ("good", eligible(2)),
        ("texts", texts),
        ("keys", keys),
        ("yaml", "::error::x\n ##[error]: [\u{1b}[31m\n".to_owned()),
        ("comment", format!("{}# recevable: ignore ::error::x ##[error]y -- \u{202e}\n", eligible(3))),
    ]
}

/// Checks in every format, in both languages.
#[track_caller]
fn in_all_formats(folder: &Path, more: &[&OsStr]) {
    let outputs = Folder::new();
    let formats: Vec<String> =
        FORMATS.iter().map(|format| format!("--format={format}={}", outputs.at(format).display())).collect();
    for lang in LANGUAGES {
        let base = ["check", "--date", DAY, "--lang", lang].into_iter();
        let base: Vec<&str> = base.chain(formats.iter().map(String::as_str)).collect();
        let run = Recevable::new(arguments(&base, more)).dir(folder).within(400).run();
        assert_harmless(&[&run.stderr], &run);
        assert_ne!(run.code(), 130);
        for format in FORMATS {
            let output = outputs.read(format);
            assert_harmless(&[&output], &run);
            if ["json", "sarif", "gitlab"].contains(&format) {
                serde_json::from_str::<Value>(&output).unwrap();
            }
        }
    }
}

#[test]
fn dossiers_named_found_and_listed() {
    for bytes in NAMES {
        let folder = Folder::new();
        let mut list: Vec<u8> = Vec::new();
        let sub = folder.path().join(join(&[b"in/", bytes]));
        fs::create_dir_all(&sub).unwrap();
        for (kind, text) in dossiers() {
            let file = join(&[bytes, kind.as_bytes(), b".yaml"]);
            fs::write(sub.join(&file), &text).unwrap();
            list.extend([b"in/", bytes, b"/", file.as_bytes(), b"\0"].concat());
        }
        list.extend([bytes, b"\0"].concat());
        symlink(folder.at("nulle-part"), sub.join(join(&[bytes, b"l.yaml"]))).unwrap();
        symlink("/etc/hostname", sub.join(join(&[bytes, b"o.yaml"]))).unwrap();
        assert!(
            std::process::Command::new("mkfifo").arg(sub.join(join(&[bytes, b"t.yaml"]))).status().unwrap().success()
        );
        let listed = folder.path().join(name(bytes));
        fs::write(&listed, list).unwrap();
        in_all_formats(folder.path(), &[OsStr::new("in"), OsStr::new("-v")]);
        in_all_formats(folder.path(), &[&join(&[b"--files-from=", bytes])]);
        in_all_formats(&sub, &[OsStr::new("--"), &join(&[bytes, b"texts.yaml"])]);
        in_all_formats(&sub, &[OsStr::new("--"), &join(&[bytes, b"keys.yaml"]), name(bytes)]);
    }
}

#[test]
fn what_a_check_is_made_with() {
    for bytes in NAMES {
        let folder = Folder::new();
        folder.write("a.yaml", eligible(1));
        folder.write("b.yaml", dossiers()[2].1.clone());
        let at = |suffix: &[u8]| folder.path().join(join(&[bytes, suffix]));
        let known = b"{\"version\":1,\"tool\":\"recevable\",\"findings\":[]}".to_vec();
        let other = format!("{{\"version\":1,{TEXT}:[{TEXT}]}}").into_bytes();
        let columns = "siret;nom;annee;montant;objet\n";
        let programme = format!("{columns}12345601400018;\u{1b}##[error]x;2014;1;::error::\u{202e}\n");
        let cells = format!("{columns}::error::x\u{1b};;##[error]y;\u{202e};\n");
        let contents: [(&[u8], Vec<u8>); 6] = [
            (b"r", programme.into_bytes()),
            (b"r1", b"::error::x;##[error]y\n\x1b[31m;z\n".to_vec()),
            (b"r2", cells.into_bytes()),
            (b"r3", b"siret\n\xff".to_vec()),
            (b"k", known),
            (b"k1", other),
        ];
        let overlays = overlays().map(|(suffix, content)| (suffix, content.into_bytes()));
        for (suffix, content) in contents.iter().chain(&overlays) {
            fs::write(at(suffix), content).unwrap();
        }
        let kinds: [(&[u8], &[&[u8]]); 5] = [
            (b"--registre=", &[b"r1", b"r2", b"r3", b"absent", b"r/absent", b"/"]),
            (b"--overlay=", &[b"o.toml", b"o1.toml", b"o2.toml", b"absent", b"/"]),
            (b"--baseline=", &[b"k", b"k1", b"r3", b"absent", b"r/absent"]),
            (b"--files-from=", &[b"r1", b"r3", b"absent", b"/"]),
            (b"--rules=", &[b"o.toml", b"absent"]),
        ];
        for (option, suffixes) in kinds {
            for suffix in suffixes {
                let option = join(&[option, bytes, suffix]);
                echoes(folder.path(), &arguments(&["check", "a.yaml", "--date", DAY], &[&option]));
                if option.as_bytes().starts_with(b"--baseline=") {
                    let write = OsStr::new("--write-baseline");
                    echoes(folder.path(), &arguments(&["check", "a.yaml", "--date", DAY], &[&option, write]));
                }
            }
        }
        for option in [join(&[b"--registre=", bytes, b"r"]), join(&[b"--overlay=", bytes, b"o.toml"])] {
            in_all_formats(folder.path(), &[OsStr::new("a.yaml"), OsStr::new("-v"), &option]);
        }
        assert_eq!(fs::read(at(b"k1")).unwrap(), contents[5].1, "what is no baseline stays");
    }
}

/// One that is sound, and two that are not.
fn overlays() -> [(&'static [u8], String); 3] {
    let head = format!("[overlay]\nid = \"s\"\ncampaign = 2015\ntitle = {{ fr = {TEXT}, en = {TEXT} }}\n\n");
    let because = format!("because = {{ fr = {TEXT}, en = {TEXT} }}\n");
    [
        (b"o.toml", format!("{head}[[override]]\nid = \"C-QUA-6\"\ndisabled = true\n{because}")),
        (b"o1.toml", format!("::error::x\n[\u{1b}[31m]\n##[error]y\n[overlay]\nid = {TEXT}\n")),
        (b"o2.toml", format!("[overlay]\nid = {TEXT}\ncampaign = 2015\n{TEXT} = 1\n[[override]]\nid = {TEXT}\n")),
    ]
}

#[test]
fn overlays_where_rules_are_shown() {
    // A run over all rule sets takes a while: the names take turns with the languages.
    for (bytes, lang) in NAMES.into_iter().step_by(2).zip(LANGUAGES) {
        let folder = Folder::new();
        for (suffix, content) in overlays() {
            let overlay = join(&[bytes, suffix]);
            fs::write(folder.path().join(&overlay), content).unwrap();
            let option = join(&[b"--overlay=", overlay.as_bytes()]);
            for (command, formats) in [
                (&["rules", "list"][..], &["text", "json", "markdown"][..]),
                (&["explain", "C-QUA-6"], &["text", "json", "markdown"]),
                (&["rules", "show", "C-QUA-6"], &["text", "json"]),
                (&["rules", "show", "s"], &["text", "json"]),
                (&["rules", "check"], &["text"]),
            ] {
                for format in formats {
                    let plain = [command, &["--format", format]].concat();
                    echoes_in(lang, folder.path(), &arguments(&plain, &[&option]));
                }
            }
        }
    }
}

#[test]
fn a_folder_of_rule_sets() {
    let head = "base = \"fiche-1\"\ndate = 2015-01-15\n[[case]]\nrule = \"F1-FIN-1\"\n";
    let cases = format!("{head}name = {TEXT}\nexpect = \"violated\"\n");
    let broken = format!("base = {TEXT}\n{TEXT} = 1\n[[case]]\nrule = {TEXT}\nname = {TEXT}\nexpect = {TEXT}\n");
    let title = format!("title = {{ fr = {TEXT}, en = {TEXT} }}");
    let set = format!("[set]\nid = {TEXT}\n{title}\n[facts]\n{TEXT} = {{ sum = [{TEXT}] }}\n[[rule]]\nid = {TEXT}\n");
    let dossier = dossiers()[2].1.clone();
    let no_toml = "::error::x = \u{1b}\n##[error]y\n".to_owned();
    let no_table = "##[error]x\u{1b};::error::\n".to_owned();
    let beside = [
        vec![("tests/", ".toml", &cases), ("reference/", ".csv", &no_table), ("overlays/", ".toml", &set)],
        vec![("tests/", ".toml", &broken), ("tests/", ".yaml", &dossier), ("campaigns/", ".toml", &no_toml)],
        vec![("", ".toml", &set), ("", "1.toml", &no_toml)],
    ];
    for (bytes, lang) in NAMES.into_iter().step_by(2).zip(LANGUAGES) {
        for files in &beside {
            let folder = Folder::new();
            folder.write("a.yaml", eligible(1));
            let of_folder = |command: &[&str]| {
                echoes_in(lang, folder.path(), &arguments(command, &[OsStr::new("--"), name(bytes)]));
            };
            of_folder(&["rules", "export"]);
            for (place, suffix, content) in files {
                let file = join(&[place.as_bytes(), bytes, suffix.as_bytes()]);
                fs::write(folder.path().join(name(bytes)).join(file), content).unwrap();
            }
            for command in
                [&["check", "a.yaml"][..], &["rules", "list"], &["rules", "coverage"], &["explain", "F1-FIN-1"]]
            {
                let option = join(&[b"--rules=", bytes]);
                echoes_in(lang, folder.path(), &arguments(command, &[&option]));
            }
            of_folder(&["rules", "test", "-v"]);
            of_folder(&["rules", "test", "--format", "json"]);
            of_folder(&["rules", "check"]);
            of_folder(&["rules", "export"]);
        }
    }
}

#[test]
fn ignore_files_and_globs() {
    for bytes in NAMES {
        let folder = Folder::new();
        let sub = folder.path().join(name(bytes));
        fs::create_dir_all(sub.join(".git")).unwrap();
        fs::write(sub.join("a.yaml"), eligible(1)).unwrap();
        fs::create_dir(sub.join(".gitignore")).unwrap();
        let [run, _] = echoes(folder.path(), &arguments(&["check", "--format", "csv", "--"], &[name(bytes)]));
        assert!(run.stderr.contains("reste sans effet"), "{run}");
        for option in [&b"--include=["[..], b"--exclude={"] {
            let [run, _] = echoes(folder.path(), &arguments(&["check"], &[&join(&[option, bytes])]));
            assert!(run.code() == 2, "{run}");
        }
    }
}

/// A URI's path as bytes.
fn decoded(uri: &str) -> Vec<u8> {
    let mut bytes = uri.bytes();
    std::iter::from_fn(|| {
        let byte = bytes.next()?;
        if byte != b'%' {
            return Some(byte);
        }
        let digits = [bytes.next().unwrap(), bytes.next().unwrap()];
        Some(u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap())
    })
    .collect()
}

#[test]
fn uris_lead_to_the_files() {
    for bytes in NAMES {
        let folder = Folder::new();
        let sub = folder.path().join(join(&[b"in/", bytes]));
        fs::create_dir_all(&sub).unwrap();
        fs::write(sub.join(join(&[bytes, b".yaml"])), &dossiers()[1].1).unwrap();
        for (here, dossiers) in [(folder.path(), OsStr::new("in")), (&sub, OsStr::new("."))] {
            let run = Recevable::new(arguments(&["check", "--date", DAY, "--format", "sarif"], &[dossiers]));
            let log: Value = run.dir(here).run().exits(1).json().0;
            let results = log["runs"][0]["results"].as_array().unwrap();
            assert!(!results.is_empty());
            for result in results {
                let uri = &result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
                let path = here.join(OsString::from_vec(decoded(uri.as_str().unwrap())));
                assert!(path.is_file(), "{uri}");
            }
        }
    }
}
