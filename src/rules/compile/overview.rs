//! The overview: which facts tables and drawings show.

use super::super::error::{Expected, Named, Origin, RuleError, RuleErrorKind};
use super::super::fact::{FactId, FactSource, ScalarType, Type};

use super::super::overview::{Funding, Overview, Sums};
use super::super::reader::{SpannedTable, SpannedValue};
use super::Compiler;
use crate::dossier::format::{self, Kind};
use crate::text::Bilingual;

/// The keys of the overview.
pub(in crate::rules) const OVERVIEW_KEYS: &[&str] =
    &["columns", "brief", "heads", "sums", "group_by", "gauges", "funding"];
/// The keys of its sums.
pub(in crate::rules) const SUMS_KEYS: &[&str] = &["whole", "parts"];
/// The keys of its funding plan.
pub(in crate::rules) const FUNDING_KEYS: &[&str] = &["lines", "by", "share"];

impl<'t> Compiler<'_, '_, 't> {
    /// The campaign's overview; an empty one where no set holds any.
    pub(super) fn overview(&mut self) -> Overview {
        let mut tables = self.namespace.sets.iter().filter_map(|set| set.overview);
        let Some(table) = tables.next() else { return Overview::default() };
        for second in tables {
            let kind = RuleErrorKind::Duplicate { what: Named::Overview, name: "overview".to_owned() };
            self.errors.push(RuleError { kind, origin: Some(second.origin), related: Some(table.origin) });
        }
        table.only_keys(OVERVIEW_KEYS, self.errors);
        let columns = table.get("columns").map(|at| at.texts(self.errors)).unwrap_or_default();
        let listed: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
        let group_by = table.get("group_by").and_then(|at| Some((at.text(self.errors)?, at.origin())));
        Overview {
            columns: columns.into_iter().filter_map(|(name, origin)| self.fact(name, origin)).collect(),
            brief: table.get("brief").map(|at| self.columns(at, &listed)).unwrap_or_default(),
            heads: table.get("heads").map(|at| self.heads(at, &listed)).unwrap_or_default(),
            sums: table.get("sums").and_then(|at| self.sums(at, &listed)),
            group_by: group_by.and_then(|(name, origin)| self.listed(name, &listed, origin)),
            gauges: self.gauges(table),
            funding: table.get("funding").and_then(|at| self.funding(at)),
        }
    }

    /// A fact that is one of the columns.
    fn listed(&mut self, name: &str, listed: &[&str], origin: Origin) -> Option<FactId> {
        if !listed.contains(&name) {
            self.unknown(Named::Column, name, listed.iter().copied(), origin);
            return None;
        }
        self.fact(name, origin)
    }

    fn columns(&mut self, at: SpannedValue<'t>, listed: &[&str]) -> Vec<FactId> {
        let names = at.texts(self.errors);
        names.into_iter().filter_map(|(name, origin)| self.listed(name, listed, origin)).collect()
    }

    fn heads(&mut self, at: SpannedValue<'t>, listed: &[&str]) -> Vec<(FactId, Bilingual)> {
        let entries: Vec<_> = at.table(self.errors).into_iter().flat_map(SpannedTable::entries).collect();
        entries
            .into_iter()
            .filter_map(|(key, at)| {
                let fact = self.listed(key.text, listed, key.origin);
                let head = at.bilingual(self.errors);
                Some((fact?, head?))
            })
            .collect()
    }

    fn sums(&mut self, at: SpannedValue<'t>, listed: &[&str]) -> Option<Sums> {
        let table = at.table(self.errors)?;
        table.only_keys(SUMS_KEYS, self.errors);
        let whole = table.require("whole", self.errors).and_then(|at| Some((at.text(self.errors)?, at.origin())));
        let whole = whole.and_then(|(name, origin)| self.listed(name, listed, origin));
        let parts = table.get("parts").map(|at| self.columns(at, listed)).unwrap_or_default();
        self.only_money("sums", whole.iter().chain(&parts), table.origin);
        Some(Sums { whole: whole?, parts })
    }

    fn gauges(&mut self, table: SpannedTable<'t>) -> Vec<FactId> {
        let names = table.get("gauges").map(|at| at.texts(self.errors)).unwrap_or_default();
        let facts: Vec<FactId> = names.into_iter().filter_map(|(name, origin)| self.fact(name, origin)).collect();
        self.only_money("gauges", &facts, table.origin);
        facts
    }

    fn only_money<'f>(&mut self, key: &str, facts: impl IntoIterator<Item = &'f FactId>, origin: Origin) {
        for &fact in facts {
            if self.facts[fact.0].kind != Type::One(ScalarType::Money) {
                self.mismatch(key, fact, Expected::Money, origin);
            }
        }
    }

    fn funding(&mut self, at: SpannedValue<'t>) -> Option<Funding> {
        let table = at.table(self.errors)?;
        table.only_keys(FUNDING_KEYS, self.errors);
        let lines = table.require("lines", self.errors).and_then(|at| self.fact_at(at));
        let share = table.require("share", self.errors).and_then(|at| self.fact_at(at));
        let by = table.require("by", self.errors)?;
        let (lines, share) = (lines?, share?);
        let FactSource::SumLines { table: records, .. } = self.facts[lines.0].source else {
            self.mismatch("lines", lines, Expected::Column, table.origin);
            return None;
        };
        if !matches!(self.facts[share.0].source, FactSource::Ratio(..)) {
            self.mismatch("share", share, Expected::Percentage, table.origin);
            return None;
        }
        let Kind::Records(columns) = format::field_info(records).field.kind else { return None };
        let name = by.text(self.errors)?;
        let by = self.column_of(columns, name, by.origin())?;
        Some(Funding { lines, by, share })
    }
}
