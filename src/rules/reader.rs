//! Reading spanned TOML: typed access that reports every mismatch at its place and goes on.

use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::str::FromStr;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::code::RuleCode;
use super::error::{Deep, Expected, Named, Origin, RuleError, RuleErrorKind};
use super::language::{BILINGUAL_KEYS, Key, Keys};
use super::limits::{MAX_NAME, MAX_SUGGESTIONS};
use super::nesting::{take_apart, too_deep};
use super::syntax;
use crate::dossier::format::FICHES;
use crate::source::{SourceFile, Span};
use crate::text::Bilingual;

/// Errors as they are met. Of two of one kind at one place, the second is the same thing met again, and left out.
#[derive(Debug)]
pub(crate) struct ErrorSink {
    errors: RefCell<Vec<RuleError>>,
    known: RefCell<HashSet<(Origin, RuleCode)>>,
    met: Cell<usize>,
    /// The names that errors may still hold for their suggestions.
    suggestions: Cell<usize>,
}

impl Default for ErrorSink {
    fn default() -> Self {
        Self {
            errors: RefCell::default(),
            known: RefCell::default(),
            met: Cell::new(0),
            suggestions: Cell::new(MAX_SUGGESTIONS),
        }
    }
}

impl ErrorSink {
    pub(crate) fn push(&self, error: RuleError) {
        self.met.set(self.met.get() + 1);
        if error.origin.is_none_or(|origin| self.known.borrow_mut().insert((origin, error.kind.code()))) {
            self.errors.borrow_mut().push(error);
        }
    }

    pub(crate) fn report(&self, kind: RuleErrorKind, origin: Origin) {
        self.push(RuleError::new(kind, Some(origin)));
    }

    /// The names that one of which may be meant; none of them once errors hold too many.
    pub(crate) fn suggestions(&self, names: impl IntoIterator<Item = impl Into<String>>) -> Vec<String> {
        let left = self.suggestions.get();
        let names: Vec<String> = names.into_iter().take(left + 1).map(Into::into).collect();
        self.suggestions.set(left.saturating_sub(names.len()));
        if names.len() > left { Vec::new() } else { names }
    }

    pub(crate) fn unknown(
        &self,
        what: Named,
        name: SpannedText<'_>,
        known: impl IntoIterator<Item = impl Into<String>>,
    ) {
        let known = self.suggestions(known);
        self.report(RuleErrorKind::Unknown { what, name: name.text.to_owned(), known }, name.origin);
    }

    pub(crate) fn duplicate(&self, what: Named, name: SpannedText<'_>, first: Origin) {
        let kind = RuleErrorKind::Duplicate { what, name: name.text.to_owned() };
        self.push(RuleError { kind, origin: Some(name.origin), related: Some(first) });
    }

    /// Reports a name that could do more in a report, a terminal or a log than stand there.
    pub(crate) fn check_name(&self, name: SpannedText<'_>) {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
        if name.text.is_empty() || name.text.len() > MAX_NAME || !name.text.bytes().all(is_plain) {
            self.report(RuleErrorKind::BadName(name.text.to_owned()), name.origin);
        }
    }

    /// How many were met so far.
    pub(crate) fn count(&self) -> usize {
        self.met.get()
    }

    pub(crate) fn into_errors(self) -> Vec<RuleError> {
        self.errors.into_inner()
    }
}

/// Parses a file; syntax errors are reported, all of them, and what could be read goes on. Of a file that goes too deep,
/// nothing is read.
pub(crate) fn parse<'t>(file: usize, source: &'t SourceFile, errors: &ErrorSink) -> Spanned<DeTable<'t>> {
    let (document, failed) = DeTable::parse_recoverable(source.text());
    for (fault, span) in syntax::faults(source.text(), &failed) {
        errors.report(RuleErrorKind::Syntax(fault), Origin { file, span });
    }
    if let Some(place) = too_deep(document.get_ref()) {
        errors.report(RuleErrorKind::TooDeep(Deep::Tables), origin(file, place));
        take_apart(document.into_inner());
        return Spanned::new(0..0, DeTable::new());
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

    /// An id or a name; one that is none is reported, and read all the same.
    pub(crate) fn name(self) -> Option<SpannedText<'t>> {
        let name = self.spanned_text()?;
        self.errors.check_name(name);
        Some(name)
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
            let known = self.errors.suggestions(names.iter().copied());
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

    /// An id or a name, as [`SpannedValue::name`] reads it.
    pub(crate) fn name(&self, key: &str) -> Option<SpannedText<'t>> {
        self.get(key)?.name()
    }

    /// A table whose keys are names.
    pub(crate) fn named_entries(&self, key: &str) -> Vec<(SpannedText<'t>, SpannedValue<'t>)> {
        let entries = self.entries(key);
        for (name, _) in &entries {
            self.layers[0].errors.check_name(*name);
        }
        entries
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
