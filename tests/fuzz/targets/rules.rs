//! Rule sets, overlays, case files and tables of clauses.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| recevable::fuzzing::rules(text));
