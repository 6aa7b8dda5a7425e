//! A function for each item of a list, on several threads, with one deadline for the whole list.

use std::num::NonZeroUsize;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// Handed to every job: a long one is expected to look at it now and then.
#[derive(Clone)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Whether the deadline has passed.
    pub fn requested(&self) -> bool {
        self.0.load(Ordering::Acquire)
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
/// The outcomes are as many as the items, and in their order. Nothing is left running on return.
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
    let stop = Stop(Arc::new(AtomicBool::new(false)));
    let _ = (items, f, stop);
    todo!("start {workers} workers, and stop them after {deadline:?}")
}
