//! What a table says, as data: lines, totals, cells, doubts.

use rust_decimal::Decimal;

use super::seen::AmountFault;
use crate::dossier::format::Side;
use crate::spreadsheet::CellName;
use crate::text::string_enum;

/// What a table says, and what of it is doubtful.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Import {
    pub lines: Vec<BudgetLine>,
    pub totals: Vec<Total>,
    /// In the order of the table.
    pub cells: Vec<CellUse>,
    pub doubts: Vec<Doubt>,
}

/// A line of a dossier's budget.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BudgetLine {
    pub side: Side,
    /// Two or three digits; none where nothing says it.
    pub account: Option<String>,
    /// Of a funder, in income; none where nothing says it.
    pub kind: Option<&'static str>,
    pub label: String,
    pub amount: Decimal,
    /// Whether it was rounded to the cent.
    pub is_rounded: bool,
    /// Of the amount.
    pub cell: CellName,
    /// From which words what was not written was guessed.
    pub account_guess: Option<Guess>,
    pub kind_guess: Option<Guess>,
}

/// What a guess rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Guess {
    Words(String),
    /// An account.
    Account(u8),
}

/// A sum that the table states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Total {
    pub cell: CellName,
    pub label: String,
    pub side: Option<Side>,
    /// None for a formula without a stored value.
    pub stated: Option<Decimal>,
    pub computed: Decimal,
    pub agrees: bool,
    /// Of a whole side.
    pub covers_side: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CellUse {
    pub cell: CellName,
    pub text: String,
    pub purpose: Purpose,
    /// The cells that it is merged with, as rows and columns.
    pub merged: Option<(u32, u32)>,
}

string_enum! {
    /// What became of a cell.
    pub(crate) enum Purpose {
        Line = "line",
        Total = "total",
        Heading = "heading",
        /// Part of a line above it, which is counted.
        Detail = "detail",
        /// A line without amount.
        NoAmount = "no_amount",
        Zero = "zero",
        Balance = "balance",
        /// An amount that cannot be read, with its line.
        Faulty = "faulty",
        /// An amount without account or label.
        Unlabelled = "unlabelled",
        /// In a column of other amounts, shares or dates.
        OtherColumn = "other_column",
        Note = "note",
        /// Above, below or beside the table.
        Outside = "outside",
        HiddenSheet = "hidden_sheet",
        OtherSheet = "other_sheet",
    }
}

impl Purpose {
    /// Whether what stands in the cell is in the budget, or agrees with it.
    pub(crate) fn is_used(self) -> bool {
        matches!(self, Self::Line | Self::Total | Self::Heading)
    }
}

/// Why a budget is not written without being asked twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Doubt {
    Differs(Total),
    Amount {
        cell: CellName,
        text: String,
        label: String,
        fault: AmountFault,
    },
    /// Nothing says the account of a line.
    Account {
        cell: CellName,
        label: String,
    },
    /// Nothing says the kind of a funder.
    Kind {
        cell: CellName,
        label: String,
    },
    /// An amount that nothing names.
    Unlabelled {
        cell: CellName,
        text: String,
    },
    /// Nothing says which of the columns is that of the budget.
    Columns {
        read: CellName,
        others: Vec<u32>,
    },
    /// More than one sheet holds a budget.
    Sheets {
        read: String,
        others: Vec<String>,
    },
    Thousands {
        cell: CellName,
        text: String,
    },
    /// No line was found.
    Nothing,
}

impl Import {
    /// What a side's lines add up to, without the voluntary contributions and with them.
    pub(crate) fn sums(&self, side: Side) -> (Decimal, Decimal) {
        let voluntary = side.accounts().1.to_string();
        let add = |sum: Decimal, line: &BudgetLine| sum.checked_add(line.amount).unwrap_or(Decimal::MAX);
        let lines = || self.lines.iter().filter(|line| line.side == side);
        let is_voluntary =
            |line: &&BudgetLine| line.account.as_ref().is_some_and(|account| account.starts_with(&voluntary));
        (lines().filter(|line| !is_voluntary(line)).fold(Decimal::ZERO, add), lines().fold(Decimal::ZERO, add))
    }
}
