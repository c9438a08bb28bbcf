//! Baselines: known findings of a repository, by fingerprint, so that only new ones fail a run.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, BufReader, Read, Write};
use std::path::Path;

use schemars::JsonSchema;
use serde::de::{Deserializer, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};

use super::Against;
use crate::rules::Level;
use crate::source::{Draft, OpenError, SystemError, open};

/// Of the file's format.
const VERSION: u32 = 1;
/// 64 MiB hold some 400,000 findings.
const MAX_BYTES: u64 = 64 * 1024 * 1024;
/// That a finding takes beside its path and rule.
const MIN_ENTRY: usize = 70;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BaselineError {
    pub kind: BaselineErrorKind,
    /// Line and column, where known.
    pub place: Option<(usize, usize)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum BaselineErrorKind {
    Io(SystemError),
    NotRegular,
    TooLarge,
    Syntax,
    /// JSON of another structure.
    Shape,
}

impl From<BaselineErrorKind> for BaselineError {
    fn from(kind: BaselineErrorKind) -> Self {
        Self { kind, place: None }
    }
}

#[derive(Debug)]
pub(crate) struct BaselineFinding<'r> {
    /// The rule's id, or the error's code.
    pub rule: &'r str,
    /// Unique in a repository, and stable when lines move.
    pub fingerprint: u128,
    pub level: Level,
    /// Whether formats list it: of several fiches, only the nearest's.
    pub is_shown: bool,
    /// Set if the baseline has it.
    pub known: &'r mut bool,
}

/// What a run came to against its baseline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
#[schemars(rename = "BaselineReport")]
pub struct BaselineCounts {
    /// Findings that the baseline knows; they do not fail the run.
    pub known: usize,
    /// Findings that it does not know.
    pub new: usize,
    /// Findings that it knows of dossiers that were checked, and that are there no more.
    pub gone: usize,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct BaselineEntry {
    path: String,
    rule: String,
    #[serde(with = "hexadecimal")]
    fingerprint: u128,
}

/// The file, without the findings' texts.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BaselineFile {
    version: Version,
    #[expect(dead_code, reason = "it names what wrote the file, for people")]
    tool: String,
    #[serde(deserialize_with = "known")]
    findings: HashMap<u128, u64>,
}

/// Accepts the only version.
struct Version;

/// Known findings, and the state of a run.
#[derive(Debug, Default)]
pub(crate) struct Baseline {
    /// The fingerprints, each with a digest of its dossier's path.
    known: HashMap<u128, u64>,
    found: HashSet<u128>,
    /// The dossiers that this run checked, by the digests of their paths.
    seen: HashSet<u64>,
    /// The content of a new file, if one is to be written.
    entries: Option<BTreeSet<BaselineEntry>>,
    /// That the entries take in the file at least; beyond [`MAX_BYTES`] there will be none.
    bytes: u64,
    counts: BaselineCounts,
}

impl Baseline {
    /// Reads a file; with `anew`, a missing one is empty, and the run's findings are collected for [`Self::draft`].
    pub(crate) fn read(path: &Path, anew: bool) -> Result<Self, BaselineError> {
        match open(path) {
            Err(OpenError::Io(error)) if anew && error.kind() == io::ErrorKind::NotFound => {
                Ok(Self::new(HashMap::new(), anew))
            }
            Err(OpenError::Io(error)) => Err(BaselineErrorKind::Io((&error).into()).into()),
            Err(OpenError::NotRegular(_)) => Err(BaselineErrorKind::NotRegular.into()),
            Ok((_, metadata)) if metadata.len() > MAX_BYTES => Err(BaselineErrorKind::TooLarge.into()),
            Ok((file, _)) => Self::from_reader(BufReader::new(file.take(MAX_BYTES)), anew),
        }
    }

    /// Like [`Self::read`], from what is open already.
    pub(crate) fn from_reader(reader: impl Read, anew: bool) -> Result<Self, BaselineError> {
        parse(reader).map(|known| Self::new(known, anew))
    }

    fn new(known: HashMap<u128, u64>, anew: bool) -> Self {
        Self { known, entries: anew.then(BTreeSet::new), ..Self::default() }
    }

    /// Marks the known findings of a dossier, and returns what counts against it: nothing where the file is written
    /// anew, as all is known from then on.
    pub(crate) fn mark(&mut self, path: &str, findings: Vec<BaselineFinding<'_>>) -> Against {
        self.seen.insert(digest(path));
        let mut new = Against::default();
        for BaselineFinding { rule, fingerprint, level, is_shown, known } in findings {
            *known = self.known.contains_key(&fingerprint);
            if !is_shown {
                continue;
            }
            match (*known, level) {
                (true, _) => self.counts.known += 1,
                (false, Level::Error) => new.errors += 1,
                (false, Level::Warning | Level::Info) => new.warnings += 1,
            }
            self.found.insert(fingerprint);
            if let Some(entries) = self.entries.as_mut().filter(|_| self.bytes <= MAX_BYTES) {
                let entry = BaselineEntry { path: path.to_owned(), rule: rule.to_owned(), fingerprint };
                self.bytes += if entries.insert(entry) { (MIN_ENTRY + path.len() + rule.len()) as u64 } else { 0 };
            }
        }
        self.counts.new += new.errors + new.warnings;
        if self.entries.is_some() { Against::default() } else { new }
    }

    pub(crate) fn counts(&self) -> BaselineCounts {
        let gone = self.known.iter().filter(|(print, path)| self.seen.contains(path) && !self.found.contains(print));
        BaselineCounts { gone: gone.count(), ..self.counts }
    }

    /// The file with the findings of this run, to be put in its place; none where nothing was to be written. An error where the
    /// next run would refuse the file for its size.
    pub(crate) fn draft(&self, path: &Path) -> io::Result<Option<Draft>> {
        let Some(entries) = &self.entries else { return Ok(None) };
        if self.bytes > MAX_BYTES {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let mut draft = Draft::of(path)?;
        write_entries(entries, &mut Limited { out: &mut draft, left: MAX_BYTES })?;
        draft.finish()?;
        Ok(Some(draft))
    }

    /// What stands in the file of [`Self::draft`].
    #[cfg(any(test, fuzzing))]
    pub(crate) fn write(&self, out: &mut impl Write) -> io::Result<()> {
        self.entries.as_ref().map_or(Ok(()), |entries| write_entries(entries, out))
    }

    /// How many findings [`Self::draft`] holds.
    pub(crate) fn drafted(&self) -> usize {
        self.entries.as_ref().map_or(0, BTreeSet::len)
    }
}

fn write_entries(entries: &BTreeSet<BaselineEntry>, out: &mut impl Write) -> io::Result<()> {
    write!(out, "{{\"version\":{VERSION},\"tool\":\"{}\",\"findings\":[", env!("CARGO_PKG_NAME"))?;
    for (position, entry) in entries.iter().enumerate() {
        out.write_all(if position > 0 { b",\n" } else { b"\n" })?;
        serde_json::to_writer(&mut *out, entry)?;
    }
    out.write_all(b"\n]}\n")
}

/// Writes so many bytes and no more.
struct Limited<W> {
    out: W,
    left: u64,
}

impl<W: Write> Write for Limited<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let left = self.left.checked_sub(bytes.len() as u64).ok_or(io::ErrorKind::FileTooLarge)?;
        let written = self.out.write(bytes)?;
        self.left = left + (bytes.len() - written) as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn parse(reader: impl Read) -> Result<HashMap<u128, u64>, BaselineError> {
    let mut json = serde_json::Deserializer::from_reader(reader);
    let document = BaselineFile::deserialize(&mut json).and_then(|document| json.end().map(|()| document));
    document.map(|BaselineFile { version: Version, findings, .. }| findings).map_err(|error| {
        let place = Some((error.line(), error.column())).filter(|(line, _)| *line > 0);
        let kind = match error.classify() {
            serde_json::error::Category::Io => BaselineErrorKind::Io((&io::Error::from(error)).into()),
            serde_json::error::Category::Data => BaselineErrorKind::Shape,
            _ => BaselineErrorKind::Syntax,
        };
        BaselineError { kind, place }
    })
}

impl<'de> Deserialize<'de> for Version {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let version = u32::deserialize(deserializer)?;
        if version == VERSION { Ok(Self) } else { Err(serde::de::Error::custom("another version")) }
    }
}

/// Reads the findings one by one, so that their texts are never all in memory.
fn known<'de, D: Deserializer<'de>>(deserializer: D) -> Result<HashMap<u128, u64>, D::Error> {
    struct Known;

    impl<'de> Visitor<'de> for Known {
        type Value = HashMap<u128, u64>;

        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("a list of findings")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut findings: A) -> Result<Self::Value, A::Error> {
            let mut known = HashMap::new();
            while let Some(BaselineEntry { path, fingerprint, .. }) = findings.next_element()? {
                known.insert(fingerprint, digest(&path));
            }
            Ok(known)
        }
    }

    deserializer.deserialize_seq(Known)
}

/// A short hash, only to know which dossiers were checked.
fn digest(path: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    path.hash(&mut hasher);
    hasher.finish()
}

/// From 32 hexadecimal digits.
fn number(fingerprint: &str) -> Option<u128> {
    let digits = fingerprint.len() == 32 && fingerprint.bytes().all(|byte| byte.is_ascii_hexdigit());
    digits.then(|| u128::from_str_radix(fingerprint, 16).ok()).flatten()
}

mod hexadecimal {
    use serde::de::{Deserialize, Deserializer, Error};
    use serde::ser::Serializer;

    pub(super) fn serialize<S: Serializer>(print: &u128, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{print:032x}"))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u128, D::Error> {
        let digits = String::deserialize(deserializer)?;
        super::number(&digits).ok_or_else(|| Error::custom("no fingerprint"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PRINT: &str = "0123456789abcdef0123456789abcdef";

    fn kind(text: &str) -> (BaselineErrorKind, (usize, usize)) {
        let error = parse(text.as_bytes()).unwrap_err();
        (error.kind, error.place.unwrap())
    }

    fn document(entry: &str) -> String {
        format!("{{\"version\":1,\"tool\":\"recevable\",\"findings\":[\n{entry}\n]}}\n")
    }

    #[test]
    fn a_baseline_is_known_by_its_fingerprints() {
        let entry = format!("{{\"path\":\"a.yaml\",\"rule\":\"A-1\",\"fingerprint\":\"{PRINT}\"}}");
        let known = parse(document(&format!("{entry},\n{entry}")).as_bytes()).unwrap();
        assert_eq!(known, HashMap::from([(number(PRINT).unwrap(), digest("a.yaml"))]));
        assert_eq!(parse(document("").as_bytes()).unwrap(), HashMap::new());
    }

    #[test]
    fn nothing_is_written_past_the_limit() {
        let print = number(PRINT).unwrap();
        let entries: BTreeSet<_> = (0..20)
            .map(|at| BaselineEntry { path: format!("{at:02}"), rule: "A".to_owned(), fingerprint: print })
            .collect();
        let written = |left| {
            let mut out = Vec::new();
            write_entries(&entries, &mut Limited { out: &mut out, left }).map(|()| out).map_err(|error| error.kind())
        };
        let all = written(u64::MAX).unwrap();
        assert!(all.len() > entries.len() * (MIN_ENTRY + 3), "the least that an entry takes");
        assert_eq!(written(all.len() as u64).as_deref(), Ok(&all[..]));
        assert_eq!(written(all.len() as u64 - 1), Err(io::ErrorKind::FileTooLarge));
        assert!(parse(&all[..]).is_ok());
    }

    #[test]
    fn what_is_too_large_for_the_next_run_is_no_longer_collected() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("known.json");
        let mut baseline = Baseline::read(&path, true).unwrap();
        let long = "é/".repeat(1_000_000);
        for at in 0..30_u128 {
            let mut known = false;
            let finding =
                BaselineFinding { rule: "A", fingerprint: at, level: Level::Error, is_shown: true, known: &mut known };
            baseline.mark(&long, vec![finding]);
        }
        assert!(baseline.entries.as_ref().unwrap().len() < 25);
        assert_eq!(baseline.draft(&path).unwrap_err().kind(), io::ErrorKind::FileTooLarge);
        assert!(!path.exists());
    }

    #[test]
    fn what_is_no_baseline_is_refused_at_its_place() {
        let entry = |print: &str| document(&format!("{{\"path\":\"a\",\"rule\":\"A\",\"fingerprint\":\"{print}\"}}"));
        for (text, line) in [
            (document("{}"), 2),
            (document("{\"path\":\"a\",\"rule\":\"A\"}"), 2),
            (entry("0123"), 2),
            (entry(&PRINT.replace('f', "g")), 2),
            (entry(&format!("+{}", &PRINT[1..])), 2),
            (entry(PRINT).replace("\"rule\"", "\"rules\""), 2),
            (entry(PRINT).replace("\"version\":1", "\"version\":2"), 1),
            (entry(PRINT).replace("\"version\":1", "\"version\":-1"), 1),
            (entry(PRINT).replace("\"version\":1,", ""), 3),
            (entry(PRINT).replace("\"tool\"", "\"more\""), 1),
            ("[]".to_owned(), 1),
            ("null".to_owned(), 1),
            ("\"\"".to_owned(), 1),
            (document(&"[".repeat(100_000)), 2),
        ] {
            let (found, (at, _)) = kind(&text);
            assert_eq!((found, at), (BaselineErrorKind::Shape, line), "{:?}", &text[..text.len().min(120)]);
        }
        for (text, line) in [
            (String::new(), 1),
            ("version: 1\n".to_owned(), 1),
            (document("").replace("]}", "]"), 4),
            (format!("{}{}", document(""), document("")), 4),
            (entry(PRINT).replace("\"a\"", "\"\u{0}\""), 2),
        ] {
            let (found, (at, _)) = kind(&text);
            assert_eq!((found, at), (BaselineErrorKind::Syntax, line), "{text}");
        }
    }
}
