//! The overview: which facts tables and drawings show.

use super::super::error::{Expected, Named, RuleError, RuleErrorKind};
use super::super::fact::{FactId, FactSource, ScalarType, Type};
use super::super::overview::{Funding, Overview};
use super::super::reader::{At, Table};
use super::Compiler;
use crate::dossier::format::{self, Kind};

/// The keys of the overview.
pub(in crate::rules) const OVERVIEW_KEYS: &[&str] = &["columns", "brief", "group_by", "gauges", "funding"];
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
        Overview {
            columns: self.shown(table, "columns"),
            brief: self.shown(table, "brief"),
            group_by: table.get("group_by").and_then(|at| self.fact_at(at)),
            gauges: self.gauges(table),
            funding: table.get("funding").and_then(|at| self.funding(at)),
        }
    }

    fn shown(&mut self, table: Table<'t>, key: &str) -> Vec<FactId> {
        let names = table.get(key).map(|at| at.texts(self.errors)).unwrap_or_default();
        names.into_iter().filter_map(|(name, origin)| self.fact(name, origin)).collect()
    }

    fn gauges(&mut self, table: Table<'t>) -> Vec<FactId> {
        let facts = self.shown(table, "gauges");
        for &fact in &facts {
            if self.facts[fact.0].kind != Type::One(ScalarType::Money) {
                self.mismatch("gauges", fact, Expected::Money, table.origin);
            }
        }
        facts
    }

    fn funding(&mut self, at: At<'t>) -> Option<Funding> {
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
