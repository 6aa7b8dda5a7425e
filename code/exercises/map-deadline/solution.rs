//! One instant for the whole call, one table for all outcomes, and a caller that sleeps until either is complete.
//!
//! Workers look at the clock themselves, when they take an item and when they bring a result: what is late does not depend
//! on how soon the caller wakes up. The caller is there for the jobs that are under way when the time is up: it tells them.

use std::any::Any;
use std::iter::Enumerate;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};
use std::vec;

/// Handed to every job: a long one is expected to look at it now and then.
#[derive(Clone)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Whether the deadline has passed.
    pub fn requested(&self) -> bool {
        // ORDERING: pairs with the store in `request`, so that who sees the request sees what was done before it.
        self.0.load(Ordering::Acquire)
    }

    fn request(&self) {
        // ORDERING: pairs with the load in `requested`.
        self.0.store(true, Ordering::Release);
    }
}

/// What became of one item.
#[derive(Debug, PartialEq, Eq)]
pub enum Outcome<R> {
    /// The job returned in time.
    Done(R),
    /// The job panicked; this is its message.
    Panicked(String),
    /// The job had begun when the deadline passed.
    TimedOut,
    /// The job had not begun when the deadline passed.
    NotStarted,
}

/// Calls `f` for each item on up to `workers` threads, until `deadline` has passed since the call.
///
/// The outcomes are as many as the items, and in their order. Nothing is left running on return: a job that is under way
/// at the deadline is told by its [`Stop`], and waited for. [`Duration::MAX`] means no deadline.
pub fn map_deadline<T, R>(
    items: Vec<T>,
    workers: NonZeroUsize,
    deadline: Duration,
    f: impl Fn(T, &Stop) -> R + Sync,
) -> Vec<Outcome<R>>
where
    T: Send,
    R: Send,
{
    let deadline = Deadline(Instant::now().checked_add(deadline));
    let stop = Stop(Arc::new(AtomicBool::new(false)));
    let workers = workers.get().min(items.len());
    let table = Mutex::new(Table {
        outcomes: items.iter().map(|_| Outcome::NotStarted).collect(),
        waiting: items.into_iter().enumerate(),
        workers,
    });
    let all_ended = Condvar::new();
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                while let Some((place, item)) = next_item(&table, &deadline) {
                    // The item is gone whether or not it panics, and `f` is shared by reference only.
                    let result = catch_unwind(AssertUnwindSafe(|| f(item, &stop)));
                    if !deadline.has_passed() {
                        let outcome = result.map_or_else(
                            |payload| Outcome::Panicked(message(&*payload)),
                            Outcome::Done,
                        );
                        lock(&table).outcomes[place] = outcome;
                    }
                }
                let mut table = lock(&table);
                table.workers -= 1;
                if table.workers == 0 {
                    all_ended.notify_one();
                }
            });
        }
        if !deadline.wait(&all_ended, lock(&table)) {
            stop.request();
        }
    });
    table
        .into_inner()
        .unwrap_or_else(PoisonError::into_inner)
        .outcomes
}

/// The end of the time, `None` when it never ends.
struct Deadline(Option<Instant>);

struct Table<T, R> {
    waiting: Enumerate<vec::IntoIter<T>>,
    /// An item that was begun is `TimedOut` until its job brings something better in time.
    outcomes: Vec<Outcome<R>>,
    /// How many workers have not ended.
    workers: usize,
}

impl Deadline {
    fn has_passed(&self) -> bool {
        self.0.is_some_and(|end| Instant::now() >= end)
    }

    /// Sleeps until every worker has ended, and returns false when the deadline comes first.
    fn wait<T, R>(&self, all_ended: &Condvar, mut table: MutexGuard<'_, Table<T, R>>) -> bool {
        while table.workers > 0 {
            let Some(end) = self.0 else {
                let woken = all_ended.wait(table);
                table = woken.unwrap_or_else(PoisonError::into_inner);
                continue;
            };
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return false;
            }
            let woken = all_ended.wait_timeout(table, left);
            table = woken.unwrap_or_else(PoisonError::into_inner).0;
        }
        true
    }
}

fn next_item<T, R>(table: &Mutex<Table<T, R>>, deadline: &Deadline) -> Option<(usize, T)> {
    let mut table = lock(table);
    if deadline.has_passed() {
        return None;
    }
    let (place, item) = table.waiting.next()?;
    table.outcomes[place] = Outcome::TimedOut;
    Some((place, item))
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn message(payload: &(dyn Any + Send)) -> String {
    if let Some(text) = payload.downcast_ref::<&str>() {
        (*text).to_owned()
    } else if let Some(text) = payload.downcast_ref::<String>() {
        text.clone()
    } else {
        "the job panicked without a message".to_owned()
    }
}
