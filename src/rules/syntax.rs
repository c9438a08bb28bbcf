//! What is wrong with a file that is no TOML, by its cause and at the place where that begins.

use std::ops::Range;

use toml::de::Error;

use crate::source::Span;

/// A mistake of TOML's form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TomlFault {
    UnclosedBrace,
    UnclosedBracket,
    UnclosedQuote,
    /// A text without quotes, or something else that is no value.
    NoValueForm,
    DuplicateKey,
    MissingValue,
    MissingEquals,
    /// The name of a table, in brackets.
    Header,
    MissingComma,
    ExtraComma,
    Number,
    Escape,
    KeyName,
    /// What has no place where it stands.
    Unexpected,
}

/// What the parser met, one for each cause: what follows from an open brace, bracket or quote is left out, and of a line all but
/// the first.
pub(super) fn faults(text: &str, errors: &[Error]) -> Vec<(TomlFault, Span)> {
    let mut met: Vec<(Range<usize>, &str)> =
        errors.iter().map(|error| (error.span().unwrap_or_default(), error.message())).collect();
    met.sort_by_key(|(span, _)| span.start);
    let Some((first, _)) = met.first() else { return Vec::new() };
    if let Some(open) = opened_before(text, first) {
        return vec![open];
    }
    let mut faults = Vec::new();
    let mut next_line = 0;
    for (span, message) in &met {
        if span.start >= next_line {
            let fault = match classified(message) {
                TomlFault::NoValueForm if span.is_empty() => TomlFault::MissingValue,
                fault => fault,
            };
            faults.push((fault, Span::new(span.start, span.end)));
            next_line = line_end(text, span.start) + 1;
        }
    }
    faults
}

/// The brace, bracket or quote that is open where the parser met something first, and that this is a consequence of.
fn opened_before(text: &str, met: &Range<usize>) -> Option<(TomlFault, Span)> {
    let mut open: Vec<(u8, usize)> = Vec::new();
    let mut at = 0;
    let bytes = text.as_bytes();
    let mut top = None;
    // A quote that is missing early in a line is noticed behind it, and one is left open at the line's end.
    let end = met.end.max(line_end(text, met.start));
    while let Some(&byte) = bytes.get(at).filter(|_| at <= end) {
        if at >= met.start {
            top = top.or_else(|| open.last().copied());
        }
        match byte {
            b'#' => at = line_end(text, at),
            b'\'' if at > met.end => at += 1,
            b'"' | b'\'' => match after_quote(text, at) {
                Some(after) => at = after,
                None => return Some((TomlFault::UnclosedQuote, Span::new(at, at + 1))),
            },
            b'[' if open.is_empty() && is_line_start(text, at) => at = line_end(text, at),
            b'{' | b'[' => {
                open.push((byte, at));
                at += 1;
            }
            b'}' | b']' => {
                open.pop();
                at += 1;
            }
            _ => at += 1,
        }
    }
    let (sign, opened) = top.or_else(|| open.last().copied())?;
    let line = text.get(line_start(text, met.start)..).unwrap_or_default().lines().next().unwrap_or_default();
    let is_later = text.get(opened..met.start).is_some_and(|between| between.contains('\n'));
    // Lines within brackets may go on below; keys and tables do not stand there.
    let begins_anew =
        !line.starts_with([' ', '\t']) && (line.starts_with('[') || line.contains('=') || line.is_empty());
    let closes_other = matches!((sign, bytes.get(met.start)), (b'{', Some(b']' | b'{')) | (b'[', Some(b'}')));
    let fault = if sign == b'{' { TomlFault::UnclosedBrace } else { TomlFault::UnclosedBracket };
    let is_end = met.start >= text.trim_end().len();
    ((is_later && begins_anew) || closes_other || is_end).then(|| (fault, Span::new(opened, opened + 1)))
}

/// Where the text goes on after the string that begins at a quote; none where the line, or the text, ends before it does.
fn after_quote(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let quote = rest.chars().next()?;
    let long = [quote; 3].iter().collect::<String>();
    let (delimiter, is_long) = if rest.starts_with(&long) { (long.as_str(), true) } else { (long.get(..1)?, false) };
    let mut within = at + delimiter.len();
    loop {
        let rest = text.get(within..)?;
        if rest.starts_with(delimiter) {
            return Some(within + delimiter.len());
        }
        match rest.chars().next()? {
            '\n' if !is_long => return None,
            '\\' if quote == '"' => within += 1 + rest.chars().nth(1)?.len_utf8(),
            other => within += other.len_utf8(),
        }
    }
}

fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1)
}

fn line_end(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|rest| rest.find('\n')).map_or(text.len(), |newline| at + newline)
}

fn is_line_start(text: &str, at: usize) -> bool {
    text.get(line_start(text, at)..at).is_some_and(|before| before.trim().is_empty())
}

/// The parser's messages by what they begin with.
fn classified(message: &str) -> TomlFault {
    const KNOWN: &[(&str, TomlFault)] = &[
        ("unclosed inline table", TomlFault::UnclosedBrace),
        ("unclosed array table", TomlFault::Header),
        ("unclosed array", TomlFault::UnclosedBracket),
        ("unclosed table", TomlFault::Header),
        ("duplicate key", TomlFault::DuplicateKey),
        ("cannot extend value", TomlFault::DuplicateKey),
        ("key with no value", TomlFault::MissingEquals),
        ("missing assignment", TomlFault::MissingEquals),
        ("missing value", TomlFault::MissingValue),
        ("string values must be quoted", TomlFault::NoValueForm),
        ("invalid value", TomlFault::NoValueForm),
        ("invalid boolean", TomlFault::NoValueForm),
        ("invalid date", TomlFault::NoValueForm),
        ("invalid integer", TomlFault::Number),
        ("invalid float", TomlFault::Number),
        ("missing comma", TomlFault::MissingComma),
        ("extra comma", TomlFault::ExtraComma),
        ("unexpected leading zero", TomlFault::Number),
        ("unexpected sign", TomlFault::Number),
        ("redundant", TomlFault::Number),
        ("`_` may only", TomlFault::Number),
        ("radix", TomlFault::Number),
        ("integers with a radix", TomlFault::Number),
        ("missing escaped value", TomlFault::Escape),
        ("too few unicode", TomlFault::Escape),
        ("invalid unquoted key", TomlFault::KeyName),
    ];
    let known = KNOWN.iter().find(|(beginning, _)| message.starts_with(beginning));
    known.map_or(TomlFault::Unexpected, |(_, fault)| *fault)
}

#[cfg(test)]
mod tests {
    use super::*;
    use TomlFault as F;

    fn met(text: &str) -> Vec<(TomlFault, usize)> {
        let (_, errors) = toml::de::DeTable::parse_recoverable(text);
        faults(text, &errors).iter().map(|(fault, span)| (*fault, span.start)).collect()
    }

    #[test]
    fn one_cause_is_one_fault_at_its_place() {
        let mut wrong = Vec::new();
        let after = "\n[labels]\na = { fr = \"x\" }\n[[rule]]\nid = \"b\"\nstages = [\"c\"]\n";
        for (line, fault, at) in [
            ("t = { fr = \"x\", en = \"y\"", F::UnclosedBrace, 4),
            ("t = [\"x\", \"y\"", F::UnclosedBracket, 4),
            ("t = \"x", F::UnclosedQuote, 4),
            ("t = { fr = \"x, en = \"y\" }", F::UnclosedQuote, 22),
            ("t = 'x", F::UnclosedQuote, 4),
            ("any = [{ fact = \"x\", { fact = \"y\" }]", F::UnclosedBrace, 7),
            ("t = texte", F::NoValueForm, 4),
            ("t =", F::MissingValue, 3),
            ("t", F::MissingEquals, 1),
            ("t = 1\nt = 2", F::DuplicateKey, 6),
            ("[t", F::Header, 2),
            ("t = [\"x\" \"y\"]", F::MissingComma, 9),
            ("t = [1,,2]", F::ExtraComma, 7),
            ("t = 01", F::Number, 4),
            ("t = \"\\q\"", F::Escape, 6),
            ("été = 1", F::KeyName, 0),
        ] {
            let met = met(&format!("{line}{after}"));
            if met != [(fault, at)] {
                wrong.push(format!("{line}: {met:?}"));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
        assert_eq!(met("a = 1\nb = \"x\"\n"), []);
        assert_eq!(met("a = x\nb = 1\nc = y\n"), [(F::NoValueForm, 4), (F::NoValueForm, 16)]);
    }
}
