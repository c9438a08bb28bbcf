//! Rules: their header, texts, conditions and exceptions.

use std::str::FromStr;

use super::super::error::{Named, Origin, RuleErrorKind};
use super::super::model::{Note, NotePiece, NoteText, Reading, Rule, RuleId, Waiver};
use super::super::predicate::Predicate;
use super::super::raw::{RawRule, because as because_text};
use super::super::reader::{SpannedTable, SpannedValue};
use super::super::resolve::duplicate;
use super::super::token::{Basis, Group, Level, Unique};
use super::{Compiler, Expected};
use crate::dossier::format::STAGES;
use crate::text::Bilingual;

/// A part that is there and does not compile; its errors are reported already.
struct Uncompiled;

/// The keys of a rule.
pub(in crate::rules) const KEYS: &[&str] = &[
    "id", "group", "level", "stages", "basis", "source", "title", "why", "advice", "when", "require", "unique",
    "reading", "note", "waives", "replaces",
];

/// The keys of an override beside those of a rule.
pub(in crate::rules) const OVERRIDE_KEYS: &[&str] = &["disabled", "because"];

impl<'t> Compiler<'_, '_, 't> {
    pub(super) fn rule(&mut self, set: usize, raw: &RawRule<'t>) -> Option<Rule> {
        self.only_rule_keys(set, raw);
        self.lists_read.clear();
        let table = raw;
        let group = self.required_word(table, "group", &Group::WORDS);
        let level = self.required_word(table, "level", &Level::WORDS);
        let basis = self.required_word(table, "basis", &Basis::WORDS);
        let stages = self.stages(table);
        let source = table.require("source", self.errors).and_then(|at| at.text(self.errors));
        let title = table.require("title", self.errors).and_then(|at| at.bilingual(self.errors));
        let why = self.optional_text(table, "why");
        let advice = self.optional_text(table, "advice");
        let when = self.optional_predicate(table.get("when"));
        let require = self.optional_predicate(table.get("require"));
        let unique = self.unique(table);
        let decides = !matches!(require, Ok(None))
            || table.get("unique").is_some()
            || level.is_none_or(|level| level == Level::Info);
        if !decides {
            self.report(RuleErrorKind::MissingKey("require"), table.origin());
        }
        let readings = if decides { self.readings(table) } else { Some(Vec::new()) };
        let mut lists = self.lists_read.clone();
        lists.sort_unstable();
        lists.dedup();
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
        let disabled = table.get("disabled").and_then(|at| at.boolean(self.errors)).unwrap_or_default();
        decides.then_some(())?;
        Some(Rule {
            id: raw.id.0.to_owned(),
            origin: raw.id.1,
            set,
            disabled,
            lists,
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
            unique: unique.ok()?,
            readings: readings?,
            notes: notes?,
            waives: waives?,
            replaces: replaces?,
        })
    }

    /// Reports unknown keys of a rule and of what is laid over it, and overrides that change nothing.
    fn only_rule_keys(&mut self, set: usize, raw: &RawRule<'t>) {
        let Some((own, changes)) = raw.layers.split_first() else { return };
        // A rule that an overlay adds may waive or replace others, and then gives the reason.
        let because: &[&str] = if self.namespace.sets[set].overlay { &["because"] } else { &[] };
        own.only_keys(&[KEYS, because].concat(), self.errors);
        for change in changes {
            change.only_keys(&[KEYS, OVERRIDE_KEYS].concat(), self.errors);
            if change.entries().all(|(key, _)| matches!(key.text, "id" | "because")) {
                self.report(RuleErrorKind::OverrideIdle, change.origin);
            }
        }
        for layer in &raw.layers {
            if let Some(at) = layer.get("because") {
                because_text(at, self.errors);
            }
        }
    }

    /// The predicate at a key that may be missing.
    fn optional_predicate(&mut self, at: Option<SpannedValue<'t>>) -> Result<Option<Predicate>, Uncompiled> {
        at.map(|at| self.predicate(at).ok_or(Uncompiled)).transpose()
    }

    /// What a rule across dossiers demands to be unique. Such a rule has no other demand: it is decided when the
    /// dossiers themselves are.
    fn unique(&mut self, table: &RawRule<'t>) -> Result<Option<Unique>, Uncompiled> {
        let Some(at) = table.get("unique") else { return Ok(None) };
        for key in ["when", "require", "reading", "note", "waives", "replaces"] {
            if let Some(other) = table.get(key) {
                let keys = vec!["unique".to_owned(), key.to_owned()];
                self.report(RuleErrorKind::MixedPredicate(keys), other.origin());
            }
        }
        self.word(at, &Unique::WORDS).map(Some).ok_or(Uncompiled)
    }

    fn optional_text(&mut self, table: &RawRule<'t>, key: &str) -> Option<Bilingual> {
        table.get(key).and_then(|at| at.bilingual(self.errors))
    }

    fn required_word<T: FromStr>(
        &mut self,
        table: &RawRule<'t>,
        key: &'static str,
        known: &[&'static str],
    ) -> Option<T> {
        let at = table.require(key, self.errors)?;
        self.word(at, known)
    }

    /// The value of a word out of a closed list.
    pub(super) fn word<T: FromStr>(&mut self, at: SpannedValue<'t>, known: &[&'static str]) -> Option<T> {
        let text = at.text(self.errors)?;
        let value = text.parse().ok().filter(|_| known.contains(&text));
        if value.is_none() {
            self.unknown(Named::Value, text, known.iter().copied(), at.origin());
        }
        value
    }

    fn stages(&mut self, table: &RawRule<'t>) -> Option<Vec<&'static str>> {
        let at = table.require("stages", self.errors)?;
        let texts = at.texts(self.errors);
        if at.as_list().is_some_and(|mut list| list.next().is_none()) {
            self.report(RuleErrorKind::EmptyList, at.origin());
        }
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

    fn waiver(&mut self, at: SpannedValue<'t>) -> Option<Waiver> {
        if let Some(id) = at.as_text() {
            return Some(Waiver { rule: self.rule_id(id, at.origin())?, when: None });
        }
        let table = at.table(self.errors)?;
        table.only_keys(&["rule", "when"], self.errors);
        let id = table.require("rule", self.errors)?;
        let rule = id.text(self.errors).and_then(|text| self.rule_id(text, id.origin()));
        let when = self.optional_predicate(table.get("when"));
        Some(Waiver { rule: rule?, when: when.ok()? })
    }

    fn readings(&mut self, table: &RawRule<'t>) -> Option<Vec<Reading>> {
        let Some(at) = table.get("reading") else { return Some(Vec::new()) };
        if table.get("require").is_none() {
            self.report(RuleErrorKind::Idle { key: "reading".to_owned(), needs: "require" }, at.origin());
        }
        let mut ids: Vec<(&str, Origin)> = Vec::new();
        let readings: Vec<_> = at.tables(self.errors).into_iter().map(|table| self.reading(table, &mut ids)).collect();
        readings.into_iter().collect()
    }

    fn reading(&mut self, table: SpannedTable<'t>, ids: &mut Vec<(&'t str, Origin)>) -> Option<Reading> {
        table.only_keys(&["id", "title", "when", "require"], self.errors);
        let id = table.require("id", self.errors).and_then(|at| Some((at.text(self.errors)?, at.origin())));
        if let Some((id, origin)) = id {
            match ids.iter().find(|(known, _)| *known == id) {
                Some((_, first)) => self.errors.push(duplicate(Named::Reading, id, origin, *first)),
                None => ids.push((id, origin)),
            }
        }
        let title = table.require("title", self.errors).and_then(|at| at.bilingual(self.errors));
        let when = self.optional_predicate(table.get("when"));
        let require = table.require("require", self.errors).and_then(|at| self.predicate(at));
        Some(Reading { id: id?.0.to_owned(), title: title?, when: when.ok()?, require: require? })
    }

    fn note(&mut self, table: SpannedTable<'t>) -> Option<Note> {
        table.only_keys(&["when", "text"], self.errors);
        let when = self.optional_predicate(table.get("when"));
        let at = table.require("text", self.errors)?;
        let text = at.bilingual(self.errors)?;
        let origin =
            |language| at.as_table().and_then(|table| table.get(language)).map_or(at.origin(), SpannedValue::origin);
        let french = self.template(&text.fr, origin("fr"));
        let english = self.template(&text.en, origin("en"));
        Some(Note { when: when.ok()?, text: [french?, english?] })
    }

    /// Cuts `words {fact} words` into pieces.
    fn template(&mut self, text: &str, origin: Origin) -> Option<NoteText> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((words, tail)) = rest.split_once('{') {
            if words.contains('}') || tail.trim_start().starts_with('}') {
                self.report(RuleErrorKind::BadTemplate, origin);
                return None;
            }
            if !words.is_empty() {
                pieces.push(NotePiece::Words(words.to_owned()));
            }
            let Some((name, after)) = tail.split_once('}') else {
                self.report(RuleErrorKind::BadTemplate, origin);
                return None;
            };
            pieces.push(NotePiece::Fact(self.fact(name.trim(), origin)?));
            rest = after;
        }
        if rest.contains('}') {
            self.report(RuleErrorKind::BadTemplate, origin);
            return None;
        }
        if !rest.is_empty() {
            pieces.push(NotePiece::Words(rest.to_owned()));
        }
        Some(NoteText { pieces })
    }
}
