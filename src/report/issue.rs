//! What is wrong with a dossier, whatever kind of thing it is, for formats that list problems one by one.

use std::borrow::Cow;

use sha2::{Digest, Sha256};

use super::model::{DossierReport, ErrorReport, Finding, Location};
use super::place::Paths;
use super::view::View;
use crate::locale::{Lang, formats as words};

/// A rule that does not hold or is not decided, or an error of structure.
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
    /// Whether it stands against the dossier; else it is a reservation.
    pub(super) is_error: bool,
    /// `violated`, `undetermined` or `unreadable`.
    pub(super) status: &'static str,
    /// The fiche that it stands against.
    pub(super) fiche: Option<u8>,
    /// The rule's finding.
    pub(super) finding: Option<&'a Finding>,
    /// Where, the decisive place first.
    pub(super) locations: &'a [Location],
    /// A few words for each location, in their order.
    pub(super) labels: &'a [String],
    /// See [`fingerprint`].
    pub(super) fingerprint: String,
}

/// Everything wrong with a dossier, in order: of several fiches, under the one that comes nearest.
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
    let mut seen: Vec<(&str, &str)> = Vec::new();
    for issue in &mut issues {
        let key = match (issue.finding, issue.locations.first()) {
            (None, Some(location)) => location.path.as_str(),
            _ => "",
        };
        let before = seen.iter().filter(|one| **one == (issue.code, key)).count();
        seen.push((issue.code, key));
        issue.fingerprint = fingerprint(&path, issue.code, key, before);
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
        is_error: true,
        status: "unreadable",
        fiche: None,
        finding: None,
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
        is_error: finding.level == "error",
        status: finding.status,
        fiche,
        finding: Some(finding),
        locations: &finding.locations,
        labels: &finding.labels,
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
