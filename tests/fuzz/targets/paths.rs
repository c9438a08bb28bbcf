//! Lists of paths, as `--files-from` reads them.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| recevable::fuzzing::paths(bytes));
