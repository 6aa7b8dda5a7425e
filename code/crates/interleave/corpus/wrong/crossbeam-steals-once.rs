//@ finds: panic
//! A thief that was too slow is told to try again, and does not.

use crossbeam::deque::{Steal, Worker};
use std::thread;

fn main() {
    let owner = Worker::new_fifo();
    for task in 0..3 {
        owner.push(task);
    }
    let thieves: Vec<_> = (0..2)
        .map(|_| {
            let stealer = owner.stealer();
            thread::spawn(move || match stealer.steal() {
                Steal::Success(_) => 1,
                Steal::Empty | Steal::Retry => 0,
            })
        })
        .collect();
    let stolen: i32 = thieves.into_iter().map(|thief| thief.join().unwrap()).sum();
    assert_eq!(stolen, 2, "each thief gets one of three");
}
