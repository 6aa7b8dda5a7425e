//! Plain data behind an atomic flag: Release and Acquire are what keeps this from being a data race.
//@ output: one-of
//@ because: the reader may look before or after the flag
//@ explore: outcomes

// ANCHOR: main
use std::cell::UnsafeCell;
use std::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Release},
};
use std::thread;

// ANCHOR: report
struct Report {
    text: UnsafeCell<String>,
    ready: AtomicBool,
}

// SAFETY: `text` is written before `ready` is set, by one thread, and read only after.
unsafe impl Sync for Report {}

impl Report {
    /// # Safety
    /// To be called once at most.
    unsafe fn publish(&self, text: &str) {
        // SAFETY: nobody reads before `ready`, and nobody else writes.
        unsafe { (*self.text.get()).push_str(text) };
        // ORDERING: Release, pairs with the Acquire load in `read`.
        self.ready.store(true, Release);
    }

    fn read(&self) -> Option<&str> {
        // ORDERING: Acquire, pairs with the Release store in `publish`.
        if !self.ready.load(Acquire) {
            return None;
        }
        // SAFETY: the text was finished before `ready`, and nobody writes after it.
        Some(unsafe { &*self.text.get() })
    }
}
// ANCHOR_END: report

fn main() {
    let report = Report {
        text: UnsafeCell::new(String::new()),
        ready: AtomicBool::new(false),
    };
    thread::scope(|scope| {
        // SAFETY: this is the only call.
        scope.spawn(|| unsafe { report.publish("all is well") });
        println!("{:?}", report.read());
    });
}
// ANCHOR_END: main
