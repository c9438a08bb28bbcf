//! Texts compared without case, accents or surrounding space.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The text in lower case, without accents and without space around it.
#[must_use]
pub fn fold(text: &str) -> String {
    text.trim().nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn case_accents_and_surrounding_space_do_not_matter() {
        assert_eq!(fold("  À Compléter\n"), "a completer");
        assert_eq!(fold("NE\u{301}ANT"), "neant");
        assert_eq!(fold("…"), "…");
    }
}
