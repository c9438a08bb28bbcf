//! `recevable completions`: a shell's completions, from the command line's definition.

use std::io::{self, Write};

use clap_complete::generate;

use crate::cli::{self, CompletionsOptions};

pub(super) fn completions(options: &CompletionsOptions, out: &mut dyn Write) -> io::Result<()> {
    let mut program = cli::definition(options.lang);
    // It panics where it cannot write.
    let mut script = Vec::new();
    generate(options.shell, &mut program, env!("CARGO_PKG_NAME"), &mut script);
    out.write_all(&script)
}
