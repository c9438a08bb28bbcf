//! Compiled rule sets: what the engine evaluates and the reports show.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::error::Origin;
use super::fact::{Fact, with_inputs};
use super::overview::Overview;
use super::plan::PlanLevers;
use super::predicate::{FactId, Predicate};
use super::slugs::SlugNames;
use super::token::{Basis, Group, Level, Unique};
use crate::dossier::format::Stage;
use crate::dossier::{KnownCampaign, Placeholders};
use crate::reference::Tables;
use crate::source::SourceFile;
use crate::text::{Bilingual, Lang};

#[derive(Debug)]
pub(crate) struct RuleBook {
    pub campaigns: Vec<Campaign>,
    /// The same campaigns as an intercommunalité changes them for its own dossiers.
    pub territorial: Vec<Campaign>,
    pub tables: Tables,
    pub files: Vec<SourceFile>,
}

impl RuleBook {
    pub(crate) fn campaign(&self, year: i64) -> Option<&Campaign> {
        self.campaigns.iter().find(|campaign| campaign.year == year)
    }

    /// The file and the line of a place.
    pub(crate) fn line(&self, origin: Origin) -> (&str, usize) {
        let file = &self.files[origin.file];
        (file.name(), file.position(origin.span.start).line)
    }

    pub(crate) fn campaign_for(&self, year: i64, siren: Option<&str>) -> Option<&Campaign> {
        let own = |campaign: &&Campaign| campaign.year == year && campaign.territory.as_deref() == siren;
        self.territorial.iter().find(own).or_else(|| self.campaign(year))
    }

    /// All campaigns, those for one intercommunalité's dossiers last.
    pub(crate) fn all_campaigns(&self) -> impl Iterator<Item = &Campaign> {
        self.campaigns.iter().chain(&self.territorial)
    }

    /// The campaigns as a dossier is read.
    pub(crate) fn known_campaigns(&self) -> Vec<KnownCampaign<'_>> {
        let campaigns = self.campaigns.iter();
        let known = campaigns
            .map(|campaign| KnownCampaign { year: campaign.year, placeholders: &campaign.conventions.placeholders });
        known.collect()
    }

    pub(crate) fn years(&self) -> Vec<i64> {
        self.campaigns.iter().map(|campaign| campaign.year).collect()
    }
}

#[derive(Debug)]
pub(crate) struct Campaign {
    pub year: i64,
    /// The intercommunalité to whose dossiers it is confined, by its SIREN.
    pub territory: Option<String>,
    pub overlays: Vec<OverlayInfo>,
    pub sets: Vec<SetInfo>,
    pub conventions: Conventions,
    pub labels: HashMap<String, Bilingual>,
    /// Those that texts of a dossier are compared with.
    pub slugs: SlugNames,
    /// The facts that rules read; [`FactId`] counts in it.
    pub facts: Vec<Fact>,
    /// The rules; [`RuleId`] counts in it.
    pub rules: Vec<Rule>,
    pub fiches: Vec<FicheSet>,
    pub reminders: Vec<Reminder>,
    pub overview: Overview,
    pub plan: PlanLevers,
    pub lists_read: Vec<String>,
}

impl Campaign {
    pub(crate) fn fact(&self, id: FactId) -> &Fact {
        &self.facts[id.0]
    }

    pub(crate) fn with_inputs(&self, facts: impl IntoIterator<Item = FactId>) -> HashSet<FactId> {
        with_inputs(&self.facts, facts)
    }

    pub(crate) fn rule(&self, id: RuleId) -> &Rule {
        &self.rules[id.0]
    }

    /// Whether a comment in a dossier may have a rule ignored: one that is no demand of the call, or only a reservation. What
    /// dossiers have in common is no matter of one of them.
    pub(crate) fn is_ignorable(&self, rule: &Rule) -> bool {
        rule.unique.is_none() && (rule.level != Level::Error || self.sets[rule.set].ignorable)
    }

    /// Whether a rule in force stands for a demand of the call: it is no check of the tool's own and no overlay's.
    pub(crate) fn is_of_call(&self, rule: &Rule) -> bool {
        let set = &self.sets[rule.set];
        !set.ignorable && !set.overlay && !rule.disabled
    }

    pub(crate) fn rule_ids(&self) -> impl Iterator<Item = RuleId> + use<> {
        (0..self.rules.len()).map(RuleId)
    }

    pub(crate) fn batch_rules(&self) -> impl Iterator<Item = (&Rule, Unique)> {
        self.rules.iter().filter(|rule| !rule.disabled).filter_map(|rule| Some((rule, rule.unique?)))
    }

    pub(crate) fn fiche(&self, number: u8) -> Option<&FicheSet> {
        self.fiches.iter().find(|fiche| fiche.number == number)
    }

    /// A token's or slug's name for people; itself where it has none.
    pub(crate) fn label<'a>(&'a self, token: &'a str, lang: Lang) -> &'a str {
        self.labels.get(token).map_or(token, |label| label.get(lang))
    }

    /// The slug that a text is or names; itself where there is none, or several of different lists.
    pub(crate) fn slug<'a>(&'a self, text: &'a str) -> &'a str {
        if self.labels.contains_key(text) {
            return text;
        }
        match self.slugs.named(text) {
            [slug] => slug,
            _ => text,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct RuleId(pub(super) usize);

impl RuleId {
    pub(crate) fn index(self) -> usize {
        self.0
    }
}

#[derive(Debug)]
pub(crate) struct SetInfo {
    pub id: String,
    pub campaign: i64,
    pub overlay: bool,
    pub fiche: Option<u8>,
    /// The sets that it is made of, parents first and itself last; indices into [`Campaign::sets`].
    pub chain: Vec<usize>,
    pub title: Bilingual,
    pub valid: Option<Validity>,
    /// Whether its rules are the tool's own, none a demand of the call: comments in a dossier may have them ignored.
    pub ignorable: bool,
    pub file: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OverlayInfo {
    pub id: String,
    pub title: Bilingual,
    /// The intercommunalité to whose dossiers it is confined, by its SIREN.
    pub territory: Option<String>,
    pub file: usize,
    pub loosened: Vec<Loosened>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Loosened {
    pub rule: String,
    pub because: Bilingual,
}

/// The days on which a set is in force, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Validity {
    pub from: NaiveDate,
    pub to: NaiveDate,
}

impl Validity {
    pub(crate) fn contains(self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.to
    }
}

#[derive(Debug, Default, Clone)]
pub(crate) struct Conventions {
    pub documented_at_least: usize,
    pub placeholders: Placeholders,
}

#[derive(Debug, Clone)]
pub(crate) struct FicheSet {
    pub number: u8,
    pub title: Bilingual,
    /// The sets that it is made of; indices into [`Campaign::sets`].
    pub sets: Vec<usize>,
    /// Its rules, in the order of the sets: common frame first.
    pub rules: Vec<RuleId>,
    pub waiving: Vec<RuleId>,
}

/// An exception: where the rule that holds it applies, another one does not.
#[derive(Debug, Clone)]
pub(crate) struct Waiver {
    pub rule: RuleId,
    pub when: Option<Predicate>,
}

/// Something that no machine decides.
#[derive(Debug, Clone)]
pub(crate) struct Reminder {
    pub origin: Origin,
    pub subject: Bilingual,
    pub reason: Bilingual,
}

/// Whose demand a rule is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RuleOrigin {
    Call,
    /// The tool's own: no demand of the call.
    Tool,
    /// Overlays made it, or changed what it decides by; at least one, in the order in which they apply.
    Overlays(Vec<OverlayLayer>),
}

/// What one overlay did to a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OverlayLayer {
    /// An index into [`Campaign::overlays`].
    pub overlay: usize,
    /// The keys of the rule that it changed (`require.at_least`), and what the rule reads (`lists.…`, `facts.…`,
    /// `labels.…`); nothing where it made the rule.
    pub changed: Vec<String>,
    /// Where the rule or its first change stands.
    pub place: Origin,
}

impl OverlayLayer {
    /// Whether it made the rule or changed its own keys, and not only what it reads.
    pub(crate) fn is_of_rule_itself(&self) -> bool {
        let is_read = |key: &String| ["lists.", "facts.", "labels."].iter().any(|kind| key.starts_with(kind));
        !self.changed.iter().all(is_read) || self.changed.is_empty()
    }
}

#[derive(Debug, Clone)]
pub(crate) struct Rule {
    pub id: String,
    pub origin: Origin,
    pub demanded_by: RuleOrigin,
    /// The set that it stands in; an index into [`Campaign::sets`].
    pub set: usize,
    /// Whether an overlay has put it out of force.
    pub disabled: bool,
    pub lists: Vec<String>,
    pub group: Group,
    pub level: Level,
    pub stages: Vec<Stage>,
    pub basis: Basis,
    pub source: String,
    /// A noun phrase.
    pub title: Bilingual,
    /// What the call asks, in own words; none in the tool's own sets.
    pub asks: Option<Bilingual>,
    /// The reading of the call that it takes, and why.
    pub choice: Option<Bilingual>,
    pub why: Option<Bilingual>,
    pub advice: Option<Bilingual>,
    /// Where it applies; everywhere without.
    pub when: Option<Predicate>,
    /// What it demands; nothing for a rule that only informs.
    pub require: Option<Predicate>,
    /// What no two dossiers of a batch may have in common, for a rule that is decided across dossiers.
    pub unique: Option<Unique>,
    pub readings: Vec<Reading>,
    pub notes: Vec<Note>,
    /// What to do to keep its deadline; the first text that applies.
    pub steps: Vec<Note>,
    pub waives: Vec<Waiver>,
    /// Conditional facts that it rests on: while the condition of one is undetermined, the rule is decided under both values.
    pub conditional: Vec<FactId>,
    /// Rules that are not in a fiche's set beside this one.
    pub replaces: Vec<RuleId>,
}

impl Rule {
    /// All its texts that quote facts.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &Note> {
        self.notes.iter().chain(&self.steps)
    }

    /// All its predicates: condition and demand, those of its readings and texts, and those of what it waives.
    pub(crate) fn predicates(&self) -> impl Iterator<Item = &Predicate> {
        let notes = self.texts().filter_map(|note| note.when.as_ref());
        let waivers = self.waives.iter().filter_map(|waiver| waiver.when.as_ref());
        let readings = self.readings.iter().flat_map(Reading::predicates);
        self.when.iter().chain(&self.require).chain(readings).chain(notes).chain(waivers)
    }

    pub(crate) fn facts(&self) -> Vec<FactId> {
        let pieces = self.texts().flat_map(|note| &note.text).flat_map(|text| &text.pieces);
        let quoted = pieces.filter_map(|piece| match piece {
            NotePiece::Fact(fact) => Some(*fact),
            NotePiece::Words(_) => None,
        });
        self.predicates().flat_map(Predicate::facts).chain(quoted).collect()
    }
}

/// Another way to read what the call demands. The same id under several rules is one and the same reading.
#[derive(Debug, Clone)]
pub(crate) struct Reading {
    pub id: String,
    /// A noun phrase.
    pub title: Bilingual,
    /// Where it applies, if not where the rule does.
    pub when: Option<Predicate>,
    /// What it demands, if not what the rule does.
    pub require: Option<Predicate>,
    /// How much it weighs, if not as the rule does.
    pub level: Option<Level>,
}

impl Reading {
    pub(crate) fn predicates(&self) -> impl Iterator<Item = &Predicate> {
        self.when.iter().chain(&self.require)
    }

    pub(crate) fn when_in<'r>(&'r self, rule: &'r Rule) -> Option<&'r Predicate> {
        self.when.as_ref().or(rule.when.as_ref())
    }

    pub(crate) fn require_in<'r>(&'r self, rule: &'r Rule) -> Option<&'r Predicate> {
        self.require.as_ref().or(rule.require.as_ref())
    }

    pub(crate) fn level_in(&self, rule: &Rule) -> Level {
        self.level.unwrap_or(rule.level)
    }
}

#[derive(Debug, Clone)]
pub(crate) struct Note {
    pub when: Option<Predicate>,
    /// In French and in English.
    pub text: [NoteText; 2],
}

#[derive(Debug, Default, Clone)]
pub(crate) struct NoteText {
    pub pieces: Vec<NotePiece>,
}

#[derive(Debug, Clone)]
pub(crate) enum NotePiece {
    Words(String),
    Fact(FactId),
}
