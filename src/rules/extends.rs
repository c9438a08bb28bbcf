//! The sets that each set is made of, by what it extends.

use std::collections::{HashMap, HashSet};

use super::error::{Named, RuleErrorKind};
use super::raw::RawSet;
use super::sink::ErrorSink;

/// For each set, the sets that it is made of, parents first and itself last.
pub(super) fn chains(sets: &[&RawSet<'_>], by_id: &HashMap<&str, usize>, errors: &ErrorSink) -> Vec<Vec<usize>> {
    let mut parents: Vec<Vec<usize>> = Vec::with_capacity(sets.len());
    for set in sets {
        let mut found = Vec::new();
        for &id in &set.extends {
            match by_id.get(id.text) {
                Some(parent) => found.push(*parent),
                None => errors.unknown(Named::Set, id, by_id.keys().copied()),
            }
        }
        let mut known = HashSet::new();
        found.retain(|parent| known.insert(*parent));
        parents.push(found);
    }
    let mut in_cycle = vec![false; sets.len()];
    let mut chain = |set: usize| {
        let (path, states, chain) = (Vec::new(), vec![State::New; sets.len()], Vec::new());
        let mut walk = Walk { parents: &parents, in_cycle: &mut in_cycle, path, states, chain };
        walk.add(set, &mut |cycle: &[usize]| {
            let ids = cycle.iter().map(|&set| sets[set].id.text.to_owned()).collect();
            let next = sets[*cycle.get(1).unwrap_or(&cycle[0])].id;
            let extends = sets[cycle[0]].extends.iter().find(|parent| parent.text == next.text);
            let origin = extends.unwrap_or(&sets[cycle[0]].id).origin;
            errors.report(RuleErrorKind::ExtendsCycle(ids), origin);
        });
        walk.chain
    };
    (0..sets.len()).map(&mut chain).collect()
}

#[derive(Debug, Clone, Copy)]
enum State {
    New,
    /// Its parents are being added; with its place in the path.
    Started(usize),
    Done,
}

/// A walk through what a set extends, as deep as there are files.
struct Walk<'w> {
    parents: &'w [Vec<usize>],
    /// The sets of circles that are reported.
    in_cycle: &'w mut [bool],
    path: Vec<usize>,
    states: Vec<State>,
    chain: Vec<usize>,
}

impl Walk<'_> {
    /// Adds a set to the chain after everything that it extends; a circle is reported once and left.
    fn add(&mut self, set: usize, on_cycle: &mut dyn FnMut(&[usize])) {
        match self.states[set] {
            State::Done => return,
            State::Started(start) => {
                let cycle = &self.path[start..];
                if !self.in_cycle[set] && cycle.iter().all(|&set| !self.in_cycle[set]) {
                    for &set in cycle {
                        self.in_cycle[set] = true;
                    }
                    on_cycle(cycle);
                }
                return;
            }
            State::New => {}
        }
        self.states[set] = State::Started(self.path.len());
        self.path.push(set);
        for &parent in &self.parents[set] {
            self.add(parent, on_cycle);
        }
        self.path.pop();
        self.states[set] = State::Done;
        self.chain.push(set);
    }
}
