//! Whether one predicate asks at least as much as another, whatever a dossier says.
//!
//! The answer is sound and not complete: "yes" is proved from the shape of the two, "no" means that it could not be.

use super::literal::Literal;
use super::model::Campaign;
use super::predicate::{Check, FactId, ListOperand, Operand, Order, Predicate, Test};

/// A campaign's view on a predicate, a test or a check: ids of facts count in the campaign.
#[derive(Debug)]
pub(super) struct Scoped<'a, T> {
    campaign: &'a Campaign,
    what: &'a T,
}

impl<T> Clone for Scoped<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Scoped<'_, T> {}

impl<'a, T> Scoped<'a, T> {
    pub(super) fn new(campaign: &'a Campaign, what: &'a T) -> Self {
        Self { campaign, what }
    }

    fn of<U>(self, what: &'a U) -> Scoped<'a, U> {
        Scoped { campaign: self.campaign, what }
    }

    fn name(self, fact: FactId) -> &'a str {
        &self.campaign.fact(fact).name
    }
}

/// Whether `new` comes out no better than `old` in every dossier: violated where that is, undetermined at best where
/// that is. Facts of one name are taken for the same.
pub(super) fn implies(new: Scoped<'_, Predicate>, old: Scoped<'_, Predicate>) -> bool {
    let by_shape = match (new.what, old.what) {
        (Predicate::Test(test), Predicate::Test(other)) => test_implies(new.of(test), old.of(other)),
        (Predicate::Not(part), Predicate::Not(other)) => implies(old.of(&**other), new.of(&**part)),
        (Predicate::Choice(choice), Predicate::Choice(other)) => {
            same(new.of(&choice.condition), old.of(&other.condition))
                && implies(new.of(&choice.then), old.of(&other.then))
                && match (&choice.otherwise, &other.otherwise) {
                    (_, None) => true,
                    (None, Some(_)) => false,
                    (Some(otherwise), Some(other)) => implies(new.of(otherwise), old.of(other)),
                }
        }
        _ => false,
    };
    by_shape
        || match old.what {
            Predicate::All(parts) => parts.iter().all(|part| implies(new, old.of(part))),
            Predicate::Any(parts) => parts.iter().any(|part| implies(new, old.of(part))),
            _ => false,
        }
        || match new.what {
            Predicate::All(parts) => parts.iter().any(|part| implies(new.of(part), old)),
            Predicate::Any(parts) => parts.iter().all(|part| implies(new.of(part), old)),
            _ => false,
        }
}

fn same(a: Scoped<'_, Predicate>, b: Scoped<'_, Predicate>) -> bool {
    implies(a, b) && implies(b, a)
}

fn test_implies(new: Scoped<'_, Test>, old: Scoped<'_, Test>) -> bool {
    let (test, other) = (new.what, old.what);
    new.name(test.fact) == old.name(other.fact)
        && (test.absent_violates || !other.absent_violates)
        && (!test.inconclusive || other.inconclusive)
        && other
            .checks
            .iter()
            .all(|(wanted, _)| test.checks.iter().any(|(check, _)| check_implies(new.of(check), old.of(wanted))))
}

fn check_implies(new: Scoped<'_, Check>, old: Scoped<'_, Check>) -> bool {
    let narrower = |list: &ListOperand, other: &ListOperand| within((new, list), (old, other), |a, b| a == b);
    let wider = |list: &ListOperand, other: &ListOperand| within((old, other), (new, list), |a, b| a == b);
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
        (Check::NoneOf(list), Check::NoneOf(other)) | (Check::AllOf(list), Check::AllOf(other)) => wider(list, other),
        (Check::Prefix(list), Check::Prefix(other)) => within((new, list), (old, other), |a, b| a.starts_with(b)),
        (Check::NotPrefix(list), Check::NotPrefix(other)) => within((old, other), (new, list), |a, b| a.starts_with(b)),
        (Check::In(table), Check::In(other)) => table == other,
        (Check::Matches(pattern), Check::Matches(other)) => pattern.as_str() == other.as_str(),
        (Check::Valid(kind), Check::Valid(other)) => kind == other,
        (Check::Linked { table, to }, Check::Linked { table: other_table, to: other }) => {
            table == other_table && new.name(*to) == old.name(*other)
        }
        (Check::Documented, Check::Documented) | (Check::NotEmpty, Check::NotEmpty) => true,
        (Check::Complete(columns), Check::Complete(other)) => other.iter().all(|column| columns.contains(column)),
        (Check::Given(wanted), Check::Given(other)) => wanted == other,
        _ => false,
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

fn within(
    (a, list): (Scoped<'_, Check>, &ListOperand),
    (b, other): (Scoped<'_, Check>, &ListOperand),
    fits: impl Fn(&str, &str) -> bool,
) -> bool {
    match (list, other) {
        (ListOperand::Fixed(entries), ListOperand::Fixed(others)) => {
            entries.iter().all(|entry| others.iter().any(|other| fits(entry, other)))
        }
        (ListOperand::Fact(fact), ListOperand::Fact(other)) => a.name(*fact) == b.name(*other),
        _ => false,
    }
}
