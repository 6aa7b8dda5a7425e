//@ finds: deadlock
//! The barrier waits for one more thread than there are.

use std::sync::{Arc, Barrier};
use std::thread;

fn main() {
    let meeting = Arc::new(Barrier::new(3));
    let guests: Vec<_> = (0..2)
        .map(|_| {
            let meeting = Arc::clone(&meeting);
            thread::spawn(move || {
                meeting.wait();
            })
        })
        .collect();
    for guest in guests {
        guest.join().unwrap();
    }
}
