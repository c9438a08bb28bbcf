//! "Did you mean": the nearest of a list of words.

use super::fold_name;

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
}
