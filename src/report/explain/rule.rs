//! Rules: what the call asks, how it is decided, what is read, what helps.

use super::{Block, Context, Section, Topic, TopicKind};
use crate::messages::explain as words;
use crate::messages::{batch, finding};
use crate::rule_tests::Suite;
use crate::rules::{Group, Level, Note, NotePiece, Predicate, Reading, Rule, RuleId};
use crate::text::{Lang, typeset};

impl Context<'_> {
    /// The page of a rule.
    pub(super) fn rule(&self, rule: &Rule, suite: &Suite) -> Topic {
        let lang = self.lang;
        let (derived, given) = self.derived_and_given(&self.facts_of(rule));
        let call = if rule.group == Group::Coherence { words::CHECKED } else { words::CALL };
        let sections = [
            Section::new(call, lang, self.call(rule)),
            Section::new(words::DECIDED, lang, self.decided(rule)),
            Section::new(words::SHOWN, lang, self.shown(rule)),
            Section::new(words::READINGS, lang, self.readings(rule)),
            Section::new(words::EXAMPLES, lang, self.examples(rule, suite)),
            Section::new(words::TO_MEND, lang, self.mend(rule)),
            Section::new(words::COMPUTED, lang, self.computations(&derived)),
            Section::new(words::READ, lang, self.places(&given)),
            Section::new(words::PLACE_IN_RULES, lang, self.place(rule)),
            Section::new(words::LINKS, lang, self.links(rule)),
        ];
        Topic {
            kind: TopicKind::Rule,
            id: rule.id.clone(),
            title: rule.title.get(lang).to_owned(),
            sections: sections.into_iter().flatten().collect(),
        }
    }

    fn call(&self, rule: &Rule) -> Vec<Block> {
        let why = rule.why.iter().map(|why| Block::paragraph(why.get(self.lang)));
        why.chain([Block::pair(words::IN_THE_CALL.get(self.lang), typeset(&rule.source, self.lang))]).collect()
    }

    fn decided(&self, rule: &Rule) -> Vec<Block> {
        let lang = self.lang;
        let mut blocks = Vec::new();
        if rule.disabled {
            blocks.push(Block::paragraph(words::DISABLED.get(lang)));
        }
        let mut tell = |predicate: &Predicate, lead: fn(&str, Lang) -> String| {
            let (text, items) = self.told(&self.phrase(predicate), |condition| lead(condition, lang));
            blocks.push(Block::paragraph(text));
            blocks.extend(items);
        };
        if let Some(when) = &rule.when {
            tell(when, words::applies_when);
        }
        if let Some(require) = &rule.require {
            tell(require, words::holds_when);
        }
        if let Some(unique) = rule.unique {
            blocks.push(Block::paragraph(batch::unique_when(unique, lang)));
            return blocks;
        }
        let last = if rule.require.is_some() { words::MISSING_INFORMATION } else { words::ONLY_TELLS };
        blocks.push(Block::paragraph(last.get(lang)));
        blocks
    }

    fn shown(&self, rule: &Rule) -> Vec<Block> {
        let lang = self.lang;
        let mut blocks = Vec::new();
        for note in &rule.notes {
            let text = self.quoting(note);
            let Some(phrase) = note.when.as_ref().map(|when| self.phrase(when)) else {
                blocks.push(Block::item(0, words::always_shows(&text, lang)));
                continue;
            };
            if let Some(condition) = phrase.clause() {
                blocks.push(Block::item(0, words::shows_when(condition, &text, lang)));
                continue;
            }
            let (lead, items) = self.told(&phrase, |condition| words::when(condition, lang));
            blocks.push(Block::item(0, lead));
            blocks.extend(items.into_iter().map(Block::deeper));
            blocks.push(Block::item(1, words::then_shows(&text, lang)));
        }
        blocks
    }

    /// A note's text, with the names of the facts that it quotes in their places.
    fn quoting(&self, note: &Note) -> String {
        let language = usize::from(self.lang == Lang::En);
        let piece = |piece: &NotePiece| match piece {
            NotePiece::Words(words) => words.clone(),
            NotePiece::Fact(fact) => format!("[{}]", self.campaign.fact(*fact).label.get(self.lang)),
        };
        note.text[language].pieces.iter().map(piece).collect()
    }

    fn readings(&self, rule: &Rule) -> Vec<Block> {
        let lang = self.lang;
        let mut blocks = Vec::new();
        if !rule.readings.is_empty() {
            blocks.push(Block::paragraph(words::READINGS_LEAD.get(lang)));
        }
        for Reading { title, when, require, .. } in &rule.readings {
            let title = finding::sentence(title.get(lang));
            let title = title.trim_end_matches('.');
            let lead = |condition: &str| words::reading_holds_when(title, condition, lang);
            let (text, items) = self.told(&self.phrase(require), lead);
            blocks.push(Block::item(0, text));
            blocks.extend(items.into_iter().map(Block::deeper));
            if let Some(when) = when {
                let lead = |condition: &str| words::reading_applies_when(condition, lang);
                let (text, items) = self.told(&self.phrase(when), lead);
                blocks.push(Block::item(1, finding::sentence(&text)));
                blocks.extend(items.into_iter().map(Block::deeper).map(Block::deeper));
            }
        }
        blocks
    }

    fn mend(&self, rule: &Rule) -> Vec<Block> {
        let lang = self.lang;
        let mut blocks: Vec<Block> = rule.advice.iter().map(|advice| Block::paragraph(advice.get(lang))).collect();
        if rule.level == Level::Info {
            return blocks;
        }
        let mut changes: Vec<String> = rule.require.iter().flat_map(|require| self.changes(require)).collect();
        if let Some(last) = changes.last_mut() {
            *last = format!("{}.", last.trim_end_matches([' ', ';']));
            blocks.push(Block::paragraph(words::SMALLEST_CHANGE.get(lang)));
            blocks.extend(changes.into_iter().map(|change| Block::item(0, change)));
        } else {
            blocks.push(Block::paragraph(words::NO_COMPUTED_CHANGE.get(lang)));
        }
        if self.campaign.is_ignorable(rule) {
            blocks.push(Block::paragraph(words::can_be_ignored(lang)));
            blocks.push(Block::Lines(words::ignoring(&rule.id, lang)));
        }
        blocks
    }

    fn place(&self, rule: &Rule) -> Vec<Block> {
        let lang = self.lang;
        let fiches: Vec<String> = self
            .campaign
            .fiches
            .iter()
            .filter(|fiche| fiche.rules.iter().any(|&id| std::ptr::eq(self.campaign.rule(id), rule)))
            .map(|fiche| fiche.number.to_string())
            .collect();
        let pairs = [
            (words::CAMPAIGN, self.campaign.year.to_string()),
            (words::FICHES, finding::all_of(&fiches, lang)),
            (words::GROUP, words::group(rule.group, lang).to_owned()),
            (words::LEVEL, words::level(rule.level, lang).to_owned()),
            (words::STAGES, words::stages(&rule.stages, lang)),
            (words::BASIS, words::basis(rule.basis, lang).to_owned()),
        ];
        let pairs = pairs.into_iter().filter(|(_, text)| !text.is_empty());
        pairs.map(|(name, text)| Block::pair(name.get(lang), text)).collect()
    }

    fn links(&self, rule: &Rule) -> Vec<Block> {
        let lang = self.lang;
        let title = |id: RuleId| {
            let other = self.campaign.rule(id);
            (other.id.as_str(), other.title.get(lang))
        };
        let is_it = |id: RuleId| std::ptr::eq(self.campaign.rule(id), rule);
        let mut texts = Vec::new();
        for waiver in &rule.waives {
            let (id, title) = title(waiver.rule);
            let condition = waiver.when.as_ref().map(|when| self.condition(when));
            texts.push(words::waives(id, title, condition.as_deref(), lang));
        }
        for &replaced in &rule.replaces {
            let (id, title) = title(replaced);
            texts.push(words::replaces(id, title, lang));
        }
        for other in &self.campaign.rules {
            if other.waives.iter().any(|waiver| is_it(waiver.rule)) {
                texts.push(words::waived_by(&other.id, other.title.get(lang), lang));
            }
            if other.replaces.iter().any(|&replaced| is_it(replaced)) {
                texts.push(words::replaced_by(&other.id, other.title.get(lang), lang));
            }
        }
        texts.into_iter().map(|text| Block::item(0, text)).collect()
    }
}
