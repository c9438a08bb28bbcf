//! Starts the program, and shows a run as a terminal session.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fmt;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;

pub(crate) use crate::files::{DAY, eligible, example, example_names, repository};

/// After this long a run counts as hanging. No run comes near it, not even on a machine that has much else to do.
const WATCHDOG: Duration = Duration::from_secs(90);

/// A text with some passages replaced; each must stand there exactly once.
pub(crate) fn edit(text: &str, changes: &[(&str, &str)]) -> String {
    let mut text = text.to_owned();
    for (from, to) in changes {
        assert_eq!(text.matches(from).count(), 1, "{from:?} must stand exactly once in:\n{text}");
        text = text.replace(from, to);
    }
    text
}

/// One run of the program to be.
pub(crate) struct Recevable {
    command: Command,
    shown: Vec<String>,
    input: Vec<u8>,
}

impl Recevable {
    /// The program with arguments, in the repository's folder, with nothing of the tests' own environment.
    pub(crate) fn new<A: AsRef<OsStr>>(arguments: impl IntoIterator<Item = A>) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_recevable"));
        command.current_dir(repository());
        for name in ["RECEVABLE_LANG", "NO_COLOR", "TERM", "COLUMNS", "LANG", "LC_ALL"] {
            command.env_remove(name);
        }
        let mut shown = vec!["recevable".to_owned()];
        for argument in arguments {
            shown.push(argument.as_ref().to_string_lossy().into_owned());
            command.arg(argument);
        }
        Self { command, shown, input: Vec::new() }
    }

    /// A check on the day of the examples.
    pub(crate) fn check<const N: usize>(arguments: [&str; N]) -> Self {
        Self::new(["check", "--date", DAY].into_iter().chain(arguments))
    }

    /// In another folder.
    pub(crate) fn dir(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    /// With a variable in the environment.
    pub(crate) fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self.shown.insert(0, format!("{name}={value}"));
        self
    }

    /// With that on standard input.
    pub(crate) fn stdin(mut self, input: impl Into<Vec<u8>>) -> Self {
        self.input = input.into();
        self
    }

    /// With no more than so much memory, counted with all that is only reserved.
    #[cfg(unix)]
    pub(crate) fn within(self, mebibytes: usize) -> Self {
        self.after(&format!("ulimit -v {}", mebibytes * 1024))
    }

    /// From a shell, after what it is to do first.
    #[cfg(unix)]
    pub(crate) fn after(mut self, script: &str) -> Self {
        let mut shell = Command::new("sh");
        shell.args(["-c", &format!("{script} && exec \"$0\" \"$@\"")]);
        shell.arg(self.command.get_program()).args(self.command.get_args());
        shell.current_dir(self.command.get_current_dir().unwrap());
        for (name, value) in self.command.get_envs() {
            match value {
                Some(value) => shell.env(name, value),
                None => shell.env_remove(name),
            };
        }
        self.command = shell;
        self
    }

    /// Runs it to its end.
    pub(crate) fn run(mut self) -> Run {
        let mut child = self.start();
        let mut stdin = child.stdin.take().unwrap();
        let input = self.input;
        // A program that refuses its input closes the pipe early; that is its right.
        let feeder = thread::spawn(move || drop(stdin.write_all(&input)));
        let stdout = collect(child.stdout.take().unwrap());
        let stderr = collect(child.stderr.take().unwrap());
        let (Ok(stdout), Ok(stderr)) = (stdout.recv_timeout(WATCHDOG), stderr.recv_timeout(WATCHDOG)) else {
            let _ = child.kill();
            panic!("{} does not end", self.shown.join(" "));
        };
        let status = child.wait().unwrap();
        feeder.join().unwrap();
        let (raw_stdout, stderr) = (text(stdout), plain_spaces(&text(stderr)));
        Run { command: self.shown.join(" "), status, stdout: plain_spaces(&raw_stdout), raw_stdout, stderr }
    }

    /// Starts it, for tests that treat its pipes in ways of their own.
    pub(crate) fn start(&mut self) -> Child {
        self.command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        self.command.spawn().unwrap()
    }
}

/// Runs the program with arguments.
pub(crate) fn recevable<const N: usize>(arguments: [&str; N]) -> Run {
    Recevable::new(arguments).run()
}

fn collect(mut pipe: impl Read + Send + 'static) -> Receiver<Vec<u8>> {
    let (sender, receiver) = channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = pipe.read_to_end(&mut bytes);
        let _ = sender.send(bytes);
    });
    receiver
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).expect("output is UTF-8")
}

/// A text with plain spaces in place of no-break ones, which `typography.rs` tests.
pub(crate) fn plain_spaces(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

/// What a run gave.
pub(crate) struct Run {
    command: String,
    status: ExitStatus,
    /// Standard output as it was written.
    pub(crate) raw_stdout: String,
    /// Standard output, with plain spaces.
    pub(crate) stdout: String,
    /// Standard error, with plain spaces.
    pub(crate) stderr: String,
}

impl Run {
    /// The exit code; a run that a signal ended fails the test.
    pub(crate) fn code(&self) -> i32 {
        self.status.code().unwrap_or_else(|| panic!("ended by a signal:\n{self}"))
    }

    /// The exit code; none where a signal ended it.
    #[cfg(unix)]
    pub(crate) fn status(&self) -> Option<i32> {
        self.status.code()
    }

    /// Asserts the exit code.
    pub(crate) fn exits(self, code: i32) -> Self {
        assert_eq!(self.code(), code, "\n{self}");
        assert!(!self.stderr.contains("panicked"), "\n{self}");
        self
    }

    /// The JSON document on standard output.
    pub(crate) fn json(&self) -> Report {
        Report(serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}\n{self}")))
    }
}

impl fmt::Display for Run {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "$ {}", self.command)?;
        writeln!(f, "exit: {}", self.status.code().map_or("signal".to_owned(), |code| code.to_string()))?;
        for (name, stream) in [("stdout", &self.stdout), ("stderr", &self.stderr)] {
            if !stream.is_empty() {
                writeln!(f, "----- {name} -----")?;
                f.write_str(stream)?;
            }
        }
        Ok(())
    }
}

/// The JSON document of a run.
pub(crate) struct Report(pub(crate) Value);

impl Report {
    /// All dossiers.
    pub(crate) fn dossiers(&self) -> &[Value] {
        self.0["dossiers"].as_array().unwrap()
    }

    /// The only dossier.
    pub(crate) fn only(&self) -> &Value {
        let [only] = self.dossiers() else { panic!("{} dossiers", self.dossiers().len()) };
        only
    }

    /// The dossier whose path ends so.
    pub(crate) fn dossier(&self, path: &str) -> &Value {
        let mut found = self.dossiers().iter().filter(|dossier| dossier["path"].as_str().unwrap().ends_with(path));
        found.next().unwrap_or_else(|| panic!("no dossier {path} in {:#}", self.0))
    }
}

/// The verdict of a dossier of the report.
pub(crate) fn verdict(dossier: &Value) -> &str {
    dossier["verdict"].as_str().unwrap()
}

/// The codes of a dossier's structural errors, in order.
pub(crate) fn codes(dossier: &Value) -> Vec<&str> {
    dossier["errors"].as_array().unwrap().iter().map(|error| error["code"].as_str().unwrap()).collect()
}

/// The rules of an assessment that have a status, in order.
pub(crate) fn rules_with<'a>(assessment: &'a Value, status: &str) -> Vec<&'a str> {
    let findings = assessment["findings"].as_array().unwrap().iter();
    findings.filter(|finding| finding["status"] == status).map(|finding| finding["rule"].as_str().unwrap()).collect()
}

/// A rule's finding in an assessment.
pub(crate) fn finding<'a>(assessment: &'a Value, rule: &str) -> &'a Value {
    let mut findings = assessment["findings"].as_array().unwrap().iter();
    findings.find(|finding| finding["rule"] == rule).unwrap_or_else(|| panic!("no finding {rule} in {assessment:#}"))
}

/// A rule's status in an assessment made with `--verbose`.
pub(crate) fn status<'a>(assessment: &'a Value, rule: &str) -> &'a str {
    if assessment["deferred"].as_array().unwrap().iter().any(|deferred| deferred == rule) {
        return "deferred";
    }
    finding(assessment, rule)["status"].as_str().unwrap()
}

/// Checks one dossier's text on that day, verbosely, and gives its report.
pub(crate) fn check_on(day: &str, text: &str) -> Value {
    let run = Recevable::new(["check", "-", "--date", day, "--format", "json", "--verbose"]).stdin(text).run();
    run.json().only().clone()
}

/// Checks one dossier's text on the day of the examples, verbosely, and gives its report.
pub(crate) fn check(text: &str) -> Value {
    check_on(DAY, text)
}

/// The only assessment of a dossier that names its fiche.
pub(crate) fn assessment(dossier: &Value) -> &Value {
    let assessments = dossier["assessments"].as_array().unwrap();
    let [only] = &assessments[..] else { panic!("{} assessments in {dossier:#}", assessments.len()) };
    only
}

/// A folder that goes away with the test.
pub(crate) struct Folder(TempDir);

impl Folder {
    /// An empty folder.
    pub(crate) fn new() -> Self {
        // Not below a folder whose name a walk would take for hidden.
        Self(tempfile::Builder::new().prefix("recevable-").tempdir().unwrap())
    }

    /// Its path.
    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    /// The path of something in it.
    pub(crate) fn at(&self, name: &str) -> PathBuf {
        self.path().join(name)
    }

    /// Writes a file, with the folders above it.
    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.at(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
        path
    }

    /// A check of dossiers in it, on the day of the examples.
    pub(crate) fn check<const N: usize>(&self, arguments: [&str; N]) -> Recevable {
        Recevable::check(arguments).dir(self.path())
    }

    /// A named pipe.
    pub(crate) fn pipe(&self, name: &str) {
        assert!(Command::new("mkfifo").arg(self.at(name)).status().unwrap().success());
    }

    /// All files with their content, and the links with their targets.
    pub(crate) fn tree(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        let mut folders = vec![self.path().to_owned()];
        while let Some(inner) = folders.pop() {
            for entry in fs::read_dir(&inner).unwrap() {
                let path = entry.unwrap().path();
                let name = path.strip_prefix(self.path()).unwrap().display().to_string();
                if let Ok(target) = fs::read_link(&path) {
                    files.insert(name, target.into_os_string().into_encoded_bytes());
                } else if path.is_dir() {
                    folders.push(path);
                } else if path.is_file() {
                    files.insert(name, fs::read(&path).unwrap());
                }
            }
        }
        files
    }

    /// A file's text.
    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.at(name)).unwrap()
    }
}

/// JSON laid out for reading: what fits on a line stands on one.
pub(crate) fn pretty(value: &Value) -> String {
    lay_out(value, 0)
}

fn lay_out(value: &Value, indent: usize) -> String {
    let (open, close, parts): (_, _, Vec<String>) = match value {
        Value::Array(items) => ("[", "]", items.iter().map(|item| lay_out(item, indent + 2)).collect()),
        Value::Object(entries) => {
            let entry = |(key, value): (&String, _)| format!("\"{key}\": {}", lay_out(value, indent + 2));
            ("{", "}", entries.iter().map(entry).collect())
        }
        scalar => return scalar.to_string(),
    };
    let line = parts.join(", ");
    if !line.contains('\n') && line.chars().count() <= 100 {
        return format!("{open}{line}{close}");
    }
    let (margin, end) = (" ".repeat(indent + 2), " ".repeat(indent));
    format!("{open}\n{margin}{}\n{end}{close}", parts.join(&format!(",\n{margin}")))
}

/// A text whose lines are short enough to review: a long one goes on below, with an arrow in place of a space.
fn fold(text: &str) -> String {
    const MAX_COLUMNS: usize = 140;
    let mut folded = String::new();
    let mut column = 0;
    for word in text.split_inclusive(&[' ', '\n']) {
        let width = word.chars().count();
        if column > 0 && column + width > MAX_COLUMNS {
            folded.truncate(folded.trim_end_matches(' ').len());
            folded.push_str("\n    ↪ ");
            column = 6;
        }
        folded.push_str(word);
        column = if word.ends_with('\n') { 0 } else { column + width };
    }
    folded
}

/// Fails unless a text equals the snapshot of that name; what changes between builds is blanked.
pub(crate) fn snapshot(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_snapshot_path("snapshots");
    settings.add_filter(r#""sha256": ?"[0-9a-f]{64}""#, r#""sha256": "[sha256]""#);
    settings.add_filter(r#""version": ?"\d+\.\d+\.\d+""#, r#""version": "[version]""#);
    settings.add_filter(r"recevable \d+\.\d+\.\d+", "recevable [version]");
    settings.bind(|| insta::assert_snapshot!(name, fold(&plain_spaces(text))));
}
