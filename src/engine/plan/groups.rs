//! Conditions that share no lever, found plans for one after the other.
//!
//! A plan for all of them is one plan for each, and its number of moves, its amount and its days are the sums of theirs; so the
//! best ones are made of the best ones. That loses none of those kept: a plan made of one that is not among the best of its
//! conditions comes after those made of each of the better ones and the same others.

use std::collections::{BTreeMap, BTreeSet};

use super::formula::Formula;
use super::problem::Lever;
use super::search::{self, KEPT, Plan, Solution};
use super::simplex::Budget;

/// The smallest plans under which all conditions hold.
pub(super) fn solve(levers: &[Lever], conditions: &[&Formula], budget: &mut Budget) -> Solution {
    let mut all = vec![Plan::default()];
    let mut all_proved = true;
    for group in groups(levers.len(), conditions) {
        match search::solve(levers, &group, budget) {
            Solution::Found { plans, proved } => {
                all = joined(&all, &plans);
                all_proved &= proved;
            }
            other => return other,
        }
    }
    Solution::Found { plans: all, proved: all_proved }
}

/// The conditions that have to hold, those that share levers together. Those of single levers that no other condition counts
/// are one group.
fn groups<'f>(levers: usize, conditions: &[&'f Formula]) -> impl Iterator<Item = Vec<&'f Formula>> + use<'f> {
    // Of each part, one of its levers, if it has any.
    let mut parts: Vec<(&Formula, Option<usize>)> = Vec::new();
    let mut roots: Vec<usize> = (0..levers).collect();
    let mut shared = BTreeSet::new();
    for &condition in conditions {
        let demanded = match condition {
            Formula::All(demanded) => demanded.as_slice(),
            single => std::slice::from_ref(single),
        };
        for part in demanded {
            let mut first = None;
            part.for_each_lever(&mut |lever| {
                let one = root(&mut roots, *first.get_or_insert(lever));
                let other = root(&mut roots, lever);
                roots[one.max(other)] = one.min(other);
                if first != Some(lever) {
                    shared.extend(first);
                }
            });
            parts.push((part, first));
        }
    }
    let shared: BTreeSet<usize> = shared.into_iter().map(|lever| root(&mut roots, lever)).collect();
    let mut found: BTreeMap<Option<usize>, Vec<&Formula>> = BTreeMap::new();
    for (part, lever) in parts {
        let group = lever.map(|lever| root(&mut roots, lever)).filter(|root| shared.contains(root));
        found.entry(group).or_default().push(part);
    }
    found.into_values()
}

fn root(roots: &mut [usize], lever: usize) -> usize {
    let mut root = lever;
    while roots[root] != root {
        roots[root] = roots[roots[root]];
        root = roots[root];
    }
    root
}

fn joined(some: &[Plan], others: &[Plan]) -> Vec<Plan> {
    let join = |one: &Plan, other: &Plan| {
        let mut moves = [one.moves.as_slice(), other.moves.as_slice()].concat();
        moves.sort_unstable();
        Plan { moves, amount: one.amount + other.amount, days: one.days + other.days }
    };
    let mut plans: Vec<Plan> = some.iter().flat_map(|one| others.iter().map(move |other| join(one, other))).collect();
    plans.sort_by_cached_key(Plan::rank);
    plans.truncate(KEPT);
    plans
}
