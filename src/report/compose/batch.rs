//! What a dossier has in common with an earlier one of its batch.

use super::super::model::{DerivedFact, DossierReport, Finding};
use super::finding::of_rule;
use super::{json_text, location};
use crate::dossier::PROJECT;
use crate::engine::{Status, Verdict, verdict_of};
use crate::messages::batch as words;
use crate::rules::{Campaign, Rule, RuleBook, Unique};
use crate::source::{SourceFile, Span};
use crate::text::Lang;

#[derive(Debug, Clone, Copy)]
pub(crate) struct Shared<'a> {
    pub source: &'a SourceFile,
    pub book: &'a RuleBook,
    pub campaign: &'a Campaign,
    /// Where the applicant's SIRET and the project's title stand.
    pub project: [Span; 2],
}

/// Adds the rules across dossiers that a dossier violates to its report, given the path of the first one that has the
/// same; the verdict becomes the worse of the two.
pub(crate) fn repeat<'p>(
    report: &mut DossierReport,
    shared: &Shared<'_>,
    first: impl Fn(Unique) -> Option<&'p str>,
    lang: Lang,
) {
    for (rule, unique) in shared.campaign.batch_rules() {
        let Some(first) = first(unique).filter(|_| rule.stages.contains(&report.stage)) else { continue };
        let own = verdict_of(Status::Violated, rule.level, rule.group);
        let worse = |verdict: Verdict| verdict.max(own);
        report.verdict = worse(report.verdict);
        report.by_readings.iter_mut().for_each(|verdict| *verdict = worse(*verdict));
        let own = report.path.clone();
        report.batch.push(finding(rule, unique, shared, (&own, first), lang));
    }
}

/// Of a dossier and the first one, by their paths.
fn finding(rule: &Rule, unique: Unique, shared: &Shared<'_>, (own, first): (&str, &str), lang: Lang) -> Finding {
    let places: Vec<(&str, Span)> = match unique {
        Unique::Project => PROJECT.into_iter().zip(shared.project).collect(),
        Unique::Content => vec![("", Span::default())],
    };
    let derivation = places.iter().filter(|(path, _)| !path.is_empty()).map(|(path, span)| DerivedFact {
        fact: (*path).to_owned(),
        value: json_text(shared.source.slice(*span).trim_matches(['"', '\''])),
    });
    let words = words::repeats(unique, own, first, lang);
    Finding {
        message: words.message,
        expected: Some(words.expected.to_owned()),
        actual: Some(words.actual),
        derivation: derivation.collect(),
        labels: vec![words.label; places.len()],
        locations: places.into_iter().map(|(path, span)| location(shared.source, path.to_owned(), span)).collect(),
        first: Some(first.to_owned()),
        ..of_rule(shared.book, shared.campaign, rule, Status::Violated, lang)
    }
}
