//! `recevable init`: a dossier to fill in.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::interrupt;
use super::rules::broken;
use crate::cli::InitOptions;
use crate::dossier::json_schema;
use crate::messages::{commands as command_words, init as words};
use crate::report::{json, template};
use crate::rules::{self, RuleBook};
use crate::source::{FinishedDraft, display_path};
use crate::text::visible;

const SCHEMA: &str = "recevable.schema.json";

pub(super) fn init(options: &InitOptions, out: &mut dyn Write, errors: &mut dyn Write) -> io::Result<u8> {
    let (file, lang) = (&options.file, options.lang);
    let book = match rules::load_with(options.sets.rules.as_deref(), &options.sets.overlays) {
        Ok(book) => book,
        Err(failed) => return broken(&failed, lang, errors),
    };
    let to_standard_output = file == Path::new("-");
    let mut refuse = |message: String| writeln!(errors, "{}", visible(&message)).map(|()| 2);
    if to_standard_output && options.schema {
        return refuse(words::schema_needs_file(lang).to_owned());
    }
    let name = display_path(file);
    let shown = if to_standard_output { "dossier.yaml" } else { &name };
    let Some(text) = template::dossier(&book, options.fiche, options.stage, shown, lang) else {
        return refuse(words::no_fiche(options.fiche, lang));
    };
    if to_standard_output {
        return out.write_all(text.as_bytes()).map(|()| 0);
    }
    let files = match files(file, text, options.schema, &book) {
        Ok(files) => files,
        Err(error) => return refuse(command_words::writing_reason(&error, lang)),
    };
    let stands = files.iter().find(|(path, _)| path.symlink_metadata().is_ok());
    if let Some((path, _)) = stands.filter(|_| !options.force) {
        return refuse(words::stands_already(display_path(path), lang));
    }
    interrupt::watch();
    let drafts: io::Result<Vec<FinishedDraft>> =
        files.iter().map(|(path, text)| FinishedDraft::holding(path, text)).collect();
    let Some(results) = drafts.map(interrupt::replace_unless_requested).transpose() else {
        return Ok(interrupt::EXIT_CODE);
    };
    match results.and_then(|results| results.into_iter().collect()) {
        Ok(()) => writeln!(out, "{}", visible(&words::written(name, lang))).map(|()| 0),
        Err(error) => {
            let reason = command_words::writing_reason(&error, lang);
            refuse(command_words::cannot_write(Some(&name), &reason, lang))
        }
    }
}

/// The dossier, and the schema that its first line names.
fn files(file: &Path, text: String, with_schema: bool, book: &RuleBook) -> io::Result<Vec<(PathBuf, String)>> {
    if !with_schema {
        return Ok(vec![(file.to_owned(), text)]);
    }
    let placeholders = book.campaigns.last().map(|campaign| campaign.conventions.placeholders.clone());
    let mut schema = Vec::new();
    json::write_pretty(&mut schema, &json_schema::dossier(&placeholders.unwrap_or_default()))?;
    let text = format!("# yaml-language-server: $schema={SCHEMA}\n{text}");
    let schema = String::from_utf8_lossy(&schema).into_owned();
    Ok(vec![(file.to_owned(), text), (file.with_file_name(SCHEMA), schema)])
}
