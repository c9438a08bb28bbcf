//! Files distributed over threads.

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{fs, thread};

/// Reads every file and hands its text to the work, on so many threads; the sum of what it answers.
pub(crate) fn over(files: &[PathBuf], threads: usize, work: impl Fn(&str) -> usize + Sync) -> usize {
    let next = AtomicUsize::new(0);
    let share = || {
        let mut sum = 0;
        while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
            sum += work(&fs::read_to_string(file).unwrap());
        }
        sum
    };
    thread::scope(|scope| {
        let running: Vec<_> = (0..threads).map(|_| scope.spawn(share)).collect();
        running.into_iter().map(|thread| thread.join().unwrap()).sum()
    })
}
