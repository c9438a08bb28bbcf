//! What tables and drawings show, as the rule sets' overview names it.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::super::model::{
    Cell, Column, ColumnKind, Drawing, FundingReport, Gauge, Limit, RuleReport, Segment, SumPart,
};
use super::assessment::Builder;
use super::demand::demand;
use super::{Assessed, Style};
use crate::dossier::Value;
use crate::engine::{FactValue, FicheAssessment, Place, Scalar, Status};
use crate::messages::words::{beside, capitalised};
use crate::rules::{
    Campaign, Check, FactId, FactSource, Funding, Literal, Operand, Order, Predicate, RuleBook, ScalarType, Type,
};
use crate::text::{Lang, typeset};

pub(super) fn rules(book: &RuleBook, lang: Lang) -> Vec<RuleReport> {
    let mut rules: Vec<RuleReport> = Vec::new();
    let all = book.all_campaigns().flat_map(|campaign| campaign.rules.iter().map(move |rule| (campaign, rule)));
    for (campaign, rule) in all {
        if rules.iter().any(|known| known.id == rule.id) {
            continue;
        }
        rules.push(RuleReport {
            id: rule.id.clone(),
            level: rule.level,
            group: rule.group,
            basis: rule.basis,
            title: rule.title.get(lang).to_owned(),
            demand: demand(book, campaign, rule, lang),
            source: typeset(&rule.source, lang).into_owned(),
            why: rule.why.as_ref().map(|why| why.get(lang).to_owned()),
            advice: rule.advice.as_ref().map(|advice| advice.get(lang).to_owned()),
        });
    }
    rules
}

pub(super) fn columns(book: &RuleBook, lang: Lang) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    for campaign in &book.campaigns {
        let overview = &campaign.overview;
        for &id in &overview.columns {
            let fact = campaign.fact(id);
            if columns.iter().all(|column| column.fact != fact.name) {
                let label = capitalised(fact.label.get(lang));
                let head = overview.heads.iter().find(|(of, _)| *of == id);
                let sums = overview.sums.as_ref();
                let is_part = sums.is_some_and(|sums| sums.parts.contains(&id)).then_some(SumPart::Part);
                columns.push(Column {
                    fact: fact.name.clone(),
                    head: head.map_or_else(|| label.clone(), |(_, head)| head.get(lang).to_owned()),
                    label,
                    kind: kind(fact.kind),
                    brief: overview.brief.contains(&id),
                    sum: if sums.is_some_and(|sums| sums.whole == id) { Some(SumPart::Whole) } else { is_part },
                    groups: overview.group_by == Some(id),
                });
            }
        }
    }
    columns
}

fn kind(kind: Type) -> ColumnKind {
    match kind {
        Type::One(ScalarType::Money) => ColumnKind::Money,
        Type::One(ScalarType::Ratio) => ColumnKind::Share,
        Type::One(ScalarType::Number) => ColumnKind::Number,
        Type::One(ScalarType::Date) => ColumnKind::Date,
        _ => ColumnKind::Text,
    }
}

pub(super) fn cells(assessed: &Assessed<'_, '_>, style: Style) -> Vec<Cell> {
    if assessed.assessments.is_empty() {
        return Vec::new();
    }
    let builder = Builder::new(assessed, 0, style);
    let shown = &builder.facts.campaign().overview.columns;
    columns(assessed.book, style.lang)
        .iter()
        .map(|column| {
            let id = shown.iter().find(|&&id| builder.fact(id).name == column.fact);
            id.map_or(Cell::Empty, |&id| builder.cell(id))
        })
        .collect()
}

/// The amounts and shares that tables show, by their facts.
pub(super) fn amounts(assessed: &Assessed<'_, '_>) -> BTreeMap<String, Option<Decimal>> {
    let Some(FicheAssessment { facts, .. }) = assessed.assessments.first() else { return BTreeMap::new() };
    let campaign = facts.campaign();
    let of = |id: FactId| match facts.get(id) {
        Some(FactValue::One(Scalar::Money(amount))) => {
            let mut cents = *amount;
            cents.rescale(2);
            Some(cents)
        }
        Some(FactValue::Ratio { part, whole }) => part.checked_div(*whole).map(|share| share.normalize()),
        _ => None,
    };
    let facts = campaign.overview.columns.iter().map(|id| (*id, campaign.fact(*id)));
    let amounts = facts.filter(|(_, fact)| matches!(kind(fact.kind), ColumnKind::Money | ColumnKind::Share));
    amounts.map(|(id, fact)| (fact.name.clone(), of(id))).collect()
}

impl<'a> Builder<'a, '_> {
    fn cell(&self, id: FactId) -> Cell {
        match self.facts.get(id) {
            Some(FactValue::One(Scalar::Money(value))) => Cell::Money(*value),
            Some(FactValue::One(Scalar::Number(value))) => Cell::Number(*value),
            Some(FactValue::One(Scalar::Date(day))) => Cell::Date(*day),
            Some(FactValue::One(other)) => Cell::Text(self.plain(*other)),
            Some(FactValue::Ratio { part, whole }) => Cell::Share { part: *part, whole: *whole },
            Some(FactValue::List(entries)) if !entries.is_empty() => Cell::Text(
                entries.iter().map(|entry| self.plain(entry.value)).collect::<Vec<_>>().join(beside(self.lang)),
            ),
            _ => Cell::Empty,
        }
    }

    pub(super) fn drawing(&self) -> Drawing {
        let campaign: &'a Campaign = self.facts.campaign();
        let gauge = |&id: &FactId| {
            let bounds = self.limits(id);
            let amount = self.facts.quantity(id)?;
            (!bounds.is_empty()).then(|| Gauge { label: capitalised(self.label(id)), amount, bounds })
        };
        Drawing {
            funding: campaign.overview.funding.and_then(|funding| self.funding(funding)),
            gauges: campaign.overview.gauges.iter().filter_map(gauge).collect(),
        }
    }

    fn funding(&self, funding: Funding) -> Option<FundingReport> {
        let FactSource::Ratio(part, whole) = self.fact(funding.share).source else { return None };
        let total = self.facts.quantity(whole).filter(|whole| *whole > Decimal::ZERO)?;
        let counted: Vec<Option<usize>> = self.facts.places(part).iter().map(|place| place.index).collect();
        let mut segments: Vec<Segment> = Vec::new();
        for place in self.facts.places(funding.lines) {
            let Some(amount) = self.amount_at(&place).filter(|amount| *amount > Decimal::ZERO) else { continue };
            let label = self.kind_of_line(&place, funding.by);
            let counted = counted.contains(&place.index);
            match segments.iter_mut().find(|segment| segment.label == label && segment.counted == counted) {
                Some(segment) => segment.amount = segment.amount.checked_add(amount)?,
                None => segments.push(Segment { label, amount, counted }),
            }
        }
        segments.sort_by_key(|segment| !segment.counted);
        (!segments.is_empty()).then(|| FundingReport {
            whole_label: capitalised(self.label(whole)),
            whole: total,
            segments,
            share_label: capitalised(self.label(part)),
            part: self.facts.quantity(part).unwrap_or_default(),
            bounds: self.limits(funding.share),
        })
    }

    fn kind_of_line(&self, place: &Place, column: usize) -> String {
        let line = place.index.and_then(|index| self.facts.line(place.field, index));
        let cell = line.and_then(|line| line.cells[column].value.as_ref());
        let Some(Value::Text(token)) = cell.map(|located| &located.value) else { return String::new() };
        capitalised(self.facts.campaign().label(token, self.lang))
    }

    /// The bounds that the fiche's rules set a fact, where they apply.
    fn limits(&self, fact: FactId) -> Vec<Limit> {
        let mut limits = Vec::new();
        for outcome in &self.assessment.outcomes {
            if matches!(outcome.status, Status::NotApplicable(_) | Status::Deferred) {
                continue;
            }
            let rule = self.facts.campaign().rule(outcome.rule);
            let kept = matches!(outcome.status, Status::Satisfied(_));
            let bounds = rule.require.iter().flat_map(|require| bounds(require, fact));
            limits.extend(bounds.map(|(floor, value)| Limit { value, floor, rule: rule.id.clone(), kept }));
        }
        limits
    }
}

/// The amounts and percentages that a predicate holds a fact against, whatever else it asks: whether each is a floor.
fn bounds(require: &Predicate, fact: FactId) -> Vec<(bool, Decimal)> {
    let tests = require.required_tests().into_iter().filter(|test| test.fact == fact);
    let bound = |check: &Check| match check {
        Check::Compare(order, Operand::Literal(Literal::Money(value) | Literal::Percentage(value))) => match order {
            Order::AtLeast | Order::More => Some((true, *value)),
            Order::AtMost | Order::Less => Some((false, *value)),
            Order::Equal => None,
        },
        _ => None,
    };
    tests.flat_map(|test| &test.checks).filter_map(|(check, _)| bound(check)).collect()
}
