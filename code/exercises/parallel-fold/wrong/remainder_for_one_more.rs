//! caught by: no_more_threads_than_asked_for, each_part_begins_once: what is left over after the division goes to one thread more
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
    let length = (data.len() / threads.get()).max(1);
    thread::scope(|scope| {
        let handles: Vec<_> = data
            .chunks(length)
            .map(|part| scope.spawn(|| part.iter().fold(init(), &fold)))
            .collect();
        handles
            .into_iter()
            .map(|part| part.join().unwrap_or_else(|payload| resume_unwind(payload)))
            .reduce(combine)
            .unwrap()
    })
}
