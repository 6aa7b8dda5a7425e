//! design: each thread writes into a place of its own; panics are caught there and raised again by the caller

use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
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
    let count = threads.get().min(data.len()).max(1);
    let mut places: Vec<Option<thread::Result<A>>> = (0..count).map(|_| None).collect();
    thread::scope(|scope| {
        for (number, place) in places.iter_mut().enumerate() {
            let (init, fold) = (&init, &fold);
            scope.spawn(move || {
                let part =
                    &data[border(data.len(), count, number)..border(data.len(), count, number + 1)];
                *place = Some(catch_unwind(AssertUnwindSafe(|| {
                    let mut value = init();
                    for element in part {
                        value = fold(value, element);
                    }
                    value
                })));
            });
        }
    });
    let mut whole = None;
    for place in places {
        match place.expect("the scope has waited for every thread") {
            Ok(part) => {
                whole = Some(match whole {
                    None => part,
                    Some(before) => combine(before, part),
                });
            }
            Err(payload) => resume_unwind(payload),
        }
    }
    whole.expect("there is at least one part")
}

/// Where part `number` of `count` begins.
fn border(len: usize, count: usize, number: usize) -> usize {
    len / count * number + number.min(len % count)
}
