//! A former report, read within limits: of each dossier what changes are told by, and nothing of its findings.

use std::fmt;
use std::io::{self, BufReader, Read};
use std::path::Path;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::engine::Verdict;
use crate::source::{OpenError, SystemError, open};

/// Reports take some six kilobytes a dossier.
const MAX_BYTES: u64 = 1024 * 1024 * 1024;
/// Of what is kept.
const MAX_KEPT: usize = 128 * 1024 * 1024;
/// That a dossier takes beside its path and amounts.
const ENTRY: usize = 128;
/// Bytes of a text. No report has longer ones, as no dossier does.
const MAX_TEXT: usize = 2 * 1024 * 1024;
/// Rule sets, overlays, and amounts of a dossier.
const MAX_LIST: usize = 1_000;
/// Bytes of an amount.
const MAX_AMOUNT: usize = 40;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FormerError {
    pub(crate) kind: FormerErrorKind,
    /// Line and column, where known.
    pub(crate) place: Option<(usize, usize)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum FormerErrorKind {
    Io(SystemError),
    NotRegular,
    TooLarge,
    /// No JSON.
    Syntax,
    /// JSON of another structure.
    Shape,
    /// A report of another version of the published shape.
    Version(u64),
}

impl From<FormerErrorKind> for FormerError {
    fn from(kind: FormerErrorKind) -> Self {
        Self { kind, place: None }
    }
}

/// Something that a report was made by, and the digest of its content.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub(crate) struct Used {
    pub(crate) id: String,
    pub(crate) sha256: String,
}

/// What a report is made by; lines of NDJSON do not tell.
#[derive(Debug, Default)]
pub(crate) struct Basis {
    pub(crate) evaluated_on: Option<NaiveDate>,
    pub(crate) rule_sets: Option<Vec<Used>>,
    pub(crate) overlays: Option<Vec<Used>>,
    pub(crate) register: RegisterUsed,
}

/// The register of funded programmes that a report was made with.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) enum RegisterUsed {
    /// The report does not tell.
    #[default]
    Unknown,
    Without,
    /// By its digest.
    With(String),
}

impl From<Option<String>> for RegisterUsed {
    fn from(digest: Option<String>) -> Self {
        digest.map_or(Self::Without, Self::With)
    }
}

/// A dossier of the former report.
#[derive(Debug)]
pub(super) struct FormerDossier {
    pub(super) path: Box<str>,
    pub(super) key: Option<Box<str>>,
    pub(super) verdict: Verdict,
    /// The values of the facts in their order, joined; none where the report tells no amounts.
    amounts: Option<Box<str>>,
}

#[derive(Debug, Default)]
pub(super) struct Former {
    pub(super) basis: Basis,
    /// The version of the published shape that is read.
    version: u64,
    pub(super) dossiers: Vec<FormerDossier>,
    /// The facts that any dossier has an amount of.
    facts: Vec<String>,
    kept: usize,
    /// Why the reading ended, where JSON alone does not tell.
    fault: Option<FormerErrorKind>,
}

impl Former {
    /// Reads a report of a version of the published shape.
    pub(super) fn read(path: &Path, version: u64) -> Result<Self, FormerError> {
        match open(path) {
            Err(OpenError::Io(error)) => Err(FormerErrorKind::Io((&error).into()).into()),
            Err(OpenError::NotRegular(_)) => Err(FormerErrorKind::NotRegular.into()),
            Ok((_, metadata)) if metadata.len() > MAX_BYTES => Err(FormerErrorKind::TooLarge.into()),
            Ok((file, _)) => Self::parse(file.take(MAX_BYTES), version),
        }
    }

    /// Reads a document, or the lines of NDJSON.
    pub(super) fn parse(reader: impl Read, version: u64) -> Result<Self, FormerError> {
        let mut former = Self { version, ..Self::default() };
        let mut json = serde_json::Deserializer::from_reader(BufReader::new(ShortTexts::new(reader)));
        loop {
            let read = DocumentSeed(&mut former).deserialize(&mut json);
            if let Err(error) = read {
                return Err(former.error(&error));
            }
            if json.end().is_ok() {
                return Ok(former);
            }
        }
    }

    fn error(&mut self, error: &serde_json::Error) -> FormerError {
        use serde_json::error::Category;
        let place = Some((error.line(), error.column())).filter(|(line, _)| *line > 0);
        let kind = self.fault.take().unwrap_or_else(|| match error.classify() {
            Category::Io if error.io_error_kind() == Some(io::ErrorKind::InvalidData) => FormerErrorKind::Shape,
            Category::Io => {
                let kind = error.io_error_kind().unwrap_or(io::ErrorKind::Other);
                FormerErrorKind::Io((&io::Error::from(kind)).into())
            }
            Category::Data => FormerErrorKind::Shape,
            Category::Syntax | Category::Eof => FormerErrorKind::Syntax,
        });
        FormerError { kind, place }
    }

    fn add<E: Error>(&mut self, entry: Entry) -> Result<(), E> {
        let verdict = entry.verdict.parse().map_err(|_| E::custom("no verdict"))?;
        let amounts = entry.amounts.map(|amounts| self.joined(&amounts)).transpose()?;
        let lengths = [Some(&*entry.path), entry.duplicate_key.as_deref(), amounts.as_deref()];
        self.kept += ENTRY + lengths.into_iter().flatten().map(str::len).sum::<usize>();
        if self.kept > MAX_KEPT {
            self.fault = Some(FormerErrorKind::TooLarge);
            return Err(E::custom("too much to be kept"));
        }
        let (path, key) = (entry.path.into(), entry.duplicate_key.map(Into::into));
        self.dossiers.push(FormerDossier { path, key, verdict, amounts });
        Ok(())
    }

    fn joined<E: Error>(&mut self, amounts: &Amounts) -> Result<Box<str>, E> {
        for (fact, value) in &amounts.0 {
            let is_amount = |value: &str| value.len() <= MAX_AMOUNT && value.parse::<Decimal>().is_ok();
            if !value.as_deref().is_none_or(is_amount) {
                return Err(E::custom("no amount"));
            }
            if !self.facts.contains(fact) {
                if self.facts.len() >= MAX_LIST {
                    return Err(E::custom("too many facts"));
                }
                self.facts.push(fact.clone());
            }
        }
        let value = |fact: &String| {
            let found = amounts.0.iter().find(|(of, _)| of == fact);
            found.and_then(|(_, value)| value.as_deref()).unwrap_or_default()
        };
        Ok(self.facts.iter().map(value).collect::<Vec<_>>().join(" ").trim_end().into())
    }

    /// The amounts of a dossier by their facts, as far as it had any; none where the report does not tell.
    pub(super) fn amounts(&self, dossier: &FormerDossier) -> Option<Vec<(&str, Decimal)>> {
        let values = dossier.amounts.as_ref()?.split(' ');
        let amounts = self.facts.iter().zip(values);
        Some(amounts.filter_map(|(fact, value)| Some((fact.as_str(), value.parse().ok()?))).collect())
    }

    /// Whether it tells no amounts of any dossier that could be assessed.
    pub(super) fn lacks_amounts(&self) -> bool {
        !self.dossiers.is_empty() && self.dossiers.iter().all(|dossier| dossier.amounts.is_none())
    }
}

/// Of a dossier in the report; all else is passed over.
#[derive(Debug, Deserialize)]
struct Entry {
    path: String,
    verdict: String,
    #[serde(default)]
    duplicate_key: Option<String>,
    #[serde(default)]
    amounts: Option<Amounts>,
}

#[derive(Debug)]
struct Amounts(Vec<(String, Option<String>)>);

impl<'de> Deserialize<'de> for Amounts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Few;

        impl<'de> Visitor<'de> for Few {
            type Value = Amounts;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("amounts by fact")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut amounts = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    amounts.push(entry);
                    if amounts.len() > MAX_LIST {
                        return Err(A::Error::custom("too many amounts"));
                    }
                }
                Ok(Amounts(amounts))
            }
        }

        deserializer.deserialize_map(Few)
    }
}

/// A list of no more than [`MAX_LIST`].
#[derive(Debug)]
struct Short<T>(Vec<T>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Short<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Few<T>(std::marker::PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for Few<T> {
            type Value = Short<T>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a list")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = list.next_element()? {
                    entries.push(entry);
                    if entries.len() > MAX_LIST {
                        return Err(A::Error::custom("too long a list"));
                    }
                }
                Ok(Short(entries))
            }
        }

        deserializer.deserialize_seq(Few(std::marker::PhantomData))
    }
}

/// A document, or a dossier of NDJSON: both are mappings, told apart by their keys.
struct DocumentSeed<'f>(&'f mut Former);

impl<'de> DeserializeSeed<'de> for DocumentSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for DocumentSeed<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a report")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let former = self.0;
        let (mut versioned, mut listed) = (false, false);
        let (mut path, mut verdict, mut duplicate_key, mut amounts) = (None, None, None, None);
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "schema_version" => {
                    let version = map.next_value::<u64>()?;
                    versioned = true;
                    if version != former.version {
                        former.fault = Some(FormerErrorKind::Version(version));
                        return Err(A::Error::custom("another version"));
                    }
                }
                "evaluated_on" => {
                    let day: String = map.next_value()?;
                    former.basis.evaluated_on = Some(day.parse().map_err(|_| A::Error::custom("no day"))?);
                }
                "rule_sets" => former.basis.rule_sets = Some(map.next_value::<Short<Used>>()?.0),
                // A dossier has overlays, too: those of the head stand before all dossiers.
                "overlays" if path.is_none() => former.basis.overlays = Some(map.next_value::<Short<Used>>()?.0),
                "register" => former.basis.register = map.next_value::<Option<String>>()?.into(),
                "dossiers" => {
                    listed = true;
                    map.next_value_seed(DossiersSeed(former))?;
                }
                "path" => path = Some(map.next_value()?),
                "verdict" => verdict = Some(map.next_value()?),
                "duplicate_key" => duplicate_key = map.next_value()?,
                "amounts" => amounts = map.next_value()?,
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        match (versioned && listed, path, verdict) {
            (true, ..) => Ok(()),
            (false, Some(path), Some(verdict)) => former.add(Entry { path, verdict, duplicate_key, amounts }),
            (false, ..) => Err(A::Error::custom("no report")),
        }
    }
}

/// The dossiers, one by one, so that they are never all in memory.
struct DossiersSeed<'f>(&'f mut Former);

impl<'de> DeserializeSeed<'de> for DossiersSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for DossiersSeed<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list of dossiers")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut dossiers: A) -> Result<(), A::Error> {
        while let Some(entry) = dossiers.next_element()? {
            self.0.add(entry)?;
        }
        Ok(())
    }
}

/// Refuses JSON with longer texts than [`MAX_TEXT`], each of which would be in memory at once.
struct ShortTexts<R> {
    reader: R,
    /// Bytes of the text so far; none outside of texts.
    text: Option<usize>,
    escaped: bool,
}

impl<R> ShortTexts<R> {
    fn new(reader: R) -> Self {
        Self { reader, text: None, escaped: false }
    }
}

impl<R: Read> Read for ShortTexts<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        for byte in buffer.iter().take(read) {
            match (self.text, *byte) {
                (None, b'"') => self.text = Some(0),
                (None, _) => {}
                (Some(_), b'"') if !self.escaped => self.text = None,
                (Some(MAX_TEXT..), _) => return Err(io::ErrorKind::InvalidData.into()),
                (Some(length), byte) => {
                    self.text = Some(length + 1);
                    self.escaped = byte == b'\\' && !self.escaped;
                }
            }
        }
        Ok(read)
    }
}

#[cfg(test)]
#[path = "../../../tests/internal/batch/former.rs"]
mod tests;
