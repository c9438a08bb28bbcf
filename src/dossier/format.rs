//! The dossier's format, version 1, as one table: every key with its type and label.
//!
//! Whatever depends on the format reads this table: the decoder, the suggestions for mistyped keys, the JSON Schema, the
//! facts that rules may read, and the order in which missing facts are listed.

mod field;
pub(super) mod synonyms;
mod table;

use std::collections::HashMap;
use std::sync::LazyLock;

pub(crate) use field::{Field, Kind, ScalarKind, Side};
pub(crate) use table::{DOSSIER, FICHES, STAGES, Stage};

/// An index into [`fields`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct FieldId(usize);

impl FieldId {
    pub(crate) fn index(self) -> usize {
        self.0
    }
}

#[derive(Debug)]
pub(crate) struct FieldInfo {
    pub id: FieldId,
    /// Dotted path from the root: `porteur.adresse.commune`, `budget.produits.montant`.
    pub path: String,
    pub field: &'static Field,
    pub parent: Option<FieldId>,
    /// For a column of a table: its index among the columns.
    pub column: Option<usize>,
    /// For a group or a table, in the format's order.
    pub children: Vec<FieldId>,
}

static FIELDS: LazyLock<Vec<FieldInfo>> = LazyLock::new(|| {
    let mut fields = Vec::new();
    flatten(DOSSIER, None, false, &mut fields);
    fields
});

static TOP: LazyLock<Vec<FieldId>> = LazyLock::new(|| {
    let top = FIELDS.iter().filter(|info| info.parent.is_none());
    top.map(|info| info.id).collect()
});

static BY_PATH: LazyLock<HashMap<&'static str, FieldId>> =
    LazyLock::new(|| FIELDS.iter().map(|info| (info.path.as_str(), info.id)).collect());

pub(crate) fn fields() -> &'static [FieldInfo] {
    &FIELDS
}

pub(crate) fn field_info(id: FieldId) -> &'static FieldInfo {
    &FIELDS[id.0]
}

/// The fields of a group or a table, or those of the root, in the format's order.
pub(crate) fn children(of: Option<FieldId>) -> &'static [FieldId] {
    of.map_or(&TOP, |id| &field_info(id).children)
}

pub(crate) fn find(path: &str) -> Option<FieldId> {
    BY_PATH.get(path).copied()
}

fn flatten(
    fields: &'static [Field],
    parent: Option<FieldId>,
    columns: bool,
    into: &mut Vec<FieldInfo>,
) -> Vec<FieldId> {
    let mut ids = Vec::with_capacity(fields.len());
    for (position, field) in fields.iter().enumerate() {
        let id = FieldId(into.len());
        let path =
            parent.map_or_else(|| field.key.to_owned(), |parent| format!("{}.{}", into[parent.0].path, field.key));
        let column = columns.then_some(position);
        let described = FieldInfo { id, path, field, parent, column, children: Vec::new() };
        into.push(described);
        let children = match field.kind {
            Kind::Group(children) => flatten(children, Some(id), false, into),
            Kind::Records(children) => flatten(children, Some(id), true, into),
            Kind::List(_) | Kind::Scalar(_) => Vec::new(),
        };
        into[id.0].children = children;
        ids.push(id);
    }
    ids
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_path_finds_its_field() {
        for info in fields() {
            assert_eq!(find(&info.path), Some(info.id), "{}", info.path);
        }
    }

    #[test]
    fn columns_know_their_table() {
        let montant = field_info(find("budget.produits.montant").unwrap());
        assert_eq!(montant.column, Some(4));
        assert_eq!(field_info(montant.parent.unwrap()).path, "budget.produits");
    }

    #[test]
    fn groups_know_their_children() {
        let keys = |of| {
            let ids = children(of).iter();
            ids.map(|id| field_info(*id).field.key).collect::<Vec<_>>()
        };
        assert_eq!(keys(None)[..3], ["version", "campagne", "fiche"]);
        assert_eq!(keys(find("porteur.adresse")), ["voie", "code_postal", "commune"]);
        assert_eq!(keys(find("budget.charges")), ["poste", "libelle", "montant"]);
        assert!(keys(find("projet.communes")).is_empty());
    }

    #[test]
    fn tables_hold_single_values_only() {
        for info in fields().iter().filter(|info| info.column.is_some()) {
            assert!(matches!(info.field.kind, Kind::Scalar(_)), "{}", info.path);
        }
    }
}
