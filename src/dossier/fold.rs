//! Texts compared without case, accents or surrounding space.

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for character in text.trim().chars() {
        if character.is_ascii() {
            folded.push(character.to_ascii_lowercase());
            continue;
        }
        // Combining marks are dropped, so their order does not matter.
        decompose_canonical(character, |part| {
            if !is_combining_mark(part) {
                folded.extend(part.to_lowercase());
            }
        });
    }
    folded
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;
    use unicode_normalization::char::is_combining_mark;

    use super::fold;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn folding_is_that_of_the_decomposed_text(text in "[a-zA-Z À-ſ\u{300}-\u{345}İǅ각]{0,20}|\\PC*") {
            let decomposed = text.trim().nfd().filter(|c| !is_combining_mark(*c));
            prop_assert_eq!(fold(&text), decomposed.flat_map(char::to_lowercase).collect::<String>());
        }
    }

    #[test]
    fn case_accents_and_surrounding_space_do_not_matter() {
        assert_eq!(fold("  À Compléter\n"), "a completer");
        assert_eq!(fold("NE\u{301}ANT"), "neant");
        assert_eq!(fold("…"), "…");
    }
}
