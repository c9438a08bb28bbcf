//! Sets joined by campaign: what each extends, one space of names, what overlays change in it, and the order of a
//! fiche's rules.

use std::collections::HashMap;

use super::error::{Named, Origin, RuleError, RuleErrorKind};
use super::model::Conventions;
use super::raw::{RawList, RawRule, RawSet};
use super::reader::{ErrorSink, SpannedTable, SpannedText};
use crate::text::Bilingual;

#[derive(Debug)]
pub(super) struct Namespace<'r, 't> {
    pub(super) year: i64,
    /// The sets, parents before children, and then the overlays in the order in which they apply.
    pub(super) sets: Vec<&'r RawSet<'t>>,
    /// For each of them, the sets that it is made of, parents first and itself last.
    pub(super) chains: Vec<Vec<usize>>,
    pub(super) conventions: Option<&'r Conventions>,
    pub(super) labels: Vec<(SpannedText<'t>, Option<&'r Bilingual>)>,
    /// The named lists; nothing where one does not read.
    pub(super) lists: HashMap<&'t str, Option<Vec<SpannedText<'t>>>>,
    /// The derived facts; no table where it does not read.
    pub(super) facts: Vec<(SpannedText<'t>, Option<SpannedTable<'t>>)>,
    /// The rules with the set that each stands in, an index into `sets`.
    pub(super) rules: Vec<(usize, RawRule<'t>)>,
    pub(super) fiches: Vec<RawFiche>,
}

#[derive(Debug)]
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
        for (index, overlay) in resolver.overlays.iter().enumerate() {
            if let Some(first) = resolver.overlays[..index].iter().find(|first| first.id.text == overlay.id.text) {
                errors.duplicate(Named::Overlay, overlay.id, first.id.origin);
            }
            if !resolver.years().contains(&overlay.campaign) {
                let year = SpannedText { text: &overlay.campaign.to_string(), origin: overlay.id.origin };
                errors.unknown(Named::Campaign, year, resolver.years().iter().map(i64::to_string));
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

    pub(super) fn namespace(&self, year: i64, overlays: &[&'r RawSet<'t>]) -> Namespace<'r, 't> {
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
        namespace.fiches(self.errors);
        for overlay in overlays {
            let place = namespace.sets.len();
            namespace.sets.push(overlay);
            namespace.chains.push(vec![place]);
            for fiche in &mut namespace.fiches {
                fiche.chain.push(place);
            }
        }
        let mut names = Definitions { year, known: HashMap::new(), errors: self.errors };
        for place in 0..namespace.sets.len() {
            namespace.define(place, &mut names);
        }
        namespace
    }
}

fn chains(sets: &[&RawSet<'_>], by_id: &HashMap<&str, usize>, errors: &ErrorSink) -> Vec<Vec<usize>> {
    let mut parents: Vec<Vec<usize>> = Vec::with_capacity(sets.len());
    for set in sets {
        let mut found = Vec::new();
        for &id in &set.extends {
            match by_id.get(id.text) {
                Some(parent) => found.push(*parent),
                None => errors.unknown(Named::Set, id, by_id.keys().copied()),
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
                    let ids = cycle.iter().map(|&set| sets[set].id.text.to_owned()).collect();
                    let next = sets[*cycle.get(1).unwrap_or(&cycle[0])].id;
                    let extends = sets[cycle[0]].extends.iter().find(|parent| parent.text == next.text);
                    let origin = extends.unwrap_or(&sets[cycle[0]].id).origin;
                    errors.report(RuleErrorKind::ExtendsCycle(ids), origin);
                }
            });
            chain
        })
        .collect()
}

/// Adds a set to `chain` after everything that it extends; a circle is reported once and left.
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

    fn define(&mut self, place: usize, names: &mut Definitions<'_, 't>) {
        let set = self.sets[place];
        for (name, list) in &set.lists {
            self.list(set, *name, list, names);
        }
        for (name, label) in &set.labels {
            if names.define(Named::Label, *name, set) {
                put(&mut self.labels, (*name, label.as_ref()), |(known, _)| known.text == name.text);
            }
        }
        for (name, table) in &set.facts {
            if names.define(Named::Fact, *name, set) {
                put(&mut self.facts, (*name, *table), |(known, _)| known.text == name.text);
            }
        }
        for rule in &set.rules {
            if names.define_once(Named::Rule, rule.id, set) {
                self.rules.push((place, rule.clone()));
            }
        }
        for (index, change) in set.overrides.iter().enumerate() {
            match set.overrides[..index].iter().find(|first| first.id.text == change.id.text) {
                Some(first) => names.errors.duplicate(Named::Override, change.id, first.id.origin),
                None => self.change(set, change, names.errors),
            }
        }
        if let Some((conventions, origin)) = &set.conventions
            && names.define(Named::Conventions, SpannedText { text: "conventions", origin: *origin }, set)
        {
            self.conventions = Some(conventions);
        }
    }

    fn list(&mut self, set: &RawSet<'_>, name: SpannedText<'t>, list: &RawList<'t>, names: &mut Definitions<'_, 't>) {
        let errors = names.errors;
        if list.entries.is_some() || list.broken {
            if names.define(Named::List, name, set) {
                self.lists.insert(name.text, list.entries.clone().filter(|_| !list.broken));
            }
            return;
        }
        if !self.lists.contains_key(name.text) {
            errors.unknown(Named::List, name, self.lists.keys().copied());
            return;
        }
        if !names.define(Named::List, name, set) {
            return;
        }
        let Some(Some(entries)) = self.lists.get_mut(name.text) else { return };
        for &entry in &list.remove {
            let before = entries.len();
            entries.retain(|known| known.text != entry.text);
            if entries.len() == before {
                errors.unknown(Named::Entry, entry, entries.iter().map(|known| known.text));
            }
        }
        for &entry in &list.add {
            match entries.iter().find(|known| known.text == entry.text) {
                Some(first) => errors.duplicate(Named::Entry, entry, first.origin),
                None => entries.push(entry),
            }
        }
    }

    fn change(&mut self, set: &RawSet<'_>, change: &RawRule<'t>, errors: &ErrorSink) {
        let SpannedText { text: id, origin } = change.id;
        let Some(index) = self.rules.iter().position(|(_, rule)| rule.id.text == id) else {
            let known = self.rules.iter().map(|(_, rule)| rule.id.text.to_owned()).collect();
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
}

fn put<T>(entries: &mut Vec<T>, entry: T, same: impl Fn(&T) -> bool) {
    match entries.iter_mut().find(|known| same(known)) {
        Some(known) => *known = entry,
        None => entries.push(entry),
    }
}

struct Definitions<'e, 't> {
    year: i64,
    known: HashMap<(Named, &'t str), (Origin, i64)>,
    errors: &'e ErrorSink,
}

impl<'t> Definitions<'_, 't> {
    /// Whether the name is new or may replace another campaign's, or the sets' under an overlay; else it is reported.
    fn define(&mut self, what: Named, name: SpannedText<'t>, set: &RawSet<'_>) -> bool {
        if let Some((first, campaign)) = self.known.get(&(what, name.text))
            && ((set.overlay && first.file != name.origin.file)
                || (set.campaign == self.year && *campaign != self.year))
        {
            self.known.insert((what, name.text), (name.origin, set.campaign));
            return true;
        }
        self.define_once(what, name, set)
    }

    fn define_once(&mut self, what: Named, name: SpannedText<'t>, set: &RawSet<'_>) -> bool {
        if let Some((first, _)) = self.known.get(&(what, name.text)) {
            self.errors.duplicate(what, name, *first);
            return false;
        }
        self.known.insert((what, name.text), (name.origin, set.campaign));
        true
    }
}
