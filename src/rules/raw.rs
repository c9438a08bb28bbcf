//! The files as they stand: TOML documents cut into sets, lists, facts and rules, still untyped but
//! every piece with its place.

use toml::Spanned;
use toml::de::DeTable;

use super::error::{Expected, Named, Origin, RuleError, RuleErrorKind};
use super::literal;
use super::model::{Bilingual, Conventions, Reminder, Validity};
use super::reader::{At, Errors, Key, Table};
use crate::source::{SourceFile, Span};

/// A rule set before its names are resolved.
#[derive(Debug)]
pub(super) struct RawSet<'t> {
    pub(super) file: usize,
    pub(super) id: (&'t str, Origin),
    pub(super) campaign: i64,
    pub(super) fiche: Option<(u8, Origin)>,
    pub(super) extends: Vec<(&'t str, Origin)>,
    pub(super) valid: Option<Validity>,
    pub(super) title: Bilingual,
    pub(super) conventions: Option<(Conventions, Origin)>,
    pub(super) labels: Vec<(Key<'t>, Bilingual)>,
    pub(super) lists: Vec<(Key<'t>, Vec<(&'t str, Origin)>)>,
    pub(super) facts: Vec<(Key<'t>, Table<'t>)>,
    pub(super) rules: Vec<RawRule<'t>>,
    pub(super) reminders: Vec<Bilingual2>,
    pub(super) overview: Option<Table<'t>>,
}

/// A rule before its predicates are typed.
#[derive(Debug, Clone, Copy)]
pub(super) struct RawRule<'t> {
    pub(super) id: (&'t str, Origin),
    pub(super) table: Table<'t>,
}

/// Subject and reason of a reminder.
pub(super) type Bilingual2 = (Bilingual, Bilingual);

/// Parses the files; syntax errors are reported, all of them, and what could be read goes on.
pub(super) fn parse<'t>(files: &'t [SourceFile], errors: &mut Errors) -> Vec<Spanned<DeTable<'t>>> {
    let mut documents = Vec::with_capacity(files.len());
    for (file, source) in files.iter().enumerate() {
        let (document, failed) = DeTable::parse_recoverable(source.text());
        for error in failed {
            let span = error.span().map_or_else(Span::default, |span| Span::new(span.start, span.end));
            errors.push(RuleError::new(RuleErrorKind::Syntax(error.message().to_owned()), Some(Origin { file, span })));
        }
        documents.push(document);
    }
    documents
}

/// Cuts the documents into sets.
pub(super) fn read<'t>(
    files: &[SourceFile],
    documents: &'t [Spanned<DeTable<'t>>],
    errors: &mut Errors,
) -> Vec<RawSet<'t>> {
    if files.is_empty() {
        errors.push(RuleError::new(RuleErrorKind::NoSet, None));
    }
    documents.iter().enumerate().filter_map(|(file, document)| set(file, Table::top(file, document), errors)).collect()
}

const TOP_KEYS: &[&str] = &["ruleset", "conventions", "labels", "lists", "facts", "rule", "reminder", "overview"];

fn set<'t>(file: usize, top: Table<'t>, errors: &mut Errors) -> Option<RawSet<'t>> {
    top.only_keys(TOP_KEYS, errors);
    let conventions = top.get("conventions").and_then(|at| Some((conventions(at.table(errors)?, errors), at.origin())));
    let labels = section(top, "labels", errors).filter_map(|(key, at)| Some((key, at.bilingual(errors)?))).collect();
    let lists = section(top, "lists", errors).map(|(key, at)| (key, at.texts(errors))).collect();
    let facts = section(top, "facts", errors).filter_map(|(key, at)| Some((key, at.table(errors)?))).collect();
    let rules = tables(top, "rule", errors).into_iter().filter_map(|table| rule(table, errors)).collect();
    let overview = top.get("overview").and_then(|at| at.table(errors));
    let reminders = tables(top, "reminder", errors).into_iter().filter_map(|table| reminder(table, errors)).collect();

    let header = top.require("ruleset", errors)?.table(errors)?;
    header.only_keys(&["id", "campaign", "fiche", "extends", "valid", "title"], errors);
    let id = header.require("id", errors).and_then(|at| Some((at.text(errors)?, at.origin())));
    let campaign = header.require("campaign", errors).and_then(|at| at.integer(errors));
    let fiche = header.get("fiche").and_then(|at| fiche(at, errors));
    let extends = header.get("extends").map(|at| at.texts(errors)).unwrap_or_default();
    let valid = header.get("valid").and_then(|at| validity(at.table(errors)?, errors));
    let title = header.require("title", errors).and_then(|at| at.bilingual(errors));
    Some(RawSet {
        file,
        id: id?,
        campaign: campaign?,
        fiche,
        extends,
        valid,
        title: title?,
        conventions,
        labels,
        lists,
        facts,
        rules,
        reminders,
        overview,
    })
}

fn section<'t>(top: Table<'t>, key: &str, errors: &mut Errors) -> std::vec::IntoIter<(Key<'t>, At<'t>)> {
    let table = top.get(key).and_then(|at| at.table(errors));
    table.map(|table| table.entries().collect::<Vec<_>>()).unwrap_or_default().into_iter()
}

fn tables<'t>(top: Table<'t>, key: &str, errors: &mut Errors) -> Vec<Table<'t>> {
    top.get(key).map(|at| at.tables(errors)).unwrap_or_default()
}

fn rule<'t>(table: Table<'t>, errors: &mut Errors) -> Option<RawRule<'t>> {
    let at = table.require("id", errors)?;
    Some(RawRule { id: (at.text(errors)?, at.origin()), table })
}

fn reminder(table: Table<'_>, errors: &mut Errors) -> Option<Bilingual2> {
    table.only_keys(&["subject", "reason"], errors);
    let subject = table.require("subject", errors).and_then(|at| at.bilingual(errors));
    let reason = table.require("reason", errors).and_then(|at| at.bilingual(errors));
    Some((subject?, reason?))
}

impl From<Bilingual2> for Reminder {
    fn from((subject, reason): Bilingual2) -> Self {
        Self { subject, reason }
    }
}

fn conventions(table: Table<'_>, errors: &mut Errors) -> Conventions {
    table.only_keys(&["documented_at_least", "placeholders"], errors);
    let least = table.require("documented_at_least", errors).and_then(|at| at.integer(errors));
    let placeholders = table.require("placeholders", errors).map(|at| at.texts(errors)).unwrap_or_default();
    Conventions {
        documented_at_least: least.and_then(|least| usize::try_from(least).ok()).unwrap_or_default(),
        placeholders: placeholders.into_iter().map(|(text, _)| crate::dossier::fold(text)).collect(),
    }
}

fn fiche(at: At<'_>, errors: &mut Errors) -> Option<(u8, Origin)> {
    let number = at.integer(errors)?;
    let known = crate::dossier::format::FICHES;
    let name = number.to_string();
    if known.contains(&name.as_str()) {
        return Some((u8::try_from(number).ok()?, at.origin()));
    }
    let known = known.iter().map(|&fiche| fiche.to_owned()).collect();
    errors.push(RuleError::new(RuleErrorKind::Unknown { what: Named::Fiche, name, known }, Some(at.origin())));
    None
}

fn validity(table: Table<'_>, errors: &mut Errors) -> Option<Validity> {
    table.only_keys(&["from", "to"], errors);
    let mut day = |key| {
        let at = table.require(key, errors)?;
        let text = at.text(errors)?;
        let day = literal::parse_date(text);
        if day.is_none() {
            let kind = RuleErrorKind::BadLiteral { expected: Expected::Date, text: text.to_owned() };
            errors.push(RuleError::new(kind, Some(at.origin())));
        }
        day
    };
    let (from, to) = (day("from"), day("to"));
    Some(Validity { from: from?, to: to? })
}
