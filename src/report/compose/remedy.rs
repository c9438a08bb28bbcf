//! Remedies in words.

use chrono::NaiveDate;

use super::super::model::{MoveReport, RemedyReport};
use super::assessment::Builder;
use super::value::money;
use crate::engine::{Move, Remedy, RemedyKind, Scalar};
use crate::messages::finding as words;
use crate::messages::words::{beside, sentence};
use crate::text::{amount, long_date};

impl<'a> Builder<'a, '_> {
    pub(super) fn remedy(&self, remedy: &Remedy<'a>) -> RemedyReport {
        let rules = remedy.breaks.iter().map(|&rule| self.facts.campaign().rule(rule).id.clone());
        RemedyReport {
            kind: remedy.kind,
            moves: remedy.moves.iter().map(|change| self.change(change)).collect(),
            verified: remedy.verified,
            breaks: rules.collect(),
            text: sentence(&self.in_words(remedy.kind, &remedy.moves)),
        }
    }

    fn change(&self, change: &Move<'_>) -> MoveReport {
        let fact = self.fact(change.fact).name.clone();
        let feasible = change.is_feasible(self.facts.context().date);
        if let (Scalar::Date(from), Scalar::Date(to)) = (change.from, change.to) {
            let delta = (to - from).num_days().to_string();
            let from = self.facts.is_given(change.fact).then(|| from.to_string());
            MoveReport { fact, from, to: to.to_string(), delta, feasible }
        } else {
            let (from, to) = change.amounts();
            MoveReport { fact, from: Some(money(from)), to: money(to), delta: money(to - from), feasible }
        }
    }

    fn in_words(&self, kind: RemedyKind, moves: &[Move<'_>]) -> String {
        let lang = self.lang;
        match (kind, moves) {
            (RemedyKind::ConstantCost, [part]) => {
                let (from, to) = part.amounts();
                let label = self.label(part.fact);
                let (old, new, delta) = (amount(from, lang), amount(to, lang), amount((to - from).abs(), lang));
                if to >= from {
                    words::constant_cost(label, old, new, delta, lang)
                } else {
                    words::constant_cost_less(label, old, new, delta, lang)
                }
            }
            (RemedyKind::NewMoney, [part, whole]) => {
                let ((part_from, part_to), (_, whole_to)) = (part.amounts(), whole.amounts());
                let (part, whole) = (self.label(part.fact), self.label(whole.fact));
                let delta = amount(part_to - part_from, lang);
                words::new_money(part, amount(part_to, lang), whole, amount(whole_to, lang), delta, lang)
            }
            (_, moves) => moves.iter().map(|change| self.one_move(change)).collect::<Vec<_>>().join(beside(lang)),
        }
    }

    fn one_move(&self, change: &Move<'_>) -> String {
        let lang = self.lang;
        let label = self.label(change.fact);
        if let (Scalar::Date(from), Scalar::Date(to)) = (change.from, change.to) {
            return self.day(change, from, to);
        }
        let (from, to) = change.amounts();
        let (old, new, delta) = (amount(from, lang), amount(to, lang), amount((to - from).abs(), lang));
        if to >= from { words::raise(label, old, new, delta, lang) } else { words::lower(label, old, new, delta, lang) }
    }

    fn day(&self, change: &Move<'_>, from: NaiveDate, to: NaiveDate) -> String {
        let lang = self.lang;
        let (old, new) = (long_date(from, lang), long_date(to, lang));
        let today = self.facts.context().date;
        if !self.facts.is_given(change.fact) {
            let ago = (to < today).then(|| (today - to).num_days());
            return words::give_day(&self.fact(change.fact).name, &new, ago, lang);
        }
        if !change.is_feasible(today) {
            let label = self.label(change.fact);
            return if from < today {
                words::day_has_passed(label, &old, (today - from).num_days(), lang)
            } else {
                words::limit_has_passed(label, &new, (today - to).num_days(), lang)
            };
        }
        words::move_day(self.label(change.fact), &old, &new, (to - from).num_days(), lang)
    }
}
