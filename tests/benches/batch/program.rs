//! The program as a process, its output discarded.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use std::{fs, thread};

/// Builds the program as it is released, and gives its path. Cargo's own for this benchmark shares its libraries, and the
/// features that these have there, with what it is compared with, which makes it slower.
pub(crate) fn build() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("program");
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["build", "--release", "--locked", "--bin", "recevable", "--manifest-path"]);
    cargo.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).arg("--target-dir").arg(&folder);
    assert!(cargo.status().unwrap().success());
    folder.join("release/recevable")
}

fn start(program: &Path, folder: &Path) -> Child {
    let mut command = Command::new(program);
    command.args(["check", "--date", "2014-11-20", "--format", "ndjson", "--fail-on", "never"]).arg(folder);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

/// Checks a folder; the answer is the exit code, which must be 0.
pub(crate) fn check(program: &Path, folder: &Path) -> usize {
    let status = start(program, folder).wait().unwrap();
    assert!(status.success(), "{status}");
    0
}

/// The most memory that a check holds, in MiB, as the system counts it; zero where it is unknown.
pub(crate) fn peak_memory(program: &Path, folder: &Path) -> f64 {
    let mut child = start(program, folder);
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0.0;
    while child.try_wait().unwrap().is_none() {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
        peak = kilobytes.unwrap_or(0.0).max(peak);
        thread::sleep(Duration::from_millis(1));
    }
    peak / 1024.0
}
