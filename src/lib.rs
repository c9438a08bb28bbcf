//! `recevable` checks a grant application (a *dossier* in YAML) against the declarative rules of a
//! call for projects, and says what is missing, what fails and why.
//!
//! The data flows one way: [`source`] finds files and reads their text, [`yaml`] turns it into a tree that knows its
//! places, [`dossier`] decodes that tree, [`engine`] evaluates the [`rules`] over it with the help of the [`mod@reference`]
//! tables, and [`report`] puts the outcome into one model. Of that, [`policy`] puts aside what does not count, and the
//! formats of [`report`] show it, in the words of [`messages`]. [`batch`] works on many dossiers at once and knows what stands
//! twice among them, or in a register. [`cli`] reads the command line, and [`commands`] join the rooms. [`rule_tests`] runs
//! the rule sets' own test cases.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

pub mod batch;
pub mod checker;
mod cli;
mod commands;
pub mod dossier;
pub mod engine;
pub mod messages;
mod panics;
pub mod policy;
pub mod reference;
pub mod report;
pub mod rule_tests;
pub mod rules;
pub mod source;
pub mod text;
pub mod yaml;

pub use commands::run;

#[cfg(test)]
#[path = "../tests/internal/mod.rs"]
mod internal_tests;
