//! Rules: their header, texts, conditions and exceptions.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::super::error::{Expected, Large, Named, Origin, RuleErrorKind};
use super::super::language::{KeyScope, Keys, NOTE, READING, RULE, WAIVER};
use super::super::limits::{MAX_QUOTES, RULE_SIZE};
use super::super::model::{Note, NotePiece, NoteText, Reading, Rule, RuleId, RuleOrigin, Waiver};
use super::super::predicate::Predicate;
use super::super::raw::RawRule;
use super::super::reader::{Fields, SpannedTable, SpannedText, SpannedValue};
use super::super::token::{Level, Unique};
use super::Compiler;
use crate::dossier::format::Stage;
use crate::text::Lang;

/// A part that is there and does not compile; its errors are reported already.
pub(super) struct Uncompiled;

impl<'t> Compiler<'_, '_, 't> {
    pub(super) fn rule(&mut self, set: usize, raw: &RawRule<'t>) -> Option<Rule> {
        self.check_keys(set, raw);
        self.lists_read.clear();
        let fields = &raw.fields;
        let count = |key: &str| fields.get(key).and_then(SpannedValue::as_list).map_or(0, Iterator::count);
        let parts: usize = ["stages", "waives", "replaces", "note", "step"].into_iter().map(count).sum();
        self.spend(RULE_SIZE * (1 + count("reading")) + parts, raw.id.origin)?;
        let group = fields.word("group");
        let level = fields.word::<Level>("level");
        let basis = fields.word("basis");
        let stages = fields.get("stages").map(|value| self.stages(value));
        let source = fields.text("source");
        let title = fields.bilingual("title");
        let asks = fields.bilingual("asks");
        let choice = fields.bilingual("choice");
        let why = fields.bilingual("why");
        let advice = fields.bilingual("advice");
        let when = self.optional_predicate(fields.get("when"));
        let require = self.optional_predicate(fields.get("require"));
        let unique = unique(fields);
        let decides =
            !matches!(require, Ok(None)) || fields.has("unique") || level.is_none_or(|level| level == Level::Info);
        if !decides {
            self.errors.report(RuleErrorKind::MissingKey("require"), fields.origin());
        }
        let readings = if decides { self.readings(fields) } else { Some(Vec::new()) };
        let mut lists = self.lists_read.clone();
        lists.sort_unstable();
        lists.dedup();
        let mut notes_of =
            |key| fields.tables(key).into_iter().map(|note| self.note(note)).collect::<Option<Vec<Note>>>();
        let (notes, steps) = (notes_of("note"), notes_of("step"));
        let waives = fields.get("waives").map(|value| value.list(Expected::List)).unwrap_or_default();
        let waives: Option<Vec<Waiver>> = waives.into_iter().map(|value| self.waiver(value)).collect();
        let replaces = fields.texts("replaces");
        let replaces: Option<Vec<RuleId>> = replaces.into_iter().map(|id| self.rule_id(id)).collect();
        let disabled = fields.boolean("disabled").unwrap_or_default();
        decides.then_some(())?;
        Some(Rule {
            id: raw.id.text.to_owned(),
            origin: raw.id.origin,
            demanded_by: if self.namespace.sets[set].ignorable { RuleOrigin::Tool } else { RuleOrigin::Call },
            set,
            disabled,
            lists,
            group: group?,
            level: level?,
            stages: stages?,
            basis: basis?,
            source: source?.to_owned(),
            title: title?,
            asks,
            choice,
            why,
            advice,
            when: when.ok()?,
            require: require.ok()?,
            unique: unique.ok()?,
            readings: readings?,
            notes: notes?,
            steps: steps?,
            waives: waives?,
            conditional: Vec::new(),
            replaces: replaces?,
        })
    }

    /// Reports unknown keys of a rule and of what is laid over it, and overrides that change nothing.
    fn check_keys(&self, set: usize, raw: &RawRule<'t>) {
        let scope = if self.namespace.sets[set].overlay { KeyScope::Overlay } else { KeyScope::Set };
        for (index, layer) in raw.fields.layers.iter().enumerate() {
            layer.only(Keys::of(RULE, if index == 0 { scope } else { KeyScope::Override }).iter());
            if index > 0 && layer.entries().all(|(key, _)| matches!(key.text, "id" | "because")) {
                self.errors.report(RuleErrorKind::OverrideIdle, layer.origin);
            }
            layer.get("because").and_then(SpannedValue::bilingual);
        }
    }

    pub(super) fn optional_predicate(
        &mut self,
        value: Option<SpannedValue<'t>>,
    ) -> Result<Option<Predicate>, Uncompiled> {
        value.map(|value| self.predicate(value).ok_or(Uncompiled)).transpose()
    }

    fn stages(&self, value: SpannedValue<'t>) -> Vec<Stage> {
        let texts = value.texts();
        if value.as_list().is_some_and(|mut list| list.next().is_none()) {
            value.report(RuleErrorKind::EmptyList);
        }
        let stage = |text: SpannedText<'t>| {
            let found = text.text.parse().ok();
            if found.is_none() {
                self.errors.unknown(Named::Value, text, Stage::WORDS);
            }
            found
        };
        texts.into_iter().filter_map(stage).collect()
    }

    fn rule_id(&self, id: SpannedText<'t>) -> Option<RuleId> {
        let found = self.namespace.rule_places.get(id.text).map(|&place| RuleId(place));
        if found.is_none() {
            self.errors.unknown(Named::Rule, id, self.namespace.rule_places.keys().copied());
        }
        found
    }

    fn waiver(&mut self, value: SpannedValue<'t>) -> Option<Waiver> {
        if value.as_text().is_some() {
            return Some(Waiver { rule: self.rule_id(value.spanned_text()?)?, when: None });
        }
        let fields = value.fields(WAIVER)?;
        let id = fields.get("rule")?;
        let rule = id.spanned_text().and_then(|id| self.rule_id(id));
        let when = self.optional_predicate(fields.get("when"));
        Some(Waiver { rule: rule?, when: when.ok()? })
    }

    fn readings(&mut self, rule: &Fields<'t>) -> Option<Vec<Reading>> {
        let Some(value) = rule.get("reading") else { return Some(Vec::new()) };
        if !rule.has("require") {
            value.report(RuleErrorKind::Idle { key: "reading".to_owned(), needs: "require" });
        }
        let mut ids: HashMap<&'t str, Origin> = HashMap::new();
        let readings: Vec<Option<Reading>> =
            rule.tables("reading").into_iter().map(|table| self.reading(&table.fields(READING), &mut ids)).collect();
        readings.into_iter().collect()
    }

    fn reading(&mut self, fields: &Fields<'t>, ids: &mut HashMap<&'t str, Origin>) -> Option<Reading> {
        let id = fields.name("id");
        if let Some(id) = id {
            match ids.entry(id.text) {
                Entry::Occupied(first) => self.errors.duplicate(Named::Reading, id, *first.get()),
                Entry::Vacant(place) => {
                    place.insert(id.origin);
                }
            }
        }
        let title = fields.bilingual("title");
        let when = self.optional_predicate(fields.get("when"));
        let require = self.optional_predicate(fields.get("require"));
        let level = fields.word("level");
        if !["when", "require", "level"].iter().any(|key| fields.has(key)) {
            self.errors.report(RuleErrorKind::MissingKey("require"), fields.origin());
        }
        Some(Reading { id: id?.text.to_owned(), title: title?, when: when.ok()?, require: require.ok()?, level })
    }

    fn note(&mut self, table: SpannedTable<'t>) -> Option<Note> {
        let fields = table.fields(NOTE);
        let when = self.optional_predicate(fields.get("when"));
        let value = fields.get("text")?;
        let text = value.bilingual()?;
        // What stands for a language that it is not written in has the place of the other.
        let written = |lang: Lang| value.as_table().and_then(|table| table.get(text.only.unwrap_or(lang).as_str()));
        let origin = |lang| written(lang).unwrap_or(value).origin();
        let french = self.note_text(SpannedText { text: &text.fr, origin: origin(Lang::Fr) });
        let english = self.note_text(SpannedText { text: &text.en, origin: origin(Lang::En) });
        Some(Note { when: when.ok()?, text: [french?, english?] })
    }

    /// Cuts `words {fact} words` into pieces.
    fn note_text(&mut self, text: SpannedText<'_>) -> Option<NoteText> {
        let errors = self.errors;
        let broken = || errors.report(RuleErrorKind::BadTemplate, text.origin);
        let mut quotes = 0;
        let mut pieces = Vec::new();
        let mut rest = text.text;
        while let Some((words, tail)) = rest.split_once('{') {
            let Some((name, after)) = tail.split_once('}').filter(|(name, _)| !name.trim().is_empty()) else {
                broken();
                return None;
            };
            if words.contains('}') {
                broken();
                return None;
            }
            if !words.is_empty() {
                pieces.push(NotePiece::Words(words.to_owned()));
            }
            quotes += 1;
            if quotes > MAX_QUOTES {
                errors.report(RuleErrorKind::TooLarge(Large::Quotes), text.origin);
                return None;
            }
            let fact = self.fact(SpannedText { text: name.trim(), ..text })?;
            self.spend_on_test(fact, text.origin)?;
            pieces.push(NotePiece::Fact(fact));
            rest = after;
        }
        if rest.contains('}') {
            broken();
            return None;
        }
        if !rest.is_empty() {
            pieces.push(NotePiece::Words(rest.to_owned()));
        }
        Some(NoteText { pieces })
    }
}

/// What a rule across dossiers demands to be unique: its only demand, decided when the dossiers themselves are.
fn unique(fields: &Fields<'_>) -> Result<Option<Unique>, Uncompiled> {
    if !fields.has("unique") {
        return Ok(None);
    }
    for key in ["when", "require", "reading", "note", "step", "waives", "replaces"] {
        if let Some(other) = fields.get(key) {
            other.report(RuleErrorKind::MixedPredicate(vec!["unique".to_owned(), key.to_owned()]));
        }
    }
    fields.word("unique").map(Some).ok_or(Uncompiled)
}
