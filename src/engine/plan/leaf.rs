//! The best whole values of levers that are chosen already.

use std::collections::BTreeMap;

use super::lattice::{Equation, are_solvable};
use super::problem::{Problem, Unit};
use super::search::Plan;
use super::simplex::{Bounds, Budget, Direction, Exhausted, Simplex};

/// A lever that moves, or all those of a class that have to, by their sum.
#[derive(Debug, Clone, Copy)]
pub(super) struct Moved {
    /// The lever; of several, the one that takes what they move beyond what each has to.
    pub place: usize,
    pub class: usize,
    pub count: usize,
    pub old: i128,
    pub low: i128,
    pub high: i128,
    pub way: Direction,
}

impl Moved {
    fn unit(&self, problem: &Problem<'_>) -> Unit {
        problem.classes[self.class].unit
    }
}

/// The plan that moves these levers least, its values the smallest in the order of the places; none where no whole values
/// will do, or only with a larger amount than the limit.
pub(super) fn smallest(
    problem: &Problem<'_>,
    mut moved: Vec<Moved>,
    demanded: &[bool],
    limit: Option<i128>,
    budget: &mut Budget,
) -> Result<Option<Plan>, Exhausted> {
    moved.sort_by_key(|one| one.place);
    let variables: Vec<Bounds> = moved.iter().map(|one| (Some(one.low), Some(one.high))).collect();
    let mut rows: Vec<Vec<(usize, i128)>> = Vec::new();
    let mut bounds: Vec<Bounds> = Vec::new();
    // What moves has its factor in the row; the rest of each class keeps its old value.
    let mut at_rest = vec![0_i128; problem.atoms.len()];
    for class in &problem.classes {
        for &(atom, by) in &class.column {
            at_rest[atom] += by * class.sum;
        }
    }
    for (atom, _) in demanded.iter().enumerate().filter(|(_, demanded)| **demanded) {
        let mut row = Vec::new();
        let mut rest = at_rest[atom];
        for (variable, one) in moved.iter().enumerate() {
            let column = &problem.classes[one.class].column;
            if let Ok(at) = column.binary_search_by_key(&atom, |&(atom, _)| atom) {
                row.push((variable, column[at].1));
                rest -= column[at].1 * one.old;
            }
        }
        let bound = problem.bounds[atom] - rest;
        rows.push(row);
        bounds.push((Some(bound), problem.atoms[atom].equal.then_some(bound)));
    }
    let equal = rows.iter().zip(&bounds).filter(|(_, (low, high))| high.is_some() && low == high);
    let equations: Vec<Equation> = equal.filter_map(|(row, (bound, _))| Some((row.clone(), (*bound)?))).collect();
    if !are_solvable(&equations, moved.len())? {
        return Ok(None);
    }
    let first = moved.len() + rows.len();
    let mut offsets = [0_i128; 2];
    for (unit, offset) in [Unit::Amount, Unit::Day].into_iter().zip(&mut offsets) {
        let of_unit = moved.iter().enumerate().filter(|(_, one)| one.unit(problem) == unit);
        let sign = |way| if way == Direction::Up { 1 } else { -1 };
        rows.push(of_unit.clone().map(|(variable, one)| (variable, sign(one.way))).collect());
        bounds.push((None, None));
        *offset = of_unit.map(|(_, one)| sign(one.way) * one.old).sum();
    }
    // The sum of a class is whole like its members, and conditions depend on it alone.
    let mut whole = Vec::new();
    let mut classes: BTreeMap<usize, Vec<(usize, i128)>> = BTreeMap::new();
    for (variable, one) in moved.iter().enumerate() {
        classes.entry(one.class).or_default().push((variable, 1));
    }
    for members in classes.into_values().filter(|members| members.len() > 1) {
        whole.push(moved.len() + rows.len());
        rows.push(members);
        bounds.push((None, None));
    }
    whole.extend(0..moved.len());
    let mut simplex = Simplex::new(&variables, &rows);
    for (row, bounds) in bounds.into_iter().enumerate() {
        simplex.set_bounds(moved.len() + row, bounds);
    }
    if let Some(limit) = limit {
        simplex.set_bounds(first, (None, Some(limit + offsets[0])));
    }
    let goals: Vec<usize> = [first, first + 1].into_iter().chain(0..moved.len()).collect();
    if !minimise(&mut simplex, &whole, &goals, budget)? {
        return Ok(None);
    }
    let mut moves = Vec::new();
    for (variable, one) in moved.iter().enumerate() {
        let value = simplex.value(variable)?.floor();
        moves.extend(spread(problem, one, value));
    }
    moves.retain(|&(lever, new)| problem.levers[lever].old != new);
    moves.sort_unstable();
    let [amount, days] = [simplex.value(first)?.floor() - offsets[0], simplex.value(first + 1)?.floor() - offsets[1]];
    Ok(Some(Plan { moves, amount, days }))
}

/// The new value of each lever, from their sum: each goes as far as it has to, and the first as far as the sum does.
fn spread(problem: &Problem<'_>, one: &Moved, value: i128) -> Vec<(usize, i128)> {
    if one.count == 1 {
        return vec![(one.place, value)];
    }
    let class = &problem.classes[one.class];
    let nearest = if one.way == Direction::Up { class.low } else { class.high };
    let mut rest = value - nearest * (one.count as i128);
    let mut moves = Vec::new();
    for &lever in &class.members {
        let step = rest.clamp(class.low - nearest, class.high - nearest);
        rest -= step;
        moves.push((lever, nearest + step));
    }
    moves
}

/// Nested splits, so that the stack is never too small.
const MAX_SPLITS: usize = 200;

/// Fixes one goal after the other at the smallest whole value that it has where these variables are whole. False where they
/// cannot be.
fn minimise(simplex: &mut Simplex, whole: &[usize], goals: &[usize], budget: &mut Budget) -> Result<bool, Exhausted> {
    for &goal in goals {
        if simplex.conflict(budget)?.is_some() {
            return Ok(false);
        }
        let mut least = None;
        branch(simplex, whole, Some(goal), &mut least, MAX_SPLITS, budget)?;
        let Some(least) = least else { return Ok(false) };
        simplex.set_bounds(goal, (Some(least), Some(least)));
    }
    Ok(simplex.conflict(budget)?.is_none())
}

/// Whether the first variables can all be whole where all bounds hold. They must hold already.
pub(super) fn has_whole_point(simplex: &mut Simplex, variables: usize, budget: &mut Budget) -> Result<bool, Exhausted> {
    let mut least = None;
    let whole: Vec<usize> = (0..variables).collect();
    branch(simplex, &whole, None, &mut least, MAX_SPLITS, budget)?;
    Ok(least.is_some())
}

/// Branch and bound: the least value of the goal, or any where there is none, with whole values of these variables. Where
/// the best point without that demand has a broken value, there are two cases: the value is at most its floor, or at least
/// its ceiling. A case that cannot be better than what is known is left out.
fn branch(
    simplex: &mut Simplex,
    whole: &[usize],
    goal: Option<usize>,
    least: &mut Option<i128>,
    splits: usize,
    budget: &mut Budget,
) -> Result<(), Exhausted> {
    let bound = match goal {
        Some(goal) => simplex.minimum(goal, budget)?.ok_or(Exhausted)?.ceiling(),
        None => 0,
    };
    if least.is_some_and(|least| least <= bound) || simplex.has_no_whole_point()? {
        return Ok(());
    }
    let Some((variable, floor)) = simplex.broken(whole)? else {
        *least = Some(bound);
        return Ok(());
    };
    let splits = splits.checked_sub(1).ok_or(Exhausted)?;
    let before = simplex.bounds(variable);
    for bounds in [(before.0, Some(floor)), (Some(floor + 1), before.1)] {
        simplex.set_bounds(variable, bounds);
        if simplex.conflict(budget)?.is_none() {
            branch(simplex, whole, goal, least, splits, budget)?;
        }
        simplex.set_bounds(variable, before);
    }
    Ok(())
}
