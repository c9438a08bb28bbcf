//! The command line: parse the arguments, run, leave with the exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    recevable::cli::main()
}
