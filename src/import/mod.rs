//! A budget from a spreadsheet: what each of its cells means, and the dossier's lines that come of them.

mod budget;
mod changes;
mod columns;
mod model;
mod read;
mod rows;
mod seen;
mod sums;
mod table;
mod words;

pub(crate) use budget::understand;
pub(crate) use changes::{changed, changes};
pub(crate) use model::{BudgetLine, Doubt, Guess, Import, Purpose, Total};
pub(crate) use read::{TableFault, read};
pub(crate) use seen::AmountFault;
pub(crate) use table::{CellName, Sheet, column_letters};
pub(crate) use words::{FormLine, Words, kinds};
