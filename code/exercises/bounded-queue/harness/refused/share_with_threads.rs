//@ rejects: E0277
//! An `Rc` goes to another thread through the queue.

use std::num::NonZeroUsize;
use std::rc::Rc;
use std::thread;

use answer::BoundedQueue;

fn main() {
    let queue = BoundedQueue::new(NonZeroUsize::MIN);
    let _ = queue.push(Rc::new(1));
    thread::scope(|scope| {
        scope.spawn(|| queue.pop());
    });
}
