//! caught by: all_threads_fold_at_once: without a collect between them, start and join alternate
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
        parts
            .into_iter()
            .map(|part| scope.spawn(|| part.iter().fold(init(), &fold)))
            .map(|part| part.join().unwrap_or_else(|payload| resume_unwind(payload)))
            .reduce(combine)
            .unwrap()
    })
}
