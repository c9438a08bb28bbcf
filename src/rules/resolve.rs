//! Sets joined by campaign: what each extends, one space of names, and the order of a fiche's rules.

use std::collections::HashMap;

use super::error::{Named, Origin, RuleError, RuleErrorKind};
use super::raw::{RawRule, RawSet};
use super::reader::{Errors, Table};

/// Everything that the sets of a campaign define, by name.
#[derive(Debug)]
pub(super) struct Namespace<'r, 't> {
    pub(super) year: i64,
    /// The sets, parents before children.
    pub(super) sets: Vec<&'r RawSet<'t>>,
    pub(super) lists: HashMap<&'t str, &'r [(&'t str, Origin)]>,
    pub(super) facts: Vec<(&'t str, Origin, Table<'t>)>,
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
    /// That set and all that it extends, parents first.
    pub(super) chain: Vec<usize>,
}

/// One space of names for each campaign, in order.
pub(super) fn by_campaign<'r, 't>(sets: &'r [RawSet<'t>], errors: &mut Errors) -> Vec<Namespace<'r, 't>> {
    let mut by_id: HashMap<&str, usize> = HashMap::new();
    for (index, set) in sets.iter().enumerate() {
        let (id, origin) = set.id;
        if let Some(first) = by_id.get(id) {
            errors.push(duplicate(Named::Set, id, origin, sets[*first].id.1));
        } else {
            by_id.insert(id, index);
        }
    }
    let mut years: Vec<i64> = sets.iter().map(|set| set.campaign).collect();
    years.sort_unstable();
    years.dedup();
    let chains = Chains::new(sets, &by_id, errors);
    years.into_iter().map(|year| namespace(year, sets, &chains, errors)).collect()
}

pub(super) fn duplicate(what: Named, name: &str, origin: Origin, first: Origin) -> RuleError {
    let kind = RuleErrorKind::Duplicate { what, name: name.to_owned() };
    RuleError { kind, origin: Some(origin), related: Some(first) }
}

/// For each set, the sets that it is made of, parents first.
struct Chains {
    chains: Vec<Vec<usize>>,
}

impl Chains {
    fn new(sets: &[RawSet<'_>], by_id: &HashMap<&str, usize>, errors: &mut Errors) -> Self {
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
        let chains = (0..sets.len())
            .map(|set| {
                let (mut chain, mut path) = (Vec::new(), Vec::new());
                walk(set, &parents, &mut path, &mut chain, &mut |cycle: &[usize]| {
                    if cycle.iter().all(|&set| !in_cycle[set]) {
                        for &set in cycle {
                            in_cycle[set] = true;
                        }
                        let ids = cycle.iter().map(|&set| sets[set].id.0.to_owned()).collect();
                        let origin = sets[cycle[0]].extends.first().map_or(sets[cycle[0]].id.1, |(_, origin)| *origin);
                        errors.push(RuleError::new(RuleErrorKind::ExtendsCycle(ids), Some(origin)));
                    }
                });
                chain
            })
            .collect();
        Self { chains }
    }
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

fn namespace<'r, 't>(year: i64, sets: &'r [RawSet<'t>], chains: &Chains, errors: &mut Errors) -> Namespace<'r, 't> {
    let own = || sets.iter().enumerate().filter(|(_, set)| set.campaign == year).map(|(index, _)| index);
    let mut members: Vec<usize> = Vec::new();
    for index in own().flat_map(|index| &chains.chains[index]) {
        if !members.contains(index) {
            members.push(*index);
        }
    }
    let place = |index: &usize| members.iter().position(|member| member == index);

    let mut fiches: Vec<RawFiche> = Vec::new();
    for index in own() {
        let Some((number, origin)) = sets[index].fiche else { continue };
        if let Some(first) = fiches.iter().find(|fiche| fiche.number == number) {
            let first = sets[members[first.set]].fiche.map_or(origin, |(_, origin)| origin);
            errors.push(duplicate(Named::Fiche, &number.to_string(), origin, first));
        } else if let Some(set) = place(&index) {
            fiches.push(RawFiche { number, set, chain: chains.chains[index].iter().filter_map(place).collect() });
        }
    }
    fiches.sort_by_key(|fiche| fiche.number);

    let mut names = Names::default();
    let mut namespace = Namespace {
        year,
        sets: members.iter().map(|&index| &sets[index]).collect(),
        lists: HashMap::new(),
        facts: Vec::new(),
        rules: Vec::new(),
        fiches,
    };
    for (place, set) in namespace.sets.iter().enumerate() {
        for (key, entries) in &set.lists {
            if names.define(Named::List, key.text, key.origin, errors) {
                namespace.lists.insert(key.text, entries);
            }
        }
        for (key, _) in &set.labels {
            names.define(Named::Label, key.text, key.origin, errors);
        }
        for &(key, table) in &set.facts {
            if names.define(Named::Fact, key.text, key.origin, errors) {
                namespace.facts.push((key.text, key.origin, table));
            }
        }
        for &rule in &set.rules {
            if names.define(Named::Rule, rule.id.0, rule.id.1, errors) {
                namespace.rules.push((place, rule));
            }
        }
        if let Some((_, origin)) = set.conventions {
            names.define(Named::Conventions, "conventions", origin, errors);
        }
    }
    namespace
}

/// What is defined where.
#[derive(Default)]
struct Names<'t> {
    seen: Vec<(Named, HashMap<&'t str, Origin>)>,
}

impl<'t> Names<'t> {
    /// Whether the name is new; a second definition is reported with the first.
    fn define(&mut self, what: Named, name: &'t str, origin: Origin, errors: &mut Errors) -> bool {
        if !self.seen.iter().any(|(kind, _)| *kind == what) {
            self.seen.push((what, HashMap::new()));
        }
        let Some((_, names)) = self.seen.iter_mut().find(|(kind, _)| *kind == what) else { return false };
        if let Some(first) = names.get(name) {
            errors.push(duplicate(what, name, origin, *first));
            return false;
        }
        names.insert(name, origin);
        true
    }
}
