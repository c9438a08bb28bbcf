//! Sums of amounts over dossiers, under names of which anybody may invent any number.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rust_decimal::Decimal;

/// Names that are kept apart; dossiers under any further name are counted together.
pub(in crate::report) const MAX_NAMES: usize = 4_096;

#[derive(Debug)]
pub(in crate::report) struct Totals<N> {
    rows: BTreeMap<N, Total>,
    /// The dossiers under names past those that are kept apart.
    others: Total,
}

#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(in crate::report) struct Total {
    pub(in crate::report) dossiers: usize,
    /// One for each column of amounts, in their order.
    pub(in crate::report) sums: Vec<Sum>,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(in crate::report) struct Sum {
    pub(in crate::report) amount: Decimal,
    /// How many dossiers give an amount.
    pub(in crate::report) given: usize,
}

impl Sum {
    /// Adds the amounts of so many dossiers. Those that would take the sum past the decimal type's range are left out,
    /// and are then not among the dossiers whose amount is in it.
    fn add(&mut self, amount: Decimal, given: usize) {
        if let Some(sum) = self.amount.checked_add(amount) {
            self.amount = sum;
            self.given += given;
        }
    }
}

impl Total {
    pub(super) fn add(&mut self, amounts: &[Option<Decimal>]) {
        self.dossiers += 1;
        self.sums.resize(amounts.len(), Sum::default());
        for (sum, amount) in self.sums.iter_mut().zip(amounts) {
            if let Some(amount) = amount {
                sum.add(*amount, 1);
            }
        }
    }

    pub(in crate::report) fn merge(&mut self, other: &Self) {
        self.dossiers += other.dossiers;
        if self.sums.len() < other.sums.len() {
            self.sums.resize(other.sums.len(), Sum::default());
        }
        for (sum, other) in self.sums.iter_mut().zip(&other.sums) {
            sum.add(other.amount, other.given);
        }
    }

    /// How many dossiers give no amount for a sum.
    pub(in crate::report) fn without(&self, sum: usize) -> usize {
        self.dossiers - self.sums.get(sum).map_or(0, |sum| sum.given)
    }
}

impl<N> Default for Totals<N> {
    fn default() -> Self {
        Self { rows: BTreeMap::new(), others: Total::default() }
    }
}

impl<N: Ord> Totals<N> {
    pub(super) fn add(&mut self, name: N, amounts: &[Option<Decimal>]) {
        let full = self.rows.len() >= MAX_NAMES && !self.rows.contains_key(&name);
        let total = if full { &mut self.others } else { self.rows.entry(name).or_default() };
        total.add(amounts);
    }

    pub(in crate::report) fn get(&self, name: &N) -> Option<&Total> {
        self.rows.get(name)
    }

    pub(in crate::report) fn rows(&self) -> impl Iterator<Item = (&N, &Total)> {
        self.rows.iter()
    }

    pub(in crate::report) fn others(&self) -> Option<&Total> {
        (self.others.dossiers > 0).then_some(&self.others)
    }

    /// The totals with the largest sums, at most so many, equal ones by name; and all the rest together.
    pub(in crate::report) fn largest(&self, sum: usize, number: usize) -> (Vec<(&N, &Total)>, Option<Total>) {
        let amount = |total: &Total| total.sums.get(sum).map_or(Decimal::ZERO, |sum| sum.amount);
        let mut rows: Vec<(&N, &Total)> = self.rows().collect();
        rows.sort_by_key(|(_, total)| Reverse((amount(total), total.dossiers)));
        let mut rest = self.others.clone();
        for (_, total) in rows.iter().skip(number) {
            rest.merge(total);
        }
        rows.truncate(number);
        (rows, (rest.dossiers > 0).then_some(rest))
    }
}
