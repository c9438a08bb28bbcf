//! What a text report may do where it goes.

use std::io::{self, IsTerminal};

use crate::cli::{Color, ReportOptions};
use crate::report::text::TextOptions;
use crate::text::Lang;

pub(super) fn report_options(options: &ReportOptions, to_standard_output: bool) -> TextOptions {
    let shown = text_options(options.lang, options.color, to_standard_output);
    TextOptions { verbose: options.verbose, quiet: options.quiet, ..shown }
}

pub(super) fn text_options(lang: Lang, color: Color, to_standard_output: bool) -> TextOptions {
    let fancy = to_standard_output && io::stdout().is_terminal();
    let allowed = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
        && std::env::var_os("TERM").is_none_or(|terminal| terminal != "dumb");
    let width = if fancy { terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)) } else { None };
    let plain = TextOptions::plain(lang);
    TextOptions {
        color: match color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => fancy && allowed,
        },
        width: width.unwrap_or(plain.width),
        fancy,
        ..plain
    }
}
