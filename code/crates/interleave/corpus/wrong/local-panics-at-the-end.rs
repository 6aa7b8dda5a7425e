//@ finds: panic
//! A thread-local value panics in its destructor, which ends the process.

use std::cell::RefCell;
use std::thread;

struct Batch(Vec<u32>);

impl Drop for Batch {
    fn drop(&mut self) {
        assert!(self.0.is_empty(), "a batch was never sent");
    }
}

thread_local! {
    static BATCH: RefCell<Batch> = const { RefCell::new(Batch(Vec::new())) };
}

fn main() {
    let worker = thread::spawn(|| BATCH.with_borrow_mut(|batch| batch.0.push(1)));
    let _ = worker.join();
}
