//! caught by: a_panic_reaches_the_caller, a_panic_of_init_reaches_the_caller: unwrap panics with a text about a panic, and the payload is lost
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
    thread::scope(|scope| {
        let handles: Vec<_> = parts
            .into_iter()
            .map(|part| scope.spawn(|| part.iter().fold(init(), &fold)))
            .collect();
        handles
            .into_iter()
            .map(|part| part.join().unwrap())
            .reduce(combine)
            .unwrap()
    })
}
