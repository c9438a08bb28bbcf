//! The pages of `recevable explain`: every id in both languages.

use crate::report::explain::{Block, Topic, ids, topic};
use crate::text::Lang;
use crate::{rule_tests, rules};

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
    let as_written = [
        "What the call asks",
        "Why",
        "Reading chosen",
        "Check of this tool",
        "Examples",
        "What is read in the dossier",
    ];
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
    // A slug that is a word of its own name cannot be distinguished from it.
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
                "Pourquoi",
                "Why",
                "Lecture retenue",
                "Reading chosen",
                "Contrôle de l'outil",
                "Check of this tool",
                "Pour corriger",
                "To fix it",
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
    // Every other value of the scale is an error of structure; a name that is missing is no violation.
    assert_eq!(one_sided, ["C-ECH-1", "D-IDE-4"]);
}
