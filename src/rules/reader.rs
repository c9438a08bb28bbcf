//! Reading spanned TOML: typed access that reports every mismatch at its place and goes on.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::error::{Expected, Origin, RuleError, RuleErrorKind};

use crate::source::Span;
use crate::text::Bilingual;

/// The errors found so far.
pub(crate) type Errors = Vec<RuleError>;

/// A TOML value and the file that it stands in.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SpannedValue<'t> {
    pub(crate) file: usize,
    pub(crate) value: &'t Spanned<DeValue<'t>>,
}

/// A TOML table and the place to name when something is missing from it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SpannedTable<'t> {
    pub(crate) origin: Origin,
    entries: &'t DeTable<'t>,
}

/// A key of a table.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SpannedKey<'t> {
    pub(crate) text: &'t str,
    pub(crate) origin: Origin,
}

fn origin(file: usize, span: std::ops::Range<usize>) -> Origin {
    Origin { file, span: Span::new(span.start, span.end) }
}

impl<'t> SpannedValue<'t> {
    pub(crate) fn origin(self) -> Origin {
        origin(self.file, self.value.span())
    }

    pub(crate) fn content(self) -> &'t DeValue<'t> {
        self.value.get_ref()
    }

    pub(crate) fn wrong_type(self, expected: Expected, errors: &mut Errors) {
        let found = self.content().type_str().to_owned();
        errors.push(RuleError::new(RuleErrorKind::WrongType { expected, found }, Some(self.origin())));
    }

    fn expect<T>(self, value: Option<T>, expected: Expected, errors: &mut Errors) -> Option<T> {
        if value.is_none() {
            self.wrong_type(expected, errors);
        }
        value
    }

    pub(crate) fn as_text(self) -> Option<&'t str> {
        self.content().as_str()
    }

    pub(crate) fn as_bool(self) -> Option<bool> {
        self.content().as_bool()
    }

    pub(crate) fn as_integer(self) -> Option<i64> {
        let integer = self.content().as_integer()?;
        i64::from_str_radix(integer.as_str(), integer.radix()).ok()
    }

    pub(crate) fn as_table(self) -> Option<SpannedTable<'t>> {
        Some(SpannedTable { origin: self.origin(), entries: self.content().as_table()? })
    }

    pub(crate) fn as_list(self) -> Option<impl Iterator<Item = SpannedValue<'t>> + use<'t>> {
        let file = self.file;
        Some(self.content().as_array()?.iter().map(move |value| SpannedValue { file, value }))
    }

    pub(crate) fn text(self, errors: &mut Errors) -> Option<&'t str> {
        self.expect(self.as_text(), Expected::Text, errors)
    }

    pub(crate) fn boolean(self, errors: &mut Errors) -> Option<bool> {
        self.expect(self.as_bool(), Expected::Boolean, errors)
    }

    pub(crate) fn integer(self, errors: &mut Errors) -> Option<i64> {
        self.expect(self.as_integer(), Expected::Integer, errors)
    }

    pub(crate) fn table(self, errors: &mut Errors) -> Option<SpannedTable<'t>> {
        self.expect(self.as_table(), Expected::Table, errors)
    }

    pub(crate) fn list(self, expected: Expected, errors: &mut Errors) -> Vec<SpannedValue<'t>> {
        self.expect(self.as_list(), expected, errors).map(Iterator::collect).unwrap_or_default()
    }

    pub(crate) fn tables(self, errors: &mut Errors) -> Vec<SpannedTable<'t>> {
        self.list(Expected::Tables, errors).into_iter().filter_map(|at| at.table(errors)).collect()
    }

    pub(crate) fn texts(self, errors: &mut Errors) -> Vec<(&'t str, Origin)> {
        let entries = self.list(Expected::Texts, errors);
        entries.into_iter().filter_map(|at| Some((at.text(errors)?, at.origin()))).collect()
    }

    /// A text in both languages; each language that is missing is reported.
    pub(crate) fn bilingual(self, errors: &mut Errors) -> Option<Bilingual> {
        let Some(table) = self.as_table() else {
            self.wrong_type(Expected::Bilingual, errors);
            return None;
        };
        table.only_keys(&["fr", "en"], errors);
        let mut text = |language| {
            let Some(at) = table.get(language) else {
                errors.push(RuleError::new(RuleErrorKind::MissingLanguage(language), Some(table.origin)));
                return None;
            };
            let text = at.text(errors)?;
            if text.trim().is_empty() {
                errors.push(RuleError::new(RuleErrorKind::MissingLanguage(language), Some(at.origin())));
            }
            Some(text)
        };
        let (french, english) = (text("fr"), text("en"));
        Some(Bilingual { fr: french?.to_owned(), en: english?.to_owned() })
    }
}

impl<'t> SpannedTable<'t> {
    pub(crate) fn top(file: usize, document: &'t Spanned<DeTable<'t>>) -> Self {
        Self { origin: origin(file, 0..0), entries: document.get_ref() }
    }

    pub(crate) fn get(self, key: &str) -> Option<SpannedValue<'t>> {
        self.entries.get(key).map(|value| SpannedValue { file: self.origin.file, value })
    }

    pub(crate) fn has(self, key: &str) -> bool {
        self.entries.contains_key(key)
    }

    pub(crate) fn require(self, key: &'static str, errors: &mut Errors) -> Option<SpannedValue<'t>> {
        let value = self.get(key);
        if value.is_none() {
            errors.push(RuleError::new(RuleErrorKind::MissingKey(key), Some(self.origin)));
        }
        value
    }

    pub(crate) fn entries(self) -> impl Iterator<Item = (SpannedKey<'t>, SpannedValue<'t>)> {
        let file = self.origin.file;
        self.entries.iter().map(move |(key, value)| {
            (
                SpannedKey { text: key.get_ref().as_ref(), origin: origin(file, key.span()) },
                SpannedValue { file, value },
            )
        })
    }

    /// Reports every key that is none of these.
    pub(crate) fn only_keys(self, known: &[&str], errors: &mut Errors) {
        for (key, _) in self.entries().filter(|(key, _)| !known.contains(&key.text)) {
            let known = known.iter().map(|&key| key.to_owned()).collect();
            let kind = RuleErrorKind::UnknownKey { key: key.text.to_owned(), known };
            errors.push(RuleError::new(kind, Some(key.origin)));
        }
    }
}
