//! What word processors and other keyboards put into a value whose characters count: curly quotes, special hyphens,
//! letters of other alphabets, characters that cannot be seen.

use crate::text::is_hidden;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SurfaceFault {
    /// Around the value.
    WordQuotes,
    /// In place of a hyphen.
    Dash(char),
    /// In place of a letter or digit.
    LookAlike(char),
    Invisible(char),
}

/// Letters that look like those of the Latin alphabet, which follow in the same order.
const LOOK_ALIKES: (&str, &str) =
    ("аАВсСеЕНһіІјЈкКмМоОрРѕЅтТхХуУԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧοινρυκχ", "aABcCeEHhiIjJkKmMoOpPsStTxXyYdqwABEZHIKMNOPTYXoivpukx");

pub(super) fn is_word_quote(character: char) -> bool {
    matches!(character, '\u{2018}'..='\u{201f}' | '«' | '»' | '‹' | '›')
}

/// The text in plain characters, and the first that is not plain; none where all are. With `digits`, letters that look
/// like a digit are meant as one.
pub(super) fn plain(text: &str, digits: bool) -> Option<(SurfaceFault, String)> {
    if text.is_ascii() {
        return None;
    }
    let inner = text.trim_matches(|c: char| is_word_quote(c) || c.is_whitespace());
    let quotes = text.starts_with(is_word_quote) || text.ends_with(is_word_quote);
    let mut fault = quotes.then_some(SurfaceFault::WordQuotes);
    let mut plain = String::with_capacity(text.len());
    for character in inner.chars() {
        let (found, meant) = match character {
            '\u{2010}'..='\u{2015}' | '\u{2212}' => (SurfaceFault::Dash(character), Some('-')),
            hidden if is_hidden(hidden) && !hidden.is_control() => (SurfaceFault::Invisible(character), None),
            other => {
                let Some(letter) = look_alike(other) else {
                    plain.push(other);
                    continue;
                };
                (SurfaceFault::LookAlike(character), Some(if digits { digit(letter) } else { letter }))
            }
        };
        fault.get_or_insert(found);
        plain.extend(meant);
    }
    Some((fault?, plain))
}

fn look_alike(character: char) -> Option<char> {
    if character.is_ascii() {
        return None;
    }
    let code = u32::from(character);
    let zero = match code {
        0x660..=0x669 => 0x660,
        0x6F0..=0x6F9 => 0x6F0,
        // Five styles of mathematical digits.
        0x1D7CE..=0x1D7FF => 0x1D7CE + (code - 0x1D7CE) / 10 * 10,
        // Full-width forms of ASCII.
        0xFF01..=0xFF5E => return char::from_u32(code - 0xFEE0),
        _ => {
            let (others, letters) = LOOK_ALIKES;
            return others
                .chars()
                .zip(letters.chars())
                .find(|(other, _)| *other == character)
                .map(|(_, letter)| letter);
        }
    };
    char::from_digit(code - zero, 10)
}

fn digit(letter: char) -> char {
    match letter {
        'O' | 'o' => '0',
        'I' | 'i' => '1',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_letter_has_its_look_alike() {
        assert_eq!(LOOK_ALIKES.0.chars().count(), LOOK_ALIKES.1.chars().count());
        assert!(LOOK_ALIKES.1.is_ascii() && LOOK_ALIKES.0.chars().all(|character| !character.is_ascii()));
    }

    #[test]
    fn what_is_meant_is_found() {
        use SurfaceFault as F;
        for (text, digits, fault, meant) in [
            ("“62498”", true, F::WordQuotes, "62498"),
            ("«\u{a0}non\u{a0}»", false, F::WordQuotes, "non"),
            ("’6 500 €’", false, F::WordQuotes, "6 500 €"),
            ("2015‑02‑16", true, F::Dash('‑'), "2015-02-16"),
            ("−350", true, F::Dash('−'), "-350"),
            ("624\u{200b}98", true, F::Invisible('\u{200b}'), "62498"),
            ("9ОО", true, F::LookAlike('О'), "900"),
            ("６2498", true, F::LookAlike('６'), "62498"),
            ("stаtut", false, F::LookAlike('а'), "statut"),
        ] {
            assert_eq!(plain(text, digits), Some((fault, meant.to_owned())), "{text}");
        }
        for text in ["62498", "8 000 €", "Grand-Condé", "l’été", "12\u{202f}500", "٬"] {
            assert_eq!(plain(text, true), None, "{text}");
        }
    }
}
