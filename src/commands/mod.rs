//! The commands, a file each, and the program's way from its arguments to its exit code.

mod check;
mod completions;
mod explain;
mod fix;
mod form;
mod import;
mod init;
mod interrupt;
mod lookup;
mod man;
mod replacing;
mod rules;
mod schema;
mod terminal;
mod today;

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::error::ErrorKind;

use crate::cli::{self, Invocation, Language, UsageError, usage_error};
use crate::messages::cli::{start, unknown_language};
use crate::messages::commands::{cannot_write, writing_reason};
use crate::text::{Lang, excerpt};

/// Runs the program as its binary does: with these arguments, the program's own name first, over the standard streams.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let Language { lang, unknown } = cli::language(&arguments);
    interrupt::outlive_size_limit();
    let mut errors = StandardError(io::stderr());
    if let Some(unknown) = unknown {
        let _ = writeln!(errors, "{}", unknown_language(excerpt(&unknown), lang));
    }
    match exit_code(arguments, lang, &mut errors) {
        Ok(code) => ExitCode::from(code),
        // Who reads the output has closed it; that is no failure.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            // What cannot be written to standard error is no error.
            let _ = writeln!(errors, "{}", cannot_write(None, &writing_reason(&error, lang), lang));
            ExitCode::from(2)
        }
    }
}

/// Only writing to standard output fails.
fn exit_code(arguments: Vec<OsString>, lang: Lang, errors: &mut dyn Write) -> io::Result<u8> {
    if cli::is_bare(&arguments) {
        writeln!(errors, "{}", start(lang))?;
        return Ok(2);
    }
    let out = io::stdout();
    let code = match cli::parse(arguments, lang) {
        // It says itself what it cannot write.
        Ok(Invocation::Check(options)) => return check::check(*options, errors),
        Ok(Invocation::Explain(options)) => explain::explain(&options, &mut out.lock(), errors),
        Ok(Invocation::Fix(options)) => fix::fix(&options, &mut out.lock(), errors),
        Ok(Invocation::Form(options)) => form::form(&options, &mut out.lock(), errors),
        Ok(Invocation::Import(options)) => import::import(&options, &mut out.lock(), errors),
        Ok(Invocation::Init(options)) => init::init(&options, &mut out.lock(), errors),
        Ok(Invocation::Lookup(options)) => lookup::lookup(&options, &mut out.lock(), errors),
        Ok(Invocation::Schema(options)) => schema::schema(options.what, &mut out.lock()).map(|()| 0),
        Ok(Invocation::Rules(command)) => rules::rules(&command, &mut out.lock(), errors),
        Ok(Invocation::Completions(options)) => completions::completions(&options, &mut out.lock()).map(|()| 0),
        Ok(Invocation::Man(options)) => man::man(&options, &mut out.lock()).map(|()| 0),
        Err(UsageError { error, .. }) if !error.use_stderr() => error.print().map(|()| 0),
        Err(UsageError { error, .. }) if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            // As with all that goes to standard error.
            let _ = error.print();
            Ok(2)
        }
        Err(wrong) => {
            writeln!(errors, "{}", usage_error(&wrong, lang))?;
            Ok(2)
        }
    };
    out.lock().flush().and(code)
}

/// Standard error, where there may be no room for a line, and nobody to tell: no work is given up for it.
struct StandardError(io::Stderr);

impl Write for StandardError {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let _ = self.0.write_all(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
