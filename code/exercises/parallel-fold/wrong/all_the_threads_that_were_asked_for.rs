//! caught by: each_part_begins_once, nothing_gives_one_init, any_number_of_threads_works: starts threads that have nothing to fold
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
    let count = threads.get();
    let (init, fold) = (&init, &fold);
    thread::scope(|scope| {
        let handles: Vec<_> = (0..count)
            .map(|number| {
                let from = data.len() * number / count;
                let to = data.len() * (number + 1) / count;
                scope.spawn(move || data[from..to].iter().fold(init(), fold))
            })
            .collect();
        handles
            .into_iter()
            .map(|part| part.join().unwrap_or_else(|payload| resume_unwind(payload)))
            .reduce(combine)
            .unwrap()
    })
}
