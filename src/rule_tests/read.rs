//! TestCase files: TOML into cases, every error at its place.

use std::str::FromStr;

use std::path::Path;

use chrono::NaiveDate;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::case::{Base, Expect, Suite, TestCase};
use super::change::{CaseChange, entry, scalar};
use super::path::DossierPath;
use crate::dossier::format::{FICHES, Stage};
use crate::engine::Verdict;
use crate::rules::reader::{Errors, SpannedTable, SpannedValue};
use crate::rules::{Basis, Expected, Level, Named, Origin, RuleBook, RuleError, RuleErrorKind, RuleErrors};
use crate::source::{SourceFile, Span};
use crate::yaml::{Content, Node, Style};

/// The tests that stand in the folder `tests` of a folder of rule sets: its `*.toml` are cases, its `*.yaml` base dossiers.
/// A folder without tests has an empty suite.
///
/// # Errors
/// Everything that keeps the cases from being run, each at its place.
pub fn load_folder(rules: &Path, book: &RuleBook) -> Result<Suite, RuleErrors> {
    let folder = rules.join("tests");
    let mut paths: Vec<_> = match std::fs::read_dir(&folder) {
        Ok(entries) => entries.filter_map(Result::ok).map(|entry| entry.path()).collect(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
        Err(error) => return Err(unreadable(&folder, &error)),
    };
    paths.sort();
    let mut files = Vec::new();
    for path in paths.iter().filter(|path| is(path, "toml") || is(path, "yaml")) {
        match std::fs::read_to_string(path) {
            Ok(text) => files.push(SourceFile::new(path.display().to_string(), text)),
            Err(error) => return Err(unreadable(path, &error)),
        }
    }
    load(files, book)
}

fn is(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|found| found == extension)
}

fn unreadable(path: &Path, error: &std::io::Error) -> RuleErrors {
    let kind = RuleErrorKind::Unreadable { path: path.display().to_string(), reason: error.to_string() };
    RuleErrors { files: Vec::new(), errors: vec![RuleError::new(kind, None)] }
}

/// The cases of these files: `*.yaml` are base dossiers, all others case files.
///
/// # Errors
/// All errors of all files.
pub fn load(files: Vec<SourceFile>, book: &RuleBook) -> Result<Suite, RuleErrors> {
    let mut errors = Errors::new();
    let mut bases = Vec::new();
    let mut cases_in = Vec::new();
    for (file, source) in files.iter().enumerate() {
        let path = Path::new(source.name());
        match path.file_stem() {
            Some(name) if is(path, "yaml") => bases.push(Base { name: name.to_string_lossy().into_owned(), file }),
            _ => cases_in.push((file, source)),
        }
    }
    let mut cases = Vec::new();
    for (file, source) in cases_in {
        let (document, failed) = DeTable::parse_recoverable(source.text());
        for error in failed {
            let span = error.span().map_or_else(Span::default, |span| Span::new(span.start, span.end));
            errors.push(RuleError::new(RuleErrorKind::Syntax(error.message().to_owned()), Some(Origin { file, span })));
        }
        let mut reader = CaseReader { book, bases: &bases, errors: &mut errors };
        reader.file(file, &document, &mut cases);
    }
    if errors.is_empty() {
        return Ok(Suite { files, bases, cases });
    }
    errors.sort_by_key(|error| error.origin);
    Err(RuleErrors { files, errors })
}

/// The keys of a case.
pub(super) const CASE_KEYS: &[&str] = &[
    "rule", "reading", "name", "base", "set", "append", "blank", "remove", "each", "fiche", "stage", "date",
    "register", "before", "expect", "level", "basis", "verdict", "notes",
];

struct CaseReader<'r> {
    book: &'r RuleBook,
    bases: &'r [Base],
    errors: &'r mut Errors,
}

/// What the cases of a file have in common.
#[derive(Clone, Copy)]
struct Common<'t> {
    /// The file's own keys: one that cannot be read is reported once, and not missed again in every case.
    top: SpannedTable<'t>,
    base: Option<usize>,
    date: Option<NaiveDate>,
}

impl CaseReader<'_> {
    fn file<'t>(&mut self, file: usize, document: &'t Spanned<DeTable<'t>>, cases: &mut Vec<TestCase>) {
        let top = SpannedTable::top(file, document);
        top.only_keys(&["base", "date", "case"], self.errors);
        let common = Common {
            top,
            base: top.get("base").and_then(|at| self.base(at)),
            date: top.get("date").and_then(|at| self.date(at)),
        };
        for table in top.get("case").map(|at| at.tables(self.errors)).unwrap_or_default() {
            self.case(table, common, cases);
        }
    }

    fn case(&mut self, table: SpannedTable<'_>, common: Common<'_>, cases: &mut Vec<TestCase>) {
        table.only_keys(CASE_KEYS, self.errors);
        let rule = table.require("rule", self.errors).and_then(|at| Some((self.rule(at)?, at.origin())));
        let reading =
            table.get("reading").and_then(|at| self.reading(at, rule.as_ref().map(|(rule, _)| rule.as_str())));
        let name = table.require("name", self.errors).and_then(|at| at.text(self.errors));
        let expect = table.require("expect", self.errors).and_then(|at| self.word(at, &Expect::WORDS));
        let mut given = |key| if common.top.has(key) { table.get(key) } else { table.require(key, self.errors) };
        let (base, date) = (given("base"), given("date"));
        let base = base.map_or(common.base, |at| self.base(at));
        let date = date.map_or(common.date, |at| self.date(at));
        let stage = table.get("stage").and_then(|at| self.word::<Stage>(at, &Stage::WORDS).map(Stage::as_str));
        let level = table.get("level").and_then(|at| self.word(at, &Level::WORDS));
        let basis = table.get("basis").and_then(|at| self.word(at, &Basis::WORDS));
        let verdict = table.get("verdict").and_then(|at| self.word(at, &Verdict::WORDS));
        let fiche = table.get("fiche").and_then(|at| self.fiche(at));
        let mut texts = |key| table.get(key).map(|at| owned(&at.texts(self.errors)));
        let (register, notes) = (texts("register"), texts("notes"));
        let changes = self.changes(table);
        let before = table.get("before").map(|_| self.settings(table, "before"));
        let each = table.get("each").map(|at| self.each(at));
        let (Some((rule, origin)), Some(name), Some(expect), Some(base), Some(date)) = (rule, name, expect, base, date)
        else {
            return;
        };
        let mut case = |suffix: &str, origin: Origin, further: Option<CaseChange>| {
            cases.push(TestCase {
                rule: rule.clone(),
                name: format!("{name}{suffix}"),
                origin,
                base,
                // What varies comes first, so that a case may change something within it.
                changes: further.into_iter().chain(changes.iter().cloned()).collect(),
                fiche,
                stage,
                date,
                register: register.clone(),
                before: before.clone(),
                reading: reading.clone(),
                expect,
                level,
                basis,
                verdict,
                notes: notes.clone(),
            });
        };
        match each {
            None => case("", origin, None),
            Some(values) => {
                for (text, origin, change) in values {
                    case(&format!(" ({text})"), origin, Some(change));
                }
            }
        }
    }

    /// The changes that every variant of a case makes: what is written, added, emptied and taken away, in this order.
    fn changes(&mut self, table: SpannedTable<'_>) -> Vec<CaseChange> {
        let mut changes = self.settings(table, "set");
        for (path, at) in self.paths(table, "append") {
            // A list stands for its entries, one after the other.
            let values: Vec<SpannedValue<'_>> = at.as_list().map_or_else(|| vec![at], Iterator::collect);
            for at in values {
                changes.extend(self.value(at).map(|value| CaseChange::Append(path.clone(), value)));
            }
        }
        for (key, change) in
            [("blank", CaseChange::Blank as fn(DossierPath) -> CaseChange), ("remove", CaseChange::Remove)]
        {
            let texts = table.get(key).map(|at| at.texts(self.errors)).unwrap_or_default();
            for (text, origin) in texts {
                changes.extend(self.path(text, origin).map(change));
            }
        }
        changes
    }

    /// The values that a table of paths writes.
    fn settings(&mut self, table: SpannedTable<'_>, key: &str) -> Vec<CaseChange> {
        let mut changes = Vec::new();
        for (path, at) in self.paths(table, key) {
            changes.extend(self.value(at).map(|value| CaseChange::Set(path, value)));
        }
        changes
    }

    /// The variants of a case: one for each value that a key takes, with the value's own place.
    fn each(&mut self, at: SpannedValue<'_>) -> Vec<(String, Origin, CaseChange)> {
        let Some(table) = at.table(self.errors) else { return Vec::new() };
        let entries: Vec<_> = table.entries().collect();
        let [(key, values)] = entries[..] else {
            at.wrong_type(Expected::OneKey, self.errors);
            return Vec::new();
        };
        let path = self.path(key.text, key.origin);
        let mut variants = Vec::new();
        for at in values.list(Expected::List, self.errors) {
            if let (Some(path), Some(value)) = (&path, self.value(at)) {
                variants.push((shown(&value), at.origin(), CaseChange::Set(path.clone(), value)));
            }
        }
        variants
    }

    fn paths<'t>(&mut self, table: SpannedTable<'t>, key: &str) -> Vec<(DossierPath, SpannedValue<'t>)> {
        let Some(changes) = table.get(key).and_then(|at| at.table(self.errors)) else { return Vec::new() };
        changes.entries().filter_map(|(key, at)| Some((self.path(key.text, key.origin)?, at))).collect()
    }

    fn path(&mut self, text: &str, origin: Origin) -> Option<DossierPath> {
        DossierPath::parse(text).map_err(|kind| self.report(kind, origin)).ok()
    }

    /// A value for the dossier: numbers and days as they are written, so that no amount becomes a float.
    fn value(&mut self, at: SpannedValue<'_>) -> Option<Node<'static>> {
        let content = match at.content() {
            DeValue::String(text) => return Some(scalar(text.clone().into_owned(), Style::Quoted)),
            DeValue::Boolean(value) => return Some(scalar(value.to_string(), Style::Plain)),
            DeValue::Integer(number) => return Some(scalar(number.as_str().to_owned(), Style::Plain)),
            DeValue::Float(number) => return Some(scalar(number.as_str().to_owned(), Style::Plain)),
            DeValue::Datetime(day) => return Some(scalar(day.to_string(), Style::Plain)),
            DeValue::Array(_) => {
                let items = at.list(Expected::List, self.errors);
                Content::Sequence(items.into_iter().map(|at| self.value(at)).collect::<Option<_>>()?)
            }
            DeValue::Table(_) => {
                let table = at.table(self.errors)?;
                let entries = table.entries().map(|(key, at)| Some(entry(key.text.to_owned(), self.value(at)?)));
                Content::Mapping { entries: entries.collect::<Option<_>>()?, flow: false }
            }
        };
        Some(Node { span: Span::default(), content })
    }

    fn rule(&mut self, at: SpannedValue<'_>) -> Option<String> {
        let id = at.text(self.errors)?;
        let known = || self.book.campaigns.iter().flat_map(|campaign| &campaign.rules).map(|rule| rule.id.clone());
        if known().any(|known| known == id) {
            return Some(id.to_owned());
        }
        self.unknown(Named::Rule, id, known().collect(), at.origin());
        None
    }

    fn reading(&mut self, at: SpannedValue<'_>, rule: Option<&str>) -> Option<String> {
        let id = at.text(self.errors)?;
        let rules = self.book.campaigns.iter().flat_map(|campaign| &campaign.rules);
        let readings = rules.filter(|known| Some(known.id.as_str()) == rule).flat_map(|rule| &rule.readings);
        let known: Vec<String> = readings.map(|reading| reading.id.clone()).collect();
        if rule.is_some() && !known.iter().any(|known| known == id) {
            self.unknown(Named::Reading, id, known, at.origin());
            return None;
        }
        Some(id.to_owned())
    }

    fn base(&mut self, at: SpannedValue<'_>) -> Option<usize> {
        let name = at.text(self.errors)?;
        let found = self.bases.iter().position(|base| base.name == name);
        if found.is_none() {
            self.unknown(Named::Base, name, self.bases.iter().map(|base| base.name.clone()).collect(), at.origin());
        }
        found
    }

    /// A day, in quotes or as TOML's own.
    fn date(&mut self, at: SpannedValue<'_>) -> Option<NaiveDate> {
        let text = match at.content() {
            DeValue::Datetime(day) => day.to_string(),
            _ => at.text(self.errors)?.to_owned(),
        };
        let day = NaiveDate::parse_from_str(&text, "%Y-%m-%d").ok();
        if day.is_none() {
            self.report(RuleErrorKind::BadLiteral { expected: Expected::Date, text }, at.origin());
        }
        day
    }

    fn fiche(&mut self, at: SpannedValue<'_>) -> Option<u8> {
        let number = at.integer(self.errors)?.to_string();
        if !FICHES.contains(&number.as_str()) {
            let known = FICHES.iter().map(|&fiche| fiche.to_owned()).collect();
            self.unknown(Named::Fiche, &number, known, at.origin());
        }
        number.parse().ok()
    }

    fn word<T: FromStr>(&mut self, at: SpannedValue<'_>, known: &[&'static str]) -> Option<T> {
        let text = at.text(self.errors)?;
        let value = text.parse().ok();
        if value.is_none() {
            self.unknown(Named::Value, text, known.iter().map(|&word| word.to_owned()).collect(), at.origin());
        }
        value
    }

    fn unknown(&mut self, what: Named, name: &str, known: Vec<String>, origin: Origin) {
        self.report(RuleErrorKind::Unknown { what, name: name.to_owned(), known }, origin);
    }

    fn report(&mut self, kind: RuleErrorKind, origin: Origin) {
        self.errors.push(RuleError::new(kind, Some(origin)));
    }
}

fn owned(texts: &[(&str, Origin)]) -> Vec<String> {
    texts.iter().map(|(text, _)| (*text).to_owned()).collect()
}

/// A value as a variant's name shows it.
fn shown(node: &Node<'_>) -> String {
    match &node.content {
        Content::Scalar(scalar) => scalar.text.to_string(),
        Content::Sequence(items) => items.iter().map(shown).collect::<Vec<_>>().join(", "),
        Content::Mapping { entries, .. } => {
            entries.iter().map(|entry| shown(&entry.value)).collect::<Vec<_>>().join(" ")
        }
        Content::Refused => String::new(),
    }
}
