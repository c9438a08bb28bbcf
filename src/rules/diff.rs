//! What of the rules of a campaign differs between two loaded rule books, and whether that is stricter or looser.

mod shared;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use serde_json::Value;

use super::error::Origin;
use super::fact::{FactSource, with_inputs};
use super::model::{Campaign, Rule, RuleBook};
use super::predicate::{Check, FactId, Predicate};
use super::resolved::{Resolved, ResolvedValue};
use super::strictness::{Aspect, Effect, RuleIn};
use crate::reference::TableId;
pub(crate) use shared::{SharedDiff, SharedKind};

/// A rule book, with its campaigns as they are resolved, in the order of [`RuleBook::all_campaigns`].
#[derive(Debug)]
pub(crate) struct LoadedBook {
    pub book: RuleBook,
    pub resolved: Vec<Resolved>,
}

/// What differs in a campaign, or in what an intercommunalité makes of it.
#[derive(Debug)]
pub(crate) struct CampaignDiff<'b> {
    pub year: i64,
    pub territory: Option<String>,
    /// The campaign in both books; none where a book does not have it.
    pub campaigns: [Option<&'b Campaign>; 2],
    pub rules: Vec<RuleDiff>,
    pub shared: Vec<SharedDiff>,
}

/// What differs of a rule. Places and values come first as they were, then as they are.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct RuleDiff {
    pub id: String,
    /// Whether it was there, and whether it is.
    pub present: [bool; 2],
    pub effect: Effect,
    pub keys: Vec<KeyDiff>,
    /// The lists, facts, tables and conventions through which it decides otherwise.
    pub through: Vec<String>,
}

/// A key of a rule, or a value that rules share.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct KeyDiff {
    pub key: String,
    pub effect: Effect,
    pub values: [Option<(Value, Origin)>; 2],
}

impl CampaignDiff<'_> {
    pub(crate) fn is_empty(&self) -> bool {
        self.campaigns.iter().all(Option::is_some) && self.rules.is_empty() && self.shared.is_empty()
    }
}

/// The differences between two books, by campaign; of an intercommunalité those that are not its campaign's own.
pub(crate) fn differences<'b>(old: &'b LoadedBook, new: &'b LoadedBook) -> Vec<CampaignDiff<'b>> {
    let keys = |loaded: &'b LoadedBook| {
        loaded.book.all_campaigns().map(|campaign| (campaign.year, campaign.territory.as_deref()))
    };
    let keys: BTreeSet<(i64, Option<&str>)> = keys(old).chain(keys(new)).collect();
    let tables = changed_tables(old, new);
    let mut found: Vec<CampaignDiff<'b>> = Vec::new();
    for (year, territory) in keys {
        let sides = [old, new].map(|loaded| loaded.campaign(year, territory));
        let mut diff = CampaignDiff {
            year,
            territory: territory.map(str::to_owned),
            campaigns: sides.map(|side| side.map(|side| side.campaign)),
            rules: Vec::new(),
            shared: Vec::new(),
        };
        if let [Some(old), Some(new)] = sides {
            let comparison = Comparison::new(old, new, &tables);
            diff.rules = comparison.rules();
            diff.shared = comparison.shared(&diff.rules);
            if let Some(general) = found.iter().find(|general| general.year == year && territory.is_some()) {
                diff.rules.retain(|rule| !general.rules.contains(rule));
                diff.shared.retain(|shared| !general.shared.contains(shared));
            }
        }
        found.push(diff);
    }
    found.retain(|diff| !diff.is_empty());
    found
}

impl LoadedBook {
    fn campaign(&self, year: i64, territory: Option<&str>) -> Option<Side<'_>> {
        let campaign = self.book.campaign_for(year, territory)?;
        let place = self.book.all_campaigns().position(|other| std::ptr::eq(other, campaign))?;
        Some(Side { book: &self.book, campaign, resolved: self.resolved.get(place)? })
    }
}

/// The reference tables of one name that hold other rows.
fn changed_tables(old: &LoadedBook, new: &LoadedBook) -> HashSet<String> {
    let [old, new] = [old, new].map(|loaded| &loaded.book.tables);
    let names: BTreeSet<&str> = old.names().chain(new.names()).collect();
    names.into_iter().filter(|name| old.named(name) != new.named(name)).map(str::to_owned).collect()
}

/// A campaign in one of the books.
#[derive(Debug, Clone, Copy)]
struct Side<'b> {
    book: &'b RuleBook,
    campaign: &'b Campaign,
    resolved: &'b Resolved,
}

impl<'b> Side<'b> {
    fn rule(self, rule: &'b Rule) -> RuleIn<'b> {
        RuleIn { campaign: self.campaign, tables: &self.book.tables, rule }
    }

    fn table(self, table: TableId) -> &'b str {
        self.book.tables.name(table)
    }

    /// The fiches that a rule is part of, of those that both books have.
    fn fiches(self, rule: &Rule, other: Side<'_>) -> BTreeSet<u8> {
        let common = self.campaign.fiches.iter().filter(|fiche| other.campaign.fiche(fiche.number).is_some());
        let holding = common.filter(|fiche| fiche.rules.iter().any(|id| self.campaign.rule(*id).id == rule.id));
        holding.map(|fiche| fiche.number).collect()
    }
}

struct Comparison<'b> {
    sides: [Side<'b>; 2],
    lists: HashSet<&'b str>,
    facts: HashSet<&'b str>,
    tables: &'b HashSet<String>,
}

type Values<'b> = BTreeMap<&'b str, &'b ResolvedValue>;

fn by_key(values: &[ResolvedValue]) -> Values<'_> {
    values.iter().map(|value| (value.key.as_str(), value)).collect()
}

impl<'b> Comparison<'b> {
    fn new(old: Side<'b>, new: Side<'b>, tables: &'b HashSet<String>) -> Self {
        let sides = [old, new];
        Self { sides, lists: shared::changed_lists(sides), facts: shared::changed_facts(sides), tables }
    }

    fn rules(&self) -> Vec<RuleDiff> {
        let by_id = |side: Side<'b>| -> HashMap<&'b str, (&'b Rule, &'b [ResolvedValue])> {
            let values = side.resolved.rules.iter().map(Vec::as_slice);
            side.campaign.rules.iter().zip(values).map(|(rule, values)| (rule.id.as_str(), (rule, values))).collect()
        };
        let [old, new] = self.sides.map(by_id);
        let mut ids: Vec<&str> = self.sides[1].campaign.rules.iter().map(|rule| rule.id.as_str()).collect();
        ids.extend(self.sides[0].campaign.rules.iter().map(|rule| rule.id.as_str()).filter(|id| !new.contains_key(id)));
        ids.into_iter().filter_map(|id| self.rule(id, [old.get(id).copied(), new.get(id).copied()])).collect()
    }

    fn rule(&self, id: &str, found: [Option<(&'b Rule, &'b [ResolvedValue])>; 2]) -> Option<RuleDiff> {
        let [old, new] = [0, 1].map(|at| found[at].map(|(rule, _)| self.sides[at].rule(rule)));
        let present = [old.is_some(), new.is_some()];
        let through = match (old, new) {
            (Some(old), Some(new)) => self.through(old.rule, new.rule),
            _ => BTreeSet::new(),
        };
        let rests_on_changed = [old, new].into_iter().flatten().any(|rule| self.rests_on_changed(rule));
        let parts = RuleParts { old, new, rests_on_changed };
        let fiches = [0, 1].map(|at| found[at].map(|(rule, _)| self.sides[at].fiches(rule, self.sides[1 - at])));
        let [before, after] = found.map(|found| found.map(|(_, values)| by_key(values)).unwrap_or_default());
        let mut keys = Vec::new();
        let names: BTreeSet<&str> = before.keys().chain(after.keys()).copied().collect();
        for key in names.into_iter().filter(|_| present == [true, true]) {
            let [from, to] = [&before, &after].map(|values| values.get(key).copied());
            if from.map(|value| &value.value) != to.map(|value| &value.value) {
                let values = [from, to].map(|value| value.map(|value| (value.value.clone(), value.origin)));
                keys.push(KeyDiff { key: key.to_owned(), effect: parts.of_key(key), values });
            }
        }
        let mut effect = parts.effect();
        if let (Some(old), Some(new)) = (old, new) {
            let [before, after] = fiches.map(Option::unwrap_or_default);
            if before != after && old.decides() && new.decides() {
                let own = Effect::of(after.is_superset(&before), before.is_superset(&after));
                effect = effect.and(own);
                let values = [(old, before), (new, after)].map(|(rule, fiches)| {
                    let fiches: Vec<u8> = fiches.into_iter().collect();
                    Some((Value::from(fiches), rule.rule.origin))
                });
                keys.push(KeyDiff { key: "fiches".to_owned(), effect: own, values });
            }
        }
        let differs = present != [true, true] || !keys.is_empty() || effect != Effect::None || !through.is_empty();
        let through = through.into_iter().collect();
        differs.then(|| RuleDiff { id: id.to_owned(), present, effect, keys, through })
    }

    /// The lists, facts, tables and conventions that a rule reads and that are others.
    fn through(&self, old: &Rule, new: &Rule) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        for (rule, side) in [(old, self.sides[0]), (new, self.sides[1])] {
            let facts = with_inputs(&side.campaign.facts, rule.facts());
            let facts: Vec<_> = facts.into_iter().map(|fact| side.campaign.fact(fact)).collect();
            let lists = rule.lists.iter().chain(facts.iter().flat_map(|fact| &fact.lists));
            found.extend(lists.filter(|list| self.lists.contains(list.as_str())).map(|list| format!("lists.{list}")));
            let changed = facts.iter().filter(|fact| self.facts.contains(fact.name.as_str()));
            found.extend(changed.map(|fact| format!("facts.{}", fact.name)));
            let tables = facts.iter().filter_map(|fact| table_of(&fact.source)).chain(tables_of(rule));
            let tables = tables.map(|table| side.table(table)).filter(|table| self.tables.contains(*table));
            found.extend(tables.map(|table| format!("reference.{table}")));
            let [before, after] = self.sides.map(|side| side.campaign.conventions.documented_at_least);
            if before != after && checks(rule).any(|check| matches!(check, Check::Documented)) {
                found.insert(shared::DOCUMENTED.to_owned());
            }
        }
        found
    }

    /// Whether what a rule decides by rests on facts or tables that are others: what comes of that cannot be told from the rule.
    fn rests_on_changed(&self, rule: RuleIn<'_>) -> bool {
        let waivers = rule.rule.waives.iter().filter_map(|waiver| waiver.when.as_ref());
        let deciding = rule.rule.when.iter().chain(&rule.rule.require).chain(waivers);
        let facts: Vec<FactId> = deciding.flat_map(Predicate::facts).collect();
        let table = |table: TableId| self.tables.contains(rule.tables.name(table));
        let is_other = |fact: FactId| {
            let fact = rule.campaign.fact(fact);
            self.facts.contains(fact.name.as_str())
                || fact.lists.iter().any(|list| self.lists.contains(list.as_str()))
                || table_of(&fact.source).is_some_and(table)
        };
        with_inputs(&rule.campaign.facts, facts).into_iter().any(is_other) || tables_of(rule.rule).any(table)
    }
}

/// The parts of a rule by which it can be stricter or looser.
struct RuleParts<'b> {
    old: Option<RuleIn<'b>>,
    new: Option<RuleIn<'b>>,
    rests_on_changed: bool,
}

impl RuleParts<'_> {
    fn effect(&self) -> Effect {
        let [old, new] = [self.old, self.new].map(|rule| rule.filter(|rule| rule.decides()));
        let own = match (old, new) {
            (None, None) => Effect::None,
            (None, Some(_)) => Effect::Stricter,
            (Some(_), None) => Effect::Looser,
            (Some(_), Some(_)) if self.rests_on_changed => Effect::Otherwise,
            (Some(old), Some(new)) => {
                let kept = |one, other| Aspect::ALL.into_iter().all(|aspect: Aspect| aspect.is_kept(one, other));
                let effect = Effect::of(kept(new, old), kept(old, new));
                if old.rule.group == new.rule.group { effect } else { Effect::Otherwise }
            }
        };
        own.and(self.exceptions())
    }

    /// What comes of the rules that it waives or replaces.
    fn exceptions(&self) -> Effect {
        let of = |rule: Option<RuleIn<'_>>| -> Vec<String> {
            rule.into_iter().flat_map(|rule| rule.waived().chain(rule.replaced())).map(str::to_owned).collect()
        };
        let ids: BTreeSet<String> = of(self.old).into_iter().chain(of(self.new)).collect();
        let more = |one: Option<RuleIn<'_>>, other: Option<RuleIn<'_>>, id: &str| {
            one.is_some_and(|one| one.waives_more(id, other) || one.replaces_anew(id, other))
        };
        let effects = ids.iter().map(|id| {
            if self.rests_on_changed {
                Effect::Otherwise
            } else {
                Effect::of(!more(self.new, self.old, id), !more(self.old, self.new, id))
            }
        });
        effects.fold(Effect::None, Effect::and)
    }

    fn of_key(&self, key: &str) -> Effect {
        let (Some(old), Some(new)) = (self.old, self.new) else { return Effect::None };
        match key {
            "waives" | "replaces" => self.exceptions(),
            "disabled" => Effect::of(old.decides() <= new.decides(), new.decides() <= old.decides()),
            _ if !old.decides() && !new.decides() => Effect::None,
            "group" => Effect::Otherwise,
            "when" | "require" if self.rests_on_changed => Effect::Otherwise,
            key => key
                .parse()
                .map_or(Effect::None, |aspect: Aspect| Effect::of(aspect.is_kept(new, old), aspect.is_kept(old, new))),
        }
    }
}

/// What changing a rule does, its facts being the same.
#[cfg(test)]
pub(crate) fn effect_of(book: &RuleBook, campaign: &Campaign, old: &Rule, new: &Rule) -> Effect {
    let [old, new] = [old, new].map(|rule| Some(RuleIn { campaign, tables: &book.tables, rule }));
    RuleParts { old, new, rests_on_changed: false }.effect()
}

fn checks(rule: &Rule) -> impl Iterator<Item = &Check> {
    rule.predicates().flat_map(Predicate::tests).flat_map(|test| test.checks.iter().map(|(check, _)| check))
}

fn tables_of(rule: &Rule) -> impl Iterator<Item = TableId> {
    checks(rule).filter_map(|check| match check {
        Check::In(table) | Check::Linked { table, .. } => Some(*table),
        _ => None,
    })
}

fn table_of(source: &FactSource) -> Option<TableId> {
    match source {
        FactSource::Lookup { table, .. } => Some(*table),
        FactSource::Filter { checks, .. } => checks.iter().find_map(|check| match check {
            Check::In(table) | Check::Linked { table, .. } => Some(*table),
            _ => None,
        }),
        _ => None,
    }
}
