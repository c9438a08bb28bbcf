//! "Did you mean": the nearest of a list of words.

use super::fold_name;
use super::format::synonyms;

/// In bytes. The format's longest word has less than half.
const MAX_LEN: usize = 80;

/// The candidate nearest to a mistyped text, ignoring case, accents, and `-`, `_` or space between words.
pub(crate) fn closest_match<'c>(text: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    if text.len() > MAX_LEN {
        return None;
    }
    let text = fold_name(text);
    let len = text.chars().count();
    // One mistake in three letters, or a prefix of the word: more is chance.
    let allowed = (len / 3).max(1);
    let words = candidates.into_iter().map(|candidate| (fold_name(candidate), candidate));
    words
        .filter_map(|(word, candidate)| {
            let further = word.chars().count().abs_diff(len);
            if len >= 3 && word.starts_with(&text) {
                return Some((further.min(allowed), candidate));
            }
            if further > allowed {
                return None;
            }
            let distance = strsim::damerau_levenshtein(&text, &word);
            (distance <= allowed && distance < candidate.len()).then_some((distance, candidate))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// The value of a closed list that a text means: written otherwise, by another word, or with one letter wrong.
pub(super) fn meant_token(text: &str, allowed: &[&'static str]) -> Option<&'static str> {
    if text.len() > MAX_LEN {
        return None;
    }
    let number = only_number(text);
    let text = fold_name(text);
    let same = || allowed.iter().copied().find(|token| fold_name(token) == text);
    let number = || allowed.iter().copied().find(|token| Some(*token) == number);
    same().or_else(number).or_else(|| synonyms::meant(&text, allowed)).or_else(|| {
        let is_near = |token: &&&str| {
            text.chars().count().max(token.len()) > 4 && strsim::damerau_levenshtein(&text, &fold_name(token)) == 1
        };
        let mut near = allowed.iter().filter(is_near);
        near.next().copied().filter(|_| near.next().is_none())
    })
}

/// The value of a closed list that a text names by the longest of the words in it: the value itself, or another word for it.
pub(crate) fn named_token(text: &str, allowed: &[&'static str]) -> Option<&'static str> {
    synonyms::named(&fold_name(text), allowed)
}

/// The numbers in a text that has no sign, as they are written: `Fiche 1`, `2014-2015`.
pub(super) fn numbers(text: &str) -> impl Iterator<Item = &str> {
    let text = if text.starts_with(['-', '+', '−']) { "" } else { text };
    text.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty())
}

/// The number of a text that has one.
pub(crate) fn only_number(text: &str) -> Option<&str> {
    let mut numbers = numbers(text);
    numbers.next().filter(|_| numbers.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_found() {
        let words = ["intitule", "resume", "methode", "fin", "debut", "mise_en_reseau"];
        let near = |text| closest_match(text, words);
        assert_eq!(near("Intitulé"), Some("intitule"));
        assert_eq!(near("intitul"), Some("intitule"));
        assert_eq!(near("mise-en réseau"), Some("mise_en_reseau"));
        assert_eq!(near("methdoe"), Some("methode"));
        assert_eq!(near("resu"), Some("resume"));
        assert_eq!(near("fni"), Some("fin"));
        assert_eq!(near("budget"), None);
        assert_eq!(near(""), None);
        assert_eq!(near("x"), None);
        assert_eq!(near(&"resume".repeat(100)), None);
    }
    #[test]
    fn values_of_lists_are_meant_by_their_meaning() {
        let funders = &["commune", "autofinancement", "fonds_europeens", "recettes_propres"];
        let meant = |text| meant_token(text, funders);
        assert_eq!(meant("Fonds européens"), Some("fonds_europeens"));
        assert_eq!(meant("fonds propres"), Some("autofinancement"));
        assert_eq!(meant("comune"), Some("commune"));
        assert_eq!(meant("mairie"), Some("commune"));
        assert_eq!(meant("fonds"), None);
        assert_eq!(meant("commu"), None);
    }

    #[test]
    fn a_number_is_meant_by_the_text_that_has_it() {
        let meant = |text| meant_token(text, &["1", "2", "3", "4"]);
        for text in ["Fiche 1", "F1", "fiche n°1", "n° 1", "F-1"] {
            assert_eq!(meant(text), Some("1"), "{text}");
        }
        for text in ["1 et 2", "1.0", "12", "Fiche 7", "Fiche"] {
            assert_eq!(meant(text), None, "{text}");
        }
    }
}
