//! `recevable form`: a dossier filled in in the browser.

use std::io::{self, Write};

use super::interrupt;
use super::rules::broken;
use super::today::today_in_paris;
use crate::checker::Checker;
use crate::cli::FormOptions;
use crate::dossier::ProblemKind;
use crate::form::{Server, Session, Stop};
use crate::messages::{commands as command_words, fix as fix_words, form as words, structure};
use crate::report::compose::{Needs, Style};
use crate::report::{Format, Target, output};
use crate::rules;
use crate::text::{visible, visible_lines};

const FAILED: u8 = 2;

pub(super) fn form(options: &FormOptions, out: &mut dyn Write, errors: &mut dyn Write) -> io::Result<u8> {
    let lang = options.lang;
    let book = match rules::load_with(options.sets.rules.as_deref(), &options.sets.overlays) {
        Ok(book) => book,
        Err(failed) => return broken(&failed, lang, errors),
    };
    let style = output::style(&[(Format::Html, Target::StandardOutput)], false, lang, false);
    // The changes that would help are offered on buttons.
    let style = Style { needs: Needs { edits: true, ..style.needs }, ..style };
    let checker = Checker::with_style(book, options.date.unwrap_or_else(today_in_paris), style);
    let session = match Session::open(checker, &options.file) {
        Ok(session) => session,
        Err(error) => {
            let reason = structure::message(&ProblemKind::Read(error.kind.clone()), lang).summary;
            return writeln!(errors, "{}", visible(&fix_words::cannot_read(&error.name, reason, lang)))
                .map(|()| FAILED);
        }
    };
    let name = visible(&session.name).into_owned();
    interrupt::watch();
    let server = match Server::bind(session, options.port) {
        Ok(server) => server,
        Err(error) => return cannot_listen(&error, lang, errors),
    };
    let address = server.address();
    let is_open = !options.no_open && open::that_detached(&address).is_ok();
    let serving = if is_open { words::serving } else { words::serving_here };
    writeln!(out, "{}", visible_lines(&serving(&name, &address, lang)))?;
    out.flush()?;
    match server.run(interrupt::requested) {
        Ok(Stop::Closed | Stop::Interrupted) => writeln!(out, "{}", words::stopped(name, lang)).map(|()| 0),
        Ok(Stop::Idle) => writeln!(out, "{}", words::stopped_idle(name, lang)).map(|()| 0),
        Err(error) => cannot_listen(&error, lang, errors),
    }
}

fn cannot_listen(error: &io::Error, lang: crate::text::Lang, errors: &mut dyn Write) -> io::Result<u8> {
    let reason = command_words::system_reason(error.into(), lang);
    writeln!(errors, "{}", visible(&words::cannot_listen(reason, lang))).map(|()| FAILED)
}
