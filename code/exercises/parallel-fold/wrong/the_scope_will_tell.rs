//! caught by: a_panic_reaches_the_caller, a_panic_of_init_reaches_the_caller: leaves the panic to the scope, which says "a scoped thread panicked"
use std::num::NonZeroUsize;
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
    let mut results: Vec<Option<A>> = parts.iter().map(|_| None).collect();
    thread::scope(|scope| {
        for (part, result) in parts.into_iter().zip(&mut results) {
            let (init, fold) = (&init, &fold);
            scope.spawn(move || *result = Some(part.iter().fold(init(), fold)));
        }
    });
    results.into_iter().flatten().reduce(combine).unwrap()
}
