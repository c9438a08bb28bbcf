//! The commands, a file each, and the program's way from its arguments to its exit code.

mod check;
mod explain;
mod rules;
mod schema;
mod terminal;
mod today;

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::error::ErrorKind;

use crate::cli::{self, Invocation};
use crate::messages::cli::usage_error;

/// Runs the program as its binary does: with these arguments, the program's own name first, over the standard streams.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    match exit_code(arguments.into_iter().collect()) {
        Ok(code) => ExitCode::from(code),
        // Who reads the output has closed it; that is no failure.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(_) => ExitCode::from(2),
    }
}

fn exit_code(arguments: Vec<OsString>) -> io::Result<u8> {
    let lang = cli::language(&arguments);
    let (out, mut errors) = (io::stdout(), io::stderr());
    match cli::parse(arguments, lang) {
        Ok(Invocation::Check(options)) => check::check(&options, &mut errors),
        Ok(Invocation::Explain(options)) => explain::explain(&options, &mut out.lock(), &mut errors),
        Ok(Invocation::Schema(options)) => schema::schema(options.what, &mut out.lock()).map(|()| 0),
        Ok(Invocation::Rules(command)) => rules::rules(&command, &mut out.lock(), &mut errors),
        Err(error) if !error.use_stderr() || error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            error.print()?;
            Ok(if error.use_stderr() { 2 } else { 0 })
        }
        Err(error) => {
            writeln!(errors, "{}", usage_error(&error, lang))?;
            Ok(2)
        }
    }
}
