//! What a plan may change in a dossier.

use super::fact::LineFilter;
use crate::dossier::format::FieldId;

#[derive(Debug, Default)]
pub(crate) struct PlanLevers {
    /// In the order in which plans list them.
    pub sources: Vec<LeverSource>,
    /// Amounts of which one that is absent counts as nothing, and may be entered, where another is given.
    pub sections: Vec<FieldId>,
    pub new_lines: Option<NewLines>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LeverSource {
    /// An amount or a day.
    Field(FieldId),
    /// The amount of each line.
    Column { table: FieldId, column: usize },
}

/// Lines that may be added to a table, one of each kind that no line has yet.
#[derive(Debug, Clone)]
pub(crate) struct NewLines {
    pub table: FieldId,
    /// The column of the amount.
    pub amount: usize,
    /// The column of the kind, and the kinds.
    pub kind: (usize, Vec<String>),
    /// What else stands in such a line.
    pub cells: Vec<(usize, String)>,
    /// The lines that are looked through for the kinds.
    pub among: LineFilter,
}
