//! Reading spanned TOML: typed access that reports every mismatch at its place and goes on.

use std::cell::RefCell;
use std::str::FromStr;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::error::{Expected, Named, Origin, RuleError, RuleErrorKind};
use super::language::{BILINGUAL_KEYS, Key, Keys};
use crate::dossier::format::FICHES;
use crate::source::{SourceFile, Span};
use crate::text::Bilingual;

#[derive(Debug, Default)]
pub(crate) struct ErrorSink(RefCell<Vec<RuleError>>);

impl ErrorSink {
    pub(crate) fn push(&self, error: RuleError) {
        self.0.borrow_mut().push(error);
    }

    pub(crate) fn report(&self, kind: RuleErrorKind, origin: Origin) {
        self.push(RuleError::new(kind, Some(origin)));
    }

    pub(crate) fn unknown(
        &self,
        what: Named,
        name: SpannedText<'_>,
        known: impl IntoIterator<Item = impl Into<String>>,
    ) {
        let known = known.into_iter().map(Into::into).collect();
        self.report(RuleErrorKind::Unknown { what, name: name.text.to_owned(), known }, name.origin);
    }

    pub(crate) fn duplicate(&self, what: Named, name: SpannedText<'_>, first: Origin) {
        let kind = RuleErrorKind::Duplicate { what, name: name.text.to_owned() };
        self.push(RuleError { kind, origin: Some(name.origin), related: Some(first) });
    }

    pub(crate) fn count(&self) -> usize {
        self.0.borrow().len()
    }

    pub(crate) fn into_errors(self) -> Vec<RuleError> {
        self.0.into_inner()
    }
}

/// Parses a file; syntax errors are reported, all of them, and what could be read goes on.
pub(crate) fn parse<'t>(file: usize, source: &'t SourceFile, errors: &ErrorSink) -> Spanned<DeTable<'t>> {
    let (document, failed) = DeTable::parse_recoverable(source.text());
    for error in failed {
        let kind = RuleErrorKind::Syntax(error.message().to_owned());
        errors.report(kind, origin(file, error.span().unwrap_or_default()));
    }
    document
}

fn origin(file: usize, span: std::ops::Range<usize>) -> Origin {
    Origin { file, span: Span::new(span.start, span.end) }
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct SpannedText<'t> {
    pub(crate) text: &'t str,
    pub(crate) origin: Origin,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct SpannedValue<'t> {
    file: usize,
    value: &'t Spanned<DeValue<'t>>,
    errors: &'t ErrorSink,
}

impl<'t> SpannedValue<'t> {
    pub(crate) fn origin(self) -> Origin {
        origin(self.file, self.value.span())
    }

    pub(crate) fn content(self) -> &'t DeValue<'t> {
        self.value.get_ref()
    }

    pub(crate) fn report(self, kind: RuleErrorKind) {
        self.errors.report(kind, self.origin());
    }

    pub(crate) fn wrong_type(self, expected: Expected) {
        self.report(RuleErrorKind::WrongType { expected, found: self.content().type_str().to_owned() });
    }

    pub(crate) fn as_text(self) -> Option<&'t str> {
        self.content().as_str()
    }

    pub(crate) fn as_integer(self) -> Option<i64> {
        let integer = self.content().as_integer()?;
        i64::from_str_radix(integer.as_str(), integer.radix()).ok()
    }

    pub(crate) fn as_table(self) -> Option<SpannedTable<'t>> {
        Some(SpannedTable { origin: self.origin(), entries: self.content().as_table()?, errors: self.errors })
    }

    pub(crate) fn as_list(self) -> Option<impl Iterator<Item = SpannedValue<'t>> + use<'t>> {
        Some(self.content().as_array()?.iter().map(move |value| SpannedValue { value, ..self }))
    }

    fn expect<T>(self, value: Option<T>, expected: Expected) -> Option<T> {
        if value.is_none() {
            self.wrong_type(expected);
        }
        value
    }

    pub(crate) fn text(self) -> Option<&'t str> {
        self.expect(self.as_text(), Expected::Text)
    }

    pub(crate) fn spanned_text(self) -> Option<SpannedText<'t>> {
        Some(SpannedText { text: self.text()?, origin: self.origin() })
    }

    pub(crate) fn boolean(self) -> Option<bool> {
        self.expect(self.content().as_bool(), Expected::Boolean)
    }

    pub(crate) fn integer(self) -> Option<i64> {
        self.expect(self.as_integer(), Expected::Integer)
    }

    pub(crate) fn table(self) -> Option<SpannedTable<'t>> {
        self.expect(self.as_table(), Expected::Table)
    }

    pub(crate) fn list(self, expected: Expected) -> Vec<SpannedValue<'t>> {
        self.expect(self.as_list(), expected).map(Iterator::collect).unwrap_or_default()
    }

    pub(crate) fn texts(self) -> Vec<SpannedText<'t>> {
        self.list(Expected::Texts).into_iter().filter_map(SpannedValue::spanned_text).collect()
    }

    pub(crate) fn fields(self, keys: impl Into<Keys>) -> Option<Fields<'t>> {
        Some(self.table()?.fields(keys))
    }

    pub(crate) fn parsed<T>(self, expected: Expected, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        let text = self.expect(self.as_text(), expected)?;
        let value = parse(text);
        if value.is_none() {
            self.report(RuleErrorKind::BadLiteral { expected, text: text.to_owned() });
        }
        value
    }

    pub(crate) fn word<T: FromStr>(self, words: &[&'static str]) -> Option<T> {
        let text = self.spanned_text()?;
        let value = text.text.parse().ok().filter(|_| words.contains(&text.text));
        if value.is_none() {
            self.errors.unknown(Named::Value, text, words.iter().copied());
        }
        value
    }

    pub(crate) fn fiche(self) -> Option<u8> {
        let number = self.integer()?.to_string();
        if FICHES.contains(&number.as_str()) {
            return number.parse().ok();
        }
        let name = SpannedText { text: &number, origin: self.origin() };
        self.errors.unknown(Named::Fiche, name, FICHES.iter().copied());
        None
    }

    /// A text in both languages; each language that is missing is reported.
    pub(crate) fn bilingual(self) -> Option<Bilingual> {
        let table = self.expect(self.as_table(), Expected::Bilingual)?;
        table.only(BILINGUAL_KEYS.iter());
        let text = |language| {
            let missing = |origin| self.errors.report(RuleErrorKind::MissingLanguage(language), origin);
            let Some(value) = table.get(language) else {
                missing(table.origin);
                return None;
            };
            let text = value.text()?;
            if text.trim().is_empty() {
                missing(value.origin());
            }
            Some(text)
        };
        let (french, english) = (text("fr"), text("en"));
        Some(Bilingual::new(french?, english?))
    }

    /// The reason for a change that loosens: a text in both languages, or one for both.
    pub(crate) fn because(self) -> Option<Bilingual> {
        match self.as_text() {
            Some(text) if !text.trim().is_empty() => Some(Bilingual::new(text, text)),
            _ => self.bilingual(),
        }
    }
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct SpannedTable<'t> {
    pub(crate) origin: Origin,
    entries: &'t DeTable<'t>,
    errors: &'t ErrorSink,
}

impl<'t> SpannedTable<'t> {
    pub(crate) fn top(file: usize, document: &'t Spanned<DeTable<'t>>, errors: &'t ErrorSink) -> Self {
        Self { origin: origin(file, 0..0), entries: document.get_ref(), errors }
    }

    pub(crate) fn get(self, key: &str) -> Option<SpannedValue<'t>> {
        self.entries.get(key).map(|value| SpannedValue { file: self.origin.file, value, errors: self.errors })
    }

    pub(crate) fn has(self, key: &str) -> bool {
        self.entries.contains_key(key)
    }

    pub(crate) fn entries(self) -> impl Iterator<Item = (SpannedText<'t>, SpannedValue<'t>)> {
        self.entries.iter().map(move |(key, value)| {
            let text = SpannedText { text: key.get_ref(), origin: origin(self.origin.file, key.span()) };
            (text, SpannedValue { file: self.origin.file, value, errors: self.errors })
        })
    }

    pub(crate) fn only(self, keys: impl Iterator<Item = &'static Key>) {
        let names: Vec<&str> = keys.map(|key| key.name).collect();
        for (key, _) in self.entries().filter(|(key, _)| !names.contains(&key.text)) {
            let known = names.iter().map(|&name| name.to_owned()).collect();
            self.errors.report(RuleErrorKind::UnknownKey { key: key.text.to_owned(), known }, key.origin);
        }
    }

    pub(crate) fn fields(self, keys: impl Into<Keys>) -> Fields<'t> {
        let keys = keys.into();
        self.only(keys.iter());
        Fields { layers: vec![self], keys }
    }
}

/// A table of the language, or several laid over each other, the last one first in weight. A key that is required and
/// missing is reported when it is asked for.
#[derive(Debug, Clone)]
pub(crate) struct Fields<'t> {
    pub(crate) layers: Vec<SpannedTable<'t>>,
    keys: Keys,
}

impl<'t> Fields<'t> {
    /// A table whose keys are looked through elsewhere.
    pub(crate) fn unchecked(table: SpannedTable<'t>, keys: impl Into<Keys>) -> Self {
        Self { layers: vec![table], keys: keys.into() }
    }

    pub(crate) fn origin(&self) -> Origin {
        self.layers[0].origin
    }

    /// The value of a key: that of the last layer that has it.
    pub(crate) fn get(&self, name: &str) -> Option<SpannedValue<'t>> {
        let key = self.keys.find(name)?;
        let value = self.layers.iter().rev().find_map(|layer| layer.get(name));
        if value.is_none() && key.required {
            self.layers[0].errors.report(RuleErrorKind::MissingKey(key.name), self.origin());
        }
        value
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.layers.iter().any(|layer| layer.has(name))
    }

    pub(crate) fn text(&self, name: &str) -> Option<&'t str> {
        self.get(name)?.text()
    }

    pub(crate) fn spanned_text(&self, name: &str) -> Option<SpannedText<'t>> {
        self.get(name)?.spanned_text()
    }

    pub(crate) fn texts(&self, name: &str) -> Vec<SpannedText<'t>> {
        self.get(name).map(SpannedValue::texts).unwrap_or_default()
    }

    pub(crate) fn boolean(&self, name: &str) -> Option<bool> {
        self.get(name)?.boolean()
    }

    pub(crate) fn bilingual(&self, name: &str) -> Option<Bilingual> {
        self.get(name)?.bilingual()
    }

    pub(crate) fn word<T: FromStr>(&self, name: &str) -> Option<T> {
        self.get(name)?.word(self.keys.find(name)?.shape.words())
    }

    pub(crate) fn because(&self) -> Option<Bilingual> {
        self.get("because")?.because()
    }

    pub(crate) fn fields(&self, name: &str, keys: &'static [Key]) -> Option<Fields<'t>> {
        self.get(name)?.fields(keys)
    }

    pub(crate) fn tables(&self, name: &str) -> Vec<SpannedTable<'t>> {
        let tables = self.get(name).map(|value| value.list(Expected::Tables)).unwrap_or_default();
        tables.into_iter().filter_map(SpannedValue::table).collect()
    }

    pub(crate) fn entries(&self, name: &str) -> Vec<(SpannedText<'t>, SpannedValue<'t>)> {
        let table = self.get(name).and_then(SpannedValue::table);
        table.map(|table| table.entries().collect()).unwrap_or_default()
    }
}
