//! The files as they stand: TOML documents cut into sets, overlays, lists, facts and rules, still untyped
//! but every piece with its place.

use toml::Spanned;
use toml::de::DeTable;

use super::error::{Expected, Origin, RuleErrorKind};
use super::language::{CONVENTIONS, HEADER, KeyScope, Keys, LIST, OVERVIEW, PLAN, REMINDER, RULE, SET, VALIDITY};
use super::literal;
use super::model::{Conventions, Reminder, Validity};
use super::reader::{Fields, SpannedTable, SpannedText, SpannedValue};
use super::sink::ErrorSink;
use crate::dossier::{Identifier, Placeholders, is_valid};
use crate::source::SourceFile;
use crate::text::Bilingual;

#[derive(Debug)]
pub(super) struct RawSet<'t> {
    pub(super) file: usize,
    pub(super) id: SpannedText<'t>,
    pub(super) campaign: i64,
    pub(super) overlay: bool,
    /// For an overlay, the intercommunalité to whose dossiers it is confined.
    pub(super) territory: Option<&'t str>,
    pub(super) fiche: Option<(u8, Origin)>,
    pub(super) extends: Vec<SpannedText<'t>>,
    pub(super) valid: Option<(Validity, Origin)>,
    pub(super) ignorable: bool,
    pub(super) title: Bilingual,
    pub(super) conventions: Option<(Conventions, Origin)>,
    /// No text where it does not read; its errors are reported already.
    pub(super) labels: Vec<(SpannedText<'t>, Option<Bilingual>)>,
    pub(super) lists: Vec<(SpannedText<'t>, RawList<'t>)>,
    /// No table where it does not read; its errors are reported already.
    pub(super) facts: Vec<(SpannedText<'t>, Option<SpannedTable<'t>>)>,
    pub(super) rules: Vec<RawRule<'t>>,
    pub(super) overrides: Vec<RawRule<'t>>,
    pub(super) reminders: Vec<Reminder>,
    pub(super) overview: Option<Fields<'t>>,
    pub(super) plan: Option<Fields<'t>>,
}

#[derive(Debug, Default)]
pub(super) struct RawList<'t> {
    /// Its entries from here on; none for a list that is only amended.
    pub(super) entries: Option<Vec<SpannedText<'t>>>,
    pub(super) add: Vec<SpannedText<'t>>,
    pub(super) remove: Vec<SpannedText<'t>>,
    pub(super) because: Option<Bilingual>,
    /// Whether it does not read; its errors are reported already.
    pub(super) broken: bool,
}

/// A rule before its predicates are typed, or a change of one.
#[derive(Debug, Clone)]
pub(super) struct RawRule<'t> {
    pub(super) id: SpannedText<'t>,
    pub(super) fields: Fields<'t>,
}

pub(super) fn read<'t>(
    files: &'t [SourceFile],
    documents: &'t [Spanned<DeTable<'t>>],
    errors: &'t ErrorSink,
) -> Vec<RawSet<'t>> {
    let tops: Vec<SpannedTable<'t>> =
        documents.iter().enumerate().map(|(file, document)| SpannedTable::top(file, document, errors)).collect();
    // A set without a readable year is taken for one of its neighbours', so that its own names are known all the same.
    let year = |top: &SpannedTable<'t>| top.get("ruleset")?.as_table()?.get("campaign")?.as_integer();
    let neighbour = tops.iter().find_map(year).unwrap_or_default();
    tops.iter().zip(files).filter_map(|(top, file)| set(*top, stem(file.name()), neighbour, errors)).collect()
}

fn stem(name: &str) -> &str {
    let name = name.rsplit_once('/').map_or(name, |(_, name)| name);
    name.strip_suffix(".toml").unwrap_or(name)
}

fn set<'t>(top: SpannedTable<'t>, stem: &'t str, neighbour: i64, errors: &ErrorSink) -> Option<RawSet<'t>> {
    let (header, scope) = match (top.get("ruleset"), top.get("overlay")) {
        (Some(header), None) => (header, KeyScope::Set),
        (None, Some(header)) => (header, KeyScope::Overlay),
        (Some(_), Some(second)) => {
            second.report(RuleErrorKind::MixedPredicate(vec!["ruleset".to_owned(), "overlay".to_owned()]));
            return None;
        }
        (None, None) => {
            errors.report(RuleErrorKind::NoHeader, top.origin);
            return None;
        }
    };
    let top = top.fields(Keys::of(SET, scope));
    let conventions = top.get("conventions").and_then(|value| Some((conventions(value)?, value.origin())));
    let labels = top.named_entries("labels").into_iter().map(|(key, value)| (key, value.bilingual())).collect();
    let lists = top.named_entries("lists").into_iter().map(|(key, value)| (key, list(value, scope, errors))).collect();
    let facts = top.named_entries("facts").into_iter().map(|(key, value)| (key, value.table())).collect();
    let rules = top.tables("rule").into_iter().filter_map(rule).collect();
    let overview = top.fields("overview", OVERVIEW);
    let plan = top.fields("plan", PLAN);
    let overrides = top.tables("override").into_iter().filter_map(rule).collect();
    let reminders = top.tables("reminder").into_iter().filter_map(reminder).collect();

    let name = if scope == KeyScope::Overlay { "overlay" } else { "ruleset" };
    let header = header.table_of(name)?.fields(Keys::of(HEADER, scope));
    let id = header.name("id");
    let campaign = header.get("campaign").and_then(SpannedValue::integer);
    let title = header.bilingual("title");
    Some(RawSet {
        file: top.origin().file,
        // A header that does not read is an error already; what it heads is read on with what can be guessed.
        id: id.unwrap_or(SpannedText { text: stem, origin: header.origin() }),
        campaign: campaign.unwrap_or(neighbour),
        overlay: scope == KeyScope::Overlay,
        territory: header.get("intercommunalite").and_then(territory),
        fiche: header.get("fiche").and_then(|value| Some((value.fiche()?, value.origin()))),
        extends: header.texts("extends"),
        valid: header.get("valid").and_then(|value| Some((validity(value, errors)?, value.origin()))),
        ignorable: header.boolean("ignorable").unwrap_or(false),
        title: title.unwrap_or_default(),
        conventions,
        labels,
        lists,
        facts,
        rules,
        overrides,
        reminders,
        overview,
        plan,
    })
}

fn rule(table: SpannedTable<'_>) -> Option<RawRule<'_>> {
    // What keys it may have depends on where it stands, and is looked through when it is compiled.
    let fields = Fields::unchecked(table, Keys::of(RULE, KeyScope::Override));
    Some(RawRule { id: fields.name("id")?, fields })
}

fn list<'t>(value: SpannedValue<'t>, scope: KeyScope, errors: &ErrorSink) -> RawList<'t> {
    let before = errors.count();
    let list = match value.as_table() {
        Some(table) => changes(&table.fields(Keys::of(LIST, scope)), errors),
        None => RawList { entries: Some(value.texts()), ..RawList::default() },
    };
    RawList { broken: errors.count() > before, ..list }
}

fn changes<'t>(list: &Fields<'t>, errors: &ErrorSink) -> RawList<'t> {
    let entries = list.get("entries").map(SpannedValue::texts);
    let amended = |key: &str| {
        let value = list.get(key)?;
        if entries.is_some() {
            value.report(RuleErrorKind::MixedPredicate(vec!["entries".to_owned(), key.to_owned()]));
        }
        Some(value.texts())
    };
    let (add, remove) = (amended("add"), amended("remove"));
    if entries.is_none() && add.is_none() && remove.is_none() {
        errors.report(RuleErrorKind::MissingKey("entries"), list.origin());
    }
    let (add, remove) = (add.unwrap_or_default(), remove.unwrap_or_default());
    RawList { entries, add, remove, because: list.layers[0].reason(), broken: false }
}

fn reminder(table: SpannedTable<'_>) -> Option<Reminder> {
    let fields = table.fields(REMINDER);
    let (subject, reason) = (fields.bilingual("subject"), fields.bilingual("reason"));
    Some(Reminder { origin: fields.origin(), subject: subject?, reason: reason? })
}

fn conventions(value: SpannedValue<'_>) -> Option<Conventions> {
    let fields = value.fields(CONVENTIONS)?;
    let least = fields.get("documented_at_least").and_then(|value| {
        let least = value.integer()?;
        let positive = usize::try_from(least).ok().filter(|least| *least > 0);
        if positive.is_none() {
            let text = least.to_string();
            value.report(RuleErrorKind::BadLiteral { expected: Expected::Positive, text });
        }
        positive
    });
    let placeholders = fields.texts("placeholders");
    Some(Conventions {
        documented_at_least: least.unwrap_or_default(),
        placeholders: Placeholders::new(placeholders.into_iter().map(|entry| entry.text)),
    })
}

/// A SIREN as dossiers have it: nine digits together.
fn territory(value: SpannedValue<'_>) -> Option<&str> {
    let text = value.text()?;
    value.parsed(Expected::Siren, |text| (text.len() == 9 && is_valid(Identifier::Siren, text)).then_some(()))?;
    Some(text)
}

fn validity(value: SpannedValue<'_>, errors: &ErrorSink) -> Option<Validity> {
    let fields = value.fields(VALIDITY)?;
    let day = |key| {
        let value = fields.get(key)?;
        Some((value.parsed(Expected::Date, literal::parse_date)?, value.origin()))
    };
    let (from, to) = (day("from"), day("to"));
    let ((from, _), (to, origin)) = (from?, to?);
    if to < from {
        errors.report(RuleErrorKind::EndsBeforeStart, origin);
    }
    Some(Validity { from, to })
}
