//! What a check costs, step by step, beside the floor that it stands on.
//!
//! `cargo bench` runs it. In `process`, a check of one dossier stands beside a process that does nothing; in `dossier`,
//! beside the parser's bare events.

#![allow(clippy::unwrap_used, clippy::wildcard_imports)]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use divan::{Bencher, black_box};
use recevable::{Checker, Format, Lang, RuleSets, SourceFile};

/// A dossier of usual length, with one thing to fix.
const NAME: &str = "examples/fiche-2-cofinancement-29-99.yaml";
const TEXT: &str = include_str!("../../examples/fiche-2-cofinancement-29-99.yaml");

fn main() {
    divan::main();
}

fn source() -> SourceFile {
    SourceFile::new(NAME, TEXT)
}

/// A checker for JSON alone.
fn checker() -> Checker {
    let rules = RuleSets::embedded().unwrap();
    Checker::new(rules, "2014-11-20".parse().unwrap(), Lang::Fr).only_for(&[Format::Json])
}

fn json(checker: &Checker) -> Vec<u8> {
    serde_json::to_vec(&checker.check(source()).report).unwrap()
}

/// One dossier, from its text to its report in JSON.
mod dossier {
    use super::*;

    /// The floor: the parser's events, and nothing made of them.
    #[divan::bench]
    fn events_alone() -> usize {
        granit_parser::Parser::new_from_str(black_box(TEXT)).flatten().count()
    }

    #[divan::bench]
    fn checked(bencher: Bencher<'_, '_>) {
        let checker = checker();
        bencher.with_inputs(source).bench_values(|source| checker.check(source));
    }

    #[divan::bench]
    fn checked_and_written(bencher: Bencher<'_, '_>) {
        let checker = checker();
        bencher.bench_local(|| json(&checker));
    }

    #[divan::bench]
    fn checked_and_written_and_the_rules_loaded() -> Vec<u8> {
        json(&checker())
    }
}

/// A dossier with its plan, beside the same without one.
mod plan {
    use super::*;

    /// As many lines, half of them charges, of which some are negative; the request is too small.
    fn broken(lines: usize) -> SourceFile {
        let amount =
            |line: usize| format!("{}{}.{:02}", if line % 9 == 4 { "-" } else { "" }, line * 7919 % 6_000, line % 100);
        let (charges, rest) = TEXT.split_once("  charges:\n").unwrap();
        let (_, after) = rest.split_once("demande:").unwrap();
        let kinds = ["commune", "departement", "region", "etat", "prive"];
        let charge = |line: usize| format!("    - {{ poste: 60, montant: {} }}\n", amount(line));
        let produit =
            |line: usize| format!("    - {{ poste: 74, type: {}, montant: {} }}\n", kinds[line % 5], amount(line));
        let (half, all) = (lines / 2, 1..=lines);
        let charges_lines: String = all.clone().filter(|line| *line <= half).map(charge).collect();
        let produits_lines: String = all.filter(|line| *line > half).map(produit).collect();
        let text = format!("{charges}  charges:\n{charges_lines}  produits:\n{produits_lines}demande:{after}");
        SourceFile::new("essai.yaml", text.replace("montant: 5 000 €", "montant: 900"))
    }

    fn checker(plan: bool) -> Checker {
        let checker = super::checker();
        if plan { checker } else { checker.without_plan() }
    }

    #[divan::bench(args = [0, 20, 200, 18_000])]
    fn found(bencher: Bencher<'_, '_>, lines: usize) {
        let checker = checker(true);
        let source = || if lines == 0 { source() } else { broken(lines) };
        bencher.with_inputs(source).bench_values(|source| checker.check(source));
    }

    #[divan::bench(args = [0, 20, 200, 18_000])]
    fn left_out(bencher: Bencher<'_, '_>, lines: usize) {
        let checker = checker(false);
        let source = || if lines == 0 { source() } else { broken(lines) };
        bencher.with_inputs(source).bench_values(|source| checker.check(source));
    }
}

#[divan::bench]
fn embedded_rule_sets() -> RuleSets {
    RuleSets::embedded().unwrap()
}

/// Processes, started and waited for.
#[divan::bench_group(sample_count = 300, sample_size = 1)]
mod process {
    use super::*;

    fn run(program: impl AsRef<Path>, arguments: &[&str]) {
        let mut command = Command::new(program.as_ref());
        command.args(arguments).current_dir(env!("CARGO_MANIFEST_DIR"));
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap();
    }

    /// The floor: a process that does nothing.
    #[divan::bench]
    fn nothing() {
        run("/bin/true", &[]);
    }

    /// The program, asked for no more than its version.
    #[divan::bench]
    fn version() {
        run(env!("CARGO_BIN_EXE_recevable"), &["--version"]);
    }

    #[divan::bench]
    fn check_one_to_json() {
        run(env!("CARGO_BIN_EXE_recevable"), &["check", NAME, "--date", "2014-11-20", "--format", "json"]);
    }

    #[divan::bench]
    fn check_one_to_text() {
        run(env!("CARGO_BIN_EXE_recevable"), &["check", NAME, "--date", "2014-11-20"]);
    }

    #[divan::bench]
    fn check_twenty_to_json() {
        run(env!("CARGO_BIN_EXE_recevable"), &["check", "examples", "--date", "2014-11-20", "--format", "json"]);
    }
}

/// The form: a field that was changed, posted over a new connection; the file written durably, the dossier checked, and the
/// page drawn.
mod form {
    use super::*;

    struct Served {
        child: Child,
        address: String,
        _folder: tempfile::TempDir,
    }

    impl Served {
        fn start() -> Self {
            let folder = tempfile::tempdir().unwrap();
            std::fs::write(folder.path().join("a.yaml"), TEXT).unwrap();
            let mut command = Command::new(env!("CARGO_BIN_EXE_recevable"));
            command.args(["form", "a.yaml", "--no-open", "--date", "2014-11-20"]).current_dir(folder.path());
            let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
            let lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
            let address = lines.into_iter().find_map(|line| line.trim().strip_prefix("http://").map(str::to_owned));
            Self { child, address: address.unwrap(), _folder: folder }
        }

        fn change(&self, was: &str, now: &str) -> usize {
            let (host, token) = self.address.split_once("/?cle=").unwrap();
            let port = host.split_once(':').unwrap().1;
            let body = format!("was:demande.investissement={was}&demande.investissement={now}");
            let mut stream = TcpStream::connect(host).unwrap();
            write!(
                stream,
                "POST / HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nCookie: recevable-{port}={token}\r\n\
                 Connection: close\r\nX-Recevable-Part: 1\r\nContent-Type: application/x-www-form-urlencoded\r\n\
                 Content-Length: {}\r\n\r\n{body}",
                body.len()
            )
            .unwrap();
            let mut page = String::new();
            stream.read_to_string(&mut page).unwrap();
            assert!(page.contains(">Enregistré<"));
            page.len()
        }
    }

    impl Drop for Served {
        fn drop(&mut self) {
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }

    #[divan::bench]
    fn changed_saved_and_shown(bencher: Bencher<'_, '_>) {
        let served = Served::start();
        let mut amounts = (1..).map(|amount: u32| amount.to_string());
        let mut was = String::new();
        bencher.bench_local(|| {
            let now = amounts.next().unwrap();
            let length = served.change(&was, &now);
            was = now;
            length
        });
    }
}
