//! A first look at the queue. Add what you like: the graded checks are others.

use std::num::NonZeroUsize;
use std::thread;

use bounded_queue::{BoundedQueue, PopError, PushError};

fn queue(capacity: usize) -> BoundedQueue<u32> {
    BoundedQueue::new(NonZeroUsize::new(capacity).unwrap())
}

#[test]
fn what_goes_in_comes_out() {
    let queue = queue(2);
    queue.push(1).unwrap();
    queue.push(2).unwrap();
    assert_eq!(queue.try_push(3), Err(PushError::Full(3)));
    assert_eq!(queue.pop(), Ok(1));
    assert_eq!(queue.pop(), Ok(2));
}

#[test]
fn a_consumer_waits_for_a_producer() {
    let queue = queue(1);
    thread::scope(|scope| {
        let consumer = scope.spawn(|| queue.pop());
        queue.push(7).unwrap();
        assert_eq!(consumer.join().unwrap(), Ok(7));
    });
}

#[test]
fn closed_and_empty() {
    let queue = queue(1);
    queue.push(1).unwrap();
    queue.close();
    assert_eq!(queue.push(2), Err(PushError::Closed(2)));
    assert_eq!(queue.pop(), Ok(1));
    assert_eq!(queue.pop(), Err(PopError::Closed));
}
