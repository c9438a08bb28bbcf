//! Texts from strangers' files, made safe and short enough to quote.

use std::borrow::Cow;
use std::fmt::Write as _;

/// The longest quotation of a file's text, in characters.
const MAX_EXCERPT: usize = 60;

/// The text with every control, bidirectional and zero-width character escaped, so that a terminal
/// shows what is there and nothing else.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_invisible) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        push_visible(&mut shown, character);
    }
    Cow::Owned(shown)
}

/// At most sixty characters of a text, as [`visible`] shows them, with `…` for the rest.
#[must_use]
pub fn excerpt(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    if text.len() <= MAX_EXCERPT && !text.contains(is_invisible) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::new();
    let mut characters = 0;
    for character in text.chars() {
        let before = shown.len();
        push_visible(&mut shown, character);
        characters += shown[before..].chars().count();
        if characters >= MAX_EXCERPT && shown.len() < text.len() {
            shown.truncate(before);
            shown.push('…');
            break;
        }
    }
    Cow::Owned(shown)
}

fn push_visible(shown: &mut String, character: char) {
    match character {
        '\n' => shown.push_str("\\n"),
        '\r' => shown.push_str("\\r"),
        '\t' => shown.push_str("\\t"),
        _ if is_invisible(character) => {
            // Writing to a `String` cannot fail.
            let _ = write!(shown, "\\u{{{:x}}}", u32::from(character));
        }
        _ => shown.push(character),
    }
}

/// Characters that move the cursor, turn the writing's direction, or take no room.
fn is_invisible(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_escaped() {
        assert_eq!(visible("été « à »\u{202f}%"), "été « à »\u{202f}%");
        assert_eq!(
            visible("\u{1b}[31m\u{202e}\u{200b}\u{feff}\n"),
            "\\u{1b}[31m\\u{202e}\\u{200b}\\u{feff}\\n"
        );
    }

    #[test]
    fn excerpts_are_short() {
        assert_eq!(excerpt(" Lens \n"), "Lens");
        assert_eq!(excerpt(&"é".repeat(60)), "é".repeat(60));
        assert_eq!(excerpt(&"é".repeat(61)), format!("{}…", "é".repeat(59)));
        assert!(excerpt(&"\u{202e}".repeat(100)).chars().count() <= 60);
    }
}
