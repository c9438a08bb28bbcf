//! Texts compared without what may differ in writing: case, accents, spaces, signs.

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// Without case, accents or surrounding space.
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

/// [`fold`]ed, without apostrophes, brackets and commas, and with a run of spaces, underscores and dashes as one dash.
pub(crate) fn fold_name(text: &str) -> String {
    let mut name = String::with_capacity(text.len());
    let mut is_apart = false;
    for character in fold(text).chars() {
        match character {
            '\'' | '’' | '‘' | 'ʼ' | '(' | ')' | ',' => {}
            '-' | '_' | '\u{2010}'..='\u{2015}' => is_apart = true,
            space if space.is_whitespace() => is_apart = true,
            other => {
                if is_apart && !name.is_empty() {
                    name.push('-');
                }
                is_apart = false;
                name.push(other);
            }
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;
    use unicode_normalization::char::is_combining_mark;

    use super::{fold, fold_name};

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

    #[test]
    fn names_are_the_same_however_their_words_are_joined() {
        for text in [
            "eau-de-pluie",
            "Eau_de_pluie",
            " EAU\u{a0}de \t pluie",
            "eau–de‑pluie",
            "(eau, de pluie)",
            "eau - de pluie",
        ] {
            assert_eq!(fold_name(text), "eau-de-pluie", "{text}");
        }
        assert_eq!(fold_name("Fonds d’initiative (l'été)"), "fonds-dinitiative-lete");
        assert_ne!(fold_name("eaudepluie"), fold_name("eau de pluie"));
        assert_ne!(fold_name("eau.de/pluie"), fold_name("eau de pluie"));
        assert_eq!(fold_name(" - , "), "");
    }
}
