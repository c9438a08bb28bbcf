//! Values that a comment cuts short: `Atelier #2 du quartier`.

use crate::source::{SourceFile, Span};
use crate::text::beginning;
use crate::yaml::{PathStep, ScalarStyle, Syntax, Tree, YamlErrorKind};

/// In characters, of a line that a message shows.
const MAX_LINE: usize = 200;

#[derive(Debug, PartialEq, Eq)]
pub(super) struct CutValue {
    /// From the `#` to the end of its line.
    pub(super) span: Span,
    pub(super) path: String,
    /// What was read of the value.
    pub(super) read: String,
    /// The key with the whole value, in quotes.
    pub(super) line: String,
}

/// At most so many, in the order of the file. Of what could not be read, only a cut that is its cause.
pub(super) fn cut_values(file: &SourceFile, tree: &Tree<'_>, limit: usize) -> Vec<CutValue> {
    let text = file.text();
    if !tree.complete {
        let is_cause = |kind: &YamlErrorKind| *kind == YamlErrorKind::Syntax(Syntax::CutByComment);
        let causes = tree.errors.iter().filter(|error| is_cause(&error.kind));
        return causes.map(|error| in_brackets(text, error.span.start)).collect();
    }
    let hashes = memchr::memchr_iter(b'#', text.as_bytes()).filter(|hash| is_close(text, *hash));
    hashes.filter_map(|hash| at(file, tree, hash)).take(limit).collect()
}

/// Whether a `#` follows a blank, and something else than a blank follows it.
fn is_close(text: &str, hash: usize) -> bool {
    let after = &text[hash + 1..];
    text[..hash].ends_with([' ', '\t'])
        && after.chars().next().is_some_and(|next| next != '#' && !next.is_whitespace())
        && !after.get(..MARKER.len()).is_some_and(|word| word.eq_ignore_ascii_case(MARKER))
}

const MARKER: &str = super::comment::MARKER;

fn at(file: &SourceFile, tree: &Tree<'_>, hash: usize) -> Option<CutValue> {
    let text = file.text();
    let before = text[..hash].trim_end_matches([' ', '\t']).len();
    let (step, value) = tree.steps(before).last()?;
    let scalar = value.as_scalar().filter(|scalar| scalar.style == ScalarStyle::Plain)?;
    if value.span.end != before || !tree.is_comment(file, hash) {
        return None;
    }
    let rest = rest_of_line(text, hash);
    let key = match step {
        PathStep::MappingKey(key) => Some(&*key.text),
        PathStep::Item(_) => None,
    };
    let gap = if scalar.text.is_empty() { "" } else { &text[before..hash] };
    let whole = format!("{}{gap}{rest}", scalar.text);
    Some(CutValue {
        span: Span::new(hash, hash + rest.len()),
        path: tree.path_at(before),
        read: scalar.text.to_string(),
        line: line(key, &whole),
    })
}

/// The cut of a value that brackets hold on one line.
fn in_brackets(text: &str, hash: usize) -> CutValue {
    let rest = rest_of_line(text, hash);
    let start = text[..hash].rfind(['{', '[', ',', '\n', '\r']).map_or(0, |at| at + 1);
    let written = text[start..hash].trim_start();
    let (key, value) = written.split_once(": ").map_or((None, written), |(key, value)| (Some(key), value));
    let kept = &rest[..rest.find([',', '}', ']']).unwrap_or(rest.len())];
    CutValue {
        span: Span::new(hash, hash + rest.len()),
        path: key.unwrap_or_default().to_owned(),
        read: value.trim().to_owned(),
        line: line(key, &format!("{value}{}", kept.trim_end())),
    }
}

fn rest_of_line(text: &str, from: usize) -> &str {
    text[from..].split(['\n', '\r']).next().unwrap_or_default().trim_end()
}

fn line(key: Option<&str>, value: &str) -> String {
    let value = beginning(value, MAX_LINE);
    let value = if value.contains('"') { format!("'{}'", value.replace('\'', "''")) } else { format!("\"{value}\"") };
    key.map_or_else(|| format!("- {value}"), |key| format!("{key}: {value}"))
}
