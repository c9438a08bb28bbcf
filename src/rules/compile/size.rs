//! How large and how deep facts and campaigns come to be, held against what they may.

use super::super::error::{Deep, Large, Origin, RuleErrorKind};
use super::super::fact::{Fact, FactSource};
use super::super::limits::{FACT_SIZE, MAX_CAMPAIGN_SIZE, MAX_DEPTH, MAX_FACT_SIZE};
use super::super::predicate::FactId;
use super::Compiler;

#[derive(Debug, Clone, Copy)]
pub(super) struct Extent {
    /// Of itself and all that it is made of, each as often as it is used: a list has at most as many times the entries of
    /// one that the dossier holds, and whoever follows its parts takes at most as many steps.
    size: usize,
    depth: usize,
}

impl Compiler<'_, '_, '_> {
    /// The extent of a fact; none, with its error, where it is beyond what facts may have.
    pub(super) fn extent(&self, fact: &Fact, origin: Origin) -> Option<Extent> {
        let (tests, nested) = match &fact.source {
            FactSource::Conditional { condition, .. } => (condition.tests().len(), condition.depth()),
            FactSource::Filter { checks, .. } => (checks.len(), 0),
            FactSource::SumLines { filter, .. } | FactSource::CountLines { filter, .. } => (filter.tests.len(), 0),
            FactSource::Lookup { columns, .. } => (columns.len(), 0),
            _ => (0, 0),
        };
        let parts = fact.inputs().into_iter().map(|part| self.extents[part.0]);
        let size = parts.clone().fold(1 + tests, |size, part| size.saturating_add(part.size));
        let depth = 1 + nested + parts.map(|part| part.depth).max().unwrap_or_default();
        let kind = if depth > MAX_DEPTH {
            RuleErrorKind::TooDeep(Deep::Fact(fact.name.clone()))
        } else if size > MAX_FACT_SIZE {
            RuleErrorKind::TooLarge(Large::Fact(fact.name.clone()))
        } else {
            return Some(Extent { size, depth });
        };
        self.errors.report(kind, origin);
        None
    }

    pub(super) fn spend_on_fact(&mut self, extent: Extent, origin: Origin) -> Option<()> {
        self.spend(FACT_SIZE + extent.size, origin)
    }

    /// Counts a test of a fact.
    pub(super) fn spend_on_test(&mut self, fact: FactId, origin: Origin) -> Option<()> {
        self.spend(1 + self.extents[fact.0].size, origin)
    }

    /// Counts parts of the campaign; none once they are too many, which is reported where it comes to be.
    pub(super) fn spend(&mut self, parts: usize, origin: Origin) -> Option<()> {
        let was_within = self.size <= MAX_CAMPAIGN_SIZE;
        self.size = self.size.saturating_add(parts);
        let is_within = self.size <= MAX_CAMPAIGN_SIZE;
        if was_within && !is_within {
            self.errors.report(RuleErrorKind::TooLarge(Large::Campaign(self.namespace.year)), origin);
        }
        is_within.then_some(())
    }
}
