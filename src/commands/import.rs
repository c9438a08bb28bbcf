//! `recevable import`: a budget from a spreadsheet into a dossier.

use std::io::{self, Write};
use std::path::Path;

use super::interrupt;
use super::replacing::{Replaced, replace_keeping_old};
use super::rules::broken;
use crate::cli::{ImportOptions, ResultFormat};
use crate::dossier::ProblemKind;
use crate::edit::Change;
use crate::import::{Import, LIMITS, Words, changed, changes, understand};
use crate::messages::import as words;
use crate::messages::{commands as command_words, fix as fix_words, init as init_words, structure};
use crate::report::{budget_template, import as report, json};
use crate::rules::{self, RuleBook};
use crate::source::{Draft, FinishedDraft, ReadErrorKind, SourceFile, display_path, read_path};
use crate::spreadsheet::{Sheet, read};
use crate::text::{Lang, visible};

const DONE: u8 = 0;
/// Something is to be verified first.
const NOT_WRITTEN: u8 = 1;
/// A file could not be read or written.
const FAILED: u8 = 2;

pub(super) fn import(options: &ImportOptions, out: &mut dyn Write, errors: &mut dyn Write) -> io::Result<u8> {
    let lang = options.lang;
    let book = match rules::load_with(options.sets.rules.as_deref(), &options.sets.overlays) {
        Ok(book) => book,
        Err(failed) => return broken(&failed, lang, errors),
    };
    interrupt::watch();
    let words = Words::new(&book.tables, book.campaigns.last());
    let mut run = Run { options, book: &book, words: &words, out, errors };
    match (&options.template, &options.table) {
        (Some(path), _) => run.template(path),
        (None, Some(table)) => run.table(table),
        // The command line does not allow it.
        (None, None) => Ok(FAILED),
    }
}

struct Run<'r> {
    options: &'r ImportOptions,
    book: &'r RuleBook,
    words: &'r Words,
    out: &'r mut dyn Write,
    errors: &'r mut dyn Write,
}

/// Where the budget goes.
enum Target {
    /// The old text, and the new one; none where its YAML does not allow it.
    File {
        source: SourceFile,
        is_new: bool,
        lines: usize,
    },
    StandardOutput,
}

impl Run<'_> {
    fn refuse(&mut self, message: &str) -> io::Result<u8> {
        writeln!(self.errors, "{}", visible(message)).map(|()| FAILED)
    }

    fn lang(&self) -> Lang {
        self.options.lang
    }

    fn template(&mut self, path: &Path) -> io::Result<u8> {
        let (lang, name) = (self.lang(), display_path(path));
        if !path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("xlsx")) {
            return self.refuse(&words::template_name(name, lang));
        }
        if path.symlink_metadata().is_ok() && !self.options.force {
            return self.refuse(&init_words::stands_already(name, lang));
        }
        let draft = Draft::of(path).and_then(|mut draft| {
            budget_template::write(&mut draft, self.words, self.book.campaigns.last(), lang)?;
            draft.finish()
        });
        let Some(results) = draft.map(|draft| interrupt::replace_unless_requested(vec![draft])).transpose() else {
            return Ok(interrupt::EXIT_CODE);
        };
        match results.and_then(|results| results.into_iter().collect::<io::Result<()>>()) {
            Ok(()) => writeln!(self.out, "{}", visible(&words::template_written(&name, lang))).map(|()| DONE),
            Err(error) => {
                let reason = command_words::writing_reason(&error, lang);
                self.refuse(&command_words::cannot_write(Some(&name), &reason, lang))
            }
        }
    }

    fn table(&mut self, path: &Path) -> io::Result<u8> {
        let lang = self.lang();
        let name = display_path(path);
        let campaign = self.book.years().last().copied();
        let sheet = self.options.sheet.as_deref();
        let sheets = match read(path, &LIMITS) {
            Ok(sheets) => sheets,
            Err(fault) => return self.refuse(&words::fault(&name, &fault, lang)),
        };
        if let Some(reason) = sheet.and_then(|sheet| missing(&sheets, sheet, lang)) {
            return self.refuse(&fix_words::cannot_read(&name, reason, lang));
        }
        let import = match understand(&sheets, self.words, campaign, sheet) {
            Ok(import) => import,
            Err(fault) => return self.refuse(&words::fault(&name, &fault, lang)),
        };
        let changes = changes(&import, self.words, words::comment);
        self.write(&name, &import, &changes)
    }

    fn write(&mut self, table: &str, import: &Import, changes: &[Change]) -> io::Result<u8> {
        let lang = self.lang();
        let target = match self.target()? {
            Ok(target) => target,
            Err(code) => return Ok(code),
        };
        let empty = SourceFile::new("", "");
        let yaml = changed(&empty, changes).unwrap_or_default();
        let campaign = self.book.campaigns.last();
        match (&target, self.options.format) {
            (_, ResultFormat::Json) => {
                json::write_pretty(self.out, &report::report(table, import, yaml.clone(), lang))?;
            }
            // A program that reads standard output finds nothing there but YAML.
            (Target::StandardOutput, ResultFormat::Text) => report::write(self.errors, table, import, campaign, lang)?,
            (Target::File { .. }, ResultFormat::Text) => report::write(self.out, table, import, campaign, lang)?,
        }
        let is_writable = import.doubts.is_empty() || self.options.yes;
        if !is_writable || import.lines.is_empty() {
            writeln!(self.errors, "{}", words::not_written(lang))?;
            return Ok(NOT_WRITTEN);
        }
        match target {
            Target::StandardOutput if self.options.format == ResultFormat::Json => Ok(DONE),
            Target::StandardOutput => self.out.write_all(yaml.as_bytes()).map(|()| DONE),
            Target::File { source, is_new, lines } => self.file(&source, is_new, lines, changes),
        }
    }

    /// None where it cannot be read, which is said.
    fn target(&mut self) -> io::Result<Result<Target, u8>> {
        let Some(path) = &self.options.into else { return Ok(Ok(Target::StandardOutput)) };
        let name = display_path(path);
        match read_path(path, name.clone()) {
            Ok(source) => {
                let lines = crate::yaml::parse(&source);
                let lines = crate::edit::items(&source, &lines, "budget.charges")
                    + crate::edit::items(&source, &lines, "budget.produits");
                Ok(Ok(Target::File { source, is_new: false, lines }))
            }
            Err(error) if error.kind == ReadErrorKind::NotFound => {
                let head = self.book.years().last().map_or_else(String::new, |year| format!("campagne: {year}\n"));
                let source = SourceFile::new(name, format!("version: 1\n{head}"));
                Ok(Ok(Target::File { source, is_new: true, lines: 0 }))
            }
            Err(error) => {
                let reason = structure::message(&ProblemKind::Read(error.kind), self.lang()).summary;
                self.refuse(&fix_words::cannot_read(&name, reason, self.lang())).map(Err)
            }
        }
    }

    fn file(&mut self, source: &SourceFile, is_new: bool, lines: usize, changes: &[Change]) -> io::Result<u8> {
        let (lang, name) = (self.lang(), source.name().to_owned());
        let Some(path) = &self.options.into else { return Ok(FAILED) };
        let Some(text) = changed(source, changes) else {
            return self.refuse(&words::no_place(&name, lang));
        };
        // Between the report and the file, in the order in which things happen.
        let mut say = |message: String| match self.options.format {
            ResultFormat::Text => writeln!(self.out, "{}", visible(&message)),
            ResultFormat::Json => writeln!(self.errors, "{}", visible(&message)),
        };
        if !is_new && text == source.text() {
            return say(words::same(&name, lang)).map(|()| DONE);
        }
        say(String::new())?;
        if is_new {
            say(words::creates(&name, lang))?;
        } else if lines > 0 {
            say(words::replaces(lines, &name, lang))?;
        }
        let replaced = if is_new { create(path, &text) } else { replace_keeping_old(path, source, &text) };
        match replaced {
            Ok(Replaced::Done(old)) if !is_new => say(words::written(&name, display_path(&old), lang)).map(|()| DONE),
            Ok(Replaced::Done(_)) => say(words::created(&name, lang)).map(|()| DONE),
            Ok(Replaced::Changed) => self.refuse(&fix_words::changed_meanwhile(&name, lang)),
            Ok(Replaced::Interrupted) => Ok(interrupt::EXIT_CODE),
            Err(error) => {
                let reason = command_words::writing_reason(&error, lang);
                self.refuse(&command_words::cannot_write(Some(&name), &reason, lang))
            }
        }
    }
}

/// Why a sheet cannot be read, where there is none of that name.
fn missing(sheets: &[Sheet], wanted: &str, lang: Lang) -> Option<String> {
    let names: Vec<&str> = sheets.iter().filter_map(|sheet| sheet.name.as_deref()).collect();
    (!names.contains(&wanted)).then(|| words::no_sheet(wanted, names.join(", "), lang))
}

/// A file where none stood.
fn create(path: &Path, text: &str) -> io::Result<Replaced> {
    let draft = FinishedDraft::holding(path, text)?;
    if path.symlink_metadata().is_ok() {
        return Ok(Replaced::Changed);
    }
    let Some(results) = interrupt::replace_unless_requested(vec![draft]) else { return Ok(Replaced::Interrupted) };
    results.into_iter().collect::<io::Result<()>>()?;
    Ok(Replaced::Done(path.to_owned()))
}
