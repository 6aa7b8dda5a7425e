//! `drop` borrows the worker, and `join` wants to own the handle.
//@ rejects: E0507

// ANCHOR: main
use std::thread::{self, JoinHandle};

struct Charge {
    thread: JoinHandle<()>,
}

impl Drop for Charge {
    fn drop(&mut self) {
        self.thread.join().unwrap();
    }
}

fn main() {
    let _ada = Charge { thread: thread::spawn(|| println!("charged Ada")) };
}
// ANCHOR_END: main
