//! A decoded dossier: one entry for each field of the format, every value with its place.

use std::borrow::Cow;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::fold::fold;
use super::format::{self, FieldId, Stage};
use crate::source::Span;
use crate::source::sha256;
use crate::text::is_hidden;

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Spanned<T> {
    pub value: T,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value<'s> {
    /// Also a token of a closed list, a code or a slug.
    Text(Cow<'s, str>),
    /// In euros, at most two decimals.
    Money(Decimal),
    Date(NaiveDate),
    Bool(bool),
    Integer(i64),
    List(Vec<Item<'s>>),
    Records(Vec<Record<'s>>),
    Group,
}

/// An entry of a list.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Item<'s> {
    /// Its place among all entries of the file's list, those that count as absent too.
    pub index: usize,
    pub value: Cow<'s, str>,
    pub span: Span,
}

/// A line of a table.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Record<'s> {
    /// As an [`Item`]'s.
    pub index: usize,
    pub span: Span,
    /// One entry for each column, in the format's order.
    pub cells: Vec<FieldEntry<'s>>,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct FieldEntry<'s> {
    /// None when the key is not written.
    pub key: Option<Span>,
    /// None when the key is missing, or its value null or a placeholder.
    pub value: Option<Spanned<Value<'s>>>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Dossier<'s> {
    /// One entry for each field of [`format::fields`], by its id; columns of tables stay empty here.
    pub fields: Vec<FieldEntry<'s>>,
}

/// The paths whose values identify a project: the applicant's SIRET and the project's title.
pub(crate) const PROJECT: [&str; 2] = ["porteur.siret", "projet.intitule"];

/// A folded title without spaces, its apostrophes and ligatures normalised, for comparison with others.
fn letters(title: &str) -> String {
    let mut letters = String::with_capacity(title.len());
    for character in title.chars().filter(|character| !character.is_whitespace() && !is_hidden(*character)) {
        match character {
            '’' | '‘' | 'ʼ' => letters.push('\''),
            'œ' => letters.push_str("oe"),
            'æ' => letters.push_str("ae"),
            other => letters.push(other),
        }
    }
    letters
}

impl<'s> Dossier<'s> {
    pub(crate) fn empty() -> Self {
        Self { fields: vec![FieldEntry::default(); format::fields().len()] }
    }

    pub(crate) fn get(&self, field: FieldId) -> Option<&Spanned<Value<'s>>> {
        self.fields[field.index()].value.as_ref()
    }

    /// The span of a field; if absent, of its key, else of the nearest existing ancestor's key, else the file's start.
    pub(crate) fn place(&self, field: FieldId) -> Span {
        if let Some(located) = self.get(field) {
            return located.span;
        }
        std::iter::successors(Some(field), |id| format::field_info(*id).parent)
            .find_map(|id| self.fields[id.index()].key)
            .unwrap_or_default()
    }

    pub(crate) fn text(&self, path: &str) -> Option<&str> {
        match &self.get(format::find(path)?)?.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(crate) fn stage(&self) -> Stage {
        self.text("etape").and_then(|stage| stage.parse().ok()).unwrap_or_default()
    }

    /// A digest of the applicant's SIRET and the normalised project title: equal for files about the same project. None
    /// without both.
    pub(crate) fn duplicate_key(&self) -> Option<String> {
        let [siret, title] = PROJECT.map(|path| self.text(path));
        let siret = siret.filter(|siret| siret.bytes().any(|byte| byte.is_ascii_digit()))?;
        Some(sha256(&format!("{}\n{}", letters(siret), letters(&fold(title?)))))
    }

    /// The spans of the two values of [`Self::duplicate_key`].
    pub(crate) fn project_places(&self) -> [Span; 2] {
        PROJECT.map(|path| format::find(path).map(|field| self.place(field)).unwrap_or_default())
    }

    pub(crate) fn integer(&self, path: &str) -> Option<i64> {
        match &self.get(format::find(path)?)?.value {
            Value::Integer(number) => Some(*number),
            _ => None,
        }
    }
}
