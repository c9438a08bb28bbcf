//! What is wrong with a dossier, whatever kind of thing it is, for formats that list problems one by one.
//!
//! Rules that hold, but would not by another reading of the call, are listed with them, as notes.

use std::borrow::Cow;
use std::collections::HashMap;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::model::{DemandReport, DossierReport, ErrorReport, Finding, FixReport, Location, NoteReport, ReadingReport};
use super::place::Paths;
use super::view::{View, best_assessment, code_title, demand_line};
use crate::engine::StatusKind;
use crate::messages::plan::of_issue;
use crate::messages::{labels, policy};
use crate::policy::{BaselineFinding, Extent};
use crate::rules::Level;
use crate::source::display_path;
use crate::text::Lang;

/// Bytes of a fingerprint.
const PRINT: usize = 16;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum IssueStatus {
    Rule(StatusKind),
    Unreadable,
    Warning,
}

impl IssueStatus {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Rule(status) => status.as_str(),
            Self::Unreadable => "unreadable",
            Self::Warning => "warning",
        }
    }

    fn words(self, lang: Lang) -> Cow<'static, str> {
        match self {
            Self::Rule(status) => labels::status(status, lang).to_lowercase().into(),
            Self::Unreadable => labels::structure_to_fix(lang).into(),
            Self::Warning => labels::warning(lang).into(),
        }
    }
}

/// What makes a job fail comes before what it only lists, for readers who see the beginning alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Urgency {
    NewError,
    NewReservation,
    KnownError,
    KnownReservation,
    /// What is only noted or ignored, or nothing.
    Note,
}

impl Urgency {
    pub(super) const COUNT: usize = Self::Note as usize + 1;
}

/// A rule that does not hold, is not decided or depends on the reading of the call, or an error of structure.
#[derive(Debug)]
pub(super) struct Issue<'a> {
    pub(super) code: &'a str,
    /// The rule's title, or what errors of this code are.
    pub(super) title: &'a str,
    pub(super) message: &'a str,
    pub(super) advice: Vec<Cow<'a, str>>,
    pub(super) level: Level,
    pub(super) status: IssueStatus,
    pub(super) fiche: Option<u8>,
    pub(super) finding: Option<&'a Finding>,
    pub(super) fix: Option<&'a FixReport>,
    /// Whose demand it is; none for what is wrong with a file.
    pub(super) demand: Option<&'a DemandReport>,
    /// The section of the call, or what an overlay names.
    source: &'a str,
    /// What other readings of the call make of it, where they do not all agree.
    pub(super) readings: &'a [ReadingReport],
    pub(super) locations: &'a [Location],
    /// A few words for each location, in their order.
    pub(super) labels: &'a [String],
    pub(super) fingerprint: String,
    /// The plan that makes it hold, with all that it does.
    pub(super) plan: Option<String>,
    /// Whether the baseline knows it.
    pub(super) known: bool,
    /// Why a comment in the dossier ignores it; none where it stands.
    pub(super) ignored: Option<&'a str>,
}

impl Issue<'_> {
    /// Whose demand it is, in a line.
    pub(super) fn demand_line(&self, lang: Lang) -> Option<String> {
        demand_line(self.demand?, self.source, lang)
    }

    /// The status in one word of a few.
    pub(super) fn status_word(&self, lang: Lang) -> Cow<'static, str> {
        if self.ignored.is_some() { labels::ignored(lang).to_lowercase().into() } else { self.status.words(lang) }
    }

    /// Why it does not count, where it does not.
    pub(super) fn explanation(&self, lang: Lang) -> Option<&str> {
        self.ignored.or_else(|| self.known.then(|| policy::already_known(lang)))
    }

    pub(super) fn urgency(&self) -> Urgency {
        match (self.level, self.known) {
            _ if self.ignored.is_some() => Urgency::Note,
            (Level::Error, false) => Urgency::NewError,
            (Level::Warning, false) => Urgency::NewReservation,
            (Level::Error, true) => Urgency::KnownError,
            (Level::Warning, true) => Urgency::KnownReservation,
            (Level::Info, _) => Urgency::Note,
        }
    }

    /// The status in a few words: with why it does not count, where it does not.
    pub(super) fn status_words(&self, lang: Lang) -> Cow<'static, str> {
        let status = self.status.words(lang);
        match (self.ignored, self.known) {
            (Some(reason), _) => format!("{}{} {reason}", labels::ignored(lang), labels::colon(lang)).into(),
            (None, true) => format!("{status}, {}", policy::already_known(lang)).into(),
            (None, false) => status,
        }
    }
}

/// Everything wrong with a dossier, in order, and then what hangs on a reading of the call: of several fiches, under
/// the one that comes nearest.
pub(super) fn issues<'a>(report: &'a DossierReport, paths: &Paths, lang: Lang) -> Vec<Issue<'a>> {
    let path = paths.show(&report.path);
    let view = View::new(report);
    let best = view.best;
    let findings = best.map(|best| best.findings.as_slice()).unwrap_or_default();
    let mut issues: Vec<Issue<'a>> = report.errors.iter().map(|error| of_error(error, lang)).collect();
    issues.extend(
        findings
            .iter()
            .chain(&report.batch)
            .filter(|finding| finding.is_open())
            .map(|finding| of_finding(finding, best.map(|best| best.fiche))),
    );
    issues.extend(report.warnings.iter().map(|warning| Issue {
        level: Level::Warning,
        status: IssueStatus::Warning,
        ..of_error(warning, lang)
    }));
    issues.extend(view.by_reading().map(|note| of_note(note, best.map(|best| best.fiche))));
    let mut prints = Prints::new(&path);
    let plan = best.and_then(|best| best.plan.plan());
    for issue in &mut issues {
        let in_plan = plan.filter(|plan| plan.mends.iter().any(|rule| rule == issue.code));
        issue.plan = in_plan.map(|plan| of_issue(&plan.words.in_brief, lang));
        let print = match (issue.level, issue.finding) {
            // A rule that comes to be violated is news, even where its readings were known to differ.
            (Level::Info, _) => prints.next(issue.code, "readings"),
            (Level::Error | Level::Warning, Some(_)) => prints.next(issue.code, ""),
            (Level::Error | Level::Warning, None) => prints.next(issue.code, key(issue.locations)),
        };
        issue.fingerprint = hexadecimal(print);
    }
    issues
}

pub(super) fn ignored<'a>(report: &'a DossierReport, paths: &Paths) -> Vec<Issue<'a>> {
    let path = paths.show(&report.path);
    let ignored = report.ignored().iter();
    let fiche = best_assessment(report).map(|best| best.fiche);
    ignored
        .map(|ignored| Issue {
            ignored: Some(&ignored.reason),
            fingerprint: hexadecimal(fingerprint(&path, &ignored.finding.rule, "", 0)),
            ..of_finding(&ignored.finding, fiche)
        })
        .collect()
}

fn key(locations: &[Location]) -> &str {
    locations.first().map(|location| location.path.as_str()).unwrap_or_default()
}

struct Prints<'a> {
    path: &'a str,
    /// How many had the same code at the same key so far, whatever its place in a list.
    before: HashMap<(&'a str, String), usize>,
}

impl<'a> Prints<'a> {
    fn new(path: &'a str) -> Self {
        Self { path, before: HashMap::new() }
    }

    fn next<'b: 'a>(&mut self, code: &'b str, key: &str) -> u128 {
        let before = self.before.entry((code, without_indices(key))).or_default();
        let print = fingerprint(self.path, code, key, *before);
        *before += 1;
        print
    }
}

/// The fingerprints of dossiers' issues, for baselines.
#[derive(Debug)]
pub(crate) struct IssueFingerprints {
    paths: Paths,
    /// The folder that paths are told from; without one, that in which the program runs.
    folder: Option<String>,
}

impl IssueFingerprints {
    /// With paths as seen from a folder.
    pub(crate) fn from(folder: Option<&Path>) -> Self {
        Self { paths: Paths::new(), folder: folder.map(display_path) }
    }

    fn path(&self, path: &str) -> String {
        match &self.folder {
            Some(folder) if path != "-" => self.paths.seen_from(folder, path),
            _ => self.paths.show(path),
        }
    }

    /// What a baseline is asked about a dossier: its path, and every error, warning and finding.
    pub(crate) fn list<'r>(&self, report: &'r mut DossierReport) -> (String, Vec<BaselineFinding<'r>>) {
        let path = self.path(&report.path);
        let best = best_assessment(report).map(|best| best.fiche);
        let mut prints = Prints::new(&path);
        let mut listed = Vec::new();
        for (errors, level) in [(&mut report.errors, Level::Error), (&mut report.warnings, Level::Warning)] {
            for error in errors {
                let rule = error.code.as_str();
                let fingerprint = prints.next(rule, key(&error.locations));
                let (extent, known) = (Extent::default(), &mut error.known);
                listed.push(BaselineFinding { rule, fingerprint, level, extent, is_shown: true, known });
            }
        }
        for assessment in &mut report.assessments {
            let is_shown = best == Some(assessment.fiche);
            for finding in assessment.findings.iter_mut().filter(|finding| finding.is_open()) {
                let extent = Extent::of(finding.status, finding.gap);
                let Finding { rule, level, known, .. } = finding;
                let fingerprint = fingerprint(&path, rule, "", 0);
                listed.push(BaselineFinding { rule, fingerprint, level: *level, extent, is_shown, known });
            }
        }
        for finding in report.batch.iter_mut().filter(|finding| finding.is_open()) {
            let extent = Extent::of(finding.status, finding.gap);
            let Finding { rule, level, known, .. } = finding;
            let fingerprint = prints.next(rule, "");
            listed.push(BaselineFinding { rule, fingerprint, level: *level, extent, is_shown: true, known });
        }
        (path, listed)
    }
}

fn of_error(error: &ErrorReport, lang: Lang) -> Issue<'_> {
    Issue {
        code: error.code.as_str(),
        title: code_title(error.code, lang),
        message: &error.summary,
        advice: error.hint.iter().map(|hint| Cow::Borrowed(hint.as_str())).collect(),
        level: Level::Error,
        status: IssueStatus::Unreadable,
        fiche: None,
        finding: None,
        fix: error.fix.as_ref(),
        demand: None,
        source: "",
        readings: &[],
        locations: &error.locations,
        labels: &error.labels,
        fingerprint: String::new(),
        plan: None,
        known: error.known,
        ignored: None,
    }
}

fn of_finding(finding: &Finding, fiche: Option<u8>) -> Issue<'_> {
    Issue {
        code: &finding.rule,
        title: &finding.title,
        message: &finding.message,
        advice: advice(finding),
        level: finding.level,
        status: IssueStatus::Rule(finding.status),
        fiche,
        finding: Some(finding),
        fix: finding.fix.as_ref(),
        demand: Some(&finding.demand),
        source: &finding.source,
        readings: &finding.readings,
        locations: &finding.locations,
        labels: &finding.labels,
        fingerprint: String::new(),
        plan: None,
        known: finding.known,
        ignored: None,
    }
}

fn of_note(note: &NoteReport, fiche: Option<u8>) -> Issue<'_> {
    Issue {
        code: &note.rule,
        title: &note.title,
        message: &note.message,
        advice: Vec::new(),
        level: Level::Info,
        status: IssueStatus::Rule(note.status),
        fiche,
        finding: None,
        fix: None,
        demand: Some(&note.demand),
        source: &note.source,
        readings: &note.readings,
        locations: &note.locations,
        labels: &[],
        fingerprint: String::new(),
        plan: None,
        known: false,
        ignored: None,
    }
}

/// What to write or do: the changes that were found to help, and the rule's own advice where none of them can be made.
pub(super) fn advice(finding: &Finding) -> Vec<Cow<'_, str>> {
    let remedies = finding.verified_remedies().into_iter().map(|remedy| &remedy.text);
    let advice = finding.advice.iter().filter(|_| finding.needs_advice());
    remedies.chain(advice).map(|text| text.as_str().into()).collect()
}

/// What distinguishes an issue from all others of a repository, whatever lines are added, moved or reworded around it:
/// a digest of the dossier's path, the rule or code, and for errors of structure the key and how many were before.
fn fingerprint(path: &str, code: &str, key: &str, before: usize) -> u128 {
    let mut digest = Sha256::new();
    for part in [path, code, &without_indices(key), &before.to_string()] {
        digest.update(part.len().to_le_bytes());
        digest.update(part);
    }
    digest.finalize().into_iter().take(PRINT).fold(0, |print, byte| (print << 8) | u128::from(byte))
}

fn hexadecimal(fingerprint: u128) -> String {
    format!("{fingerprint:032x}")
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

    #[test]
    fn no_two_issues_of_a_dossier_have_the_same_fingerprint() {
        let mut prints = Prints::new("a");
        let keys = ["budget.charges[1].montant", "budget.charges[7].montant", "budget.charges[7].montant", "fiche", ""];
        let all: Vec<u128> = keys.iter().map(|key| prints.next("D-AMOUNT", key)).collect();
        let once: std::collections::HashSet<&u128> = all.iter().collect();
        assert_eq!(once.len(), keys.len());
    }
}
