//! A worker that waits for its thread when it is dropped, so that none is forgotten.
//@ explore: holds

// ANCHOR: worker
use std::thread::{self, JoinHandle};

struct Charge {
    thread: Option<JoinHandle<()>>,
}

impl Charge {
    fn start(customer: &'static str) -> Self {
        let thread = thread::spawn(move || println!("charged {customer}"));
        Self {
            thread: Some(thread),
        }
    }
}

impl Drop for Charge {
    fn drop(&mut self) {
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            eprintln!("a charge panicked");
        }
    }
}
// ANCHOR_END: worker

// ANCHOR: main
fn main() {
    {
        let _ada = Charge::start("Ada");
    }
    println!("all customers charged");
}
// ANCHOR_END: main
