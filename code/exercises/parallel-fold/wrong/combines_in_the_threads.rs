//! caught by: only_what_is_needed: each thread waits for the one before it and combines there, so combine would have to be Sync
use std::num::NonZeroUsize;
use std::panic::resume_unwind;
use std::thread;

pub fn parallel_fold<T, A>(
    data: &[T],
    threads: NonZeroUsize,
    init: impl Fn() -> A + Sync,
    fold: impl Fn(A, &T) -> A + Sync,
    combine: impl Fn(A, A) -> A + Sync,
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
    let (init, fold, combine) = (&init, &fold, &combine);
    thread::scope(|scope| {
        let mut before: Option<thread::ScopedJoinHandle<'_, A>> = None;
        for part in parts {
            let earlier = before.take();
            before = Some(scope.spawn(move || {
                let own = part.iter().fold(init(), fold);
                match earlier {
                    None => own,
                    Some(earlier) => {
                        let left = earlier
                            .join()
                            .unwrap_or_else(|payload| resume_unwind(payload));
                        combine(left, own)
                    }
                }
            }));
        }
        let whole = before.unwrap().join();
        whole.unwrap_or_else(|payload| resume_unwind(payload))
    })
}
