//! A budget from a spreadsheet: what each of its cells means, and the dossier's lines that come of them.

mod budget;
mod changes;
mod columns;
mod model;
mod rows;
mod seen;
mod sums;
mod words;

pub(crate) use budget::{LIMITS, understand};
pub(crate) use changes::{changed, changes};
pub(crate) use model::{BudgetLine, Doubt, Guess, Import, Purpose, Total};
pub(crate) use seen::AmountFault;
pub(crate) use words::{FormLine, Words, kinds};
