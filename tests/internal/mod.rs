//! Tests of the library's internals: mutants of the rules, properties of dossiers, rule files, pages of `explain`.

#![allow(clippy::print_stdout)]

mod explain;
#[path = "../files.rs"]
mod files;
mod ignore_properties;
mod language;
mod missing;
mod mutants;
#[path = "engine/plans.rs"]
mod plans;
#[path = "engine/predicates.rs"]
mod predicates;
mod properties;
mod readings;
mod rule_files;
mod rule_tests;
mod seeds;
#[path = "engine/small.rs"]
mod small;
