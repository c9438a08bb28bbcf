//! What a page posts, as changes of the dossier's text.
//!
//! Each field comes with the value that the page showed (`was:` before its name), so that only what a person changed is written,
//! and nothing over what changed elsewhere meanwhile.

use std::collections::BTreeMap;

use super::choices::commune_named;
use super::session::Notice;
use crate::dossier::decode;
use crate::dossier::format::{self, FieldInfo, Kind, ScalarKind, field_info};
use crate::edit::{self, Change, NewValue};
use crate::fix;
use crate::rules::{Campaign, RuleBook};
use crate::source::SourceFile;
use crate::text::{is_hidden, visible_lines};
use crate::yaml;

/// Before a field's name: the value that the page showed.
pub(super) const WAS: &str = "was:";
/// In a table's name: the line that is still to be written.
pub(super) const NEW_LINE: &str = "[+]";
/// The name of buttons.
pub(super) const DO: &str = "do";
/// Before a path in a button's value.
pub(super) const REMOVE: &str = "remove:";
/// Before a path and what it is to hold, with `=` between them.
pub(super) const SET: &str = "set:";

/// Before a rule's id.
pub(super) const FIX: &str = "fix:";

pub(super) enum Action {
    Change(Vec<(String, String)>),
    /// To make the changes that the finding of a rule offers.
    Fix(String),
    Undo,
    Redo,
    Close,
}

impl Action {
    /// What was posted: fields, and the button that was pressed, if any.
    pub(super) fn of(fields: Vec<(String, String)>) -> Self {
        let pressed = fields.iter().find(|(name, _)| name == DO).map(|(_, value)| value.as_str());
        match pressed {
            Some("undo") => Self::Undo,
            Some("redo") => Self::Redo,
            Some("close") => Self::Close,
            Some(value) if value.starts_with(FIX) => Self::Fix(value[FIX.len()..].to_owned()),
            _ => Self::Change(fields),
        }
    }
}

pub(super) struct Changed {
    pub text: String,
    /// The key that alone was changed.
    pub key: Option<String>,
    pub refused: Option<Notice>,
}

/// The text with the fields that differ from what the page showed.
pub(super) fn changed(text: &str, fields: &[(String, String)], book: &RuleBook) -> Changed {
    let mut posted: BTreeMap<&str, Posted<'_>> = BTreeMap::new();
    let (mut removed, mut set) = (None, None);
    for (name, value) in fields {
        if let Some(path) = name.strip_prefix(WAS) {
            posted.entry(path).or_default().was = Some(value);
        } else if name != DO {
            posted.entry(name).or_default().values.push(value);
        } else {
            removed = removed.or(value.strip_prefix(REMOVE));
            set = set.or(value.strip_prefix(SET).and_then(|rest| rest.split_once('=')));
        }
    }
    let mut writer = Writer { text: text.to_owned(), book, keys: Vec::new(), refused: None };
    let mut lines: BTreeMap<&str, Vec<(String, String)>> = BTreeMap::new();
    for (&path, posted) in &posted {
        // A field that the page did not show cannot have been changed on it.
        let Some(was) = posted.was.filter(|_| is_known(path)) else { continue };
        let values = writer.meant(path, was, posted.values());
        if values.join("\n") == plain(was) {
            continue;
        }
        match path.split_once(NEW_LINE) {
            Some((table, cell)) => {
                let cell = cell.trim_start_matches('.').to_owned();
                lines.entry(table).or_default().push((cell, values.concat()));
            }
            None => writer.field(path, &plain(was), &values),
        }
    }
    for (table, cells) in lines {
        writer.add_line(table, cells);
    }
    if let Some(path) = removed.filter(|path| is_known(path)) {
        writer.apply(path, &Change::Remove { path: path.to_owned() });
    }
    if let Some((path, value)) = set.filter(|(path, _)| is_known(path)) {
        writer.set(path, value);
    }
    let Writer { text, mut keys, refused, .. } = writer;
    let key = keys.pop().filter(|_| keys.is_empty());
    Changed { text, key, refused }
}

/// Whether the format has such a path: nothing else is written.
fn is_known(path: &str) -> bool {
    format::find(&edit::of_format(path)).is_some()
}

#[derive(Default)]
struct Posted<'p> {
    was: Option<&'p str>,
    values: Vec<&'p str>,
}

impl Posted<'_> {
    fn values(&self) -> Vec<String> {
        let values = self.values.iter().map(|value| plain(value).trim().to_owned());
        values.filter(|value| !value.is_empty()).collect()
    }
}

/// Browsers end lines in their own way, and what is pasted may hold characters that show nothing.
fn plain(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n").replace('\t', " ");
    text.chars().filter(|character| *character == '\n' || !is_hidden(*character)).collect()
}

struct Writer<'b> {
    text: String,
    book: &'b RuleBook,
    keys: Vec<String>,
    refused: Option<Notice>,
}

impl Writer<'_> {
    /// A commune is typed by its name or postal code; those that stand there already do so by their code.
    fn meant(&self, path: &str, was: &str, values: Vec<String>) -> Vec<String> {
        let kind = format::find(&edit::of_format(path)).map(|id| &field_info(id).field.kind);
        let Some(Kind::Scalar(ScalarKind::Commune) | Kind::List(ScalarKind::Commune)) = kind else { return values };
        let tables = &self.book.tables;
        let meant = |typed: String| match commune_named(tables, &typed) {
            Some(code) if !was.lines().any(|entry| entry == typed) => code.to_owned(),
            _ => typed,
        };
        values.into_iter().map(meant).collect()
    }

    fn field(&mut self, path: &str, was: &str, values: &[String]) {
        let Some(field) = format::find(&edit::of_format(path)).map(field_info) else { return };
        let now = value_at(&self.text, path, field);
        let typed = values.join("\n");
        if now == typed {
            return;
        }
        // Hidden characters are shown by escapes.
        if now != was && visible_lines(&now) != was {
            self.refused = Some(Notice::Conflict { path: path.to_owned(), typed });
            return;
        }
        match field.field.kind {
            Kind::List(_) => self.list(path, &now, values),
            Kind::Scalar(kind) => self.scalar(path, kind, &typed),
            Kind::Group(_) | Kind::Records(_) => {}
        }
    }

    fn scalar(&mut self, path: &str, kind: ScalarKind, typed: &str) {
        if typed.is_empty() {
            self.apply(path, &Change::Remove { path: path.to_owned() });
        } else {
            self.set(path, typed);
        }
        // An intercommunalité is chosen once: its name is that of its SIREN.
        if kind == ScalarKind::Siren
            && let Some((group, _)) = path.rsplit_once('.')
            && let Some(name) = format::find(group).and_then(|group| name_of(field_info(group)))
        {
            let name_path = format!("{group}.{name}");
            match self.book.tables.name_of_code(typed) {
                Some(name) => self.set(&name_path, name),
                None => self.apply(&name_path, &Change::Remove { path: name_path.clone() }),
            }
        }
        self.keys.push(path.to_owned());
    }

    /// Keeps the entries that stay as they stand.
    fn list(&mut self, path: &str, now: &str, values: &[String]) {
        let entries: Vec<&str> = now.split('\n').filter(|entry| !entry.is_empty()).collect();
        let kept = |entry: &str| values.iter().any(|value| value == entry);
        let gone = (0..entries.len()).rev().filter(|&at| !kept(entries[at]));
        if values.is_empty() {
            self.apply(path, &Change::Remove { path: path.to_owned() });
        } else {
            let new = values.iter().filter(|value| !entries.contains(&value.as_str()));
            let new: Vec<String> = new.cloned().collect();
            if entries.is_empty() {
                self.apply(path, &Change::Set { path: path.to_owned(), value: NewValue::List(new.clone()) });
                self.understand(&format!("{path}[0]"));
            } else {
                for (at, value) in new.iter().enumerate() {
                    self.set(&format!("{path}[{}]", entries.len() + at), value);
                }
                for at in gone {
                    let path = format!("{path}[{at}]");
                    self.apply(&path, &Change::Remove { path: path.clone() });
                }
            }
        }
        self.keys.push(path.to_owned());
    }

    fn add_line(&mut self, table: &str, mut cells: Vec<(String, String)>) {
        // In the order of the format.
        let columns = format::find(table).map(|id| &field_info(id).children[..]).unwrap_or_default();
        cells.sort_by_key(|(column, _)| columns.iter().position(|child| field_info(*child).field.key == column));
        let source = SourceFile::new("", self.text.as_str());
        let at = Values { source: &source, tree: &yaml::parse(&source) }.lines(table);
        let columns: Vec<String> = cells.iter().map(|(column, _)| format!("{table}[{at}].{column}")).collect();
        self.apply(table, &Change::AddLine { table: table.to_owned(), cells });
        for path in columns {
            self.understand(&path);
        }
    }

    fn set(&mut self, path: &str, value: &str) {
        self.apply(path, &Change::Set { path: path.to_owned(), value: NewValue::Scalar(value.to_owned()) });
        self.understand(path);
    }

    fn apply(&mut self, path: &str, change: &Change) {
        if matches!(change, Change::Remove { .. }) && !is_there(&self.text, path) {
            return;
        }
        match edit::edits(&SourceFile::new("", self.text.as_str()), change) {
            Some(edits) => self.text = edit::apply(&self.text, &edits),
            None => self.refused = Some(Notice::NotPossible { path: path.to_owned() }),
        }
    }

    /// Writes what was typed as the format has it, where it has one possible meaning.
    fn understand(&mut self, path: &str) {
        let source = SourceFile::new("", self.text.as_str());
        let tree = yaml::parse(&source);
        let decoded = decode(&tree, &self.book.known_campaigns());
        let Some(place) = edit::span_at(&source, &tree, path) else { return };
        let corrections = fix::corrections(&source, &tree, &decoded, self.book);
        let here = corrections.into_iter().filter(|one| place.start <= one.place.start && one.place.end <= place.end);
        let edits: Vec<_> = here.flat_map(|correction| correction.edits).collect();
        self.text = edit::apply(&self.text, &edits);
    }
}

/// The key of a group's name, where it is a SIREN with its name.
fn name_of(group: &FieldInfo) -> Option<&'static str> {
    let texts = group.children.iter().map(|child| field_info(*child).field);
    texts.filter(|field| matches!(field.kind, Kind::Scalar(ScalarKind::Text))).map(|field| field.key).next()
}

fn is_there(text: &str, path: &str) -> bool {
    let source = SourceFile::new("", text);
    edit::is_there(&source, &yaml::parse(&source), path)
}

/// What a field shows: a value as it is written, a list's entries a line each.
pub(super) fn value_at(text: &str, path: &str, field: &FieldInfo) -> String {
    let source = SourceFile::new("", text);
    let tree = yaml::parse(&source);
    Values { source: &source, tree: &tree }.of(path, field)
}

/// The values that a text holds.
#[derive(Clone, Copy)]
pub(super) struct Values<'s> {
    pub source: &'s SourceFile,
    pub tree: &'s yaml::Tree<'s>,
}

impl Values<'_> {
    pub(super) fn of(&self, path: &str, field: &FieldInfo) -> String {
        match field.field.kind {
            Kind::List(_) => self.entries(path).join("\n"),
            _ => self.scalar(path),
        }
    }

    pub(super) fn scalar(&self, path: &str) -> String {
        edit::scalar_at(self.source, self.tree, path).unwrap_or_default().trim().to_owned()
    }

    pub(super) fn entries(&self, path: &str) -> Vec<String> {
        let entry = |at: usize| edit::scalar_at(self.source, self.tree, &format!("{path}[{at}]")).map(str::to_owned);
        (0..edit::items(self.source, self.tree, path)).filter_map(entry).collect()
    }

    /// The rules that the dossier is checked by, its intercommunalité's own among them; the latest ones where it names no year.
    pub(super) fn campaign<'b>(&self, book: &'b RuleBook) -> Option<&'b Campaign> {
        let siren = self.scalar("projet.intercommunalite.siren");
        let year = self.scalar("campagne").parse().ok();
        year.and_then(|year| book.campaign_for(year, Some(siren.as_str()))).or(book.campaigns.last())
    }

    /// Whether something stands there: a value, an entry or a line.
    pub(super) fn is_given(&self, field: &FieldInfo) -> bool {
        match field.field.kind {
            Kind::Records(_) => self.lines(&field.path) > 0,
            _ => !self.of(&field.path, field).is_empty(),
        }
    }

    /// How many lines a table has.
    pub(super) fn lines(&self, path: &str) -> usize {
        edit::items(self.source, self.tree, path)
    }
}
