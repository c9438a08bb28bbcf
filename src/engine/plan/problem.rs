//! The problem of a plan in whole numbers, and the classes of levers that no condition tells apart.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::formula::{Atom, Formula};
use super::simplex::{Bounds, Direction, Exhausted};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Unit {
    /// Cents.
    Amount,
    Day,
}

/// A number that a plan may change. Levers are numbered in the order of their places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Lever {
    pub old: i128,
    /// The smallest and the largest new value.
    pub low: i128,
    pub high: i128,
    pub unit: Unit,
    /// Levers of different groups are in no class together.
    pub group: usize,
}

/// A condition whose atoms are numbered.
#[derive(Debug)]
pub(super) enum Node {
    Atom(usize),
    All(Vec<Node>),
    Any(Vec<Node>),
}

/// Levers that every condition counts alike.
#[derive(Debug)]
pub(super) struct Class {
    /// The largest first, then in the order of the places.
    pub members: Vec<usize>,
    pub low: i128,
    pub high: i128,
    pub unit: Unit,
    /// The way in which its members have to move to meet the bounds of their own values.
    pub forced: Option<Direction>,
    /// For a single lever that lies outside its range, and may stay there: the way to it.
    pub apart: Option<Direction>,
    /// The sum of the members' old values.
    pub sum: i128,
    /// Of each atom that counts the class, with the factor.
    pub column: Vec<(usize, i128)>,
    /// How far the sum can go down when so many members move, the largest, or up, the smallest; the first entry is that of none.
    capacity: [Vec<i128>; 2],
}

#[derive(Debug)]
pub(super) struct Problem<'p> {
    pub levers: &'p [Lever],
    pub classes: Vec<Class>,
    pub atoms: Vec<Rc<Atom>>,
    /// By atom: what is left of the bound when the levers that no plan can move are taken off.
    pub bounds: Vec<i128>,
    pub conditions: Vec<Node>,
}

/// The bounds of one lever: those of its new value, and those that any value must meet.
#[derive(Debug, Clone, Copy)]
struct Range {
    low: i128,
    high: i128,
}

impl Range {
    fn contains(self, value: i128) -> bool {
        self.low <= value && value <= self.high
    }

    fn restrict(&mut self, atom: &Atom, by: i128) {
        if atom.equal || by > 0 {
            self.low = self.low.max(atom.bound * by);
        }
        if atom.equal || by < 0 {
            self.high = self.high.min(atom.bound * by);
        }
    }
}

/// What members of a class have in common.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Signature {
    group: usize,
    unit: Unit,
    low: i128,
    high: i128,
    forced: Option<Direction>,
    apart: Option<(usize, Direction)>,
    column: Vec<(usize, i128)>,
}

impl<'p> Problem<'p> {
    /// None where the conditions exclude each other already lever by lever.
    pub(super) fn new(levers: &'p [Lever], conditions: &[&Formula]) -> Result<Option<Self>, Exhausted> {
        let mut demanded = vec![Range { low: i128::MIN, high: i128::MAX }; levers.len()];
        let mut atoms = Atoms::default();
        let mut nodes = Vec::new();
        for condition in conditions {
            match condition {
                Formula::Constant(false) => return Ok(None),
                Formula::Constant(true) => {}
                Formula::All(parts) => {
                    for part in parts {
                        demand(part, &mut demanded, &mut atoms, &mut nodes);
                    }
                }
                single => demand(single, &mut demanded, &mut atoms, &mut nodes),
            }
        }
        if atoms.all.iter().any(|atom| !atom.is_moderate()) {
            return Err(Exhausted);
        }
        let mut bounds: Vec<i128> = atoms.all.iter().map(|atom| atom.bound).collect();
        let classes = classes(levers, &demanded, &atoms.all, &mut bounds);
        Ok(classes.map(|classes| Self { levers, classes, atoms: atoms.all, bounds, conditions: nodes }))
    }
}

#[derive(Debug, Default)]
struct Atoms {
    all: Vec<Rc<Atom>>,
    known: BTreeMap<Rc<Atom>, usize>,
}

impl Atoms {
    fn number(&mut self, atom: &Rc<Atom>) -> usize {
        let next = self.all.len();
        let number = *self.known.entry(Rc::clone(atom)).or_insert(next);
        if number == next {
            self.all.push(Rc::clone(atom));
        }
        number
    }

    fn node(&mut self, formula: &Formula) -> Node {
        match formula {
            Formula::Constant(true) => Node::All(Vec::new()),
            Formula::Constant(false) => Node::Any(Vec::new()),
            Formula::Atom(atom) => Node::Atom(self.number(atom)),
            Formula::All(parts) => Node::All(parts.iter().map(|part| self.node(part)).collect()),
            Formula::Any(parts) => Node::Any(parts.iter().map(|part| self.node(part)).collect()),
        }
    }
}

/// Takes in a condition that must hold. One of a single lever becomes a bound of its value.
fn demand(formula: &Formula, demanded: &mut [Range], atoms: &mut Atoms, nodes: &mut Vec<Node>) {
    match formula {
        Formula::Atom(atom) => match atom.terms.as_slice() {
            &[(lever, by)] => demanded[lever].restrict(atom, by),
            _ => nodes.push(Node::Atom(atoms.number(atom))),
        },
        other => nodes.push(atoms.node(other)),
    }
}

fn classes(levers: &[Lever], demanded: &[Range], atoms: &[Rc<Atom>], bounds: &mut [i128]) -> Option<Vec<Class>> {
    let mut columns: Vec<Vec<(usize, i128)>> = vec![Vec::new(); levers.len()];
    for (number, atom) in atoms.iter().enumerate() {
        for &(lever, by) in &atom.terms {
            columns[lever].push((number, by));
        }
    }
    let mut found: BTreeMap<Signature, Vec<usize>> = BTreeMap::new();
    for (place, ((lever, demanded), column)) in levers.iter().zip(demanded).zip(columns).enumerate() {
        let range = Range { low: lever.low.max(demanded.low), high: lever.high.min(demanded.high) };
        let may_stay = demanded.contains(lever.old);
        let movable = range.low <= range.high;
        if !may_stay && !movable {
            return None;
        }
        if may_stay && (!movable || column.is_empty()) {
            for (atom, by) in column {
                bounds[atom] -= by * lever.old;
            }
            continue;
        }
        let way = if lever.old < range.low { Some(Direction::Up) } else { None };
        let way = if lever.old > range.high { Some(Direction::Down) } else { way };
        let signature = Signature {
            group: lever.group,
            unit: lever.unit,
            low: range.low,
            high: range.high,
            forced: way.filter(|_| !may_stay),
            apart: way.filter(|_| may_stay).map(|way| (place, way)),
            column,
        };
        found.entry(signature).or_default().push(place);
    }
    let mut classes: Vec<Class> =
        found.into_iter().map(|(signature, members)| class(levers, signature, members)).collect();
    classes.sort_by_key(|class| class.members.iter().min().copied());
    Some(classes)
}

fn class(levers: &[Lever], signature: Signature, mut members: Vec<usize>) -> Class {
    members.sort_by_key(|&place| (std::cmp::Reverse(levers[place].old), place));
    let sums = |steps: &mut dyn Iterator<Item = i128>| {
        let mut sums = vec![0];
        let mut sum = 0;
        for step in steps {
            sum += step;
            sums.push(sum);
        }
        sums
    };
    let olds = || members.iter().map(|&place| levers[place].old);
    let Signature { low, high, forced, apart, unit, column, .. } = signature;
    Class {
        low,
        high,
        unit,
        forced,
        apart: apart.map(|(_, way)| way),
        sum: members.iter().map(|&place| levers[place].old).sum(),
        column,
        capacity: [sums(&mut olds().map(|old| old - low)), sums(&mut olds().rev().map(|old| high - old))],
        members,
    }
}

impl Atom {
    /// Whether its sums over all lines of a dossier stay far within 128 bits.
    fn is_moderate(&self) -> bool {
        const MAX_FACTOR: u128 = 10_u128.pow(12);
        const MAX_BOUND: u128 = 10_u128.pow(32);
        self.bound.unsigned_abs() <= MAX_BOUND && self.terms.iter().all(|(_, by)| by.unsigned_abs() <= MAX_FACTOR)
    }
}

impl Class {
    /// The bounds of the sum when none of its members moves but those that have to.
    pub(super) fn still(&self) -> Bounds {
        if self.forced.is_some() { self.free() } else { (Some(self.sum), Some(self.sum)) }
    }

    /// The bounds of the sum when all its members may move.
    pub(super) fn free(&self) -> Bounds {
        let count = self.members.len() as i128;
        (Some(self.low * count), Some(self.high * count))
    }

    /// The bounds of the sum when so many members move that way.
    pub(super) fn moved(&self, way: Direction, count: usize) -> Bounds {
        let capacity = self.capacity[way as usize][count];
        match way {
            _ if self.apart.is_some() => self.free(),
            Direction::Down => (Some(self.sum - capacity), Some(self.sum)),
            Direction::Up => (Some(self.sum), Some(self.sum + capacity)),
        }
    }

    /// Whether one member more than these could move that way.
    pub(super) fn has_more(&self, way: Direction, count: usize) -> bool {
        if self.forced.is_some() || self.apart.is_some_and(|apart| apart != way) {
            return false;
        }
        let capacity = &self.capacity[way as usize];
        capacity.get(count + 1).is_some_and(|next| self.apart.is_some() || *next > capacity[count])
    }
}
