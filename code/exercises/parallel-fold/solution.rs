//! A scope, one thread for each part, and the parts combined in their order.
//!
//! The parts differ in length by one at most, and there are exactly as many as there are threads to fold them: cutting
//! with `chunks(len.div_ceil(threads))` would make three parts of nine elements for four threads.

use std::num::NonZeroUsize;
use std::panic;
use std::thread;

/// Folds `data` on up to `threads` threads at the same time.
///
/// `data` is cut into as many parts as there are threads, or elements if these are fewer; each part begins with an `init()`
/// of its own and is folded from left to right. The results of the parts are combined on the caller's thread in the order
/// of the parts, so `combine` must be associative and need not be commutative. An empty slice gives one `init()`.
///
/// # Panics
/// With the payload of `init` or `fold` when one of them panics, after all threads have ended.
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
    // The first `longer` parts get one element more than the others.
    let (length, longer) = (data.len() / count, data.len() % count);
    let (init, fold) = (&init, &fold);
    thread::scope(|scope| {
        let mut rest = data;
        let parts: Vec<_> = (0..count)
            .map(|number| {
                let part;
                (part, rest) = rest.split_at(length + usize::from(number < longer));
                scope.spawn(move || part.iter().fold(init(), fold))
            })
            .collect();
        parts
            .into_iter()
            // The scope would replace the payload of a panic by a text of its own.
            .map(|part| {
                part.join()
                    .unwrap_or_else(|payload| panic::resume_unwind(payload))
            })
            .reduce(combine)
            .expect("there is a part for each thread")
    })
}
