//! Tasks that move in batches are all there at the end, and a worker pops from its own end.

use std::thread;

use crossbeam::deque::{Injector, Steal, Stealer, Worker};

fn drain(worker: &Worker<u32>, stealer: &Stealer<u32>) -> u32 {
    let mut sum = 0;
    loop {
        if let Some(task) = worker.pop() {
            sum += task;
            continue;
        }
        match stealer.steal_batch(worker) {
            Steal::Success(()) | Steal::Retry => {}
            Steal::Empty => return sum,
        }
    }
}

fn main() {
    let injector = Injector::new();
    for task in 1..=4 {
        injector.push(task);
    }
    let left = Worker::new_lifo();
    let right = Worker::new_fifo();
    assert_eq!(injector.steal_batch_and_pop(&left), Steal::Success(1));
    // How much a batch holds is not promised.
    let _ = injector.steal_batch_with_limit(&right, 1);
    assert_eq!(left.len() + right.len() + injector.len(), 3);
    left.push(10);
    assert_eq!(left.pop(), Some(10));
    let (from_left, from_right) = (left.stealer(), right.stealer());
    let other = thread::spawn(move || drain(&right, &from_left));
    let mine = drain(&left, &from_right);
    let theirs = other.join().unwrap();
    let rest: u32 = std::iter::from_fn(|| injector.steal().success()).sum();
    assert_eq!(mine + theirs + rest + 1, 10);
}
