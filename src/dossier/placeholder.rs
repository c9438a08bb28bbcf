//! Texts that stand for an absence: `à compléter`, `NC`, `?`, `xxx`.

use unicode_normalization::char::is_combining_mark;

use super::fold;
use super::format::{Kind, ScalarKind};

/// A decomposed accent takes a few bytes more than its folded letter; no text folds to a quarter of its length.
const MOST_FOLDED_AWAY: usize = 4;

/// The texts that count as absent in the dossiers of a campaign, beside those without any letter or digit and those of
/// one repeated character.
#[derive(Debug, Clone, Default)]
pub(crate) struct Placeholders {
    /// As [`normalized`], sorted.
    texts: Vec<String>,
    /// In bytes.
    longest: usize,
    /// Each character that one begins with.
    first: String,
}

/// Where no rule sets are loaded.
pub(super) static NO_TEXTS: Placeholders = Placeholders { texts: Vec::new(), longest: 0, first: String::new() };

impl Placeholders {
    pub(crate) fn new<'t>(texts: impl IntoIterator<Item = &'t str>) -> Self {
        let mut texts: Vec<String> =
            texts.into_iter().map(|text| normalized(core(text))).filter(|text| !text.is_empty()).collect();
        texts.sort_unstable();
        texts.dedup();
        let mut first: Vec<char> = texts.iter().filter_map(|text| text.chars().next()).collect();
        first.dedup();
        Self {
            longest: texts.iter().map(String::len).max().unwrap_or_default(),
            first: first.into_iter().collect(),
            texts,
        }
    }

    /// Folded and without surrounding punctuation, sorted.
    pub(crate) fn texts(&self) -> &[String] {
        &self.texts
    }

    /// Most texts are told by it, without folding them.
    fn may_begin_with(&self, character: char) -> bool {
        !character.is_ascii() || self.first.contains(character.to_ascii_lowercase())
    }

    /// Whether a text in a key of that kind counts as absent.
    pub(crate) fn is_placeholder(&self, text: &str, kind: &Kind) -> bool {
        let core = core(text);
        let mut characters = core.chars().filter(|c| !c.is_whitespace() && !is_combining_mark(*c));
        let Some(first) = characters.next() else { return true };
        if (!first.is_numeric() || may_be_digits(kind)) && characters.all(|c| c.to_lowercase().eq(first.to_lowercase()))
        {
            return true;
        }
        self.may_begin_with(first)
            && core.len() <= MOST_FOLDED_AWAY * self.longest
            && self.texts.binary_search(&normalized(core)).is_ok()
    }
}

/// Whether a digit alone, or repeated, is no value of that kind.
fn may_be_digits(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::Scalar(kind) | Kind::List(kind) if matches!(
            kind,
            ScalarKind::Text
                | ScalarKind::Siret
                | ScalarKind::Rna
                | ScalarKind::Siren
                | ScalarKind::Commune
                | ScalarKind::PostalCode
        )
    )
}

/// Without surrounding space, punctuation and signs.
fn core(text: &str) -> &str {
    text.trim_matches(|c: char| !c.is_alphanumeric())
}

/// Folded, each run of spaces as one.
fn normalized(core: &str) -> String {
    let folded = fold(core);
    let mut words = folded.split_whitespace();
    let mut normalized = words.next().unwrap_or_default().to_owned();
    for word in words {
        normalized.push(' ');
        normalized.push_str(word);
    }
    normalized
}

#[cfg(test)]
#[path = "../../tests/internal/dossier/placeholders.rs"]
mod tests;
