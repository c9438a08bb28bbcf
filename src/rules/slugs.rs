//! Slugs by all their names: each by itself and by its labels, as texts of a dossier are compared with them.

use std::collections::HashMap;

use crate::dossier::fold_name;
use crate::text::Bilingual;

#[derive(Debug, Default)]
pub(crate) struct SlugNames {
    /// The slugs that have a name, by the name folded. Two of different lists may share one.
    by_name: HashMap<String, Vec<String>>,
}

impl SlugNames {
    pub(super) fn new<'s>(slugs: impl IntoIterator<Item = (&'s str, &'s Bilingual)>) -> Self {
        let mut by_name: HashMap<String, Vec<String>> = HashMap::new();
        for (slug, label) in slugs {
            for name in names(slug, Some(label)) {
                by_name.entry(name).or_default().push(slug.to_owned());
            }
        }
        Self { by_name }
    }

    /// Whether a slug is one that texts are compared with.
    pub(super) fn holds(&self, slug: &str) -> bool {
        self.named(slug).iter().any(|named| named == slug)
    }

    /// The slugs that a text names, however it is written.
    pub(crate) fn named(&self, text: &str) -> &[String] {
        self.by_name.get(&fold_name(text)).map_or(&[], Vec::as_slice)
    }
}

/// A slug and its labels, folded, each once.
pub(super) fn names(slug: &str, label: Option<&Bilingual>) -> Vec<String> {
    let labels = label.into_iter().flat_map(Bilingual::written);
    let mut names: Vec<String> = std::iter::once(slug).chain(labels).map(fold_name).collect();
    names.sort_unstable();
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use super::*;
    use crate::rules::{RuleBook, load_embedded};

    static BOOK: LazyLock<RuleBook> = LazyLock::new(|| load_embedded().unwrap());

    #[test]
    fn a_text_names_every_slug_that_has_its_words() {
        let labels = [
            ("a-b", Bilingual::new("L'été (demain)", "Summer")),
            ("c", Bilingual::new("Autre", "l’ÉTÉ – Demain")),
            ("d", Bilingual::new("d", "d")),
        ];
        let names = SlugNames::new(labels.iter().map(|(slug, label)| (*slug, label)));
        assert_eq!(names.named("L’Été, (demain)"), ["a-b", "c"]);
        assert_eq!(names.named("summer"), ["a-b"]);
        assert_eq!((names.named("A B"), names.named("D")), (&["a-b".to_owned()][..], &["d".to_owned()][..]));
        assert_eq!(names.named("a"), [""; 0]);
    }

    /// A text in another way to write it.
    fn rewritten(text: &str, (upper, plain, decomposed): (bool, bool, bool), apart: &str, quote: &str) -> String {
        let mut text = text.replace([' ', '-', '\u{a0}', '\u{202f}'], apart).replace(['\'', '’'], quote);
        if plain {
            text = crate::dossier::fold(&text);
        }
        if decomposed {
            text = unicode_normalization::UnicodeNormalization::nfd(&*text).collect();
        }
        if upper { text.to_uppercase() } else { text }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn every_slug_of_the_embedded_sets_is_named_however_it_is_written(
            how in any::<(bool, bool, bool)>(),
            apart in "[ \t\u{a0}\u{202f}\u{2009}_\u{2010}-\u{2015}-]{1,3}",
            quote in "['’ʼ(),]{0,2}",
            around in "[ \u{a0}(),]{0,3}",
        ) {
            let campaign = &BOOK.campaigns[0];
            for slug in campaign.slugs.by_name.values().flatten() {
                let label = &campaign.labels[slug];
                for name in [slug, &label.fr, &label.en] {
                    let text = format!("{around}{}{around}", rewritten(name, how, &apart, &quote));
                    prop_assert!(campaign.slugs.named(&text).contains(slug), "{text} is not {slug}");
                }
            }
        }
    }
}
