//! Equations over whole numbers.

use super::simplex::Exhausted;

/// A sum of unknowns, each times a whole number, and what it has to be.
pub(super) type Equation = (Vec<(usize, i128)>, i128);

/// Whether some whole numbers, however large and of whatever sign, solve all equations.
///
/// Columns are combined as in Euclid's algorithm until each equation has one unknown more than those before it; that one follows.
pub(super) fn are_solvable(equations: &[Equation], unknowns: usize) -> Result<bool, Exhausted> {
    let mut rows: Vec<Vec<i128>> = Vec::with_capacity(equations.len());
    for (terms, _) in equations {
        let mut row = vec![0; unknowns];
        for &(unknown, by) in terms {
            row[unknown] = by;
        }
        rows.push(row);
    }
    // What the unknowns that are known already come to.
    let mut known: Vec<i128> = Vec::new();
    for at in 0..rows.len() {
        let first = known.len();
        combine(&mut rows[at..], first)?;
        let row = &rows[at];
        let mut rest = equations[at].1;
        for (&by, &value) in row.iter().zip(&known) {
            rest = by.checked_mul(value).and_then(|part| rest.checked_sub(part)).ok_or(Exhausted)?;
        }
        match row.get(first).copied().unwrap_or_default() {
            0 if rest == 0 => {}
            0 => return Ok(false),
            by if rest % by == 0 => known.push(rest / by),
            _ => return Ok(false),
        }
    }
    Ok(true)
}

/// Combines the columns from one on until the first row has nothing but zeros behind it.
fn combine(rows: &mut [Vec<i128>], first: usize) -> Result<(), Exhausted> {
    loop {
        let row = &rows[0];
        let smallest =
            (first..row.len()).filter(|&column| row[column] != 0).min_by_key(|&column| row[column].unsigned_abs());
        let Some(smallest) = smallest else { return Ok(()) };
        for row in rows.iter_mut() {
            row.swap(first, smallest);
        }
        let mut is_done = true;
        for column in first + 1..rows[0].len() {
            let times = rows[0][column] / rows[0][first];
            if times != 0 {
                for row in rows.iter_mut() {
                    let part = row[first].checked_mul(times).ok_or(Exhausted)?;
                    row[column] = row[column].checked_sub(part).ok_or(Exhausted)?;
                }
            }
            is_done &= rows[0][column] == 0;
        }
        if is_done {
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn solvable(equations: &[Equation]) -> bool {
        are_solvable(equations, 3).unwrap()
    }

    #[test]
    fn what_each_allows_alone_they_may_not_allow_together() {
        // a − c = 4 and a − 3·b + 2·c = 0: three times c − b would be −4.
        let first = (vec![(0, 1), (2, -1)], 4);
        let second = (vec![(0, 1), (1, -3), (2, 2)], 0);
        assert!(solvable(std::slice::from_ref(&first)) && solvable(std::slice::from_ref(&second)));
        assert!(!solvable(&[first, second]));
        assert!(!solvable(&[(vec![(0, 2), (1, 4)], 3)]));
        assert!(!solvable(&[(vec![(0, 1)], 1), (vec![(0, 1)], 2)]));
        assert!(solvable(&[(vec![(0, 1)], 1), (vec![(0, 2)], 2), (vec![(1, 6), (2, 10)], 4)]));
        assert!(solvable(&[]));
    }

    proptest! {
        /// Equations that a point solves are solvable.
        #[test]
        fn a_solution_is_never_denied(
            point in prop::array::uniform3(-9..9_i128),
            rows in prop::collection::vec(prop::array::uniform3(-6..6_i128), 0..4),
        ) {
            let equation = |row: [i128; 3]| {
                let sum = row.iter().zip(point).map(|(by, value)| by * value).sum();
                (row.into_iter().enumerate().filter(|(_, by)| *by != 0).collect(), sum)
            };
            prop_assert!(solvable(&rows.into_iter().map(equation).collect::<Vec<_>>()));
        }

        #[test]
        fn one_equation_is_solvable_where_the_divisor_of_its_factors_divides_it(
            row in prop::array::uniform3(-9..9_i128), sum in -20..20_i128,
        ) {
            let terms: Vec<(usize, i128)> = row.into_iter().enumerate().filter(|(_, by)| *by != 0).collect();
            let divisor = row.into_iter().fold(0, super::super::formula::gcd);
            let expected = if divisor == 0 { sum == 0 } else { sum % divisor == 0 };
            prop_assert_eq!(solvable(&[(terms, sum)]), expected);
        }
    }
}
