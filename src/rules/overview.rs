//! What overviews of dossiers show of each beside its verdict: columns of tables, totals, drawings.

use super::fact::FactId;
use crate::text::Bilingual;

/// The `[overview]` of a campaign.
#[derive(Debug, Default)]
pub(crate) struct Overview {
    /// The facts that tables show, in order.
    pub columns: Vec<FactId>,
    /// Those of the columns that a list of one line a dossier has room for.
    pub brief: Vec<FactId>,
    /// Short names of columns, where they have some.
    pub heads: Vec<(FactId, Bilingual)>,
    /// The amounts that summaries of several dossiers sum up.
    pub sums: Option<Sums>,
    /// The column by which amounts are summed over dossiers.
    pub group_by: Option<FactId>,
    /// Amounts that are drawn against the bounds that rules set them.
    pub gauges: Vec<FactId>,
    /// The funding plan that is drawn.
    pub funding: Option<Funding>,
}

impl Overview {
    /// The facts that it shows or is drawn from.
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

/// A table's lines drawn as parts of a whole.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Funding {
    /// The sum of the lines that are drawn.
    pub lines: FactId,
    /// The column of their table that says what each line is.
    pub by: usize,
    /// The ratio whose bound is drawn; lines of its part are set apart.
    pub share: FactId,
}
