//! Rules: what the call asks, how it is decided, what is read, what helps.

use super::{Block, PageContext, Section, Topic, TopicKind};
use crate::messages::explain::{self as words, comments};
use crate::messages::words::{all_of, semicolon, sentence};
use crate::messages::{batch, demand};
use crate::rule_tests::Suite;
use crate::rules::{Group, Level, Note, NotePiece, OverlayLayer, Reading, Rule, RuleId, RuleOrigin};
use crate::text::{Bilingual, Lang, typeset};

impl PageContext<'_> {
    pub(super) fn rule(&self, rule: &Rule, suite: &Suite) -> Topic {
        let lang = self.lang;
        let (derived, given) = self.derived_and_given(&self.facts_of(rule));
        let [asked, overlays, why] = self.demand(rule);
        let reading = if rule.choice.is_some() { words::choice_taken(lang) } else { words::readings(lang) };
        let sections = [
            asked,
            overlays,
            why,
            Section::new(reading, self.readings(rule)),
            Section::new(words::decided(lang), self.decided(rule)),
            Section::new(words::shown(lang), self.shown(rule)),
            Section::new(words::examples(lang), self.examples(rule, suite)),
            Section::new(words::to_fix(lang), self.fixes(rule)),
            Section::new(words::computed(lang), self.computations(&derived)),
            Section::new(words::read(lang), self.places(&given)),
            Section::new(words::place_in_rules(lang), self.place(rule)),
            Section::new(words::links(lang), self.links(rule)),
        ];
        Topic {
            kind: TopicKind::Rule,
            id: rule.id.clone(),
            title: rule.title.get(lang).to_owned(),
            sections: sections.into_iter().flatten().collect(),
        }
    }

    /// What is asked and by whom, what overlays did to it, and why. Only what the call asks stands under its name.
    fn demand(&self, rule: &Rule) -> [Option<Section>; 3] {
        let lang = self.lang;
        let paragraph = |text: &Option<Bilingual>| -> Vec<Block> {
            text.iter().map(|text| Block::paragraph(text.get(lang))).collect()
        };
        let section = |heading: &str, text: &Option<Bilingual>, source: &str| {
            let source = Block::pair(source, typeset(&rule.source, lang));
            Section::new(heading, paragraph(text).into_iter().chain([source]).collect())
        };
        let layers = match &rule.demanded_by {
            RuleOrigin::Overlays(layers) => layers.iter().filter_map(|layer| self.layer(rule, layer)).collect(),
            RuleOrigin::Call | RuleOrigin::Tool => Vec::new(),
        };
        let overlays = Section::new(demand::overlay(lang), layers);
        let set = &self.campaign.sets[rule.set];
        if set.ignorable {
            return [section(demand::tool(lang), &rule.why, words::subject(lang)), overlays, None];
        }
        let heading = if set.overlay { words::overlay_asks(lang) } else { words::call(lang) };
        let why = Section::new(words::why(lang), paragraph(&rule.why));
        [section(heading, &rule.asks, words::in_the_call(lang)), overlays, why]
    }

    /// What an overlay did to a rule, and where.
    fn layer(&self, rule: &Rule, layer: &OverlayLayer) -> Option<Block> {
        let title = self.campaign.overlays.get(layer.overlay)?.title.get(self.lang);
        let (file, line) = self.book.line(layer.place);
        let place = format!("{file}:{line}");
        let text = match &layer.changed[..] {
            [] => demand::made(title, place, typeset(&rule.source, self.lang), self.lang),
            changed => demand::changes(title, place, changed.join(", "), self.lang),
        };
        Some(Block::item(0, text))
    }

    fn decided(&self, rule: &Rule) -> Vec<Block> {
        let lang = self.lang;
        let mut blocks = Vec::new();
        if rule.disabled {
            blocks.push(Block::paragraph(words::disabled(lang)));
        }
        let when =
            rule.when.iter().map(|when| self.statement(when).after(|when| words::applies_when(when, lang), lang));
        let require = rule.require.iter();
        let require =
            require.map(|require| self.statement(require).after(|holds| words::holds_when(holds, lang), lang));
        for (text, items) in when.chain(require) {
            blocks.push(Block::paragraph(text));
            blocks.extend(items);
        }
        if let Some(unique) = rule.unique {
            blocks.push(Block::paragraph(batch::unique_when(unique, lang)));
            return blocks;
        }
        if rule.level == Level::Info {
            blocks.push(Block::paragraph(words::informs_only(lang)));
        } else {
            blocks.extend(self.absence(rule));
        }
        blocks
    }

    fn shown(&self, rule: &Rule) -> Vec<Block> {
        let lang = self.lang;
        let mut blocks = Vec::new();
        for note in &rule.notes {
            let text = self.quoting(note);
            let Some(condition) = note.when.as_ref().map(|when| self.statement(when)) else {
                blocks.push(Block::item(0, words::always_shows(&text, lang)));
                continue;
            };
            if let Some(clause) = condition.clause() {
                blocks.push(Block::item(0, words::shows_when(clause, &text, lang)));
                continue;
            }
            let (lead, items) = condition.after(|condition| words::when(condition, lang), lang);
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

    /// The reading that the rule takes, and what the others decide otherwise.
    fn readings(&self, rule: &Rule) -> Vec<Block> {
        let lang = self.lang;
        let mut blocks: Vec<Block> = rule.choice.iter().map(|choice| Block::paragraph(choice.get(lang))).collect();
        if !rule.readings.is_empty() {
            blocks.push(Block::paragraph(words::readings_lead(lang)));
        }
        for Reading { title, when, require, level, .. } in &rule.readings {
            let title = sentence(title.get(lang));
            let title = title.trim_end_matches('.');
            let lead = |condition: &str| words::reading_holds_when(title, condition, lang);
            let (text, items) = match require {
                Some(require) => self.statement(require).after(lead, lang),
                None => (words::reading_named(title, lang), Vec::new()),
            };
            blocks.push(Block::item(0, text));
            blocks.extend(items.into_iter().map(Block::deeper));
            if let Some(when) = when {
                let lead = |condition: &str| words::reading_applies_when(condition, lang);
                let (text, items) = self.statement(when).after(lead, lang);
                blocks.push(Block::item(1, sentence(&text)));
                blocks.extend(items.into_iter().map(Block::deeper).map(Block::deeper));
            }
            if let Some(level) = level {
                blocks.push(Block::item(1, sentence(&words::reading_weighs(self.weight(rule, *level), lang))));
            }
        }
        blocks
    }

    /// What a rule of this level decides.
    fn weight(&self, rule: &Rule, level: Level) -> &'static str {
        match level {
            Level::Error if rule.group == Group::Coherence => words::required_for_coherence(self.lang),
            Level::Warning if self.campaign.sets[rule.set].ignorable => words::reservation_of_the_tool(self.lang),
            level => words::level(level, self.lang),
        }
    }

    fn fixes(&self, rule: &Rule) -> Vec<Block> {
        let lang = self.lang;
        let mut blocks: Vec<Block> = rule.advice.iter().map(|advice| Block::paragraph(advice.get(lang))).collect();
        if rule.level == Level::Info {
            return blocks;
        }
        let mut changes: Vec<String> = rule.require.iter().flat_map(|require| self.changes(require)).collect();
        match changes.pop() {
            None => blocks.push(Block::paragraph(words::no_computed_change(lang))),
            Some(last) => {
                blocks.push(Block::paragraph(words::smallest_change(lang)));
                let end = semicolon(lang).trim_end();
                blocks.extend(changes.into_iter().map(|change| Block::item(0, change + end)));
                blocks.push(Block::item(0, last + "."));
            }
        }
        if self.campaign.is_ignorable(rule) {
            blocks.push(Block::paragraph(comments::can_be_ignored(lang)));
            blocks.push(Block::Lines(comments::ignoring(&rule.id, lang)));
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
            (words::campaign(lang), self.campaign.year.to_string()),
            (words::fiches(lang), all_of(&fiches, lang)),
            (words::group_name(lang), words::group(rule.group, lang).to_owned()),
            (words::level_name(lang), self.weight(rule, rule.level).to_owned()),
            (words::stages_name(lang), words::stages(&rule.stages, lang)),
            (words::basis_name(lang), words::basis(rule.basis, lang).to_owned()),
        ];
        let pairs = pairs.into_iter().filter(|(_, text)| !text.is_empty());
        pairs.map(|(name, text)| Block::pair(name, text)).collect()
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
            texts.push(match &waiver.when {
                None => words::waives(id, title, lang),
                Some(when) => words::waives_when(id, title, self.statement(when).in_one_sentence(lang), lang),
            });
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
