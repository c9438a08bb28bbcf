//! `recevable fix`: the corrections of dossiers that are certain, shown and made.

mod plan;

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use similar::{ChangeTag, TextDiff};

use super::interrupt;
use super::replacing::{Replaced, replace_keeping_old};
use super::rules::broken;
use super::today::today_in_paris;
use crate::checker::Checker;
use crate::cli::FixOptions;
use crate::dossier::ProblemKind;
use crate::fix::corrected;
use crate::messages::{commands as command_words, fix as words, structure};
use crate::report::compose::Style;
use crate::report::output;
use crate::rules;
use crate::source::{Finder, Found, ReadError, Selection, SourceFile, display_path, read_path, read_standard_input};
use crate::text::visible;

/// Nothing is left to correct.
const DONE: u8 = 0;
/// Corrections were shown and not made.
const DECLINED: u8 = 1;
/// A file could not be read or written.
const FAILED: u8 = 2;

pub(super) fn fix(options: &FixOptions, out: &mut dyn Write, errors: &mut dyn Write) -> io::Result<u8> {
    let book = match rules::load_with(options.sets.rules.as_deref(), &options.sets.overlays) {
        Ok(book) => book,
        Err(failed) => return broken(&failed, options.lang, errors),
    };
    interrupt::watch();
    let style = output::style(&[], false, options.lang, false);
    let date = options.date.unwrap_or_else(today_in_paris);
    let checker = Checker::with_style(book, date, Style { plan: options.plan, ..style });
    let paths = if options.paths.is_empty() { vec![PathBuf::from(".")] } else { options.paths.clone() };
    let mut run = Run { options, checker: &checker, out, errors };
    let mut code = None;
    for found in Finder::new(paths, None, Selection::default()).filter(Found::is_dossier) {
        if interrupt::requested() {
            return Ok(interrupt::EXIT_CODE);
        }
        let one = match found {
            Found::File(path) => run.file(&path)?,
            Found::Standard => run.standard_input()?,
            Found::Failed(error) => run.unread(&error)?,
            Found::LeftOut(..) | Found::IgnoreFile(_) => DONE,
        };
        code = code.max(Some(one));
    }
    match code {
        Some(code) => Ok(code),
        None => writeln!(run.errors, "{}", command_words::no_dossier(options.lang)).map(|()| FAILED),
    }
}

struct Run<'r> {
    options: &'r FixOptions,
    checker: &'r Checker,
    out: &'r mut dyn Write,
    errors: &'r mut dyn Write,
}

impl Run<'_> {
    fn file(&mut self, path: &Path) -> io::Result<u8> {
        let lang = self.options.lang;
        let source = match read_path(path, display_path(path)) {
            Ok(source) => source,
            Err(error) => return self.unread(&error),
        };
        let (text, count) = self.changed(&source);
        if count == 0 {
            writeln!(self.out, "{}", visible(&words::nothing(source.name(), lang)))?;
            return Ok(DONE);
        }
        show(self.out, &source, &text, count, self.options)?;
        if !self.options.yes && !self.is_agreed(source.name())? {
            return Ok(DECLINED);
        }
        match replace_keeping_old(path, &source, &text) {
            Ok(Replaced::Done(old)) => {
                let message = words::applied(source.name(), display_path(&old), lang);
                writeln!(self.out, "{}", visible(&message)).map(|()| DONE)
            }
            Ok(Replaced::Interrupted) => Ok(interrupt::EXIT_CODE),
            Ok(Replaced::Changed) => {
                writeln!(self.errors, "{}", visible(&words::changed_meanwhile(source.name(), lang))).map(|()| FAILED)
            }
            Err(error) => {
                let reason = command_words::writing_reason(&error, lang);
                let message = command_words::cannot_write(Some(source.name()), &reason, lang);
                writeln!(self.errors, "{}", visible(&message)).map(|()| FAILED)
            }
        }
    }

    /// The corrected text goes to standard output, what was corrected to standard error.
    fn standard_input(&mut self) -> io::Result<u8> {
        let source = match read_standard_input() {
            Ok(source) => source,
            Err(error) => return self.unread(&error),
        };
        let (text, count) = self.changed(&source);
        if self.options.diff {
            show(self.out, &source, &text, count, self.options)?;
        } else {
            show(self.errors, &source, &text, count, self.options)?;
            self.out.write_all(text.as_bytes())?;
        }
        Ok(DONE)
    }

    /// The text with its corrections, and with its plan where that is asked for; and how many changes they are.
    fn changed(&self, source: &SourceFile) -> (String, usize) {
        let (text, corrections) = corrected(source, &self.checker.book);
        if !self.options.plan {
            return (text, corrections);
        }
        let (text, moves) = plan::planned(self.checker, source.name(), text);
        (text, corrections + moves)
    }

    fn unread(&mut self, error: &ReadError) -> io::Result<u8> {
        let lang = self.options.lang;
        let reason = structure::message(&ProblemKind::Read(error.kind.clone()), lang).summary;
        writeln!(self.errors, "{}", visible(&words::cannot_read(&error.name, reason, lang))).map(|()| FAILED)
    }

    /// Asks whoever sits at the terminal.
    fn is_agreed(&mut self, name: &str) -> io::Result<bool> {
        let lang = self.options.lang;
        if !(io::stdin().is_terminal() && io::stdout().is_terminal()) {
            writeln!(self.out, "{}", visible(&words::not_applied(name, lang)))?;
            return Ok(false);
        }
        write!(self.out, "{}", words::apply(lang))?;
        self.out.flush()?;
        let mut answer = String::new();
        io::stdin().read_line(&mut answer)?;
        let agreed = words::is_yes(&answer);
        if !agreed {
            writeln!(self.out, "{}", visible(&words::declined(name, lang)))?;
        }
        Ok(agreed)
    }
}

/// Lists the lines before and after, or shows them as a unified diff.
fn show(out: &mut dyn Write, source: &SourceFile, text: &str, count: usize, options: &FixOptions) -> io::Result<()> {
    let diff = TextDiff::from_lines(source.text(), text);
    if options.diff {
        let names = (format!("a/{}", source.name()), format!("b/{}", source.name()));
        let shown = diff.unified_diff().context_radius(3).header(&names.0, &names.1).to_string();
        // A program that reads it is given every byte.
        if !io::stdout().is_terminal() {
            return out.write_all(shown.as_bytes());
        }
        return shown.lines().try_for_each(|line| writeln!(out, "{}", visible(line)));
    }
    let heading = if options.plan { words::heading_with_plan } else { words::heading };
    writeln!(out, "{}", visible(&heading(count, source.name(), options.lang)))?;
    let mut last = None;
    for change in diff.iter_all_changes() {
        let sign = match change.tag() {
            ChangeTag::Equal => continue,
            ChangeTag::Delete => '-',
            ChangeTag::Insert => '+',
        };
        let line = change.old_index();
        if let Some(line) = line.filter(|line| last.is_none_or(|last| last + 1 != *line)) {
            writeln!(out, "  {}", words::line(line + 1, options.lang))?;
        }
        last = line.or(last);
        writeln!(out, "    {sign} {}", with_visible_lead(change.value().trim_end_matches(['\n', '\r'])))?;
    }
    Ok(())
}

/// A line in which no-break spaces and tabs before its first word can be seen.
fn with_visible_lead(line: &str) -> String {
    let (lead, rest) = line.split_at(line.find(char::is_alphanumeric).unwrap_or(line.len()));
    let lead = lead.replace(['\u{a0}', '\u{202f}'], "⍽").replace('\t', "⇥");
    format!("{lead}{}", visible(rest))
}
