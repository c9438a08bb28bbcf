//! Characters that a terminal would obey or hide, shown instead.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Whether a terminal would obey this character, reorder text around it, or show nothing for it.
pub(super) fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}')
}

/// Appends a character, or what stands for it.
pub(super) fn push(into: &mut String, character: char) {
    match character {
        '\n' => into.push_str("\\n"),
        '\r' => into.push_str("\\r"),
        '\t' => into.push_str("\\t"),
        hidden if is_hidden(hidden) => {
            // Writing to a String does not fail.
            let _ = write!(into, "\\u{{{:x}}}", u32::from(hidden));
        }
        plain => into.push(plain),
    }
}

/// A text of one line that a terminal shows as it is.
pub(super) fn escape(text: &str) -> Cow<'_, str> {
    if !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        push(&mut shown, character);
    }
    Cow::Owned(shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_is_left_alone() {
        for text in ["", "Été à Lens : 1\u{a0}999,99 €", "Œuvre « des » Écoles", "日本"] {
            assert!(matches!(escape(text), Cow::Borrowed(same) if same == text));
        }
    }

    #[test]
    fn what_hides_or_commands_is_shown() {
        assert_eq!(escape("a\u{1b}[31mb"), "a\\u{1b}[31mb");
        assert_eq!(escape("\u{202e}x\u{2066}"), "\\u{202e}x\\u{2066}");
        assert_eq!(escape("a\r\nb\tc"), "a\\r\\nb\\tc");
        assert_eq!(escape("\u{200b}\u{feff}\u{2028}\u{85}\u{9b}"), "\\u{200b}\\u{feff}\\u{2028}\\u{85}\\u{9b}");
    }
}
