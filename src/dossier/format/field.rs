//! What a field of the format is.

use std::ops::RangeInclusive;

use crate::text::Text;

/// A field of the format: one key, at one path.
#[derive(Debug)]
pub struct Field {
    pub key: &'static str,
    pub kind: Kind,
    /// Whether a dossier without it is no dossier.
    pub required: bool,
    /// Its name for people, as a noun phrase without article or final point.
    pub label: Text,
}

#[derive(Debug)]
pub enum Kind {
    /// A mapping with these fields.
    Group(&'static [Field]),
    /// A list of mappings with these fields as columns.
    Records(&'static [Field]),
    /// A list of scalars.
    List(ScalarKind),
    /// One scalar.
    Scalar(ScalarKind),
}

/// The types of a scalar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScalarKind {
    /// The format's version.
    Version,
    /// The campaign: a year for which rule sets are loaded.
    Campaign,
    /// A text that a person wrote.
    Text,
    /// A name without which the file is no dossier: an empty one counts as missing.
    Name,
    /// One of a closed list of tokens.
    Token(&'static [&'static str]),
    /// A slug, from a list that belongs to the rule sets.
    Slug,
    /// An amount in euros.
    Money,
    Date,
    Bool,
    Year,
    /// A commune's INSEE code.
    Commune,
    PostalCode,
    /// The nine digits of an intercommunalité.
    Siren,
    /// The fourteen digits of an establishment.
    Siret,
    /// An association's number in the national register.
    Rna,
    /// A quartier: its QPV code, or its name.
    Quartier,
    /// An account of the Cerfa's table, on the given side.
    Poste(Side),
}

/// The two sides of a budget.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Expenses: accounts 60 to 69, and 86.
    Charges,
    /// Income: accounts 70 to 79, and 87.
    Produits,
}

impl Side {
    /// The two-digit accounts of this side: a range, and the voluntary contributions' account.
    pub fn accounts(self) -> (RangeInclusive<u8>, u8) {
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
