//! The program as a whole.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

mod mutants;
mod rule_tests;
