//! caught by: each_part_begins_once: makes a value of each element and combines inside the thread, so init runs for every element
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

    let count = threads.get().min(data.len());
    let mut parts = Vec::new();
    let mut rest = data;
    for left in (1..=count).rev() {
        let (part, after) = rest.split_at(rest.len().div_ceil(left));
        parts.push(part);
        rest = after;
    }
    thread::scope(|scope| {
        let handles: Vec<_> = parts
            .into_iter()
            .map(|part| {
                scope.spawn(|| -> Vec<A> {
                    part.iter().map(|element| fold(init(), element)).collect()
                })
            })
            .collect();
        handles
            .into_iter()
            .map(|part| part.join().unwrap_or_else(|payload| resume_unwind(payload)))
            .flatten()
            .reduce(combine)
            .unwrap()
    })
}
