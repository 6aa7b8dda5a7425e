//! caught by: any_number_of_threads_works: reserves a place for each thread that was asked for, and no memory is that large
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
    let (length, longer) = (data.len() / count, data.len() % count);
    let (init, fold) = (&init, &fold);
    thread::scope(|scope| {
        let mut handles = Vec::with_capacity(threads.get());
        let mut rest = data;
        for number in 0..count {
            let (part, after) = rest.split_at(length + usize::from(number < longer));
            rest = after;
            handles.push(scope.spawn(move || part.iter().fold(init(), fold)));
        }
        handles
            .into_iter()
            .map(|part| part.join().unwrap_or_else(|payload| resume_unwind(payload)))
            .reduce(combine)
            .unwrap()
    })
}
