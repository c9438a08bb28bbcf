//! A folder of dossiers, checked: how long it takes beside the reading of its YAML, and beside other ways to check it.
//!
//! `cargo bench --bench batch --features comparison -- [SIZE…] [--rounds N] [--corpus FOLDER] [--only-write]` writes the
//! corpus where it is not there yet, then runs everything by turns, round after round, and prints minimum, median and
//! maximum, and the medians' ratio to the floor: the same files, read and run through the fastest safe YAML event parser
//! on two threads.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod corpus;
mod jsonschema;
mod money;
mod parsers;
mod program;
mod random;
mod rego;
mod rounds;
mod threads;
mod words;

use std::path::{Path, PathBuf};

use rounds::Contestant;

/// Threads for everything that runs within this process; the program takes as many as there are cores.
const THREADS: usize = 2;

struct Arguments {
    sizes: Vec<usize>,
    rounds: usize,
    folder: PathBuf,
    only_write: bool,
}

fn main() {
    let arguments = arguments(std::env::args().skip(1));
    let program = if arguments.only_write { PathBuf::new() } else { program::build() };
    for size in &arguments.sizes {
        let folder = arguments.folder.join(size.to_string());
        corpus::write(&folder, *size).unwrap();
        println!("\n{size} dossiers in {}", folder.display());
        if !arguments.only_write {
            compare(&program, &folder, *size, arguments.rounds);
        }
    }
}

fn arguments(given: impl Iterator<Item = String>) -> Arguments {
    let corpus = Path::new(env!("CARGO_TARGET_TMPDIR")).join("corpus");
    let mut arguments = Arguments { sizes: Vec::new(), rounds: 9, folder: corpus, only_write: false };
    let mut given = given;
    while let Some(argument) = given.next() {
        match argument.as_str() {
            "--rounds" => arguments.rounds = given.next().unwrap().parse().unwrap(),
            "--corpus" => arguments.folder = given.next().unwrap().into(),
            "--only-write" => arguments.only_write = true,
            // What cargo adds.
            "--bench" => {}
            size => arguments.sizes.push(size.parse().unwrap()),
        }
    }
    if arguments.sizes.is_empty() {
        arguments.sizes = vec![2_000, 10_000];
    }
    arguments
}

fn compare(program: &Path, folder: &Path, size: usize, rounds: usize) {
    // In a run of its own: asking the system again and again takes time.
    let peak = program::peak_memory(program, folder);
    let files = corpus::files(folder, size);
    let bytes: u64 = files.iter().map(|file| file.metadata().unwrap().len()).sum();
    println!("{} bytes each, peak memory of recevable {peak:.1} MiB", bytes / u64::try_from(size).unwrap());
    let schema = jsonschema::Checker::new();
    let policy = rego::Checker::new();
    let contestants = [
        Contestant::new("floor: saphyr-parser's events", || threads::over(&files, THREADS, parsers::saphyr)),
        Contestant::new("granit-parser's events", || threads::over(&files, THREADS, parsers::granit)),
        Contestant::new("recevable check --format ndjson", || program::check(program, folder)),
        Contestant::new("JSON Schema, half of the rules", || threads::over(&files, THREADS, |text| schema.check(text))),
        Contestant::new("Rego, half of the rules", || threads::over(&files, THREADS, |text| policy.check(text))),
    ];
    rounds::run(contestants, rounds, u32::try_from(size).unwrap());
}
