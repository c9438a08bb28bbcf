//! Linear inequalities over bounded variables, decided and optimised exactly.
//!
//! The general simplex method of Dutertre and de Moura, in whole numbers. Each row says `divisor · basic = Σ factor ·
//! nonbasic`. A nonbasic variable always has a whole value, since all bounds are whole; the value of a basic one follows
//! from its row. Pivots choose the smallest variable that will do (Bland's rule), so that no basis comes twice. A number that
//! leaves the range of 128 bits ends the search, never rounds.

use super::formula::gcd;

/// Ends a search: the work allowed is done, or a number leaves its range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Exhausted;

/// Work that may still be done. It counts steps, not time: the answer is the same on any machine.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Budget {
    pub left: u64,
}

impl Budget {
    pub(super) fn spend(&mut self, work: usize) -> Result<(), Exhausted> {
        let work = u64::try_from(work).map_err(|_| Exhausted)?;
        self.left = self.left.checked_sub(work).ok_or(Exhausted)?;
        Ok(())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Direction {
    Down,
    Up,
}

/// None where there is no bound.
pub(super) type Bounds = (Option<i128>, Option<i128>);

#[derive(Debug, Clone, Copy)]
enum Position {
    Row(usize),
    Column(usize),
}

#[derive(Debug, Clone)]
struct Row {
    /// Above zero.
    divisor: i128,
    factors: Vec<i128>,
}

/// A rational number; the divisor is above zero.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rational {
    numerator: i128,
    divisor: i128,
}

impl Rational {
    pub(super) fn is_whole(self) -> bool {
        self.numerator % self.divisor == 0
    }

    pub(super) fn floor(self) -> i128 {
        self.numerator.div_euclid(self.divisor)
    }

    pub(super) fn ceiling(self) -> i128 {
        self.floor() + i128::from(!self.is_whole())
    }
}

#[derive(Debug, Clone)]
pub(super) struct Simplex {
    rows: Vec<Row>,
    basic: Vec<usize>,
    nonbasic: Vec<usize>,
    positions: Vec<Position>,
    bounds: Vec<Bounds>,
    /// Of a nonbasic variable.
    values: Vec<i128>,
}

/// The bounds of which at least one must give way for the rest to hold together.
pub(super) type Conflict = Vec<(usize, Direction)>;

impl Simplex {
    /// The variables, then one more for each row, which is the sum of the row's terms and has no bounds yet.
    pub(super) fn new(variables: &[Bounds], rows: &[Vec<(usize, i128)>]) -> Self {
        let count = variables.len();
        let row = |terms: &Vec<(usize, i128)>| {
            let mut factors = vec![0; count];
            for &(variable, by) in terms {
                factors[variable] = by;
            }
            Row { divisor: 1, factors }
        };
        let mut bounds = variables.to_vec();
        bounds.resize(count + rows.len(), (None, None));
        let start = |&(low, high): &Bounds| low.or(high).unwrap_or_default();
        let mut values: Vec<i128> = variables.iter().map(start).collect();
        values.resize(bounds.len(), 0);
        Self {
            rows: rows.iter().map(row).collect(),
            basic: (count..count + rows.len()).collect(),
            nonbasic: (0..count).collect(),
            positions: (0..count).map(Position::Column).chain((0..rows.len()).map(Position::Row)).collect(),
            bounds,
            values,
        }
    }

    pub(super) fn bounds(&self, variable: usize) -> Bounds {
        self.bounds[variable]
    }

    pub(super) fn set_bounds(&mut self, variable: usize, bounds: Bounds) {
        self.bounds[variable] = bounds;
        if let Position::Column(_) = self.positions[variable] {
            let value = &mut self.values[variable];
            *value = bounds.0.map_or(*value, |low| low.max(*value));
            *value = bounds.1.map_or(*value, |high| high.min(*value));
        }
    }

    /// Makes all bounds hold; none then.
    pub(super) fn conflict(&mut self, budget: &mut Budget) -> Result<Option<Conflict>, Exhausted> {
        loop {
            budget.spend(1 + self.rows.len() * self.nonbasic.len())?;
            let Some((row, direction, bound)) = self.outside()? else { return Ok(None) };
            let Some((column, _)) = self.first_free(row, direction) else {
                let own = (self.basic[row], direction.other());
                let columns = 0..self.nonbasic.len();
                let others =
                    columns.filter_map(|column| Some((self.nonbasic[column], self.way(row, column, direction)?)));
                return Ok(Some(std::iter::once(own).chain(others).collect()));
            };
            let leaving = self.basic[row];
            self.pivot(row, column)?;
            self.values[leaving] = bound;
        }
    }

    /// The smallest basic variable outside its bounds, which way it has to go, and to where.
    fn outside(&self) -> Result<Option<(usize, Direction, i128)>, Exhausted> {
        let mut found: Option<(usize, Direction, i128)> = None;
        for (row, &variable) in self.basic.iter().enumerate() {
            if found.is_some_and(|(other, ..)| self.basic[other] < variable) {
                continue;
            }
            let (low, high) = self.bounds[variable];
            if low.is_none() && high.is_none() {
                continue;
            }
            let value = self.row_value(row)?;
            let against = |bound: i128| Ok(value.numerator.cmp(&bound.checked_mul(value.divisor).ok_or(Exhausted)?));
            if let Some(low) = low
                && against(low)?.is_lt()
            {
                found = Some((row, Direction::Up, low));
            } else if let Some(high) = high
                && against(high)?.is_gt()
            {
                found = Some((row, Direction::Down, high));
            }
        }
        Ok(found)
    }

    /// The way in which a column moves its row's variable in that direction; none where it has no part in it.
    fn way(&self, row: usize, column: usize, direction: Direction) -> Option<Direction> {
        match self.rows[row].factors[column].signum() {
            0 => None,
            1 => Some(direction),
            _ => Some(direction.other()),
        }
    }

    /// The column of the smallest variable that can move its row's in that direction, and its way.
    fn first_free(&self, row: usize, direction: Direction) -> Option<(usize, Direction)> {
        let ways = (0..self.nonbasic.len()).filter_map(|column| Some((column, self.way(row, column, direction)?)));
        let free = ways.filter(|&(column, way)| self.can_move(self.nonbasic[column], way));
        free.min_by_key(|&(column, _)| self.nonbasic[column])
    }

    fn can_move(&self, nonbasic: usize, way: Direction) -> bool {
        let (value, (low, high)) = (self.values[nonbasic], self.bounds[nonbasic]);
        match way {
            Direction::Down => low.is_none_or(|low| low < value),
            Direction::Up => high.is_none_or(|high| value < high),
        }
    }

    /// Whether some row cannot have a whole value, whatever the whole values of its variables: what those that are not fixed
    /// have in common does not divide the rest, or there is no whole number between the least and the most that it can come to.
    pub(super) fn has_no_whole_point(&self) -> Result<bool, Exhausted> {
        for (row, Row { divisor, factors }) in self.rows.iter().enumerate() {
            let (mut common, mut rest) = (*divisor, 0_i128);
            for (&factor, &variable) in factors.iter().zip(&self.nonbasic) {
                match self.bounds[variable] {
                    (Some(low), Some(high)) if low == high => {
                        let part = factor.checked_mul(low).ok_or(Exhausted)?;
                        rest = rest.checked_add(part).ok_or(Exhausted)?;
                    }
                    _ => common = gcd(common, factor),
                }
            }
            if rest % common != 0 || self.whole_range(row).is_some_and(|(least, most)| least > most) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The least and the most whole number that a row can come to within the bounds of its variables; none without an end.
    fn whole_range(&self, row: usize) -> Option<(i128, i128)> {
        let Row { divisor, factors } = &self.rows[row];
        let (mut least, mut most) = (0_i128, 0_i128);
        for (&factor, &variable) in factors.iter().zip(&self.nonbasic).filter(|(factor, _)| **factor != 0) {
            let (low, high) = self.bounds[variable];
            let ends = (factor.checked_mul(low?)?, factor.checked_mul(high?)?);
            least = least.checked_add(ends.0.min(ends.1))?;
            most = most.checked_add(ends.0.max(ends.1))?;
        }
        Some((Rational { numerator: least, divisor: *divisor }.ceiling(), most.div_euclid(*divisor)))
    }

    /// Of these variables, one that has no whole value now, with its floor: the one with the fewest whole values to try.
    pub(super) fn broken(&self, variables: &[usize]) -> Result<Option<(usize, i128)>, Exhausted> {
        let mut fewest: Option<(i128, usize, i128)> = None;
        for &variable in variables {
            let Position::Row(row) = self.positions[variable] else { continue };
            let value = self.row_value(row)?;
            if value.is_whole() {
                continue;
            }
            let width = self.whole_range(row).and_then(|(least, most)| most.checked_sub(least)).unwrap_or(i128::MAX);
            if fewest.is_none_or(|(known, ..)| width < known) {
                fewest = Some((width, variable, value.floor()));
            }
        }
        Ok(fewest.map(|(_, variable, floor)| (variable, floor)))
    }

    fn row_value(&self, row: usize) -> Result<Rational, Exhausted> {
        let Row { divisor, factors } = &self.rows[row];
        let mut numerator = 0_i128;
        for (&factor, &variable) in factors.iter().zip(&self.nonbasic) {
            if factor != 0 {
                let part = factor.checked_mul(self.values[variable]).ok_or(Exhausted)?;
                numerator = numerator.checked_add(part).ok_or(Exhausted)?;
            }
        }
        Ok(Rational { numerator, divisor: *divisor })
    }

    pub(super) fn value(&self, variable: usize) -> Result<Rational, Exhausted> {
        match self.positions[variable] {
            Position::Row(row) => self.row_value(row),
            Position::Column(_) => Ok(Rational { numerator: self.values[variable], divisor: 1 }),
        }
    }

    /// Exchanges a basic variable for a nonbasic one that has a part in it.
    fn pivot(&mut self, row: usize, column: usize) -> Result<(), Exhausted> {
        let Row { divisor, mut factors } = self.rows[row].clone();
        let pivot = factors[column];
        let sign = pivot.signum();
        for factor in &mut factors {
            *factor = -*factor * sign;
        }
        factors[column] = divisor * sign;
        let pivot = pivot.abs();
        // The row itself is replaced below.
        self.rows[row].factors[column] = 0;
        for own in &mut self.rows {
            let by = own.factors[column];
            if by != 0 {
                own.factors[column] = 0;
                own.divisor = own.divisor.checked_mul(pivot).ok_or(Exhausted)?;
                for (own, of_pivot) in own.factors.iter_mut().zip(&factors) {
                    let moved = by.checked_mul(*of_pivot).ok_or(Exhausted)?;
                    *own = own.checked_mul(pivot).and_then(|own| own.checked_add(moved)).ok_or(Exhausted)?;
                }
                own.reduce();
            }
        }
        self.rows[row] = Row { divisor: pivot, factors };
        self.rows[row].reduce();
        let (leaving, entering) = (self.basic[row], self.nonbasic[column]);
        self.basic[row] = entering;
        self.nonbasic[column] = leaving;
        self.positions[entering] = Position::Row(row);
        self.positions[leaving] = Position::Column(column);
        Ok(())
    }

    /// The smallest value that a variable can have where all bounds hold, by the primal simplex method; none where nothing bounds
    /// it. All bounds must hold already.
    pub(super) fn minimum(&mut self, variable: usize, budget: &mut Budget) -> Result<Option<Rational>, Exhausted> {
        let down = Direction::Down;
        loop {
            budget.spend(1 + self.rows.len() * self.nonbasic.len())?;
            let entering = match self.positions[variable] {
                Position::Column(column) => self.can_move(variable, down).then_some((column, down)),
                Position::Row(row) => self.first_free(row, down),
            };
            let Some((column, way)) = entering else { return self.value(variable).map(Some) };
            if !self.advance(column, way)? {
                return Ok(None);
            }
        }
    }

    /// Moves a nonbasic variable that way until a bound stops it, its own or a basic variable's, which it then changes places
    /// with. False where none does.
    fn advance(&mut self, column: usize, way: Direction) -> Result<bool, Exhausted> {
        let entering = self.nonbasic[column];
        let (low, high) = self.bounds[entering];
        let own = match way {
            Direction::Down => low,
            Direction::Up => high,
        };
        let mut nearest: Option<(Rational, usize, Option<usize>, i128)> = None;
        if let Some(bound) = own {
            let distance = bound.checked_sub(self.values[entering]).ok_or(Exhausted)?.abs();
            nearest = Some((Rational { numerator: distance, divisor: 1 }, entering, None, bound));
        }
        for (row, &variable) in self.basic.iter().enumerate() {
            let factor = self.rows[row].factors[column];
            let rises = (factor > 0) == (way == Direction::Up);
            let (low, high) = self.bounds[variable];
            let Some(bound) = (if rises { high } else { low }).filter(|_| factor != 0) else { continue };
            let value = self.row_value(row)?;
            let goal = bound.checked_mul(value.divisor).ok_or(Exhausted)?;
            let numerator = goal.checked_sub(value.numerator).ok_or(Exhausted)?.abs();
            let distance = Rational { numerator, divisor: factor.abs() };
            let nearer = match nearest {
                None => true,
                Some((other, other_variable, ..)) => {
                    let ours = numerator.checked_mul(other.divisor).ok_or(Exhausted)?;
                    let theirs = other.numerator.checked_mul(distance.divisor).ok_or(Exhausted)?;
                    ours.cmp(&theirs).then(variable.cmp(&other_variable)).is_lt()
                }
            };
            if nearer {
                nearest = Some((distance, variable, Some(row), bound));
            }
        }
        match nearest {
            None => Ok(false),
            Some((_, _, None, bound)) => {
                self.values[entering] = bound;
                Ok(true)
            }
            Some((_, leaving, Some(row), bound)) => {
                self.pivot(row, column)?;
                self.values[leaving] = bound;
                Ok(true)
            }
        }
    }
}

impl Direction {
    pub(super) fn other(self) -> Self {
        match self {
            Self::Down => Self::Up,
            Self::Up => Self::Down,
        }
    }
}

impl Row {
    /// Divides by what all its numbers have in common.
    fn reduce(&mut self) {
        let mut common = self.divisor;
        for &factor in &self.factors {
            if common == 1 {
                return;
            }
            common = gcd(common, factor);
        }
        if common > 1 {
            self.divisor /= common;
            for factor in &mut self.factors {
                *factor /= common;
            }
        }
    }
}
