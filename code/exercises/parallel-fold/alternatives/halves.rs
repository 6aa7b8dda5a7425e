//! design: divide and conquer; each half may divide again, and the caller folds the left one itself

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
    let mut parts = Vec::new();
    halve(
        data,
        threads.get().min(data.len()),
        &init,
        &fold,
        &mut parts,
    );
    parts
        .into_iter()
        .reduce(combine)
        .expect("even nothing is one part")
}

/// Appends the parts in order; `combine` may not leave the caller's thread, so it cannot be used here.
fn halve<T: Sync, A: Send>(
    data: &[T],
    threads: usize,
    init: &(impl Fn() -> A + Sync),
    fold: &(impl Fn(A, &T) -> A + Sync),
    parts: &mut Vec<A>,
) {
    if threads < 2 {
        parts.push(data.iter().fold(init(), fold));
        return;
    }
    let left_threads = threads / 2;
    // 128 bits, for the product of two lengths.
    let middle = (data.len() as u128 * left_threads as u128 / threads as u128) as usize;
    let (left, right) = data.split_at(middle);
    thread::scope(|scope| {
        let helper = scope.spawn(|| {
            let mut own = Vec::new();
            halve(right, threads - left_threads, init, fold, &mut own);
            own
        });
        halve(left, left_threads, init, fold, parts);
        match helper.join() {
            Ok(own) => parts.extend(own),
            Err(payload) => resume_unwind(payload),
        }
    });
}
