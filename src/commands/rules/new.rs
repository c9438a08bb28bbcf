//! `recevable rules new overlay`: an overlay to begin with, and its first cases.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::broken;
use crate::cli::NewOverlayOptions;
use crate::commands::interrupt;
use crate::dossier::{closest_match, without_spaces};
use crate::messages::{commands as command_words, init as init_words, new_overlay as words};
use crate::report::lookup;
use crate::report::overlay_template::{OverlayTexts, Territory, sirens};
use crate::rule_tests::cases_of;
use crate::rules::{self, RuleBook};
use crate::source::{FinishedDraft, display_path};
use crate::text::visible;

/// Writes both files or none of them.
pub(super) fn overlay(options: &NewOverlayOptions, out: &mut dyn Write, errors: &mut dyn Write) -> io::Result<u8> {
    let lang = options.lang;
    let book = match rules::load_with(None, &[]) {
        Ok(book) => book,
        Err(failed) => return broken(&failed, lang, errors),
    };
    let mut refuse = |message: String| writeln!(errors, "{}", visible(&message)).map(|()| 2);
    let siren = without_spaces(&options.siren);
    let Some(territory) = Territory::find(&book.tables, &siren) else {
        return refuse(unknown(options, &siren, &book));
    };
    let file = options.file.clone().unwrap_or_else(|| PathBuf::from(format!("{}.toml", territory.id())));
    let Some(name) = file.file_name().filter(|_| file != Path::new("-") && !file.is_dir()) else {
        return refuse(words::no_file_name(display_path(&file), lang));
    };
    let cases = cases_of(&file);
    if let Some(path) = [&file, &cases].into_iter().find(|path| !options.force && path.symlink_metadata().is_ok()) {
        return refuse(init_words::stands_already(display_path(path), lang));
    }
    let texts = territory.texts(&display_path(Path::new(name)), lang);
    interrupt::watch();
    let drafts = drafts(&file, &cases, &texts);
    let Some(results) = drafts.map(interrupt::replace_unless_requested).transpose() else {
        return Ok(interrupt::EXIT_CODE);
    };
    match results.and_then(|results| results.into_iter().collect()) {
        Ok(()) => {
            let message = words::written(display_path(&file), display_path(&cases), lang);
            writeln!(out, "{}", visible(&message)).map(|()| 0)
        }
        Err(error) => {
            let reason = command_words::writing_reason(&error, lang);
            refuse(command_words::cannot_write(Some(&display_path(&file)), &reason, lang))
        }
    }
}

/// The tables know them, or others that are near.
fn unknown(options: &NewOverlayOptions, siren: &str, book: &RuleBook) -> String {
    let found = lookup::lookup(book, siren, options.lang);
    let exact = found.intercommunalites.iter().filter(|_| !found.near);
    let renewed: Vec<(&str, &str)> = exact.map(|before| (before.siren.as_str(), before.name.as_str())).collect();
    let near = closest_match(siren, sirens(&book.tables));
    let near = near.map(|siren| words::named(siren, book.tables.name_of_code(siren).unwrap_or_default(), options.lang));
    words::unknown(siren, &renewed, near.as_deref(), options.lang)
}

fn drafts(file: &Path, cases: &Path, texts: &OverlayTexts) -> io::Result<Vec<FinishedDraft>> {
    if let Some(folder) = cases.parent() {
        std::fs::create_dir_all(folder)?;
    }
    Ok(vec![FinishedDraft::holding(file, &texts.overlay)?, FinishedDraft::holding(cases, &texts.cases)?])
}
