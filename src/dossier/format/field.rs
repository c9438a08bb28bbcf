//! Fields of the format and their types.

use std::ops::RangeInclusive;

use crate::text::Text;

#[derive(Debug)]
pub(crate) struct Field {
    pub key: &'static str,
    pub kind: Kind,
    /// Whether a dossier without it cannot be read.
    pub required: bool,
    /// A noun phrase without article or final point.
    pub label: Text,
}

#[derive(Debug)]
pub(crate) enum Kind {
    Group(&'static [Field]),
    /// A list of mappings with these fields as columns.
    Records(&'static [Field]),
    List(ScalarKind),
    Scalar(ScalarKind),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ScalarKind {
    Version,
    /// A year for which rule sets are loaded.
    Campaign,
    Text,
    Token(&'static [&'static str]),
    /// From a list that the rule sets define.
    Slug,
    Money,
    Date,
    Bool,
    Year,
    Commune,
    PostalCode,
    Siren,
    Siret,
    Rna,
    Quartier,
    /// An account of the Cerfa's table, on that side.
    Poste(Side),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// Accounts 60 to 69, and 86.
    Charges,
    /// Accounts 70 to 79, and 87.
    Produits,
}

impl Side {
    /// The two-digit accounts of this side: a range, and the voluntary contributions' account.
    pub(crate) fn accounts(self) -> (RangeInclusive<u8>, u8) {
        match self {
            Side::Charges => (60..=69, 86),
            Side::Produits => (70..=79, 87),
        }
    }

    pub(crate) fn other(self) -> Self {
        match self {
            Side::Charges => Side::Produits,
            Side::Produits => Side::Charges,
        }
    }
}
