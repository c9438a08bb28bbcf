//! French typography: no-break spaces.

use std::borrow::Cow;

use memchr::memchr2_iter;

use super::Lang;

/// Before `:`, inside `« »`, after `n°`, and between a number and its unit.
pub(super) const NO_BREAK_SPACE: char = '\u{a0}';
/// Before `;`, `?` and `!`, and between groups of digits.
pub(super) const NARROW_NO_BREAK_SPACE: char = '\u{202f}';

/// Puts no-break spaces into a text of the program, if its language has them. Texts of a dossier are never changed.
pub(crate) fn typeset(text: &str, lang: Lang) -> Cow<'_, str> {
    if lang == Lang::En || !text.contains(' ') {
        return Cow::Borrowed(text);
    }
    let mut set = String::with_capacity(text.len() + 16);
    let mut characters = text.chars().peekable();
    let mut before = None;
    while let Some(character) = characters.next() {
        set.push(match (before, character, characters.peek()) {
            (_, ' ', Some(';' | '?' | '!')) => NARROW_NO_BREAK_SPACE,
            (_, ' ', Some(':' | '»' | '€' | '%')) | (Some('«' | '°'), ' ', _) => NO_BREAK_SPACE,
            _ => character,
        });
        before = Some(character);
    }
    Cow::Owned(set)
}

/// Replaces no-break spaces by plain ones.
pub(crate) fn plain_spaces(text: &str) -> Cow<'_, str> {
    let no_break =
        |at: usize| text[at..].chars().next().filter(|c| [NO_BREAK_SPACE, NARROW_NO_BREAK_SPACE].contains(c));
    let mut plain = String::new();
    let mut from = 0;
    // The bytes that they begin with.
    for at in memchr2_iter(0xC2, 0xE2, text.as_bytes()) {
        if let Some(space) = no_break(at) {
            plain.reserve(text.len() - from);
            plain.push_str(&text[from..at]);
            plain.push(' ');
            from = at + space.len_utf8();
        }
    }
    if plain.is_empty() {
        return Cow::Borrowed(text);
    }
    plain.push_str(&text[from..]);
    Cow::Owned(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_spaces_stay_with_their_mark() {
        assert_eq!(
            typeset("« Coût » : 40 % de 2 € ; ou non ? Oui !", Lang::Fr),
            "«\u{a0}Coût\u{a0}»\u{a0}: 40\u{a0}% de 2\u{a0}€\u{202f}; ou non\u{202f}? Oui\u{202f}!"
        );
        assert_eq!(typeset("fiche: 1, « a:b »", Lang::Fr), "fiche: 1, «\u{a0}a:b\u{a0}»");
    }

    #[test]
    fn english_has_none() {
        assert_eq!(typeset("Cost: 40% ; “a” : b ?", Lang::En), "Cost: 40% ; “a” : b ?");
    }

    #[test]
    fn plain_spaces_come_back() {
        assert_eq!(plain_spaces(&typeset("« a » : b ?", Lang::Fr)), "« a » : b ?");
    }
}
