//! The two readers of YAML against each other.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let _ = recevable::fuzzing::yaml(text);
});
