//! What differs between two rule books, for the terminal.

use std::io::{self, Write};

use super::TextOptions;
use super::layout::{Emphasis, Page};
use crate::messages::{rule_diff as words, terminal};
use crate::report::rule_diff::{CampaignChange, DefinitionChange, DossierChanges, Presence, RuleChange, RulesDiff};
use crate::rules::Effect;
use crate::text::visible;

const INDENT: &str = "      ";

pub(crate) fn write_rule_diff(out: &mut dyn Write, diff: &RulesDiff, options: &TextOptions) -> io::Result<()> {
    let mut page = Page::new(options);
    let lang = page.lang;
    let heading = words::heading(visible(&diff.old), visible(&diff.new), lang);
    let heading = page.paint(Emphasis::Strong, &heading);
    page.line(&heading);
    if diff.campaigns.is_empty() {
        page.line(words::same(lang));
    } else {
        let counts = &diff.counts;
        let line = [
            words::rules_stricter(counts.stricter, lang),
            words::rules_looser(counts.looser, lang),
            words::rules_otherwise(counts.otherwise, lang),
            words::rules_unaffected(counts.none, lang),
        ];
        page.line(&line.join(", "));
    }
    for campaign in &diff.campaigns {
        write_campaign(&mut page, campaign, options.verbose);
    }
    let hides = |campaign: &CampaignChange| {
        campaign.rules.iter().any(|rule| rule.effect == Effect::None)
            || campaign.definitions.iter().any(|definition| definition.effect == Effect::None)
    };
    if !options.verbose && diff.campaigns.iter().any(hides) {
        page.gap();
        page.line(words::in_full(lang));
    }
    if let Some(dossiers) = &diff.dossiers {
        write_dossiers(&mut page, dossiers);
    }
    out.write_all(page.into_text().as_bytes())
}

fn write_campaign(page: &mut Page, campaign: &CampaignChange, verbose: bool) {
    let lang = page.lang;
    let is_shown = |effect: Effect| verbose || effect != Effect::None;
    let rules = campaign.rules.iter().any(|rule| is_shown(rule.effect));
    let definitions: Vec<_> = campaign.definitions.iter().filter(|definition| is_shown(definition.effect)).collect();
    if campaign.change == Presence::Changed && !rules && definitions.is_empty() {
        return;
    }
    page.heading(&visible(&terminal::campaign(campaign.campaign, campaign.intercommunalite.as_deref(), lang)));
    match campaign.change {
        Presence::Added => page.line(words::campaign_added(lang)),
        Presence::Removed => page.line(words::campaign_removed(lang)),
        Presence::Changed => {}
    }
    for effect in Effect::ALL.into_iter().filter(|effect| is_shown(*effect)) {
        let rules: Vec<_> = campaign.rules.iter().filter(|rule| rule.effect == effect).collect();
        if !rules.is_empty() {
            page.gap();
            let name = page.paint(emphasis(effect), words::effect(effect, lang));
            page.line(&name);
            for rule in rules {
                write_rule(page, rule, verbose);
            }
        }
    }
    if !definitions.is_empty() {
        page.gap();
        let name = page.paint(Emphasis::Strong, words::shared_values(lang));
        page.line(&name);
        for definition in definitions {
            write_definition(page, definition);
        }
    }
}

fn emphasis(effect: Effect) -> Emphasis {
    match effect {
        Effect::Stricter => Emphasis::Bad,
        Effect::Looser => Emphasis::Good,
        Effect::Otherwise => Emphasis::Warning,
        Effect::None => Emphasis::Faint,
    }
}

fn write_rule(page: &mut Page, rule: &RuleChange, verbose: bool) {
    let lang = page.lang;
    let id = page.paint(Emphasis::Strong, &visible(&rule.rule));
    let title = visible(&rule.title);
    let text = match rule.change {
        Presence::Added => words::with_effect(title, words::added(lang), lang),
        Presence::Removed => words::with_effect(title, words::removed(lang), lang),
        Presence::Changed => title.into_owned(),
    };
    page.paragraph(&format!("  {id}  "), INDENT, &text);
    for value in rule.values.iter().filter(|value| verbose || value.effect != Effect::None) {
        let mut name = words::key(&value.key, lang).to_owned();
        if value.effect != rule.effect && value.effect != Effect::None {
            name = words::with_effect(name, words::effect(value.effect, lang).to_lowercase(), lang);
        }
        for line in &value.text {
            page.named(INDENT, &visible(&name), 0, &visible(line));
        }
        if let (true, Some(placed)) = (value.effect != Effect::None, value.new.as_ref().or(value.old.as_ref())) {
            let place = words::at(format!("{}:{}", placed.file, placed.line), lang);
            page.paragraph(INDENT, INDENT, &visible(&place));
        }
    }
    if !rule.through.is_empty() {
        page.paragraph(INDENT, INDENT, &visible(&words::through(rule.through.join(", "), lang)));
    }
}

fn write_definition(page: &mut Page, definition: &DefinitionChange) {
    let lang = page.lang;
    let name = format!("{} {}", words::shared(definition.kind, lang), words::key(&definition.name, lang));
    let effect = words::effect(definition.effect, lang).to_lowercase();
    let id = page.paint(Emphasis::Strong, &visible(&name));
    page.paragraph(&format!("  {id}  "), INDENT, &effect);
    for line in &definition.text {
        page.paragraph(INDENT, INDENT, &visible(line));
    }
    if !definition.rules.is_empty() {
        page.paragraph(INDENT, INDENT, &visible(&words::read_by(definition.rules.join(", "), lang)));
    }
}

fn write_dossiers(page: &mut Page, changes: &DossierChanges) {
    let lang = page.lang;
    page.heading(words::dossiers_heading(lang));
    let counts = [words::dossiers_checked(changes.checked, lang), words::dossiers_changed(changes.changed, lang)];
    page.line(&counts.join(", "));
    for transition in &changes.transitions {
        let verdicts = words::verdicts(transition.old, transition.new, lang);
        page.line(&format!("  {}", words::transition(verdicts, transition.dossiers, lang)));
    }
    if !changes.dossiers.is_empty() {
        page.gap();
    }
    for dossier in &changes.dossiers {
        let path = page.paint(Emphasis::Strong, &visible(&dossier.path));
        page.line(&format!("  {path}"));
        let verdicts = words::verdicts(dossier.old, dossier.new, lang);
        page.paragraph(INDENT, INDENT, &visible(&words::after(verdicts, dossier.rules.join(", "), lang)));
    }
}
