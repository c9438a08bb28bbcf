//! Spaces that word processors put in place of plain ones: read as such around keys and values, refused elsewhere.

use super::lines::{self, is_wide_space};
use super::tree::{YamlError, YamlErrorKind};
use crate::source::Span;
use crate::text::beginning;

/// In characters, of a line that a message shows.
pub(super) const MAX_LINE: usize = 200;

/// The text with plain spaces around keys and values, as many as take the same bytes; none where there are no others.
pub(super) fn plain_around(text: &str) -> Option<String> {
    if !has_wide(text) {
        return None;
    }
    let spans = lines::read(text).around;
    if spans.is_empty() {
        return None;
    }
    let mut plain = String::with_capacity(text.len());
    let mut from = 0;
    for span in spans {
        plain.push_str(&text[from..span.start]);
        plain.extend(std::iter::repeat_n(' ', span.len()));
        from = span.end;
    }
    plain.push_str(&text[from..]);
    Some(plain)
}

/// An error for each such space that is indentation or follows a dash, with its line as it should be.
pub(super) fn misplaced(text: &str) -> Vec<YamlError> {
    if !has_wide(text) {
        return Vec::new();
    }
    lines::read(text).misplaced.into_iter().map(|span| error(text, span)).collect()
}

fn error(text: &str, span: Span) -> YamlError {
    let start = text[..span.start].rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let line = beginning(text[start..].split(['\n', '\r']).next().unwrap_or_default(), MAX_LINE);
    let content = line.find(|c: char| c != '-' && !c.is_whitespace()).unwrap_or(line.len());
    let before: String = line[..content].chars().map(|c| if is_wide_space(c) { ' ' } else { c }).collect();
    let character = text[span.start..].chars().next().unwrap_or_default();
    let kind = YamlErrorKind::NoBreakSpace { character, line: format!("{before}{}", &line[content..]) };
    YamlError { kind, span, related: None }
}

/// Characters in which the one beside a space is looked for, so that a long row of spaces takes no longer.
const NEAR: usize = 4;

/// Whether such a space stands where a key or a value may begin or end; most stand within amounts and sentences. No-break
/// ones begin with the first byte, the others with the second or third, and no character goes on with one of them.
fn has_wide(text: &str) -> bool {
    let is_space = |c: char| c == ' ' || c == '\t' || is_wide_space(c);
    let is_at_edge = |at: usize| {
        let begins_wide = text[at..].chars().next().is_some_and(is_wide_space);
        let before = || text[..at].chars().rev().take(NEAR).find(|c| !is_space(*c));
        let after = || text[at..].chars().take(NEAR).find(|c| !is_space(*c));
        begins_wide && !(before().is_some_and(is_within) && after().is_some_and(is_within))
    };
    memchr::memchr3_iter(0xC2, 0xE2, 0xE3, text.as_bytes()).any(is_at_edge)
}

/// Whether a character ends and begins nothing in YAML.
fn is_within(character: char) -> bool {
    character.is_alphanumeric() || (!character.is_ascii() && !character.is_whitespace() && character != '\u{feff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn spaces_that_are_passed_over_are_at_no_edge(text in r#"([a é:,#{}\[\]"'?|>»€0-9\n-]|\u{a0}|\u{202f}|\u{3000}| ){0,40}"#) {
            if !has_wide(&text) {
                let read = lines::read(&text);
                prop_assert!(read.around.is_empty() && read.misplaced.is_empty(), "{text:?}");
            }
        }
    }

    #[test]
    fn spaces_within_amounts_and_sentences_are_passed_over() {
        assert!(!has_wide("montant: 12\u{a0}000\u{202f}€\ntitre: l'« été\u{a0}» en fête"));
        assert!(has_wide("montant\u{a0}: 12") && has_wide("a: b\u{a0}\n") && has_wide("-\u{a0}a"));
    }
}
