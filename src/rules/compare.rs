//! Whether one predicate asks at least as much as another, whatever a dossier says.
//!
//! The answer is sound and not complete: "yes" is proved from the shape of the two, "no" means that it could not be.

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};

use super::limits::MAX_COMPARISONS;
use super::literal::Literal;
use super::model::Campaign;
use super::predicate::{Check, FactId, ListOperand, Operand, Order, Predicate, Test};
use crate::reference::{TableId, Tables};

/// A campaign's view on a predicate, a test or a check: ids of facts count in the campaign.
#[derive(Debug)]
pub(super) struct Scoped<'a, T> {
    campaign: &'a Campaign,
    tables: &'a Tables,
    what: &'a T,
}

impl<T> Clone for Scoped<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Scoped<'_, T> {}

impl<'a, T> Scoped<'a, T> {
    pub(super) fn new(campaign: &'a Campaign, tables: &'a Tables, what: &'a T) -> Self {
        Self { campaign, tables, what }
    }

    fn of<U>(self, what: &'a U) -> Scoped<'a, U> {
        Scoped { campaign: self.campaign, tables: self.tables, what }
    }

    fn name(self, fact: FactId) -> &'a str {
        &self.campaign.fact(fact).name
    }

    fn table(self, table: TableId) -> &'a str {
        self.tables.name(table)
    }

    fn documented_at_least(self) -> usize {
        self.campaign.conventions.documented_at_least
    }
}

/// Whether `new` comes out no better than `old` in every dossier: violated where that is, undetermined at best where
/// that is. Facts and tables of one name are taken for the same.
pub(super) fn implies(new: Scoped<'_, Predicate>, old: Scoped<'_, Predicate>) -> bool {
    Comparison::default().is_same(new, old) || Comparison::default().implies(new, old)
}

/// One comparison of two predicates, within [`MAX_COMPARISONS`]: what takes more steps to show counts as not shown.
#[derive(Default)]
struct Comparison {
    steps: Cell<usize>,
    /// Of pairs of parts, which of them imply the other. Parts are known by their addresses.
    known: RefCell<HashMap<(*const Predicate, *const Predicate), bool>>,
}

impl Comparison {
    /// Whether there is room for so many more steps.
    fn spend(&self, steps: usize) -> bool {
        self.steps.set(self.steps.get().saturating_add(steps));
        self.steps.get() <= MAX_COMPARISONS
    }

    /// Whether two predicates are written in the same way.
    fn is_same(&self, a: Scoped<'_, Predicate>, b: Scoped<'_, Predicate>) -> bool {
        let parts = |one: &[Predicate], other: &[Predicate]| {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| self.is_same(a.of(one), b.of(other)))
        };
        match (a.what, b.what) {
            (Predicate::Test(test), Predicate::Test(other)) => {
                let same = |(one, other): (&(Check, _), &(Check, _))| {
                    self.check_implies(a.of(&one.0), b.of(&other.0)) && self.check_implies(b.of(&other.0), a.of(&one.0))
                };
                a.name(test.fact) == b.name(other.fact)
                    && test.absent_violates == other.absent_violates
                    && test.inconclusive == other.inconclusive
                    && test.checks.len() == other.checks.len()
                    && test.checks.iter().zip(&other.checks).all(same)
            }
            (Predicate::All(one), Predicate::All(other)) | (Predicate::Any(one), Predicate::Any(other)) => {
                parts(one, other)
            }
            (Predicate::Not(one), Predicate::Not(other)) => self.is_same(a.of(&**one), b.of(&**other)),
            (Predicate::Choice(one), Predicate::Choice(other)) => {
                self.is_same(a.of(&one.condition), b.of(&other.condition))
                    && self.is_same(a.of(&one.then), b.of(&other.then))
                    && match (&one.otherwise, &other.otherwise) {
                        (Some(one), Some(other)) => self.is_same(a.of(one), b.of(other)),
                        (one, other) => one.is_none() && other.is_none(),
                    }
            }
            _ => false,
        }
    }

    fn implies(&self, new: Scoped<'_, Predicate>, old: Scoped<'_, Predicate>) -> bool {
        let pair = (std::ptr::from_ref(new.what), std::ptr::from_ref(old.what));
        if let Some(&known) = self.known.borrow().get(&pair) {
            return known;
        }
        let implies = self.spend(1) && self.is_implied(new, old);
        self.known.borrow_mut().insert(pair, implies);
        implies
    }

    fn is_implied(&self, new: Scoped<'_, Predicate>, old: Scoped<'_, Predicate>) -> bool {
        let by_shape = match (new.what, old.what) {
            (Predicate::Test(test), Predicate::Test(other)) => self.test_implies(new.of(test), old.of(other)),
            (Predicate::Not(part), Predicate::Not(other)) => self.implies(old.of(&**other), new.of(&**part)),
            (Predicate::Choice(choice), Predicate::Choice(other)) => {
                let (condition, known) = (new.of(&choice.condition), old.of(&other.condition));
                self.implies(condition, known)
                    && self.implies(known, condition)
                    && self.implies(new.of(&choice.then), old.of(&other.then))
                    && match (&choice.otherwise, &other.otherwise) {
                        (_, None) => true,
                        (None, Some(_)) => false,
                        (Some(otherwise), Some(other)) => self.implies(new.of(otherwise), old.of(other)),
                    }
            }
            _ => false,
        };
        by_shape
            || match old.what {
                Predicate::All(parts) => parts.iter().all(|part| self.implies(new, old.of(part))),
                Predicate::Any(parts) => parts.iter().any(|part| self.implies(new, old.of(part))),
                _ => false,
            }
            || match new.what {
                Predicate::All(parts) => parts.iter().any(|part| self.implies(new.of(part), old)),
                Predicate::Any(parts) => parts.iter().all(|part| self.implies(new.of(part), old)),
                _ => false,
            }
    }

    fn test_implies(&self, new: Scoped<'_, Test>, old: Scoped<'_, Test>) -> bool {
        let (test, other) = (new.what, old.what);
        let implies = |wanted: &Check| {
            test.checks.iter().any(|(check, _)| self.spend(1) && self.check_implies(new.of(check), old.of(wanted)))
        };
        new.name(test.fact) == old.name(other.fact)
            && (test.absent_violates || !other.absent_violates)
            && (!test.inconclusive || other.inconclusive)
            && other.checks.iter().all(|(wanted, _)| implies(wanted))
    }

    fn check_implies(&self, new: Scoped<'_, Check>, old: Scoped<'_, Check>) -> bool {
        let narrower = |list: &ListOperand, other: &ListOperand| self.within((new, list), (old, other), Fit::Same);
        let wider = |list: &ListOperand, other: &ListOperand| self.within((old, other), (new, list), Fit::Same);
        match (new.what, old.what) {
            (Check::Is(value), Check::Is(other)) => same_operand((new, value), (old, other)),
            (Check::Is(Operand::Literal(Literal::Text(text))), Check::OneOf(ListOperand::Fixed(entries))) => {
                entries.contains(text)
            }
            (Check::Compare(order, bound), Check::Compare(other_order, other_bound)) => {
                if same_operand((new, bound), (old, other_bound)) {
                    return stricter(*order, *other_order);
                }
                let (Operand::Literal(bound), Operand::Literal(other)) = (bound, other_bound) else { return false };
                bound.compare(other).is_some_and(|ordering| match other_order {
                    Order::AtLeast | Order::More => {
                        matches!(order, Order::AtLeast | Order::More | Order::Equal) && ordering.is_gt()
                    }
                    Order::AtMost | Order::Less => {
                        matches!(order, Order::AtMost | Order::Less | Order::Equal) && ordering.is_lt()
                    }
                    Order::Equal => false,
                })
            }
            (Check::OneOf(list), Check::OneOf(other))
            | (Check::AnyOf(list), Check::AnyOf(other))
            | (Check::Only(list), Check::Only(other)) => narrower(list, other),
            (Check::NoneOf(list), Check::NoneOf(other)) | (Check::AllOf(list), Check::AllOf(other)) => {
                wider(list, other)
            }
            (Check::Prefix(list), Check::Prefix(other)) => self.within((new, list), (old, other), Fit::Beginning),
            (Check::NotPrefix(list), Check::NotPrefix(other)) => self.within((old, other), (new, list), Fit::Beginning),
            (Check::In(table), Check::In(other)) => new.table(*table) == old.table(*other),
            (Check::Matches(pattern), Check::Matches(other)) => pattern.as_str() == other.as_str(),
            (Check::Valid(kind), Check::Valid(other)) => kind == other,
            (Check::Linked { table, to }, Check::Linked { table: other_table, to: other }) => {
                new.table(*table) == old.table(*other_table) && new.name(*to) == old.name(*other)
            }
            (Check::Documented, Check::Documented) => new.documented_at_least() >= old.documented_at_least(),
            (Check::NotEmpty, Check::NotEmpty) => true,
            (Check::Complete(columns), Check::Complete(other)) => other.iter().all(|column| columns.contains(column)),
            (Check::Given(wanted), Check::Given(other)) => wanted == other,
            _ => false,
        }
    }

    fn within(
        &self,
        (a, list): (Scoped<'_, Check>, &ListOperand),
        (b, other): (Scoped<'_, Check>, &ListOperand),
        fit: Fit,
    ) -> bool {
        match (list, other, fit) {
            (ListOperand::Fixed(entries), ListOperand::Fixed(others), _) if entries == others => true,
            (ListOperand::Fixed(entries), ListOperand::Fixed(others), Fit::Same) => {
                let others: HashSet<&String> = others.iter().collect();
                self.spend(entries.len() + others.len()) && entries.iter().all(|entry| others.contains(entry))
            }
            (ListOperand::Fixed(entries), ListOperand::Fixed(others), Fit::Beginning) => {
                let begins = |entry: &String| others.iter().any(|other| entry.starts_with(other.as_str()));
                self.spend(entries.len() * others.len()) && entries.iter().all(begins)
            }
            (ListOperand::Fact(fact), ListOperand::Fact(other), _) => a.name(*fact) == b.name(*other),
            _ => false,
        }
    }
}

/// Whether whoever keeps a bound in one way keeps it in the other.
fn stricter(order: Order, other: Order) -> bool {
    order == other
        || matches!(
            (order, other),
            (Order::Equal | Order::More, Order::AtLeast) | (Order::Equal | Order::Less, Order::AtMost)
        )
}

fn same_operand((new, operand): (Scoped<'_, Check>, &Operand), (old, other): (Scoped<'_, Check>, &Operand)) -> bool {
    match (operand, other) {
        (Operand::Literal(value), Operand::Literal(other)) => value == other,
        (Operand::Fact(fact), Operand::Fact(other)) => new.name(*fact) == old.name(*other),
        _ => false,
    }
}

/// How the entries of one list lie within another.
#[derive(Debug, Clone, Copy)]
enum Fit {
    Same,
    /// Each begins with an entry of the other.
    Beginning,
}
