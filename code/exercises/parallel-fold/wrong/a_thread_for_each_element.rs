//! caught by: no_more_threads_than_asked_for, each_part_begins_once: does not look at the number of threads
use std::num::NonZeroUsize;
use std::panic::resume_unwind;
use std::thread;

pub fn parallel_fold<T, A>(
    data: &[T],
    threads: NonZeroUsize,
    init: impl Fn() -> A + Sync,
    fold: impl Fn(A, &T) -> A + Sync,
    combine: impl Fn(A, A) -> A,
) -> A
where
    T: Sync,
    A: Send,
{
    let _ = threads;
    thread::scope(|scope| {
        let handles: Vec<_> = data
            .iter()
            .map(|element| scope.spawn(|| fold(init(), element)))
            .collect();
        handles
            .into_iter()
            .map(|part| part.join().unwrap_or_else(|payload| resume_unwind(payload)))
            .reduce(combine)
            .unwrap_or_else(&init)
    })
}
