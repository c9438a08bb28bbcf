//! What holds of the library from within: each mutant of the rules fails a case, and what holds of every dossier.

#![allow(clippy::print_stdout)]

mod explain;
#[path = "../files.rs"]
mod files;
mod ignore_properties;
mod language;
mod missing;
mod mutants;
mod properties;
mod readings;
mod rule_files;
mod rule_tests;
