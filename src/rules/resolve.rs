//! Sets joined by campaign: what each extends, one space of names, what overlays change in it, and the order of a
//! fiche's rules.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::definitions::Definitions;
use super::error::{Named, Origin, RuleError, RuleErrorKind};
use super::extends::chains;
use super::model::Conventions;
use super::raw::{RawList, RawRule, RawSet};
use super::reader::{SpannedTable, SpannedText};
use super::sink::ErrorSink;
use crate::text::Bilingual;

#[derive(Debug, Clone)]
pub(super) struct Namespace<'r, 't> {
    pub(super) year: i64,
    /// The sets, parents before children, and then the overlays in the order in which they apply.
    pub(super) sets: Vec<&'r RawSet<'t>>,
    /// For each of them, the sets that it is made of, parents first and itself last.
    pub(super) chains: Vec<Vec<usize>>,
    pub(super) conventions: Option<&'r Conventions>,
    pub(super) labels: Definitions<'t, Option<&'r Bilingual>>,
    /// The named lists; nothing where one does not read.
    pub(super) lists: HashMap<&'t str, Option<Rc<[SpannedText<'t>]>>>,
    /// The derived facts; no table where it does not read.
    pub(super) facts: Definitions<'t, Option<SpannedTable<'t>>>,
    /// The rules with the set that each stands in, an index into `sets`.
    pub(super) rules: Vec<(usize, RawRule<'t>)>,
    /// The places of the rules, by their ids.
    pub(super) rule_places: HashMap<&'t str, usize>,
    pub(super) fiches: Vec<RawFiche>,
    /// Where each name was defined last, and for which campaign.
    names: HashMap<(Named, &'t str), (Origin, i64)>,
}

#[derive(Debug, Clone)]
pub(super) struct RawFiche {
    pub(super) number: u8,
    pub(super) set: usize,
    /// That set and all that it extends, parents first, then what is laid over it.
    pub(super) chain: Vec<usize>,
}

#[derive(Debug)]
pub(super) struct Resolver<'r, 't> {
    sets: Vec<&'r RawSet<'t>>,
    overlays: Vec<&'r RawSet<'t>>,
    /// For each set, the sets that it is made of, parents first and itself last.
    chains: Vec<Vec<usize>>,
    errors: &'r ErrorSink,
}

impl<'r, 't> Resolver<'r, 't> {
    pub(super) fn new(all: &'r [RawSet<'t>], errors: &'r ErrorSink) -> Self {
        let (overlays, sets): (Vec<_>, Vec<_>) = all.iter().partition(|set| set.overlay);
        let mut by_id: HashMap<&str, usize> = HashMap::new();
        for (index, set) in sets.iter().enumerate() {
            if let Some(first) = by_id.get(set.id.text) {
                errors.duplicate(Named::Set, set.id, sets[*first].id.origin);
            } else {
                by_id.insert(set.id.text, index);
            }
        }
        let chains = chains(&sets, &by_id, errors);
        let resolver = Self { sets, overlays, chains, errors };
        let years = resolver.years();
        let mut by_id: HashMap<&str, Origin> = HashMap::new();
        for overlay in &resolver.overlays {
            match by_id.get(overlay.id.text) {
                Some(&first) => errors.duplicate(Named::Overlay, overlay.id, first),
                None => {
                    by_id.insert(overlay.id.text, overlay.id.origin);
                }
            }
            if !years.contains(&overlay.campaign) {
                let year = SpannedText { text: &overlay.campaign.to_string(), origin: overlay.id.origin };
                errors.unknown(Named::Campaign, year, years.iter().map(i64::to_string));
            }
        }
        resolver
    }

    pub(super) fn years(&self) -> Vec<i64> {
        let mut years: Vec<i64> = self.sets.iter().map(|set| set.campaign).collect();
        years.sort_unstable();
        years.dedup();
        years
    }

    pub(super) fn overlays_of(&self, year: i64) -> impl Iterator<Item = &'r RawSet<'t>> + use<'_, 'r, 't> {
        self.overlays.iter().copied().filter(move |overlay| overlay.campaign == year)
    }

    /// The overlays that apply to dossiers of an intercommunalité, or to all others, in order.
    pub(super) fn overlays(&self, year: i64, territory: Option<&str>) -> Vec<&'r RawSet<'t>> {
        let applies =
            |set: &&&RawSet<'_>| set.campaign == year && set.territory.is_none_or(|own| territory == Some(own));
        self.overlays.iter().filter(applies).copied().collect()
    }

    /// The names of a campaign, with overlays laid over its sets.
    pub(super) fn namespace(&self, year: i64, overlays: &[&'r RawSet<'t>]) -> Namespace<'r, 't> {
        let own = || self.sets.iter().enumerate().filter(|(_, set)| set.campaign == year).map(|(index, _)| index);
        let mut members: Vec<usize> = Vec::new();
        let mut places: Vec<Option<usize>> = vec![None; self.sets.len()];
        for &index in own().flat_map(|index| &self.chains[index]) {
            places[index].get_or_insert_with(|| {
                members.push(index);
                members.len() - 1
            });
        }
        let chain = |member: &usize| self.chains[*member].iter().filter_map(|&index| places[index]).collect();
        let mut namespace = Namespace {
            year,
            sets: members.iter().map(|&index| self.sets[index]).collect(),
            chains: members.iter().map(chain).collect(),
            conventions: None,
            labels: Definitions::new(),
            lists: HashMap::new(),
            facts: Definitions::new(),
            rules: Vec::new(),
            rule_places: HashMap::new(),
            fiches: Vec::new(),
            names: HashMap::new(),
        };
        namespace.fiches(self.errors);
        for place in 0..namespace.sets.len() {
            namespace.define(place, self.errors);
        }
        for overlay in overlays {
            namespace.lay_over(overlay, self.errors);
        }
        namespace
    }
}

impl<'r, 't> Namespace<'r, 't> {
    /// Lays one more overlay over the sets.
    pub(super) fn lay_over(&mut self, overlay: &'r RawSet<'t>, errors: &ErrorSink) {
        let place = self.sets.len();
        self.sets.push(overlay);
        self.chains.push(vec![place]);
        for fiche in &mut self.fiches {
            fiche.chain.push(place);
        }
        self.define(place, errors);
    }

    /// Whether a set was written for another campaign and is here because one of this campaign extends it.
    fn is_inherited(&self, place: usize) -> bool {
        self.sets[place].campaign != self.year
    }

    /// Finds the fiches: those that the campaign's own sets decide, and those that they take over from another campaign.
    fn fiches(&mut self, errors: &ErrorSink) {
        let (inherited, own): (Vec<_>, Vec<_>) = (0..self.sets.len()).partition(|&place| self.is_inherited(place));
        for &place in &own {
            let Some((number, origin)) = self.sets[place].fiche else { continue };
            if let Some(first) = self.fiches.iter().find(|fiche| fiche.number == number) {
                let first = self.sets[first.set].fiche.map_or(origin, |(_, origin)| origin);
                errors.duplicate(Named::Fiche, SpannedText { text: &number.to_string(), origin }, first);
            } else {
                self.fiches.push(RawFiche { number, set: place, chain: self.chains[place].clone() });
            }
        }
        // Children come after parents: the last set that decides a fiche is the one to take over.
        for &place in inherited.iter().rev() {
            let Some((number, _)) = self.sets[place].fiche else { continue };
            if self.fiches.iter().any(|fiche| fiche.number == number) {
                continue;
            }
            let mut chain = self.chains[place].clone();
            let laid_over = own.iter().filter(|&&own| self.chains[own].contains(&place));
            for part in laid_over.flat_map(|&own| &self.chains[own]) {
                if !self.is_inherited(*part) && !chain.contains(part) {
                    chain.push(*part);
                }
            }
            self.fiches.push(RawFiche { number, set: place, chain });
        }
        self.fiches.sort_by_key(|fiche| fiche.number);
        if let (true, Some(set)) = (self.fiches.is_empty(), self.sets.iter().find(|set| set.campaign == self.year)) {
            errors.report(RuleErrorKind::NoFiche(self.year), set.id.origin);
        }
    }

    fn define(&mut self, place: usize, errors: &ErrorSink) {
        let set = self.sets[place];
        for (name, list) in &set.lists {
            self.list(set, *name, list, errors);
        }
        for (name, label) in &set.labels {
            if self.is_defined(Named::Label, *name, set, errors) {
                self.labels.put(*name, label.as_ref());
            }
        }
        for (name, table) in &set.facts {
            if self.is_defined(Named::Fact, *name, set, errors) {
                self.facts.put(*name, *table);
            }
        }
        for rule in &set.rules {
            if self.is_defined_once(Named::Rule, rule.id, set, errors) {
                self.rule_places.insert(rule.id.text, self.rules.len());
                self.rules.push((place, rule.clone()));
            }
        }
        let mut changed: HashMap<&str, Origin> = HashMap::new();
        for change in &set.overrides {
            if let Some(&first) = changed.get(change.id.text) {
                errors.duplicate(Named::Override, change.id, first);
            } else {
                changed.insert(change.id.text, change.id.origin);
                self.change(set, change, errors);
            }
        }
        if let Some((conventions, origin)) = &set.conventions
            && self.is_defined(Named::Conventions, SpannedText { text: "conventions", origin: *origin }, set, errors)
        {
            self.conventions = Some(conventions);
        }
    }

    fn list(&mut self, set: &RawSet<'_>, name: SpannedText<'t>, list: &RawList<'t>, errors: &ErrorSink) {
        if list.entries.is_some() || list.broken {
            if self.is_defined(Named::List, name, set, errors) {
                self.lists.insert(name.text, list.entries.as_deref().filter(|_| !list.broken).map(Rc::from));
            }
            return;
        }
        if !self.lists.contains_key(name.text) {
            errors.unknown(Named::List, name, self.lists.keys().copied());
            return;
        }
        if !self.is_defined(Named::List, name, set, errors) {
            return;
        }
        if let Some(Some(entries)) = self.lists.get_mut(name.text) {
            *entries = amended(entries, list, errors);
        }
    }

    fn change(&mut self, set: &RawSet<'_>, change: &RawRule<'t>, errors: &ErrorSink) {
        let SpannedText { text: id, origin } = change.id;
        let Some(&index) = self.rule_places.get(id) else {
            let known = errors.suggestions(self.rules.iter().map(|(_, rule)| rule.id.text));
            errors.report(RuleErrorKind::OverrideUnknown { id: id.to_owned(), known }, origin);
            return;
        };
        let (place, rule) = &mut self.rules[index];
        let own = self.sets[*place];
        if own.file == set.file || (!set.overlay && own.campaign == set.campaign) {
            let kind = RuleErrorKind::OverrideOwn(id.to_owned());
            errors.push(RuleError { kind, origin: Some(origin), related: Some(rule.id.origin) });
            return;
        }
        rule.fields.layers.extend(change.fields.layers.iter().copied());
    }

    /// Whether the name is new or may replace another campaign's, or the sets' under an overlay; else it is reported.
    fn is_defined(&mut self, what: Named, name: SpannedText<'t>, set: &RawSet<'_>, errors: &ErrorSink) -> bool {
        if let Some((first, campaign)) = self.names.get(&(what, name.text))
            && ((set.overlay && first.file != name.origin.file)
                || (set.campaign == self.year && *campaign != self.year))
        {
            self.names.insert((what, name.text), (name.origin, set.campaign));
            return true;
        }
        self.is_defined_once(what, name, set, errors)
    }

    fn is_defined_once(&mut self, what: Named, name: SpannedText<'t>, set: &RawSet<'_>, errors: &ErrorSink) -> bool {
        if let Some((first, _)) = self.names.get(&(what, name.text)) {
            errors.duplicate(what, name, *first);
            return false;
        }
        self.names.insert((what, name.text), (name.origin, set.campaign));
        true
    }
}

/// A list without what is taken from it, and with what is added.
fn amended<'t>(entries: &[SpannedText<'t>], list: &RawList<'t>, errors: &ErrorSink) -> Rc<[SpannedText<'t>]> {
    let mut known: HashMap<&str, Origin> = entries.iter().rev().map(|entry| (entry.text, entry.origin)).collect();
    let mut removed: HashSet<&str> = HashSet::new();
    for &entry in &list.remove {
        if known.remove(entry.text).is_some() {
            removed.insert(entry.text);
        } else {
            errors.unknown(Named::Entry, entry, known.keys().copied());
        }
    }
    let mut entries: Vec<SpannedText<'t>> =
        entries.iter().filter(|entry| !removed.contains(entry.text)).copied().collect();
    for &entry in &list.add {
        if let Some(&first) = known.get(entry.text) {
            errors.duplicate(Named::Entry, entry, first);
        } else {
            known.insert(entry.text, entry.origin);
            entries.push(entry);
        }
    }
    entries.into()
}
