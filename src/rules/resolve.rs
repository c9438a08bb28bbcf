//! Sets joined by campaign: what each extends, one space of names, what overlays change in it, and the order of a
//! fiche's rules.

use std::collections::HashMap;

use super::error::{Named, Origin, RuleError, RuleErrorKind};
use super::model::Conventions;
use super::raw::{ListEntry, RawList, RawRule, RawSet};
use super::reader::{Errors, SpannedTable};
use crate::text::Bilingual;

/// Everything that the sets of a campaign define, by name, with some overlays applied.
#[derive(Debug)]
pub(super) struct Namespace<'r, 't> {
    pub(super) year: i64,
    /// The sets, parents before children, and then the overlays in the order in which they apply.
    pub(super) sets: Vec<&'r RawSet<'t>>,
    /// For each of them, the sets that it is made of, parents first and itself last.
    pub(super) chains: Vec<Vec<usize>>,
    pub(super) conventions: Option<&'r Conventions>,
    pub(super) labels: Vec<(&'t str, Option<&'r Bilingual>)>,
    /// The named lists; nothing where one does not read.
    pub(super) lists: HashMap<&'t str, Option<Vec<ListEntry<'t>>>>,
    /// The derived facts; no table where it does not read.
    pub(super) facts: Vec<(&'t str, Origin, Option<SpannedTable<'t>>)>,
    /// The rules with the set that each stands in, an index into `sets`.
    pub(super) rules: Vec<(usize, RawRule<'t>)>,
    pub(super) fiches: Vec<RawFiche>,
}

/// A fiche and the sets that it is made of.
#[derive(Debug)]
pub(super) struct RawFiche {
    pub(super) number: u8,
    /// The set that decides it.
    pub(super) set: usize,
    /// That set and all that it extends, parents first, then what is laid over it.
    pub(super) chain: Vec<usize>,
}

/// All sets and overlays, with what each set extends.
#[derive(Debug)]
pub(super) struct Resolver<'r, 't> {
    sets: Vec<&'r RawSet<'t>>,
    overlays: Vec<&'r RawSet<'t>>,
    /// For each set, the sets that it is made of, parents first and itself last.
    chains: Vec<Vec<usize>>,
}

impl<'r, 't> Resolver<'r, 't> {
    pub(super) fn new(all: &'r [RawSet<'t>], errors: &mut Errors) -> Self {
        let (overlays, sets): (Vec<_>, Vec<_>) = all.iter().partition(|set| set.overlay);
        let mut by_id: HashMap<&str, usize> = HashMap::new();
        for (index, set) in sets.iter().enumerate() {
            let (id, origin) = set.id;
            if let Some(first) = by_id.get(id) {
                errors.push(duplicate(Named::Set, id, origin, sets[*first].id.1));
            } else {
                by_id.insert(id, index);
            }
        }
        let chains = chains(&sets, &by_id, errors);
        let resolver = Self { sets, overlays, chains };
        for (index, overlay) in resolver.overlays.iter().enumerate() {
            let (id, origin) = overlay.id;
            if let Some(first) = resolver.overlays[..index].iter().find(|first| first.id.0 == id) {
                errors.push(duplicate(Named::Overlay, id, origin, first.id.1));
            }
            if !resolver.years().contains(&overlay.campaign) {
                let known = resolver.years().iter().map(i64::to_string).collect();
                let name = overlay.campaign.to_string();
                errors
                    .push(RuleError::new(RuleErrorKind::Unknown { what: Named::Campaign, name, known }, Some(origin)));
            }
        }
        resolver
    }

    /// The campaigns' years, in order.
    pub(super) fn years(&self) -> Vec<i64> {
        let mut years: Vec<i64> = self.sets.iter().map(|set| set.campaign).collect();
        years.sort_unstable();
        years.dedup();
        years
    }

    /// The intercommunalités to whose dossiers some overlay of a campaign is confined.
    pub(super) fn territories(&self, year: i64) -> Vec<&'t str> {
        let mut territories: Vec<&str> =
            self.overlays.iter().filter(|overlay| overlay.campaign == year).filter_map(|set| set.territory).collect();
        territories.sort_unstable();
        territories.dedup();
        territories
    }

    /// The overlays that apply to dossiers of an intercommunalité, or to all others, in order.
    pub(super) fn overlays(&self, year: i64, territory: Option<&str>) -> Vec<&'r RawSet<'t>> {
        let applies =
            |set: &&&RawSet<'_>| set.campaign == year && set.territory.is_none_or(|own| territory == Some(own));
        self.overlays.iter().filter(applies).copied().collect()
    }

    /// One space of names for a campaign, with these overlays applied.
    pub(super) fn namespace(&self, year: i64, overlays: &[&'r RawSet<'t>], errors: &mut Errors) -> Namespace<'r, 't> {
        let own = || self.sets.iter().enumerate().filter(|(_, set)| set.campaign == year).map(|(index, _)| index);
        let mut members: Vec<usize> = Vec::new();
        for index in own().flat_map(|index| &self.chains[index]) {
            if !members.contains(index) {
                members.push(*index);
            }
        }
        let place = |index: &usize| members.iter().position(|member| member == index);
        let chains = members.iter().map(|&member| self.chains[member].iter().filter_map(place).collect()).collect();
        let mut namespace = Namespace {
            year,
            sets: members.iter().map(|&index| self.sets[index]).collect(),
            chains,
            conventions: None,
            labels: Vec::new(),
            lists: HashMap::new(),
            facts: Vec::new(),
            rules: Vec::new(),
            fiches: Vec::new(),
        };
        namespace.fiches(errors);
        for overlay in overlays {
            let place = namespace.sets.len();
            namespace.sets.push(overlay);
            namespace.chains.push(vec![place]);
            for fiche in &mut namespace.fiches {
                fiche.chain.push(place);
            }
        }
        let mut names = Names { year, seen: HashMap::new() };
        for place in 0..namespace.sets.len() {
            namespace.define(place, &mut names, errors);
        }
        namespace
    }
}

pub(super) fn duplicate(what: Named, name: &str, origin: Origin, first: Origin) -> RuleError {
    let kind = RuleErrorKind::Duplicate { what, name: name.to_owned() };
    RuleError { kind, origin: Some(origin), related: Some(first) }
}

/// For each set, the sets that it is made of, parents first.
fn chains(sets: &[&RawSet<'_>], by_id: &HashMap<&str, usize>, errors: &mut Errors) -> Vec<Vec<usize>> {
    let mut parents: Vec<Vec<usize>> = Vec::with_capacity(sets.len());
    for set in sets {
        let mut found = Vec::new();
        for &(id, origin) in &set.extends {
            if let Some(parent) = by_id.get(id) {
                found.push(*parent);
            } else {
                let known = by_id.keys().map(|&id| id.to_owned()).collect();
                let kind = RuleErrorKind::Unknown { what: Named::Set, name: id.to_owned(), known };
                errors.push(RuleError::new(kind, Some(origin)));
            }
        }
        parents.push(found);
    }
    let mut in_cycle = vec![false; sets.len()];
    (0..sets.len())
        .map(|set| {
            let (mut chain, mut path) = (Vec::new(), Vec::new());
            walk(set, &parents, &mut path, &mut chain, &mut |cycle: &[usize]| {
                if cycle.iter().all(|&set| !in_cycle[set]) {
                    for &set in cycle {
                        in_cycle[set] = true;
                    }
                    let ids = cycle.iter().map(|&set| sets[set].id.0.to_owned()).collect();
                    let next = cycle.get(1).unwrap_or(&cycle[0]);
                    let extends = sets[cycle[0]].extends.iter().find(|(id, _)| *id == sets[*next].id.0);
                    let origin = extends.map_or(sets[cycle[0]].id.1, |(_, origin)| *origin);
                    errors.push(RuleError::new(RuleErrorKind::ExtendsCycle(ids), Some(origin)));
                }
            });
            chain
        })
        .collect()
}

/// Adds a set to `chain` after everything that it extends; a circle is told once and left.
fn walk(
    set: usize,
    parents: &[Vec<usize>],
    path: &mut Vec<usize>,
    chain: &mut Vec<usize>,
    on_cycle: &mut dyn FnMut(&[usize]),
) {
    if let Some(start) = path.iter().position(|&seen| seen == set) {
        on_cycle(&path[start..]);
        return;
    }
    if chain.contains(&set) {
        return;
    }
    path.push(set);
    for &parent in &parents[set] {
        walk(parent, parents, path, chain, on_cycle);
    }
    path.pop();
    chain.push(set);
}

impl<'t> Namespace<'_, 't> {
    /// Whether a set was written for another campaign and is here because one of this campaign extends it.
    fn is_inherited(&self, place: usize) -> bool {
        self.sets[place].campaign != self.year
    }

    /// Finds the fiches: those that the campaign's own sets decide, and those that they take over from another campaign.
    fn fiches(&mut self, errors: &mut Errors) {
        let (inherited, own): (Vec<_>, Vec<_>) = (0..self.sets.len()).partition(|&place| self.is_inherited(place));
        for &place in &own {
            let Some((number, origin)) = self.sets[place].fiche else { continue };
            if let Some(first) = self.fiches.iter().find(|fiche| fiche.number == number) {
                let first = self.sets[first.set].fiche.map_or(origin, |(_, origin)| origin);
                errors.push(duplicate(Named::Fiche, &number.to_string(), origin, first));
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
            errors.push(RuleError::new(RuleErrorKind::NoFiche(self.year), Some(set.id.1)));
        }
    }

    /// Takes in what a set or an overlay defines and changes.
    fn define(&mut self, place: usize, names: &mut Names<'t>, errors: &mut Errors) {
        let set = self.sets[place];
        for (key, list) in &set.lists {
            self.list(set, key.text, key.origin, list, names, errors);
        }
        for (key, label) in &set.labels {
            if names.define(Named::Label, key.text, key.origin, set, errors) {
                put(&mut self.labels, (key.text, label.as_ref()), |(name, _)| *name == key.text);
            }
        }
        for &(key, table) in &set.facts {
            if names.define(Named::Fact, key.text, key.origin, set, errors) {
                put(&mut self.facts, (key.text, key.origin, table), |(name, ..)| *name == key.text);
            }
        }
        for rule in &set.rules {
            if names.define_once(Named::Rule, rule.id.0, rule.id.1, set, errors) {
                self.rules.push((place, rule.clone()));
            }
        }
        for (index, change) in set.overrides.iter().enumerate() {
            if let Some(first) = set.overrides[..index].iter().find(|first| first.id.0 == change.id.0) {
                errors.push(duplicate(Named::Override, change.id.0, change.id.1, first.id.1));
            } else {
                self.change(set, change, errors);
            }
        }
        if let Some((conventions, origin)) = &set.conventions
            && names.define(Named::Conventions, "conventions", *origin, set, errors)
        {
            self.conventions = Some(conventions);
        }
    }

    fn list(
        &mut self,
        set: &RawSet<'_>,
        name: &'t str,
        origin: Origin,
        list: &RawList<'t>,
        names: &mut Names<'t>,
        errors: &mut Errors,
    ) {
        if list.entries.is_some() || list.broken {
            if names.define(Named::List, name, origin, set, errors) {
                self.lists.insert(name, list.entries.clone().filter(|_| !list.broken));
            }
            return;
        }
        if !self.lists.contains_key(name) {
            let known = self.lists.keys().map(|&name| name.to_owned()).collect();
            let kind = RuleErrorKind::Unknown { what: Named::List, name: name.to_owned(), known };
            errors.push(RuleError::new(kind, Some(origin)));
            return;
        }
        if !names.define(Named::List, name, origin, set, errors) {
            return;
        }
        let Some(Some(entries)) = self.lists.get_mut(name) else { return };
        for &(entry, origin) in &list.remove {
            let before = entries.len();
            entries.retain(|(known, _)| *known != entry);
            if entries.len() == before {
                let known = entries.iter().map(|(known, _)| (*known).to_owned()).collect();
                let kind = RuleErrorKind::Unknown { what: Named::Entry, name: entry.to_owned(), known };
                errors.push(RuleError::new(kind, Some(origin)));
            }
        }
        for &(entry, origin) in &list.add {
            match entries.iter().find(|(known, _)| *known == entry) {
                Some((_, first)) => errors.push(duplicate(Named::Entry, entry, origin, *first)),
                None => entries.push((entry, origin)),
            }
        }
    }

    /// Lays an override over its rule.
    fn change(&mut self, set: &RawSet<'_>, change: &RawRule<'t>, errors: &mut Errors) {
        let (id, origin) = change.id;
        let Some(index) = self.rules.iter().position(|(_, rule)| rule.id.0 == id) else {
            let known = self.rules.iter().map(|(_, rule)| rule.id.0.to_owned()).collect();
            errors.push(RuleError::new(RuleErrorKind::OverrideUnknown { id: id.to_owned(), known }, Some(origin)));
            return;
        };
        let own = self.sets[self.rules[index].0];
        if own.file == set.file || (!set.overlay && own.campaign == set.campaign) {
            let kind = RuleErrorKind::OverrideOwn(id.to_owned());
            errors.push(RuleError { kind, origin: Some(origin), related: Some(self.rules[index].1.id.1) });
            return;
        }
        self.rules[index].1.layers.extend(change.layers.iter().copied());
    }
}

/// Replaces the entry that is the same, or adds one.
fn put<T>(entries: &mut Vec<T>, entry: T, same: impl Fn(&T) -> bool) {
    match entries.iter_mut().find(|known| same(known)) {
        Some(known) => *known = entry,
        None => entries.push(entry),
    }
}

/// What is defined where.
struct Names<'t> {
    year: i64,
    seen: HashMap<(Named, &'t str), (Origin, i64)>,
}

impl<'t> Names<'t> {
    /// Whether the name is new, or takes the place of what another campaign or the sets under an overlay define;
    /// any other second definition is reported with the first.
    fn define(&mut self, what: Named, name: &'t str, origin: Origin, set: &RawSet<'_>, errors: &mut Errors) -> bool {
        let replaces = match self.seen.get(&(what, name)) {
            Some((first, campaign)) => {
                (set.overlay && first.file != origin.file) || (set.campaign == self.year && *campaign != self.year)
            }
            None => true,
        };
        if replaces {
            self.seen.insert((what, name), (origin, set.campaign));
            return true;
        }
        self.define_once(what, name, origin, set, errors)
    }

    /// Whether the name is new; a second definition is reported with the first.
    fn define_once(
        &mut self,
        what: Named,
        name: &'t str,
        origin: Origin,
        set: &RawSet<'_>,
        errors: &mut Errors,
    ) -> bool {
        if let Some((first, _)) = self.seen.get(&(what, name)) {
            errors.push(duplicate(what, name, origin, *first));
            return false;
        }
        self.seen.insert((what, name), (origin, set.campaign));
        true
    }
}
