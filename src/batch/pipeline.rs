//! Parallel work: results in the order of the inputs, memory bounded by the number of workers.

use std::collections::BTreeMap;
use std::io;
use std::iter::Fuse;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Feed {
    /// All at once: workers take several at a time, since handing over costs more than some inputs do.
    Batch,
    /// One after the other, as they are received: none waits for the next.
    Stream,
}

impl Feed {
    fn chunk(self) -> usize {
        match self {
            Self::Batch => 16,
            Self::Stream => 1,
        }
    }
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Poll<T> {
    Done(T),
    Waiting,
    Ended,
}

/// Each worker runs a chunk or two ahead of what was taken, and waits there. On drop the workers stop, each after its
/// current input.
pub(crate) struct Pipeline<T> {
    results: Receiver<(usize, Vec<T>)>,
    gate: Arc<Gate>,
    early: BTreeMap<usize, Vec<T>>,
    current: std::vec::IntoIter<T>,
    feed: Feed,
    /// Gives the next result where there is no worker.
    own: Option<OwnWork<T>>,
}

type OwnWork<T> = Box<dyn FnMut() -> Option<T>>;

/// The remaining inputs, and the turn of their next chunk.
struct Queue<I: Iterator> {
    inputs: Fuse<I>,
    turn: usize,
}

/// Limits how far workers run ahead.
#[derive(Debug)]
struct Gate {
    taken: Mutex<usize>,
    moved: Condvar,
    closed: AtomicBool,
    /// Number of chunks that may be in work or waiting to be taken.
    window: usize,
}

impl Gate {
    /// Waits until a chunk's turn is near; false when the pipeline was dropped.
    fn pass(&self, turn: usize) -> bool {
        let mut taken = lock(&self.taken);
        while turn >= *taken + self.window && !self.closed.load(Ordering::Relaxed) {
            taken = self.moved.wait(taken).unwrap_or_else(PoisonError::into_inner);
        }
        !self.closed.load(Ordering::Relaxed)
    }

    fn advance(&self) {
        *lock(&self.taken) += 1;
        self.moved.notify_all();
    }

    fn close(&self) {
        // Locked, so that no worker is between checking and waiting.
        let _taken = lock(&self.taken);
        self.closed.store(true, Ordering::Relaxed);
        self.moved.notify_all();
    }
}

/// Ignores poisoning: the guarded data is consistent between any two changes.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<T: Send + 'static> Pipeline<T> {
    /// Starts `workers` threads, or as many as the system allows; without any, the thread that takes the results does the
    /// work. `work` must not panic: results after a panic would never be received.
    pub(crate) fn start<I>(
        inputs: I,
        feed: Feed,
        workers: usize,
        work: impl Fn(I::Item) -> T + Send + Sync + 'static,
    ) -> Self
    where
        I: Iterator + Send + 'static,
    {
        Self::start_with(inputs, feed, workers, work, |name, run| {
            thread::Builder::new().name(name).spawn(run).map(drop)
        })
    }

    fn start_with<I>(
        inputs: I,
        feed: Feed,
        workers: usize,
        work: impl Fn(I::Item) -> T + Send + Sync + 'static,
        spawn: impl Fn(String, Box<dyn FnOnce() + Send>) -> io::Result<()>,
    ) -> Self
    where
        I: Iterator + Send + 'static,
    {
        let (sender, results) = channel();
        let gate = Arc::new(Gate {
            taken: Mutex::new(0),
            moved: Condvar::new(),
            closed: AtomicBool::new(false),
            window: workers + 2,
        });
        let queue = Arc::new(Mutex::new(Queue { inputs: inputs.fuse(), turn: 0 }));
        let work = Arc::new(work);
        let start = |number: &usize| {
            let (queue, gate, work, sender) = (queue.clone(), gate.clone(), work.clone(), sender.clone());
            let run = move || run(&queue, feed, &gate, &*work, &sender);
            spawn(format!("worker-{number}"), Box::new(run)).is_ok()
        };
        let started = (0..workers.max(1)).take_while(start).count();
        let own = (started == 0).then(|| -> OwnWork<T> {
            Box::new(move || {
                let input = lock(&queue).inputs.next()?;
                Some(work(input))
            })
        });
        Self { results, gate, early: BTreeMap::new(), current: Vec::new().into_iter(), feed, own }
    }

    pub(crate) fn recv_timeout(&mut self, timeout: Duration) -> Poll<T> {
        if let Some(next) = &mut self.own {
            // The next of a stream may not be there yet: who will not wait for it hears so.
            return match self.feed {
                Feed::Stream if timeout.is_zero() => Poll::Waiting,
                Feed::Batch | Feed::Stream => next().map_or(Poll::Ended, Poll::Done),
            };
        }
        loop {
            if let Some(result) = self.current.next() {
                return Poll::Done(result);
            }
            let turn = *lock(&self.gate.taken);
            if let Some(chunk) = self.early.remove(&turn) {
                self.current = chunk.into_iter();
                self.gate.advance();
                continue;
            }
            match self.results.recv_timeout(timeout) {
                Ok((turn, chunk)) => drop(self.early.insert(turn, chunk)),
                Err(RecvTimeoutError::Timeout) => return Poll::Waiting,
                Err(RecvTimeoutError::Disconnected) => return Poll::Ended,
            }
        }
    }
}

impl<T> Drop for Pipeline<T> {
    fn drop(&mut self) {
        self.gate.close();
    }
}

/// A worker: processes chunks until none is left or the pipeline is dropped.
fn run<I: Iterator, T>(
    queue: &Mutex<Queue<I>>,
    feed: Feed,
    gate: &Gate,
    work: &impl Fn(I::Item) -> T,
    results: &Sender<(usize, Vec<T>)>,
) {
    loop {
        let (turn, chunk) = {
            let mut queue = lock(queue);
            if !gate.pass(queue.turn) {
                return;
            }
            // The first chunks are small, so that results come at once and few inputs are shared among workers.
            let size = feed.chunk().min(1 + queue.turn / gate.window);
            let chunk: Vec<I::Item> = queue.inputs.by_ref().take(size).collect();
            queue.turn += 1;
            (queue.turn - 1, chunk)
        };
        if chunk.is_empty() {
            return;
        }
        let mut done = Vec::with_capacity(chunk.len());
        for input in chunk {
            if gate.closed.load(Ordering::Relaxed) {
                return;
            }
            done.push(work(input));
        }
        if results.send((turn, done)).is_err() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicUsize;

    use super::*;

    const TIMEOUT: Duration = Duration::from_secs(20);

    fn all<T: Send + 'static>(mut pipeline: Pipeline<T>) -> Vec<T> {
        let mut results = Vec::new();
        while let Poll::Done(result) = pipeline.recv_timeout(TIMEOUT) {
            results.push(result);
        }
        results
    }

    #[test]
    fn results_come_in_the_order_of_the_inputs_for_every_number_of_workers() {
        for workers in [1, 2, 3, 16] {
            for inputs in [0, 1, 2, 7, 8, 9, 500] {
                let work = |input: usize| {
                    // Slow inputs, so that later ones are done first.
                    if input.is_multiple_of(37) {
                        thread::sleep(Duration::from_millis(1));
                    }
                    input * 2
                };
                let results = all(Pipeline::start(0..inputs, Feed::Batch, workers, work));
                assert_eq!(results, (0..inputs).map(|input| input * 2).collect::<Vec<_>>(), "{workers} {inputs}");
            }
        }
    }

    #[test]
    fn workers_run_ahead_by_a_few_chunks_only() {
        let begun = Arc::new(AtomicUsize::new(0));
        let counted = begun.clone();
        let mut pipeline =
            Pipeline::start(0..100_000, Feed::Batch, 2, move |_| counted.fetch_add(1, Ordering::Relaxed));
        for taken in 1..1000 {
            assert!(matches!(pipeline.recv_timeout(TIMEOUT), Poll::Done(_)));
            assert!(begun.load(Ordering::Relaxed) <= taken + 5 * Feed::Batch.chunk());
        }
        drop(pipeline);
        thread::sleep(Duration::from_millis(20));
        let stopped = begun.load(Ordering::Relaxed);
        thread::sleep(Duration::from_millis(20));
        assert_eq!(begun.load(Ordering::Relaxed), stopped);
    }

    #[test]
    fn without_workers_the_caller_does_the_work() {
        for (feed, allowed) in [(Feed::Batch, 0), (Feed::Stream, 0), (Feed::Batch, 1)] {
            let left = AtomicUsize::new(allowed);
            let spawn = |name: String, run: Box<dyn FnOnce() + Send>| {
                let some_left = |left: usize| left.checked_sub(1);
                left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, some_left)
                    .map_err(|_| io::Error::from(io::ErrorKind::WouldBlock))?;
                thread::Builder::new().name(name).spawn(run).map(drop)
            };
            let own = thread::current().id();
            let work = move |input: usize| (input * 2, thread::current().id() == own);
            let pipeline = Pipeline::start_with(0..50, feed, 4, work, spawn);
            let expected: Vec<_> = (0..50).map(|input| (input * 2, allowed == 0)).collect();
            assert_eq!(all(pipeline), expected);
        }
    }

    #[test]
    fn without_workers_a_stream_is_waited_for_only_by_who_wants_to() {
        let none = |_, _| Err(io::ErrorKind::WouldBlock.into());
        let mut pipeline = Pipeline::start_with(0..1, Feed::Stream, 1, |input| input, none);
        assert_eq!(pipeline.recv_timeout(Duration::ZERO), Poll::Waiting);
        assert_eq!(pipeline.recv_timeout(TIMEOUT), Poll::Done(0));
        assert_eq!(pipeline.recv_timeout(TIMEOUT), Poll::Ended);
    }

    #[test]
    fn waiting_is_reported_while_no_result_has_come() {
        let (give, take) = channel::<usize>();
        let mut pipeline = Pipeline::start(take.into_iter(), Feed::Stream, 2, |input| input);
        assert_eq!(pipeline.recv_timeout(Duration::from_millis(5)), Poll::Waiting);
        for input in 0..50 {
            give.send(input).unwrap();
            assert_eq!(pipeline.recv_timeout(TIMEOUT), Poll::Done(input));
        }
        drop(give);
        assert_eq!(pipeline.recv_timeout(TIMEOUT), Poll::Ended);
    }
}
