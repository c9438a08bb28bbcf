//! What is said of missing information, against what the cases of the rule sets come to.

use super::*;
use crate::engine::{Facts, StatusKind, assess};
use crate::text::{Lang, plain_spaces};
use crate::{rule_tests, rules};

/// What the pages of these rules say of missing information.
fn pages(rules: &[&str], lang: Lang) -> String {
    let book = rules::load_embedded().unwrap();
    let campaign = &book.campaigns[0];
    let text = |block: Block| match block {
        Block::Paragraph(text) => text,
        Block::Item { text, .. } => format!("- {text}"),
        Block::Pair { .. } | Block::Lines(_) => unreachable!(),
    };
    let page = |id: &&str| {
        let rule = campaign.rules.iter().find(|rule| rule.id == *id).unwrap();
        let blocks = PageContext { book: &book, campaign, lang }.absence(rule);
        let texts: Vec<String> = blocks.into_iter().map(text).collect();
        plain_spaces(&format!("{id}\n{}", texts.join("\n"))).into_owned()
    };
    rules.iter().map(page).collect::<Vec<_>>().join("\n\n")
}

const RULES: [&str; 12] = [
    "C-CAL-1", "C-CAL-2", "C-CAL-3", "C-CAL-4", "C-PER-1", "C-DBL-1", "C-DBL-2", "C-DBL-3", "C-QUA-3", "F1-COF-1",
    "F4-FIN-2", "D-IDE-3",
];

#[test]
fn pages_say_what_is_missing_and_what_follows_from_it() {
    insta::assert_snapshot!([Lang::Fr, Lang::En].map(|lang| pages(&RULES, lang)).join("\n\n"));
}

/// Whether a key is absent from the dossier of a case; for some tests, an empty list is there.
fn is_absent(facts: &Facts<'_>, key: FieldId, or_empty: bool) -> bool {
    let path = &format::field_info(key).path;
    match facts.campaign().facts.iter().position(|fact| fact.name == *path).map(FactId) {
        Some(fact) if or_empty => !facts.is_given(fact),
        Some(fact) => facts.get(fact).is_none(),
        None => facts.lines(key).is_none_or(|lines| or_empty && lines.is_empty()),
    }
}

#[test]
fn every_case_that_is_undetermined_or_violated_for_want_of_something_is_foretold() {
    let book = rules::load_embedded().unwrap();
    let suite = rule_tests::load_embedded(&book).unwrap();
    let (mut open, mut decided) = (0, 0);
    for prepared in suite.prepare(&book.known_campaigns()) {
        let Some((facts, fiche)) = prepared.facts(&book) else { continue };
        let campaign = facts.campaign();
        for outcome in assess(&facts, fiche, prepared.stage()).outcomes {
            let rule = campaign.rule(outcome.rule);
            let context = PageContext { book: &book, campaign, lang: Lang::Fr };
            let absence = Absence::of(campaign, rule, &context.deciding_keys(rule));
            let all_absent = |keys: &[FieldId]| keys.iter().all(|&key| is_absent(&facts, key, false));
            let none_given = |keys: &[FieldId]| keys.iter().all(|&key| is_absent(&facts, key, true));
            let reads_ratio =
                context.facts_of(rule).iter().any(|&fact| matches!(campaign.fact(fact).source, FactSource::Ratio(..)));
            let case = (&rule.id, &prepared.case.rule, &prepared.case.name);
            match outcome.status.kind() {
                StatusKind::Undetermined => {
                    open += 1;
                    let told = absence.open.iter().any(|(keys, _)| none_given(keys));
                    assert!(told || absence.inconclusive || reads_ratio, "{case:?}: {absence:?}");
                }
                StatusKind::Satisfied | StatusKind::Violated => {
                    decided += 1;
                    let never = absence.open.iter().any(|(keys, always)| *always && all_absent(keys));
                    assert!(!never, "{case:?}: {absence:?}");
                    if outcome.status.kind() == StatusKind::Satisfied {
                        assert!(!absence.violated.iter().any(|keys| all_absent(keys)), "{case:?}: {absence:?}");
                    }
                }
                StatusKind::NotApplicable | StatusKind::Deferred => {}
            }
        }
    }
    assert!(open > 100 && decided > 1000, "{open} {decided}");
}
