//! What is wrong with a dossier, whatever kind of thing it is, for formats that list problems one by one.
//!
//! Rules that hold, but would not by another reading of the call, are listed with them, as notes.

use std::borrow::Cow;
use std::collections::HashMap;

use sha2::{Digest, Sha256};

use super::model::{DossierReport, ErrorReport, Finding, Location, NoteReport, ReadingReport};
use super::place::Paths;
use super::view::View;
use crate::locale::{Lang, formats as words};

/// How much an issue weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    /// It stands against the dossier.
    Error,
    /// It is a reservation.
    Warning,
    /// It is worth knowing.
    Note,
}

impl Weight {
    fn of_level(level: &str) -> Self {
        if level == "error" { Self::Error } else { Self::Warning }
    }

    /// The level of rules that weigh as much.
    pub(super) fn level(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "info",
        }
    }
}

/// A rule that does not hold, is not decided or depends on the reading of the call, or an error of structure.
#[derive(Debug)]
pub(super) struct Issue<'a> {
    /// The rule's id, or the error's code.
    pub(super) code: &'a str,
    /// The rule's title, or what errors of this code are.
    pub(super) title: &'a str,
    /// What was found.
    pub(super) message: &'a str,
    /// What to write or do.
    pub(super) advice: Vec<Cow<'a, str>>,
    /// How much it weighs.
    pub(super) weight: Weight,
    /// A rule's status, or `unreadable`.
    pub(super) status: &'static str,
    /// The fiche that it stands against.
    pub(super) fiche: Option<u8>,
    /// The rule's finding.
    pub(super) finding: Option<&'a Finding>,
    /// What other readings of the call make of it, where they do not all agree.
    pub(super) readings: &'a [ReadingReport],
    /// Where, the decisive place first.
    pub(super) locations: &'a [Location],
    /// A few words for each location, in their order.
    pub(super) labels: &'a [String],
    /// See [`fingerprint`].
    pub(super) fingerprint: String,
}

/// Everything wrong with a dossier, in order, and then what hangs on a reading of the call: of several fiches, under
/// the one that comes nearest.
pub(super) fn issues<'a>(report: &'a DossierReport, paths: &Paths, lang: Lang) -> Vec<Issue<'a>> {
    let path = paths.show(&report.path);
    let best = View::new(report).best;
    let findings = best.map(|best| best.findings.as_slice()).unwrap_or_default();
    let mut issues: Vec<Issue<'a>> = report.errors.iter().map(|error| of_error(error, lang)).collect();
    issues.extend(
        findings
            .iter()
            .chain(&report.batch)
            .filter(|finding| matches!(finding.status, "violated" | "undetermined"))
            .map(|finding| of_finding(finding, best.map(|best| best.fiche))),
    );
    issues.extend(best.iter().flat_map(|best| {
        let dependent = best.notes.iter().filter(|note| !note.readings.is_empty());
        dependent.map(|note| of_note(note, best.fiche))
    }));
    let mut seen: HashMap<(&str, String), usize> = HashMap::new();
    for issue in &mut issues {
        let key = match (issue.weight, issue.finding, issue.locations.first()) {
            // A rule that comes to be violated is news, even where its readings were known to differ.
            (Weight::Note, ..) => "readings".to_owned(),
            (_, None, Some(location)) => without_indices(&location.path),
            _ => String::new(),
        };
        let before = seen.entry((issue.code, key.clone())).or_default();
        issue.fingerprint = fingerprint(&path, issue.code, &key, *before);
        *before += 1;
    }
    issues
}

fn of_error(error: &ErrorReport, lang: Lang) -> Issue<'_> {
    let message = if error.summary.is_empty() { &error.message } else { &error.summary };
    Issue {
        code: error.code,
        title: words::code(error.code, lang),
        message,
        advice: error.hint.iter().map(|hint| Cow::Borrowed(hint.as_str())).collect(),
        weight: Weight::Error,
        status: "unreadable",
        fiche: None,
        finding: None,
        readings: &[],
        locations: &error.locations,
        labels: &error.labels,
        fingerprint: String::new(),
    }
}

fn of_finding(finding: &Finding, fiche: Option<u8>) -> Issue<'_> {
    Issue {
        code: &finding.rule,
        title: &finding.title,
        message: &finding.message,
        advice: advice(finding),
        weight: Weight::of_level(finding.level),
        status: finding.status,
        fiche,
        finding: Some(finding),
        readings: &finding.readings,
        locations: &finding.locations,
        labels: &finding.labels,
        fingerprint: String::new(),
    }
}

fn of_note(note: &NoteReport, fiche: u8) -> Issue<'_> {
    Issue {
        code: &note.rule,
        title: &note.title,
        message: &note.message,
        advice: Vec::new(),
        weight: Weight::Note,
        status: note.status,
        fiche: Some(fiche),
        finding: None,
        readings: &note.readings,
        locations: &note.locations,
        labels: &[],
        fingerprint: String::new(),
    }
}

/// What to write or do: the changes that were found to help, or else the rule's own advice.
pub(super) fn advice(finding: &Finding) -> Vec<Cow<'_, str>> {
    let mut verified: Vec<_> = finding.remedies.iter().filter(|remedy| remedy.verified).collect();
    verified.sort_by_key(|remedy| !remedy.breaks.is_empty());
    let texts: Vec<Cow<'_, str>> = verified.into_iter().map(|remedy| remedy.text.as_str().into()).collect();
    if texts.is_empty() { finding.advice.iter().map(|advice| advice.as_str().into()).collect() } else { texts }
}

/// What tells an issue from every other one of a repository, whatever lines are added, moved or reworded around it:
/// a digest of the dossier's path, the rule or code, and for errors of structure the key and how many stood there before.
#[must_use]
pub fn fingerprint(path: &str, code: &str, key: &str, before: usize) -> String {
    let mut digest = Sha256::new();
    for part in [path, code, &without_indices(key), &before.to_string()] {
        digest.update(part.len().to_le_bytes());
        digest.update(part);
    }
    let mut print = format!("{:x}", digest.finalize());
    print.truncate(32);
    print
}

/// A key's path whatever place in a list it has: lines come and go above it.
fn without_indices(key: &str) -> String {
    let mut inside = false;
    key.chars()
        .filter(|character| {
            let kept = !inside && *character != '[';
            inside = *character == '[' || (inside && *character != ']');
            kept
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fingerprints_tell_issues_apart_and_outlive_moved_lines() {
        let print = |path, code, key, before| fingerprint(path, code, key, before);
        assert_eq!(
            print("a", "D-AMOUNT", "budget.charges[1].montant", 0),
            print("a", "D-AMOUNT", "budget.charges[7].montant", 0)
        );
        assert_ne!(
            print("a", "D-AMOUNT", "budget.charges[1].montant", 0),
            print("a", "D-AMOUNT", "budget.charges[1].montant", 1)
        );
        assert_ne!(print("a", "D-AMOUNT", "", 0), print("b", "D-AMOUNT", "", 0));
        assert_ne!(print("aD", "-X", "", 0), print("a", "D-X", "", 0));
        assert_eq!(without_indices("a[12].b[0]"), "a.b");
    }
}
