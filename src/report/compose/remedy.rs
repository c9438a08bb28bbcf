//! Remedies in words.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::super::model::{MoveReport, RemedyReport};
use super::assessment::Builder;
use super::value::money;
use crate::dossier::format::{self, Kind};
use crate::engine::{Move, Place, Remedy, RemedyKind, Scalar};
use crate::messages::finding as words;
use crate::messages::words::{beside, sentence};
use crate::rules::{FactId, FactSource};
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
                let table = self.facts.places(part.fact).first().map(|place| format::field_info(place.field));
                let table = table.map(|table| table.field.label.get(lang)).unwrap_or_default();
                let sentence = if to >= from { words::constant_cost } else { words::constant_cost_less };
                sentence(self.one_move(part), table.to_owned(), lang)
            }
            (RemedyKind::NewMoney, [part, whole]) => {
                let (_, whole_to) = whole.amounts();
                words::new_money(self.one_move(part), self.label(whole.fact), amount(whole_to, lang), lang)
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
        if matches!(self.fact(change.fact).source, FactSource::Field(_)) {
            return if to >= from {
                words::raise(label, old, new, delta, lang)
            } else {
                words::lower(label, old, new, delta, lang)
            };
        }
        // Nobody can write a sum: what can be written are the lines that make it up.
        let sentence = if to >= from { words::raise_lines } else { words::lower_lines };
        sentence(label, self.lines(change.fact), old, new, delta, lang)
    }

    /// The lines of the file that a sum is made of.
    fn lines(&self, fact: FactId) -> String {
        let places = self.facts.places(fact);
        let is_amount = |place: &&Place| !place.absent && (place.index.is_none() || place.column.is_some());
        let lines: BTreeSet<usize> = places
            .iter()
            .filter(is_amount)
            .filter(|place| {
                place.index.is_some() || !matches!(format::field_info(place.field).field.kind, Kind::Records(_))
            })
            .map(|place| self.source.position(place.span.start).line)
            .collect();
        let lines: Vec<String> = lines.iter().map(usize::to_string).collect();
        match lines.as_slice() {
            [] => words::no_line_yet(self.lang).to_owned(),
            [only] => words::in_line(only, self.lang),
            several => words::in_lines(self.show_list(several.iter().cloned()), self.lang),
        }
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
