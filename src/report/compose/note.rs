//! Notes: what a rule has to say, with the facts that its texts quote.

use super::super::model::NoteReport;
use super::assessment::Builder;
use super::demand::demand;
use crate::engine::{Deadline, FactValue, Outcome, Place, Status, shown_notes};
use crate::messages::finding as words;
use crate::messages::words::{all_of, beside};
use crate::rules::{Check, Level, ListOperand, NotePiece, NoteText, Predicate, Rule};
use crate::text::{Lang, long_date, typeset};

impl<'a> Builder<'a, '_> {
    pub(super) fn info_note(&self, rule: &'a Rule, status: Status) -> Option<NoteReport> {
        if matches!(status, Status::NotApplicable(_) | Status::Deferred) {
            return None;
        }
        let message = self.note_texts(rule).collect::<Vec<_>>().join("\n");
        (!message.is_empty()).then(|| self.note(rule, status, message, &self.quoted_places(rule)))
    }

    /// The days left, what a list does not name, and other readings, for a rule that stands in no one's way.
    pub(super) fn passing_note(&self, outcome: &Outcome, deadline: Option<&Deadline>) -> Option<NoteReport> {
        let rule = self.facts.campaign().rule(outcome.rule);
        let mut texts: Vec<String> = Vec::new();
        if matches!(outcome.status, Status::Satisfied(_)) {
            texts.extend(
                deadline
                    .map(|deadline| words::days_left(&long_date(deadline.last, self.lang), deadline.days, self.lang)),
            );
            texts.extend(rule.require.as_ref().and_then(|require| self.not_named(require)));
        }
        let by_reading = self.by_reading(outcome.rule, outcome.status);
        let depends_on_reading = by_reading.is_some();
        texts.extend(by_reading);
        let readings = self.readings(outcome.rule);
        let machine_only = texts.is_empty();
        if machine_only {
            texts.extend(
                readings.iter().map(|reading| words::level_by_reading(&reading.title, reading.level, self.lang)),
            );
        }
        if texts.is_empty() {
            return None;
        }
        // Whoever asks about a reading wants to see the figures that it is about.
        let locations = if depends_on_reading { self.finding(outcome).locations } else { Vec::new() };
        let note = self.note(rule, outcome.status, texts.join(" "), &[]);
        Some(NoteReport { locations, readings, depends_on_reading, machine_only, ..note })
    }

    fn note(&self, rule: &Rule, status: Status, message: String, places: &[Place]) -> NoteReport {
        NoteReport {
            rule: rule.id.clone(),
            status: status.kind(),
            title: rule.title.get(self.lang).to_owned(),
            message,
            locations: self.locations(places),
            demand: demand(self.book, self.facts.campaign(), rule, self.lang),
            group: rule.group,
            is_information: rule.level == Level::Info,
            source: typeset(&rule.source, self.lang).into_owned(),
            ..NoteReport::default()
        }
    }

    pub(super) fn note_texts(&self, rule: &'a Rule) -> impl Iterator<Item = String> {
        let language = usize::from(self.lang == Lang::En);
        shown_notes(self.facts, &rule.notes).filter_map(move |note| self.render(&note.text[language]))
    }

    /// What to do to keep the rule's deadline.
    pub(super) fn what_to_do(&self, rule: &'a Rule) -> Option<String> {
        let language = usize::from(self.lang == Lang::En);
        shown_notes(self.facts, &rule.steps).find_map(|step| self.render(&step.text[language]))
    }

    fn render(&self, template: &NoteText) -> Option<String> {
        let mut text = String::new();
        for piece in &template.pieces {
            match piece {
                NotePiece::Words(words) => text.push_str(words),
                NotePiece::Fact(fact) => {
                    let value = self.facts.get(*fact).filter(|value| !value.is_empty())?;
                    text.push_str(&match value {
                        FactValue::List(entries) => entries
                            .iter()
                            .map(|entry| self.plain(entry.value))
                            .collect::<Vec<_>>()
                            .join(beside(self.lang)),
                        FactValue::One(scalar) => self.plain(*scalar),
                        _ => self.show_fact(*fact),
                    });
                }
            }
        }
        Some(text)
    }

    fn quoted_places(&self, rule: &'a Rule) -> Vec<Place> {
        let mut places: Vec<Place> = Vec::new();
        let pieces = shown_notes(self.facts, &rule.notes).flat_map(|note| &note.text[0].pieces);
        for piece in pieces {
            let NotePiece::Fact(fact) = piece else { continue };
            if !self.facts.is_given(*fact) {
                continue;
            }
            for place in self.facts.places(*fact) {
                if !places.contains(&place) {
                    places.push(place);
                }
            }
        }
        places
    }

    /// The entries of a right side that the dossier does not name, where the rule wants them listed.
    fn not_named(&self, predicate: &'a Predicate) -> Option<String> {
        let Predicate::Test(test) = predicate else { return None };
        if !test.name_others {
            return None;
        }
        let list: &ListOperand = test.checks.iter().find_map(|(check, _)| match check {
            Check::AnyOf(list) => Some(list),
            _ => None,
        })?;
        let named = self.facts.entries(test.fact);
        let wanted = self.facts.list_members(list)?;
        let missing = self.facts.not_named(wanted, &named);
        (!missing.is_empty()).then(|| words::not_named(all_of(&self.names(&missing), self.lang), self.lang))
    }
}
