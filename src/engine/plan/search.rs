//! The search for the smallest plans, and why there are none smaller.
//!
//! **Classes.** Levers that every condition counts alike form a class: conditions depend only on the sum of its members (their own
//! bounds apart, which are alike too). To lower the sum with n moves, the n largest members do whatever any n members do. To move
//! some up and some down is no use: the same sum is reached with fewer moves, and with a smaller amount. So a set of moves is, for
//! each class, a way and a number of members. Members that lie outside their bounds have to move in every plan; they form classes
//! of their own, free from the start and not counted.
//!
//! **What is enumerated.** With the number of moves rising from none, all sets of so many moves under which the conditions can
//! hold. At each step the simplex method decides the conditions that have to hold with the moves chosen so far:
//! - They exclude each other: the method names the bounds of which one has to give way (Farkas). Every larger set that does
//!   better lets one of these sums move further that way, so these are the only moves to try next, one after the other. A move
//!   that was tried is out of reach for those tried after it: a set that contains it has been met already.
//! - They do not, and an "any" is still open: each of its parts is tried. One of them holds in every solution.
//! - They do not, with fewer moves than allowed: there are no whole values (or they would have been found with fewer moves
//!   allowed), and every further move is tried.
//! - They do not, with as many moves as allowed: [`leaf`] finds the best whole values.
//!
//! As soon as some number of moves has a plan, no smaller number has one, every set of that size has been met, and the plans are
//! ordered by amount, days, places and values.
//!
//! **What cuts it.** Nothing but the limit of the work: then the answer says that it is not proved. A set whose amount is larger
//! than that of all plans kept, of which there are enough, is left where its bound shows that.

use std::collections::BTreeMap;

use super::formula::Formula;
use super::lattice::{Equation, are_solvable};
use super::leaf;
use super::members;
use super::problem::{Class, Lever, Node, Problem};
use super::simplex::{Budget, Direction, Exhausted, Simplex};

/// A plan and how many others are kept beside it.
pub(super) const KEPT: usize = 5;
/// Nested steps, so that the stack is never too small.
const MAX_DEPTH: usize = 200;

/// An assignment of new values to some levers, in the order of their places.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Plan {
    pub moves: Vec<(usize, i128)>,
    pub amount: i128,
    pub days: i128,
}

impl Plan {
    /// What plans with equally many moves are ordered by.
    pub(super) fn rank(&self) -> impl Ord + use<> {
        let (places, values): (Vec<usize>, Vec<i128>) = self.moves.iter().copied().unzip();
        (self.amount, self.days, places, values)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Solution {
    /// The best plan, then others with as few moves on other classes.
    Found {
        plans: Vec<Plan>,
        proved: bool,
    },
    Impossible,
    Unknown,
}

/// The smallest plans under which all conditions hold.
pub(crate) fn solve(levers: &[Lever], conditions: &[&Formula], budget: &mut Budget) -> Solution {
    if is_possible(levers, conditions, budget) == Ok(false) {
        return Solution::Impossible;
    }
    let problem = match Problem::new(levers, conditions) {
        Ok(Some(problem)) => problem,
        Ok(None) => return Solution::Impossible,
        Err(Exhausted) => return Solution::Unknown,
    };
    let mut search = Search::new(&problem, budget);
    let mut proved = true;
    for moves in 0..=MAX_DEPTH {
        proved = search.start(Goal::Smallest, moves).is_ok();
        if !proved || !search.found.is_empty() {
            break;
        }
    }
    proved &= !search.undecided;
    let mut plans: Vec<Plan> = search.found.into_values().collect();
    if plans.is_empty() {
        // As much again for any plan at all.
        let mut budget = Budget { left: ANY_PLAN };
        let mut search = Search::new(&problem, &mut budget);
        // Where the work allowed ends, nothing is found.
        let _ = search.start(Goal::Any, MAX_DEPTH);
        plans = search.found.into_values().collect();
        proved = false;
    }
    plans.sort_by_cached_key(Plan::rank);
    if plans.is_empty() { Solution::Unknown } else { Solution::Found { plans, proved } }
}

const ANY_PLAN: u64 = 400_000;

/// Whether any values of the levers let all conditions hold, however many change.
pub(crate) fn is_possible(levers: &[Lever], conditions: &[&Formula], budget: &mut Budget) -> Result<bool, Exhausted> {
    let Some(problem) = Problem::new(levers, conditions)? else { return Ok(false) };
    let mut search = Search::new(&problem, budget);
    for (class, of) in problem.classes.iter().enumerate().filter(|(_, of)| of.apart.is_none()) {
        search.simplex.set_bounds(class, of.free());
        search.moved[class].fixed = [true; 2];
    }
    search.start(Goal::Possible, MAX_DEPTH)?;
    Ok(search.possible)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Goal {
    /// All plans of exactly so many moves, of which there are none with fewer.
    Smallest,
    /// One plan.
    Any,
    /// Whether there are values at all.
    Possible,
}

/// How many members of a class move, and which way.
#[derive(Debug, Clone, Copy)]
pub(super) struct State {
    pub way: Direction,
    pub count: usize,
    /// Whether no further member may move down, or up.
    fixed: [bool; 2],
}

#[derive(Debug)]
struct Search<'s> {
    problem: &'s Problem<'s>,
    simplex: Simplex,
    budget: &'s mut Budget,
    goal: Goal,
    depth: usize,
    moved: Vec<State>,
    /// By atom.
    demanded: Vec<bool>,
    found: BTreeMap<Vec<usize>, Plan>,
    possible: bool,
    /// Whether there are moves of which it is not known whether they have whole values.
    undecided: bool,
}

impl<'s> Search<'s> {
    fn new(problem: &'s Problem<'s>, budget: &'s mut Budget) -> Self {
        let mut rows = vec![Vec::new(); problem.atoms.len()];
        for (number, class) in problem.classes.iter().enumerate() {
            for &(atom, by) in &class.column {
                rows[atom].push((number, by));
            }
        }
        let still: Vec<_> = problem.classes.iter().map(Class::still).collect();
        let moved = vec![State { way: Direction::Down, count: 0, fixed: [false; 2] }; still.len()];
        Self {
            problem,
            simplex: Simplex::new(&still, &rows),
            budget,
            goal: Goal::Smallest,
            depth: 0,
            moved,
            demanded: vec![false; rows.len()],
            found: BTreeMap::new(),
            possible: false,
            undecided: false,
        }
    }

    fn start(&mut self, goal: Goal, moves: usize) -> Result<(), Exhausted> {
        self.goal = goal;
        let mut open = Vec::new();
        for condition in &self.problem.conditions {
            self.demand(condition, &mut open, &mut Vec::new());
        }
        self.explore(moves, &open)
    }

    fn is_done(&self) -> bool {
        match self.goal {
            Goal::Smallest => false,
            Goal::Any => !self.found.is_empty(),
            Goal::Possible => self.possible,
        }
    }

    /// Takes in a condition: its atoms bound the simplex, an "any" is left open. `undo` gets the atoms that are new.
    fn demand(&mut self, node: &'s Node, open: &mut Vec<&'s Node>, undo: &mut Vec<usize>) {
        match node {
            &Node::Atom(atom) => {
                if !self.demanded[atom] {
                    self.demanded[atom] = true;
                    undo.push(atom);
                    let bound = self.problem.bounds[atom];
                    let high = self.problem.atoms[atom].equal.then_some(bound);
                    self.simplex.set_bounds(self.problem.classes.len() + atom, (Some(bound), high));
                }
            }
            Node::All(parts) => parts.iter().for_each(|part| self.demand(part, open, undo)),
            any @ Node::Any(_) => open.push(any),
        }
    }

    /// Tries all ways to let at most so many members more move.
    fn explore(&mut self, left: usize, open: &[&'s Node]) -> Result<(), Exhausted> {
        self.depth += 1;
        if self.depth > 2 * MAX_DEPTH {
            return Err(Exhausted);
        }
        match self.simplex.conflict(self.budget)? {
            Some(conflict) => self.extend(conflict, left, open)?,
            None => self.settle(left, open)?,
        }
        self.depth -= 1;
        Ok(())
    }

    /// Goes on where what has to hold can hold.
    fn settle(&mut self, left: usize, open: &[&'s Node]) -> Result<(), Exhausted> {
        if let Some(at) = open.iter().position(|node| !self.is_certain(node)) {
            return self.choose(left, open, at);
        }
        if (left == 0 || self.goal != Goal::Smallest) && self.finish()? {
            return Ok(());
        }
        let classes = 0..self.problem.classes.len();
        let all = classes.flat_map(|class| [(class, Direction::Down), (class, Direction::Up)]);
        self.extend(all.collect(), left, open)
    }

    /// Lets one member more move, in each of these ways. What was tried is out of reach for the ways that follow, so that no
    /// set of moves comes twice.
    fn extend(&mut self, mut ways: Vec<(usize, Direction)>, left: usize, open: &[&'s Node]) -> Result<(), Exhausted> {
        if left == 0 {
            return Ok(());
        }
        ways.retain(|&(class, _)| class < self.problem.classes.len());
        ways.sort_unstable();
        let mut tried = Vec::new();
        for (class, way) in ways {
            let before = self.moved[class];
            let turns = before.count > 0 && before.way != way;
            let of = &self.problem.classes[class];
            if turns || before.fixed[way as usize] || !of.has_more(way, before.count) {
                continue;
            }
            let bounds = self.simplex.bounds(class);
            self.moved[class] = State { way, count: before.count + 1, ..before };
            self.simplex.set_bounds(class, of.moved(way, before.count + 1));
            self.explore(left - 1, open)?;
            self.simplex.set_bounds(class, bounds);
            self.moved[class] = before;
            if self.is_done() {
                break;
            }
            self.moved[class].fixed[way as usize] = true;
            tried.push((class, way));
        }
        for (class, way) in tried {
            self.moved[class].fixed[way as usize] = false;
        }
        Ok(())
    }

    /// Demands each part of an open "any", one after the other.
    fn choose(&mut self, left: usize, open: &[&'s Node], at: usize) -> Result<(), Exhausted> {
        let Node::Any(parts) = open[at] else { return Ok(()) };
        for part in parts {
            let mut rest: Vec<&Node> = open.to_vec();
            rest.remove(at);
            let mut undo = Vec::new();
            self.demand(part, &mut rest, &mut undo);
            self.explore(left, &rest)?;
            for atom in undo {
                self.demanded[atom] = false;
                self.simplex.set_bounds(self.problem.classes.len() + atom, (None, None));
            }
            if self.is_done() {
                break;
            }
        }
        Ok(())
    }

    /// Whether a condition holds whatever values the members that may move take.
    fn is_certain(&self, node: &Node) -> bool {
        match node {
            Node::All(parts) => parts.iter().all(|part| self.is_certain(part)),
            Node::Any(parts) => parts.iter().any(|part| self.is_certain(part)),
            &Node::Atom(number) => {
                if self.demanded[number] {
                    return true;
                }
                let (mut least, mut most) = (0, 0);
                for (class, of) in self.problem.classes.iter().enumerate() {
                    let Ok(at) = of.column.binary_search_by_key(&number, |&(atom, _)| atom) else { continue };
                    let by = of.column[at].1;
                    let (Some(low), Some(high)) = self.simplex.bounds(class) else { return false };
                    least += by * if by > 0 { low } else { high };
                    most += by * if by > 0 { high } else { low };
                }
                let bound = self.problem.bounds[number];
                least >= bound && (!self.problem.atoms[number].equal || most <= bound)
            }
        }
    }

    /// Looks for whole values, now that every condition is decided. False where there are none.
    fn finish(&mut self) -> Result<bool, Exhausted> {
        if self.goal == Goal::Possible {
            if !are_solvable(&self.equations(), self.problem.classes.len())? {
                return Ok(false);
            }
            self.possible = leaf::has_whole_point(&mut self.simplex, self.problem.classes.len(), self.budget)?;
            return Ok(self.possible);
        }
        let classes: Vec<usize> = (0..self.moved.len()).filter(|&class| self.moved[class].count > 0).collect();
        let limit = self.limit(&classes);
        let plan = members::smallest(self.problem, &self.moved, &self.demanded, limit, self.budget).unwrap_or_else(
            |Exhausted| {
                // Where no work is left, the next step ends the search.
                self.undecided = true;
                None
            },
        );
        let Some(plan) = plan else { return Ok(false) };
        let kept = self.found.get(&classes);
        if kept.is_none_or(|kept| plan.rank() < kept.rank()) {
            self.found.insert(classes, plan);
        }
        if self.found.len() > KEPT {
            let worst = self.found.iter().max_by(|a, b| a.1.rank().cmp(&b.1.rank())).map(|(key, _)| key.clone());
            worst.and_then(|worst| self.found.remove(&worst));
        }
        Ok(true)
    }

    /// What is demanded of the sums of classes that has one value.
    fn equations(&self) -> Vec<Equation> {
        let atoms = self.problem.atoms.iter().enumerate().filter(|(number, atom)| self.demanded[*number] && atom.equal);
        let terms = |number: usize| {
            let by = move |column: &[(usize, i128)]| column.iter().find(|(atom, _)| *atom == number).map(|(_, by)| *by);
            let classes = self.problem.classes.iter().enumerate();
            classes.filter_map(|(class, of)| Some((class, by(&of.column)?))).collect()
        };
        atoms.map(|(number, _)| (terms(number), self.problem.bounds[number])).collect()
    }

    /// The largest amount with which a plan on these classes can still be among those that are kept.
    fn limit(&self, classes: &[usize]) -> Option<i128> {
        match self.found.get(classes) {
            Some(known) => Some(known.amount),
            None if self.found.len() < KEPT => None,
            None => self.found.values().map(|plan| plan.amount).max(),
        }
    }
}

#[cfg(test)]
#[path = "../../../tests/internal/engine/search.rs"]
mod tests;
