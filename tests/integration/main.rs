//! The program from the outside: every test here runs the binary.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::needless_pass_by_value,
    clippy::format_collect,
    clippy::print_stdout
)]

mod baseline;
mod batch;
#[cfg(unix)]
mod beside;
mod beyond;
mod bounds;
mod browser;
mod cases;
mod ci;
mod cli;
mod closing;
mod common;
mod config;
mod coverage;
#[cfg(unix)]
mod desk;
mod directions;
mod documentation;
mod duplicates;
#[cfg(unix)]
mod echoes;
mod examples;
mod exit_codes;
mod explain;
#[cfg(unix)]
mod faults;
#[path = "../files.rs"]
mod files;
mod fix;
mod foresight;
#[cfg(unix)]
mod form;
// The paths of its dossiers are such as other systems refuse.
#[cfg(unix)]
mod formats;
mod hostile;
mod ignore;
mod import;
mod init;
mod library;
mod lookup;
mod no_call_in_code;
mod one_language;
mod origins;
mod overlays;
#[cfg(unix)]
mod overwriting;
mod places;
mod plan;
mod readings;
mod readme;
mod register;
mod rule_faults;
mod rule_folders;
#[cfg(unix)]
mod rule_limits;
mod rule_tests;
mod rules_follow;
mod schema;
mod selection;
mod series;
mod since;
mod structural;
mod typography;
mod values;
mod yaml_causes;
