//! Ignored and open findings together are the findings without comments.

use std::collections::BTreeMap;

use crate::fuzzing::nothing_is_lost;
use crate::report::DossierReport;
use crate::source::SourceFile;
use crate::yaml;
use proptest::prelude::*;

use super::files::{example, example_names};
use super::properties::{CHECKER, config, report};

/// The text with comments on lines, each for a rule, wherever a comment can stand.
fn commented(text: &str, asks: &[(usize, &str)]) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for (line, rule) in asks {
        let before = lines[*line].clone();
        let hash = lines[..*line].iter().map(|line| line.len() + 1).sum::<usize>() + before.len() + 1;
        lines[*line] = format!("{before} # recevable: ignore {rule} — par hasard");
        let source = SourceFile::new("a.yaml", lines.join("\n"));
        let tree = yaml::parse(&source);
        if !(tree.complete && tree.is_comment(&source, hash)) {
            lines[*line] = before;
        }
    }
    lines.join("\n")
}

/// The lines and rules of what stands against a dossier.
fn places(report: &DossierReport) -> Vec<(usize, &str)> {
    let findings = report.assessments.iter().flat_map(|assessment| &assessment.findings);
    let open = findings.filter(|finding| finding.is_open());
    open.flat_map(|finding| finding.locations.iter().map(|place| (place.line - 1, finding.rule.as_str()))).collect()
}

#[test]
fn all_rules_that_may_be_ignored_can_be_at_once() {
    let mut aside = 0;
    for name in example_names() {
        let text = example(&name);
        let before = report(&text);
        // A line has room for one comment.
        let rules = places(&before).into_iter().fold(BTreeMap::<usize, Vec<&str>>::new(), |mut rules, (line, rule)| {
            rules.entry(line).or_default().push(rule);
            rules
        });
        let asks: Vec<(usize, String)> = rules.into_iter().map(|(line, rules)| (line, rules.join(", "))).collect();
        let asks: Vec<(usize, &str)> = asks.iter().map(|(line, rules)| (*line, rules.as_str())).collect();
        let after = report(&commented(&text, &asks));
        nothing_is_lost(&before, &after, &CHECKER.book);
        for finding in after.assessments.iter().flat_map(|assessment| &assessment.findings) {
            let rule = CHECKER.book.campaigns[0].rules.iter().find(|rule| rule.id == finding.rule).unwrap();
            assert!(!(finding.is_open() && CHECKER.book.campaigns[0].is_ignorable(rule)), "{name}: {}", rule.id);
        }
        aside += after.assessments.iter().map(|assessment| assessment.ignored.len()).sum::<usize>();
    }
    assert!(aside > 15, "{aside}");
}

proptest! {
    #![proptest_config(config(60))]

    #[test]
    fn ignored_and_open_findings_together_are_those_without_comments(
        name in prop::sample::select(example_names()),
        found in prop::collection::vec(any::<prop::sample::Index>(), 0..6),
        others in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 0..12),
    ) {
        let text = example(&name);
        let before = report(&text);
        let (places, rules, lines) = (places(&before), &CHECKER.book.campaigns[0].rules, text.lines().count());
        let found = found.iter().filter(|_| !places.is_empty()).map(|at| places[at.index(places.len())]);
        let others = others.iter().map(|(line, rule)| (line.index(lines), rules[rule.index(rules.len())].id.as_str()));
        let asks: Vec<(usize, &str)> = found.chain(others).collect();
        nothing_is_lost(&before, &report(&commented(&text, &asks)), &CHECKER.book);
    }
}
