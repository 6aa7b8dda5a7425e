//! caught by: parts_are_combined_in_order, every_element_counts_once: thread i folds the elements i, i + n, i + 2n, so that neighbors never meet
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
    let (init, fold) = (&init, &fold);
    thread::scope(|scope| {
        let handles: Vec<_> = (0..count)
            .map(|number| {
                scope.spawn(move || data.iter().skip(number).step_by(count).fold(init(), fold))
            })
            .collect();
        handles
            .into_iter()
            .map(|part| part.join().unwrap_or_else(|payload| resume_unwind(payload)))
            .reduce(combine)
            .unwrap()
    })
}
