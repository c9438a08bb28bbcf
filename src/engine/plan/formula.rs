//! Conditions over whole numbers: linear comparisons, joined by "all" and "any".

use std::cmp::Ordering;
use std::rc::Rc;

/// A sum of levers, each times a whole number, and a constant. The terms are ordered by lever, none is zero.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Linear {
    pub terms: Vec<(usize, i128)>,
    pub constant: i128,
}

impl Linear {
    pub(crate) fn constant(constant: i128) -> Self {
        Self { terms: Vec::new(), constant }
    }

    pub(crate) fn lever(lever: usize) -> Self {
        Self { terms: vec![(lever, 1)], constant: 0 }
    }

    pub(crate) fn times(&self, factor: i128) -> Option<Self> {
        if factor == 0 {
            return Some(Self::default());
        }
        let terms = self.terms.iter().map(|&(lever, by)| Some((lever, by.checked_mul(factor)?)));
        Some(Self { terms: terms.collect::<Option<_>>()?, constant: self.constant.checked_mul(factor)? })
    }

    pub(crate) fn plus(&self, other: &Self) -> Option<Self> {
        let mut terms = Vec::with_capacity(self.terms.len() + other.terms.len());
        let (mut ours, mut theirs) = (self.terms.iter().peekable(), other.terms.iter().peekable());
        loop {
            let order = match (ours.peek(), theirs.peek()) {
                (Some(a), Some(b)) => a.0.cmp(&b.0),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (None, None) => break,
            };
            let of = |side: Option<&(usize, i128)>| side.copied();
            let (lever, by) = match order {
                Ordering::Less => of(ours.next())?,
                Ordering::Greater => of(theirs.next())?,
                Ordering::Equal => {
                    let ((lever, a), (_, b)) = (of(ours.next())?, of(theirs.next())?);
                    (lever, a.checked_add(b)?)
                }
            };
            if by != 0 {
                terms.push((lever, by));
            }
        }
        Some(Self { terms, constant: self.constant.checked_add(other.constant)? })
    }

    pub(crate) fn minus(&self, other: &Self) -> Option<Self> {
        self.plus(&other.times(-1)?)
    }
}

/// A sum of levers against a whole number; at least one lever, and no common divisor of their factors but one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Atom {
    pub terms: Vec<(usize, i128)>,
    pub bound: i128,
    /// Whether the sum is the bound, not only at least the bound.
    pub equal: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Formula {
    Constant(bool),
    Atom(Rc<Atom>),
    All(Vec<Formula>),
    Any(Vec<Formula>),
}

impl Formula {
    pub(crate) const TRUE: Self = Self::Constant(true);
    pub(crate) const FALSE: Self = Self::Constant(false);

    /// Whether the sum is at least zero. None where numbers leave the range.
    pub(crate) fn not_negative(sum: &Linear) -> Option<Self> {
        let Some(divisor) = common_divisor(sum) else { return Some(Self::Constant(sum.constant >= 0)) };
        let terms = sum.terms.iter().map(|&(lever, by)| (lever, by / divisor)).collect();
        // The smallest whole number that is not below the quotient.
        let bound = sum.constant.div_euclid(divisor).checked_neg()?;
        Some(Self::Atom(Rc::new(Atom { terms, bound, equal: false })))
    }

    pub(crate) fn zero(sum: &Linear) -> Option<Self> {
        let Some(divisor) = common_divisor(sum) else { return Some(Self::Constant(sum.constant == 0)) };
        if sum.constant % divisor != 0 {
            return Some(Self::FALSE);
        }
        let terms = sum.terms.iter().map(|&(lever, by)| (lever, by / divisor)).collect();
        Some(Self::Atom(Rc::new(Atom { terms, bound: (sum.constant / divisor).checked_neg()?, equal: true })))
    }

    pub(crate) fn all(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut kept = Vec::new();
        for part in parts {
            match part {
                Self::Constant(true) => {}
                Self::Constant(false) => return Self::FALSE,
                Self::All(inner) => kept.extend(inner),
                part => kept.push(part),
            }
        }
        match kept.len() {
            0 => Self::TRUE,
            1 => kept.remove(0),
            _ => Self::All(kept),
        }
    }

    pub(crate) fn any(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut kept = Vec::new();
        for part in parts {
            match part {
                Self::Constant(false) => {}
                Self::Constant(true) => return Self::TRUE,
                Self::Any(inner) => kept.extend(inner),
                part => kept.push(part),
            }
        }
        match kept.len() {
            0 => Self::FALSE,
            1 => kept.remove(0),
            _ => Self::Any(kept),
        }
    }

    pub(crate) fn and(self, other: Self) -> Self {
        Self::all([self, other])
    }

    pub(crate) fn or(self, other: Self) -> Self {
        Self::any([self, other])
    }

    /// The number of its parts, with those within them.
    pub(super) fn size(&self) -> usize {
        match self {
            Self::Constant(_) | Self::Atom(_) => 1,
            Self::All(parts) | Self::Any(parts) => parts.iter().map(Self::size).sum::<usize>() + 1,
        }
    }

    pub(super) fn for_each_lever(&self, visit: &mut impl FnMut(usize)) {
        match self {
            Self::Constant(_) => {}
            Self::Atom(atom) => atom.terms.iter().for_each(|&(lever, _)| visit(lever)),
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.for_each_lever(visit)),
        }
    }

    /// Whether it holds with these values of the levers. None where numbers leave the range.
    pub(super) fn holds(&self, values: &[i128]) -> Option<bool> {
        match self {
            Self::Constant(holds) => Some(*holds),
            Self::Atom(atom) => {
                let add = |sum: i128, &(lever, by): &(usize, i128)| sum.checked_add(by.checked_mul(values[lever])?);
                let sum = atom.terms.iter().try_fold(0, add)?;
                Some(if atom.equal { sum == atom.bound } else { sum >= atom.bound })
            }
            Self::All(parts) => parts.iter().try_fold(true, |all, part| Some(all && part.holds(values)?)),
            Self::Any(parts) => parts.iter().try_fold(false, |any, part| Some(any || part.holds(values)?)),
        }
    }

    /// The same, without comparisons of one lever that hold for each of its values, or for none.
    pub(crate) fn within(self, ranges: &impl Fn(usize) -> (i128, i128)) -> Self {
        match self {
            Self::Constant(_) => self,
            Self::Atom(ref atom) => match atom.terms.as_slice() {
                &[(lever, by)] => {
                    let (low, high) = ranges(lever);
                    let (least, most) = if by > 0 { (low, high) } else { (-high, -low) };
                    match (atom.equal, least, most) {
                        (false, least, _) if least >= atom.bound => Self::TRUE,
                        (_, _, most) if most < atom.bound => Self::FALSE,
                        (true, least, _) if least > atom.bound => Self::FALSE,
                        _ => self,
                    }
                }
                _ => self,
            },
            Self::All(parts) => Self::all(parts.into_iter().map(|part| part.within(ranges))),
            Self::Any(parts) => Self::any(parts.into_iter().map(|part| part.within(ranges))),
        }
    }

    pub(crate) fn negated(&self) -> Option<Self> {
        Some(match self {
            Self::Constant(holds) => Self::Constant(!holds),
            Self::Atom(atom) => {
                let sum = Linear { terms: atom.terms.clone(), constant: atom.bound.checked_neg()? };
                let below = Self::not_negative(&Linear::constant(-1).minus(&sum)?)?;
                if !atom.equal {
                    return Some(below);
                }
                let above = Self::not_negative(&sum.plus(&Linear::constant(-1))?)?;
                Self::any([below, above])
            }
            Self::All(parts) => Self::any(parts.iter().map(Self::negated).collect::<Option<Vec<_>>>()?),
            Self::Any(parts) => Self::all(parts.iter().map(Self::negated).collect::<Option<Vec<_>>>()?),
        })
    }
}

fn common_divisor(sum: &Linear) -> Option<i128> {
    let mut divisor = 0;
    for &(_, by) in &sum.terms {
        divisor = gcd(divisor, by);
        if divisor == 1 {
            break;
        }
    }
    (divisor != 0).then_some(divisor)
}

/// The greatest common divisor, not negative.
pub(super) fn gcd(a: i128, b: i128) -> i128 {
    let (mut a, mut b) = (a.unsigned_abs(), b.unsigned_abs());
    while b != 0 {
        (a, b) = match (u64::try_from(a), u64::try_from(b)) {
            (Ok(small), Ok(divisor)) => (u128::from(divisor), u128::from(small % divisor)),
            _ => (b, a % b),
        };
    }
    i128::try_from(a).unwrap_or(i128::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comparisons_that_hold_for_all_values_or_none_are_constants() {
        let within = |by: i128, bound: i128, equal: bool| {
            let atom = Formula::Atom(Rc::new(Atom { terms: vec![(0, by)], bound, equal }));
            match atom.within(&|_| (2, 7)) {
                Formula::Constant(holds) => Some(holds),
                _ => None,
            }
        };
        assert_eq!([2, 3, 7, 8].map(|bound| within(1, bound, false)), [Some(true), None, None, Some(false)]);
        assert_eq!([-7, -6, -2, -1].map(|bound| within(-1, bound, false)), [Some(true), None, None, Some(false)]);
        assert_eq!([1, 2, 7, 8].map(|bound| within(1, bound, true)), [Some(false), None, None, Some(false)]);
    }
}
