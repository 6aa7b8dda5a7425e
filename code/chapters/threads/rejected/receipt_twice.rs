//! Waiting consumes the handle, so a thread cannot be waited for twice.
//@ rejects: E0382

// ANCHOR: main
use std::thread::{self, JoinHandle};

struct Charge {
    thread: JoinHandle<u32>,
}

impl Charge {
    fn receipt(self) -> u32 {
        self.thread.join().unwrap()
    }
}

fn main() {
    let ada = Charge { thread: thread::spawn(|| 500) };
    println!("{}", ada.receipt());
    println!("{}", ada.receipt());
}
// ANCHOR_END: main
