//! caught by: parts_are_combined_in_order: combines the parts as they come out of the channel
use std::num::NonZeroUsize;
use std::panic::resume_unwind;
use std::sync::mpsc;
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
        let (sender, receiver) = mpsc::channel();
        let mut handles = Vec::new();
        for part in parts {
            let sender = sender.clone();
            let (init, fold) = (&init, &fold);
            handles.push(scope.spawn(move || sender.send(part.iter().fold(init(), fold)).unwrap()));
        }
        drop(sender);
        let whole = receiver.into_iter().reduce(combine);
        for handle in handles {
            if let Err(payload) = handle.join() {
                resume_unwind(payload);
            }
        }
        whole.unwrap()
    })
}
