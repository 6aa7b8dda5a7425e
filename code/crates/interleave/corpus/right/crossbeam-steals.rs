//! Every task runs once, by its owner or by a thief.

use crossbeam::deque::{Injector, Steal, Worker};
use std::iter;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;

fn main() {
    let injector = Injector::new();
    for task in 1..=3_u32 {
        injector.push(task);
    }
    let local = Worker::new_fifo();
    let stealer = local.stealer();
    let sum = AtomicU32::new(0);
    thread::scope(|scope| {
        scope.spawn(|| {
            let local = local;
            while let Some(task) = local.pop().or_else(|| {
                iter::repeat_with(|| injector.steal_batch_and_pop(&local))
                    .find(|steal| !steal.is_retry())
                    .and_then(Steal::success)
            }) {
                sum.fetch_add(task, Ordering::Relaxed);
            }
        });
        scope.spawn(|| {
            loop {
                match stealer.steal() {
                    Steal::Success(task) => {
                        sum.fetch_add(task, Ordering::Relaxed);
                    }
                    Steal::Empty => break,
                    Steal::Retry => {}
                }
            }
        });
    });
    assert_eq!(sum.into_inner(), 6);
}
