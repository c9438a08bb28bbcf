//! Case files: TOML into cases, every error at its place.

use std::io::ErrorKind;
use std::path::Path;

use chrono::NaiveDate;
use toml::de::DeValue;

use super::case::{Base, Suite, TestCase};
use super::change::{CaseChange, entry, scalar};
use super::embedded::EMBEDDED_TESTS;
use super::language::{CASE, CASE_FILE};
use super::path::DossierPath;
use crate::rules::limits::{MAX_CASE_MEBIBYTES, MAX_VARIANTS};
use crate::rules::reader::{Fields, SpannedTable, SpannedText, SpannedValue, parse};
use crate::rules::sink::ErrorSink;
use crate::rules::{
    Expected, Large, Named, Origin, Rule, RuleBook, RuleError, RuleErrorKind, RuleErrors, listed, read_files,
};
use crate::source::{SourceFile, Span, files_in};
use crate::yaml::{Content, Node, ScalarStyle};

/// The tests in the folder `tests` of a folder of rule sets, or the embedded ones: `*.toml` are cases, `*.yaml` base
/// dossiers. A folder without tests has an empty suite.
pub(crate) fn load_with(folder: Option<&Path>, book: &RuleBook) -> Result<Suite, RuleErrors> {
    let Some(rules) = folder else { return load_embedded(book) };
    let folder = rules.join("tests");
    let (files, errors) = match files_in(&folder, &["toml", "yaml"]) {
        Ok(paths) => read_files(&paths),
        Err(error) if error.kind() == ErrorKind::NotFound => (Vec::new(), Vec::new()),
        Err(error) => (Vec::new(), vec![RuleError::unreadable(&folder, &error)]),
    };
    if errors.is_empty() { load(files, book) } else { Err(RuleErrors { files, errors }) }
}

/// The tests of the embedded sets.
pub(crate) fn load_embedded(book: &RuleBook) -> Result<Suite, RuleErrors> {
    let files = EMBEDDED_TESTS.iter().map(|(file, text)| SourceFile::new(format!("rules/tests/{file}"), *text));
    load(files.collect(), book)
}

/// The cases of these files: `*.yaml` are base dossiers, all others case files.
pub(crate) fn load(files: Vec<SourceFile>, book: &RuleBook) -> Result<Suite, RuleErrors> {
    let errors = ErrorSink::default();
    let mut bases = Vec::new();
    let mut cases_in = Vec::new();
    for (file, source) in files.iter().enumerate() {
        match source.name().strip_suffix(".yaml") {
            Some(path) => {
                let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
                bases.push(Base { name: name.to_owned(), file });
            }
            None => cases_in.push((file, source)),
        }
    }
    let mut cases = Vec::new();
    for (file, source) in cases_in {
        let document = parse(file, source, &errors);
        let reader = CaseReader { book, bases: &bases, errors: &errors };
        reader.file(SpannedTable::top(file, &document, &errors), &mut cases);
    }
    let mut bytes = 0;
    let too_large = cases.iter().find(|case| {
        bytes += files[bases[case.base].file].text().len();
        bytes > MAX_CASE_MEBIBYTES * 1024 * 1024
    });
    if let Some(case) = too_large {
        errors.report(RuleErrorKind::TooLarge(Large::Cases), case.origin);
    }
    let errors = errors.into_errors();
    if errors.is_empty() {
        return Ok(Suite { files, bases, cases });
    }
    Err(RuleErrors { files, errors: listed(errors) })
}

struct CaseReader<'r> {
    book: &'r RuleBook,
    bases: &'r [Base],
    errors: &'r ErrorSink,
}

#[derive(Clone, Copy)]
struct Common<'t> {
    /// The file's own keys: one that cannot be read is reported once, and not missed again in every case.
    top: SpannedTable<'t>,
    base: Option<usize>,
    date: Option<NaiveDate>,
}

impl CaseReader<'_> {
    fn file(&self, top: SpannedTable<'_>, cases: &mut Vec<TestCase>) {
        top.only(CASE_FILE.iter());
        let common = Common {
            top,
            base: top.get("base").and_then(|value| self.base(value)),
            date: top.get("date").and_then(date),
        };
        for table in top.get("case").map(|value| value.tables("case")).unwrap_or_default() {
            self.case(&table.fields(CASE), common, cases);
        }
    }

    fn case(&self, fields: &Fields<'_>, common: Common<'_>, cases: &mut Vec<TestCase>) {
        let rule = fields.get("rule").and_then(|value| Some((self.rule(value)?, value.origin())));
        let reading = fields.get("reading").and_then(|value| self.reading(value, rule.map(|(rule, _)| rule)));
        let name = fields.text("name");
        let expect = fields.word("expect");
        let given = |key| {
            let value = fields.get(key);
            if value.is_none() && !common.top.has(key) {
                self.errors.report(RuleErrorKind::MissingKey(key), fields.origin());
            }
            value
        };
        let (base, date_given) = (given("base"), given("date"));
        let base = base.map_or(common.base, |value| self.base(value));
        let date = date_given.map_or(common.date, date);
        let stage = fields.word("stage");
        let level = fields.word("level");
        let basis = fields.word("basis");
        let verdict = fields.word("verdict");
        let fiche = fields.get("fiche").and_then(SpannedValue::fiche);
        let owned = |value: SpannedValue<'_>| value.texts().iter().map(|entry| entry.text.to_owned()).collect();
        let register: Option<Vec<String>> = fields.get("register").map(owned);
        let notes: Option<Vec<String>> = fields.get("notes").map(owned);
        let changes = self.changes(fields);
        let before = fields.get("before").map(|_| self.settings(fields, "before"));
        let each = fields.get("each").map(|value| self.each(value));
        let (Some((rule, origin)), Some(name), Some(expect), Some(base), Some(date)) = (rule, name, expect, base, date)
        else {
            return;
        };
        let texts = [&register, &notes].into_iter().flatten().map(Vec::len).sum::<usize>();
        let size = 1 + texts + changes.iter().chain(before.iter().flatten()).map(CaseChange::size).sum::<usize>();
        let case = |suffix: &str, origin: Origin, further: Option<CaseChange>| TestCase {
            rule: rule.id.clone(),
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
            reading: reading.map(str::to_owned),
            expect,
            level,
            basis,
            verdict,
            notes: notes.clone(),
        };
        match each {
            None => cases.push(case("", origin, None)),
            Some(variants) if variants.len().saturating_mul(size) > MAX_VARIANTS => {
                self.errors.report(RuleErrorKind::TooLarge(Large::Variants), fields.origin());
            }
            Some(variants) => cases.extend(
                variants.into_iter().map(|(text, origin, change)| case(&format!(" ({text})"), origin, Some(change))),
            ),
        }
    }

    /// The changes that every variant of a case makes: what is written, added, emptied and taken away, in this order.
    fn changes(&self, fields: &Fields<'_>) -> Vec<CaseChange> {
        let mut changes = self.settings(fields, "set");
        for (path, value) in self.paths(fields, "append") {
            // A list stands for its entries, one after the other.
            let values: Vec<SpannedValue<'_>> = value.as_list().map_or_else(|| vec![value], Iterator::collect);
            changes.extend(values.into_iter().map(|value| CaseChange::Append(path.clone(), node(value))));
        }
        for (key, change) in
            [("blank", CaseChange::Blank as fn(DossierPath) -> CaseChange), ("remove", CaseChange::Remove)]
        {
            changes.extend(fields.texts(key).into_iter().filter_map(|path| self.path(path)).map(change));
        }
        changes
    }

    fn settings(&self, fields: &Fields<'_>, key: &str) -> Vec<CaseChange> {
        self.paths(fields, key).into_iter().map(|(path, value)| CaseChange::Set(path, node(value))).collect()
    }

    /// The variants of a case: one for each value that a key takes, with the value's own place.
    fn each(&self, value: SpannedValue<'_>) -> Vec<(String, Origin, CaseChange)> {
        let Some(table) = value.table() else { return Vec::new() };
        let entries: Vec<_> = table.entries().collect();
        let [(key, values)] = entries[..] else {
            value.wrong_type(Expected::OneKey);
            return Vec::new();
        };
        let path = self.path(key);
        let variant = |value: SpannedValue<'_>| {
            let node = node(value);
            Some((shown(&node), value.origin(), CaseChange::Set(path.clone()?, node)))
        };
        values.list(Expected::List).into_iter().filter_map(variant).collect()
    }

    fn paths<'t>(&self, fields: &Fields<'t>, key: &str) -> Vec<(DossierPath, SpannedValue<'t>)> {
        let entries = fields.entries(key).into_iter();
        entries.filter_map(|(key, value)| Some((self.path(key)?, value))).collect()
    }

    fn path(&self, path: SpannedText<'_>) -> Option<DossierPath> {
        DossierPath::parse(path.text).map_err(|kind| self.errors.report(kind, path.origin)).ok()
    }

    fn rule(&self, value: SpannedValue<'_>) -> Option<&Rule> {
        let id = value.spanned_text()?;
        let known = || self.book.all_campaigns().flat_map(|campaign| &campaign.rules);
        let found = known().find(|rule| rule.id == id.text);
        if found.is_none() {
            self.errors.unknown(Named::Rule, id, known().map(|rule| rule.id.as_str()));
        }
        found
    }

    fn reading<'t>(&self, value: SpannedValue<'t>, rule: Option<&Rule>) -> Option<&'t str> {
        let id = value.spanned_text()?;
        let Some(rule) = rule else { return Some(id.text) };
        let rules = self.book.all_campaigns().flat_map(|campaign| &campaign.rules);
        let readings = rules.filter(|known| known.id == rule.id).flat_map(|rule| &rule.readings);
        let known: Vec<&str> = readings.map(|reading| reading.id.as_str()).collect();
        if known.contains(&id.text) {
            return Some(id.text);
        }
        self.errors.unknown(Named::Reading, id, known);
        None
    }

    fn base(&self, value: SpannedValue<'_>) -> Option<usize> {
        let name = value.spanned_text()?;
        let found = self.bases.iter().position(|base| base.name == name.text);
        if found.is_none() {
            self.errors.unknown(Named::Base, name, self.bases.iter().map(|base| base.name.as_str()));
        }
        found
    }
}

/// A day, in quotes or as TOML's own.
fn date(value: SpannedValue<'_>) -> Option<NaiveDate> {
    let text = match value.content() {
        DeValue::Datetime(day) => day.to_string(),
        _ => value.text()?.to_owned(),
    };
    let day = NaiveDate::parse_from_str(&text, "%Y-%m-%d").ok();
    if day.is_none() {
        value.report(RuleErrorKind::BadLiteral { expected: Expected::Date, text });
    }
    day
}

/// A value for the dossier: numbers and days as they are written, so that no amount becomes a float.
fn node(value: SpannedValue<'_>) -> Node<'static> {
    let content = match value.content() {
        DeValue::String(text) => return scalar(text.clone().into_owned(), ScalarStyle::Quoted),
        DeValue::Boolean(value) => return scalar(value.to_string(), ScalarStyle::Plain),
        DeValue::Integer(number) => return scalar(number.as_str().to_owned(), ScalarStyle::Plain),
        DeValue::Float(number) => return scalar(number.as_str().to_owned(), ScalarStyle::Plain),
        DeValue::Datetime(day) => return scalar(day.to_string(), ScalarStyle::Plain),
        DeValue::Array(_) => Content::Sequence(value.list(Expected::List).into_iter().map(node).collect()),
        DeValue::Table(_) => {
            let entries = value.as_table().into_iter().flat_map(SpannedTable::entries);
            let entries = entries.map(|(key, value)| entry(key.text.to_owned(), node(value))).collect();
            Content::Mapping { entries, flow: false }
        }
    };
    Node { span: Span::default(), content }
}

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
