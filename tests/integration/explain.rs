//! `recevable explain`: every id in both languages, and what a person reads.

use recevable::report::explain::{Block, Topic, ids, topic};
use recevable::text::Lang;
use recevable::{rule_tests, rules};

use crate::common::{Recevable, recevable, snapshot};

/// Every page in a language.
fn pages(lang: Lang) -> Vec<Topic> {
    let book = rules::load_embedded().unwrap();
    let suite = rule_tests::load_embedded(&book).unwrap();
    ids(&book).into_iter().map(|id| topic(&book, &suite, id, lang).unwrap()).collect()
}

/// The running text of a page, with the heading that it stands under: not paths, not lines of a dossier.
fn texts(page: &Topic) -> Vec<(&str, &str)> {
    let text = |block| match block {
        &Block::Paragraph(ref text) | &Block::Item { ref text, .. } | &Block::Pair { ref text, .. } => {
            Some(text.as_str())
        }
        Block::Lines(_) => None,
    };
    let sections = page.sections.iter();
    sections
        .flat_map(|section| section.blocks.iter().filter_map(text).map(|text| (section.heading.as_str(), text)))
        .collect()
}

#[test]
fn every_rule_fact_key_and_code_has_a_page_in_both_languages() {
    let (french, english) = (pages(Lang::Fr), pages(Lang::En));
    assert!(french.len() > 200, "{}", french.len());
    for (french, english) in french.iter().zip(&english) {
        assert_eq!((&french.id, french.sections.len()), (&english.id, english.sections.len()));
        for page in [french, english] {
            assert!(!page.title.trim().is_empty(), "{page:?}");
            assert!(!page.sections.is_empty(), "{page:?}");
            for (heading, text) in texts(page) {
                assert!(text.chars().any(char::is_alphanumeric), "{}: {heading}: {text:?}", page.id);
                assert!(!text.contains("  ") && text.trim() == text, "{}: {heading}: {text:?}", page.id);
                for nothing in ["«  »", "« »", "“”", "()", "[]:", ": ;", ", ,", " ,", ":."] {
                    assert!(!text.contains(nothing), "{}: {heading}: {text:?}", page.id);
                }
            }
        }
    }
}

#[test]
fn no_page_is_half_in_the_other_language() {
    let found = |page: &Topic, words: &[&str], but: &[&str]| {
        for (heading, text) in texts(page).into_iter().filter(|(heading, _)| !but.contains(heading)) {
            let spaced = format!(" {} ", text.replace(|c: char| !c.is_alphanumeric(), " "));
            for word in words {
                assert!(!spaced.contains(&format!(" {word} ")), "{}: {heading}: {word}: {text}", page.id);
            }
        }
    };
    // Where the call says it, examples and paths are in the call's own language.
    let as_written = ["What the call asks", "What is checked, and why", "Examples", "What is read in the dossier"];
    let keys = ["What it is", "The keys that it holds"];
    for page in pages(Lang::En) {
        found(
            &page,
            &["est", "figure parmi", "la règle", "quand", "lorsque", "qui"],
            &[&as_written[..], &keys].concat(),
        );
    }
    for page in pages(Lang::Fr) {
        found(&page, &["the", "is", "where", "holds", "when", "otherwise", "with"], &[]);
        assert!(texts(&page).iter().all(|(_, text)| !text.contains('“') || text.contains("Sirene")), "{}", page.id);
    }
}

#[test]
fn tokens_and_slugs_are_named_as_people_name_them() {
    let book = rules::load_embedded().unwrap();
    let campaign = &book.campaigns[0];
    // Where a slug is a word of its own name, nothing tells the one from the other.
    let labels = campaign.labels.iter().filter(|(token, label)| !label.fr.contains(token.as_str()));
    let tokens: Vec<&str> =
        labels.map(|(token, _)| token.as_str()).filter(|token| token.contains(['_', '-'])).collect();
    assert!(tokens.len() > 30, "{tokens:?}");
    for lang in [Lang::Fr, Lang::En] {
        for page in pages(lang) {
            // A closed list of the format is shown as it is to be written, and so are examples and paths.
            let shown = ["Exemples", "Examples", "De quoi il s'agit", "What it is"];
            // Why the call asks is prose, in which a slug may be a word of French.
            let prose = [
                "Ce que demande l'appel",
                "What the call asks",
                "Ce qui est vérifié, et pourquoi",
                "Pour corriger",
                "To mend it",
            ];
            let paths = [
                "Ce qui est lu dans le dossier",
                "What is read in the dossier",
                "Les clés qu'il contient",
                "The keys that it holds",
            ];
            for (heading, text) in texts(&page) {
                if [&shown[..], &paths, &prose].concat().contains(&heading) {
                    continue;
                }
                let words = text.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == '-'));
                let shown: Vec<&str> = words.filter(|word| tokens.contains(word)).collect();
                assert!(shown.is_empty(), "{} shows {shown:?}: {text}", page.id);
            }
        }
    }
}

#[test]
fn every_rule_that_can_fail_shows_one_case_that_does_and_one_that_does_not() {
    let book = rules::load_embedded().unwrap();
    let suite = rule_tests::load_embedded(&book).unwrap();
    let mut one_sided = Vec::new();
    for rule in book.campaigns[0].rules.iter().filter(|rule| rule.level != rules::Level::Info) {
        let page = topic(&book, &suite, &rule.id, Lang::Fr).unwrap();
        let examples = page.sections.iter().find(|section| section.heading == "Exemples").unwrap();
        let has = |lead: &str| {
            examples.blocks.iter().any(|block| matches!(block, Block::Item { text, .. } if text.starts_with(lead)))
        };
        assert!(has("Respectée"), "{}", rule.id);
        if !has("Enfreinte") {
            one_sided.push(rule.id.as_str());
        }
    }
    // Every other value of the scale is an error of structure.
    assert_eq!(one_sided, ["C-ECH-1"]);
}

#[test]
fn pages_as_a_person_reads_them() {
    for id in ["F1-COF-1", "C-DBL-1", "F4-PER-1", "C-CAL-1", "D-BUD-1", "F1-PER-1", "cofinancement.taux", "D-AMOUNT"] {
        snapshot(&format!("explain-{id}"), &recevable(["explain", id]).exits(0).to_string());
    }
    for id in ["F2-COF-1", "C-PRI-1", "D-GEO-2", "projet.communes", "D-ENCODING"] {
        let run = Recevable::new(["explain", id]).env("RECEVABLE_LANG", "en").run().exits(0);
        snapshot(&format!("explain-{id}-english"), &run.to_string());
    }
    snapshot("explain-markdown", &recevable(["explain", "C-DBL-2", "--format", "markdown"]).exits(0).to_string());
}

#[test]
fn case_does_not_matter_and_json_is_the_same_page() {
    let page = recevable(["explain", "f1-cof-1", "--format", "json"]).exits(0).json().0;
    assert_eq!((page["kind"].as_str(), page["id"].as_str()), (Some("rule"), Some("F1-COF-1")));
    assert!(page["sections"].as_array().unwrap().len() > 5, "{page}");
    let page = recevable(["explain", "d-amount", "--format", "json"]).exits(0).json().0;
    assert_eq!(page["kind"], "code");
    let page = recevable(["explain", "Projet.Communes", "--format", "json"]).exits(0).json().0;
    assert_eq!(page["kind"], "fact");
}

#[test]
fn an_unknown_id_suggests_the_nearest() {
    let run = recevable(["explain", "F1-COF"]).exits(2);
    assert!(run.stdout.is_empty() && run.stderr.contains("Vouliez-vous dire F1-COF-1 ?"), "{run}");
    let run = recevable(["explain", "D-AMONT", "--lang", "en"]).exits(2);
    assert!(run.stderr.contains("Did you mean D-AMOUNT?"), "{run}");
    let run = recevable(["explain", "demande.totale"]).exits(2);
    assert!(run.stderr.contains("demande.total ?"), "{run}");
    let run = recevable(["explain", "\u{1b}[31mxyzzy"]).exits(2);
    assert!(!run.stderr.contains('\u{1b}') && !run.stderr.contains("Vouliez-vous"), "{run}");
}

#[test]
fn an_overlay_shows_in_the_page() {
    let folder = tempfile::tempdir().unwrap();
    let overlay = folder.path().join("exigeante.toml");
    let text = "[overlay]\nid = \"exigeante\"\ncampaign = 2015\ntitle = { fr = \"Plus exigeante\", en = \"Stricter\" }\n\n[[override]]\nid = \"F1-FIN-1\"\nrequire = { fact = \"demande.total\", at_least = \"3000 €\" }\n";
    std::fs::write(&overlay, text).unwrap();
    let run = recevable(["explain", "F1-FIN-1", "--overlay", overlay.to_str().unwrap()]).exits(0);
    assert!(run.stdout.contains("d'au moins 3 000,00 €"), "{run}");
    // The cases at the old floor no longer show what they were written for.
    assert!(!run.stdout.contains("2000.01"), "{run}");
}

#[test]
fn a_comment_is_offered_for_what_a_comment_can_put_aside() {
    let offered = |rule: &str| recevable(["explain", rule]).exits(0).stdout.contains("# recevable: ignore");
    for rule in ["D-DAT-2", "C-QUA-1", "D-BUD-1"] {
        assert!(offered(rule), "{rule}");
    }
    for rule in ["F1-FIN-1", "B-DUP-1", "B-DUP-2"] {
        assert!(!offered(rule), "{rule}");
    }
}
