//! A fold whose parts are folded at the same time.

use std::num::NonZeroUsize;

/// Folds `data` on `threads` threads at the same time.
///
/// `data` is cut into as many parts as there are threads, or elements if these are fewer. Each part begins with an `init()`
/// of its own and is folded from left to right; the results are combined in the order of the parts, so `combine` has to be
/// associative and need not be commutative.
/// An empty slice gives one `init()`.
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
    let _ = (init, fold, combine);
    todo!(
        "fold {} elements on {threads} threads, then combine the parts",
        data.len()
    )
}
