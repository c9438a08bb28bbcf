//! The parser's errors as [`YamlErrorKind`], each at its true place.

use granit_parser::{ErrorKind, ScanError};

use super::tree::{Syntax, YamlError, YamlErrorKind};
use crate::source::Span;

pub(super) fn error(error: &ScanError, text: &str) -> YamlError {
    let at = error.marker().byte_offset().unwrap_or(text.len()).min(text.len());
    if *error.kind() == ErrorKind::RecursionLimitExceeded {
        return YamlError { kind: YamlErrorKind::Depth, span: character_at(text, at), related: None };
    }
    // A tab in the indentation leads to many different errors of the parser, at the tab or near it.
    if let Some(tab) = indentation_tab(text, at, is_about_tabs(error.kind())) {
        return YamlError { kind: YamlErrorKind::Tab, span: Span::new(tab, tab + 1), related: None };
    }
    let span = character_at(text, at);
    let syntax = match syntax(error.kind()) {
        Syntax::UnclosedBracket(_) if text[at..].starts_with('{') => Syntax::UnclosedBracket('{'),
        Syntax::Indentation { .. } => Syntax::Indentation { found: indentation(text, at), expected: None },
        other => other,
    };
    YamlError { kind: YamlErrorKind::Syntax(syntax), span, related: None }
}

/// The blanks before the first other character of the line of `at`.
fn indentation(text: &str, at: usize) -> usize {
    let start = text[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1);
    text[start..].chars().take_while(|character| matches!(character, ' ' | '\t')).count()
}

/// The tab in the indentation of the line of `at`; with `search`, also of the first line after it.
fn indentation_tab(text: &str, at: usize, search: bool) -> Option<usize> {
    let start = text[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let mut line_start = start;
    for line in text[start..].split_inclusive('\n') {
        let blanks = line.len() - line.trim_start_matches([' ', '\t']).len();
        if let Some(tab) = line[..blanks].find('\t') {
            return Some(line_start + tab);
        }
        if !search {
            break;
        }
        line_start += line.len();
    }
    None
}

/// The tab between the start of the line and `at`, if only blanks are there.
pub(super) fn tab_before(text: &str, at: usize) -> Option<usize> {
    let before = &text[..at];
    let indentation = &before[before.trim_end_matches([' ', '\t']).len()..];
    let first_of_line =
        before.len() == indentation.len() || before[..before.len() - indentation.len()].ends_with(['\n', '\r']);
    if first_of_line { indentation.find('\t').map(|tab| at - indentation.len() + tab) } else { None }
}

/// Empty at the end of a line or of the text.
pub(super) fn character_at(text: &str, at: usize) -> Span {
    let character = text[at..].chars().next().filter(|character| !matches!(character, '\n' | '\r'));
    Span::new(at, at + character.map_or(0, char::len_utf8))
}

fn is_about_tabs(kind: &ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::TabNotAllowed
            | ErrorKind::TabInBlockIndentation
            | ErrorKind::TabAtBlockScalarStart
            | ErrorKind::TabInIndentation
            | ErrorKind::TabInPlainScalar
    )
}

fn syntax(kind: &ErrorKind) -> Syntax {
    use ErrorKind as E;
    match kind {
        E::UnclosedQuotedScalar | E::DocumentIndicatorInQuotedScalar => Syntax::UnclosedQuote,
        E::InvalidTrailingSingleQuotedScalar | E::InvalidTrailingDoubleQuotedScalar => Syntax::AfterQuote,
        E::UnknownQuotedScalarEscape
        | E::InvalidQuotedScalarHexEscape
        | E::InvalidLowSurrogateHexEscape
        | E::InvalidLowSurrogate
        | E::MissingLowSurrogate
        | E::UnpairedLowSurrogate
        | E::InvalidUnicodeEscape => Syntax::Escape,
        E::UnexpectedEofFlowSequence
        | E::UnexpectedEofFlowMapping
        | E::UnexpectedEofImplicitFlowMapping
        | E::UnclosedFlowCollection { .. } => Syntax::UnclosedBracket('['),
        E::MisplacedFlowCollectionEnd | E::MismatchedFlowCollectionEnd { .. } => Syntax::StrayBracket,
        E::ExpectedFlowMappingSeparator | E::ExpectedFlowSequenceSeparator | E::InvalidColonPlacement => {
            Syntax::MissingComma
        }
        E::SimpleKeyExpected | E::InvalidSimpleKey | E::UnexpectedEofBlockMapping => Syntax::MissingColon,
        E::MappingValueNotAllowed | E::MappingKeyNotAllowed | E::FlowMappingValueAdjacentCollection => {
            Syntax::ColonInValue
        }
        E::BlockSequenceEntryNotAllowed
        | E::BlockEntryInFlowCollection
        | E::InvalidBlockEntryWhitespace
        | E::PlainScalarStartsWithDashFlowIndicator => Syntax::MisplacedDash,
        E::ExpectedBlockMappingKey
        | E::ExpectedBlockSequenceEntry
        | E::InvalidIndentation
        | E::InvalidBlockScalarIndent
        | E::InvalidQuotedScalarIndent
        | E::InvalidFlowScalarIndent => Syntax::Indentation { found: 0, expected: None },
        E::UnexpectedCharacter { character } => Syntax::ReservedCharacter(*character),
        E::ZeroBlockScalarIndent | E::InvalidBlockScalarHeader => Syntax::BlockHeader,
        E::CommentNotSeparated | E::CommentInterceptedScalar => Syntax::Comment,
        E::DirectiveDisallowed => Syntax::Directive,
        E::BomInsideDocument => Syntax::ByteOrderMark,
        _ => Syntax::Other,
    }
}
