//! What overviews of dossiers show of each beside its verdict: columns of tables, totals, drawings.

use super::predicate::FactId;
use crate::text::Bilingual;

#[derive(Debug, Default)]
pub(crate) struct Overview {
    pub columns: Vec<FactId>,
    /// Those of the columns that a list of one line a dossier has room for.
    pub brief: Vec<FactId>,
    pub heads: Vec<(FactId, Bilingual)>,
    pub sums: Option<Sums>,
    pub group_by: Option<FactId>,
    /// Amounts that are drawn against the bounds that rules set them.
    pub gauges: Vec<FactId>,
    pub funding: Option<Funding>,
}

impl Overview {
    pub(super) fn facts(&self) -> impl Iterator<Item = FactId> {
        let funding = self.funding.iter().flat_map(|funding| [funding.lines, funding.share]);
        self.columns.iter().chain(&self.gauges).copied().chain(funding)
    }
}

/// An amount that is summed over dossiers, and what it is made of; all of them are columns.
#[derive(Debug, Clone)]
pub(crate) struct Sums {
    pub whole: FactId,
    pub parts: Vec<FactId>,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Funding {
    /// The sum of the lines that are drawn.
    pub lines: FactId,
    /// The column of their table that says what each line is.
    pub by: usize,
    /// The ratio whose bound is drawn; lines of its part are set apart.
    pub share: FactId,
}
