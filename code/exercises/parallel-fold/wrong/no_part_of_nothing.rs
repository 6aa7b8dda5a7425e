//! caught by: nothing_gives_one_init: an empty slice has no part, and reduce of no parts is None
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
    let count = threads.get().min(data.len());
    let mut borders = vec![0];
    for number in 1..=count {
        borders.push((data.len() as u128 * number as u128 / count as u128) as usize);
    }
    thread::scope(|scope| {
        let handles: Vec<_> = borders
            .windows(2)
            .map(|border| scope.spawn(|| data[border[0]..border[1]].iter().fold(init(), &fold)))
            .collect();
        handles
            .into_iter()
            .map(|part| part.join().unwrap_or_else(|payload| resume_unwind(payload)))
            .reduce(combine)
            .expect("there is at least one part")
    })
}
