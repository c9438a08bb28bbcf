//! Values of facts, and the places in the dossier that they come from.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::dossier::Record;
use crate::dossier::format::{self, FieldId, Kind};
use crate::source::Span;

/// The value of a fact.
#[derive(Debug, Clone, PartialEq)]
pub enum FactValue<'a> {
    /// One value.
    One(Scalar<'a>),
    /// A part of a whole; the whole is more than zero.
    Ratio {
        /// The part.
        part: Decimal,
        /// The whole.
        whole: Decimal,
    },
    /// A list.
    List(Vec<Entry<'a>>),
    /// A table's lines.
    Records(&'a [Record<'a>]),
}

impl FactValue<'_> {
    /// Whether it holds no entry; a single value always holds one.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::List(entries) => entries.is_empty(),
            Self::Records(lines) => lines.is_empty(),
            Self::One(_) | Self::Ratio { .. } => false,
        }
    }
}

/// A single value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Scalar<'a> {
    /// A text, token, slug or code.
    Text(&'a str),
    /// Yes or no.
    Bool(bool),
    /// A calendar day.
    Date(NaiveDate),
    /// An amount in euros.
    Money(Decimal),
    /// A number.
    Number(Decimal),
}

impl<'a> Scalar<'a> {
    /// The text, if it is one.
    pub fn text(self) -> Option<&'a str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The amount or number, if it is one.
    pub fn quantity(self) -> Option<Decimal> {
        match self {
            Self::Money(value) | Self::Number(value) => Some(value),
            _ => None,
        }
    }
}

/// An entry of a list.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Entry<'a> {
    /// Its value.
    pub value: Scalar<'a>,
    /// Where it, or what it was derived from, stands.
    pub place: Place,
}

/// A place in the dossier, by the format's terms and by bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The field; a table for a place in one of its lines.
    pub field: FieldId,
    /// The entry of a list, or the line of a table.
    pub index: Option<usize>,
    /// The column of a table.
    pub column: Option<usize>,
    /// The bytes.
    pub span: Span,
    /// Whether nothing stands there: the span is then that of the nearest key.
    pub absent: bool,
}

impl Place {
    /// The place of a whole field.
    pub fn of(field: FieldId, span: Span) -> Self {
        Self { field, index: None, column: None, span, absent: false }
    }

    /// The dotted path, with indices: `budget.produits[1].montant`.
    pub fn path(&self) -> String {
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
