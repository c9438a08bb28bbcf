//! `recevable lookup`: places and codes by their names.

use std::io::{self, Write};

use super::rules::broken;
use crate::cli::{LookupOptions, ResultFormat};
use crate::messages::lookup as words;
use crate::report::{json, lookup};
use crate::rules;
use crate::text::{excerpt, visible};

pub(super) fn lookup(options: &LookupOptions, out: &mut dyn Write, errors: &mut dyn Write) -> io::Result<u8> {
    let book = match rules::load_with(options.sets.rules.as_deref(), &options.sets.overlays) {
        Ok(book) => book,
        Err(failed) => return broken(&failed, options.lang, errors),
    };
    let text = options.text.join(" ");
    let found = lookup::lookup(&book, &text, options.lang);
    match options.format {
        ResultFormat::Json => json::write_pretty(out, &found)?,
        ResultFormat::Text if !found.is_empty() => lookup::write(out, &found, &text, options.lang)?,
        ResultFormat::Text => {
            writeln!(errors, "{}", visible(&words::not_found(excerpt(&text), options.lang)))?;
        }
    }
    Ok(u8::from(found.is_empty()))
}
