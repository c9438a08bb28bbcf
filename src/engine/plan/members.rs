//! Which members of the classes move.

use super::leaf::{self, Moved};
use super::problem::Problem;
use super::search::{Plan, State};
use super::simplex::{Budget, Direction, Exhausted};

/// The best plan in which the largest members of each class move. Where one of them has to rise to the end of its range, or
/// beyond, a smaller one may bear more.
pub(super) fn smallest(
    problem: &Problem<'_>,
    states: &[State],
    demanded: &[bool],
    limit: Option<i128>,
    budget: &mut Budget,
) -> Result<Option<Plan>, Exhausted> {
    let largest = moved(problem, states, false);
    let plan = leaf::smallest(problem, largest, demanded, limit, budget)?;
    let ends = |&(lever, new): &(usize, i128)| new == problem.levers[lever].high;
    if plan.as_ref().is_some_and(|plan| !plan.moves.iter().any(ends)) {
        return Ok(plan);
    }
    let smallest = moved(problem, states, true);
    if !smallest.iter().any(|one| one.way == Direction::Up) {
        return Ok(plan);
    }
    let other = leaf::smallest(problem, smallest, demanded, limit, budget)?;
    Ok(match (plan, other) {
        (Some(plan), Some(other)) if (plan.amount, plan.days) <= (other.amount, other.days) => Some(plan),
        (plan, None) => plan,
        (_, Some(other)) => Some(by_the_largest(problem, states, other)),
    })
}

/// The same plan, with the largest member that can bear the move in place of one that rises alone of its class.
fn by_the_largest(problem: &Problem<'_>, states: &[State], mut plan: Plan) -> Plan {
    let old = |lever: usize| problem.levers[lever].old;
    for (class, state) in problem.classes.iter().zip(states) {
        if state.count != 1 || state.way != Direction::Up || class.apart.is_some() {
            continue;
        }
        let Some(one) = plan.moves.iter_mut().find(|(lever, _)| class.members.contains(lever)) else { continue };
        let step = one.1 - old(one.0);
        if let Some(&largest) = class.members.iter().find(|&&member| old(member) + step <= class.high) {
            *one = (largest, old(largest) + step);
        }
    }
    plan.moves.sort_unstable();
    plan
}

/// What moves; of what rises, the largest members or the smallest.
fn moved(problem: &Problem<'_>, states: &[State], smallest_up: bool) -> Vec<Moved> {
    let mut moved = Vec::new();
    for (class, (of, state)) in problem.classes.iter().zip(states).enumerate() {
        if let Some(way) = of.forced {
            let count = of.members.len() as i128;
            let (low, high) = (of.low * count, of.high * count);
            moved.push(Moved { place: of.members[0], class, count: of.members.len(), old: of.sum, low, high, way });
            continue;
        }
        let from_end = smallest_up && state.way == Direction::Up;
        let first = if from_end { of.members.len() - state.count } else { 0 };
        for &lever in &of.members[first..first + state.count] {
            let old = problem.levers[lever].old;
            let (low, high) = match state.way {
                _ if of.apart.is_some() => (of.low, of.high),
                Direction::Down => (of.low, old),
                Direction::Up => (old, of.high),
            };
            moved.push(Moved { place: lever, class, count: 1, old, low, high, way: state.way });
        }
    }
    moved
}
