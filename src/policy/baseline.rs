//! Baselines: known findings of a repository, by fingerprint, so that only new ones fail a run.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, BufReader, Read, Write};
use std::path::{Path, PathBuf};

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::de::{Deserializer, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};

use super::Against;
use crate::engine::StatusKind;
use crate::rules::Level;
use crate::source::{Draft, FinishedDraft, OpenError, SystemError, open};

/// Of the file's format. Version 1 held no extents, and paths from the folder that the program ran in.
const VERSION: u32 = 2;
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
    pub extent: Extent,
    /// Whether formats list it: of several fiches, only the nearest's.
    pub is_shown: bool,
    /// Set if the baseline has it.
    pub known: &'r mut bool,
}

/// How bad a finding is. What a file does not tell is as bad as can be: more of it is nothing new.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Extent {
    /// Whether the rule was undecided, and not violated.
    undetermined: bool,
    /// How far its values lay beyond their bounds.
    gap: Option<Decimal>,
}

impl Extent {
    pub(crate) fn of(status: StatusKind, gap: Option<Decimal>) -> Self {
        Self { undetermined: status == StatusKind::Undetermined, gap }
    }

    /// Whether something is no worse than this.
    fn covers(self, other: Self) -> bool {
        if self.undetermined {
            return other.undetermined;
        }
        other.undetermined || self.gap.is_none_or(|gap| other.gap.is_none_or(|other| other <= gap))
    }
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
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    undetermined: bool,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "decimal")]
    gap: Option<Decimal>,
}

impl BaselineEntry {
    fn extent(&self) -> Extent {
        Extent { undetermined: self.undetermined, gap: self.gap }
    }
}

/// The file, without the findings' texts.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BaselineFile {
    version: Version,
    #[expect(dead_code, reason = "it names what wrote the file, for people")]
    tool: String,
    #[serde(deserialize_with = "known")]
    findings: KnownFindings,
}

/// A version that this program reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Version {
    First,
    Current,
}

/// The fingerprints, each with a digest of its dossier's path, and how bad it was.
type KnownFindings = HashMap<u128, (u64, Extent)>;

/// Known findings, and the state of a run.
#[derive(Debug, Default)]
pub(crate) struct Baseline {
    known: KnownFindings,
    /// The folder that paths are told from; none for that in which the program runs.
    folder: Option<PathBuf>,
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
        let (version, known) = match open(path) {
            Err(OpenError::Io(error)) if anew && error.kind() == io::ErrorKind::NotFound => {
                (Version::Current, HashMap::new())
            }
            Err(OpenError::Io(error)) => return Err(BaselineErrorKind::Io((&error).into()).into()),
            Err(OpenError::NotRegular(_)) => return Err(BaselineErrorKind::NotRegular.into()),
            Ok((_, metadata)) if metadata.len() > MAX_BYTES => return Err(BaselineErrorKind::TooLarge.into()),
            Ok((file, _)) => parse(BufReader::new(file.take(MAX_BYTES)))?,
        };
        Ok(Self::new(version, known, folder(path), anew))
    }

    /// Like [`Self::read`], from what is open already in the current folder.
    #[cfg(any(test, fuzzing))]
    pub(crate) fn from_reader(reader: impl Read, anew: bool) -> Result<Self, BaselineError> {
        parse(reader).map(|(version, known)| Self::new(version, known, folder(Path::new("")), anew))
    }

    fn new(version: Version, known: KnownFindings, folder: PathBuf, anew: bool) -> Self {
        // The fingerprints of the first version are others than those that are written.
        let known = if anew && version == Version::First { HashMap::new() } else { known };
        let folder = (anew || version == Version::Current).then_some(folder);
        Self { known, folder, entries: anew.then(BTreeSet::new), ..Self::default() }
    }

    /// The folder that the paths in fingerprints are told from; none for that in which the program runs.
    pub(crate) fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// Marks the known findings of a dossier, and returns what counts against it: nothing where the file is written
    /// anew, as all is known from then on.
    pub(crate) fn mark(&mut self, path: &str, findings: Vec<BaselineFinding<'_>>) -> Against {
        self.seen.insert(digest(path));
        let mut new = Against::default();
        for BaselineFinding { rule, fingerprint, level, extent, is_shown, known } in findings {
            *known = self.known.get(&fingerprint).is_some_and(|(_, then)| then.covers(extent));
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
                let Extent { undetermined, gap } = extent;
                let entry =
                    BaselineEntry { path: path.to_owned(), rule: rule.to_owned(), fingerprint, undetermined, gap };
                self.bytes += if entries.insert(entry) { (MIN_ENTRY + path.len() + rule.len()) as u64 } else { 0 };
            }
        }
        self.counts.new += new.errors + new.warnings;
        if self.entries.is_some() { Against::default() } else { new }
    }

    pub(crate) fn counts(&self) -> BaselineCounts {
        let gone =
            self.known.iter().filter(|(print, (path, _))| self.seen.contains(path) && !self.found.contains(print));
        BaselineCounts { gone: gone.count(), ..self.counts }
    }

    /// The file with the findings of this run, to be put in its place; none where nothing was to be written. An error where the
    /// next run would refuse the file for its size.
    pub(crate) fn draft(&self, path: &Path) -> io::Result<Option<FinishedDraft>> {
        let Some(entries) = &self.entries else { return Ok(None) };
        if self.bytes > MAX_BYTES {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let mut draft = Draft::of(path)?;
        write_entries(entries, &mut Limited { out: &mut draft, left: MAX_BYTES })?;
        draft.finish().map(Some)
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

fn parse(reader: impl Read) -> Result<(Version, KnownFindings), BaselineError> {
    let mut json = serde_json::Deserializer::from_reader(reader);
    let document = BaselineFile::deserialize(&mut json).and_then(|document| json.end().map(|()| document));
    document.map(|BaselineFile { version, findings, .. }| (version, findings)).map_err(|error| {
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
        match u32::deserialize(deserializer)? {
            1 => Ok(Self::First),
            VERSION => Ok(Self::Current),
            _ => Err(serde::de::Error::custom("another version")),
        }
    }
}

/// Reads the findings one by one, so that their texts are never all in memory.
fn known<'de, D: Deserializer<'de>>(deserializer: D) -> Result<KnownFindings, D::Error> {
    struct Known;

    impl<'de> Visitor<'de> for Known {
        type Value = KnownFindings;

        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("a list of findings")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut findings: A) -> Result<Self::Value, A::Error> {
            let mut known = HashMap::new();
            while let Some(entry) = findings.next_element::<BaselineEntry>()? {
                known.insert(entry.fingerprint, (digest(&entry.path), entry.extent()));
            }
            Ok(known)
        }
    }

    deserializer.deserialize_seq(Known)
}

/// The folder of a file, whether that exists or not.
fn folder(path: &Path) -> PathBuf {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    folder.canonicalize().unwrap_or_else(|_| folder.to_owned())
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

mod decimal {
    use rust_decimal::Decimal;
    use serde::de::{Deserialize, Deserializer, Error};
    use serde::ser::Serializer;

    #[expect(clippy::ref_option, reason = "serde passes the field by reference")]
    pub(super) fn serialize<S: Serializer>(gap: &Option<Decimal>, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&gap.unwrap_or_default())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Decimal>, D::Error> {
        let digits = String::deserialize(deserializer)?;
        digits.parse().map(Some).map_err(|_| Error::custom("no number"))
    }
}

#[cfg(test)]
#[path = "../../tests/internal/policy/baseline.rs"]
mod tests;
