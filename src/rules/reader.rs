//! Reading spanned TOML: typed access that reports every mismatch at its place and goes on.

use std::str::FromStr;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::code::RuleCode;
use super::error::{Deep, Expected, Named, Origin, RuleErrorKind};
use super::language::{BILINGUAL_KEYS, Key, Keys, RULE};
use super::nesting::{take_apart, too_deep};
use super::sink::ErrorSink;
use super::syntax;
use crate::dossier::closest_match;
use crate::dossier::format::FICHES;
use crate::source::{SourceFile, Span};
use crate::text::{Bilingual, Lang};

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

    /// The one table of a key.
    pub(super) fn table_of(self, key: &str) -> Option<SpannedTable<'t>> {
        let is_list_of_tables = |mut entries: std::slice::Iter<'_, Spanned<DeValue<'_>>>| {
            entries.all(|entry| matches!(entry.get_ref(), DeValue::Table(_)))
        };
        if self.content().as_array().is_some_and(|entries| is_list_of_tables(entries.iter())) {
            self.report(RuleErrorKind::Brackets { key: key.to_owned(), double: false });
            return None;
        }
        self.table()
    }

    /// The tables of a key that may come several times; `path` is how it is written.
    pub(crate) fn tables(self, path: &str) -> Vec<SpannedTable<'t>> {
        if let Some(table) = self.as_table() {
            let key = path.to_owned();
            // Headers below alone make a table of nothing but lists.
            let part = table.entries().next().filter(|_| table.entries().all(|(_, value)| value.as_list().is_some()));
            self.report(match part {
                Some((part, _)) => RuleErrorKind::NothingAbove { key, part: part.text.to_owned() },
                None => RuleErrorKind::Brackets { key, double: true },
            });
            return Vec::new();
        }
        self.list(Expected::Tables).into_iter().filter_map(SpannedValue::table).collect()
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

    /// A text in French, or in each language that it is written in; files that come with the program have both.
    pub(crate) fn bilingual(self) -> Option<Bilingual> {
        let missing = |lang: Lang, origin| self.errors.report(RuleErrorKind::MissingLanguage(lang), origin);
        let written = |value: Option<SpannedValue<'t>>, lang| {
            let value = value?;
            let text = value.text()?;
            if text.trim().is_empty() {
                missing(lang, value.origin());
            }
            Some(text)
        };
        let (french, english) = if let Some(table) = self.as_table() {
            table.only(BILINGUAL_KEYS.iter());
            if table.get("fr").is_none() && table.get("en").is_none() {
                missing(Lang::Fr, table.origin);
            }
            (table.get("fr"), table.get("en"))
        } else {
            self.expect(self.as_text(), Expected::Bilingual)?;
            (Some(self), None)
        };
        if self.errors.in_both_languages(self.file) {
            let absent = [(Lang::Fr, french), (Lang::En, english)].into_iter().find(|(_, value)| value.is_none());
            if let Some((lang, _)) = absent {
                missing(lang, self.origin());
            }
        }
        match (french, written(french, Lang::Fr), english, written(english, Lang::En)) {
            (_, Some(french), _, Some(english)) => Some(Bilingual::new(french, english)),
            (_, Some(french), None, None) => Some(Bilingual::alone(french, Lang::Fr)),
            (None, None, _, Some(english)) => Some(Bilingual::alone(english, Lang::En)),
            // What does not read is reported already.
            _ => None,
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

    /// The reason for a change that loosens. It is an empty one where it does not read, or stands under a misspelt key: that is
    /// an error by itself.
    pub(super) fn reason(self) -> Option<Bilingual> {
        if let Some(value) = self.get("because") {
            return Some(value.bilingual().unwrap_or_default());
        }
        let is_meant = |key: SpannedText<'_>| {
            self.errors.has(key.origin, RuleCode::KeyUnknown) && closest_match(key.text, ["because"]).is_some()
        };
        self.entries().any(|(key, _)| is_meant(key)).then(Bilingual::default)
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

    pub(crate) fn fields(&self, name: &str, keys: &'static [Key]) -> Option<Fields<'t>> {
        Some(self.get(name)?.table_of(name)?.fields(keys))
    }

    pub(crate) fn tables(&self, name: &str) -> Vec<SpannedTable<'t>> {
        // Within a rule: that of the file itself, or of what changes it.
        let within = match self.layers.iter().rposition(|layer| layer.has(name)) {
            Some(0) if self.keys.are(RULE) => "rule.",
            Some(_) if self.keys.are(RULE) => "override.",
            _ => "",
        };
        self.get(name).map(|value| value.tables(&format!("{within}{name}"))).unwrap_or_default()
    }

    pub(crate) fn entries(&self, name: &str) -> Vec<(SpannedText<'t>, SpannedValue<'t>)> {
        let table = self.get(name).and_then(|value| value.table_of(name));
        table.map(|table| table.entries().collect()).unwrap_or_default()
    }
}
