//! caught by: every_element_counts_once, parts_are_combined_in_order, all_threads_fold_at_once: chunks_exact leaves out what does not fill a whole part
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
    let length = data.len() / count;
    thread::scope(|scope| {
        let handles: Vec<_> = data
            .chunks_exact(length)
            .take(count)
            .map(|part| scope.spawn(|| part.iter().fold(init(), &fold)))
            .collect();
        handles
            .into_iter()
            .map(|part| part.join().unwrap_or_else(|payload| resume_unwind(payload)))
            .reduce(combine)
            .unwrap()
    })
}
