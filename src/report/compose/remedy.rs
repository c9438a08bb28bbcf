//! Remedies in words.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::super::model::{MoveReport, RemedyReport};
use super::assessment::Builder;
use super::value::money;
use crate::engine::{Move, Remedy, RemedyKind, Scalar, Step, plan};
use crate::messages::{finding as words, labels};
use crate::text::{amount, long_date};

impl<'a> Builder<'a, '_> {
    pub(super) fn remedy(&self, remedy: &Remedy<'a>) -> RemedyReport {
        let rules = remedy.breaks.iter().map(|&rule| self.facts.campaign().rule(rule).id.clone());
        RemedyReport {
            kind: remedy.kind,
            moves: remedy.moves.iter().map(|change| self.change(change)).collect(),
            verified: remedy.verified,
            breaks: rules.collect(),
            text: words::sentence(&self.in_words(remedy.kind, &remedy.moves)),
        }
    }

    /// The changes that together make the dossier eligible, in words.
    pub(super) fn plan(&self) -> Vec<String> {
        let steps = plan(self.facts, self.fiche, self.stage, self.assessment).unwrap_or_default();
        let in_words = |step: &Step| words::sentence(&self.in_words(step.kind, &step.moves));
        steps.iter().map(in_words).collect()
    }

    fn change(&self, change: &Move<'_>) -> MoveReport {
        let fact = self.fact(change.fact).name.clone();
        match (change.from, change.to) {
            (Scalar::Date(from), Scalar::Date(to)) => MoveReport {
                fact,
                from: from.to_string(),
                to: to.to_string(),
                delta: (to - from).num_days().to_string(),
            },
            (from, to) => {
                let (from, to) = (from.quantity().unwrap_or_default(), to.quantity().unwrap_or_default());
                MoveReport { fact, from: money(from), to: money(to), delta: money(to - from) }
            }
        }
    }

    fn in_words(&self, kind: RemedyKind, moves: &[Move<'_>]) -> String {
        let lang = self.lang;
        match (kind, moves) {
            (RemedyKind::ConstantCost, [part]) => {
                let (from, to) = quantities(part);
                let words = if to >= from { words::constant_cost } else { words::constant_cost_less };
                words(
                    self.label(part.fact),
                    &amount(from, lang),
                    &amount(to, lang),
                    &amount((to - from).abs(), lang),
                    lang,
                )
            }
            (RemedyKind::NewMoney, [part, whole]) => {
                let ((part_from, part_to), (_, whole_to)) = (quantities(part), quantities(whole));
                let delta = amount(part_to - part_from, lang);
                words::new_money(
                    self.label(part.fact),
                    &amount(part_to, lang),
                    self.label(whole.fact),
                    &amount(whole_to, lang),
                    &delta,
                    lang,
                )
            }
            (_, moves) => {
                moves.iter().map(|change| self.one_move(change)).collect::<Vec<_>>().join(labels::semicolon(self.lang))
            }
        }
    }

    fn one_move(&self, change: &Move<'_>) -> String {
        let lang = self.lang;
        let label = self.label(change.fact);
        if let (Scalar::Date(from), Scalar::Date(to)) = (change.from, change.to) {
            return self.day(change, from, to);
        }
        let (from, to) = quantities(change);
        let (old, new, delta) = (amount(from, lang), amount(to, lang), amount((to - from).abs(), lang));
        let words = if to >= from { words::raise } else { words::lower };
        words(label, &old, &new, &delta, lang)
    }

    fn day(&self, change: &Move<'_>, from: NaiveDate, to: NaiveDate) -> String {
        if !self.facts.is_given(change.fact) {
            return words::give_day(&self.fact(change.fact).name, &long_date(to, self.lang), self.lang);
        }
        let days = (to - from).num_days();
        words::move_day(
            self.label(change.fact),
            &long_date(from, self.lang),
            &long_date(to, self.lang),
            days,
            self.lang,
        )
    }
}

fn quantities(change: &Move<'_>) -> (Decimal, Decimal) {
    (change.from.quantity().unwrap_or_default(), change.to.quantity().unwrap_or_default())
}
