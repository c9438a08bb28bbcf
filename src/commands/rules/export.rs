//! `recevable rules export`: the embedded files, byte for byte, to start from.

use std::io::{self, Write};

use crate::cli::ExportOptions;
use crate::commands::interrupt;
use crate::messages::commands as words;
use crate::source::{display_path, draft_files};
use crate::text::visible;
use crate::{reference, rule_tests, rules};

fn files() -> Vec<(String, &'static str)> {
    let within = |folder: &'static str| move |(name, text): &(&str, &'static str)| (format!("{folder}{name}"), *text);
    let sets = rules::EMBEDDED
        .iter()
        .chain(rules::EMBEDDED_EXAMPLES)
        .chain(rules::EMBEDDED_DOCUMENTS)
        .chain(rules::EMBEDDED_CLAUSES);
    let mut files: Vec<_> = sets.map(within("")).collect();
    files.extend(reference::EMBEDDED.iter().map(within("reference/")));
    files.extend(rule_tests::EMBEDDED_TESTS.iter().map(within("tests/")));
    files.extend(rule_tests::EMBEDDED_EXAMPLE_TESTS.iter().map(within("")));
    files
}

/// Writes all of the files or none of them.
pub(super) fn export(options: &ExportOptions, out: &mut dyn Write, errors: &mut dyn Write) -> io::Result<u8> {
    let (folder, lang) = (&options.folder, options.lang);
    let files = files();
    let standing: Vec<&str> = files
        .iter()
        .map(|(path, _)| path.as_str())
        .filter(|path| folder.join(path).symlink_metadata().is_ok())
        .collect();
    if let (false, [first, ..]) = (options.force, &standing[..]) {
        let first = display_path(&folder.join(first));
        writeln!(errors, "{}", visible(&words::would_overwrite(standing.len(), first, lang)))?;
        return Ok(2);
    }
    interrupt::watch();
    let drafts = draft_files(folder, &files);
    let Some(results) = drafts.map(interrupt::replace_unless_requested).transpose() else {
        return Ok(interrupt::EXIT_CODE);
    };
    match results.and_then(|results| results.into_iter().collect()) {
        Ok(()) => {
            writeln!(out, "{}", visible(&words::exported(files.len(), display_path(folder), lang)))?;
            Ok(0)
        }
        Err(error) => {
            let path = display_path(folder);
            writeln!(
                errors,
                "{}",
                visible(&words::cannot_write(Some(&path), &words::writing_reason(&error, lang), lang))
            )?;
            Ok(2)
        }
    }
}
