//! The rule sets themselves as reports: the list of rules, and one set resolved.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::compose::demand::demand;
use super::model::{DemandOrigin, DemandReport};
use super::view::beyond_the_call;
use super::{markdown, plain};
use crate::dossier::format::Stage;
use crate::messages::demand as words;
use crate::messages::{labels, terminal};
use crate::rules::{
    Basis, Campaign, FicheSet, Group, Level, Origin, Resolved, ResolvedValue, Rule, RuleBook, RuleId, SetInfo, Unique,
};
use crate::text::{Lang, plain_spaces, typeset, visible};

#[derive(Debug, Serialize)]
pub(crate) struct RuleList {
    pub campaign: i64,
    /// The intercommunalité to whose dossiers it is confined; null when it applies to all.
    pub intercommunalite: Option<String>,
    pub rules: Vec<RuleLine>,
}

#[derive(Debug, Serialize)]
pub(crate) struct RuleLine {
    pub id: String,
    pub set: String,
    pub fiches: Vec<u8>,
    pub group: Group,
    pub level: Level,
    pub stages: Vec<Stage>,
    pub basis: Basis,
    /// What no two dossiers of a batch may have in common, for a rule across dossiers that is in force.
    pub unique: Option<Unique>,
    #[serde(flatten)]
    pub demand: DemandReport,
    #[serde(serialize_with = "plain::text")]
    pub source: String,
    #[serde(serialize_with = "plain::text")]
    pub title: String,
    pub file: String,
    pub line: usize,
}

/// The campaigns to show: each as an intercommunalité changes it, where overlays of one were given.
pub(crate) fn shown_campaigns(book: &RuleBook) -> impl Iterator<Item = &Campaign> {
    let replaced = |campaign: &&Campaign| book.territorial.iter().all(|other| other.year != campaign.year);
    book.campaigns.iter().filter(replaced).chain(&book.territorial)
}

pub(crate) fn list(book: &RuleBook, lang: Lang) -> Vec<RuleList> {
    let line = |campaign: &Campaign, rule: &Rule| {
        let decides = |fiche: &&FicheSet| fiche.rules.iter().any(|&id| campaign.rule(id).id == rule.id);
        let (file, line) = place(book, rule.origin);
        RuleLine {
            id: rule.id.clone(),
            set: campaign.sets[rule.set].id.clone(),
            fiches: campaign.fiches.iter().filter(decides).map(|fiche| fiche.number).collect(),
            group: rule.group,
            level: rule.level,
            stages: rule.stages.clone(),
            basis: rule.basis,
            unique: rule.unique.filter(|_| !rule.disabled),
            demand: demand(book, campaign, rule, lang),
            source: typeset(&rule.source, lang).into_owned(),
            title: rule.title.get(lang).to_owned(),
            file,
            line,
        }
    };
    let of_campaign = |campaign: &Campaign| RuleList {
        campaign: campaign.year,
        intercommunalite: campaign.territory.clone(),
        rules: campaign.rules.iter().map(|rule| line(campaign, rule)).collect(),
    };
    shown_campaigns(book).map(of_campaign).collect()
}

fn place(book: &RuleBook, origin: Origin) -> (String, usize) {
    let (file, line) = book.line(origin);
    (file.to_owned(), line)
}

pub(crate) fn write_markdown(out: &mut dyn Write, lists: &[RuleList], lang: Lang) -> io::Result<()> {
    for (index, list) in lists.iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        writeln!(
            out,
            "## {}\n",
            markdown::plain(&terminal::campaign(list.campaign, list.intercommunalite.as_deref(), lang))
        )?;
        let heads = labels::rule_columns(lang);
        writeln!(out, "| {} |", heads.join(" | "))?;
        writeln!(out, "|{}", "---|".repeat(heads.len()))?;
        for rule in &list.rules {
            let cells = columns(rule, lang).map(|text| markdown::plain(&text));
            writeln!(out, "| {} |", cells.join(" | "))?;
        }
    }
    Ok(())
}

/// A rule's cells: id, title, fiches, group, level, whose demand it is, stage from which it decides, section of the call
/// or what stands in its place.
pub(crate) fn columns(rule: &RuleLine, lang: Lang) -> [String; 8] {
    let fiches: Vec<String> = rule.fiches.iter().map(u8::to_string).collect();
    let stages: Vec<&str> = rule.stages.iter().map(|&stage| labels::stage(stage, lang)).collect();
    [
        rule.id.clone(),
        rule.title.clone(),
        if fiches.is_empty() { "–".to_owned() } else { fiches.join(", ") },
        labels::group(rule.group, lang).to_owned(),
        labels::level(rule.level, lang).to_owned(),
        origin(rule.demand.origin, lang).to_owned(),
        stages.join(", "),
        match beyond_the_call(&rule.demand, &rule.source, lang) {
            Some((name, text)) => format!("{name}{} {text}", labels::colon(lang)),
            None => rule.source.clone(),
        },
    ]
}

fn origin(origin: DemandOrigin, lang: Lang) -> &'static str {
    match origin {
        DemandOrigin::Call => words::call(lang),
        DemandOrigin::Tool => words::tool_alone(lang),
        DemandOrigin::Overlay => words::overlay(lang),
    }
}

/// What of a rule book is shown: a set with all that it is made of, or one rule.
#[derive(Debug)]
pub(crate) struct ResolvedView<'b> {
    book: &'b RuleBook,
    campaign: &'b Campaign,
    set: Option<&'b SetInfo>,
    resolved: &'b Resolved,
    rules: Vec<RuleId>,
}

pub(crate) fn known_ids(book: &RuleBook) -> Vec<String> {
    let campaigns = || shown_campaigns(book);
    let sets = campaigns().flat_map(|campaign| campaign.sets.iter().map(|set| set.id.clone()));
    let mut ids: Vec<String> =
        sets.chain(campaigns().flat_map(|campaign| campaign.rules.iter().map(|rule| rule.id.clone()))).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

impl<'b> ResolvedView<'b> {
    pub(crate) fn find(book: &'b RuleBook, resolved: &'b [Resolved], id: &str) -> Option<Self> {
        let of_campaign = |campaign: &'b Campaign| {
            if let Some(rule) = campaign.rule_ids().find(|&rule| campaign.rule(rule).id == id) {
                return Some((campaign, None, vec![rule]));
            }
            let set = campaign.sets.iter().find(|set| set.id == id)?;
            let fiche = set.fiche.and_then(|number| campaign.fiche(number));
            let part = |rule: &RuleId| set.chain.contains(&campaign.rule(*rule).set);
            let rules = fiche.map_or_else(|| campaign.rule_ids().filter(part).collect(), |fiche| fiche.rules.clone());
            Some((campaign, Some(set), rules))
        };
        // A set is shown in its own campaign; another one that takes it over comes second.
        let found = |own: bool| {
            shown_campaigns(book)
                .filter(|campaign| {
                    !own || campaign.sets.iter().any(|set| set.id == id && set.campaign == campaign.year)
                })
                .find_map(of_campaign)
        };
        let (campaign, set, mut rules) = found(true).or_else(|| found(false))?;
        let resolved = &resolved[book.all_campaigns().position(|other| std::ptr::eq(other, campaign))?];
        if let Some(overlay) = set.filter(|set| set.overlay) {
            // An overlay is what it adds and what it changes.
            let touched =
                |rule: &RuleId| resolved.rules[rule.index()].iter().any(|value| value.origin.file == overlay.file);
            rules = campaign.rule_ids().filter(touched).collect();
        }
        Some(Self { book, campaign, set, resolved, rules })
    }

    fn facts(&self) -> Vec<&ResolvedValue> {
        let read = self.campaign.with_inputs(self.rules.iter().flat_map(|&rule| self.campaign.rule(rule).facts()));
        let is_read = |value: &&ResolvedValue| read.iter().any(|&fact| self.campaign.fact(fact).name == value.key);
        self.resolved.facts.iter().filter(is_read).collect()
    }

    fn values(&self, rule: RuleId) -> &[ResolvedValue] {
        &self.resolved.rules[rule.index()]
    }

    fn lists(&self) -> Vec<&(String, Vec<ResolvedValue>)> {
        let rules = self.rules.iter().flat_map(|&rule| self.values(rule)).map(|value| value.value.to_string());
        let facts = self.facts().into_iter().map(|fact| fact.value.to_string());
        let texts: Vec<String> = rules.chain(facts).collect();
        let named =
            |(name, _): &&(String, Vec<ResolvedValue>)| texts.iter().any(|text| text.contains(&format!("\"@{name}\"")));
        self.resolved.lists.iter().filter(named).collect()
    }

    fn placed(&self, value: &ResolvedValue) -> Value {
        let (file, line) = place(self.book, value.origin);
        json!({ "value": value.value, "file": file, "line": line })
    }

    pub(crate) fn json(&self, lang: Lang) -> Value {
        let lists: Map<String, Value> = self
            .lists()
            .into_iter()
            .map(|(name, entries)| (name.clone(), entries.iter().map(|entry| self.placed(entry)).collect()))
            .collect();
        let facts: Map<String, Value> =
            self.facts().into_iter().map(|fact| (fact.key.clone(), self.placed(fact))).collect();
        let rules = self.rules.iter().map(|&id| {
            let values: Map<String, Value> =
                self.values(id).iter().map(|value| (value.key.clone(), self.placed(value))).collect();
            let rule = self.campaign.rule(id);
            let demand = demand(self.book, self.campaign, rule, lang);
            let mut shown =
                json!({ "id": rule.id, "disabled": rule.disabled, "origin": demand.origin, "values": values });
            if let (Some(overlay), Some(shown)) = (demand.overlays.last(), shown.as_object_mut()) {
                shown.insert("overlay".to_owned(), json!(overlay));
            }
            shown
        });
        json!({
            "campaign": self.campaign.year,
            "intercommunalite": self.campaign.territory,
            "overlays": self.campaign.overlays.iter().map(|overlay| overlay.id.as_str()).collect::<Vec<_>>(),
            "set": self.set.map(|set| set.id.as_str()),
            "title": self.set.map(|set| plain_spaces(set.title.get(lang))),
            "lists": lists,
            "facts": facts,
            "rules": rules.collect::<Vec<_>>(),
        })
    }

    /// Writes everything as TOML, each value followed by the file and line that it comes from.
    pub(crate) fn write_text(&self, out: &mut dyn Write, lang: Lang) -> io::Result<()> {
        let head = terminal::campaign(self.campaign.year, self.campaign.territory.as_deref(), lang);
        match self.set {
            Some(set) => writeln!(out, "# {} — {} — {head}", visible(&set.id), visible(set.title.get(lang)))?,
            None => writeln!(out, "# {head}")?,
        }
        for overlay in &self.campaign.overlays {
            let title = visible(overlay.title.get(lang));
            writeln!(out, "# {}", terminal::overlay(visible(&overlay.id), &title, lang))?;
        }
        let lists = self.lists();
        if !lists.is_empty() {
            writeln!(out, "\n[lists]")?;
        }
        for (name, entries) in lists {
            writeln!(out, "{} = [", key(name))?;
            for entry in entries {
                self.write_value(out, "  ", &format!("{},", toml(&entry.value)), entry.origin)?;
            }
            writeln!(out, "]")?;
        }
        let facts = self.facts();
        if !facts.is_empty() {
            writeln!(out, "\n[facts]")?;
        }
        for fact in facts {
            self.write_value(out, "", &format!("{} = {}", key(&fact.key), toml(&fact.value)), fact.origin)?;
        }
        for &rule in &self.rules {
            let shown = self.campaign.rule(rule);
            let of = demand(self.book, self.campaign, shown, lang);
            writeln!(out)?;
            if let Some((name, text)) = beyond_the_call(&of, &typeset(&shown.source, lang), lang) {
                writeln!(out, "# {name}{} {}", labels::colon(lang), visible(&text))?;
            }
            writeln!(out, "[[rule]]")?;
            for value in self.values(rule) {
                self.write_value(out, "", &format!("{} = {}", key(&value.key), toml(&value.value)), value.origin)?;
            }
        }
        Ok(())
    }

    fn write_value(&self, out: &mut dyn Write, indent: &str, text: &str, origin: Origin) -> io::Result<()> {
        let (file, line) = place(self.book, origin);
        writeln!(out, "{indent}{}  # {}:{line}", visible(text), visible(&file))
    }
}

/// A key of TOML, in quotes where it must be.
fn key(name: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if !name.is_empty() && name.chars().all(bare) { name.to_owned() } else { Value::from(name).to_string() }
}

pub(super) fn toml(value: &Value) -> String {
    match value {
        Value::Array(entries) => format!("[{}]", entries.iter().map(toml).collect::<Vec<_>>().join(", ")),
        Value::Object(entries) => {
            let entries = entries.iter().map(|(name, value)| format!("{} = {}", key(name), toml(value)));
            format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
        }
        other => other.to_string(),
    }
}
