//! Escapes characters that a terminal would interpret or hide, and what a log's reader would take for a command. Whatever
//! was not written by this program passes here on its way to a terminal, a log or a report.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Whether a terminal would interpret this character, reorder text around it, or show nothing for it; or whether it is
/// no character at all, which XML and other formats refuse.
pub(crate) fn is_hidden(character: char) -> bool {
    character.is_control()
        || u32::from(character) & 0xfffe == 0xfffe
        || matches!(character,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{fdd0}'..='\u{fdef}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}')
}

/// Whether a text holds such a character other than a line feed. Letters with accents and plain ASCII, nearly all there is,
/// are told by their bytes.
pub(crate) fn has_hidden(text: &str) -> bool {
    let is_seen = |byte: u8| matches!(byte, b' '..=b'~' | b'\n' | 0x80..=0xbf | 0xc3);
    let others = text.bytes().enumerate().filter(|(_, byte)| !is_seen(*byte));
    others.filter_map(|(at, _)| text.get(at..)?.chars().next()).any(is_hidden)
}

/// Whether a character that follows this text on its line makes a command of it for a service that reads the log: GitHub
/// and Azure take `::error::` where a line begins, and `##[error]` and `##vso[x]` anywhere in it.
pub(crate) fn begins_command(before: &str, character: char) -> bool {
    match character {
        ':' => before.strip_suffix(':').is_some_and(|before| {
            let before = before.trim_end_matches(|space: char| space.is_whitespace() && space != '\n');
            before.is_empty() || before.ends_with('\n')
        }),
        '[' => before.trim_end_matches(|letter: char| letter.is_ascii_alphabetic()).ends_with("##"),
        _ => false,
    }
}

/// Whether a text may have to be escaped.
fn is_suspect(text: &str) -> bool {
    has_hidden(text) || text.contains('\n') || text.contains("::") || text.contains("##")
}

/// Adds a character of a text whose beginning stands there already.
pub(crate) fn push_visible(into: &mut String, character: char) {
    match character {
        '\n' => into.push_str("\\n"),
        '\r' => into.push_str("\\r"),
        '\t' => into.push_str("\\t"),
        special if is_hidden(special) || begins_command(into, special) => {
            // Writing to a `String` cannot fail.
            let _ = write!(into, "\\u{{{:x}}}", u32::from(special));
        }
        plain => into.push(plain),
    }
}

/// A text on one line, with escapes for hidden characters.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    escape(text, |_| false)
}

/// A text of several lines, with escapes for hidden characters.
pub(crate) fn visible_lines(text: &str) -> Cow<'_, str> {
    escape(text, |character| character == '\n')
}

fn escape(text: &str, kept: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !is_suspect(text) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        if kept(character) {
            shown.push(character);
        } else {
            push_visible(&mut shown, character);
        }
    }
    Cow::Owned(shown)
}

/// The first characters of a text, and `…` for the rest.
pub(crate) fn beginning(text: &str, characters: usize) -> Cow<'_, str> {
    match text.char_indices().nth(characters) {
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
        None => Cow::Borrowed(text),
    }
}

/// In characters, of a file's text.
const MAX_EXCERPT: usize = 60;

/// The beginning of a file's text, at most `MAX_EXCERPT` characters, as [`visible`] shows it.
pub(crate) fn excerpt(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    if text.len() <= MAX_EXCERPT && !is_suspect(text) {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beginnings_are_cut_between_characters() {
        assert_eq!([beginning("été", 3), beginning("été", 2), beginning("été", 0)], ["été", "ét…", "…"]);
    }

    #[test]
    fn excerpts_are_short() {
        assert_eq!(excerpt(" Lens \n"), "Lens");
        assert_eq!(excerpt(&"é".repeat(60)), "é".repeat(60));
        assert_eq!(excerpt(&"é".repeat(61)), format!("{}…", "é".repeat(59)));
        assert!(excerpt(&"\u{202e}".repeat(100)).chars().count() <= 60);
    }

    #[test]
    fn plain_text_is_left_alone() {
        for text in ["", "Été à Lens : 1\u{a0}999,99 €", "Œuvre « des » Écoles", "日本"] {
            assert!(matches!(visible(text), Cow::Borrowed(same) if same == text));
        }
    }

    #[test]
    fn what_hides_or_commands_is_shown() {
        assert_eq!(visible("a\u{1b}[31mb"), "a\\u{1b}[31mb");
        assert_eq!(visible("\u{202e}x\u{2066}"), "\\u{202e}x\\u{2066}");
        assert_eq!(visible("a\r\nb\tc"), "a\\r\\nb\\tc");
        assert_eq!(visible("\u{200b}\u{feff}\u{2028}\u{85}\u{9b}"), "\\u{200b}\\u{feff}\\u{2028}\\u{85}\\u{9b}");
        assert_eq!(
            visible("\u{fffe}\u{ffff}\u{fdd0}\u{1fffe}\u{fffd}"),
            "\\u{fffe}\\u{ffff}\\u{fdd0}\\u{1fffe}\u{fffd}"
        );
        assert_eq!(visible_lines("a\r\n\u{1b}b"), "a\\r\n\\u{1b}b");
    }

    #[test]
    fn nothing_is_a_command_for_who_reads_a_log() {
        assert_eq!(visible(" \u{a0}::error::x"), " \u{a0}:\\u{3a}error::x");
        assert_eq!(visible("a::b\n::error::"), "a::b\\n::error::");
        assert_eq!(visible_lines("a::b\n  ::error::"), "a::b\n  :\\u{3a}error::");
        assert_eq!(excerpt("::error::"), ":\\u{3a}error::");
        assert_eq!(visible("x##[error]##vso[y] # [z] ##a"), "x##\\u{5b}error]##vso\\u{5b}y] # [z] ##a");
        let shown = visible("::##[x").into_owned();
        assert_eq!(visible(&shown), shown);
    }
}
