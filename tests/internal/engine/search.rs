//! The search for plans against one that tries every small change.

use std::collections::BTreeMap;
use std::rc::Rc;

use proptest::prelude::*;

use super::*;
use crate::engine::plan::formula::{Atom, Linear};
use crate::engine::plan::groups;
use crate::engine::plan::problem::Unit;

/// The amounts and days of a plan that the slow search goes through, in all.
const REACH: i128 = 7;
const HIGH: i128 = 1_000_000;

#[derive(Debug, Clone)]
struct Case {
    levers: Vec<Lever>,
    conditions: Vec<Formula>,
}

fn atom_holds(atom: &Atom, value: impl Fn(usize) -> i128) -> bool {
    let sum: i128 = atom.terms.iter().map(|&(lever, by)| by * value(lever)).sum();
    if atom.equal { sum == atom.bound } else { sum >= atom.bound }
}

fn holds(formula: &Formula, values: &[i128]) -> bool {
    match formula {
        Formula::Constant(holds) => *holds,
        Formula::Atom(atom) => atom_holds(atom, |lever| values[lever]),
        Formula::All(parts) => parts.iter().all(|part| holds(part, values)),
        Formula::Any(parts) => parts.iter().any(|part| holds(part, values)),
    }
}

/// How a formula counts a lever. Bounds of a lever of its own are alike where they are the same.
fn counts(formula: &Formula, lever: usize, demanded: bool, into: &mut Vec<String>) {
    match formula {
        Formula::Constant(_) => {}
        Formula::Atom(atom) => {
            let Some((_, by)) = atom.terms.iter().find(|(counted, _)| *counted == lever) else { return };
            let which =
                if demanded && atom.terms.len() == 1 { String::new() } else { format!("{:?}", Rc::as_ptr(atom)) };
            into.push(format!("{by} {} {} {which}", atom.bound, atom.equal));
        }
        Formula::All(parts) | Formula::Any(parts) => {
            let demanded = demanded && matches!(formula, Formula::All(_));
            for part in parts {
                counts(part, lever, demanded, into);
            }
        }
    }
}

/// Whether a bound of the lever's own value makes it move.
fn forces(formula: &Formula, lever: usize, old: i128) -> bool {
    match formula {
        Formula::Atom(atom) if atom.terms.len() == 1 => atom.terms[0].0 == lever && !atom_holds(atom, |_| old),
        Formula::All(parts) => parts.iter().any(|part| forces(part, lever, old)),
        _ => false,
    }
}

type Rank = (usize, i128, i128, Vec<usize>, Vec<i128>);

struct Slow<'c> {
    case: &'c Case,
    classes: Vec<usize>,
    forced: Vec<bool>,
    /// The plans in which the largest of each class move, each with the classes of those that need not.
    found: Vec<(Rank, Vec<usize>)>,
}

impl<'c> Slow<'c> {
    fn new(case: &'c Case) -> Self {
        let Case { levers, conditions } = case;
        let is_forced = |place: usize| conditions.iter().any(|one| forces(one, place, levers[place].old));
        let forced: Vec<bool> = (0..levers.len()).map(is_forced).collect();
        let key = |place: usize| {
            let mut counted = Vec::new();
            for condition in conditions {
                counts(condition, place, true, &mut counted);
            }
            // One that lies outside its range, and may stay there, is like no other.
            let apart = (levers[place].old < levers[place].low && !forced[place]).then_some(place);
            (levers[place].group, levers[place].unit, counted, forced[place], apart)
        };
        let keys: Vec<_> = (0..levers.len()).map(key).collect();
        let first = |key| keys.iter().position(|other| other == key).unwrap();
        Self { case, classes: keys.iter().map(first).collect(), forced, found: Vec::new() }
    }

    fn walk(&mut self, at: usize, left: i128, values: &mut Vec<i128>) {
        let Some(&lever) = self.case.levers.get(at) else { return self.leaf(values) };
        self.walk(at + 1, left, values);
        for step in 1..=left {
            for new in [lever.old - step, lever.old + step] {
                if new >= lever.low && new <= lever.high {
                    values[at] = new;
                    self.walk(at + 1, left - step, values);
                }
            }
        }
        values[at] = lever.old;
    }

    fn leaf(&mut self, values: &[i128]) {
        let levers = &self.case.levers;
        let changed: Vec<usize> = (0..levers.len()).filter(|&place| values[place] != levers[place].old).collect();
        let is_canonical = changed.iter().all(|&moved| self.is_canonical(moved, &changed, values[moved]));
        if !is_canonical || !self.case.conditions.iter().all(|condition| holds(condition, values)) {
            return;
        }
        let total = |unit| {
            let of_unit = changed.iter().filter(|&&place| levers[place].unit == unit);
            of_unit.map(|&place| (values[place] - levers[place].old).abs()).sum::<i128>()
        };
        let mut classes: Vec<usize> =
            changed.iter().filter(|&&place| !self.forced[place]).map(|&place| self.classes[place]).collect();
        classes.sort_unstable();
        classes.dedup();
        let new = changed.iter().map(|&place| values[place]).collect();
        let (amount, days) = (total(Unit::Amount), total(Unit::Day));
        self.found.push(((changed.len(), amount, days, changed, new), classes));
    }

    fn is_canonical(&self, moved: usize, changed: &[usize], new: i128) -> bool {
        let levers = &self.case.levers;
        let rank = |place: usize| (std::cmp::Reverse(levers[place].old), place);
        let mut larger = (0..levers.len()).filter(|&other| {
            let alike = self.classes[other] == self.classes[moved] && self.forced[other] == self.forced[moved];
            alike && rank(other) < rank(moved)
        });
        if self.forced[moved] {
            return new == levers[moved].low || larger.next().is_none();
        }
        larger.all(|other| changed.contains(&other))
    }
}

fn agrees(case: &Case) {
    let Case { levers, conditions } = case;
    let mut slow = Slow::new(case);
    slow.walk(0, REACH, &mut levers.iter().map(|lever| lever.old).collect());
    let mut all = slow.found;
    all.sort();
    let conditions: Vec<&Formula> = conditions.iter().collect();
    let (plans, proved) = match groups::solve(levers, &conditions, &mut Budget { left: 50_000_000 }) {
        Solution::Found { plans, proved } => (plans, proved),
        Solution::Impossible => return assert_eq!(all, []),
        Solution::Unknown => panic!("nothing found"),
    };
    assert!(proved);
    for plan in &plans {
        let mut values: Vec<i128> = levers.iter().map(|lever| lever.old).collect();
        for &(place, new) in &plan.moves {
            assert!(new != values[place] && new >= levers[place].low && new <= levers[place].high);
            values[place] = new;
        }
        assert!(conditions.iter().all(|condition| holds(condition, &values)), "{plan:?}");
    }
    let ranks: Vec<Rank> = plans.iter().map(ranked).collect();
    let fewest = ranks[0].0;
    assert!(ranks.iter().all(|rank| rank.0 == fewest));
    assert!(all.first().is_none_or(|(rank, _)| rank.0 >= fewest), "{all:?} {ranks:?}");
    let mut by_classes: BTreeMap<Vec<usize>, Rank> = BTreeMap::new();
    for (rank, classes) in all.into_iter().filter(|(rank, _)| rank.0 == fewest) {
        by_classes.entry(classes).or_insert(rank);
    }
    let mut expected: Vec<Rank> = by_classes.into_values().collect();
    expected.sort();
    expected.truncate(KEPT);
    // What is out of the slow search's reach stands before what is within it only where its amount is smaller.
    let within = |rank: &&Rank| rank.1 + rank.2 <= REACH;
    let seen: Vec<Rank> = ranks.iter().filter(within).cloned().collect();
    if let Some(far) = ranks.iter().find(|rank| !within(rank)) {
        expected.retain(|rank| (rank.1, rank.2) < (far.1, far.2) || seen.contains(rank));
    }
    assert_eq!(seen, expected);
}

fn ranked(plan: &Plan) -> Rank {
    let (places, values) = plan.moves.iter().copied().unzip();
    (plan.moves.len(), plan.amount, plan.days, places, values)
}

/// A sum that counts each of four groups of levers with its own factor.
fn sum(levers: &[Lever], factors: &[i128], constant: i128) -> Linear {
    let terms = levers.iter().enumerate().map(|(place, lever)| (place, factors[lever.group]));
    Linear { terms: terms.filter(|(_, by)| *by != 0).collect(), constant }
}

fn cases() -> impl Strategy<Value = Case> {
    let lever = (0..6_i128, 0..4_usize, prop::bool::weighted(0.2), prop::bool::weighted(0.1));
    let factor = prop_oneof![
        4 => Just(0_i128), 6 => Just(1), 3 => Just(-1), 1 => Just(2), 1 => Just(-3), 1 => Just(7), 1 => Just(-5)
    ];
    let atom = (prop::collection::vec(factor, 4), -8..8_i128, prop::bool::weighted(0.33));
    let shapes = prop::collection::vec((prop::collection::vec(atom, 1..3), 0..4_u8), 1..5);
    (prop::collection::vec(lever, 1..6), shapes, any::<bool>()).prop_map(|(levers, shapes, positive)| {
        let lever = |(old, group, day, negative): (i128, usize, bool, bool)| Lever {
            old: if negative { -old - 1 } else { old },
            low: 0,
            high: HIGH,
            unit: if day && group == 3 { Unit::Day } else { Unit::Amount },
            group,
        };
        let levers: Vec<Lever> = levers.into_iter().map(lever).collect();
        let mut conditions = Vec::new();
        for (atoms, shape) in shapes {
            let atoms = atoms.into_iter().map(|(factors, constant, equal)| {
                let sum = sum(&levers, &factors, constant);
                if equal { Formula::zero(&sum) } else { Formula::not_negative(&sum) }.unwrap()
            });
            conditions.push(match shape {
                0 => Formula::all(atoms),
                1 => Formula::all(atoms).negated().unwrap(),
                _ => Formula::any(atoms),
            });
        }
        if positive {
            let bounds = (0..levers.len()).map(|place| Formula::not_negative(&Linear::lever(place)).unwrap());
            conditions.push(Formula::all(bounds));
        }
        Case { levers, conditions }
    })
}

fn number_of_cases() -> u32 {
    std::env::var("PLAN_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(1_000)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: number_of_cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_search_of_every_small_change_finds_the_same(case in cases()) {
        agrees(&case);
    }
}

fn amount(old: i128) -> Lever {
    Lever { old, low: 0, high: 99_999_999_999_999, unit: Unit::Amount, group: 0 }
}

/// Forty classes, of which six have to move: as many as the search promises to go through.
#[test]
fn six_changes_among_forty_classes_are_proved() {
    let levers: Vec<Lever> = (0..40).map(|place| Lever { group: place, ..amount(1000) }).collect();
    let at_least = |places: std::ops::Range<usize>, bound: i128| {
        let terms = places.map(|place| (place, 1)).collect();
        Formula::not_negative(&Linear { terms, constant: -bound }).unwrap()
    };
    // Six sums of six or seven levers each; four levers count nowhere.
    let conditions: Vec<Formula> = (0..6).map(|part| at_least(6 * part..6 * part + 6, 6_500)).collect();
    let conditions: Vec<&Formula> = conditions.iter().collect();
    let mut budget = Budget { left: 2_000_000 };
    let Solution::Found { plans, proved } = groups::solve(&levers, &conditions, &mut budget) else { panic!("no plan") };
    assert!(proved);
    let moves: Vec<(usize, i128)> = (0..6).map(|part| (6 * part, 1_500)).collect();
    assert_eq!((plans[0].moves.clone(), plans[0].amount), (moves, 3_000));
}

/// A number out of range is no wrong answer.
#[test]
fn huge_factors_end_the_search() {
    let levers = [amount(0), amount(0)];
    let sum = Linear { terms: vec![(0, i128::MAX / 4), (1, -3)], constant: -(i128::MAX / 2) };
    let conditions = [Formula::not_negative(&sum).unwrap()];
    let found = groups::solve(&levers, &[&conditions[0]], &mut Budget { left: 10_000 });
    assert_eq!(found, Solution::Unknown);
}

/// Where 2·d = 5·c − 7, and d may only fall, c has no whole value, however far a and b = a + c may move.
#[test]
fn no_whole_value_in_a_range_is_seen_beside_amounts_without_end() {
    let lever = |old, group| Lever { old, low: 0, high: HIGH, unit: Unit::Amount, group };
    let equal = |terms: &[(usize, i128)], constant| Formula::zero(&Linear { terms: terms.to_vec(), constant }).unwrap();
    for old in [1, 2, 3] {
        let levers = vec![lever(0, 0), lever(0, 1), lever(0, 2), lever(old, 3)];
        let at_least_one = Formula::not_negative(&Linear { terms: vec![(0, 1)], constant: -1 }).unwrap();
        let conditions = vec![at_least_one, equal(&[(2, -5), (3, 2)], 7), equal(&[(0, -1), (1, 1), (2, -1)], 0)];
        agrees(&Case { levers, conditions });
    }
}

fn at_least(terms: &[(usize, i128)], bound: i128) -> Formula {
    Formula::not_negative(&Linear { terms: terms.to_vec(), constant: -bound }).unwrap()
}

/// The plans, if they are proved, and the work that they took.
fn proved(levers: &[Lever], conditions: &[Formula]) -> (Vec<Plan>, u64) {
    let mut budget = Budget { left: 50_000_000 };
    let conditions: Vec<&Formula> = conditions.iter().collect();
    match groups::solve(levers, &conditions, &mut budget) {
        Solution::Found { plans, proved: true } => (plans, 50_000_000 - budget.left),
        other => panic!("{other:?}"),
    }
}

/// Both have to rise to 2; what is missing beyond goes to the first up to the end of its range.
#[test]
fn what_has_to_rise_goes_no_further_than_its_range() {
    let levers = [0, 0].map(|old| Lever { high: 10, ..amount(old) });
    let conditions = [at_least(&[(0, 1)], 2), at_least(&[(1, 1)], 2), at_least(&[(0, 1), (1, 1)], 15)];
    let (plans, _) = proved(&levers, &conditions);
    assert_eq!((&plans[0].moves, plans[0].amount), (&vec![(0, 10), (1, 5)], 15));
}

/// Each cent of the first three counts three times, and the fourth has to rise too, for the fifth cannot. The largest can bear
/// two cents, the next ones the three that are best.
#[test]
fn a_smaller_amount_rises_where_the_largest_is_at_its_end() {
    let lever = |old: i128, high: i128, group: usize| Lever { high, group, ..amount(old) };
    let levers = [lever(8, 10, 0), lever(5, 10, 0), lever(0, 10, 0), lever(0, 5, 1), lever(0, 0, 2)];
    let share = at_least(&[(0, 3), (1, 3), (2, 3), (3, 1)], 3 * 13 + 10);
    let (plans, _) = proved(&levers, &[share, at_least(&[(3, 1), (4, 1)], 1)]);
    assert_eq!((&plans[0].moves, plans[0].amount), (&vec![(1, 8), (3, 1)], 4));
}

/// What is below its range, and must not rise into it, counts with the value that it has.
#[test]
fn what_cannot_move_counts_with_its_value() {
    let levers = [Lever { high: 10, ..amount(-2) }, Lever { high: 10, ..amount(0) }];
    let (plans, _) = proved(&levers, &[at_least(&[(0, -1)], 1), at_least(&[(0, 1), (1, 1)], 0)]);
    assert_eq!(plans[0].moves, [(1, 2)]);
}

/// Of eight lines of which four have to rise by a cent there are seventy choices; each is tried once, and five are kept.
#[test]
fn each_choice_of_moves_is_tried_once() {
    let levers: Vec<Lever> = (0..8).map(|place| Lever { high: 1, group: place, ..amount(0) }).collect();
    let terms: Vec<(usize, i128)> = (0..8).map(|place| (place, 1)).collect();
    let (plans, work) = proved(&levers, &[at_least(&terms, 4)]);
    let last = |plan: &Plan| (plan.moves[..3].to_vec(), plan.moves[3]);
    let expected: Vec<_> = (3..8).map(|place| (vec![(0, 1), (1, 1), (2, 1)], (place, 1))).collect();
    assert_eq!(plans.iter().map(last).collect::<Vec<_>>(), expected);
    assert!(work < 200_000, "{work}");
}

/// Thirty lines of one class have to rise, all to their ends. To try others beside fewer of them would take far more work.
#[test]
fn moves_that_cannot_be_enough_are_left_out() {
    let high = |place: usize| if place < 30 { 10 } else { 100 };
    let levers: Vec<Lever> = (0..60).map(|place| Lever { high: high(place), group: place / 30, ..amount(0) }).collect();
    let sum = |places: std::ops::Range<usize>| places.map(|place| (place, 1)).collect::<Vec<_>>();
    let negative: Vec<(usize, i128)> = (0..60).map(|place| (place, -1)).collect();
    let (plans, work) = proved(&levers, &[at_least(&sum(0..30), 295), at_least(&negative, -10_000)]);
    assert_eq!((plans[0].moves.len(), plans[0].amount), (30, 295));
    assert!(work < 200_000, "{work}");
}

/// The factors are divided by what they have in common, or the numbers of so many steps would leave their range.
#[test]
fn numbers_stay_small_over_many_exchanges() {
    const SIZE: usize = 10;
    let by = |row: usize, column: usize| ((row * row + column * column + 3 * row * column) % 11) as i128;
    let rows: Vec<Vec<(usize, i128)>> =
        (0..SIZE).map(|row| (0..SIZE).map(|column| (column, by(row, column))).collect()).collect();
    let mut simplex = Simplex::new(&[(Some(0), Some(1_000)); SIZE], &rows);
    for (row, terms) in rows.iter().enumerate() {
        let sum = terms.iter().map(|&(column, by)| by * (column as i128 + 1)).sum();
        simplex.set_bounds(SIZE + row, (Some(sum), Some(sum)));
    }
    assert_eq!(simplex.conflict(&mut Budget { left: 1_000_000 }), Ok(None));
    let values: Vec<i128> = (0..SIZE).map(|column| simplex.value(column).unwrap().floor()).collect();
    assert_eq!(values, (1..=SIZE as i128).collect::<Vec<_>>());
}
