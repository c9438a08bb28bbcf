//! Rules: their header, texts, conditions and exceptions.

use super::super::error::{Named, Origin, RuleErrorKind};
use super::super::model::{Basis, Bilingual, Group, Level, Note, Piece, Reading, Rule, RuleId, Template, Waiver};
use super::super::predicate::Predicate;
use super::super::raw::RawRule;
use super::super::reader::{At, Table};
use super::super::resolve::duplicate;
use super::{Compiler, Expected};
use crate::dossier::format::STAGES;

/// A part that is there and does not compile; its errors are reported already.
struct Broken;

const KEYS: &[&str] = &[
    "id", "group", "level", "stages", "basis", "source", "title", "why", "advice", "when", "require", "reading",
    "note", "waives", "replaces",
];

impl<'t> Compiler<'_, '_, 't> {
    pub(super) fn rule(&mut self, raw: &RawRule<'t>) -> Option<Rule> {
        let table = raw.table;
        table.only_keys(KEYS, self.errors);
        let group =
            self.required_token(table, "group", Group::from_token, Group::ALL.iter().map(|group| group.token()));
        let level =
            self.required_token(table, "level", Level::from_token, Level::ALL.iter().map(|level| level.token()));
        let basis =
            self.required_token(table, "basis", Basis::from_token, Basis::ALL.iter().map(|basis| basis.token()));
        let stages = self.stages(table);
        let source = table.require("source", self.errors).and_then(|at| at.text(self.errors));
        let title = table.require("title", self.errors).and_then(|at| at.bilingual(self.errors));
        let why = self.optional_text(table, "why");
        let advice = self.optional_text(table, "advice");
        let when = self.optional_predicate(table, "when");
        let require = self.optional_predicate(table, "require");
        if matches!(require, Ok(None)) && level != Some(Level::Info) {
            self.report(RuleErrorKind::MissingKey("require"), table.origin);
            return None;
        }
        let readings = self.readings(table);
        let notes: Option<Vec<Note>> = {
            let notes = table.get("note").map(|at| at.tables(self.errors)).unwrap_or_default();
            notes.into_iter().map(|note| self.note(note)).collect()
        };
        let waives: Option<Vec<Waiver>> = {
            let entries = table.get("waives").map(|at| at.list(Expected::List, self.errors)).unwrap_or_default();
            entries.into_iter().map(|at| self.waiver(at)).collect()
        };
        let replaces: Option<Vec<RuleId>> = {
            let entries = table.get("replaces").map(|at| at.texts(self.errors)).unwrap_or_default();
            entries.into_iter().map(|(id, origin)| self.rule_id(id, origin)).collect()
        };
        Some(Rule {
            id: raw.id.0.to_owned(),
            origin: raw.id.1,
            group: group?,
            level: level?,
            stages: stages?,
            basis: basis?,
            source: source?.to_owned(),
            title: title?,
            why,
            advice,
            when: when.ok()?,
            require: require.ok()?,
            readings: readings?,
            notes: notes?,
            waives: waives?,
            replaces: replaces?,
        })
    }

    /// The predicate at a key that may be missing.
    fn optional_predicate(&mut self, table: Table<'t>, key: &str) -> Result<Option<Predicate>, Broken> {
        table.get(key).map(|at| self.predicate(at).ok_or(Broken)).transpose()
    }

    fn optional_text(&mut self, table: Table<'t>, key: &str) -> Option<Bilingual> {
        table.get(key).and_then(|at| at.bilingual(self.errors))
    }

    pub(super) fn required_token<T>(
        &mut self,
        table: Table<'t>,
        key: &'static str,
        from: impl Fn(&str) -> Option<T>,
        known: impl IntoIterator<Item = &'static str>,
    ) -> Option<T> {
        let at = table.require(key, self.errors)?;
        self.token(at, from, known)
    }

    pub(super) fn token<T>(
        &mut self,
        at: At<'t>,
        from: impl Fn(&str) -> Option<T>,
        known: impl IntoIterator<Item = &'static str>,
    ) -> Option<T> {
        let text = at.text(self.errors)?;
        let value = from(text);
        if value.is_none() {
            self.unknown(Named::Value, text, known, at.origin());
        }
        value
    }

    fn stages(&mut self, table: Table<'t>) -> Option<Vec<&'static str>> {
        let texts = table.require("stages", self.errors)?.texts(self.errors);
        let mut stages = Vec::new();
        for (text, origin) in texts {
            match STAGES.iter().find(|stage| **stage == text) {
                Some(stage) => stages.push(*stage),
                None => self.unknown(Named::Value, text, STAGES.iter().copied(), origin),
            }
        }
        Some(stages)
    }

    fn rule_id(&mut self, id: &str, origin: Origin) -> Option<RuleId> {
        let found = self.rule_ids.get(id).copied();
        if found.is_none() {
            let known: Vec<&str> = self.rule_ids.keys().copied().collect();
            self.unknown(Named::Rule, id, known, origin);
        }
        found
    }

    fn waiver(&mut self, at: At<'t>) -> Option<Waiver> {
        if let Some(id) = at.as_text() {
            return Some(Waiver { rule: self.rule_id(id, at.origin())?, when: None });
        }
        let table = at.table(self.errors)?;
        table.only_keys(&["rule", "when"], self.errors);
        let id = table.require("rule", self.errors)?;
        let rule = id.text(self.errors).and_then(|text| self.rule_id(text, id.origin()));
        let when = self.optional_predicate(table, "when");
        Some(Waiver { rule: rule?, when: when.ok()? })
    }

    fn readings(&mut self, table: Table<'t>) -> Option<Vec<Reading>> {
        let Some(at) = table.get("reading") else { return Some(Vec::new()) };
        if !table.has("require") {
            self.report(RuleErrorKind::Idle { key: "reading".to_owned(), needs: "require" }, at.origin());
        }
        let mut ids: Vec<(&str, Origin)> = Vec::new();
        let readings: Vec<_> = at.tables(self.errors).into_iter().map(|table| self.reading(table, &mut ids)).collect();
        readings.into_iter().collect()
    }

    fn reading(&mut self, table: Table<'t>, ids: &mut Vec<(&'t str, Origin)>) -> Option<Reading> {
        table.only_keys(&["id", "title", "when", "require"], self.errors);
        let id = table.require("id", self.errors).and_then(|at| Some((at.text(self.errors)?, at.origin())));
        if let Some((id, origin)) = id {
            match ids.iter().find(|(known, _)| *known == id) {
                Some((_, first)) => self.errors.push(duplicate(Named::Reading, id, origin, *first)),
                None => ids.push((id, origin)),
            }
        }
        let title = table.require("title", self.errors).and_then(|at| at.bilingual(self.errors));
        let when = self.optional_predicate(table, "when");
        let require = table.require("require", self.errors).and_then(|at| self.predicate(at));
        Some(Reading { id: id?.0.to_owned(), title: title?, when: when.ok()?, require: require? })
    }

    fn note(&mut self, table: Table<'t>) -> Option<Note> {
        table.only_keys(&["when", "text"], self.errors);
        let when = self.optional_predicate(table, "when");
        let at = table.require("text", self.errors)?;
        let text = at.bilingual(self.errors)?;
        let french = self.template(&text.fr, at.origin());
        let english = self.template(&text.en, at.origin());
        Some(Note { when: when.ok()?, text: [french?, english?] })
    }

    /// Cuts `words {fact} words` into pieces.
    fn template(&mut self, text: &str, origin: Origin) -> Option<Template> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((words, tail)) = rest.split_once('{') {
            if !words.is_empty() {
                pieces.push(Piece::Words(words.to_owned()));
            }
            let Some((name, after)) = tail.split_once('}') else {
                self.report(RuleErrorKind::BadTemplate, origin);
                return None;
            };
            pieces.push(Piece::Fact(self.fact(name.trim(), origin)?));
            rest = after;
        }
        if !rest.is_empty() {
            pieces.push(Piece::Words(rest.to_owned()));
        }
        Some(Template { pieces })
    }
}
