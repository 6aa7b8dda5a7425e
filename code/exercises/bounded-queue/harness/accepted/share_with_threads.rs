//! A `Cell` may go to another thread, although two threads may not share it.

use std::cell::Cell;
use std::num::NonZeroUsize;
use std::thread;

use answer::BoundedQueue;

fn main() {
    let queue = BoundedQueue::new(NonZeroUsize::MIN);
    let _ = queue.push(Cell::new(1));
    thread::scope(|scope| {
        scope.spawn(|| queue.pop());
    });
}
