//! The program from the outside: every test here runs the real binary, or the library as the binary joins it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::needless_pass_by_value)]

mod readings;
