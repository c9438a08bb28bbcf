//! Dossiers: every report is sound, every place lies in the file, every remedy does what it says, every format is whole.

use std::ops::Range;
use std::sync::LazyLock;

use chrono::NaiveDate;

use super::{formats, places_lie_within, yaml};
use crate::checker::{Checked, Checker};
use crate::dossier::format;
use crate::engine::{StatusKind, Verdict};
use crate::report::compose::{Needs, Style};
use crate::report::model::{Finding, RemedyReport};
use crate::report::{DossierReport, Format};
use crate::rules::{FactSource, Group, Level, RuleBook};
use crate::source::SourceFile;
use crate::text::Lang;
use crate::yaml::{Content, Node, parse};

/// For every format, with every rule among the findings and with a plan.
static CHECKERS: LazyLock<[Checker; 2]> = LazyLock::new(|| Lang::ALL.map(|lang| checker(lang, true)));
/// For dossiers with a remedy made, or with comments.
pub(super) static REMEDIED: LazyLock<Checker> = LazyLock::new(|| checker(Lang::Fr, false));

fn checker(lang: Lang, plan: bool) -> Checker {
    let needs = Needs { cells: true, drawing: true, overview: true, edits: true, applicant: true };
    let style = Style { lang, verbose: true, plan, needs };
    let day = NaiveDate::from_ymd_opt(2014, 11, 20).unwrap();
    Checker::with_style(crate::rules::load_with(None, &[]).unwrap(), day, style)
}

/// Checks a dossier, in one language or the other, and writes every format. Returns the workbook.
#[must_use]
pub fn dossier(text: &str) -> Vec<u8> {
    let _ = yaml(text);
    let checker = &CHECKERS[text.len() % CHECKERS.len()];
    let checked = checker.check(SourceFile::new("essai.yaml", text));
    sound(&checked.report);
    let source = checked.source.as_ref().unwrap();
    places_lie_within(&serde_json::to_value(&checked.report).unwrap(), source);
    remedies_hold(&checked, &checker.book);
    let mut workbook = Vec::new();
    for format in Format::ALL {
        let mut bytes = Vec::new();
        checker.render(&checked, format, &mut bytes).unwrap();
        match format {
            Format::Xlsx => workbook = bytes,
            _ => formats::is_whole(format, &String::from_utf8(bytes).unwrap()),
        }
    }
    workbook
}

/// What holds of any report that has every rule among its findings.
pub(crate) fn sound(report: &DossierReport) {
    assert_eq!(report.verdict == Verdict::Unreadable, !report.errors.is_empty(), "{:?}", report.errors);
    assert_eq!(report.assessments.is_empty(), !report.errors.is_empty());
    for assessment in &report.assessments {
        let count = |status| assessment.findings.iter().filter(|finding| finding.status == status).count();
        let counts = &assessment.counts;
        assert_eq!(
            [counts.satisfied, counts.violated, counts.undetermined, counts.not_applicable, counts.deferred],
            [
                count(StatusKind::Satisfied),
                count(StatusKind::Violated),
                count(StatusKind::Undetermined),
                count(StatusKind::NotApplicable),
                assessment.deferred.len()
            ]
        );
        let any = |status, level| {
            assessment.findings.iter().any(|finding| finding.status == status && finding.level == level)
        };
        let demanded = |finding: &Finding| {
            finding.status == StatusKind::Violated && finding.level == Level::Error && finding.group != Group::Coherence
        };
        let expected = if assessment.findings.iter().any(demanded) {
            Verdict::Ineligible
        } else if any(StatusKind::Violated, Level::Error) {
            Verdict::Inconsistent
        } else if any(StatusKind::Undetermined, Level::Error) {
            Verdict::Incomplete
        } else if any(StatusKind::Violated, Level::Warning) || any(StatusKind::Undetermined, Level::Warning) {
            Verdict::EligibleWithReservations
        } else {
            Verdict::Eligible
        };
        assert_eq!(assessment.verdict, expected);
    }
}

/// Each remedy of keys that are written in the file is made there; the rule then holds.
fn remedies_hold(checked: &Checked, book: &RuleBook) {
    let source = checked.source.as_ref().unwrap();
    for assessment in &checked.report.assessments {
        let made = |finding: &Finding, remedy: &RemedyReport| {
            assert!(remedy.verified, "{}: {}", finding.rule, remedy.text);
            let text = remedied(source, book, remedy)?;
            let report = REMEDIED.check(SourceFile::new("essai.yaml", text.as_str())).report;
            assert!(report.errors.is_empty(), "{}: {}\n{text}", finding.rule, remedy.text);
            let mut again = report.assessments.iter().filter(|again| again.fiche == assessment.fiche);
            let status = again.find_map(|again| again.findings.iter().find(|other| other.rule == finding.rule));
            Some((status.map(|finding| finding.status), text))
        };
        for finding in assessment.findings.iter().filter(|finding| finding.status == StatusKind::Violated) {
            for remedy in &finding.remedies {
                if let Some((status, text)) = made(finding, remedy) {
                    assert_eq!(status, Some(StatusKind::Satisfied), "{}: {}\n{text}", finding.rule, remedy.text);
                }
            }
        }
    }
}

/// The dossier's text with the values of a remedy; none where they are not all those of keys that are written.
fn remedied(source: &SourceFile, book: &RuleBook, remedy: &RemedyReport) -> Option<String> {
    let tree = parse(source);
    let mut edits: Vec<(Range<usize>, &str)> = Vec::new();
    for change in &remedy.moves {
        let fact = book.campaigns[0].facts.iter().find(|fact| fact.name == change.fact)?;
        let FactSource::Field(field) = fact.source else { return None };
        let path = &format::field_info(field).path;
        let node = path.split('.').try_fold(tree.root.as_ref()?, |node, key| value(node, key))?;
        let span = node.as_scalar().map(|_| node.span).filter(|span| !span.is_empty())?;
        edits.push((span.start..span.end, &change.to));
    }
    edits.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
    let mut text = source.text().to_owned();
    for (range, to) in edits {
        text.replace_range(range, &format!("\"{to}\""));
    }
    Some(text)
}

fn value<'n, 's>(node: &'n Node<'s>, key: &str) -> Option<&'n Node<'s>> {
    let Content::Mapping { entries, .. } = &node.content else { return None };
    entries.iter().find(|entry| entry.key.text == key).map(|entry| &entry.value)
}
