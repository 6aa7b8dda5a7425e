//! caught by: all_threads_fold_at_once, no_more_threads_than_asked_for: takes the number of threads for the length of a part
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
    if data.is_empty() {
        return init();
    }
    thread::scope(|scope| {
        let handles: Vec<_> = data
            .chunks(threads.get())
            .map(|part| scope.spawn(|| part.iter().fold(init(), &fold)))
            .collect();
        handles
            .into_iter()
            .map(|part| part.join().unwrap_or_else(|payload| resume_unwind(payload)))
            .reduce(combine)
            .unwrap()
    })
}
