//! Errors that follow from another one, and only hide it: they are dropped.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::error::{Deep, Named, Origin, RuleError, RuleErrorKind};
use crate::dossier::closest_match;

/// The parts of a file that give names to other parts.
const NAMING: &[&str] = &["lists", "facts", "labels", "rule", "ruleset", "overlay"];

/// The errors without those that follow from another one.
pub(super) fn drop_cascading_errors(mut errors: Vec<RuleError>) -> Vec<RuleError> {
    let is_unread =
        |kind: &RuleErrorKind| matches!(kind, RuleErrorKind::Syntax(_) | RuleErrorKind::TooDeep(Deep::Tables));
    let unread = files_with(&errors, is_unread);
    // Files of which a part may be lost to the reader.
    let torn = files_with(&errors, |kind| is_unread(kind) || matches!(kind, RuleErrorKind::NoHeader));
    let names_are_lost = !torn.is_empty() || errors.iter().any(is_misspelt_part);
    let missing = Missing::new(&errors);
    let missed: HashSet<Origin> =
        errors.iter().filter_map(meant_key).filter_map(|key| missing.missed_for(key)).collect();
    errors.retain(|error| {
        let is_torn = error.origin.is_some_and(|origin| torn.contains(&origin.file));
        match &error.kind {
            kind if is_unread(kind) => true,
            RuleErrorKind::NoHeader => error.origin.is_none_or(|origin| !unread.contains(&origin.file)),
            RuleErrorKind::MissingKey(_) if error.origin.is_some_and(|origin| missed.contains(&origin)) => false,
            RuleErrorKind::Unknown { what, .. } => !(is_torn || names_are_lost && is_given_in_files(*what)),
            RuleErrorKind::OverrideUnknown { .. } | RuleErrorKind::NoFiche(_) => !names_are_lost,
            _ => !is_torn,
        }
    });
    errors
}

fn files_with(errors: &[RuleError], wanted: impl Fn(&RuleErrorKind) -> bool) -> BTreeSet<usize> {
    errors.iter().filter(|error| wanted(&error.kind)).filter_map(|error| Some(error.origin?.file)).collect()
}

/// Whether a part that gives names is misspelt, so that those are lost.
fn is_misspelt_part(error: &RuleError) -> bool {
    let RuleErrorKind::UnknownKey { known, .. } = &error.kind else { return false };
    known.iter().any(|known| known == "lists") && meant_key(error).is_some_and(|(_, meant)| NAMING.contains(&meant))
}

/// Whether such names are given in the files, and not by the language.
fn is_given_in_files(what: Named) -> bool {
    matches!(what, Named::Set | Named::Rule | Named::Fact | Named::List | Named::Label | Named::Slug | Named::Campaign)
}

/// The place of an unknown key, and the one that is meant.
fn meant_key(error: &RuleError) -> Option<(Origin, &str)> {
    let RuleErrorKind::UnknownKey { key, known } = &error.kind else { return None };
    Some((error.origin?, closest_match(key, known.iter().map(String::as_str))?))
}

/// Keys that are missed, by file, key and where their table begins.
struct Missing<'e>(BTreeMap<(usize, &'e str, usize), Origin>);

impl<'e> Missing<'e> {
    fn new(errors: &'e [RuleError]) -> Self {
        let missed = |error: &'e RuleError| match (&error.kind, error.origin) {
            (RuleErrorKind::MissingKey(key), Some(place)) => Some(((place.file, *key, place.span.start), place)),
            _ => None,
        };
        Self(errors.iter().filter_map(missed).collect())
    }

    /// The place where that key is missed: that of the table which begins last before it.
    fn missed_for(&self, (place, key): (Origin, &'e str)) -> Option<Origin> {
        let before = self.0.range((place.file, key, 0)..=(place.file, key, place.span.start));
        before.last().map(|(_, missed)| *missed)
    }
}
