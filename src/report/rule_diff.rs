//! What differs between two rule books, and between what dossiers come to by them, in words.

mod values;

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::Value;

use super::explain::ConditionIn;
use super::model::DossierReport;
use super::plain;
use crate::engine::Verdict;
use crate::rules::{
    Campaign, CampaignDiff, Effect, LoadedBook, Origin, Predicate, RuleDiff, SharedDiff, SharedKind, differences,
};
use crate::text::{Lang, string_enum};

#[derive(Debug, Serialize)]
pub(crate) struct RulesDiff {
    pub old: String,
    pub new: String,
    pub counts: EffectCounts,
    pub campaigns: Vec<CampaignChange>,
    /// What dossiers come to, where some were named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dossiers: Option<DossierChanges>,
}

/// How many rules do what to dossiers.
#[derive(Debug, Default, Serialize)]
pub(crate) struct EffectCounts {
    pub stricter: usize,
    pub looser: usize,
    pub otherwise: usize,
    pub none: usize,
}

string_enum! {
    /// What became of a rule, a value or a campaign.
    pub(crate) enum Presence {
        /// It is new.
        Added = "added",
        /// It is gone.
        Removed = "removed",
        /// It is another one.
        Changed = "changed",
    }
}

impl Presence {
    fn of(was: bool, is: bool) -> Self {
        match (was, is) {
            (false, true) => Self::Added,
            (true, false) => Self::Removed,
            _ => Self::Changed,
        }
    }
}

#[derive(Debug, Serialize)]
pub(crate) struct CampaignChange {
    pub campaign: i64,
    /// The intercommunalité whose dossiers alone it concerns.
    pub intercommunalite: Option<String>,
    pub change: Presence,
    pub rules: Vec<RuleChange>,
    pub definitions: Vec<DefinitionChange>,
}

#[derive(Debug, Serialize)]
pub(crate) struct RuleChange {
    pub rule: String,
    #[serde(serialize_with = "plain::text")]
    pub title: String,
    pub change: Presence,
    pub effect: Effect,
    pub values: Vec<ValueChange>,
    /// The lists, facts, tables and conventions through which it decides otherwise.
    pub through: Vec<String>,
}

/// A key of a rule.
#[derive(Debug, Serialize)]
pub(crate) struct ValueChange {
    pub key: String,
    pub effect: Effect,
    /// In words, a line for each place at which it differs.
    pub text: Vec<String>,
    pub old: Option<PlacedValue>,
    pub new: Option<PlacedValue>,
}

#[derive(Debug, Serialize)]
pub(crate) struct PlacedValue {
    pub value: Value,
    pub file: String,
    pub line: usize,
}

/// A list, a fact or another thing that rules share.
#[derive(Debug, Serialize)]
pub(crate) struct DefinitionChange {
    pub kind: SharedKind,
    pub name: String,
    pub change: Presence,
    pub effect: Effect,
    pub text: Vec<String>,
    pub old: Option<PlacedValue>,
    pub new: Option<PlacedValue>,
    /// The rules that read it.
    pub rules: Vec<String>,
}

#[derive(Debug, Default, Serialize)]
pub(crate) struct DossierChanges {
    pub checked: usize,
    pub changed: usize,
    pub transitions: Vec<Transition>,
    pub dossiers: Vec<VerdictChange>,
}

/// How many dossiers go from one verdict to another.
#[derive(Debug, Serialize)]
pub(crate) struct Transition {
    pub old: Verdict,
    pub new: Verdict,
    pub dossiers: usize,
}

#[derive(Debug, Serialize)]
pub(crate) struct VerdictChange {
    pub path: String,
    pub old: Verdict,
    pub new: Verdict,
    /// The rules that come to something else, or the codes of structural errors.
    pub rules: Vec<String>,
}

impl RulesDiff {
    pub(crate) fn new(names: [String; 2], [old, new]: [&LoadedBook; 2], lang: Lang) -> Self {
        let mut counts = EffectCounts::default();
        let campaigns = differences(old, new).into_iter().map(|diff| {
            let campaign = InWords { books: [old, new], campaigns: diff.campaigns, lang }.campaign(&diff);
            campaign.rules.iter().for_each(|rule| counts.add(rule.effect));
            campaign
        });
        let campaigns = campaigns.collect();
        let [old, new] = names;
        Self { old, new, counts, campaigns, dossiers: None }
    }
}

impl EffectCounts {
    fn add(&mut self, effect: Effect) {
        *match effect {
            Effect::Stricter => &mut self.stricter,
            Effect::Looser => &mut self.looser,
            Effect::Otherwise => &mut self.otherwise,
            Effect::None => &mut self.none,
        } += 1;
    }
}

/// Two campaigns in a language.
struct InWords<'b> {
    books: [&'b LoadedBook; 2],
    campaigns: [Option<&'b Campaign>; 2],
    lang: Lang,
}

impl<'b> InWords<'b> {
    fn campaign(&self, diff: &CampaignDiff<'b>) -> CampaignChange {
        let [was, is] = diff.campaigns.map(|campaign| campaign.is_some());
        CampaignChange {
            campaign: diff.year,
            intercommunalite: diff.territory.clone(),
            change: Presence::of(was, is),
            rules: diff.rules.iter().map(|rule| self.rule(rule)).collect(),
            definitions: diff.shared.iter().map(|shared| self.definition(shared)).collect(),
        }
    }

    fn rule(&self, diff: &RuleDiff) -> RuleChange {
        let rules = self.campaigns.map(|campaign| campaign?.rules.iter().find(|rule| rule.id == diff.id));
        let [was, is] = diff.present;
        let title = rules[1].or(rules[0]).map(|rule| rule.title.get(self.lang).to_owned()).unwrap_or_default();
        let mut values: Vec<ValueChange> = diff.keys.iter().map(|key| self.value(key, rules)).collect();
        if was != is {
            values.extend(self.alone(rules, diff.effect));
        }
        // What weighs comes first.
        values.sort_by_key(|value| value.effect == Effect::None);
        RuleChange {
            rule: diff.id.clone(),
            title,
            change: Presence::of(was, is),
            effect: diff.effect,
            values,
            through: diff.through.clone(),
        }
    }

    fn definition(&self, SharedDiff { kind, what, rules }: &SharedDiff) -> DefinitionChange {
        let [old, new] = [0, 1].map(|at| self.placed(at, what.values[at].as_ref()));
        DefinitionChange {
            kind: *kind,
            name: what.key.clone(),
            change: Presence::of(old.is_some(), new.is_some()),
            effect: what.effect,
            text: self.definition_in_words(*kind, what),
            old,
            new,
            rules: rules.clone(),
        }
    }

    fn placed(&self, side: usize, value: Option<&(Value, Origin)>) -> Option<PlacedValue> {
        let (value, origin) = value?;
        let (file, line) = self.books[side].book.line(*origin);
        Some(PlacedValue { value: value.clone(), file: file.to_owned(), line })
    }

    fn condition<'p>(&'p self, side: usize, condition: &'p Predicate) -> Option<ConditionIn<'p>> {
        Some(ConditionIn { book: &self.books[side].book, campaign: self.campaigns[side]?, condition })
    }
}

impl DossierChanges {
    /// Takes a dossier's reports by the old rules and by the new ones.
    pub(crate) fn add(&mut self, old: &DossierReport, new: &DossierReport) {
        self.checked += 1;
        if old.verdict == new.verdict {
            return;
        }
        self.changed += 1;
        match self.transitions.iter_mut().find(|known| (known.old, known.new) == (old.verdict, new.verdict)) {
            Some(known) => known.dossiers += 1,
            None => self.transitions.push(Transition { old: old.verdict, new: new.verdict, dossiers: 1 }),
        }
        let rules = responsible(old, new);
        self.dossiers.push(VerdictChange { path: new.path.clone(), old: old.verdict, new: new.verdict, rules });
    }

    pub(crate) fn finish(&mut self) {
        self.transitions.sort_by_key(|transition| (transition.old, transition.new));
    }
}

/// What failed in one of the reports alone, or failed otherwise.
fn responsible(old: &DossierReport, new: &DossierReport) -> Vec<String> {
    let failed = |report: &DossierReport| -> BTreeSet<(String, String)> {
        let assessed = report
            .assessments
            .iter()
            .flat_map(|assessment| assessment.findings.iter().map(move |finding| (Some(assessment.fiche), finding)));
        let found = assessed.chain(report.batch.iter().map(|finding| (None, finding)));
        let found = found.map(|(fiche, finding)| {
            (finding.rule.clone(), format!("{fiche:?} {:?} {:?}", finding.status, finding.level))
        });
        found.chain(report.errors.iter().map(|error| (error.code.to_string(), String::new()))).collect()
    };
    let (old, new) = (failed(old), failed(new));
    let rules: BTreeSet<&String> = old.symmetric_difference(&new).map(|(rule, _)| rule).collect();
    rules.into_iter().cloned().collect()
}
