//! `recevable man`: the man page, from the command line's definition.

use std::io::{self, Write};

use clap::Command;
use clap_mangen::Man;

use crate::cli::{self, ManOptions};
use crate::messages::cli as words;
use crate::text::Lang;

pub(super) fn man(options: &ManOptions, out: &mut dyn Write) -> io::Result<()> {
    let mut program = cli::definition(options.lang);
    program.build();
    let page = Man::new(program.clone());
    let mut text = Vec::new();
    page.render_title(&mut text)?;
    page.render_name_section(&mut text)?;
    page.render_synopsis_section(&mut text)?;
    page.render_options_section(&mut text)?;
    writeln!(text, ".SH {}", words::man_commands(options.lang))?;
    write_commands(&program, program.get_name(), &mut text)?;
    page.render_extra_section(&mut text)?;
    page.render_version_section(&mut text)?;
    out.write_all(headed(&String::from_utf8_lossy(&text), options.lang).as_bytes())
}

/// Each command as a subsection, with its options.
fn write_commands(command: &Command, path: &str, text: &mut Vec<u8>) -> io::Result<()> {
    for command in command.get_subcommands() {
        let path = format!("{path} {}", command.get_name());
        writeln!(text, ".SS \"{path}\"")?;
        if command.has_subcommands() {
            write_commands(command, &path, text)?;
            continue;
        }
        let page = Man::new(command.clone());
        let mut own = Vec::new();
        page.render_description_section(&mut own)?;
        page.render_options_section(&mut own)?;
        let own = String::from_utf8_lossy(&own);
        // The page has a preamble already, and options no headings of their own.
        for line in own.lines().filter(|line| ![".SH", ".ie", ".el"].iter().any(|start| line.starts_with(start))) {
            writeln!(text, "{line}")?;
        }
    }
    Ok(())
}

/// With the names of sections in a language.
fn headed(page: &str, lang: Lang) -> String {
    let page = page.replace("\u{a0}\n", "\n");
    page.replace("\n.SH NAME\n", &format!("\n.SH {}\n", words::man_name(lang)))
        .replace("\n.SH EXTRA\n", "\n.SH NOTES\n")
}
