//! The binary.

use std::process::ExitCode;

/// Reports are made in one thread and dropped in another, which the system's own allocator is slow at.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    recevable::run(std::env::args_os())
}
