//! The command line: read the arguments, run, leave with the exit code.

use std::io::{self, Write};
use std::process::ExitCode;

use recevable::cli::{self, Invocation};
use recevable::commands;
use recevable::messages::cli::usage_error;

/// Reports are made in one thread and let go in another, which the system's own allocator is slow at.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match run() {
        Ok(code) => ExitCode::from(code),
        // Whoever reads the output has heard enough; that is no failure.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(_) => ExitCode::from(2),
    }
}

fn run() -> io::Result<u8> {
    let arguments: Vec<_> = std::env::args_os().collect();
    let lang = cli::language(&arguments);
    match cli::parse(arguments, lang) {
        Ok(Invocation::Check(options)) => commands::check(&options, &mut io::stderr()),
        Ok(Invocation::Explain(options)) => commands::explain(&options, &mut io::stdout().lock(), &mut io::stderr()),
        Ok(Invocation::Schema(what)) => commands::schema(what, &mut io::stdout().lock()).map(|()| 0),
        Ok(Invocation::Rules(command)) => commands::rules(&command, &mut io::stdout().lock(), &mut io::stderr()),
        Err(error)
            if error.use_stderr()
                && error.kind() != clap::error::ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand =>
        {
            writeln!(io::stderr(), "{}", usage_error(&error, lang))?;
            Ok(2)
        }
        Err(error) => {
            error.print()?;
            Ok(if error.use_stderr() { 2 } else { 0 })
        }
    }
}
