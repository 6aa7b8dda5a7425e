//! caught by: all_threads_fold_at_once, each_part_begins_once: starts no more threads than there are processors, whatever was asked for
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
    let processors = thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let count = threads.get().min(processors).min(data.len());
    let (length, longer) = (data.len() / count, data.len() % count);
    let begin = |number: usize| number * length + number.min(longer);
    thread::scope(|scope| {
        let (init, fold) = (&init, &fold);
        let handles: Vec<_> = (0..count)
            .map(|number| {
                let part = &data[begin(number)..begin(number + 1)];
                scope.spawn(move || part.iter().fold(init(), fold))
            })
            .collect();
        handles
            .into_iter()
            .map(|part| part.join().unwrap_or_else(|payload| resume_unwind(payload)))
            .reduce(combine)
            .unwrap()
    })
}
