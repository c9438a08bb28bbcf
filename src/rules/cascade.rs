//! Errors that follow from another one, and only hide it: they are dropped.

use super::error::{Named, Origin, RuleError, RuleErrorKind};
use crate::dossier::closest_match;

/// The parts of a file that give names to other parts.
const NAMING: &[&str] = &["lists", "facts", "labels", "rule", "ruleset", "overlay"];

/// The errors by place, each reported once, without those that follow from another one.
pub(super) fn drop_cascading_errors(mut errors: Vec<RuleError>) -> Vec<RuleError> {
    let syntax = files_with(&errors, |kind| matches!(kind, RuleErrorKind::Syntax(_)));
    // Files of which a part may be lost to the reader.
    let torn = files_with(&errors, |kind| matches!(kind, RuleErrorKind::Syntax(_) | RuleErrorKind::NoHeader));
    let names_are_lost = !torn.is_empty() || errors.iter().any(is_misspelt_part);
    let meant: Vec<(Origin, String)> = errors.iter().filter_map(meant_key).collect();
    let missed: Vec<Origin> = meant.iter().filter_map(|(place, key)| missed_for(&errors, *place, key)).collect();
    errors.retain(|error| {
        let is_torn = error.origin.is_some_and(|origin| torn.contains(&origin.file));
        match &error.kind {
            RuleErrorKind::Syntax(_) => true,
            RuleErrorKind::NoHeader => error.origin.is_none_or(|origin| !syntax.contains(&origin.file)),
            RuleErrorKind::MissingKey(_) if error.origin.is_some_and(|origin| missed.contains(&origin)) => false,
            RuleErrorKind::Unknown { what, .. } => !(is_torn || names_are_lost && is_given_in_files(*what)),
            RuleErrorKind::OverrideUnknown { .. } | RuleErrorKind::NoFiche(_) => !names_are_lost,
            _ => !is_torn,
        }
    });
    errors.sort_by_key(|error| error.origin.map(|origin| (origin.file, origin.span)));
    let mut kept: Vec<RuleError> = Vec::with_capacity(errors.len());
    for error in errors {
        // Of two errors of one kind at one place, the second is the same thing met again.
        let is_same =
            |known: &RuleError| *known == error || (error.origin.is_some() && known.kind.code() == error.kind.code());
        if !kept.iter().rev().take_while(|known| known.origin == error.origin).any(is_same) {
            kept.push(error);
        }
    }
    kept
}

fn files_with(errors: &[RuleError], wanted: impl Fn(&RuleErrorKind) -> bool) -> Vec<usize> {
    errors.iter().filter(|error| wanted(&error.kind)).filter_map(|error| Some(error.origin?.file)).collect()
}

/// Whether a part that gives names is misspelt, so that those are lost.
fn is_misspelt_part(error: &RuleError) -> bool {
    let RuleErrorKind::UnknownKey { known, .. } = &error.kind else { return false };
    known.iter().any(|known| known == "lists")
        && meant_key(error).is_some_and(|(_, meant)| NAMING.contains(&meant.as_str()))
}

/// Whether such names are given in the files, and not by the language.
fn is_given_in_files(what: Named) -> bool {
    matches!(what, Named::Set | Named::Rule | Named::Fact | Named::List | Named::Label | Named::Slug | Named::Campaign)
}

fn meant_key(error: &RuleError) -> Option<(Origin, String)> {
    let RuleErrorKind::UnknownKey { key, known } = &error.kind else { return None };
    Some((error.origin?, closest_match(key, known.iter().map(String::as_str))?.to_owned()))
}

/// The place where that key is missed: that of the table which begins last before it.
fn missed_for(errors: &[RuleError], place: Origin, key: &str) -> Option<Origin> {
    let missed =
        errors.iter().filter(|error| matches!(error.kind, RuleErrorKind::MissingKey(missing) if missing == key));
    let before = missed
        .filter_map(|error| error.origin)
        .filter(|origin| origin.file == place.file && origin.span.start <= place.span.start);
    before.max_by_key(|origin| origin.span.start)
}
