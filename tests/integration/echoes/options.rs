//! Every option that takes a value and every argument, as the help of each command lists them.

use std::ffi::OsString;

use super::{NAMES, arguments, echoes, join, name};
use crate::common::{Folder, Recevable, eligible};

/// A command with what it needs beside the argument that is tried.
struct Command {
    words: Vec<String>,
    help: String,
}

impl Command {
    fn read(words: &[&str]) -> Self {
        let run = Recevable::new(words.iter().copied().chain(["--help", "--lang", "en"])).run().exits(0);
        Self { words: words.iter().map(|word| (*word).to_owned()).collect(), help: run.stdout }
    }

    /// All commands, the program by itself among them.
    fn all() -> Vec<Self> {
        let mut all = vec![Self::read(&[])];
        let mut at = 0;
        while at < all.len() {
            let below: Vec<Self> = all[at].section("Commands:").map(|line| all[at].below(line)).collect();
            all.extend(below);
            at += 1;
        }
        all
    }

    fn below(&self, line: &str) -> Self {
        let name = line.split_whitespace().next().unwrap();
        let words: Vec<&str> = self.words.iter().map(String::as_str).chain([name]).collect();
        // The help of a command below is asked for with the option, not with `help`.
        Self::read(&words)
    }

    /// The lines of a part of the help that name something.
    fn section(&self, head: &str) -> impl Iterator<Item = &str> {
        let (_, lines) = self.help.split_once(&format!("{head}\n")).unwrap_or_default();
        // Lines that go on are indented further.
        lines.lines().take_while(|line| !line.is_empty()).filter(|line| !line.starts_with("     "))
    }

    /// The options that take a value.
    fn options(&self) -> Vec<&str> {
        let words = self
            .help
            .lines()
            .filter_map(|line| line.trim_start().strip_prefix("--").or_else(|| line.split(", --").nth(1)));
        let named = words.filter_map(|line| line.split_once(" <")).map(|(name, _)| name);
        named.filter(|name| !name.contains(' ')).collect()
    }

    fn has_positional(&self) -> bool {
        self.section("Arguments:").next().is_some()
    }

    fn positional(&self) -> &'static [&'static str] {
        let words: Vec<&str> = self.words.iter().map(String::as_str).collect();
        match &words[..] {
            ["check"] => &["a.yaml"],
            ["explain"] => &["demande.total"],
            ["rules", "show"] => &["C-QUA-6"],
            ["schema"] => &["dossier"],
            ["rules", "export"] => &["copie"],
            ["rules", "diff"] => &["integres", "embedded"],
            ["rules", "new", "overlay"] => &["--siren=245901160"],
            _ => &[],
        }
    }

    fn with(&self, more: &[OsString]) -> Vec<OsString> {
        self.words.iter().map(OsString::from).chain(more.iter().cloned()).collect()
    }
}

#[test]
fn the_help_lists_the_options_that_are_tried() {
    let all = Command::all();
    let words: Vec<String> = all.iter().map(|command| command.words.join(" ")).collect();
    assert!(
        ["", "check", "explain", "rules", "schema", "rules show"].iter().all(|one| words.contains(&(*one).to_owned()))
    );
    let check = all.iter().find(|command| command.words == ["check"]).unwrap();
    for option in ["files-from", "jobs", "registre", "baseline", "format", "overlay", "lang"] {
        assert!(check.options().contains(&option), "{option}: {:?}", check.options());
    }
    assert!(check.has_positional() && all.iter().map(|command| command.options().len()).sum::<usize>() > 35);
}

#[test]
fn every_option_with_a_hostile_value() {
    let folder = Folder::new();
    folder.write("a.yaml", eligible(1));
    for command in Command::all() {
        let needed: Vec<OsString> = command.positional().iter().map(OsString::from).collect();
        for option in command.options() {
            for bytes in NAMES {
                let joined = [needed.clone(), vec![join(&[b"--", option.as_bytes(), b"=", bytes])]].concat();
                echoes(folder.path(), &command.with(&joined));
            }
            let apart = [needed.clone(), vec![join(&[b"--", option.as_bytes()]), name(NAMES[1]).to_owned()]].concat();
            echoes(folder.path(), &command.with(&apart));
        }
    }
}

#[test]
fn every_argument_with_a_hostile_value() {
    let folder = Folder::new();
    folder.write("a.yaml", eligible(1));
    // A form is not served of what is no file.
    let folders = Folder::new();
    for bytes in NAMES {
        std::fs::create_dir(folders.path().join(name(bytes))).unwrap();
    }
    for command in Command::all() {
        let place = if command.words == ["form"] { folders.path() } else { folder.path() };
        for bytes in NAMES {
            for more in [vec![name(bytes).to_owned()], vec!["--".into(), name(bytes).to_owned()]] {
                echoes(place, &command.with(&more));
            }
            let short = join(&[b"-", bytes]);
            echoes(place, &command.with(&[short, join(&[b"--x=", bytes])]));
        }
    }
    for format in ["json=", "xlsx="] {
        for bytes in NAMES {
            for place in [&b"absent/"[..], b"a.yaml/", b"/dev/full/", b""] {
                let format = join(&[b"--format=", format.as_bytes(), place, bytes]);
                echoes(folder.path(), &arguments(&["check", "a.yaml"], &[&format]));
            }
            let format = join(&[b"--format=", format.as_bytes(), bytes]);
            echoes(folder.path(), &arguments(&["check", "a.yaml"], &[&format, &format]));
        }
    }
}
