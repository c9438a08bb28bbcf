//! How much work one dossier may make, whatever its rules are.

use std::cell::Cell;

/// Entries of all lists together: the call's rules make some 50,000 of a budget of as many lines as a file holds.
pub(super) const MAX_ENTRIES: usize = 250_000;

/// Comparisons in which lists are tested.
const MAX_STEPS: usize = 50_000_000;

/// Places that findings point at: the call's rules point at some 200,000 of such a budget.
const MAX_PLACES: usize = 1_000_000;

/// What is left of it.
#[derive(Debug)]
pub(super) struct WorkLeft {
    entries: Cell<usize>,
    steps: Cell<usize>,
    places: Cell<usize>,
}

impl Default for WorkLeft {
    fn default() -> Self {
        Self { entries: Cell::new(MAX_ENTRIES), steps: Cell::new(MAX_STEPS), places: Cell::new(MAX_PLACES) }
    }
}

impl WorkLeft {
    /// Half of it, which is no longer left here.
    pub(super) fn half(&self) -> Self {
        let half = |left: &Cell<usize>| {
            left.set(left.get() / 2);
            left.clone()
        };
        Self { entries: half(&self.entries), steps: half(&self.steps), places: half(&self.places) }
    }

    /// Whether a list may have so many entries.
    pub(super) fn has_entries(&self, count: usize) -> bool {
        has(&self.entries, count)
    }

    /// Whether so many comparisons may be made.
    pub(super) fn has_steps(&self, count: usize) -> bool {
        has(&self.steps, count)
    }

    /// Whether so many places may be pointed at.
    pub(super) fn has_places(&self, count: usize) -> bool {
        has(&self.places, count)
    }
}

fn has(left: &Cell<usize>, count: usize) -> bool {
    let rest = left.get().checked_sub(count);
    left.set(rest.unwrap_or_default());
    rest.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_is_gone_and_what_is_too_much_takes_the_rest() {
        let work = WorkLeft::default();
        assert!(work.has_entries(MAX_ENTRIES - 1) && work.has_entries(1) && !work.has_entries(1));
        assert!(!work.has_steps(MAX_STEPS + 1) && !work.has_steps(1));
        assert!(work.has_places(MAX_PLACES) && work.has_places(0));
    }

    #[test]
    fn a_half_is_left_on_each_side() {
        let work = WorkLeft::default();
        let half = work.half();
        for one in [&work, &half] {
            assert!(one.has_steps(MAX_STEPS / 2) && !one.has_steps(1));
            assert!(one.has_places(1) && !one.has_places(MAX_PLACES / 2));
        }
    }
}
