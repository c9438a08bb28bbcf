//! The overview: which facts tables and drawings show.

use std::collections::HashSet;

use super::super::error::{Expected, Named, Origin, RuleError, RuleErrorKind};
use super::super::fact::{FactSource, ScalarType, Type};
use super::super::language::{FUNDING, SUMS};
use super::super::overview::{Funding, Overview, Sums};
use super::super::predicate::FactId;
use super::super::reader::{Fields, SpannedText};
use super::Compiler;
use crate::dossier::format::{self, Kind};
use crate::text::Bilingual;

impl<'t> Compiler<'_, '_, 't> {
    /// The campaign's overview; an empty one where no set holds any.
    pub(super) fn overview(&mut self) -> Overview {
        let mut found = self.namespace.sets.iter().filter_map(|set| set.overview.as_ref());
        let Some(fields) = found.next() else { return Overview::default() };
        for second in found {
            let kind = RuleErrorKind::Duplicate { what: Named::Overview, name: "overview".to_owned() };
            let (origin, related) = (Some(second.origin()), Some(fields.origin()));
            self.errors.push(RuleError { kind, origin, related });
        }
        let names = fields.texts("columns");
        let columns: HashSet<&str> = names.iter().map(|name| name.text).collect();
        let group_by = fields.spanned_text("group_by");
        Overview {
            columns: names.into_iter().filter_map(|name| self.shown(name)).collect(),
            brief: self.columns(&fields.texts("brief"), &columns),
            heads: self.heads(fields, &columns),
            sums: fields.fields("sums", SUMS).and_then(|sums| self.sums(&sums, &columns)),
            group_by: group_by.and_then(|name| self.column(name, &columns)),
            gauges: self.gauges(fields),
            funding: fields.fields("funding", FUNDING).and_then(|funding| self.funding(&funding)),
        }
    }

    /// A fact that is shown of every dossier.
    fn shown(&mut self, name: SpannedText<'t>) -> Option<FactId> {
        let fact = self.fact(name)?;
        self.spend_on_test(fact, name.origin)?;
        Some(fact)
    }

    fn column(&mut self, name: SpannedText<'t>, columns: &HashSet<&str>) -> Option<FactId> {
        if !columns.contains(name.text) {
            self.errors.unknown(Named::Column, name, columns.iter().copied());
            return None;
        }
        self.shown(name)
    }

    fn columns(&mut self, names: &[SpannedText<'t>], columns: &HashSet<&str>) -> Vec<FactId> {
        names.iter().filter_map(|name| self.column(*name, columns)).collect()
    }

    fn heads(&mut self, overview: &Fields<'t>, columns: &HashSet<&str>) -> Vec<(FactId, Bilingual)> {
        let mut heads = Vec::new();
        for (key, value) in overview.entries("heads") {
            let fact = self.column(key, columns);
            heads.extend(fact.zip(value.bilingual()));
        }
        heads
    }

    fn sums(&mut self, sums: &Fields<'t>, columns: &HashSet<&str>) -> Option<Sums> {
        let whole = sums.spanned_text("whole").and_then(|name| self.column(name, columns));
        let parts = self.columns(&sums.texts("parts"), columns);
        self.only_money("sums", whole.iter().chain(&parts), sums.origin());
        Some(Sums { whole: whole?, parts })
    }

    fn gauges(&mut self, overview: &Fields<'t>) -> Vec<FactId> {
        let names = overview.texts("gauges");
        let facts: Vec<FactId> = names.into_iter().filter_map(|name| self.shown(name)).collect();
        self.only_money("gauges", &facts, overview.origin());
        facts
    }

    fn only_money<'f>(&self, key: &str, facts: impl IntoIterator<Item = &'f FactId>, origin: Origin) {
        for &fact in facts {
            if self.kind(fact) != Type::One(ScalarType::Money) {
                self.mismatch(key, fact, Expected::Money, origin);
            }
        }
    }

    fn funding(&mut self, funding: &Fields<'t>) -> Option<Funding> {
        let lines = funding.get("lines").and_then(|value| self.fact_at(value));
        let share = funding.get("share").and_then(|value| self.fact_at(value));
        let by = funding.get("by")?;
        let (lines, share) = (lines?, share?);
        let FactSource::SumLines { table, .. } = self.facts[lines.0].source else {
            self.mismatch("lines", lines, Expected::Column, funding.origin());
            return None;
        };
        if !matches!(self.facts[share.0].source, FactSource::Ratio(..)) {
            self.mismatch("share", share, Expected::Percentage, funding.origin());
            return None;
        }
        let Kind::Records(columns) = format::field_info(table).field.kind else { return None };
        let by = self.column_of(columns, by.spanned_text()?)?;
        Some(Funding { lines, by, share })
    }
}
