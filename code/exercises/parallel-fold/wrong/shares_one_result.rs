//! caught by: all_threads_fold_at_once, parts_are_combined_in_order, each_part_begins_once: every thread holds the lock of the one result while it folds
use std::num::NonZeroUsize;
use std::panic::resume_unwind;
use std::sync::Mutex;
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
    let _ = &combine;

    let count = threads.get().min(data.len());
    let mut parts = Vec::new();
    let mut rest = data;
    for left in (1..=count).rev() {
        let (part, after) = rest.split_at(rest.len().div_ceil(left));
        parts.push(part);
        rest = after;
    }
    let whole = Mutex::new(Some(init()));
    thread::scope(|scope| {
        let handles: Vec<_> = parts
            .into_iter()
            .map(|part| {
                scope.spawn(|| {
                    let mut whole = whole.lock().unwrap_or_else(|poison| poison.into_inner());
                    if let Some(value) = whole.take() {
                        *whole = Some(part.iter().fold(value, &fold));
                    }
                })
            })
            .collect();
        for handle in handles {
            if let Err(payload) = handle.join() {
                resume_unwind(payload);
            }
        }
    });
    whole.into_inner().unwrap().unwrap()
}
