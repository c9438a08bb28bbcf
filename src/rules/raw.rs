//! The files as they stand: TOML documents cut into sets, overlays, lists, facts and rules, still untyped
//! but every piece with its place.

use toml::Spanned;
use toml::de::DeTable;

use super::error::{Expected, Named, Origin, RuleError, RuleErrorKind};
use super::literal;
use super::model::{Conventions, Reminder, Validity};
use super::reader::{Errors, SpannedKey, SpannedTable, SpannedValue};
use crate::dossier::{Identifier, is_valid};
use crate::source::{SourceFile, Span};
use crate::text::Bilingual;

/// A rule set or an overlay before its names are resolved.
#[derive(Debug)]
pub(super) struct RawSet<'t> {
    pub(super) file: usize,
    pub(super) id: (&'t str, Origin),
    pub(super) campaign: i64,
    /// Whether it is an overlay.
    pub(super) overlay: bool,
    /// For an overlay, the intercommunalité to whose dossiers it is confined.
    pub(super) territory: Option<&'t str>,
    pub(super) fiche: Option<(u8, Origin)>,
    pub(super) extends: Vec<(&'t str, Origin)>,
    pub(super) valid: Option<(Validity, Origin)>,
    /// Whether dossiers may put any of its rules aside.
    pub(super) ignorable: bool,
    pub(super) title: Bilingual,
    pub(super) conventions: Option<(Conventions, Origin)>,
    /// No text where it does not read; its errors are reported already.
    pub(super) labels: Vec<(SpannedKey<'t>, Option<Bilingual>)>,
    pub(super) lists: Vec<(SpannedKey<'t>, RawList<'t>)>,
    /// No table where it does not read; its errors are reported already.
    pub(super) facts: Vec<(SpannedKey<'t>, Option<SpannedTable<'t>>)>,
    pub(super) rules: Vec<RawRule<'t>>,
    pub(super) overrides: Vec<RawRule<'t>>,
    pub(super) reminders: Vec<RawReminder>,
    pub(super) overview: Option<SpannedTable<'t>>,
}

/// An entry of a list, with its place.
pub(super) type ListEntry<'t> = (&'t str, Origin);

/// A named list, or what becomes of one.
#[derive(Debug, Default)]
pub(super) struct RawList<'t> {
    /// Its entries from here on; none for a list that is only amended.
    pub(super) entries: Option<Vec<ListEntry<'t>>>,
    pub(super) add: Vec<ListEntry<'t>>,
    pub(super) remove: Vec<ListEntry<'t>>,
    pub(super) because: Option<Bilingual>,
    /// Whether it does not read; its errors are reported already.
    pub(super) broken: bool,
}

/// A rule before its predicates are typed, or a change of one: the tables that give its keys, the last one first in weight.
#[derive(Debug, Clone)]
pub(super) struct RawRule<'t> {
    pub(super) id: (&'t str, Origin),
    pub(super) layers: Vec<SpannedTable<'t>>,
}

impl<'t> RawRule<'t> {
    /// The value of a key: that of the last layer that has it.
    pub(super) fn get(&self, key: &str) -> Option<SpannedValue<'t>> {
        self.layers.iter().rev().find_map(|layer| layer.get(key))
    }

    /// The place to name when something is missing from it.
    pub(super) fn origin(&self) -> Origin {
        self.layers.first().map_or(self.id.1, |layer| layer.origin)
    }

    pub(super) fn require(&self, key: &'static str, errors: &mut Errors) -> Option<SpannedValue<'t>> {
        let value = self.get(key);
        if value.is_none() {
            errors.push(RuleError::new(RuleErrorKind::MissingKey(key), Some(self.origin())));
        }
        value
    }
}

/// Subject and reason of a reminder.
pub(super) type RawReminder = (Bilingual, Bilingual);

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

/// Cuts the documents into sets and overlays.
pub(super) fn read<'t>(
    files: &'t [SourceFile],
    documents: &'t [Spanned<DeTable<'t>>],
    errors: &mut Errors,
) -> Vec<RawSet<'t>> {
    if files.is_empty() {
        errors.push(RuleError::new(RuleErrorKind::NoSet, None));
    }
    let tops: Vec<SpannedTable<'t>> =
        documents.iter().enumerate().map(|(file, document)| SpannedTable::top(file, document)).collect();
    // A set without a readable year is taken for one of its neighbours', so that its own names are known all the same.
    let year =
        |top: &SpannedTable<'t>| top.get("ruleset").and_then(SpannedValue::as_table)?.get("campaign")?.as_integer();
    let neighbour = tops.iter().find_map(year).unwrap_or_default();
    tops.iter().zip(files).filter_map(|(top, file)| set(*top, stem(file.name()), neighbour, errors)).collect()
}

/// A file's name without folders and extension.
fn stem(name: &str) -> &str {
    let name = name.rsplit_once('/').map_or(name, |(_, name)| name);
    name.strip_suffix(".toml").unwrap_or(name)
}

/// The keys at the top of a rule set.
pub(super) const SET_KEYS: &[&str] =
    &["ruleset", "conventions", "labels", "lists", "facts", "rule", "override", "reminder", "overview"];
/// The keys at the top of an overlay.
pub(super) const OVERLAY_KEYS: &[&str] = &["overlay", "labels", "lists", "facts", "rule", "override", "reminder"];
/// The keys of a rule set's header.
pub(super) const HEADER_KEYS: &[&str] = &["id", "campaign", "fiche", "extends", "valid", "title", "ignorable"];
/// The keys of an overlay's header.
pub(super) const OVERLAY_HEADER_KEYS: &[&str] = &["id", "campaign", "intercommunalite", "valid", "title"];
/// The keys of a list that is not given as its entries alone.
pub(super) const LIST_KEYS: &[&str] = &["entries", "add", "remove", "because"];

fn set<'t>(top: SpannedTable<'t>, stem: &'t str, neighbour: i64, errors: &mut Errors) -> Option<RawSet<'t>> {
    let (header, overlay) = match (top.get("ruleset"), top.get("overlay")) {
        (Some(header), None) => (header, false),
        (None, Some(header)) => (header, true),
        (Some(_), Some(second)) => {
            let keys = vec!["ruleset".to_owned(), "overlay".to_owned()];
            errors.push(RuleError::new(RuleErrorKind::MixedPredicate(keys), Some(second.origin())));
            return None;
        }
        (None, None) => {
            errors.push(RuleError::new(RuleErrorKind::NoHeader, Some(top.origin)));
            return None;
        }
    };
    top.only_keys(if overlay { OVERLAY_KEYS } else { SET_KEYS }, errors);
    let conventions = top.get("conventions").filter(|_| !overlay);
    let conventions = conventions.and_then(|at| Some((conventions_of(at.table(errors)?, errors), at.origin())));
    let labels = section(top, "labels", errors).map(|(key, at)| (key, at.bilingual(errors))).collect();
    let lists = section(top, "lists", errors).map(|(key, at)| (key, list(at, overlay, errors))).collect();
    let facts = section(top, "facts", errors).map(|(key, at)| (key, at.table(errors))).collect();
    let rules = tables(top, "rule", errors).into_iter().filter_map(|table| rule(table, errors)).collect();
    let overview = top.get("overview").filter(|_| !overlay).and_then(|at| at.table(errors));
    let overrides = tables(top, "override", errors).into_iter().filter_map(|table| rule(table, errors)).collect();
    let reminders = tables(top, "reminder", errors).into_iter().filter_map(|table| reminder(table, errors)).collect();

    let header = header.table(errors)?;
    header.only_keys(if overlay { OVERLAY_HEADER_KEYS } else { HEADER_KEYS }, errors);
    let id = header.require("id", errors).and_then(|at| Some((at.text(errors)?, at.origin())));
    let campaign = header.require("campaign", errors).and_then(|at| at.integer(errors));
    let title = header.require("title", errors).and_then(|at| at.bilingual(errors));
    Some(RawSet {
        file: top.origin.file,
        // A header that does not read is an error already; what it heads is read on with what can be guessed.
        id: id.unwrap_or((stem, header.origin)),
        campaign: campaign.unwrap_or(neighbour),
        overlay,
        territory: header.get("intercommunalite").filter(|_| overlay).and_then(|at| territory(at, errors)),
        fiche: header.get("fiche").filter(|_| !overlay).and_then(|at| fiche(at, errors)),
        extends: header.get("extends").filter(|_| !overlay).map(|at| at.texts(errors)).unwrap_or_default(),
        valid: header.get("valid").and_then(|at| Some((validity(at.table(errors)?, errors)?, at.origin()))),
        ignorable: header.get("ignorable").filter(|_| !overlay).and_then(|at| at.boolean(errors)).unwrap_or(false),
        title: title.unwrap_or_default(),
        conventions,
        labels,
        lists,
        facts,
        rules,
        overrides,
        reminders,
        overview,
    })
}

fn section<'t>(
    top: SpannedTable<'t>,
    key: &str,
    errors: &mut Errors,
) -> std::vec::IntoIter<(SpannedKey<'t>, SpannedValue<'t>)> {
    let table = top.get(key).and_then(|at| at.table(errors));
    table.map(|table| table.entries().collect::<Vec<_>>()).unwrap_or_default().into_iter()
}

fn tables<'t>(top: SpannedTable<'t>, key: &str, errors: &mut Errors) -> Vec<SpannedTable<'t>> {
    top.get(key).map(|at| at.tables(errors)).unwrap_or_default()
}

fn rule<'t>(table: SpannedTable<'t>, errors: &mut Errors) -> Option<RawRule<'t>> {
    let at = table.require("id", errors)?;
    Some(RawRule { id: (at.text(errors)?, at.origin()), layers: vec![table] })
}

/// A list: its entries, or a table that says what becomes of it.
fn list<'t>(at: SpannedValue<'t>, overlay: bool, errors: &mut Errors) -> RawList<'t> {
    let before = errors.len();
    let mut list = entries_or_changes(at, overlay, errors);
    list.broken = errors.len() > before;
    list
}

fn entries_or_changes<'t>(at: SpannedValue<'t>, overlay: bool, errors: &mut Errors) -> RawList<'t> {
    let Some(table) = at.as_table() else {
        return RawList { entries: Some(at.texts(errors)), ..RawList::default() };
    };
    let known = if overlay { LIST_KEYS } else { &LIST_KEYS[..3] };
    table.only_keys(known, errors);
    let entries = table.get("entries").map(|at| at.texts(errors));
    let mut amended = |key| {
        let at = table.get(key)?;
        if entries.is_some() {
            let keys = vec!["entries".to_owned(), key.to_owned()];
            errors.push(RuleError::new(RuleErrorKind::MixedPredicate(keys), Some(at.origin())));
        }
        Some(at.texts(errors))
    };
    let (add, remove) = (amended("add"), amended("remove"));
    if entries.is_none() && add.is_none() && remove.is_none() {
        errors.push(RuleError::new(RuleErrorKind::MissingKey("entries"), Some(table.origin)));
    }
    let because = table.get("because").and_then(|at| because(at, errors));
    RawList { entries, add: add.unwrap_or_default(), remove: remove.unwrap_or_default(), because, broken: false }
}

/// The reason for a change that loosens: a text in both languages, or one for both.
pub(super) fn because(at: SpannedValue<'_>, errors: &mut Errors) -> Option<Bilingual> {
    match at.as_text() {
        Some(text) if !text.trim().is_empty() => Some(Bilingual { fr: text.to_owned(), en: text.to_owned() }),
        _ => at.bilingual(errors),
    }
}

fn reminder(table: SpannedTable<'_>, errors: &mut Errors) -> Option<RawReminder> {
    table.only_keys(&["subject", "reason"], errors);
    let subject = table.require("subject", errors).and_then(|at| at.bilingual(errors));
    let reason = table.require("reason", errors).and_then(|at| at.bilingual(errors));
    Some((subject?, reason?))
}

impl From<RawReminder> for Reminder {
    fn from((subject, reason): RawReminder) -> Self {
        Self { subject, reason }
    }
}

fn conventions_of(table: SpannedTable<'_>, errors: &mut Errors) -> Conventions {
    table.only_keys(&["documented_at_least", "placeholders"], errors);
    let least = table.require("documented_at_least", errors).and_then(|at| {
        let least = at.integer(errors)?;
        let positive = usize::try_from(least).ok().filter(|least| *least > 0);
        if positive.is_none() {
            bad_literal(Expected::Positive, &least.to_string(), at, errors);
        }
        positive
    });
    let placeholders = table.require("placeholders", errors).map(|at| at.texts(errors)).unwrap_or_default();
    Conventions {
        documented_at_least: least.unwrap_or_default(),
        placeholders: placeholders.into_iter().map(|(text, _)| crate::dossier::fold(text)).collect(),
    }
}

fn bad_literal(expected: Expected, text: &str, at: SpannedValue<'_>, errors: &mut Errors) {
    let kind = RuleErrorKind::BadLiteral { expected, text: text.to_owned() };
    errors.push(RuleError::new(kind, Some(at.origin())));
}

fn territory<'t>(at: SpannedValue<'t>, errors: &mut Errors) -> Option<&'t str> {
    let text = at.text(errors)?;
    // Written as dossiers have it: nine digits together.
    if text.len() == 9 && is_valid(Identifier::Siren, text) {
        return Some(text);
    }
    bad_literal(Expected::Siren, text, at, errors);
    None
}

fn fiche(at: SpannedValue<'_>, errors: &mut Errors) -> Option<(u8, Origin)> {
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

fn validity(table: SpannedTable<'_>, errors: &mut Errors) -> Option<Validity> {
    table.only_keys(&["from", "to"], errors);
    let mut day = |key| {
        let at = table.require(key, errors)?;
        let Some(text) = at.as_text() else {
            at.wrong_type(Expected::Date, errors);
            return None;
        };
        let day = literal::parse_date(text);
        if day.is_none() {
            bad_literal(Expected::Date, text, at, errors);
        }
        Some((day?, at.origin()))
    };
    let (from, to) = (day("from"), day("to"));
    let ((from, _), (to, origin)) = (from?, to?);
    if to < from {
        errors.push(RuleError::new(RuleErrorKind::EndsBeforeStart, Some(origin)));
    }
    Some(Validity { from, to })
}
