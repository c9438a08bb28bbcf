//! Values of facts, and their places in the dossier.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::dossier::Record;
use crate::dossier::format::{self, FieldId, Kind, ScalarKind};
use crate::source::Span;

/// The whole of a `Ratio` is above zero.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum FactValue<'a> {
    One(Scalar<'a>),
    Ratio { part: Decimal, whole: Decimal },
    List(Vec<Entry<'a>>),
    Records(&'a [Record<'a>]),
}

impl FactValue<'_> {
    /// False for any single value.
    pub(crate) fn is_empty(&self) -> bool {
        match self {
            Self::List(entries) => entries.is_empty(),
            Self::Records(lines) => lines.is_empty(),
            Self::One(_) | Self::Ratio { .. } => false,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Scalar<'a> {
    Text(&'a str),
    /// A text of the dossier that names a slug, or should; as it is written.
    Slug(&'a str),
    Bool(bool),
    Date(NaiveDate),
    /// In euros.
    Money(Decimal),
    Number(Decimal),
}

impl<'a> Scalar<'a> {
    pub(crate) fn text(self) -> Option<&'a str> {
        match self {
            Self::Text(text) | Self::Slug(text) => Some(text),
            _ => None,
        }
    }

    pub(crate) fn quantity(self) -> Option<Decimal> {
        match self {
            Self::Money(value) | Self::Number(value) => Some(value),
            _ => None,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Entry<'a> {
    pub value: Scalar<'a>,
    /// Its place, or that of the value that it is derived from.
    pub place: Place,
}

/// A place in the dossier, in the format's terms and in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    /// A table for a place in one of its lines.
    pub field: FieldId,
    /// The item of a list, or the line of a table.
    pub index: Option<usize>,
    pub column: Option<usize>,
    pub span: Span,
    /// Whether nothing is there: `span` is then that of the nearest key.
    pub absent: bool,
}

impl Place {
    pub(crate) fn of(field: FieldId, span: Span) -> Self {
        Self { field, index: None, column: None, span, absent: false }
    }

    /// The type of the value that stands there, or of a list's entries.
    pub(crate) fn scalar_kind(&self) -> Option<ScalarKind> {
        let field = format::field_info(self.field).field;
        let field = match (&field.kind, self.column) {
            (Kind::Records(columns), Some(column)) => &columns[column],
            _ => field,
        };
        match field.kind {
            Kind::Scalar(kind) | Kind::List(kind) => Some(kind),
            Kind::Group(_) | Kind::Records(_) => None,
        }
    }

    /// Dotted, with indices: `budget.produits[1].montant`.
    pub(crate) fn path(&self) -> String {
        let info = format::field_info(self.field);
        let mut path = info.path.clone();
        if let Some(index) = self.index {
            path.push_str(&format!("[{index}]"));
        }
        if let (Some(column), Kind::Records(columns)) = (self.column, &info.field.kind) {
            path.push('.');
            path.push_str(columns[column].key);
        }
        path
    }
}
