//! Which of several dossiers text shows, and in what order. Counts and the exit code are of all of them.

use std::cmp::Reverse;

use rust_decimal::Decimal;

use crate::dossier::fold_name;
use crate::engine::Verdict;
use crate::report::model::{Cell, DossierReport, Header, SumPart};
use crate::text::string_enum;

string_enum! {
    /// What dossiers are sorted by; those for which it is not given come last.
    pub(crate) enum SortKey {
        /// The worst first.
        Verdict = "verdict",
        /// The largest first.
        Amount = "montant",
        Applicant = "porteur",
        Path = "chemin",
    }
}

#[derive(Debug, Clone, Default)]
pub(crate) struct Selection {
    /// All verdicts where it is empty.
    pub only: Vec<Verdict>,
    /// The order of the input without one.
    pub sort: Option<SortKey>,
}

/// Where a dossier stands among the others.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    Verdict(Reverse<Verdict>),
    Amount(Reverse<Option<Decimal>>),
    Name { missing: bool, name: String },
}

impl Selection {
    pub(crate) fn shows(&self, report: &DossierReport) -> bool {
        self.only.is_empty() || self.only.contains(&report.verdict)
    }

    /// `amount` is the place of the amount among the dossier's cells.
    pub(super) fn rank(&self, report: &DossierReport, amount: Option<usize>) -> Option<Rank> {
        let name =
            |name: Option<&str>| Rank::Name { missing: name.is_none(), name: name.map(fold_name).unwrap_or_default() };
        Some(match self.sort? {
            SortKey::Verdict => Rank::Verdict(Reverse(report.verdict)),
            SortKey::Amount => Rank::Amount(Reverse(match amount.and_then(|amount| report.cells.get(amount)) {
                Some(Cell::Money(amount)) => Some(*amount),
                _ => None,
            })),
            SortKey::Applicant => name(report.applicant.as_deref()),
            SortKey::Path => Rank::Name { missing: false, name: report.path.clone() },
        })
    }
}

/// The place of what is asked for among the cells.
pub(super) fn amount_of(header: &Header) -> Option<usize> {
    header.columns.iter().position(|column| column.sum == Some(SumPart::Whole))
}
