//! Ignore comments: ignored and open findings together are the findings without comments.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::dossier::{REMEDIED as CHECKER, sound};
use crate::engine::StatusKind;
use crate::report::DossierReport;
use crate::report::model::{AssessmentReport, Finding};
use crate::rules::RuleBook;
use crate::source::SourceFile;
use crate::yaml;

/// Dossiers with findings, and their reports.
static DOSSIERS: LazyLock<[(&str, DossierReport); 4]> = LazyLock::new(|| {
    let dossiers = [
        include_str!("../../../examples/fiche-1-avec-reserves.yaml"),
        include_str!("../../../examples/fiche-1-besoin-non-demontre.yaml"),
        include_str!("../../../examples/fiche-3-avec-reserves.yaml"),
        include_str!("../../../examples/fiche-4-incomplet.yaml"),
    ];
    dossiers.map(|text| (text, CHECKER.check(SourceFile::new("essai.yaml", text)).report))
});

/// Writes each line of a text as a comment after a line of a dossier, and checks that.
pub fn comments(text: &str) {
    let (dossier, before) = &DOSSIERS[text.len() % DOSSIERS.len()];
    let mut lines = text.split('\n');
    let mut commented = String::new();
    for line in dossier.split_inclusive('\n') {
        let without_end = line.trim_end_matches('\n');
        commented.push_str(without_end);
        let hash = commented.len() + 1;
        if let Some(comment) = lines.next().filter(|comment| !comment.is_empty()) {
            let source = SourceFile::new("essai.yaml", format!("{commented} # {comment}\n"));
            let tree = yaml::parse(&source);
            if tree.complete && tree.is_comment(&source, hash) {
                source.text().trim_end_matches('\n').clone_into(&mut commented);
            }
        }
        commented.push_str(&line[without_end.len()..]);
    }
    let after = CHECKER.check(SourceFile::new("essai.yaml", commented)).report;
    if after.errors.is_empty() {
        nothing_is_lost(before, &after, &CHECKER.book);
    }
}

/// What a finding says, wherever its lines have moved to.
fn said(finding: &Finding) -> (String, (StatusKind, String, Vec<String>)) {
    let places = finding.locations.iter().map(|location| location.path.clone()).collect();
    (finding.rule.clone(), (finding.status, finding.message.clone(), places))
}

fn all(assessment: &AssessmentReport) -> BTreeMap<String, (StatusKind, String, Vec<String>)> {
    let ignored = assessment.ignored.iter().map(|ignored| &ignored.finding);
    let all: Vec<&Finding> = assessment.findings.iter().chain(ignored).collect();
    let by_rule: BTreeMap<_, _> = all.iter().map(|finding| said(finding)).collect();
    assert_eq!(by_rule.len(), all.len(), "a rule stands twice");
    by_rule
}

/// Fails unless the report with comments says all that the one without them does, and no verdict too good.
pub(crate) fn nothing_is_lost(before: &DossierReport, after: &DossierReport, book: &RuleBook) {
    let campaign = &book.campaigns[0];
    sound(after);
    assert_eq!(before.assessments.len(), after.assessments.len());
    for (before, after) in before.assessments.iter().zip(&after.assessments) {
        assert_eq!(all(before), all(after));
        assert_eq!(before.overview.len(), after.overview.len());
        for ignored in &after.ignored {
            let rule = campaign.rules.iter().find(|rule| rule.id == ignored.finding.rule).unwrap();
            assert!(campaign.is_ignorable(rule), "{}", rule.id);
        }
    }
}
