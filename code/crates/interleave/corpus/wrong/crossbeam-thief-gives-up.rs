//@ finds: panic
//! A thief takes an empty queue for the end of the work.

use crossbeam::deque::{Steal, Worker};
use std::thread;

fn main() {
    let owner = Worker::<u32>::new_lifo();
    let stealer = owner.stealer();
    let thief = thread::spawn(move || {
        let mut sum = 0;
        while let Steal::Success(task) = stealer.steal() {
            sum += task;
        }
        sum
    });
    owner.push(1);
    owner.push(2);
    assert_eq!(thief.join().unwrap(), 3);
}
