//! From tree to dossier, collecting everything that is wrong.

use std::borrow::Cow;
use std::collections::HashSet;

use super::amount::{self, AmountError};
use super::campaign::{KnownCampaign, placeholders};
use super::entries;
use super::format::{self, FieldId, FieldInfo, Kind, ScalarKind, field_info};
use super::placeholder::Placeholders;
use super::problem::{Problem, ProblemKind, Shape};
use super::rows::{self, are_cut_decimals, is_bare};
use super::scalar;
use super::surface::is_word_quote;
use super::unknown::unknown_key;
use super::value::{Dossier, FieldEntry, Item, Record, Spanned, Value};
use crate::source::Span;
use crate::text::excerpt;
use crate::yaml::{Content, MAX_ERRORS, MappingEntry, Node, Tree, YamlErrorKind};

#[derive(Debug)]
pub(crate) struct Decoded<'s> {
    pub dossier: Dossier<'s>,
    /// In the order of the file. Only a dossier without problems can be assessed.
    pub problems: Vec<Problem>,
}

pub(crate) fn decode<'s>(tree: &Tree<'s>, campaigns: &[KnownCampaign<'_>]) -> Decoded<'s> {
    let mut decoder = Decoder {
        campaigns,
        placeholders: placeholders(tree, campaigns),
        unread: tree.errors.last().filter(|_| !tree.complete).map(|error| error.span.start),
        dossier: Dossier::empty(),
        problems: Vec::new(),
        stray: HashSet::new(),
    };
    if let Some(root) = &tree.root {
        decoder.root(root);
    }
    let problems = decoder.all_problems(tree);
    Decoded { dossier: decoder.dossier, problems }
}

struct Decoder<'s, 'c> {
    campaigns: &'c [KnownCampaign<'c>],
    placeholders: &'c Placeholders,
    /// Offset from which the file could not be read.
    unread: Option<usize>,
    dossier: Dossier<'s>,
    problems: Vec<Problem>,
    /// Offsets of keys that are the decimals of an amount cut by a comma.
    stray: HashSet<usize>,
}

/// A place in the format: a field, and for tables and lists the line or item.
#[derive(Clone, Copy)]
struct Cursor {
    field: Option<FieldId>,
    index: Option<usize>,
    /// False for a duplicate key's value and what is within it.
    kept: bool,
}

impl Cursor {
    const TOP: Self = Self { field: None, index: None, kept: true };

    fn entry(self, field: FieldId, entry: &MappingEntry<'_>) -> Self {
        Self { kept: self.kept && !entry.duplicate, ..self.child(field) }
    }

    fn child(self, field: FieldId) -> Self {
        Self { field: Some(field), ..self }
    }

    fn item(self, index: usize) -> Self {
        Self { index: Some(index), ..self }
    }

    fn path(self) -> String {
        let Some(info) = self.field.map(field_info) else {
            return String::new();
        };
        match (self.index, info.parent) {
            (None, _) => info.path.clone(),
            (Some(index), Some(table)) if info.column.is_some() => {
                format!("{}[{index}].{}", field_info(table).path, info.field.key)
            }
            (Some(index), _) => format!("{}[{index}]", info.path),
        }
    }
}

impl<'s> Decoder<'s, '_> {
    fn root(&mut self, root: &Node<'s>) {
        match &root.content {
            Content::Mapping { entries, flow } => {
                let values = self.mapping(Cursor::TOP, entries, *flow, self.unread.is_none().then(Span::default));
                self.store(None, values);
            }
            Content::Refused => {}
            _ => self.wrong_shape(Cursor::TOP, root, Shape::Mapping),
        }
    }

    /// Reads a group, a table's line or the root. Missing fields are reported at `place`, if given.
    fn mapping(
        &mut self,
        at: Cursor,
        entries: &[MappingEntry<'s>],
        flow: bool,
        place: Option<Span>,
    ) -> Vec<FieldEntry<'s>> {
        let fields = format::children(at.field);
        let mut values = vec![FieldEntry::default(); fields.len()];
        let mut meant: Vec<&str> = Vec::new();
        let mut merged = false;
        let mut expected = 0;
        let mut rest = entries.iter().enumerate();
        while let Some((index, entry)) = rest.next() {
            if is_merge(entry) {
                merged = true;
                continue;
            }
            let field = position(fields, expected, &entry.key.text);
            let info = field.map(|field| field_info(fields[field]));
            let decimals =
                entries.get(index + 1).filter(|next| flow && may_be_amount(info) && are_cut_decimals(entry, next));
            if let Some(decimals) = decimals {
                rest.next();
                self.stray.insert(decimals.key.span.start);
            }
            let (Some(field), Some(info)) = (field, info) else {
                let after_comma = flow && index > 0 && is_bare(entry);
                meant.extend(self.unknown(at, entry, after_comma));
                continue;
            };
            expected = field + 1;
            let at = at.entry(info.id, entry);
            let value = if let Some(decimals) = decimals {
                self.cut_amount(at, entry, decimals);
                None
            } else {
                // A value followed by another key was read to its end, even if the file was not.
                let whole = place.is_some() || index + 1 < entries.len();
                self.value(at, info, entry, whole && at.kept && !merged)
            };
            if !entry.duplicate {
                values[field] = FieldEntry { key: Some(entry.key.span), value };
            }
        }
        // A merge key could have provided the missing fields.
        if let Some(place) = place.filter(|_| !merged) {
            for (field, value) in fields.iter().zip(&values) {
                // A key that is mistyped is not missing too.
                if value.key.is_none() && !meant.contains(&field_info(*field).field.key) {
                    self.missing(at.child(*field), field_info(*field), place);
                }
            }
        }
        values
    }

    fn store(&mut self, group: Option<FieldId>, values: Vec<FieldEntry<'s>>) {
        for (field, value) in format::children(group).iter().zip(values) {
            self.dossier.fields[field.index()] = value;
        }
    }

    /// With `whole`, nothing of the value was left unread, and missing fields in it are reported.
    fn value(
        &mut self,
        at: Cursor,
        info: &'static FieldInfo,
        entry: &MappingEntry<'s>,
        whole: bool,
    ) -> Option<Spanned<Value<'s>>> {
        let node = &entry.value;
        let place = whole.then_some(entry.key.span);
        if self.is_absent(&info.field.kind, node) {
            if let Some(place) = place {
                self.missing(at, info, place);
            }
            return None;
        }
        let value = match (&info.field.kind, &node.content) {
            (_, Content::Refused) => return None,
            (Kind::Group(_), Content::Mapping { entries, flow }) => {
                let values = self.mapping(at, entries, *flow, place);
                if at.kept {
                    self.store(at.field, values);
                }
                Value::Group
            }
            (Kind::Records(_) | Kind::List(_), Content::Sequence(items)) if self.holds_nothing_else(info, items) => {
                return None;
            }
            (Kind::Records(_), Content::Sequence(lines)) => Value::Records(self.records(at, info, lines, whole)),
            (Kind::List(kind), Content::Sequence(items)) => Value::List(self.list(at, info, *kind, items)),
            (Kind::Scalar(kind), Content::Scalar(scalar)) => self.scalar(at, *kind, &scalar.text, node.span)?,
            (Kind::Records(_), Content::Scalar(scalar)) if rows::is_pasted(&scalar.text) => {
                let line = rows::from_cells(info, &scalar.text);
                self.problem(ProblemKind::PastedRow { line }, at.path(), node.span);
                return None;
            }
            (kind, _) => {
                self.wrong_shape(at, node, shape_of(kind));
                return None;
            }
        };
        Some(Spanned { value, span: node.span })
    }

    /// Null, or a placeholder.
    fn is_absent(&self, kind: &Kind, node: &Node<'_>) -> bool {
        let is_placeholder = |text: &str| self.placeholders.is_placeholder(text, kind);
        node.is_null() || node.as_scalar().is_some_and(|scalar| is_placeholder(&scalar.text))
    }

    /// Whether a list has entries, all of them absent.
    fn holds_nothing_else(&self, info: &FieldInfo, items: &[Node<'_>]) -> bool {
        !items.is_empty() && items.iter().all(|item| self.is_absent(&info.field.kind, item))
    }

    fn records(&mut self, at: Cursor, info: &FieldInfo, lines: &[Node<'s>], whole: bool) -> Vec<Record<'s>> {
        let mut records = Vec::with_capacity(lines.len());
        for (index, line) in lines.iter().enumerate() {
            let at = at.item(index);
            let whole = whole || at.kept && index + 1 < lines.len();
            match &line.content {
                Content::Mapping { entries, .. } if rows::is_label_as_key(info, entries) => {
                    self.label_as_key(at, info, entries);
                }
                Content::Mapping { entries, flow } => records.push(Record {
                    index,
                    span: line.span,
                    cells: self.mapping(at, entries, *flow, whole.then_some(line.span)),
                }),
                Content::Refused => {}
                _ if self.is_absent(&info.field.kind, line) => {}
                Content::Scalar(scalar) if rows::is_pasted(&scalar.text) => {
                    let line_meant = rows::from_cells(info, &scalar.text);
                    self.problem(ProblemKind::PastedRow { line: line_meant }, at.path(), line.span);
                }
                _ => self.wrong_shape(at, line, Shape::Mapping),
            }
        }
        records
    }

    fn list(&mut self, at: Cursor, info: &FieldInfo, kind: ScalarKind, items: &[Node<'s>]) -> Vec<Item<'s>> {
        let mut list = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            let at = at.item(index);
            match &item.content {
                Content::Refused => {}
                _ if self.is_absent(&info.field.kind, item) => {}
                Content::Scalar(scalar) => {
                    if let Some(Value::Text(value)) = self.scalar(at, kind, &scalar.text, item.span) {
                        list.push(Item { index, value, span: item.span });
                    }
                }
                _ => self.wrong_shape(at, item, Shape::Scalar),
            }
        }
        list
    }

    fn scalar(&mut self, at: Cursor, kind: ScalarKind, text: &Cow<'s, str>, span: Span) -> Option<Value<'s>> {
        match scalar::read(kind, text, self.campaigns) {
            Ok(value) => Some(value),
            Err(kind) => {
                self.problem(kind, at.path(), span);
                None
            }
        }
    }

    fn cut_amount(&mut self, at: Cursor, entry: &MappingEntry<'s>, decimals: &MappingEntry<'s>) {
        let whole = entry.value.as_scalar().map_or("", |scalar| &*scalar.text);
        let (whole, decimals_text) =
            (whole.trim_start_matches(is_word_quote), decimals.key.text.trim_end_matches(is_word_quote));
        let found = format!("{whole},{decimals_text}");
        let meant = amount::parse(&found).ok();
        let error = AmountError::CutByComma { meant };
        let span = entry.value.span.to(decimals.key.span);
        self.problem(ProblemKind::Amount { found, error }, at.path(), span);
    }

    /// Reports an unknown key, and gives the one that is meant, if it is clear.
    fn unknown(&mut self, at: Cursor, entry: &MappingEntry<'s>, after_comma: bool) -> Option<&'static str> {
        if self.is_full() {
            return None;
        }
        let unknown = unknown_key(at.field, entry, after_comma);
        let nearest = unknown.nearest;
        let parent = at.path();
        let dot = if parent.is_empty() { "" } else { "." };
        let path = format!("{parent}{dot}{}", excerpt(&entry.key.text));
        self.problem(ProblemKind::UnknownKey(unknown), path, entry.key.span);
        nearest
    }

    fn label_as_key(&mut self, at: Cursor, info: &FieldInfo, entries: &[MappingEntry<'s>]) {
        let Some(first) = entries.first() else { return };
        self.stray.extend(entries.iter().map(|entry| entry.key.span.start));
        let line = rows::from_label(info, entries);
        self.problem(ProblemKind::LabelAsKey { key: first.key.text.to_string(), line }, at.path(), first.key.span);
    }

    /// Reports a missing field; for a missing group, its required fields.
    fn missing(&mut self, at: Cursor, info: &'static FieldInfo, place: Span) {
        if info.field.required {
            self.problem(ProblemKind::MissingKey(info.id), at.path(), place);
        }
        if matches!(info.field.kind, Kind::Group(_)) {
            for child in &info.children {
                self.missing(at.child(*child), field_info(*child), place);
            }
        }
    }

    fn wrong_shape(&mut self, at: Cursor, node: &Node<'s>, expected: Shape) {
        // A value next to the unread part may be incomplete: `intitule: [Lens] Atelier`.
        if self.unread.is_some_and(|unread| unread <= node.span.end + 1) {
            return;
        }
        if let Some(kind) = entries::bare_list(at.field, node) {
            return self.problem(kind, at.path(), node.span);
        }
        let found = match node.content {
            Content::Sequence(_) => Shape::List,
            Content::Mapping { .. } => Shape::Mapping,
            _ if node.is_null() => Shape::Nothing,
            _ => Shape::Scalar,
        };
        self.problem(ProblemKind::Shape { expected, found, field: at.field }, at.path(), node.span);
    }

    fn problem(&mut self, kind: ProblemKind, path: String, span: Span) {
        if !self.is_full() {
            self.problems.push(Problem { kind, path, span, related: None });
        }
    }

    /// One problem beyond the limit shows that it was exceeded.
    fn is_full(&self) -> bool {
        self.problems.len() > MAX_ERRORS
    }

    /// The problems found here and the tree's own errors, in the order of the file, within the limit.
    fn all_problems(&mut self, tree: &Tree<'s>) -> Vec<Problem> {
        let mut problems: Vec<Problem> = Problem::of_tree(tree)
            .filter(|problem| {
                let duplicate = matches!(problem.kind, ProblemKind::Yaml(YamlErrorKind::DuplicateKey(_)));
                !(duplicate && self.stray.contains(&problem.span.start))
            })
            .collect();
        problems.append(&mut self.problems);
        problems.sort_by_key(|problem| (problem.span.start, problem.span.end));
        if problems.len() > MAX_ERRORS {
            let too_many = ProblemKind::Yaml(YamlErrorKind::TooMany);
            problems.retain(|problem| problem.kind != too_many);
            problems.truncate(MAX_ERRORS);
            let span = problems.last().map(|last| last.span).unwrap_or_default();
            problems.push(Problem { kind: too_many, path: String::new(), span, related: None });
        }
        problems
    }
}

/// Most files follow the format's order, so the expected position is tried first.
fn position(fields: &[FieldId], expected: usize, key: &str) -> Option<usize> {
    let is_key = |id: &FieldId| field_info(*id).field.key == key;
    if fields.get(expected).is_some_and(is_key) {
        return Some(expected);
    }
    fields.iter().position(is_key)
}

fn is_merge(entry: &MappingEntry<'_>) -> bool {
    entry.key.text == "<<" && entry.value.content == Content::Refused
}

fn shape_of(kind: &Kind) -> Shape {
    match kind {
        Kind::Group(_) => Shape::Mapping,
        Kind::Records(_) => Shape::Records,
        Kind::List(_) => Shape::List,
        Kind::Scalar(_) => Shape::Scalar,
    }
}

fn may_be_amount(info: Option<&FieldInfo>) -> bool {
    info.is_none_or(|info| matches!(info.field.kind, Kind::Scalar(ScalarKind::Money)))
}

#[cfg(test)]
#[path = "../../tests/internal/dossier/decode.rs"]
mod tests;
