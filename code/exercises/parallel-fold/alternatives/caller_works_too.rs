//! design: the caller folds the last part itself, and numbered results come through a channel into a sorted map

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
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
    let work = |part: &[T]| part.iter().fold(init(), &fold);
    let mut results = BTreeMap::new();
    thread::scope(|scope| {
        let (sender, receiver) = mpsc::channel();
        let mut rest = data;
        let mut helpers = Vec::new();
        for left in (2..=threads.get().min(data.len())).rev() {
            let (part, after) = rest.split_at(rest.len() / left);
            rest = after;
            let (sender, work) = (sender.clone(), &work);
            helpers.push(scope.spawn(move || sender.send((left, work(part))).is_ok()));
        }
        drop(sender);
        results.insert(1, work(rest));
        results.extend(receiver);
        for helper in helpers {
            if let Err(payload) = helper.join() {
                std::panic::resume_unwind(payload);
            }
        }
    });
    // The first part had the greatest number.
    let mut parts = results.into_values().rev();
    let first = parts.next().expect("the caller has folded a part");
    parts.fold(first, combine)
}
