//! Ignore comments in dossiers with findings.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| recevable::fuzzing::comments(text));
