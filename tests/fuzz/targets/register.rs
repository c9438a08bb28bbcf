//! Registers of funded programmes.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| recevable::fuzzing::register(text));
