//! Runs the measured programs by turns, and prints the table of their times.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// Something that works through the whole corpus.
pub(crate) struct Contestant<'w> {
    name: &'static str,
    work: Box<dyn Fn() -> usize + 'w>,
    times: Vec<Duration>,
}

impl<'w> Contestant<'w> {
    pub(crate) fn new(name: &'static str, work: impl Fn() -> usize + 'w) -> Self {
        Self { name, work: Box::new(work), times: Vec::new() }
    }

    fn median(&self) -> Duration {
        self.times[self.times.len() / 2]
    }
}

/// Lets each do its work once a round, after one that does not count; the first is the floor.
pub(crate) fn run<const N: usize>(mut contestants: [Contestant<'_>; N], rounds: usize, dossiers: u32) {
    for round in 0..=rounds {
        for contestant in &mut contestants {
            let start = Instant::now();
            black_box((contestant.work)());
            if round > 0 {
                contestant.times.push(start.elapsed());
            }
        }
    }
    println!("{:<34}{:>9}{:>9}{:>9}{:>12}{:>10}", "", "min ms", "median", "max", "µs/dossier", "× floor");
    for contestant in &mut contestants {
        contestant.times.sort();
    }
    let floor = contestants[0].median().as_secs_f64();
    for contestant in &contestants {
        let [min, median, max] =
            [contestant.times[0], contestant.median(), contestant.times[contestant.times.len() - 1]]
                .map(|time| time.as_secs_f64() * 1000.0);
        let each = median * 1000.0 / f64::from(dossiers);
        let ratio = median / 1000.0 / floor;
        println!("{:<34}{min:>9.1}{median:>9.1}{max:>9.1}{each:>12.1}{ratio:>10.2}", contestant.name);
    }
}
